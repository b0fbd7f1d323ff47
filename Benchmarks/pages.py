"""The dashboard's pages: the server's time over a thousand workspaces, and a drawing of five hundred resources in
a browser while it is moved and zoomed.

The browser is the one that `scripts/prepare --browser` installs. It draws in software on a machine without a
graphics card, so that the frames here are what the slowest reader gets.
"""
import base64, http.client, json, os, shutil, statistics, subprocess, sys, tempfile, time

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PYTHON = os.path.join(TOP, ".scratch/browser/bin/python3")
WORKSPACES, RESOURCES, ROUNDS = 1000, 500, 60
# A screen shows sixty; the first frames after a pause may come late, and are counted too.
FRAMES_A_SECOND = 58


def fill(server, token, project):
    """So many workspaces; their names are what the page sorts by."""
    for number in range(WORKSPACES):
        server.call("POST", "/api/v1/workspaces", {
            "project": project, "slug": f"w-{number:04}", "environment": ["development", "staging"][number % 2]}, token)


def state():
    """Networks, subnets and servers that need each other, spread over types as a real account spreads them."""
    resources = []
    for number in range(RESOURCES):
        kind = ["aws_vpc", "aws_subnet", "aws_security_group", "aws_instance", "aws_ebs_volume", "aws_route_table",
                "aws_iam_role", "aws_s3_bucket", "aws_sqs_queue", "aws_lambda_function"][number % 10]
        needs = [] if number < 10 else [f"{resources[number - 10 + number % 7]['type']}.r{number - 10 + number % 7}"]
        resources.append({
            "mode": "managed", "type": kind, "name": f"r{number}",
            "provider": 'provider["registry.terraform.io/hashicorp/aws"]',
            "instances": [{"schema_version": 0, "attributes": {"id": f"id-{number}"}, "dependencies": needs}]})
    return json.dumps({
        "version": 4, "terraform_version": "1.11.4", "serial": 1, "lineage": "5d2f6a52-0000-4000-8000-000000000009",
        "outputs": {}, "resources": resources, "check_results": None}).encode()


def times(server, secret, path):
    """Milliseconds from the request's last byte to the answer's last, as the page's reader waits for them."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    taken = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": "plumb_session=" + secret})
        answer = connection.getresponse()
        size = len(answer.read())
        taken.append((time.perf_counter() - begin) * 1000)
        if answer.status != 200:
            sys.exit(f"{path} answers {answer.status}")
    connection.close()
    return taken[5:], size


def measure(Server):
    folder = tempfile.mkdtemp(prefix="plumb-pages-")
    server = Server(folder)
    try:
        made = server.call("POST", "/api/v1/setup", {
            "code": server.code, "tenant": "pages", "email": "p@example.com", "password": "twelve wet herons"})
        secret = made["session"]["secret"]
        token = server.call("POST", "/api/v1/tokens", {"label": "pages"}, secret)["secret"]
        project = server.call("POST", "/api/v1/projects", {"slug": "pages"}, token)["id"]
        workspace = server.call("POST", "/api/v1/workspaces", {"project": project, "slug": "drawn"}, token)["id"]
        fill(server, token, project)
        return measured(server, token, secret, workspace)
    finally:
        server.stop()
        shutil.rmtree(folder)


def measured(server, token, secret, workspace):
    rows = []
    for path in ("/workspaces", "/", "/search?q=w-0999"):
        taken, size = times(server, secret, path)
        rows.append((
            f"page {path} over {WORKSPACES} workspaces, ms", statistics.median(taken), "<=", 50,
            f"median of {len(taken)}; slowest {max(taken):.1f} ms; {size / 1000:.0f} KB"))
    server.call("POST", f"/state/{workspace}", raw=state(), headers={
        "Authorization": "Basic " + base64.b64encode(f"x:{token}".encode()).decode()})
    taken, size = times(server, secret, f"/workspaces/{workspace}/topology")
    rows.append((
        f"page of a topology of {RESOURCES}, ms", statistics.median(taken), "<=", 50,
        f"median of {len(taken)}; slowest {max(taken):.1f} ms; {size / 1000:.0f} KB"))
    if not os.access(PYTHON, os.X_OK):
        sys.exit("the browser is not prepared: run scripts/prepare --browser")
    done = subprocess.run(
        [PYTHON, os.path.abspath(__file__), server.url, secret, f"/workspaces/{workspace}/topology"],
        capture_output=True, text=True, timeout=180)
    if done.returncode != 0:
        sys.exit("the drawing could not be measured:\n" + done.stderr)
    seen = json.loads(done.stdout)
    rows.append((
        f"frames a second of a topology of {RESOURCES}, moved and zoomed", seen["rate"], ">=",
        FRAMES_A_SECOND,
        f"{seen['frames']} frames in {seen['seconds']:.1f} s; 95 of 100 within {seen['p95']:.1f} ms, "
        f"longest {seen['longest']:.1f} ms"))
    return rows


# Keys go to the drawing as somebody holds them down, and the browser tells when each frame was begun.
FRAMES = """async () => {
    const frame = document.getElementById('topology'), begun = performance.now();
    const keys = ['ArrowRight', 'ArrowDown', '+', 'ArrowLeft', '+', 'ArrowUp', '-', '-'];
    const at = [];
    let turn = 0;
    await new Promise((done) => {
        const step = (now) => {
            at.push(now);
            const key = keys[Math.floor(turn++ / 12) % keys.length];
            frame.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
            if (performance.now() - begun < 6000) requestAnimationFrame(step); else done();
        };
        requestAnimationFrame(step);
    });
    return at;
}"""


def drive(url, secret, path):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=os.environ.get("PLUMB_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-dev-shm-usage"])
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        context.add_cookies([{"name": "plumb_session", "value": secret, "url": url}])
        page = context.new_page()
        page.goto(url + path, wait_until="load")
        names = page.locator("#topology .chip").count()
        if names != RESOURCES:
            sys.exit(f"{names} resources are drawn instead of {RESOURCES}")
        page.wait_for_timeout(500)
        at = page.evaluate(FRAMES)
        browser.close()
    spans = sorted(after - before for before, after in zip(at, at[1:]))
    seconds = (at[-1] - at[0]) / 1000
    print(json.dumps({
        "rate": len(spans) / seconds, "frames": len(spans), "seconds": seconds,
        "p95": spans[int(len(spans) * 0.95)], "longest": spans[-1]}))


if __name__ == "__main__":
    drive(*sys.argv[1:])
