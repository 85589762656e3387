//! Names of places in a query: `Ba Đình` is one unit, found where the name stands whole.

use crate::util::{World, ids, notices, piece};

fn world() -> World {
    World::indexed(&[
        (
            "ba-dinh.txt",
            "LĐLĐ quận Ba Đình (Hà Nội): Tin công đoàn năm 2022\n\nTrong năm 2022, công đoàn quận Ba Đình kết nạp 120 đoàn viên mới ở 14 phường.",
        ),
        (
            "filed.txt",
            "LĐLĐ quận Ba Đình (Hà Nội): Ngày hội\n\nBa gia đình công nhân nhận quà, mỗi gia đình một suất.",
        ),
        (
            "apart.txt",
            "Quà cho trẻ em\n\nBa trẻ em của một gia đình khó khăn nhận quà; chỉ tiêu kết nạp năm nay đã xong.",
        ),
        (
            "staff.txt",
            "Quản lý nhân viên ra sao\n\nNgười quản lý nhân sự giỏi hiểu nhân viên. Mỗi nhân viên có một người quản lý.",
        ),
        (
            "staff2.txt",
            "Cách quản lý\n\nQuản lý công việc của từng nhân viên cần sổ sách.",
        ),
        (
            "hoang-mai.txt",
            "LĐLĐ quận Hoàng Mai (Hà Nội): Hiến máu\n\nCông nhân quận Hoàng Mai hiến máu.",
        ),
    ])
}

#[test]
fn a_name_is_found_whole_in_the_text_or_in_the_places() {
    let world = world();
    for query in [
        "Ba Đình",
        "ba đình",
        "BA ĐÌNH",
        "ba dinh",
        "Ba Dinh",
        "ba ddinhf",
    ] {
        assert_eq!(
            world.found(&[query]),
            ["ba-dinh.txt", "filed.txt"],
            "{query}"
        );
    }
    assert_eq!(world.found(&["Ba Đình nhận quà"]), ["filed.txt"]);
    assert_eq!(world.found(&["--exact", "ba đình"]).len(), 2);
    assert_eq!(world.found(&["hà nội"]).len(), 3);
    // Another order, other marks: no name, so each syllable counts for itself.
    assert!(world.found(&["đình ba"]).contains(&"apart.txt".to_string()));
    assert_eq!(world.search(&["Ba Vì"])["total"]["articles"], 0);
}

#[test]
fn a_name_counts_as_one_of_the_units() {
    let world = world();
    let answer = world.search(&["ba đình 2022 kết nạp chỉ tiêu"]);
    assert_eq!(ids(&answer)[0], "ba-dinh.txt");
    assert_eq!(notices(&answer), ["relaxed"]);
    let notice = &answer["notices"][0];
    assert_eq!(
        (notice["of"].as_u64(), notice["required"].as_u64()),
        (Some(6), Some(4))
    );
    let answer = world.search(&["trẻ em gia đình nhận quà ba đình"]);
    assert_eq!(ids(&answer), ["apart.txt", "filed.txt"]);
    assert_eq!(answer["notices"][0]["of"], 7);
    assert_eq!(
        answer["notices"][0]["dropped"],
        serde_json::json!(["ba đình"])
    );
    // Four units of five syllables may be relaxed as five are.
    let answer = world.search(&["ba đình trẻ em quà"]);
    assert_eq!(ids(&answer), ["apart.txt"]);
    let notice = &answer["notices"][0];
    assert_eq!(
        (notice["of"].as_u64(), notice["required"].as_u64()),
        (Some(4), Some(3))
    );
    // Of four syllables all are needed.
    let answer = world.search(&["ba đình trẻ quà"]);
    assert_eq!(answer["total"]["articles"], 0);
}

#[test]
fn only_the_whole_name_is_marked() {
    let world = world();
    let answer = world.search(&["ba đình quà"]);
    let hit = &answer["hits"][0];
    assert_eq!(hit["article"]["id"], "filed.txt");
    let marked = |spans: &serde_json::Value, text: &str| -> Vec<String> {
        let spans = spans.as_array().expect("spans");
        spans.iter().map(|span| piece(text, span)).collect()
    };
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_string();
    assert_eq!(
        marked(&hit["matches"], &text(&hit["passage"]["text"])),
        ["quà"]
    );
    let title = text(&hit["article"]["title"]);
    assert_eq!(
        marked(&hit["article"]["title_matches"], &title),
        ["Ba Đình"]
    );
}

#[test]
fn syllables_that_belong_to_words_around_them_are_no_name() {
    let world = world();
    for query in ["quản lý nhân viên", "quan ly nhan vien"] {
        assert_eq!(world.found(&[query]).len(), 2, "{query}");
    }
    // Quản Bạ is a district as well, and the type word belongs to the name behind it.
    assert_eq!(world.found(&["quan ba dinh"]), ["ba-dinh.txt", "filed.txt"]);
    assert_eq!(world.search(&["quan ba vi"])["total"]["articles"], 0);
}

#[test]
fn a_name_is_never_put_right() {
    let world = World::indexed(&[
        (
            "a.txt",
            "Giá cả\n\nTính giá là việc của chợ. Tính giá là việc khó.",
        ),
        ("b.txt", "Tin vui\n\nGiá là một chuyện, tính là một chuyện."),
    ]);
    for query in ["tỉnh Gia Lai", "gia lai", "Gia Lai"] {
        let answer = world.search(&[query]);
        assert_eq!(answer["total"]["articles"], 0, "{query}");
        assert_eq!(notices(&answer), ["absent_place"], "{query}");
    }
}

#[test]
fn operators_take_a_name_as_one() {
    let world = world();
    let both = world.found(&["Ba Đình OR Hoàng Mai"]);
    assert_eq!(both, ["ba-dinh.txt", "filed.txt", "hoang-mai.txt"]);
    assert_eq!(world.found(&["nhận quà -\"Ba Đình\""]), ["apart.txt"]);
}
