//! Copies of one story: found while indexing, shown once, counted once; copies that disagree
//! on a figure are only linked, and reports of other places or years are neither.

use serde_json::Value;

use crate::util::{World, counts, ids, number};

/// The paragraphs of a story of our own.
const STORY: [&str; 5] = [
    "Sáng 14/9/2021, Liên đoàn Lao động quận Hoàng Mai (Hà Nội) khai trương phiên chợ không đồng dành cho \
     công nhân thuê trọ tại phường Hoàng Liệt, nơi nhiều gia đình phải nghỉ việc suốt hai tháng qua.",
    "Phiên chợ bày 18 gian hàng với gạo, mì, trứng, rau củ và sữa cho trẻ nhỏ. Mỗi hộ cầm một phiếu mua hàng, \
     tự chọn món mình cần, không ai phải chờ quá mười phút.",
    "Chị Lê Thị Mận, thợ may đã nghỉ việc từ đầu mùa hè, kể rằng bếp nhà chị mấy hôm nay chỉ còn rau muống luộc. \
     Chị chọn gạo, dầu ăn và một hộp sữa cho con gái út.",
    "Trong ngày đầu, ban tổ chức đã phát 420 suất quà trị giá 126 triệu đồng. Kinh phí do các công đoàn cơ sở \
     trên địa bàn cùng hai nhà hảo tâm đóng góp.",
    "Theo ban tổ chức, phiên chợ sẽ trở lại vào mỗi sáng thứ bảy cho đến khi các xưởng may mở cửa, và sẽ đi thêm \
     xuống những ngõ trọ xa đường lớn.",
];

fn page(title: &str, date: &str, paragraphs: &[&str]) -> String {
    let mut page = format!("{title}\n\n{date}\n\n");
    page.push_str(&paragraphs.join("\n\n"));
    page.push('\n');
    page
}

fn story() -> String {
    page(
        "Phiên chợ không đồng giữa khu trọ",
        "15/09/2021 08:30",
        &STORY,
    )
}

/// The same story as another paper printed it.
fn edited() -> String {
    let mut paragraphs = [STORY[2], STORY[1], STORY[0], STORY[3], STORY[4]].map(str::to_string);
    paragraphs[0] =
        paragraphs[0].replace("kể rằng bếp nhà chị mấy hôm nay", "cho biết bếp nhà chị");
    paragraphs[2] = paragraphs[2].replace("Sáng 14/9/2021, ", "(Báo Xóm Trọ) - Vừa qua, ");
    paragraphs[4] = paragraphs[4].replace("Theo ban tổ chức, phiên", "Dự kiến, phiên");
    let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
    page(
        "Hoàng Mai: Chợ không đồng đến với thợ may",
        "16/09/2021 10:05",
        &paragraphs,
    )
}

/// The same story with another number of gifts.
fn disputed() -> String {
    page(
        "Chợ không đồng ở Hoàng Mai",
        "17/09/2021 07:00",
        &STORY.map(|paragraph| match paragraph.contains("420") {
            true => "Trong ngày đầu, ban tổ chức đã phát 480 suất quà trị giá 126 triệu đồng. Kinh phí do các \
                     công đoàn cơ sở trên địa bàn cùng hai nhà hảo tâm đóng góp.",
            false => paragraph,
        }),
    )
}

fn html() -> String {
    let mut page = String::from(
        "<html><head><title>Phiên chợ không đồng giữa khu trọ</title>\
         <meta property=\"article:published_time\" content=\"2021-09-15T08:30:00+07:00\"></head><body>\
         <nav><a href=\"/\">Trang chủ</a></nav><article><h1>Phiên chợ không đồng giữa khu trọ</h1>",
    );
    for paragraph in STORY {
        page.push_str(&format!("<p>{paragraph}</p>"));
    }
    page + "</article><footer>Bản quyền thuộc về Báo Xóm Trọ</footer></body></html>"
}

/// The ids under `key` of the first hit's article.
fn listed(answer: &Value, key: &str) -> Vec<String> {
    let list = answer["hits"][0]["article"][key]
        .as_array()
        .expect("a list");
    let id = |other: &Value| other["id"].as_str().expect("an id").to_string();
    list.iter().map(id).collect()
}

fn articles(answer: &Value) -> u64 {
    number(answer, "/total/articles")
}

