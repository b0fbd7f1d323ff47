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
        button.small { min-height: 1.75rem; padding: .125rem .5625rem; font-size: var(--small); }
        .form { display: grid; gap: var(--s4); justify-items: start; }
        .form > * { width: 100%; }
        .form > button { width: auto; }
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
        .tick { display: flex; align-items: center; gap: var(--s2); }
        .tick input { width: 1.0625rem; height: 1.0625rem; accent-color: var(--accent); margin: 0; }
        .panel details > summary { font-size: .875rem; color: var(--accent); font-weight: 500; }
        .panel details[open] > summary { margin-bottom: var(--s3); }
        .panel details > form, .panel details > .hint { margin-top: var(--s3); }
        @media (max-width: 40rem) {
          input:not([type=checkbox]), select, textarea { font-size: 1rem; }
          .filters .field { flex: 1 1 8.5rem; }
        }
        """
}
