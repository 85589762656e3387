#!/usr/bin/env bash
# Measures indexing and searching at scale; prints tables in markdown.
#
#   benches/scale.sh                     1,000, 10,000 and 100,000 articles
#   benches/scale.sh 1000000             a million (4 GB of text, as much again for the index)
#
# SCALE_DIR names the folder to work in (default: target/scale).
set -euo pipefail
cd "$(dirname "$0")/.."
target="${CARGO_TARGET_DIR:-target}"
work="${SCALE_DIR:-$target/scale}"
cargo build --release --bin congdoan >&2
cargo build --release --bench scale >&2
scale="$(ls -t "$target"/release/deps/scale-* | grep -v '\.d$' | head -1)"
echo "$(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | xargs), $(nproc) cores, $(rustc --version)"
for count in "${@:-1000 10000 100000}"; do
  for n in $count; do
    folder="$work/$n"
    [ -f "$folder/truth.csv" ] || "$scale" generate "$folder" "$n"
    "$scale" run "$folder" "$target/release/congdoan"
  done
done
