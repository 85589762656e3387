//! The adjacent pairs of a text's terms, each as a number.

use crate::text::fold;

use super::Analyzer;
use super::memo::term_hash;

/// The bits of a pair's number: with ten million pairs in an index, one in a hundred
/// thousand queries would take a pair for another.
pub const PAIR_BITS: u32 = 40;

/// The number of the pair of terms `left` and `right` in the form of `analyzer`.
pub fn pair(analyzer: Analyzer, left: &str, right: &str) -> u64 {
    combined(analyzer, term_hash(left), term_hash(right))
}

/// The hashes of a term by which its pairs are counted.
#[derive(Debug, Clone, Copy)]
pub struct Hashes {
    exact: u64,
    folded: u64,
}

impl Hashes {
    /// Those of the term with diacritics, and without.
    pub fn of(term: &str) -> Hashes {
        Hashes {
            exact: term_hash(term),
            folded: term_hash(&fold(term)),
        }
    }
}

/// Where a term of a text stands.
#[derive(Debug, Clone, Copy)]
pub struct Placed {
    /// Its position.
    pub start: u32,
    /// The position behind it.
    pub end: u32,
    /// What its pairs are counted by.
    pub hashes: Hashes,
}

/// Adds the pairs of one text's terms to `found`, in both forms. A term's neighbours are
/// those that begin where it ends, so an abbreviation has those of its expansion.
pub fn pairs_into(terms: &mut [Placed], found: &mut Vec<u64>) {
    // Sorted nearly always: only concepts within an abbreviation stand out of order.
    if !terms.is_sorted_by_key(|term| term.start) {
        terms.sort_by_key(|term| term.start);
    }
    found.reserve(2 * terms.len());
    for (i, left) in terms.iter().enumerate() {
        for right in &terms[i + 1..] {
            if right.start > left.end {
                break;
            }
            if right.start == left.end {
                let (left, right) = (left.hashes, right.hashes);
                found.push(combined(Analyzer::Exact, left.exact, right.exact));
                found.push(combined(Analyzer::Folded, left.folded, right.folded));
            }
        }
    }
}

/// An odd multiplier spreads the left hash, so that the order of the two counts.
fn combined(analyzer: Analyzer, left: u64, right: u64) -> u64 {
    const SPREAD: [u64; 2] = [0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93];
    let mixed = left
        .wrapping_mul(SPREAD[analyzer as usize])
        .rotate_left(29)
        .wrapping_add(right)
        .wrapping_mul(SPREAD[0]);
    mixed >> (64 - PAIR_BITS)
}

#[cfg(test)]
mod tests {
    use super::super::Term;
    use super::*;

    fn pairs(text: &str) -> Vec<u64> {
        let terms = Analyzer::Exact.terms(text);
        let placed = |term: &Term| Placed {
            start: term.position,
            end: term.position + term.width,
            hashes: Hashes::of(terms.text(term)),
        };
        let mut placed: Vec<Placed> = terms.iter().map(placed).collect();
        let mut found = Vec::new();
        pairs_into(&mut placed, &mut found);
        found
    }

    #[test]
    fn neighbours_in_both_forms_are_found() {
        let found = pairs("đoàn viên mới");
        assert_eq!(found.len(), 4);
        assert!(found.contains(&pair(Analyzer::Exact, "đoàn", "viên")));
        assert!(found.contains(&pair(Analyzer::Exact, "viên", "mới")));
        assert!(found.contains(&pair(Analyzer::Folded, "doan", "vien")));
        assert!(!found.contains(&pair(Analyzer::Exact, "viên", "đoàn")));
        assert!(!found.contains(&pair(Analyzer::Exact, "đoàn", "mới")));
        assert!(pairs("một").is_empty() && pairs("").is_empty());
    }

    #[test]
    fn an_abbreviation_has_the_neighbours_of_its_expansion() {
        let wanted = [
            pair(Analyzer::Exact, "lập", "=cđcs"),
            pair(Analyzer::Exact, "=cđcs", "mới"),
        ];
        for text in ["lập CĐCS mới", "lập công đoàn cơ sở mới"] {
            let found = pairs(text);
            assert!(wanted.iter().all(|pair| found.contains(pair)), "{text}");
        }
    }

    #[test]
    fn numbers_stay_within_their_bits() {
        assert!(
            pairs("a b c d 1 2/3")
                .iter()
                .all(|pair| pair >> PAIR_BITS == 0)
        );
    }
}
