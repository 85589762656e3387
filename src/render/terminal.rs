//! The layout for a person at a terminal: bold matches, coloured figures, wrapped lines.

use std::fmt::Write;

use anstyle::{AnsiColor, Color, Style};

use crate::article::{Article, Figure, ParagraphKind};
use crate::query::Notice;
use crate::search::{Answer, Highlighter, Hit, Relatives};
use crate::text::Span;

use super::excerpt::shown_parts;
use super::facet_lines;
pub(super) use super::facet_lines::FEW;
use super::marks::pieces;
use super::title::DAY;
use super::wrap::{hanging, wrapped};

const TITLE: Style = Style::new().bold();
const MATCH: Style = Style::new().bold().underline();
const FIGURE: Style = AnsiColor::Green.on_default();
const ANSWER: Style = Style::new()
    .fg_color(Some(Color::Ansi(AnsiColor::Black)))
    .bg_color(Some(Color::Ansi(AnsiColor::Green)))
    .bold();
const FAINT: Style = Style::new().dimmed();
const NOTICE: Style = AnsiColor::Yellow.on_default();

/// How to lay out.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Columns of the terminal.
    pub width: usize,
    /// Show passages whole.
    pub full: bool,
}

/// The answer to a search that found something; else see [`super::nothing`].
pub fn answer(answer: &Answer, layout: Layout) -> String {
    let mut out = String::new();
    for notice in &answer.notices {
        notice_line(&mut out, notice, layout);
    }
    if answer.hits.is_empty() {
        let all = counted(answer.total.articles, "article");
        out.push_str(&format!("No more results: {all} in all.\n"));
        return out;
    }
    for hit in &answer.hits {
        hit_block(&mut out, hit, layout);
    }
    let total = format!(
        "{}, {}",
        counted(answer.total.articles, "article"),
        counted(answer.total.passages, "passage")
    );
    wrapped(&mut out, &[(total, FAINT)], "", layout.width);
    facet_lines(&mut out, answer, layout, FEW);
    out
}

/// The facet counts of a search, all values.
pub fn facets(answer: &Answer, layout: Layout) -> String {
    let mut out = String::new();
    for notice in &answer.notices {
        notice_line(&mut out, notice, layout);
    }
    let _ = writeln!(
        out,
        "{}, {}",
        counted(answer.total.articles, "article"),
        counted(answer.total.passages, "passage")
    );
    facet_lines(&mut out, answer, layout, usize::MAX);
    out
}

/// One article, with its figures and the matches of `highlighter`.
pub fn article(
    article: &Article,
    relatives: &Relatives,
    highlighter: Option<&Highlighter>,
    layout: Layout,
) -> String {
    let mut out = String::new();
    let matches =
        |text: &str| highlighter.map_or_else(Vec::new, |highlighter| highlighter.spans(text));
    let title = marked(&article.title, &matches(&article.title), &[], &[], TITLE);
    wrapped(&mut out, &title, "", layout.width);
    wrapped(&mut out, &[(about(article), FAINT)], "", layout.width);
    relatives_lines(&mut out, relatives, "", layout);
    for paragraph in &article.paragraphs {
        out.push('\n');
        let (base, indent) = match paragraph.kind {
            ParagraphKind::Lead => (Style::new().bold(), ""),
            ParagraphKind::Body => (Style::new(), ""),
            ParagraphKind::Caption => (FAINT, "  "),
        };
        let pieces = marked(
            &paragraph.text,
            &matches(&paragraph.text),
            &paragraph.figures,
            &[],
            base,
        );
        wrapped(&mut out, &pieces, indent, layout.width);
    }
    out
}

/// How many copies there are, and where the same story stands with other figures.
fn relatives_lines(out: &mut String, relatives: &Relatives, indent: &str, layout: Layout) {
    let copies = relatives.duplicates.len();
    if copies > 0 {
        let line = format!("+{copies} bản tương tự");
        wrapped(out, &[(line, FAINT)], indent, layout.width);
    }
    if !relatives.similar.is_empty() {
        let paths = relatives.similar.iter().map(origin);
        let line = format!(
            "≠ khác số liệu: {}",
            paths.collect::<Vec<String>>().join(", ")
        );
        wrapped(out, &[(line, NOTICE)], indent, layout.width);
    }
}

