//! Years that an anniversary gives away: `kỷ niệm 93 năm Ngày thành lập Công đoàn Việt Nam`
//! was printed in 2022.

/// What was founded, and when. A branch has a jubilee of its own, so only `WHOLE` may follow.
const FOUNDED: &[(&str, i16)] = &[
    ("thành lập Công đoàn", 1929),
    ("thành lập Đảng", 1930),
    ("thành lập Đoàn", 1931),
    ("thành lập Hội Liên hiệp Phụ nữ", 1930),
    ("thành lập Hội LHPN", 1930),
    ("thành lập Quân đội", 1944),
];
/// What makes the name of the whole of what was founded.
const WHOLE: &[&str] = &[
    "Việt Nam",
    "Cộng sản",
    "TNCS",
    "Thanh niên Cộng sản",
    "nhân dân Việt Nam",
    "Nhân dân Việt Nam",
];
/// What else is celebrated every year, and the year it is counted from.
const SINCE: &[(&str, i16)] = &[
    ("thành lập Liên đoàn Lao động Việt Nam", 1929),
    ("Cách mạng tháng Tám", 1945),
    ("Cách mạng Tháng Tám", 1945),
    ("Quốc khánh", 1945),
    ("Giải phóng miền Nam", 1975),
    ("giải phóng miền Nam", 1975),
    ("Giải phóng Thủ đô", 1954),
    ("giải phóng Thủ đô", 1954),
    ("Quốc tế Lao động", 1886),
    ("Thương binh", 1947),
    ("Nhà giáo Việt Nam", 1982),
    ("Thầy thuốc Việt Nam", 1955),
    ("Điện Biên Phủ", 1954),
    ("thống nhất đất nước", 1975),
    ("ngày sinh Chủ tịch Hồ Chí Minh", 1890),
    ("Ngày sinh Chủ tịch Hồ Chí Minh", 1890),
    ("truyền thống công nhân Vùng mỏ", 1936),
    ("truyền thống Công nhân Vùng mỏ", 1936),
];

/// The years that such anniversaries in `text` lead to.
pub(super) fn years(text: &str) -> Vec<i16> {
    let mut found = Vec::new();
    let signs = ["kỷ niệm ", "Kỷ niệm ", "nhân ", "Nhân ", "mừng ", "Mừng "];
    let places = signs
        .iter()
        .flat_map(|sign| text.match_indices(sign).map(|(at, sign)| (at, sign.len())));
    for (at, length) in places {
        let rest = &text[at + length..];
        let (rest, nth) = match rest.strip_prefix("lần thứ ") {
            Some(rest) => (rest, true),
            None => (rest, false),
        };
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let Ok(age) = rest[..digits].parse::<i16>() else {
            continue;
        };
        let before = super::near::tail(&text[..at], 40);
        let ahead = ["hướng tới", "hướng đến", "tiến tới", "chuẩn bị"]
            .iter()
            .any(|word| before.contains(word));
        let rest = rest[digits..].trim_start();
        let what = super::near::head(rest, 60);
        if ahead || !(nth || what.starts_with("năm")) {
            continue;
        }
        let known = SINCE.iter().find(|(name, _)| what.contains(name));
        let known = known.map(|&(_, since)| since);
        if let Some(since) = known.or_else(|| founded(what, rest)) {
            let year = since.saturating_add(age);
            if (1990..2050).contains(&year) {
                found.push(year);
            }
        }
    }
    found
}

/// The year of the foundation that `what`, the head of `rest`, names.
fn founded(what: &str, rest: &str) -> Option<i16> {
    let (at, name, since) = FOUNDED
        .iter()
        .find_map(|&(name, since)| Some((what.find(name)?, name, since)))?;
    let behind = &rest[at + name.len()..];
    let next = behind.trim_start();
    let ends = !next.starts_with(char::is_alphanumeric);
    let whole = next.len() < behind.len() && WHOLE.iter().any(|name| next.starts_with(name));
    (ends || whole).then_some(since)
}

#[cfg(test)]
mod tests {
    use super::years;

    #[test]
    fn jubilees_of_branches_give_none() {
        for text in [
            "kỷ niệm 65 năm thành lập Công đoàn Giáo dục",
            "kỷ niệm 70 năm thành lập Công đoàn Điện lực Việt Nam",
            "kỷ niệm 70 năm thành lập Đảng bộ huyện",
            "mừng 60 năm thành lập Đoàn xã",
            "mừng 80 năm thành lập Hội LHPN tỉnh",
        ] {
            assert!(years(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn anniversaries_give_years() {
        assert_eq!(
            years("nhân 94 năm Ngày thành lập Công đoàn Việt Nam"),
            [2023]
        );
        assert_eq!(years("kỷ niệm lần thứ 131 Ngày Quốc tế Lao động"), [2017]);
        assert!(years("kỷ niệm 32000 năm Ngày thành lập Công đoàn").is_empty());
        assert!(years("hướng tới kỷ niệm 95 năm Ngày thành lập Công đoàn").is_empty());
        assert_eq!(years("mừng 90 năm Ngày thành lập Đảng, huyện"), [2020]);
        assert_eq!(years("nhân 90 năm thành lập Đoàn TNCS Hồ Chí Minh"), [2021]);
        assert!(years("mừng 30 năm thành lập công ty, công nhân 5 người").is_empty());
    }
}
