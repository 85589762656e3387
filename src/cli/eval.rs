//! `congdoan eval`: how well the index answers judged queries.

use serde_json::{Value, json};

use super::Output;
use super::args::{Eval, Global};
use crate::eval::{Evaluation, Judgements, Topic, evaluate};
use crate::index::Reader;
use crate::search::Request;

/// Runs the subcommand.
pub fn run(global: &Global, command: &Eval, output: &Output) -> anyhow::Result<bool> {
    let topics = Topic::read(&command.queries)?;
    let judgements = Judgements::read(&command.qrels)?;
    let reader = Reader::open(&global.index)?;
    let request = Request {
        exact: command.exact,
        ..Request::default()
    };
    let found = evaluate(&reader, &topics, &judgements, &request)?;
    if output.json {
        output.json_line(&object(&found, command.per_query))?;
    } else {
        output.print(&table(&found, command.per_query))?;
    }
    Ok(!found.topics.is_empty())
}

fn object(found: &Evaluation, per_query: bool) -> Value {
    let mut object = json!({ "queries": found.topics.len() });
    for (name, value) in found.mean().named() {
        object[name] = json!(rounded(value));
    }
    let [p50, p95, p99] = times(found);
    object["latency_ms"] = json!({ "p50": p50, "p95": p95, "p99": p99 });
    if per_query {
        let mut topics = serde_json::Map::new();
        for (id, measures) in &found.topics {
            let mut of_topic = serde_json::Map::new();
            for (name, value) in measures.named() {
                of_topic.insert(name.to_string(), json!(rounded(value)));
            }
            topics.insert(id.clone(), Value::Object(of_topic));
        }
        object["by_query"] = Value::Object(topics);
    }
    object
}

fn table(found: &Evaluation, per_query: bool) -> String {
    let mut text = format!("queries     {}\n", found.topics.len());
    for (name, value) in found.mean().named() {
        text.push_str(&format!("{name:<11} {value:.4}\n"));
    }
    let [p50, p95, p99] = times(found);
    text.push_str(&format!(
        "latency     p50 {p50} ms, p95 {p95} ms, p99 {p99} ms\n"
    ));
    if per_query {
        for (id, measures) in &found.topics {
            let values = measures.named().map(|(_, value)| format!("{value:.4}"));
            text.push_str(&format!("{}  {id}\n", values.join("  ")));
        }
    }
    text
}

fn times(found: &Evaluation) -> [f64; 3] {
    let latency = found.latency;
    [latency.p50, latency.p95, latency.p99].map(|time| (time.as_secs_f64() * 1e5).round() / 100.0)
}

fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}
