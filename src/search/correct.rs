//! Puts a one-letter slip right: the word of the index, one letter or mark away, that fits
//! its neighbours best.

use std::collections::{BTreeSet, HashSet};
use std::ops::RangeInclusive;

use crate::analysis::Analyzer;
use crate::text::fold::{Letter, has_marks};
use crate::text::{fold, syllable};

use super::lexicon::{Lexicon, Word};
use super::statistics::Statistics;
use super::tokens::{Token, rewritten, tokens};

/// How long a word is that is looked at. Shorter ones are one letter away from too many
/// others; the neighbours of a word are some fifty times as many as its letters.
pub(super) const LENGTHS: RangeInclusive<usize> = 3..=12;
/// Words looked at in one query.
pub(super) const MOST: usize = 12;
/// Neighbours of one word that are weighed against each other.
const NEIGHBOURS: usize = 16;
/// How unlikely a slip is, as a logarithm.
const SLIP: f64 = -7.0;
/// How unlikely a word is that the index does not have.
const UNKNOWN: f64 = -40.0;
/// How many passages' worth of belief a pair gets that was never seen.
const UNSEEN: f64 = 0.5;
/// A foreign word must stand in so many passages to be no slip itself.
const ESTABLISHED: u64 = 3;

/// A word that may have been meant, and the best chain that ends in it.
struct Guess {
    term: String,
    docs: u64,
    score: f64,
    before: usize,
}

/// What `text` most likely means if words in it that the index lacks are slips; where
/// `any`, words that it has may be slips too, but those `kept`. None where nothing better is known.
pub fn corrected(
    text: &str,
    any: bool,
    kept: &HashSet<String>,
    lexicon: &Lexicon,
    statistics: &Statistics<'_>,
) -> tantivy::Result<Option<String>> {
    let tokens = tokens(text, kept);
    if tokens.len() > MOST {
        return Ok(None);
    }
    let mut chain: Vec<Vec<Guess>> = Vec::with_capacity(tokens.len());
    for token in &tokens {
        let mut guesses = guesses(token, any, lexicon)?;
        for guess in &mut guesses {
            let own = (guess.docs as f64 + UNSEEN).ln() - (statistics.passages() as f64 + 1.0).ln();
            let Some(last) = chain.last() else {
                guess.score += own;
                continue;
            };
            let mut best = (f64::NEG_INFINITY, 0);
            for (i, left) in last.iter().enumerate() {
                let step = match token.follows {
                    true => likelihood(left, guess, own, statistics),
                    false => own,
                };
                if left.score + step > best.0 {
                    best = (left.score + step, i);
                }
            }
            guess.score += best.0;
            guess.before = best.1;
        }
        chain.push(guesses);
    }
    let Some(meant) = best_chain(&chain) else {
        return Ok(None);
    };
    let found = rewritten(text, &tokens, &meant);
    Ok((found != text).then_some(found))
}

fn likelihood(left: &Guess, right: &Guess, own: f64, statistics: &Statistics<'_>) -> f64 {
    let pairs = pair_freq(&left.term, &right.term, statistics);
    ((pairs as f64 + UNSEEN * own.exp()) / (left.docs as f64 + UNSEEN)).ln()
}

/// In how many passages `left` and `right` stand side by side, with their marks if both have any.
fn pair_freq(left: &str, right: &str, statistics: &Statistics<'_>) -> u64 {
    match has_marks(left) && has_marks(right) {
        true => statistics.pair_freq(Analyzer::Exact, left, right),
        false => statistics.pair_freq(Analyzer::Folded, &fold(left), &fold(right)),
    }
}

/// The word itself, and its neighbours where it may be a slip.
fn guesses(token: &Token, any: bool, lexicon: &Lexicon) -> tantivy::Result<Vec<Guess>> {
    let docs = lexicon.docs(&token.term)?;
    let mut found = vec![Guess {
        term: token.term.clone(),
        docs,
        score: if docs == 0 { UNKNOWN } else { 0.0 },
        before: 0,
    }];
    let length = token.term.chars().count();
    if !token.open || !LENGTHS.contains(&length) || (docs > 0 && !any) {
        return Ok(found);
    }
    let mut near = near(&token.term, lexicon)?;
    near.sort_by(|a, b| b.docs.cmp(&a.docs).then_with(|| a.text.cmp(&b.text)));
    near.truncate(NEIGHBOURS);
    found.extend(near.into_iter().map(|word| Guess {
        term: word.text,
        docs: word.docs,
        score: SLIP,
        before: 0,
    }));
    Ok(found)
}

