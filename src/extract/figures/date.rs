//! Days, months and years in all the forms of the press: `26/5`, `16.1`, `6-8`,
//! `12-6-2021`, `5/2025`, `ngày 24 đến 26/9`, `2023-2028`.

use crate::article::Approx;

use super::attained;
use super::noun;
use super::numeral::{Form, Numeral};
use super::token::Line;
use super::{Found, Reader, percent, units};

/// Words right before a number that make it a day, whatever follows.
const DAY_WORDS: [&str; 16] = [
    "ngày",
    "sáng",
    "trưa",
    "chiều",
    "tối",
    "đêm",
    "khuya",
    "hôm",
    "mùng",
    "mồng",
    "dịp",
    "lễ",
    "đường",
    "phố",
    "rạng",
    "rằm",
];

/// Words that often stand before a day, and before other numbers too.
const MAYBE: [&str; 16] = [
    "từ",
    "đến",
    "tới",
    "trước",
    "sau",
    "nay",
    "qua",
    "mai",
    "và",
    "hết",
    "vào",
    "kể",
    "sang",
    "thưởng",
    "khánh",
    "nhật",
];

/// Recognises a date or a part of one.
pub fn recognise(reader: &Reader, at: usize) -> Option<Found> {
    let line = reader.line;
    if !line.is_number(at) {
        return None;
    }
    full(line, at)
        .or_else(|| years(line, at))
        .or_else(|| named(line, at))
        .or_else(|| short(reader, at))
        .map(Found::Nothing)
}

/// A date with its year, or a chain of slashes longer than any ratio.
fn full(line: &Line, at: usize) -> Option<usize> {
    let digits = line.word(at);
    // `2.3.2023`, glued
    if digits.matches('.').count() == 2 && is_dotted_date(digits) {
        return Some(at + 1);
    }
    let joint =
        |i: usize| line.is_mark(i, '/') || line.is_dash(i) && line.glued(i) && line.glued(i + 1);
    if joint(at + 1) && line.is_number(at + 2) && joint(at + 3) && line.is_number(at + 4) {
        let slashes = line.is_mark(at + 1, '/') && line.is_mark(at + 3, '/');
        let dated = day_month(line.word(at), line.word(at + 2)) && is_year(line.word(at + 4));
        // `1/5/2020`, and `1/2/3/4`, which is nothing at all
        if dated && !slashes {
            return Some(at + 5);
        }
        if slashes {
            let mut end = at + 5;
            while line.is_mark(end, '/') && line.is_number(end + 1) {
                end += 2;
            }
            return Some(end);
        }
    }
    // `1-2-3-4` is a code
    let mut end = at + 1;
    while line.is_dash(end) && joint(end) && line.is_number(end + 1) {
        end += 2;
    }
    if end > at + 6 {
        return Some(end);
    }
    // `24.5.2023` as `24.5/2023`, `5/2025`, `5-2025`, `1.2017` behind `tháng`
    if joint(at + 1) && is_year(line.word(at + 2)) {
        let month = Numeral::read(digits).is_some_and(|n| n.small(12).is_some());
        let day = short_dotted(digits);
        let before = line.word(at.wrapping_sub(1));
        let slash = line.is_mark(at + 1, '/');
        if (month && slash || day || month && matches!(before, "tháng" | "quý" | "quí"))
            && !line.is_mark(at + 3, '%')
        {
            return Some(at + 3);
        }
    }
    None
}

/// Years and spans of years: `2023-2028`, `(1469 - 2024)`, `từ 2021 đến 2025`.
fn years(line: &Line, at: usize) -> Option<usize> {
    if !is_year(line.word(at)) {
        return None;
    }
    let joint = line.is_dash(at + 1)
        || line.is_mark(at + 1, '/')
        || matches!(line.word(at + 1), "đến" | "tới" | "và");
    if joint && is_year(line.word(at + 2)) && !line.is_mark(at + 3, '%') {
        return Some(at + 3);
    }
    None
}

