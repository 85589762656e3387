//! What a query is forgiven: raw key strokes, slips, missing marks, other spellings; and
//! that the reader is told.

use crate::news::news;
use crate::util::{World, ids, notices};

fn found(query: &str) -> String {
    news().found(&["--", query]).join(" ")
}

#[test]
fn raw_key_strokes_are_read_as_what_was_meant() {
    for (typed, meant) in [
        ("ddoanf vieen", "đoàn viên"),
        ("d9oa2n vie6n", "đoàn viên"),
        ("DDOANF VIEEN", "ĐOÀN VIÊN"),
        ("thoar uwowcs", "thỏa ước"),
    ] {
        let answer = news().search(&[typed]);
        assert_eq!(notices(&answer), ["telex"], "{typed}");
        let notice = &answer["notices"][0];
        assert_eq!(notice["from"], typed);
        assert_eq!(notice["to"], meant);
        assert_eq!(answer["query"], typed);
        assert_eq!(found(typed), found(meant), "{typed}");
        let literal = news().search(&["--exact", typed]);
        assert_eq!(literal["total"]["articles"], 0, "{typed}");
        assert_eq!(notices(&literal), Vec::<String>::new(), "{typed}");
    }
}

#[test]
fn what_stands_in_the_text_is_not_read_as_key_strokes() {
    let world = World::indexed(&[
        (
            "a.txt",
            "Phần mềm gõ\n\nGõ ddoanf vieen để được hai chữ có dấu.",
        ),
        ("b.txt", "Tin công đoàn\n\nKết nạp đoàn viên mới."),
    ]);
    let answer = world.search(&["ddoanf vieen"]);
    assert_eq!(notices(&answer), Vec::<String>::new());
    assert_eq!(world.found(&["ddoanf vieen"]), ["a.txt"]);
}

#[test]
fn a_slip_is_put_right_and_told() {
    for (typed, meant) in [
        ("đoàn viêng", "đoàn viên"),
        ("doan vine", "doan vien"),
        ("thỏa ứơcc", "thỏa ước"),
    ] {
        let answer = news().search(&[typed]);
        assert_eq!(notices(&answer)[0], "corrected", "{typed}");
        assert_eq!(answer["notices"][0]["from"], typed);
        assert_eq!(answer["notices"][0]["to"], meant);
        assert_eq!(found(typed), found(meant), "{typed}");
        assert_eq!(news().search(&["--exact", typed])["total"]["articles"], 0);
    }
    // No word of the index is near, or the word is an abbreviation: nothing is shown for it.
    for typed in ["Barcelona", "quả xyzzy", "đoàn viên UEFA"] {
        let answer = news().search(&[typed]);
        assert_eq!(answer["total"]["articles"], 0, "{typed}");
        assert_eq!(notices(&answer), Vec::<String>::new(), "{typed}");
    }
}

#[test]
fn a_slip_that_others_made_as_well_is_asked_about() {
    let mut lines = String::new();
    for number in 0..40 {
        let text = format!(
            "Xã số {number} phát triển đoàn viên, chăm lo bữa ăn ca. Chị Yến và chị Len cùng tổ {number} nằm vòng ngoài sân."
        );
        let article = serde_json::json!({"id": format!("{number}"), "title": format!("Bản tin {number}"), "body": text});
        lines.push_str(&format!("{article}\n"));
    }
    let world = World::indexed(&[
        ("tin.jsonl", lines.as_str()),
        (
            "slip.txt",
            "Tin xã\n\nXã phát triễn đoàn viên. Chị Sen ru con, trưa nằm võng bên hàng robot.",
        ),
    ]);
    for (typed, meant) in [
        ("phát triễn đoàn viên", "phát triển đoàn viên"),
        ("Phát triễn", "Phát triển"),
    ] {
        let answer = world.search(&[typed]);
        assert_eq!(ids(&answer), ["slip.txt"], "{typed}");
        assert_eq!(notices(&answer), ["corrected"], "{typed}");
        assert_eq!(answer["notices"][0]["to"], meant);
        assert_eq!(answer["notices"][0]["applied"], false);
        let literal = world.search(&["--exact", typed]);
        assert_eq!(notices(&literal), Vec::<String>::new(), "{typed}");
    }
    // A name, a word of its own, a word without neighbours, and what many have.
    for typed in ["chị Sen", "chị sen", "hàng robot", "triễn", "phát triển"] {
        let answer = world.search(&[typed]);
        assert!(!ids(&answer).is_empty(), "{typed}");
        assert_eq!(notices(&answer), Vec::<String>::new(), "{typed}");
    }
}

