//! A date that the program which saved the page wrote before its first word:
//! `date 2025-08-29 Công đoàn …`. Without a day it gives the year alone.

use crate::extract::date::{YEARS, parse};
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
    page.dateline = parse(stamp);
    page.dateline_year = Some(year);
    if text.is_empty() {
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
        let mut page = Page::of_text("date of birth");
        apply(&mut page);
        assert_eq!(page.lines[0].text, "date of birth");
    }
}
