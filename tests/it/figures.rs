//! Search by quantity and the `figures` command: conditions, answers to questions, rows,
//! groups with their sums, charts.

use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::news::lines;
use crate::util::{World, ids, notices, shared};

/// Articles whose places and years are stated; the figures are read from the text.
fn corpus() -> Vec<Value> {
    vec![
        json!({"id": "bd22", "title": "Ba Đình sáu tháng", "district": "Ba Đình",
            "province": "Hà Nội", "published": "2022-07-04",
            "body": "6 tháng đầu năm 2022, quận kết nạp 1.320/2.400 đoàn viên (đạt 55% kế hoạch), thành lập 18/40 CĐCS.\n\n\
                Từ tháng 1 đến tháng 6 năm 2022, quận đã kết nạp được 1.320 đoàn viên. Hiện quận quản lý 470 CĐCS với 19.400 đoàn viên."}),
        json!({"id": "tt22", "title": "Thường Tín sáu tháng", "district": "Thường Tín",
            "province": "Hà Nội", "published": "2022-07-05",
            "body": "6 tháng đầu năm 2022, huyện thành lập 4 công đoàn cơ sở, kết nạp 80 đoàn viên, đạt 40% chỉ tiêu năm. \
                Huyện phấn đấu kết nạp 200 đoàn viên. Tổng số đoàn viên là 12.700 người."}),
        json!({"id": "th23", "title": "Tây Hồ cả năm", "district": "Tây Hồ",
            "province": "Hà Nội", "published": "2023-12-20",
            "body": "Năm 2023, quận thu kinh phí công đoàn được 3,4 tỷ đồng, đạt 112% dự toán. \
                Quận kết nạp 950 đoàn viên và trao 300 suất quà."}),
        json!({"id": "dn23", "title": "Đồng Nai đối thoại", "province": "Đồng Nai",
            "published": "2023-05-02",
            "body": "Cán bộ công đoàn đã nghe công nhân nói về bữa ăn ca và nhà trọ."}),
    ]
}

fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let world = World::fixture("figures");
        world.write("tin.jsonl", lines(&corpus()));
        world.run(["index"]).ok();
        world
    })
}

/// The figures of all hits that answer, in their order.
fn answers(answer: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for hit in answer["hits"].as_array().expect("hits") {
        for figure in hit["figures"].as_array().expect("figures") {
            if figure["answers"] == json!(true) {
                found.push(figure["text"].as_str().expect("a text").to_string());
            }
        }
    }
    found
}

/// `figures --json` with these arguments.
fn figures(args: &[&str]) -> Value {
    let out = world().run(["figures", "--json"]).args(args).output();
    if out.code == Some(2) {
        out.fail("expected an answer");
    }
    out.json()
}

/// The values of all rows as `value noun`.
fn rows(answer: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for row in answer["rows"].as_array().expect("rows") {
        let noun = row["noun"].as_str().unwrap_or("-");
        found.push(format!("{} {noun}", row["value"]));
    }
    found
}

#[test]
fn a_condition_finds_figures_of_its_noun_and_size() {
    for query in ["đoàn viên >= 1000", "doan vien >= 1.000", "đoàn viên > 999"] {
        let found = world().search(&[query]);
        assert_eq!(ids(&found), ["bd22", "tt22"], "{query}");
        let answers = answers(&found);
        assert!(
            answers.contains(&"19.400 đoàn viên".to_string()),
            "{answers:?}"
        );
        assert!(answers.contains(&"1.320/2.400 đoàn viên".to_string()));
        assert!(!answers.iter().any(|figure| figure.contains("CĐCS")));
    }
    assert_eq!(ids(&world().search(&["đoàn viên 900..1000"])), ["th23"]);
    assert_eq!(ids(&world().search(&["đoàn viên < 100"])), ["tt22"]);
    assert!(ids(&world().search(&["đoàn viên > 50.000"])).is_empty());
}

