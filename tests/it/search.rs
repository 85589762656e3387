//! What a search answers with: JSON, totals, facets, order, pages, CSV, the terminal.

use std::process::{Command, Stdio};

use serde_json::{Value, json};
use unicode_normalization::is_nfc;

use crate::news::{articles, lines, news};
use crate::util::{BINARY, Run, World, counts, ids, number, piece};

/// The keys of a JSON object, in their order.
fn keys(value: &Value) -> Vec<&str> {
    let object = value.as_object().expect("an object");
    object.keys().map(String::as_str).collect()
}

/// Every string in `value`.
fn strings<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Value::Object(fields) => fields.values().for_each(|item| strings(item, found)),
        _ => {}
    }
}

#[test]
fn the_json_has_the_keys_of_the_contract() {
    let answer = news().search(&["đoàn viên"]);
    assert_eq!(
        keys(&answer),
        [
            "query", "filters", "total", "took_ms", "notices", "facets", "hits"
        ]
    );
    assert_eq!(keys(&answer["filters"]), ["province", "district", "year"]);
    assert_eq!(keys(&answer["total"]), ["articles", "passages"]);
    assert_eq!(keys(&answer["facets"]), ["province", "district", "year"]);
    assert_eq!(
        keys(&answer["facets"]["province"][0]),
        ["path", "value", "count"]
    );
    assert_eq!(keys(&answer["facets"]["year"][0]), ["value", "count"]);
    let hit = &answer["hits"][0];
    assert_eq!(
        keys(hit),
        ["rank", "score", "article", "passage", "matches", "figures"]
    );
    let article = keys(&hit["article"]);
    for key in [
        "id",
        "path",
        "title",
        "title_matches",
        "url",
        "author",
        "published",
        "year",
        "year_source",
        "places",
        "line",
    ] {
        assert!(article.contains(&key), "{key} in {article:?}");
    }
    assert_eq!(
        keys(&hit["article"]["places"][0]),
        ["path", "province", "district", "ward"]
    );
    assert_eq!(keys(&hit["passage"]), ["ordinal", "text"]);
    assert_eq!(keys(&hit["matches"][0]), ["start", "end"]);
    assert!(answer["took_ms"].as_f64().is_some_and(|took| took >= 0.0));
}

#[test]
fn an_article_is_told_as_it_was_stated() {
    let answer = news().search(&["vận động thành lập"]);
    let article = &answer["hits"][0]["article"];
    assert_eq!(article["id"], "bd22");
    assert_eq!(article["path"], "news.jsonl");
    assert_eq!(article["line"], 2);
    assert_eq!(article["url"], "https://example.org/bd22");
    assert_eq!(article["author"], "Minh Thu");
    assert_eq!(article["published"], "2022-07-15");
    assert_eq!(article["year"], 2022);
    let ba_dinh = json!({"path": "/Hà Nội/Ba Đình", "province": "Hà Nội", "district": "Ba Đình", "ward": null});
    assert_eq!(article["places"], json!([ba_dinh]));
    let plain = &news().search(&["thương lượng"])["hits"][0]["article"];
    for key in ["url", "author", "published", "year", "year_source"] {
        assert_eq!(plain[key], Value::Null, "{key}");
    }
    assert_eq!(plain["places"], json!([]));
}

#[test]
fn nothing_found_still_prints_the_whole_object() {
    let out = news().run(["search", "--json", "không có từ này"]).exits(1);
    let answer = out.json();
    assert_eq!(answer["total"], json!({"articles": 0, "passages": 0}));
    assert_eq!(answer["hits"], json!([]));
    assert_eq!(
        answer["facets"],
        json!({"province": [], "district": [], "year": []})
    );
    let out = news().run(["search", "không có từ này"]).exits(1);
    assert!(out.stdout.contains("Nothing found"), "{}", out.stdout);
    let out = news()
        .run(["search", "--jsonl", "không có từ này"])
        .exits(1);
    assert_eq!(out.stdout, "");
    let out = news().run(["search", "--csv", "không có từ này"]).exits(1);
    assert_eq!(out.stdout.lines().count(), 1, "only the header");
}

