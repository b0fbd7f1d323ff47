/// Text as it stands in HTML, in elements and in quoted attributes.
func escape(_ text: String) -> String {
    text.unicodeScalars.map { scalar -> String in
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\"": "&quot;"
        default: String(scalar)
        }
    }.joined()
}

/// A page of the API's documents.
func page(_ title: String, nav: String, main: String) -> String {
    """
    <!doctype html><html lang="en"><head><meta charset="utf-8"><title>\(escape(title))</title>
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="color-scheme" content="light dark"><link rel="stylesheet" href="/assets/plumb.css">
    <script type="module" src="/assets/examples.js"></script></head>
    <body class="docs"><a class="skip" href="#content">To the content</a>
    <header><a href="/">Plumb</a> <span>API</span></header>\(nav)
    <main id="content">\(main)</main></body></html>
    """
}
