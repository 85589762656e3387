//! Copies among what a walk finds: one story is counted once and shown in one copy, the
//! first published of those that satisfy the query and its filters.

use tantivy::{DocAddress, DocId};

use super::facets::{Passed, Place};
use super::ids::Ids;
use super::rejected::Rejected;
use super::tally::{Tally, for_each_value};

/// The copies that a walk has met.
#[derive(Debug, Default)]
pub struct Copies(Vec<Copy>);

/// An article that has copies.
#[derive(Debug)]
pub struct Copy {
    /// The label of its group.
    pub group: u64,
    /// Its header.
    pub header: DocAddress,
    /// The last of its passages that was met.
    pub last: DocId,
    /// How many were met.
    pub passages: u64,
    /// The filters that it passes.
    pub passed: Passed,
    /// Its places.
    pub places: Vec<Place>,
    /// Its year.
    pub year: Option<i64>,
    /// The day of its publication.
    pub day: Option<i64>,
}

/// What became of the copies.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The wanted stories.
    pub stories: u64,
    /// The passages of wanted copies that are not shown.
    pub hidden_passages: u64,
}

impl Copies {
    /// Notes an article of which a passage is met for the first time.
    pub fn meet(&mut self, copy: Copy) {
        self.0.push(copy);
    }

    /// Notes a passage of the article that was met last.
    pub fn add_passage(&mut self, doc: DocId) {
        if let Some(copy) = self.0.last_mut() {
            copy.passages += 1;
            copy.last = doc;
        }
    }

    /// Adds those of another walk.
    pub fn add(&mut self, other: Copies) {
        self.0.extend(other.0);
    }

    /// Counts every story once for each of its facet values, and rejects all wanted copies
    /// but the one that is shown.
    pub fn fold(mut self, ids: &Ids<'_>, tally: &mut Tally, rejected: &mut Rejected) -> Folded {
        let mut folded = Folded::default();
        let mut hidden = Vec::new();
        // The order of discovery within a group plays no part below.
        self.0.sort_unstable_by_key(|copy| copy.group);
        for group in self.0.chunk_by(|a, b| a.group == b.group) {
            let mut counted = Vec::new();
            for copy in group {
                for_each_value(copy.passed, &copy.places, copy.year, |value| {
                    counted.push(value);
                });
            }
            counted.sort_unstable();
            counted.dedup();
            for value in counted {
                tally.count(value, 1);
            }
            let wanted = || group.iter().filter(|copy| copy.passed.all());
            // The undated come last, then the later, then by id.
            let shown = wanted().min_by(|a, b| {
                let date = |copy: &Copy| (copy.day.is_none(), copy.day);
                let by_date = date(a).cmp(&date(b));
                by_date.then_with(|| ids.compare(a.header, b.header))
            });
            let Some(shown) = shown else { continue };
            folded.stories += 1;
            for copy in wanted().filter(|copy| copy.header != shown.header) {
                folded.hidden_passages += copy.passages;
                hidden.push((copy.header, copy.last));
            }
        }
        rejected.hide(&hidden);
        folded
    }
}
