extension Stylesheet {
    /// The menu beside the page, or above it where there is little room; the door before it.
    static let frame = """
        .app { display: grid; grid-template-columns: 13.5rem minmax(0, 1fr); min-height: 100vh; }
        .top {
          position: sticky; top: 0; align-self: start; height: 100vh; display: flex; flex-direction: column;
          gap: var(--s5); padding: var(--s5) var(--s3) var(--s4); overflow-y: auto;
        }
        .brand {
          display: flex; align-items: center; gap: var(--s3); padding: 0 .9375rem; color: var(--ink);
          font-size: 1.1875rem; font-weight: 650; letter-spacing: -.02em; text-decoration: none;
        }
        .search { position: relative; display: flex; align-items: center; padding: 0 .1875rem; }
        .search .glyph { position: absolute; left: .875rem; color: var(--quiet); pointer-events: none; }
        .search input[type=search] { padding-left: 2.125rem; padding-right: 1.75rem; font-size: .875rem; }
        .search input:focus + kbd { display: none; }
        .search kbd {
          position: absolute; right: .6875rem; padding: 0 .3125rem; border: 1px solid var(--line);
          border-radius: 4px; color: var(--quiet); font: .6875rem/1.4 var(--mono); pointer-events: none;
        }
        .hits mark { background: var(--wait-soft); color: inherit; border-radius: 2px; }
        .hits a { font-weight: 500; overflow-wrap: anywhere; }
        .hits .mark { margin-left: var(--s2); }
        .mark { flex: none; }
        svg.mark { width: .625rem; height: 1.5rem; }
        svg.mark .line { stroke: var(--quiet); stroke-width: 1.75; stroke-linecap: round; fill: none; }
        svg.mark .bob { fill: #b67d1f; }
        .menu { flex: 1; }
        .menu ul { list-style: none; padding: 0; display: grid; gap: 2px; }
        .menu a {
          display: flex; align-items: center; gap: var(--s3); padding: .4375rem var(--s3);
          color: var(--quiet);
          border-radius: var(--round-small); text-decoration: none; font-weight: 500;
        }
        .menu a:hover { color: var(--ink); background: var(--sunk); }
        .menu a[aria-current] { color: var(--accent); background: var(--accent-soft); font-weight: 600; }
        .menu .glyph { width: 1.125em; height: 1.125em; }
        .person {
          display: grid; gap: var(--s2); padding: var(--s4) var(--s3) 0; border-top: 1px solid var(--line);
        }
        .who { display: grid; font-size: var(--small); min-width: 0; }
        .who span { color: var(--quiet); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
        .page { border-left: 1px solid var(--line); min-width: 0; display: flex; flex-direction: column; }
        main { flex: 1; width: 100%; max-width: 82rem; padding: var(--s5) var(--s6) var(--s6); }
        main > * + *, #live > * + *, .columns > div > * + * { margin-top: var(--s5); }
        .foot {
          display: flex; gap: var(--s4); padding: var(--s4) var(--s6); color: var(--quiet);
          font-size: var(--small);
        }
        .foot a { color: inherit; }
        .crumbs ol { display: flex; flex-wrap: wrap; list-style: none; padding: 0; font-size: var(--small); }
        .crumbs li::after { content: "/"; margin: 0 var(--s2); color: var(--quiet); }
        .crumbs a { color: var(--quiet); }
        .crumbs + * { margin-top: var(--s2) !important; }
        .heading {
          display: flex; flex-wrap: wrap; gap: var(--s3) var(--s5); justify-content: space-between;
          align-items: flex-start;
        }
        .heading > div { min-width: 0; }
        .heading h1 {
          display: flex; flex-wrap: wrap; align-items: center; gap: var(--s2) var(--s3);
          overflow-wrap: anywhere;
        }
        .heading p { margin-top: var(--s1); }
        .actions, .buttons { display: flex; flex-wrap: wrap; gap: var(--s2); align-items: center; }
        .columns {
          display: grid; grid-template-columns: minmax(0, 1fr) 22rem; gap: var(--s5); align-items: start;
        }
        .tabs { border-bottom: 1px solid var(--line); }
        .tabs ul { display: flex; gap: var(--s5); list-style: none; padding: 0; overflow-x: auto; }
        .tabs a {
          display: block; padding: var(--s2) 0 calc(var(--s2) - 1px); color: var(--quiet); font-weight: 500;
          text-decoration: none; white-space: nowrap; border-bottom: 2px solid transparent;
        }
        .tabs a:hover { color: var(--ink); }
        .tabs a:focus-visible { outline-offset: -2px; }
        .tabs a[aria-current] { color: var(--accent); border-color: var(--accent); font-weight: 600; }
        .pair {
          display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr));
          gap: var(--s4) var(--s5); align-items: start;
        }
        .narrow { max-width: 40rem; display: grid; gap: var(--s5); }
        body.bare { display: grid; place-items: center; min-height: 100vh; padding: var(--s4); }
        body.bare main { max-width: 26rem; padding: 0; flex: none; }
        .door, .fault {
          background: var(--surface); border: 1px solid var(--line); border-radius: var(--round);
          padding: var(--s6); box-shadow: var(--shadow); display: grid; gap: var(--s4);
        }
        .door-head { display: grid; gap: var(--s3); }
        .door-head svg.mark { width: 1rem; height: 2.375rem; }
        .door summary { font-size: var(--small); color: var(--accent); }
        .door details[open] > summary { margin-bottom: var(--s3); }
        .door .aside {
          color: var(--quiet); font-size: var(--small); border-top: 1px solid var(--line);
          padding-top: var(--s4);
        }
        .fault { max-width: 44rem; }
        .fault h1 { display: flex; align-items: center; gap: var(--s3); }
        .fault h1 .glyph { color: var(--bad); }
        p.lead { font-size: var(--large); }
        @media (max-width: 68rem) { .columns { grid-template-columns: minmax(0, 1fr); } }
        @media (max-width: 52rem) {
          .app { display: block; }
          .top {
            position: static; height: auto; border-bottom: 1px solid var(--line); gap: var(--s2);
            display: grid; grid-template-columns: auto minmax(0, 1fr); align-items: center;
            padding: var(--s3) var(--s4) 0;
          }
          .page { border-left: 0; }
          .brand { padding: 0; }
          .search { grid-column: 1 / -1; padding: 0; }
          .search kbd { display: none; }
          .person {
            border: 0; padding: 0; grid-column: 2; grid-row: 1; display: flex; justify-content: flex-end;
            align-items: center; gap: var(--s3);
          }
          .who { text-align: right; }
          .who span { display: none; }
          .menu {
            grid-column: 1 / -1; margin: 0 calc(-1 * var(--s4)); overflow-x: auto; scrollbar-width: none;
          }
          .menu ul { display: flex; width: max-content; padding: 0 var(--s3) var(--s2); }
          .menu a { padding: .4375rem .625rem; gap: var(--s2); white-space: nowrap; font-size: var(--small); }
          main { padding: var(--s4) var(--s4) var(--s6); }
          .foot { padding: var(--s4); }
          .door, .fault { padding: var(--s5); }
          h1 { font-size: 1.3125rem; }
        }
        """
}
