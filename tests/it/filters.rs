//! Totals, facets and filters.

use serde_json::{Value, json};

use crate::news::news;
use crate::util::{counts, number};

#[test]
fn totals_count_passages_and_distinct_articles() {
    let answer = news().search(&["bếp ăn tập thể"]);
    assert_eq!(answer["total"], json!({"articles": 1, "passages": 4}));
    assert_eq!(
        answer["hits"].as_array().map(Vec::len),
        Some(2),
        "two of an article"
    );
    let answer = news().search(&[]);
    assert_eq!(answer["total"], json!({"articles": 9, "passages": 12}));
}

#[test]
fn facets_count_distinct_articles_under_all_filters_but_their_own() {
    let answer = news().search(&[]);
    assert_eq!(counts(&answer, "province"), ["Hà Nội: 6", "Đồng Nai: 2"]);
    assert_eq!(
        counts(&answer, "district"),
        ["Ba Đình: 3", "Ứng Hòa: 2", "Biên Hòa: 1", "Tây Hồ: 1"]
    );
    assert_eq!(
        counts(&answer, "year"),
        ["2016: 1", "2020: 2", "2022: 1", "2023: 2", "2024: 2"]
    );

    let answer = news().search(&["--district", "Ba Đình"]);
    assert_eq!(number(&answer, "/total/articles"), 3);
    assert_eq!(
        counts(&answer, "district"),
        ["Ba Đình: 3", "Ứng Hòa: 2", "Biên Hòa: 1", "Tây Hồ: 1"],
        "not under its own filter"
    );
    assert_eq!(counts(&answer, "year"), ["2016: 1", "2022: 1", "2023: 1"]);
    assert_eq!(counts(&answer, "province"), ["Hà Nội: 3"]);
    let selected: Vec<&Value> = answer["facets"]["district"]
        .as_array()
        .expect("values")
        .iter()
        .filter(|value| value["selected"] == true)
        .collect();
    assert_eq!(selected.len(), 1);
    assert_eq!(selected[0]["path"], "/Hà Nội/Ba Đình");

    let answer = news().search(&["--year", "2020", "--province", "Hà Nội"]);
    assert_eq!(number(&answer, "/total/articles"), 2);
    assert_eq!(
        counts(&answer, "year"),
        ["2016: 1", "2020: 2", "2022: 1", "2023: 2"]
    );
    assert_eq!(counts(&answer, "province"), ["Hà Nội: 2"]);
    assert_eq!(counts(&answer, "district"), ["Tây Hồ: 1", "Ứng Hòa: 1"]);

    let answer = news().search(&["--year", "2022", "--district", "Tây Hồ", "đoàn"]);
    assert_eq!(number(&answer, "/total/articles"), 0);
    assert_eq!(counts(&answer, "year"), ["2020: 1"]);
    assert_eq!(counts(&answer, "district"), ["Ba Đình: 1"]);
}

#[test]
fn facets_of_nothing_found_are_those_of_the_query_as_typed() {
    // `bạn` stands in Tây Hồ alone; without marks it would be found in Đồng Nai as well.
    let answer = news().search(&["--district", "Biên Hòa", "bạn"]);
    assert_eq!(number(&answer, "/total/articles"), 0);
    assert_eq!(answer["notices"], json!([]));
    assert_eq!(counts(&answer, "district"), ["Tây Hồ: 1"]);
    let answer = news().search(&["--district", "Biên Hòa", "kết nạp đoàn viên chỉ tiêu"]);
    assert_eq!(counts(&answer, "district"), ["Ba Đình: 1"]);
}

#[test]
fn facets_follow_what_was_required() {
    let answer = news().search(&["kết nạp đoàn viên thương"]);
    assert_eq!(counts(&answer, "district"), ["Ba Đình: 2"]);
    assert_eq!(counts(&answer, "year"), ["2016: 1", "2022: 1"]);
}

#[test]
fn a_long_article_counts_once() {
    let answer = news().search(&["tổ sản xuất"]);
    assert_eq!(answer["total"], json!({"articles": 1, "passages": 4}));
    assert_eq!(counts(&answer, "district"), ["Ba Đình: 1"]);
    assert_eq!(counts(&answer, "year"), ["2023: 1"]);
}

