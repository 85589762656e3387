//! The columns of the table of figures, and what stands in them.

use comfy_table::{Attribute, Cell, CellAlignment, ColumnConstraint, Width};

use crate::render::terminal::Layout;
use crate::render::{amount, stand_in};
use crate::search::values::label;
use crate::search::{Row, Sum};

/// Stands for a noun where the sentence has no word for it.
const NOTHING: &str = "–";

/// A column of the table.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Column {
    Place,
    Period,
    Noun,
    Value,
    Target,
    Percent,
}

pub(super) const COLUMNS: [Column; 6] = [
    Column::Place,
    Column::Period,
    Column::Noun,
    Column::Value,
    Column::Target,
    Column::Percent,
];

/// The marks behind a value.
pub(super) const MARKS: [(char, &str); 3] = [
    ('*', "repaired"),
    ('?', "stated numbers disagree"),
    ('!', "implausible"),
];

/// The mark behind the period of what is set against a target before the year is over.
pub(super) const PART_OF_YEAR: (char, &str) = ('†', "a part of the year");

/// The period of a row, with its mark.
pub(super) fn period(row: &Row) -> String {
    let (from, to) = row.months();
    let mut text = amount::period(&from, &to);
    if row.is_of_part_year() {
        text.push(PART_OF_YEAR.0);
    }
    text
}

pub(super) fn marks(row: &Row) -> String {
    let figure = &row.figure;
    let holds = [
        figure.repaired,
        figure.consistent == Some(false),
        figure.implausible,
    ];
    let marked = MARKS.iter().zip(holds).filter(|(_, holds)| *holds);
    marked.map(|((mark, _), _)| *mark).collect()
}

pub(super) fn title(column: Column) -> &'static str {
    match column {
        Column::Place => "Article, place",
        Column::Period => "Period",
        Column::Noun => "Noun",
        Column::Value => "Value",
        Column::Target => "Target",
        Column::Percent => "%",
    }
}

pub(super) fn alignment(column: Column) -> CellAlignment {
    match column {
        Column::Value | Column::Target | Column::Percent => CellAlignment::Right,
        _ => CellAlignment::Left,
    }
}

/// How wide a column may be: what it is at 80 columns, in proportion; numbers take what
/// they need, and what is counted keeps room to be read.
pub(super) fn constraint(column: Column, layout: Layout) -> ColumnConstraint {
    let share = |columns: usize| Width::Fixed((columns * layout.width.max(40) / 80) as u16);
    let between = |lower, upper| ColumnConstraint::Boundaries {
        lower: share(lower),
        upper: share(upper),
    };
    match column {
        Column::Place => between(14, 27),
        Column::Noun => between(14, 40),
        Column::Period => ColumnConstraint::ContentWidth,
        Column::Value | Column::Target | Column::Percent => ColumnConstraint::ContentWidth,
    }
}

/// One cell; a place is not said again below the row `above` of the same article.
pub(super) fn cell(column: Column, row: &Row, above: Option<&Row>) -> Cell {
    let figure = &row.figure;
    let same_place = above.is_some_and(|above| above.place == row.place);
    let optional = |value: Option<f64>| value.map_or_else(String::new, amount::number);
    let (text, faint) = match column {
        Column::Place if same_place => (String::new(), false),
        Column::Place => (
            row.place.as_deref().map_or_else(String::new, label),
            figure.place.is_none() || figure.is_inferred("place"),
        ),
        Column::Period => {
            let unstated = figure
                .period
                .as_ref()
                .is_none_or(|period| period.text.is_empty());
            (period(row), unstated)
        }
        Column::Noun => match amount::noun_of(row) {
            Some(noun) => (noun, false),
            None => match stand_in::noun(row, above) {
                words if words.is_empty() => (NOTHING.to_string(), true),
                words => (words, true),
            },
        },
        Column::Value => (format!("{}{}", amount::value(figure), marks(row)), false),
        Column::Target => match figure.total.filter(|_| figure.target.is_none()) {
            Some(whole) => (format!("of {}", amount::number(whole)), false),
            None => (optional(figure.target), figure.is_inferred("target")),
        },
        Column::Percent => (optional(figure.percent), figure.is_inferred("percent")),
    };
    let cell = Cell::new(&text).set_alignment(alignment(column));
    if faint && !text.is_empty() {
        cell.add_attribute(Attribute::Dim)
    } else {
        cell
    }
}

pub(super) fn sum_cell(column: Column, sum: &Sum) -> Cell {
    let text = match column {
        Column::Place => format!("sum of {}", sum.count),
        Column::Period => amount::period(&sum.months.0, &sum.months.1),
        Column::Noun => sum.noun.clone(),
        Column::Value => {
            let about = if sum.approximate { "~" } else { "" };
            format!(
                "{about}{}",
                amount::with_unit(sum.value, sum.unit.as_deref())
            )
        }
        _ => String::new(),
    };
    bold(&text).set_alignment(alignment(column))
}

fn bold(text: &str) -> Cell {
    match text {
        "" => Cell::new(""),
        text => Cell::new(text).add_attribute(Attribute::Bold),
    }
}
