"""Badly behaved clients against a running server, and what others notice of them.

    scripts/crowd.py http://127.0.0.1:8080/ [--idle 10000] [--pid PID]

Opens idle connections (a third of them after half a request head), clients that ask and
never read, and a flood of costly questions by one client; measures what another client waits
meanwhile, and the memory of the server. Exits with 1 where the other is not served.
"""

import argparse
import http.client
import resource
import socket
import statistics
import threading
import time
from urllib.parse import quote, urlsplit

# Costly: many frequent words, the deepest page, all figures in groups.
WORDS = "công đoàn viên lao động người tổ chức năm hội nghị quận thành phố việc làm đời sống"
COSTLY = [
    "/api/search?limit=100&offset=2000&q=" + quote("công đoàn"),
    "/api/search?limit=100&q=" + quote(" OR ".join(WORDS.split())),
    "/api/figures?limit=5000&by=district&q=" + quote("công đoàn"),
]
# As a proxy on this machine names them.
FLOOD, OTHER = {"X-Real-IP": "10.9.9.9"}, {"X-Real-IP": "10.1.1.1"}


def ask(host, path, headers, seconds=30):
    """The status and the milliseconds of one request."""
    start = time.perf_counter()
    connection = http.client.HTTPConnection(host, timeout=seconds)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, (time.perf_counter() - start) * 1000
    finally:
        connection.close()


def measure(host, what, times=40):
    """Asks so often, each time something else, and prints how long that took."""
    taken, refused = [], 0
    for i in range(times):
        path = f"/api/search?q={quote('đoàn viên')}+{what.replace(' ', '+')}{i}&year=20{10 + i % 15}"
        status, ms = ask(host, path, OTHER)
        refused += status != 200
        taken.append(ms)
    taken.sort()
    median, worst = statistics.median(taken), taken[-1]
    print(f"{what:34} {median:8.1f} {taken[int(times * 0.95)]:8.1f} {worst:8.1f} {refused:8}")
    return refused


def gauge(host, name):
    connection = http.client.HTTPConnection(host, timeout=30)
    connection.request("GET", "/metrics")
    text = connection.getresponse().read().decode()
    connection.close()
    return next(line.split()[1] for line in text.splitlines() if line.startswith(name + " "))


def memory(pid):
    if pid is None:
        return "?"
    for line in open(f"/proc/{pid}/status"):
        if line.startswith("VmRSS"):
            return f"{int(line.split()[1]) / 1024:.0f} MB"


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("url")
    args.add_argument("--idle", type=int, default=10_000)
    args.add_argument("--deaf", type=int, default=50)
    args.add_argument("--flood", type=int, default=50)
    args.add_argument("--pid", type=int)
    args = args.parse_args()
    where = urlsplit(args.url)
    host = f"{where.hostname}:{where.port or 80}"
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))

    def state():
        print(f"  connections {gauge(host, 'congdoan_connections')}, memory {memory(args.pid)}", flush=True)

    print(f"{'what another client waits, in ms':34} {'median':>8} {'p95':>8} {'worst':>8} {'refused':>8}")
    refused = measure(host, "alone")
    state()

    idle = []
    for i in range(args.idle):
        stream = socket.create_connection((where.hostname, where.port or 80))
        if i % 3 == 0:
            stream.sendall(b"GET /api/search?q=half HTTP/1.1\r\nHost: a\r\nX-Half: ")
        idle.append(stream)
    refused += measure(host, f"{args.idle} idle connections")
    state()

    deaf = []
    for _ in range(args.deaf):
        stream = socket.socket()
        stream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        stream.connect((where.hostname, where.port or 80))
        one = b"GET /api/figures?limit=5000 HTTP/1.1\r\nHost: a\r\nX-Real-IP: 10.9.9.8\r\n\r\n"
        # Enough to fill what the system holds on the way.
        stream.sendall(one * 100)
        deaf.append(stream)
    refused += measure(host, f"{args.deaf} that never read")
    state()

    stop = threading.Event()
    seen = {}

    def flood(number):
        i = number
        while not stop.is_set():
            i += args.flood
            try:
                status, _ = ask(host, COSTLY[i % len(COSTLY)] + f"+x{i}", FLOOD)
            except OSError as error:
                status = type(error).__name__
            seen[status] = seen.get(status, 0) + 1

    threads = [threading.Thread(target=flood, args=(i,), daemon=True) for i in range(args.flood)]
    for thread in threads:
        thread.start()
    time.sleep(2)
    refused += measure(host, f"{args.flood} costly questions at once")
    state()
    stop.set()
    for thread in threads:
        thread.join()
    print(f"  those were answered {seen}")

    patience = 120
    start = time.monotonic()
    left = args.idle
    while left > 5 and time.monotonic() - start < patience:
        time.sleep(1)
        left = int(gauge(host, "congdoan_connections"))
    took = time.monotonic() - start
    refused += measure(host, "after all of them were closed")
    state()
    print(f"  closed by the server within {took:.0f} s, {left} left; {refused} refused")
    raise SystemExit(refused > 0 or left > 5)


if __name__ == "__main__":
    main()
