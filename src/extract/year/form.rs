//! What the form of a year alone makes of it: a part of it, a day written out, a number.

use super::class::Class;
use super::near::{contains_any, head, tail};
use super::nouns::{BEGUN, COUNTED, ENDED, NUMBERED, SEASONS};

/// What the form of a lone year makes of it; none where it counts something.
pub(super) fn alone(before: &str, after: &str) -> Option<Class> {
    let near = before.trim_end_matches(' ');
    let season = near.strip_suffix(" năm").unwrap_or(near);
    if SEASONS.iter().any(|word| season.ends_with(word)) && !counts(after) {
        return Some(Class::Period);
    }
    let says_year = ["năm", "Năm", "NĂM"]
        .iter()
        .any(|word| near.ends_with(word));
    if says_year {
        let head = near[..near.len() - "năm".len()].trim_end();
        if is_part_of_year(head) {
            return Some(Class::Period);
        }
        if ["trong", "Trong", "Riêng", "riêng", "cả", "hết"]
            .iter()
            .any(|word| head.ends_with(word))
        {
            return Some(Class::Leading);
        }
        // `…, năm 2012 huyện thành lập`: a clause of its own, but no item of a list
        let clause = head.ends_with(',')
            && after.starts_with(' ')
            && after[1..].starts_with(char::is_alphabetic)
            && !head
                .trim_end_matches(',')
                .ends_with(|c: char| c.is_ascii_digit());
        let opens = clause || head.is_empty() || head.ends_with(['"', '“', ':', '-', '–', '.']);
        return Some(if opens { Class::Leading } else { Class::Plain });
    }
    if ["Tết", "Xuân", "TẾT", "XUÂN", "xuân", "tết", "đán", "lịch"]
        .iter()
        .any(|word| near.ends_with(word))
    {
        return Some(Class::NewYear);
    }
    if super::lunar::ends_with_name(near) {
        return Some(Class::NewYear);
    }
    if is_quarter(before) {
        return Some(Class::Period);
    }
    let named = |noun: &&str| {
        let head = near.strip_suffix(*noun);
        head.is_some_and(|head| !head.ends_with(char::is_alphanumeric))
    };
    if NUMBERED.iter().any(named) {
        return None;
    }
    if counts(after) || near.ends_with([',', '.', ':', '(', '/']) && !after.starts_with(')') {
        return None;
    }
    // the year of a contest, a festival, a title: after a name, or after a word and before a stop
    let last = near.rsplit(' ').next().unwrap_or("");
    let word = last.chars().next_back().is_some_and(char::is_alphabetic);
    if word && near.contains(' ') && last.starts_with(char::is_uppercase) {
        return Some(Class::Bare);
    }
    let stops = after.is_empty()
        || after.starts_with([',', '.', ')', ';', ':', '”', '"', '!', '?'])
        || after.starts_with(" -")
        || after.starts_with(" –")
        || [
            " tại ",
            " và ",
            " của ",
            " với ",
            " cho ",
            " do ",
            " được ",
            " đã ",
            " vừa ",
        ]
        .iter()
        .any(|word| after.starts_with(word));
    (word && stops).then_some(Class::Bare)
}

/// Whether `head` before `năm 2022` names a part of it: `6 tháng đầu`, `quý I`, `đầu`, `tháng 5`.
fn is_part_of_year(head: &str) -> bool {
    let near = tail(head, 24);
    let near = near.strip_suffix(" của").unwrap_or(near);
    near.ends_with("đầu")
        || near.ends_with("cuối")
        || near.ends_with("tháng")
        || is_quarter(&format!("{near}/"))
        || {
            let digits = near.trim_end_matches(|c: char| c.is_ascii_digit());
            digits.len() < near.len() && (digits.ends_with("tháng ") || digits.ends_with("Tháng "))
        }
}

/// Whether `before` ends like `ngày 15 tháng 9 năm `.
pub(super) fn is_spelled_day(before: &str) -> bool {
    let strip = |text: &str, word: &str| -> Option<(usize, usize)> {
        let text = text.trim_end().strip_suffix(word)?.trim_end();
        let head = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = text.len() - head.len();
        (1..=2).contains(&digits).then_some((head.len(), digits))
    };
    let Some((at, _)) = strip(before, "năm") else {
        return false;
    };
    let month = before[..at].trim_end();
    month.ends_with("tháng") && strip(&before[..at], "tháng").is_some()
}

/// Whether what is told of a day has happened: `Đến ngày 4/7/2018, … mới`.
pub(super) fn is_past(after: &str) -> bool {
    let rest = head(after, 100);
    let rest = rest.split(". ").next().unwrap_or("");
    [" đã ", " mới ", " bị "]
        .iter()
        .any(|word| rest.contains(word))
}

/// `năm ngoái, 2009`, `năm ngoái (năm 2009)`.
pub(super) fn is_last_year(before: &str) -> bool {
    let near = before
        .trim_end_matches(' ')
        .trim_end_matches("năm")
        .trim_end_matches([' ', ',', '(', '-', '–']);
    ["năm ngoái", "Năm ngoái"]
        .iter()
        .any(|word| near.ends_with(word))
}

/// `năm nay, năm 2021`, `năm 2021 này`.
pub(super) fn is_this_year(before: &str, after: &str) -> bool {
    let near = before
        .trim_end_matches(' ')
        .trim_end_matches("năm")
        .trim_end_matches([' ', ',', '(', '-', '–']);
    let now = ["năm nay", "Năm nay"]
        .iter()
        .any(|word| near.ends_with(word));
    let this = after.strip_prefix(" này").is_some_and(|rest| {
        !rest.starts_with(char::is_alphabetic)
            && (before.ends_with("năm ") || before.ends_with("Năm "))
    });
    now || this
}

/// Whether `before` ends with a quarter: `quý I/`, `quý 4-`.
pub(super) fn is_quarter(before: &str) -> bool {
    let near = before.trim_end_matches(['/', '-', '.', ' ']);
    let word = near
        .trim_end_matches(['I', 'V', '1', '2', '3', '4'])
        .trim_end();
    word.len() < near.len()
        && (word.ends_with("quý") || word.ends_with("Quý") || word.ends_with("QUÝ"))
}

/// Whether a noun follows that the number counts.
pub(super) fn counts(after: &str) -> bool {
    let Some(rest) = after.strip_prefix(' ') else {
        return after.starts_with(|c: char| c.is_alphabetic() || c == '%');
    };
    COUNTED.iter().any(|noun| rest.starts_with(noun))
}

/// Whether the end of a school year is meant, or its start (false), where the words say.
pub(super) fn school_end(before: &str, after: &str) -> Option<bool> {
    let (clause, rest) = (tail(before, 90), head(after, 40));
    let ended = contains_any(clause, ENDED) || contains_any(rest, &["khép lại", "kết thúc"]);
    let begun = contains_any(clause, BEGUN) || contains_any(rest, &["bắt đầu", "khai giảng"]);
    (ended != begun).then_some(ended)
}
