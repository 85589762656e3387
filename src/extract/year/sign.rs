//! What the sentence of a year says beside its sense: whether the report is plainly of it.

use super::class::{Class, contains, head, tail};
use super::scan::contains_any;

/// What the sentence of a year says beside its sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// Its own words say that the report is of it.
    Firm,
    /// A trade union acts in it.
    Acts,
    /// Somebody's life is told.
    Life,
    /// None of these.
    None,
}

/// Words for the people of a story.
const PEOPLE: &[&str] = &[
    "anh ", "chị ", "ông ", "bà ", "cô ", "em ", "thầy ", "bác ", "Anh ", "Chị ", "Ông ", "Bà ",
    "Cô ", "Em ", "Thầy ", "Bác ",
];

/// The sign of a year of this class, by its own clause before it and what follows.
pub(super) fn sign(before: &str, after: &str, class: Class) -> Sign {
    if is_firm(before, class) {
        Sign::Firm
    } else if of_institution(before, after) {
        Sign::Acts
    } else if contains(before, PEOPLE) || contains(sentence(after), PEOPLE) {
        Sign::Life
    } else {
        Sign::None
    }
}

/// Whether the words before a year of this class say that the report is of it: a part of the
/// year is counted or summed up, or the day is told by its hour.
fn is_firm(before: &str, class: Class) -> bool {
    let near = tail(before, 40);
    if contains_any(tail(before, 70), &[" vừa ", "vừa qua"]) && class.weight() > 0.0 {
        return true;
    }
    match class {
        Class::SummingUp => true,
        Class::FullDate => contains_any(
            near,
            &[
                "Sáng",
                "sáng",
                "Chiều",
                "chiều",
                "Tối ",
                "tối ",
                "Trưa",
                "trưa",
                "ính đến",
                "vừa qua",
            ],
        ),
        Class::Period => contains_any(
            near,
            &[
                "quý",
                "Quý",
                "QUÝ",
                "tháng đầu",
                "đầu năm",
                "ính đến",
                "tháng qua",
                "tháng của",
            ],
        ),
        Class::Leading => contains_any(
            near,
            &["ính đến", "ết năm", "rong năm", "iêng năm", "ả năm"],
        ),
        _ => false,
    }
}

/// Whether the sentence tells of an institution rather than of people and things: it names a
/// trade union or its members, or counts money.
fn of_institution(before: &str, after: &str) -> bool {
    let words = [
        "ông đoàn",
        "LĐLĐ",
        "iên đoàn",
        "CĐ",
        "oàn viên",
        "ghiệp đoàn",
    ];
    let rest = sentence(after);
    if contains_any(before, &words) || contains_any(rest, &words) {
        return true;
    }
    // what is counted in percents and money is told of enterprises, not of people
    contains_any(rest, &["%", " triệu", " tỷ", "bình quân"]) && !contains(rest, PEOPLE)
}

/// What is left of the sentence.
fn sentence(after: &str) -> &str {
    let rest = head(after, 160);
    rest.split_once(". ").map_or(rest, |(rest, _)| rest)
}
