//! Figures as passages store them: fields that are set, small numbers in few bytes, words of
//! the text by where they stand, and every other word once a passage.
//!
//! ```text
//! flags    varint: the kind, which fields follow, and the fields that are a choice of a few
//! span     varint distance from the last figure's start, varint length
//! value    as every number: varint (number << 2), (thousandths << 2 | 1), or 2 and eight bytes
//! …        the other fields that are set, in the order of their flags
//! ```

use crate::article::{Approx, Figure, FigureKind, Period, Sense};
use crate::text::Span;

use super::varint;

const KINDS: [FigureKind; 6] = [
    FigureKind::Count,
    FigureKind::Money,
    FigureKind::Percent,
    FigureKind::Ratio,
    FigureKind::Range,
    FigureKind::Measure,
];
const APPROXES: [Approx; 5] = [
    Approx::Gt,
    Approx::Lt,
    Approx::About,
    Approx::Min,
    Approx::Max,
];
const SENSES: [Sense; 3] = [Sense::Target, Sense::Share, Sense::Change];

/// The bytes of the longest number.
const LONGEST: usize = 10;

/// The lowest bits hold the kind; a bit each of what follows the value.
const KIND: u64 = 0b111;
const UNIT: u64 = 1 << 3;
const NOUN: u64 = 1 << 4;
/// The noun stands in the text of the figure.
const NOUN_INSIDE: u64 = 1 << 5;
const PERIOD: u64 = 1 << 6;
const PLACE: u64 = 1 << 7;
const INFERRED: u64 = 1 << 8;
const HIGH: u64 = 1 << 9;
const TARGET: u64 = 1 << 10;
const TOTAL: u64 = 1 << 11;
const PERCENT: u64 = 1 << 12;
const DELTA: u64 = 1 << 13;
const PERCENT_SPAN: u64 = 1 << 14;
const PER: u64 = 1 << 15;
const THRESHOLD: u64 = 1 << 16;
const REPAIRED: u64 = 1 << 17;
const IMPLAUSIBLE: u64 = 1 << 18;
/// Where the numbers of the choices begin; 0 is none.
const CONSISTENT: u32 = 19;
const APPROX: u32 = 21;
const SENSE: u32 = 24;

/// The bytes of `figures`, whose spans lie in `text`, and the words that they refer to.
pub fn pack<'f>(figures: &'f [Figure], text: &str) -> (Vec<&'f str>, Vec<u8>) {
    let mut packer = Packer::default();
    let mut last = 0;
    for figure in figures {
        packer.figure(figure, text, last);
        last = figure.span.start;
    }
    (packer.words, packer.bytes)
}

/// The figures that `bytes` are; none where they are damaged.
pub fn unpack(bytes: &[u8], words: &[String], text: &str) -> Option<Vec<Figure>> {
    let mut unpacker = Unpacker { bytes, words };
    let mut figures = Vec::new();
    let mut last = 0;
    while !unpacker.bytes.is_empty() {
        let figure = unpacker.figure(text, last)?;
        last = figure.span.start;
        figures.push(figure);
    }
    Some(figures)
}

#[derive(Default)]
struct Packer<'f> {
    words: Vec<&'f str>,
    bytes: Vec<u8>,
}

