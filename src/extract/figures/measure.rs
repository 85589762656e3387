//! Physical measures: `450 kg gạo`, `1.800 m2`, `175 đơn vị máu`.

use crate::article::FigureKind;

use super::Reader;
use super::amount::Amount;
use super::noun;
use super::quantity::Quantity;
use super::token::Line;
use super::units;
use super::words::{self, Class};

/// Reads `amount` as a measure.
pub fn read(reader: &Reader, _at: usize, amount: &Amount) -> Option<Quantity> {
    let line = reader.line;
    let (unit, mut end) = unit(line, amount.end)?;
    if amount.spelled && matches!(unit, "g" | "m" | "ký") {
        return None;
    }
    let (value, repaired) = amount.value();
    let mut noun = None;
    let open = line.is_word(end)
        && !line.glued(end)
        && (!line.is_titled(end) || noun::head_class(line, end).is_some());
    let after = noun::phrase(line, end)
        .map(|phrase| phrase.end)
        .or_else(|| material(line, end));
    if open && let Some(after) = after {
        noun = Some(line.slice(end, after).to_string());
        end = after;
    }
    let (per, end) = match super::per::slashes(line, end) {
        Some((per, after)) => (Some(per), after),
        None => (None, end),
    };
    Some(Quantity {
        kind: FigureKind::Measure,
        value,
        repaired,
        unit: Some(unit.to_string()),
        noun,
        per,
        end,
    })
}

/// The end of a material that no list has as a head: `56 tấn xi măng`, `10 tấn hàng`.
fn material(line: &Line, at: usize) -> Option<usize> {
    if line.word(at) == "hàng" {
        return Some(at + 1);
    }
    words::compound(line, at)
        .filter(|(class, _)| *class == Class::Field)
        .map(|(_, end)| {
            // `than cám`, `than cục`
            let kind = line.is_word(end)
                && words::compound(line, end).is_none()
                && !line.is_titled(end)
                && noun::is_end(line, end + 1);
            end + usize::from(kind)
        })
}

/// The unit at token `at`, blood's `đơn vị` among them.
fn unit<'t>(line: &Line<'t>, at: usize) -> Option<(&'t str, usize)> {
    if line.is_pair(at, "đơn", "vị") && line.word(at + 2) == "máu" {
        return Some((line.slice(at, at + 2), at + 2));
    }
    units::measure(line, at)
}
