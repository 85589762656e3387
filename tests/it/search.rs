//! What a search answers with: its JSON, matches, order and pages.

use serde_json::{Value, json};
use unicode_normalization::is_nfc;

use crate::news::{lines, news};
use crate::util::{World, ids, number, piece};

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