#[test]
fn noun_and_value_are_those_of_one_figure() {
    assert!(ids(&world().search(&["CĐCS >= 1000"])).is_empty());
    for query in [
        "CĐCS 4..20",
        "công đoàn cơ sở 4..20",
        "cong doan co so 4..20",
    ] {
        assert_eq!(world().found(&[query]), ["bd22", "tt22"], "{query}");
    }
}

#[test]
fn percents_and_money_are_found_by_the_words_before() {
    let passed = world().search(&["đạt > 100%"]);
    assert_eq!(answers(&passed), ["3,4 tỷ đồng", "112%"]);
    for query in [
        "\"kinh phí\" > 1 tỷ",
        "kinh phi > 1 ty",
        "thu kinh phí công đoàn > 1 tỷ đồng",
    ] {
        assert_eq!(
            answers(&world().search(&[query])),
            ["3,4 tỷ đồng"],
            "{query}"
        );
    }
    assert!(ids(&world().search(&["kinh phí > 5 tỷ"])).is_empty());
}

#[test]
fn words_before_the_noun_are_plain_words() {
    assert_eq!(
        ids(&world().search(&["Thường Tín đoàn viên >= 50"])),
        ["tt22"]
    );
    let found = world().search(&["xe đạp >= 3"]);
    assert!(ids(&found).is_empty());
    assert_eq!(notices(&found), ["quantity"]);
    assert_eq!(found["notices"][0]["noun"], "xe đạp");
}

#[test]
fn a_place_before_the_noun_is_no_part_of_it() {
    let found = world().search(&["Tây Hồ kinh phí > 1 tỷ"]);
    assert_eq!(ids(&found), ["th23"]);
    assert_eq!(answers(&found), ["3,4 tỷ đồng"]);
    let found = world().search(&["Tây Hồ thu kinh phí > 1 tỷ"]);
    assert_eq!(answers(&found), ["3,4 tỷ đồng"]);
}

#[test]
fn an_exact_condition_keeps_abbreviations_as_typed() {
    let exact = |query: &str| answers(&world().search(&["--exact", query]));
    assert_eq!(exact("CĐCS >= 1"), ["18/40 CĐCS", "470 CĐCS"]);
    assert_eq!(exact("công đoàn cơ sở >= 1"), ["4 công đoàn cơ sở"]);
    assert!(exact("cong doan co so >= 1").is_empty());
    assert_eq!(answers(&world().search(&["CĐCS >= 1"])).len(), 3);
}

#[test]
fn the_help_explains_conditions() {
    let help = world().run(["search", "--help"]).ok().stdout;
    assert!(
        help.contains("Conditions on figures: đoàn viên >= 1000"),
        "{help}"
    );
}

#[test]
fn an_event_is_not_added_to_the_total_that_holds_it() {
    let article = |id: &str, body: &str| {
        json!({"id": id, "title": "Quận họp", "district": "Ba Đình", "province": "Hà Nội",
            "published": "2022-12-20", "body": body})
    };
    let world = World::fixture("nested");
    let corpus = [
        article("total", "Năm 2022, quận kết nạp 900 đoàn viên."),
        article("event", "Buổi lễ kết nạp 60 đoàn viên diễn ra ở chợ."),
        article("later", "Công ty vừa kết nạp 25 đoàn viên."),
    ];
    world.write("tin.jsonl", lines(&corpus));
    world.run(["index"]).ok();
    let args = ["figures", "đoàn viên", "--by", "year", "--json"];
    let answer = world.run(args).ok().json();
    assert_eq!(answer["groups"][0]["count"], 3);
    assert_eq!(answer["groups"][0]["sum"], 900);
}

#[test]
fn a_percent_tells_what_it_is_of() {
    let answer = figures(&["--unit", "%"]);
    let rows = answer["rows"].as_array().expect("rows");
    let senses: Vec<&Value> = rows.iter().map(|row| &row["sense"]).collect();
    assert_eq!(senses, ["target", "target"]);
}

