package terraform.google.messaging_test

import data.plumb.testing
import data.terraform.google.messaging

test_refuses_topic_key if {
	"google.messaging.topic-key" in testing.ids(messaging.deny) with input as testing.creating("google_pubsub_topic", {})
}

test_accepts_topic_key if {
	not "google.messaging.topic-key" in testing.ids(messaging.deny) with input as testing.creating("google_pubsub_topic", {"kms_key_name": "k"})
}

test_accepts_topic_key_2 if {
	not "google.messaging.topic-key" in testing.ids(messaging.deny) with input as testing.unsure("google_pubsub_topic", {}, {"kms_key_name": true})
}

test_refuses_public_topics if {
	"google.messaging.public-topics" in testing.ids(messaging.deny) with input as testing.plan([testing.change("google_pubsub_topic_iam_binding", {"members": ["allUsers"]}, {})])
}

test_refuses_public_topics_2 if {
	"google.messaging.public-topics" in testing.ids(messaging.deny) with input as testing.plan([testing.change("google_pubsub_topic_iam_member", {"member": "allAuthenticatedUsers"}, {})])
}

test_accepts_public_topics if {
	not "google.messaging.public-topics" in testing.ids(messaging.deny) with input as testing.plan([testing.change("google_pubsub_topic_iam_binding", {"members": ["user:a@example.com"]}, {})])
}

test_accepts_public_topics_2 if {
	not "google.messaging.public-topics" in testing.ids(messaging.deny) with input as testing.plan([testing.change("google_pubsub_topic_iam_member", {"member": "user:a@example.com"}, {})])
}
