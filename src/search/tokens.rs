//! The words of a query's text as spelling looks at them: their terms, where they stand,
//! and how a text reads when some of them are replaced.

use std::collections::HashSet;

use crate::analysis::{Analyzer, TermKind};
use crate::query::Clause;
use crate::query::typing::in_case_of;
use crate::text::Span;
use crate::text::fold::{fold, has_marks};

/// More words than this are no query that somebody types; the rest stays as it is.
const MOST: usize = 48;

/// A word of a text.
#[derive(Debug, Clone)]
pub struct Token {
    /// Its term: lower case, one tone placement.
    pub term: String,
    /// Where it stands.
    pub span: Span,
    /// Whether it may be read in another way: no number, no operator, no abbreviation in
    /// capitals, no name of a field.
    pub open: bool,
    /// Whether it stands directly behind the word before it.
    pub follows: bool,
}

impl Token {
    /// Whether it was typed with marks.
    pub fn marked(&self) -> bool {
        has_marks(&self.term)
    }
}

/// The words of `text`. Only those that its query searches for are open, not the names and
/// values of filters, or what is excluded, or the words `kept`, without their marks.
pub fn tokens(text: &str, kept: &HashSet<String>) -> Vec<Token> {
    let query = super::places::settled(crate::query::parse(text).0);
    let mut searched = HashSet::new();
    query
        .clauses
        .iter()
        .for_each(|clause| add_words(clause, &mut searched));
    let shouting = !text.contains(char::is_lowercase);
    let terms = Analyzer::Exact.terms(text);
    let mut found: Vec<Token> = Vec::new();
    for term in terms.iter() {
        if matches!(term.kind, TermKind::Concept | TermKind::Spelled) || found.len() == MOST {
            continue;
        }
        let word = term.span.of(text);
        let after = text[term.span.end..].chars().next();
        let capitals = word.chars().nth(1).is_some() && !word.contains(char::is_lowercase);
        let open = term.kind == TermKind::Syllable
            && word != "OR"
            && (shouting || !capitals)
            && word.chars().all(char::is_alphabetic)
            && after != Some(':')
            && searched.contains(word)
            && !kept.contains(&fold(terms.text(term)));
        let gap = found
            .last()
            .and_then(|last| text.get(last.span.end..term.span.start));
        found.push(Token {
            term: terms.text(term).to_string(),
            span: term.span,
            open,
            follows: gap.is_some_and(|gap| gap.chars().all(char::is_whitespace)),
        });
    }
    found
}

/// Adds the words that `clause` searches for, as typed.
fn add_words(clause: &Clause, found: &mut HashSet<String>) {
    match clause {
        Clause::Words(words) | Clause::Phrase(words) => {
            found.extend(words.iter().map(|word| word.text.clone()));
        }
        Clause::Any(clauses) => clauses.iter().for_each(|clause| add_words(clause, found)),
        Clause::Quantity(quantity) => {
            found.extend(quantity.noun.iter().map(|word| word.text.clone()));
        }
        Clause::Not(_) | Clause::District(_) | Clause::Province(_) | Clause::Year(_) => {}
    }
}

/// `text` with every token that has a new term in `meant` written so, in its own capitals.
pub fn rewritten(text: &str, tokens: &[Token], meant: &[String]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut copied = 0;
    for (token, meant) in tokens.iter().zip(meant) {
        if token.term == *meant {
            continue;
        }
        out.push_str(&text[copied..token.span.start]);
        out.push_str(&in_case_of(token.span.of(text), meant));
        copied = token.span.end;
    }
    out.push_str(&text[copied..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_numbers_and_abbreviations_are_left_alone() {
        let open = |text: &str| -> Vec<String> {
            let open = tokens(text, &HashSet::new())
                .into_iter()
                .filter(|token| token.open);
            open.map(|token| token.term).collect()
        };
        assert_eq!(
            open("doan vien OR dang vien"),
            ["doan", "vien", "dang", "vien"]
        );
        assert_eq!(open("quan:\"Ba Dinh\" CDCS 2022 moi"), ["moi"]);
        assert_eq!(open("DOAN VIEN"), ["doan", "vien"]);
        assert_eq!(open("doan -vien"), ["doan"]);
        assert_eq!(open(""), Vec::<String>::new());
    }

    #[test]
    fn replaced_words_keep_their_capitals() {
        let text = "Doan vien, BA DINH";
        let found = tokens(text, &HashSet::new());
        let meant = ["đoàn", "viên", "ba", "đình"].map(String::from);
        assert_eq!(rewritten(text, &found, &meant), "Đoàn viên, BA ĐÌNH");
    }
}
