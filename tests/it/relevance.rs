//! Ranking quality over the samples among distractors: a golden line for each query, and
//! floors for the averages. A change of the ranking shows in review.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use congdoan::eval::{Answer, Topic, evaluate, read_qrels, read_topics};
use congdoan::index::Reader;
use congdoan::search::{Matching, Request, search};

use crate::distractors::distractors;
use crate::util::World;

/// The sample articles among distractors, indexed once for all tests.
pub fn samples() -> &'static Reader {
    static SAMPLES: OnceLock<Reader> = OnceLock::new();
    SAMPLES.get_or_init(|| {
        let world = World::fixture("relevance");
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        for entry in walkdir::WalkDir::new(&corpus) {
            let entry = entry.expect("a readable folder");
            let path = entry.path();
            if path.is_file() && !path.ends_with("README.md") {
                let name = path
                    .strip_prefix(&corpus)
                    .expect("inside")
                    .to_string_lossy();
                world.write(&name, std::fs::read(path).expect("a file"));
            }
        }
        world.write("khac.jsonl", distractors(600, 1));
        world.run(["index"]).ok();
        Reader::open(&world.index("")).expect("an index")
    })
}

/// The judged queries as first written, without the ways to type them.
pub fn topics(file: &str) -> Vec<Topic> {
    let mut found = read_topics(&folder().join(file)).expect("queries");
    found.retain(|topic| !topic.id.contains('.'));
    found
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/relevance")
}

/// The articles that each query ranks, ten deep.
fn answers(topics: Vec<Topic>, matching: Matching) -> Vec<Answer> {
    let mut found = Vec::new();
    for topic in topics {
        let request = Request {
            query: topic.text,
            per_article: 1,
            matching,
            ..Request::default()
        };
        let answer = search(samples(), &request).expect("an answer");
        found.push(Answer {
            topic: topic.id,
            ranked: answer.hits.into_iter().map(|hit| hit.article.id).collect(),
            took: answer.took,
        });
    }
    found
}

#[test]
fn every_query_keeps_its_place() {
    let mut lines = String::from("# query, nDCG@10 as ranked and as shown, the article on top\n");
    for (queries, qrels) in [
        ("queries.tsv", "qrels.txt"),
        ("heldout.tsv", "heldout.qrels.txt"),
    ] {
        let qrels = read_qrels(&folder().join(qrels)).expect("judgements");
        let ranked = answers(topics(queries), Matching::Any);
        let shown = answers(topics(queries), Matching::Required);
        let all = evaluate(&ranked, &qrels);
        println!(
            "{queries}: P@1 {:.3}, nDCG@10 {:.4}, as shown {:.4}",
            all.precision_1,
            all.ndcg_10,
            evaluate(&shown, &qrels).ndcg_10
        );
        assert!(
            all.ndcg_10 >= 0.93 && all.precision_1 >= 0.93,
            "{queries}: {all:?}"
        );
        for (ranked, shown) in ranked.iter().zip(&shown) {
            let value = |answer: &Answer| evaluate(std::slice::from_ref(answer), &qrels).ndcg_10;
            let best = shown.ranked.first().map_or("-", String::as_str);
            lines.push_str(&format!(
                "{}\t{:.2}\t{:.2}\t{best}\n",
                ranked.topic,
                value(ranked),
                value(shown)
            ));
        }
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected/relevance.txt");
    snapbox::Assert::new()
        .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
        .eq(lines, snapbox::Data::read_from(&file, None).raw());
}
