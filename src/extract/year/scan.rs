//! Finds the years, dates and year ranges that a text states.

use super::class::{Class, classify};
use super::form::{
    alone, counts, is_last_year, is_past, is_quarter, is_spelled_day, is_this_year, school_end,
};
use super::list::is_listed;
use super::near::{ends_with_word, has_word, sentence_before, tail};
use super::sign::{Sign, sign_of};

/// One statement about time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stated {
    /// A year, its sense, and who leaves no doubt that the report is of it.
    Year(i16, Class, Sign),
    /// A year before those that are looked for, and its sense.
    Old(i16, Class),
    /// A school year; whether its end (true) or its start is meant, where that is said.
    School(i16, i16, Option<bool>),
    /// The later year of an anniversary: `(28/7/1929 - 28/7/2019)`.
    Anniversary(i16),
    /// A date without a year: its month and day.
    DayMonth(u8, u8),
    /// The month and day of the date that follows, which is told as past.
    Past(u8, u8),
}

/// The years that are looked for.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1990..=2049;

/// What stands before a month and its year, or a day and its month; in lower case.
const BEFORE_MONTH: &[&str] = &[
    "tháng", "quý", "hết", "đầu", "cuối", "kỳ", "ngày", "đến", "từ", "giữa",
];
const BEFORE_DAY: &[&str] = &["ngày", "sáng", "chiều", "tối", "trưa", "hôm", "nay", "đêm"];

/// What `text` states, in order.
pub(super) fn scan(text: &str) -> Vec<Stated> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let group = Group::read(text, at);
        at = group.end.max(at + 1);
        group.state(text, &mut found);
    }
    found
}

/// A run of numbers joined by `/`, `-`, `–` or dots: `25/5/2023`, `2018 - 2023`.
struct Group {
    start: usize,
    end: usize,
    /// Each number with its digits, and the separator before it.
    parts: Vec<(i32, usize, char)>,
}

impl Group {
    fn read(text: &str, start: usize) -> Group {
        let mut group = Group {
            start,
            end: start,
            parts: Vec::new(),
        };
        let mut separator = ' ';
        let mut at = start;
        loop {
            let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
            if digits == 0 {
                return group;
            }
            let value = if digits > 6 {
                -1
            } else {
                text[at..at + digits].parse().unwrap_or(-1)
            };
            group.parts.push((value, digits, separator));
            group.end = at + digits;
            let rest = &text[group.end..];
            let trimmed = rest.trim_start_matches(' ');
            let blanks = rest.len() - trimmed.len();
            let Some(next) = trimmed.chars().next() else {
                return group;
            };
            let spaced = blanks > 0;
            let joins = matches!(next, '/' | '-' | '–' | '—' | '.');
            let after = trimmed[next.len_utf8()..].trim_start_matches(' ');
            let gap = trimmed.len() - next.len_utf8() - after.len();
            // a blank is no part of a date or number; ranges of years may have one
            let four = digits == 4 || after.bytes().take_while(u8::is_ascii_digit).count() == 4;
            if !joins || blanks > 1 || gap > 1 || ((spaced || gap > 0) && (next == '.' || !four)) {
                return group;
            }
            if !after.starts_with(|c: char| c.is_ascii_digit()) || group.parts.len() > 8 {
                return group;
            }
            separator = next;
            at = text.len() - after.len();
        }
    }

    fn year(&self, i: usize) -> Option<i16> {
        let (value, digits, _) = *self.parts.get(i)?;
        let year = i16::try_from(value).ok()?;
        (digits == 4 && YEARS.contains(&year)).then_some(year)
    }

    /// A year of long ago, where the words or a month say that it is one.
    fn old_year(&self, before: &str) -> Option<i16> {
        let last = self.parts.len() - 1;
        let (value, digits, _) = *self.parts.get(last)?;
        let year = i16::try_from(value).ok()?;
        let told = ends_with_word(before, &["năm", "hè", "xuân", "thu", "đông", "từ", "hồi"]);
        let dated = last >= 1 && self.month(last - 1).is_some();
        (digits == 4 && (1900..*YEARS.start()).contains(&year) && (told || dated)).then_some(year)
    }