/// A number behind `ngày`, `tháng`, `quý`, `năm`, `tuổi`, with what is joined to it.
fn named(line: &Line, at: usize) -> Option<usize> {
    let numeral = Numeral::read(line.word(at));
    let before = line.word(at.wrapping_sub(1));
    let each = matches!(
        line.word(at.wrapping_sub(2)),
        "mỗi" | "hàng" | "hằng" | "một" | "từng"
    );
    let small = |most| numeral.is_some_and(|n| n.small(most).is_some());
    let one = match before {
        "ngày" | "mùng" | "mồng" | "hôm" => {
            (small(31) || short_dotted(line.word(at))) && !each
        }
        "tháng" => (small(12) || line.word(at).contains([',', '.'])) && !each,
        "quý" | "quí" => small(4) && !each,
        "năm" => {
            line.word(at).len() == 4 && !each && numeral.is_some_and(|n| n.form == Form::Plain)
        }
        "tuổi" | "thế" | "kỷ" | "kỉ" => true,
        _ => false,
    };
    if !one || is_counted_surely(line, at + 1) {
        return None;
    }
    Some(joined(line, at))
}

/// The end of the days or months joined from token `at` on: `20 đến 25/11/2024`, `9 và 10-2`.
fn joined(line: &Line, at: usize) -> usize {
    let mut end = at + 1;
    loop {
        if (line.is_mark(end, '/') || line.is_dash(end) && line.glued(end))
            && line.is_number(end + 1)
        {
            end += 2;
            continue;
        }
        // `tháng 5, 6 năm 2020`; a noun behind the second number makes it a count
        let joint = line.is_dash(end)
            || line.is_mark(end, ',')
            || matches!(line.word(end), "đến" | "tới" | "và");
        let mut next = end + 1;
        if line.word(next) == "ngày" && !line.is_mark(end, ',') {
            next += 1;
        }
        let day =
            line.is_number(next) && (line.word(next).len() <= 2 || short_dotted(line.word(next)));
        // `30/6, 18/18 quận`, `4-6, 4-6 đội`
        let slash = line.is_mark(next + 1, '/') || line.is_dash(next + 1);
        let slashed = slash && line.is_number(next + 2);
        let dated = !slashed
            || day_month(line.word(next), line.word(next + 2)) && !is_counted(line, next + 3);
        if !joint || !day || !dated || is_counted(line, next + 1) {
            return end;
        }
        end = next + 1;
    }
}

/// A day and a month without the year: `26/5`, `16.1`, `6-8`.
fn short(reader: &Reader, at: usize) -> Option<usize> {
    let line = reader.line;
    let before = line.word(at.wrapping_sub(1));
    let sure = DAY_WORDS.contains(&before);
    if short_dotted(line.word(at)) && !line.is_mark(at + 1, '%') && !line.is_mark(at + 1, '/') {
        let dash = line.is_dash(at + 1) && short_dotted(line.word(at + 2));
        if (sure || dash) && !is_measured(line, at + 1) {
            return Some(if dash { at + 3 } else { at + 1 });
        }
        return None;
    }
    let slash = line.is_mark(at + 1, '/');
    let dash = line.is_dash(at + 1);
    if !(slash || dash) || !line.is_number(at + 2) {
        return None;
    }
    let end = at + 3;
    if dash {
        // `6-8` is a day only behind a word that says so; `2 - 5/6` are days
        let dated = line.is_mark(end, '/') && day_month(line.word(at + 2), line.word(end + 1));
        let month = day_month(line.word(at), line.word(at + 2)) && line.glued(at + 1);
        if sure && (month || dated)
            || dated && MAYBE.contains(&before) && !is_counted(line, end + 2)
        {
            return Some(joined(line, at));
        }
        let loose =
            MAYBE.contains(&before) && month && !is_counted(line, end) && !line.is_mark(end, '%');
        return (loose && !line.is_word(end)).then_some(end);
    }
    if !day_month(line.word(at), line.word(at + 2)) {
        return None;
    }
    if is_ratio(line, at, sure) {
        return None;
    }
    Some(joined(line, at).max(end))
}

