//! Names of places among the words of a query: the syllables of `Ba Đình` are one unit, unless
//! the index tells that they belong to the words around them (`quản lý nhân viên` is not
//! about Lý Nhân).

use crate::analysis::Analyzer;
use crate::gazetteer::{LONGEST_NAME, spellings};
use crate::index::reader::View;
use crate::query::Notice;
use crate::text::fold;
use crate::text::fold::{has_marks, is_compatible};

use super::compile::Part;
use super::lexicon::Lexicon;
use super::rank::WORD;
use super::statistics::Statistics;
use super::units::{Form, Unit};

/// What a place may be called by in front of its name.
const TYPE_WORDS: [&str; 7] = ["quận", "huyện", "xã", "phố", "tỉnh", "phường", "trấn"];

/// Finds names in the queries to one index.
pub struct Names<'a> {
    /// The index.
    pub view: &'a View,
    /// Whether a name must be typed as it is spelt.
    pub literally: bool,
}

impl Names<'_> {
    /// Joins the syllables of each name in a run of units.
    pub fn join(&self, units: &mut [Unit]) -> tantivy::Result<()> {
        let mut at = 0;
        while at < units.len() {
            let Some(spelt) = self.name_at(units, at)? else {
                at += 1;
                continue;
            };
            // `quan ba dinh` is no Quản Bạ.
            if type_word(&units[at]).is_some() && self.name_at(units, at + 1)?.is_some() {
                at += 1;
                continue;
            }
            let name = &mut units[at..at + syllables(spelt)];
            let as_spelt = typed(name) == spelt && has_marks(spelt);
            for (i, unit) in name.iter_mut().enumerate() {
                unit.joined = i > 0;
                // A syllable that has no marks was not left without them.
                if as_spelt && unit.form == Form::Bare {
                    unit.form = Form::Accented;
                }
            }
            at += name.len();
        }
        Ok(())
    }

    /// Tells of the names among `parts` that stand in no passage, whatever their marks.
    pub fn absent(&self, parts: &[Part]) -> tantivy::Result<Vec<Notice>> {
        let statistics = Statistics::new(&self.view.searcher, &self.view.counts)?;
        let mut notices = Vec::new();
        for part in parts {
            let Some(units @ [first, second, ..]) = part.name() else {
                continue;
            };
            let (left, right) = (fold(&first.term), fold(&second.term));
            if statistics.pair_freq(Analyzer::Folded, &left, &right) == 0 {
                let texts: Vec<&str> = units.iter().map(|unit| unit.text.as_str()).collect();
                let name = texts.join(" ");
                let text = format!("`{name}` is the name of a place, and no passage has it");
                notices.push(Notice::new("absent_place", text).with("name", name));
            }
        }
        Ok(notices)
    }

    /// The spelling of the name that begins at `at`.
    fn name_at(&self, units: &[Unit], at: usize) -> tantivy::Result<Option<&'static str>> {
        let rest = units.get(at + 1..).unwrap_or_default().iter();
        let following = rest.take(LONGEST_NAME - 1).take_while(|unit| unit.follows);
        for length in (2..=1 + following.count()).rev() {
            let Some(spelt) = self.spelling(&typed(&units[at..at + length])) else {
                continue;
            };
            if length > 2 || !self.is_parted(units, at, spelt)? {
                return Ok(Some(spelt));
            }
        }
        Ok(None)
    }

    /// How the name is spelt that was typed as these syllables.
    fn spelling(&self, typed: &str) -> Option<&'static str> {
        let names = spellings(&fold(typed));
        let fits = |name: &&String| {
            let mut syllables = typed.split(' ').zip(name.split(' '));
            !self.literally && syllables.all(|(typed, full)| is_compatible(typed, full))
        };
        let whole = names.iter().find(|name| **name == typed);
        whole
            .or_else(|| names.iter().find(fits))
            .map(String::as_str)
    }

    /// Whether one of the two syllables at `at`, which may be the name `spelt`, makes a word
    /// with its other neighbour, and does so more often than the two stand together.
    fn is_parted(&self, units: &[Unit], at: usize, spelt: &str) -> tantivy::Result<bool> {
        let (first, last) = (&units[at], &units[at + 1]);
        let before = at.checked_sub(1).map(|before| &units[before]);
        let before = before.filter(|_| first.follows);
        let after = units.get(at + 2).filter(|unit| unit.follows);
        if before.is_none() && after.is_none() {
            return Ok(false);
        }
        let accented = units.iter().any(|unit| unit.form == Form::Accented);
        let lexicon = Lexicon::open(&self.view.searcher)?;
        let statistics = Statistics::new(&self.view.searcher, &self.view.counts)?;
        let pairs = |left: &Unit, right: &Unit| match accented {
            true => statistics.pair_freq(Analyzer::Exact, &left.term, &right.term),
            false => statistics.pair_freq(Analyzer::Folded, &fold(&left.term), &fold(&right.term)),
        };
        let docs = |unit: &Unit| match accented {
            true => lexicon.exact(&unit.term),
            false => lexicon.folded(&fold(&unit.term)),
        };
        // Where the type word of a place stands before the name, no word does.
        let named = |left: &Unit| {
            let syllable = spelt.split(' ').next().unwrap_or_default();
            let pairs = |word| statistics.pair_freq(Analyzer::Exact, word, syllable);
            type_word(left).map_or(0, pairs)
        };
        let own = pairs(first, last);
        let is_word = |left: &Unit, right: &Unit, together: u64| -> tantivy::Result<bool> {
            let alone = docs(left)?.min(docs(right)?).max(1);
            Ok(together > own && together as f32 >= WORD * alone as f32)
        };
        if let Some(left) = before
            && is_word(left, first, pairs(left, first).saturating_sub(named(left)))?
        {
            return Ok(true);
        }
        match after {
            Some(right) => is_word(last, right, pairs(last, right)),
            None => Ok(false),
        }
    }
}

/// The type word that `unit` may be.
fn type_word(unit: &Unit) -> Option<&'static str> {
    let mut words = TYPE_WORDS.into_iter();
    words.find(|word| is_compatible(&unit.term, word))
}

/// Units as the name that they may be.
fn typed(units: &[Unit]) -> String {
    let terms: Vec<&str> = units.iter().map(|unit| unit.term.as_str()).collect();
    terms.join(" ")
}

fn syllables(name: &str) -> usize {
    name.split(' ').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::{complete_district, complete_province};
    use crate::query::Word;
    use crate::search::units::units;

    #[test]
    fn every_name_of_some_syllables_is_found_as_queries_are_read() {
        let districts = complete_district("").into_iter();
        let mut found = 0;
        for completion in districts.chain(complete_province("")) {
            let name = completion.choice.name;
            let name = name.split(" (").next().unwrap_or(&name);
            let units = units(&Word::all(name), true);
            if (2..=LONGEST_NAME).contains(&units.len()) {
                let typed = typed(&units);
                let spelt = spellings(&fold(&typed));
                assert!(spelt.contains(&typed), "{name}: {typed}, not {spelt:?}");
                found += 1;
            }
        }
        assert!(found > 700, "{found}");
    }
}
