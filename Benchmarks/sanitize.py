"""The kernel's server under load with the sanitizers of addresses and of threads in it. Part of `make soak`.

The sanitizer of threads can't see the slow way of Swift's `Mutex`, which waits on a futex in a library that is not
instrumented; `mutex_for_threads.c` tells it.

Every run drives requests, uploads, streams and WebSockets over both versions of HTTP, with clients that leave in the
middle and others that talk nonsense. The first finding ends the server, and the run.
"""
import os, random, socket, ssl, struct, subprocess, sys, tempfile, threading, time

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SECONDS = int(os.environ.get("PLUMB_SOAK_SECONDS", "20"))


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload


def field(name, value):
    return bytes([0, len(name)]) + name + bytes([len(value)]) + value


ASK = b"".join(field(*one) for one in (
    (b":method", b"GET"), (b":scheme", b"https"), (b":path", b"/events"), (b":authority", b"a")))
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(4, 0, 0)


def masked(opcode, payload):
    head = bytes([0x80 | opcode, 0x80 | 126]) + struct.pack(">H", len(payload)) if len(payload) > 125 else \
        bytes([0x80 | opcode, 0x80 | len(payload)])
    return head + b"\0\0\0\0" + payload


def converse(rng, one):
    """One client's visit, ordinary or not, to its end or not."""
    choice = rng.randrange(6)
    if choice == 0:
        one.sendall(b"GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
        one.recv(rng.randrange(1, 5000))
    elif choice == 1:
        one.sendall(b"PUT /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nAccept-Encoding: br\r\n\r\n")
        for _ in range(rng.randrange(20)):
            one.sendall(b"1000\r\n" + bytes(4096) + b"\r\n")
        if rng.random() < 0.5:
            one.sendall(b"0\r\n\r\n")
            one.recv(65536)
    elif choice == 2:
        one.sendall(b"GET /talk HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
        for _ in range(rng.randrange(50)):
            one.sendall(masked(rng.choice([1, 2, 9, 10]), bytes(rng.randrange(100))))
        one.recv(65536)
        if rng.random() < 0.5:
            one.sendall(masked(8, b"\x03\xe8"))
            one.recv(65536)
    elif choice == 3:
        one.sendall(bytes(rng.randrange(256) for _ in range(rng.randrange(400))))
        one.recv(4096)
    elif choice == 4:
        one.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n" * rng.randrange(1, 40) + b"GET / HT")
        one.recv(rng.randrange(1, 20000))
    else:
        one.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=5-9\r\nAccept-Encoding: gzip\r\n\r\n")
        one.recv(65536)


def multiplexed(rng, one):
    one.sendall(PREFACE)
    for number in range(rng.randrange(1, 60)):
        stream = number * 2 + 1
        one.sendall(frame(1, 5, stream, ASK))
        kind = rng.randrange(4)
        if kind == 0:
            one.sendall(frame(3, 0, stream, struct.pack(">I", 8)))
        elif kind == 1:
            one.sendall(frame(6, 0, 0, bytes(8)))
        elif kind == 2:
            one.sendall(frame(rng.randrange(10), rng.randrange(256), rng.randrange(99), bytes(rng.randrange(40))))
    one.recv(65536)


def pester(port, isTLS, seed, end):
    rng = random.Random(seed)
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    while time.monotonic() < end:
        speaks = isTLS and rng.random() < 0.5
        context.set_alpn_protocols(["h2"] if speaks else ["http/1.1"])
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=2) as plain:
                with (context.wrap_socket(plain) if isTLS else plain) as one:
                    (multiplexed if speaks else converse)(rng, one)
        except OSError:
            pass  # the server may end whom it does not like, whenever it likes


def serve(program, arguments, log, options):
    port = free_port()
    child = subprocess.Popen(
        [program, str(port), *arguments], stdout=log, stderr=log, env={**os.environ, **options})
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return child, port
        except OSError:
            time.sleep(0.05)
    sys.exit("the server did not start")


def told_of_mutexes(home):
    """What links the two functions of `mutex_for_threads.c` in place of the library's."""
    os.makedirs(home, exist_ok=True)
    made = os.path.join(home, "mutex_for_threads.o")
    subprocess.run(
        ["clang", "-c", "-O1", "-o", made, os.path.join(TOP, "Benchmarks/mutex_for_threads.c")], check=True)
    handle = "$s15Synchronization12_MutexHandleV"
    wrapped = [f"--wrap={handle}9_lockSlowyys6UInt32VF", f"--wrap={handle}11_unlockSlowyyF"]
    return [word for option in [made, *wrapped] for word in ("-Xlinker", option)]


def run(kind):
    home = os.path.join(TOP, ".build/sanitize-" + kind)
    build = ["swift", "build", f"--sanitize={kind}", "--scratch-path", home, "--product", "front-serving"]
    if kind == "thread":
        build += ["-c", "release"] + told_of_mutexes(home)
    subprocess.run(build, cwd=TOP, check=True)
    program = os.path.join(home, "release" if kind == "thread" else "debug", "front-serving")
    options = {"TSAN_OPTIONS": "halt_on_error=1", "ASAN_OPTIONS": "detect_leaks=0"}
    with tempfile.TemporaryDirectory(prefix="plumb-sanitize-") as folder:
        certificate, key, log = folder + "/certificate.pem", folder + "/key.pem", open(folder + "/log", "w+")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
             "-subj", "/CN=localhost", "-keyout", key, "-out", certificate], check=True, capture_output=True)
        upload = folder + "/upload"
        with open(upload, "wb") as file:
            file.write(os.urandom(300_000))
        plain, port = serve(program, [], log, options)
        secure, other = serve(program, [certificate, key], log, options)
        end = time.monotonic() + SECONDS
        threads = [
            threading.Thread(target=pester, args=(where, isTLS, seed, end))
            for seed in range(4) for where, isTLS in ((port, False), (other, True))]
        for thread in threads:
            thread.start()
        drivers = [
            ["wrk", "-t1", "-c16", f"-d{SECONDS}s", f"http://127.0.0.1:{port}/"],
            ["h2load", "-t1", "-c8", "-m20", "-D", str(SECONDS), f"https://127.0.0.1:{other}/"],
            ["h2load", "-t1", "-c4", "-m4", "-D", str(SECONDS), "-d", upload, f"https://127.0.0.1:{other}/echo"]]
        outputs = [subprocess.Popen(one, stdout=subprocess.PIPE, text=True) for one in drivers]
        said = [one.communicate()[0] for one in outputs]
        for thread in threads:
            thread.join()
        lives = plain.poll() is None and secure.poll() is None
        for child in (plain, secure):
            child.terminate()
            child.wait()
        log.seek(0)
        text = log.read()
        if not lives or "Sanitizer" in text:
            sys.exit(f"{kind}: a finding\n{text[:20000]}")
        rates = [line.strip() for one in said for line in one.splitlines() if "requests in" in line or "finished" in line]
        print(f"holds   sanitizer of {kind}: nothing found in {SECONDS} s ({'; '.join(rates)})")


if __name__ == "__main__":
    for kind in sys.argv[1:] or ["address", "thread"]:
        run(kind)
