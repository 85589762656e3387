//! Decides which year an article reports on, where its page states no date.

use crate::article::Article;

/// The year that the text of `article` reports on.
pub fn reported_year(_article: &Article) -> Option<i16> {
    None
}
