//! The date line of the article: below the headline, else labelled, else above it.
//! Never today's date of a site's header, never the dates of other articles.

use jiff::civil::Date;

use super::words::is_section;
use crate::extract::date::{DateLine, date_line, events};
use crate::extract::page::{Fate, Line, Page, is_prose, key};

/// How many open lines below the headline may hold the date line.
const HEAD: usize = 6;
/// How many at the end.
const END: usize = 3;
/// How many lines of text are searched for the days of events.
const TEXT: usize = 12;
/// Days between an event and the news of it.
const LATE: i32 = 21;

pub(super) fn apply(page: &mut Page) {
    let mut above = Vec::new();
    let mut below = Vec::new();
    let mut labelled = Vec::new();
    let mut last = Vec::new();
    let open = page.open();
    let title = page.lines.iter().position(|line| line.fate == Fate::Title);
    let body = open
        .iter()
        .copied()
        .find(|&at| is_prose(&page.lines[at].text))
        .unwrap_or(usize::MAX);
    let mut listed = 0;
    for (nth, &at) in open.iter().enumerate() {
        let Some(line) = date_line(&page.lines[at].text) else {
            continue;
        };
        let bare = line.rest.is_empty();
        let section = is_section(&key(&line.rest));
        let found = (at, line);
        if title.is_some_and(|title| at < title) {
            above.push(found);
        } else if section {
            listed += 1;
            if at < body {
                below.push(found);
            }
        } else if at < body
            && nth < HEAD + above.len()
            && (bare || found.1.timed || is_author(&found.1) || !found.1.rest.contains(' '))
        {
            below.push(found);
        } else if found.1.labelled && bare {
            labelled.push(found);
        } else if nth + END >= open.len() && bare {
            last.push(found);
        }
    }
    if listed > 1 {
        // titles with their section and date: a list of other articles
        below.retain(|(_, line)| line.rest.is_empty() || !is_section(&key(&line.rest)));
    }
    let chosen = [&below, &labelled, &last]
        .into_iter()
        .find_map(|lines| lines.first())
        .map(|(_, line)| line.date)
        .or_else(|| header_date(page, &above, title));
    for (at, line) in above.into_iter().chain(below).chain(labelled).chain(last) {
        page.lines[at].drop_as("date");
        if !is_author(&line) || line.rest.is_empty() {
            continue;
        }
        let name = by(&line.rest).unwrap_or(&line.rest);
        if !matches!(name, "admin" | "Admin" | "administrator") {
            let author = &mut page.structured.author;
            author.get_or_insert_with(|| name.to_string());
        }
    }
    page.dateline = page.dateline.or(chosen);
}

/// The date above the headline that is the article's, where one is: the last of
/// several, as the first is today's; a lone one only if it stands right above the
/// headline, names no place, and fits the days and years that the text speaks of.
fn header_date(page: &Page, above: &[(usize, DateLine)], title: Option<usize>) -> Option<Date> {
    let (at, line) = above.last()?;
    let place = !line.rest.is_empty() && !is_section(&key(&line.rest)) && !is_author(line);
    if above.len() > 1 {
        return (!place).then_some(line.date);
    }
    let adjacent = title.is_some_and(|title| {
        page.lines[at + 1..title]
            .iter()
            .all(|between| between.fate == Fate::Noise("header") && is_section(&key(&between.text)))
    });
    if !adjacent || place {
        return None;
    }
    let fits = match days_to_event(page, *at, line.date) {
        Some(days) => days <= LATE,
        None => {
            // `Thứ bảy 05/04/2025 05:46` is how a site prints its clock
            let text = &page.lines[*at].text;
            let clock = line.timed && text.contains(':') && !text.contains([',', '|', '(', '-']);
            let clock = clock && key(text).starts_with(|c: char| c.is_alphabetic());
            let newest = newest_year(page, *at);
            !clock && newest.is_none_or(|year| year + 1 >= line.date.year())
        }
    };
    fits.then_some(line.date)
}

/// How many days `date` lies from the nearest event day that the text below line
/// `at` names.
fn days_to_event(page: &Page, at: usize, date: Date) -> Option<i32> {
    let mut nearest = None;
    let kept = |line: &&Line| line.is_open() || line.fate == Fate::Title;
    for line in page.lines[at + 1..].iter().filter(kept).take(TEXT) {
        for (day, month, year) in events(&line.text) {
            let years = match year {
                Some(year) => year..=year,
                None => date.year() - 1..=date.year() + 1,
            };
            for year in years {
                let Ok(event) = Date::new(year, month, day) else {
                    continue;
                };
                let days = (date - event).get_days().abs();
                nearest = Some(nearest.map_or(days, |nearest: i32| nearest.min(days)));
            }
        }
    }
    nearest
}

