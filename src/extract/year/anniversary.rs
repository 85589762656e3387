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
    ("thành lập Quân đội", 1944),
    ("thành lập Hội Liên hiệp Phụ nữ", 1930),
    ("thành lập Hội LHPN", 1930),
    ("thành lập Đoàn", 1931),
];

/// The years that such anniversaries in `text` lead to.
pub(super) fn years(text: &str) -> Vec<i16> {
    let mut found = Vec::new();
    for (at, _) in text
        .match_indices("kỷ niệm ")
        .chain(text.match_indices("Kỷ niệm "))
    {
        let before = super::near::tail(&text[..at], 40);
        let ahead = ["hướng tới", "hướng đến", "tiến tới", "chuẩn bị"]
            .iter()
            .any(|word| before.contains(word));
        let rest = &text[at + "kỷ niệm ".len()..];
        let rest = rest.strip_prefix("lần thứ ").unwrap_or(rest);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let Ok(age) = rest[..digits].parse::<i16>() else {
            continue;
        };
        let what = super::near::head(rest[digits..].trim_start(), 60);
        if ahead || !what.starts_with("năm") {
            continue;
        }
        if let Some((_, since)) = SINCE.iter().find(|(name, _)| what.contains(name)) {
            let year = since + age;
            if (1990..2050).contains(&year) {
                found.push(year);
            }
        }
    }
    found
}
