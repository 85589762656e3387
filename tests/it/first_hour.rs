//! What stood in the way of people in their first hour: what is left out, mixed up or not what
//! it seems is told.

use serde_json::{Value, json};

use crate::news::lines;
use crate::util::{World, notices};

fn corpus() -> Vec<Value> {
    vec![
        json!({"id": "ln", "title": "Lục Ngạn năm tháng", "district": "Lục Ngạn",
            "province": "Bắc Giang", "published": "2022-06-10",
            "body": "Tính đến hết tháng 5/2022, huyện kết nạp 168/400 đoàn viên (đạt 42% kế hoạch năm).\n\n\
                Hiện huyện có 9.600/10.000 công nhân là đoàn viên, đạt 96%."}),
        json!({"id": "hm", "title": "Hoàng Mai cả nhiệm kỳ", "district": "/Hà Nội/Hoàng Mai",
            "published": "2023-01-05",
            "body": "Nhiệm kỳ 2018-2023, quận kết nạp 9.000 đoàn viên.\n\nNăm 2022, quận kết nạp 1.200 đoàn viên.\n\n\
                Năm 2021, quận kết nạp 1.100 đoàn viên."}),
    ]
}

fn world() -> World {
    let world = World::new();
    world.write("tin.jsonl", lines(&corpus()));
    world.run(["index"]).ok();
    world
}

#[test]
fn a_part_of_a_year_and_a_part_of_a_whole_are_told_from_a_missed_target() {
    let world = world();
    let missed = world.run(["figures", "--json", "đạt < 100%"]).ok().json();
    let rows = missed["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 1, "{missed:#}");
    assert_eq!(rows[0]["value"], json!(168));
    assert_eq!(rows[0]["part_of_year"], json!(true));
    assert_eq!(notices(&missed), ["shares"]);
    let shown = world.run(["figures", "đạt < 100%"]).ok().stdout;
    assert!(
        shown.contains("1–5/2022†") && shown.contains("† a part of the year"),
        "{shown}"
    );
    let all = world.run(["figures", "--json", "công nhân"]).ok().json();
    assert_eq!(all["rows"][0]["total"], json!(10000), "{all:#}");
    assert_eq!(notices(&all).len(), 0);
}

#[test]
fn a_term_is_no_bar_and_the_title_is_tidy_and_names_the_province() {
    let world = world();
    let query = "  kết   nạp\u{a0}đoàn viên ";
    let shown = world
        .run([
            "figures",
            query,
            "--district",
            "/Hà Nội/Hoàng Mai",
            "--chart",
        ])
        .ok()
        .stdout;
    let mut shown_lines = shown.lines();
    assert_eq!(
        shown_lines.next(),
        Some("Kết nạp đoàn viên · Hoàng Mai (Hà Nội) (người)"),
        "{shown}"
    );
    assert!(
        shown.contains("1.200") && shown.contains("1.100") && !shown.contains("9.000"),
        "{shown}"
    );
    let typed = world
        .run(["figures", "ket nap doan vien", "--chart"])
        .ok()
        .stdout;
    assert!(typed.starts_with("Kết nạp đoàn viên ("), "{typed}");
    let table = world.run(["figures", "kết nạp"]).ok().stdout;
    assert!(table.contains("Hoàng Mai (Hà Nội)"), "{table}");
}

#[test]
fn a_noun_named_before_the_number_is_shown_with_it() {
    let world = World::indexed(&[(
        "a.txt",
        "Quận Tây Hồ\n05/01/2023\nQuận Tây Hồ (Hà Nội) hiện có tổng số đoàn viên là 18.446 người.\n",
    )]);
    let shown = world.run(["figures", "--noun", "đoàn viên"]).ok().stdout;
    assert!(shown.contains("đoàn viên (người)"), "{shown}");
}

#[test]
fn many_nouns_are_told_with_the_way_to_one() {
    let text = "Quận Tây Hồ\n05/01/2023\nQuận Tây Hồ (Hà Nội) có 12 phường. Quận kết nạp 60 đoàn viên, \
        thành lập 5 CĐCS, mở 3 lớp học, trao 40 suất quà.\nNăm trước, quận kết nạp 50 đoàn viên.\n";
    let world = World::indexed(&[("a.txt", text)]);
    let told = "nouns are mixed here: --noun 'đoàn viên' keeps to one";
    let shown = world.run(["figures"]).ok().stdout;
    assert!(shown.contains(told), "{shown}");
    let one = world.run(["figures", "--noun", "đoàn viên"]).ok().stdout;
    assert!(!one.contains("mixed"), "{one}");
}

#[test]
fn another_corpus_than_the_index_s_is_told() {
    let world = world();
    std::fs::create_dir(world.root().join("khac")).expect("a folder");
    let out = world.run(["--corpus", "khac", "search", "đoàn viên"]).ok();
    assert!(
        out.stderr
            .contains("seems to be of another corpus than khac"),
        "{}",
        out.stderr
    );
    for args in [
        &["search", "đoàn viên"][..],
        &["--corpus", "./corpus", "search", "đoàn viên"],
    ] {
        let out = world.run(args).ok();
        assert!(!out.stderr.contains("another corpus"), "{}", out.stderr);
    }
}

#[test]
fn a_file_is_extracted_by_the_path_that_is_printed() {
    let world = World::with(&[(
        "2023/a.txt",
        "Quận Tây Hồ họp\n05/01/2023\nQuận kết nạp 60 đoàn viên.\n",
    )]);
    for path in ["corpus/2023/a.txt", "2023/a.txt"] {
        let out = world.run(["extract", "--json", path]).ok().json();
        assert_eq!(out["path"], json!("2023/a.txt"), "{path}");
    }
    world.run(["extract", "2023/b.txt"]).trouble("2023/b.txt");
}

#[test]
fn a_district_stated_twice_is_told() {
    let world = World::with(&[
        (
            "a.txt",
            "Tin quận\n05/01/2023\nQuận kết nạp 60 đoàn viên mới trong tháng.\n",
        ),
        (
            "b.md",
            "---\nquận: Tây Hồ\ndistrict: Ba Đình\n---\n# Tin\n\nQuận kết nạp 60 đoàn viên.\n",
        ),
        (
            "metadata.csv",
            "path,huyện,district\na.txt,Thanh Trì,Ba Đình\n",
        ),
    ]);
    for (path, first) in [("a.txt", "Thanh Trì"), ("b.md", "Tây Hồ")] {
        let out = world.run(["extract", "--json", path]).ok().json();
        let warnings = out["warnings"].to_string();
        assert!(warnings.contains("district is stated twice"), "{warnings}");
        assert_eq!(out["places"][0]["district"], json!(first), "{path}");
    }
}

#[test]
fn an_empty_answer_says_which_filter_to_drop() {
    let world = world();
    let out = world.run([
        "search",
        "kết nạp",
        "--district",
        "Lục Ngạn",
        "--year",
        "2019",
    ]);
    let told = out
        .exits(1)
        .stdout
        .split_whitespace()
        .collect::<Vec<&str>>()
        .join(" ");
    assert!(told.contains("Without year: 1 article."), "{told}");
    let args = [
        "figures",
        "kết nạp",
        "--year",
        "2022",
        "--noun",
        "CĐCS",
        "--district",
        "Lục Ngạn",
    ];
    let told = world.run(args).exits(1).stdout;
    assert!(told.contains("Without noun: 2 figures."), "{told}");
}
