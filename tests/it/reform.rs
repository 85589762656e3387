//! Places over time: districts that joined others, renamed ones, the reform of July 2025; and
//! names that leave open which place is meant.

use serde_json::json;

use crate::util::{World, counts};

/// A story about `office` of this day.
fn page(office: &str, day: &str) -> String {
    format!(
        "{office} mở lớp học nghề buổi tối\n\n{day} 08:00\n\nSáng nay, {office} khai giảng lớp học nghề cho công \
         nhân. Lớp học kéo dài đến cuối mùa mưa.\n"
    )
}

fn world() -> World {
    World::indexed(&[
        ("q2-2019.txt", page("LĐLĐ quận 2 (TP.HCM)", "12/03/2019")),
        (
            "q2-2022.txt",
            page("Công đoàn quận 2 cũ, TP.HCM", "12/03/2022"),
        ),
        (
            "td-2022.txt",
            page("LĐLĐ thành phố Thủ Đức (TP.HCM)", "14/04/2022"),
        ),
        (
            "hatay.txt",
            page("LĐLĐ huyện Thạch Thất, tỉnh Hà Tây", "15/05/2007"),
        ),
        (
            "thachthat.txt",
            page("LĐLĐ huyện Thạch Thất (Hà Nội)", "15/05/2012"),
        ),
        ("tayho.txt", page("LĐLĐ quận Tây Hồ (Hà Nội)", "10/06/2024")),
        (
            "phuong.txt",
            page("Công đoàn phường Tây Hồ (Hà Nội)", "10/10/2025"),
        ),
        (
            "none.txt",
            "Bàn về lớp học nghề\n\nHọc nghề buổi tối cần đèn sáng và thầy kiên nhẫn.\n"
                .to_string(),
        ),
    ])
}

#[test]
fn a_district_holds_what_became_part_of_it() {
    let world = world();
    let found = |args: &[&str]| world.found(args).join(" ");
    assert_eq!(
        found(&["--district", "Thủ Đức, TP.HCM"]),
        "q2-2019.txt q2-2022.txt td-2022.txt"
    );
    // What was written after the merger is filed under the city, whatever the old name.
    assert_eq!(found(&["--district", "quận 2"]), "q2-2019.txt");
    let answer = world.search(&["--district", "thành phố Thủ Đức"]);
    assert_eq!(
        answer["filters"]["district"],
        json!(["/Hồ Chí Minh/Thủ Đức"])
    );
}

#[test]
fn what_is_followed_is_found_and_not_echoed() {
    let world = world();
    let answer = world.search(&["--province", "Hà Nội", "--per-article", "1"]);
    assert_eq!(answer["filters"]["province"], json!(["/Hà Nội"]));
    assert_eq!(answer["total"]["articles"], 4);
    assert_eq!(
        world.found(&["--district", "Thạch Thất"]),
        ["hatay.txt", "thachthat.txt"]
    );
    let answer = world.search(&["--district", "Thạch Thất"]);
    assert_eq!(answer["filters"]["district"], json!(["/Hà Nội/Thạch Thất"]));
    let selected: Vec<&str> = answer["facets"]["district"]
        .as_array()
        .expect("values")
        .iter()
        .filter(|value| value["selected"] == true)
        .filter_map(|value| value["path"].as_str())
        .collect();
    assert_eq!(selected, ["/Hà Nội/Thạch Thất", "/Hà Tây/Thạch Thất"]);
    let answer = world.search(&["tỉnh:\"Hà Nội\""]);
    assert_eq!(answer["filters"]["province"], json!(["/Hà Nội"]));
    assert_eq!(answer["total"]["articles"], 4);
}

#[test]
fn facets_count_a_district_across_the_reform() {
    let world = world();
    let facets = world
        .run(["facets", "--json", "--district", "Tây Hồ"])
        .ok()
        .json();
    assert_eq!(facets["total"]["articles"], 2);
    assert_eq!(counts(&facets, "year"), ["2024: 1", "2025: 1"]);
    assert!(
        counts(&facets, "district").contains(&"Tây Hồ: 2".to_string()),
        "{facets}"
    );
    let ward = world.found(&["--district", "phường Tây Hồ"]);
    assert_eq!(ward, ["phuong.txt"]);
    let untagged = world
        .run(["facets", "--json", "--district", "none"])
        .ok()
        .json();
    assert_eq!(untagged["total"]["articles"], 1);
    assert_eq!(world.found(&["--district", "none"]), ["none.txt"]);
}

#[test]
fn a_name_that_leaves_something_open_is_answered_with_candidates() {
    let world = world();
    for (name, parts) in [
        (
            "Châu Thành",
            &[
                "several places",
                "Châu Thành, Long An",
                "Châu Thành, Tiền Giang",
            ][..],
        ),
        (
            "Hoàng Mai",
            &[
                "several places",
                "quận Hoàng Mai, Hà Nội",
                "Hoàng Mai, Nghệ An",
            ],
        ),
        (
            "Tay Hoo",
            &[
                "no district is called",
                "did you mean",
                "quận Tây Hồ, Hà Nội",
            ],
        ),
    ] {
        for command in ["search", "facets", "figures"] {
            let out = world.run([command, "--district", name]).trouble(name);
            for part in parts {
                assert!(out.stderr.contains(part), "{part:?} in {}", out.stderr);
            }
        }
    }
    let out = world
        .run(["search", "--province", "Hà Nuội"])
        .trouble("Hà Nuội");
    assert!(out.stderr.contains("thành phố Hà Nội"), "{}", out.stderr);
}
