//! A figure's own place: what `--district` and `--province` of `figures` keep to is what
//! `--by district` groups by, whatever the article is about.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::news::lines;
use crate::util::World;

/// An article corrected to another district than its sentences name, one that names a place
/// of another province in passing, one without any place.
fn corpus() -> Vec<Value> {
    vec![
        json!({"id": "sua", "title": "Tổng kết phong trào thi đua", "district": "Long Biên",
            "province": "Hà Nội", "published": "2022-12-15",
            "body": "Năm 2022, LĐLĐ quận Ba Đình kết nạp 940 đoàn viên, còn quận Tây Hồ kết nạp 610 đoàn viên.\n\n\
                Các cấp công đoàn vận động thành lập 12 CĐCS."}),
        json!({"id": "xa", "title": "Công nhân Biên Hòa sẻ chia", "district": "Biên Hòa",
            "province": "Đồng Nai", "published": "2022-12-16",
            "body": "LĐLĐ thành phố trao 300 suất quà. Đoàn cũng đến huyện Quỳ Châu, tỉnh Nghệ An tặng 45 suất quà."}),
        json!({"id": "khong", "title": "Bữa ăn ca", "published": "2022-12-17",
            "body": "Khảo sát cho thấy 70 doanh nghiệp tăng giá trị bữa ăn ca."}),
    ]
}

/// `id value` of each row of an answer, sorted.
fn rows(rows: &Value) -> Vec<String> {
    let rows = rows.as_array().expect("rows");
    let told = |row: &Value| {
        format!(
            "{} {}",
            row["article"]["id"].as_str().expect("an id"),
            row["value"]
        )
    };
    let mut told: Vec<String> = rows.iter().map(told).collect();
    told.sort();
    told
}

/// The rows of `--by district` by the facet path of their district.
fn groups(world: &World) -> BTreeMap<String, Vec<String>> {
    let out = world.run(["figures", "--json", "--by", "district"]).ok();
    let groups = out.json()["groups"].clone();
    let groups = groups.as_array().expect("groups").iter();
    let key = |group: &Value| {
        let place = group["rows"][0]["place"].as_str().unwrap_or("");
        place.split('/').take(3).collect::<Vec<_>>().join("/")
    };
    groups
        .map(|group| (key(group), rows(&group["rows"])))
        .collect()
}

fn rows_of(world: &World, args: &[&str]) -> Vec<String> {
    let out = world.run(["figures", "--json"]).args(args).output();
    rows(&out.json()["rows"])
}

#[test]
fn each_group_is_what_its_district_finds() {
    let world = World::new();
    world.write("tin.jsonl", lines(&corpus()));
    world.run(["index"]).ok();
    let groups = groups(&world);
    let districts: Vec<&str> = groups
        .keys()
        .map(String::as_str)
        .filter(|key| !key.is_empty())
        .collect();
    assert_eq!(
        districts,
        [
            "/Hà Nội/Ba Đình",
            "/Hà Nội/Long Biên",
            "/Hà Nội/Tây Hồ",
            "/Nghệ An/Quỳ Châu",
            "/Đồng Nai/Biên Hòa"
        ]
    );
    for (path, rows) in &groups {
        let name = if path.is_empty() {
            "none"
        } else {
            path.as_str()
        };
        assert_eq!(rows_of(&world, &["--district", name]), *rows, "{path}");
    }
    assert_eq!(
        rows_of(&world, &["--province", "Hà Nội"]),
        ["sua 12", "sua 610", "sua 940"]
    );
    assert_eq!(rows_of(&world, &["--province", "Nghệ An"]), ["xa 45"]);
    assert_eq!(rows_of(&world, &["--province", "none"]), ["khong 70"]);
    // in the query as in the flag, and both must hold
    assert_eq!(rows_of(&world, &["quận:\"Tây Hồ\" kết nạp"]), ["sua 610"]);
    let none: [&str; 0] = [];
    assert_eq!(
        rows_of(&world, &["--province", "Hà Nội", "quận:\"Quỳ Châu\""]),
        none
    );
}

#[test]
fn of_the_samples_no_figure_is_lost_between_filter_and_group() {
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let world = World::new();
    world.run(["--corpus", samples, "index"]).ok();
    let groups = groups(&world);
    assert!(groups.len() > 20, "{groups:?}");
    for (path, rows) in groups {
        // a province alone holds its districts too
        if path.matches('/').count() < 2 {
            continue;
        }
        let found = rows_of(&world, &["--district", &path]);
        let missed: Vec<&String> = rows.iter().filter(|row| !found.contains(row)).collect();
        assert!(missed.is_empty(), "{path}: {missed:?}");
    }
}
