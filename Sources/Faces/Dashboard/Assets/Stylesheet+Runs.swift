extension Stylesheet {
    /// Timeline, plan, comparison, failure and log.
    static let runs = """
        .timeline { list-style: none; padding: 0; display: flex; margin-top: var(--s4); }
        .timeline li {
          flex: 1; position: relative; display: grid; gap: var(--s2); justify-items: start;
          align-content: start; padding-right: var(--s3); background: none;
        }
        .timeline li::before {
          content: ""; position: absolute; left: 1.5rem; right: 0; top: .71875rem; height: 2px;
          background: var(--line);
        }
        .timeline li:last-child { flex: 0 1 auto; }
        .timeline li:last-child::before { content: none; }
        .timeline .passed::before { background: var(--good); }
        .timeline .glyph {
          width: 1.5rem; height: 1.5rem; padding: .25rem; border-radius: 50%; background: var(--sunk);
          color: var(--quiet);
          position: relative;
        }
        .timeline .passed .glyph { background: var(--good-soft); color: var(--good); }
        .timeline .here .glyph { color: inherit; background: currentColor; }
        .timeline .here .glyph path { stroke: var(--surface); }
        .timeline li > span { display: grid; }
        .timeline .word { font-size: var(--small); font-weight: 550; color: var(--ink); }
        .timeline .ahead .word { color: var(--quiet); font-weight: 450; }
        .timeline .here .word { color: inherit; font-weight: 650; }
        .timeline time { font-size: var(--tiny); color: var(--quiet); }
        .decision { border-color: var(--wait); border-left-width: 4px; }
        .decision h2, .failure h2 { display: flex; align-items: center; gap: var(--s2); }
        .decision h2 .glyph { color: var(--wait); }
        .decision .form { max-width: 36rem; }
        .failure { border-color: var(--bad); border-left-width: 4px; }
        .failure h2 .glyph { color: var(--bad); }
        .diagnostic {
          border-left: 3px solid var(--wait); padding: var(--s1) 0 var(--s1) var(--s4); display: grid;
          gap: var(--s2); min-width: 0;
        }
        .diagnostic.error { border-color: var(--bad); }
        .rules, .steps { list-style: none; padding: 0; display: grid; gap: var(--s2); min-width: 0; }
        .rules > li { border: 1px solid var(--line); border-radius: var(--round-small); min-width: 0; }
        .panel .rules details > summary {
          display: grid; grid-template-columns: 6.5rem minmax(0, 2fr) minmax(0, 1.4fr);
          gap: .125rem var(--s3); align-items: center; padding: .4375rem var(--s3); margin: 0;
          color: var(--ink); font-weight: 400; list-style: none;
        }
        .rules summary > * { min-width: 0; overflow-wrap: anywhere; }
        .rules summary strong { font-weight: 600; }
        .rules .mark { justify-self: start; }
        .rules details > :not(summary) { padding: var(--s1) var(--s3) var(--s3); }
        .steps > li {
          display: flex; flex-wrap: wrap; gap: .125rem var(--s3); align-items: baseline; min-width: 0;
          font-size: var(--small);
        }
        .steps .mark { flex: none; }
        .steps > li > code { flex: 1 1 18rem; min-width: 0; }
        .steps > li > details { flex-basis: 100%; }
        .detail { white-space: pre-wrap; overflow-wrap: anywhere; }
        .snippet, pre.value, .listing {
          background: var(--sunk); border-radius: var(--round-small); padding: var(--s2) var(--s3);
          overflow: auto;
          font-size: var(--small); line-height: 1.5; max-width: 100%;
        }
        pre.value { max-height: 18rem; }
        .listing { max-height: 36rem; padding: var(--s3) var(--s4); tab-size: 2; }
        .file + .file { border-top: 1px solid var(--line); padding-top: var(--s3); margin-top: var(--s3); }
        .changes { display: grid; gap: var(--s2); }
        .change {
          border: 1px solid var(--line); border-left: 4px solid var(--edge);
          border-radius: var(--round-small); min-width: 0;
        }
        .change.create { border-left-color: var(--good); }
        .change.update { border-left-color: var(--wait); }
        .change.delete, .change.replace { border-left-color: var(--bad); }
        .panel details.change > summary, .change.one {
          display: flex; flex-wrap: wrap; align-items: center; gap: .125rem var(--s3);
          padding: .4375rem var(--s3);
          color: var(--ink); font-weight: 400; margin: 0; list-style: none;
        }
        .change > summary::-webkit-details-marker { display: none; }
        .change > summary::after {
          content: ""; margin-left: auto; width: .4375rem; height: .4375rem; border: solid var(--quiet);
          border-width: 0 1.5px 1.5px 0; transform: rotate(45deg);
        }
        .change[open] > summary::after { transform: rotate(-135deg); }
        .change[open] > summary { border-bottom: 1px solid var(--line); }
        .action {
          display: inline-flex; align-items: center; gap: .375rem; font-size: var(--small); font-weight: 600;
          min-width: 5.25rem;
        }
        .create .action, .create > .glyph { color: var(--good); }
        .update .action { color: var(--wait); }
        .delete .action, .replace .action, .delete > .glyph { color: var(--bad); }
        .address { font-weight: 550; overflow-wrap: anywhere; min-width: 0; }
        .reason { color: var(--quiet); font-size: var(--small); }
        .change > p { padding: var(--s2) var(--s3); }
        .comparison > div, .attributes > div {
          display: grid; grid-template-columns: minmax(9rem, 15rem) minmax(0, 1fr); gap: .125rem var(--s4);
          padding: .3125rem 0; font-size: .875rem; border-top: 1px solid var(--line);
        }
        .comparison > div:first-child, .attributes > div:first-child { border-top: 0; }
        .change .comparison, .change .attributes { padding: 0 var(--s3); }
        .comparison dt, .attributes dt {
          display: grid; gap: .125rem; align-content: start; color: var(--quiet); overflow-wrap: anywhere;
        }
        .attributes dd { min-width: 0; overflow-wrap: anywhere; }
        .sides {
          display: grid; grid-template-columns: minmax(0, 1fr) auto minmax(0, 1fr); gap: var(--s2);
          align-items: start; min-width: 0;
        }
        .sides > .sensitive { grid-column: 1 / -1; }
        .sides > .glyph { color: var(--quiet); margin-top: .28em; }
        .side { min-width: 0; overflow-wrap: anywhere; }
        .before code { color: var(--bad); }
        .after code { color: var(--good); }
        .found code { color: var(--wait); }
        .log {
          max-height: 34rem; overflow: auto; background: var(--sunk); border-radius: var(--round-small);
          padding: var(--s3) 0; font: var(--small)/1.55 var(--mono);
        }
        .log:empty { display: none; }
        .line {
          display: grid; grid-template-columns: 4.75rem minmax(0, 1fr); gap: var(--s3); padding: 0 var(--s4);
        }
        .line time { color: var(--quiet); }
        .line span { white-space: pre-wrap; overflow-wrap: anywhere; }
        .station { margin: var(--s2) 0; font-weight: 700; color: var(--accent); }
        @media (max-width: 40rem) {
          .panel .rules details > summary { grid-template-columns: minmax(0, 1fr); }
          .timeline { display: grid; gap: 0; }
          .timeline li {
            grid-template-columns: auto 1fr; align-items: start; padding: 0 0 var(--s3); gap: var(--s3);
          }
          .timeline li::before {
            left: .6875rem; right: auto; top: 1.5rem; bottom: 0; width: 2px; height: auto;
          }
          .timeline li > span {
            display: flex; gap: var(--s3); align-items: baseline; justify-content: space-between; width: 100%;
          }
          .comparison > div, .attributes > div { grid-template-columns: minmax(0, 1fr); }
          .sides { grid-template-columns: auto minmax(0, 1fr); }
          .sides .before { grid-column: 1 / -1; }
          .line { grid-template-columns: minmax(0, 1fr); padding: .125rem var(--s3); gap: 0; }
          .line time { font-size: var(--tiny); }
        }
        """

    /// The drawing of a workspace.
    static let topology = """
        .topology { overflow: auto; max-height: 70vh; border-radius: var(--round-small); }
        .topology svg { display: block; max-width: none; font: var(--tiny) var(--sans); }
        .topology svg:not([width]) { width: 100%; min-width: 40rem; height: auto; }
        .topology.moving {
          overflow: hidden; touch-action: none; cursor: grab; contain: strict;
        }
        .topology.moving:active { cursor: grabbing; }
        .topology.moving svg { transform-origin: 0 0; width: auto; min-width: 0; }
        .topology .line { fill: none; stroke: var(--edge); opacity: .6; }
        .topology .box { fill: var(--sunk); stroke: var(--line); }
        .topology .head { fill: var(--ink); font-weight: 600; }
        .topology .chip { fill: var(--surface); stroke: var(--line); }
        .topology .name { fill: var(--ink); }
        .topology .marked { fill: var(--wait-soft); stroke: var(--wait); stroke-width: 2; }
        .watch { margin-top: var(--s3); }
        """

    /// The page of operations.
    static let docs = """
        .docs { max-width: 64rem; margin: 0 auto; padding: var(--s5) var(--s4); }
        .docs header {
          font-size: var(--large); padding-bottom: var(--s3); border-bottom: 1px solid var(--line);
        }
        .docs header a { font-weight: 650; color: var(--ink); text-decoration: none; }
        .docs header span { color: var(--quiet); }
        .docs nav ul {
          display: flex; flex-wrap: wrap; gap: var(--s1) var(--s4); list-style: none; padding: var(--s3) 0;
        }
        .docs main { padding: 0; max-width: none; }
        .docs h2 { text-transform: capitalize; margin-top: var(--s6); }
        .docs article {
          background: var(--surface); border: 1px solid var(--line); border-radius: var(--round);
          padding: var(--s4); margin-top: var(--s4); overflow-x: auto;
        }
        .docs article > * + * { margin-top: var(--s2); }
        .docs h3 { overflow-wrap: anywhere; }
        .docs td code { overflow-wrap: anywhere; }
        .docs .example > summary { cursor: pointer; color: var(--quiet); }
        .docs .example > * + *, .docs .asking > * + * { margin-top: var(--s3); }
        .docs .asking textarea { width: 100%; font-family: var(--mono); }
        .docs .asking output { margin-left: var(--s3); color: var(--quiet); }
        .docs pre { overflow-x: auto; }
        .docs header + main { padding-top: var(--s4); }
        .docs section > h3 { margin-top: var(--s3); }
        .docs section ul { padding-left: var(--s4); }
        @media (max-width: 40rem) { .docs table { display: block; overflow-x: auto; } }
        """
}
