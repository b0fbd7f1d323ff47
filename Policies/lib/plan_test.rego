package plumb.plan_test

import data.plumb.plan
import data.plumb.testing

bucket(address) := {"address": address, "mode": "managed", "type": "aws_s3_bucket", "values": {"bucket": address}}

# Without changes the planned values tell, in modules at any depth.
test_planned_values if {
	modules := [{"address": "module.a", "child_modules": [{"resources": [bucket("module.a.module.b.aws_s3_bucket.x")]}]}]
	planned := {"root_module": {"resources": [bucket("aws_s3_bucket.y")], "child_modules": modules}}
	found := object.keys(plan.resources.aws_s3_bucket) with input as {"planned_values": planned}
	found == {"aws_s3_bucket.y", "module.a.module.b.aws_s3_bucket.x"}
}

# A value that only looks like a module is none.
test_values_are_no_modules if {
	inner := {"resources": [bucket("aws_s3_bucket.inner")]}
	outer := {"address": "a.b", "mode": "managed", "type": "a", "values": {"child_modules": [inner]}}
	planned := {"root_module": {"resources": [outer]}}
	not plan.resources.aws_s3_bucket with input as {"planned_values": planned}
}

test_destroyed_resources_are_left_out if {
	gone := {
		"address": "aws_s3_bucket.x",
		"mode": "managed",
		"type": "aws_s3_bucket",
		"change": {"actions": ["delete"], "before": {}, "after": null},
	}
	not plan.resources.aws_s3_bucket with input as testing.plan([gone])
}

test_declared if {
	plan.declared(`module.a["x.y]"].aws_s3_bucket.b[0]`) == "module.a.aws_s3_bucket.b"
	plan.declared(`module.a["\"]"].aws_s3_bucket.b`) == "module.a.aws_s3_bucket.b"
}

# Within modules references are relative: they mean the module's own resources, not those of others.
linked(reference) := {
	"resource_changes": [
		change("module.a.module.b[0].aws_s3_bucket.x", "aws_s3_bucket"),
		change("module.a.module.b[0].aws_s3_bucket_logging.l", "aws_s3_bucket_logging"),
	],
	"configuration": {"root_module": {"module_calls": {"a": {"module": {"module_calls": {"b": {"module": {"resources": [{
		"address": "aws_s3_bucket_logging.l",
		"expressions": {"bucket": {"references": [reference]}},
	}]}}}}}}}},
}

change(address, type) := {
	"address": address,
	"mode": "managed",
	"type": type,
	"change": {"after": {}, "after_unknown": {"bucket": true}},
}

attached := found if {
	some resource in plan.resources.aws_s3_bucket
	found := plan.attached(resource, ["bucket"], "aws_s3_bucket_logging", "bucket")
}

test_references_in_modules if {
	attached == {"module.a.module.b[0].aws_s3_bucket_logging.l"} with input as linked("aws_s3_bucket.x")
	attached == set() with input as linked("aws_s3_bucket.other")
}

test_unknown_inside_and_around if {
	resource := {"address": "a.b", "values": {}, "unknown": {"whole": true, "rule": [{"part": true}]}}
	plan.unknown(resource, ["whole", 0, "part"])
	plan.unknown(resource, ["rule", 0, "part"])
	not plan.unknown(resource, ["rule", 0, "other"])
	not plan.unknown(resource, ["rule", 1, "part"])
}
