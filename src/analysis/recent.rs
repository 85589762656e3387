//! The terms of the last few texts, since each text is read several times in a row
//! while it is indexed: with diacritics, without, and for its pairs.

use std::cell::RefCell;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_128;

use super::{Analyzer, Terms, fold};

/// A passage's texts are its title, its context and itself; a few more do no harm.
const KEPT: usize = 8;
/// The memory of texts with more terms is not kept.
const LONGEST: usize = 10_000;

/// The terms of one text in both forms; term by term they belong together.
#[derive(Debug, Default)]
pub struct Analyzed {
    /// With diacritics.
    pub exact: Terms,
    /// The same terms without.
    pub folded: Terms,
    /// The hashes of both texts of each term.
    pub(super) hashes: Vec<(u64, u64)>,
}

impl Analyzed {
    /// The terms of `text`.
    pub fn of(text: &str) -> Analyzed {
        let mut fresh = Analyzed::default();
        fresh.read(text);
        fresh
    }

    /// Makes these the terms of `text`, in the memory of those that stood here.
    fn read(&mut self, text: &str) {
        Analyzer::Exact.terms_into(text, &mut self.exact);
        self.folded.clone_from(&self.exact);
        self.hashes.clear();
        self.hashes.reserve(self.exact.len());
        let hashes = &mut self.hashes;
        fold::fold_hashed(&self.exact, &mut self.folded, |exact, folded| {
            hashes.push((exact, folded));
        });
    }
}

#[derive(Default)]
struct Recent {
    kept: Vec<(u128, Arc<Analyzed>)>,
    next: usize,
}

thread_local! {
    static RECENT: RefCell<Recent> = RefCell::default();
}

/// The terms of `text`, from memory where this thread read it a moment ago.
pub fn analyzed(text: &str) -> Arc<Analyzed> {
    let hash = xxh3_128(text.as_bytes());
    RECENT.with_borrow_mut(|recent| {
        if let Some((_, found)) = recent.kept.iter().find(|(kept, _)| *kept == hash) {
            return Arc::clone(found);
        }
        if recent.kept.len() < KEPT {
            let fresh = Arc::new(Analyzed::of(text));
            recent.kept.push((hash, Arc::clone(&fresh)));
            return fresh;
        }
        let oldest = recent.next % KEPT;
        recent.next = oldest + 1;
        let (known, place) = &mut recent.kept[oldest];
        *known = hash;
        match Arc::get_mut(place) {
            Some(unused) if unused.exact.len() < LONGEST => unused.read(text),
            Some(unused) => *unused = Analyzed::of(text),
            None => *place = Arc::new(Analyzed::of(text)),
        }
        Arc::clone(place)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(terms: &Terms) -> Vec<String> {
        terms
            .iter()
            .map(|term| terms.text(term).to_string())
            .collect()
    }

    #[test]
    fn both_forms_are_those_of_the_analyzers() {
        for i in 0..3 * KEPT {
            let text = format!("Thành lập {i}/52 CĐCS ở Ứng Hoà");
            for _ in 0..2 {
                let found = analyzed(&text);
                assert_eq!(texts(&found.exact), texts(&Analyzer::Exact.terms(&text)));
                assert_eq!(texts(&found.folded), texts(&Analyzer::Folded.terms(&text)));
            }
        }
    }
}
