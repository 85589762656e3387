//! The analyzers as tantivy tokenizers.

use std::cell::RefCell;
use std::sync::Arc;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::{Analyzer, Terms};

/// Texts whose terms are kept: a passage's own and those of its article's context.
const KEPT: usize = 4;

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

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream {
        TermStream {
            terms: RECENT.with_borrow_mut(|recent| recent.terms(self.analyzer, text)),
            next: 0,
            token: Token::default(),
        }
    }
}

thread_local! {
    /// The same text comes once for each field, and the title with every passage.
    static RECENT: RefCell<Recent> = const { RefCell::new(Recent { texts: Vec::new() }) };
}

/// The terms of the texts that came last, the latest in front.
struct Recent {
    texts: Vec<Analyzed>,
}

struct Analyzed {
    text: String,
    exact: Arc<Terms>,
    folded: Option<Arc<Terms>>,
}

impl Recent {
    fn terms(&mut self, analyzer: Analyzer, text: &str) -> Arc<Terms> {
        match self.texts.iter().position(|known| known.text == text) {
            Some(at) => self.texts[..=at].rotate_right(1),
            None => {
                self.texts.truncate(KEPT - 1);
                self.texts.insert(
                    0,
                    Analyzed {
                        text: text.to_string(),
                        exact: Arc::new(Analyzer::Exact.terms(text)),
                        folded: None,
                    },
                );
            }
        }
        let known = &mut self.texts[0];
        match analyzer {
            Analyzer::Exact => known.exact.clone(),
            Analyzer::Folded => {
                let exact = &known.exact;
                let folded = known.folded.get_or_insert_with(|| {
                    let mut terms = Terms::clone(exact);
                    Analyzer::Folded.go_on(Analyzer::Exact, text, &mut terms);
                    Arc::new(terms)
                });
                folded.clone()
            }
        }
    }
}

/// The terms of one text, one after the other.
#[derive(Debug)]
pub struct TermStream {
    terms: Arc<Terms>,
    next: usize,
    token: Token,
}

impl TokenStream for TermStream {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_changes_nothing() {
        let texts = [
            "Đoàn viên CĐCS",
            "Thuý",
            "24/52",
            "Đoàn viên CĐCS",
            "x",
            "y",
            "Thuý",
        ];
        for analyzer in [Analyzer::Folded, Analyzer::Exact, Analyzer::Folded] {
            let mut tokenizer = SyllableTokenizer::new(analyzer);
            for text in texts {
                let terms = analyzer.terms(text);
                let mut found = Vec::new();
                let mut stream = tokenizer.token_stream(text);
                while stream.advance() {
                    let token = stream.token();
                    found.push((token.text.clone(), token.position, token.offset_from));
                }
                let mut wanted = Vec::new();
                for term in terms.iter() {
                    let place = (term.position as usize, term.span.start);
                    wanted.push((terms.text(term).to_string(), place.0, place.1));
                }
                assert_eq!(found, wanted, "{text}");
            }
        }
    }
}
