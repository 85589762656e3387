//! Dates as pages print them: single values in metadata, and whole date lines
//! (`08:49 | 06/08/2021`, `Thứ ba, 02/11/2021`, `Cập nhật lúc 03:36 ngày 10/10/2015`).

mod events;
mod url;

use std::ops::RangeInclusive;

use jiff::civil::Date;

pub use events::events;
pub use url::in_url;

/// The years a publication may be of.
pub const YEARS: RangeInclusive<i16> = 1945..=2100;

/// A line that is a date and little else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateLine {
    /// The first date on it.
    pub date: Date,
    /// Whether it says what the date is: `Cập nhật`, `Ngày đăng`.
    pub labelled: bool,
    /// Whether a time of day or a weekday stands with it.
    pub timed: bool,
    /// The other words: a section, an author, a place; empty for a bare date.
    pub rest: String,
}

/// One date in any form that a person or a page writes it in. A time with the
/// offset is read as the day it was in Viet Nam.
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    // Jekyll's `2024-05-26 10:00:00 +0700`
    let joined = text.replace(" +", "+").replace(" -", "-");
    if let Ok(moment) = joined.parse::<jiff::Timestamp>() {
        let viet_nam = jiff::tz::TimeZone::fixed(jiff::tz::offset(7));
        return checked(moment.to_zoned(viet_nam).date());
    }
    if let Some((day, _)) = text.split_once('T')
        && let Some(date) = numeric(day)
    {
        return Some(date);
    }
    let line = date_line(text)?;
    line.rest.is_empty().then_some(line.date)
}

/// Reads `text` as a date line; none where it says more than a date, a time, and
/// a few words such as a section or an author.
pub fn date_line(text: &str) -> Option<DateLine> {
    if text.len() > 160 || text.bytes().filter(u8::is_ascii_digit).count() < 5 {
        return None;
    }
    let lower = text.to_lowercase();
    let words = words(text);
    let lower_words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let mut found = None;
    let mut timed = false;
    let mut rest: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let word = lower_words[at].as_str();
        let following = &lower_words[at..];
        if let Some(date) = numeric(word) {
            found.get_or_insert(date);
        } else if let Some((date, used)) = worded(following) {
            found.get_or_insert(date);
            at += used;
            continue;
        } else if is_time(word) {
            timed = true;
        } else if let Some(used) = weekday(following) {
            timed = true;
            at += used;
            continue;
        } else if !is_label(following) && !is_views(following) {
            rest.push(words[at]);
        }
        at += 1;
    }
    let date = found?;
    let labelled = ["cập nhật", "ngày đăng", "đăng lúc", "đăng ngày", "xuất bản"]
        .iter()
        .any(|label| lower.contains(label));
    (rest.len() <= 5).then(|| DateLine {
        date,
        labelled,
        timed,
        rest: rest.join(" "),
    })
}

/// The words of a line, cut also at the marks that stand between date and time.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || "|,()[]•·".contains(c)) {
        let word = word.trim_matches(['.', ':', ';', '-', '–', '—', '"', '\'', '/', '“', '”']);
        if !word.is_empty() {
            words.push(word);
        }
    }
    words
}

/// `6/8/2021`, `06-08-2021`, `6.8.2021`, `2021-08-06`.
fn numeric(word: &str) -> Option<Date> {
    let mark = *word.as_bytes().iter().find(|byte| !byte.is_ascii_digit())?;
    if !matches!(mark, b'/' | b'-' | b'.') {
        return None;
    }
    let mut parts = word.split(char::from(mark));
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    if first.len() == 4 {
        ymd(first, second, third)
    } else {
        ymd(third, second, first)
    }
}

/// `[ngày] 6 tháng 8 [năm] 2021`, `tháng 8 6, 2021`, with the number of words it takes.
fn worded(words: &[String]) -> Option<(Date, usize)> {
    let word = |at: usize| words.get(at).map(String::as_str);
    let month_first = word(0)? == "tháng";
    let (day, month, mut at) = if month_first {
        (word(2)?, month(word(1)?)?, 3)
    } else if word(1)? == "tháng" {
        (word(0)?, month(word(2)?)?, 3)
    } else {
        return None;
    };
    if word(at)? == "năm" {
        at += 1;
    }
    let date = ymd(word(at)?, &month.to_string(), day)?;
    Some((date, at + 1))
}

fn month(word: &str) -> Option<u8> {
    const NAMES: [&str; 10] = [
        "một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười",
    ];
    let named = NAMES.iter().position(|&name| name == word);
    named
        .and_then(|at| u8::try_from(at + 1).ok())
        .or_else(|| word.parse().ok())
}

/// `08:49`, `8:49:05`, `21h15`, `8h`, `14g30`.
pub fn is_time(word: &str) -> bool {
    let Some((hour, rest)) = word.split_once([':', 'h', 'g']) else {
        return false;
    };
    let short = |part: &str| part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = rest.split([':', '\'', 'p']);
    !hour.is_empty() && short(hour) && parts.by_ref().take(3).all(short)
}

/// `thứ ba`, `thứ 3`, `chủ nhật`, `t3`, with the number of words it takes.
fn weekday(words: &[String]) -> Option<usize> {
    let second = words.get(1).map_or("", String::as_str);
    match words.first()?.as_str() {
        "thứ" => matches!(
            second,
            "hai" | "ba" | "tư" | "năm" | "sáu" | "bảy" | "2" | "3" | "4" | "5" | "6" | "7"
        )
        .then_some(2),
        "chủ" => (second == "nhật").then_some(2),
        "cn" | "t2" | "t3" | "t4" | "t5" | "t6" | "t7" => Some(1),
        _ => None,
    }
}

