// swift-tools-version: 6.2
import CompilerPluginSupport
import Foundation
import PackageDescription

// The map of the house. Each layer has its own helper, and a helper accepts only what its layer may
// import, so a dependency that points the wrong way cannot be written down here.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

// MARK: - What exists

enum System: String, CaseIterable {
    case linux = "CLinux", openSSL = "COpenSSL", sodium = "CSodium", sqlite = "CSQLite"
    case zstd = "CZstd", zlib = "CZlib", yaml = "CYaml", edit = "CEdit", curl = "CCurl", archive = "CArchive"
    case re2 = "CRE2", nghttp2 = "CNghttp2", expat = "CExpat", crypt = "CCrypt"
    case brotli = "CBrotli"
    /// The built-in policies, embedded.
    case policies = "CPolicies"
}

enum Foundations: String {
    case faults = "Faults", schemas = "Schemas", vocabulary = "Vocabulary"
    case values = "Values", codecs = "Codecs", crypto = "Crypto", threads = "Threads"
    case numbers = "Numbers", patterns = "Patterns", archives = "Archives"
}

enum Kernel: String {
    case host = "Host", http = "HTTP", store = "Store", objects = "Objects", bus = "Bus"
    case ledgers = "Ledgers", sagas = "Sagas", telemetry = "Telemetry", terraformCLI = "TerraformCLI"
    case grpc = "GRPC"
}

enum Engine: String {
    case rendering = "Rendering", terraform = "Terraform", providerProtocol = "ProviderProtocol"
    case awsProtocol = "AWSProtocol", assets = "Assets", diagrams = "Diagrams"
    case regoSyntax = "RegoSyntax", rego = "Rego", regoBuiltIns = "RegoBuiltIns"
    case queries = "Queries"
    case googleAssets = "GoogleAssets"
    case hcl = "HCL", terraformLanguage = "TerraformLanguage", guardrails = "Guardrails"

    /// Those that another package may want alone.
    static let libraries: [Engine] = [.hcl, .terraformLanguage, .terraform]
}

enum Context: String {
    case tenants = "Tenants", identity = "Identity", audit = "Audit", states = "States"
    case blueprints = "Blueprints", generation = "Generation", deployments = "Deployments"
    case providers = "Providers", drift = "Drift", remediation = "Remediation", monitoring = "Monitoring"
    case policies = "Policies", inventory = "Inventory"
}

