import Values

/// What stands at one place before and after a change, with what is known about it; null is no value.
struct ValuePair {
    var before: JSON?
    var after: JSON?
    /// Whether a null was written there, and not just nothing.
    var isBeforeExplicit = false
    var isAfterExplicit = false
    var unknown: JSON?
    var beforeSensitive: JSON?
    var afterSensitive: JSON?
    var replacing = PathSet()
    /// Nil where everything is.
    var relevant: PathSet?

    var isUnknown: Bool { unknown?.boolValue == true }
    var isBeforeSensitive: Bool { beforeSensitive?.boolValue == true }
    var isAfterSensitive: Bool { afterSensitive?.boolValue == true }
    var isRelevant: Bool { relevant?.isEmpty != true }
    var isNothing: Bool { before == nil && after == nil }

    /// The `change` of a plan's entry.
    init(change: JSON) {
        before = change["before"]?.unlessNull
        after = change["after"]?.unlessNull
        unknown = change["after_unknown"]
        beforeSensitive = change["before_sensitive"]
        afterSensitive = change["after_sensitive"]
        replacing = PathSet((change["replace_paths"]?.arrayValue ?? []).map { $0.arrayValue ?? [] })
    }

    /// Of a value that stays.
    init(same value: JSON?, sensitive: JSON?) {
        before = value?.unlessNull
        after = before
        beforeSensitive = sensitive
        afterSensitive = sensitive
    }

    init(before: JSON?, after: JSON?) {
        self.before = before?.unlessNull
        self.after = after?.unlessNull
    }

    /// The same as if nothing had changed.
    var still: ValuePair {
        var out = self
        out.after = before
        out.isAfterExplicit = isBeforeExplicit
        out.unknown = nil
        out.afterSensitive = beforeSensitive
        out.replacing = PathSet()
        return out
    }

    var asDeletion: ValuePair {
        var out = self
        (out.after, out.isAfterExplicit, out.unknown, out.afterSensitive) = (nil, false, nil, nil)
        return out
    }

    var asCreation: ValuePair {
        var out = self
        (out.before, out.isBeforeExplicit, out.beforeSensitive) = (nil, false, nil)
        return out
    }

    /// By the values alone.
    var action: Difference.Action {
        if before == nil, !isBeforeExplicit, after != nil || isAfterExplicit { return .create }
        if after == nil, !isAfterExplicit, before != nil || isBeforeExplicit { return .delete }
        let isSame =
            before == after && isBeforeExplicit == isAfterExplicit && isBeforeSensitive == isAfterSensitive
        return isSame ? .none : .update
    }

    /// Of what holds others, before these are looked at.
    var outerAction: Difference.Action {
        if isNothing { return .none }
        return before == nil ? .create : after == nil ? .delete : .none
    }

    func child(_ name: String) -> ValuePair {
        var out = ValuePair(before: before?[name], after: after?[name])
        out.isBeforeExplicit = before?[name] != nil
        out.isAfterExplicit = after?[name] != nil
        // What is wholly unknown or sensitive is so in its parts too.
        out.unknown = isUnknown ? true : unknown?[name]
        out.beforeSensitive = isBeforeSensitive ? true : beforeSensitive?[name]
        out.afterSensitive = isAfterSensitive ? true : afterSensitive?[name]
        out.replacing = replacing.child(.string(name), keepsEnds: false)
        out.relevant = relevant?.child(.string(name), keepsEnds: true)
        return out
    }

    /// Of two elements; a place past the end is none.
    func child(_ old: Int, _ new: Int) -> ValuePair {
        func element(_ json: JSON?, _ place: Int) -> JSON? {
            guard let all = json?.arrayValue, all.indices.contains(place) else { return nil }
            return all[place]
        }
        var out = ValuePair(before: element(before, old), after: element(after, new))
        out.isBeforeExplicit = element(before, old) != nil
        out.isAfterExplicit = element(after, new) != nil
        out.unknown = isUnknown ? true : element(unknown, new)
        out.beforeSensitive = isBeforeSensitive ? true : element(beforeSensitive, old)
        out.afterSensitive = isAfterSensitive ? true : element(afterSensitive, new)
        let place = JSON(out.isBeforeExplicit ? old : new)
        out.replacing = replacing.child(place, keepsEnds: false)
        out.relevant = relevant?.child(place, keepsEnds: true)
        return out
    }
}

/// Paths of attributes, followed from the outside in.
struct PathSet {
    private var paths: [ArraySlice<JSON>] = []

    init(_ paths: [[JSON]] = []) { self.paths = paths.map { $0[...] } }

    var isEmpty: Bool { paths.isEmpty }
    /// Whether one ends here.
    var matches: Bool { paths.contains(where: \.isEmpty) }

    func child(_ step: JSON, keepsEnds: Bool) -> PathSet {
        var out = PathSet()
        for path in paths {
            if path.isEmpty {
                if keepsEnds { out.paths.append(path) }
            } else if path.first == step {
                out.paths.append(path.dropFirst())
            }
        }
        return out
    }
}

extension JSON {
    var unlessNull: JSON? { isNull ? nil : self }
}
