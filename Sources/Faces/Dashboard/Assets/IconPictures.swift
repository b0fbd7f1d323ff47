/// The icon in pixels, drawn when it is asked for first.
enum IconPictures {
    static let small = picture(192, isMaskable: false)
    static let large = picture(512, isMaskable: false)
    /// Without round corners and with room around the mark: the system cuts its own shape out of it.
    static let maskable = picture(512, isMaskable: true)

    private static func picture(_ size: Int, isMaskable: Bool) -> [UInt8] {
        var drawing = Drawing(size: size)
        let round = isMaskable ? 0.0 : 14.0
        drawing.fill((0x0f, 0x3d, 0x42), x: 0...64, y: 0...64) { x, y in
            let right = max(0, max(round - x, x - (64 - round)))
            let down = max(0, max(round - y, y - (64 - round)))
            return right * right + down * down <= round * round
        }
        // What is masked shows the middle four fifths for sure.
        let scale = isMaskable ? 0.8 : 1.0
        func shape(_ colour: Drawing.Colour, _ corners: [(Double, Double)]) {
            let placed = corners.map { (32 + ($0.0 - 32) * scale, 32 + ($0.1 - 32) * scale) }
            let (x, y) = (placed.map(\.0), placed.map(\.1))
            drawing.fill(colour, x: x.min()!...x.max()!, y: y.min()!...y.max()!) { isInside(placed, $0, $1) }
        }
        shape((0xe8, 0xf1, 0xf0), [(30.5, 8), (33.5, 8), (33.5, 22), (30.5, 22)])
        shape((0xe0, 0xa9, 0x4b), [(24, 22), (40, 22), (43, 34), (32, 56), (21, 34)])
        shape((0xc2, 0x8a, 0x2c), [(32, 22), (40, 22), (43, 34), (32, 56)])
        return drawing.png
    }

    /// Whether a ray to the right crosses the outline an odd number of times.
    private static func isInside(_ corners: [(Double, Double)], _ x: Double, _ y: Double) -> Bool {
        var isInside = false
        var last = corners.count - 1
        for place in corners.indices {
            let (one, other) = (corners[place], corners[last])
            if (one.1 > y) != (other.1 > y),
                x < (other.0 - one.0) * (y - one.1) / (other.1 - one.1) + one.0
            {
                isInside.toggle()
            }
            last = place
        }
        return isInside
    }
}
