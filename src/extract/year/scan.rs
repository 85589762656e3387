//! Finds the years, dates and year ranges that a text states.

use super::class::{Class, class, tail};
use super::sign::{Sign, sign};

/// One statement about time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stated {
    /// A year, its sense, and who leaves no doubt that the report is of it.
    Year(i16, Class, Sign),
    /// A year before those that are looked for, and its sense.
    Old(i16, Class),
    /// A school year; whether its end (true) or its start is meant, where that is said.
    School(i16, i16, Option<bool>),
    /// The later year of an anniversary: `(28/7/1929 - 28/7/2019)`.
    Anniversary(i16),
    /// A date without a year: its month.
    DayMonth(u8),
}

/// The years that are looked for.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2049;

/// What `text` states, in order.
pub(super) fn scan(text: &str) -> Vec<Stated> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let group = Group::read(text, at);
        at = group.end.max(at + 1);
        group.state(text, &mut found);
    }
    found
}

/// A run of numbers joined by `/`, `-`, `–` or dots: `25/5/2023`, `2018 - 2023`.
struct Group {
    start: usize,
    end: usize,
    /// Each number with its digits, and the separator before it.
    parts: Vec<(i32, usize, char)>,
}

impl Group {
    fn read(text: &str, start: usize) -> Group {
        let mut group = Group {
            start,
            end: start,
            parts: Vec::new(),
        };
        let mut separator = ' ';
        let mut at = start;
        loop {
            let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
            if digits == 0 {
                return group;
            }
            let value = if digits > 6 {
                -1
            } else {
                text[at..at + digits].parse().unwrap_or(-1)
            };
            group.parts.push((value, digits, separator));
            group.end = at + digits;
            let rest = &text[group.end..];
            let trimmed = rest.trim_start_matches(' ');
            let blanks = rest.len() - trimmed.len();
            let Some(next) = trimmed.chars().next() else {
                return group;
            };
            let spaced = blanks > 0;
            let joins = matches!(next, '/' | '-' | '–' | '—' | '.');
            let after = trimmed[next.len_utf8()..].trim_start_matches(' ');
            let gap = trimmed.len() - next.len_utf8() - after.len();
            // a blank is no part of a date or number; ranges of years may have one
            let four = digits == 4 || after.bytes().take_while(u8::is_ascii_digit).count() == 4;
            if !joins || blanks > 1 || gap > 1 || ((spaced || gap > 0) && (next == '.' || !four)) {
                return group;
            }
            if !after.starts_with(|c: char| c.is_ascii_digit()) || group.parts.len() > 8 {
                return group;
            }
            separator = next;
            at = text.len() - after.len();
        }
    }

    fn year(&self, i: usize) -> Option<i16> {
        let (value, digits, _) = *self.parts.get(i)?;
        let year = i16::try_from(value).ok()?;
        (digits == 4 && YEARS.contains(&year)).then_some(year)
    }

    /// A year of long ago, where the words or a month say that it is one.
    fn old_year(&self, before: &str) -> Option<i16> {
        let last = self.parts.len() - 1;
        let (value, digits, _) = *self.parts.get(last)?;
        let year = i16::try_from(value).ok()?;
        let told = [
            "năm ", "Năm ", "hè ", "xuân ", "thu ", "đông ", "từ ", "hồi ",
        ]
        .iter()
        .any(|word| before.ends_with(word));
        let dated = last >= 1 && self.month(last - 1).is_some();
        (digits == 4 && (1900..*YEARS.start()).contains(&year) && (told || dated)).then_some(year)
    }

    /// Whether part `i` can be a month.
    fn month(&self, i: usize) -> Option<u8> {
        let (value, digits, _) = *self.parts.get(i)?;
        (digits <= 2 && (1..=12).contains(&value)).then_some(value as u8)
    }

    fn day(&self, i: usize) -> bool {
        let Some(&(value, digits, _)) = self.parts.get(i) else {
            return false;
        };
        digits <= 2 && (1..=31).contains(&value)
    }

