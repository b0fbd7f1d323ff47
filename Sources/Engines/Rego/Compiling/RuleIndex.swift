/// Finds the rules that may hold by the values that they compare with constants.
final class RuleIndex: Sendable {
    func candidates(_ world: World, _ arguments: UnsafeMutablePointer<Value>) -> [Int32] { [] }

    static func build(_ compiler: Compiler, _ group: Int) -> RuleIndex? { nil }
}
