//! Pure functions over Vietnamese text: normal form, tone placement, folding,
//! tokens, sentences and spans. No I/O, no state.

pub mod fold;
pub mod normalize;
pub mod sentence;
pub mod span;
pub mod token;
pub mod tone;

pub use fold::fold;
pub use normalize::clean;
pub use span::{CharOffsets, Span};
pub use token::{Token, TokenKind, tokens};
