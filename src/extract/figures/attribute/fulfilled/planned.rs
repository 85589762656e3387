//! Which figures of a paragraph are plans, and which other figure tells what became of one.

use crate::article::{Figure, FigureKind};
use crate::extract::figures::attained::agrees;
use crate::text::number::number;
use crate::text::{Span, TokenKind, tokens};

/// Words that set a plan.
const SET: [&str; 10] = [
    "kế hoạch",
    "chỉ tiêu",
    "mục tiêu",
    "dự toán",
    "được giao",
    "phấn đấu",
    "đăng ký",
    "đề ra",
    "dự kiến",
    "giao chỉ tiêu",
];
/// Words after which a plan is only spoken of: `theo kế hoạch`, `vượt chỉ tiêu`.
const SPOKEN_OF: [&str; 9] = [
    "theo",
    "thực hiện",
    "triển khai",
    "hoàn thành",
    "vượt",
    "đạt",
    "bằng",
    "ban hành",
    "xây dựng",
];
/// Words that tell what was done.
const DONE: [&str; 9] = [
    "đã",
    "đến nay",
    "tới nay",
    "kết quả",
    "đạt",
    "mới",
    "thực hiện",
    "được",
    "tính đến",
];
/// What is done to people and things, each kind on a line.
const DEEDS: [&[&str]; 6] = [
    &["kết nạp", "phát triển", "thu hút", "vận động"],
    &["thành lập", "ra mắt", "vận động thành lập"],
    &["tập huấn", "bồi dưỡng", "đào tạo"],
    &["hỗ trợ", "tặng", "trao", "trợ cấp"],
    &["thu", "thu được", "nộp"],
    &["xây", "sửa chữa", "bàn giao"],
];
/// Nouns that stand for whatever people are counted.
const PEOPLE: [&str; 2] = ["người", "đồng chí"];
/// Bytes before a figure in which its plan or its deed is named.
const REACH: usize = 140;

/// Which of `figures` are plans: a word that sets one governs them, or another plan's list.
pub(super) fn plans(figures: &[Figure], text: &str, sentences: &[Span]) -> Vec<bool> {
    let mut plans = Vec::with_capacity(figures.len());
    let mut sentence = 0;
    for (i, figure) in figures.iter().enumerate() {
        while sentence + 1 < sentences.len() && sentences[sentence + 1].start <= figure.span.start {
            sentence += 1;
        }
        let start = sentences.get(sentence).map_or(0, |sentence| sentence.start);
        let last = i.checked_sub(1).map(|last| &figures[last]);
        let from = last.map_or(start, |last| last.end().max(start));
        let before = near(text, from, figure.span.start);
        let listed = plans.last() == Some(&true)
            && last.is_some_and(|last| last.span.start >= start)
            && !before.contains(';')
            && !DONE.iter().any(|word| has(&before, word));
        let counted = matches!(
            figure.kind,
            FigureKind::Count | FigureKind::Money | FigureKind::Measure
        );
        plans.push(counted && figure.delta.is_none() && (listed || is_set(&before)));
    }
    plans
}

/// Whether the words right before a figure set a plan: `chỉ tiêu cả năm là kết nạp`.
fn is_set(before: &str) -> bool {
    let clause = before.rsplit([',', ';', '.']).next().unwrap_or("");
    let set = SET
        .iter()
        .filter_map(|word| clause.rfind(word).map(|at| (at, word.len())));
    let Some((at, length)) = set.max() else {
        return false;
    };
    let (ahead, behind) = (&clause[..at], &clause[at + length..]);
    let spoken_of = SPOKEN_OF
        .iter()
        .any(|word| ahead.trim_end().ends_with(word));
    !spoken_of && !has(behind, "đã") && !has(behind, "đạt")
}

