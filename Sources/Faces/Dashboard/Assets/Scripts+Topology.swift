extension Scripts {
    /// Moves and zooms a drawing without asking the server: by the keys, by dragging, by the wheel together
    /// with Control, by pinching, and by the links that otherwise lead to the page in another size.
    ///
    /// Only a transformation changes while it moves, so that a drawing of hundreds of things keeps up with
    /// the screen; it is drawn again, sharp, when it has come to rest.
    static let topology = """
        const frame = document.getElementById('topology'), drawing = frame?.querySelector('svg');
        if (drawing) {
          const {width, height} = drawing.viewBox.baseVal;
          const least = 0.05, most = 4, touches = new Map();
          let x = 0, y = 0, scale = 1, asked = false, rest, spread = 0;
          drawing.setAttribute('width', width);
          drawing.setAttribute('height', height);
          frame.classList.add('moving');
          const high = () => {
            const wanted = height * Math.min(1, frame.clientWidth / width) + 48;
            frame.style.height = `${Math.min(innerHeight * 0.7, Math.max(224, wanted))}px`;
          };
          high();
          const fit = () => Math.min(1, frame.clientWidth / width, frame.clientHeight / height);
          const draw = () => {
            asked = false;
            // A part of it always stays in sight.
            x = Math.min(frame.clientWidth - 40, Math.max(40 - width * scale, x));
            y = Math.min(frame.clientHeight - 40, Math.max(40 - height * scale, y));
            drawing.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
          };
          const soon = () => {
            drawing.style.willChange = 'transform';
            clearTimeout(rest);
            rest = setTimeout(() => { drawing.style.willChange = ''; }, 200);
            if (asked) return;
            asked = true;
            requestAnimationFrame(draw);
          };
          const zoom = (to, right = frame.clientWidth / 2, down = frame.clientHeight / 2) => {
            const next = Math.min(most, Math.max(least, to));
            x = right - (right - x) * next / scale;
            y = down - (down - y) * next / scale;
            scale = next;
            soon();
          };
          const whole = () => {
            scale = fit();
            x = (frame.clientWidth - width * scale) / 2;
            y = Math.max(0, (frame.clientHeight - height * scale) / 2);
            soon();
          };
          const steps = {ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60]};
          frame.addEventListener('keydown', (event) => {
            if (event.ctrlKey || event.metaKey || event.altKey) return;
            const step = steps[event.key];
            if (step) { x += step[0]; y += step[1]; soon(); }
            else if (event.key === '+' || event.key === '=') zoom(scale * 1.25);
            else if (event.key === '-') zoom(scale / 1.25);
            else if (event.key === '0') whole();
            else return;
            event.preventDefault();
          });
          frame.addEventListener('wheel', (event) => {
            // The wheel alone scrolls the page, as everywhere.
            if (!event.ctrlKey) return;
            event.preventDefault();
            const place = frame.getBoundingClientRect();
            const by = Math.exp(-event.deltaY / 300);
            zoom(scale * by, event.clientX - place.left, event.clientY - place.top);
          }, {passive: false});
          const apart = () => {
            const [one, other] = [...touches.values()];
            return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
          };
          frame.addEventListener('pointerdown', (event) => {
            if (event.button !== 0) return;
            touches.set(event.pointerId, event);
            frame.setPointerCapture(event.pointerId);
            if (touches.size === 2) spread = apart();
          });
          frame.addEventListener('pointermove', (event) => {
            const before = touches.get(event.pointerId);
            if (!before) return;
            touches.set(event.pointerId, event);
            if (touches.size === 1) {
              x += event.clientX - before.clientX;
              y += event.clientY - before.clientY;
              soon();
            } else if (touches.size === 2 && spread > 0) {
              const now = apart();
              zoom(scale * now / spread);
              spread = now;
            }
          });
          for (const name of ['pointerup', 'pointercancel']) {
            frame.addEventListener(name, (event) => touches.delete(event.pointerId));
          }
          for (const link of document.querySelectorAll('a[data-zoom]')) {
            link.addEventListener('click', (event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              if (link.dataset.zoom === 'fit') whole(); else zoom(Number(link.dataset.zoom) / 100);
            });
          }
          addEventListener('resize', () => { high(); soon(); });
          const asks = Number(new URLSearchParams(location.search).get('zoom'));
          if (asks > 0) { scale = asks / 100; draw(); } else { whole(); draw(); }
        }
        """
}
