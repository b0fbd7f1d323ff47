extension Stylesheet {
    /// Panels, marks, notices, facts and the attention list.
    static let parts = """
        .panel {
          background: var(--surface); border: 1px solid var(--line); border-radius: var(--round);
          box-shadow: var(--shadow); padding: var(--s4); min-width: 0;
        }
        .panel > * + * { margin-top: var(--s4); }
        .panel-head {
          display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between;
          gap: var(--s2) var(--s4); min-height: 1.75rem;
        }
        .panel-head > a, .panel-head > .quiet, .panel-head > .row { font-size: var(--small); }
        .panel-head + * { margin-top: var(--s3); }
        .mark {
          display: inline-flex; align-items: center; gap: .3125rem; padding: .0625rem .5rem .0625rem .375rem;
          border-radius: 99px; font-size: var(--small); font-weight: 550; white-space: nowrap;
          line-height: 1.45;
          letter-spacing: 0; background: var(--sunk); color: var(--quiet); vertical-align: middle;
        }
        svg.mark { padding: 0; background: none; }
        .mark-good { background: var(--good-soft); color: var(--good); }
        .mark-waiting { background: var(--wait-soft); color: var(--wait); }
        .mark-bad { background: var(--bad-soft); color: var(--bad); }
        .mark-busy { background: var(--busy-soft); color: var(--busy); }
        a.bare { text-decoration: none; }
        a.bare:hover .mark { text-decoration: underline; }
        .tag {
          display: inline-block; padding: 0 .4375rem; border: 1px solid var(--line);
          border-radius: var(--round-small);
          color: var(--quiet); font-size: var(--tiny); font-weight: 500; line-height: 1.55; letter-spacing: 0;
          vertical-align: middle; background: var(--surface); overflow-wrap: anywhere; max-width: 100%;
        }
        .tag.strong { color: var(--wait); border-color: currentColor; font-weight: 600; }
        .sensitive, .unknown, .forces {
          display: inline-flex; align-items: center; gap: .3125rem; font-size: var(--small);
          color: var(--quiet);
        }
        .unknown { font-style: italic; }
        .forces { color: var(--bad); font-weight: 550; }
        .notice {
          display: flex; gap: var(--s3); padding: var(--s3) var(--s4); border-radius: var(--round-small);
          background: var(--busy-soft); color: var(--busy);
        }
        .notice > .glyph { margin-top: .28em; }
        .notice > div { min-width: 0; display: grid; gap: var(--s2); flex: 1; }
        .notice.good { background: var(--good-soft); color: var(--good); }
        .notice.bad { background: var(--bad-soft); color: var(--bad); }
        .notice.bad .quiet { color: inherit; }
        .empty {
          padding: var(--s5) var(--s4); border: 1px dashed var(--line); border-radius: var(--round-small);
          color: var(--quiet); display: grid; gap: var(--s3);
        }
        .panel > .empty { padding: var(--s4); }
        .command {
          background: var(--sunk); color: var(--ink); padding: var(--s2) var(--s3);
          border-radius: var(--round-small); overflow-x: auto;
        }
        .command code::before { content: "$ "; color: var(--quiet); }
        .secret {
          background: var(--surface); white-space: pre-wrap; overflow-wrap: anywhere; user-select: all;
        }
        .secret code::before { content: none; }
        .calm { display: flex; gap: var(--s3); align-items: center; color: var(--good); }
        .calm p { color: var(--ink); }
        .course { display: block; width: 100%; height: 4.5rem; }
        .course .open { fill: var(--wait); }
        .course .clean { fill: var(--good); }
        .course .blank { fill: var(--line); }
        .share { display: block; width: 100%; min-width: 6rem; height: .6rem; }
        .share .all { fill: var(--line); }
        .share .part { fill: var(--good); }
        .cause > .row { margin-bottom: var(--s3); }
        .cause h3 { font-size: 1rem; overflow-wrap: anywhere; }
        .remedy > * + * { margin-top: var(--s2); }
        .remedy + .remedy { border-top: 1px solid var(--line); padding-top: var(--s4); }
        .remedy pre { overflow-x: auto; font-size: var(--small); }
        .attention { list-style: none; padding: 0; margin: var(--s2) 0 0; }
        .attention li {
          display: grid; grid-template-columns: 11.5rem minmax(0, 1fr) auto; gap: var(--s1) var(--s4);
          align-items: center; padding: .5625rem 0; border-top: 1px solid var(--line);
        }
        .attention li:first-child { border-top: 0; }
        .attention .mark { justify-self: start; }
        .attention time { color: var(--quiet); font-size: var(--small); }
        .environments {
          display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: var(--s4);
        }
        .card {
          border: 1px solid var(--line); border-radius: var(--round-small); padding: var(--s3) var(--s4);
          min-width: 0;
        }
        .card h3 {
          display: flex; justify-content: space-between; gap: var(--s3); margin-bottom: var(--s2);
          overflow-wrap: anywhere;
        }
        .plain { list-style: none; padding: 0; }
        .card .plain li {
          display: flex; justify-content: space-between; align-items: center; gap: var(--s3);
          padding: .25rem 0;
        }
        .card .plain a { overflow-wrap: anywhere; min-width: 0; }
        .entries li { padding: var(--s2) 0; border-top: 1px solid var(--line); }
        .entries li:first-child { border-top: 0; padding-top: 0; }
        .entries .tag { margin-left: var(--s2); }
        .entries p { font-size: var(--small); }
        .facts > div {
          display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: var(--s3); padding: .3125rem 0;
        }
        .facts dt { color: var(--quiet); font-size: var(--small); line-height: 1.75; }
        .facts dd { overflow-wrap: anywhere; font-size: .875rem; line-height: 1.65; }
        .columns > div + div .facts > div { grid-template-columns: 7.5rem minmax(0, 1fr); }
        .variables > div { border-top: 1px solid var(--line); padding: .4375rem 0; }
        .variables > div:first-child { border-top: 0; }
        .variables dt code { color: var(--ink); overflow-wrap: anywhere; margin-right: var(--s2); }
        .comment { color: var(--quiet); }
        .sub {
          display: block; font-size: var(--small); font-weight: 400; color: var(--quiet); flex-basis: 100%;
        }
        .counts {
          display: inline-flex; gap: var(--s2); font-weight: 600; font-variant-numeric: tabular-nums;
        }
        .counts .add { color: var(--good); }
        .counts .alter { color: var(--wait); }
        .counts .destroy { color: var(--bad); }
        .pager { display: flex; gap: var(--s2); }
        .trail {
          list-style: none; padding: 0; background: var(--surface); border: 1px solid var(--line);
          border-radius: var(--round);
        }
        .trail > li + li { border-top: 1px solid var(--line); }
        .trail summary {
          display: grid;
          grid-template-columns: 6.5rem minmax(0, 1.2fr) minmax(0, 1.4fr) minmax(0, 1.4fr) 8rem 3.5rem;
          gap: .125rem var(--s4); align-items: center; padding: .5rem var(--s4); font-size: .875rem;
          list-style: none;
        }
        .trail summary::-webkit-details-marker { display: none; }
        .trail summary:hover { background: color-mix(in srgb, var(--sunk) 55%, transparent); }
        .trail summary > * { min-width: 0; overflow-wrap: anywhere; }
        .trail .mark { justify-self: start; }
        .trail .sequence { text-align: right; color: var(--quiet); }
        .trail .facts {
          padding: var(--s2) var(--s4) var(--s4);
          background: color-mix(in srgb, var(--sunk) 40%, transparent);
        }
        @media (max-width: 40rem) {
          .attention li { grid-template-columns: minmax(0, 1fr) auto; }
          .attention li > div { grid-column: 1 / -1; grid-row: 2; }
          .facts > div { grid-template-columns: 7.5rem minmax(0, 1fr); }
          .trail summary { grid-template-columns: minmax(0, 1fr) auto; }
          .trail .sequence { display: none; }
        }
        """

    /// Tables, which become cards where there is little room.
    static let tables = """
        .scroll {
          overflow-x: auto; background: var(--surface); border: 1px solid var(--line);
          border-radius: var(--round);
        }
        .panel > .scroll {
          border: 0; border-radius: 0; margin-inline: calc(-1 * var(--s4)); background: none;
        }
        .panel > .scroll:last-child { margin-bottom: calc(-1 * var(--s2)); }
        table { width: 100%; border-collapse: collapse; font-size: .875rem; }
        th {
          text-align: left; font-weight: 550; font-size: var(--tiny); color: var(--quiet);
          white-space: nowrap;
          padding: var(--s2) var(--s3); border-bottom: 1px solid var(--line);
        }
        td { padding: .5rem var(--s3); border-bottom: 1px solid var(--line); vertical-align: middle; }
        td a { text-decoration: none; }
        td a:hover { text-decoration: underline; }
        th:first-child, td:first-child { padding-left: var(--s4); }
        th:last-child, td:last-child { padding-right: var(--s4); }
        tbody tr:last-child td { border-bottom: 0; }
        tbody tr:hover { background: color-mix(in srgb, var(--sunk) 55%, transparent); }
        td > div { min-width: 0; }
        td.lead > div {
          display: flex; flex-wrap: wrap; gap: .125rem var(--s2); align-items: center;
          overflow-wrap: anywhere;
        }
        td.lead { font-weight: 500; }
        td.lead > div { min-width: 8rem; }
        .columns td.clip > div { max-width: 9rem; }
        td.clip > div { max-width: 13rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
        td time { white-space: nowrap; }
        td p { font-size: var(--small); }
        td .tag + .tag { margin-left: var(--s1); }
        td .tag { max-width: none; overflow-wrap: normal; }
        @media (max-width: 40rem) {
          .stacked, .stacked tbody, .stacked tr, .stacked td { display: block; }
          .stacked thead {
            position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
          }
          .stacked tr {
            display: flex; flex-wrap: wrap; gap: .375rem var(--s4); padding: var(--s3) var(--s4);
            border-bottom: 1px solid var(--line);
          }
          .stacked tr:last-child { border-bottom: 0; }
          .stacked td { border: 0; padding: 0 !important; flex: 1 1 42%; overflow-wrap: anywhere; }
          .stacked td::before {
            content: attr(data-label); display: block; color: var(--quiet); font-size: var(--tiny);
          }
          .stacked td.lead { flex-basis: 100%; font-size: var(--text); }
          .stacked td.lead::before { content: none; }
          .stacked td > div:empty { display: none; }
          .stacked td:has(> div:empty) { display: none; }
          td.clip > div { max-width: none; }
        }
        """
}
