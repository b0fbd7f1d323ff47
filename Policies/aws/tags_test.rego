package terraform.aws.tags_test

import data.plumb.testing
import data.terraform.aws.tags

test_refuses_owner if {
	"aws.tags.owner" in testing.ids(tags.deny) with input as testing.creating("aws_db_instance", {})
}

test_refuses_owner_2 if {
	"aws.tags.owner" in testing.ids(tags.deny) with input as testing.creating("aws_db_instance", {"tags": {"team": "a"}})
}

test_accepts_owner if {
	not "aws.tags.owner" in testing.ids(tags.deny) with input as testing.creating("aws_db_instance", {"tags": {"Owner": "a"}})
}

test_accepts_owner_2 if {
	not "aws.tags.owner" in testing.ids(tags.deny) with input as testing.creating("aws_db_instance", {"tags_all": {"owner": "a"}})
}
