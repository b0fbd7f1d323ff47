/// Small line drawings, 16 by 16, in the colour of the text beside them; words always say the same.
enum Glyph: String, Sendable {
    case house = "M2.5 8L8 3l5.5 5M4 7v6h8V7"
    case tiles = "M3 3h4v4H3zM9 3h4v4H9zM3 9h4v4H3zM9 9h4v4H9z"
    case launch = "M8 10V2.5M4.5 6L8 2.5 11.5 6M3 13.5h10"
    case unequal = "M3 6h10M3 10h10M10.5 3l-5 10"
    case sheet = "M3.5 2h6l3 3v9h-9zM9.5 2v3h3M6 8.5h4M6 11h4"
    case shield = "M8 2l5 2v4c0 3-2 5-5 6-3-1-5-3-5-6V4z"
    case ledger = "M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.6M2.5 8h.6M2.5 12h.6"
    case sliders = "M3 5h5.5M12 5h1M3 11h1M7.5 11H13M10.2 3.2v3.6M5.8 9.2v3.6"
    case check = "M3.5 8.5l3 3 6-7"
    case cross = "M4 4l8 8M12 4l-8 8"
    case ring = "M8 2.75a5.25 5.25 0 1 0 0 10.5a5.25 5.25 0 1 0 0-10.5"
    case arc = "M8 2.75a5.25 5.25 0 1 1-5.25 5.25"
    case diamond = "M8 2.25L13.75 8 8 13.75 2.25 8zM8 5.5v3M8 10.4v.4"
    case slash = "M8 2.75a5.25 5.25 0 1 0 0 10.5a5.25 5.25 0 1 0 0-10.5M4.4 11.6l7.2-7.2"
    case warning = "M8 2.5l6 11H2zM8 6.5v3.2M8 11.4v.4"
    case lock = "M4 7.5h8v6H4zM5.75 7.5V5.4a2.25 2.25 0 0 1 4.5 0v2.1"
    case plus = "M8 3v10M3 8h10"
    case minus = "M3 8h10"
    case wave = "M2.5 9.2c1.7-3 3.7-3 5.5-1.2s3.8 1.800 5.5-1.200"
    case swap = "M3 6h9L9.200 3.200M13 10H4l2.800 2.800"
    case eye = "M1.750 8s2.200-4 6.250-4 6.250 4 6.250 4-2.200 4-6.250 4-6.250-4-6.250-4zM8 7v2"
    case lens = "M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M10.500 10.500L13.500 13.500"
    case arrow = "M3 8h10M9 4l4 4-4 4"

    var drawn: HTML {
        svg(.class("glyph"), Attribute("viewBox", "0 0 16 16"), .hidden) {
            path(Attribute("d", rawValue))
        }
    }
}
