//! Cuts a query into words, quoted phrases, filters and operators, in one pass.

use super::field::{self, Field};
use super::{Clause, Notice, Word};
use crate::text::{TokenKind, tokens};

/// A piece of a query. `negated` means that a minus stands before it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item {
    Word(Piece),
    Phrase {
        words: Vec<Word>,
        negated: bool,
    },
    Filter {
        clause: Clause,
        negated: bool,
    },
    Compare(Comparison),
    Or,
    Dots,
    Percent,
    /// What parts one run of words from the next: a comma, a bracket.
    Break,
}

/// A word with its place in the query.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub word: Word,
    /// One past its last byte.
    pub end: usize,
    pub negated: bool,
    /// Whether it belongs to the word before it, as `LĐ` in `CNVC-LĐ`.
    pub glued: bool,
}

/// The sign of a quantity condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

/// How much of a wrong value a notice repeats, in characters.
const LONGEST_SHOWN: usize = 40;

/// The items of `text`, which is clean, and what was no valid filter.
pub(super) fn items(text: &str) -> (Vec<Item>, Vec<Notice>) {
    let mut lexer = Lexer {
        text,
        at: 0,
        items: Vec::new(),
        notices: Vec::new(),
        fresh: true,
        joined: false,
        minus: false,
        excluding: false,
        last_bracket: text.rfind(')'),
    };
    lexer.run();
    (lexer.items, lexer.notices)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    items: Vec<Item>,
    notices: Vec<Notice>,
    /// Whether a new chunk begins here: after a blank, a bracket or an operator.
    fresh: bool,
    /// Whether nothing but punctuation stands between here and the word before.
    joined: bool,
    /// Whether a minus stands directly before.
    minus: bool,
    /// Whether all up to the next `)` is excluded: `-(a OR b)`.
    excluding: bool,
    last_bracket: Option<usize>,
}

