//! The query language: what a query matches, what it is forgiven, and what it is told.

use unicode_normalization::UnicodeNormalization;

use crate::news::news;
use crate::util::{World, notices};

/// The articles that `query` finds, one string for easy reading.
fn found(query: &str) -> String {
    news().found(&["--", query]).join(" ")
}

/// Asks that every query finds exactly `expected`, without a notice, other than what its
/// bare syllables most likely are.
fn same(queries: &[&str], expected: &str) {
    for query in queries {
        assert_eq!(found(query), expected, "{query}");
        let mut told = notices(&news().search(&["--", query]));
        told.retain(|kind| kind != "restored");
        assert_eq!(told, Vec::<String>::new(), "{query}");
    }
}

#[test]
fn up_to_four_units_are_all_needed() {
    same(&["loại khá", "khá tập huấn", "cán bộ loại khá"], "uh20");
    for query in ["khá quà", "loại khá suất quà", "Ba Đình thương lượng"] {
        assert_eq!(found(query), "", "{query}");
    }
    let answer = news().search(&["loại khá suất quà"]);
    assert_eq!(notices(&answer), Vec::<String>::new());
}

#[test]
fn from_five_units_on_sixty_percent_are_enough_if_nothing_has_them_all() {
    let answer = news().search(&["kết nạp đoàn viên thương"]);
    assert_eq!(notices(&answer), ["relaxed"]);
    let notice = &answer["notices"][0];
    assert_eq!(
        (notice["required"].as_u64(), notice["of"].as_u64()),
        (Some(3), Some(5))
    );
    assert_eq!(notice["dropped"][0], "thương");
    assert!(
        notice["text"]
            .as_str()
            .is_some_and(|text| text.contains('3'))
    );
    assert_eq!(found("kết nạp đoàn viên thương"), "bd16 bd22");
    // Two of five are too few.
    assert_eq!(found("đoàn viên thương lương thuê"), "");
    // Six units, of which four: the bar is rounded up.
    assert_eq!(found("kết nạp đoàn quà thuê hoa"), "");
    assert_eq!(found("kết nạp đoàn viên thuê hoa"), "bd16 bd22");
    // All of them in one place: nothing is relaxed.
    same(&["kết nạp đoàn viên chỉ tiêu"], "bd16");
}

#[test]
fn a_concept_is_one_unit() {
    // Five syllables, two units.
    assert_eq!(found("công đoàn cơ sở thuê"), "");
    let answer = news().search(&["công đoàn cơ sở thuê"]);
    assert_eq!(notices(&answer), Vec::<String>::new());
    // One concept and four syllables are five units.
    let answer = news().search(&["CĐCS kết nạp thuê hoa"]);
    assert_eq!(notices(&answer), ["relaxed"]);
    assert_eq!(answer["notices"][0]["of"], 5);
}

#[test]
fn question_words_do_not_count() {
    same(
        &[
            "thoả ước là gì",
            "thỏa ước là gì?",
            "thoa uoc la gi",
            "thoả ước như thế nào",
        ],
        "uh20",
    );
    same(&["có bao nhiêu suất quà", "co bao nhieu suat qua"], "");
    same(&["bao nhiêu suất quà", "khi nào tặng quà"], "th20");
    for question in ["bao nhiêu", "bao nhieu?", "là gì", "ở đâu"] {
        let answer = news().search(&[question]);
        assert_eq!(notices(&answer), ["empty"], "{question}");
        assert_eq!(answer["total"]["articles"], 0, "{question}");
    }
    same(&["bao nhiêu năm:2016"], "bd16");
}

#[test]
fn a_unit_matches_in_the_title_the_places_and_the_year_too() {
    same(&["điểm trông trẻ 2024", "trông trẻ Đồng Nai"], "bh24");
    same(&["119% 2016", "119 hà nội", "119 về đích"], "bd16");
    same(&["2024"], "bh24 dn24");
    same(&["Đồng Nai"], "bh24 dn24");
}

#[test]
fn an_accented_syllable_is_itself_and_a_bare_one_is_any() {
    same(&["bạn", "BẠN", "Bạn"], "th20");
    same(&["bàn"], "dn24 none");
    same(&["ban"], "dn24 none th20");
    same(&["đoạn"], "uh23");
    same(&["doan duong"], "uh23");
    same(&["PHÁT QUÀ", "qua tet", "quà tet", "qua Tết"][1..], "th20");
}

#[test]
fn a_partly_accented_syllable_matches_what_is_compatible() {
    let members = found("đoàn viên");
    assert_eq!(members, "bd16 bd22");
    for query in [
        "đoan viên",
        "doàn viên",
        "đoàn vien",
        "đoan vien",
        "đoàn viên",
        "doan viên",
    ] {
        assert_eq!(found(query), members, "{query}");
    }
    assert_eq!(found("thoa ước"), "uh20");
    assert_eq!(found("đoán viên"), found("đoàn viên"), "folded");
    assert_eq!(notices(&news().search(&["đoán viên"])), ["folded"]);
}

