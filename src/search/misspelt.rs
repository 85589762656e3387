//! Slips that the index has as well: a word of the query that stands in one or two passages,
//! one letter or mark away from a word that is usual beside the same neighbours.

use std::collections::HashSet;

use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, TERMINATED, Term};

use crate::analysis::{Analyzer, TermKind};
use crate::index::reader::{View, record};
use crate::index::record::PassageRecord;
use crate::index::schema::fields;
use crate::text::fold;

use super::correct::{LENGTHS, MOST, near};
use super::lexicon::Lexicon;
use super::request::Trouble;
use super::statistics::Statistics;
use super::tokens::{Token, rewritten, tokens};

/// A word in more passages is meant.
const RARE: u64 = 2;
/// How many times as common the usual word must be, by itself and beside a neighbour.
const TIMES: u64 = 10;

/// `text` with its rare words written as the usual ones that they are likely slips of; none
/// where there are none. Names and words of other languages are rare too: what tells a slip
/// is that it stands where the usual word does, and in small letters. What is `kept` is right.
pub fn usual_spelling(
    text: &str,
    kept: &HashSet<String>,
    view: &View,
    lexicon: &Lexicon,
    statistics: &Statistics<'_>,
) -> Result<Option<String>, Trouble> {
    let tokens = tokens(text, kept);
    if tokens.len() > MOST {
        return Ok(None);
    }
    let form = match tokens.iter().any(Token::marked) {
        true => Analyzer::Exact,
        false => Analyzer::Folded,
    };
    let mut meant: Vec<String> = tokens.iter().map(|token| token.term.clone()).collect();
    for (i, token) in tokens.iter().enumerate() {
        if !token.open || !LENGTHS.contains(&token.term.chars().count()) {
            continue;
        }
        let docs = lexicon.docs(&token.term)?;
        if !(1..=RARE).contains(&docs) {
            continue;
        }
        let before = token.follows.then(|| &meant[i - 1]);
        let after = tokens.get(i + 1).filter(|next| next.follows);
        let beside = |word: &str| {
            let left = before.map(|left| statistics.pair_freq(form, left, word));
            let right = after.map(|right| statistics.pair_freq(form, word, &right.term));
            [left, right].map(Option::unwrap_or_default)
        };
        // One neighbour tells less than two, and its word may have been cut off.
        let times = if before.is_some() && after.is_some() {
            TIMES
        } else {
            3 * TIMES
        };
        let typed = beside(&token.term);
        let mut best = None;
        for word in near(&token.term, lexicon)? {
            let usual = beside(&word.text);
            let fits = word.docs >= TIMES * docs
                && usual
                    .iter()
                    .zip(typed)
                    .all(|(usual, typed)| *usual >= typed)
                && usual
                    .iter()
                    .zip(typed)
                    .any(|(usual, typed)| *usual >= times * typed.max(1));
            let together = usual.iter().sum::<u64>();
            if fits && best.as_ref().is_none_or(|(most, _)| together > *most) {
                best = Some((together, word.text));
            }
        }
        if let Some((_, word)) = best
            && stands_in_small_letters(token, view)?
        {
            meant[i] = word;
        }
    }
    let found = rewritten(text, &tokens, &meant);
    Ok((found != text).then_some(found))
}

/// Whether the word stands in any passage as no name does.
fn stands_in_small_letters(token: &Token, view: &View) -> Result<bool, Trouble> {
    let (field, analyzer, term) = match token.marked() {
        true => (fields().exact, Analyzer::Exact, token.term.clone()),
        false => (fields().folded, Analyzer::Folded, fold(&token.term)),
    };
    let query = Term::from_field_text(field, &term);
    for (segment_ord, segment) in (0..).zip(view.searcher.segment_readers()) {
        let index = segment.inverted_index(field)?;
        let passages = index.read_postings(&query, IndexRecordOption::Basic);
        let Some(mut passages) = passages.map_err(tantivy::TantivyError::from)? else {
            continue;
        };
        while passages.doc() != TERMINATED {
            let address = DocAddress::new(segment_ord, passages.doc());
            let PassageRecord { text, .. } = record(&view.searcher, address)?;
            let terms = analyzer.terms(&text);
            let small = terms.iter().any(|found| {
                found.kind == TermKind::Syllable
                    && terms.text(found) == term
                    && found.span.of(&text).starts_with(char::is_lowercase)
            });
            if small {
                return Ok(true);
            }
            passages.advance();
        }
    }
    Ok(false)
}
