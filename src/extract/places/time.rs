//! When an article was written, as far as its places need to know.

use jiff::civil::{Date, date};

use crate::article::Article;
use crate::gazetteer::REFORM;

/// The day before the reform: what an undated article is filed by.
pub(super) const BEFORE: Date = date(2025, 6, 30);

/// A day that stands for the article's time; none where nothing is known.
pub(super) fn day_of(article: &Article) -> Option<Date> {
    if article.published.is_some() {
        return article.published;
    }
    let year = article.year?;
    if year != REFORM.year() {
        return told_day(article, year).or(Date::new(year, 12, 1).ok());
    }
    Some(if names_later_half(article) {
        date(2025, 12, 1)
    } else {
        BEFORE
    })
}

/// The first day, or month, of `year` that the text names: `13/3/2008`, `tháng 3/2008`,
/// `ngày 13 tháng 3 năm 2008`. Within a year units change.
fn told_day(article: &Article, year: i16) -> Option<Date> {
    let digits = year.to_string();
    let body = article.body().map(|paragraph| paragraph.text.as_str());
    for text in std::iter::once(article.title.as_str()).chain(body) {
        for (at, _) in text.match_indices(&digits) {
            let before = text[..at].trim_end_matches(['/', '-', '.', ' ']);
            let before = before.strip_suffix("năm").map_or(before, str::trim_end);
            let (rest, month) = number_at_end(before);
            if !(1..=12).contains(&month) || text[..at].len() - rest.len() > 16 {
                continue;
            }
            let worded = rest.trim_end().strip_suffix("tháng");
            let joined = rest.ends_with(['/', '-', '.']);
            if worded.is_none() && !joined {
                continue;
            }
            let head = worded
                .unwrap_or(rest)
                .trim_end_matches(['/', '-', '.', ' ']);
            let (_, day) = number_at_end(head);
            let day = if (1..=31).contains(&day) { day } else { 1 };
            if let Ok(date) = Date::new(year, month, day) {
                return Some(date);
            }
        }
    }
    None
}

/// The number of one or two digits that `text` ends in, or 0, and what stands before it.
fn number_at_end(text: &str) -> (&str, i8) {
    let rest = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &text[rest.len()..];
    if digits.is_empty() || digits.len() > 2 {
        return (rest, 0);
    }
    (rest, digits.parse().unwrap_or(0))
}

/// Words that only an article after the reform has.
const REFORMED: &[&str] = &[
    "chính quyền địa phương 2 cấp",
    "chính quyền địa phương hai cấp",
    "chính quyền 2 cấp",
    "chính quyền hai cấp",
    "Công đoàn phường",
    "công đoàn phường",
    "Công đoàn xã",
    "công đoàn xã",
    "sau sáp nhập",
    "sau khi sáp nhập",
    "sau sắp xếp",
    "sau hợp nhất",
];
/// Words that only an article before it has.
const UNREFORMED: &[&str] = &[
    "LĐLĐ quận",
    "LĐLĐ huyện",
    "LĐLĐ thị xã",
    "Liên đoàn Lao động quận",
    "Liên đoàn Lao động huyện",
    "Liên đoàn lao động quận",
    "Liên đoàn lao động huyện",
    "Quận ủy",
    "Huyện ủy",
    "UBND quận",
    "UBND huyện",
];

/// Whether the text has signs of the time after the reform, and none of the time before.
pub(super) fn looks_reformed(article: &Article) -> bool {
    let any = |words: &[&str]| {
        let has = |text: &str| words.iter().any(|word| text.contains(word));
        has(&article.title) || article.body().any(|paragraph| has(&paragraph.text))
    };
    any(REFORMED) && !any(UNREFORMED)
}

/// Whether an article of 2025 speaks of July or later.
fn names_later_half(article: &Article) -> bool {
    if looks_reformed(article) {
        return true;
    }
    let late = |text: &str| {
        ["7", "8", "9", "10", "11", "12"].iter().any(|month| {
            text.contains(&format!("/{month}/2025"))
                || text.contains(&format!("tháng {month}/2025"))
        })
    };
    let any_late = article.body().any(|paragraph| late(&paragraph.text));
    let any_old = article
        .body()
        .any(|paragraph| UNREFORMED.iter().any(|word| paragraph.text.contains(word)));
    any_late && !any_old
}
