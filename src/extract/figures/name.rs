//! Names, ranks, addresses and scores with numbers: `phường 14`, `bão số 3`, `lần thứ
//! 7`, `bậc 6/7`, `Covid-19`, `“3 tại chỗ”`, `thắng 3-2`.

use super::noun;
use super::numeral::{Form, Numeral};
use super::token::Line;
use super::units;
use super::words::Class;
use super::{Found, Reader, percent};

/// Words behind which a small number is always a name.
const STRICT: [&str; 52] = [
    "quận",
    "phường",
    "lộ",
    "ngõ",
    "ngách",
    "hẻm",
    "kiệt",
    "tầng",
    "lầu",
    "lô",
    "trang",
    "kỳ",
    "kì",
    "vòng",
    "hiệp",
    "thứ",
    "khóa",
    "khoá",
    "hạng",
    "bậc",
    "top",
    "bước",
    "hình",
    "biểu",
    "kênh",
    "đường",
    "phố",
    "ấp",
    "thôn",
    "xóm",
    "bảng",
    "mẫu",
    "số",
    "ql",
    "tl",
    "hl",
    "đt",
    "km",
    "p",
    "q",
    "tp",
    "độ",
    "mũi",
    "loại",
    "block",
    "tòa",
    "toà",
    "cổng",
    "bến",
    "lần",
    "tập",
    "phần",
];

/// Words behind which a number is a name unless people or a large number are counted.
const SOFT: [&str; 33] = [
    "tổ",
    "lớp",
    "khối",
    "nhóm",
    "cụm",
    "khu",
    "vùng",
    "vực",
    "đợt",
    "phòng",
    "nhà",
    "bão",
    "ca",
    "máy",
    "xưởng",
    "ty",
    "nghiệp",
    "trạm",
    "chốt",
    "trường",
    "đoạn",
    "đề",
    "án",
    "kho",
    "tiểu",
    "đội",
    "chuyền",
    "cấp",
    "mức",
    "dãy",
    "mỏ",
    "thế",
    "hệ",
];

/// Words behind which a number is a grade, a scale or a score, not a ratio.
const GRADES: [&str; 20] = [
    "thứ", "nhất", "bậc", "độ", "lệ", "hạng", "lớp", "hệ", "số", "ngõ", "ngách", "hẻm", "nhà",
    "trực", "tật", "kiệt", "binh", "tờ", "thửa", "trị",
];

/// Words behind a number that make it a saying or a rank.
const AFTER: [&str; 20] = [
    "tại", "cấp", "sao", "không", "nhất", "bên", "phía", "miền", "chiều", "đầu", "thì", "trong",
    "ngôi", "bám", "rõ", "dám", "thật", "cùng", "tốt", "đảm",
];

/// Recognises a number that names.
pub fn recognise(reader: &Reader, at: usize) -> Option<Found> {
    let line = reader.line;
    if !line.is_number(at) {
        return None;
    }
    if let Some(end) = slogan(line, at) {
        return Some(Found::Nothing(end));
    }
    if let Some(end) = scale(line, at) {
        return Some(Found::Nothing(end));
    }
    if let Some(end) = fixed(line, at) {
        return Some(Found::Nothing(end));
    }
    // `mức 5 - 7 triệu`
    let joint = line.is_dash(at + 1) || matches!(line.word(at + 1), "đến" | "tới");
    let measured =
        is_amount(line, at + 1) || joint && line.is_number(at + 2) && is_amount(line, at + 3);
    if is_code(line, at) || (is_named(line, at) && !measured) {
        return Some(Found::Nothing(tail(line, at)));
    }
    // `xe 45 chỗ`, `sân bóng đá mini 5 người`
    let before = line.word(at.wrapping_sub(1));
    let seats = line.word(at + 1) == "chỗ"
        && line.word(at).len() <= 2
        && matches!(before, "xe" | "khách" | "tô" | "loại");
    let side = line.word(at + 1) == "người" && matches!(before, "mini" | "sân" | "đá");
    if seats || side {
        return Some(Found::Nothing(at + 2));
    }
    if AFTER.contains(&line.word(at + 1)) && !noun::is_known_head(line, at + 1) {
        return Some(Found::Nothing(at + 1));
    }
    None
}

