extension Scripts {
    /// Sends the examples on the page of operations, as who is signed in here or with a token, and shows what
    /// comes back. Nothing is sent before its button is pressed.
    static let examples = """
        const asking = document.getElementById('asking');
        const element = (name, properties, ...parts) => {
          const made = Object.assign(document.createElement(name), properties);
          made.append(...parts);
          return made;
        };
        let token;
        if (asking) {
          token = element('input', {type: 'password', autocomplete: 'off', spellcheck: false});
          const note = 'Without one they are sent as who is signed in here. It stays on this page.';
          asking.append(element('label', {className: 'field'}, 'Token for the examples', token),
            element('p', {className: 'quiet'}, note));
        }
        const id = /^[0-9a-f]{8}-/;
        const field = (name, value, isNeeded) => {
          const input = element('input', {name, required: isNeeded, autocomplete: 'off', spellcheck: false});
          // An example's id is nobody's here.
          if (id.test(value)) input.placeholder = value; else input.value = value;
          return element('label', {className: 'field'}, name, input);
        };
        const pretty = (text) => {
          try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
        };
        // What a stream tells within a few seconds.
        const listen = async (answer, stop, show) => {
          const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
          const timer = setTimeout(() => stop.abort(), 5000);
          let text = '';
          try {
            for (let part = await reader.read(); !part.done; part = await reader.read()) {
              show(text += part.value);
            }
            show(text + '\\n(the end)');
          } catch { show(text + '\\n(more may come: read for five seconds)'); }
          clearTimeout(timer);
        };
        const build = (place) => {
          const it = JSON.parse(place.dataset.request), query = new URLSearchParams(it.query || '');
          const names = [...it.path.matchAll(/{(\\w+)}/g)].map((match) => match[1]);
          const form = element('form', {className: 'asking'});
          for (const name of names) form.append(field(name, it.values[name] ?? '', true));
          for (const [name, value] of query) form.append(field(name, value, false));
          let body;
          if (it.body) {
            const text = JSON.stringify(it.body, null, 2);
            const rows = Math.min(16, text.split('\\n').length);
            body = element('textarea', {value: text, rows, spellcheck: false});
            form.append(element('label', {className: 'field'}, 'Body', body));
          }
          const button = element('button', {className: it.method === 'GET' ? '' : 'primary'},
            it.method === 'GET' ? 'Send' : 'Send it for real');
          const told = element('output', {});
          const shown = element('pre', {className: 'code', tabIndex: 0, hidden: true});
          form.append(button, told);
          const show = (text) => {
            shown.hidden = !text;
            shown.textContent = text.length > 20000 ? text.slice(0, 20000) + '…' : text;
          };
          form.addEventListener('submit', async (event) => {
            event.preventDefault();
            const values = new FormData(form), headers = {}, stop = new AbortController();
            const path = it.path.replace(/{(\\w+)}/g, (_, name) => encodeURIComponent(values.get(name)));
            const asked = new URLSearchParams([...query.keys()].map((name) => [name, values.get(name)])
              .filter((pair) => pair[1] !== ''));
            if (body) headers['Content-Type'] = 'application/json';
            if (token.value) headers.Authorization = `Bearer ${token.value.trim()}`;
            button.disabled = true;
            told.textContent = '…';
            const begun = performance.now();
            try {
              const answer = await fetch(path + (asked.size ? `?${asked}` : ''), {
                method: it.method, headers, body: body?.value, signal: stop.signal,
                credentials: token.value ? 'omit' : 'same-origin', cache: 'no-store'});
              const time = Math.round(performance.now() - begun);
              told.textContent = answer.status === 401 && !token.value
                ? '401: give a token above, or sign in'
                : `${answer.status} ${answer.statusText} in ${time} ms`;
              if (it.streams && answer.ok) await listen(answer, stop, show);
              else show(pretty(await answer.text()));
            } catch (error) { told.textContent = `The server did not answer: ${error.message}`; }
            button.disabled = false;
          });
          place.append(form, shown);
        };
        for (const place of document.querySelectorAll('details[data-request]')) {
          place.addEventListener('toggle', () => build(place), {once: true});
        }
        """
}
