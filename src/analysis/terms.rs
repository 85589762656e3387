//! A reusable list of terms, their texts in one buffer.

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// Where its text stands in the buffer: first byte, one past the last.
    text: (u32, u32),
}

/// The terms of one text.
#[derive(Debug, Default)]
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

    /// Makes room for the terms of a text of `bytes` bytes.
    pub fn reserve(&mut self, bytes: usize) {
        self.buffer.reserve(bytes + bytes / 8);
        self.list.reserve(bytes / 5 + 4);
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
            text: (start, self.buffer.len() as u32),
        });
    }

    /// Adds a term.
    pub fn push(&mut self, kind: TermKind, span: Span, position: u32, width: u32, text: &str) {
        self.push_with(kind, span, position, width, |buffer| buffer.push_str(text));
    }

    /// Moves the list out, to rebuild it in room for some more terms; the texts stay readable
    /// through [`Terms::text`].
    pub fn take(&mut self) -> Vec<Term> {
        let room = Vec::with_capacity(self.list.len() + self.list.len() / 8 + 4);
        std::mem::replace(&mut self.list, room)
    }

    /// Gives the terms of a kind, one after the other, a new text for the words at their span.
    pub fn rewrite_each(&mut self, kind: TermKind, mut write: impl FnMut(&mut String, Span)) {
        for term in self.list.iter_mut().filter(|term| term.kind == kind) {
            let start = self.buffer.len() as u32;
            write(&mut self.buffer, term.span);
            term.text = (start, self.buffer.len() as u32);
        }
    }

    /// Puts the list that was moved out back in place of the present one.
    pub fn put(&mut self, list: Vec<Term>) {
        self.list = list;
    }

    /// Puts a term back as it was.
    pub fn keep(&mut self, term: Term) {
        self.list.push(term);
    }

    /// Gives `term` a new text.
    pub fn rewrite(&mut self, term: &mut Term, write: impl FnOnce(&mut String)) {
        let start = self.buffer.len() as u32;
        write(&mut self.buffer);
        term.text = (start, self.buffer.len() as u32);
    }

    /// The text of a term of this list.
    pub fn text(&self, term: &Term) -> &str {
        self.buffer
            .get(term.text.0 as usize..term.text.1 as usize)
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

    /// The memory they take, in bytes.
    pub fn bytes(&self) -> usize {
        self.buffer.capacity() + self.list.capacity() * size_of::<Term>()
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
