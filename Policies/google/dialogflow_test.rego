package terraform.google.dialogflow_test

import data.plumb.testing
import data.terraform.google.dialogflow

test_refuses_agent_logging if {
	"google.dialogflow.agent-logging" in testing.ids(dialogflow.deny) with input as testing.creating("google_dialogflow_cx_agent", {"enable_stackdriver_logging": false})
}

test_refuses_agent_logging_2 if {
	"google.dialogflow.agent-logging" in testing.ids(dialogflow.deny) with input as testing.creating("google_dialogflow_cx_agent", {})
}

test_accepts_agent_logging if {
	not "google.dialogflow.agent-logging" in testing.ids(dialogflow.deny) with input as testing.creating("google_dialogflow_cx_agent", {"enable_stackdriver_logging": true})
}

test_accepts_agent_logging_2 if {
	not "google.dialogflow.agent-logging" in testing.ids(dialogflow.deny) with input as testing.unsure("google_dialogflow_cx_agent", {}, {"enable_stackdriver_logging": true})
}

test_refuses_webhook_logging if {
	"google.dialogflow.webhook-logging" in testing.ids(dialogflow.deny) with input as testing.creating("google_dialogflow_cx_webhook", {"enable_stackdriver_logging": false})
}

test_refuses_webhook_logging_2 if {
	"google.dialogflow.webhook-logging" in testing.ids(dialogflow.deny) with input as testing.creating("google_dialogflow_cx_webhook", {})
}

test_accepts_webhook_logging if {
	not "google.dialogflow.webhook-logging" in testing.ids(dialogflow.deny) with input as testing.creating("google_dialogflow_cx_webhook", {"enable_stackdriver_logging": true})
}

test_accepts_webhook_logging_2 if {
	not "google.dialogflow.webhook-logging" in testing.ids(dialogflow.deny) with input as testing.unsure("google_dialogflow_cx_webhook", {}, {"enable_stackdriver_logging": true})
}
