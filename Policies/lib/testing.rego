# METADATA
# title: Plans for tests
package plumb.testing

# A plan that creates one resource.
creating(type, values) := plan([change(type, values, {})])

# A plan that creates one resource, of which some values are known only after the apply.
unsure(type, values, unknown) := plan([change(type, values, unknown)])

# A plan that creates one resource whose configuration is like this.
writing(type, expressions) := object.union(creating(type, {}), {"configuration": {"root_module": {"resources": [{
	"address": sprintf("%s.this", [type]),
	"mode": "managed",
	"type": type,
	"name": "this",
	"expressions": expressions,
}]}}})

plan(changes) := {"format_version": "1.2", "resource_changes": changes}

change(type, values, unknown) := {
	"address": sprintf("%s.this", [type]),
	"mode": "managed",
	"type": type,
	"name": "this",
	"change": {"actions": ["create"], "before": null, "after": values, "after_unknown": unknown},
}

# The rules that deny something.
ids(violations) := {violation.id | some violation in violations}
