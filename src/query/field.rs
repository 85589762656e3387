//! The names of the field filters: `quận:`, `tỉnh:`, `năm:` and their variants.

use super::{Clause, Word, Years};
use crate::text::{fold, normalize, tone};

/// A field that a query can filter by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// A district; with the type word that tells units of one name apart.
    District(Option<&'static str>),
    Province,
    Year,
}

/// Names in the order they are tried: those of two words first.
const NAMES: &[(&[&str], Field)] = &[
    (&["thị", "xã"], Field::District(Some("thị xã"))),
    (&["thị", "trấn"], Field::District(Some("thị trấn"))),
    (&["thành", "phố"], Field::Province),
    (&["quận"], Field::District(None)),
    (&["huyện"], Field::District(None)),
    (&["district"], Field::District(None)),
    (&["phường"], Field::District(Some("phường"))),
    (&["xã"], Field::District(Some("xã"))),
    (&["tỉnh"], Field::Province),
    (&["tp"], Field::Province),
    (&["province"], Field::Province),
    (&["năm"], Field::Year),
    (&["year"], Field::Year),
];

/// The field that the last of `words` name, and how many of them do.
pub(super) fn named(words: &[&Word]) -> Option<(Field, usize)> {
    let start = words.len().saturating_sub(2);
    let forms: Vec<String> = words[start..]
        .iter()
        .map(|word| tone::canonical(&word.text.to_lowercase()))
        .collect();
    for (name, field) in NAMES {
        let Some(skip) = forms.len().checked_sub(name.len()) else {
            continue;
        };
        let fits = name
            .iter()
            .zip(&forms[skip..])
            .all(|(full, typed)| fold::is_compatible(typed, full));
        if fits {
            return Some((*field, name.len()));
        }
    }
    None
}

impl Field {
    /// The filter for `value`; none where it is no value of the field.
    pub(super) fn clause(self, value: &str) -> Option<Clause> {
        let value = normalize::squeeze(value);
        if !value.contains(char::is_alphanumeric) {
            return None;
        }
        match self {
            Field::District(None) => Some(Clause::District(value)),
            Field::District(Some(kind)) => Some(Clause::District(format!("{kind} {value}"))),
            Field::Province => Some(Clause::Province(value)),
            Field::Year => value.parse::<Years>().ok().map(Clause::Year),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_with_and_without_marks() {
        for (text, expected) in [
            ("quận", Some((Field::District(None), 1))),
            ("Quan", Some((Field::District(None), 1))),
            ("HUYỆN", Some((Field::District(None), 1))),
            ("đoàn thi xa", Some((Field::District(Some("thị xã")), 2))),
            ("thành phố", Some((Field::Province, 2))),
            ("nam", Some((Field::Year, 1))),
            ("https", None),
            ("tình", None),
            ("", None),
        ] {
            let words = Word::all(text);
            let words: Vec<&Word> = words.iter().collect();
            assert_eq!(named(&words), expected, "{text}");
        }
    }
}