#[test]
fn the_same_article_saved_twice_is_shown_and_counted_once() {
    let world = World::indexed(&[("a.txt", story()), ("b.html", html())]);
    let answer = world.search(&["phiên chợ không đồng"]);
    assert_eq!(articles(&answer), 1);
    assert_eq!(ids(&answer).first().map(String::as_str), Some("a.txt"));
    assert_eq!(listed(&answer, "duplicates"), ["b.html"]);
    assert!(listed(&answer, "similar").is_empty());
    assert_eq!(counts(&answer, "district"), ["Hoàng Mai: 1"]);
    assert_eq!(counts(&answer, "year"), ["2021: 1"]);
    let all = world.search(&["phiên chợ không đồng", "--all", "--per-article", "1"]);
    assert_eq!(articles(&all), 2);
    assert_eq!(all["hits"].as_array().map(Vec::len), Some(2));
    assert_eq!(counts(&all, "district"), ["Hoàng Mai: 2"]);
    let shown = world.run(["search", "phiên chợ không đồng"]).ok().stdout;
    assert!(shown.contains("+1 bản tương tự"), "{shown}");
    let facets = world.run(["facets", "--json"]).ok().json();
    assert_eq!(articles(&facets), 1);
    let facets = world.run(["facets", "--json", "--all"]).ok().json();
    assert_eq!(articles(&facets), 2);
}

#[test]
fn figures_of_a_story_are_listed_once() {
    let world = World::indexed(&[("a.txt", story()), ("b.html", html()), ("c.txt", edited())]);
    let gifts = |args: &[&str]| {
        let out = world
            .run(["figures", "--json", "--noun", "suất quà"])
            .args(args)
            .ok();
        number(&out.json(), "/total")
    };
    assert_eq!(gifts(&[]), 1);
    assert_eq!(gifts(&["--all"]), 3);
}

#[test]
fn light_edits_and_another_order_do_not_make_another_story() {
    let world = World::indexed(&[("a.txt", story()), ("c.txt", edited())]);
    let answer = world.search(&["không đồng"]);
    assert_eq!(articles(&answer), 1);
    assert_eq!(listed(&answer, "duplicates"), ["c.txt"]);
    // Words of one copy alone find that copy.
    let answer = world.search(&["\"Báo Xóm Trọ\" OR \"Dự kiến, phiên chợ\""]);
    assert_eq!((articles(&answer), ids(&answer)[0].as_str()), (1, "c.txt"));
    assert_eq!(listed(&answer, "duplicates"), ["a.txt"]);
}

#[test]
fn copies_that_disagree_on_a_figure_are_linked_and_both_count() {
    let world = World::indexed(&[
        ("a.txt", story()),
        ("d.txt", disputed()),
        ("c.txt", edited()),
    ]);
    let answer = world.search(&["không đồng", "--per-article", "1"]);
    assert_eq!(articles(&answer), 2);
    let hits = answer["hits"].as_array().expect("hits");
    let find = |id: &str| {
        let found = hits.iter().find(|hit| hit["article"]["id"] == id);
        found.unwrap_or_else(|| panic!("no {id} in {answer}"))["article"].clone()
    };
    let ids_of = |value: &Value| -> Vec<String> {
        let list = value.as_array().expect("a list").iter();
        list.map(|one| one["id"].as_str().expect("an id").to_string())
            .collect()
    };
    assert_eq!(ids_of(&find("a.txt")["duplicates"]), ["c.txt"]);
    assert_eq!(ids_of(&find("a.txt")["similar"]), ["d.txt"]);
    assert_eq!(ids_of(&find("d.txt")["similar"]), ["a.txt", "c.txt"]);
    assert!(ids_of(&find("d.txt")["duplicates"]).is_empty());
    let shown = world.run(["search", "không đồng"]).ok().stdout;
    assert!(shown.contains("khác số liệu: d.txt"), "{shown}");
}

/// A yearly report, which differs from that of another office or year in names and numbers.
fn report(district: &str, year: i32, members: u32) -> String {
    format!(
        "LĐLĐ quận {district} tổng kết hoạt động năm {year}\n\n20/12/{year} 09:00\n\n\
         Ngày 20/12/{year}, LĐLĐ quận {district} (Hà Nội) tổ chức hội nghị tổng kết hoạt động công đoàn năm {year} và \
         triển khai nhiệm vụ năm tới. Dự hội nghị có đại diện lãnh đạo quận và chủ tịch các công đoàn cơ sở.\n\n\
         Trong năm, các cấp công đoàn quận {district} đã kết nạp {members} đoàn viên, đạt chỉ tiêu được giao. Công tác \
         chăm lo đời sống cho đoàn viên, người lao động được quan tâm, nhất là trong dịp Tết và Tháng Công nhân.\n\n\
         Hội nghị biểu dương những công đoàn cơ sở có nhiều cách làm hay trong tuyên truyền, thương lượng tập thể và \
         xây dựng tủ sách cho công nhân.\n"
    )
}

