//! A date that the program which saved the page wrote before its first word:
//! `date 2025-08-29 Công đoàn …`. Without a day it gives the year alone; with a time
//! of day it tells when the page was saved, which dates nothing.

use crate::extract::date::{YEARS, is_time, parse};
use crate::extract::page::Page;

pub(super) fn apply(page: &mut Page) {
    let Some(line) = page.lines.first() else {
        return;
    };
    let Some(rest) = line.text.strip_prefix("date ") else {
        return;
    };
    let (stamp, text) = rest.split_once(' ').unwrap_or((rest, ""));
    let Some(year) = year(stamp) else {
        return;
    };
    let (mark, text) = (format!("date {stamp}"), text.to_string());
    // with a time of day it is the moment at which the page was saved
    let clock = text.split(' ').next().is_some_and(is_time);
    if !clock {
        page.dateline = parse(stamp);
        page.dateline_year = Some(year);
    }
    if text.split(' ').all(|word| word.is_empty() || is_time(word)) {
        page.lines[0].drop_as("date");
    } else {
        page.lines[0].text = text;
        page.shed(0, "date", &mark);
    }
}

/// The year of `2025-08-29` or `2025-08`.
fn year(stamp: &str) -> Option<i16> {
    let form = |byte: u8| byte.is_ascii_digit() || byte == b'-';
    let dashes = stamp.matches('-').count();
    if !stamp.bytes().all(form) || !(1..=2).contains(&dashes) {
        return None;
    }
    let year: i16 = stamp.split('-').next()?.parse().ok()?;
    YEARS.contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_stamp_comes_off_the_first_line() {
        let mut page = Page::of_text(" date 2025-08-29 Hội nghị sơ kết\nThân bài.");
        apply(&mut page);
        assert_eq!(page.dateline, Some(date(2025, 8, 29)));
        assert_eq!(page.lines[0].text, "Hội nghị sơ kết");
        let mut page = Page::of_text("date 2018-01 Ngày 10.1 có hội nghị.");
        apply(&mut page);
        assert_eq!((page.dateline, page.dateline_year), (None, Some(2018)));
        for clock in ["09:14:07", "21:30", "07:05:59 PM"] {
            let mut page = Page::of_text(&format!("date 2025-09-15 {clock}\nHội nghị sơ kết"));
            apply(&mut page);
            assert_eq!((page.dateline, page.dateline_year), (None, None), "{clock}");
        }
        let mut page = Page::of_text("date of birth");
        apply(&mut page);
        assert_eq!(page.lines[0].text, "date of birth");
    }
}
