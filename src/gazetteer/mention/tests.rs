//! What is found in short texts.

use super::*;

/// `type word|name` of each mention, with `!` where an organisation bears it.
fn found(text: &str) -> Vec<String> {
    mentions(text)
        .iter()
        .map(|mention| {
            let kind = mention.kind.map_or("", Kind::word);
            let mark = if mention.prefix.is_some() { "!" } else { "" };
            format!("{mark}{kind}|{}", mention.name.of(text))
        })
        .collect()
}

#[test]
fn mentions_carry_type_word_and_organisation() {
    assert_eq!(
        found("LĐLĐ quận Ba Đình phối hợp với UBND huyện Ứng Hoà, TP Hà Nội."),
        ["!quận|Ba Đình", "!huyện|Ứng Hoà", "thành phố|Hà Nội"]
    );
    assert_eq!(
        found("Công đoàn ngành Giáo dục huyện Thường Tín và Quận uỷ Tây Hồ"),
        ["!huyện|Thường Tín", "!quận|Tây Hồ"]
    );
    assert_eq!(
        found("LIÊN ĐOÀN LAO ĐỘNG HUYỆN SÓC SƠN"),
        ["!huyện|SÓC SƠN"]
    );
    assert_eq!(
        found("TP.Vũng Tàu, TX.Tân Uyên, H.Châu Thành"),
        ["thành phố|Vũng Tàu", "thị xã|Tân Uyên", "huyện|Châu Thành"]
    );
    assert_eq!(
        found("LĐLĐ quận đã giao LĐLĐ TP và CĐ huyện"),
        ["!quận|", "!thành phố|", "!huyện|"]
    );
    assert_eq!(found("tại TP HCMCông ty và TP.HCM"), ["|TP HCM", "|TP.HCM"]);
}

#[test]
fn lists_share_their_type_word() {
    assert_eq!(
        found("các quận: Ba Đình, Đống Đa và Cầu Giấy"),
        ["quận|Ba Đình", "quận|Đống Đa", "quận|Cầu Giấy"]
    );
    assert_eq!(
        found("quận 5, 6 và 7 đã trao"),
        ["quận|5", "quận|6", "quận|7"]
    );
    assert_eq!(found("quận 5, 6 công nhân"), ["quận|5"]);
    assert_eq!(
        found("Q.12, Q7 và Quận 01; quận 13"),
        ["quận|12", "quận|7", "quận|01"]
    );
    assert_eq!(found("quận Ba Đình, Hà Nội"), ["quận|Ba Đình", "|Hà Nội"]);
}

#[test]
fn wards_are_read_from_the_text() {
    assert_eq!(
        found("phường Tây Hồ Nguyễn Văn An, phường 14, xã Hòa Khánh, an sinh xã hội"),
        ["phường|Tây Hồ", "phường|14", "xã|Hòa Khánh"]
    );
    assert_eq!(
        found("các xã Trung Giã, Đa Phúc và Kim Anh; 2 phường: Dĩ An, Bình Dương"),
        [
            "xã|Trung Giã",
            "xã|Đa Phúc",
            "xã|Kim Anh",
            "phường|Dĩ An",
            "phường|Bình Dương"
        ]
    );
    assert_eq!(
        found("Công đoàn phường Thanh Xuân Bắc"),
        ["!phường|Thanh Xuân Bắc"]
    );
}

#[test]
fn nothing_glued_or_odd_breaks_it() {
    assert!(found("Bình Dươngg, aHà Nội, xã").is_empty());
    for text in [
        "quận ",
        "phường",
        "P.",
        "Q.",
        "quận 5,",
        "quận 5, ",
        "phường 🙂",
        "xã Ð",
    ] {
        found(text);
    }
}
