"""The workloads of the policy benchmark, so that others can rebuild them: each is a policy, data, an input and a
query. Sizes and seeds are fixed; every decision walks the worst case (what is asked for lies last)."""
import json, os, random


def rbac():
    """Ten roles of a hundred grants; the user has all ten, and the grant that allows is the last of the last."""
    policy = """package rbac

default allow := false

allow if {
    some role in data.bindings[input.user]
    some grant in data.grants[role]
    grant.action == input.action
    grant.resource == input.resource
}
"""
    grants = {f"role{r}": [{"action": f"act{g % 10}", "resource": f"res{r}-{g}"} for g in range(100)] for r in range(10)}
    data = {"bindings": {"alice": [f"role{r}" for r in range(10)]}, "grants": grants}
    return policy, data, {"user": "alice", "action": "act9", "resource": "res9-99"}, "data.rbac.allow = x"


def table():
    """One look-up in an object of ten thousand members."""
    policy = """package table

default allow := false

allow if data.entries[input.key].owner == input.owner
"""
    data = {"entries": {f"key-{n}": {"owner": f"owner-{n % 97}"} for n in range(10_000)}}
    return policy, data, {"key": "key-7777", "owner": f"owner-{7777 % 97}"}, "data.table.allow = x"


def literals():
    """Ten thousand rules that each compare two members of the input with literals; one holds."""
    rules = "\n".join(
        f'allow if {{\n    input.user == "user-{n}"\n    input.resource == "resource-{n % 100}"\n}}\n' for n in range(10_000))
    return "package literals\n\ndefault allow := false\n\n" + rules, {}, {
        "user": "user-9876", "resource": "resource-76"}, "data.literals.allow = x"


def plan(rules, resources=2000):
    """Guardrail rules over the resource changes of a plan; each looks at one type, and one in forty violates."""
    rng = random.Random(11)
    types = [f"aws_type_{n}" for n in range(25)]
    text = ["package guard\n"]
    for n in range(rules):
        text.append(f"""deny contains message if {{
    some change in input.resource_changes
    change.type == "{types[n % 25]}"
    change.mode == "managed"
    change.change.after.setting_{n % 20} == "forbidden"
    message := sprintf("%s must not have setting_{n % 20} (rule {n})", [change.address])
}}
""")
    changes = []
    for n in range(resources):
        kind = rng.choice(types)
        after = {f"setting_{k}": rng.choice(["allowed", "standard", "private", None, True, k]) for k in range(20)}
        if rng.randrange(40) == 0:
            after[f"setting_{rng.randrange(20)}"] = "forbidden"
        after.update({"id": f"i-{rng.getrandbits(64):016x}", "tags": {"Name": f"r{n}", "Team": rng.choice("abc")},
                      "description": "x" * rng.randrange(200)})
        changes.append({"address": f"{kind}.r{n}", "mode": "managed", "type": kind, "name": f"r{n}",
                        "provider_name": "registry.terraform.io/hashicorp/aws",
                        "change": {"actions": ["create"], "before": None, "after": after, "after_unknown": {"arn": True},
                                   "before_sensitive": False, "after_sensitive": {"tags": {}}}})
    return "\n".join(text), {}, {"format_version": "1.2", "resource_changes": changes}, "data.guard.deny = x"


WORKLOADS = {
    "rbac": rbac, "table": table, "literals": literals, "plan-50": lambda: plan(50), "plan-200": lambda: plan(200),
}


def write(name, folder):
    policy, data, given, query = WORKLOADS[name]()
    os.makedirs(folder, exist_ok=True)
    for file, content in (("policy.rego", policy), ("data.json", json.dumps(data)), ("input.json", json.dumps(given)),
                          ("query.txt", query)):
        with open(os.path.join(folder, file), "w") as out:
            out.write(content)
    return policy, data, given, query