/// What is so called by its size: `đường dây 220 kV`, `xe cẩu 50 tấn`, `3 ca 4 kíp`.
fn fixed(line: &Line, at: usize) -> Option<usize> {
    let unit = line.word(at + 1);
    let before = line.word(at.wrapping_sub(1));
    let outer = line.word(at.wrapping_sub(2));
    if unit == "kv" {
        return Some(at + 2);
    }
    // `Km 32+500`, `lớp ghép 1+2`
    if line.is_mark(at + 1, '+') && line.glued(at + 1) && line.glued(at + 2) {
        return line.is_number(at + 2).then_some(at + 3);
    }
    let lifts = before == "cẩu" || before == "tải" && outer == "xe" || before == "container";
    if lifts && matches!(unit, "tấn" | "t") {
        return Some(at + 2);
    }
    let storeys = unit == "tầng"
        && matches!(
            before,
            "cao" | "nhà" | "tòa" | "toà" | "hộ" | "trọ" | "cư" | "xóm"
        );
    if storeys {
        return Some(at + 2);
    }
    // `3 ca 4 kíp`, `3 ca, 4 kíp`
    let next = at + 2 + usize::from(line.is_mark(at + 2, ','));
    let shifts = unit == "ca" && line.is_number(next) && line.word(next + 1) == "kíp";
    shifts.then_some(next + 2)
}

/// A number in quotes that soon close: `“3 tại chỗ”`, `“5 không”`.
fn slogan(line: &Line, at: usize) -> Option<usize> {
    let opens = matches!(
        line.kind(at.wrapping_sub(1)),
        Some(super::token::Kind::Mark('“' | '"' | '‘' | '«' | '\''))
    );
    if !opens {
        return None;
    }
    (at + 1..at + 7).find(|&i| {
        matches!(
            line.kind(i),
            Some(super::token::Kind::Mark('”' | '"' | '’' | '»' | '\''))
        )
    })
}

/// Grades, scales, scores and round-the-clock: `bậc 6/7`, `1/500`, `24/7`, `thắng 3-2`.
fn scale(line: &Line, at: usize) -> Option<usize> {
    let before = line.word(at.wrapping_sub(1));
    let joint = line.is_mark(at + 1, '/') || line.is_dash(at + 1) || line.is_mark(at + 1, ':');
    if !joint || !line.is_number(at + 2) {
        return None;
    }
    if line.is_mark(at + 1, '/') {
        let grade = GRADES.contains(&before) && !is_sum(line, at);
        let clock = line.word(at) == "24" && line.word(at + 2) == "7";
        let map = line.word(at) == "1"
            && matches!(
                line.word(at + 2),
                "500" | "2000" | "2.000" | "5000" | "5.000"
            );
        return (grade || clock || map).then_some(at + 3);
    }
    if line.is_mark(at + 1, ':') {
        return matches!(before, "lệ" | "số" | "thắng" | "thua").then_some(at + 3);
    }
    let score = matches!(before, "thắng" | "thua" | "hòa" | "hoà" | "dẫn")
        || before == "số" && matches!(line.word(at.wrapping_sub(2)), "tỉ" | "tỷ");
    (score && !is_amount(line, at + 3)).then_some(at + 3)
}

/// Whether the number hangs on letters or is a piece of a code: `Covid-19`, `I/2018`, `1A`.
fn is_code(line: &Line, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let hangs = line.glued(at) && line.glued(before) && line.is_word(before.wrapping_sub(1));
    let joint = line.is_dash(before)
        || line.is_mark(before, '/')
        || line.is_mark(before, '.')
        || line.is_mark(before, ',');
    let dangling = line.word(at).starts_with("00");
    if hangs && joint && (!known_glue(line, before) || dangling) {
        return true;
    }
    if line.glued(at) && line.is_word(before) && line.word(before).is_ascii() {
        // `ISO9001`; `cho26` was cut on purpose
        return !matches!(
            line.word(before),
            "cho" | "thu" | "chi" | "trao" | "trong" | "sang" | "khi"
        );
    }
    let after = at + 1;
    if !line.is_word(after) || !line.glued(after) {
        return false;
    }
    // `1A`, `9X`, `2O`, `1.2xx`: letters that are no unit
    !(is_amount(line, after) || noun::is_known_head(line, after))
}

/// Whether a mark without blanks stands between a sentence and a number: `kinh phí,12`.
fn known_glue(line: &Line, mark: usize) -> bool {
    let word = line.word(mark.wrapping_sub(1));
    let comma = line.is_mark(mark, ',') || line.is_mark(mark, '.');
    let raw = line.raw(mark.wrapping_sub(1));
    let small = word.len() > 1 && raw == word && line.is_mark(mark, ',');
    comma && (small || !word.is_ascii() && !raw.chars().all(char::is_uppercase))
}