#[test]
fn matches_are_the_words_in_code_points_adjacent_ones_in_one_span() {
    let answer = news().search(&["đoàn viên mới"]);
    let hit = &answer["hits"][0];
    let text = hit["passage"]["text"].as_str().expect("a text");
    let spans = hit["matches"].as_array().expect("matches");
    assert_eq!(spans.len(), 1);
    assert_eq!(piece(text, &spans[0]), "đoàn viên mới");
    // An emoji, a letter outside the plane and combining letters before the match.
    let world = World::indexed(&[(
        "a.txt",
        "Tiêu đề 🙂 bài viết\n\n🙂🙂 𝒳 Công đoàn 🙂 trao quà cho đoàn viên.\n",
    )]);
    let answer = world.search(&["cong doan qua"]);
    let hit = &answer["hits"][0];
    let text = hit["passage"]["text"].as_str().expect("a text");
    let spans = hit["matches"].as_array().expect("matches");
    let pieces: Vec<String> = spans.iter().map(|span| piece(text, span)).collect();
    assert_eq!(pieces, ["Công đoàn", "quà"]);
    let answer = world.search(&["tieu de viet"]);
    let article = &answer["hits"][0]["article"];
    let title = article["title"].as_str().expect("a title");
    let spans = article["title_matches"].as_array().expect("matches");
    let pieces: Vec<String> = spans.iter().map(|span| piece(title, span)).collect();
    assert_eq!(pieces, ["Tiêu đề", "viết"]);
}

#[test]
fn matches_show_the_other_spelling_of_a_concept_and_of_a_number() {
    for (query, expected) in [
        ("công đoàn cơ sở", "CĐCS"),
        ("cdcs", "CĐCS"),
        ("1625", "1.625"),
        ("24/52", "24/52"),
        ("52", "52"),
    ] {
        let answer = news().search(&["--district", "Ba Đình", "--year", "2022", query]);
        let hit = &answer["hits"][0];
        let text = hit["passage"]["text"].as_str().expect("a text");
        assert_eq!(piece(text, &hit["matches"][0]), expected, "{query}");
    }
    let answer = news().search(&["LĐLĐ"]);
    let hit = &answer["hits"][0];
    let text = hit["passage"]["text"].as_str().expect("a text");
    assert_eq!(piece(text, &hit["matches"][0]), "Liên đoàn Lao động");
}

#[test]
fn matches_are_sorted_disjoint_and_apart() {
    for query in [
        "công đoàn",
        "quận",
        "tháng tổ",
        "cong nhan doan vien quan",
        "CĐCS công đoàn",
    ] {
        let answer = news().search(&["--limit", "50", query]);
        for hit in answer["hits"].as_array().expect("hits") {
            let text = hit["passage"]["text"].as_str().expect("a text");
            let mut reached = 0;
            for span in hit["matches"].as_array().expect("matches") {
                let between: String = text
                    .chars()
                    .skip(reached)
                    .take(number(span, "/start") as usize - reached)
                    .collect();
                assert!(
                    reached == 0 || !between.trim().is_empty(),
                    "{query}: {span} touches the span before"
                );
                piece(text, span);
                reached = number(span, "/end") as usize;
            }
        }
    }
}

