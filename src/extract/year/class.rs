//! What the words around a year make of it: a report, a plan, a birth, a law.

use super::sign::PEOPLE;
use super::weights;

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

/// Words of what is to come.
const AHEAD: &[&str] = &[
    "dự kiến",
    "Dự kiến",
    "dự tính",
    "dự định",
    "dự báo",
    "Dự báo",
    "sẽ",
    "hứa",
    "hẹn",
    "hy vọng",
    "hi vọng",
    "kỳ vọng",
    "mong muốn",
    "kế hoạch bàn giao",
    "kế hoạch hoàn thành",
    "theo quy hoạch",
    "theo lộ trình",
    "lần tới",
    "lần sau",
    "mùa sau",
    "cam kết",
    "hạn cuối",
    "hạn chót",
    "chậm nhất",
    "muộn nhất",
    "chuẩn bị cho",
    "hướng tới",
    "hướng đến",
    "tiến tới",
    "mục tiêu",
    "Mục tiêu",
    "phấn đấu",
    "Phấn đấu",
    "được trình vào",
    "kế hoạch ban đầu",
    "phải xong",
    "phải hoàn thành",
];
/// Times of day, and words for a day, before a date.
const HOURS: &[&str] = &[
    "Sáng",
    "sáng",
    "Chiều",
    "chiều",
    "Tối",
    "tối",
    "Trưa",
    "trưa",
    "Đêm",
    "đêm",
    "Rạng sáng",
    "giờ",
    "hôm",
    "Hôm",
    "hôm nay",
    "Hôm nay",
    "hôm qua",
    "Hôm qua",
    "vừa rồi",
    "vừa qua",
];
/// What is told of later, too.
const SURVEYS: &[&str] = &[
    "khảo sát",
    "Khảo sát",
    "nghiên cứu",
    "Nghiên cứu",
    "điều tra",
];
/// What makes a thing, before its year.
const MADE: &[&str] = &[
    "làm", "xây", "dựng", "đóng", "mua", "lắp", "trồng", "in", "lập", "đúc", "đào", "mở", "chụp",
];
const BIRTHS: &[&str] = &[
    "sinh năm",
    "sinh ngày",
    "SN ",
    "(sinh",
    "sn ",
    "quê quán",
    "Sinh năm",
    "Sinh ngày",
    "sinh tháng",
    "sinh vào",
];
const LAWS: &[&str] = &[
    "Luật",
    "Bộ luật",
    "bộ luật",
    "Nghị định",
    "nghị định",
    "Nghị quyết",
    "nghị quyết",
    "Thông tư",
    "Chỉ thị",
    "Quyết định",
    "Hiến pháp",
    "Điều lệ",
    "Kết luận",
    "Công văn",
    "công văn",
    "Hướng dẫn số",
    "Kế hoạch số",
    "Pháp lệnh",
    "Văn bản",
    "văn bản số",
    "Đề án",
    "NĐ-CP",
    "Công điện",
    "Thông báo số",
    "Chương trình số",
    "Quy chế",
    "Quy định số",
    "NQ/TW",
    "NQ/TƯ",
    "Tờ trình",
    "tiêu chuẩn",
    "Tiêu chuẩn",
];
const COMPARISONS: &[&str] = &[
    "so với",
    "cùng kỳ",
    "cùng kì",
    "hơn năm",
    "trước đó",
    "như năm",
    "bằng năm",
    "năm trước (",
];
const TARGETS: &[&str] = &[
    "tầm nhìn",
    "mục tiêu",
    "phấn đấu",
    "Phấn đấu",
    "Mục tiêu",
    "dự kiến",
    "Dự kiến",
    "định hướng",
    "giai đoạn",
    "nhiệm kỳ",
    "nhiệm kì",
    "lộ trình",
    "cam kết",
    "hướng tới",
    "hướng đến",
    "tiến tới",
    "trước năm",
    "Trước năm",
    "chậm nhất",
    "từ nay đến",
    "đến cuối năm",
    "sang năm",
    "năm mới",
    "bước vào năm",
    "bước sang",
    "quy hoạch",
    "Quy hoạch",
    "thời kỳ",
    "có hiệu lực",
    "áp dụng từ",
    "thi hành từ",
    "thực hiện từ ngày",
    "sẽ ",
    "thời hạn",
];
const PLANS: &[&str] = &[
    "nhiệm vụ",
    "phương hướng",
    "kế hoạch",
    "Kế hoạch",
    "chương trình công tác",
    "trọng tâm",
    "chỉ tiêu",
    "triển khai",
    "dự toán",
    "giải pháp",
];
const SUMMARIES: &[&str] = &[
    "tổng kết",
    "Tổng kết",
    "TỔNG KẾT",
    "nhìn lại",
    "Nhìn lại",
    "kết thúc năm",
    "Kết thúc năm",
];
const PASTS: &[&str] = &[
    "từ năm",
    "Từ năm",
    "kể từ",
    "Kể từ",
    "từ những năm",
    "thành lập",
    "ra đời",
    "khởi công",
    "hoàn thành năm",
    "xây năm",
    "đi vào hoạt động",
    "khánh thành",
    "được công nhận",
    "hồi năm",
    "Hồi năm",
    "lần đầu",
    "trước đây",
    "Trước đây",
    "kết hôn",
    "tốt nghiệp",
    "nhập ngũ",
    "ra trường",
    "vào làm",
    "ký ngày",
    "ban hành",
    "xây dựng từ",
    "lập từ",
    "Tốt nghiệp",
    "Nhập ngũ",
    "Xuất ngũ",
    "xuất ngũ",
    "Ra trường",
    "Kết hôn",
    "Vào nghề",
    "vào nghề",
    "Thành lập",
    "Ra đời",
    "Khởi công",
    "Khánh thành",
    "năm xưa",
    "đại học năm",
    "nghiên cứu",
    "công bố năm",
];
const PAST_AFTER: &[&str] = &[
    "vào làm",
    "tốt nghiệp",
    "ra trường",
    "kết hôn",
    "lập gia đình",
    "nhập ngũ",
    "vào công ty",
    "bắt đầu làm",
    "được tuyển",
    "xin vào",
    "về làm",
    "chuyển về",
    "rời quê",
    "bén duyên",
    "trúng tuyển",
    "công ty thành lập",
    "Công ty thành lập",
    "anh vào",
    "chị vào",
    "chị bắt đầu",
    "anh bắt đầu",
    "công ty được thành lập",
    "Công ty được thành lập",
    "công ty ra đời",
    "đến nay",
    "tới nay",
    "trở lại đây",
    "trở về trước",
    "qua đời",
    "vào Nam",
    "lên thành phố",
    "chị xin",
    "anh xin",
    "chị trở thành",
    "anh trở thành",
    "ông về",
    "bà về",
    "chị được",
    "anh được",
    "chị lập",
    "chị về",
    "anh về",
    "khi còn",
    "cô được",
    "thầy được",
    "cô về",
    "thầy về",
    "được bầu",
    "được tập thể",
    "được bổ nhiệm",
];

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
    let past = (!within && contains(tail(before, 34), PASTS))
        || contains(head(after, 44), PAST_AFTER)
        || (shape == Class::Plain && (is_made(near) || contains(tail(before, 44), SURVEYS)))
        || (shape == Class::Period && contains(tail(before, 20), &["Hồi"]))
        || matches!(shape, Class::Plain | Class::Bare) && contains(mid, &["từng"]);
    if (past && !dated) || tells_own_life(before, after) && !(dated && !asks(before)) {
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

/// Whether a law comes into force on the day that `after` follows.
fn is_put_in_force(after: &str, shape: Class) -> bool {
    if !matches!(shape, Class::FullDate | Class::Period) {
        return false;
    }
    let near = head(after, 90);
    let near = near.split(['.', ';']).next().unwrap_or("");
    near.find("có hiệu lực")
        .is_some_and(|at| contains(&near[..at], LAWS))
}

/// Whether a day bounds what is counted: `thời gian làm việc trước ngày`.
fn is_threshold(near: &str, before: &str) -> bool {
    let counted = ["thời gian", "tham gia", "đóng", "ký", "vào làm", "sinh"];
    ["trước ngày ", "Trước ngày ", "sau ngày "]
        .iter()
        .any(|word| near.ends_with(word))
        && contains(before, &counted)
}

/// Whether what the year's sentence tells is still to come.
fn is_ahead(before: &str, after: &str, shape: Class) -> bool {
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

/// `Năm 2026, LĐLĐ tỉnh dự kiến …`: a plan, where the year opens the sentence.
fn opens_plan(before: &str, after: &str) -> bool {
    let opens = before.trim().trim_start_matches(['“', '"', '-', '–', ' ']);
    let opens = matches!(
        opens,
        "Năm" | "năm" | "Trong năm" | "Sang năm" | "Bước sang năm"
    );
    let sentence = after.find(". ").map_or(after, |end| &after[..end]);
    opens
        && contains(
            head(sentence, 90),
            &["dự kiến", "sẽ", "đặt mục tiêu", "đề ra mục tiêu"],
        )
}

fn is_end_of_year(near: &str) -> bool {
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

fn is_law(mid: &str, shape: Class) -> bool {
    let Some(at) = LAWS.iter().filter_map(|word| mid.rfind(word)).max() else {
        return false;
    };
    let between = &mid[at..];
    let far = between.matches(',').count() > 0 || between.len() > 70;
    // a law's own year follows its name at once; the day an office issued it, after `ngày`
    !far && (shape != Class::Period) && !between.contains("trong năm")
}

fn is_target(near: &str, mid: &str, after: &str, shape: Class) -> bool {
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
fn is_planned(before: &str) -> bool {
    let planned = ["dự kiến", "Dự kiến", "sẽ "]
        .iter()
        .filter_map(|word| before.rfind(word));
    planned
        .max()
        .is_some_and(|at| !before[at..].contains([',', ';', '(']))
}

/// Where `word` stands last in `text`, not glued to a letter on either side.
fn rfind(text: &str, word: &str) -> Option<usize> {
    let (at, _) = text.rmatch_indices(word).find(|(at, _)| {
        let before = text[..*at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        free(before) && free(after)
    })?;
    Some(at)
}

/// Whether one of `words` stands in `text`, not glued to a letter before it.
pub(super) fn contains(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            before.is_none_or(|c| !c.is_alphanumeric())
        })
    })
}

/// The last `n` bytes of `text`, or a little less.
pub(super) fn tail(text: &str, n: usize) -> &str {
    let mut from = text.len().saturating_sub(n);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

/// The first `n` bytes of `text`, or a little less.
pub(super) fn head(text: &str, n: usize) -> &str {
    let mut to = n.min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    &text[..to]
}
