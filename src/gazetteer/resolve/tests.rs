//! Names as people type them.

use super::*;

fn unique(name: &str) -> Vec<String> {
    match resolve_district(name) {
        Resolution::Unique(choice) => choice.paths,
        other => panic!("{name}: {other:?}"),
    }
}

fn provinces_of(resolution: Resolution) -> Vec<&'static str> {
    match resolution {
        Resolution::Ambiguous(choices) => choices.iter().map(|c| c.province).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_district_is_found_however_it_is_typed() {
    for name in [
        "Ba Đình",
        "ba dinh",
        "BA ĐÌNH",
        "ba đinh",
        "quận Ba Đình",
        "Q. Ba Đình",
        "Q.Ba Đình",
        "quan ba dinh",
        "/Hà Nội/Ba Đình",
        "Ba Đình, Hà Nội",
        "  quận  Ba  Đình , TP. Hà Nội ",
    ] {
        assert_eq!(unique(name), ["/Hà Nội/Ba Đình"], "{name}");
    }
    assert_eq!(unique("Ứng Hoà")[0], "/Hà Nội/Ứng Hòa");
    assert_eq!(unique("ung hoa")[0], "/Hà Nội/Ứng Hòa");
    assert_eq!(unique("Q1"), ["/Hồ Chí Minh/Quận 1"]);
    for name in ["quận 1", "1", "Q.1", "quan 01", "Quận 1, TP.HCM"] {
        assert_eq!(unique(name), ["/Hồ Chí Minh/Quận 1"], "{name}");
    }
    assert_eq!(unique("Quan Hóa"), ["/Thanh Hóa/Quan Hóa"]);
    assert_eq!(
        unique("Phan Rang - Tháp Chàm")[0],
        "/Ninh Thuận/Phan Rang-Tháp Chàm"
    );
}

#[test]
fn a_unit_is_followed_across_time() {
    assert_eq!(unique("Mê Linh"), ["/Hà Nội/Mê Linh", "/Vĩnh Phúc/Mê Linh"]);
    assert_eq!(unique("Nghi Sơn"), unique("Tĩnh Gia"));
    assert!(unique("Thủ Đức").contains(&"/Hồ Chí Minh/Thủ Đức".to_string()));
    assert_eq!(
        unique("Thuận An"),
        ["/Bình Dương/Thuận An", "/Hồ Chí Minh/Thuận An"]
    );
    assert_eq!(unique("phường Tây Hồ"), ["/Hà Nội/Tây Hồ/phường Tây Hồ"]);
    assert_eq!(
        unique("/Hà Nội/Tây Hồ/phường Tây Hồ"),
        ["/Hà Nội/Tây Hồ/phường Tây Hồ"]
    );
}

#[test]
fn an_ambiguous_name_lists_its_provinces() {
    let hoang_mai = provinces_of(resolve_district("Hoàng Mai"));
    assert_eq!(hoang_mai, ["Hà Nội", "Nghệ An"]);
    assert_eq!(provinces_of(resolve_district("Châu Thành")).len(), 10);
    assert_eq!(unique("thị xã Hoàng Mai")[0], "/Nghệ An/Hoàng Mai");
    assert_eq!(unique("Châu Thành, Bến Tre")[0], "/Bến Tre/Châu Thành");
    let twins = resolve_district("ky anh");
    assert!(
        matches!(&twins, Resolution::Ambiguous(c) if c.len() == 2),
        "{twins:?}"
    );
    assert_eq!(unique("huyện Kỳ Anh"), ["/Hà Tĩnh/Kỳ Anh (huyện)"]);
    assert_eq!(
        unique("/Hà Tĩnh/Kỳ Anh (thị xã)"),
        ["/Hà Tĩnh/Kỳ Anh (thị xã)"]
    );
    assert_eq!(
        unique("/Đồng Tháp/Châu Thành (Tiền Giang)")[1],
        "/Đồng Tháp/Châu Thành (Tiền Giang)"
    );
    assert_eq!(
        provinces_of(resolve_district("thanh tri")),
        ["Hà Nội", "Sóc Trăng"]
    );
    assert_eq!(unique("Thanh Trì"), ["/Hà Nội/Thanh Trì"]);
}

#[test]
fn the_full_name_and_the_path_of_a_district_leave_nothing_open() {
    assert_eq!(unique("Châu Thành, Tây Ninh")[0], "/Tây Ninh/Châu Thành");
    assert_eq!(unique("Châu Thành, Long An")[0], "/Long An/Châu Thành");
    let mut open = Vec::new();
    for choice in district_choices() {
        for name in [&choice.full_name(), &choice.paths[0]] {
            match resolve_district(name) {
                Resolution::Unique(found) if found.paths.contains(&choice.paths[0]) => {}
                _ => open.push(name.clone()),
            }
        }
    }
    assert_eq!(open, [""; 0]);
}

#[test]
fn an_unknown_name_lists_its_neighbours() {
    let Resolution::Unknown(near) = resolve_district("Thưng Tín") else {
        panic!("there is no such district");
    };
    assert_eq!(near[0].full_name(), "huyện Thường Tín, Hà Nội");
    for odd in [
        "",
        "/",
        "//",
        ",",
        "()",
        "🙂",
        "quận",
        "Q.",
        &"x".repeat(5000),
    ] {
        assert!(
            matches!(resolve_district(odd), Resolution::Unknown(_)),
            "{odd}"
        );
        assert!(
            matches!(resolve_province(odd), Resolution::Unknown(_)),
            "{odd}"
        );
    }
}

#[test]
fn a_province_covers_what_was_merged_into_it() {
    let paths = |name: &str| match resolve_province(name) {
        Resolution::Unique(choice) => choice.paths,
        other => panic!("{name}: {other:?}"),
    };
    assert_eq!(paths("Phú Thọ"), ["/Phú Thọ", "/Hòa Bình", "/Vĩnh Phúc"]);
    let old = paths("vinh phuc");
    assert_eq!(old[0], "/Vĩnh Phúc");
    // its districts after the reform
    assert!(old.contains(&"/Phú Thọ/Vĩnh Yên".to_string()), "{old:?}");
    assert!(!old.contains(&"/Phú Thọ".to_string()), "{old:?}");
    assert!(!old.contains(&"/Phú Thọ/Việt Trì".to_string()), "{old:?}");
    assert_eq!(paths("TP Hà Nội"), ["/Hà Nội", "/Hà Tây"]);
    for name in [
        "TP.HCM",
        "tphcm",
        "Sài Gòn",
        "tp hồ chí minh",
        "/Hồ Chí Minh",
    ] {
        assert_eq!(paths(name)[0], "/Hồ Chí Minh", "{name}");
    }
    assert_eq!(paths("Huế"), ["/Huế", "/Thừa Thiên Huế"]);
    assert_eq!(paths("tỉnh Thanh Hoá"), ["/Thanh Hóa"]);
    let sea = paths("Bà Rịa – Vũng Tàu");
    assert_eq!(sea[0], "/Bà Rịa - Vũng Tàu");
    assert!(
        sea.contains(&"/Hồ Chí Minh/Vũng Tàu".to_string()),
        "{sea:?}"
    );
}
