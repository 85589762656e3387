#!/bin/sh
# Prints one table of ranking quality: the judged queries over the samples, the same and
# those held back over the samples among 5,500 distractors, and the public sets of
# ../shared/data/eval where they are there (CONGDOAN_SHARED overrides).
#
# Every article that shares a word with the query is ranked; `shown` is the nDCG@10 of
# the articles that `search` counts as answers alone.
#
#   scripts/relevance.sh [PROGRAM]     PROGRAM: target/release/congdoan
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
program=${1:-$root/target/release/congdoan}
sets=${CONGDOAN_SHARED:-$root/../shared}/data/eval
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

row() { # SET VARIANT INDEX QUERIES QRELS
    shown=$("$program" --index "$3" --json eval --required --queries "$4" --qrels "$5" |
        sed 's/.*"ndcg@10":\([0-9.]*\).*/\1/')
    "$program" --index "$3" --json eval --queries "$4" --qrels "$5" |
        tr -d '{}"' | tr ',' '\n' | awk -F: -v set="$1" -v variant="$2" -v shown="$shown" '
            { value[$1] = $NF; if ($1 == "latency_ms") value["p50"] = $3 }
            END { printf "| %-9s | %-8s | %4d | %.4f | %.4f | %.4f | %.4f | %.4f | %.4f | %6.2f |\n", set, variant,
                value["queries"], value["p@1"], value["mrr@10"], value["ndcg@10"],
                value["recall@10"], value["recall@100"], shown, value["p50"] }'
}

echo "| set       | queries  |    n |    P@1 | MRR@10 | nDCG10 |   R@10 |  R@100 |  shown | p50 ms |"
echo "|-----------|----------|-----:|-------:|-------:|-------:|-------:|-------:|-------:|-------:|"

relevance=$root/tests/relevance
grep -v '^[^	]*\.' "$relevance/queries.tsv" >"$work/accented.tsv"
grep '^[^	]*\.' "$relevance/queries.tsv" >"$work/variants.tsv"
cp -r "$root/corpus" "$work/samples.corpus"
cp -r "$root/corpus" "$work/amongst.corpus"
(cd "$root" && CONGDOAN_DISTRACTORS="$work/amongst.corpus/distractors.jsonl" \
    cargo test --quiet --test it distractors:: >"$work/log")
for set in samples amongst; do
    "$program" --index "$work/$set" --corpus "$work/$set.corpus" --quiet index >>"$work/log"
    row "$set" accented "$work/$set" "$work/accented.tsv" "$relevance/qrels.txt"
    row "$set" variants "$work/$set" "$work/variants.tsv" "$relevance/qrels.txt"
    row "$set" heldback "$work/$set" "$relevance/heldout.tsv" "$relevance/heldout.qrels.txt"
done

for set in alqac22 xquad-vi; do
    [ -f "$sets/$set/docs.jsonl" ] || continue
    mkdir "$work/$set.corpus"
    cp "$sets/$set/docs.jsonl" "$work/$set.corpus/"
    "$program" --index "$work/$set" --corpus "$work/$set.corpus" --quiet index >>"$work/log"
    row "$set" accented "$work/$set" "$sets/$set/queries.tsv" "$sets/$set/qrels.txt"
    row "$set" nodiac "$work/$set" "$sets/$set/queries.nodiac.tsv" "$sets/$set/qrels.txt"
    row "$set" tone "$work/$set" "$sets/$set/queries.tone.tsv" "$sets/$set/qrels.txt"
done
