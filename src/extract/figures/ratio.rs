//! Achieved out of a plan or a whole: `24/52 CĐCS (đạt 46%)`, `7,2/9 tỷ đồng`,
//! `92/100 điểm`, `2/3 tổng số đoàn viên`.

use crate::article::{Figure, FigureKind};

use super::amount::Amount;
use super::attained::{self, Percent};
use super::numeral::{Form, Numeral};
use super::quantity::is_threshold;
use super::token::Line;
use super::{Found, Reader};
use super::{amount, approx, noun, percent, plan, sense, units};

/// Tokens within which the slash of a ratio stands.
const REACH: usize = 11;

/// The two numbers of a ratio and what they count.
struct Pair {
    value: f64,
    whole: f64,
    repaired: bool,
    unit: Option<String>,
    noun: Option<String>,
    end: usize,
    /// Whether something follows that only a ratio has: a unit or a noun.
    counted: bool,
}

/// Recognises a ratio whose first number stands at token `at`.
pub fn recognise(reader: &Reader, at: usize) -> Option<Found> {
    let line = reader.line;
    if let Some(found) = fraction(reader, at) {
        return Some(found);
    }
    let mut pair = read(line, at)?;
    let percent = attained::after(line, pair.end, pair.value, pair.whole);
    if !pair.counted && percent.is_none() && !is_large(line, at) {
        return None;
    }
    if pair.whole == 0.0 {
        return None;
    }
    let (first, sense) = approx::before(line, at, reader.floor);
    if let Some(percent) = &percent
        && !attained::agrees(pair.value, pair.whole, percent.value)
    {
        mend(line, at, &mut pair, percent.value);
    }
    let mut figure = Figure::new(line.span(first, pair.end), FigureKind::Ratio, pair.value);
    figure.unit = pair.unit;
    figure.noun = pair.noun;
    figure.approx = sense;
    figure.repaired = pair.repaired;
    figure.threshold = is_threshold(line, first, sense);
    let scale = figure.unit.as_deref() == Some("điểm");
    let of_plan = attained::is_plan(
        line,
        first,
        pair.end,
        pair.value,
        pair.whole,
        percent.as_ref(),
    );
    if !scale && (of_plan || plan::is_told(reader, first, pair.end, &figure, pair.whole)) {
        figure.target = Some(pair.whole);
    } else {
        figure.total = Some(pair.whole);
    }
    let mut end = pair.end;
    if let Some(Percent {
        value,
        tokens,
        derived,
    }) = percent
    {
        figure.percent = Some(value);
        figure.percent_span = Some(line.span(tokens.0, tokens.1));
        if derived {
            figure.inferred.push("percent".into());
        }
        end = tokens.1;
    }
    figure.sense = sense::of(line, first, end, &figure);
    Some(Found::Figure(Box::new(figure), end))
}