#[test]
fn all_text_is_nfc() {
    use unicode_normalization::UnicodeNormalization;
    let nfd = |text: &str| -> String { text.nfd().collect() };
    let world = World::indexed(&[
        (
            nfd("Ứng Hòa/bản tin.txt").as_str(),
            nfd("Tiêu đề của bản tin\n\nLiên đoàn Lao động huyện Ứng Hòa kết nạp 60 đoàn viên.\n"),
        ),
        (
            "x.jsonl",
            nfd(
                "{\"id\":\"số một\",\"title\":\"Tiêu đề khác\",\"body\":\"Huyện kết nạp thêm đoàn viên.\",\"author\":\"Thúy Hà\"}\n",
            ),
        ),
    ]);
    let answer = world.search(&[&nfd("kết nạp đoàn viên")]);
    assert_eq!(number(&answer, "/total/articles"), 2);
    let mut all = Vec::new();
    strings(&answer, &mut all);
    for text in all {
        assert!(is_nfc(text), "{text:?} is not NFC");
    }
    let show = world
        .run(["show", "--json", "Ứng Hòa/bản tin.txt"])
        .ok()
        .json();
    let mut all = Vec::new();
    strings(&show, &mut all);
    for text in all {
        assert!(is_nfc(text), "{text:?} is not NFC");
    }
}

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
        found(&["--since", "2022-01-01", "--until", "2022-12-31"]),
        "bd22"
    );
    assert_eq!(
        found(&["--since", "2022-12-31", "--until", "2022-01-01"]),
        ""
    );
}

#[test]
fn without_a_query_the_newest_come_first_one_lead_each_with_score_0() {
    let answer = news().search(&["--limit", "100"]);
    // Undated ones stand by their year, the rest at the end.
    assert_eq!(
        ids(&answer),
        [
            "bh24", "dn24", "dai", "uh23", "bd22", "th20", "uh20", "bd16", "none"
        ]
    );
    for (i, hit) in answer["hits"].as_array().expect("hits").iter().enumerate() {
        assert_eq!(hit["score"], json!(0));
        assert_eq!(hit["passage"]["ordinal"], json!(0));
        assert_eq!(hit["rank"], json!(i + 1));
        assert_eq!(hit["matches"], json!([]));
    }
    let per_article = news().search(&["--limit", "100", "--per-article", "5"]);
    assert_eq!(per_article["hits"], answer["hits"], "still one lead each");
    let filtered = news().search(&["--district", "Ba Đình"]);
    assert_eq!(ids(&filtered), ["dai", "bd22", "bd16"]);
    assert_eq!(filtered["hits"][0]["score"], json!(0));
    // A query of filters alone asks for no word.
    assert_eq!(
        news().search(&["quận:\"Ba Đình\""])["hits"],
        filtered["hits"]
    );
    assert_eq!(ids(&news().search(&["", " "])), ids(&news().search(&[])));
}

#[test]
fn sorts_by_time_in_both_directions() {
    let newest = ids(&news().search(&[
        "--sort",
        "newest",
        "--per-article",
        "1",
        "--limit",
        "50",
        "công",
    ]));
    assert_eq!(newest, ["bh24", "dn24", "dai", "uh23", "bd22", "th20"]);
    let oldest = ids(&news().search(&[
        "--sort",
        "oldest",
        "--per-article",
        "1",
        "--limit",
        "50",
        "công",
    ]));
    assert_eq!(oldest, ["th20", "bd22", "uh23", "dai", "dn24", "bh24"]);
    let all = ids(&news().search(&["--sort", "oldest", "--limit", "50"]));
    assert_eq!(
        all.last().map(String::as_str),
        Some("none"),
        "the undated come last"
    );
    assert_eq!(all.first().map(String::as_str), Some("bd16"));
    // Passages of one article keep their order.
    let answer = news().search(&["--sort", "newest", "--per-article", "4", "bếp ăn"]);
    let ordinals: Vec<u64> = answer["hits"]
        .as_array()
        .expect("hits")
        .iter()
        .map(|hit| number(hit, "/passage/ordinal"))
        .collect();
    assert_eq!(ordinals, [0, 1, 2, 3]);
}

