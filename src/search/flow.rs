//! Tells from the words around a figure whether it counts what was done in a period, and
//! so may be summed with others, or what there is, was planned or is part of another.

mod asked;

pub use asked::asked;

use crate::article::{Figure, FigureKind};
use crate::text::{TokenKind, tokens};

/// What was done with what is counted: only figures of one act are summed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Act {
    /// Members admitted, unions founded.
    Growth,
    /// People helped, things and money given.
    Support,
    /// People trained, courses held.
    Training,
    /// People proposed, for the party or for honours.
    Proposal,
    /// Money taken in.
    Income,
    /// Courses, talks, inspections held.
    Work,
}

impl Act {
    /// The act in a word, as the press calls it.
    pub fn name(self) -> &'static str {
        match self {
            Act::Growth => "phát triển",
            Act::Support => "hỗ trợ",
            Act::Training => "tập huấn",
            Act::Proposal => "giới thiệu",
            Act::Income => "thu",
            Act::Work => "tổ chức",
        }
    }
}

/// What the words before a figure say about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    Act(Act),
    /// What there is: `quản lý`, `hiện có`, `tổng số`; or what was done with it does not
    /// add up.
    Stock,
}

/// The cues, as syllables. Where several end at one word, the longest counts.
const CUES: &[(&str, Cue)] = &[
    ("kết nạp", Cue::Act(Act::Growth)),
    ("phát triển", Cue::Act(Act::Growth)),
    ("thành lập", Cue::Act(Act::Growth)),
    ("ra mắt", Cue::Act(Act::Growth)),
    ("thu hút", Cue::Act(Act::Growth)),
    ("gia nhập", Cue::Act(Act::Growth)),
    ("hỗ trợ", Cue::Act(Act::Support)),
    ("trợ cấp", Cue::Act(Act::Support)),
    ("trao", Cue::Act(Act::Support)),
    ("trao tặng", Cue::Act(Act::Support)),
    ("tặng", Cue::Act(Act::Support)),
    ("tặng quà", Cue::Act(Act::Support)),
    ("thăm hỏi", Cue::Act(Act::Support)),
    ("chăm lo", Cue::Act(Act::Support)),
    ("ủng hộ", Cue::Act(Act::Support)),
    ("giúp đỡ", Cue::Act(Act::Support)),
    ("giải ngân", Cue::Act(Act::Support)),
    ("tập huấn", Cue::Act(Act::Training)),
    ("bồi dưỡng", Cue::Act(Act::Training)),
    ("đào tạo", Cue::Act(Act::Training)),
    ("tuyên truyền", Cue::Act(Act::Training)),
    ("giới thiệu", Cue::Act(Act::Proposal)),
    ("khen thưởng", Cue::Act(Act::Proposal)),
    ("biểu dương", Cue::Act(Act::Proposal)),
    ("tuyên dương", Cue::Act(Act::Proposal)),
    ("truy thu", Cue::Act(Act::Income)),
    ("thu", Cue::Act(Act::Income)),
    ("quyên góp", Cue::Act(Act::Income)),
    ("vận động", Cue::Act(Act::Income)),
    ("kiểm tra", Cue::Act(Act::Work)),
    ("đối thoại", Cue::Act(Act::Work)),
    ("khám", Cue::Act(Act::Work)),
    ("tư vấn", Cue::Act(Act::Work)),
    ("hướng dẫn", Cue::Stock),
    ("làm việc", Cue::Stock),
    ("tổ chức", Cue::Act(Act::Work)),
    ("thu nhập", Cue::Stock),
    ("quản lý", Cue::Stock),
    ("tổng số", Cue::Stock),
    ("hiện có", Cue::Stock),
    ("có", Cue::Stock),
    ("gồm", Cue::Stock),
    ("còn", Cue::Stock),
    ("nâng", Cue::Stock),
    ("lên", Cue::Stock),
    ("sinh hoạt", Cue::Stock),
    ("trực thuộc", Cue::Stock),
    ("lũy kế", Cue::Stock),
    ("luỹ kế", Cue::Stock),
    ("cộng dồn", Cue::Stock),
];

