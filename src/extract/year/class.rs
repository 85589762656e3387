//! What the words around a year make of it: a report, a plan, a birth, a law.

use super::ahead::{
    is_ahead, is_end_of_year, is_planned, is_put_in_force, is_target, is_threshold, opens_plan,
};
use super::near::{
    ends_with_word, has_word, head, places, rest_of_sentence, rfind_word, strip_word, tail,
};
use super::weights;
use super::words::{
    BIRTHS, COMPARISONS, HOURS, LAWS, MADE, PAST_AFTER, PASTS, PLANS, SUMMARIES, SURVEYS,
};
use crate::text::lower;

/// The sense in which a year is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A day of that year.
    FullDate,
    /// A month, a quarter or a half of it.
    Period,
    /// The year is summed up.
    SummingUp,
    /// The year opens the sentence.
    Leading,
    /// The year, no more.
    Plain,
    /// A number that looks like one.
    Bare,
    /// A plan or task for it.
    Plan,
    /// What is still to come in it: `sẽ khánh thành năm 2027`.
    Ahead,
    /// A lunar new year.
    NewYear,
    /// Something that has held since then, or happened in somebody's past.
    Since,
    /// The end of the year is still to come: `đến hết năm 2016`.
    UntilEnd,
    /// Somebody was born in it.
    Born,
    /// Nothing about the article's time: a law, a target, a comparison.
    Nothing,
}

impl Class {
    pub fn weight(self) -> f32 {
        match self {
            Class::FullDate => weights::FULL_DATE,
            Class::Period => weights::PERIOD,
            Class::SummingUp => weights::SUMMING_UP,
            Class::Leading => weights::LEADING,
            Class::Plain => weights::PLAIN,
            Class::Bare => weights::BARE,
            Class::Plan => weights::PLAN,
            Class::Ahead
            | Class::NewYear
            | Class::Since
            | Class::UntilEnd
            | Class::Born
            | Class::Nothing => 0.0,
        }
    }
}

/// The class of a year that stands after `before` (its own clause) and before `after`;
/// `shape` is what its form alone makes of it.
pub(super) fn classify(before: &str, after: &str, shape: Class) -> Class {
    let near = tail(before, 48);
    let mid = tail(before, 90);
    if has_word(tail(before, 40), BIRTHS) {
        return Class::Born;
    }
    if has_word(tail(before, 36), COMPARISONS) {
        return Class::Nothing;
    }
    if is_law(mid, shape) {
        return Class::Nothing;
    }
    if is_put_in_force(after, shape) && !has_word(before, &["hôm nay", "Hôm nay"]) {
        return Class::Nothing;
    }
    if is_threshold(near, before) {
        return Class::Nothing;
    }
    if is_ahead(before, after, shape) {
        return Class::Ahead;
    }
    if ends_with_word(near, &["đầu năm"]) && !ends_with_word(near, &["lần đầu năm"]) {
        return shape;
    }
    if shape == Class::Leading && looks_back(after) {
        return Class::Since;
    }
    if shape == Class::Leading && opens_plan(before, after) {
        return Class::Plan;
    }
    if is_end_of_year(near) {
        return Class::UntilEnd;
    }
    let dated = shape == Class::FullDate && has_hour(near);
    // what was opened in the course of the year is the year's: `khánh thành trong năm 2023`
    let within = ends_with_word(near, &["trong năm"]);
    // a change that holds since a day is news of that day, an agreement of when it is signed
    let opens = matches!(before.trim(), "Kể từ" | "Kể từ ngày" | "Kể từ tháng")
        && matches!(shape, Class::FullDate | Class::Period);
    let signed = shape == Class::FullDate && has_word(near, &["được ký"]);
    let past = (!within && !opens && !signed && has_word(tail(before, 34), PASTS))
        || has_word(head(after, 44), PAST_AFTER)
        || (shape == Class::Plain && (is_made(near) || has_word(tail(before, 44), SURVEYS)))
        || (shape == Class::Period && has_word(tail(before, 20), &["Hồi"]))
        || matches!(shape, Class::Plain | Class::Bare) && has_word(mid, &["từng"]);
    let own = tells_own_life(before, after);
    if (past && !dated) || own && (!dated || asks(before)) {
        return Class::Since;
    }
    if has_word(near, &["tính đến", "Tính đến", "tính tới", "Tính tới"]) {
        return if shape == Class::Plain {
            Class::Leading
        } else {
            shape
        };
    }
    if is_target(near, mid, after, shape) || (shape == Class::Leading && is_planned(before)) {
        return Class::Nothing;
    }
    if shape == Class::Leading && sums_up(after) {
        return Class::SummingUp;
    }
    if has_word(mid, SUMMARIES) && matches!(shape, Class::Plain | Class::Leading | Class::Bare) {
        return if rfind_word(mid, PLANS) > rfind_word(mid, SUMMARIES) {
            Class::Plan
        } else {
            Class::SummingUp
        };
    }
    if matches!(shape, Class::Plain | Class::Bare) && has_word(tail(before, 60), PLANS) {
        return if measures_plan(before) {
            Class::Leading
        } else {
            Class::Plan
        };
    }
    shape
}

