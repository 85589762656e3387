//! Decides which places an article is about.

use crate::article::{Article, Place};

/// The places that `article` is about, the most important first.
pub fn places(_article: &Article) -> Vec<Place> {
    Vec::new()
}
