//! `congdoan eval`: how well the index answers judged queries. Also the ranking of
//! articles that it shares with the runs of `search`.

use super::Output;
use super::args::{Eval, Global};
use crate::error::Result;
use crate::eval::{Answer, Scores, evaluate, read_qrels, read_topics};
use crate::index::Reader;
use crate::search::{Matching, Request, search};

/// How deep a ranking is measured.
const DEPTH: usize = 100;

/// Runs the subcommand.
pub fn run(global: &Global, command: &Eval, output: &Output) -> anyhow::Result<bool> {
    let topics = read_topics(&command.queries)?;
    let qrels = read_qrels(&command.qrels)?;
    let reader = Reader::open(&global.index)?;
    let mut answers = Vec::with_capacity(topics.len());
    for topic in topics {
        let request = Request {
            query: topic.text,
            exact: command.exact,
            matching: match command.required {
                true => Matching::Required,
                false => Matching::Any,
            },
            // A judgement is of one article, whatever its copies.
            all_copies: true,
            ..Request::default()
        };
        // The time is that of a first page as a reader gets it, highlights and facets included.
        let took = search(&reader, &request)?.took;
        let ranked = ranking(&reader, &request, DEPTH)?;
        answers.push(Answer {
            topic: topic.id,
            ranked: ranked.into_iter().map(|(id, _)| id).collect(),
            took,
        });
    }
    let scores = evaluate(&answers, &qrels);
    if output.json {
        output.json_line(&serde_json::to_value(&scores)?)?;
    } else {
        output.print(&table(&scores))?;
        if command.per_query {
            for answer in &answers {
                let one = evaluate(std::slice::from_ref(answer), &qrels);
                if one.queries > 0 {
                    output.print(&row(&one, &answer.topic))?;
                }
            }
        }
    }
    Ok(scores.queries > 0)
}

/// The best `depth` articles for a request, each with the score of its best passage.
pub fn ranking(reader: &Reader, request: &Request, depth: usize) -> Result<Vec<(String, f64)>> {
    let request = Request {
        limit: depth,
        offset: 0,
        per_article: 1,
        all_copies: true,
        ..request.clone()
    };
    let answer = search(reader, &request)?;
    let ranked = answer.hits.into_iter();
    Ok(ranked
        .map(|hit| (hit.article.id, f64::from(hit.score)))
        .collect())
}

fn table(scores: &Scores) -> String {
    let mut text = format!("queries     {}\n", scores.queries);
    if scores.unjudged > 0 {
        text.push_str(&format!("unjudged    {}\n", scores.unjudged));
    }
    for (name, value) in [
        ("P@1", scores.precision_1),
        ("MRR@10", scores.mrr_10),
        ("nDCG@10", scores.ndcg_10),
        ("recall@10", scores.recall_10),
        ("recall@100", scores.recall_100),
    ] {
        text.push_str(&format!("{name:<11} {value:.4}\n"));
    }
    let latency = scores.latency_ms;
    if let (Some(p50), Some(p95), Some(p99)) = (latency.p50, latency.p95, latency.p99) {
        text.push_str(&format!(
            "latency     p50 {p50:.2} ms, p95 {p95:.2} ms, p99 {p99:.2} ms\n"
        ));
    }
    text
}

fn row(scores: &Scores, topic: &str) -> String {
    format!(
        "{:.4}  {:.4}  {:.4}  {topic}\n",
        scores.precision_1, scores.ndcg_10, scores.recall_100
    )
}
