//! The page of hits that is shown, and the notices about how it was found.

use std::collections::HashMap;

use tantivy::DocAddress;

use crate::analysis::Analyzer;
use crate::index::reader::record;
use crate::index::record::{HeaderRecord, PassageRecord};
use crate::query::Notice;
use crate::text::clean;
use crate::text::fold::fold;

use super::compile::{Strictness, conditions, needed};
use super::evidence::Parts;
use super::highlight::Highlighter;
use super::hit::Hit;
use super::quantity::{self, Condition};
use super::relatives::relatives_of;
use super::request::Trouble;
use super::resolve::{Resolved, wholes};
use super::run::{Attempt, Run};
use super::top::Candidate;

impl Run<'_> {
    /// The hits of the page, after `per_article`.
    pub(super) fn hits(
        &self,
        ranked: impl Iterator<Item = Candidate>,
        mut explained: HashMap<DocAddress, Parts>,
        units: &[Resolved],
        conditions: &[Condition],
    ) -> std::result::Result<Vec<Hit>, Trouble> {
        let mut shown: HashMap<DocAddress, usize> = HashMap::new();
        let highlighter = Highlighter::new(units);
        let mut hits: Vec<Hit> = Vec::new();
        let mut position = 0;
        for candidate in ranked {
            if hits.len() == self.request.limit {
                break;
            }
            let of_article = shown.entry(candidate.header()).or_default();
            if *of_article >= self.request.per_article {
                continue;
            }
            *of_article += 1;
            position += 1;
            if position <= self.request.offset {
                continue;
            }
            let header: HeaderRecord = record(&self.view.searcher, candidate.header())?;
            let passage: PassageRecord = record(&self.view.searcher, candidate.address)?;
            hits.push(Hit {
                rank: position,
                score: candidate.score,
                explanation: explained.remove(&candidate.address).unwrap_or_default(),
                ordinal: candidate.ordinal,
                matches: highlighter.spans(&passage.text),
                title_matches: highlighter.spans(&header.article.title),
                answers: quantity::answers(&passage.text, &passage.figures, conditions),
                text: passage.text,
                figures: passage.figures,
                article: header.article,
                relatives: relatives_of(&self.view, candidate.header())?,
            });
        }
        Ok(hits)
    }

    pub(super) fn notice(&mut self, attempt: &Attempt, units: &[Resolved], hits: &[Hit]) {
        if attempt.folded {
            let to: Vec<&str> = units.iter().map(|unit| unit.unit.text.as_str()).collect();
            let to = match conditions(&attempt.parts).is_empty() {
                true => to.join(" "),
                false => fold(self.request.query.trim()),
            };
            let text = format!(
                "nothing has these words as typed: showing results for `{to}`, whatever the marks"
            );
            let from = clean(self.request.query.trim());
            self.notices.push(
                Notice::new("folded", text)
                    .with("from", from)
                    .with("to", to),
            );
        }
        if let Strictness::AtLeast(required) = attempt.strictness {
            let of = needed(&attempt.parts);
            let dropped = hits
                .first()
                .map_or_else(Vec::new, |hit| missing_in(hit, units));
            let text = match dropped.is_empty() {
                true => format!(
                    "no passage has all of it: at least {required} of {of} words are required"
                ),
                false => format!(
                    "no passage has all of it: at least {required} of {of} words are required; the first result lacks {}",
                    dropped.join(", ")
                ),
            };
            let notice = Notice::new("relaxed", text)
                .with("required", required)
                .with("of", of)
                .with("dropped", dropped);
            self.notices.push(notice);
        }
    }
}

/// The units that occur neither in the hit's text nor in its context.
fn missing_in(hit: &Hit, units: &[Resolved]) -> Vec<String> {
    let mut seen = format!("{}\n{}\n", hit.text, hit.article.title);
    for place in &hit.article.places {
        seen.push_str(&place.path().replace('/', " / "));
    }
    if let Some(year) = hit.article.year {
        seen.push_str(&format!("\n{year}"));
    }
    let terms = Analyzer::Exact.terms(&seen);
    let absent = |whole: &&[Resolved]| !Highlighter::new(whole).occurs(&terms);
    let text = |whole: &[Resolved]| {
        let texts: Vec<&str> = whole.iter().map(|unit| unit.unit.text.as_str()).collect();
        texts.join(" ")
    };
    wholes(units).filter(absent).map(text).collect()
}