#[test]
fn marks_typed_must_fit_unless_nothing_else_does() {
    let found = world().search(&["đoàn viện >= 1000"]);
    assert_eq!(notices(&found), ["folded"]);
    assert_eq!(ids(&found), ["bd22", "tt22"]);
    assert!(ids(&world().search(&["đoàn viện >= 1000", "--exact"])).is_empty());
}

#[test]
fn conditions_exclude_and_are_alternatives() {
    assert_eq!(
        world().found(&["đoàn viên >= 50 -\"CĐCS\" >= 10"]),
        ["th23", "tt22"]
    );
    assert_eq!(
        world().found(&["CĐCS >= 400 OR \"suất quà\" >= 300"]),
        ["bd22", "th23"]
    );
}

#[test]
fn a_question_for_a_number_is_answered_by_figures() {
    let found = world().search(&["bao nhiêu đoàn viên Thường Tín"]);
    assert_eq!(ids(&found)[0], "tt22");
    assert!(answers(&found).contains(&"80 đoàn viên".to_string()));
    assert!(
        answers(&found)
            .iter()
            .all(|figure| !figure.contains("công đoàn cơ sở"))
    );
    let found = world().search(&["Tây Hồ thu kinh phí công đoàn bao nhiêu"]);
    assert_eq!(answers(&found), ["3,4 tỷ đồng"]);
    assert!(answers(&world().search(&["đoàn viên Tây Hồ"])).is_empty());
}

#[test]
fn rows_are_the_figures_of_a_noun_each_fact_once() {
    let found = figures(&["đoàn viên", "--district", "Ba Đình"]);
    assert_eq!(rows(&found), ["1320 đoàn viên", "19400 đoàn viên"]);
    assert_eq!(found["total"], 2);
    let row = &found["rows"][0];
    assert_eq!(
        (&row["target"], &row["percent"]),
        (&json!(2400), &json!(55))
    );
    assert_eq!(row["place"], "/Hà Nội/Ba Đình");
    assert_eq!(row["period"]["from"], "2022-01");
    assert_eq!(row["period"]["to"], "2022-06");
    assert_eq!(row["year"], 2022);
    assert_eq!(row["article"]["id"], "bd22");
    let sentence = row["sentence"].as_str().expect("a sentence");
    assert_eq!(crate::util::piece(sentence, row), "1.320/2.400 đoàn viên");
    // Words that are no noun only choose the passages.
    assert!(rows(&figures(&["thường tín"])).contains(&"4 công đoàn cơ sở".to_string()));
}

#[test]
fn rows_are_filtered_by_noun_unit_value_and_own_year() {
    assert_eq!(rows(&figures(&["--noun", "cong doan co so"])).len(), 3);
    assert_eq!(
        rows(&figures(&["--unit", "đồng"])),
        ["3400000000 kinh phí công đoàn"]
    );
    assert_eq!(
        rows(&figures(&[
            "đoàn viên",
            "--min",
            "1.000",
            "--max",
            "2 nghìn"
        ])),
        ["1320 đoàn viên"]
    );
    let of_year = figures(&["đoàn viên", "--year", "2023"]);
    assert_eq!(rows(&of_year), ["950 đoàn viên"]);
    assert_eq!(of_year["filters"]["year"], json!([2023]));
    assert_eq!(rows(&figures(&["đoàn viên năm:2023"])), ["950 đoàn viên"]);
    assert_eq!(rows(&figures(&["đoàn viên >= 10000"])).len(), 2);
    world()
        .run(["figures", "--min", "nhiều"])
        .trouble("write a number");
    world().run(["figures", "đoàn viên > 99999999"]).exits(1);
}