    /// Whether part `i` can be a month.
    fn month(&self, i: usize) -> Option<u8> {
        let (value, digits, _) = *self.parts.get(i)?;
        (digits <= 2 && (1..=12).contains(&value)).then_some(value as u8)
    }

    fn day(&self, i: usize) -> bool {
        let Some(&(value, digits, _)) = self.parts.get(i) else {
            return false;
        };
        digits <= 2 && (1..=31).contains(&value)
    }

    fn state(&self, text: &str, found: &mut Vec<Stated>) {
        let before = sentence_before(text, self.start);
        let after = &text[self.end..];
        let glued = text[..self.start]
            .chars()
            .next_back()
            .is_some_and(|c| c.is_alphanumeric() || c == ',');
        let document = after.starts_with('/')
            || (after.starts_with('-') && after[1..].starts_with(char::is_uppercase))
            || ends_with_word(before, &["số"]);
        if glued || document {
            return;
        }
        if self.ends_like_anniversary(before, found) {
            return;
        }
        let last = self.parts.len() - 1;
        let Some(year) = self.year(last) else {
            if let Some(year) = self.old_year(before) {
                found.push(Stated::Old(year, classify(before, after, Class::Plain)));
            } else if self.year(0).is_none() {
                self.state_day(before, after, found);
            }
            return;
        };
        if last >= 1
            && let Some(from) = self.year(last - 1)
        {
            state_range(from, year, before, after, found);
            return;
        }
        if last == 0 && is_last_year(before) {
            found.push(Stated::Year(year + 1, Class::Leading, Sign::Firm));
            return;
        }
        if last == 0 && is_this_year(before, after) {
            found.push(Stated::Year(year, Class::Leading, Sign::Firm));
            return;
        }
        let numeric = last >= 2 && self.month(last - 1).is_some() && self.day(last - 2);
        let shape = if numeric || last == 0 && is_spelled_day(before) {
            Class::FullDate
        } else if last >= 1 && self.month(last - 1).is_some() {
            if !ends_with_word(before, BEFORE_MONTH) && counts(after) {
                return;
            }
            Class::Period
        } else if last == 0 {
            match alone(before, after) {
                Some(shape) => shape,
                None => return,
            }
        } else if is_quarter(before) {
            Class::Period
        } else {
            return;
        };
        let mut class = classify(before, after, shape);
        if matches!(class, Class::Plain | Class::Bare | Class::Leading)
            && is_listed(text, self.start, self.end)
        {
            class = Class::Since;
        }
        if class == Class::FullDate
            && last >= 2
            && let Some(month) = self.month(last - 1)
            && is_past(after)
        {
            found.push(Stated::Past(month, self.parts[last - 2].0 as u8));
        }
        let sign = sign_of(before, after, class);
        found.push(Stated::Year(year, class, sign));
    }

    /// `(28/7/1929 - 28/7/2019)`, `(1969-2019)`: from long ago to the day.
    fn ends_like_anniversary(&self, before: &str, found: &mut Vec<Stated>) -> bool {
        let long_ago = self
            .parts
            .iter()
            .find(|(value, digits, _)| *digits == 4 && (1800..2049).contains(value));
        let last = self.parts.len() - 1;
        let (Some(&(from, _, _)), Some(to)) = (long_ago, self.year(last)) else {
            return false;
        };
        let span = i32::from(to) - from;
        let told = has_word(
            tail(before, 120),
            &[
                "kỷ niệm",
                "Kỷ niệm",
                "Ngày thành lập",
                "ngày thành lập",
                "năm thành lập",
            ],
        );
        if self.parts.len() < 2 || span < 5 || (span < 10 && !told) || (from >= 1990 && !told) {
            return false;
        }
        let ahead = has_word(tail(before, 120), &["hướng tới", "tiến tới", "hướng đến"]);
        let life = has_word(tail(before, 30), &["sinh", "nhà thơ", "nhạc sĩ", "liệt sĩ"]);
        if told && !ahead && !life {
            found.push(Stated::Anniversary(to));
        }
        true
    }

