//! The percent that belongs to a ratio (`(đạt 46% kế hoạch)`, `, bằng 102%`), and
//! whether the ratio is measured against a plan.

use super::amount;
use super::percent;
use super::token::Line;

/// A percent stated for a ratio.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Percent {
    /// In percentage points of the plan or the whole.
    pub value: f64,
    /// Its tokens: the number and its sign.
    pub tokens: (usize, usize),
    /// Whether the text states only the surplus (`vượt 32%`).
    pub derived: bool,
}

/// Tokens between a ratio and a percent that is certain to be its own.
const NEAR: usize = 4;
/// Tokens between a ratio and a percent that the arithmetic must confirm.
const FAR: usize = 16;
/// Tokens within brackets.
const BRACKET: usize = 14;

/// Whether `percent` is `value` of `whole`, up to rounding.
pub fn agrees(value: f64, whole: f64, percent: f64) -> bool {
    whole > 0.0 && (value / whole * 100.0 - percent).abs() <= 1.0
}

/// The percent that the text from token `at` on states for `value` of `whole`.
pub fn after(line: &Line, at: usize, value: f64, whole: f64) -> Option<Percent> {
    let bracket = line.is_mark(at, '(') || line.is_mark(at, '[');
    let from = if bracket { at + 1 } else { at };
    let reach = if bracket { BRACKET } else { FAR };
    let mut over = false;
    let mut attained = bracket;
    let mut plain = true;
    for i in from..from + reach {
        if line.is_number(i) {
            let found = amount::read(line, i)?;
            let (_, end) = percent::sign(line, found.end)?;
            let (stated, _) = found.value();
            let tokens = (i, end);
            let surplus = agrees(value, whole, stated + 100.0) && !agrees(value, whole, stated);
            if over && surplus {
                return Some(Percent {
                    value: stated + 100.0,
                    tokens,
                    derived: true,
                });
            }
            let near = bracket || attained && plain && i - from <= NEAR;
            let own = near && (attained || i == from) || attained && agrees(value, whole, stated);
            return own.then_some(Percent {
                value: stated,
                tokens,
                derived: false,
            });
        }
        match line.word(i) {
            "." | ";" | ")" | "" => return None,
            "(" if !bracket => {
                attained = true;
                plain = false;
            }
            "vượt" => {
                over = true;
                attained = true;
            }
            "đạt" | "bằng" | "chiếm" | "đương" | "thành" | "=" => attained = true,
            "tăng" | "giảm" | "còn" | "hơn" if !bracket => return None,
            "," | "-" | "–" | ":" | "tỷ" | "tỉ" | "lệ" | "tương" | "hoàn" | "khoảng" | "gần"
            | "trên" | "xấp" | "xỉ" => {}
            _ => plain &= bracket,
        }
    }
    None
}

/// Words that name the plan a ratio is measured against.
const PLANS: [(&str, &str); 11] = [
    ("kế", "hoạch"),
    ("chỉ", "tiêu"),
    ("nghị", "quyết"),
    ("dự", "toán"),
    ("mục", "tiêu"),
    ("được", "giao"),
    ("tỉnh", "giao"),
    ("trên", "giao"),
    ("kh", ""),
    ("định", "mức"),
    ("phố", "giao"),
];

/// Verbs of work done against a plan.
const FLOWS: [&str; 13] = [
    "lập", "nạp", "triển", "thu", "được", "thêm", "mới", "thiệu", "ngân", "viên:", "động", "công",
    "nộp",
];

/// Whether `whole` is a plan or a quota rather than the number of all.
pub fn is_plan(
    line: &Line,
    first: usize,
    end: usize,
    value: f64,
    whole: f64,
    percent: Option<&Percent>,
) -> bool {
    if value > whole {
        return true;
    }
    // `4/10 chỉ tiêu` are some of the aims
    if line.is_pair(end.wrapping_sub(2), "chỉ", "tiêu") {
        return false;
    }
    let until = percent.map_or(end + 3, |percent| percent.tokens.1 + 6);
    for i in end..until {
        if matches!(line.word(i), "." | ";") || i > end && line.is_number(i) && percent.is_none() {
            break;
        }
        // `11/24 xã hoàn thành mục tiêu`: the whole is all of them
        let fulfilled = line.is_pair(i.wrapping_sub(2), "hoàn", "thành");
        if !fulfilled
            && PLANS.iter().any(|(one, two)| {
                line.word(i) == *one && (two.is_empty() || line.word(i + 1) == *two)
            })
        {
            return true;
        }
    }
    let before = line.word(first.wrapping_sub(1));
    let verb = line.word(first.wrapping_sub(2));
    let flow = match before {
        "lập" => verb == "thành",
        "nạp" => verb == "kết",
        "triển" => verb == "phát",
        "ngân" => verb == "giải",
        "thiệu" => verb == "giới",
        "thu" | "nộp" => true,
        "được" | "thêm" | "mới" => FLOWS.contains(&verb) && verb != before,
        ":" => matches!(verb, "viên" | "nạp" | "lập" | "thu" | "phí" | "cs" | "cđcs"),
        _ => false,
    };
    flow || percent.is_some()
        && matches!(before, "phí" | "đoàn")
        && matches!(verb, "kinh" | "công" | "đoàn")
}
