//! A reusable list of terms, their texts in one buffer.

use std::ops::Range;

use crate::text::Span;

/// What a term stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TermKind {
    /// A syllable or another word.
    Syllable,
    /// A number in canonical form.
    Number,
    /// Two or more numbers joined by slashes.
    Slashed,
    /// An abbreviation or its expansion.
    Concept,
    /// A syllable that an abbreviation of several meanings stands for where it is.
    Spelled,
}

/// One term of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What it stands for.
    pub kind: TermKind,
    /// The words it was read from.
    pub span: Span,
    /// Its position, counted in syllables from 0. An abbreviation takes as many
    /// positions as its expansion, so phrases match across both spellings.
    pub position: u32,
    /// How many positions it covers.
    pub width: u32,
    text: Range<u32>,
}

/// The terms of one text.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    buffer: String,
    list: Vec<Term>,
}

impl Terms {
    /// Forgets all terms and keeps the memory.
    pub fn clear(&mut self) {
        self.buffer.clear();
        self.list.clear();
    }

    /// Adds a term with the text that `write` appends.
    pub fn push_with(
        &mut self,
        kind: TermKind,
        span: Span,
        position: u32,
        width: u32,
        write: impl FnOnce(&mut String),
    ) {
        let start = self.buffer.len() as u32;
        write(&mut self.buffer);
        self.list.push(Term {
            kind,
            span,
            position,
            width,
            text: start..self.buffer.len() as u32,
        });
    }

    /// Adds a term.
    pub fn push(&mut self, kind: TermKind, span: Span, position: u32, width: u32, text: &str) {
        self.push_with(kind, span, position, width, |buffer| buffer.push_str(text));
    }

    /// Moves the list out, to rebuild it; the texts stay readable through [`Terms::text`].
    pub fn take(&mut self) -> Vec<Term> {
        std::mem::take(&mut self.list)
    }

    /// Puts a term back as it was.
    pub fn keep(&mut self, term: Term) {
        self.list.push(term);
    }

    /// Gives `term` a new text.
    pub fn rewrite(&mut self, term: &mut Term, write: impl FnOnce(&mut String)) {
        let start = self.buffer.len() as u32;
        write(&mut self.buffer);
        term.text = start..self.buffer.len() as u32;
    }

    /// The text of a term of this list.
    pub fn text(&self, term: &Term) -> &str {
        self.buffer
            .get(term.text.start as usize..term.text.end as usize)
            .unwrap_or("")
    }

    /// The terms, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Term> {
        self.list.iter()
    }

    /// The term at `index`.
    pub fn get(&self, index: usize) -> Option<&Term> {
        self.list.get(index)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
