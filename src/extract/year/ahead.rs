//! Whether a year is named for what is still to come, or for what a rule sets.

use super::class::Class;
use super::near::{contains, head, rfind};
use super::words::{AHEAD, LAWS, PEOPLE, TARGETS};

/// Whether a law comes into force on the day that `after` follows.
pub(super) fn is_put_in_force(after: &str, shape: Class) -> bool {
    if !matches!(shape, Class::FullDate | Class::Period) {
        return false;
    }
    let near = head(after, 90);
    let near = near.split(['.', ';']).next().unwrap_or("");
    near.find("có hiệu lực")
        .is_some_and(|at| contains(&near[..at], LAWS))
}

/// Whether a day bounds what is counted: `thời gian làm việc trước ngày`.
pub(super) fn is_threshold(near: &str, before: &str) -> bool {
    let counted = ["thời gian", "tham gia", "đóng", "ký", "vào làm", "sinh"];
    ["trước ngày ", "Trước ngày ", "sau ngày "]
        .iter()
        .any(|word| near.ends_with(word))
        && contains(before, &counted)
}

/// Whether what the year's sentence tells is still to come.
pub(super) fn is_ahead(before: &str, after: &str, shape: Class) -> bool {
    // `Từ 1/1/2011, mức mới sẽ được áp dụng`
    let opens = before.trim();
    let rest = head(after, 110);
    let rest = rest.split(". ").next().unwrap_or("");
    if matches!(opens, "Từ" | "Từ ngày" | "Kể từ" | "Kể từ ngày") && contains(rest, &["sẽ "])
    {
        return true;
    }
    let Some(at) = AHEAD.iter().filter_map(|word| rfind(before, word)).max() else {
        return false;
    };
    let between = &before[at..];
    if contains(between, &["đã", "vừa"]) || after.starts_with(" đã ") {
        return false;
    }
    // what a report of the day looks forward to is named by its day, as is the day itself
    shape != Class::FullDate || between.len() <= 40
}

/// `Năm 2026, LĐLĐ tỉnh dự kiến …`: a plan, where the year opens the sentence.
pub(super) fn opens_plan(before: &str, after: &str) -> bool {
    let opens = before.trim().trim_start_matches(['“', '"', '-', '–', ' ']);
    let opens = matches!(
        opens,
        "Năm" | "năm" | "Trong năm" | "Sang năm" | "Bước sang năm"
    );
    let near = head(after, 90);
    let sentence = near.split(". ").next().unwrap_or("");
    opens
        && contains(
            sentence,
            &["dự kiến", "sẽ", "đặt mục tiêu", "đề ra mục tiêu"],
        )
}

pub(super) fn is_end_of_year(near: &str) -> bool {
    [
        "đến hết năm ",
        "đến cuối năm ",
        "Đến hết năm ",
        "Đến cuối năm ",
    ]
    .iter()
    .any(|word| near.ends_with(word))
        && !near.contains("tính")
}

pub(super) fn is_target(near: &str, mid: &str, after: &str, shape: Class) -> bool {
    let to_year = [
        "đến năm ",
        "tới năm ",
        "đến hết năm ",
        "Đến năm ",
        "đến tháng ",
        "đến ngày ",
    ]
    .iter()
    .any(|word| near.ends_with(word));
    // what has been reached is no target: `Đến năm 2015, anh đã pha được …`
    let reached = after.starts_with(" thì ")
        || near.trim_start().starts_with("Đến ")
            && contains(head(after, 60), &["đã ", "thì ", "mới "])
        || contains(near, &["phải đến", "Phải đến", "mãi đến", "Mãi đến"]);
    let lived = near.trim_start().starts_with("Đến ") && contains(head(after, 40), PEOPLE);
    if to_year && shape != Class::FullDate && !reached && !lived {
        // `từ năm 2018 đến năm 2022` has passed
        return !(near.contains("từ ") || near.contains("Từ "));
    }
    let Some(at) = TARGETS.iter().filter_map(|word| mid.rfind(word)).max() else {
        return false;
    };
    let limit = if shape == Class::FullDate { 30 } else { 85 };
    mid.len() - at <= limit
}

/// Whether the clause plans: `dự kiến mở rộng … trong năm 2013`, however long it is.
pub(super) fn is_planned(before: &str) -> bool {
    let planned = ["dự kiến", "Dự kiến", "sẽ "]
        .iter()
        .filter_map(|word| before.rfind(word));
    planned
        .max()
        .is_some_and(|at| !before[at..].contains([',', ';', '(']))
}
