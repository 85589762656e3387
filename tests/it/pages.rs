//! Pages of our own in the manner of saved news pages, so that a bare clone proves what
//! `seeds.rs` proves on real ones: noise, captions, places, years, figures.

use std::sync::OnceLock;

use serde_json::Value;

use crate::facts::{Page, check};
use crate::util::{World, counts, ids, number};

/// A page with an image row, a caption row and a tail of other news.
const BA_DINH: &str = "\
Đẩy mạnh phát triển đoàn viên, thành lập Công đoàn cơ sở
Ngay từ đầu năm 2022, LĐLĐ quận Ba Đình đã vận động thành lập 18/40 CĐCS (đạt 45% kế hoạch), kết nạp 1.210/2.000 đoàn viên (đạt 60,5% kế hoạch); hướng dẫn 9 CĐCS kiện toàn ban chấp hành nhiệm kỳ 2023-2028.
![]() |
LĐLĐ quận Ba Đình thăm một xưởng in nhân Tháng Công nhân. (Ảnh minh họa) |
Bên cạnh đó, LĐLĐ quận mở 3 lớp bồi dưỡng cho 120 cán bộ công đoàn, tặng kỷ niệm chương cho 8 đồng chí nhân kỷ niệm 93 năm Ngày thành lập Công đoàn Việt Nam.
Thời gian tới, LĐLĐ quận Ba Đình tiếp tục phối hợp với các ngành đẩy mạnh phát triển đoàn viên ngoài khu vực nhà nước.
Có thể bạn quan tâm
Nên xem

Arsenal thắng đậm trong trận derby tối qua

Giá vàng tuần tới: Chuyên gia dự báo tăng 5%

LĐLĐ huyện Gia Lâm tặng 300 suất quà cho công nhân
Tin khác

Khởi động giải chạy của công nhân khu chế xuất
Hoạt động 12/04/2025 08:15

LĐLĐ quận Long Biên tổ chức hội thi tay nghề
Hoạt động 11/04/2025 17:40
";

/// A page with a block of related titles at its head.
const UNG_HOA: &str = "\
Liên đoàn Lao động huyện Ứng Hòa: Nhiều cách làm hay
Ứng phó với mùa mưa bão ở các công trường | |
Công đoàn Tổng công ty X họp sơ kết quý | |
Liên đoàn Lao động quận Nam Từ Liêm: Tập huấn về tiền lương |
Theo Liên đoàn Lao động huyện Ứng Hòa, trong 6 tháng đầu năm 2020 huyện thành lập 2 công đoàn cơ sở và kết nạp mới 75 đoàn viên, đạt 60% chỉ tiêu.
Huyện cũng mở 5 lớp tập huấn cho hơn 400 lượt cán bộ công đoàn cơ sở, giúp 7 công đoàn cơ sở tổng kết năm học 2019-2020.
Phong trào phát triển đoàn viên ở huyện nhờ vậy đi lên đều đặn.
Xem thêm
Bóng đá: Juventus mua tiền đạo mới
";

/// A page whose lead comes back as a paragraph, with its address at the end.
const THUONG_TIN: &str = "\
LĐLĐ huyện Thường Tín: Chăm lo phát triển đoàn viên

Phát triển đoàn viên là việc mà LĐLĐ huyện Thường Tín luôn đặt lên đầu và theo dõi từng tháng.

Trong 6 tháng đầu năm 2022, LĐLĐ huyện Thường Tín thành lập 4 CĐCS với 96 đoàn viên, giới thiệu 31 đoàn viên ưu tú cho Đảng.

Phát triển đoàn viên là việc mà LĐLĐ huyện Thường Tín luôn đặt lên đầu và theo dõi từng tháng.

Huyện triển khai kế hoạch đến 100% CĐCS và làm việc với 11 doanh nghiệp chưa có tổ chức Công đoàn.

T.M
https://example.org/ldld-huyen-thuong-tin-cham-lo-phat-trien-doan-vien-150321.html
";

