//! Pure functions over Vietnamese text: normal form, tone placement, folding,
//! tokens, numbers, syllables, sentences, spans and the order of names. No I/O, no state.

pub mod accents;
pub mod bytes;
pub mod collate;
pub mod distance;
pub mod fold;
pub mod normalize;
pub mod number;
pub mod sentence;
pub mod span;
pub mod syllable;
pub mod token;
pub mod tone;
pub mod vowel;

pub use distance::distance;
pub use fold::{fold, lower};
pub use normalize::{clean, printable};
pub use span::{CharOffsets, Span};
pub use token::{Token, TokenKind, tokens};
