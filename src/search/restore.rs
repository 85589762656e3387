//! The likeliest reading of syllables typed without marks, from the index's own counts of
//! syllables and of pairs.

use std::collections::HashSet;

use crate::analysis::Analyzer;
use crate::text::fold::Letter;

use super::lexicon::Lexicon;
use super::rank::BARE_SHARE;
use super::statistics::Statistics;
use super::tokens::{Token, rewritten, tokens};

/// Readings of one syllable that are weighed against each other; more are too rare.
const READINGS: usize = 12;
/// How many passages' worth of belief a pair gets that was never seen.
const UNSEEN: f64 = 0.5;
/// What a syllable that was left without marks in an accented query gains for being so.
const AS_TYPED: f64 = 3.0;

/// A way to read a syllable, and the best chain that ends in it.
struct Reading {
    term: String,
    docs: u64,
    score: f64,
    before: usize,
}

/// The likeliest reading of `text`, where it differs from `text`.
pub fn restored(
    text: &str,
    lexicon: &Lexicon,
    statistics: &Statistics<'_>,
) -> tantivy::Result<Option<String>> {
    let tokens = tokens(text, &HashSet::new());
    if !tokens
        .iter()
        .any(|token| token.open && lacks_tone(&token.term))
    {
        return Ok(None);
    }
    let accented = tokens.iter().any(Token::marked);
    let mut chain: Vec<Vec<Reading>> = Vec::with_capacity(tokens.len());
    for token in &tokens {
        let mut readings = readings_of(token, accented, lexicon)?;
        for reading in &mut readings {
            let own = (reading.docs.max(1) as f64 / statistics.passages().max(1) as f64).ln();
            let Some(last) = chain.last() else {
                reading.score += own;
                continue;
            };
            let mut best = (f64::NEG_INFINITY, 0);
            for (i, left) in last.iter().enumerate() {
                let step = match token.follows {
                    true => likelihood(left, reading, own, statistics),
                    false => own,
                };
                if left.score + step > best.0 {
                    best = (left.score + step, i);
                }
            }
            reading.score += best.0;
            reading.before = best.1;
        }
        chain.push(readings);
    }
    let meant = best_chain(&chain);
    let found = rewritten(text, &tokens, &meant);
    Ok((found != text).then_some(found))
}

/// How likely `right` stands behind `left`.
fn likelihood(left: &Reading, right: &Reading, own: f64, statistics: &Statistics<'_>) -> f64 {
    let pairs = statistics.pair_freq(Analyzer::Exact, &left.term, &right.term);
    ((pairs as f64 + UNSEEN * own.exp()) / (left.docs as f64 + UNSEEN)).ln()
}

fn readings_of(token: &Token, accented: bool, lexicon: &Lexicon) -> tantivy::Result<Vec<Reading>> {
    let mut found = Vec::new();
    if token.open && lacks_tone(&token.term) {
        let words = lexicon.accentuations(&token.term)?;
        let all: u64 = words.iter().map(|word| word.docs).sum();
        for word in words.into_iter().take(READINGS) {
            let common = word.docs as f32 >= BARE_SHARE * all as f32;
            let as_typed = accented && common && word.text == token.term;
            found.push(Reading {
                score: if as_typed { AS_TYPED } else { 0.0 },
                docs: word.docs,
                term: word.text,
                before: 0,
            });
        }
    }
    if found.is_empty() {
        found.push(Reading {
            term: token.term.clone(),
            docs: lexicon.exact(&token.term)?,
            score: 0.0,
            before: 0,
        });
    }
    Ok(found)
}

fn best_chain(chain: &[Vec<Reading>]) -> Vec<String> {
    let mut meant = vec![String::new(); chain.len()];
    let mut next = None;
    for (at, readings) in chain.iter().enumerate().rev() {
        let best = match next {
            Some(before) => before,
            None => {
                let scored = readings.iter().enumerate();
                let best = scored.max_by(|(_, a), (_, b)| a.score.total_cmp(&b.score));
                best.map_or(0, |(i, _)| i)
            }
        };
        if let Some(reading) = readings.get(best) {
            meant[at].clone_from(&reading.term);
            next = Some(reading.before);
        }
    }
    meant
}

fn lacks_tone(term: &str) -> bool {
    term.chars().all(|c| Letter::of(c).tone.is_none())
}