/// The latest year that the open lines below line `at` name.
fn newest_year(page: &Page, at: usize) -> Option<i16> {
    let mut newest = None;
    for line in page.lines[at + 1..].iter().filter(|line| line.is_open()) {
        for number in line.text.split(|c: char| !c.is_ascii_digit()) {
            if number.len() == 4
                && let Ok(year) = number.parse::<i16>()
                && (1945..=2100).contains(&year)
            {
                newest = newest.max(Some(year));
            }
        }
    }
    newest
}

/// Whether the words beside a date are a name: all begin with a capital, and at
/// least two of them, or a paper's mark.
fn is_author(line: &DateLine) -> bool {
    if by(&line.rest).is_some() {
        return true;
    }
    let mut words = 0;
    for word in line.rest.split(' ') {
        if !word.starts_with(char::is_uppercase) {
            return false;
        }
        words += 1;
    }
    const PLACES: [&str; 8] = [
        "ha noi",
        "hai phong",
        "da nang",
        "tp hcm",
        "tp ho chi minh",
        "can tho",
        "viet nam",
        "hue",
    ];
    words >= 2 && !PLACES.contains(&key(&line.rest).as_str())
}

/// Who is named behind a date: `Posted on 09/08/2020 by admin`.
fn by(rest: &str) -> Option<&str> {
    ["by ", "By ", "bởi ", "Bởi "]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const PROSE: &str = "Sáng nay, công đoàn quận đã tổng kết hoạt động sáu tháng đầu năm với sự có mặt của đông đảo đại biểu.";

    fn found(text: &str) -> Option<Date> {
        let mut page = Page::of_text(text);
        super::super::header::apply(&mut page);
        super::super::headline::apply(&mut page);
        super::super::tail::apply(&mut page);
        apply(&mut page);
        page.dateline
    }

    #[test]
    fn the_line_below_the_headline_is_the_articles() {
        for text in [
            "Đầu đề của bài\n08:49 | 06/08/2021",
            "Đầu đề của bài\nCông đoàn 06/08/2021 08:49",
            "Đầu đề của bài\nQUÁCH DU LDO | 06/08/2021 21:00",
            "Hải Phòng 14/04/2024\nĐầu đề của bài\nThứ sáu, 06/08/2021",
            "Hải Phòng 14/04/2024\nThứ sáu, 06/08/2021\nĐầu đề của bài",
            "Thứ sáu, 06/08/2021\nĐầu đề của bài",
            "Thứ sáu 06/08/2021 02:00\nĐầu đề của bài ngày 5/8",
            "Đầu đề của bài\nThời sự - 06/08/2021 10:47",
            "Đầu đề của bài\nPosted on 06/08/2021 by admin",
        ] {
            assert_eq!(
                found(&format!("{text}\n{PROSE}")),
                Some(date(2021, 8, 6)),
                "{text}"
            );
        }
    }

    #[test]
    fn other_dates_are_not() {
        for text in [
            format!("Hải Phòng 14/04/2024\nĐầu đề của bài\n{PROSE}"),
            format!("Thứ sáu, 06/08/2021\nHOTLINE: 0900.000.000\nĐầu đề của bài\n{PROSE}"),
            format!("Thứ sáu, 06/08/2021\nĐầu đề của bài\n{PROSE} Tổng kết năm 2016."),
            format!("Chủ nhật 19/05/2024 02:00\nĐầu đề của bài\n{PROSE}"),
            format!("Chủ nhật, 19/05/2024\nĐầu đề của bài\n{PROSE} Sáng 5/4, có lễ."),
            format!("Đầu đề của bài\n{PROSE}\nTin khác\nTin một\nHoạt động 28/03/2025 21:29"),
            format!(
                "Đầu đề của bài\nTin một\nHoạt động 28/03/2025 21:29\nTin hai\nHoạt động 27/03/2025 21:29\n{PROSE}"
            ),
        ] {
            assert_eq!(found(&text), None, "{text}");
        }
    }

    #[test]
    fn a_label_makes_a_date_below_the_text_the_articles() {
        let text = format!(
            "Đầu đề của bài\n{PROSE}\nCập nhật lúc 03:36 ngày 10/10/2015\n{PROSE}\n{PROSE}\n{PROSE}"
        );
        assert_eq!(found(&text), Some(date(2015, 10, 10)));
    }
}
