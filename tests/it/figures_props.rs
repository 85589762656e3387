//! Properties of the figure extractor: on any text no panic, and spans that stand on
//! character boundaries, sorted and disjoint.

use congdoan::article::Figure;
use congdoan::extract::figures::figures;
use proptest::prelude::*;

/// Checks what holds for the figures of any text.
fn check(text: &str) -> Vec<Figure> {
    let found = figures(text);
    let mut reached = 0;
    for figure in &found {
        let span = figure.span;
        assert!(
            reached <= span.start,
            "{text:?}: spans overlap at {}",
            span.start
        );
        assert!(span.start < span.end && span.end <= text.len(), "{text:?}");
        assert!(
            text.get(span.range()).is_some(),
            "{text:?}: {span:?} cuts a character"
        );
        assert_eq!(span.of(text).trim(), span.of(text), "{text:?}");
        assert!(figure.value.is_finite(), "{text:?}");
        assert!(
            figure.high.is_none_or(|high| high > figure.value),
            "{text:?}"
        );
        if let Some(percent) = figure.percent_span {
            assert!(span.end <= percent.start, "{text:?}");
            assert!(text.get(percent.range()).is_some(), "{text:?}");
        }
        reached = figure.end();
    }
    found
}

/// Pieces that figures and their look-alikes are made of.
const PIECES: [&str; 64] = [
    "1",
    "12",
    "24/52",
    "1.625",
    "70,9",
    "7.261.045351",
    "2.985/2500",
    "26/5",
    "5/2025",
    "2023-2028",
    "1,625",
    "6-8",
    "0903.343.439",
    "%",
    " %",
    "đ",
    " đồng",
    " triệu",
    " tỷ",
    "k",
    " rưỡi",
    "/",
    "-",
    " – ",
    ".",
    ",",
    "(",
    ")",
    "“",
    "”",
    ":",
    " ",
    "\u{a0}",
    " đoàn viên",
    " CĐCS",
    " công nhân, viên chức",
    " lượt",
    " lớp tập huấn",
    " và",
    " người lao động",
    " đạt",
    " tăng",
    " giảm",
    " hơn",
    " gần",
    " từ",
    " đến",
    " trở lên",
    " ngày",
    " tháng",
    " năm",
    " số",
    " phường",
    " lần thứ",
    " khoản",
    " Nghị quyết",
    " hai",
    " mười lăm",
    " một trăm",
    " kg",
    " m2",
    "NQ/TW",
    "Hà Nội",
    "🙂",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_has_sound_figures(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn any_mix_of_its_pieces_has_sound_figures(picks in prop::collection::vec(0..PIECES.len(), 0..40)) {
        let text: String = picks.iter().map(|&i| PIECES[i]).collect();
        check(&text);
    }

    #[test]
    fn digits_and_marks_have_sound_figures(text in "[0-9./,%() đ-]{0,80}") {
        check(&text);
    }

    #[test]
    fn a_count_is_read_whatever_stands_around_it(
        value in 2u32..1800,
        before in prop::sample::select(vec!["Quận có ", "Đã trao cho ", "Trong đó, ", "Kết nạp mới ", "“"]),
        after in prop::sample::select(vec![" được khen.", ", trong đó", "; ngoài ra", " tại xã", ".", ""]),
    ) {
        let text = format!("{before}{value} đoàn viên{after}");
        let found = check(&text);
        prop_assert_eq!(found.len(), 1, "{}", text);
        prop_assert_eq!(found[0].value, f64::from(value));
        prop_assert_eq!(found[0].noun.as_deref(), Some("đoàn viên"));
    }
}

#[test]
fn a_long_line_of_digits_and_slashes_takes_linear_time() {
    for pattern in [
        "1/",
        "12/3 ",
        "1 ",
        "1-",
        "1.625.",
        "ngày 1, ",
        "hai mươi ",
        "(1/2 ",
        "1 đoàn viên, ",
    ] {
        takes_linear_time("", pattern);
    }
}

#[test]
fn numbers_far_from_the_figure_before_take_linear_time() {
    for (start, pattern) in [
        ("", "14 nghìn a b c d e f g h "),
        ("Chi 5 triệu đồng cho ", "không 0 nghìn "),
        ("Có 2000 người ", "hơn 0 nghìn "),
        ("Có 2000 người ", "14 nghìn a "),
    ] {
        takes_linear_time(start, pattern);
    }
}

/// Quadratic time would take far longer on these; the bound leaves room for a busy machine.
fn takes_linear_time(start: &str, pattern: &str) {
    let line = format!("{start}{}", pattern.repeat(400_000 / pattern.len()));
    let begun = std::time::Instant::now();
    figures(&line);
    let taken = begun.elapsed().as_secs();
    assert!(taken < 60, "{start:?}, {pattern:?}: {taken} s");
}
