//! Pure functions over Vietnamese text: normal form, tone placement, folding,
//! tokens, numbers, syllables, sentences and spans. No I/O, no state.

pub mod fold;
pub mod normalize;
pub mod number;
pub mod sentence;
pub mod span;
pub mod syllable;
pub mod token;
pub mod tone;

pub use fold::fold;
pub use normalize::clean;
pub use span::{CharOffsets, Span};
pub use token::{Token, TokenKind, tokens};
