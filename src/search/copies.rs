//! Copies among what a walk finds: one story is counted once and shown in one copy, the
//! first published of those that satisfy the query and its filters.

use std::collections::{HashMap, HashSet};

use tantivy::DocAddress;

use super::collect::Candidate;

/// The copies that a walk has met.
#[derive(Debug, Default)]
pub struct Copies {
    groups: HashMap<u64, Vec<Copy>>,
    /// Facet values for which a group has been counted.
    counted: HashSet<(u64, String)>,
}

/// One copy.
#[derive(Debug)]
struct Copy {
    /// The undated come last, then the later, then by id.
    rank: (bool, i64, String),
    header: DocAddress,
    passages: u64,
}

impl Copies {
    /// Notes that a copy of `group` satisfies the query.
    pub fn meet(&mut self, group: u64, header: DocAddress, day: Option<i64>, id: String) {
        self.groups.entry(group).or_default().push(Copy {
            rank: (day.is_none(), day.unwrap_or(0), id),
            header,
            passages: 0,
        });
    }

    /// Notes one passage more of the copy of `group` that was met last.
    pub fn add_passage(&mut self, group: u64) {
        if let Some(last) = self.groups.get_mut(&group).and_then(|list| list.last_mut()) {
            last.passages += 1;
        }
    }

    /// Whether `group` is counted for this facet value for the first time.
    pub fn is_first(&mut self, group: u64, facet: char, value: &str) -> bool {
        self.counted.insert((group, format!("{facet}{value}")))
    }

    /// The number of stories met.
    pub fn stories(&self) -> u64 {
        self.groups.len() as u64
    }

    /// Drops the candidates of all copies but the one that is shown; how many candidates
    /// went, and how many passages those copies have.
    pub fn fold(self, candidates: &mut Vec<Candidate>) -> (usize, u64) {
        let mut hidden = HashSet::new();
        let mut passages = 0;
        for copies in self.groups.into_values() {
            let shown = copies.iter().map(|copy| &copy.rank).min().cloned();
            for copy in copies {
                if Some(&copy.rank) != shown.as_ref() {
                    hidden.insert(copy.header);
                    passages += copy.passages;
                }
            }
        }
        let before = candidates.len();
        if !hidden.is_empty() {
            candidates.retain(|candidate| !hidden.contains(&candidate.header()));
        }
        (before - candidates.len(), passages)
    }
}