/// Whether somebody tells of their own life: `Tôi vào làm tháng 5/2016`.
fn tells_own_life(before: &str, after: &str) -> bool {
    if asks(before) && has_word(before, &["Em", "em", "con"]) {
        return true;
    }
    let is_self = |text: &str| {
        let text = lower(text);
        places(&text, "tôi").any(|at| !ends_with_word(&text[..at], &["chúng"]))
    };
    is_self(before) || is_self(rest_of_sentence(after, 60))
}

/// Whether what follows a year compares it with the one before, as only its sum does.
fn sums_up(after: &str) -> bool {
    let rest = rest_of_sentence(after, 200);
    has_word(rest, &["so với năm trước", "so với năm ngoái"])
}

/// Whether a plan is measured by what is done: `đạt 94% kế hoạch năm`.
pub(super) fn measures_plan(before: &str) -> bool {
    let near = tail(before, 60);
    let Some(plan) = rfind_word(near, &["kế hoạch", "chỉ tiêu", "dự toán"]) else {
        return false;
    };
    near[plan..].split(' ').count() <= 6
        && has_word(
            tail(&near[..plan], 30),
            &["đạt", "vượt", "bằng", "hoàn thành", "tương đương"],
        )
}

/// Whether somebody asks for advice.
fn asks(before: &str) -> bool {
    has_word(before, &["hỏi", "Hỏi", "thắc mắc", "viết"])
}

/// Whether the day that `near` leads to is told as by one who was there: `sáng`, `hôm`.
pub(super) fn has_hour(near: &str) -> bool {
    let near = near.trim_end();
    let near = strip_word(near, "ngày").unwrap_or(near);
    ends_with_word(near.trim_end_matches([' ', ',']), HOURS)
}

/// Whether a thing was made in the year that `near` leads to: `Cầu làm năm`.
fn is_made(near: &str) -> bool {
    strip_word(near.trim_end(), "năm").is_some_and(|head| ends_with_word(head, MADE))
}

/// Whether what follows a year at the head of a story looks back on it from later.
fn looks_back(after: &str) -> bool {
    let near = lower(head(after, 260));
    let remembered = [
        "nhớ lại",
        "ngày ấy",
        "hồi ấy",
        "hồi đó",
        "khi ấy",
        "năm ấy",
        "thuở ấy",
        "ngày đó",
    ];
    if has_word(&near, &remembered) {
        return true;
    }
    // `Sau 6 năm`, `mười năm sau`, `hơn 10 năm qua`
    let counted = [" năm sau", " năm qua", " năm trôi qua", " năm gắn bó"];
    counted.iter().any(|word| {
        near.find(word).is_some_and(|at| {
            let number = near[..at].rsplit(' ').next().unwrap_or("");
            const NUMBERS: [&str; 9] = [
                "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười",
            ];
            NUMBERS.contains(&number) || number.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

fn is_law(mid: &str, shape: Class) -> bool {
    let Some(at) = rfind_word(mid, LAWS) else {
        return false;
    };
    let between = &mid[at..];
    let far = between.matches(',').count() > 0 || between.len() > 70;
    // a law's own year follows its name at once; the day an office issued it, after `ngày`
    !far && (shape != Class::Period)
        && !has_word(between, &["trong năm", "được công bố", "được trao"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_a_year_tell_its_sense() {
        for (before, after, shape, class) in [
            ("Chị Lụa sinh năm ", ".", Class::Plain, Class::Born),
            ("tăng 5% so với năm ", ".", Class::Plain, Class::Nothing),
            ("theo Luật Nhà ở năm ", ".", Class::Plain, Class::Nothing),
            ("Xưởng hứa xây xong năm ", ".", Class::Plain, Class::Ahead),
            ("Bến xe thành lập năm ", ".", Class::Plain, Class::Since),
            ("Cây cầu gỗ làm năm ", ".", Class::Plain, Class::Since),
            (
                "Năm ",
                ", hồi ấy chưa có đèn.",
                Class::Leading,
                Class::Since,
            ),
            (
                "Năm ",
                ". Bảy năm sau, tổ tan.",
                Class::Leading,
                Class::Since,
            ),
            ("Tôi học nghề tháng ", ".", Class::Period, Class::Since),
            (
                "Chúng tôi học nghề tháng ",
                ".",
                Class::Period,
                Class::Period,
            ),
            (
                "Hội nghị tổng kết năm ",
                ".",
                Class::Plain,
                Class::SummingUp,
            ),
            ("bàn nhiệm vụ năm ", ".", Class::Plain, Class::Plan),
            ("đạt 97% kế hoạch năm ", ".", Class::Plain, Class::Leading),
            ("Tính đến năm ", ", có 12 tổ.", Class::Plain, Class::Leading),
            ("Thẻ dùng đến hết năm ", ".", Class::Plain, Class::UntilEnd),
            ("Xưởng mua máy năm ", ".", Class::Plain, Class::Plain),
        ] {
            assert_eq!(classify(before, after, shape), class, "{before}");
        }
    }

    #[test]
    fn hours_are_whole_words() {
        assert!(has_hour("Sáng ngày "));
        assert!(has_hour("hôm nay, "));
        assert!(!has_hour("bộ trưởng "));
        assert!(!has_hour(""));
    }
}
