# METADATA
# title: IAM policy documents
package plumb.document

# The statements of a policy's JSON text that allow something; none of a text that isn't known or isn't JSON.
allowing(text) := [statement |
	is_string(text)
	json.is_valid(text)
	some statement in list(json.unmarshal(text).Statement)
	statement.Effect == "Allow"
]

list(value) := value if {
	is_array(value)
} else := [value]

# The statement allows every action on every resource.
is_administrator(statement) if {
	some action in list(statement.Action)
	action in {"*", "*:*"}
	"*" in list(statement.Resource)
}

# Anyone at all is a principal of the statement, and no condition narrows it.
is_public(statement) if {
	object.get(statement, "Condition", {}) == {}
	anyone(statement.Principal)
}

anyone("*")

anyone(principal) if "*" in list(principal.AWS)
