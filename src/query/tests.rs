//! Tests of the query language as a whole: what each spelling means, that nothing
//! breaks it, and that display and parse undo each other.

use std::ops::Bound;

use proptest::prelude::*;

use super::*;

/// The tree in a short form: `[run of words] "phrase" !excluded {a | b}`, question
/// words in angle brackets.
fn shape(clauses: &[Clause]) -> String {
    let shapes: Vec<String> = clauses.iter().map(shape_of).collect();
    shapes.join(" ")
}

fn shape_of(clause: &Clause) -> String {
    let text = |words: &[Word]| {
        let texts: Vec<String> = words
            .iter()
            .map(|word| match word.question {
                true => format!("<{}>", word.text),
                false => word.text.clone(),
            })
            .collect();
        texts.join(" ")
    };
    match clause {
        Clause::Words(words) => format!("[{}]", text(words)),
        Clause::Phrase(words) => format!("\"{}\"", text(words)),
        Clause::Not(inner) => format!("!{}", shape_of(inner)),
        Clause::Any(clauses) => {
            let shapes: Vec<String> = clauses.iter().map(shape_of).collect();
            format!("{{{}}}", shapes.join(" | "))
        }
        Clause::District(name) => format!("D({name})"),
        Clause::Province(name) => format!("P({name})"),
        Clause::Year(years) => format!("Y({years})"),
        Clause::Quantity(quantity) => {
            let end = |bound: &Bound<f64>| match bound {
                Bound::Included(value) => format!("{value}"),
                Bound::Excluded(value) => format!("{value}x"),
                Bound::Unbounded => String::new(),
            };
            let quote = if quantity.quoted { "\"" } else { "" };
            format!(
                "Q({quote}{}{quote} {}..{}{})",
                text(&quantity.noun),
                end(&quantity.low),
                end(&quantity.high),
                quantity.unit.map_or("", Unit::as_str),
            )
        }
    }
}

fn check(cases: &[(&str, &str)]) {
    for (typed, expected) in cases {
        let (query, _) = parse(typed);
        assert_eq!(shape(&query.clauses), *expected, "{typed}");
        let written = query.to_string();
        assert_eq!(parse(&written).0, query, "{typed} is written {written}");
    }
}

#[test]
fn words_and_phrases() {
    check(&[
        ("", ""),
        ("  \n ", ""),
        ("phát triển đoàn viên", "[phát triển đoàn viên]"),
        ("PHÁT triển", "[PHÁT triển]"),
        ("\"đoàn viên\" mới", "\"đoàn viên\" [mới]"),
        ("“đoàn viên” mới", "\"đoàn viên\" [mới]"),
        ("”đoàn viên“", "\"đoàn viên\""),
        ("\"đoàn viên", "[đoàn viên]"),
        ("đoàn \" viên", "[đoàn viên]"),
        ("\"\" \" \" a", "[a]"),
        ("\"24/52 CĐCS (46%)\"", "\"24/52 CĐCS 46\""),
        ("CNVC-LĐ, TP.HCM", "[CNVC LĐ TP HCM]"),
        ("1.625 24/52 70,9%", "[1.625 24/52 70,9]"),
        ("🙂 ... — ?", ""),
        ("a:b c:d", "[a b c d]"),
        ("https://example.vn/a?b", "[https example vn a b]"),
        ("d\u{323}oa\u{300}n", "[ḍoàn]"),
    ]);
}

#[test]
fn exclusion() {
    check(&[
        ("đoàn viên -cũ", "[đoàn viên] ![cũ]"),
        ("-cũ đoàn viên", "![cũ] [đoàn viên]"),
        ("a -\"b c\" d", "[a] !\"b c\" [d]"),
        ("a -CNVC-LĐ", "[a] !\"CNVC LĐ\""),
        ("a -quận:\"Ba Đình\"", "[a] !D(Ba Đình)"),
        ("a -thành phố:Huế", "[a] !P(Huế)"),
        ("a - b", "[a b]"),
        ("a -", "[a]"),
        ("-", ""),
        ("--a", "[a]"),
        ("2020 – 2022", "[2020 2022]"),
        ("a -(b c OR d) e", "[a] !\"b c\" ![d] [e]"),
        ("a -(b", "[a b]"),
        ("a -\"b", "[a b]"),
        ("-OR", "![OR]"),
    ]);
}

