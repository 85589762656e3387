//! The tables of units: magnitude words, currencies, measures and stretches of time.

use super::token::Line;

/// Words that multiply the number before them.
const MAGNITUDES: [(&str, f64); 11] = [
    ("trđ", 1e6),
    ("chục", 1e1),
    ("trăm", 1e2),
    ("nghìn", 1e3),
    ("ngàn", 1e3),
    ("vạn", 1e4),
    ("triệu", 1e6),
    ("tr", 1e6),
    ("tỷ", 1e9),
    ("tỉ", 1e9),
    ("k", 1e3),
];

/// Currencies: the words, and the unit's one name.
const CURRENCIES: [(&str, &str); 18] = [
    ("đồng", "đồng"),
    ("đ", "đồng"),
    ("vnđ", "đồng"),
    ("vnd", "đồng"),
    ("usd", "USD"),
    ("đô la mỹ", "USD"),
    ("đô la", "USD"),
    ("đôla", "USD"),
    ("$", "USD"),
    ("euro", "EUR"),
    ("eur", "EUR"),
    ("nhân dân tệ", "CNY"),
    ("ndt", "CNY"),
    ("yên", "JPY"),
    ("jpy", "JPY"),
    ("won", "KRW"),
    ("bảng anh", "GBP"),
    ("đài tệ", "TWD"),
];

/// Nouns that begin like the currency `đồng`.
const NOT_DONG: [&str; 10] = [
    "chí", "nghiệp", "bào", "đội", "hồ", "phục", "minh", "môn", "hương", "diễn",
];

/// Physical measures, as they are written.
const MEASURES: [&str; 49] = [
    "cây số",
    "kg",
    "kilogam",
    "kilôgam",
    "ký",
    "g",
    "gr",
    "gam",
    "mg",
    "yến",
    "tạ",
    "tấn",
    "km",
    "km2",
    "km²",
    "kilomet",
    "ki lô mét",
    "m",
    "m2",
    "m²",
    "m3",
    "m³",
    "mét",
    "mét vuông",
    "mét khối",
    "cm",
    "mm",
    "ha",
    "hecta",
    "héc ta",
    "hécta",
    "sào",
    "lít",
    "ml",
    "mw",
    "kw",
    "kwh",
    "kv",
    "kva",
    "hải lý",
    "teu",
    "độ c",
    "thước",
    "cv",
    "mã lực",
    "hp",
    "mwh",
    "db",
    "dba",
];

/// Stretches of time and ages: what they count is no figure.
const TIMES: [&str; 26] = [
    "trang",
    "năm",
    "tháng",
    "ngày",
    "tuần",
    "quý",
    "quí",
    "tuổi",
    "giờ",
    "phút",
    "giây",
    "tiếng",
    "h",
    "g",
    "thế",
    "thập",
    "đêm",
    "hôm",
    "nhiệm",
    "niên",
    "mùa",
    "tết",
    "canh",
    "tháng/năm",
    "p",
    "s",
];

/// The magnitude that token `at` names.
pub fn magnitude(line: &Line, at: usize) -> Option<f64> {
    let word = line.word(at);
    if !line.is_word(at) || word.len() > 7 {
        return None;
    }
    let &(name, factor) = MAGNITUDES.iter().find(|(name, _)| *name == word)?;
    let fits = match name {
        // `5K` is a slogan, `50K` is money
        "k" => line.glued(at) && (line.raw(at) == "k" || line.raw(at - 1).len() > 1),
        "tr" => !line.is_mark(at + 1, '.') || !line.is_titled(at + 2),
        "tỉ" | "tỷ" => !matches!(line.word(at + 1), "lệ" | "số" | "trọng" | "suất" | "giá"),
        "trăm" => line.word(at.wrapping_sub(1)) != "phần",
        _ => true,
    };
    fits.then_some(factor)
}

/// Whether `unit` is the name of a currency.
pub fn is_currency(unit: Option<&str>) -> bool {
    CURRENCIES.iter().any(|(_, name)| Some(*name) == unit)
}

/// The currency at token `at`: its name and the token after it.
pub fn currency(line: &Line, at: usize) -> Option<(&'static str, usize)> {
    let names = CURRENCIES.iter().map(|(words, _)| *words);
    let end = match_words(line, at, names, &CURRENCY_HEADS)?;
    let &(_, name) = CURRENCIES.iter().find(|(words, _)| *words == end.0)?;
    if end.0 == "đồng" && NOT_DONG.contains(&line.word(end.1)) {
        return None;
    }
    // `26 đ/c` are comrades
    if end.0 == "đ" && line.is_mark(end.1, '/') && matches!(line.word(end.1 + 1), "c" | "chí") {
        return None;
    }
    Some((name, end.1))
}

