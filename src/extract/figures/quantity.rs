//! A number with its unit and noun, and the figure that it becomes together with the
//! words around it: approximator, bound, change, price per piece.

use crate::article::{Approx, Figure, FigureKind};

use super::Reader;
use super::amount::Amount;
use super::token::Line;
use super::{approx, change, count, measure, money, per, percent, sense};

/// A number that has found its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// What sort it is.
    pub kind: FigureKind,
    /// The value in its unit.
    pub value: f64,
    /// Whether a damaged number was repaired to read it.
    pub repaired: bool,
    /// The unit.
    pub unit: Option<String>,
    /// The counted noun, as written.
    pub noun: Option<String>,
    /// What a price or a number is for each of.
    pub per: Option<String>,
    /// The token after it.
    pub end: usize,
}

/// Bytes before a bound in which a plan is named.
const PLANNED: usize = 160;

/// Reads the amount at a token as a quantity of one kind.
pub type Read = fn(&Reader, usize, &Amount) -> Option<Quantity>;

/// The kinds of quantity, in the order in which they are tried.
const KINDS: [Read; 4] = [money::read, percent::read, measure::read, count::read];

/// The quantity that begins with `amount` at token `at`, of any kind.
pub fn read(reader: &Reader, at: usize, amount: &Amount) -> Option<Quantity> {
    KINDS.iter().find_map(|kind| kind(reader, at, amount))
}

/// The figure of `quantity`, whose number stands at token `at`, and the token after it.
pub fn figure(reader: &Reader, at: usize, quantity: Quantity) -> (Figure, usize) {
    let line = reader.line;
    let (mut first, mut sense) = approx::before(line, at, reader.floor);
    let mut end = quantity.end;
    let word_before = line.word(first.wrapping_sub(1));
    if let Some((bound, after)) = approx::after(line, end) {
        sense = Some(bound);
        end = after;
        if word_before == "từ" && first > reader.floor {
            first -= 1;
        }
    }
    let mut figure = Figure::new(line.span(first, end), quantity.kind, quantity.value);
    figure.unit = quantity.unit;
    figure.noun = quantity.noun;
    figure.per = quantity.per;
    figure.repaired = quantity.repaired;
    figure.approx = sense;
    figure.threshold = is_threshold(line, first, sense);
    figure.delta = change::delta(reader, first, &figure);
    figure.sense = sense::of(line, first, end, &figure);
    if figure.kind == FigureKind::Money && figure.per.is_none() {
        figure.per = per::each_before(line, first, reader.floor);
    }
    (figure, end)
}

/// Whether the words of a rule stand around the number: `ít nhất`, `trở lên`, `dưới`.
pub fn is_threshold(line: &Line, first: usize, sense: Option<Approx>) -> bool {
    let before = line.word(first.wrapping_sub(1));
    let start = line.span(first, first + 1).start;
    // what is striven for is no rule: `phấn đấu ít nhất 80% CĐCS`
    if sense.is_some() && line.names_before(start, PLANNED, &["phấn đấu", "mục tiêu"]) {
        return false;
    }
    match sense {
        // `trúng cử với tỷ lệ từ 93% trở lên` tells a result
        Some(Approx::Min | Approx::Max) => {
            !(before == "lệ" && line.word(first.wrapping_sub(3)) == "với")
        }
        // and so does `chỉ còn dưới 50 thùng`
        Some(Approx::Lt) => {
            // `nhiều nơi dưới 10 lao động`
            let tells = (2..=3).any(|back| line.word(first.wrapping_sub(back)) == "nhiều");
            line.word(first) == "dưới" && before != "còn" && !tells
        }
        // `nơi nào nợ trên 30%`, `nếu nợ quá 3 tỷ`
        Some(Approx::Gt) => (1..=5)
            .map(|back| first.wrapping_sub(back))
            .take_while(|&i| line.is_word(i))
            .any(|i| matches!(line.word(i), "nào" | "nếu")),
        _ => false,
    }
}
