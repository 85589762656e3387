//! When an article was written, as far as its places need to know.

use jiff::civil::{Date, date};

use crate::article::Article;
use crate::extract::year::reported_year;
use crate::gazetteer::REFORM;

/// The day before the reform: what an undated article is filed by.
pub(super) const BEFORE: Date = date(2025, 6, 30);

/// A day that stands for the article's time; none where nothing is known.
pub(super) fn day_of(article: &Article) -> Option<Date> {
    if article.published.is_some() {
        return article.published;
    }
    let year = article.year.or_else(|| reported_year(article))?;
    if year != REFORM.year() {
        return Date::new(year, 12, 1).ok();
    }
    Some(if names_later_half(article) {
        date(2025, 12, 1)
    } else {
        BEFORE
    })
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