    fn state(&self, text: &str, found: &mut Vec<Stated>) {
        let before = clause(text, self.start);
        let after = &text[self.end..];
        let glued = text[..self.start]
            .chars()
            .next_back()
            .is_some_and(|c| c.is_alphanumeric() || c == ',');
        let document = after.starts_with('/')
            || (after.starts_with('-') && after[1..].starts_with(char::is_uppercase))
            || before.ends_with("số ")
            || before.ends_with("Số ");
        if glued || document {
            return;
        }
        if self.ends_like_anniversary(before, found) {
            return;
        }
        let last = self.parts.len() - 1;
        let Some(year) = self.year(last) else {
            if let Some(year) = self.old_year(before) {
                found.push(Stated::Old(year, class(before, after, Class::Plain)));
            } else if self.year(0).is_none() {
                self.state_day(before, after, found);
            }
            return;
        };
        if last >= 1
            && let Some(from) = self.year(last - 1)
        {
            self.state_range(from, year, last, before, after, found);
            return;
        }
        if last == 0 && is_last_year(before) {
            found.push(Stated::Year(year + 1, Class::Leading, Sign::Firm));
            return;
        }
        if last == 0 && is_this_year(before, after) {
            found.push(Stated::Year(year, Class::Leading, Sign::Firm));
            return;
        }
        let shape = if last >= 2 && self.month(last - 1).is_some() && self.day(last - 2) {
            Class::FullDate
        } else if last == 0 && is_spelled_day(before) {
            Class::FullDate
        } else if last >= 1 && self.month(last - 1).is_some() {
            let said = [
                "tháng ", "quý ", "Quý ", "Tháng ", "hết ", "đầu ", "cuối ", "kỳ ", "ngày ",
                "đến ", "từ ", "giữa ", "THÁNG ",
            ]
            .iter()
            .any(|word| before.ends_with(word));
            if !said && counts(after) {
                return;
            }
            Class::Period
        } else if last == 0 {
            match alone(before, after) {
                Some(shape) => shape,
                None => return,
            }
        } else if is_quarter(before) {
            Class::Period
        } else {
            return;
        };
        let mut class = class(before, after, shape);
        if matches!(class, Class::Plain | Class::Bare | Class::Leading)
            && is_listed(text, self.start, self.end)
        {
            class = Class::Since;
        }
        let sign = sign(before, after, class);
        found.push(Stated::Year(year, class, sign));
    }

    /// `(28/7/1929 - 28/7/2019)`, `(1969-2019)`: from long ago to the day.
    fn ends_like_anniversary(&self, before: &str, found: &mut Vec<Stated>) -> bool {
        let long_ago = self
            .parts
            .iter()
            .find(|(value, digits, _)| *digits == 4 && (1800..2049).contains(value));
        let last = self.parts.len() - 1;
        let (Some(&(from, _, _)), Some(to)) = (long_ago, self.year(last)) else {
            return false;
        };
        let span = i32::from(to) - from;
        let told = contains_any(
            tail(before, 120),
            &[
                "kỷ niệm",
                "Kỷ niệm",
                "Ngày thành lập",
                "ngày thành lập",
                "năm thành lập",
            ],
        );
        if self.parts.len() < 2 || span < 5 || (span < 10 && !told) || (from >= 1990 && !told) {
            return false;
        }
        let ahead = contains_any(tail(before, 120), &["hướng tới", "tiến tới", "hướng đến"]);
        let life = contains_any(tail(before, 30), &["sinh", "nhà thơ", "nhạc sĩ", "liệt sĩ"]);
        if told && !ahead && !life {
            found.push(Stated::Anniversary(to));
        }
        true
    }

