"""Drift scans against `terraform plan -refresh-only`, over recorded and replayed answers of a simulated AWS.

The configuration: topics, log groups, parameters and roles in equal parts. Both sides ask the same provider through
the same address; each round times one of each, and the median of the rounds counts. A scan is timed from the request
to the report being there; the CLI as a process.
"""
import json, os, shutil, statistics, subprocess, tempfile, time, urllib.request

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
REPLAYING = os.path.join(TOP, ".build/release/cloud-replaying")
MOTO = os.path.join(TOP, ".scratch/simulator/bin/moto_server")
HEAD = """terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  region                      = "eu-central-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
}
"""
BLOCKS = [
    'resource "aws_sns_topic" "it" {{\n  count = {n}\n  name = "topic-${{count.index}}"\n}}\n',
    'resource "aws_cloudwatch_log_group" "it" {{\n  count = {n}\n  name = "/log/${{count.index}}"\n}}\n',
    'resource "aws_ssm_parameter" "it" {{\n  count = {n}\n  name = "/p/${{count.index}}"\n  type = "String"\n  value = "v"\n}}\n',
    'resource "aws_iam_role" "it" {{\n  count = {n}\n  name = "role-${{count.index}}"\n  assume_role_policy = jsonencode({{ Version = "2012-10-17", '
    'Statement = [{{ Effect = "Allow", Action = "sts:AssumeRole", Principal = {{ Service = "ec2.amazonaws.com" }} }}] }})\n}}\n',
]


