//! What stands in a table for the noun of a figure that names none: the noun of the figure
//! that it restates, else the last words before it without those that say nothing.

use crate::article::FigureKind;
use crate::index::figure_noun::is_money_noun;
use crate::search::Row;
use crate::text::{TokenKind, tokens};

use super::amount;
use super::deed;

/// How many words before a figure stand in for a noun it does not have.
const WORDS_BEFORE: usize = 6;

/// What stands between a figure and the percent that restates it.
const RESTATED: [&str; 14] = [
    "bằng",
    "đạt",
    "đạt tỷ lệ",
    "đạt tỉ lệ",
    "tỷ lệ",
    "tỉ lệ",
    "chiếm",
    "tương đương",
    "tương ứng",
    "tương ứng với",
    "tức",
    "tăng",
    "giảm",
    "vượt",
];

/// Words that lead to a number and say nothing of what it is.
const LEADING: [&str; 54] = [
    "đạt", "là", "bằng", "được", "với", "đến", "tới", "lên", "chỉ", "còn", "có", "và", "cho", "từ",
    "trị", "giá", "hết", "thêm", "xuống", "mức", "ở", "gồm", "cả", "phải", "đã", "sẽ", "đang",
    "của", "để", "trong", "tại", "về", "mất", "thì", "mà", "tương", "đương", "cao", "thấp", "nhất",
    "gần", "hơn", "trên", "dưới", "chiếm", "cộng", "tổng", "qua", "đó", "trả", "nhận", "chi",
    "tăng", "giảm",
];
/// Words that begin no phrase of their own.
const JOINING: [&str; 18] = [
    "và", "với", "của", "tại", "ở", "là", "được", "đã", "có", "cho", "để", "trong", "từ", "thì",
    "mà", "cùng", "qua", "này",
];

/// Words that tell when: no phrase that begins with them is a noun.
const TIMES: [&str; 8] = [
    "năm", "tháng", "quý", "ngày", "nay", "hiện", "tính", "trước",
];

/// The words for `row`, which stands below `above` of the same article; may be empty.
pub fn noun(row: &Row, above: Option<&Row>) -> String {
    match above.filter(|above| restates(row, above)) {
        Some(above) => amount::noun(&above.figure).unwrap_or_else(|| words(above)),
        None => words(row),
    }
}

/// What names it in the words before it, else what was done with it.
fn words(row: &Row) -> String {
    let named = words_before(row);
    match named.is_empty() && row.figure.kind != FigureKind::Percent {
        true => deed::words(row),
        false => named,
    }
}

/// Whether `row` is a percent that says again what `above` says: `14,7 tỷ đồng, bằng 112%`.
fn restates(row: &Row, above: &Row) -> bool {
    let between = above.figure.end()..row.figure.span.start;
    let percent = row.figure.kind == FigureKind::Percent;
    if !percent || above.sentence != row.sentence {
        return false;
    }
    let between = row.sentence.get(between).unwrap_or(".").to_lowercase();
    let words = between.trim_matches([' ', ',', '(']);
    RESTATED.contains(&words) || (words.is_empty() && between.contains('('))
}

fn words_before(row: &Row) -> String {
    let before = row.sentence.get(..row.figure.span.start).unwrap_or("");
    let all: Vec<_> = tokens(before).collect();
    let word = |i: usize| all[i].span.of(before).to_lowercase();
    let mut end = all.len();
    // what only leads to the number, past a comma too: `số tiền là:`, `…, đạt`
    while end > 0
        && all[end - 1].kind == TokenKind::Word
        && LEADING.contains(&word(end - 1).as_str())
    {
        end -= 1;
    }
    let mut start = end;
    while start > 0 && end - start < WORDS_BEFORE && all[start - 1].kind == TokenKind::Word {
        let behind = all.get(start).map_or(before.len(), |next| next.span.start);
        let gap = before.get(all[start - 1].span.end..behind).unwrap_or("");
        if start < end && gap.contains([',', ';', ':', '(', ')', '“', '”', '"', '.', '–']) {
            break;
        }
        start -= 1;
    }
    let cut = start > 0 && all[start - 1].kind == TokenKind::Word && end - start == WORDS_BEFORE;
    while start < end && JOINING.contains(&word(start).as_str()) {
        start += 1;
    }
    if start == end {
        return String::new();
    }
    // `LĐLĐ quận dành hơn 2 tỷ đồng` names nothing: only what sums are called does
    let percent = row.figure.unit.as_deref() == Some("%");
    let each = word(start) == "mỗi";
    if percent && TIMES.contains(&word(start).as_str()) {
        return String::new();
    }
    let mut from = start;
    if !percent && !each {
        let words_from = |i: usize| {
            let words = before.get(all[i].span.start..all[end - 1].span.end);
            words.unwrap_or("").to_lowercase()
        };
        let named = (start..end).find(|&i| is_money_noun(&words_from(i)));
        let Some(named) = named else {
            return String::new();
        };
        let led = named > start && matches!(word(named - 1).as_str(), "số" | "tổng");
        from = named - usize::from(led);
    }
    let words = before.get(all[from].span.start..all[end - 1].span.end);
    let words = words.unwrap_or("").trim();
    format!("{}{words}", if cut && from == start { "… " } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Figure};
    use crate::text::Span;
    use std::rc::Rc;

    fn row(sentence: &str, figure: &str, kind: FigureKind, noun: Option<&str>) -> Row {
        let json = serde_json::json!({
            "id": "a", "path": "a", "line": null, "format": "txt", "encoding": "UTF-8",
            "title": "", "author": null, "url": null, "published": null, "year": 2022,
            "year_source": null, "places": [], "paragraphs": [], "noise": [], "warnings": []
        });
        let article: Article = serde_json::from_value(json).expect("an article");
        let start = sentence.find(figure).expect("the figure is there");
        let mut found = Figure::new(Span::new(start, start + figure.len()), kind, 1.0);
        found.noun = noun.map(str::to_string);
        Row {
            article: Rc::new(article),
            figure: found,
            sentence: sentence.to_string(),
            year: Some(2022),
            place: None,
            noun: String::new(),
            asked: None,
            act: None,
        }
    }

    #[test]
    fn the_words_before_lose_what_only_leads_to_the_number() {
        for (sentence, figure, expected) in [
            ("Quận thu kinh phí được 9 tỷ đồng", "9 tỷ đồng", "kinh phí"),
            (
                "Quà gồm gạo và số tiền là: 3 triệu đồng",
                "3 triệu đồng",
                "số tiền",
            ),
            (
                "Có 12 đơn vị, mỗi suất trị giá 2 triệu đồng",
                "2 triệu đồng",
                "mỗi suất",
            ),
            ("Được 3 triệu đồng", "3 triệu đồng", ""),
            ("LĐLĐ quận dành 3 triệu đồng", "3 triệu đồng", "dành"),
        ] {
            let row = row(sentence, figure, FigureKind::Money, None);
            assert_eq!(noun(&row, None), expected, "{sentence}");
        }
    }

    #[test]
    fn a_percent_that_restates_bears_the_noun_above() {
        let sentence = "Huyện kết nạp 60 đoàn viên, đạt 50% kế hoạch.";
        let count = row(
            sentence,
            "60 đoàn viên",
            FigureKind::Count,
            Some("đoàn viên"),
        );
        let percent = row(sentence, "50%", FigureKind::Percent, None);
        assert_eq!(noun(&percent, Some(&count)), "đoàn viên");
        let other = row("Năm nay đạt 50%.", "50%", FigureKind::Percent, None);
        assert_eq!(noun(&other, Some(&count)), "");
    }
}