    fn state_range(
        &self,
        from: i16,
        to: i16,
        last: usize,
        before: &str,
        after: &str,
        found: &mut Vec<Stated>,
    ) {
        let near = tail(before, 40);
        let school = contains_any(
            near,
            &[
                "năm học",
                "Năm học",
                "NĂM HỌC",
                "niên học",
                "học kỳ",
                "học kì",
            ],
        );
        if to == from + 1
            && (school || last == 1)
            && !contains_any(near, &["nhiệm kỳ", "giai đoạn", "mùa", "khóa"])
        {
            if school {
                let clause = tail(before, 90);
                let ended = contains_any(
                    clause,
                    &[
                        "tổng kết",
                        "Tổng kết",
                        "học kỳ II",
                        "học kì II",
                        "kết thúc",
                        "bế giảng",
                        "TỔNG KẾT",
                        "thành tích",
                        "học giỏi",
                        "học sinh giỏi",
                        "kết quả",
                    ],
                );
                let begun = contains_any(
                    clause,
                    &[
                        "khai giảng",
                        "Khai giảng",
                        "đầu năm học",
                        "bước vào",
                        "chuẩn bị",
                        "triển khai nhiệm vụ",
                        "phương hướng",
                        "tựu trường",
                    ],
                );
                let rest = super::class::head(after, 40);
                let ended = ended || contains_any(rest, &["khép lại", "kết thúc"]);
                let begun = begun || contains_any(rest, &["bắt đầu", "khai giảng"]);
                let sense = match (ended, begun) {
                    (true, false) => Some(true),
                    (false, true) => Some(false),
                    _ => None,
                };
                found.push(Stated::School(from, to, sense));
            }
            return;
        }
    }

    /// `12/1`, `25-5`: a day and a month.
    fn state_day(&self, before: &str, after: &str, found: &mut Vec<Stated>) {
        if self.parts.len() != 2 || !self.day(0) {
            return;
        }
        let Some(month) = self.month(1) else { return };
        let said = [
            "ngày ", "Ngày ", "sáng ", "Sáng ", "chiều ", "Chiều ", "tối ", "Tối ", "trưa ",
            "hôm ", "nay, ", "nay (", "nay ", "(", "đêm ",
        ]
        .iter()
        .any(|word| before.ends_with(word));
        let feast = contains_any(
            tail(before, 24),
            &[
                "Quốc tế",
                "Quốc khánh",
                "lễ ",
                "dịp",
                "mừng",
                "niệm",
                "thành lập",
            ],
        );
        if said && !feast && !after.starts_with('%') && self.parts[1].2 != '.' {
            found.push(Stated::DayMonth(month));
        }
    }
}

/// What the form of a lone year makes of it; none where it counts something.
fn alone(before: &str, after: &str) -> Option<Class> {
    let near = before.trim_end_matches(' ');
    let says_year = ["năm", "Năm", "NĂM"]
        .iter()
        .any(|word| near.ends_with(word));
    if says_year {
        let head = near[..near.len() - "năm".len()].trim_end();
        if is_part_of_year(head) {
            return Some(Class::Period);
        }
        if ["trong", "Trong", "Riêng", "riêng", "cả", "hết"]
            .iter()
            .any(|word| head.ends_with(word))
        {
            return Some(Class::Leading);
        }
        // `…, năm 2012 huyện thành lập`: a clause of its own, but no item of a list
        let clause = head.ends_with(',')
            && after.starts_with(' ')
            && after[1..].starts_with(char::is_alphabetic)
            && !head
                .trim_end_matches(',')
                .ends_with(|c: char| c.is_ascii_digit());
        let opens = clause || head.is_empty() || head.ends_with(['"', '“', ':', '-', '–', '.']);
        return Some(if opens { Class::Leading } else { Class::Plain });
    }
    if ["Tết", "Xuân", "TẾT", "XUÂN", "xuân", "tết", "đán", "lịch"]
        .iter()
        .any(|word| near.ends_with(word))
    {
        return Some(Class::NewYear);
    }
    if super::lunar::ends_with_name(near) {
        return Some(Class::NewYear);
    }
    if is_quarter(before) {
        return Some(Class::Period);
    }
    let named = |noun: &&str| {
        let head = near.strip_suffix(*noun);
        head.is_some_and(|head| !head.ends_with(char::is_alphanumeric))
    };
    if NUMBERED.iter().any(named) {
        return None;
    }
    if counts(after) || near.ends_with([',', '.', ':', '(', '/']) && !after.starts_with(')') {
        return None;
    }
    // the year of a contest, a festival, a title: after a name, or after a word and before a stop
    let last = near.rsplit(' ').next().unwrap_or("");
    let word = last.chars().next_back().is_some_and(char::is_alphabetic);
    if word && near.contains(' ') && last.starts_with(char::is_uppercase) {
        return Some(Class::Bare);
    }
    let stops = after.is_empty()
        || after.starts_with([',', '.', ')', ';', ':', '”', '"', '!', '?'])
        || after.starts_with(" -")
        || after.starts_with(" –")
        || [
            " tại ",
            " và ",
            " của ",
            " với ",
            " cho ",
            " do ",
            " được ",
            " đã ",
            " vừa ",
        ]
        .iter()
        .any(|word| after.starts_with(word));
    (word && stops).then_some(Class::Bare)
}