#[test]
fn alternatives() {
    check(&[
        ("đoàn viên OR công nhân", "{[đoàn viên] | [công nhân]}"),
        (
            "kết nạp (đoàn viên OR đảng viên) mới",
            "[kết nạp] {[đoàn viên] | [đảng viên]} [mới]",
        ),
        (
            "hội nghị \"đoàn viên\" OR \"công nhân\" 2022",
            "[hội nghị] {\"đoàn viên\" | \"công nhân\"} [2022]",
        ),
        ("a OR b OR c", "{[a] | [b] | [c]}"),
        ("a OR OR b", "{[a] | [b]}"),
        ("OR a", "[a]"),
        ("a OR", "[a]"),
        ("OR", ""),
        ("OR OR", ""),
        ("a or b", "[a or b]"),
        ("a OR -b", "[a] ![b]"),
        ("-a OR b", "![a] [b]"),
        ("(a) OR (b)", "{[a] | [b]}"),
        ("((a OR (b", "{[a] | [b]}"),
        (
            "quận:\"Ba Đình\" OR quận:\"Tây Hồ\" a",
            "{D(Ba Đình) | D(Tây Hồ)} [a]",
        ),
        ("x +OR y", "[x OR y]"),
        ("FOR ORDER OR-a", "[FOR ORDER OR a]"),
    ]);
}

#[test]
fn filters() {
    check(&[
        ("quận:\"Ba Đình\"", "D(Ba Đình)"),
        ("Quận: “Ba  Đình”", "D(Ba Đình)"),
        ("quan:\"ba dinh\" a", "D(ba dinh) [a]"),
        ("huyện:\"Ứng Hoà\"", "D(Ứng Hoà)"),
        ("district:Tây-Hồ, a", "D(Tây-Hồ) [a]"),
        ("thị xã:\"Kỳ Anh\"", "D(thị xã Kỳ Anh)"),
        ("thi xa:\"Ky Anh\"", "D(thị xã Ky Anh)"),
        ("phường:\"Tây Hồ\"", "D(phường Tây Hồ)"),
        ("tỉnh:\"Hà Tĩnh\"", "P(Hà Tĩnh)"),
        ("tinh:Hue province:Vinh", "P(Hue) P(Vinh)"),
        ("thành phố:\"Hà Nội\"", "P(Hà Nội)"),
        ("năm:2022", "Y(2022)"),
        ("nam:2022 year:2020..2022", "Y(2022) Y(2020..2022)"),
        ("năm: 2022", "Y(2022)"),
        ("năm:none", "Y(none)"),
        ("năm:2020.. a", "Y(2020..) [a]"),
        ("năm:mới", "[năm mới]"),
        ("quận: phát triển", "[quận phát triển]"),
        ("quận:", "[quận]"),
        ("quận:\"\"", "[quận]"),
        ("quận:\"Ba Đình", "[quận Ba Đình]"),
        ("quận:…", "[quận]"),
        ("LĐLĐ quận:\"Ba Đình\"", "[LĐLĐ] D(Ba Đình)"),
    ]);
}

#[test]
fn quantities() {
    check(&[
        ("đoàn viên >= 1000", "Q(đoàn viên 1000..)"),
        ("đoàn viên>=1.000", "Q(đoàn viên 1000..)"),
        ("đoàn viên ≥ 1.625", "Q(đoàn viên 1625..)"),
        ("đoàn viên => 5", "Q(đoàn viên 5..)"),
        ("CĐCS < 20", "Q(CĐCS ..20x)"),
        ("CĐCS ≤ 20", "Q(CĐCS ..20)"),
        ("CĐCS = 20", "Q(CĐCS 20..20)"),
        ("\"kinh phí\" > 1 tỷ", "Q(\"kinh phí\" 1000000000x..)"),
        ("kinh phí > 1,5 triệu đồng", "Q(kinh phí 1500000x..đồng)"),
        ("kinh phí > 1 tỷ 250 triệu", "Q(kinh phí 1250000000x..)"),
        ("đạt > 100%", "Q(đạt 100x..%)"),
        ("đạt > 70,9 %", "Q(đạt 70.9x..%)"),
        ("CĐCS 20..60", "Q(CĐCS 20..60)"),
        ("CĐCS 60..20", "Q(CĐCS 20..60)"),
        ("CĐCS 20 … 60", "Q(CĐCS 20..60)"),
        ("kinh phí 1,5..2 tỷ", "Q(kinh phí 1500000000..2000000000)"),
        ("đạt 5..10%", "Q(đạt 5..10%)"),
        ("đoàn viên > 10 <= 20", "Q(đoàn viên 10x..20)"),
        (
            "Ba Đình, đoàn viên >= 1000 mới",
            "[Ba Đình] Q(đoàn viên 1000..) [mới]",
        ),
        (
            "Ba Đình 2022 đoàn viên >= 1000",
            "[Ba Đình 2022] Q(đoàn viên 1000..)",
        ),
        (
            "đoàn viên >= 5 OR CĐCS > 2",
            "{Q(đoàn viên 5..) | Q(CĐCS 2x..)}",
        ),
        ("a -\"đoàn viên\" >= 5", "[a] !Q(\"đoàn viên\" 5..)"),
        ("x >= 5, triệu phú", "Q(x 5..) [triệu phú]"),
    ]);
}