#[test]
fn reports_of_other_offices_or_years_are_no_copies() {
    let world = World::indexed(&[
        ("cg20.txt", report("Cầu Giấy", 2020, 1200)),
        ("cg21.txt", report("Cầu Giấy", 2021, 1200)),
        ("dd21.txt", report("Đống Đa", 2021, 1200)),
    ]);
    let answer = world.search(&["tổng kết hoạt động", "--per-article", "1"]);
    assert_eq!(articles(&answer), 3);
    for hit in answer["hits"].as_array().expect("hits") {
        assert_eq!(hit["article"]["duplicates"], serde_json::json!([]));
        assert_eq!(hit["article"]["similar"], serde_json::json!([]));
    }
}

#[test]
fn when_the_one_shown_is_removed_another_takes_its_place() {
    let world = World::indexed(&[("a.txt", story()), ("b.html", html()), ("c.txt", edited())]);
    let answer = world.search(&["không đồng"]);
    assert_eq!(ids(&answer)[0], "a.txt");
    assert_eq!(listed(&answer, "duplicates"), ["b.html", "c.txt"]);
    world.remove("a.txt");
    world.update(&[]);
    let answer = world.search(&["không đồng"]);
    assert_eq!((articles(&answer), ids(&answer)[0].as_str()), (1, "b.html"));
    assert_eq!(listed(&answer, "duplicates"), ["c.txt"]);
    world.remove("b.html");
    world.update(&[]);
    let answer = world.search(&["không đồng"]);
    assert_eq!((articles(&answer), ids(&answer)[0].as_str()), (1, "c.txt"));
    assert!(listed(&answer, "duplicates").is_empty());
    // And back again, one by one.
    world.write("b.html", html());
    world.update(&[]);
    let answer = world.search(&["không đồng"]);
    assert_eq!(listed(&answer, "duplicates"), ["c.txt"]);
}

#[test]
fn a_changed_copy_leaves_its_group_and_comes_back() {
    let world = World::indexed(&[("a.txt", story()), ("c.txt", edited())]);
    world.write("c.txt", disputed());
    world.update(&[]);
    assert_eq!(articles(&world.search(&["không đồng"])), 2);
    assert_eq!(listed(&world.search(&["không đồng"]), "similar").len(), 1);
    world.write("c.txt", "Một bài khác\n\nKhông còn chợ nào ở đây nữa.\n");
    world.update(&[]);
    let answer = world.search(&["phiên chợ không đồng"]);
    assert_eq!(articles(&answer), 1);
    assert!(listed(&answer, "similar").is_empty() && listed(&answer, "duplicates").is_empty());
    world.write("c.txt", edited());
    world.update(&[]);
    assert_eq!(
        listed(&world.search(&["không đồng"]), "duplicates"),
        ["c.txt"]
    );
}

#[test]
fn a_story_is_found_by_what_any_of_its_copies_satisfies() {
    let world = World::indexed(&[("a.txt", story()), ("c.txt", edited())]);
    for (args, shown) in [
        (vec!["không đồng", "--until", "2021-09-15"], "a.txt"),
        (vec!["không đồng", "--since", "2021-09-16"], "c.txt"),
        (
            vec!["không đồng", "--district", "Hoàng Mai, Hà Nội"],
            "a.txt",
        ),
        (vec!["--year", "2021"], "a.txt"),
    ] {
        let answer = world.search(&args);
        assert_eq!(
            (articles(&answer), ids(&answer)[0].as_str()),
            (1, shown),
            "{args:?}"
        );
    }
    assert_eq!(
        articles(&world.search(&["không đồng", "--since", "2021-09-17"])),
        0
    );
}

#[test]
fn the_samples_show_a_folded_and_a_linked_pair() {
    let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let world = World::new();
    world.run(["index", "--corpus"]).args([&samples]).ok();
    let folded = world.search(&["mái ấm chị Sen"]);
    assert_eq!(articles(&folded), 1);
    assert_eq!(ids(&folded)[0], "2023/soc-son-mai-am-nguoi-tho.txt");
    assert_eq!(
        listed(&folded, "duplicates"),
        ["2023/soc-son-nha-moi-cua-me-con-chi-sen.md"]
    );
    let linked = world.search(&["--district", "Yên Phong", "--per-article", "1"]);
    let id = ids(&linked)[0].clone();
    assert_eq!(listed(&linked, "similar").len(), 1, "{id}");
    assert!(listed(&linked, "duplicates").is_empty());
}
