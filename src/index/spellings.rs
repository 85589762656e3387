//! The spellings of each folded term in a segment: the terms of the field `exact` that are
//! one in the field `folded`, which has no positions of its own. A word stands, whatever
//! its marks, where any of its spellings does.
//!
//! ```text
//! folded TAB spelling TAB spelling … LF        sorted; a term without marks is its own
//! ```

use tantivy::Segment;
use tantivy::index::SegmentReader;

use crate::text::fold;

use super::schema::fields;

/// The lines for the terms of a segment, whose dictionary has been written.
pub fn of_segment(segment: &Segment) -> tantivy::Result<Vec<u8>> {
    let inverted = SegmentReader::open(segment)?.inverted_index(fields().exact)?;
    let mut stream = inverted.terms().stream()?;
    let mut spellings = Vec::new();
    while let Some((term, _)) = stream.next() {
        if let Ok(term) = std::str::from_utf8(term)
            && !term.is_ascii()
        {
            let folded = fold(term);
            if folded != term {
                spellings.push((folded, term.to_string()));
            }
        }
    }
    Ok(encode(spellings))
}

/// The lines of pairs of a folded term and a spelling.
fn encode(mut spellings: Vec<(String, String)>) -> Vec<u8> {
    spellings.sort_unstable();
    let mut lines = String::new();
    for same in spellings.chunk_by(|one, other| one.0 == other.0) {
        lines.push_str(&same[0].0);
        for (_, spelling) in same {
            lines.push('\t');
            lines.push_str(spelling);
        }
        lines.push('\n');
    }
    lines.into_bytes()
}

/// The table of one segment. Damaged bytes read as fewer spellings.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spellings<'a>(&'a [u8]);

impl<'a> Spellings<'a> {
    /// The table that `bytes` are.
    pub fn open(bytes: &'a [u8]) -> Spellings<'a> {
        Spellings(bytes)
    }

    /// The terms with diacritics that `folded` may stand for, itself the first.
    pub fn of<'t>(self, folded: &'t str) -> impl Iterator<Item = &'t str>
    where
        'a: 't,
    {
        let spellings = self.line(folded.as_bytes()).unwrap_or_default();
        let known = spellings
            .split('\t')
            .filter(|spelling| !spelling.is_empty());
        std::iter::once(folded).chain(known)
    }

    /// What stands behind `folded`.
    fn line(self, folded: &[u8]) -> Option<&'a str> {
        let (mut low, mut high) = (0, self.0.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let before = self.0.get(low..middle)?;
            let start = match before.iter().rposition(|&byte| byte == b'\n') {
                Some(newline) => low + newline + 1,
                None => low,
            };
            let rest = self.0.get(start..)?;
            let newline = rest.iter().position(|&byte| byte == b'\n');
            let line = &rest[..newline.unwrap_or(rest.len())];
            let tab = line.iter().position(|&byte| byte == b'\t')?;
            match line[..tab].cmp(folded) {
                std::cmp::Ordering::Equal => return std::str::from_utf8(&line[tab + 1..]).ok(),
                std::cmp::Ordering::Less => low = start + line.len() + 1,
                std::cmp::Ordering::Greater => high = start,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table(terms: &[&str]) -> Vec<u8> {
        encode(
            terms
                .iter()
                .map(|term| (fold(term), term.to_string()))
                .collect(),
        )
    }

    #[test]
    fn spellings_are_found_by_their_folded_form() {
        let bytes = table(&["đoàn", "đoán", "viên", "=cđ", "é", "đoạn"]);
        let of = |folded| -> Vec<&str> { Spellings::open(&bytes).of(folded).collect() };
        assert_eq!(of("doan"), ["doan", "đoàn", "đoán", "đoạn"]);
        assert_eq!(of("vien"), ["vien", "viên"]);
        assert_eq!(of("=cd"), ["=cd", "=cđ"]);
        assert_eq!(of("e"), ["e", "é"]);
        for none in ["", "d", "doa", "doann", "zz", "="] {
            assert_eq!(of(none), [none]);
        }
        assert_eq!(Spellings::default().of("x").collect::<Vec<_>>(), ["x"]);
    }

    proptest! {
        #[test]
        fn every_spelling_is_found(terms in prop::collection::btree_set("[aáạâđdoóờ]{1,5}", 0..60)) {
            let terms: Vec<&str> = terms.iter().map(String::as_str).collect();
            let bytes = table(&terms);
            for term in &terms {
                let folded = fold(term);
                let found: Vec<&str> = Spellings::open(&bytes).of(&folded).collect();
                prop_assert!(found.contains(term));
                prop_assert!(found.iter().all(|spelling| fold(spelling) == folded));
            }
        }

        #[test]
        fn damaged_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..200), folded in ".*") {
            prop_assert!(Spellings::open(&bytes).of(&folded).count() >= 1);
        }
    }
}
