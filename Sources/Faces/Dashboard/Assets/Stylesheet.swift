/// The one stylesheet: of the dashboard, and of the page of operations at `/docs`.
enum Stylesheet {
    static let text = [tokens, base, frame, parts, tables, forms, runs, topology, docs].joined(
        separator: "\n")

    /// Colours, sizes and type. Every text reaches a contrast of 4.5 on every ground it stands on.
    static let tokens = """
        :root {
          color-scheme: light dark;
          --paper: #f6f6f3; --surface: #ffffff; --sunk: #f0f0ec; --line: #dfded8; --edge: #83878a;
          --ink: #1b2023; --quiet: #565e64; --accent: #0d5c64; --accent-ink: #ffffff; --accent-soft: #e2eff0;
          --good: #17663d; --good-soft: #e2f2e8; --wait: #7c4d00; --wait-soft: #faeed4;
          --bad: #a3271d; --bad-soft: #fbe7e4; --busy: #2554a6; --busy-soft: #e5edfb;
          --shadow: 0 1px 2px rgb(20 24 26 / .05);
          --sans: system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
          --mono: ui-monospace, "SF Mono", "Cascadia Code", "DejaVu Sans Mono", monospace;
          --s1: .25rem; --s2: .5rem; --s3: .75rem; --s4: 1rem; --s5: 1.5rem; --s6: 2rem;
          --tiny: .75rem; --small: .8125rem; --text: .9375rem; --large: 1.0625rem; --title: 1.5rem;
          --round: .625rem; --round-small: .375rem;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #101315; --surface: #171b1e; --sunk: #1f2427; --line: #2b3135; --edge: #717b81;
            --ink: #e4e8ea; --quiet: #9ca7ad; --accent: #74cbd0; --accent-ink: #06282b;
            --accent-soft: #123034;
            --good: #76d29c; --good-soft: #132b1e; --wait: #e8b954; --wait-soft: #2e2510;
            --bad: #f4958b; --bad-soft: #381a17; --busy: #94bbfa; --busy-soft: #18263f;
            --shadow: none;
          }
        }
        """

    static let base = """
        *, *::before, *::after { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body {
          margin: 0; background: var(--paper); color: var(--ink); font: var(--text)/1.5 var(--sans);
          font-variant-numeric: tabular-nums; overflow-wrap: break-word;
        }
        h1, h2, h3, p, ul, ol, dl, dd, pre, fieldset { margin: 0; padding: 0; }
        h1 { font-size: var(--title); font-weight: 620; line-height: 1.25; letter-spacing: -.015em; }
        h2 { font-size: 1rem; font-weight: 600; line-height: 1.35; letter-spacing: -.005em; }
        h3 { font-size: var(--text); font-weight: 600; }
        ul, ol { padding-left: 1.25rem; }
        a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: 1px; }
        a:hover { text-decoration-thickness: 2px; }
        code, pre { font-family: var(--mono); font-size: .92em; }
        summary { cursor: pointer; }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
        main:focus { outline: none; }
        .quiet { color: var(--quiet); }
        .number { font-variant-numeric: tabular-nums; }
        .wrap { overflow-wrap: anywhere; }
        .row { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s1) var(--s3); }
        .heard {
          position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
          white-space: nowrap;
        }
        .skip {
          position: absolute; left: var(--s3); top: -4rem; z-index: 9; padding: var(--s2) var(--s4);
          background: var(--accent); color: var(--accent-ink); border-radius: var(--round-small);
        }
        .skip:focus { top: var(--s3); }
        .glyph {
          width: 1em; height: 1em; flex: none; fill: none; stroke: currentColor; stroke-width: 1.6;
          stroke-linecap: round; stroke-linejoin: round;
        }
        @media (prefers-reduced-motion: no-preference) {
          .mark-busy .glyph { animation: turn 1.6s linear infinite; transform-origin: center; }
          @keyframes turn { to { transform: rotate(1turn); } }
        }
        """
}