#[test]
fn what_is_not_found_as_accented_is_tried_without_marks() {
    let answer = news().search(&["bán"]);
    assert_eq!(notices(&answer), ["folded"]);
    let notice = &answer["notices"][0];
    assert_eq!(
        (notice["from"].as_str(), notice["to"].as_str()),
        (Some("bán"), Some("ban"))
    );
    assert_eq!(found("bán"), "dn24 none th20");
    // Nothing at all: no notice, since nothing was shown for it.
    let answer = news().search(&["xyz quả"]);
    assert_eq!(notices(&answer), Vec::<String>::new());
    assert_eq!(answer["hits"], serde_json::json!([]));
}

#[test]
fn spelling_does_not_matter() {
    same(
        &["hoà", "hòa", "HOÀ", "HÒA", "Hòa", "ho\u{e0}", "hoa\u{300}"],
        "bh24 th20 uh20 uh23",
    );
    same(&["thoả ước", "thỏa ước", "THOẢ ƯỚC", "thoa uoc"], "uh20");
    let nfd: String = "Kỹ năng thương lượng".nfd().collect();
    same(
        &[&nfd, "kỹ năng thương lượng", "kĩ năng thương lượng"][..2],
        "none",
    );
    same(
        &[
            "đo\u{200b}àn viên",
            "đoàn\u{a0}viên",
            "đoàn  viên",
            "đoàn\tviên",
            "\u{feff}đoàn viên",
        ],
        "bd16 bd22",
    );
}

#[test]
fn phrases_stand_side_by_side() {
    same(
        &[
            "\"đoàn viên mới\"",
            "“đoàn viên mới”",
            "«ĐOÀN VIÊN MỚI»",
            "\"doan vien moi\"",
        ],
        "bd22",
    );
    same(&["\"đoàn vien mới\"", "\"đoan viên moi\""], "bd22");
    assert_eq!(found("\"viên đoàn\""), "");
    assert_eq!(found("\"kết nạp viên\""), "");
    same(
        &[
            "\"thành lập công đoàn cơ sở\"",
            "\"thành lập CĐCS\"",
            "\"thêm CĐCS\"",
        ][2..],
        "bd22",
    );
    same(&["\"kết nạp\" mới", "mới \"kết nạp\""], "bd22");
    // An unclosed quotation mark is no syntax.
    same(&["\"đoàn viên mới", "đoàn viên mới\""], "bd22");
    // A phrase that holds nothing asks for nothing.
    same(&["\"\" thuê"], "dn24");
}

#[test]
fn a_phrase_does_not_cross_from_the_title_into_the_text() {
    assert_eq!(found("\"nhà ở tỉnh\""), "");
    assert_eq!(found("\"thương lượng bài viết\""), "");
}

#[test]
fn a_minus_excludes() {
    same(&["Ứng Hòa -may"], "uh20");
    same(&["Ứng Hòa -\"lớp tập huấn\""], "uh23");
    same(&["bàn -nhà", "-nhà bàn"], "none");
    same(
        &[
            "đoàn viên -cdcs",
            "đoàn viên -CĐCS",
            "đoàn viên -\"công đoàn cơ sở\"",
        ],
        "bd16",
    );
    // A minus inside a word is none.
    assert_eq!(found("đoàn-viên"), "bd16 bd22");
    // Nothing but exclusions: all the rest.
    assert_eq!(found("-công -quận"), "none uh20");
}

#[test]
fn or_joins_its_two_sides() {
    same(&["khá OR thuê"], "dn24 uh20");
    same(
        &["loại khá OR cho thuê", "\"loại khá\" OR thuê"][1..],
        "dn24 uh20",
    );
    same(&["công nhân (trẻ OR thuê)"], "bh24 dn24");
    same(&["khá OR thuê OR trẻ -nữ"], "dn24 uh20");
    // In small letters it is a word, and at an end it joins nothing.
    assert_eq!(found("khá or thuê"), "");
    same(&["khá OR", "OR khá"], "uh20");
}

#[test]
fn fields_filter() {
    same(
        &[
            "quận:\"Ba Đình\" đoàn viên",
            "district:\"ba dinh\" đoàn viên",
            "đoàn viên quận:\"quận Ba Đình\"",
        ],
        "bd16 bd22",
    );
    same(&["tỉnh:\"Đồng Nai\"", "province:\"dong nai\""], "bh24 dn24");
    same(&["năm:2020", "year:2020"], "th20 uh20");
    same(&["year:2020..2022", "năm:2020..2022"], "bd22 th20 uh20");
    same(&["đoàn viên năm:2016", "năm:2016 đoàn viên"], "bd16");
    let answer = news().search(&["quận:\"Ba Đình\" năm:2022"]);
    assert_eq!(
        answer["filters"]["district"],
        serde_json::json!(["/Hà Nội/Ba Đình"])
    );
    assert_eq!(answer["filters"]["year"], serde_json::json!([2022]));
}

#[test]
fn an_unknown_place_in_a_query_is_words_with_a_notice() {
    let answer = news().search(&["quận:\"bữa ăn\""]);
    assert_eq!(notices(&answer), ["place"]);
    assert_eq!(found("quận:\"bữa ăn\""), "uh23");
}