class World:
    """A simulated AWS behind the tape, a server with a workspace over it, and a folder for the CLI."""

    def __init__(self, server, token, project, count, free_port, wait_for):
        self.server, self.token, self.count = server, token, count
        self.folder = tempfile.mkdtemp(prefix="plumb-drift-")
        port, own = free_port(), free_port()
        self.moto = subprocess.Popen([MOTO, "-H", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL,
                                     stderr=subprocess.DEVNULL, cwd=self.folder)
        wait_for(f"http://127.0.0.1:{port}/moto-api/", 30)
        self.tape = subprocess.Popen([REPLAYING, str(own), f"http://127.0.0.1:{port}"])
        self.address = f"http://127.0.0.1:{own}"
        wait_for(self.address + "/-/counts")
        connection = server.call("PUT", f"/api/v1/connections/w{count}", {
            "region": "eu-central-1", "accessKey": "k", "secretKey": "s", "endpoint": self.address}, token)["id"]
        self.workspace = server.call("POST", "/api/v1/workspaces", {
            "project": project, "slug": f"w{count}",
            "settings": {"connection": connection, "gates": [], "autoApply": True}}, token)["id"]
        text = HEAD + "".join(block.format(n=count // len(BLOCKS) + (place < count % len(BLOCKS)))
                              for place, block in enumerate(BLOCKS))
        os.makedirs(self.folder + "/cli")
        open(self.folder + "/cli/main.tf", "w").write(text)
        subprocess.run(["tar", "-C", self.folder + "/cli", "-czf", self.folder + "/c.tgz", "main.tf"], check=True)
        uploaded = server.call("POST", "/api/v1/configurations", token=token,
                               raw=open(self.folder + "/c.tgz", "rb").read())["configuration"]
        run = server.call("POST", "/api/v1/deployments", {"workspace": self.workspace, "configuration": uploaded}, token)["id"]
        while True:
            status = server.call("GET", f"/api/v1/deployments/{run}", token=token)
            if status["status"] in ("completed", "failed"):
                break
            time.sleep(0.2)
        if status["status"] != "completed":
            raise SystemExit(f"the world could not be made: {status['failure']}")
        self.environment = {
            **os.environ, "AWS_ENDPOINT_URL": self.address, "AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s",
            "AWS_EC2_METADATA_DISABLED": "true", "CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1",
            "TF_CLI_CONFIG_FILE": self.mirror()}
        self.terraform("init", "-input=false")
        serial = server.call("GET", f"/api/v1/workspaces/{self.workspace}/state", token=token)["version"]["serial"]
        content = urllib.request.urlopen(urllib.request.Request(
            f"{server.url}/api/v1/workspaces/{self.workspace}/state/versions/{serial}/content",
            headers={"Authorization": "Bearer " + token})).read()
        open(self.folder + "/cli/terraform.tfstate", "wb").write(content)
        self.control("record")
        self.scan()
        self.plan()

    def mirror(self):
        places = [os.environ.get("PLUMB_PROVIDER_MIRROR")] + [
            os.path.join(top, name) for top in ("/opt", "/usr/share/terraform", "/usr/local/share/terraform")
            if os.path.isdir(top) for name in [""] + os.listdir(top)]
        found = next(it for it in places if it and os.path.isdir(os.path.join(it, "registry.terraform.io")))
        path = self.folder + "/cli.tfrc"
        open(path, "w").write(f'provider_installation {{\n  filesystem_mirror {{\n    path = "{found}"\n  }}\n}}\n')
        return path

    def control(self, what):
        urllib.request.urlopen(urllib.request.Request(f"{self.address}/-/{what}", method="PUT")).read()

    def counts(self):
        return [int(it) for it in urllib.request.urlopen(self.address + "/-/counts").read().split()]

    def terraform(self, *arguments):
        done = subprocess.run(["terraform", *arguments], cwd=self.folder + "/cli", env=self.environment,
                              capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"terraform {arguments[0]} failed: {done.stdout}{done.stderr}")

    def plan(self):
        begin = time.monotonic()
        self.terraform("plan", "-refresh-only", "-json", "-input=false", "-lock=false")
        return time.monotonic() - begin

    def scan(self):
        begin = time.monotonic()
        ticket = self.server.call("POST", "/api/v1/analyze", {"workspace": self.workspace}, self.token)["id"]
        while True:
            report = self.server.call("GET", f"/api/v1/analysis/{ticket}", token=self.token)
            if report["status"] != "running":
                break
            time.sleep(0.002)
        spent = time.monotonic() - begin
        if report["status"] != "completed" or report["method"] != "hosted" or report["findings"]:
            raise SystemExit(f"the scan did not see what it should: {json.dumps(report)[:500]}")
        return spent

    def watch(self, every):
        self.server.call("PUT", f"/api/v1/workspaces/{self.workspace}/watch", {"every": every}, self.token)

    def findings(self):
        return len(self.server.call("GET", f"/api/v1/findings?workspace={self.workspace}", token=self.token)["items"])

    def alter(self, before, after):
        """The cloud changes; answers the seconds until a watch has told."""
        begin = time.monotonic()
        urllib.request.urlopen(urllib.request.Request(
            f"{self.address}/-/alter", method="PUT", data=f"{before}\n{after}".encode())).read()
        while (self.findings() > 0) == (after == self.PLAIN):
            if time.monotonic() - begin > 60:
                raise SystemExit("a watched change was not found for a minute")
            time.sleep(0.005)
        return time.monotonic() - begin

    PLAIN, OTHER = '"Value": "v"', '"Value": "w"'

    def rounds(self, delay, many=3):
        self.control(f"replay/{delay}")
        self.scan()
        pairs = [(self.scan(), self.plan()) for _ in range(many)]
        hits, misses = self.counts()
        if misses:
            raise SystemExit(f"{misses} of {hits + misses} requests were not on the tape")
        return [statistics.median(it) for it in zip(*pairs)]

    def end_providers(self):
        """As after a crash: the next scan starts them again."""
        for name in os.listdir("/proc"):
            try:
                fields = open(f"/proc/{name}/stat").read().rsplit(")", 1)[1].split() if name.isdigit() else None
                if fields and int(fields[1]) == self.server.process.pid:
                    os.kill(int(name), 9)
            except (FileNotFoundError, ProcessLookupError):
                pass
        time.sleep(0.5)

    def stop(self):
        for process in (self.tape, self.moto):
            process.terminate()
            process.wait(20)
        shutil.rmtree(self.folder)


def measure(server_of, free_port, wait_for):
    """Rows for the table: name, figure, sign, target, what was seen."""
    rows = []
    data = tempfile.mkdtemp(prefix="plumb-driftserver-")
    server = server_of(data)
    worlds = []
    try:
        made = server.call("POST", "/api/v1/setup", {
            "code": server.code, "tenant": "drift", "email": "b@example.com", "password": "twelve wet herons"})
        token = server.call("POST", "/api/v1/tokens", {"label": "bench"}, made["session"]["secret"])["secret"]
        project = server.call("POST", "/api/v1/projects", {"slug": "drift"}, token)["id"]
        for count, delay, target in ((50, 0, 15), (300, 0, 6), (300, 20, 5)):
            world = next((it for it in worlds if it.count == count), None)
            if world is None:
                world = World(server, token, project, count, free_port, wait_for)
                worlds.append(world)
            ours, theirs = world.rounds(delay)
            slow = f" at {delay} ms a request" if delay else ""
            rows.append((f"terraform plan -refresh-only / warm scan, {count} resources{slow}", theirs / ours, ">=", target,
                         f"{theirs:.2f} s against {ours:.3f} s"))
        world = worlds[0]
        world.control("replay/0")
        colds = []
        for _ in range(3):
            world.end_providers()
            colds.append((world.scan(), world.plan()))
        ours, theirs = [statistics.median(it) for it in zip(*colds)]
        rows.append(("terraform plan -refresh-only / cold scan, 50 resources", theirs / ours, ">=", 5,
                     f"{theirs:.2f} s against {ours:.3f} s, the provider's start included"))
        rows.append(("server's memory after the scans, MB", server.memory(), "<=", 40,
                     f"resident, {server.own_memory():.1f} of it its own and not files'; the providers' not counted"))
        world.watch(1)
        time.sleep(3)
        delays = []
        for _ in range(5):
            delays.append(world.alter(world.PLAIN, world.OTHER))
            world.alter(world.OTHER, world.PLAIN)
        rows.append(("a change to its finding, watched each second, s", statistics.median(delays), "<=", 2,
                     f"50 resources; the longest of {len(delays)}: {max(delays):.2f} s"))
    finally:
        server.stop()
        for world in worlds:
            world.stop()
        shutil.rmtree(data)
    return rows
