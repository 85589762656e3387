//! Whether a year is named for what is still to come, or for what a rule sets.

use super::class::Class;
use super::near::{ends_with_word, has_word, head, opening, places, rest_of_sentence, rfind_word};
use super::words::{AHEAD, DUE, LAWS, PEOPLE, TARGETS};

/// Whether a law comes into force on the day that `after` follows.
pub(super) fn is_put_in_force(after: &str, shape: Class) -> bool {
    if !matches!(shape, Class::FullDate | Class::Period) {
        return false;
    }
    let rest = rest_of_sentence(after, 90);
    let force = places(rest, "có hiệu lực").next();
    force.is_some_and(|at| has_word(&rest[..at], LAWS))
}

/// Whether a day bounds what is counted: `thời gian làm việc trước ngày`.
pub(super) fn is_threshold(near: &str, before: &str) -> bool {
    let counted = ["thời gian", "tham gia", "đóng", "ký", "vào làm", "sinh"];
    ends_with_word(near, &["trước ngày", "sau ngày"]) && has_word(before, &counted)
}

/// Whether what the year's sentence tells is still to come.
pub(super) fn is_ahead(before: &str, after: &str, shape: Class) -> bool {
    // `Từ 1/1/2011, mức mới sẽ được áp dụng`
    let opens = matches!(before.trim(), "Từ" | "Từ ngày" | "Kể từ" | "Kể từ ngày");
    if opens && has_word(rest_of_sentence(after, 110), &["sẽ"]) {
        return true;
    }
    let Some(at) = rfind_word(before, AHEAD).max(foreseen(before)) else {
        return false;
    };
    let between = &before[at..];
    if has_word(between, &["đã", "vừa"]) || after.starts_with(" đã ") {
        return false;
    }
    // what a report of the day looks forward to is named by its day, as is the day itself
    shape != Class::FullDate || between.len() <= 40
}

/// Where a thing has to be done or is by its plan: `phải bàn giao`, `theo kế hoạch thông xe`.
fn foreseen(before: &str) -> Option<usize> {
    let due = DUE.iter().flat_map(|due| places(before, due));
    due.filter(|&at| {
        let head = &before[..at];
        ends_with_word(head, &["phải", "theo kế hoạch"])
    })
    .max()
}

/// `Năm 2026, LĐLĐ tỉnh dự kiến …`: a plan, where the year opens the sentence.
pub(super) fn opens_plan(before: &str, after: &str) -> bool {
    let opens = matches!(
        opening(before).trim_end(),
        "Năm" | "năm" | "Trong năm" | "Sang năm" | "Bước sang năm"
    );
    let planned = ["dự kiến", "sẽ", "đặt mục tiêu", "đề ra mục tiêu"];
    opens && has_word(rest_of_sentence(after, 90), &planned)
}

/// Whether the year's end is still to come: `đến hết năm 2016`.
pub(super) fn is_end_of_year(near: &str) -> bool {
    ends_with_word(near, &["đến hết năm", "đến cuối năm"]) && !has_word(near, &["tính", "Tính"])
}

/// Whether the year is that of a target or the end of a term.
pub(super) fn is_target(near: &str, mid: &str, after: &str, shape: Class) -> bool {
    let opens = near.trim_start().starts_with("Đến ");
    // at the head of its sentence a month or a day tells what has been reached
    let to_year = ends_with_word(near, &["đến năm", "tới năm", "đến hết năm"])
        || !opens && ends_with_word(near, &["đến tháng", "đến ngày"]);
    // what has been reached is no target: `Đến năm 2015, anh đã pha được …`
    let reached = after.starts_with(" thì ")
        || opens && has_word(head(after, 60), &["đã", "thì", "mới"])
        || has_word(near, &["phải đến", "Phải đến", "mãi đến", "Mãi đến"]);
    let lived = opens && has_word(head(after, 40), PEOPLE);
    if to_year && shape != Class::FullDate && !reached && !lived {
        // `từ năm 2018 đến năm 2022` has passed
        return !has_word(near, &["từ", "Từ"]);
    }
    let limit = if shape == Class::FullDate { 30 } else { 85 };
    rfind_word(mid, TARGETS).is_some_and(|at| mid.len() - at <= limit)
}

/// Whether the clause plans: `dự kiến mở rộng … trong năm 2013`, however long it is.
pub(super) fn is_planned(before: &str) -> bool {
    rfind_word(before, &["dự kiến", "Dự kiến", "sẽ"])
        .is_some_and(|at| !before[at..].contains([',', ';', '(']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_to_come_is_told() {
        for (before, after, ahead) in [
            ("Nhà trẻ dự kiến mở cửa năm ", ".", true),
            ("Nhà trẻ theo kế hoạch khánh thành vào năm ", ".", true),
            ("Cầu phải thông xe trong tháng ", ".", true),
            ("Theo kế hoạch, tổ đi thăm thợ năm ", ".", false),
            ("Công đoàn chi hỗ trợ theo kế hoạch năm ", ".", false),
            ("Khu nhà dự định từ lâu nay đã xong năm ", ".", false),
            ("Từ ", ", mức mới sẽ được áp dụng.", true),
            ("Từ ", ", mức mới được áp dụng. Mai sẽ mưa.", false),
        ] {
            assert_eq!(is_ahead(before, after, Class::Plain), ahead, "{before}");
        }
    }

    #[test]
    fn laws_and_thresholds_are_told() {
        let after = ", khi Luật Việc làm có hiệu lực, mức đóng đổi khác.";
        assert!(is_put_in_force(after, Class::FullDate));
        assert!(!is_put_in_force(after, Class::Plain));
        assert!(!is_put_in_force(", thỏa ước có hiệu lực.", Class::FullDate));
        let before = "Người tham gia bảo hiểm trước ngày ";
        assert!(is_threshold(before, before));
        assert!(!is_threshold("Mưa to trước ngày ", "Mưa to trước ngày "));
    }

    #[test]
    fn targets_are_no_years_that_were_reached() {
        for (near, after, target) in [
            ("phấn đấu đến năm ", " có 90 tổ.", true),
            ("từ năm 2012 đến năm ", ".", false),
            ("Đến năm ", ", xưởng đã có 90 tổ.", false),
            ("Đến tháng ", ", xưởng có 90 tổ.", false),
            ("làm xong trong năm ", ".", false),
        ] {
            assert_eq!(is_target(near, near, after, Class::Plain), target, "{near}");
        }
        assert!(is_end_of_year("Thẻ dùng đến hết năm "));
        assert!(!is_end_of_year("Tính đến hết năm "));
        assert!(opens_plan("“Năm ", ", tổ sẽ mở lớp."));
        assert!(!opens_plan("Năm ", ", tổ mở lớp. Sau sẽ hay."));
        assert!(is_planned("Xưởng dự kiến mở rộng trong năm "));
        assert!(!is_planned("Xưởng dự kiến mở rộng, trong năm "));
    }
}
