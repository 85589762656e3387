#!/usr/bin/env python3
"""The first inputs of the fuzz targets, for scripts/soak.

    scripts/seeds.py seeds FOLDER        writes FOLDER/TARGET/…: the samples and what the tests read
    scripts/seeds.py long TARGET FROM TO writes inputs of FROM into TO, each repeated to 64 kB
"""

import hashlib
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data" / "seeds"
FORMATS = {".txt": 0, ".html": 1, ".htm": 1, ".md": 2, ".jsonl": 3}
# More than a long input may have, so that a slow one shows within a second or so.
LONG = 64 * 1024
MOST_LONG = 300
QUERIES = [
    '"đoàn viên" OR "công đoàn cơ sở" -"nghỉ hưu"',
    'quận:"Ba Đình" năm:2020..2022 kết nạp',
    "tỉnh:none district:'Thanh Trì' year:2016",
    "đoàn viên >= 1,5 nghìn kinh phí < 2 tỷ đồng",
    "CĐCS 10..20 tỷ lệ > 46,5% quà = 500.000",
    "-a -b OR OR \"\" : quận: năm:..2020 >=",
]


def write(folder, data):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def pages():
    """The pages of the samples and tests, and further ones where they lie beside the project."""
    for folder in [ROOT / "corpus", ROOT / "tests" / "truth", ROOT / "tests" / "figures", SHARED]:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in FORMATS:
                yield path


def seeds(folder):
    for path in pages():
        data = path.read_bytes()
        write(folder / "decode", data)
        text = data.decode("utf-8", "replace")
        lines = text.splitlines()
        head = bytes([FORMATS[path.suffix]])
        if path.suffix == ".jsonl":
            for line in lines:
                value, body = record(line)
                write(folder / "article", head + json.dumps(value, ensure_ascii=False).encode())
                write(folder / "figures", body.encode())
            continue
        write(folder / "article", head + data)
        if path.suffix in {".txt", ".md"}:
            write(folder / "decode", b"\xff\xfe" + text[:4000].encode("utf-16-le"))
            write(folder / "decode", b"\xfe\xff" + text[:4000].encode("utf-16-be"))
            write(folder / "decode", text[:4000].encode("cp1258", "ignore"))
            for line in lines:
                write(folder / "figures", line.encode())
    for path in sorted((ROOT / "tests" / "relevance").glob("*.tsv")):
        for line in path.read_text().splitlines():
            write(folder / "query", line.split("\t")[-1].encode())
    for query in QUERIES:
        write(folder / "query", query.encode())


def record(line):
    """What the line of a test says, as the record of an article, and its text."""
    value = json.loads(line)
    body = value.get("body") or value.get("text") or ""
    body = "\n".join(body) if isinstance(body, list) else body
    known = {key: value[key] for key in ["url", "published", "author", "year"] if value.get(key)}
    return {"id": "1", "title": value.get("title") or "Tin", "body": body, **known}, body


def long(target, source, folder):
    inputs = sorted(source.iterdir(), key=lambda path: (path.stat().st_size, path.name))
    # Of all sizes alike.
    for path in inputs[:: max(1, len(inputs) // MOST_LONG)]:
        repeated = repeat(target, path.read_bytes())
        if repeated:
            write(folder, repeated[:LONG])


def repeat(target, data):
    """The input until it is long; nothing where that would make no sense of it."""
    if target != "article":
        return data * (LONG // max(1, len(data)) + 1)
    head, rest = data[:1], data[1:]
    if not rest:
        return b""
    if head[0] % 4 != FORMATS[".jsonl"]:
        return head + rest * (LONG // len(rest) + 1)
    try:
        value = json.loads(rest)
        body = value["body"].strip()
        value["body"] = body * ((LONG - len(rest)) // max(1, len(body.encode())))
        return head + json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, KeyError, TypeError, AttributeError):
        return b""


def main():
    match sys.argv[1:]:
        case ["seeds", folder]:
            seeds(Path(folder))
        case ["long", target, source, folder]:
            long(target, Path(source), Path(folder))
        case _:
            sys.exit(re.sub(r"\n\n$", "", __doc__))


main()