/// Words that make what follows them in the sentence a plan.
const PLANS: &[&str] = &[
    "phấn đấu",
    "dự kiến",
    "sẽ",
    "mục tiêu",
    "chỉ tiêu",
    "kế hoạch",
    "đề ra",
    "đăng ký",
    "cần",
    "phải",
];

/// Words after which a plan is one that was carried out, or only a measure.
const CARRIED_OUT: &[&str] = &[
    "triển khai",
    "thực hiện",
    "hoàn thành",
    "vượt",
    "đạt",
    "so với",
    "theo",
    "bằng",
];

/// Words shortly before a number that make it an average or one of many.
const AVERAGES: &[&str] = &["bình quân", "trung bình", "mỗi"];

/// Words in the sentence that make what follows them cumulative or part of another figure.
const PARTS: &[&str] = &["trong đó", "lũy kế", "luỹ kế", "cộng dồn", "trong số"];

/// Words right behind a figure that say that it was added.
const NEWLY: &[&str] = &[
    "kết nạp mới",
    "mới kết nạp",
    "phát triển mới",
    "thành lập mới",
    "mới thành lập",
];

/// How many words before a figure are looked at.
const REACH: usize = 40;
/// How many words behind it may say what was done: `12 CĐCS được thành lập`.
const BEHIND: usize = 5;
/// How many may say that each of several got so much.
const EACH_BEHIND: usize = 8;

/// What was done with what `figure` counts, if it may be summed: `before` and `after` are
/// the words of its sentence around it.
pub fn act(figure: &Figure, before: &str, after: &str) -> Option<Act> {
    let sums = matches!(
        figure.kind,
        FigureKind::Count | FigureKind::Money | FigureKind::Ratio | FigureKind::Measure
    );
    let odd = figure.threshold || figure.implausible || figure.delta.is_some();
    if !sums || odd || figure.per.is_some() || figure.total.is_some() {
        return None;
    }
    let before = Words::of(before, REACH);
    if PARTS.iter().any(|part| before.has(part, 0..before.len())) {
        return None;
    }
    let near = before.len().saturating_sub(4)..before.len();
    if AVERAGES.iter().any(|word| before.has(word, near.clone())) {
        return None;
    }
    if figure.kind == FigureKind::Money && each_behind(after) {
        return None;
    }
    if let Some(act) = done_behind(after) {
        return Some(act);
    }
    // What is set against its plan is no plan.
    if figure.target.is_none() && figure.kind != FigureKind::Ratio && is_planned(&before) {
        return None;
    }
    governing(&before)
}

/// Whether the words behind a sum of money share it out: `cho mỗi gia đình`.
fn each_behind(after: &str) -> bool {
    let words = Words::head(after, EACH_BEHIND);
    (0..words.len()).any(|at| words.starts("mỗi", at) && !words.breaks[at])
}

/// Whether a plan is spoken of and nothing that was done since.
fn is_planned(words: &Words) -> bool {
    for end in (1..=words.len()).rev() {
        if words.starts("đã", end - 1) {
            return false;
        }
        let plan = PLANS.iter().find(|plan| words.starts(plan, end - 1));
        if plan.is_some() {
            let near = end.saturating_sub(4)..end - 1;
            // `(đạt 46% kế hoạch)`
            let measured = end > 1 && words.numbers[end - 2];
            let carried_out = CARRIED_OUT.iter().any(|word| words.has(word, near.clone()));
            return !measured && !carried_out;
        }
    }
    false
}

/// Whether the words right behind a figure say that it was added: `2.512 đoàn viên kết nạp
/// mới`.
pub fn tells_added(after: &str) -> bool {
    let words = Words::head(after, BEHIND);
    let clause = words.breaks.first().is_some_and(|breaks| *breaks);
    !clause && NEWLY.iter().any(|newly| words.starts(newly, 0))
}

/// The act in `được thành lập`, `đã được hỗ trợ` behind a figure.
fn done_behind(after: &str) -> Option<Act> {
    let words = Words::head(after, BEHIND);
    if tells_added(after) {
        return Some(Act::Growth);
    }
    let passive = words.list.iter().position(|word| word == "được")?;
    for at in passive + 1..words.len() {
        for (cue, meaning) in CUES {
            if let Cue::Act(act) = meaning
                && words.starts(cue, at)
            {
                return Some(*act);
            }
        }
    }
    None
}

