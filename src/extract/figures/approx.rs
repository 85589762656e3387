//! The approximators before a number (`hơn`, `gần`, `ít nhất`) and the bounds behind
//! it (`trở lên`).

use crate::article::Approx;

use super::token::Line;

const ONE: [(&str, Approx); 14] = [
    ("hơn", Approx::Gt),
    ("trên", Approx::Gt),
    ("quá", Approx::Gt),
    ("ngoài", Approx::Gt),
    ("gần", Approx::Lt),
    ("ngót", Approx::Lt),
    ("dưới", Approx::Lt),
    ("non", Approx::Lt),
    ("khoảng", Approx::About),
    ("chừng", Approx::About),
    ("cỡ", Approx::About),
    ("ước", Approx::About),
    ("tầm", Approx::About),
    ("độ", Approx::About),
];

const TWO: [(&str, &str, Approx); 21] = [
    ("xấp", "xỉ", Approx::About),
    ("áng", "chừng", Approx::About),
    ("ước", "tính", Approx::About),
    ("ước", "chừng", Approx::About),
    ("ngót", "nghét", Approx::Lt),
    ("chưa", "đến", Approx::Lt),
    ("chưa", "tới", Approx::Lt),
    ("chưa", "đầy", Approx::Lt),
    ("ít", "nhất", Approx::Min),
    ("tối", "thiểu", Approx::Min),
    ("thấp", "nhất", Approx::Min),
    ("không", "dưới", Approx::Min),
    ("tối", "đa", Approx::Max),
    ("không", "quá", Approx::Max),
    ("vượt", "quá", Approx::Gt),
    ("nhiều", "nhất", Approx::Max),
    ("cao", "nhất", Approx::Max),
    ("không", "hơn", Approx::Max),
    ("hơn", "cả", Approx::Gt),
    ("gần", "như", Approx::Lt),
    ("gần", "đến", Approx::Lt),
];

/// The first token of the approximators right before token `at`, and their sense; never
/// before token `floor`.
pub fn before(line: &Line, at: usize, floor: usize) -> (usize, Option<Approx>) {
    let mut first = at;
    let mut sense = None;
    // `ước khoảng 500`, `khoảng gần 200`: two at most
    for _ in 0..2 {
        let Some((length, approx)) = one_before(line, first) else {
            break;
        };
        if first < floor + length {
            break;
        }
        first -= length;
        sense = Some(approx);
    }
    (first, sense)
}

fn one_before(line: &Line, at: usize) -> Option<(usize, Approx)> {
    let last = line.word(at.wrapping_sub(1));
    if last.is_empty() {
        return None;
    }
    let first = line.word(at.wrapping_sub(2));
    for (one, two, approx) in TWO {
        if last == two && first == one {
            // `cao nhất 50 triệu` is a superlative more often than a bound
            let superlative = matches!(one, "cao" | "thấp" | "nhiều" | "vượt" | "hơn");
            // `nơi ít nhất 5 người` too
            let fewest =
                one == "ít" && matches!(line.word(at.wrapping_sub(3)), "nơi" | "người" | "vị");
            return (!superlative && !fewest).then_some((2, approx));
        }
    }
    let &(_, approx) = ONE.iter().find(|(word, _)| *word == last)?;
    let fits = match last {
        // `Ngoài 44 hộ này, …`: besides
        "ngoài" => !line.is_titled(at - 1) && !matches!(first, "bên" | "ra" | "nước" | "khối"),
        "độ" => matches!(first, "" | "có" | "được" | "chừng"),
        "tầm" | "non" => !matches!(first, "trẻ" | "mầm" | "từ"),
        "ước" => !matches!(first, "thỏa" | "thoả" | "giao" | "mơ" | "công"),
        "quá" => !matches!(first, "vượt" | "thông"),
        // `kiểm tra cấp dưới 13/26 đơn vị`, `công đoàn cấp trên 5 lần`
        "dưới" | "trên" => !matches!(
            first,
            "cấp" | "bên" | "phía" | "tuyến" | "nói" | "nêu" | "kể"
        ),
        _ => true,
    };
    fits.then_some((1, approx))
}

/// The bound behind a quantity that ends before token `at`: its sense and the token after it.
pub fn after(line: &Line, at: usize) -> Option<(Approx, usize)> {
    if line.word(at) != "trở" {
        return None;
    }
    match line.word(at + 1) {
        "lên" => Some((Approx::Min, at + 2)),
        "xuống" => Some((Approx::Max, at + 2)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (String, Option<Approx>) {
        let line = Line::new(text);
        let at = line.anchors[0] as usize;
        let (first, approx) = before(&line, at, 0);
        (line.slice(first, at).to_string(), approx)
    }

    #[test]
    fn approximators_are_read_backwards() {
        assert_eq!(found("có hơn 30"), ("hơn".into(), Some(Approx::Gt)));
        assert_eq!(
            found("có ít nhất 30"),
            ("ít nhất".into(), Some(Approx::Min))
        );
        assert_eq!(
            found("có không quá 30"),
            ("không quá".into(), Some(Approx::Max))
        );
        assert_eq!(
            found("khoảng gần 30"),
            ("khoảng gần".into(), Some(Approx::About))
        );
        assert_eq!(found("thỏa ước 30"), (String::new(), None));
        assert_eq!(found("30"), (String::new(), None));
    }
}