#[test]
fn per_article_limits_the_passages_of_one_article() {
    for (limit, shown) in [("1", 1), ("2", 2), ("3", 3), ("9", 4)] {
        let answer = news().search(&["--per-article", limit, "tổ công đoàn ghé"]);
        assert_eq!(answer["hits"].as_array().map(Vec::len), Some(shown));
        assert_eq!(
            number(&answer, "/total/passages"),
            4,
            "the total counts before it"
        );
    }
    let out = news()
        .run(["search", "--per-article", "0", "quận"])
        .exits(2);
    assert_eq!(out.stdout, "");
}

#[test]
fn pages_make_up_one_long_list() {
    for args in [
        vec!["công"],
        vec!["quận"],
        vec!["--per-article", "3", "tháng"],
        vec!["--sort", "newest", "công"],
        vec!["--sort", "oldest", "a", "OR", "quận"],
        vec![],
    ] {
        let with = |more: &[&str]| {
            let mut all = more.to_vec();
            all.extend(&args);
            news().search(&all)["hits"]
                .as_array()
                .expect("hits")
                .clone()
        };
        let whole = with(&["--limit", "100"]);
        for size in [1, 2, 3] {
            let mut pages = Vec::new();
            for offset in (0..whole.len() + size).step_by(size) {
                pages.extend(with(&[
                    "--limit",
                    &size.to_string(),
                    "--offset",
                    &offset.to_string(),
                ]));
            }
            assert_eq!(pages, whole, "{args:?} by {size}");
        }
    }
}

#[test]
fn limit_and_offset_at_their_ends() {
    let answer = news().search(&["--limit", "0", "quận"]);
    assert_eq!(answer["hits"], json!([]));
    assert!(number(&answer, "/total/articles") > 0);
    let answer = news().search(&["--offset", "1000", "quận"]);
    assert_eq!(answer["hits"], json!([]));
    assert!(number(&answer, "/total/articles") > 0);
    for huge in ["18446744073709551615", "9223372036854775807", "4294967295"] {
        news().run(["search", "--limit", huge, "quận"]).ok();
        news()
            .run(["search", "--offset", huge, "--limit", huge, "quận"])
            .ok();
        news().run(["search", "--per-article", huge, "quận"]).ok();
    }
    news().run(["search", "--limit", "-1", "quận"]).exits(2);
    news().run(["search", "--limit", "x", "quận"]).exits(2);
}

#[test]
fn ties_go_by_article_id_then_ordinal() {
    let mut list = Vec::new();
    for id in ["d", "b", "c", "a", "b2", "B"] {
        list.push(json!({"id": id, "title": "Cùng một tên", "body": "Cùng một nội dung ngắn."}));
    }
    let world = World::indexed(&[("a.jsonl", lines(&list))]);
    let expected = ["B", "a", "b", "b2", "c", "d"];
    assert_eq!(ids(&world.search(&["nội dung"])), expected);
    assert_eq!(ids(&world.search(&[])), expected);
    assert_eq!(
        ids(&world.search(&["--sort", "oldest", "nội dung"])),
        expected
    );
    // The order of files, runs and segments does not matter.
    let world = World::new();
    for article in &list {
        let id = article["id"].as_str().expect("an id");
        world.write(
            &format!("{}.jsonl", list.len() - id.len()),
            lines(std::slice::from_ref(article)),
        );
        world.run(["index"]).ok();
    }
    let world = World::new();
    for (i, article) in list.iter().enumerate() {
        world.write(&format!("{i}.jsonl"), lines(std::slice::from_ref(article)));
        world.run(["index"]).ok();
    }
    assert_eq!(ids(&world.search(&["nội dung"])), expected);
    // Two equal passages of one article.
    let twice = format!(
        "{0}\n\n{0}",
        "Một câu dài vừa đủ để thành đoạn riêng biệt. "
            .repeat(12)
            .trim()
    );
    let world = World::indexed(&[("a.txt", format!("Tiêu đề\n\n{twice}\n"))]);
    let answer = world.search(&["riêng biệt"]);
    let ordinals: Vec<u64> = answer["hits"]
        .as_array()
        .expect("hits")
        .iter()
        .map(|hit| number(hit, "/passage/ordinal"))
        .collect();
    assert_eq!(
        ordinals.len() as u64,
        number(&answer, "/total/passages").min(2)
    );
    assert!(ordinals.is_sorted());
}

