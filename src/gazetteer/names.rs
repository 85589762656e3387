//! The names of provinces and districts, old ones included, as they are spelt: looked up
//! syllable by syllable for every query, so they do without the tables of units.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::table::{cell, list, place_rows};
use crate::text::{fold, tone, vowel};

/// The most syllables that a name has which is looked for: `Bà Rịa - Vũng Tàu`.
pub const LONGEST_NAME: usize = 4;

/// How the names are spelt that are `folded` without their marks: lower case, one tone
/// placement, one open vowel, a blank between syllables. One-syllable names are not among them.
pub fn spellings(folded: &str) -> &'static [String] {
    static NAMES: OnceLock<HashMap<String, Vec<String>>> = OnceLock::new();
    let names = NAMES.get_or_init(all);
    names.get(folded).map_or(&[], Vec::as_slice)
}

/// Whether several districts bear or bore `name`, as the tables spell it: told without
/// making them, which most runs of the program need not.
pub fn has_namesakes(name: &str) -> bool {
    static SHARED: OnceLock<HashSet<&'static str>> = OnceLock::new();
    SHARED.get_or_init(shared).contains(name)
}

fn shared() -> HashSet<&'static str> {
    let (mut known, mut shared) = (HashSet::new(), HashSet::new());
    for row in place_rows().1 {
        let own: HashSet<&str> = names_of_district(&row).collect();
        shared.extend(own.into_iter().filter(|name| !known.insert(*name)));
    }
    shared
}

/// The names that a district bears or bore, and their other spellings.
fn names_of_district(row: &[&'static str]) -> impl Iterator<Item = &'static str> {
    let states = list(cell(row, 2)).into_iter();
    let own = states.filter_map(|state| state.split(':').nth(1));
    own.chain(list(cell(row, 3)))
}

fn all() -> HashMap<String, Vec<String>> {
    let mut names: HashMap<String, Vec<String>> = HashMap::new();
    let (provinces, districts) = place_rows();
    for row in provinces {
        let states = list(cell(&row, 3)).into_iter();
        let own = states.filter_map(|state| state.split(':').next());
        own.chain(list(cell(&row, 4)))
            .for_each(|name| add(&mut names, name));
    }
    for row in districts {
        names_of_district(&row).for_each(|name| add(&mut names, name));
    }
    names
}

fn add(names: &mut HashMap<String, Vec<String>>, name: &str) {
    let words = name.split(|c: char| !c.is_alphanumeric());
    let syllables: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(|word| tone::canonical(&word.to_lowercase()))
        .map(|word| vowel::with_y(&word).unwrap_or(word))
        .collect();
    if !(2..=LONGEST_NAME).contains(&syllables.len()) {
        return;
    }
    let name = syllables.join(" ");
    let spellings = names.entry(fold(&name)).or_default();
    if !spellings.contains(&name) {
        spellings.push(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_their_bare_form() {
        for (folded, expected) in [
            ("ba dinh", &["ba đình"][..]),
            ("hoa binh", &["hòa bình"]),
            ("hai ba trung", &["hai bà trưng"]),
            ("ba ria vung tau", &["bà rịa vũng tàu"]),
            ("ung hoa", &["ứng hòa"]),
            ("sy ma cai", &["sy ma cai"]),
            ("quan 1", &["quận 1"]),
            ("ha tay", &["hà tây"]),
            ("hue", &[]),
            ("doan vien", &[]),
            ("", &[]),
        ] {
            assert_eq!(spellings(folded), expected, "{folded}");
        }
    }

    #[test]
    fn namesakes_are_those_of_the_tables() {
        let tables = crate::gazetteer::gazetteer();
        let mut shared = 0;
        for row in place_rows().1 {
            for name in names_of_district(&row) {
                let several = tables.districts_named(name).len() > 1;
                assert_eq!(has_namesakes(name), several, "{name}");
                shared += usize::from(several);
            }
        }
        assert!(shared > 20, "{shared}");
        assert!(!has_namesakes("Nơi không có"));
    }
}