impl Lexer<'_> {
    fn run(&mut self) {
        while let Some(c) = self.rest().chars().next() {
            match c {
                _ if c.is_whitespace() => self.skip(c, true),
                _ if is_quote(c) => self.quote(c),
                _ if c.is_alphanumeric() => self.word(),
                '-' if self.fresh => self.minus_sign(),
                ':' => self.colon(),
                '<' | '>' | '=' | '≤' | '≥' => self.comparison(),
                '.' | '…' => self.dots(),
                '%' => self.push(Item::Percent, c),
                ')' => {
                    self.excluding = false;
                    self.push(Item::Break, c);
                }
                _ if is_break(c) => self.push(Item::Break, c),
                _ => self.skip(c, false),
            }
        }
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Passes over `c`; whether a new chunk may begin after it.
    fn skip(&mut self, c: char, begins: bool) {
        self.at += c.len_utf8();
        self.fresh = begins;
        self.joined &= !begins;
        self.minus = false;
    }

    /// Goes on at `at`, where a new chunk may begin.
    fn begin_at(&mut self, at: usize) {
        self.at = at;
        self.fresh = true;
        self.joined = false;
        self.minus = false;
    }

    fn push(&mut self, item: Item, c: char) {
        self.items.push(item);
        self.skip(c, true);
    }

    fn quote(&mut self, c: char) {
        let opened = self.at + c.len_utf8();
        let Some((inside, after)) = quoted(self.text, opened) else {
            return self.skip(c, true);
        };
        let words = Word::all(inside);
        let negated = self.minus || self.excluding;
        self.items.push(Item::Phrase { words, negated });
        self.begin_at(after);
    }

    fn minus_sign(&mut self) {
        let next = self.text[self.at + 1..].chars().next();
        self.skip('-', false);
        match next {
            Some(c) if c.is_alphanumeric() || is_quote(c) => self.minus = true,
            Some('(') if self.last_bracket > Some(self.at) => {
                self.excluding = true;
                self.push(Item::Break, '(');
            }
            _ => {}
        }
    }

    fn word(&mut self) {
        let Some(token) = tokens(self.rest()).next() else {
            self.at = self.text.len();
            return;
        };
        let start = self.at;
        let end = start + token.span.end;
        let text = &self.text[start..end];
        let next = self.text[end..].chars().next();
        let alone = self.fresh && next.is_none_or(closes_chunk);
        if text == "OR" && alone {
            self.items.push(Item::Or);
        } else {
            let follows = matches!(self.items.last(), Some(Item::Word(_)));
            let glued = follows && (self.joined || self.excluding);
            let word = Word {
                text: text.to_string(),
                kind: token.kind,
                question: false,
            };
            self.items.push(Item::Word(Piece {
                word,
                end,
                negated: self.minus || (self.excluding && !glued),
                glued,
            }));
        }
        self.at = end;
        self.fresh = false;
        self.joined = true;
        self.minus = false;
    }

    /// A colon: the words before it may name a field.
    fn colon(&mut self) {
        let Some((field, count, negated)) = self.field_before() else {
            return self.skip(':', false);
        };
        let (value, after) = self.value(field);
        if let Some(clause) = field.clause(value) {
            self.items.truncate(self.items.len() - count);
            self.items.push(Item::Filter { clause, negated });
            self.begin_at(after);
            return;
        }
        if field == Field::Year && value.contains(char::is_alphanumeric) && self.notices.is_empty()
        {
            let value: String = value.chars().take(LONGEST_SHOWN).collect();
            let text = format!("`{value}` names no year: it is read as words");
            self.notices
                .push(Notice::new("year", text).with("from", value));
        }
        self.skip(':', true);
    }

    fn field_before(&self) -> Option<(Field, usize, bool)> {
        let first = self.items.len().saturating_sub(2);
        let mut words = Vec::new();
        let mut negated = Vec::new();
        for item in &self.items[first..] {
            match item {
                Item::Word(piece) => {
                    words.push(&piece.word);
                    negated.push(piece.negated);
                }
                _ => {
                    words.clear();
                    negated.clear();
                }
            }
        }
        match self.items.last() {
            Some(Item::Word(last)) if last.end == self.at => {}
            _ => return None,
        }
        let (field, count) = field::named(&words)?;
        Some((field, count, negated[negated.len() - count]))
    }

    /// The value after the colon at hand, and where it ends. Unquoted it follows
    /// directly and is one chunk.
    fn value(&self, field: Field) -> (&str, usize) {
        let after_colon = self.at + 1;
        let tail = &self.text[after_colon..];
        let trimmed = tail.trim_start();
        let start = self.text.len() - trimmed.len();
        let Some(first) = trimmed.chars().next() else {
            return ("", after_colon);
        };
        if is_quote(first)
            && let Some((inside, after)) = quoted(self.text, start + first.len_utf8())
        {
            return (inside, after);
        }
        let spaced = start > after_colon;
        if spaced && !(field == Field::Year && first.is_ascii_digit()) {
            return ("", after_colon);
        }
        let ends = |c: char| closes_chunk(c) || (field == Field::Year && c == ':');
        let end = start + trimmed.find(ends).unwrap_or(trimmed.len());
        let value = self.text[start..end].trim_end_matches(['?', '!', '\'']);
        let value = match field {
            Field::Year => value,
            _ => value.trim_end_matches('.'),
        };
        (value, end)
    }

    fn comparison(&mut self) {
        let signs = |c: char| matches!(c, '<' | '>' | '=' | '≤' | '≥');
        let rest = self.rest();
        let end = rest.find(|c| !signs(c)).unwrap_or(rest.len());
        let sign = match &rest[..end] {
            "<" => Some(Comparison::Less),
            "<=" | "=<" | "≤" => Some(Comparison::AtMost),
            "=" | "==" => Some(Comparison::Equal),
            ">=" | "=>" | "≥" => Some(Comparison::AtLeast),
            ">" => Some(Comparison::More),
            _ => None,
        };
        self.items.push(sign.map_or(Item::Break, Item::Compare));
        self.begin_at(self.at + end);
    }

    /// Two or more dots, or the sign for three, make a range; one is punctuation.
    fn dots(&mut self) {
        let rest = self.rest();
        let end = rest.find(|c| c != '.' && c != '…').unwrap_or(rest.len());
        if &rest[..end] == "." {
            return self.skip('.', false);
        }
        self.items.push(Item::Dots);
        self.begin_at(self.at + end);
    }
}

/// The text from `opened` to the next quotation mark, and where that mark ends.
fn quoted(text: &str, opened: usize) -> Option<(&str, usize)> {
    let inside = text.get(opened..)?;
    let close = inside.find(is_quote)?;
    let mark = inside[close..].chars().next()?;
    Some((&inside[..close], opened + close + mark.len_utf8()))
}

/// Double quotation marks of every kind; the press closes with what it opened, opens
/// with what should close, and mixes them.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '″' | '«' | '»' | '＂')
}

fn closes_chunk(c: char) -> bool {
    c.is_whitespace() || is_quote(c) || is_break(c) || c == ')'
}

fn is_break(c: char) -> bool {
    matches!(c, ',' | ';' | '!' | '?' | '(' | '[' | ']' | '{' | '}' | '|')
}

/// Whether `piece` is a number without a slash.
pub(super) fn is_number(piece: &Piece) -> bool {
    piece.word.kind == TokenKind::Number
}
