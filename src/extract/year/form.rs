//! What the form of a year alone makes of it: a part of it, a day written out, a number.

use super::class::Class;
use super::near::{
    before_year, ends_with_word, has_word, head, rest_of_sentence, strip_word, tail,
};
use super::nouns::{BEGUN, COUNTED, ENDED, FESTIVE, NO_MONEY, NUMBERED, SEASONS};

/// What the form of a lone year makes of it; none where it counts something.
pub(super) fn alone(before: &str, after: &str) -> Option<Class> {
    let near = before.trim_end();
    let of_year = strip_word(near, "năm").map(str::trim_end);
    let season = of_year.unwrap_or(near);
    // `hè` alone is also a pavement
    if (ends_with_word(season, SEASONS) || season.ends_with("Hè")) && !counts(after) {
        return Some(Class::Period);
    }
    if let Some(head) = of_year {
        if is_part_of_year(head) {
            return Some(Class::Period);
        }
        if is_whole_year(near) {
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
    if ends_with_new_year(near) || super::lunar::ends_with_name(near) {
        return Some(Class::NewYear);
    }
    if is_quarter(before) {
        return Some(Class::Period);
    }
    if ends_with_word(near, NUMBERED)
        || counts(after)
        || near.ends_with([',', '.', ':', '(', '/']) && !after.starts_with(')')
    {
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

/// Whether `before` ends like `trong năm`: no `giá cả năm`, `kết quả năm`.
pub(super) fn is_whole_year(before: &str) -> bool {
    let Some(head) = strip_word(before.trim_end(), "năm") else {
        return false;
    };
    ends_with_word(head, &["trong", "riêng", "cả", "hết"])
        && !ends_with_word(head, &["giá cả", "tất cả", "kể cả", "anh cả", "chị cả"])
}

/// Whether `near` ends with a new year: `Tết`, `Xuân`; no `Du lịch`, `Thanh Xuân`.
fn ends_with_new_year(near: &str) -> bool {
    if ends_with_word(near, &["tết", "nguyên đán", "dương lịch", "âm lịch"]) {
        return true;
    }
    let Some(head) = strip_word(near, "xuân") else {
        return false;
    };
    let word = head.trim_end().rsplit(' ').next().unwrap_or("");
    let named = word.starts_with(char::is_uppercase) && !ends_with_word(word, FESTIVE);
    !named && !ends_with_word(word, &["thanh"])
}

/// Whether `head` before `năm 2022` names a part of it: `6 tháng đầu`, `quý I`, `đầu`, `tháng 5`.
fn is_part_of_year(head: &str) -> bool {
    let near = tail(head, 24);
    let near = strip_word(near, "của").map_or(near, str::trim_end);
    ends_with_word(near, &["đầu", "cuối", "tháng"]) || is_quarter(near) || {
        let digits = near.trim_end_matches(|c: char| c.is_ascii_digit());
        digits.len() < near.len() && ends_with_word(digits, &["tháng"])
    }
}

/// Whether `before` ends like `ngày 15 tháng 9 năm `.
pub(super) fn is_spelled_day(before: &str) -> bool {
    let day = before_number(before, "năm").and_then(|month| before_number(month, "tháng"));
    day.is_some()
}

/// What stands before a number of one or two digits and `word`.
fn before_number<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let text = strip_word(text.trim_end(), word)?.trim_end();
    let head = text.trim_end_matches(|c: char| c.is_ascii_digit());
    (1..=2).contains(&(text.len() - head.len())).then_some(head)
}

/// Whether what is told of a day has happened: `Đến ngày 4/7/2018, … mới`.
pub(super) fn is_past(after: &str) -> bool {
    has_word(rest_of_sentence(after, 100), &["đã", "mới", "bị"])
}

/// `năm ngoái, 2009`, `năm ngoái (năm 2009)`.
pub(super) fn is_last_year(before: &str) -> bool {
    ends_with_word(before_year(before), &["năm ngoái"])
}

/// `năm nay, năm 2021`, `năm 2021 này`.
pub(super) fn is_this_year(before: &str, after: &str) -> bool {
    let this = after
        .strip_prefix(" này")
        .is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
    ends_with_word(before_year(before), &["năm nay"]) || this && ends_with_word(before, &["năm"])
}

/// Whether `before` ends with a quarter: `quý I/`, `quý 4-`.
pub(super) fn is_quarter(before: &str) -> bool {
    let near = before.trim_end_matches(['/', '-', '.', ' ']);
    let word = near
        .trim_end_matches(['I', 'V', '1', '2', '3', '4'])
        .trim_end();
    word.len() < near.len() && ends_with_word(word, &["quý"])
}

/// Whether a noun follows that the number counts.
pub(super) fn counts(after: &str) -> bool {
    let Some(rest) = after.strip_prefix(' ') else {
        return after.starts_with(|c: char| c.is_alphabetic() || c == '%');
    };
    COUNTED.iter().any(|noun| {
        rest.strip_prefix(noun).is_some_and(|behind| {
            // `đồng` is money, but no part of `đồng hành`, `đồng chí`
            let other = *noun == "đồng" && NO_MONEY.iter().any(|part| behind.starts_with(part));
            !behind.starts_with(char::is_alphabetic) && !other
        })
    })
}

/// Whether the end of a school year is meant, or its start (false), where the words say.
pub(super) fn school_end(before: &str, after: &str) -> Option<bool> {
    let (clause, rest) = (tail(before, 90), head(after, 40));
    let ended = has_word(clause, ENDED) || has_word(rest, &["khép lại", "kết thúc"]);
    let begun = has_word(clause, BEGUN) || has_word(rest, &["bắt đầu", "khai giảng"]);
    (ended != begun).then_some(ended)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_a_year_is_told() {
        for (before, after, class) in [
            ("trong năm ", ",", Some(Class::Leading)),
            ("TRONG NĂM ", "", Some(Class::Leading)),
            ("cả năm ", ",", Some(Class::Leading)),
            ("hết năm ", ",", Some(Class::Leading)),
            ("anh chết năm ", ".", Some(Class::Plain)),
            ("giá cả năm ", ".", Some(Class::Plain)),
            ("kết quả năm ", ".", Some(Class::Plain)),
            ("đầu năm ", ",", Some(Class::Period)),
            ("tháng 5 năm ", ",", Some(Class::Period)),
            ("quý II của năm ", ",", Some(Class::Period)),
            ("mùa hè ", ",", Some(Class::Period)),
            ("vỉa hè ", ",", Some(Class::Bare)),
            ("quà Tết ", ",", Some(Class::NewYear)),
            ("Tết Dương lịch ", ",", Some(Class::NewYear)),
            ("Hội chợ Du lịch ", "", Some(Class::Bare)),
            ("cuốn lịch ", " màu", None),
            ("đón Xuân ", ",", Some(Class::NewYear)),
            ("Mừng Xuân ", ",", Some(Class::NewYear)),
            ("MỪNG XUÂN ", ",", Some(Class::NewYear)),
            ("quận Thanh Xuân ", ",", Some(Class::Bare)),
            ("Bính Ngọ ", ",", Some(Class::NewYear)),
            ("phòng ", ".", None),
            ("Hội thi tay nghề ", " đoàn viên", None),
            ("Giải cờ tướng ", " hội nghị", None),
        ] {
            assert_eq!(alone(before, after), class, "{before}…{after}");
        }
    }

    #[test]
    fn nouns_that_are_counted_are_whole() {
        for (after, counted) in [
            (" hộ nghèo", true),
            (" hội nghị", false),
            (" đồng.", true),
            (" đồng chí Lụa", false),
            (" đồng hành cùng thợ", false),
            (" xe", true),
            (" xem lại", false),
            (" căn nhà", true),
            (" căng tin", false),
            (" ca, kíp", true),
            (" cao hơn", false),
            (" CNLĐ", true),
            ("%", true),
            (", người", false),
        ] {
            assert_eq!(counts(after), counted, "{after}");
        }
    }

    #[test]
    fn days_and_years_beside_it_are_told() {
        assert!(is_spelled_day("ngày 15 tháng 9 năm "));
        assert!(!is_spelled_day("tháng 9 năm "));
        assert!(!is_spelled_day("năm "));
        assert!(is_last_year("Năm ngoái (năm "));
        assert!(is_this_year("năm nay, ", ","));
        assert!(is_this_year("năm ", " này."));
        assert!(!is_this_year("phòng ", " này."));
        assert!(is_quarter("quý III/"));
        assert!(!is_quarter("quý "));
        assert!(is_past(", nước mới rút."));
        assert!(!is_past(", nước rút. Đã tạnh."));
        assert_eq!(school_end("bế giảng năm học ", ""), Some(true));
        assert_eq!(school_end("năm học ", " bắt đầu"), Some(false));
        assert_eq!(school_end("năm học ", ""), None);
    }
}
