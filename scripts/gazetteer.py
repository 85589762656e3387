#!/usr/bin/env python3
"""Derives src/gazetteer/data/*.tsv from the CSV files of ../shared/data/gazetteer.

Usage: scripts/gazetteer.py [FOLDER_OF_CSV]        (from the checkout root)

Facts only: names, kinds, hierarchy, dates. What the script decides itself:
- A unit is what people see as one place over time. A statistics code is no identity:
  renames in RENAMES keep the unit, any other change of name under one code begins a new
  one; codes that were swapped in 2015 are told apart by kind.
- Thừa Thiên Huế is one province unit with Huế, Hà Tây one of its own.
"""
import csv
import os
import sys
import unicodedata

# Codes whose change of name was a mere renaming of the same unit.
RENAMES = {"206", "407", "540", "754", "931"}
# Pairs of codes that the source swaps for a few months of 2015: huyện, then town.
SWAPPED = {"447": "449", "850": "851", "936": "937"}
KINDS = {"Quận": "quận", "Huyện": "huyện", "Thị xã": "thị xã", "Thành phố": "thành phố"}
WARD_KINDS = {"Phường": "p", "Xã": "x", "Đặc khu": "d"}
REFORM = "2025-07-01"


def fold(text):
    marks = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in marks if not unicodedata.combining(c))