/// Whether a plan and a result count the same, at one place and in one year.
pub(super) fn is_of_one_thing(plan: &Figure, result: &Figure) -> bool {
    let noun = |figure: &Figure| figure.noun.as_deref().unwrap_or("").to_lowercase();
    let (one, other) = (noun(plan), noun(result));
    let named = one == other
        || one.starts_with(&format!("{other} "))
        || other.starts_with(&format!("{one} "))
        || is_bare(plan)
        || is_bare(result);
    let year = |month: &str| month.get(..4).unwrap_or("").to_string();
    let years = match (&plan.period, &result.period) {
        (Some(plan), Some(result)) => {
            year(&plan.from) <= year(&result.to) && year(&result.from) <= year(&plan.to)
        }
        _ => true,
    };
    named
        && plan.unit == result.unit
        && plan.kind == result.kind
        && plan.place == result.place
        && years
}

/// Whether the noun of a figure says little about what is counted.
pub(super) fn is_bare(figure: &Figure) -> bool {
    let noun = figure.noun.as_deref().unwrap_or("").to_lowercase();
    noun.is_empty() || PEOPLE.contains(&noun.as_str())
}

/// Whether figure `at` tells what was done of the plan `plan` before it, though no percent
/// says so: the same is done in both, and it is told as done.
pub(super) fn is_done(
    figures: &[Figure],
    plan: usize,
    at: usize,
    text: &str,
    sentences: &[Span],
) -> bool {
    let words = |at: usize| {
        let figure = &figures[at];
        let start = sentences.partition_point(|sentence| sentence.start <= figure.span.start);
        let start = start.checked_sub(1).map_or(0, |i| sentences[i].start);
        let last = at.checked_sub(1).map_or(0, |last| figures[last].end());
        near(text, start.max(last), figure.span.start)
    };
    let (planned, done) = (words(plan), words(at));
    let Some(deed) = deed(&done) else {
        return false;
    };
    let same = match last_deed(&planned) {
        Some((_, planned)) => planned == deed,
        // `chỉ tiêu là 800 đoàn viên`
        None => figures[plan].noun == figures[at].noun,
    };
    // `đã thành lập 6 CĐCS, kết nạp 320 đoàn viên`
    let since = near(text, figures[plan].end(), figures[at].span.start);
    same && DONE.iter().any(|word| has(&since, word))
}

/// Where the deed named last in `before` ends, and its kind.
fn last_deed(before: &str) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    for (kind, words) in DEEDS.iter().enumerate() {
        for word in words.iter() {
            if has(before, word)
                && let Some(at) = before.rfind(word)
                && best.is_none_or(|(end, _)| at + word.len() > end)
            {
                best = Some((at + word.len(), kind));
            }
        }
    }
    best
}

/// The kind of deed named last in `before`, if nothing but small words follow it.
fn deed(before: &str) -> Option<usize> {
    let (end, kind) = last_deed(before)?;
    let rest = before[end..].split_whitespace();
    let small = [
        "được", "mới", "thêm", "đoàn", "viên", "là", "cđcs", "trên", "hơn",
    ];
    let mut rest = rest.filter(|word| !small.contains(&word.trim_matches([',', ':'])));
    rest.next().is_none().then_some(kind)
}

/// The number without a noun that a plan is before `result`, if `percent` agrees with it: `kế
/// hoạch kết nạp đoàn viên là 800`.
pub(super) fn bare(text: &str, from: usize, result: &Figure, percent: f64) -> Option<f64> {
    let before = near(text, from, result.span.start);
    let set = SET.iter().filter_map(|word| before.find(word)).min()?;
    for token in tokens(&before[set..]) {
        if token.kind != TokenKind::Number {
            continue;
        }
        let value = number(token.span.of(&before[set..]), 0, false);
        if let Some(value) = value
            && value != result.value
            && agrees(result.value, value, percent)
        {
            return Some(value);
        }
    }
    None
}

/// The last words of `text` from `from` to `to`, in lower case.
fn near(text: &str, from: usize, to: usize) -> String {
    let mut from = from.max(to.saturating_sub(REACH)).min(to);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..to).unwrap_or("").to_lowercase()
}

/// Whether `text` has these words, as words.
fn has(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
