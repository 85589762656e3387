//! What of a plan a count or a sum fulfilled, where the sentences say it apart from the
//! number: a percent behind it, the plan itself before or behind it.

mod percents;
mod planned;

use crate::article::{Figure, FigureKind, Sense};
use crate::extract::figures::attained::agrees;
use crate::text::Span;

use super::infer;
use percents::{PASSED, PLANS, joining, percent_behind};

pub(super) use percents::share_percents;

/// Figures looked back over for a plan.
const BACK: usize = 8;

/// Sets counts and sums against the plan that their paragraph states as a figure of its own:
/// `Kế hoạch là 800 đoàn viên; đến nay đã kết nạp 655 người, đạt 81,9%`.
pub(super) fn link_plans(figures: &mut [Figure], text: &str, sentences: &[Span]) {
    passed_by_count(figures, text);
    let plans = planned::plans(figures, text, sentences);
    for i in 0..figures.len() {
        if plans[i] || !is_result(&figures[i]) || is_stated(&figures[i]) {
            continue;
        }
        let stated = percent_behind(figures, i, text);
        let from = i.saturating_sub(BACK);
        let to = figures.len().min(i + 1 + BACK);
        let fits = |j: &usize| {
            let (result, plan) = (&figures[i], &figures[*j]);
            plans[*j] && planned::is_of_one_thing(plan, result) && {
                match stated {
                    Some((_, percent)) => agrees(result.value, plan.value, percent),
                    None => *j < i && planned::is_done(figures, *j, i, text, sentences),
                }
            }
        };
        let before = (from..i).rev().find(fits);
        let plan = before.or_else(|| (i + 1..to).find(fits));
        let bare = || {
            let (_, percent) = stated?;
            let before = figures[from..i].last().map_or(0, |figure| figure.span.end);
            planned::bare(text, before, &figures[i], percent)
        };
        let Some(target) = plan.map(|plan| figures[plan].value).or_else(bare) else {
            continue;
        };
        // `Kế hoạch là 800 đoàn viên …, đã kết nạp 655 người`
        let noun = plan.and_then(|plan| figures[plan].noun.clone());
        let result = &mut figures[i];
        if let Some(noun) = noun.filter(|_| planned::is_bare(result)) {
            result.noun = Some(noun);
            infer(result, "noun");
        }
        result.target = Some(target);
        infer(result, "target");
        if let Some((at, percent)) = stated {
            figures[i].percent = Some(percent);
            infer(&mut figures[i], "percent");
            if figures[at].sense == Some(Sense::Share) {
                figures[at].sense = Some(Sense::Target);
            }
        }
    }
}

/// Sets counts against the plan that they passed by a number: `560 đoàn viên, vượt kế hoạch 60
/// đoàn viên`; a number of more than half is the plan itself: `vượt chỉ tiêu 500 đoàn viên`.
fn passed_by_count(figures: &mut [Figure], text: &str) {
    for i in 1..figures.len() {
        let (earlier, later) = figures.split_at_mut(i);
        let (result, more) = (&mut earlier[i - 1], &mut later[0]);
        let alike =
            result.kind == more.kind && result.unit == more.unit && more.value < result.value;
        if !alike || !is_result(result) || is_stated(result) || !is_result(more) {
            continue;
        }
        let plan = |joining: &String| {
            PASSED.contains(&joining.as_str()) && PLANS.iter().any(|plan| joining.contains(plan))
        };
        if !joining(result, more, text).is_some_and(|joining| plan(&joining)) {
            continue;
        }
        let whole = more.value * 2.0 > result.value;
        result.target = Some(if whole {
            more.value
        } else {
            result.value - more.value
        });
        infer(result, "target");
        if !whole {
            more.delta = Some(more.value);
            infer(more, "delta");
        }
    }
}

/// Whether a figure may be what became of a plan.
fn is_result(figure: &Figure) -> bool {
    let kind = matches!(
        figure.kind,
        FigureKind::Count | FigureKind::Money | FigureKind::Measure
    );
    kind && figure.per.is_none() && !figure.threshold && figure.delta.is_none()
}

/// Whether its plan is known already, by more than a rounded percent.
fn is_stated(figure: &Figure) -> bool {
    figure.target.is_some() || figure.total.is_some()
}

#[cfg(test)]
mod tests {
    use super::super::tests::attributed;