/// What is named by a number.
const NUMBERED: &[&str] = &[
    "đời",
    "sản xuất",
    "phòng",
    "Phòng",
    "số",
    "Số",
    "đường",
    "Đường",
    "lô",
    "Lô",
    "máy",
    "tổng đài",
    "Tổng đài",
    "mã",
    "tuyến",
    "tàu",
    "nhà",
    "căn hộ",
    "thửa",
    "Quốc lộ",
    "quốc lộ",
    "mục",
    "trang",
    "điểm",
    "tổ",
    "ISO",
    "TCVN",
    "kênh",
    "công ty",
    "Công ty",
    "khoảng",
    "gần",
    "hơn",
    "trên",
    "dưới",
    "đạt",
    "còn",
    "lên",
    "tổng số",
];

/// Whether `head` before `năm 2022` names a part of it: `6 tháng đầu`, `quý I`, `đầu`, `tháng 5`.
fn is_part_of_year(head: &str) -> bool {
    let near = tail(head, 24);
    let near = near.strip_suffix(" của").unwrap_or(near);
    near.ends_with("đầu")
        || near.ends_with("cuối")
        || near.ends_with("tháng")
        || is_quarter(&format!("{near}/"))
        || {
            let digits = near.trim_end_matches(|c: char| c.is_ascii_digit());
            digits.len() < near.len() && (digits.ends_with("tháng ") || digits.ends_with("Tháng "))
        }
}

/// Whether `before` ends like `ngày 15 tháng 9 năm `.
fn is_spelled_day(before: &str) -> bool {
    let strip = |text: &str, word: &str| -> Option<(usize, usize)> {
        let text = text.trim_end().strip_suffix(word)?.trim_end();
        let head = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = text.len() - head.len();
        (1..=2).contains(&digits).then_some((head.len(), digits))
    };
    let Some((at, _)) = strip(before, "năm") else {
        return false;
    };
    let month = before[..at].trim_end();
    month.ends_with("tháng") && strip(&before[..at], "tháng").is_some()
}

/// `năm ngoái, 2009`, `năm ngoái (năm 2009)`.
fn is_last_year(before: &str) -> bool {
    let near = before
        .trim_end_matches(' ')
        .trim_end_matches("năm")
        .trim_end_matches([' ', ',', '(', '-', '–']);
    ["năm ngoái", "Năm ngoái"]
        .iter()
        .any(|word| near.ends_with(word))
}

/// `năm nay, năm 2021`, `năm 2021 này`.
fn is_this_year(before: &str, after: &str) -> bool {
    let near = before
        .trim_end_matches(' ')
        .trim_end_matches("năm")
        .trim_end_matches([' ', ',', '(', '-', '–']);
    let now = ["năm nay", "Năm nay"]
        .iter()
        .any(|word| near.ends_with(word));
    let this = after.strip_prefix(" này").is_some_and(|rest| {
        !rest.starts_with(char::is_alphabetic)
            && (before.ends_with("năm ") || before.ends_with("Năm "))
    });
    now || this
}

