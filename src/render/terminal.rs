//! The layout for a person at a terminal: bold matches, coloured figures, wrapped lines.

use std::fmt::Write;

use anstyle::{AnsiColor, Color, Style};

use crate::article::{Article, Figure, ParagraphKind};
use crate::query::Notice;
use crate::search::{Answer, Highlighter, Hit, Relatives};
use crate::text::{Span, printable, sentence::sentences};

use super::facet_lines;

const TITLE: Style = Style::new().bold();
const MATCH: Style = Style::new().bold().underline();
const FIGURE: Style = AnsiColor::Green.on_default();
const ANSWER: Style = Style::new()
    .fg_color(Some(Color::Ansi(AnsiColor::Black)))
    .bg_color(Some(Color::Ansi(AnsiColor::Green)))
    .bold();
const FAINT: Style = Style::new().dimmed();
const NOTICE: Style = AnsiColor::Yellow.on_default();

/// How many sentences of a long passage are shown.
const BEST_SENTENCES: usize = 3;
/// A passage of up to so many characters is shown whole.
const SHORT: usize = 420;

/// How to lay out.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Columns of the terminal.
    pub width: usize,
    /// Show passages whole.
    pub full: bool,
}

/// The answer to a search.
pub fn answer(answer: &Answer, layout: Layout) -> String {
    let mut out = String::new();
    for notice in &answer.notices {
        notice_line(&mut out, notice, layout);
    }
    if answer.hits.is_empty() {
        let line = match answer.total.articles {
            0 => format!("Nothing found.{}", next_try(&answer.notices)),
            articles => format!("No more results: {} in all.", counted(articles, "article")),
        };
        out.push_str(&line);
        out.push('\n');
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
    facet_lines(&mut out, answer, layout, facet_lines::FEW);
    out
}

/// What to do where nothing was found, unless a notice tells it.
pub(super) fn next_try(notices: &[Notice]) -> &'static str {
    let told = |notice: &Notice| ["empty", "no_articles"].contains(&notice.kind);
    match notices.iter().any(told) {
        true => "",
        false => " Try fewer words, or without filters.",
    }
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

/// The parts of a passage to show: all of a short one, else its best sentences in order.
fn shown_parts(hit: &Hit, full: bool) -> Vec<Span> {
    let text = &hit.text;
    if full || text.chars().count() <= SHORT {
        return paragraphs(text);
    }
    let all = sentences(text);
    let worth = |span: &Span| {
        let within = |found: &&Span| found.start >= span.start && found.end <= span.end;
        let matched: usize = hit
            .matches
            .iter()
            .filter(within)
            .map(|found| found.len())
            .sum();
        let figures = hit
            .figures
            .iter()
            .filter(|figure| within(&&figure.span))
            .count();
        let answers = hit.figures.iter().zip(&hit.answers);
        let answers = answers
            .filter(|(figure, answer)| **answer && within(&&figure.span))
            .count();
        (
            matched > 0 || answers > 0,
            matched + 8 * figures.min(4) + 64 * answers,
        )
    };
    let mut order: Vec<usize> = (0..all.len()).collect();
    // Where nothing in it was asked for, a passage is known by how it begins.
    let opening = hit.matches.is_empty() && !hit.answers.contains(&true);
    let most = if opening { SHORT } else { 2 * SHORT };
    if !opening {
        order.sort_by_key(|&i| (std::cmp::Reverse(worth(&all[i])), i));
    }
    let mut chosen: Vec<usize> = Vec::new();
    let mut length = 0;
    for i in order.into_iter().take(BEST_SENTENCES) {
        let characters = all[i].of(text).chars().count();
        let worthless = !opening && !worth(&all[i]).0;
        if !chosen.is_empty() && (length + characters > most || worthless) {
            break;
        }
        length += characters;
        chosen.push(i);
    }
    chosen.sort_unstable();
    let mut parts: Vec<Span> = Vec::new();
    let mut previous = None;
    for i in chosen {
        let same_line = |last: &Span| !text[last.end..all[i].start].contains('\n');
        match parts.last_mut() {
            Some(last) if previous == Some(i.wrapping_sub(1)) && same_line(last) => {
                last.end = all[i].end
            }
            _ => parts.push(all[i]),
        }
        previous = Some(i);
    }
    parts
}

fn paragraphs(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if !line.is_empty() {
            spans.push(Span::new(start, start + line.len()));
        }
        start += line.len() + 1;
    }
    spans
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
        (Some(date), _) => parts.push(date.strftime("%d/%m/%Y").to_string()),
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

fn facet_lines(out: &mut String, answer: &Answer, layout: Layout, most: usize) {
    for line in facet_lines::lines(&answer.counts, &answer.filter, most) {
        let mut pieces = vec![(format!("{:<9}", line.name), FAINT)];
        pieces.extend(line.pieces);
        hanging(out, &pieces, "", "         ", layout.width);
    }
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
    let mut edges: Vec<usize> = vec![0, text.len()];
    let mut coloured: Vec<Span> = Vec::new();
    for figure in figures {
        coloured.push(figure.span);
        coloured.extend(figure.percent_span);
    }
    for span in matches.iter().chain(&coloured) {
        edges.push(span.start.min(text.len()));
        edges.push(span.end.min(text.len()));
    }
    edges.sort_unstable();
    edges.dedup();
    let mut pieces = Vec::new();
    for window in edges.windows(2) {
        let span = Span::new(window[0], window[1]);
        let matched = matches.iter().any(|found| found.overlaps(span));
        let figure = coloured.iter().any(|found| found.overlaps(span));
        let answer = answers.iter().any(|found| found.overlaps(span));
        let style = match (matched, figure) {
            (true, _) if answer => ANSWER.underline(),
            (false, _) if answer => ANSWER,
            (true, true) => MATCH.fg_color(FIGURE.get_fg_color()),
            (true, false) => MATCH,
            (false, true) => FIGURE,
            (false, false) => base,
        };
        pieces.push((span.of(text).to_string(), style));
    }
    pieces
}

/// Writes styled pieces as one wrapped paragraph; later lines are indented alike.
fn wrapped(out: &mut String, pieces: &[(String, Style)], indent: &str, width: usize) {
    hanging(out, pieces, indent, indent, width);
}

/// The same with an indent of its own for the first line.
fn hanging(out: &mut String, pieces: &[(String, Style)], first: &str, indent: &str, width: usize) {
    let plain: String = pieces.iter().map(|(text, _)| text.as_str()).collect();
    let options = textwrap::Options::new(width.max(20))
        .initial_indent(first)
        .subsequent_indent(indent)
        .break_words(true)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    // As many characters as before: the styles still fall where they belong.
    let plain = printable(&plain);
    let styles = pieces
        .iter()
        .flat_map(|(text, style)| text.chars().map(move |_| *style));
    let mut rest = plain.chars().zip(styles).peekable();
    for line in textwrap::wrap(&plain, &options) {
        let content = line.trim_start_matches(' ');
        out.push_str(&line[..line.len() - content.len()]);
        let mut current = Style::new();
        for wanted in content.chars() {
            // Wrapping drops blanks at line ends; pass over them here as well.
            while rest.peek().is_some_and(|(c, _)| *c != wanted) {
                rest.next();
            }
            let Some((c, style)) = rest.next() else { break };
            if style != current {
                let _ = write!(out, "{}{}", current.render_reset(), style.render());
                current = style;
            }
            out.push(if c == '\u{a0}' { ' ' } else { c });
        }
        let _ = writeln!(out, "{}", current.render_reset());
    }
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

    #[test]
    fn a_narrow_terminal_is_no_trouble() {
        let mut out = String::new();
        wrapped(
            &mut out,
            &[("nghiêngngảnghiêngngảnghiêngngả 🙂".into(), TITLE)],
            "   ",
            1,
        );
        assert!(plain(&out).contains('🙂'));
    }
}
