#!/usr/bin/env python3
"""Finds inputs whose time grows faster than they do, for scripts/soak.

    scripts/growth.py PROGRAM TARGET INPUTS FOUND SECONDS

Small inputs of a fuzz target are repeated, whole or but for their first half, to 32 kB and
to 256 kB. What takes the long one is kept in FOUND where it is much more than eightfold.
Prints how many inputs were tried; ends with 1 where one was kept.
"""

import hashlib
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SHORT, LONG = 32 * 1024, 256 * 1024
BATCH = 40
# So many of a batch are looked at.
SLOWEST = 3
# Linear is 8, quadratic 64.
TOO_MUCH = 24
# Below so many ms a time says nothing.
LEAST = 8


def forms(target, data):
    """The input in two parts: what stands once, and what is repeated."""
    head = 1 if target == "article" else 0
    rest = len(data) - head
    if rest > 0:
        yield data[:head], data[head:]
    if rest > 3:
        half = head + rest // 2
        # Not within a character.
        while half < len(data) and data[half] & 0xC0 == 0x80:
            half += 1
        yield data[:half], data[half:] or b" "


def times(program, inputs, folder):
    """The milliseconds of each input."""
    paths = []
    for number, data in enumerate(inputs):
        paths.append(folder / str(number))
        paths[-1].write_bytes(data)
    out = subprocess.run(
        [program, "-timeout=120", "-rss_limit_mb=2048", f"-artifact_prefix={folder}/", *paths],
        capture_output=True,
        check=False,
    ).stderr.decode("utf-8", "replace")
    taken = {int(number): int(ms) for number, ms in re.findall(r"Executed \S*/(\d+) in (\d+) ms", out)}
    return [taken.get(number, 0) for number in range(len(inputs))]


def work(program, data, folder):
    """The milliseconds of processor time for one input: others may want the machine too."""
    path = folder / "input"
    path.write_bytes(data)
    process = subprocess.Popen(
        [program, "-timeout=300", f"-artifact_prefix={folder}/", path],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, process.returncode, usage = os.wait4(process.pid, 0)
    return (usage.ru_utime + usage.ru_stime) * 1000


def grown(program, form, folder):
    """The processor time for both lengths, above that of a start."""
    once, again = form
    start, short, long = (
        min(work(program, (once + again * (size // len(again) + 1))[:size], folder) for _ in range(2))
        for size in (4, SHORT, LONG)
    )
    return round(short - start), round(long - start)


def main():
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    program, target, inputs, found, seconds = sys.argv[1:]
    end = time.monotonic() + float(seconds)
    files = [path for path in Path(inputs).iterdir() if path.stat().st_size < 600]
    random.Random(6).shuffle(files)
    tried = kept = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        while files and time.monotonic() < end:
            batch = [form for path in files[:BATCH] for form in forms(target, path.read_bytes())]
            files = files[BATCH:]
            tried += len(batch)
            # A medium length tells whom to look at.
            medium = [(once + again * (SHORT * 2 // len(again)))[: SHORT * 2] for once, again in batch]
            taken = times(program, medium, folder)
            usual = sorted(taken)[len(taken) // 2]
            slowest = sorted(zip(taken, batch), reverse=True)[:SLOWEST]
            for ms, form in slowest:
                if ms < 3 * max(usual, LEAST) or time.monotonic() > end:
                    break
                short, long = grown(program, form, folder)
                if long > TOO_MUCH * max(short, LEAST):
                    kept += 1
                    once, again = form
                    data = (once + again * (LONG // len(again)))[:LONG]
                    path = Path(found) / f"{target}-growth-{hashlib.sha1(data).hexdigest()[:12]}"
                    path.write_bytes(data)
                    print(f"grows: {short} ms, {long} ms: {once!r} then {again!r}", file=sys.stderr)
    print(tried)
    sys.exit(1 if kept else 0)


main()