#[test]
fn only_what_was_done_is_summed_and_each_fact_once() {
    let found = figures(&["đoàn viên", "--by", "year"]);
    let groups = found["groups"].as_array().expect("groups");
    assert_eq!(groups.len(), 2);
    assert_eq!(groups[0]["key"], 2022);
    // 1.320 and 80; neither the plan of 200, nor the stocks, nor the repeated sentence.
    assert_eq!(groups[0]["sum"], 1400);
    assert_eq!(groups[1]["sum"], 950);
    let of_group = &groups[0]["rows"];
    let summed = of_group.as_array().expect("rows").iter();
    let summed: Vec<&Value> = summed.filter(|row| row["summed"] == json!(true)).collect();
    assert_eq!(summed.len(), 2);
    assert_eq!(groups[0]["count"], of_group.as_array().expect("rows").len());

    let found = figures(&["đoàn viên", "--by", "district"]);
    let keys: Vec<&Value> = found["groups"]
        .as_array()
        .expect("groups")
        .iter()
        .map(|g| &g["key"])
        .collect();
    for district in ["Ba Đình", "Thường Tín", "Tây Hồ"] {
        assert!(keys.contains(&&json!(district)), "{district} in {keys:?}");
    }
    // Members and unions are not added up.
    let found = figures(&["--by", "year"]);
    assert_eq!(found["groups"][0]["sum"], Value::Null);
    assert!(found["groups"][0]["sums"].as_array().expect("sums").len() > 1);
}

#[test]
fn csv_and_lines_of_json_hold_every_row() {
    let csv = world().run(["figures", "đoàn viên", "--csv"]).ok().stdout;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header: Vec<String> = reader
        .headers()
        .expect("a header")
        .iter()
        .map(str::to_string)
        .collect();
    let column = |name: &str| {
        header
            .iter()
            .position(|cell| cell == name)
            .expect("a column")
    };
    let records: Vec<csv::StringRecord> = reader
        .records()
        .map(|record| record.expect("a record"))
        .collect();
    let all = figures(&["đoàn viên"]);
    assert_eq!(
        records.len() as u64,
        all["total"].as_u64().expect("a total")
    );
    let first = records
        .iter()
        .find(|record| &record[column("value")] == "1320")
        .expect("a row");
    assert_eq!(&first[column("target")], "2400");
    assert_eq!(&first[column("from")], "2022-01");
    assert_eq!(&first[column("place")], "/Hà Nội/Ba Đình");
    let lines = world()
        .run(["figures", "đoàn viên", "--jsonl"])
        .ok()
        .json_lines();
    assert_eq!(lines, *all["rows"].as_array().expect("rows"));
    let groups = world()
        .run(["figures", "đoàn viên", "--by", "year", "--csv"])
        .ok()
        .stdout;
    assert!(
        groups.starts_with("group,place,count,noun,act,unit,from,to,sum\n"),
        "{groups}"
    );
    assert!(
        groups.contains("2022,,") && groups.contains(",1400\n"),
        "{groups}"
    );
}

#[test]
fn the_table_fits_and_groups_numbers_as_in_vietnamese() {
    for args in [
        &["figures"][..],
        &["figures", "--by", "district"],
        &["figures", "--by", "noun"],
    ] {
        let out = world().run(args).ok().stdout;
        for line in out.lines() {
            assert!(line.chars().count() <= 80, "{line}");
            assert!(!line.ends_with(' '), "{line:?}");
        }
        assert!(
            out.contains("19.400") && out.contains("3.400.000.000đ"),
            "{out}"
        );
        assert!(!out.contains('\u{1b}') && !out.contains('\u{e000}'));
    }
    let out = world().run(["figures", "đoàn viên"]).ok().stdout;
    let ends: Vec<usize> = ["1.320 ", "19.400\n", "12.700\n"]
        .iter()
        .filter_map(|number| {
            let line = out
                .lines()
                .find(|line| format!("{line}\n").contains(number))?;
            let at = line.find(number.trim())?;
            Some(line[..at].chars().count() + number.trim().len())
        })
        .collect();
    assert_eq!(ends.len(), 3, "{out}");
    assert!(ends.iter().all(|end| *end == ends[0]), "{out}");
    let colours = world().run(["figures", "--color", "always"]).ok().stdout;
    assert!(colours.contains('\u{1b}'));
}