/// The physical measure at token `at`: as written, and the token after it.
pub fn measure<'a>(line: &Line<'a>, at: usize) -> Option<(&'a str, usize)> {
    if !line.is_word(at) {
        return None;
    }
    let (words, end) = match_words(line, at, MEASURES.iter().copied(), &MEASURE_HEADS)?;
    let plain = match words {
        // `Quốc lộ 4G`
        "g" => line.raw(at) == "g",
        "gr" | "m" | "ký" | "độ c" => !line.is_titled(at) && line.raw(at) != "M",
        _ => true,
    };
    if !plain {
        return None;
    }
    // `60 m 2`: a lifted two that lost its place
    if words == "m" && matches!(line.word(end), "2" | "3") && !line.is_word(end + 1) {
        return Some(("m", end));
    }
    Some((line.slice(at, end), end))
}

/// Whether token `at` names a stretch of time or an age.
pub fn is_time(line: &Line, at: usize) -> bool {
    let word = line.word(at);
    if !line.is_word(at) || !TIMES.contains(&word) {
        return false;
    }
    match word {
        "trang" => line.word(at + 1) != "thiết" && line.word(at + 1) != "trại",
        "ngày" if line.word(at + 1) == "hội" => matches!(
            line.word(at + 2),
            "nghị" | "thảo" | "thao" | "thi" | "diễn" | "trại" | "chợ" | "đàm" | "họp"
        ),
        "ngày" => line.word(at + 1) != "công",
        "thế" | "thập" => matches!(line.word(at + 1), "kỷ" | "kỉ" | "hệ" | "niên"),
        "niên" => matches!(line.word(at + 1), "khóa" | "khoá" | "độ"),
        "nhiệm" => matches!(line.word(at + 1), "kỳ" | "kì"),
        "đêm" => !matches!(line.word(at + 1), "diễn" | "nhạc" | "văn" | "giao"),
        "tiếng" => !line.is_titled(at + 1),
        "quý" | "quí" => !line.is_word(at + 1) || line.word(at + 1) != "khách",
        "g" | "p" | "s" => false,
        _ => true,
    }
}

/// By the first byte of a name, the lengths that its first word may have, as bits.
type Heads = [u32; 256];

const CURRENCY_HEADS: Heads = {
    let mut heads = [0; 256];
    let mut i = 0;
    while i < CURRENCIES.len() {
        heads = with_head(heads, CURRENCIES[i].0);
        i += 1;
    }
    heads
};

const MEASURE_HEADS: Heads = {
    let mut heads = [0; 256];
    let mut i = 0;
    while i < MEASURES.len() {
        heads = with_head(heads, MEASURES[i]);
        i += 1;
    }
    heads
};

const fn with_head(mut heads: Heads, name: &str) -> Heads {
    let bytes = name.as_bytes();
    let mut length = 0;
    while length < bytes.len() && bytes[length] != b' ' {
        length += 1;
    }
    heads[bytes[0] as usize] |= 1 << length;
    heads
}

/// The longest of `names` that stands at token `at`, with the token after it. `heads` tells
/// of most words that they begin none.
fn match_words(
    line: &Line,
    at: usize,
    names: impl Iterator<Item = &'static str>,
    heads: &Heads,
) -> Option<(&'static str, usize)> {
    let first = line.word(at);
    let mut best: Option<(&'static str, usize)> = None;
    let lengths = heads[usize::from(*first.as_bytes().first()?)];
    if first.len() >= 32 || lengths >> first.len() & 1 == 0 {
        return None;
    }
    for name in names {
        if !name.starts_with(first) {
            continue;
        }
        let mut end = at;
        let mut whole = true;
        for part in name.split(' ') {
            whole &= line.word(end) == part;
            end += 1;
        }
        if whole && best.is_none_or(|(_, reached)| end > reached) {
            best = Some((name, end));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_told_from_words_that_begin_like_them() {
        let line = Line::new("đồng chí đồng/người tỉ lệ tỉ đ/c đ/người");
        let at = |word: &str, nth: usize| {
            (0..line.len())
                .filter(|&i| line.word(i) == word)
                .nth(nth)
                .expect("the word is there")
        };
        assert_eq!(currency(&line, at("đồng", 0)), None);
        assert!(currency(&line, at("đồng", 1)).is_some());
        assert_eq!(magnitude(&line, at("tỉ", 0)), None);
        assert_eq!(magnitude(&line, at("tỉ", 1)), Some(1e9));
        assert_eq!(currency(&line, at("đ", 0)), None);
        assert!(currency(&line, at("đ", 1)).is_some());
    }

    #[test]
    fn the_longest_measure_wins() {
        let line = Line::new("5 mét vuông");
        assert_eq!(measure(&line, 1), Some(("mét vuông", 3)));
    }
}