/// Whether the word before token `at` gives the number as a name.
fn is_named(line: &Line, at: usize) -> bool {
    let mut before = at.wrapping_sub(1);
    // `P.14`, `TP. 3`
    if line.is_mark(before, '.') && matches!(line.word(before.wrapping_sub(1)), "p" | "q") {
        before = before.wrapping_sub(1);
    }
    let word = line.word(before);
    let Some(numeral) = Numeral::read(line.word(at)) else {
        return STRICT.contains(&word) || SOFT.contains(&word);
    };
    let outer = line.word(before.wrapping_sub(1));
    if matches!(outer, "mỗi" | "một" | "từng" | "các" | "mấy" | "hai" | "ba") {
        return false;
    }
    // `định kỳ 20 cuộc`, `mỗi phân xưởng 2 người`
    let compound = matches!(
        (outer, word),
        ("định", "kỳ" | "kì") | ("khẩu" | "thời", "trang") | ("tới" | "chung", "độ")
    );
    if compound || line.word(before.wrapping_sub(2)) == "mỗi" {
        return false;
    }
    let large = numeral.form != Form::Plain || numeral.amount().0 >= 1000.0;
    // the noun behind a range is of both numbers
    let ranged = line.is_dash(at + 1) && line.is_number(at + 2);
    let after = if ranged { at + 3 } else { at + 1 };
    let people = noun::head_class(line, after) == Some(Class::Person);
    let known = noun::is_known_head(line, after);
    if line.is_mark(at + 1, '/') && line.is_number(at + 2) {
        return false;
    }
    match word {
        "số" => names_a_number(line, before, large, known),
        "cấp" => !large && (!known || matches!(outer, "nhà" | "trường" | "học" | "đô")),
        "lần" => outer != "từng" && !known || outer == "thứ",
        "tòa" | "toà" | "cổng" | "bến" | "phần" | "tập" | "loại" | "độ" | "mẫu" | "hình"
        | "biểu" | "bảng" | "km" | "tp" | "đường" => !known && !large,
        _ if STRICT.contains(&word) => !large || word == "lộ",
        _ if SOFT.contains(&word) => {
            !large && !people && soft_is_name(line, at, word, &numeral, known)
        }
        _ => false,
    }
}

fn soft_is_name(line: &Line, at: usize, word: &str, numeral: &Numeral, known: bool) -> bool {
    match word {
        "lớp" | "khối" => numeral.small(12).is_some() || !known,
        "tổ" | "nhóm" | "phòng" | "ca" | "bão" | "xưởng" | "kho" | "chuyền" | "tiểu" => {
            numeral.small(40).is_some() && !line.is_mark(at + 1, ',') || !known
        }
        _ => !known,
    }
}

/// Whether `số 7` is a name: not in `tổng số 45`, `trong số 120`, `dân số 1,2 triệu`.
fn names_a_number(line: &Line, number: usize, large: bool, known: bool) -> bool {
    let outer = line.word(number.wrapping_sub(1));
    if matches!(
        outer,
        "tổng" | "trong" | "con" | "dân" | "quân" | "sĩ" | "doanh" | "một" | "đa" | "với"
    ) && known
    {
        return false;
    }
    !(large && known)
}

/// Whether the unit at token `at` shows an amount and no name.
fn is_amount(line: &Line, at: usize) -> bool {
    units::magnitude(line, at).is_some()
        || units::currency(line, at).is_some()
        || units::measure(line, at).is_some()
        || percent::sign(line, at).is_some()
}

/// Whether the ratio at token `at` is of money or has grouped numbers.
fn is_sum(line: &Line, at: usize) -> bool {
    line.word(at).contains('.') || line.word(at + 2).contains('.') || is_amount(line, at + 3)
}

/// The end of what hangs on the name's number: `302 - 305`, `12,13`, `1A`.
fn tail(line: &Line, at: usize) -> usize {
    let mut end = at + 1;
    while line.glued(end)
        && (line.is_word(end)
            || line.is_mark(end, '/') && line.is_number(end + 1)
            || line.is_number(end))
    {
        end += 1;
    }
    let joint = line.is_dash(end) || line.is_mark(end, ',') || line.word(end) == "và";
    let plain = line.is_number(end + 1) && line.word(end + 1).len() <= 3;
    if joint
        && plain
        && !noun::is_known_head(line, end + 2)
        && !is_amount(line, end + 2)
        && !line.is_mark(end + 2, '/')
    {
        end += 2;
    }
    end
}
