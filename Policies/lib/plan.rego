# METADATA
# title: What a plan leaves in place
# description: Reads the JSON of `terraform show -json`, whichever of its parts are there.
package plumb.plan

# Managed resources as they will be, by type and address; those that the plan destroys aren't among them.
resources[entry.type][entry.address] := resource if {
	some entry in input.resource_changes
	entry.mode == "managed"
	is_object(entry.change.after)
	unknown_parts := object.get(entry.change, "after_unknown", {})
	resource := {"address": entry.address, "values": entry.change.after, "unknown": unknown_parts}
}

resources[entry.type][entry.address] := resource if {
	not input.resource_changes
	walk(input.planned_values.root_module, [path, module])
	is_object(module)
	count([step | some step in path; not is_number(step); step != "child_modules"]) == 0
	some entry in module.resources
	entry.mode == "managed"
	resource := {"address": entry.address, "values": entry.values, "unknown": {}}
}

# The value, or something around it, is known only after the plan is applied.
unknown(resource, path) if {
	some length in numbers.range(0, count(path))
	object.get(resource.unknown, array.slice(path, 0, length), false) == true
}

# The value as a provider reads it: what a configuration quotes is the same.
value(resource, path) := plain(given(resource.values, path))

# What stands at the path. Configurations of older days write a block as one object.
given(values, path) := found if {
	found := object.get(values, path, null)
	found != null
} else := object.get(values, [step | some step in path; not is_number(step)], null)

plain(written) := true if {
	written == "true"
} else := false if {
	written == "false"
} else := written

# Numbers may be written for texts, and the other way round.
matches(written, wanted) if written == wanted

matches(written, wanted) if {
	is_number(written)
	sprintf("%v", [written]) == wanted
}

matches(written, wanted) if {
	is_string(written)
	written == sprintf("%v", [wanted])
}

# The value is known and isn't the one that is wanted.
differs(resource, path, wanted) if {
	not unknown(resource, path)
	not matches(value(resource, path), wanted)
}

differs(resource, path, _) if unwritten(resource, path)

# The value is given and isn't the one that is wanted.
contradicts(resource, path, wanted) if {
	written := value(resource, path)
	written != null
	not matches(written, wanted)
}

# The value is known and none of those that are wanted.
outside(resource, path, wanted) if {
	not unknown(resource, path)
	not among(resource, path, wanted)
}

outside(resource, path, _) if unwritten(resource, path)

# The value is given and none of those that are wanted.
strays(resource, path, wanted) if {
	value(resource, path) != null
	not among(resource, path, wanted)
}

# The value is one of these.
among(resource, path, several) if {
	some one in several
	matches(value(resource, path), one)
}

# Nobody gave the value: it is missing, or its provider will choose one.
unset(resource, path) if absent(resource, path)

unset(resource, path) if unwritten(resource, path)

# What comes with the apply is the provider's choice, as the configuration does not give it.
unwritten(resource, path) if {
	unknown(resource, path)
	input.configuration
	not is_written(resource, path[0])
}

# The value is known to be missing or empty.
absent(resource, path) if {
	not unknown(resource, path)
	given(resource.values, path) in [null, "", [], {}]
}

absent(resource, path) if {
	not unknown(resource, path)
	trim_space(given(resource.values, path)) == ""
}

# The number is known and below the least that is wanted; a missing one counts as zero.
below(resource, path, least) if {
	not unknown(resource, path)
	number(given(resource.values, path)) < least
}

below(resource, path, _) if unwritten(resource, path)

# The number is given and below the least that is wanted.
short(resource, path, least) if {
	written := given(resource.values, path)
	written != null
	to_number(written) < least
}

number(value) := 0 if value == null

number(value) := to_number(value) if value != null

# Addresses of resources of a type that name this one in an attribute: by the value, when both are known,
# or by the configuration's references, when the value comes only with the apply. Without a configuration
# nobody can say which one an unknown value means: each may be meant.
attached(resource, keys, type, attribute) := (by_value | by_reference) | perhaps if {
	by_value := {address |
		some key in keys
		some address in holders[attribute][type][resource.values[key]]
	}
	by_reference := {address | some address in referrers[attribute][type][declared(resource.address)]}
	perhaps := {address | some address in undecided[attribute][type]}
}

# The attributes that bind a resource to the one that it belongs to.
bonds := {"bucket"}

holders[attribute][type][value] contains address if {
	some attribute in bonds
	some type, entries in resources
	some address, resource in entries
	value := resource.values[attribute]
	is_string(value)
	value != ""
}

referrers[attribute][type][target] contains address if {
	some attribute in bonds
	some type, entries in resources
	some address, _ in entries
	some target in references[declared(address)][attribute]
}

undecided[attribute][type] contains address if {
	not input.configuration
	some attribute in bonds
	some type, entries in resources
	some address, resource in entries
	unknown(resource, [attribute])
}

# An address without the keys of its instances, as the configuration declares it.
declared(address) := regex.replace(address, `\[(?:\d+|"(?:[^"\\]|\\.)*")\]`, "")

# The configuration gives the attribute, or there is no configuration to tell.
is_written(_, _) if not input.configuration

is_written(resource, attribute) if declarations[declared(resource.address)].expressions[attribute]

# The configuration itself spells the value out, for everyone to read.
is_spelled_out(resource, attribute) if {
	text := declarations[declared(resource.address)].expressions[attribute].constant_value
	is_string(text)
	text != ""
}

# What each declared resource refers to, by attribute, as addresses from the root.
references[address][attribute] contains concat("", [declaration.prefix, reference]) if {
	some address, declaration in declarations
	some attribute, expression in declaration.expressions
	some reference in expression.references
}

# What the configuration says of each resource, by its address from the root.
declarations[concat("", [prefix, entry.address])] := {"prefix": prefix, "expressions": expressions} if {
	walk(input.configuration.root_module, [path, module])
	is_object(module)
	count([step | some index, step in path; not on_module_path(index, step)]) == 0
	count(path) % 3 == 0
	prefix := concat("", [sprintf("module.%s.", [step]) | some index, step in path; index % 3 == 1])
	some entry in module.resources
	object.get(entry, "mode", "managed") == "managed"
	expressions := object.get(entry, "expressions", {})
}

on_module_path(index, "module_calls") if index % 3 == 0

on_module_path(index, _) if index % 3 == 1

on_module_path(index, "module") if index % 3 == 2

# The object that a rule denies with: the rule's own metadata, and where and why it was broken.
finding(rule, resource, message) := {
	"id": rule.custom.id,
	"title": rule.title,
	"severity": rule.custom.severity,
	"address": resource.address,
	"message": message,
	"remediation": rule.custom.remediation,
}