/// Whether `figure` tells what there is: `quản lý 470 CĐCS với 19.400 đoàn viên`.
pub fn is_stock(figure: &Figure, before: &str) -> bool {
    let words = Words::of(before, REACH);
    figure.total.is_none() && !is_planned(&words) && nearest(&words) == Some(Cue::Stock)
}

/// The act of the nearest cue before a figure, unless a stock's cue is nearer.
fn governing(words: &Words) -> Option<Act> {
    match nearest(words) {
        Some(Cue::Act(act)) => Some(act),
        _ => None,
    }
}

/// The nearest cue before a figure, if it governs it.
fn nearest(words: &Words) -> Option<Cue> {
    if words.broken_off && !words.numbers_from(words.len()) {
        return None;
    }
    let mut with = words.len();
    for end in (1..=words.len()).rev() {
        if words.starts("với", end - 1) {
            with = end - 1;
        }
        let mut best: Option<(usize, Cue)> = None;
        for (cue, meaning) in CUES {
            let length = cue.split(' ').count();
            let longer = best.is_none_or(|(known, _)| length > known);
            if longer && length <= end && words.starts(cue, end - length) {
                best = Some((length, *meaning));
            }
        }
        if let Some((length, cue)) = best {
            let start = end - length;
            let Cue::Act(act) = cue else {
                return Some(cue);
            };
            // `tổ chức` is mostly a noun, but for `tổ chức 4 lớp`.
            let body = words.starts("tổ chức", start) && end + 1 < words.len();
            if body {
                continue;
            }
            // `ra mắt với 64 đoàn viên` tells what there was, not what was added.
            let founded = act == Act::Growth && with < words.len();
            let added = !founded || (end..with).any(|at| words.is_count(at));
            return added.then_some(cue);
        }
        // Past a comma the act goes on only over a list of figures.
        let at = end - 1;
        if words.breaks[at] && !(words.numbers[at] && words.numbers_from(at)) {
            return None;
        }
    }
    None
}

/// Words in lower case, with the places where a clause begins.
#[derive(Default)]
struct Words {
    list: Vec<String>,
    numbers: Vec<bool>,
    /// Whether a comma or the like stands before the word.
    breaks: Vec<bool>,
    /// Whether one stands behind the last.
    broken_off: bool,
}

impl Words {
    /// The last `most` words of `text`.
    fn of(text: &str, most: usize) -> Words {
        // A word has at most seven letters of three bytes, and a blank.
        let mut from = text.len().saturating_sub(most * 24);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let text = text.get(from..).unwrap_or("");
        let mut words = Words::read(text, usize::MAX);
        let skipped = words.len().saturating_sub(most);
        words.list.drain(..skipped);
        words.numbers.drain(..skipped);
        words.breaks.drain(..skipped);
        words
    }

    /// The first `most` words of `text`.
    fn head(text: &str, most: usize) -> Words {
        Words::read(text, most)
    }

    fn read(text: &str, most: usize) -> Words {
        let mut words = Words::default();
        let mut end = 0;
        for token in tokens(text).take(most) {
            let gap = text.get(end..token.span.start).unwrap_or("");
            words.breaks.push(is_break(gap));
            words.numbers.push(token.kind != TokenKind::Word);
            words.list.push(token.span.of(text).to_lowercase());
            end = token.span.end;
        }
        words.broken_off = is_break(text.get(end..).unwrap_or(""));
        words
    }

    fn len(&self) -> usize {
        self.list.len()
    }

    fn starts(&self, phrase: &str, at: usize) -> bool {
        let mut syllables = phrase.split(' ').enumerate();
        syllables.all(|(i, syllable)| self.list.get(at + i).is_some_and(|word| word == syllable))
    }

    fn has(&self, phrase: &str, within: std::ops::Range<usize>) -> bool {
        within.into_iter().any(|at| self.starts(phrase, at))
    }

    /// Whether word `at` is a number that counts, not a date.
    fn is_count(&self, at: usize) -> bool {
        let dated = at > 0
            && matches!(
                self.list[at - 1].as_str(),
                "ngày" | "tháng" | "quý" | "năm" | "từ" | "lúc"
            );
        self.numbers[at] && !dated
    }