fn hit_block(out: &mut String, hit: &Hit, layout: Layout) {
    let mut title = vec![(format!("{}. ", hit.rank), FAINT)];
    let shown = if hit.article.title.is_empty() {
        "(untitled)"
    } else {
        &hit.article.title
    };
    title.extend(marked(shown, &hit.title_matches, &[], &[], TITLE));
    // What belongs to a hit stands under its title, whatever its rank.
    let indent = " ".repeat(format!("{}. ", hit.rank).len());
    let deeper = format!("{indent}  ");
    hanging(out, &title, "", &indent, layout.width);
    wrapped(out, &[(about(&hit.article), FAINT)], &indent, layout.width);
    relatives_lines(out, &hit.relatives, &indent, layout);
    let answers = answering(hit);
    if !answers.is_empty() {
        let line = [("→ ".to_string(), FAINT), (answers, FIGURE.bold())];
        hanging(out, &line, &indent, &deeper, layout.width);
    }
    let mut reached = 0;
    for span in shown_parts(hit, layout.full) {
        let text = span.of(&hit.text);
        let inside = |found: &Span| found.start >= span.start && found.end <= span.end;
        // A match may run from one paragraph into the next.
        let clipped = |found: &Span| {
            let (start, end) = (found.start.max(span.start), found.end.min(span.end));
            (start < end).then(|| Span::new(start - span.start, end - span.start))
        };
        let matches: Vec<Span> = hit.matches.iter().filter_map(clipped).collect();
        let mut figures: Vec<Figure> = Vec::new();
        let mut answers: Vec<Span> = Vec::new();
        for (figure, answer) in hit.figures.iter().zip(&hit.answers) {
            if inside(&figure.span) {
                let figure = figure.rebased(span.start);
                if *answer {
                    answers.push(figure.span);
                    answers.extend(figure.percent_span);
                }
                figures.push(figure);
            }
        }
        let mut pieces = marked(text, &matches, &figures, &answers, Style::new());
        let skipped = hit.text.get(reached..span.start).unwrap_or("");
        reached = span.end;
        if !skipped.trim().is_empty() {
            pieces.insert(0, ("… ".to_string(), FAINT));
        }
        wrapped(out, &pieces, &indent, layout.width);
    }
    for (part, value) in &hit.explanation {
        wrapped(
            out,
            &[(format!("{value:8.3}  {part}"), FAINT)],
            &indent,
            layout.width,
        );
    }
    out.push('\n');
}

/// Where an article stands in the corpus.
fn origin(article: &Article) -> String {
    match article.line {
        Some(line) => format!("{} ({}:{line})", article.id, article.path),
        None => article.path.clone(),
    }
}

/// Place, date and path on one line.
fn about(article: &Article) -> String {
    let mut parts: Vec<String> = Vec::new();
    for place in &article.places {
        let names = [
            place.ward.as_deref(),
            place.district.as_deref(),
            Some(place.province.as_str()),
        ];
        parts.push(
            names
                .into_iter()
                .flatten()
                .collect::<Vec<&str>>()
                .join(", "),
        );
    }
    match (article.published, article.year) {
        (Some(date), _) => parts.push(date.strftime(DAY).to_string()),
        (None, Some(year)) => parts.push(year.to_string()),
        (None, None) => {}
    }
    parts.push(origin(article));
    parts.join(" · ")
}

pub(super) fn notice_line(out: &mut String, notice: &Notice, layout: Layout) {
    wrapped(
        out,
        &[(format!("Note: {}", notice.text), NOTICE)],
        "",
        layout.width,
    );
    out.push('\n');
}

pub(super) fn facet_lines(out: &mut String, answer: &Answer, layout: Layout, most: usize) {
    for line in facet_lines::lines(&answer.counts, &answer.filter, most) {
        let mut pieces = vec![(format!("{:<9}", line.name), FAINT)];
        pieces.extend(line.pieces);
        hanging(out, &pieces, "", "         ", layout.width);
    }
}

/// Plain text, wrapped.
pub(super) fn paragraph(out: &mut String, text: &str, layout: Layout) {
    wrapped(out, &[(text.to_string(), Style::new())], "", layout.width);
}

pub(super) fn counted(count: u64, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}

/// The figures of a hit that answer the query, as written, on one line.
fn answering(hit: &Hit) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (figure, answer) in hit.figures.iter().zip(&hit.answers) {
        if *answer {
            // A figure stays on one line.
            let words = figure
                .span
                .of(&hit.text)
                .replace(char::is_whitespace, "\u{a0}");
            let percent = figure.percent_span.map(|span| span.of(&hit.text));
            parts.push(match percent {
                Some(percent) => format!("{words}\u{a0}({percent})"),
                None => words,
            });
        }
    }
    parts.join("\u{a0}· ")
}

/// `text` cut into styled pieces: answers, matches, figures, `base`, the first that holds;
/// a match keeps its line under a figure.
fn marked(
    text: &str,
    matches: &[Span],
    figures: &[Figure],
    answers: &[Span],
    base: Style,
) -> Vec<(String, Style)> {
    let mut styled = Vec::new();
    for piece in pieces(text, matches, figures) {
        let answer = answers.iter().any(|found| found.overlaps(piece.span));
        let style = match (piece.matched, piece.figure) {
            (true, _) if answer => ANSWER.underline(),
            (false, _) if answer => ANSWER,
            (true, Some(_)) => MATCH.fg_color(FIGURE.get_fg_color()),
            (true, None) => MATCH,
            (false, Some(_)) => FIGURE,
            (false, None) => base,
        };
        styled.push((piece.span.of(text).to_string(), style));
    }
    styled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn lines_keep_to_the_width_and_lose_nothing() {
        let text =
            "Liên đoàn Lao động quận Ba Đình kết nạp 1.625 đoàn viên mới trong sáu tháng đầu năm.";
        let matches = [Span::new(0, text.find(" quận").expect("a word"))];
        let mut out = String::new();
        wrapped(
            &mut out,
            &marked(text, &matches, &[], &[], Style::new()),
            "   ",
            40,
        );
        let shown = plain(&out);
        for line in shown.lines() {
            assert!(line.chars().count() <= 40, "{line:?}");
        }
        let words: Vec<&str> = shown.split_whitespace().collect();
        assert_eq!(words.join(" "), text);
        assert!(out.contains('\u{1b}'));
    }
}
