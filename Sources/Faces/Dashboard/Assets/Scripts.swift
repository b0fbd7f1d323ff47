/// The modules of the pages. Each only improves what works without it, and needs no other.
extension Assets.Script {
    var text: String {
        switch self {
        case .times: Scripts.times
        case .refresh: Scripts.refresh
        case .run: Scripts.run
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

    /// Fetches the page again while somebody looks at it, and puts its live part in place.
    static let refresh = """
        const live = document.getElementById('live');
        const seconds = Number(live?.dataset.refresh || 0);
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
            document.dispatchEvent(new Event('plumb:changed'));
          } catch { /* The server is away; the next turn may find it. */ }
        };
        if (seconds > 0) setInterval(refresh, seconds * 1000);
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
