#!/usr/bin/env python3
"""Adds, changes, renames and removes articles in a folder until it is stopped, for scripts/soak.

    scripts/churn.py FOLDER        FOLDER is made; a line `ready` says that it is filled

Its size stays about the same: 300 files, and 2,000 lines in one jsonl file.
"""

import json
import os
import random
import re
import sys
import time
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "corpus"
FILES, LINES = 300, 2000
random.seed(6)


def sentences():
    """The sentences of the samples: articles are shuffled from them."""
    found = []
    for path in sorted(SAMPLES.rglob("*.txt")):
        try:
            found += re.split(r"(?<=[.!?])\s+", path.read_text())
        except UnicodeDecodeError:
            # The samples in other encodings are few.
            continue
    return [sentence for sentence in found if len(sentence) > 30]


SENTENCES = sentences()


def paragraphs():
    for _ in range(random.randint(2, 6)):
        yield " ".join(random.sample(SENTENCES, random.randint(1, 5)))


def title(number):
    return f"Tin số {number}: {random.choice(SENTENCES)[:60]}"


def page(folder, number):
    """Writes one page: as editors do, over another name or in place."""
    path = folder / f"{number % 7}" / f"{number}.{random.choice(['txt', 'txt', 'md', 'html'])}"
    path.parent.mkdir(exist_ok=True)
    body = list(paragraphs())
    if path.suffix == ".html":
        body = [f"<p>{text}</p>" for text in body]
        text = f"<html><h1>{title(number)}</h1>{''.join(body)}</html>"
    else:
        mark = "# " if path.suffix == ".md" else ""
        text = "\n\n".join([mark + title(number), *body]) + "\n"
    put(path, text)
    return path


def put(path, text):
    if random.random() < 0.5:
        path.write_text(text)
        return
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text)
    os.replace(beside, path)


def line(number):
    return json.dumps(
        {"id": f"dòng-{number}", "title": title(number), "body": "\n".join(paragraphs())},
        ensure_ascii=False,
    )


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True)
    files = [page(folder, number) for number in range(FILES)]
    lines = [line(number) for number in range(LINES)]
    put(folder / "many.jsonl", "\n".join(lines) + "\n")
    print("ready", flush=True)
    number = max(FILES, LINES)
    while True:
        number += 1
        what = random.random()
        place = random.randrange(len(files))
        if what < 0.3:
            # One comes, one goes.
            files[place].unlink()
            files[place] = page(folder, number)
        elif what < 0.6:
            put(files[place], files[place].read_text() + f"\nThêm {number} đoàn viên mới.\n")
        elif what < 0.8:
            moved = folder / f"moved-{number % 5}" / f"{number}{files[place].suffix}"
            moved.parent.mkdir(exist_ok=True)
            os.rename(files[place], moved)
            files[place] = moved
        elif what < 0.9:
            # So that no file grows for ever.
            files[place].unlink()
            files[place] = page(folder, number)
        else:
            for _ in range(random.choice([1, 1, 20])):
                lines[random.randrange(LINES)] = line(number)
                number += 1
            put(folder / "many.jsonl", "\n".join(lines) + "\n")
        time.sleep(random.choice([0.02, 0.1, 0.5, 1.0]))


main()
