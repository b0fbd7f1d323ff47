extension Stylesheet {
    static let forms = """
        button, .button {
          display: inline-flex; align-items: center; justify-content: center; gap: .4375rem;
          min-height: 2.125rem;
          padding: .25rem .8125rem; font: inherit; font-size: .875rem; font-weight: 550; line-height: 1.3;
          color: var(--ink); background: var(--surface); border: 1px solid var(--edge);
          border-radius: var(--round-small); cursor: pointer; text-decoration: none;
        }
        button:hover, .button:hover { background: var(--sunk); }
        button.primary { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
        button.primary:hover { background: color-mix(in srgb, var(--accent) 88%, var(--ink)); }
        button.danger { color: var(--bad); border-color: currentColor; }
        button.danger:hover { background: var(--bad-soft); }
        button.quiet {
          border-color: transparent; background: none; padding: 0; min-height: 1.5rem;
          font-size: var(--small); color: var(--quiet);
        }
        button.quiet:hover { color: var(--ink); text-decoration: underline; }
        button.small, .button.small {
          min-height: 1.75rem; padding: .125rem .5625rem; font-size: var(--small);
        }
        .form { display: grid; gap: var(--s4); justify-items: start; }
        .form > * { width: 100%; }
        .form > button { width: auto; }
        .form.panel > * { margin-top: 0; }
        .door .form > button { width: 100%; min-height: 2.5rem; }
        .form.row { display: flex; align-items: flex-end; gap: var(--s3); }
        .form.row > * { width: auto; }
        .inline { display: inline-flex; }
        .filters { display: flex; flex-wrap: wrap; gap: var(--s3); align-items: flex-end; }
        .filters .field { flex: 0 1 12rem; }
        .filters .optional { display: none; }
        .field { display: grid; gap: .25rem; min-width: 0; }
        .field label, legend { font-size: var(--small); font-weight: 550; }
        .field label {
          display: flex; justify-content: space-between; gap: var(--s3); overflow-wrap: anywhere;
        }
        .optional { color: var(--quiet); font-weight: 400; }
        input:not([type=checkbox]), select, textarea {
          width: 100%; min-height: 2.125rem; padding: .3125rem .625rem; font: inherit; font-size: .9375rem;
          color: var(--ink); background: var(--surface); border: 1px solid var(--edge);
          border-radius: var(--round-small);
        }
        ::placeholder { color: var(--quiet); opacity: 1; }
        textarea { font-family: var(--mono); font-size: var(--small); resize: vertical; }
        [aria-invalid] { border-color: var(--bad) !important; }
        .hint { color: var(--quiet); font-size: var(--small); }
        .problem { color: var(--bad); font-size: var(--small); }
        fieldset { border: 0; display: grid; gap: var(--s4); min-width: 0; }
        legend { font-size: var(--large); padding: 0 0 var(--s3); }
        .ticks { gap: var(--s2); }
        .ticks legend { font-size: var(--small); padding-bottom: var(--s1); }
        .group { padding-left: var(--s4); border-left: 2px solid var(--edge); }
        .group legend { font-size: var(--small); padding-bottom: var(--s2); }
        .tick { display: flex; align-items: center; gap: var(--s2); }
        .tick input {
          width: 1.0625rem; height: 1.0625rem; accent-color: var(--accent); margin: 0; flex: none;
        }
        .panel details > summary { font-size: .875rem; color: var(--accent); font-weight: 500; }
        .panel details[open] > summary { margin-bottom: var(--s3); }
        .panel details > form, .panel details > .hint { margin-top: var(--s3); }
        .editor {
          display: grid; grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); gap: var(--s5);
          align-items: start;
        }
        .editor > div { display: grid; gap: var(--s5); }
        .sheet textarea { line-height: 1.5; padding: var(--s3); tab-size: 2; }
        .numbered { display: grid; grid-template-columns: auto minmax(0, 1fr); }
        .numbered textarea { border-radius: 0 var(--round-small) var(--round-small) 0; resize: none; }
        .gutter {
          position: relative; overflow: hidden; padding: var(--s3) 0; min-width: 2.75rem; contain: size;
          border: 1px solid var(--edge); border-right: 0;
          border-radius: var(--round-small) 0 0 var(--round-small); background: var(--sunk);
          font: var(--small)/1.5 var(--mono); text-align: right; color: var(--quiet);
        }
        .gutter span { display: block; padding: 0 var(--s2); }
        .gutter .troubled { background: var(--bad); color: var(--surface); font-weight: 600; }
        .problems .quiet { color: var(--quiet); }
        .progress { display: grid; gap: .125rem; min-width: 9rem; font-size: var(--small); }
        progress {
          appearance: none; width: 100%; height: .4375rem; border: 0; border-radius: 99px;
          background: var(--line); overflow: hidden;
        }
        progress::-webkit-progress-bar { background: var(--line); border-radius: 99px; }
        progress::-webkit-progress-value { background: var(--busy); border-radius: 99px; }
        progress::-moz-progress-bar { background: var(--busy); border-radius: 99px; }
        progress:indeterminate { background: linear-gradient(90deg, var(--line), var(--busy), var(--line)); }
        progress:indeterminate::-webkit-progress-bar { background: none; }
        input[type=file] { padding: .25rem; font-size: .875rem; }
        input::file-selector-button {
          font: inherit; font-weight: 550; margin-right: var(--s3); padding: .125rem .625rem;
          color: var(--ink); background: var(--sunk); border: 1px solid var(--edge);
          border-radius: var(--round-small); cursor: pointer;
        }
        @media (max-width: 68rem) { .editor { grid-template-columns: minmax(0, 1fr); } }
        @media (max-width: 40rem) {
          input:not([type=checkbox]), select, textarea { font-size: 1rem; }
          .filters .field { flex: 1 1 8.5rem; }
        }
        """
}