/// A page whose first line ends in a colon, with captions that begin with its slug.
const VE_DICH: &str = "\
LĐLĐ quận Ba Đình:

Về đích sớm một quý

Năm 2016, phong trào công nhân của quận Ba Đình giữ được đà đi lên. Nhiều chỉ tiêu của năm đã xong trước khi sang năm 2017.
ve dich som mot quy LĐLĐ quận Ba Đình: Trao nhà cho đoàn viên nghèo
ve dich som mot quy Công đoàn quận khen thưởng 15 tập thể

Quận đã thành lập 30/24 CĐCS (vượt chỉ tiêu, đạt 125%), kết nạp 2.640/2200 đoàn viên (đạt 120% so với chỉ tiêu được giao).

ve dich som mot quy
Chủ tịch LĐLĐ quận trao quyết định thành lập công đoàn cơ sở.

Công tác tài chính cũng khởi sắc: quận truy thu hơn 60 triệu đồng kinh phí, thu kinh phí đạt 131%, quản lý 402 CĐCS với 15.310 đoàn viên. Phong trào phát triển đoàn viên vì thế càng vững.

Có thể bạn quan tâm

Nên xem

Hà Đông: Showroom Toyota khai trương

Hà Đông: Showroom Toyota khai trương

(LĐTĐ) Sáng 26/5, tại quận Hà Đông, một showroom Toyota mở cửa với 40 mẫu xe.
Xem thêm
Phiên bản di động
";

const TAY_HO: &str = "\
Tây Hồ nỗ lực phát triển đoàn viên
Năm 2024, LĐLĐ quận Tây Hồ thành lập mới 51 Công đoàn cơ sở, phát triển thêm 2.408 đoàn viên, thành lập 3 Nghiệp đoàn cơ sở với 140 đoàn viên.
Từ đầu năm 2025 đến nay, LĐLĐ quận Tây Hồ đã thành lập mới 9 Công đoàn cơ sở và phát triển 510 đoàn viên. Tính đến hết tháng 5/2025 đã có 47 cán bộ được kết nạp Đảng; quận tập huấn cho gần 150 cán bộ Công đoàn.
";

const PAGES: [(Page, &str); 5] = [
    (
        Page {
            file: "ba-dinh.txt",
            place: "/Hà Nội/Ba Đình",
            year: 2022,
            figures: &[
                "18/40 CĐCS | kind=ratio | value=18 | target=40 | percent=45",
                "1.210/2.000 đoàn viên | kind=ratio | value=1210 | target=2000 | percent=60.5",
                "9 CĐCS | value=9",
                "3 lớp | value=3",
                "120 cán bộ | value=120 | unit=người",
                "8 đồng chí | value=8",
            ],
            decoys: &["2022", "2023-2028", "93 năm"],
            noise: &[
                "Arsenal",
                "Gia Lâm",
                "Long Biên",
                "Tin khác",
                "12/04/2025",
                "Giá vàng",
            ],
        },
        BA_DINH,
    ),
    (
        Page {
            file: "ung-hoa.txt",
            place: "/Hà Nội/Ứng Hòa",
            year: 2020,
            figures: &[
                "2 công đoàn cơ sở | value=2",
                "75 đoàn viên | value=75",
                "60% | kind=percent | value=60",
                "5 lớp | value=5",
                "hơn 400 lượt | value=400 | approx=gt",
                "7 công đoàn cơ sở | value=7",
            ],
            decoys: &["6 tháng", "2019-2020"],
            noise: &["Nam Từ Liêm", "Juventus", "công trường"],
        },
        UNG_HOA,
    ),
    (
        Page {
            file: "thuong-tin.txt",
            place: "/Hà Nội/Thường Tín",
            year: 2022,
            figures: &[
                "4 CĐCS | value=4",
                "96 đoàn viên | value=96",
                "31 đoàn viên ưu tú | value=31",
                "100% CĐCS | kind=percent",
                "11 doanh nghiệp | value=11",
            ],
            decoys: &["6 tháng", "150321"],
            noise: &["150321"],
        },
        THUONG_TIN,
    ),
    (
        Page {
            file: "ve-dich.txt",
            place: "/Hà Nội/Ba Đình",
            year: 2016,
            figures: &[
                "30/24 CĐCS | kind=ratio | value=30 | target=24 | percent=125",
                "2.640/2200 đoàn viên | kind=ratio | value=2640 | target=2200 | percent=120",
                "hơn 60 triệu đồng | kind=money | value=60000000 | unit=đồng | approx=gt",
                "131% | kind=percent | value=131",
                "402 CĐCS | value=402",
                "15.310 đoàn viên | value=15310",
            ],
            decoys: &["2016", "2017"],
            noise: &["ve dich som", "Toyota", "Hà Đông", "Phiên bản di động"],
        },
        VE_DICH,
    ),
    (
        Page {
            file: "tay-ho.txt",
            place: "/Hà Nội/Tây Hồ",
            year: 2025,
            figures: &[
                "51 Công đoàn cơ sở | value=51",
                "2.408 đoàn viên | value=2408",
                "3 Nghiệp đoàn cơ sở | value=3",
                "510 đoàn viên | value=510",
                "47 cán bộ | value=47",
                "gần 150 cán bộ | value=150 | approx=lt",
            ],
            decoys: &["5/2025", "2024"],
            noise: &[],
        },
        TAY_HO,
    ),
];

