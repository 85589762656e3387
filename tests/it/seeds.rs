//! What the engine must show over the five real pages of the shared data, where they are.
//! `pages.rs` asks the same of pages of our own.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use crate::facts::{Page, check};
use crate::util::{World, counts, ids, number, shared};

const ALL: [&str; 5] = ["000.txt", "001.txt", "002.txt", "003.txt", "004.txt"];

const PAGES: [Page; 5] = [
    Page {
        file: "000.txt",
        place: "/Hà Nội/Ba Đình",
        year: 2022,
        figures: &[
            "24/52 CĐCS | kind=ratio | value=24 | target=52 | percent=46",
            "1.625/2.291 đoàn viên | kind=ratio | value=1625 | target=2291 | percent=70.9",
            "52/55 CĐCS | kind=ratio | value=52 | target=55 | percent=null",
            "12 CĐCS | value=12",
            "89 Chủ tịch CĐCS | value=89 | unit=người",
            "2 lớp | value=2",
            "13 đồng chí | value=13",
            "298 công nhân | value=298",
            "14 phường | value=14",
            "100% CĐCS | kind=percent | value=100",
        ],
        decoys: &["2021-2022", "2023-2028", "lần thứ XI", "93 năm"],
        noise: &["USD", "Barcelona", "Tin khác", "28/03/2025"],
    },
    Page {
        file: "001.txt",
        place: "/Hà Nội/Ứng Hòa",
        year: 2020,
        figures: &[
            "1 công đoàn cơ sở | value=1",
            "60 đoàn viên | value=60",
            "50% | kind=percent | value=50",
            "4 lớp | value=4",
            "hơn 700 lượt | value=700 | approx=gt",
            "10 công đoàn cơ sở | value=10",
            "46 đảng viên mới | value=46",
        ],
        decoys: &["6 tháng", "2019-2020"],
        noise: &["HANDICO", "UEFA", "Nam Từ Liêm", "bão số 3"],
    },
    Page {
        file: "002.txt",
        place: "/Hà Nội/Thường Tín",
        year: 2022,
        figures: &[
            "100% CĐCS | kind=percent | value=100",
            "6 doanh nghiệp | value=6",
            "3 CĐCS | value=3",
            "75 đoàn viên | value=75",
            "91 đoàn viên ưu tú | value=91",
            "26 đồng chí | value=26",
        ],
        decoys: &["Đại hội XII", "142288", "6 tháng"],
        noise: &["142288", "https://"],
    },
    Page {
        file: "003.txt",
        place: "/Hà Nội/Ba Đình",
        year: 2016,
        figures: &[
            "33/25 CĐCS | kind=ratio | value=33 | target=25 | percent=132",
            "2.985/2500 đoàn viên | kind=ratio | value=2985 | target=2500 | percent=119",
            "467 CĐCS | value=467",
            "19.037 đoàn viên | value=19037",
            "hơn 85 triệu đồng | kind=money | value=85000000 | approx=gt | unit=đồng",
            "148% | value=148",
            "220% | value=220",
            "123,5% | value=123.5",
            "127 đơn vị | value=127",
            "7.261.045351đ/2.900.000.000đ | value=7261045351 | target=2900000000 | percent=250 | repaired=true",
        ],
        decoys: &["2016", "2017"],
        noise: &["mot nam ve dich", "Hyundai", "Sơn Tây", "Phiên bản di động"],
    },
    Page {
        file: "004.txt",
        place: "/Hà Nội/Tây Hồ",
        year: 2025,
        figures: &[
            "64 Công đoàn cơ sở | value=64",
            "3.957 đoàn viên | value=3957",
            "4 Nghiệp đoàn cơ sở | value=4",
            "157 đoàn viên | value=157",
            "11 Công đoàn cơ sở | value=11",
            "602 đoàn viên | value=602",
            "134 đoàn viên ưu tú | value=134",
            "56 cán bộ | value=56",
            "gần 200 cán bộ | value=200 | approx=lt",
        ],
        decoys: &["5/2025", "2024"],
        noise: &["U23", "TP.HCM", "18/07/2025", "Phúc Thọ"],
    },
];

fn folder() -> Option<PathBuf> {
    shared()
        .map(|folder| folder.join("data/seeds"))
        .filter(|folder| folder.is_dir())
}

/// A world of the seeds of its own, for tests that change it.
fn copied() -> Option<World> {
    let folder = folder()?;
    let world = World::new();
    for file in ALL {
        world.write(file, fs::read(folder.join(file)).expect("a seed"));
    }
    Some(world)
}

/// The seeds, indexed once.
fn seeds() -> Option<&'static World> {
    static SEEDS: OnceLock<Option<World>> = OnceLock::new();
    let built = || {
        let folder = folder()?;
        let world = World::fixture("seeds");
        for file in ALL {
            world.write(file, fs::read(folder.join(file)).expect("a seed"));
        }
        world.run(["index"]).ok();
        Some(world)
    };
    SEEDS.get_or_init(built).as_ref()
}

#[test]
fn places_years_and_figures_are_right() {
    let Some(world) = seeds() else { return };
    for page in &PAGES {
        let article = world
            .run(["extract", "--json"])
            .args([world.corpus(page.file)])
            .ok()
            .json();
        check(page, &article);
    }
}

#[test]
fn one_query_in_all_its_spellings_finds_all_five() {
    let Some(world) = seeds() else { return };
    let nfd: String = "phát triển đoàn viên".nfd().collect();
    for query in [
        "phát triển đoàn viên",
        "phat trien doan vien",
        "PHÁT TRIỂN ĐOÀN VIÊN",
        &nfd,
        "phát triển đoàn vien",
    ] {
        assert_eq!(world.found(&[query]), ALL, "{query}");
    }
}

