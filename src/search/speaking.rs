//! Which articles may have figures of a place: those about it, and those that name it in
//! passing. A figure is of the place that its own sentence names, whatever its article is about.

use std::collections::HashSet;

use tantivy::query::{BooleanQuery, EnableScoring, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher, Term};

use crate::analysis::{Analyzer, TermKind};
use crate::gazetteer::names_within;
use crate::index::columns::SegmentColumns;
use crate::index::reader::{View, header_of};
use crate::index::schema::fields;

use super::facets::{Filter, PlaceFilter};

/// The articles that may speak of the wanted places.
#[derive(Debug)]
pub enum Speaking {
    /// Any.
    Any,
    /// Those about one of them, and those with these headers.
    Of(HashSet<DocAddress>),
}

impl Speaking {
    /// Those of `view` that may speak of the places in `filter`; none without any.
    pub fn of(view: &View, filter: &Filter) -> tantivy::Result<Option<Speaking>> {
        // A figure passes both filters; the narrower decides.
        let wanted = match filter.districts.is_empty() {
            true => &filter.provinces,
            false => &filter.districts,
        };
        if wanted.is_empty() {
            return Ok(None);
        }
        let mut names = Vec::new();
        for place in wanted {
            match place.path().map(names_within) {
                Some(Some(within)) => names.extend(within),
                // of a figure without a place nothing can be told before
                _ => return Ok(Some(Speaking::Any)),
            }
        }
        names.sort_unstable();
        names.dedup();
        let query = BooleanQuery::union(names.into_iter().map(has_words_of).collect());
        let headers = headers(&view.searcher, &view.columns, &query)?;
        Ok(Some(Speaking::Of(headers)))
    }

    /// Whether the article with this header may.
    pub fn contains(&self, header: DocAddress) -> bool {
        match self {
            Speaking::Any => true,
            Speaking::Of(headers) => headers.contains(&header),
        }
    }
}

/// Asks for all the words of a name, marks or not: a little more than the name itself.
fn has_words_of(name: &str) -> Box<dyn Query> {
    let terms = Analyzer::Folded.terms(name);
    let mut all: Vec<Box<dyn Query>> = Vec::new();
    for term in terms.iter().filter(|term| term.kind == TermKind::Syllable) {
        let term = Term::from_field_text(fields().folded, terms.text(term));
        all.push(Box::new(TermQuery::new(term, IndexRecordOption::Basic)));
    }
    Box::new(BooleanQuery::intersection(all))
}

/// The headers of the articles of which a passage matches, deleted ones included.
fn headers(
    searcher: &Searcher,
    columns: &[SegmentColumns],
    query: &BooleanQuery,
) -> tantivy::Result<HashSet<DocAddress>> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let mut headers = HashSet::new();
    for (ord, segment) in searcher.segment_readers().iter().enumerate() {
        let ordinals = &columns[ord].ordinals;
        weight.for_each_no_score(segment, &mut |docs| {
            for &doc in docs {
                let ordinal = ordinals.first(doc).unwrap_or(0) as u32;
                headers.insert(header_of(DocAddress::new(ord as u32, doc), ordinal));
            }
        })?;
    }
    Ok(headers)
}

impl Filter {
    /// Whether a figure of this place is wanted, by the place alone.
    pub fn is_of_place(&self, place: Option<&str>) -> bool {
        let below = place.is_some_and(|path| path.matches('/').count() > 1);
        let accepts = |wanted: &[PlaceFilter], known: bool| {
            wanted.is_empty()
                || wanted.iter().any(|wanted| match wanted {
                    PlaceFilter::Untagged => !known,
                    wanted => place.is_some_and(|path| wanted.accepts(path)),
                })
        };
        accepts(&self.provinces, place.is_some()) && accepts(&self.districts, below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_passes_by_its_own_place() {
        let path = |path: &str| PlaceFilter::Path(path.into());
        let of = |provinces: Vec<PlaceFilter>, districts: Vec<PlaceFilter>| Filter {
            provinces,
            districts,
            ..Filter::default()
        };
        for (filter, place, wanted) in [
            (of(vec![], vec![]), None, true),
            (
                of(vec![path("/Hà Nội")], vec![]),
                Some("/Hà Nội/Tây Hồ"),
                true,
            ),
            (of(vec![path("/Hà Nội")], vec![]), Some("/Hà Nam"), false),
            (of(vec![path("/Hà Nội")], vec![]), None, false),
            (
                of(vec![], vec![path("/Hà Nội/Tây Hồ")]),
                Some("/Hà Nội"),
                false,
            ),
            (
                of(vec![], vec![path("/Hà Nội/Tây Hồ")]),
                Some("/Hà Nội/Tây Hồ/phường Tây Hồ"),
                true,
            ),
            (
                of(vec![], vec![PlaceFilter::Untagged]),
                Some("/Hà Nội"),
                true,
            ),
            (
                of(vec![], vec![PlaceFilter::Untagged]),
                Some("/Hà Nội/Tây Hồ"),
                false,
            ),
            (
                of(vec![PlaceFilter::Untagged], vec![]),
                Some("/Hà Nội"),
                false,
            ),
            (of(vec![PlaceFilter::Untagged], vec![]), None, true),
        ] {
            assert_eq!(filter.is_of_place(place), wanted, "{filter:?} {place:?}");
        }
    }
}
