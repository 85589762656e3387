//! Figures as a table in the terminal, numbers grouped as in Vietnamese and aligned right.

use comfy_table::{
    Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets,
};

use crate::query::Notice;
use crate::search::groups::Key;
use crate::search::{By, Figures, Group, Row, Sum};
use crate::text::{TokenKind, tokens};

use super::amount;
use super::terminal::{Layout, counted, notice_line};

/// How many words before a figure stand in for a noun it does not have.
const WORDS_BEFORE: usize = 6;

/// A column of the table.
#[derive(Clone, Copy, PartialEq)]
enum Column {
    Key(By),
    Article,
    Place,
    Period,
    Noun,
    Value,
    Target,
    Percent,
}

/// All rows.
pub fn rows(found: &Figures, layout: Layout) -> String {
    let columns = [
        Column::Article,
        Column::Place,
        Column::Period,
        Column::Noun,
        Column::Value,
        Column::Target,
        Column::Percent,
    ];
    let mut table = table(&columns, layout);
    let mut previous: Option<&Row> = None;
    for row in &found.rows {
        table.add_row(columns.map(|column| cell(column, row, previous)));
        previous = Some(row);
    }
    finished(found, table, layout)
}

/// All groups, each closed by its sums.
pub fn groups(found: &Figures, groups: &[Group], by: By, layout: Layout) -> String {
    let place = if by == By::District {
        Column::Period
    } else {
        Column::Place
    };
    let period = if by == By::District {
        Column::Noun
    } else {
        Column::Period
    };
    let mut columns = vec![Column::Key(by), Column::Article, place, period];
    if by == By::Year {
        columns.push(Column::Noun);
    }
    columns.extend([Column::Value, Column::Target, Column::Percent]);
    // The count stands where there is room for it.
    let count_column = if by == By::Noun {
        Column::Article
    } else {
        Column::Noun
    };
    let mut table = table(&columns, layout);
    for group in groups {
        let head = columns.iter().map(|&column| match column {
            Column::Key(_) => bold(&key_name(&group.key)),
            column if column == count_column => bold(&counted(group.rows.len() as u64, "figure")),
            _ => Cell::new(""),
        });
        table.add_row(head.collect::<Vec<Cell>>());
        let mut previous: Option<&Row> = None;
        for row in &group.rows {
            let cells = columns.iter().map(|&column| cell(column, row, previous));
            table.add_row(cells.collect::<Vec<Cell>>());
            previous = Some(row);
        }
        for sum in &group.sums {
            if sum.count > 1 {
                let cells = columns.iter().map(|&column| sum_cell(column, sum));
                table.add_row(cells.collect::<Vec<Cell>>());
            }
        }
    }
    finished(found, table, layout)
}

/// What stands above and below the table.
fn finished(found: &Figures, table: Table, layout: Layout) -> String {
    let mut out = String::new();
    let notices: &[Notice] = &found.notices;
    for notice in notices {
        notice_line(&mut out, notice, layout);
    }
    if found.rows.is_empty() {
        out.push_str("No figures found. Try fewer words, or without filters.\n");
        return out;
    }
    out.push_str(&table.trim_fmt());
    let mut articles: Vec<&str> = found
        .rows
        .iter()
        .map(|row| row.article.id.as_str())
        .collect();
    articles.sort_unstable();
    articles.dedup();
    let figures = counted(found.rows.len() as u64, "figure");
    let articles = counted(articles.len() as u64, "article");
    out.push_str(&format!("\n\n{figures} in {articles}"));
    for (mark, meaning) in MARKS {
        if found.rows.iter().any(|row| marks(row).contains(mark)) {
            out.push_str(&format!("   {mark} {meaning}"));
        }
    }
    out.push('\n');
    out
}

/// The marks behind a value.
const MARKS: [(char, &str); 3] = [
    ('*', "repaired"),
    ('?', "stated numbers disagree"),
    ('!', "implausible"),
];

fn marks(row: &Row) -> String {
    let figure = &row.figure;
    let holds = [
        figure.repaired,
        figure.consistent == Some(false),
        figure.implausible,
    ];
    let marked = MARKS.iter().zip(holds).filter(|(_, holds)| *holds);
    marked.map(|((mark, _), _)| *mark).collect()
}

fn table(columns: &[Column], layout: Layout) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(layout.width.clamp(40, usize::from(u16::MAX)) as u16)
        // Colours are taken out again where the output is no terminal.
        .enforce_styling();
    table.style_text_only();
    let head = columns.iter().map(|&column| {
        let cell = Cell::new(title(column)).add_attribute(Attribute::Bold);
        cell.set_alignment(alignment(column))
    });
    table.set_header(head.collect::<Vec<Cell>>());
    for (index, &column) in columns.iter().enumerate() {
        if let Some(of_table) = table.column_mut(index) {
            of_table.set_padding(if index == 0 { (0, 1) } else { (1, 0) });
            of_table.set_constraint(constraint(column, layout));
        }
    }
    table
}