    /// Value, target and percent of the figures of `text` that have a target or a percent.
    fn measured(text: &str) -> Vec<(f64, Option<f64>, Option<f64>)> {
        let found = attributed(text);
        let told = found
            .iter()
            .filter(|figure| figure.target.or(figure.percent).is_some());
        told.map(|figure| (figure.value, figure.target, figure.percent))
            .collect()
    }

    #[test]
    fn a_plan_stated_apart_is_the_results_target() {
        for text in [
            "Kế hoạch năm 2022 giao kết nạp 800 đoàn viên; đến nay quận đã kết nạp 655 người, đạt 81,9%.",
            "Kế hoạch kết nạp đoàn viên năm nay là 800; đến nay đã kết nạp được 655 người, đạt 81,9%.",
            "Chỉ tiêu cả năm là 800 đoàn viên. Sau 11 tháng, quận kết nạp 655 đoàn viên (81,9%).",
            "Quận kết nạp 655 người, đạt 81,9% so với chỉ tiêu giao là 800 người.",
            "Được giao kết nạp 800 đoàn viên và thành lập 20 CĐCS, quận đã kết nạp 655 đoàn viên, đạt tỷ lệ 81,9%.",
        ] {
            assert_eq!(
                measured(text),
                [(655.0, Some(800.0), Some(81.9))],
                "{text} {:?}",
                attributed(text)
            );
        }
        for text in [
            "Chỉ tiêu đề ra là 800 đoàn viên, kết quả quận chỉ kết nạp 655 đoàn viên.",
            "Quận phấn đấu kết nạp 800 đoàn viên, đến ngày 15/11 đã kết nạp được 655 đoàn viên.",
            "Kế hoạch đề ra là kết nạp 800 đoàn viên. Đến nay, quận phát triển được 655 đoàn viên.",
        ] {
            assert_eq!(
                measured(text),
                [(655.0, Some(800.0), None)],
                "{text} {:?}",
                attributed(text)
            );
        }
        let text =
            "Dự toán thu kinh phí công đoàn là 5 tỷ đồng; đến nay đã thu 4,2 tỷ đồng, bằng 84%.";
        assert_eq!(measured(text), [(4.2e9, Some(5e9), Some(84.0))]);
        let found = attributed(text);
        assert!(found[1].inferred.contains(&"target".to_string()));
        assert_eq!(found[2].sense, Some(crate::article::Sense::Target));
    }

    #[test]
    fn a_plan_passed_by_some_percent_is_attained_by_more_than_all_of_it() {
        for text in [
            "Quận kết nạp 560 đoàn viên, vượt chỉ tiêu 12%.",
            "Quận kết nạp 560 đoàn viên, vượt 12% so với kế hoạch.",
            "Quận kết nạp 560 đoàn viên (vượt kế hoạch được giao 12%).",
            "Quận kết nạp 560 đoàn viên, vượt 12% chỉ tiêu.",
        ] {
            assert_eq!(
                measured(text),
                [(560.0, Some(500.0), Some(112.0))],
                "{text}"
            );
        }
    }

    #[test]
    fn a_plan_passed_by_a_number_is_so_much_less() {
        for (text, target) in [
            (
                "Quận kết nạp 560 đoàn viên, vượt kế hoạch 60 đoàn viên.",
                500.0,
            ),
            (
                "Quận kết nạp 560 đoàn viên, vượt chỉ tiêu 480 đoàn viên.",
                480.0,
            ),
        ] {
            assert_eq!(measured(text), [(560.0, Some(target), None)], "{text}");
        }
    }

    #[test]
    fn what_is_no_result_of_the_plan_keeps_apart() {
        for text in [
            "Năm 2023, quận phấn đấu kết nạp 900 đoàn viên. Năm 2022, quận đã kết nạp 655 đoàn viên.",
            "Kế hoạch là tập huấn 800 đoàn viên. Đến nay, quận đã kết nạp 655 đoàn viên.",
            "Kế hoạch là kết nạp 800 đoàn viên. Hiện quận đã có 12.655 đoàn viên.",
            "Có 655 đoàn viên được khám sức khỏe, đạt 81,9%.",
            "Quận kết nạp 560 đoàn viên, vượt 12% so với cùng kỳ.",
            "Kế hoạch là kết nạp 800 đoàn viên, thành lập 20 CĐCS.",
            "Quận Tây Hồ được giao kết nạp 800 đoàn viên. Quận Ba Đình đã kết nạp 655 đoàn viên.",
        ] {
            assert_eq!(measured(text), [], "{text} {:?}", attributed(text));
        }
    }
}
