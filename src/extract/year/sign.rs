//! What the sentence of a year says beside its sense: whether the report is plainly of it.

use super::class::{Class, measures_plan};
use super::form::is_whole_year;
use super::near::{has_text, has_word, opening, rest_of_sentence, rfind_word, tail};
use super::nouns::EVENTS;
use super::words::{PEOPLE, PEOPLE_FIRST};
use crate::text::lower;

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
pub(super) fn sign_of(before: &str, after: &str, class: Class) -> Sign {
    let rest = rest_of_sentence(after, 160);
    let (lower_before, lower_rest) = (lower(before), lower(rest));
    if is_firm(&lower_before, after, class) {
        Sign::Firm
    } else if names_event(before, class) {
        Sign::Event
    } else if of_institution(&lower_before, &lower_rest, rest)
        || told_by_reporters(&lower_before, &lower_rest)
    {
        Sign::Acts
    } else if of_life(before, after, rest, class) {
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

/// Whether the words before a year of this class, in lower case, say that the report is of it:
/// a part of the year is counted or summed up, or the day is told by its hour.
fn is_firm(before: &str, after: &str, class: Class) -> bool {
    let near = tail(before, 40);
    let just = [" vừa qua", " vừa rồi", " mới đây"];
    let just_after = just.iter().any(|word| after.starts_with(word));
    let just_before = has_word(tail(before, 70), &["vừa"])
        || rfind_word(before, &["vừa"]).is_some_and(|at| !before[at..].contains([',', ';']));
    if (just_after || just_before) && class.weight() > 0.0 {
        return true;
    }
    match class {
        Class::SummingUp => true,
        Class::FullDate => {
            let hours = ["sáng", "chiều", "tối", "trưa", "tính đến", "vừa qua"];
            has_word(near, &hours)
        }
        Class::Period => {
            let parts = [
                "quý",
                "tháng đầu",
                "đầu năm",
                "tính đến",
                "tháng qua",
                "tháng của",
            ];
            has_word(near, &parts)
        }
        Class::Leading => {
            has_word(near, &["tính đến"]) || is_whole_year(before) || measures_plan(before)
        }
        _ => false,
    }
}

/// Whether the clause names an event by its year, and nobody who was there before.
fn names_event(before: &str, class: Class) -> bool {
    matches!(class, Class::Plain | Class::Bare | Class::Leading)
        && has_word(tail(before, 120), EVENTS)
        && !of_people(before)
        && !names_year(before)
}

/// Whether the words before a year tell of somebody.
fn of_people(before: &str) -> bool {
    has_word(before, PEOPLE) || opens_with(before, PEOPLE_FIRST)
}

/// Whether the sentence of a year of this class tells of somebody: what is dated to a day or a
/// month does only where they are its subject.
fn of_life(before: &str, after: &str, rest: &str, class: Class) -> bool {
    if !matches!(class, Class::Period | Class::FullDate) {
        return of_people(before) || has_word(rest, PEOPLE);
    }
    let follows = after.trim_start_matches([' ', ',']);
    PEOPLE.iter().any(|word| follows.starts_with(word))
        || opens_with(before, PEOPLE)
        || opens_with(before, PEOPLE_FIRST)
}

/// Whether a sentence begins with one of `words`.
fn opens_with(sentence: &str, words: &[&str]) -> bool {
    let opens = opening(sentence);
    words.iter().any(|word| opens.starts_with(word))
}

/// Whether those who report were there, by the sentence in lower case.
fn told_by_reporters(before: &str, rest: &str) -> bool {
    let words = [
        "chúng tôi gặp",
        "chúng tôi theo",
        "chúng tôi đến",
        "chúng tôi có mặt",
        "chúng tôi tìm",
        "phóng viên",
    ];
    has_word(before, &words) || has_word(rest, &words)
}

/// Whether another year stands before in the sentence.
fn names_year(before: &str) -> bool {
    before
        .split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")))
}

/// Whether the sentence, in lower case, tells of an institution rather than of people and
/// things: it names a trade union or its members, or counts money. `rest` is as it was written.
fn of_institution(before: &str, lower_rest: &str, rest: &str) -> bool {
    let words = ["công đoàn", "liên đoàn", "đoàn viên", "nghiệp đoàn"];
    // shortened names are glued to others: `CĐCS`, `CBCĐ`
    let shortened = ["lđlđ", "cđ"];
    let named = |text: &str| has_word(text, &words) || has_text(text, &shortened);
    if named(before) || named(lower_rest) {
        return true;
    }
    // what is counted in percents and money is told of enterprises, not of people
    has_word(lower_rest, &["%", "triệu", "tỷ", "bình quân"]) && !has_word(rest, PEOPLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_of_a_year_is_told() {
        for (before, after, class, sign) in [
            ("Trong năm ", ", xưởng lãi to.", Class::Leading, Sign::Firm),
            ("Tính đến năm ", ", có 12 tổ.", Class::Leading, Sign::Firm),
            ("Xem giá cả năm ", ".", Class::Leading, Sign::None),
            ("Xem kết quả năm ", ".", Class::Leading, Sign::None),
            ("Vui Tết năm ", ".", Class::Leading, Sign::None),
            ("Chiều ngày ", ", mưa to.", Class::FullDate, Sign::Firm),
            ("tháng ", " vừa qua", Class::Period, Sign::Firm),
            ("Hội thi tay nghề năm ", ".", Class::Plain, Sign::Event),
            ("Công đoàn mở lớp năm ", ".", Class::Plain, Sign::Acts),
            ("Các CĐCS mở lớp năm ", ".", Class::Plain, Sign::Acts),
            ("Lãi năm ", " là 3 tỷ.", Class::Plain, Sign::Acts),
            ("Xưởng có chị Lụa từ năm ", ".", Class::Plain, Sign::Life),
            ("“Anh Sửu vào nghề năm ", ".", Class::Plain, Sign::Life),
            ("Nước rút năm ", ".", Class::Plain, Sign::None),
            ("Hết năm 2011 sang năm ", ".", Class::Plain, Sign::Life),
            ("", "", Class::Bare, Sign::None),
        ] {
            assert_eq!(sign_of(before, after, class), sign, "{before}");
        }
    }
}
