"""The front door against nginx on the same machine: rounds alternate, and medians are compared.

Fixed answers and TLS are measured of the kernel's server alone (`front-serving`), since the house's own work is no
part of them; reading with a credential, and idle connections, of `plumb` itself.
"""
import os, re, selectors, shutil, socket, statistics, subprocess, sys, tempfile, time
import urllib.request

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SERVING = os.path.join(TOP, ".build/release/front-serving")
ROUNDS, SECONDS = 5, 3
FIXED = "a fixed answer, as long as nginx's own page\n" * 14


def wrk(url, token=None):
    command = ["wrk", "-t1", "-c32", f"-d{SECONDS}s", url]
    if token:
        command[1:1] = ["-H", f"Authorization: Bearer {token}"]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in out or "Socket errors" in out:
        sys.exit("the benchmark's requests were refused:\n" + out)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1])


def h2load(url):
    command = ["h2load", "-t1", "-c32", "-m10", "-D", str(SECONDS), "--warm-up-time=1s", url]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if not re.search(r" 0 failed, 0 errored, 0 timeout", out) or not re.search(r"Application protocol: h2\b", out):
        sys.exit("the benchmark's requests were refused:\n" + out)
    return float(re.search(r"finished in [^,]+, ([\d.]+) req/s", out)[1])


def alternated(ours, theirs):
    """Medians of both, and the median of the rounds' ratios."""
    mine, others = [], []
    for _ in range(ROUNDS):
        others.append(theirs())
        mine.append(ours())
    ratio = statistics.median(a / b for a, b in zip(mine, others))
    return ratio, f"{statistics.median(mine):.0f} against {statistics.median(others):.0f} requests/s"


def nginx(folder, ports, body, certificate, key):
    """nginx with a fixed answer in the clear, the same over TLS and HTTP/2, and a static file."""
    root = folder + "/www"
    os.makedirs(root)
    with open(root + "/workspace.json", "wb") as file:
        file.write(body)
    os.chmod(folder, 0o755)
    fixed = "location = /fixed { default_type text/html; return 200 \"" + FIXED.replace("\n", "\\n") + "\"; }"
    fixed = fixed.replace("\\n", "\n")
    places = "".join(f"{name}_temp_path {folder}/{name}; " for name in ("proxy", "fastcgi", "uwsgi", "scgi"))
    config = folder + "/nginx.conf"
    with open(config, "w") as file:
        file.write(
            f"worker_processes 2; pid {folder}/nginx.pid; error_log stderr crit; events {{ worker_connections 1024; }}\n"
            f"http {{ access_log off; default_type application/json; keepalive_requests 100000000; "
            f"client_body_temp_path {folder}/body; {places}\n"
            f"server {{ listen 127.0.0.1:{ports[0]}; root {root}; {fixed} }}\n"
            f"server {{ listen 127.0.0.1:{ports[1]} ssl http2; http2_max_concurrent_streams 128; "
            f"ssl_protocols TLSv1.3; ssl_certificate {certificate}; ssl_certificate_key {key}; {fixed} }} }}\n")
    return subprocess.Popen(["nginx", "-c", config, "-g", "daemon off;"], stderr=subprocess.DEVNULL)


def idle(server, count=10_000):
    """Megabytes that so many idle connections add, each after one request."""
    before, sockets = server.memory(), []
    try:
        for _ in range(count):
            one = socket.create_connection(("127.0.0.1", server.port), timeout=20)
            one.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
            if not one.recv(4096).startswith(b"HTTP/1.1 200"):
                sys.exit("an idle connection was refused")
            sockets.append(one)
        grown = server.memory() - before
    finally:
        for one in sockets:
            one.close()
    return grown


def followers(port, count=1000, seconds=10):
    """Milliseconds from a line's writing to its reading at each of so many followers: the 99th percentile."""
    chosen, sockets, delays = selectors.DefaultSelector(), [], []
    for _ in range(count):
        one = socket.create_connection(("127.0.0.1", port), timeout=20)
        one.sendall(b"GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
        one.setblocking(False)
        chosen.register(one, selectors.EVENT_READ)
        sockets.append(one)
    begin = time.monotonic()
    while time.monotonic() < begin + seconds + 2:
        for key, _ in chosen.select(1):
            part = key.fileobj.recv(65536)
            if not part:
                sys.exit("a follower was cut off")
            now = time.monotonic_ns()
            if time.monotonic() > begin + 2:
                delays += [(now - int(at)) / 1e6 for at in re.findall(rb"data: (\d+)\n", part)]
    for one in sockets:
        one.close()
    if len(delays) < count * seconds * 4:
        sys.exit(f"only {len(delays)} lines came")
    delays.sort()
    return delays[len(delays) * 99 // 100], len(delays), delays[len(delays) // 2]


def measure(server, token, workspace, free_port, wait_for):
    folder = tempfile.mkdtemp(prefix="plumb-front-")
    certificate, key = folder + "/certificate.pem", folder + "/key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-keyout", key, "-out", certificate], check=True, capture_output=True)
    path = f"/api/v1/workspaces/{workspace}"
    body = urllib.request.urlopen(
        urllib.request.Request(server.url + path, headers={"Authorization": "Bearer " + token})).read()
    theirs, ours = (free_port(), free_port()), (free_port(), free_port())
    children = [
        nginx(folder, theirs, body, certificate, key), subprocess.Popen([SERVING, str(ours[0])]),
        subprocess.Popen([SERVING, str(ours[1]), certificate, key])]
    rows = []
    try:
        wait_for(f"http://127.0.0.1:{theirs[0]}/fixed")
        wait_for(f"http://127.0.0.1:{ours[0]}/fixed")
        same = "; rounds alternated, other work on the machine"
        ratio, seen = alternated(
            lambda: wrk(f"http://127.0.0.1:{ours[0]}/fixed"), lambda: wrk(f"http://127.0.0.1:{theirs[0]}/fixed"))
        rows.append(("fixed answer / nginx's `return`, requests per second", ratio, ">=", 1.0, seen + same))
        ratio, seen = alternated(
            lambda: wrk(server.url + path, token), lambda: wrk(f"http://127.0.0.1:{theirs[0]}/workspace.json"))
        rows.append(("authenticated read of a workspace / nginx static file", ratio, ">=", 0.4, seen + same))
        ratio, seen = alternated(
            lambda: h2load(f"https://127.0.0.1:{ours[1]}/fixed"), lambda: h2load(f"https://127.0.0.1:{theirs[1]}/fixed"))
        rows.append(("fixed answer over HTTP/2 and TLS / nginx, requests per second", ratio, ">=", 0.6, seen + same))
        late, count, middle = followers(ours[0])
        rows.append(
            ("1,000 followers of one log, delay in ms at the 99th percentile", late, "<=", 100,
             f"five lines a second, {count} read, median {middle:.1f} ms, read by one Python process"))
        rows.append(("10,000 idle connections, MB over the idle process", idle(server), "<=", 60, "resident, of plumb"))
    finally:
        for child in children:
            child.terminate()
            child.wait()
        shutil.rmtree(folder)
    return rows
