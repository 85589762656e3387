//! Decides, with the vocabulary of the index at hand, which terms a unit matches
//! and how much each of them weighs.

use tantivy::{Searcher, Term};

use crate::index::schema::fields;
use crate::text::accents::readings;
use crate::text::fold::{Letter, fold, has_marks};

use super::rank::{self, BARE_SHARE, Weights};
use super::units::{Form, Unit};

/// A unit with the terms that it matches.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// The unit.
    pub unit: Unit,
    /// Its terms with diacritics: one, or the compatible readings of a partly typed syllable.
    pub exact: Vec<String>,
    /// Its term without diacritics.
    pub folded: String,
    /// Whether any accentuation fulfils it; else one of the `exact` terms must occur.
    pub any_accent: bool,
    /// The weight of its exact terms.
    pub exact_weight: f32,
    /// The weight of its folded term.
    pub folded_weight: f32,
}

/// `units` as a query counts them: those that are joined are one.
pub fn wholes(units: &[Resolved]) -> impl Iterator<Item = &[Resolved]> {
    units.chunk_by(|_, next| next.unit.joined)
}

/// Resolves the units of a query. With `literally`, every syllable is only itself.
pub fn resolve(
    units: &[Unit],
    searcher: &Searcher,
    literally: bool,
) -> tantivy::Result<Vec<Resolved>> {
    let weights = weights_for(units);
    let mut partly_typed = false;
    for unit in units {
        partly_typed |= is_unfinished(unit, searcher)?;
    }
    let mut resolved = Vec::with_capacity(units.len());
    for unit in units {
        resolved.push(resolve_unit(
            unit,
            searcher,
            weights,
            partly_typed,
            literally,
        )?);
    }
    Ok(resolved)
}

/// The weights that fit the way the query was typed.
pub fn weights_for<'a>(units: impl IntoIterator<Item = &'a Unit>) -> Weights {
    let accented = units.into_iter().any(|unit| unit.form == Form::Accented);
    if accented {
        rank::ACCENTED
    } else {
        rank::UNACCENTED
    }
}

fn resolve_unit(
    unit: &Unit,
    searcher: &Searcher,
    weights: Weights,
    partly_typed: bool,
    literally: bool,
) -> tantivy::Result<Resolved> {
    let folded = fold(&unit.term);
    let mut resolved = Resolved {
        unit: unit.clone(),
        exact: vec![unit.term.clone()],
        folded,
        any_accent: false,
        exact_weight: 1.0,
        folded_weight: 0.0,
    };
    if literally || unit.form == Form::Fixed {
        return Ok(resolved);
    }
    let fields = fields();
    let exact_df = searcher.doc_freq(&Term::from_field_text(fields.exact, &unit.term))?;
    if unit.form == Form::Bare {
        resolved.any_accent = true;
        let folded_df =
            searcher.doc_freq(&Term::from_field_text(fields.folded, &resolved.folded))?;
        let common = exact_df as f32 >= BARE_SHARE * folded_df as f32;
        if weights.exact > 0.0 && common && exact_df > 0 {
            resolved.exact_weight = weights.exact;
            resolved.folded_weight = weights.folded;
        } else {
            resolved.exact_weight = 0.0;
            resolved.folded_weight = 1.0;
        }
        return Ok(resolved);
    }
    resolved.exact_weight = weights.exact;
    resolved.folded_weight = weights.folded;
    // Beside unfinished syllables, or where the index has no such word, the lone bar of a
    // `đ` says that marks are missing too; any other accented syllable means itself.
    let barred = only_barred(&unit.term) && (partly_typed || exact_df == 0);
    if cannot_be_whole(&unit.term) || barred || (partly_typed && exact_df == 0) {
        let readings = compatible_terms(&unit.term, searcher)?;
        if !readings.is_empty() {
            resolved.exact = readings;
        }
    }
    Ok(resolved)
}

/// Whether a syllable was typed without the marks that it most likely has.
fn is_unfinished(unit: &Unit, searcher: &Searcher) -> tantivy::Result<bool> {
    if unit.form != Form::Bare {
        return Ok(unit.form == Form::Accented && cannot_be_whole(&unit.term));
    }
    let fields = fields();
    let exact = searcher.doc_freq(&Term::from_field_text(fields.exact, &unit.term))?;
    let folded = searcher.doc_freq(&Term::from_field_text(fields.folded, &unit.term))?;
    Ok((exact as f32) < BARE_SHARE * folded as f32)
}

/// The terms of the index that are `typed` with the same or more marks.
fn compatible_terms(typed: &str, searcher: &Searcher) -> tantivy::Result<Vec<String>> {
    let mut found = std::collections::BTreeSet::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(fields().exact)?;
        let dictionary = inverted.terms();
        for reading in readings(typed) {
            if dictionary.get(reading.as_bytes())?.is_some() {
                found.insert(reading);
            }
        }
    }
    Ok(found.into_iter().collect())
}

fn lacks_tone(term: &str) -> bool {
    has_marks(term) && term.chars().all(|c| Letter::of(c).tone.is_none())
}

/// Whether the syllable ends in a stop without the tone that every such syllable bears.
fn cannot_be_whole(term: &str) -> bool {
    lacks_tone(term) && (term.ends_with(['p', 't', 'c']) || term.ends_with("ch"))
}

/// Whether the bar of `đ` is the only mark: `đoan` is most likely an unfinished `đoàn`.
fn only_barred(term: &str) -> bool {
    lacks_tone(term)
        && term
            .chars()
            .all(|c| c == 'đ' || Letter::of(c).shape.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unfinished_syllables_are_told_from_whole_ones() {
        assert!(cannot_be_whole("viêt"));
        assert!(!cannot_be_whole("việt"));
        assert!(!cannot_be_whole("công"));
        assert!(only_barred("đoan"));
        assert!(!only_barred("đoàn"));
        assert!(!only_barred("đông"));
    }
}