fn title(column: Column) -> &'static str {
    match column {
        Column::Key(By::Year) => "Year",
        Column::Key(By::District) => "District",
        Column::Key(By::Noun) | Column::Noun => "Noun",
        Column::Article => "Article",
        Column::Place => "Place",
        Column::Period => "Period",
        Column::Value => "Value",
        Column::Target => "Target",
        Column::Percent => "%",
    }
}

fn alignment(column: Column) -> CellAlignment {
    match column {
        Column::Value | Column::Target | Column::Percent => CellAlignment::Right,
        _ => CellAlignment::Left,
    }
}

/// How wide a column may be: what it is at 80 columns, in proportion; numbers take what
/// they need, and what is counted keeps room to be read.
fn constraint(column: Column, layout: Layout) -> ColumnConstraint {
    let share = |columns: usize| Width::Fixed((columns * layout.width.max(40) / 80) as u16);
    let between = |lower, upper| ColumnConstraint::Boundaries {
        lower: share(lower),
        upper: share(upper),
    };
    match column {
        Column::Key(By::Noun) => ColumnConstraint::UpperBoundary(share(20)),
        Column::Key(_) => ColumnConstraint::UpperBoundary(share(12)),
        Column::Article => between(8, 18),
        Column::Place => between(9, 12),
        Column::Noun => between(12, 26),
        Column::Period => ColumnConstraint::ContentWidth,
        Column::Value | Column::Target | Column::Percent => ColumnConstraint::ContentWidth,
    }
}

/// One cell; article and place are not said again below the row `above`.
fn cell(column: Column, row: &Row, above: Option<&Row>) -> Cell {
    let figure = &row.figure;
    let same = above.is_some_and(|above| above.article.id == row.article.id);
    let same_place = same && above.is_some_and(|above| above.place == row.place);
    let optional = |value: Option<f64>| value.map_or_else(String::new, amount::number);
    let inferred = |name: &str| figure.inferred.iter().any(|inferred| inferred == name);
    let (text, faint) = match column {
        Column::Key(_) => (String::new(), false),
        Column::Article if same => (String::new(), false),
        Column::Article => (row.article.id.clone(), false),
        Column::Place if same_place => (String::new(), false),
        Column::Place => (
            row.place.as_deref().map_or("", leaf).to_string(),
            figure.place.is_none() || inferred("place"),
        ),
        Column::Period => {
            let (from, to) = row.months();
            let unstated = figure
                .period
                .as_ref()
                .is_none_or(|period| period.text.is_empty());
            (amount::period(&from, &to), unstated)
        }
        Column::Noun => match amount::noun(figure) {
            Some(noun) => (noun, false),
            None => (words_before(row), true),
        },
        Column::Value => (format!("{}{}", amount::value(figure), marks(row)), false),
        Column::Target => (optional(figure.target.or(figure.total)), inferred("target")),
        Column::Percent => (optional(figure.percent), inferred("percent")),
    };
    let cell = Cell::new(&text).set_alignment(alignment(column));
    if faint && !text.is_empty() {
        cell.add_attribute(Attribute::Dim)
    } else {
        cell
    }
}

fn sum_cell(column: Column, sum: &Sum) -> Cell {
    let text = match column {
        Column::Article => format!("sum of {}", sum.count),
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

/// The key of a group for people.
pub fn key_name(key: &Key) -> String {
    match key {
        Key::Year(year) => year.to_string(),
        Key::Place(path) => leaf(path).to_string(),
        Key::Noun(noun) => noun.clone(),
        Key::None => "–".to_string(),
    }
}

/// The last name of a facet path.
pub fn leaf(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The last words of its clause before a figure that names no noun.
fn words_before(row: &Row) -> String {
    let before = row.sentence.get(..row.figure.span.start).unwrap_or("");
    let all: Vec<_> = tokens(before).collect();
    let mut start = before.len();
    let mut words = 0;
    for token in all.iter().rev() {
        let gap = before.get(token.span.end..start).unwrap_or("");
        let clause_ends = words > 1 && gap.contains([',', ';', '(', ')']);
        if words == WORDS_BEFORE || clause_ends || token.kind != TokenKind::Word {
            break;
        }
        start = token.span.start;
        words += 1;
    }
    let cut = if words < all.len() { "… " } else { "" };
    format!("{cut}{}", before.get(start..).unwrap_or("").trim())
}