const ALL: [&str; 5] = [
    "ba-dinh.txt",
    "tay-ho.txt",
    "thuong-tin.txt",
    "ung-hoa.txt",
    "ve-dich.txt",
];

fn pages() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let world = World::fixture("pages");
        for (page, text) in &PAGES {
            world.write(page.file, text);
        }
        world.run(["index"]).ok();
        world
    })
}

#[test]
fn places_years_and_figures_are_right() {
    let world = pages();
    for (page, _) in &PAGES {
        let article = world
            .run(["extract", "--json"])
            .args([world.corpus(page.file)])
            .ok()
            .json();
        check(page, &article);
    }
}

#[test]
fn what_was_dropped_is_kept_aside_with_its_reason() {
    let article = pages()
        .run(["extract", "--json"])
        .args([pages().corpus("ba-dinh.txt")])
        .ok()
        .json();
    let noise = article["noise"].as_array().expect("noise");
    for word in ["Arsenal", "12/04/2025", "Nên xem", "Gia Lâm"] {
        let line = noise.iter().find(|noise| {
            noise["text"]
                .as_str()
                .is_some_and(|text| text.contains(word))
        });
        let reason = line.and_then(|line| line["reason"].as_str()).unwrap_or("");
        assert!(!reason.is_empty(), "{word} in {noise:?}");
    }
    let captions: Vec<&Value> = article["paragraphs"]
        .as_array()
        .expect("paragraphs")
        .iter()
        .filter(|paragraph| paragraph["kind"] == "caption")
        .collect();
    assert_eq!(captions.len(), 1, "{captions:?}");
    assert!(
        captions[0]["text"]
            .as_str()
            .is_some_and(|text| text.starts_with("LĐLĐ quận Ba Đình thăm một xưởng in"))
    );
}

#[test]
fn one_query_in_all_its_spellings_finds_all_five() {
    for query in [
        "phát triển đoàn viên",
        "phat trien doan vien",
        "PHÁT TRIỂN ĐOÀN VIÊN",
        "phát triển đoàn vien",
    ] {
        assert_eq!(pages().found(&[query]), ALL, "{query}");
    }
    for query in [
        "thành lập CĐCS",
        "thành lập công đoàn cơ sở",
        "thanh lap cdcs",
    ] {
        assert_eq!(pages().found(&[query]), ALL, "{query}");
    }
}

