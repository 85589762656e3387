//! The analyzers as tantivy tokenizers.

use std::sync::Arc;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::{Analyzed, Analyzer, Term, Terms, analyzed};

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

fn terms(analyzer: Analyzer, text: &Analyzed) -> &Terms {
    match analyzer {
        Analyzer::Exact => &text.exact,
        Analyzer::Folded => &text.folded,
    }
}

/// Makes of `token` the term of `terms`.
fn fill(token: &mut Token, terms: &Terms, term: &Term) {
    token.text.clear();
    token.text.push_str(terms.text(term));
    token.offset_from = term.span.start;
    token.offset_to = term.span.end;
    token.position = term.position as usize;
    token.position_length = term.width as usize;
}

impl TokenStream for TermStream {
    fn advance(&mut self) -> bool {
        let terms = terms(self.analyzer, &self.text);
        let Some(term) = terms.get(self.next) else {
            return false;
        };
        fill(&mut self.token, terms, term);
        self.next += 1;
        true
    }

    fn process(&mut self, sink: &mut dyn FnMut(&Token)) {
        let terms = terms(self.analyzer, &self.text);
        for term in terms.iter().skip(self.next) {
            fill(&mut self.token, terms, term);
            sink(&self.token);
        }
        self.next = terms.len();
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
