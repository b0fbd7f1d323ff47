"""A watched workspace for a quarter of an hour: no growth, no lost call, every change found.

Run by `make soak`. The world of `drift.py` with 50 resources, looked at each second over recorded answers; each ten
seconds the cloud changes, and changes back. Exits with 1 where memory grows, a change is not found or a look fails.
"""
import os, statistics, sys, tempfile, time

import drift
import run


def children(server):
    """Bytes that the server's providers have resident, in MB."""
    total = 0
    for name in os.listdir("/proc"):
        try:
            fields = open(f"/proc/{name}/stat").read().rsplit(")", 1)[1].split() if name.isdigit() else None
            if fields and int(fields[1]) == server.process.pid:
                total += int(open(f"/proc/{name}/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
        except (FileNotFoundError, ProcessLookupError, IndexError):
            pass
    return total


def main(seconds):
    data = tempfile.mkdtemp(prefix="plumb-soak-")
    server = run.Server(data)
    made = server.call("POST", "/api/v1/setup", {
        "code": server.code, "tenant": "soak", "email": "s@example.com", "password": "twelve wet herons"})
    token = server.call("POST", "/api/v1/tokens", {"label": "soak"}, made["session"]["secret"])["secret"]
    project = server.call("POST", "/api/v1/projects", {"slug": "soak"}, token)["id"]
    world = drift.World(server, token, project, 50, run.free_port, run.wait_for)
    world.control("replay/0")
    world.watch(1)
    begin, delays, sizes, faults = time.monotonic(), [], [], []
    while time.monotonic() - begin < seconds:
        delays.append(world.alter(world.PLAIN, world.OTHER))
        time.sleep(4)
        world.alter(world.OTHER, world.PLAIN)
        time.sleep(4)
        watch = server.call("GET", "/api/v1/watches", token=token)["items"][0]
        if watch.get("failure"):
            faults.append(watch["failure"])
        sizes.append((time.monotonic() - begin, server.memory(), server.own_memory(), children(server)))
        if len(sizes) % 10 == 1:
            at, whole, own, providers = sizes[-1]
            print(f"{at:5.0f} s  server {whole:.1f} MB ({own:.1f} its own)  providers {providers:.1f} MB  "
                  f"change to finding {delays[-1]:.2f} s", flush=True)
    hits, misses = world.counts()
    world.stop()
    server.stop()
    third = max(1, len(sizes) // 3)
    early, late = [statistics.median(it[1] for it in part) for part in (sizes[third:2 * third], sizes[-third:])]
    provider_early, provider_late = [
        statistics.median(it[3] for it in part) for part in (sizes[third:2 * third], sizes[-third:])]
    print(f"{hits} calls answered, {misses} not on the tape, {len(faults)} looks failed, {len(delays)} changes, median "
          f"{statistics.median(delays):.2f} s, longest {max(delays):.2f} s; server {early:.1f} -> {late:.1f} MB, "
          f"providers {provider_early:.1f} -> {provider_late:.1f} MB")
    if misses or faults or max(delays) > 5 or late > early * 1.05 + 1 or provider_late > provider_early * 1.1 + 5:
        print("the soak failed", faults[:3])
        sys.exit(1)


if __name__ == "__main__":
    main(float(os.environ.get("PLUMB_SOAK_SECONDS", "900")))