#[test]
fn scores_fall_and_ranks_rise() {
    let answer = news().search(&["--limit", "50", "công nhân tháng"]);
    let hits = answer["hits"].as_array().expect("hits");
    assert!(hits.len() > 1);
    for (i, pair) in hits.windows(2).enumerate() {
        assert!(
            pair[0]["score"].as_f64() >= pair[1]["score"].as_f64(),
            "hit {i}"
        );
    }
    for (i, hit) in hits.iter().enumerate() {
        assert_eq!(hit["rank"], json!(i + 1));
        assert!(
            hit["score"]
                .as_f64()
                .is_some_and(|score| score > 0.0 && score.is_finite())
        );
    }
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

#[test]
fn jsonl_is_the_hits_one_a_line() {
    let answer = news().search(&["công"]);
    let lines = news().run(["search", "--jsonl", "công"]).ok().json_lines();
    assert_eq!(Value::Array(lines), answer["hits"]);
}

#[test]
fn csv_has_the_columns_of_the_contract() {
    let out = news().run(["search", "--csv", "đoàn viên"]).ok();
    let mut reader = csv::Reader::from_reader(out.stdout.as_bytes());
    let header: Vec<String> = reader
        .headers()
        .expect("a header")
        .iter()
        .map(str::to_string)
        .collect();
    assert_eq!(
        header.join(","),
        "rank,score,id,path,title,published,year,places,passage,figures"
    );
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows");
    let answer = news().search(&["đoàn viên"]);
    let hits = answer["hits"].as_array().expect("hits");
    assert_eq!(rows.len(), hits.len());
    for (row, hit) in rows.iter().zip(hits) {
        assert_eq!(row[0], hit["rank"].to_string());
        assert_eq!(&row[2], hit["article"]["id"].as_str().expect("an id"));
        assert_eq!(&row[4], hit["article"]["title"].as_str().expect("a title"));
        assert_eq!(&row[5], hit["article"]["published"].as_str().unwrap_or(""));
        assert_eq!(&row[7], "/Hà Nội/Ba Đình");
        assert_eq!(&row[8], hit["passage"]["text"].as_str().expect("a text"));
    }
}

#[test]
fn csv_cells_are_no_formulas() {
    let starts = [
        "=1+1",
        "+84 gọi",
        "-5 độ",
        "@SUM(A1)",
        "=HYPERLINK(\"http://x\",\"y\")",
    ];
    let mut list = Vec::new();
    for (i, start) in starts.iter().enumerate() {
        list.push(json!({"id": format!("{start}{i}"), "title": format!("{start} tiêu đề bài"), "body": format!("{start} là nội dung, có dấu \"nháy\" và phẩy.\n\nDòng sau của nội dung.")}));
    }
    let world = World::indexed(&[("a.jsonl", lines(&list))]);
    let out = world
        .run(["search", "--csv", "--limit", "50", "nội dung"])
        .ok();
    let mut reader = csv::Reader::from_reader(out.stdout.as_bytes());
    let mut rows = 0;
    for row in reader.records() {
        let row = row.expect("a row");
        rows += 1;
        for cell in row.iter().skip(2) {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{cell:?}"
            );
        }
        assert!(row[4].starts_with('\''), "{:?}", &row[4]);
    }
    assert_eq!(rows, starts.len());
}

#[test]
fn formats_exclude_each_other() {
    for pair in [
        ["--csv", "--json"],
        ["--csv", "--jsonl"],
        ["--json", "--jsonl"],
    ] {
        let out = news().run(["search", "quận"]).args(pair).exits(2);
        assert_eq!(out.stdout, "");
    }
}

const ESCAPE: char = '\u{1b}';

