/// The modules of the pages. Each only improves what works without it, and needs no other.
extension Assets.Script {
    var text: String {
        switch self {
        case .times: Scripts.times
        case .refresh: Scripts.refresh
        case .run: Scripts.run
        case .editor: Scripts.editor
        case .topology: Scripts.topology
        case .examples: Scripts.examples
        }
    }
}

enum Scripts {
    /// Keeps relative times true, with the moment in the reader's own zone in the title.
    static let times = """
        const words = (at) => {
          const seconds = Math.trunc((Date.now() - at) / 1000), size = Math.abs(seconds);
          if (size >= 30 * 86400) return new Date(at).toISOString().slice(0, 10);
          if (size < 5) return 'now';
          const days = Math.floor(size / 86400);
          const span = size < 60 ? `${size} s` : size < 3600 ? `${Math.floor(size / 60)} min`
            : size < 86400 ? `${Math.floor(size / 3600)} h` : days === 1 ? '1 day' : `${days} days`;
          return seconds >= 0 ? `${span} ago` : `in ${span}`;
        };
        const tell = () => {
          for (const time of document.querySelectorAll('time[title]')) {
            const at = Date.parse(time.dateTime);
            if (Number.isNaN(at)) continue;
            const text = words(at);
            if (time.textContent !== text) time.textContent = text;
          }
        };
        tell();
        const menu = document.querySelector('.menu'), here = menu?.querySelector('[aria-current]');
        if (here) menu.scrollLeft = here.offsetLeft - (menu.clientWidth - here.offsetWidth) / 2;
        setInterval(tell, 5000);
        document.addEventListener('plumb:changed', tell);
        // The key that leads to the search, as the field itself says; not while somebody writes.
        document.addEventListener('keydown', (event) => {
          if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
          if (event.target.closest('input, textarea, select, [contenteditable]')) return;
          const field = document.getElementById('search');
          if (!field) return;
          event.preventDefault();
          field.focus();
          field.select();
        });
        // A form that is on its way is not sent again.
        document.addEventListener('submit', (event) => {
          if (event.defaultPrevented || event.target.method !== 'post') return;
          if (event.target.dataset.sent) { event.preventDefault(); return; }
          event.target.dataset.sent = 'yes';
        });
        addEventListener('pageshow', () => {
          for (const form of document.forms) delete form.dataset.sent;
        });
        """

    /// Fetches the page again while somebody looks at it, and puts its live part in place: every so many
    /// seconds, and when work whose bar is in it has ended. Bars move by the work's own events in between.
    static let refresh = """
        const live = document.getElementById('live');
        const seconds = Number(live?.dataset.refresh || 0), followed = new Map();
        // What has ended is not asked again, whatever the page says of it.
        const ended = new Set();
        const busy = () => document.hidden || live.contains(document.activeElement)
          || !getSelection().isCollapsed;
        const refresh = async () => {
          if (busy()) return;
          try {
            const answer = await fetch(location.href, {redirect: 'error'});
            if (!answer.ok) return;
            const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
            const fresh = page.getElementById('live');
            if (!fresh || busy()) return;
            const open = [...live.querySelectorAll('details')].map((part) => part.open);
            const parts = [...fresh.querySelectorAll('details')];
            if (open.length === parts.length) parts.forEach((part, place) => { part.open = open[place]; });
            live.replaceChildren(...fresh.childNodes);
            follow();
            document.dispatchEvent(new Event('plumb:changed'));
          } catch { /* The server is away; the next turn may find it. */ }
        };
        const move = (address, {stage, done, total}) => {
          const part = live.querySelector(`[data-events="${CSS.escape(address)}"]`);
          if (!part) return;
          const bar = part.querySelector('progress'), known = total > 0;
          if (!known) bar.removeAttribute('value');
          else [bar.max, bar.value] = [total, Math.min(done, total)];
          part.querySelector('span').textContent = known ? `${stage}, ${done} of ${total}` : stage;
        };
        // A browser has six connections to a server at most; four may wait for news.
        const follow = () => {
          for (const part of live.querySelectorAll('[data-events]')) {
            const address = part.dataset.events;
            if (ended.has(address) || followed.has(address) || followed.size >= 4) continue;
            const source = new EventSource(address);
            followed.set(address, source);
            source.onmessage = (message) => {
              const job = JSON.parse(message.data);
              if (job.progress) move(address, job.progress);
              if (job.state === 'running') return;
              source.close();
              followed.delete(address);
              ended.add(address);
              refresh();
            };
            source.onerror = () => {
              if (source.readyState === EventSource.CLOSED) followed.delete(address);
            };
          }
        };
        if (live) follow();
        if (seconds > 0) setInterval(refresh, seconds * 1000);
        addEventListener('pagehide', () => { for (const source of followed.values()) source.close(); });
        """