enum Face: String {
    case frontDoor = "FrontDoor", gateway = "Gateway", stateBackend = "StateBackend"
    case dashboard = "Dashboard", commandLine = "CommandLine", clientCode = "ClientCode"
    case apiDocuments = "APIDocuments"
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
    [
        .systemLibrary(
            name: it.rawValue, path: "Sources/System/" + it.rawValue, pkgConfig: pkgConfig,
            providers: [.apt([apt])])
    ]
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

func engine(_ it: Engine, on below: [Foundations], and peers: [Engine] = []) -> [Target] {
    let needs = below.map(\.rawValue) + peers.map(\.rawValue)
    return [module(it.rawValue, "Engines/" + it.rawValue, needs), suite(it.rawValue, "Engines", needs)]
}

/// A context's API and its service. `calls` are the edges along which it may ask other contexts; they
/// are declared a second time to the node, which refuses every other.
func context(
    _ it: Context, calls: [Context] = [], engines: [Engine] = [], kernel: [Kernel] = [],
    foundations: [Foundations] = [], c: [System] = [], tested: Bool = false
) -> [Target] {
    let name = it.rawValue, home = "Contexts/\(name)"
    let shared: [Foundations] = [.faults, .schemas, .vocabulary, .values]
    let api = module(name + "API", home + "/API", shared.map(\.rawValue) + ["Bus"])
    let peers: [Kernel] = [.bus, .telemetry, .store, .ledgers, .sagas] + kernel
    let needs =
        (shared + foundations).map(\.rawValue) + peers.map(\.rawValue)
        + calls.map { $0.rawValue + "API" } + engines.map(\.rawValue) + [name + "API"] + c.map(\.rawValue)
    let service = module(name, home + "/Service", needs)
    let kit = tested ? [suite(name, "Contexts", needs + ["KernelTesting"])] : []
    return [api, service] + kit
}

/// Faces know APIs, never a service and never a store.
func face(
    _ it: Face, apis: [Context], and peers: [Face] = [], kernel: [Kernel] = [],
    foundations: [Foundations] = [], tested: Bool = true, testsNeed: [String] = []
) -> [Target] {
    let shared: [Foundations] = [.faults, .schemas, .vocabulary, .values]
    let needs =
        (shared + foundations).map(\.rawValue) + ([.bus] + kernel).map(\.rawValue)
        + peers.map(\.rawValue) + apis.map { $0.rawValue + "API" }
    let target = module(it.rawValue, "Faces/" + it.rawValue, needs)
    return tested ? [target, suite(it.rawValue, "Faces", needs + testsNeed)] : [target]
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

let everyContext: [Context] = [
    .monitoring, .tenants, .identity, .audit, .states, .providers, .generation, .blueprints, .deployments,
    .drift, .remediation, .policies, .inventory,
]
/// `plumb` alone imports services.
let houseNeeds: [String] =
    everyContext.flatMap { [$0.rawValue, $0.rawValue + "API"] }
    + [
        "AWSProtocol", "Bus", "Codecs", "Crypto", "Dashboard", "Faults", "FrontDoor", "Gateway", "HTTP",
        "Host", "Ledgers", "Objects",
        "Sagas", "Schemas",
        "StateBackend", "Store", "Telemetry", "TerraformCLI", "Threads", "Values", "Vocabulary",
    ]

let house: [[Target]] = [
    // System
    [.target(name: "CLinux", path: "Sources/System/CLinux")],
    [.target(name: "CPolicies", path: "Sources/System/CPolicies")],
    [.target(name: "CRE2", path: "Sources/System/CRE2", linkerSettings: [.linkedLibrary("re2")])],
    system(.openSSL, pkgConfig: "openssl", apt: "libssl-dev"),
    system(.sodium, pkgConfig: "libsodium", apt: "libsodium-dev"),
    system(.sqlite, pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
    system(.zstd, pkgConfig: "libzstd", apt: "libzstd-dev"),
    system(.zlib, pkgConfig: "zlib", apt: "zlib1g-dev"),
    system(.yaml, pkgConfig: "yaml-0.1", apt: "libyaml-dev"),
    system(.edit, pkgConfig: "libedit", apt: "libedit-dev"),
    system(.curl, pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
    system(.nghttp2, pkgConfig: "libnghttp2", apt: "libnghttp2-dev"),
    system(.brotli, pkgConfig: "libbrotlienc", apt: "libbrotli-dev"),
    system(.expat, pkgConfig: "expat", apt: "libexpat1-dev"),
    system(.crypt, pkgConfig: "libcrypt", apt: "libcrypt-dev"),
    system(.archive, pkgConfig: "libarchive", apt: "libarchive-dev"),
    // Foundations
    [schemaMacros],
    foundation(.faults),
    foundation(.schemas, macros: true),
    foundation(.vocabulary, on: [.faults, .schemas]),
    foundation(.values, on: [.faults, .schemas]),
    foundation(.threads, on: [.faults], c: [.linux]),
    foundation(.crypto, on: [.faults, .values, .threads], c: [.openSSL, .sodium, .crypt]),
    foundation(.codecs, on: [.faults, .values], c: [.yaml, .expat, .linux, .zlib]),
    foundation(.numbers),
    foundation(.patterns, c: [.re2]),
    foundation(.archives, on: [.faults], c: [.archive]),
    // Kernel
    kernel(.bus, on: [.faults, .schemas, .vocabulary, .values, .patterns], testsNeed: ["KernelTesting"]),
    [module("KernelTesting", "Support/KernelTesting", ["Faults", "Vocabulary", "Values", "Bus"])],
    kernel(
        .http, on: [.faults], c: [.linux, .openSSL, .zlib, .curl, .nghttp2, .brotli], testsNeed: ["CNghttp2"]),
    kernel(.grpc, on: [.faults, .threads], c: [.linux, .openSSL, .nghttp2]),
    kernel(.host, on: [.faults, .threads, .values, .codecs], c: [.linux], testsNeed: ["KernelTesting"]),
    kernel(.telemetry, on: [.faults, .schemas, .vocabulary, .values], and: [.bus]),
    kernel(.store, on: [.faults, .values, .threads], c: [.sqlite]),
    kernel(.objects, on: [.faults, .schemas, .vocabulary, .values, .crypto, .threads], c: [.zstd]),
    kernel(
        .ledgers, on: [.faults, .schemas, .vocabulary, .values, .crypto], and: [.bus, .store, .telemetry],
        testsNeed: ["KernelTesting"]),
    kernel(
        .sagas, on: [.faults, .schemas, .vocabulary, .values], and: [.bus, .store, .ledgers, .telemetry],
        testsNeed: ["KernelTesting"]),
    kernel(.terraformCLI, on: [.faults, .schemas, .vocabulary, .values], and: [.host]),
    // Engines
    engine(.terraform, on: [.faults, .schemas, .vocabulary, .values]),
    engine(.hcl, on: [.faults, .values, .numbers, .patterns, .crypto, .codecs]),
    engine(
        .terraformLanguage, on: [.faults, .values, .numbers, .patterns, .crypto, .codecs],
        and: [.hcl, .terraform]),
    engine(
        .googleAssets, on: [.values, .codecs, .crypto],
        and: [.hcl, .terraformLanguage]),
    engine(.rendering, on: [.faults, .schemas, .values]),
    engine(.awsProtocol, on: [.faults, .values, .codecs, .crypto, .numbers]),
    engine(.assets, on: [.faults, .values, .codecs, .crypto]),
    engine(.providerProtocol, on: [.faults, .values, .numbers, .codecs]),
    engine(.diagrams, on: []),
    engine(.queries, on: [.faults, .values]),
    engine(.regoSyntax, on: [.faults, .values, .codecs]),
    engine(.rego, on: [.faults, .values, .numbers], and: [.regoSyntax]),
    engine(
        .regoBuiltIns, on: [.faults, .values, .numbers, .patterns, .crypto, .codecs],
        and: [.regoSyntax, .rego]),
    engine(
        .guardrails, on: [.faults, .values, .numbers, .codecs],
        and: [.regoSyntax, .rego, .regoBuiltIns, .hcl, .terraformLanguage, .terraform]),
    // Contexts
    context(.monitoring),
    context(
        .tenants, calls: [.identity], engines: [.assets, .awsProtocol], kernel: [.http],
        foundations: [.crypto]),
    context(.identity, calls: [.tenants], kernel: [.http], foundations: [.crypto, .threads], tested: true),
    context(.audit, foundations: [.crypto]),
    context(.states, calls: [.tenants], engines: [.terraform], kernel: [.objects], foundations: [.crypto]),
    context(
        .providers, calls: [.tenants], engines: [.rendering, .providerProtocol, .terraformLanguage],
        kernel: [.terraformCLI, .host, .grpc, .objects],
        foundations: [.crypto, .threads, .codecs], tested: true),
    context(
        .generation, calls: [.providers], engines: [.rendering, .terraform], kernel: [.terraformCLI, .host]),
    context(
        .blueprints, calls: [.generation, .tenants], engines: [.rendering], kernel: [.objects],
        foundations: [.crypto, .codecs]),
    context(
        .deployments, calls: [.tenants, .identity, .states, .blueprints], engines: [.terraform],
        kernel: [.objects, .terraformCLI, .host], foundations: [.crypto, .archives]),
    context(
        .drift, calls: [.tenants, .deployments, .states, .providers, .inventory],
        engines: [.hcl, .terraformLanguage, .diagrams],
        tested: true),
    context(
        .remediation, calls: [.deployments, .drift, .providers, .inventory, .states, .tenants],
        engines: [.rendering, .terraformLanguage, .googleAssets],
        tested: true),
    context(
        .inventory, calls: [.tenants, .states], engines: [.awsProtocol, .assets, .googleAssets, .queries],
        kernel: [.http]),
    context(
        .policies, calls: [.tenants, .deployments, .states],
        engines: [.guardrails, .rego], kernel: [.objects],
        foundations: [.crypto, .codecs, .threads, .archives], c: [.policies]),
    // Faces
    face(.frontDoor, apis: [.identity], kernel: [.http], tested: false),
    face(
        .stateBackend, apis: [.states], and: [.frontDoor], kernel: [.http, .objects], foundations: [.crypto],
        tested: false),
    face(.clientCode, apis: [], tested: false),
    face(.apiDocuments, apis: []),
    face(
        .gateway, apis: [], and: [.frontDoor, .clientCode, .apiDocuments], kernel: [.http, .objects],
        tested: false),
    face(
        .dashboard,
        apis: [
            .identity, .tenants, .audit, .states, .blueprints, .deployments, .drift, .remediation, .providers,
            .monitoring, .policies, .inventory,
        ], and: [.frontDoor], kernel: [.http, .objects], foundations: [.codecs],
        testsNeed: ["Crypto", "Gateway"]),
    face(
        .commandLine, apis: everyContext, and: [.clientCode, .apiDocuments], kernel: [.http, .host],
        foundations: [.codecs],
        testsNeed: ["KernelTesting"]),
    // Conformance
    [
        module(
            "Conformance", "Support/Conformance",
            [
                "Faults", "Values", "Codecs", "Crypto", "Terraform", "AWSProtocol", "Assets", "Queries",
                "Rego",
                "RegoBuiltIns",
                "RegoSyntax", "HCL", "TerraformLanguage", "Guardrails", "Patterns", "GoogleAssets",
            ]),
        .executableTarget(
            name: "conformance", dependencies: ["Conformance"], path: "Sources/Programs/conformance",
            swiftSettings: strict),
        suite("Conformance", "Conformance", []),
    ],
    // Programs
    [module("House", "Programs/House", houseNeeds)],
    [
        .executableTarget(
            name: "plumb",
            dependencies: [
                "House", "CommandLine", "Host", "Faults", "Telemetry", "Bus", "Threads", "Values", "CEdit",
                "Rego",
                "RegoBuiltIns",
                "RegoSyntax",
            ],
            path: "Sources/Programs/plumb", swiftSettings: strict)
    ],
    [
        .executableTarget(
            name: "json-reading", dependencies: ["Values"], path: "Benchmarks/JSONReading",
            swiftSettings: strict)
    ],
    [
        .executableTarget(
            name: "rego-deciding", dependencies: ["Rego", "RegoBuiltIns", "RegoSyntax", "Values"],
            path: "Benchmarks/RegoDeciding", swiftSettings: strict)
    ],
    [
        .executableTarget(
            name: "front-serving", dependencies: ["HTTP"], path: "Benchmarks/FrontServing",
            swiftSettings: strict)
    ],
    [
        .executableTarget(
            name: "cloud-replaying", dependencies: ["HTTP"], path: "Benchmarks/CloudReplaying",
            swiftSettings: strict)
    ],
    [
        .executableTarget(
            name: "hcl-reading", dependencies: ["HCL"], path: "Benchmarks/HCLReading", swiftSettings: strict)
    ],
    [.testTarget(name: "TidyTests", path: "Tests/Tidy/TidyTests", swiftSettings: strict)],
    // Journeys
    [
        suite(
            "House", "Journeys",
            houseNeeds + ["APIDocuments", "CommandLine", "KernelTesting", "ProviderProtocol", "Threads"])
    ],
]

let package = Package(
    name: "plumb", products: Engine.libraries.map { .library(name: $0.rawValue, targets: [$0.rawValue]) },
    targets: house.flatMap { $0 }, swiftLanguageModes: [.v6], cLanguageStandard: .c17,
    cxxLanguageStandard: .cxx17)
