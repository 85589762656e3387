//! The analyzers as tantivy tokenizers.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::{Analyzer, Terms};

/// One of our analyzers in the form that tantivy calls while indexing.
#[derive(Debug, Clone)]
pub struct SyllableTokenizer {
    analyzer: Analyzer,
    terms: Terms,
}

impl SyllableTokenizer {
    /// The tokenizer that runs `analyzer`.
    pub fn new(analyzer: Analyzer) -> SyllableTokenizer {
        SyllableTokenizer {
            analyzer,
            terms: Terms::default(),
        }
    }
}

impl Tokenizer for SyllableTokenizer {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        self.analyzer.terms_into(text, &mut self.terms);
        TermStream {
            terms: &self.terms,
            next: 0,
            token: Token::default(),
        }
    }
}

/// The terms of one text, one after the other.
#[derive(Debug)]
pub struct TermStream<'a> {
    terms: &'a Terms,
    next: usize,
    token: Token,
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(term) = self.terms.get(self.next) else {
            return false;
        };
        self.next += 1;
        self.token.text.clear();
        self.token.text.push_str(self.terms.text(term));
        self.token.offset_from = term.span.start;
        self.token.offset_to = term.span.end;
        self.token.position = term.position as usize;
        self.token.position_length = term.width as usize;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