#[test]
fn what_is_no_quantity_is_words() {
    check(&[
        (">= 1000", "[1000]"),
        ("đoàn viên >=", "[đoàn viên]"),
        ("đoàn viên >= nhiều", "[đoàn viên nhiều]"),
        ("đoàn viên <> 5", "[đoàn viên 5]"),
        ("a=b", "[a b]"),
        ("a > 24/52", "[a 24/52]"),
        ("5 > 3", "[5 3]"),
        ("CĐCS 20..", "[CĐCS 20]"),
        ("CĐCS ..60", "[CĐCS 60]"),
        ("CĐCS 20.60", "[CĐCS 20.60]"),
        ("5..10", "[5 10]"),
        ("quận:\"Ba Đình\" > 5", "D(Ba Đình) [5]"),
    ]);
}

#[test]
fn a_condition_on_the_year_is_a_filter() {
    check(&[
        ("kết nạp năm 2020..2022", "[kết nạp] Y(2020..2022)"),
        ("2020..2022", "Y(2020..2022)"),
        ("năm >= 2020", "Y(2020..)"),
        ("năm < 2020", "Y(..2019)"),
        ("nam = 2020 a", "Y(2020) [a]"),
        ("Việt Nam > 2020", "Q(Việt Nam 2020x..)"),
        ("đoàn viên 2000..2100", "Q(đoàn viên 2000..2100)"),
        ("năm >= 5", "Q(năm 5..)"),
        ("năm >= 2.022", "Q(năm 2022..)"),
    ]);
}

#[test]
fn questions_are_marked() {
    check(&[
        ("đoàn phí là gì?", "[đoàn phí <là> <gì>]"),
        ("bao nhiêu đoàn viên", "[<bao> <nhiêu> đoàn viên]"),
        ("là gì", "[<là> <gì>]"),
        ("bao nhiêu năm:2022", "[<bao> <nhiêu>] Y(2022)"),
        ("\"là gì\"", "\"là gì\""),
        ("\"đoàn phí\" là gì", "\"đoàn phí\" [<là> <gì>]"),
    ]);
}

#[test]
fn notices_come_from_syntax_alone() {
    let kinds = |text: &str| -> Vec<&'static str> {
        parse(text).1.iter().map(|notice| notice.kind).collect()
    };
    assert_eq!(kinds("đoàn viên"), [""; 0]);
    assert_eq!(kinds(""), [""; 0]);
    assert_eq!(kinds("?!"), ["empty"]);
    assert_eq!(kinds("OR"), ["empty"]);
    for question in ["bao nhiêu", "bao nhieu?", "là gì", "khi nào OR ở đâu"] {
        assert_eq!(kinds(question), ["empty"], "{question}");
    }
    assert_eq!(kinds("\"bao nhiêu\""), [""; 0]);
    assert_eq!(kinds("bao nhiêu năm:2022"), [""; 0]);
    assert_eq!(kinds("năm:mới"), ["year"]);
    assert_eq!(kinds("-a"), [""; 0]);
}

/// Reading twice as much takes about twice as long: a quadratic step would show as
/// a factor of 256 where 16 is right.
#[test]
fn long_queries_take_linear_time() {
    for unit in [
        "đoàn viên ",
        "\"",
        "-\"",
        "-(",
        "(",
        "năm:",
        "năm: ",
        "quận:",
        "quận:\"",
        "> 5 ",
        ",>5",
        "a>5<6",
        "1..",
        "1 tỷ ",
        "9",
        "9.",
        "OR ",
        "a OR ",
        "-a-",
        ":",
        "… ",
        "là như thế ",
        "%",
        "\u{301}",
        "=",
        "🙂",
    ] {
        let time = |count: usize| {
            let text = unit.repeat(count);
            let mut best = std::time::Duration::MAX;
            for _ in 0..2 {
                let start = std::time::Instant::now();
                let query = parse(&text).0;
                best = best.min(start.elapsed());
                drop(query);
            }
            best
        };
        let (short, long) = (time(1_000), time(16_000));
        let allowed = short * 16 * 5 + std::time::Duration::from_millis(50);
        assert!(long < allowed, "{unit:?}: {short:?} grew to {long:?}");
    }
}

fn word() -> impl Strategy<Value = Word> {
    let text = prop_oneof![
        4 => "[a-zđôệ]{1,6}",
        1 => "[1-9][0-9]{0,3}",
        1 => prop::sample::select(vec![
            "OR", "or", "năm", "nam", "quận", "thị", "xã", "CĐCS", "là", "gì", "bao", "nhiêu",
            "ai", "triệu", "k", "đồng", "1.625", "70,9", "24/52", "2020", "U23",
        ]).prop_map(str::to_string),
    ];
    text.prop_map(|text| Word::all(&text).remove(0))
}

