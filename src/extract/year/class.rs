//! What the words around a year make of it: a report, a plan, a birth, a law.

use super::ahead::{
    is_ahead, is_end_of_year, is_planned, is_put_in_force, is_target, is_threshold, opens_plan,
};
use super::near::{contains, contains_any, head, tail};
use super::weights;
use super::words::{
    BIRTHS, COMPARISONS, HOURS, LAWS, MADE, PAST_AFTER, PASTS, PLANS, SUMMARIES, SURVEYS,
};

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
pub(super) fn class(before: &str, after: &str, shape: Class) -> Class {
    let near = tail(before, 48);
    let mid = tail(before, 90);
    if contains(tail(before, 40), BIRTHS) {
        return Class::Born;
    }
    if contains(tail(before, 36), COMPARISONS) {
        return Class::Nothing;
    }
    if is_law(mid, shape) {
        return Class::Nothing;
    }
    if is_put_in_force(after, shape) && !before.contains("ôm nay") {
        return Class::Nothing;
    }
    if is_threshold(near, before) {
        return Class::Nothing;
    }
    if is_ahead(before, after, shape) {
        return Class::Ahead;
    }
    if near.ends_with("đầu năm ") && !near.ends_with("lần đầu năm ") {
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
    let within = near.ends_with("trong năm ");
    // a change that holds since a day is news of that day, an agreement of when it is signed
    let opens = matches!(before.trim(), "Kể từ" | "Kể từ ngày" | "Kể từ tháng")
        && matches!(shape, Class::FullDate | Class::Period);
    let signed = shape == Class::FullDate && near.contains("được ký");
    let past = (!within && !opens && !signed && contains(tail(before, 34), PASTS))
        || contains(head(after, 44), PAST_AFTER)
        || (shape == Class::Plain && (is_made(near) || contains(tail(before, 44), SURVEYS)))
        || (shape == Class::Period && contains(tail(before, 20), &["Hồi"]))
        || matches!(shape, Class::Plain | Class::Bare) && contains(mid, &["từng"]);
    let own = tells_own_life(before, after);
    if (past && !dated) || own && (!dated || asks(before)) {
        return Class::Since;
    }
    let counted =
        near.contains("tính đến") || near.contains("Tính đến") || near.contains("tính tới");
    if counted {
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
    if contains(mid, SUMMARIES) && matches!(shape, Class::Plain | Class::Leading | Class::Bare) {
        let last = SUMMARIES.iter().filter_map(|w| mid.rfind(w)).max();
        let plan = PLANS.iter().filter_map(|w| mid.rfind(w)).max();
        return if plan > last {
            Class::Plan
        } else {
            Class::SummingUp
        };
    }
    if matches!(shape, Class::Plain | Class::Bare) && contains(tail(before, 60), PLANS) {
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
    if asks(before) && contains(before, &["Em", "em", "con"]) {
        return true;
    }
    let is_self = |text: &str| {
        ["tôi ", "Tôi "].iter().any(|word| {
            text.match_indices(word).any(|(at, _)| {
                let head = &text[..at];
                let alone = head
                    .chars()
                    .next_back()
                    .is_none_or(|c| !c.is_alphanumeric());
                alone && !head.ends_with("húng ")
            })
        })
    };
    let rest = head(after, 60);
    let rest = rest.split(['.', ';', '?']).next().unwrap_or("");
    is_self(before) || is_self(rest)
}

/// Whether what follows a year compares it with the one before, as only its sum does.
fn sums_up(after: &str) -> bool {
    let rest = head(after, 200);
    let rest = rest.split(". ").next().unwrap_or("");
    contains(rest, &["so với năm trước", "so với năm ngoái"])
}

/// Whether a plan is measured by what is done: `đạt 94% kế hoạch năm`.
pub(super) fn measures_plan(before: &str) -> bool {
    let near = tail(before, 60);
    let plan = ["kế hoạch", "chỉ tiêu", "dự toán"]
        .iter()
        .filter_map(|word| near.rfind(word))
        .max();
    let Some(plan) = plan else {
        return false;
    };
    near[plan..].split(' ').count() <= 6
        && contains(
            tail(&near[..plan], 30),
            &["đạt", "vượt", "bằng", "hoàn thành", "tương đương"],
        )
}

/// Whether somebody asks for advice.
fn asks(before: &str) -> bool {
    contains(before, &["hỏi", "Hỏi", "thắc mắc", "viết"])
}

/// Whether the day that `near` leads to is told as by one who was there: `sáng`, `hôm`.
pub(super) fn has_hour(near: &str) -> bool {
    let near = near.trim_end_matches(' ');
    let near = near.strip_suffix("ngày").unwrap_or(near);
    let near = near.trim_end_matches([' ', ',']);
    HOURS.iter().any(|word| near.ends_with(word))
}

/// Whether a thing was made in the year that `near` leads to: `Cầu làm năm`.
fn is_made(near: &str) -> bool {
    let Some(head) = near.strip_suffix("năm ") else {
        return false;
    };
    let head = head.trim_end();
    MADE.iter()
        .any(|word| head.strip_suffix(word).is_some_and(|h| h.ends_with(' ')))
}

/// Whether what follows a year at the head of a story looks back on it from later.
fn looks_back(after: &str) -> bool {
    let near = head(after, 260);
    let remembered = [
        "nhớ lại",
        "ngày ấy",
        "hồi ấy",
        "hồi đó",
        "khi ấy",
        "năm ấy",
        "thuở ấy",
        "ngày đó",
        "Ngày ấy",
        "Hồi ấy",
        "Hồi đó",
        "Khi ấy",
        "Thuở ấy",
        "Ngày đó",
    ];
    if contains(near, &remembered) {
        return true;
    }
    // `Sau 6 năm`, `mười năm sau`, `hơn 10 năm qua`
    let counted = [" năm sau", " năm qua", " năm trôi qua", " năm gắn bó"];
    counted.iter().any(|word| {
        near.find(word).is_some_and(|at| {
            let number = near[..at].rsplit(' ').next().unwrap_or("");
            const NUMBERS: [&str; 11] = [
                "hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười", "Hai", "Ba", "Mười",
            ];
            NUMBERS.contains(&number) || number.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

fn is_law(mid: &str, shape: Class) -> bool {
    let Some(at) = LAWS.iter().filter_map(|word| mid.rfind(word)).max() else {
        return false;
    };
    let between = &mid[at..];
    let far = between.matches(',').count() > 0 || between.len() > 70;
    // a law's own year follows its name at once; the day an office issued it, after `ngày`
    !far && (shape != Class::Period)
        && !contains_any(between, &["trong năm", "được công bố", "được trao"])
}