    /// Whether the clause that ends before word `at` holds a number.
    fn numbers_from(&self, at: usize) -> bool {
        for before in (0..at).rev() {
            if self.numbers[before] {
                return true;
            }
            if self.breaks[before] {
                return false;
            }
        }
        false
    }
}

fn is_break(gap: &str) -> bool {
    gap.contains([',', ';', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    /// The act of the count that stands in brackets.
    fn of(sentence: &str) -> Option<Act> {
        let (before, rest) = sentence.split_once('[').expect("a bracket");
        let (number, after) = rest.split_once(']').expect("a bracket");
        let span = Span::new(before.len(), before.len() + number.len());
        act(&Figure::new(span, FigureKind::Count, 5.0), before, after)
    }

    #[test]
    fn what_was_done_may_be_summed() {
        for (sentence, expected) in [
            ("Quận đã kết nạp thêm [300 đoàn viên].", Act::Growth),
            ("Huyện phát triển được [40 đoàn viên]", Act::Growth),
            ("thành lập mới 6 CĐCS với [75 đoàn viên]", Act::Growth),
            (
                "lập danh sách, thành lập 6 CĐCS, [2 nghiệp đoàn]",
                Act::Growth,
            ),
            (
                "thành lập 24/52 CĐCS (đạt 46% kế hoạch được giao), kết nạp thêm [300 đoàn viên]",
                Act::Growth,
            ),
            (
                "triển khai kế hoạch phát triển đoàn viên, quận kết nạp [300 đoàn viên]",
                Act::Growth,
            ),
            (
                "Chỉ tiêu là 50 CĐCS, nay đã thành lập [60 CĐCS]",
                Act::Growth,
            ),
            ("Cả năm có [12 CĐCS] được thành lập", Act::Growth),
            (
                "Công đoàn đã trao [50 suất quà] cho công nhân",
                Act::Support,
            ),
            ("tổ chức [4 lớp] cho cán bộ", Act::Work),
        ] {
            assert_eq!(of(sentence), Some(expected), "{sentence}");
        }
    }

    #[test]
    fn stocks_plans_parts_and_averages_may_not() {
        for sentence in [
            "Quận quản lý 467 CĐCS với [19.037 đoàn viên].",
            "Toàn huyện hiện có [186 CĐCS]",
            "nâng tổng số đoàn viên lên [18.446 người]",
            "Năm sau, quận phấn đấu kết nạp [500 đoàn viên]",
            "Quý tới sẽ thành lập [3 CĐCS]",
            "năm 2012 huyện phấn đấu thành lập 5 CĐCS, kết nạp [600 đoàn viên]",
            "Kế hoạch năm 2016 của huyện là kết nạp [800 đoàn viên]",
            "Thành lập sau ngày 1/7 với [118 CĐCS]",
            "Thu nhập tăng từ [3 triệu]",
            "kết nạp 300 đoàn viên, trong đó [120 đoàn viên] khối tư nhân",
            "Lũy kế đã kết nạp [900 đoàn viên]",
            "kết nạp bình quân [30 đoàn viên] mỗi tháng",
            "thành lập 24 CĐCS; củng cố [12 CĐCS]",
            "Quận phát triển mạnh, [300 đoàn viên] dự hội thao",
            "chưa có tổ chức công đoàn ở [20 doanh nghiệp]",
            "[300 đoàn viên] dự hội thao",
        ] {
            assert_eq!(of(sentence), None, "{sentence}");
        }
    }

    #[test]
    fn percents_thresholds_and_prices_may_not() {
        let before = "Quận đã hỗ trợ ";
        let span = Span::new(before.len(), before.len());
        for kind in [FigureKind::Percent, FigureKind::Range] {
            assert_eq!(act(&Figure::new(span, kind, 5.0), before, ""), None);
        }
        let mut one = Figure::new(span, FigureKind::Money, 5e6);
        assert_eq!(act(&one, before, ""), Some(Act::Support));
        assert_eq!(act(&one, before, " cho mỗi gia đình có người mất"), None);
        one.per = Some("người".into());
        assert_eq!(act(&one, before, ""), None);
        one.per = None;
        one.threshold = true;
        assert_eq!(act(&one, before, ""), None);
    }
}