#[test]
fn colours_only_where_they_are_wanted() {
    let plain = news().run(["search", "đoàn viên"]).ok();
    assert!(!plain.stdout.contains(ESCAPE), "none in a pipe");
    let always = news()
        .run(["search", "--color", "always", "đoàn viên"])
        .ok();
    assert!(always.stdout.contains(ESCAPE));
    let stripped = anstream::adapter::strip_str(&always.stdout).to_string();
    assert_eq!(stripped, plain.stdout, "colours are all that differs");
    let never = news().run(["search", "--color", "never", "đoàn viên"]).ok();
    assert_eq!(never.stdout, plain.stdout);
    let forbidden = news()
        .run(["search", "đoàn viên"])
        .env("NO_COLOR", "1")
        .ok();
    assert_eq!(forbidden.stdout, plain.stdout);
    let json = news()
        .run(["search", "--json", "--color", "always", "đoàn viên"])
        .ok();
    assert!(!json.stdout.contains(ESCAPE));
    let csv = news()
        .run(["search", "--csv", "--color", "always", "đoàn viên"])
        .ok();
    assert!(!csv.stdout.contains(ESCAPE));
}

/// Runs the command on a terminal of so many columns; none where `script` is not installed.
fn on_terminal(columns: usize, args: &str, no_color: bool) -> Option<String> {
    let line = format!("stty rows 24 cols {columns} 2>/dev/null; exec '{BINARY}' {args}");
    let mut command = Command::new("script");
    command
        .args(["-qec", &line, "/dev/null"])
        .current_dir(news().root())
        .stdin(Stdio::null());
    command.env("TERM", "xterm-256color").env_remove("NO_COLOR");
    if no_color {
        command.env("NO_COLOR", "1");
    }
    let out = command.output().ok()?;
    out.status
        .success()
        .then(|| String::from_utf8_lossy(&out.stdout).replace('\r', ""))
}

#[test]
fn a_terminal_is_filled_to_its_width_and_no_further() {
    for columns in [20, 30, 40, 60, 80, 200] {
        let Some(out) = on_terminal(columns, "search công đoàn", false) else {
            return;
        };
        assert!(out.contains(ESCAPE), "colours on a terminal");
        let plain = anstream::adapter::strip_str(&out).to_string();
        let widest = plain
            .lines()
            .map(unicode_width::UnicodeWidthStr::width)
            .max();
        assert!(
            widest <= Some(columns),
            "{widest:?} columns of {columns}:\n{plain}"
        );
        let words: Vec<&str> = plain.split_whitespace().collect();
        assert!(
            words
                .join(" ")
                .contains("Công đoàn quận trao 350 suất quà."),
            "{plain}"
        );
    }
    let plain = on_terminal(80, "search công đoàn", true).expect("as before");
    assert!(!plain.contains(ESCAPE), "NO_COLOR on a terminal");
}

#[test]
fn a_terminal_of_a_few_columns_is_no_trouble() {
    for columns in [1, 2, 5, 10] {
        let Some(out) = on_terminal(columns, "search đoàn", false) else {
            return;
        };
        assert!(!out.is_empty());
    }
}

#[test]
fn eighty_columns_where_there_is_no_terminal() {
    let out = news().run(["search", "bếp ăn tập thể"]).ok();
    for line in out.stdout.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    // Title, place, date and path of every hit.
    for part in [
        "Nhật ký tháng công nhân",
        "Ba Đình, Hà Nội",
        "02/11/2023",
        "news.jsonl:9",
        "1 article, 4 passages",
    ] {
        assert!(out.stdout.contains(part), "{part} in {}", out.stdout);
    }
}

