"""What the generated client does against a running server; any difference ends it."""
import os
import sys

sys.path.insert(0, ".")
from plumb import Plumb, PlumbError

plumb = Plumb(os.environ["PLUMB_URL"], os.environ["PLUMB_TOKEN"])
project = plumb.tenants_create_project(slug="python")
assert project["slug"] == "python", project
made = [
    plumb.tenants_create_workspace(slug="w%d" % number, project=project["id"], environment="staging")
    for number in range(5)
]
assert made[0]["environment"] == "staging"

# Page by page, each once.
found = list(plumb.pages(plumb.tenants_list_workspaces, limit=2))
assert {it["id"] for it in found} >= {it["id"] for it in made} and len(found) == len({it["id"] for it in found})

# Names in the path are escaped, an argument that is left out is not sent.
plumb.tenants_put_variable(workspace=made[0]["id"], name="word", value="ä/b", sensitive=False)
variables = plumb.tenants_list_variables(workspace=made[0]["id"])["items"]
assert variables[0]["value"] == "ä/b", variables

# Bytes in, bytes out.
state = ('{"version": 4, "terraform_version": "1.9.0", "serial": 1, "lineage": "l", "outputs": {}, "resources": []}')
pushed = plumb.states_push(state.encode(), workspace=made[0]["id"])
assert pushed["serial"] == 1, pushed
assert plumb.states_download(workspace=made[0]["id"], serial=1) == state.encode()

# A job's stream ends with it.
ticket = plumb.policies_replay(packs=[], enforcement="advisory", since=made[0]["created"], until=made[0]["created"])
told = [element["state"] for _, element in plumb.jobs_follow(job=ticket["job"])]
assert told[-1] in ("completed", "failed"), told

# What is refused tells its code and every problem.
try:
    plumb.tenants_create_workspace(slug="No Slug", project=project["id"])
    raise SystemExit("a wrong name was taken")
except PlumbError as error:
    assert error.status == 422 and error.problems, error
try:
    Plumb(plumb.url, "wrong").tenants_list_projects()
    raise SystemExit("a wrong token was taken")
except PlumbError as error:
    assert error.status == 401 and error.code == "identity.invalid_credential", error
print("python is well")