/// The pair at token `at`, whatever follows it.
fn read(line: &Line, at: usize) -> Option<Pair> {
    if !line.is_number(at) {
        return None;
    }
    (at + 1..at + REACH).find(|&i| line.is_mark(i, '/'))?;
    let first = Numeral::read(line.word(at))?;
    let low = amount::read(line, at)?;
    // a unit or a noun between the numbers: `7 tỷ đồng/9 tỷ đồng`, `19 CĐ cơ sở/21 đơn vị`
    let mut slash = at + 1;
    let mut inner_noun = None;
    let mut inner = low;
    if !line.is_mark(slash, '/') {
        if let Some((_, end)) = units::currency(line, low.end) {
            slash = end;
        } else if let Some((_, end)) = units::measure(line, low.end) {
            slash = end;
        } else if let Some(phrase) = noun::phrase(line, low.end) {
            inner_noun = phrase.noun.map(|noun| (noun, phrase.unit, phrase.class));
            slash = phrase.end;
        } else {
            slash = low.end;
        }
        if !line.is_mark(slash, '/') {
            return None;
        }
    } else {
        inner = Amount {
            end: at + 1,
            numeral: first,
            factor: 1.0,
            extra: 0.0,
            spelled: false,
            torn: false,
        };
    }
    let second = slash + 1;
    if !line.is_number(second) || line.is_mark(second + 1, '/') && line.is_number(second + 2) {
        return None;
    }
    let high = amount::read(line, second)?;
    let shared = if inner.factor == 1.0 {
        high.factor
    } else {
        1.0
    };
    let mut pair = Pair {
        value: 0.0,
        whole: 0.0,
        repaired: false,
        unit: None,
        noun: None,
        end: high.end,
        counted: false,
    };
    // `91,5/100 điểm`: only scores have decimals
    let scored = line.word(high.end) == "điểm";
    let plain = |amount: &Amount| {
        if amount.factor > 1.0 || scored && amount.count().is_none() {
            Some(amount.value())
        } else {
            amount.count()
        }
    };
    if let Some((unit, end)) = units::currency(line, high.end) {
        pair.unit = Some(unit.into());
        pair.end = end;
        pair.counted = true;
        let read = |amount: &Amount| {
            if shared > 1.0 || amount.factor > 1.0 {
                amount.value()
            } else {
                amount.whole()
            }
        };
        let (value, mended) = read(&inner);
        let (whole, whole_mended) = read(&high);
        pair.value = value * shared;
        pair.whole = whole;
        pair.repaired = mended || whole_mended;
        return Some(pair);
    }
    if let Some((unit, end)) = units::measure(line, high.end) {
        let (value, mended) = inner.value();
        let (whole, whole_mended) = high.value();
        pair.value = value * shared;
        pair.whole = whole;
        pair.repaired = mended || whole_mended;
        pair.unit = Some(unit.into());
        pair.end = end;
        pair.counted = true;
        return Some(pair);
    }
    if high.factor > 1.0
        && matches!(line.word(high.end - 1), "triệu" | "tỷ" | "tỉ")
        && noun::head_class(line, high.end).is_none()
    {
        pair.value = inner.value().0 * shared;
        pair.whole = high.value().0;
        pair.unit = Some("đồng".into());
        pair.counted = true;
        return Some(pair);
    }
    let (value, mended) = plain(&inner)?;
    let (whole, whole_mended) = plain(&high)?;
    pair.value = value * shared;
    pair.whole = whole;
    pair.repaired = mended || whole_mended;
    let phrase =
        if line.glued(high.end) && line.is_word(high.end) && !noun::is_known_head(line, high.end) {
            None
        } else {
            noun::phrase(line, high.end)
        };
    if let Some(((from, to), unit, class)) = inner_noun {
        // `23.450 đoàn viên/412 CĐCS` are two counts
        if phrase.is_some_and(|phrase| phrase.class != class) {
            return None;
        }
        pair.noun = Some(line.slice(from, to).to_string());
        pair.unit = unit.map(str::to_string);
        pair.counted = true;
        if let Some(phrase) = phrase {
            pair.end = phrase.end;
        }
    } else if let Some(phrase) = phrase {
        pair.noun = phrase
            .noun
            .map(|(from, to)| line.slice(from, to).to_string());
        pair.unit = phrase.unit.map(str::to_string);
        pair.end = phrase.end;
        pair.counted = true;
    }
    Some(pair)
}

/// Whether numbers this large make a ratio even where no noun follows: `3.120/2.600`.
fn is_large(line: &Line, at: usize) -> bool {
    [at, at + 2]
        .into_iter()
        .any(|i| Numeral::read(line.word(i)).is_some_and(|numeral| numeral.form == Form::Grouped))
}

/// A part of a whole: `2/3 tổng số đoàn viên`, `gần 1/2 số hộ`.
fn fraction(reader: &Reader, at: usize) -> Option<Found> {
    let line = reader.line;
    if !line.is_mark(at + 1, '/') || line.is_mark(at + 3, '/') {
        return None;
    }
    let part = Numeral::read(line.word(at))?.small(9)?;
    let whole = Numeral::read(line.word(at + 2))?.small(10)?;
    let (first, sense) = approx::before(line, at, reader.floor);
    let counted = matches!(
        line.word(at + 3),
        "số" | "tổng" | "dân" | "quân" | "lực" | "diện" | "thời"
    );
    let blurred = sense.is_some() && (part == 1 || part + 1 == whole) && whole <= 5;
    if part >= whole || !(counted || blurred) {
        return None;
    }
    let (noun, end) = match percent::noun_after(line, at + 3) {
        Some((from, to)) => (Some(line.slice(from, to).to_string()), to),
        None => (None, at + 3),
    };
    let value = f64::from(part) / f64::from(whole);
    let mut figure = Figure::new(line.span(first, end), FigureKind::Ratio, value);
    figure.unit = Some("phần".into());
    figure.noun = noun;
    figure.approx = sense;
    figure.threshold = is_threshold(line, first, sense);
    Some(Found::Figure(Box::new(figure), end))
}

/// Reads a broken first number anew where the stated percent proves another reading.
fn mend(line: &Line, at: usize, pair: &mut Pair, percent: f64) {
    let digits: String = line.word(at).chars().filter(char::is_ascii_digit).collect();
    let Ok(joined) = digits.parse::<f64>() else {
        return;
    };
    if joined != pair.value && attained::agrees(joined, pair.whole, percent) {
        pair.value = joined;
        pair.repaired = true;
    }
}