#[test]
fn a_long_passage_is_shown_by_its_best_sentences() {
    let filler = "Tổ sản xuất số chín vẫn làm việc đều tay như mọi ngày trong tuần. ".repeat(7);
    let text = format!("Tiêu đề\n\n{filler}Chị Lụa nhận giải thưởng sáng kiến. {filler}\n");
    let world = World::indexed(&[("a.txt", text)]);
    let short = world.run(["search", "giải thưởng sáng kiến"]).ok().stdout;
    let full = world
        .run(["search", "--full", "giải thưởng sáng kiến"])
        .ok()
        .stdout;
    assert!(
        short.contains("Chị Lụa nhận giải thưởng sáng kiến."),
        "{short}"
    );
    assert!(full.matches("Tổ sản xuất số chín").count() >= 7, "{full}");
    assert!(short.len() * 2 < full.len(), "{short}");
    assert!(short.contains('…'), "a gap is marked");
}

#[test]
fn a_closed_pipe_is_quiet() {
    let line = format!("'{BINARY}' search --limit 1000 --per-article 9 --full quận | head -1");
    let mut list = articles();
    for i in 0..80 {
        list.push(json!({"id": format!("x{i}"), "title": format!("Quận {i}"), "body": "Quận và quận. ".repeat(100)}));
    }
    let world = World::indexed(&[("a.jsonl", lines(&list))]);
    let line = format!("set -o pipefail; {line}");
    let out = Command::new("bash")
        .args(["-c", &line])
        .current_dir(world.root())
        .output()
        .expect("bash");
    assert_eq!(String::from_utf8_lossy(&out.stderr), "");
    assert_eq!(String::from_utf8_lossy(&out.stdout).lines().count(), 1);
    for format in ["--json", "--jsonl", "--csv"] {
        let line = format!("'{BINARY}' search {format} --limit 1000 quận | head -c 10");
        let out = Command::new("bash")
            .args(["-c", &line])
            .current_dir(world.root())
            .output()
            .expect("bash");
        assert_eq!(String::from_utf8_lossy(&out.stderr), "", "{format}");
    }
}

#[test]
fn the_index_and_the_corpus_are_named_by_flag_or_environment() {
    let world = World::with(&[("a.txt", "Một tiêu đề\n\nMột nội dung.\n")]);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let run = |args: &[&str]| Run::new(elsewhere.path(), args);
    let (index, corpus) = (world.index(""), world.corpus(""));
    run(&["index"])
        .env("CONGDOAN_INDEX", &index)
        .env("CONGDOAN_CORPUS", &corpus)
        .ok();
    let out = run(&["search", "--json", "nội dung"])
        .env("CONGDOAN_INDEX", &index)
        .ok();
    assert_eq!(ids(&out.json()), ["a.txt"]);
    // A flag overrides the variable, before or after the subcommand.
    run(&["search", "nội dung"])
        .args(["--index"])
        .args([&index])
        .env("CONGDOAN_INDEX", "/nowhere")
        .ok();
    run(&["--index"])
        .args([&index])
        .args(["search", "nội dung"])
        .ok();
    assert!(
        elsewhere
            .path()
            .read_dir()
            .expect("a folder")
            .next()
            .is_none(),
        "nothing is left there"
    );
}

#[test]
fn dots_stand_only_where_something_is_left_out() {
    let world = World::indexed(&[(
        "a.txt",
        "Tiêu đề của bài\n\nTổ một trao quà.\n\nQuà gồm gạo và sữa.\n\nTổ hai hát mừng.\n",
    )]);
    for args in [vec!["search", "quà"], vec!["search", "--full", "quà"]] {
        let out = world.run(&args).ok();
        assert!(!out.stdout.contains('…'), "{}", out.stdout);
        assert!(out.stdout.contains("Tổ hai hát mừng."), "{}", out.stdout);
    }
    // A match over the end of a paragraph is marked on both sides.
    let out = world.run(["search", "--color", "always", "quà"]).ok();
    assert_eq!(
        out.stdout.matches("\u{1b}[4mquà").count(),
        1,
        "{}",
        out.stdout
    );
    assert_eq!(
        out.stdout.matches("\u{1b}[4mQuà").count(),
        1,
        "{}",
        out.stdout
    );
}
