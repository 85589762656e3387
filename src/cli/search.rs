//! `congdoan search`: ranked passages for people, spreadsheets and programs.

use std::path::Path;

use super::args::{Global, Search};
use super::eval::ranking;
use super::{Output, settings, sieve};
use crate::eval::{read_topics, write_run};
use crate::index::Reader;
use crate::render::{csv, json, nothing, terminal};
use crate::search::{Matching, Request, search};

/// Runs the subcommand.
pub fn run(global: &Global, command: &Search, output: &Output) -> anyhow::Result<bool> {
    let request = settings::search(global, command)?;
    let reader = settings::open_or_build(global, output)?;
    if let (Some(queries), Some(tag)) = (&command.queries, &command.run) {
        return run_of(&reader, &request, queries, tag, output);
    }
    let answer = search(&reader, &request)?;
    if output.json {
        output.json_line(&json::answer(&answer))?;
    } else if command.jsonl {
        for hit in &answer.hits {
            output.json_line(&json::hit(hit))?;
        }
    } else if command.csv {
        output.raw(&csv::hits(&answer.hits)?)?;
    } else if answer.total.articles == 0 {
        let sieve = sieve::of_search(&reader, &request, &answer)?;
        output.print(&nothing::answer(
            &answer,
            &sieve,
            output.layout(command.full),
        ))?;
    } else {
        output.print(&terminal::answer(&answer, output.layout(command.full)))?;
    }
    Ok(answer.total.articles > 0)
}

/// Prints the TREC run of a file of queries.
fn run_of(
    reader: &Reader,
    request: &Request,
    queries: &Path,
    tag: &str,
    output: &Output,
) -> anyhow::Result<bool> {
    let mut any = false;
    // A run is written whole or not at all.
    let mut lines = Vec::new();
    for topic in read_topics(queries)? {
        let request = Request {
            query: topic.text,
            matching: Matching::Any,
            ..request.clone()
        };
        let ranked = ranking(reader, &request, request.limit)?;
        any |= !ranked.is_empty();
        write_run(&mut lines, &topic.id, &ranked, tag)?;
    }
    output.raw(&lines)?;
    Ok(any)
}
