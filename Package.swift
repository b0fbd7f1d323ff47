// swift-tools-version: 6.2
import CompilerPluginSupport
import Foundation
import PackageDescription

// The map of the house. Each layer has its own helper, and a helper accepts only what its layer may
// import, so a dependency that points the wrong way cannot be written down here.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

// MARK: - What exists

enum System: String, CaseIterable {
    case linux = "CLinux", openSSL = "COpenSSL", sodium = "CSodium", sqlite = "CSQLite"
    case zstd = "CZstd", zlib = "CZlib", yaml = "CYaml", curl = "CCurl", archive = "CArchive"
}

enum Foundations: String {
    case faults = "Faults", schemas = "Schemas", vocabulary = "Vocabulary"
    case values = "Values", codecs = "Codecs", crypto = "Crypto", threads = "Threads"
}

enum Kernel: String {
    case host = "Host", http = "HTTP", store = "Store", objects = "Objects", bus = "Bus"
    case outbox = "Outbox", sagas = "Sagas", telemetry = "Telemetry"
}

enum Engine: String {
    case rendering = "Rendering", terraform = "Terraform"
}

enum Context: String {
    case tenants = "Tenants", identity = "Identity", audit = "Audit", states = "States"
    case blueprints = "Blueprints", generation = "Generation", deployments = "Deployments"
    case providers = "Providers", drift = "Drift", remediation = "Remediation"
}

// MARK: - What a layer may import

func module(_ name: String, _ path: String, _ needs: [String], _ more: [Target.Dependency] = []) -> Target {
    .target(
        name: name, dependencies: needs.map { .byName(name: $0) } + more, path: "Sources/" + path,
        swiftSettings: strict)
}

func suite(_ name: String, _ path: String, _ needs: [String]) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: Set(needs + [name]).sorted().map { .byName(name: $0) },
        path: "Tests/\(path)/\(name)Tests", swiftSettings: strict)
}

/// C libraries, each behind a system module with thin shims.
func system(_ it: System, pkgConfig: String, apt: String) -> [Target] {
    [.systemLibrary(
        name: it.rawValue, path: "Sources/System/" + it.rawValue, pkgConfig: pkgConfig,
        providers: [.apt([apt])])]
}

func foundation(
    _ it: Foundations, on below: [Foundations] = [], c: [System] = [], macros: Bool = false,
    tested: Bool = true
) -> [Target] {
    let needs = below.map(\.rawValue) + c.map(\.rawValue)
    let target = module(
        it.rawValue, "Foundations/" + it.rawValue, needs, macros ? [.target(name: "SchemaMacros")] : [])
    return tested ? [target, suite(it.rawValue, "Foundations", below.map(\.rawValue))] : [target]
}

func kernel(
    _ it: Kernel, on below: [Foundations], and peers: [Kernel] = [], c: [System] = [],
    testsNeed: [String] = []
) -> [Target] {
    let needs = below.map(\.rawValue) + peers.map(\.rawValue)
    return [
        module(it.rawValue, "Kernel/" + it.rawValue, needs + c.map(\.rawValue)),
        suite(it.rawValue, "Kernel", needs + testsNeed),
    ]
}

// MARK: - The macro plugin, built on the SwiftSyntax that the running toolchain ships

let toolchainHost: String = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let swift = path.split(separator: ":").map { "\($0)/swift" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let swift else { fatalError("`swift` is not on the PATH: the macro plugin needs its toolchain.") }
    return URL(fileURLWithPath: swift).resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("../lib/swift/host").standardizedFileURL.path
}()
let schemaMacros: Target = .macro(
    name: "SchemaMacros", path: "Sources/Macros/SchemaMacros",
    swiftSettings: [.unsafeFlags(["-I", toolchainHost])],
    linkerSettings: [
        .unsafeFlags([
            "-L", toolchainHost, "-lSwiftSyntax", "-lSwiftSyntaxMacros", "-lSwiftSyntaxBuilder",
            "-lSwiftDiagnostics", "-lSwiftCompilerPluginMessageHandling",
            "-Xlinker", "-rpath", "-Xlinker", toolchainHost,
        ])
    ])

// MARK: - The house

let house: [[Target]] = [
    // System
    [.target(name: "CLinux", path: "Sources/System/CLinux")],
    system(.openSSL, pkgConfig: "openssl", apt: "libssl-dev"),
    system(.sodium, pkgConfig: "libsodium", apt: "libsodium-dev"),
    system(.sqlite, pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
    system(.zstd, pkgConfig: "libzstd", apt: "libzstd-dev"),
    system(.zlib, pkgConfig: "zlib", apt: "zlib1g-dev"),
    system(.yaml, pkgConfig: "yaml-0.1", apt: "libyaml-dev"),
    system(.curl, pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
    system(.archive, pkgConfig: "libarchive", apt: "libarchive-dev"),
    // Foundations
    [schemaMacros],
    foundation(.faults),
    foundation(.schemas, macros: true),
    foundation(.values, on: [.faults, .schemas]),
    foundation(.threads, on: [.faults], c: [.linux]),
    foundation(.crypto, on: [.faults, .values, .threads], c: [.openSSL, .sodium]),
    foundation(.codecs, on: [.faults, .values], c: [.yaml]),
    // Kernel
    kernel(.store, on: [.faults, .values, .threads], c: [.sqlite]),
    kernel(.objects, on: [.faults, .values, .crypto, .threads], c: [.zstd]),
]

let package = Package(
    name: "plumb", targets: house.flatMap { $0 }, swiftLanguageModes: [.v6], cLanguageStandard: .c17)