#[test]
fn noise_and_captions_are_not_found() {
    for query in [
        "Arsenal",
        "giá vàng",
        "Juventus",
        "Toyota Hà Đông",
        "Gia Lâm",
        "\"xưởng in\"",
        "\"nhà cho đoàn viên nghèo\"",
        "\"trao quyết định\"",
        "example",
    ] {
        pages().run(["search", query]).exits(1);
    }
}

#[test]
fn filters_and_facets_count_articles() {
    let world = pages();
    assert_eq!(
        world.found(&["--district", "Ba Đình"]),
        ["ba-dinh.txt", "ve-dich.txt"]
    );
    assert_eq!(
        world.found(&["--district", "ba dinh", "--year", "2016"]),
        ["ve-dich.txt"]
    );
    assert_eq!(
        world.found(&["--year", "2020..2022"]),
        ["ba-dinh.txt", "thuong-tin.txt", "ung-hoa.txt"]
    );
    let answer = world.search(&["phát triển đoàn viên"]);
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

#[test]
fn the_best_passage_is_the_one_with_the_figure() {
    for query in [
        "kết nạp đoàn viên Ba Đình 2016",
        "ket nap doan vien ba dinh 2016",
    ] {
        let answer = pages().search(&[query]);
        let text = answer["hits"][0]["passage"]["text"]
            .as_str()
            .expect("a hit");
        assert!(text.contains("2.640/2200"), "{query}: {text}");
    }
}

#[test]
fn figures_of_a_passage_are_highlighted_where_they_stand() {
    let answer = pages().search(&["1210/2000"]);
    let hit = &answer["hits"][0];
    let text = hit["passage"]["text"].as_str().expect("a text");
    let figures = hit["figures"].as_array().expect("figures");
    let ratio = figures
        .iter()
        .find(|figure| figure["value"] == 1210)
        .expect("the ratio");
    assert_eq!(crate::util::piece(text, ratio), "1.210/2.000 đoàn viên");
    let percent = serde_json::json!({"start": ratio["percent_start"], "end": ratio["percent_end"]});
    assert_eq!(crate::util::piece(text, &percent), "60,5%");
    let keys: Vec<&String> = ratio.as_object().expect("an object").keys().collect();
    for key in [
        "start",
        "end",
        "text",
        "kind",
        "value",
        "unit",
        "noun",
        "target",
        "percent",
        "percent_start",
        "percent_end",
        "approx",
    ] {
        assert!(keys.iter().any(|have| *have == key), "{key} in {keys:?}");
    }
    assert!(
        !figures.iter().any(|figure| figure["text"] == "60,5%"),
        "no figure of its own"
    );
}

#[test]
fn a_lead_that_comes_back_is_indexed_once() {
    let answer = pages().search(&["--per-article", "9", "\"luôn đặt lên đầu\""]);
    assert_eq!(ids(&answer), ["thuong-tin.txt"]);
    let text = answer["hits"][0]["passage"]["text"]
        .as_str()
        .expect("a text");
    assert_eq!(text.matches("luôn đặt lên đầu").count(), 1, "{text}");
}

#[test]
fn headline_author_and_address_are_told() {
    let show = |file: &str| pages().run(["show", "--json", file]).ok().json();
    assert_eq!(
        show("ve-dich.txt")["title"],
        "LĐLĐ quận Ba Đình: Về đích sớm một quý"
    );
    let article = show("thuong-tin.txt");
    assert_eq!(article["author"], "T.M");
    assert_eq!(
        article["url"],
        "https://example.org/ldld-huyen-thuong-tin-cham-lo-phat-trien-doan-vien-150321.html"
    );
}

#[test]
fn the_samples_of_the_project_are_whole() {
    let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let world = World::new();
    let report = world
        .run(["index", "--json", "--corpus"])
        .args([&samples])
        .ok()
        .json();
    assert!(number(&report, "/added") >= 12);
    assert_eq!(report["skipped"], serde_json::json!([]));
    let answer = world.search(&["phát triển đoàn viên"]);
    assert!(number(&answer, "/total/articles") > 3);
    assert!(counts(&answer, "district").len() > 2);
}
