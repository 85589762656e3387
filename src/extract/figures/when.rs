//! The periods that a text names: `6 tháng đầu năm 2022`, `quý I/2025`, `nhiệm kỳ
//! 2018-2023`, `đến hết tháng 5/2025`, `từ đầu năm đến nay`.

use crate::article::figure::Period;
use crate::text::Span;

use super::numeral::Numeral;
use super::token::Line;

/// A period as a text names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// First and last month of the year, from 1.
    months: (u8, u8),
    /// First and last year; none where the text leaves the year to its reader.
    years: Option<(i32, i32)>,
    /// Years by which it begins and ends before the reader's year, where none is named:
    /// `5 năm qua`, `năm ngoái`.
    ago: (i32, i32),
}

impl Mention {
    /// The period, in `year` where the text names none; none where nobody knows the year.
    pub fn period(&self, text: &str, year: Option<i16>) -> Option<Period> {
        let (first, last) = match self.years {
            Some(years) => years,
            None => (i32::from(year?) - self.ago.0, i32::from(year?) - self.ago.1),
        };
        Some(Period {
            text: self.span.of(text).to_string(),
            from: format!("{first:04}-{:02}", self.months.0),
            to: format!("{last:04}-{:02}", self.months.1),
        })
    }

    /// The same from January on, where it is one month of a year.
    pub fn since_january(&self) -> Mention {
        Mention {
            months: (1, self.months.1),
            ..self.clone()
        }
    }

    /// Whether it is one month.
    pub fn is_month(&self) -> bool {
        self.months.0 == self.months.1
    }

    /// Whether the text itself names the year.
    pub fn has_year(&self) -> bool {
        self.years.is_some()
    }
}

