//! What the sentence of a year says beside its sense: whether the report is plainly of it.

use super::class::{Class, measures_plan};
use super::near::{contains, contains_any, head, tail};
use super::nouns::EVENTS;
use super::words::{PEOPLE, PEOPLE_FIRST};

/// What the sentence of a year says beside its sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// Its own words say that the report is of it.
    Firm,
    /// It is part of the name of an event: `Hội thi thợ giỏi năm 2014`.
    Event,
    /// A trade union acts in it.
    Acts,
    /// Somebody's life is told.
    Life,
    /// None of these.
    None,
}

/// The sign of a year of this class, by its own clause before it and what follows.
pub(super) fn sign(before: &str, after: &str, class: Class) -> Sign {
    if is_firm(before, after, class) {
        Sign::Firm
    } else if names_event(before, class) {
        Sign::Event
    } else if of_institution(before, after) || told_by_reporters(before, after) {
        Sign::Acts
    } else if of_life(before, after, class) {
        Sign::Life
    } else if matches!(class, Class::FullDate | Class::Period) {
        // what is dated to the day or month, and of nobody's life, is an event
        Sign::Acts
    } else if matches!(class, Class::Plain | Class::Bare) && names_year(before) {
        Sign::Life
    } else {
        Sign::None
    }
}

/// Whether the words before a year of this class say that the report is of it: a part of the
/// year is counted or summed up, or the day is told by its hour.
fn is_firm(before: &str, after: &str, class: Class) -> bool {
    let near = tail(before, 40);
    let just = [" vừa qua", " vừa rồi", " mới đây"];
    if just.iter().any(|word| after.starts_with(word)) && class.weight() > 0.0 {
        return true;
    }
    if contains_any(tail(before, 70), &[" vừa ", "vừa qua"]) && class.weight() > 0.0 {
        return true;
    }
    let just = before.rfind(" vừa ").map_or("", |at| &before[at..]);
    if !just.is_empty() && !just.contains([',', ';']) && class.weight() > 0.0 {
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
        Class::Leading => {
            contains_any(
                near,
                &["ính đến", "ết năm", "rong năm", "iêng năm", "ả năm"],
            ) || measures_plan(before)
        }
        _ => false,
    }
}

/// Whether the clause names an event by its year, and nobody who was there before.
fn names_event(before: &str, class: Class) -> bool {
    matches!(class, Class::Plain | Class::Bare | Class::Leading)
        && contains(tail(before, 120), EVENTS)
        && !of_people(before)
        && !names_year(before)
}

/// Whether the words before a year tell of somebody.
fn of_people(before: &str) -> bool {
    let opens = before.trim_start_matches([' ', '"', '“', '-', '–']);
    contains(before, PEOPLE) || PEOPLE_FIRST.iter().any(|word| opens.starts_with(word))
}

/// Whether the sentence of a year of this class tells of somebody: what is dated to a day or a
/// month does only where they are its subject.
fn of_life(before: &str, after: &str, class: Class) -> bool {
    if !matches!(class, Class::Period | Class::FullDate) {
        return of_people(before) || contains(sentence(after), PEOPLE);
    }
    let opens = before.trim_start_matches([' ', '"', '“', '-', '–']);
    let follows = after.trim_start_matches([' ', ',']);
    let subject = |text: &str| PEOPLE.iter().any(|word| text.starts_with(word));
    subject(follows) || subject(opens) || PEOPLE_FIRST.iter().any(|word| opens.starts_with(word))
}

/// Whether those who report were there.
fn told_by_reporters(before: &str, after: &str) -> bool {
    let words = [
        "húng tôi gặp",
        "húng tôi theo",
        "húng tôi đến",
        "húng tôi có mặt",
        "húng tôi tìm",
        "hóng viên",
    ];
    contains_any(before, &words) || contains_any(sentence(after), &words)
}

/// Whether another year stands before in the sentence.
fn names_year(before: &str) -> bool {
    before
        .split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")))
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
