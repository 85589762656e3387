//! The relatives of an article: its copies, and the same story with other figures.

use tantivy::schema::Term;
use tantivy::{DocAddress, Searcher};

use crate::article::Article;
use crate::duplicates::{Kin, Print, kin};
use crate::error::{Error, Result};
use crate::index::Reader;
use crate::index::reader::{View, headers, record, whole_article};
use crate::index::record::HeaderRecord;
use crate::index::schema::fields;

/// What an article is related to, without the texts: the first published first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Relatives {
    /// Its copies: the same story.
    pub duplicates: Vec<Article>,
    /// The same story with other figures.
    pub similar: Vec<Article>,
}

/// The relatives of the article with this id or path; none where there is no such article.
pub fn relatives(reader: &Reader, id: &str) -> Result<Relatives> {
    let damaged = Error::tantivy("search", reader.root());
    let view = reader.look().map_err(damaged)?;
    for field in [fields().id, fields().path] {
        let found = headers(&view.searcher, Term::from_field_text(field, id))?;
        if let Some(&header) = found.first() {
            return relatives_of(&view, header);
        }
    }
    Ok(Relatives::default())
}

/// The relatives of the article whose header stands at `header`.
pub(super) fn relatives_of(view: &View, header: DocAddress) -> Result<Relatives> {
    let mut found = Relatives::default();
    let own = view.kinship(header);
    let Some(family) = own.family else {
        return Ok(found);
    };
    let searcher = &view.searcher;
    let mut print = None;
    for other in headers(searcher, Term::from_field_u64(fields().family, family))? {
        if other == header {
            continue;
        }
        if own.group.is_some() && view.kinship(other).group == own.group {
            found.duplicates.push(summary(searcher, other)?);
            continue;
        }
        // A family holds what is kin over any number of steps; one step is asked for.
        if print.is_none() {
            print = Some(Print::of(&whole_article(searcher, header)?));
        }
        let theirs = Print::of(&whole_article(searcher, other)?);
        if print
            .as_ref()
            .is_some_and(|mine| kin(mine, &theirs) != Kin::None)
        {
            found.similar.push(summary(searcher, other)?);
        }
    }
    for list in [&mut found.duplicates, &mut found.similar] {
        list.sort_by(|a, b| rank(a).cmp(&rank(b)));
    }
    Ok(found)
}

fn summary(searcher: &Searcher, header: DocAddress) -> Result<Article> {
    let HeaderRecord { article, .. } = record(searcher, header)?;
    Ok(article)
}

fn rank(article: &Article) -> (bool, Option<jiff::civil::Date>, &str) {
    (article.published.is_none(), article.published, &article.id)
}