fn words() -> impl Strategy<Value = Vec<Word>> {
    prop::collection::vec(word(), 1..5)
}

fn name() -> impl Strategy<Value = String> {
    "[A-ZĐa-zàế]{1,6}( [A-ZĐa-zàế]{1,6}){0,2}"
}

fn years() -> impl Strategy<Value = Years> {
    prop_oneof![
        (0i16..=9999, 0i16..=9999).prop_map(|(one, other)| Years::between(one, other)),
        Just(Years::Undated),
    ]
}

/// Conditions with nouns that are not read as a year's, or cut at a number.
fn quantity(quoted: bool) -> impl Strategy<Value = Quantity> {
    let noun =
        prop::collection::vec("[b-eđôệ]{1,6}", 1..5).prop_map(|texts| Word::all(&texts.join(" ")));
    let value = prop_oneof![
        (0u32..5000).prop_map(f64::from),
        (0u64..1 << 53).prop_map(|n| n as f64 / 1000.0),
        prop::num::f64::POSITIVE.prop_filter("finite", |value| value.is_finite()),
    ];
    let unit = prop_oneof![
        Just(None),
        Just(Some(Unit::Percent)),
        Just(Some(Unit::Dong)),
        Just(Some(Unit::Usd)),
    ];
    (noun, value.clone(), value, 0..8, unit).prop_map(move |(noun, a, b, kind, unit)| {
        let (low, high) = match kind {
            0 => (Bound::Included(a), Bound::Unbounded),
            1 => (Bound::Excluded(a), Bound::Unbounded),
            2 => (Bound::Unbounded, Bound::Included(a)),
            3 => (Bound::Unbounded, Bound::Excluded(a)),
            4 => (Bound::Included(a), Bound::Included(a)),
            5 => (Bound::Excluded(a), Bound::Included(b)),
            6 => (Bound::Excluded(a), Bound::Excluded(b)),
            _ => (Bound::Included(a.min(b)), Bound::Included(a.max(b))),
        };
        Quantity {
            noun,
            quoted,
            low,
            high,
            unit,
        }
    })
}

fn operand() -> impl Strategy<Value = Clause> {
    prop_oneof![
        words().prop_map(Clause::Words),
        words().prop_map(Clause::Phrase),
        name().prop_map(Clause::District),
        name().prop_map(Clause::Province),
        years().prop_map(Clause::Year),
        any::<bool>()
            .prop_flat_map(quantity)
            .prop_map(Clause::Quantity),
    ]
}

fn excluded() -> impl Strategy<Value = Clause> {
    let inner = prop_oneof![
        word().prop_map(|word| Clause::Words(vec![word])),
        words().prop_map(Clause::Phrase),
        name().prop_map(Clause::District),
        years().prop_map(Clause::Year),
        quantity(true).prop_map(Clause::Quantity),
    ];
    inner.prop_map(|clause| Clause::Not(Box::new(clause)))
}

fn query() -> impl Strategy<Value = Query> {
    let clause = prop_oneof![
        4 => operand(),
        1 => excluded(),
        1 => prop::collection::vec(operand(), 2..4).prop_map(Clause::Any),
    ];
    prop::collection::vec(clause, 0..6).prop_map(Query::new)
}

/// Text made of the signs of the language, so that most of it is nearly a query.
fn signs() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "đoàn",
        "viên",
        " ",
        " ",
        " ",
        "\"",
        "“",
        "-",
        "OR",
        "or",
        "quận:",
        "năm:",
        "thị",
        "xã:",
        "2020",
        "..",
        "…",
        ".",
        "1.625",
        "70,9",
        "%",
        ">",
        "<",
        "=",
        "≥",
        ">=",
        "tỷ",
        "triệu",
        "k",
        "(",
        ")",
        ",",
        ":",
        "là",
        "gì",
        "ai",
        "năm",
        "nam",
        "🙂",
        "\u{301}",
        "\u{200b}",
        "đồng",
        "+",
        "/",
        "24/52",
        "U23",
        "phần trăm",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn display_reads_back_as_the_same_query(query in query()) {
        let written = query.to_string();
        prop_assert_eq!(parse(&written).0, query, "{}", written);
    }

    #[test]
    fn any_near_query_reads_back_as_the_same_query(text in signs()) {
        let query = parse(&text).0;
        let written = query.to_string();
        prop_assert_eq!(parse(&written).0, query, "{}", written);
    }

    #[test]
    fn any_text_is_a_query(text in any::<String>()) {
        let query = parse(&text).0;
        let written = query.to_string();
        prop_assert_eq!(parse(&written).0, query, "{}", written);
    }
}