#[test]
fn the_likeliest_reading_of_bare_syllables_is_offered() {
    let answer = news().search(&["doan vien"]);
    assert_eq!(notices(&answer), ["restored"]);
    assert_eq!(answer["notices"][0]["from"], "doan vien");
    assert_eq!(answer["notices"][0]["to"], "đoàn viên");
    assert_eq!(
        notices(&news().search(&["đoàn viên"])),
        Vec::<String>::new()
    );
    assert_eq!(
        notices(&news().search(&["--exact", "doan vien"])),
        Vec::<String>::new()
    );
}

#[test]
fn i_and_y_are_one_spelling_where_the_sound_is_one() {
    let world = World::indexed(&[
        ("y.txt", "Kỹ năng đàm phán\n\nNghỉ hưu ở Mỹ, quý I."),
        ("i.txt", "Kĩ năng đàm phán\n\nNghỉ hưu ở Mĩ, quí I."),
    ]);
    for query in [
        "kỹ năng",
        "kĩ năng",
        "ki nang",
        "ky nang",
        "quý I",
        "quí I",
        "\"kĩ năng\"",
        "Mĩ",
    ] {
        assert_eq!(world.found(&[query]), ["i.txt", "y.txt"], "{query}");
    }
    let answer = world.search(&["kĩ năng"]);
    assert_eq!(notices(&answer), Vec::<String>::new());
}

#[test]
fn a_place_filter_takes_in_the_rest_of_its_name() {
    for query in [
        "quận:\"Ba Đình\"",
        "quận:Ba Đình",
        "quan:ba dinh",
        "district:Ba Đình",
    ] {
        assert_eq!(found(query), "bd16 bd22 dai", "{query}");
        assert_eq!(
            notices(&news().search(&[query])),
            Vec::<String>::new(),
            "{query}"
        );
    }
    for query in ["quận:Ba Đình đoàn viên", "đoàn viên quận:\"Ba Đình\""] {
        assert_eq!(found(query), "bd16 bd22", "{query}");
    }
    // Biên Hòa is a city within Đồng Nai.
    for query in [
        "thành phố:Biên Hòa",
        "tp:\"Bien Hoa\"",
        "thành phố:Biên Hoà hoa",
    ] {
        assert_eq!(found(query), "bh24", "{query}");
    }
    assert_eq!(found("-quận:Ba Đình công nhân"), "bh24 dn24 uh23");
}

#[test]
fn the_keeper_of_a_corpus_adds_abbreviations() {
    let world = World::with(&[
        (
            "a.txt",
            "Gửi tiền\n\nBà Hai gửi tiền ở quỹ tín dụng nhân dân xã.",
        ),
        ("b.txt", "Vay vốn\n\nQTDND cho vay vốn chăn nuôi."),
    ]);
    world.run(["index"]).ok();
    assert_eq!(world.found(&["QTDND"]), ["b.txt"]);
    world.write(
        "abbreviations.csv",
        "QTDND,Quỹ tín dụng nhân dân,Quỹ TDND\nX,sai\n",
    );
    // The index was made without it, and says so.
    world.run(["search", "QTDND"]).trouble("--rebuild");
    let out = world.run(["index", "--rebuild", "--json"]).ok();
    assert!(out.stderr.contains("abbreviations.csv:2"), "{}", out.stderr);
    assert_eq!(out.json()["ignored"], serde_json::json!({}));
    for query in [
        "QTDND",
        "quỹ tín dụng nhân dân",
        "quy tin dung nhan dan",
        "Quỹ TDND",
    ] {
        assert_eq!(world.found(&[query]), ["a.txt", "b.txt"], "{query}");
    }
    assert_eq!(world.found(&["--exact", "QTDND"]), ["b.txt"]);
    // With the corpus away, the index still knows.
    let away = world
        .run(["--corpus", "nowhere", "search", "--json", "QTDND"])
        .ok();
    assert_eq!(away.json()["total"]["articles"], 2);
    world.remove("abbreviations.csv");
    world.run(["search", "QTDND"]).trouble("--rebuild");
}

#[test]
fn an_abbreviation_of_several_meanings_is_read_by_its_neighbours() {
    let world = World::indexed(&[
        (
            "truong.txt",
            "Tuyển sinh\n\nTrường ĐH Luật và trường CĐ nghề tuyển sinh trong tháng.",
        ),
        (
            "hoi.txt",
            "Nhiệm kỳ mới\n\nCác đơn vị dự ĐH lần thứ XII của ngành.",
        ),
        ("doan.txt", "Tin vui\n\nCĐ ngành trao nhà cho thợ mỏ."),
    ]);
    for (query, expected) in [
        ("đại học Luật", "truong.txt"),
        ("trường cao đẳng", "truong.txt"),
        ("\"cao đẳng nghề\"", "truong.txt"),
        ("đại hội lần thứ XII", "hoi.txt"),
        ("công đoàn", "doan.txt"),
        ("ĐH lần thứ", "hoi.txt"),
        ("trường ĐH", "truong.txt"),
    ] {
        assert_eq!(world.found(&[query]), [expected], "{query}");
    }
}