/// Whether the year at `start..end` is one of a list: `các năm 2014, 2015 và 2016`.
fn is_listed(text: &str, start: usize, end: usize) -> bool {
    let mut count = 1;
    let mut at = end;
    while let Some(next) = next_listed(&text[at..]) {
        count += 1;
        at += next;
    }
    let mut at = start;
    while let Some(previous) = previous_listed(&text[..at]) {
        count += 1;
        at = previous;
    }
    let told = ["các năm ", "những năm ", "Các năm ", "Những năm "];
    count >= 3 || count == 2 && told.iter().any(|word| text[..at].ends_with(word))
}

/// The end of the year that `after` goes on to list.
fn next_listed(after: &str) -> Option<usize> {
    let near = tail_free(super::class::head(after, 28));
    let at = near.find(|c: char| c.is_ascii_digit())?;
    let digits = near[at..].bytes().take_while(u8::is_ascii_digit).count();
    (joins(&near[..at]) && is_year(&near[at..at + digits])).then_some(at + digits)
}

/// Where the year stands that `before` lists ahead of the next.
fn previous_listed(before: &str) -> Option<usize> {
    let near = tail(before, 28);
    let gap = near.trim_end_matches(|c: char| !c.is_ascii_digit());
    let head = gap.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &gap[head.len()..];
    let glued = head.ends_with(['/', '-', '.']);
    (joins(&near[gap.len()..]) && is_year(digits) && !glued)
        .then(|| before.len() - near.len() + head.len())
}

/// The text up to the end of its sentence.
fn tail_free(text: &str) -> &str {
    text.split(['.', ';', '(', ')']).next().unwrap_or("")
}

/// Whether `gap` joins two years of a list, few words between.
fn joins(gap: &str) -> bool {
    let trimmed = gap.trim_start();
    (trimmed.starts_with(',') || trimmed.starts_with("và ") || trimmed.starts_with("rồi "))
        && gap.split_whitespace().count() <= 4
        && !gap.contains(['.', ';', '(', ')', ':'])
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// Whether `before` ends with a quarter: `quý I/`, `quý 4-`.
fn is_quarter(before: &str) -> bool {
    let near = before.trim_end_matches(['/', '-', '.', ' ']);
    let word = near
        .trim_end_matches(['I', 'V', '1', '2', '3', '4'])
        .trim_end();
    word.len() < near.len()
        && (word.ends_with("quý") || word.ends_with("Quý") || word.ends_with("QUÝ"))
}

/// Whether a noun follows that the number counts.
fn counts(after: &str) -> bool {
    let Some(rest) = after.strip_prefix(' ') else {
        return after.starts_with(|c: char| c.is_alphabetic() || c == '%');
    };
    [
        "đoàn viên",
        "người",
        "công nhân",
        "CN",
        "lao động",
        "suất",
        "căn",
        "đồng",
        "triệu",
        "phần",
        "lượt",
        "cán bộ",
        "CĐCS",
        "công đoàn",
        "doanh nghiệp",
        "DN",
        "đơn vị",
        "hộ",
        "học sinh",
        "tấn",
        "kg",
        "m2",
        "chiếc",
        "con",
        "tỷ",
        "tỉ",
        "NLĐ",
        "CB",
        "đại biểu",
        "thí sinh",
        "vận động viên",
        "bài",
        "sáng kiến",
        "đề tài",
        "trường hợp",
        "khẩu trang",
        "cuốn",
        "tờ",
        "km",
        "cơ sở",
        "ĐV",
        "xe",
        "vé",
        "ca ",
        "giáo viên",
        "hội viên",
        "nữ",
    ]
    .iter()
    .any(|noun| rest.starts_with(noun))
}

/// The sentence before byte `at`, 160 bytes at most.
fn clause(text: &str, at: usize) -> &str {
    let near = tail(&text[..at], 160);
    let stop = near.char_indices().rfind(|&(i, c)| {
        matches!(c, ';' | '\n' | '!' | '?' | '…')
            || (c == '.'
                && near[i + 1..].starts_with(' ')
                && !near[..i].ends_with(|c: char| c.is_uppercase()))
    });
    stop.map_or(near, |(i, c)| &near[i + c.len_utf8()..])
}

pub(super) fn contains_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}