#[test]
fn charts_show_the_sums() {
    let out = world()
        .run(["figures", "đoàn viên", "--by", "year", "--chart"])
        .ok()
        .stdout;
    assert!(out.contains("1.400 █") && out.contains("950 █"), "{out}");
    let file = world().root().join("bieu-do.svg");
    let path = file.to_string_lossy().into_owned();
    world()
        .run([
            "figures",
            "đoàn viên",
            "--by",
            "district",
            "--chart-file",
            &path,
        ])
        .ok();
    let svg = std::fs::read_to_string(&file).expect("a chart");
    for text in ["<svg", "Ba Đình", "Thường Tín", "Tây Hồ", "1.320", "</svg>"] {
        assert!(svg.contains(text), "{text} in {svg}");
    }
    world()
        .run(["figures", "--chart-file", "khong/co/thu-muc.svg"])
        .trouble("cannot write");
    world()
        .run(["figures", "--chart-file", "bieu-do.png"])
        .trouble("name the file bieu-do.svg");
}

#[test]
fn answers_stand_out_in_the_terminal() {
    let plain = world().run(["search", "đoàn viên >= 10000"]).ok().stdout;
    assert!(plain.contains("→ 19.400 đoàn viên"), "{plain}");
    let colours = world()
        .run(["search", "đoàn viên >= 10000", "--color", "always"])
        .ok()
        .stdout;
    assert!(
        colours.contains("\u{1b}[42m19.400 đoàn viên"),
        "{colours:?}"
    );
}

/// The seed pages, indexed once; none where they are not there.
fn seeds() -> Option<&'static World> {
    static SEEDS: OnceLock<Option<World>> = OnceLock::new();
    let world = SEEDS.get_or_init(|| {
        let folder = shared()?.join("data/seeds");
        let world = World::fixture("figure-seeds");
        for entry in std::fs::read_dir(folder).ok()?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            world.write(&name, std::fs::read(entry.path()).ok()?);
        }
        world.run(["index"]).ok();
        Some(world)
    });
    world.as_ref()
}

#[test]
fn the_seeds_are_found_by_quantity_the_largest_first() {
    let Some(world) = seeds() else { return };
    let found = world.search(&["đoàn viên >= 1000"]);
    assert_eq!(ids(&found), ["003.txt", "004.txt", "003.txt", "000.txt"]);
    assert_eq!(
        answers(&found),
        [
            "19.037 đoàn viên",
            "3.957 đoàn viên",
            "2.985/2500 đoàn viên",
            "1.625/2.291 đoàn viên"
        ]
    );
    assert_eq!(world.found(&["\"kinh phí\" > 1 tỷ"]), ["003.txt"]);
    assert_eq!(world.found(&["CĐCS 20..60"]), ["000.txt", "003.txt"]);
}

#[test]
fn the_seeds_figures_by_district() {
    let Some(world) = seeds() else { return };
    let args = ["figures", "--json", "đoàn viên", "--by", "district"];
    let found = world.run(args).ok().json();
    let mut groups = Vec::new();
    for group in found["groups"].as_array().expect("groups") {
        let mut values = Vec::new();
        for row in group["rows"].as_array().expect("rows") {
            assert_ne!(row["period"], Value::Null, "{row}");
            values.push(row["value"].as_f64().expect("a value"));
        }
        groups.push((group["key"].as_str().expect("a name").to_string(), values));
    }
    groups.sort_by(|a, b| a.0.cmp(&b.0));
    let expected: [(&str, &[f64]); 4] = [
        ("Ba Đình", &[1625.0, 2985.0, 19037.0]),
        ("Thường Tín", &[75.0, 91.0]),
        ("Tây Hồ", &[3957.0, 157.0, 602.0, 134.0]),
        ("Ứng Hòa", &[60.0]),
    ];
    let names: Vec<&str> = groups.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, expected.map(|(name, _)| name));
    for ((name, values), (_, expected)) in groups.iter().zip(expected) {
        let mut values = values.clone();
        let mut expected = expected.to_vec();
        values.sort_by(f64::total_cmp);
        expected.sort_by(f64::total_cmp);
        assert_eq!(values, expected, "{name}");
    }
}