impl<'f> Packer<'f> {
    fn figure(&mut self, figure: &'f Figure, text: &str, last: usize) {
        let own = text.get(figure.span.start..figure.span.end);
        let inside = own.zip(figure.noun.as_deref());
        let inside = inside.and_then(|(own, noun)| own.find(noun));
        let mut flags = position(&KINDS, figure.kind);
        for (bit, set) in [
            (UNIT, figure.unit.is_some()),
            (NOUN, figure.noun.is_some()),
            (NOUN_INSIDE, inside.is_some()),
            (PERIOD, figure.period.is_some()),
            (PLACE, figure.place.is_some()),
            (INFERRED, !figure.inferred.is_empty()),
            (HIGH, figure.high.is_some()),
            (TARGET, figure.target.is_some()),
            (TOTAL, figure.total.is_some()),
            (PERCENT, figure.percent.is_some()),
            (DELTA, figure.delta.is_some()),
            (PERCENT_SPAN, figure.percent_span.is_some()),
            (PER, figure.per.is_some()),
            (THRESHOLD, figure.threshold),
            (REPAIRED, figure.repaired),
            (IMPLAUSIBLE, figure.implausible),
        ] {
            flags |= if set { bit } else { 0 };
        }
        let choice = |number: Option<u64>| number.map_or(0, |number| number + 1);
        flags |= choice(figure.consistent.map(u64::from)) << CONSISTENT;
        flags |= choice(figure.approx.map(|approx| position(&APPROXES, approx))) << APPROX;
        flags |= choice(figure.sense.map(|sense| position(&SENSES, sense))) << SENSE;
        self.varint(flags);
        // Spans are sorted; one that is not goes round the end of the numbers and back.
        self.varint(figure.span.start.wrapping_sub(last) as u64);
        self.varint(figure.span.len() as u64);
        self.number(figure.value);
        self.words.reserve(8);
        if let Some(unit) = &figure.unit {
            self.word(unit);
        }
        if let Some(noun) = &figure.noun {
            match inside {
                Some(at) => {
                    self.varint(at as u64);
                    self.varint(noun.len() as u64);
                }
                None => self.word(noun),
            }
        }
        if let Some(period) = &figure.period {
            self.word(&period.text);
            self.word(&period.from);
            self.word(&period.to);
        }
        if let Some(place) = &figure.place {
            self.word(place);
        }
        if !figure.inferred.is_empty() {
            self.varint(figure.inferred.len() as u64);
            figure.inferred.iter().for_each(|name| self.word(name));
        }
        for number in [
            figure.high,
            figure.target,
            figure.total,
            figure.percent,
            figure.delta,
        ] {
            number.into_iter().for_each(|number| self.number(number));
        }
        if let Some(span) = figure.percent_span {
            self.varint(span.start as u64);
            self.varint(span.len() as u64);
        }
        if let Some(per) = &figure.per {
            self.word(per);
        }
    }

    fn word(&mut self, word: &'f str) {
        let known = self.words.iter().position(|known| *known == word);
        let number = known.unwrap_or(self.words.len());
        if known.is_none() {
            self.words.push(word);
        }
        self.varint(number as u64);
    }

    fn number(&mut self, number: f64) {
        let thousandths = (number * 1000.0).round();
        let small = |number: f64| (0.0..1e15).contains(&number) && number.is_sign_positive();
        if number.fract() == 0.0 && small(number) {
            self.varint((number as u64) << 2);
        } else if small(thousandths) && thousandths / 1000.0 == number {
            self.varint((thousandths as u64) << 2 | 1);
        } else {
            self.varint(2);
            self.bytes.extend(number.to_bits().to_le_bytes());
        }
    }

    fn varint(&mut self, value: u64) {
        varint::push(&mut self.bytes, value);
    }
}

struct Unpacker<'b> {
    bytes: &'b [u8],
    words: &'b [String],
}

impl Unpacker<'_> {
    fn figure(&mut self, text: &str, last: usize) -> Option<Figure> {
        let flags = self.varint()?;
        let has = |bit: u64| flags & bit != 0;
        let start = last.wrapping_add(self.varint()? as usize);
        let span = self.span_from(start)?;
        let kind = *KINDS.get((flags & KIND) as usize)?;
        let mut figure = Figure::new(span, kind, self.number()?);
        if has(UNIT) {
            figure.unit = Some(self.word()?);
        }
        if has(NOUN) {
            figure.noun = Some(match has(NOUN_INSIDE) {
                true => {
                    let at = start.checked_add(self.varint()? as usize)?;
                    let noun = self.span_from(at)?;
                    text.get(noun.start..noun.end)?.to_string()
                }
                false => self.word()?,
            });
        }
        if has(PERIOD) {
            figure.period = Some(Period {
                text: self.word()?,
                from: self.word()?,
                to: self.word()?,
            });
        }
        if has(PLACE) {
            figure.place = Some(self.word()?);
        }
        if has(INFERRED) {
            for _ in 0..self.varint()? {
                figure.inferred.push(self.word()?);
            }
        }
        for (bit, field) in [
            (HIGH, &mut figure.high),
            (TARGET, &mut figure.target),
            (TOTAL, &mut figure.total),
            (PERCENT, &mut figure.percent),
            (DELTA, &mut figure.delta),
        ] {
            if has(bit) {
                *field = Some(self.number()?);
            }
        }
        if has(PERCENT_SPAN) {
            let start = self.varint()? as usize;
            figure.percent_span = Some(self.span_from(start)?);
        }
        if has(PER) {
            figure.per = Some(self.word()?);
        }
        figure.threshold = has(THRESHOLD);
        figure.repaired = has(REPAIRED);
        figure.implausible = has(IMPLAUSIBLE);
        let choice =
            |at: u32, bits: u32| ((flags >> at) as usize & ((1 << bits) - 1)).checked_sub(1);
        figure.consistent = choice(CONSISTENT, 2).map(|number| number == 1);
        figure.approx = choice(APPROX, 3).and_then(|number| APPROXES.get(number).copied());
        figure.sense = choice(SENSE, 2).and_then(|number| SENSES.get(number).copied());
        Some(figure)
    }

    fn span_from(&mut self, start: usize) -> Option<Span> {
        let length = self.varint()? as usize;
        Some(Span::new(start, start.checked_add(length)?))
    }

    fn word(&mut self) -> Option<String> {
        let number = self.varint()? as usize;
        self.words.get(number).cloned()
    }

    fn number(&mut self) -> Option<f64> {
        let number = self.varint()?;
        match number & 3 {
            0 => Some((number >> 2) as f64),
            1 => Some((number >> 2) as f64 / 1000.0),
            _ => {
                let (bits, rest) = self.bytes.split_first_chunk::<8>()?;
                self.bytes = rest;
                Some(f64::from_bits(u64::from_le_bytes(*bits)))
            }
        }
    }

    fn varint(&mut self) -> Option<u64> {
        varint::take(&mut self.bytes, LONGEST)
    }
}

