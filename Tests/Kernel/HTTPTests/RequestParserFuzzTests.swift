import Foundation
import Testing

@testable import HTTP

/// A small generator with a seed, so that a failure can be repeated (xorshift64*).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }
}

@Suite("RequestParser under mutation")
struct RequestParserFuzzTests {
    @Test("gives one answer whatever the splits, within bounded memory", arguments: 1...8)
    func mutations(seed: Int) {
        var random = SeededGenerator(UInt64(seed))
        var limits = Limits()
        limits.head = 512
        limits.body = 4096
        let seeds = RequestParserTests.accepted.map { Array($0.0.utf8) }
        var refusals: Set<Refusal> = []
        var accepted = 0
        for round in 0..<1500 * fuzzFactor {
            var bytes: [UInt8] = []
            for _ in 0...Int.random(in: 0...2, using: &random) {
                bytes += seeds.randomElement(using: &random) ?? []
            }
            for _ in 0..<Int.random(in: 0...3, using: &random) { mutate(&bytes, &random) }
            let whole = Trace(bytes, limits: limits)
            let cuts = (0..<Int.random(in: 1...12, using: &random))
                .map { _ in Int.random(in: 0...bytes.count, using: &random) }.sorted()
            let split = Trace(bytes, limits: limits, cuts: cuts)
            #expect(whole == split, "seed \(seed) round \(round)")
            #expect(max(whole.largestCarry, split.largestCarry) <= 1025)
            if let refusal = whole.refusal { refusals.insert(refusal) } else { accepted += 1 }
        }
        #expect(refusals.count > 10 && accepted > 100)
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        guard let index = bytes.indices.randomElement(using: &random) else { return }
        let interesting: [UInt8] = [0, 9, 10, 13, 32, 48, 58, 59, 102, 127, 128, 255]
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[index] = interesting.randomElement(using: &random) ?? 0
        case 2: bytes.remove(at: index)
        case 3: bytes.insert(interesting.randomElement(using: &random) ?? 0, at: index)
        case 4: bytes.insert(contentsOf: bytes[index..<min(bytes.count, index + 20)], at: index)
        default: bytes.swapAt(index, bytes.count - 1)
        }
    }
}

/// How many times the suite's rounds are run; `make fuzz` sets it.
let fuzzFactor = ProcessInfo.processInfo.environment["PLUMB_FUZZ_FACTOR"].flatMap { Int($0) } ?? 1
