//! Clock times and hours: `21h15`, `8 giờ 30`, `14:35`, `48 giờ/tuần`.

use super::numeral::Numeral;
use super::token::Line;
use super::{Found, Reader};

/// Recognises a time of the day or a number of hours.
pub fn recognise(reader: &Reader, at: usize) -> Option<Found> {
    let line = reader.line;
    if !line.is_number(at) {
        return None;
    }
    if line.is_mark(at + 1, ':')
        && line.glued(at + 1)
        && line.glued(at + 2)
        && line.is_number(at + 2)
        && line.word(at + 2).len() == 2
        && line.word(at).len() <= 2
    {
        return Some(Found::Nothing(at + 3));
    }
    let end = hour(line, at)?;
    // `từ 8 giờ đến 17 giờ` are two times, `8 giờ 30 phút` is one
    let minutes = line.is_number(end)
        && Numeral::read(line.word(end))
            .is_some_and(|n| n.small(59).is_some() || line.word(end) == "00")
        && !super::noun::is_known_head(line, end + 1)
        && !line.is_mark(end + 1, '/')
        && !line.is_mark(end + 1, '%');
    Some(Found::Nothing(end + usize::from(minutes)))
}

/// The token after the hours at token `at`.
fn hour(line: &Line, at: usize) -> Option<usize> {
    let unit = line.word(at + 1);
    let glued = line.glued(at + 1);
    let rest = match unit.as_bytes().first() {
        Some(b'h' | b'g') => &unit[1..],
        _ if unit == "giờ" => return Some(at + 2),
        _ => return None,
    };
    let minutes = rest.len() <= 2 && rest.bytes().all(|byte| byte.is_ascii_digit());
    let hours = Numeral::read(line.word(at))?;
    let of_day = hours.small(24).is_some() || line.word(at) == "0" || line.word(at) == "00";
    if !minutes || !glued || !of_day {
        return None;
    }
    let grams = unit == "g"
        && !matches!(
            line.word(at.wrapping_sub(1)),
            "lúc" | "khoảng" | "vào" | "từ" | "đến" | "trước" | "sau" | "hồi" | "–" | "-"
        );
    let part_of_day = matches!(
        line.word(at + 2),
        "sáng" | "trưa" | "chiều" | "tối" | "đêm" | "kém" | "ngày" | "hôm" | "hằng" | "hàng"
    );
    (!grams || part_of_day).then_some(at + 2)
}