    /// `12/1`, `25-5`: a day and a month.
    fn state_day(&self, before: &str, after: &str, found: &mut Vec<Stated>) {
        if self.parts.len() != 2 || !self.day(0) {
            return;
        }
        let Some(month) = self.month(1) else { return };
        let said = before.ends_with('(')
            || ends_with_word(before.trim_end_matches([' ', ',']), BEFORE_DAY);
        let feast = has_word(
            tail(before, 24),
            &[
                "Quốc tế",
                "Quốc khánh",
                "lễ",
                "dịp",
                "mừng",
                "niệm",
                "thành lập",
            ],
        );
        if said && !feast && !after.starts_with('%') && self.parts[1].2 != '.' {
            found.push(Stated::DayMonth(month, self.parts[0].0 as u8));
        }
    }
}

/// Two years joined: of a school year where the words say so, of a term or a period else.
fn state_range(from: i16, to: i16, before: &str, after: &str, found: &mut Vec<Stated>) {
    let near = tail(before, 40);
    let school = has_word(
        near,
        &[
            "năm học",
            "Năm học",
            "NĂM HỌC",
            "niên học",
            "học kỳ",
            "học kì",
        ],
    );
    let other = ["nhiệm kỳ", "giai đoạn", "mùa", "khóa"];
    if school && to == from + 1 && !has_word(near, &other) {
        found.push(Stated::School(from, to, school_end(before, after)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_about_time_are_found() {
        use Stated::{Anniversary, DayMonth, Old, School};
        for (text, expected) in [
            ("Sáng 5/7, mưa to", vec![DayMonth(7, 5)]),
            ("Hôm nay, 5/7, mưa to", vec![DayMonth(7, 5)]),
            ("Chợ họp (5/7)", vec![DayMonth(7, 5)]),
            ("tăng 5/7 tổ", vec![]),
            ("mừng Quốc khánh ngày 2/9", vec![]),
            (
                "bế giảng năm học 2018 - 2019",
                vec![School(2018, 2019, Some(true))],
            ),
            ("nhiệm kỳ 2018-2023", vec![]),
            (
                "Kỷ niệm ngày thành lập (28/7/1929 - 28/7/2019)",
                vec![Anniversary(2019)],
            ),
            ("nghèo từ năm 1962", vec![Old(1962, Class::Since)]),
            ("Nghị định số 2016", vec![]),
            ("145/2020/NĐ-CP", vec![]),
            ("mã A2016, 1,2016", vec![]),
            ("9999999999999/2020/1/2/3/4/5/6/7/8/9/10", vec![]),
        ] {
            assert_eq!(scan(text), expected, "{text}");
        }
    }

    #[test]
    fn years_have_their_class() {
        for (text, year, class) in [
            ("Ngày 5/7/2016, mưa to", 2016, Class::FullDate),
            ("ngày 5 tháng 7 năm 2016", 2016, Class::FullDate),
            ("tháng 7-2016", 2016, Class::Period),
            ("quý I/2016", 2016, Class::Period),
            ("Năm 2016, mưa to", 2016, Class::Leading),
            ("năm ngoái (năm 2016)", 2017, Class::Leading),
            ("các năm 2014, 2015 và 2016", 2014, Class::Since),
        ] {
            let found = scan(text);
            let right = |stated: &Stated| matches!(stated, Stated::Year(y, c, _) if (*y, *c) == (year, class));
            assert!(found.iter().any(right), "{text}: {found:?}");
        }
    }
}
