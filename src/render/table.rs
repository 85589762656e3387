//! Figures as a table in the terminal, numbers grouped as in Vietnamese and aligned right.

mod columns;

use std::collections::BTreeMap;

use anstyle::{AnsiColor, Style};
use comfy_table::{Attribute, Cell, ContentArrangement, Table, presets};

use crate::query::Notice;
use crate::search::places::quoted;
use crate::search::{Figures, Group, Row, Sum};

use super::chart::shortened;
use super::stacked;
use super::terminal::{Layout, counted, notice_line, paragraph};
use columns::{
    COLUMNS, MARKS, PART_OF_YEAR, alignment, cell, constraint, marks, period, sum_cell, title,
};

/// From so many nouns on, it is told how to keep to one.
const MANY_NOUNS: usize = 4;

const FAINT: Style = Style::new().dimmed();
const ARTICLE: Style = AnsiColor::Cyan.on_default();

/// Stands in a row that a heading takes the place of; text never holds it.
const HEADING: char = '\u{e000}';

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
                Some(stack) => {
                    stacked::row(stack, row, above, [&marks(row), &period(row)], self.layout)
                }
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
    if found.rows.iter().any(Row::is_of_part_year) {
        let (mark, meaning) = PART_OF_YEAR;
        out.push_str(&format!("   {mark} {meaning}"));
    }
    out.push('\n');
    if let Some(line) = nouns_told(found) {
        paragraph(&mut out, &line, sheet.layout);
    }
    out
}

/// How to keep to one of many nouns.
fn nouns_told(found: &Figures) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in found.rows.iter().filter(|row| !row.noun.is_empty()) {
        *counts
            .entry(row.figure.noun.as_deref().unwrap_or(""))
            .or_default() += 1;
    }
    let (most, count) = counts.iter().max_by_key(|(_, count)| **count)?;
    let many = !found.of_noun && counts.len() >= MANY_NOUNS && *count > 1;
    many.then(|| {
        let nouns = counts.len();
        format!(
            "{nouns} nouns are mixed here: --noun {} keeps to one",
            quoted(most)
        )
    })
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

/// The name of a group for people.
pub fn key_name(group: &Group) -> String {
    match group.name.as_str() {
        "" => "–".to_string(),
        name => name.to_string(),
    }
}