#[test]
fn a_number_is_one_whichever_way_it_is_grouped() {
    same(&["1.625", "1625", "1,625", "\"1625 đoàn viên\""], "bd22");
    same(&["70,9", "70.9", "70,9%"], "uh20");
    same(&["24/52", "24", "52", "24 52"], "bd22");
    same(
        &["2985", "2.985", "2500", "2985/2500", "2.985/2.500"],
        "bd16",
    );
    assert_eq!(found("625"), "");
    assert_eq!(found("162"), "");
    assert_eq!(found("52/24"), "");
}

#[test]
fn abbreviations_and_expansions_find_each_other() {
    same(
        &[
            "CĐCS",
            "cđcs",
            "cdcs",
            "CDCS",
            "công đoàn cơ sở",
            "cong doan co so",
            "Công đoàn cơ sở",
        ],
        "bd22",
    );
    same(
        &[
            "thành lập CĐCS",
            "thành lập công đoàn cơ sở",
            "thanh lap cdcs",
        ],
        "bd22",
    );
    same(
        &["LĐLĐ", "liên đoàn lao động", "ldld", "lien doan lao dong"],
        "bh24",
    );
    same(&["NLĐ", "người lao động"], "th20");
    // CĐ is công đoàn, also within CĐCS.
    for query in ["CĐ", "công đoàn"] {
        assert_eq!(found(query), "bd22 dai th20", "{query}");
    }
}

#[test]
fn exact_takes_the_query_literally() {
    let exact = |query: &str| news().found(&["--exact", "--", query]).join(" ");
    assert_eq!(exact("đoàn viên"), "bd16 bd22");
    assert_eq!(exact("ĐOÀN VIÊN"), "bd16 bd22");
    assert_eq!(exact("doan vien"), "");
    assert_eq!(exact("đoán viên"), "");
    assert_eq!(exact("ban"), "");
    assert_eq!(exact("CĐCS"), "bd22");
    assert_eq!(exact("cdcs"), "");
    assert_eq!(exact("LĐLĐ"), "", "no expansion");
    assert_eq!(exact("liên đoàn lao động"), "bh24");
    assert_eq!(exact("hoà"), exact("hòa"));
    news().run(["search", "--exact", "doan vien"]).exits(1);
}

#[test]
fn odd_queries_are_no_trouble() {
    for query in [
        "…",
        "?!",
        "\"",
        "\"\"",
        "-",
        "--",
        "()",
        "OR",
        "OR OR",
        ":",
        "🙂",
        "🙂🙂🙂",
        "\u{301}",
        "* ? ~ ^",
        "%",
    ] {
        let out = news().run(["search", "--json", "--", query]).exits(1);
        let answer = out.json();
        assert_eq!(answer["total"]["articles"], 0, "{query}");
        assert_eq!(answer["hits"], serde_json::json!([]), "{query}");
    }
    for query in ["…", "🙂", "\"\""] {
        assert_eq!(
            notices(&news().search(&["--", query])),
            ["empty"],
            "{query}"
        );
    }
    for query in [
        "title:(",
        "a AND NOT b",
        "[1 TO 2]",
        "x^2",
        "đoàn~2",
        "*",
        "+đoàn",
        "năm:",
        "quận:",
        "năm:xyz",
        "\\",
        "'; DROP",
    ] {
        let out = news().run(["search", "--json", "--", query]).output();
        assert!(matches!(out.code, Some(0 | 1)), "{query}");
        out.json();
    }
}

#[test]
fn a_query_of_ten_thousand_characters_is_no_trouble() {
    for word in [
        "đoàn ",
        "a",
        "\"",
        "-",
        "( ",
        "OR ",
        "1.",
        "24/",
        "quận:",
        "đo ",
        "hoà viên khá ",
        "\"x\" OR ",
    ] {
        let query = word.repeat(10_000 / word.chars().count());
        let start = std::time::Instant::now();
        let out = news()
            .run(["search", "--json", "--"])
            .args([&query])
            .output();
        assert!(matches!(out.code, Some(0 | 1)), "{word}: {}", out.stderr);
        out.json();
        assert!(
            start.elapsed().as_secs() < 10,
            "{word} took {:?}",
            start.elapsed()
        );
    }
}

#[test]
fn words_are_joined_by_blanks() {
    let one = news().search(&["đoàn viên mới"]);
    let many = news().search(&["đoàn", "viên", "mới"]);
    assert_eq!(one["query"], "đoàn viên mới");
    assert_eq!(one["query"], many["query"]);
    assert_eq!(one["hits"], many["hits"]);
}

#[test]
fn adjacent_paragraphs_do_not_hide_a_match() {
    let world = World::indexed(&[(
        "a.txt",
        "Tiêu đề bài\n\nĐoạn thứ nhất nói về hòa giải.\n\nĐoạn thứ hai nói về tiền lương.\n",
    )]);
    assert_eq!(world.found(&["hòa giải tiền lương"]), ["a.txt"]);
}
