//! What is told beside results: what articles lack, what filters leave out, what a chart shows.

use serde_json::json;

use crate::util::World;

fn world() -> World {
    World::indexed(&[
        (
            "a.txt",
            "---\nyear: 2024\ndistrict: quận Tây Hồ, Hà Nội\n---\nTây Hồ kết nạp đoàn viên\n\nNăm 2024, quận kết nạp 1.200 đoàn viên.\n",
        ),
        (
            "b.txt",
            "---\npublished: 2025-03-14\ndistrict: quận Tây Hồ, Hà Nội\n---\nTây Hồ kết nạp thêm đoàn viên\n\nNăm 2025, quận kết nạp 300 đoàn viên.\n",
        ),
        ("c.txt", "Bếp ăn tập thể\n\nBếp ăn tập thể cần sạch.\n"),
        (
            "d.txt",
            "---\nyear: 2023\n---\nTủ sách\n\nTủ sách có nhiều sách hay.\n",
        ),
    ])
}

#[test]
fn an_index_tells_how_many_articles_lack_a_year_or_a_place() {
    let world = world();
    let lacks = "congdoan: 1 article without a year (`congdoan search --year none`), 2 articles without a place (`congdoan search --province none`); ";
    let out = world.run(["index", "--rebuild"]).ok();
    assert!(out.stderr.starts_with(lacks), "{}", out.stderr);
    assert_eq!(world.run(["index"]).ok().stderr, "", "told once");
    let stats = world.run(["stats", "--json"]).ok().json();
    assert_eq!(
        stats["untagged"],
        json!({"year": 1, "district": 2, "place": 2})
    );
    let stats = world.run(["stats"]).ok().stdout;
    assert!(stats.contains("without a district"), "{stats}");
    assert_eq!(world.found(&["--year", "none"]), ["c.txt"]);
    assert_eq!(world.found(&["--province", "none"]).len(), 2);
    let report = world.update(&[]);
    assert_eq!(
        report["untagged"],
        json!({"year": 1, "district": 2, "place": 2})
    );
    assert_eq!(world.run(["index", "-q", "--rebuild"]).ok().stderr, "");
    world.write(
        "c.txt",
        "---\nyear: 2022\nprovince: Hà Nội\n---\nBếp ăn\n\nBếp ăn cần sạch.\n",
    );
    let report = world.update(&[]);
    assert_eq!(
        report["untagged"],
        json!({"year": 0, "district": 2, "place": 1})
    );
    world.remove("d.txt");
    assert_eq!(
        world.update(&[])["untagged"],
        json!({"year": 0, "district": 1, "place": 0})
    );
    let out = world.run(["index", "--rebuild"]).ok();
    assert_eq!(out.stderr, "", "nothing lacks a year or any place");
}

#[test]
fn a_chart_names_its_filters_and_marks_the_year_that_goes_on() {
    let world = world();
    let draw = ["figures", "kết nạp đoàn viên", "--by", "year", "--chart"];
    let out = world.run(draw).args(["--district", "Tây Hồ"]).ok();
    let lines: Vec<&str> = out.stdout.lines().collect();
    assert_eq!(lines[0], "Kết nạp đoàn viên theo năm · Tây Hồ (người)");
    assert!(
        lines[1].starts_with("2024 ") && lines[2].starts_with("2025*"),
        "{lines:?}"
    );
    let note = "* not the whole year: the newest article is of 14/03/2025";
    assert_eq!(lines[3], note);
    let out = world
        .run(draw)
        .args(["--year", "2024", "--chart-file", "a.svg"])
        .ok();
    let title = "Kết nạp đoàn viên theo năm · 2024";
    assert!(
        out.stdout.starts_with(&format!("{title} (")),
        "{}",
        out.stdout
    );
    assert!(!out.stdout.contains('*'), "{}", out.stdout);
    let svg = std::fs::read_to_string(world.root().join("a.svg")).expect("a chart");
    assert!(svg.contains(title), "{svg}");
}

#[test]
fn an_empty_answer_names_its_filters_and_what_there_is_without_them() {
    let world = world();
    let told = |args: &[&str]| {
        let out = world.run(args).exits(1);
        out.stdout
            .split_whitespace()
            .collect::<Vec<&str>>()
            .join(" ")
    };
    let filters = ["--district", "Tây Hồ", "--year", "2023"];
    for command in ["search", "facets"] {
        let out = told(&[&[command, "kết nạp đoàn viên"], &filters[..]].concat());
        let expected =
            "Nothing found with district Tây Hồ / Hà Nội, year 2023. Without year: 2 articles.";
        assert!(out.starts_with(expected), "{out}");
        assert!(
            out.ends_with("Year 2024 1 · 2025 1"),
            "where else to look: {out}"
        );
    }
    let out = told(&["search", "quận:\"Tây Hồ\" tủ sách"]);
    let expected = "Nothing found with district Tây Hồ / Hà Nội. Without: 1 article.";
    assert!(out.starts_with(expected), "{out}");
    assert_eq!(
        told(&["search", "--year", "2023", "khinh khí cầu"]),
        "Nothing found, with year 2023 or without. Try fewer words."
    );
    assert_eq!(
        told(&["search", "khinh khí cầu"]),
        "Nothing found. Try fewer words."
    );
    assert_eq!(
        told(&[
            "figures",
            "kết nạp đoàn viên",
            "--year",
            "2019",
            "--noun",
            "đoàn viên"
        ]),
        "No figures found with year 2019, noun đoàn viên. Without year: 2 figures."
    );
    assert_eq!(
        told(&[
            "figures",
            "kết nạp đoàn viên",
            "--min",
            "5000",
            "--by",
            "year",
            "--chart"
        ]),
        "No figures found with minimum 5.000. Without: 2 figures."
    );
}