/// Whether `d/m` at token `at` is a ratio after all.
fn is_ratio(line: &Line, at: usize, sure: bool) -> bool {
    let end = at + 3;
    let number = |i| Numeral::read(line.word(i)).map_or(0.0, |n| n.amount().0);
    let (value, whole) = (number(at), number(at + 2));
    let noun_end = noun::phrase(line, end).map_or(end, |phrase| phrase.end);
    let proven = attained::after(line, noun_end, value, whole)
        .is_some_and(|percent| attained::agrees(value, whole, percent.value));
    if proven {
        return true;
    }
    if sure {
        return false;
    }
    let sense = super::approx::before(line, at, 0).1;
    let blurred = matches!(sense, Some(Approx::Gt | Approx::Lt)) && whole <= 5.0;
    let fraction = (matches!(line.word(end), "số" | "tổng") || blurred) && value < whole;
    if fraction || units::measure(line, end).is_some() || units::currency(line, end).is_some() {
        return true;
    }
    if line.word(end) == "điểm" && !line.is_word(end + 1) {
        return true;
    }
    let opens = line.opens_sentence(at) && !line.is_mark(at.wrapping_sub(1), ':');
    let titled = line.is_titled(end);
    if !noun::is_known_head(line, end) || opens && is_body(line, end) {
        // an unknown small noun right behind, with no word of time before
        let before = line.word(at.wrapping_sub(1));
        let approximated = super::approx::before(line, at, 0).1.is_some();
        return !opens
            && (approximated || matches!(before, "có" | "cả" | "được" | "là" | "gồm" | "đã"))
            && line.is_word(end)
            && !titled
            && noun::phrase(line, end).is_some();
    }
    !(MAYBE.contains(&line.word(at.wrapping_sub(1))) && is_body(line, end))
}

/// Whether a body that acts stands at token `at`, as behind a date: `26/5, LĐLĐ quận`.
fn is_body(line: &Line, at: usize) -> bool {
    matches!(
        line.word(at),
        "công" | "liên" | "lđlđ" | "ban" | "ubnd" | "hội" | "đoàn" | "tổng" | "cđ" | "công ty"
    ) && line.raw(at).chars().next().is_some_and(char::is_uppercase)
        || line.word(at) == "lđlđ"
}

/// Whether a counted noun, money or a percent stands at token `at`.
fn is_counted(line: &Line, at: usize) -> bool {
    noun::is_known_head(line, at)
        || is_measured(line, at)
        || line.is_mark(at, '/') && !line.is_number(at + 1)
}

fn is_measured(line: &Line, at: usize) -> bool {
    units::magnitude(line, at).is_some()
        || units::currency(line, at).is_some()
        || units::measure(line, at).is_some()
        || percent::sign(line, at).is_some()
}

/// Whether the number before token `at` counts, even behind `ngày` or `năm`.
fn is_counted_surely(line: &Line, at: usize) -> bool {
    is_measured(line, at)
}

fn is_year(digits: &str) -> bool {
    Numeral::read(digits).is_some_and(|numeral| numeral.is_year())
}

fn day_month(day: &str, month: &str) -> bool {
    let small = |digits: &str, most| Numeral::read(digits).is_some_and(|n| n.small(most).is_some());
    day.len() <= 2 && month.len() <= 2 && small(day, 31) && small(month, 12)
}

/// Whether `digits` are a day and a month with a dot: `16.1`.
fn short_dotted(digits: &str) -> bool {
    digits
        .split_once('.')
        .is_some_and(|(day, month)| day_month(day, month))
}

fn is_dotted_date(digits: &str) -> bool {
    let mut parts = digits.split('.');
    let (Some(day), Some(month), Some(year)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    day_month(day, month) && year.len() == 4 && is_year(year)
}