def read(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [{k: unicodedata.normalize("NFC", v) for k, v in row.items()} for row in rows]


def write(name, header, rows):
    path = os.path.join("src/gazetteer/data", name)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write("# " + header + "\n")
        for row in rows:
            file.write("\t".join(row).rstrip("\t") + "\n")
    print(path, os.path.getsize(path), "bytes,", len(rows), "rows")


def tone_variants_dropped(name, variants):
    """Tone placement is handled by the program: keep the variants that differ otherwise."""
    kept = []
    for variant in variants:
        if variant and variant != name and fold(variant) != fold(name):
            kept.append(variant)
        elif variant and variant != name and letters(variant) != letters(name):
            kept.append(variant)
    return kept


def letters(text):
    """Base letters with their shape but without tones, and which tones occur."""
    decomposed = unicodedata.normalize("NFD", text)
    tones = "\u0300\u0301\u0303\u0309\u0323"
    base = "".join(c for c in decomposed if c not in tones)
    return unicodedata.normalize("NFC", base), sorted(c for c in decomposed if c in tones)


def provinces(folder):
    rows = []
    successors = {p["name"]: i for i, p in enumerate(read(folder, "provinces2025.csv"))}
    new_names = list(successors)
    for row in read(folder, "provinces.csv"):
        name = row["name"]
        drop = {"TP " + name, "TP. " + name, "TP." + name}
        variants = [v for v in row["variants"].split("|") if v not in drop]
        variants = tone_variants_dropped(name, variants)
        city = "c" if row["type"].startswith("Thành phố") and name != "Huế" else "t"
        states = [f"{name}::"]
        if name == "Huế":
            states = ["Thừa Thiên Huế::2025-01-01", "Huế:2025-01-01:"]
            variants = [v for v in variants if v != "Thừa Thiên Huế"]
        weak = row["weak_variants"].split("|")
        rows.append([name, city, row["merged_into_2025"], "|".join(states),
                     "|".join(variants), "|".join(w for w in weak if w)])
    rows.append(["Hà Tây", "t", "Hà Nội", "Hà Tây::2008-08-01"])
    assert set(r[2] for r in rows) == set(new_names)
    return rows


def units(folder):
    """(states, variants, weak, flags, province2025) of each district-level unit."""
    meta = {row["code"]: row for row in read(folder, "districts.csv")}
    chains = {}
    for row in read(folder, "districts_history.csv"):
        code, kind = row["code"], KINDS[row["type"]]
        if code in SWAPPED or code in SWAPPED.values():
            town = {v: k for k, v in SWAPPED.items()}.get(code, code)
            key = (town, "huyện" if kind == "huyện" else "town")
        elif code in RENAMES:
            key = (code, "")
        elif code == "088":
            key = (code, "")
            if row["from_snapshot"] in ("2019-09-11", "2019-11-01"):
                continue
        else:
            key = (code, fold(row["name"]))
        start, end = row["from_snapshot"], row["to_snapshot"]
        if code == "088" and start == "":
            end = "2020-01-01"
        name = "Quy Nhơn" if row["name"] == "Qui Nhơn" else row["name"]
        if name.isdigit():
            name = "Quận " + name
        chains.setdefault(key, []).append([start, end, kind, name, row["province_name"], code])
    found = []
    for key, states in chains.items():
        states.sort()
        merged = []
        for state in states:
            if merged and merged[-1][2:5] == state[2:5]:
                merged[-1][1] = max(merged[-1][1], state[1])
            else:
                merged.append(state)
        if key[0] in SWAPPED and key[1] == "huyện":
            merged = [["", "2025-06-30", *merged[0][2:]]]
        codes = [s[5] for s in states]
        row = meta.get(codes[-1])
        if row is not None and row["name"].isdigit():
            row = dict(row, name="Quận " + row["name"], variants="")
        last = merged[-1]
        ends = last[1]
        same = row is not None and fold(row["name"]) == fold(last[3]) and KINDS[row["type"]] == last[2]
        if same and row["valid_to"]:
            ends = row["valid_to"]
        last[1] = "" if ends >= "2025-06-30" else ends
        flags = set(row["flags"].split("|")) if same else set()
        word = flags & {"dictionary_word", "person_name", "single_syllable", "surname_initial"}
        mark = "w" if word & {"dictionary_word", "person_name", "single_syllable"} else ("s" if word else "")
        listed = row["variants"].split("|") + row["weak_variants"].split("|") if same else []
        variants = tone_variants_dropped(last[3], listed)
        variants = [v for v in variants if not v.startswith(("TP ", "TP."))]
        new = row["province2025"] if row is not None else None
        found.append((codes[-1], merged, variants, mark, new))
    return found


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else "../shared/data/gazetteer"
    province_rows = provinces(folder)
    into = {r[0]: r[2] for r in province_rows}
    into["Thừa Thiên Huế"] = "Huế"
    found = units(folder)
    rows, by_name = [], {}
    for number, (code, states, variants, mark, new) in enumerate(found):
        province = states[-1][4]
        new = new or into[province]
        cells = [f"{s[2]}:{s[3]}:{s[4]}:{s[0]}:{s[1]}" for s in states]
        rows.append([new, mark, "|".join(cells), "|".join(variants)])
        for s in states:
            by_name.setdefault((s[2], s[3], new), []).append((s[1] or "9", number))
    write("provinces.tsv", "name, c city / t tỉnh, province since July 2025, states name:from:to, variants, weak variants",
          province_rows)
    write("districts.tsv", "province since July 2025, w word or person's name / s begins like one, states kind:name:province:from:to, variants",
          rows)
    wards, missing = [], set()
    for row in read(folder, "wards2025.csv"):
        numbers = []
        for full in row["former_districts"].split("|"):
            kind = next(k for k in KINDS if full.startswith(k))
            name = full[len(kind) + 1:]
            if name.isdigit():
                name = "Quận " + name
            match = by_name.get((KINDS[kind], name, row["province2025"]))
            if not match:
                missing.add((full, row["province2025"]))
                continue
            live = [number for end, number in match if end == "9"]
            numbers.append((live or [match[-1][1]])[:1 if len(live) < 2 else None])
        # two districts of one name in the new province: the code's own province decides
        codes = row["former_district_codes"].split("|")
        picked = []
        for numbers_of_one, code in zip(numbers, codes):
            if len(numbers_of_one) > 1:
                numbers_of_one = [n for n in numbers_of_one if found[n][0] == code]
            picked.append(str(numbers_of_one[0]))
        variants = tone_variants_dropped(row["name"], row["variants"].split("|"))
        word = "w" if "dictionary_word" in row["flags"].split("|") else ""
        wards.append([WARD_KINDS[row["type"]], row["name"], row["province2025"],
                      " ".join(picked), "|".join(variants), word])
    assert not missing, missing
    # wards grouped by province: the province's name is a line of its own
    lines, last = [], None
    order = list(dict.fromkeys(w[2] for w in wards))
    for province in order:
        lines.append(["=" + province])
        lines.extend([w[0], w[1], w[3], w[4], w[5]] for w in wards if w[2] == province)
    write("wards.tsv", "=province; p phường / x xã / d đặc khu, name, rows of districts.tsv (from 0), variants, w word", lines)


if __name__ == "__main__":
    main()