/// Words that say what a date is, or belong to its form.
fn is_label(words: &[String]) -> bool {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let alone = matches!(
        word(0),
        "ngày"
            | "lúc"
            | "cập"
            | "nhật"
            | "đăng"
            | "giờ"
            | "phút"
            | "gian"
            | "lần"
            | "cuối"
            | "date"
            | "posted"
            | "updated"
            | "published"
            | "on"
            | "am"
            | "pm"
            | "sa"
            | "ch"
            | "gmt"
            | "gmt+7"
            | "gmt+07:00"
            | "utc+7"
            | "+7"
            | "7"
            | "năm"
            | "bản"
    );
    // a first half only before its second: `Thời sự` is a section
    alone
        || matches!(
            (word(0), word(1)),
            ("thời", "gian") | ("xuất", "bản") | ("hôm", "nay") | ("nay", _)
        )
}

/// A counter of views: `1.024 lượt xem`.
fn is_views(words: &[String]) -> bool {
    let number = |word: &String| {
        word.bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    let viewed = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| word == "lượt" || word == "xem")
    };
    match words.first() {
        Some(word) if number(word) => viewed(1),
        Some(_) => viewed(0),
        None => false,
    }
}

fn ymd(year: &str, month: &str, day: &str) -> Option<Date> {
    let digits = |part: &str, most: usize| {
        !part.is_empty() && part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if year.len() != 4 || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return None;
    }
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    checked(date.ok()?)
}

fn checked(date: Date) -> Option<Date> {
    YEARS.contains(&date.year()).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn date_lines_are_read_in_every_form() {
        for (text, expected, rest) in [
            ("08:49 | 06/08/2021", date(2021, 8, 6), ""),
            ("04/05/2021 23:09", date(2021, 5, 4), ""),
            ("Thứ ba, 02/11/2021", date(2021, 11, 2), ""),
            ("Thứ sáu, 16/2/2024, 06:00 (GMT+7)", date(2024, 2, 16), ""),
            ("Thứ bảy 05/04/2025 05:46", date(2025, 4, 5), ""),
            ("Cập nhật lúc 03:36 ngày 10/10/2015", date(2015, 10, 10), ""),
            (
                "Chủ Nhật, ngày 7 tháng 6 năm 2020 - 8h30",
                date(2020, 6, 7),
                "",
            ),
            ("Tháng Năm 26, 2024", date(2024, 5, 26), ""),
            ("Ngày đăng: 2019-03-08", date(2019, 3, 8), ""),
            (
                "QUÁCH DU LDO | 25/05/2022 21:00",
                date(2022, 5, 25),
                "QUÁCH DU LDO",
            ),
            ("Hoạt động 28/03/2025 21:29", date(2025, 3, 28), "Hoạt động"),
            ("Hải Phòng 14/04/2024", date(2024, 4, 14), "Hải Phòng"),
            ("12/3/2020 - 1.024 lượt xem", date(2020, 3, 12), ""),
        ] {
            let line = date_line(text).unwrap_or_else(|| panic!("{text} is a date line"));
            assert_eq!((line.date, line.rest.as_str()), (expected, rest), "{text}");
        }
        assert!(
            date_line("Cập nhật lúc 03:36 ngày 10/10/2015")
                .is_some_and(|line| line.labelled && line.timed)
        );
    }

    #[test]
    fn sentences_and_impossible_dates_are_no_date_lines() {
        for text in [
            "Ngày 26/5/2024, công đoàn quận tổ chức hội nghị sơ kết sáu tháng",
            "31/6/2021",
            "24/52/2021",
            "tháng 5/2024",
            "0903.343.439",
            "2017 - 2022",
            "",
        ] {
            assert_eq!(date_line(text), None, "{text}");
        }
    }

    #[test]
    fn single_values_are_read() {
        for (text, expected) in [
            ("2021-01-23T19:52:59+07:00", date(2021, 1, 23)),
            ("2021-01-23T19:52:59Z", date(2021, 1, 24)),
            ("2021-01-23 19:52:59 +0700", date(2021, 1, 23)),
            ("2021-01-23 19:52:59 -0500", date(2021, 1, 24)),
            ("2021-01-23T19:52:59", date(2021, 1, 23)),
            ("2021-01-23T19:52", date(2021, 1, 23)),
            ("2021-01-23 19:52:59", date(2021, 1, 23)),
            ("23/1/2021", date(2021, 1, 23)),
            ("2021-01-23", date(2021, 1, 23)),
        ] {
            assert_eq!(parse(text), Some(expected), "{text}");
        }
        for text in ["", "hôm nay", "2021", "Hà Nội 23/1/2021", "1821-01-23"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_line_breaks_it(text in "[0-9/.:hg| \u{1ea3}-\u{1eb0}-]{0,60}|\\PC{0,60}") {
            let line = date_line(&text);
            prop_assert!(line.is_none_or(|line| YEARS.contains(&line.date.year())));
            let _ = parse(&text);
            prop_assert!(in_url(&text).is_none_or(|date| YEARS.contains(&date.year())));
        }
    }
}
