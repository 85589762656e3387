//! The percent of a plan that stands behind what was done of it.

use crate::article::{Figure, FigureKind};

use super::is_result;
use crate::extract::figures::attribute::infer;

/// What joins a number and the percent of its plan: `60 đoàn viên, đạt 50% chỉ tiêu`.
const ATTAINED: [&str; 14] = [
    "đạt",
    "bằng",
    "đạt tỷ lệ",
    "đạt tỉ lệ",
    "hoàn thành",
    "chỉ đạt",
    "mới đạt",
    "mới bằng",
    "chỉ bằng",
    "tương đương",
    "tương ứng",
    "tức đạt",
    "tức",
    "",
];
/// What joins it to the percent by which it passed the plan.
pub(super) const PASSED: [&str; 10] = [
    "vượt",
    "vượt mức",
    "vượt chỉ tiêu",
    "vượt kế hoạch",
    "vượt chỉ tiêu được giao",
    "vượt kế hoạch được giao",
    "vượt chỉ tiêu giao",
    "vượt kế hoạch giao",
    "vượt kế hoạch đề ra",
    "vượt chỉ tiêu đề ra",
];
/// What a plan is called.
pub(super) const PLANS: [&str; 5] = ["kế hoạch", "chỉ tiêu", "nghị quyết", "dự toán", "mục tiêu"];

/// Gives counts the percent of their plan that is stated behind them: `60 đoàn viên, đạt
/// 50% đối với cả 2 chỉ tiêu` speaks of both counts before it, `(đạt 102% kế hoạch)` and
/// `vượt kế hoạch 2%` of one.
pub(in super::super) fn share_percents(figures: &mut [Figure], text: &str) {
    for i in 1..figures.len() {
        let Some((percent, reach)) = stated(figures, i, text) else {
            continue;
        };
        for figure in figures[..i].iter_mut().rev().take(reach) {
            if !is_result(figure) || figure.percent.is_some() {
                break;
            }
            figure.percent = Some(percent);
            infer(figure, "percent");
            let target = figure.value / percent * 100.0;
            // a rounded percent gives no exact plan
            if (target - target.round()).abs() < 1e-6 && figure.kind == FigureKind::Count {
                figure.target = Some(target.round());
                infer(figure, "target");
            }
        }
    }
}

/// The percent of a plan that figure `at` states, and for how many counts before it.
fn stated(figures: &[Figure], at: usize, text: &str) -> Option<(f64, usize)> {
    let percent = &figures[at];
    if percent.kind != FigureKind::Percent || percent.delta.is_some() || percent.value <= 0.0 {
        return None;
    }
    let joining = joining(&figures[at - 1], percent, text)?;
    let behind = text.get(percent.span.end..).unwrap_or("");
    if PASSED.contains(&joining.as_str()) {
        let names = PLANS.iter().any(|plan| joining.contains(plan)) || plan_behind(behind) > 0;
        // `vượt 132%` is said of what came to 132 %
        let value = match percent.value < 100.0 {
            true => 100.0 + percent.value,
            false => percent.value,
        };
        return names.then_some((value, 1));
    }
    let reach = plan_behind(behind);
    let attained = !joining.is_empty() && ATTAINED.contains(&joining.as_str());
    (attained && reach > 0).then_some((percent.value, reach))
}

/// The words between two figures of one sentence, without brackets and commas.
pub(super) fn joining(one: &Figure, other: &Figure, text: &str) -> Option<String> {
    let between = text.get(one.span.end..other.span.start)?;
    let longest = PASSED.iter().map(|words| words.len()).max().unwrap_or(0);
    if between.len() > longest + 4 || between.contains(['.', ';']) {
        return None;
    }
    Some(
        between
            .to_lowercase()
            .trim_matches([' ', ',', '(', '–', '-', ':'])
            .to_string(),
    )
}

/// How many counts the plan named in `behind` covers: `kế hoạch` one, `cả 2 chỉ tiêu` two.
fn plan_behind(behind: &str) -> usize {
    let near: String = behind.chars().take(40).collect::<String>().to_lowercase();
    let clause = near.split(['.', ';', ')']).next().unwrap_or("");
    for (words, count) in [
        ("cả 2 chỉ tiêu", 2),
        ("cả hai chỉ tiêu", 2),
        ("cả 3 chỉ tiêu", 3),
        ("cả ba chỉ tiêu", 3),
    ] {
        if clause.contains(words) {
            return count;
        }
    }
    usize::from(PLANS.iter().any(|word| clause.contains(word)))
}

/// The percent right behind figure `at`, and which figure it is: its own, or one that may be.
pub(super) fn percent_behind(figures: &[Figure], at: usize, text: &str) -> Option<(usize, f64)> {
    let percent = figures.get(at + 1)?;
    if percent.kind != FigureKind::Percent || percent.delta.is_some() {
        return None;
    }
    let joining = joining(&figures[at], percent, text)?;
    if PASSED.contains(&joining.as_str()) {
        return figures[at].percent.map(|percent| (at + 1, percent));
    }
    ATTAINED
        .contains(&joining.as_str())
        .then_some((at + 1, percent.value))
}