    /// Has the blueprint checked while somebody writes: numbers the lines, marks those with problems, and
    /// puts what the text comes to beside it. The server renders the verdict, as it does without this.
    static let editor = """
        const text = document.getElementById('text'), verdict = document.getElementById('verdict');
        const gutter = document.createElement('div');
        gutter.className = 'gutter';
        gutter.setAttribute('aria-hidden', 'true');
        text.before(gutter);
        text.parentElement.classList.add('numbered');
        let lines = 0, asked = text.value, waiting, going;
        const troubled = () => new Map([...verdict.querySelectorAll('a[data-line]')]
          .map((link) => [Number(link.dataset.line), link.closest('li').lastElementChild.textContent]));
        const number = () => {
          const count = text.value.split('\\n').length, bad = troubled();
          if (count !== lines) {
            lines = count;
            gutter.replaceChildren(...Array.from({length: count}, (_, place) => {
              const line = document.createElement('span');
              line.textContent = place + 1;
              return line;
            }));
          }
          for (const [place, line] of [...gutter.children].entries()) {
            line.classList.toggle('troubled', bad.has(place + 1));
            line.title = bad.get(place + 1) ?? '';
          }
          gutter.scrollTop = text.scrollTop;
        };
        const check = async () => {
          if (text.value === asked) return;
          asked = text.value;
          going?.abort();
          going = new AbortController();
          const form = new URLSearchParams(new FormData(text.form));
          form.set('do', 'check');
          try {
            const answer = await fetch(text.form.action, {
              method: 'POST', body: form, redirect: 'error', signal: going.signal});
            if (!answer.ok) return;
            const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
            const fresh = page.getElementById('verdict');
            if (!fresh || verdict.contains(document.activeElement)) return;
            const open = new Set([...verdict.querySelectorAll('details[open] code')]
              .map((name) => name.textContent));
            const hadFiles = verdict.querySelector('details');
            for (const file of fresh.querySelectorAll('details')) {
              if (hadFiles) file.open = open.has(file.querySelector('code').textContent);
            }
            verdict.replaceChildren(...fresh.childNodes);
            number();
          } catch (error) {
            // What was asked for an older text does not matter; a server that is away is asked again at
            // the next key.
            if (error.name !== 'AbortError') asked = undefined;
          }
        };
        text.addEventListener('input', () => {
          number();
          clearTimeout(waiting);
          waiting = setTimeout(check, 400);
        });
        text.addEventListener('scroll', () => { gutter.scrollTop = text.scrollTop; });
        verdict.addEventListener('click', (event) => {
          const link = event.target.closest('a[data-line]');
          if (!link) return;
          event.preventDefault();
          const before = text.value.split('\\n').slice(0, Number(link.dataset.line) - 1);
          const start = before.reduce((sum, line) => sum + line.length + 1, 0);
          const end = text.value.indexOf('\\n', start);
          text.focus();
          text.setSelectionRange(start, end < 0 ? text.value.length : end);
          text.scrollTop = Math.max(0, (before.length - 4) * parseFloat(getComputedStyle(text).lineHeight));
        });
        // Spaces for a Tab would be a trap for who goes by keyboard, so Tab leaves the text as everywhere.
        number();
        """

    /// Follows a run: appends its log, and fetches the page's live part whenever its status changes.
    static let run = """
        const log = document.getElementById('log'), state = document.getElementById('log-state');
        const final = ['completed', 'failed', 'cancelled'];
        const names = {awaitingApproval: 'Awaiting approval', awaitingOverride: 'Stopped by policy'};
        const ceiling = 5000;
        let cursor = log.dataset.cursor, wait = 1000, source;
        const say = (text) => { if (state && state.textContent !== text) state.textContent = text; };
        const title = (status) => names[status] ?? status.charAt(0).toUpperCase() + status.slice(1);
        const append = (event) => {
          document.getElementById('log-empty')?.remove();
          const follows = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
          const line = document.createElement('div'), time = document.createElement('time');
          const text = document.createElement('span');
          line.className = event.kind === 'status' ? 'line station' : 'line';
          time.dateTime = event.at;
          time.textContent = event.at.slice(11, 19);
          text.textContent = event.kind === 'status' ? title(event.text) : event.text;
          line.append(time, text);
          log.append(line);
          while (log.childElementCount > ceiling) log.firstElementChild.remove();
          if (follows) log.scrollTop = log.scrollHeight;
        };
        const refresh = async (again) => {
          const live = document.getElementById('live');
          try {
            const answer = await fetch(location.pathname, {redirect: 'error'});
            if (!answer.ok) return;
            const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
            const fresh = page.getElementById('live');
            const comment = live.querySelector('.decision input[name=comment]');
            if (!fresh || comment?.value && fresh.querySelector('.decision')) return;
            live.replaceChildren(...fresh.childNodes);
            document.title = page.title;
            document.dispatchEvent(new Event('plumb:changed'));
          } catch { if (again) setTimeout(() => refresh(false), 2000); }
        };
        const follow = () => {
          const after = cursor ? `?after=${encodeURIComponent(cursor)}` : '';
          source = new EventSource(log.dataset.events + after);
          source.onopen = () => say('Live');
          source.onmessage = (message) => {
            wait = 1000;
            cursor = message.lastEventId || cursor;
            const event = JSON.parse(message.data);
            append(event);
            if (event.kind !== 'status') return;
            refresh(true);
            if (final.includes(event.text)) { source.close(); say('Ended'); }
          };
          // The browser's own retry would ask from the old cursor again.
          source.onerror = () => {
            source.close();
            say('Connection lost; trying again');
            setTimeout(follow, wait);
            wait = Math.min(wait * 2, 30000);
          };
        };
        log.scrollTop = log.scrollHeight;
        if (log.dataset.events) follow();
        addEventListener('pagehide', () => source?.close());
        """
}
