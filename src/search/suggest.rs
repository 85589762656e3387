//! Completes what is being typed from the phrases that articles share and from the places
//! they speak of.

use std::collections::BTreeMap;

use tantivy::query::{EnableScoring, PhraseQuery, Query as _};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Searcher, TERMINATED, Term};

use crate::analysis::{Analyzer, TermKind};
use crate::error::{Error, Result};
use crate::index::Reader;
use crate::index::phrase_plugin::SegmentPhrases;
use crate::index::schema::{fields, kind};
use crate::text::fold::is_compatible;
use crate::text::{clean, fold, tone};

/// In an index of up to this many passages the articles of a phrase are counted anew.
const COUNTED: u64 = 2000;
/// The completed part is at most so many words long.
const LONGEST: usize = 6;
/// Type words that may stand before a place's name, and how deep such places lie.
const TYPES: &[(&[&str], std::ops::RangeInclusive<usize>)] = &[
    (&["thanh", "pho"], 1..=2),
    (&["tp"], 1..=2),
    (&["tinh"], 1..=1),
    (&["thi", "xa"], 2..=2),
    (&["quan"], 2..=2),
    (&["huyen"], 2..=2),
    (&["phuong"], 3..=3),
    (&["xa"], 3..=3),
];

/// A way to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The whole text, with what was typed before the completed part.
    pub text: String,
    /// What completes it.
    pub kind: Kind,
    /// How many articles have the completed part; in a large index, an estimate from a sample.
    pub articles: u64,
    /// The facet path of a place.
    pub path: Option<String>,
}

/// What a suggestion is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The places of articles.
    Place,
    /// The phrases that articles share.
    Phrase,
}

impl Kind {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Place => "place",
            Kind::Phrase => "phrase",
        }
    }
}

/// The likeliest `limit` ways to go on from `prefix`, with or without marks. Where nothing
/// begins with all of it, its last words are completed.
pub fn suggest(reader: &Reader, prefix: &str, limit: usize) -> Result<Vec<Suggestion>> {
    let text = clean(prefix);
    let (searcher, phrases) = reader.phrases();
    let found = complete(&searcher, &phrases, &text, limit);
    found.map_err(Error::tantivy("search", reader.root()))
}

