//! Years that an anniversary gives away: `kỷ niệm 93 năm Ngày thành lập Công đoàn Việt Nam`
//! was printed in 2022.

/// What is celebrated every year, and the year it is counted from.
const SINCE: &[(&str, i16)] = &[
    ("thành lập Công đoàn", 1929),
    ("thành lập Liên đoàn Lao động Việt Nam", 1929),
    ("thành lập Đảng", 1930),
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
    ("thành lập Quân đội", 1944),
    ("thành lập Hội Liên hiệp Phụ nữ", 1930),
    ("thành lập Hội LHPN", 1930),
    ("thành lập Đoàn", 1931),
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
        let what = super::near::head(rest[digits..].trim_start(), 60);
        if ahead || !(nth || what.starts_with("năm")) {
            continue;
        }
        if let Some((_, since)) = SINCE.iter().find(|(name, _)| what.contains(name)) {
            let year = since.saturating_add(age);
            if (1990..2050).contains(&year) {
                found.push(year);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::years;

    #[test]
    fn anniversaries_give_years() {
        assert_eq!(
            years("nhân 94 năm Ngày thành lập Công đoàn Việt Nam"),
            [2023]
        );
        assert_eq!(years("kỷ niệm lần thứ 131 Ngày Quốc tế Lao động"), [2017]);
        assert!(years("kỷ niệm 32000 năm Ngày thành lập Công đoàn").is_empty());
        assert!(years("hướng tới kỷ niệm 95 năm Ngày thành lập Công đoàn").is_empty());
        assert!(years("mừng 30 năm thành lập công ty, công nhân 5 người").is_empty());
    }
}