/// The words of the index that are a slip away from `typed`.
pub(super) fn near(typed: &str, lexicon: &Lexicon) -> tantivy::Result<Vec<Word>> {
    match has_marks(typed) {
        true => marked_neighbours(typed, lexicon),
        false => bare_neighbours(typed, lexicon),
    }
}

/// Words without marks, one letter away from `typed`.
fn bare_neighbours(typed: &str, lexicon: &Lexicon) -> tantivy::Result<Vec<Word>> {
    let mut found = Vec::new();
    for term in one_away(typed) {
        let docs = lexicon.folded(&term)?;
        if docs == 0 {
            continue;
        }
        let readings = lexicon.accentuations(&term)?;
        let native = readings.iter().any(|word| syllable::is_valid(&word.text));
        if native || docs >= ESTABLISHED {
            found.push(Word { text: term, docs });
        }
    }
    Ok(found)
}

/// Words one letter away from `typed` that keep its marks, or its letters with one mark changed.
fn marked_neighbours(typed: &str, lexicon: &Lexicon) -> tantivy::Result<Vec<Word>> {
    let folded = fold(typed);
    let mut found = Vec::new();
    for word in lexicon.accentuations(&folded)? {
        if one_mark_apart(typed, &word.text) {
            found.push(word);
        }
    }
    for term in one_away(&folded) {
        for word in lexicon.accentuations(&term)? {
            if keeps_marks(typed, &word.text) {
                found.push(word);
            }
        }
    }
    Ok(found)
}

/// Everything that one letter left out, doubled, swapped, put in or struck wrongly makes of
/// `word`, which has no marks.
fn one_away(word: &str) -> BTreeSet<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut found = BTreeSet::new();
    let spelt = |letters: &[char]| letters.iter().collect::<String>();
    for at in 0..=letters.len() {
        for letter in 'a'..='z' {
            let mut other = letters.clone();
            other.insert(at, letter);
            found.insert(spelt(&other));
            if at < letters.len() {
                let mut other = letters.clone();
                other[at] = letter;
                found.insert(spelt(&other));
            }
        }
        if at < letters.len() {
            let mut other = letters.clone();
            other.remove(at);
            found.insert(spelt(&other));
        }
        if at + 1 < letters.len() {
            let mut other = letters.clone();
            other.swap(at, at + 1);
            found.insert(spelt(&other));
        }
    }
    found.remove(word);
    found
}

/// The tone of a syllable, and its letters that bear a shape.
fn marks(word: &str) -> (Option<char>, Vec<(char, char)>) {
    let mut tone = None;
    let mut shapes = Vec::new();
    for letter in word.chars().map(Letter::of) {
        tone = tone.or(letter.tone);
        shapes.extend(letter.shape.map(|shape| (letter.base, shape)));
    }
    (tone, shapes)
}

fn one_mark_apart(typed: &str, other: &str) -> bool {
    let ((tone, shapes), (other_tone, other_shapes)) = (marks(typed), marks(other));
    (tone != other_tone) != (shapes != other_shapes)
}

fn keeps_marks(typed: &str, other: &str) -> bool {
    marks(typed) == marks(other)
}

/// The best chain; none where the index lacks a word of it.
fn best_chain(chain: &[Vec<Guess>]) -> Option<Vec<String>> {
    let last = chain.last()?.iter().enumerate();
    let (mut at, _) = last.max_by(|(_, a), (_, b)| a.score.total_cmp(&b.score))?;
    let mut meant = Vec::with_capacity(chain.len());
    for guesses in chain.iter().rev() {
        let guess = guesses.get(at)?;
        meant.push(guess.term.clone());
        at = guess.before;
    }
    meant.reverse();
    Some(meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_away_is_left_out_put_in_struck_wrongly_or_swapped() {
        let near = one_away("doan");
        for word in ["doa", "doanh", "dan", "toan", "odan", "daon", "ddoan"] {
            assert!(near.contains(word), "{word}");
        }
        for word in ["doan", "doanhs", "to"] {
            assert!(!near.contains(word), "{word}");
        }
    }

    #[test]
    fn marks_are_kept_or_one_is_changed() {
        assert!(one_mark_apart("triễn", "triển"));
        assert!(one_mark_apart("trien", "triên"));
        assert!(!one_mark_apart("trien", "triển"));
        assert!(!one_mark_apart("triển", "triển"));
        assert!(keeps_marks("viêng", "viên"));
        assert!(!keeps_marks("viêng", "viện"));
    }
}
