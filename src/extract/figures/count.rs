//! Counts of people and things: `24 CĐCS`, `hơn 700 lượt cán bộ`, `04 người`.

use crate::article::FigureKind;

use super::Reader;
use super::amount::Amount;
use super::money;
use super::noun::{self, Phrase};
use super::per;
use super::quantity::Quantity;
use super::spelled;
use super::token::Line;
use super::words::{self, Class};

/// Nouns that a numeral in words does not count as a result.
const NOT_SPELLED: [&str; 23] = [
    "lần", "nước", "con", "loại", "mặt", "kiểu", "dạng", "thứ", "khu", "vùng", "ông", "bà", "mẹ",
    "quốc", "từ", "chữ", "bên", "vợ", "tầng", "thế", "mặt", "phía", "buổi",
];
/// Words of kin: two of them in a row are one family (`hai chị em`, `hai mẹ con`).
const KIN: [&str; 12] = [
    "anh", "chị", "em", "cô", "cháu", "ông", "bà", "con", "mẹ", "bố", "chú", "bác",
];

/// Words that lead a year.
const YEAR_WORDS: [&str; 22] = [
    "năm", "tết", "xuân", "hè", "kỳ", "đầu", "cuối", "giữa", "từ", "đến", "tới", "sang", "trước",
    "sau", "mùa", "dịp", "quý", "tháng", "nhân", "và", "của", "hết",
];

/// Reads `amount` as a count.
pub fn read(reader: &Reader, at: usize, amount: &Amount) -> Option<Quantity> {
    let line = reader.line;
    // `tăng 2,5 lần`, `hơn 11,5 điểm`: the only counts that have halves
    let (value, repaired) = match amount.count() {
        Some(read) => read,
        None if matches!(line.word(amount.end), "lần" | "điểm") => amount.value(),
        None => return None,
    };
    if value == 0.0 {
        return None;
    }
    if let Some(quoted) = quoted(reader, amount, value, repaired) {
        return Some(quoted);
    }
    let Some(phrase) = noun::phrase(line, amount.end) else {
        return inherited(reader, at, amount);
    };
    if !fits(reader, at, amount, &phrase) {
        return None;
    }
    let mut noun = phrase
        .noun
        .map(|(from, to)| line.slice(from, to).to_string());
    let mut unit = phrase.unit;
    // `tại 3 điểm` are places, `đạt 95 điểm` is a score
    let placed = matches!(
        line.word(at.wrapping_sub(1)),
        "tại" | "ở" | "thành" | "mở" | "có" | "gồm" | "sạt" | "lở" | "dựng" | "lập" | "đặt"
    );
    if unit == Some("điểm") && placed && amount.numeral.count().is_some() {
        unit = None;
        noun = Some(line.slice(amount.end, phrase.end).to_string());
    }
    let (per, end) = match per::slashes(line, phrase.end) {
        Some((per, end)) => (Some(per), end),
        None => (None, phrase.end),
    };
    Some(Quantity {
        kind: FigureKind::Count,
        value,
        repaired,
        unit: unit.map(str::to_string),
        noun,
        per,
        end,
    })
}

/// Whether the phrase behind the number is what it counts.
fn fits(reader: &Reader, at: usize, amount: &Amount, phrase: &Phrase) -> bool {
    let line = reader.line;
    let known = phrase.class.is_some_and(|class| class != Class::Verbal);
    let people = phrase.unit == Some("người");
    let first = amount.end;
    if line.glued(first) && !known {
        return false;
    }
    if amount.spelled {
        return spelled_fits(line, at, first, amount, phrase);
    }
    if amount.factor > 1.0 && !known && !people {
        return false;
    }
    let before = line.word(at.wrapping_sub(1));
    if phrase.class == Some(Class::Abstract) && before == "cả" {
        return false;
    }
    // `chia làm 2 đợt: ngày 15/1 và 10/2` are times
    let parts = line.word(at.wrapping_sub(2)) == "chia" && matches!(before, "làm" | "thành");
    if parts && phrase.end == first + 1 && matches!(line.word(first), "đợt" | "kỳ" | "lần") {
        return false;
    }
    // names, and letters such as `TS` of a ship's number
    let letters = line.raw(first).chars().all(char::is_uppercase) && line.raw(first).len() <= 3;
    if (line.is_titled(first) || letters) && phrase.class.is_none() {
        return false;
    }
    // a name with a number: `Hoà An 3 mở rộng`
    let name_before = line.is_titled(at.wrapping_sub(1)) && !line.opens_sentence(at - 1);
    if name_before && !known && !people {
        return false;
    }
    // a noun that is a verb too: `tổ chức 12 hoạt động`, but `Binh đoàn 15 phối hợp`
    let first_sense = super::approx::before(line, at, reader.floor).0;
    if phrase.class == Some(Class::Verbal)
        && line.is_word(at.wrapping_sub(1))
        && first_sense == at
        && !is_led(line, at)
    {
        return false;
    }
    !amount.numeral.is_year()
        || counts_a_year(line, at, known)
        || known && follows_a_figure(reader, at)
}

