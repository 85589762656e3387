//! `congdoan facets`: how many articles there are by province, district and year.

use super::args::{Facets, Global};
use super::filter::filter;
use super::{Output, settings, sieve};
use crate::render::{json, nothing, terminal};
use crate::search::{Request, search};

/// Runs the subcommand.
pub fn run(global: &Global, command: &Facets, output: &Output) -> anyhow::Result<bool> {
    let request = Request {
        query: command.query.join(" "),
        filter: filter(global, &command.filters)?,
        limit: 0,
        all_copies: command.filters.all,
        ..Request::default()
    };
    let reader = settings::open_or_build(global, output)?;
    let answer = search(&reader, &request)?;
    if output.json {
        output.json_line(&json::facets_only(&answer))?;
    } else if answer.total.articles == 0 {
        let sieve = sieve::of_search(&reader, &request, &answer)?;
        output.print(&nothing::answer(&answer, &sieve, output.layout(false)))?;
    } else {
        output.print(&terminal::facets(&answer, output.layout(false)))?;
    }
    Ok(answer.total.articles > 0)
}
