//! Groups the words of a query into units: syllables, numbers and concepts.

use crate::analysis::{Analyzer, Term, TermKind};
use crate::query::Word;
use crate::text::Span;
use crate::text::fold::{fold, has_marks};

/// One unit of a query, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The words it stands for, as typed.
    pub text: String,
    /// Its term in the exact analyzer's form.
    pub term: String,
    /// What it is.
    pub form: Form,
    /// How many positions it covers.
    pub width: u32,
    /// How far behind the first unit of its run it stands, in positions.
    pub offset: u32,
    /// Whether the unit before it stands directly before it.
    pub follows: bool,
    /// Whether it counts nowhere but behind the unit before it, and with that as one: in the
    /// name of a place.
    pub joined: bool,
}

/// How a unit was typed, which decides what it matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// A number or a concept: matches itself.
    Fixed,
    /// A syllable with marks: matches as written.
    Accented,
    /// A syllable without marks: matches any accentuation.
    Bare,
}

impl Unit {
    /// The same unit as if it had been typed without marks.
    pub fn folded(&self) -> Unit {
        let mut unit = self.clone();
        if unit.form == Form::Accented {
            unit.form = Form::Bare;
            unit.term = fold(&unit.term);
            unit.text = fold(&unit.text);
        }
        unit
    }
}

/// The units of a run of words. With `literally`, abbreviations are only themselves.
pub fn units(words: &[Word], literally: bool) -> Vec<Unit> {
    let mut found: Vec<Unit> = Vec::new();
    for run in words.split(|word| word.question) {
        let mut of_run = units_of_run(run, literally);
        if let Some(first) = of_run.first_mut() {
            first.follows = false;
        }
        found.extend(of_run);
    }
    found
}

fn units_of_run(run: &[Word], literally: bool) -> Vec<Unit> {
    let texts: Vec<&str> = run.iter().map(|word| word.text.as_str()).collect();
    let text = texts.join(" ");
    let terms = Analyzer::Exact.terms(&text);
    let mut found = Vec::new();
    let mut reached = 0;
    let mut last: Option<(Span, u32)> = None;
    for term in terms.iter() {
        // Terms come by position, concepts first and the longest in front: the first that
        // begins where the last one ended is the widest reading.
        let expands = matches!(term.kind, TermKind::Concept | TermKind::Spelled);
        // The syllables of one abbreviation follow each other within its span.
        let more = term.kind == TermKind::Spelled
            && last.is_some_and(|(span, position)| span == term.span && position < term.position);
        if (term.span.start < reached && !more) || (literally && expands) {
            continue;
        }
        last = Some((term.span, term.position));
        reached = term.span.end;
        found.push(unit(&text, term, terms.text(term)));
    }
    found
}

fn unit(text: &str, term: &Term, term_text: &str) -> Unit {
    let form = match term.kind {
        TermKind::Concept | TermKind::Number | TermKind::Slashed => Form::Fixed,
        _ if has_marks(term_text) => Form::Accented,
        _ => Form::Bare,
    };
    Unit {
        text: term.span.of(text).to_string(),
        term: term_text.to_string(),
        form,
        width: term.width,
        offset: term.position,
        follows: true,
        joined: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        units(&Word::all(text), false)
            .into_iter()
            .map(|unit| unit.term)
            .collect()
    }

    #[test]
    fn syllables_numbers_and_concepts_are_units() {
        assert_eq!(terms("thành lập CĐCS"), ["thành", "lập", "=cđcs"]);
        assert_eq!(
            terms("thành lập công đoàn cơ sở"),
            ["thành", "lập", "=cđcs"]
        );
        assert_eq!(terms("24/52 năm 2022"), ["24/52", "năm", "2022"]);
        assert_eq!(
            terms("PHÁT TRIỂN đoàn vien"),
            ["phát", "triển", "đoàn", "vien"]
        );
        assert_eq!(terms("trường ĐH Luật"), ["trường", "đại", "học", "luật"]);
        assert_eq!(terms("…🙂"), Vec::<String>::new());
    }

    #[test]
    fn literally_an_abbreviation_is_only_itself() {
        let found = units(&Word::all("thành lập CĐCS"), true);
        let terms: Vec<&str> = found.iter().map(|unit| unit.term.as_str()).collect();
        assert_eq!(terms, ["thành", "lập", "cđcs"]);
    }

    #[test]
    fn question_words_part_their_neighbours() {
        let mut words = Word::all("có bao nhiêu đoàn viên");
        words[1].question = true;
        words[2].question = true;
        let found = units(&words, false);
        let follows: Vec<(&str, bool)> = found
            .iter()
            .map(|unit| (unit.text.as_str(), unit.follows))
            .collect();
        assert_eq!(follows, [("có", false), ("đoàn", false), ("viên", true)]);
    }
}
