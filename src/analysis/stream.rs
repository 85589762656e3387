//! The analyzers as tantivy tokenizers.

use std::sync::Arc;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::{Analyzed, Analyzer, Terms, analyzed};

/// One of our analyzers in the form that tantivy calls while indexing.
#[derive(Debug, Clone)]
pub struct SyllableTokenizer {
    analyzer: Analyzer,
}

impl SyllableTokenizer {
    /// The tokenizer that runs `analyzer`.
    pub fn new(analyzer: Analyzer) -> SyllableTokenizer {
        SyllableTokenizer { analyzer }
    }
}

impl Tokenizer for SyllableTokenizer {
    type TokenStream<'a> = TermStream;

    fn token_stream(&mut self, text: &str) -> TermStream {
        TermStream {
            analyzer: self.analyzer,
            text: analyzed(text),
            next: 0,
            token: Token::default(),
        }
    }
}

/// The terms of one text, one after the other.
#[derive(Debug)]
pub struct TermStream {
    analyzer: Analyzer,
    text: Arc<Analyzed>,
    next: usize,
    token: Token,
}

impl TermStream {
    fn terms(&self) -> &Terms {
        match self.analyzer {
            Analyzer::Exact => &self.text.exact,
            Analyzer::Folded => &self.text.folded,
        }
    }
}

impl TokenStream for TermStream {
    fn advance(&mut self) -> bool {
        let mut token = std::mem::take(&mut self.token);
        let terms = self.terms();
        let more = match terms.get(self.next) {
            Some(term) => {
                token.text.clear();
                token.text.push_str(terms.text(term));
                token.offset_from = term.span.start;
                token.offset_to = term.span.end;
                token.position = term.position as usize;
                token.position_length = term.width as usize;
                true
            }
            None => false,
        };
        self.next += usize::from(more);
        self.token = token;
        more
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
