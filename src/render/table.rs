//! Figures as a table in the terminal, numbers grouped as in Vietnamese and aligned right.

use anstyle::{AnsiColor, Style};
use comfy_table::{
    Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets,
};

use crate::query::Notice;
use crate::search::values::leaf;
use crate::search::{Figures, Group, Row, Sum};

use super::amount;
use super::chart::shortened;
use super::stacked;
use super::stand_in;
use super::terminal::{Layout, counted, notice_line};

const FAINT: Style = Style::new().dimmed();
const ARTICLE: Style = AnsiColor::Cyan.on_default();

/// Stands for a noun where the sentence has no word for it.
const NOTHING: &str = "–";
/// Stands in a row that a heading takes the place of; text never holds it.
const HEADING: char = '\u{e000}';

/// A column of the table.
#[derive(Clone, Copy, PartialEq)]
enum Column {
    Place,
    Period,
    Noun,
    Value,
    Target,
    Percent,
}

const COLUMNS: [Column; 6] = [
    Column::Place,
    Column::Period,
    Column::Noun,
    Column::Value,
    Column::Target,
    Column::Percent,
];

/// A table whose rows stand under headings that run over all columns.
struct Sheet {
    table: Table,
    headings: Vec<String>,
    layout: Layout,
    /// What stands there instead of a table where columns have no room.
    stack: Option<String>,
}

/// All rows, article by article.
pub fn rows(found: &Figures, layout: Layout) -> String {
    let mut sheet = Sheet::new(layout);
    let rows: Vec<&Row> = found.rows.iter().collect();
    sheet.add_rows(&rows, "");
    finished(found, sheet)
}

/// All groups, each closed by its sums.
pub fn groups(found: &Figures, groups: &[Group], layout: Layout) -> String {
    let mut sheet = Sheet::new(layout);
    for group in groups {
        let count = counted(group.rows.len() as u64, "figure");
        let bold = Style::new().bold();
        let name = key_name(group);
        sheet.heading(format!("{bold}{name}{bold:#} {FAINT}· {count}{FAINT:#}"));
        sheet.add_rows(&group.rows, "  ");
        for sum in group.sums.iter().filter(|sum| sum.count > 1) {
            sheet.add_sum(sum);
        }
    }
    finished(found, sheet)
}

impl Sheet {
    fn new(layout: Layout) -> Sheet {
        Sheet {
            table: table(layout),
            headings: Vec::new(),
            layout,
            stack: stacked::is_narrow(layout).then(String::new),
        }
    }

    fn heading(&mut self, text: String) {
        if let Some(stack) = &mut self.stack {
            stack.push_str(&format!("{text}\n"));
            return;
        }
        self.table
            .add_row([format!("{HEADING}{}", self.headings.len())]);
        self.headings.push(text);
    }

    /// Adds rows, those of an article under its id and title.
    fn add_rows(&mut self, rows: &[&Row], indent: &str) {
        let mut above: Option<&Row> = None;
        for row in rows {
            let article = &row.article;
            if above.is_none_or(|above| above.article.id != article.id) {
                above = None;
                let room = self.layout.width.saturating_sub(indent.len());
                let line = shortened(&format!("{} · {}", article.id, article.title), room);
                let (id, title) = line.split_at(article.id.len().min(line.len()));
                self.heading(format!(
                    "{indent}{ARTICLE}{id}{ARTICLE:#}{FAINT}{title}{FAINT:#}"
                ));
            }
            match &mut self.stack {
                Some(stack) => stacked::row(stack, row, above, &marks(row), self.layout),
                None => {
                    let cells = COLUMNS.map(|column| cell(column, row, above));
                    self.table.add_row(cells);
                }
            }
            above = Some(row);
        }
    }

    fn add_sum(&mut self, sum: &Sum) {
        match &mut self.stack {
            Some(stack) => stacked::sum(stack, sum, self.layout),
            None => {
                let cells = COLUMNS.map(|column| sum_cell(column, sum));
                self.table.add_row(cells);
            }
        }
    }

    /// The lines of the table, with the headings in their places.
    fn text(&self) -> String {
        if let Some(stack) = &self.stack {
            return stack.clone();
        }
        let mut out = String::new();
        for line in self.table.trim_fmt().lines() {
            let heading = line.trim_start().strip_prefix(HEADING);
            let number = heading.and_then(|rest| rest.trim().parse::<usize>().ok());
            match number.and_then(|number| self.headings.get(number)) {
                Some(heading) => out.push_str(heading),
                None => out.push_str(line),
            }
            out.push('\n');
        }
        out
    }
}

/// What stands above and below the table.
fn finished(found: &Figures, sheet: Sheet) -> String {
    let mut out = String::new();
    let notices: &[Notice] = &found.notices;
    for notice in notices {
        notice_line(&mut out, notice, sheet.layout);
    }
    out.push_str(&sheet.text());
    let mut articles: Vec<&str> = found
        .rows
        .iter()
        .map(|row| row.article.id.as_str())
        .collect();
    articles.sort_unstable();
    articles.dedup();
    let figures = counted(found.rows.len() as u64, "figure");
    let articles = counted(articles.len() as u64, "article");
    out.push_str(&format!("\n{figures} in {articles}"));
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

fn table(layout: Layout) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(layout.width.clamp(40, usize::from(u16::MAX)) as u16)
        // Colours are taken out again where the output is no terminal.
        .enforce_styling();
    table.style_text_only();
    let head = COLUMNS.map(|column| {
        let cell = Cell::new(title(column)).add_attribute(Attribute::Bold);
        cell.set_alignment(alignment(column))
    });
    table.set_header(head);
    for (index, &column) in COLUMNS.iter().enumerate() {
        if let Some(of_table) = table.column_mut(index) {
            of_table.set_padding(if index == 0 { (4, 1) } else { (1, 0) });
            of_table.set_constraint(constraint(column, layout));
        }
    }
    table
}

fn title(column: Column) -> &'static str {
    match column {
        Column::Place => "Article, place",
        Column::Period => "Period",
        Column::Noun => "Noun",
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
        Column::Place => between(14, 20),
        Column::Noun => between(14, 40),
        Column::Period => ColumnConstraint::ContentWidth,
        Column::Value | Column::Target | Column::Percent => ColumnConstraint::ContentWidth,
    }
}

/// One cell; a place is not said again below the row `above` of the same article.
fn cell(column: Column, row: &Row, above: Option<&Row>) -> Cell {
    let figure = &row.figure;
    let same_place = above.is_some_and(|above| above.place == row.place);
    let optional = |value: Option<f64>| value.map_or_else(String::new, amount::number);
    let inferred = |name: &str| figure.inferred.iter().any(|inferred| inferred == name);
    let (text, faint) = match column {
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
            None => match stand_in::noun(row, above) {
                words if words.is_empty() => (NOTHING.to_string(), true),
                words => (words, true),
            },
        },
        Column::Value => (format!("{}{}", amount::value(figure), marks(row)), false),
        Column::Target => match figure.total.filter(|_| figure.target.is_none()) {
            Some(whole) => (format!("of {}", amount::number(whole)), false),
            None => (optional(figure.target), inferred("target")),
        },
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

/// The name of a group for people.
pub fn key_name(group: &Group) -> String {
    match group.name.as_str() {
        "" => "–".to_string(),
        name => name.to_string(),
    }
}
