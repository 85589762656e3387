//! What a percent says: how much of a plan was attained, how large a part of a whole is,
//! or how much something changed.

use crate::article::{Figure, FigureKind, Sense};

use super::token::Line;

/// Words behind a percent that name the plan: `kế hoạch`, `chỉ tiêu`.
const PLANS: [&str; 8] = ["kế", "chỉ", "dự", "nghị", "mục", "kh", "ct", "định"];
/// Tokens before a percent in which its clause may speak of a rate.
const REACH: usize = 20;

/// The sense of `figure`, whose tokens are `first..end`; none where the words do not tell.
pub fn of(line: &Line, first: usize, end: usize, figure: &Figure) -> Option<Sense> {
    match figure.kind {
        FigureKind::Ratio => {
            figure.percent?;
            let planned = figure.target.is_some();
            Some(if planned { Sense::Target } else { Sense::Share })
        }
        FigureKind::Percent => of_percent(line, first, end, figure),
        _ => None,
    }
}

fn of_percent(line: &Line, first: usize, end: usize, figure: &Figure) -> Option<Sense> {
    if figure.delta.is_some() || figure.unit.as_deref() == Some("điểm %") {
        return Some(Sense::Change);
    }
    if (end..end + 4)
        .take_while(|&i| line.is_word(i))
        .any(|i| PLANS.contains(&line.word(i)) && !line.is_titled(i))
    {
        return Some(Sense::Target);
    }
    let mut verb = first.wrapping_sub(1);
    while matches!(
        line.word(verb),
        "tỷ" | "tỉ" | "lệ" | "được" | "tới" | "mức" | "chỉ" | "khoảng"
    ) {
        verb = verb.wrapping_sub(1);
    }
    match line.word(verb) {
        "vượt" => return Some(Sense::Target),
        "chiếm" => return Some(Sense::Share),
        "đạt" | "thành" if figure.noun.is_none() => {
            return Some(if speaks_of_a_rate(line, verb) {
                Sense::Share
            } else {
                Sense::Target
            });
        }
        _ => {}
    }
    if clause_has(line, first, |i| {
        matches!(line.word(i), "cao" | "thấp" | "nhiều" | "ít") && line.word(i + 1) == "hơn"
    }) {
        return Some(Sense::Change);
    }
    // what is left are parts (`78% đã được huấn luyện`), but for rates by time and interest
    let interest = |i: usize| line.is_pair(i, "lãi", "suất") || line.is_pair(i, "vay", "lãi");
    let part = figure.per.is_none() && figure.value <= 100.0;
    (part && !clause_has(line, first, interest)).then_some(Sense::Share)
}

/// Whether the clause before token `at` has `tỷ lệ`.
fn speaks_of_a_rate(line: &Line, at: usize) -> bool {
    clause_has(line, at, |i| {
        line.is_pair(i, "tỷ", "lệ") || line.is_pair(i, "tỉ", "lệ")
    })
}

/// Whether a token of the clause before token `at` is such.
fn clause_has(line: &Line, at: usize, such: impl Fn(usize) -> bool) -> bool {
    (1..=REACH)
        .map(|back| at.wrapping_sub(back))
        .take_while(|&i| line.is_word(i) || line.is_number(i))
        .any(such)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::figures::figures;

    #[test]
    fn a_percent_is_of_a_plan_of_a_whole_or_a_change() {
        for (text, sense) in [
            ("Thu kinh phí đạt 118%.", Some(Sense::Target)),
            ("Thu kinh phí bằng 54,1% dự toán.", Some(Sense::Target)),
            ("Sản lượng vượt 12% so với kế hoạch.", Some(Sense::Target)),
            ("Lao động nữ chiếm 62%.", Some(Sense::Share)),
            ("Có 80% công nhân ở trọ.", Some(Sense::Share)),
            ("Tỷ lệ bao phủ bảo hiểm y tế đạt 94%.", Some(Sense::Share)),
            ("Thu nhập tăng 8% so với năm trước.", Some(Sense::Change)),
            ("Tỷ trọng giảm 0,7 điểm phần trăm.", Some(Sense::Change)),
            (
                "Thành lập 21/50 CĐCS (đạt 42% kế hoạch).",
                Some(Sense::Target),
            ),
            ("Có 43/60 chị (71,7%) thuê trọ.", Some(Sense::Share)),
            ("Nay 78% đã được huấn luyện.", Some(Sense::Share)),
            ("Lương cao hơn mức sàn 13%.", Some(Sense::Change)),
            ("Lãi suất là 6%.", None),
            ("Phạt 0,03%/ngày.", None),
            ("Quận lập 12 CĐCS.", None),
        ] {
            let found = figures(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(found[0].sense, sense, "{text}");
        }
    }
}