/// Whether a number that looks like a year is a count: `tuyển 2022 công nhân`, led by a
/// verb or a preposition that leads no year.
fn counts_a_year(line: &Line, at: usize, known: bool) -> bool {
    known && !YEAR_WORDS.contains(&line.word(at.wrapping_sub(1))) && is_led(line, at)
}

/// Whether only a comma or `và` stands between the figure before and token `at`.
fn follows_a_figure(reader: &Reader, at: usize) -> bool {
    let joint = at.wrapping_sub(1);
    let listed = reader.line.is_mark(joint, ',') || reader.line.word(joint) == "và";
    listed && reader.floor == joint && !reader.found.is_empty()
}

/// Whether a verb or a small word stands right before token `at`.
fn is_led(line: &Line, at: usize) -> bool {
    if line.word(at.wrapping_sub(1)) == "mới" {
        return true;
    }
    (1..=2).any(|back| {
        words::compound(line, at.wrapping_sub(back))
            .is_some_and(|(class, end)| end == at && matches!(class, Class::Stop | Class::Verbal))
    })
}

fn spelled_fits(line: &Line, at: usize, first: usize, amount: &Amount, phrase: &Phrase) -> bool {
    let value = amount.numeral.amount().0;
    let Some(class) = phrase.class else {
        // `hơn bốn mươi làn điệu`: nothing but a number is that long
        return amount.end > at + 1
            && value >= 10.0
            && !line.is_titled(first)
            && !line.is_titled(at + 1);
    };
    // `hai phần ba`
    if line.word(first) == "phần" && spelled::may_begin(line.word(first + 1).as_bytes()) {
        return false;
    }
    let large = value >= 100.0;
    let counted = match class {
        Class::Abstract | Class::Verbal | Class::Field | Class::Adjective | Class::Stop => false,
        Class::Work => large || !matches!(line.word(first), "mục" | "chủ" | "điều" | "quy"),
        _ => true,
    };
    if !counted || NOT_SPELLED.contains(&line.word(first)) || value < 2.0 {
        return false;
    }
    if KIN.contains(&line.word(first)) && KIN.contains(&line.word(first + 1)) {
        return false;
    }
    let capital = line.is_titled(at) && line.is_titled(first);
    let before = line.word(at.wrapping_sub(1));
    let name = matches!(
        before,
        "thứ"
            | "hàng"
            | "vài"
            | "mấy"
            | "một"
            | "dăm"
            | "đôi"
            | "hạng"
            | "lần"
            | "tháng"
            | "phố"
            | "đường"
            | "giải"
            | "anh"
            | "chị"
            | "số"
            | "loại"
            | "cấp"
            | "bậc"
            | "lớp"
            | "tổ"
            | "khối"
            | "vòng"
            | "khóa"
            | "khoá"
            | "quý"
            | "chữ"
    );
    if name || capital && !line.opens_sentence(at) {
        return false;
    }
    line.word(at) != "năm" || amount.end > at + 1 || five_fits(line, at, before, class)
}

/// Whether `năm` is five and not a year: `, năm người bị thương` but `cuối năm công nhân`.
fn five_fits(line: &Line, at: usize, before: &str, class: Class) -> bool {
    let opens = at == 0 || !line.is_word(at - 1);
    let led = matches!(
        before,
        "có" | "cho"
            | "với"
            | "gồm"
            | "và"
            | "thêm"
            | "hơn"
            | "gần"
            | "khoảng"
            | "trao"
            | "tặng"
            | "mở"
            | "lập"
            | "khiến"
            | "làm"
            | "được"
            | "bởi"
            | "cứu"
            | "đủ"
            | "của"
            | "là"
            | "thưởng"
            | "xây"
            | "chọn"
            | "cử"
            | "nạp"
    );
    (opens || led) && class != Class::Event
}

/// Things counted by their title in quotes: `5 “Mái ấm Công đoàn”`.
fn quoted(reader: &Reader, amount: &Amount, value: f64, repaired: bool) -> Option<Quantity> {
    let line = reader.line;
    let open = amount.end;
    let quote = |i: usize, marks: &[char]| marks.iter().any(|mark| line.is_mark(i, *mark));
    if amount.spelled || amount.numeral.is_year() || !quote(open, &['“', '"', '‘', '«', '”'])
    {
        return None;
    }
    let phrase = noun::phrase(line, open + 1).filter(|phrase| phrase.class.is_some())?;
    let close = (phrase.end..open + 9).find(|&i| quote(i, &['”', '"', '’', '»']))?;
    Some(Quantity {
        kind: FigureKind::Count,
        value,
        repaired,
        unit: phrase.unit.map(str::to_string),
        noun: Some(line.slice(open + 1, close).to_string()),
        per: None,
        end: close + 1,
    })
}

/// A bare magnitude that takes its noun from the count before it.
fn inherited(reader: &Reader, at: usize, amount: &Amount) -> Option<Quantity> {
    if amount.factor < 1e3 {
        return None;
    }
    let last = money::heir(reader, at)?;
    let (value, repaired) = amount.value();
    Some(Quantity {
        kind: FigureKind::Count,
        value,
        repaired,
        unit: last.unit.clone(),
        noun: last.noun.clone(),
        per: None,
        end: amount.end,
    })
}
