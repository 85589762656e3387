//! The period that a figure covers.

use crate::article::Figure;
use crate::article::figure::Period;
use crate::extract::figures::when::Mention;
use crate::text::Span;

use super::infer;

/// Periods of earlier sentences that are looked at for a figure without one.
const FEW: usize = 4;

/// The longest name in quotes, in bytes.
const LONGEST_NAME: usize = 400;

/// The period named before the figure in its sentence, else behind it, else in the
/// sentences before it; the article's year where none is.
pub(super) fn set(
    figure: &mut Figure,
    text: &str,
    sentence: Span,
    periods: &[Mention],
    whole_year: Option<&Period>,
    year: Option<i16>,
) {
    let before = periods.partition_point(|mention| mention.span.start < figure.span.start);
    let within = |mention: &&Mention| {
        sentence.start <= mention.span.start && mention.span.end <= sentence.end
    };
    let (earlier, later) = periods.split_at(before);
    let governs = |mention: &&Mention| !is_titled_apart(text, mention.span, figure.span);
    let nearest = earlier
        .iter()
        .rev()
        .take_while(within)
        .find(governs)
        .or_else(|| later.first().filter(within).filter(governs))
        .or_else(|| earlier.iter().rev().take(FEW).find(governs));
    if let Some(mention) = nearest {
        // `cuối tháng 11 …, đến nay quận đã kết nạp`: from January on
        let between = text.get(mention.span.end..figure.span.start).unwrap_or("");
        let to_date = mention.is_month()
            && ["đến nay", "tới nay"]
                .iter()
                .any(|words| between.contains(words));
        let since = to_date.then(|| mention.since_january());
        figure.period = since.as_ref().unwrap_or(mention).period(text, year);
        if figure.period.is_some() {
            if !mention.has_year() {
                infer(figure, "period");
            }
            return;
        }
    }
    if let Some(period) = whole_year {
        figure.period = Some(period.clone());
        infer(figure, "period");
    }
}

/// Whether `period` stands in quotes that `figure` stands outside of: in the name of a
/// course or a contest.
fn is_titled_apart(text: &str, period: Span, figure: Span) -> bool {
    let (from, to) = if period.end <= figure.start {
        (period.end, figure.start)
    } else {
        (figure.end, period.start)
    };
    // they may share a word: `trong năm đ`
    if from > to {
        return false;
    }
    // a name is short; and a text of one endless sentence is read in linear time
    if to - from > LONGEST_NAME {
        return false;
    }
    let between = text.get(from..to).unwrap_or("");
    let before = period.end <= figure.start;
    let straight = between.matches('"').count() % 2 == 1;
    if straight {
        let mut from = period.start.saturating_sub(LONGEST_NAME);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let opened = text.get(from..period.start).unwrap_or("");
        return opened.matches('"').count() % 2 == 1;
    }
    // the quotes between them close or open around the period
    if before {
        let first = between.find(['“', '”', '«', '»']);
        first.is_some_and(|at| between[at..].starts_with(['”', '»']))
    } else {
        let last = between.rfind(['“', '”', '«', '»']);
        last.is_some_and(|at| between[at..].starts_with(['“', '«']))
    }
}