fn complete(
    searcher: &Searcher,
    phrases: &[SegmentPhrases],
    text: &str,
    limit: usize,
) -> tantivy::Result<Vec<Suggestion>> {
    let mut starts = vec![];
    let mut inside = false;
    for (at, c) in text.char_indices() {
        let letter = !c.is_whitespace();
        if letter && !inside {
            starts.push(at);
        }
        inside = letter;
    }
    for &start in starts.iter().rev().take(LONGEST).rev() {
        let (head, tail) = text.split_at(start);
        let typed = Typed::read(tail);
        let mut found = places(searcher, &typed)?;
        found.extend(shared(searcher, phrases, &typed, limit)?);
        found.sort_by(|a, b| {
            b.articles
                .cmp(&a.articles)
                .then_with(|| a.text.len().cmp(&b.text.len()))
                .then_with(|| a.text.cmp(&b.text))
        });
        // Behind words that no phrase goes on from, only the last word is completed.
        let whole = |suggestion: &Suggestion| {
            let words = suggestion.text.split(' ').count();
            suggestion.kind == Kind::Place || words <= typed.words.len() + 1
        };
        found.retain(|suggestion| head.trim().is_empty() || whole(suggestion));
        found.truncate(limit);
        if !found.is_empty() {
            for suggestion in &mut found {
                suggestion.text.insert_str(0, head);
            }
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// The part to be completed.
struct Typed {
    /// Whole words, in one tone placement.
    words: Vec<String>,
    /// The beginning of the next word; empty behind a blank.
    last: String,
}

impl Typed {
    fn read(tail: &str) -> Typed {
        let mut words: Vec<String> = tail
            .split_whitespace()
            .map(|word| tone::canonical(&word.to_lowercase()))
            .collect();
        let last = match tail.ends_with(char::is_whitespace) {
            true => String::new(),
            false => words.pop().unwrap_or_default(),
        };
        Typed { words, last }
    }

    /// The beginnings that completions may have, without marks.
    fn folded(&self) -> String {
        let mut folded = String::new();
        for word in &self.words {
            folded.push_str(&fold(&canonical(word)));
            folded.push(' ');
        }
        folded.push_str(&fold(&self.last));
        folded
    }

    /// Whether `text` begins so, with the same or more marks, and goes on.
    fn begins(&self, text: &str) -> bool {
        let lower = text.to_lowercase();
        let mut words = lower.split(' ');
        for typed in &self.words {
            let fits = words
                .next()
                .is_some_and(|word| is_compatible(&canonical(typed), &canonical(word)));
            if !fits {
                return false;
            }
        }
        let Some(next) = words.next() else {
            return false;
        };
        let letters = self.last.chars().count();
        let begun: String = next.chars().take(letters).collect();
        is_compatible(&self.last, &begun) && (begun != next || words.next().is_some())
    }
}

fn canonical(word: &str) -> String {
    let terms = Analyzer::Exact.terms(word);
    let first = terms
        .iter()
        .find(|term| !matches!(term.kind, TermKind::Concept | TermKind::Spelled));
    first.map_or_else(String::new, |term| terms.text(term).to_string())
}

/// The phrases that begin as typed.
fn shared(
    searcher: &Searcher,
    phrases: &[SegmentPhrases],
    typed: &Typed,
    limit: usize,
) -> tantivy::Result<Vec<Suggestion>> {
    if typed.words.is_empty() && typed.last.is_empty() {
        return Ok(Vec::new());
    }
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    let folded = typed.folded();
    for segment in phrases {
        for (text, articles) in segment.beginning(&folded) {
            if typed.begins(text) {
                *counts.entry(text).or_default() += articles;
            }
        }
    }
    let passage = Term::from_field_text(fields().kind, kind::PASSAGE);
    let small = searcher.doc_freq(&passage)? <= COUNTED;
    let mut list: Vec<(&str, u64)> = counts.into_iter().collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let mut found = Vec::new();
    for (text, estimate) in list.into_iter().take(limit) {
        let articles = match small {
            true => articles_with(searcher, text)?,
            false => estimate,
        };
        if articles > 0 {
            found.push(Suggestion {
                text: text.to_string(),
                kind: Kind::Phrase,
                articles,
                path: None,
            });
        }
    }
    Ok(found)
}

/// How many articles have the phrase `text`.
fn articles_with(searcher: &Searcher, text: &str) -> tantivy::Result<u64> {
    let terms = Analyzer::Exact.terms(text);
    let words: Vec<(usize, Term)> = terms
        .iter()
        .filter(|term| !matches!(term.kind, TermKind::Concept | TermKind::Spelled))
        .map(|term| {
            let word = Term::from_field_text(fields().exact, terms.text(term));
            (term.position as usize, word)
        })
        .collect();
    if words.len() < 2 {
        return Ok(0);
    }
    let phrase = PhraseQuery::new_with_offset(words);
    let weight = phrase.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let mut articles = 0;
    for segment in searcher.segment_readers() {
        let ordinals = segment.fast_fields().u64("ordinal")?;
        let mut matches = weight.scorer(segment, 1.0)?;
        let mut last = None;
        let mut doc = matches.doc();
        while doc != TERMINATED {
            if !segment.is_deleted(doc) {
                let header = doc - ordinals.first(doc).unwrap_or(0) as u32;
                articles += u64::from(last != Some(header));
                last = Some(header);
            }
            doc = matches.advance();
        }
    }
    Ok(articles)
}

/// The places of articles whose names begin as typed, with or without their type word.
fn places(searcher: &Searcher, typed: &Typed) -> tantivy::Result<Vec<Suggestion>> {
    let mut paths: BTreeMap<String, u64> = BTreeMap::new();
    let bare = without_type(typed);
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(fields().place)?;
        let ordinals = segment.fast_fields().u64("ordinal")?;
        let mut terms = index.terms().stream()?;
        while let Some((key, info)) = terms.next() {
            // The parts of a facet's term are parted by zeros.
            let Ok(encoded) = std::str::from_utf8(key) else {
                continue;
            };
            let path: Vec<&str> = encoded
                .split('\0')
                .filter(|part| !part.is_empty())
                .collect();
            let Some(name) = path.last() else { continue };
            let fits = typed.begins_or_is(name)
                || bare.as_ref().is_some_and(|(bare, depths)| {
                    depths.contains(&path.len()) && bare.begins_or_is(name)
                });
            if !fits {
                continue;
            }
            let mut matches = index.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
            let mut articles = 0;
            let mut doc = matches.doc();
            while doc != TERMINATED {
                // Every article has one first passage.
                let first = ordinals.first(doc) == Some(0);
                articles += u64::from(first && !segment.is_deleted(doc));
                doc = matches.advance();
            }
            *paths.entry(format!("/{}", path.join("/"))).or_default() += articles;
        }
    }
    let mut found = Vec::new();
    for (path, articles) in paths {
        let name = path.rsplit('/').next().unwrap_or_default().to_string();
        if articles > 0 {
            found.push(Suggestion {
                text: name,
                kind: Kind::Place,
                articles,
                path: Some(path),
            });
        }
    }
    Ok(found)
}

impl Typed {
    /// As [`Typed::begins`], or the whole of `name`: a place may be chosen that is typed out.
    fn begins_or_is(&self, name: &str) -> bool {
        let typed = !(self.words.is_empty() && self.last.is_empty());
        typed && (self.begins(name) || self.begins(&format!("{name} …")))
    }
}

/// What was typed without the type word of a place before it, and how deep such places lie.
fn without_type(typed: &Typed) -> Option<(Typed, std::ops::RangeInclusive<usize>)> {
    let folded: Vec<String> = typed.words.iter().map(|word| fold(word)).collect();
    let (kind, depths) = TYPES.iter().find(|(kind, _)| {
        folded.len() >= kind.len() && kind.iter().zip(&folded).all(|(a, b)| a == b)
    })?;
    let rest = Typed {
        words: typed.words[kind.len()..].to_vec(),
        last: typed.last.clone(),
    };
    let typed_any = !(rest.words.is_empty() && rest.last.is_empty());
    typed_any.then(|| (rest, depths.clone()))
}
