import Synchronization

/// How much may still be done, shared by every evaluation within one: an expression with the templates that
/// its functions render, or a whole configuration.
///
/// One unit is a node evaluated, a value that a function takes or gives, or 64 bytes of text of such.
package final class Work: Sendable {
    /// What evaluations on this task take from; nil outside of any.
    @TaskLocal package static var current: Work?

    package let bound: Int
    private let left: Atomic<Int>

    package init(_ bound: Int) {
        self.bound = bound
        left = Atomic(bound)
    }

    package var isSpent: Bool { left.load(ordering: .relaxed) <= 0 }

    /// Up to so much of what is left; 0 when nothing is.
    func take(_ amount: Int) -> Int {
        let rest = left.subtract(amount, ordering: .relaxed).oldValue
        return max(0, min(amount, rest))
    }

    /// Gives back what was taken and not needed.
    func put(_ amount: Int) { _ = left.add(amount, ordering: .relaxed) }
}

/// How much one expression may do, so that nested loops over long lists end.
final class Steps {
    static let bound = 20_000_000
    private static let portion = 4096

    private let work: Work?
    /// Taken from `work`, not used yet.
    private var portion = 0
    private var left = Steps.bound
    /// How many elements loops and splats may give in all.
    var elements = elementBound
    private(set) var isOver = false

    init() { work = Work.current }

    deinit { if portion > 0 { work?.put(portion) } }

    /// Whether so much more may be done; once it is not, it never is again.
    func spend(_ amount: Int) -> Bool {
        if isOver { return false }
        left -= amount
        portion -= amount
        if left <= 0 { isOver = true }
        if portion < 0, let work {
            let need = Self.portion - portion
            let got = work.take(need)
            portion += got
            if got < need, portion < 0 { isOver = true }
        }
        return !isOver
    }

    /// True once, where the bound of one expression was the end; that of all work is told by who set it.
    func ended() -> Bool {
        guard isOver, left <= 0, left > .min else { return false }
        left = .min
        return true
    }
}
