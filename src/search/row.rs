//! A figure as a row of a table: what it counts, where and when.

use std::rc::Rc;

use crate::article::{Article, Figure};
use crate::index::figure_noun::noun_of;
use crate::text::Span;

use super::flow::{Act, act, tells_added};

/// One figure with what is known of it.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its article, without the body's text.
    pub article: Rc<Article>,
    /// The figure, with spans in `sentence`.
    pub figure: Figure,
    /// The sentence that states it.
    pub sentence: String,
    /// The year of its period, else of its article.
    pub year: Option<i16>,
    /// The facet path of its place, else of its article's first place.
    pub place: Option<String>,
    /// What is counted, the same for all spellings; empty where no noun stands there.
    pub noun: String,
    /// The noun that was asked for, where the words before the number name it and its own
    /// noun says little: `tổng số đoàn viên là 18.446 người`.
    pub asked: Option<String>,
    /// What was done, if it may be summed with others of its kind.
    pub act: Option<Act>,
}

impl Row {
    /// The words of the figure.
    pub fn text(&self) -> &str {
        self.figure.span.of(&self.sentence)
    }

    /// Whether it is set against a target before the year is over: what was attained in six
    /// months of what is to be attained in twelve.
    pub fn is_of_part_year(&self) -> bool {
        let figure = &self.figure;
        let against = figure.target.is_some() || figure.percent.is_some();
        let measured = against && figure.total.is_none();
        let (from, to) = self.months();
        let one_year = from.get(..4) == to.get(..4);
        measured && one_year && !to.is_empty() && !to.ends_with("-12")
    }

    /// The first and the last month it covers; empty where nothing is known.
    pub fn months(&self) -> (String, String) {
        match (&self.figure.period, self.year) {
            (Some(period), _) => (period.from.clone(), period.to.clone()),
            (None, Some(year)) => (format!("{year:04}-01"), format!("{year:04}-12")),
            (None, None) => (String::new(), String::new()),
        }
    }
}

/// The row of `figure`, which stands in a `sentence` of `text`.
pub(super) fn row(article: &Rc<Article>, text: &str, sentence: Span, figure: &Figure) -> Row {
    // A figure that runs past its sentence takes the rest along.
    let end = sentence.end.max(figure.end());
    let words = text.get(sentence.start..end).unwrap_or("");
    let figure = figure.rebased(sentence.start);
    let before = words.get(..figure.span.start).unwrap_or("");
    let after = words.get(figure.end()..).unwrap_or("");
    // `2.512 đoàn viên kết nạp mới (đạt 106,9%)`: before the percent too
    let beside = words.get(figure.span.end..).unwrap_or("");
    let after = if tells_added(beside) { beside } else { after };
    let noun = noun_of(figure.noun.as_deref().unwrap_or(""));
    Row {
        asked: None,
        act: act(&figure, before, after),
        year: year_of(&figure, article.year),
        place: figure
            .place
            .clone()
            .or_else(|| article.places.first().map(|place| place.path())),
        noun: noun.strip_suffix(" mới").unwrap_or(&noun).to_string(),
        sentence: words.to_string(),
        article: Rc::clone(article),
        figure,
    }
}

/// The year of the figure's period; of a period of several years the one nearest to
/// the article's.
fn year_of(figure: &Figure, of_article: Option<i16>) -> Option<i16> {
    let year = |month: &str| month.get(..4).and_then(|year| year.parse::<i16>().ok());
    let Some(period) = &figure.period else {
        return of_article;
    };
    match (year(&period.from), year(&period.to)) {
        (Some(from), Some(to)) => match of_article {
            Some(own) if from <= to => Some(own.clamp(from, to)),
            _ => Some(to),
        },
        _ => of_article,
    }
}
