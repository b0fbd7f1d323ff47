/// The specification's functions.
enum QueryFunction: String, Sendable, CaseIterable {
    case abs, avg, ceil, contains, floor, join, keys, length, map, max, merge, min, reverse, sort, sum, type
    case values
    case endsWith = "ends_with", startsWith = "starts_with", maxBy = "max_by", minBy = "min_by"
    case sortBy = "sort_by", notNull = "not_null", toArray = "to_array", toString = "to_string"
    case toNumber = "to_number"

    /// Whether it takes so many arguments.
    func takes(_ count: Int) -> Bool {
        switch self {
        case .contains, .join, .map, .endsWith, .startsWith, .maxBy, .minBy, .sortBy: count == 2
        case .merge, .notNull: count >= 1
        default: count == 1
        }
    }

    /// The argument that is an expression, for those that have one.
    var referencePlace: Int? {
        switch self {
        case .map: 0
        case .maxBy, .minBy, .sortBy: 1
        default: nil
        }
    }
}