fn position<T: PartialEq + Copy>(all: &[T], one: T) -> u64 {
    let found = all.iter().position(|each| *each == one);
    found.unwrap_or_default() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "Kết nạp hơn 60 đoàn viên mới, đạt 120% kế hoạch năm.";

    fn word() -> impl Strategy<Value = Option<String>> {
        prop::option::of(prop_oneof![
            "[a-zđô ]{0,6}",
            Just("đoàn viên".to_string()),
            Just("người".to_string())
        ])
    }

    fn number() -> impl Strategy<Value = f64> {
        prop_oneof![
            (0u32..5000).prop_map(f64::from),
            (0u32..50_000).prop_map(|n| f64::from(n) / 1000.0),
            prop::num::f64::NORMAL | prop::num::f64::ZERO,
        ]
    }

    prop_compose! {
        fn figure()(
            span in (0usize..60, 0usize..40),
            choices in (0usize..6, prop::option::of(0usize..5), prop::option::of(0usize..3)),
            numbers in (number(), prop::collection::vec(prop::option::of(number()), 5)),
            words in prop::collection::vec(word(), 4),
            flags in (any::<bool>(), any::<bool>(), any::<bool>(), any::<Option<bool>>()),
            percent_span in prop::option::of((0usize..60, 0usize..10)),
            period in prop::option::of((word(), word())),
            inferred in prop::collection::vec("[a-z]{1,7}", 0..3),
        ) -> Figure {
            let mut figure = Figure::new(
                Span::new(span.0, span.0 + span.1), KINDS[choices.0], numbers.0,
            );
            figure.approx = choices.1.map(|i| APPROXES[i]);
            figure.sense = choices.2.map(|i| SENSES[i]);
            [figure.high, figure.target, figure.total, figure.percent, figure.delta] =
                [0, 1, 2, 3, 4].map(|i: usize| numbers.1[i]);
            [figure.unit, figure.noun, figure.per, figure.place] =
                [0, 1, 2, 3].map(|i: usize| words[i].clone());
            (figure.threshold, figure.repaired, figure.implausible, figure.consistent) = flags;
            figure.percent_span = percent_span.map(|(at, length)| Span::new(at, at + length));
            figure.period = period.map(|(text, from)| Period {
                text: text.unwrap_or_default(),
                from: from.clone().unwrap_or_default(),
                to: from.unwrap_or_default(),
            });
            figure.inferred = inferred;
            figure
        }
    }

    proptest! {
        #[test]
        fn figures_come_back_as_they_were(figures in prop::collection::vec(figure(), 0..6)) {
            let (words, bytes) = pack(&figures, TEXT);
            let words: Vec<String> = words.into_iter().map(String::from).collect();
            prop_assert_eq!(unpack(&bytes, &words, TEXT), Some(figures));
        }

        #[test]
        fn damaged_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            if let Some(figures) = unpack(&bytes, &["a".to_string()], TEXT) {
                prop_assert!(figures.len() <= bytes.len());
            }
        }
    }

    #[test]
    fn a_common_figure_takes_few_bytes() {
        let start = TEXT.find("hơn").expect("the figure");
        let end = TEXT.find(" mới").expect("its end");
        let mut figure = Figure::new(Span::new(start, end), FigureKind::Count, 60.0);
        figure.noun = Some("đoàn viên".into());
        figure.unit = Some("người".into());
        figure.approx = Some(Approx::Gt);
        let (words, bytes) = pack(std::slice::from_ref(&figure), TEXT);
        assert_eq!(words, ["người"]);
        assert!(bytes.len() <= 12, "{bytes:?}");
    }
}