/// The periods named in a paragraph, in order. Years that others are compared with (`so
/// với năm 2021`, `cùng kỳ năm trước`) are not among them.
pub fn mentions(line: &Line) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.len() {
        match mention(line, at) {
            Some((mention, end)) => {
                if !is_compared(line, at) && !names_a_thing(line, at, end) {
                    found.push(mention);
                }
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Whether any of the forms below may begin with token `at`: the cheap question asked of
/// every word of a text.
fn may_begin(line: &Line, at: usize) -> bool {
    let is = |words: &[&str]| words.contains(&line.word(at));
    match line.first_byte(at) {
        b'0'..=b'9' => true,
        b'b' => is(&["ba", "bốn"]),
        b'c' => is(&["chín", "cả"]),
        b'g' => is(&["giai"]),
        b'h' => is(&["hai"]),
        b'm' => is(&["mười"]),
        b'n' => is(&["nhiệm", "năm"]),
        b'q' => is(&["quí", "quý"]),
        b's' => is(&["sáu"]),
        b't' => is(&["tháng", "thời", "trong", "từ"]),
        _ => false,
    }
}

fn mention(line: &Line, at: usize) -> Option<(Mention, usize)> {
    if !may_begin(line, at) {
        return None;
    }
    if let Some((ago, end)) = ago(line, at) {
        let mention = Mention {
            span: line.span(at, end),
            months: (1, 12),
            years: None,
            ago,
        };
        return Some((mention, end));
    }
    let (start, months, years, end) = span_of_years(line, at)
        .or_else(|| part_of_year(line, at))
        .or_else(|| so_far(line, at))
        .or_else(|| quarter(line, at))
        .or_else(|| month(line, at))
        .or_else(|| whole_year(line, at))?;
    let mention = Mention {
        span: line.span(start, end),
        months,
        years,
        ago: (0, 0),
    };
    Some((mention, end))
}

/// Where it begins, its months, its years, the token after it.
type Read = (usize, (u8, u8), Option<(i32, i32)>, usize);

/// Whether `so với` or `cùng kỳ` stands before token `at`: another's year.
fn is_compared(line: &Line, at: usize) -> bool {
    (1..=4).any(|back| {
        let i = at.wrapping_sub(back);
        line.is_pair(i, "so", "với") || line.is_pair(i, "cùng", "kỳ") || line.word(i) == "luật"
    })
}

/// What bears the years of a term or a plan as part of its name.
const BODIES: [(&str, &str); 8] = [
    ("đại", "hội"),
    ("lần", "thứ"),
    ("chấp", "hành"),
    ("thường", "vụ"),
    ("kiểm", "tra"),
    ("ủy", "viên"),
    ("uỷ", "viên"),
    ("nghị", "quyết"),
];
/// The same; but behind a comma their years are those of what was done: `Thực hiện Chương
/// trình phối hợp giai đoạn 2019-2023, hai bên đã …`.
const PLANS: [(&str, &str); 7] = [
    ("chương", "trình"),
    ("kế", "hoạch"),
    ("đề", "án"),
    ("chiến", "lược"),
    ("quy", "hoạch"),
    ("dự", "án"),
    ("quy", "chế"),
];
/// Tokens looked back over for them.
const NAME_REACH: usize = 14;

/// Whether the term of several years at tokens `at..end` belongs to a name: `Đại hội lần
/// thứ XI, nhiệm kỳ 2023-2028`, `Ban Chấp hành khóa X nhiệm kỳ 2018-2023`.
fn names_a_thing(line: &Line, at: usize, end: usize) -> bool {
    let term = line.is_pair(at, "nhiệm", "kỳ") || line.is_pair(at, "nhiệm", "kì");
    let stage = line.is_pair(at, "giai", "đoạn") || line.is_pair(at, "thời", "kỳ");
    if !term && !stage {
        return false;
    }
    // one comma may stand within a name, right before its years
    let from = at - usize::from(at > 0 && line.is_mark(at - 1, ','));
    let told = line.is_mark(end, ',');
    for i in (from.saturating_sub(NAME_REACH)..from).rev() {
        if !line.is_word(i) && !line.is_number(i) && !line.is_dash(i) {
            return false;
        }
        let pair = (line.word(i), line.word(i + 1));
        let body = BODIES.contains(&pair) || matches!(pair.0, "khóa" | "khoá" | "bch");
        if body || from == at && !told && PLANS.contains(&pair) {
            return true;
        }
        if matches!(pair.0, "trong" | "qua" | "suốt" | "hết") {
            return false;
        }
    }
    false
}

fn year(line: &Line, at: usize) -> Option<i32> {
    let numeral = Numeral::read(line.word(at))?;
    let digits: i32 = line.word(at).parse().ok()?;
    numeral.is_year().then_some(digits)
}

/// Years told from the reader's own: `năm qua`, `cả năm`, `năm ngoái`, `5 năm qua`,
/// `nhiệm kỳ qua`. How many years before it they begin and end, and the token after them.
fn ago(line: &Line, at: usize) -> Option<((i32, i32), usize)> {
    let past = |i: usize| match line.word(i) {
        "qua" => Some(i + 1),
        "vừa" if line.word(i + 1) == "qua" => Some(i + 2),
        "gần" if line.word(i + 1) == "đây" => Some(i + 2),
        _ => None,
    };
    match (line.word(at), line.word(at + 1)) {
        ("nhiệm", "kỳ") => return past(at + 2).map(|end| ((5, 0), end)),
        ("cả" | "trong", "năm") if !line.is_number(at + 2) && line.word(at + 2) != "học" => {
            return Some(((0, 0), past(at + 2).unwrap_or(at + 2)));
        }
        ("năm", "ngoái") => return Some(((1, 1), at + 2)),
        ("năm", "nay") => return Some(((0, 0), at + 2)),
        // `năm tới` is the next; `5 năm tới` begins where it is told
        ("năm", "tới") if !line.is_number(at.wrapping_sub(1)) && !line.is_number(at + 2) => {
            return Some(((-1, -1), at + 2));
        }
        ("năm", "qua" | "vừa") => return past(at + 1).map(|end| ((0, 0), end)),
        _ => {}
    }
    let count = match line.word(at) {
        "hai" => 2,
        "ba" => 3,
        "bốn" => 4,
        "năm" => 5,
        "mười" => 10,
        digits => Numeral::read(digits)?.small(30)? as i32,
    };
    let end = past(at + 2).filter(|_| line.word(at + 1) == "năm" && count > 1)?;
    Some(((count, 0), end))
}

/// A year behind token `at`, over `năm`, `/` or a dash.
fn year_behind(line: &Line, at: usize) -> Option<(i32, usize)> {
    let joined = line.word(at) == "năm"
        || line.is_mark(at, '/')
        || line.is_dash(at)
        || line.is_mark(at, '.');
    let from = at + usize::from(joined);
    Some((year(line, from)?, from + 1))
}

/// `nhiệm kỳ 2018-2023`, `giai đoạn 2021 – 2025`, `năm học 2021-2022`.
fn span_of_years(line: &Line, at: usize) -> Option<Read> {
    let named = line.is_pair(at, "nhiệm", "kỳ")
        || line.is_pair(at, "giai", "đoạn")
        || line.is_pair(at, "thời", "kỳ")
        || line.is_pair(at, "năm", "học")
        || line.is_pair(at, "hai", "năm");
    let from = if named { at + 2 } else { at };
    let first = year(line, from)?;
    let joined = line.is_dash(from + 1) || matches!(line.word(from + 1), "đến" | "và");
    let last = year(line, from + 2).filter(|last| joined && *last > first)?;
    let school = line.is_pair(at, "năm", "học");
    let months = if school { (9, 8) } else { (1, 12) };
    Some((at, months, Some((first, last)), from + 3))
}

/// `6 tháng đầu năm 2022`, `3 tháng cuối năm`.
fn part_of_year(line: &Line, at: usize) -> Option<Read> {
    if !line.is_pair(at + 1, "tháng", line.word(at + 2)) {
        return None;
    }
    let length = match line.word(at) {
        "ba" => 3,
        "sáu" => 6,
        "chín" => 9,
        digits => Numeral::read(digits)?.small(11)? as u8,
    };
    let first = match line.word(at + 2) {
        "đầu" => true,
        "cuối" => false,
        _ => return months_of_year(line, at, length),
    };
    let months = if first {
        (1, length)
    } else {
        (13 - length, 12)
    };
    let end = at + 3 + usize::from(line.word(at + 3) == "năm");
    let behind = year_behind(line, at + 3);
    Some((
        at,
        months,
        behind.map(|(year, _)| (year, year)),
        behind.map_or(end, |(_, end)| end),
    ))
}

/// `11 tháng năm 2026`, `11 tháng của năm 2026`, `9 tháng/2026`: those from its beginning.
fn months_of_year(line: &Line, at: usize, length: u8) -> Option<Read> {
    // `ngày 11 tháng năm 2026` is in May
    if length < 2 || line.word(at.wrapping_sub(1)) == "ngày" {
        return None;
    }
    let of = at + 2 + usize::from(line.word(at + 2) == "của");
    let joined = line.word(of) == "năm" || of == at + 2 && line.is_mark(of, '/');
    let year = year(line, of + 1).filter(|_| joined)?;
    Some((at, (1, length), Some((year, year)), of + 2))
}

/// `từ đầu năm đến nay`, `từ đầu năm 2024 đến nay`.
fn so_far(line: &Line, at: usize) -> Option<Read> {
    if !(line.word(at) == "từ" && line.is_pair(at + 1, "đầu", "năm")) {
        return None;
    }
    let stated = year(line, at + 3);
    let end = at + 3 + usize::from(stated.is_some());
    let until = matches!(line.word(end), "đến" | "tới") && line.word(end + 1) == "nay";
    Some((
        at,
        (1, 12),
        stated.map(|year| (year, year)),
        if until { end + 2 } else { end },
    ))
}

/// `quý I/2025`, `quý 4-2019`, `quý II năm 2017`, `quý III`.
fn quarter(line: &Line, at: usize) -> Option<Read> {
    if !matches!(line.word(at), "quý" | "quí") {
        return None;
    }
    let number = match line.word(at + 1) {
        "i" | "1" => 1,
        "ii" | "2" => 2,
        "iii" | "3" => 3,
        "iv" | "4" => 4,
        _ => return None,
    };
    let behind = year_behind(line, at + 2);
    Some((
        at,
        (number * 3 - 2, number * 3),
        behind.map(|(year, _)| (year, year)),
        behind.map_or(at + 2, |(_, end)| end),
    ))
}

/// `tháng 5/2025`, `tháng 5 năm 2025`, `tháng 8-2018`; from January on where `đến hết` or
/// `tính đến` stands before.
fn month(line: &Line, at: usize) -> Option<Read> {
    if line.word(at) != "tháng" {
        return None;
    }
    // `tháng 1.2017` is one number
    if let Some((month, year)) = line.word(at + 1).split_once('.') {
        let month = Numeral::read(month)?.small(12)? as u8;
        let year = Numeral::read(year).filter(Numeral::is_year)?.amount().0 as i32;
        return Some((at, (month, month), Some((year, year)), at + 2));
    }
    let month = Numeral::read(line.word(at + 1))?.small(12)? as u8;
    let behind = year_behind(line, at + 2);
    let until = matches!(line.word(at.wrapping_sub(1)), "hết" | "đến" | "tới");
    Some((
        at,
        (if until { 1 } else { month }, month),
        behind.map(|(year, _)| (year, year)),
        behind.map_or(at + 2, |(_, end)| end),
    ))
}

/// `năm 2022`.
fn whole_year(line: &Line, at: usize) -> Option<Read> {
    if line.word(at) != "năm" {
        return None;
    }
    let stated = year(line, at + 1)?;
    // `sinh năm 1988`, `đến năm 2030` is no period of a result
    let other = matches!(
        line.word(at.wrapping_sub(1)),
        "sinh" | "từ" | "đến" | "trước"
    );
    (!other).then_some((at, (1, 12), Some((stated, stated)), at + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn periods(text: &str) -> Vec<String> {
        mentions(&Line::new(text))
            .iter()
            .filter_map(|mention| mention.period(text, Some(2020)))
            .map(|period| format!("{}: {}..{}", period.text, period.from, period.to))
            .collect()
    }

    #[test]
    fn every_form_of_a_period_is_read() {
        for (text, expected) in [
            (
                "Trong 6 tháng đầu năm 2022, quận",
                "6 tháng đầu năm 2022: 2022-01..2022-06",
            ),
            ("9 tháng đầu năm", "9 tháng đầu năm: 2020-01..2020-09"),
            (
                "Qua 11 tháng của năm 2026, quận",
                "11 tháng của năm 2026: 2026-01..2026-11",
            ),
            ("9 tháng/2026", "9 tháng/2026: 2026-01..2026-09"),
            (
                "3 tháng cuối năm 2021",
                "3 tháng cuối năm 2021: 2021-10..2021-12",
            ),
            ("quý II/2024", "quý II/2024: 2024-04..2024-06"),
            ("Quý 4-2019", "Quý 4-2019: 2019-10..2019-12"),
            ("quý III năm 2018", "quý III năm 2018: 2018-07..2018-09"),
            (
                "tính đến hết tháng 5/2025",
                "tháng 5/2025: 2025-01..2025-05",
            ),
            ("trong tháng 8-2018", "tháng 8-2018: 2018-08..2018-08"),
            ("tháng 1.2017", "tháng 1.2017: 2017-01..2017-01"),
            (
                "nhiệm kỳ 2018 – 2023",
                "nhiệm kỳ 2018 – 2023: 2018-01..2023-12",
            ),
            ("năm học 2021-2022", "năm học 2021-2022: 2021-09..2022-08"),
            ("Năm 2016, quận", "Năm 2016: 2016-01..2016-12"),
            ("từ đầu năm đến nay", "từ đầu năm đến nay: 2020-01..2020-12"),
        ] {
            assert_eq!(periods(text), [expected], "{text}");
        }
    }

    #[test]
    fn a_name_with_years_names_no_period() {
        for text in [
            "tiến tới Đại hội công đoàn huyện lần thứ X, nhiệm kỳ 2023-2028 ở mọi cơ sở",
            "bầu vào Ban Chấp hành khóa IX, nhiệm kỳ 2018-2023 đủ số lượng",
            "triển khai kế hoạch đào tạo giai đoạn 2021-2025 tới cơ sở",
        ] {
            assert_eq!(periods(text), [""; 0], "{text}");
        }
        for text in [
            "Trong nhiệm kỳ 2018-2023, huyện kết nạp",
            "Thực hiện chương trình phối hợp giai đoạn 2018-2023, hai bên tổ chức",
        ] {
            assert_eq!(periods(text).len(), 1, "{text}");
        }
        assert_eq!(
            periods("Năm tới, huyện giữ chỉ tiêu"),
            ["Năm tới: 2021-01..2021-12"]
        );
    }

    #[test]
    fn years_compared_with_are_none() {
        assert_eq!(periods("so với cùng kỳ năm 2022, tăng"), [""; 0]);
        assert_eq!(periods("sinh năm 1988"), [""; 0]);
    }
}