#[test]
fn values_of_one_facet_are_alternatives_and_facets_add_up() {
    let found = |args: &[&str]| news().found(args).join(" ");
    assert_eq!(
        found(&["--district", "Tây Hồ", "--district", "Ứng Hòa"]),
        "th20 uh20 uh23"
    );
    assert_eq!(found(&["--year", "2016", "--year", "2022"]), "bd16 bd22");
    assert_eq!(
        found(&[
            "--district",
            "Ba Đình",
            "--district",
            "Ứng Hòa",
            "--year",
            "2023",
            "--year",
            "2016"
        ]),
        "bd16 dai uh23"
    );
    assert_eq!(
        found(&["--province", "Đồng Nai", "--district", "Ba Đình"]),
        ""
    );
    assert_eq!(
        found(&[
            "--province",
            "Đồng Nai",
            "--province",
            "Hà Nội",
            "--year",
            "2024"
        ]),
        "bh24 dn24"
    );
    // A filter in the query is one more value of its facet.
    assert_eq!(
        found(&["--district", "Tây Hồ", "--", "quận:\"Ứng Hòa\""]),
        "th20 uh20 uh23"
    );
}

#[test]
fn none_finds_what_has_no_value() {
    let found = |args: &[&str]| news().found(args).join(" ");
    assert_eq!(found(&["--district", "none"]), "dn24 none");
    assert_eq!(found(&["--province", "none"]), "none");
    assert_eq!(found(&["--year", "none"]), "none");
    assert_eq!(
        found(&["--district", "none", "--district", "Tây Hồ"]),
        "dn24 none th20"
    );
    assert_eq!(found(&["--year", "none", "--year", "2016"]), "bd16 none");
    assert_eq!(found(&["--district", "none", "--year", "2024"]), "dn24");
    let answer = news().search(&["--district", "none"]);
    assert_eq!(answer["filters"]["district"], json!(["none"]));
}

#[test]
fn a_district_is_named_in_many_ways() {
    for name in [
        "Ba Đình",
        "ba dinh",
        "BA ĐÌNH",
        "quận Ba Đình",
        "quan ba dinh",
        "/Hà Nội/Ba Đình",
        "Ba Đình, Hà Nội",
        " Ba  Đình ",
    ] {
        let answer = news().search(&["--district", name]);
        assert_eq!(
            answer["filters"]["district"],
            json!(["/Hà Nội/Ba Đình"]),
            "{name}"
        );
        assert_eq!(number(&answer, "/total/articles"), 3, "{name}");
    }
    for name in ["Ứng Hoà", "ung hoa", "huyện Ứng Hòa"] {
        assert_eq!(
            news().found(&["--district", name]),
            ["uh20", "uh23"],
            "{name}"
        );
    }
    for name in [
        "Hà Nội",
        "ha noi",
        "/Hà Nội",
        "thành phố Hà Nội",
        "TP Hà Nội",
    ] {
        assert_eq!(news().found(&["--province", name]).len(), 6, "{name}");
    }
}

#[test]
fn years_are_single_ranges_or_open() {
    let found = |year: &str| news().found(&["--year", year]).join(" ");
    assert_eq!(found("2020"), "th20 uh20");
    assert_eq!(found("2020..2022"), "bd22 th20 uh20");
    assert_eq!(found("2022..2020"), "bd22 th20 uh20");
    assert_eq!(found("2023.."), "bh24 dai dn24 uh23");
    assert_eq!(found("..2016"), "bd16");
    assert_eq!(found("1999"), "");
    let answer = news().search(&["--year", "2020..2022"]);
    assert_eq!(answer["filters"]["year"], json!(["2020..2022"]));
    let selected: Vec<bool> = answer["facets"]["year"]
        .as_array()
        .expect("years")
        .iter()
        .map(|year| year["selected"] == true)
        .collect();
    assert_eq!(selected, [false, true, true, false, false]);
}

#[test]
fn since_and_until_ask_for_the_day_of_publication() {
    let found = |args: &[&str]| news().found(args).join(" ");
    assert_eq!(found(&["--since", "2023-05-19"]), "bh24 dai uh23");
    assert_eq!(found(&["--since", "2023-05-20"]), "bh24 dai");
    assert_eq!(found(&["--until", "2020-01-10"]), "th20");
    assert_eq!(found(&["--until", "2020-01-09"]), "");
    assert_eq!(
        found(&["--since", "01/01/2022", "--until", "2022-12-31"]),
        "bd22"
    );
    assert_eq!(
        found(&["--since", "2022-12-31", "--until", "2022-01-01"]),
        ""
    );
}

#[test]
fn facets_alone_are_those_of_search() {
    for args in [
        vec!["đoàn viên"],
        vec![],
        vec!["--district", "Ba Đình", "--year", "2022"],
        vec!["kết nạp đoàn viên thương"],
    ] {
        let answer = news().search(&args);
        let facets = news().run(["facets", "--json"]).args(&args).ok().json();
        assert_eq!(facets["total"], answer["total"]);
        assert_eq!(facets["facets"], answer["facets"]);
    }
    let out = news().run(["facets"]).ok();
    for part in ["9 articles", "Hà Nội 6", "Ba Đình 3", "2024 2"] {
        assert!(out.stdout.contains(part), "{part} in {}", out.stdout);
    }
    news().run(["facets", "không có từ này"]).exits(1);
}
