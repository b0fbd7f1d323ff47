/// The mark of the program, and what makes the dashboard installable (W3C Web Application Manifest).
enum Icon {
    static let text = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
        <rect width="64" height="64" rx="14" fill="#0f3d42"/>
        <path d="M32 8v14" stroke="#e8f1f0" stroke-width="3" stroke-linecap="round"/>
        <path d="M24 22h16l3 12L32 56 21 34z" fill="#e0a94b"/>
        <path d="M32 22h8l3 12L32 56z" fill="#c28a2c"/>
        </svg>
        """

    static let manifest = """
        {
          "name": "Plumb", "short_name": "Plumb", "start_url": "/", "scope": "/", "id": "/",
          "description": "Keeps infrastructure true.", "display": "standalone",
          "background_color": "#f6f6f3", "theme_color": "#0f3d42",
          "icons": [
            {"src": "/assets/icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
            {"src": "/assets/icon-192.png", "sizes": "192x192", "type": "image/png", "purpose": "any"},
            {"src": "/assets/icon-512.png", "sizes": "512x512", "type": "image/png", "purpose": "any"},
            {"src": "/assets/icon-maskable.png", "sizes": "512x512", "type": "image/png",
              "purpose": "maskable"}
          ]
        }
        """
}