#[test]
fn noise_is_not_found() {
    let Some(world) = seeds() else { return };
    for query in [
        "Barcelona",
        "giá USD",
        "Hyundai Hà Đông",
        "Tứ kết UEFA",
        "mot nam ve dich truoc hen Bàn giao",
    ] {
        let out = world.run(["search", query]).exits(1);
        assert!(out.stdout.contains("Nothing found"), "{query}");
    }
}

#[test]
fn abbreviations_and_spellings_lead_to_the_same_articles() {
    let Some(world) = seeds() else { return };
    let short = world.found(&["thành lập CĐCS"]);
    assert_eq!(short, world.found(&["thành lập công đoàn cơ sở"]));
    assert_eq!(short, ALL);
    for query in ["huyện Ứng Hoà", "huyện Ứng Hòa", "huyen ung hoa"] {
        assert_eq!(world.found(&[query]), ["001.txt"], "{query}");
    }
}

#[test]
fn filters_and_facets_count_articles() {
    let Some(world) = seeds() else { return };
    assert_eq!(
        world.found(&["--district", "Ba Đình"]),
        ["000.txt", "003.txt"]
    );
    assert_eq!(
        world.found(&["--district", "Ba Đình", "--year", "2016"]),
        ["003.txt"]
    );
    assert_eq!(
        world.found(&["--year", "2020..2022"]),
        ["000.txt", "001.txt", "002.txt"]
    );
    for args in [&[][..], &["phát triển đoàn viên"]] {
        let answer = world.search(args);
        assert_eq!(counts(&answer, "province"), ["Hà Nội: 5"]);
        assert_eq!(
            counts(&answer, "district"),
            ["Ba Đình: 2", "Thường Tín: 1", "Tây Hồ: 1", "Ứng Hòa: 1"]
        );
        assert_eq!(
            counts(&answer, "year"),
            ["2016: 1", "2020: 1", "2022: 2", "2025: 1"]
        );
    }
    let answer = world.search(&["--district", "Ba Đình", "phát triển đoàn viên"]);
    assert_eq!(counts(&answer, "year"), ["2016: 1", "2022: 1"]);
}

#[test]
fn the_best_passage_is_the_one_with_the_figure() {
    let Some(world) = seeds() else { return };
    for query in [
        "kết nạp đoàn viên Ba Đình 2016",
        "ket nap doan vien ba dinh 2016",
    ] {
        let answer = world.search(&[query]);
        let text = answer["hits"][0]["passage"]["text"]
            .as_str()
            .expect("a hit");
        assert!(text.contains("2.985/2500"), "{query}: {text}");
        let figures = answer["hits"][0]["figures"].as_array().expect("figures");
        assert!(
            figures.iter().any(|figure| figure["percent"] == 119),
            "{query}"
        );
    }
}

#[test]
fn captions_are_no_passages() {
    let Some(world) = seeds() else { return };
    for query in [
        "\"Ảnh minh họa\"",
        "\"Ảnh: Hoàng Hải\"",
        "\"trao quyết định thành lập CĐCS mới\"",
    ] {
        assert_eq!(
            number(&world.search(&[query]), "/total/articles"),
            0,
            "{query}"
        );
    }
}

#[test]
fn a_repeated_lead_is_indexed_once() {
    let Some(world) = seeds() else { return };
    let answer = world.search(&[
        "--per-article",
        "9",
        "\"nhiệm vụ hết sức quan trọng của tổ chức Công đoàn\"",
    ]);
    assert_eq!(ids(&answer), ["002.txt"]);
    let text = answer["hits"][0]["passage"]["text"]
        .as_str()
        .expect("a text");
    assert_eq!(
        text.matches("nhiệm vụ hết sức quan trọng").count(),
        1,
        "{text}"
    );
}

#[test]
fn headlines_are_whole() {
    let Some(world) = seeds() else { return };
    let title = |file: &str| world.run(["show", "--json", file]).ok().json()["title"].clone();
    assert_eq!(
        title("003.txt"),
        "LĐLĐ quận Ba Đình: Một năm về đích trước hẹn"
    );
    assert_eq!(
        title("001.txt"),
        "Liên đoàn Lao động huyện Ứng Hòa: Xây dựng tổ chức Công đoàn vững mạnh"
    );
}

#[test]
fn a_sixth_page_comes_changes_and_goes() {
    let Some(world) = copied() else { return };
    world.run(["index"]).ok();
    world.write(
        "005.txt",
        "Một bài của chúng tôi\n\nTổ công đoàn mở lớp dạy đan lưới.\n",
    );
    let report = world.update(&[]);
    assert_eq!(
        (number(&report, "/added"), number(&report, "/unchanged")),
        (1, 5)
    );
    assert_eq!(world.found(&["đan lưới"]), ["005.txt"]);
    world.write(
        "005.txt",
        "Một bài của chúng tôi\n\nTổ công đoàn mở lớp dạy bơi thuyền.\n",
    );
    let report = world.update(&[]);
    assert_eq!(
        (number(&report, "/updated"), number(&report, "/unchanged")),
        (1, 5)
    );
    assert_eq!(world.found(&["bơi thuyền"]), ["005.txt"]);
    world.remove("005.txt");
    let report = world.update(&[]);
    assert_eq!(
        (number(&report, "/removed"), number(&report, "/unchanged")),
        (1, 5)
    );
    assert_eq!(world.found(&["bơi thuyền"]), Vec::<String>::new());
}
