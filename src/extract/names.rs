//! The names of places in the paragraphs of an article, looked for once for all who ask.

use crate::article::{Article, ParagraphKind};
use crate::gazetteer::{Mention, mentions};

/// The mentions of each paragraph, those of captions left out.
#[derive(Debug, Default)]
pub struct Names(Vec<Vec<Mention>>);

impl Names {
    /// Those of `article`.
    pub fn of_article(article: &Article) -> Names {
        let mut names = Vec::with_capacity(article.paragraphs.len());
        for paragraph in &article.paragraphs {
            names.push(match paragraph.kind {
                ParagraphKind::Caption => Vec::new(),
                _ => mentions(&paragraph.text),
            });
        }
        Names(names)
    }

    /// Those of the paragraph number `i`.
    pub fn of(&self, i: usize) -> &[Mention] {
        self.0.get(i).map_or(&[], Vec::as_slice)
    }
}
