//! Markdown: headings, pictures, links and tables become lines with hints.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html::guard;
use super::{front_matter, wrapped};
use crate::extract::page::{Hint, Line, Page};
use crate::text::{clean, normalize::squeeze};

/// Reads a `.md` page.
pub fn page(text: &str) -> Page {
    let head = front_matter::split(text);
    let text = clean(head.rest);
    let mut reader = Reader::default();
    for event in Parser::new_ext(
        &text,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    ) {
        reader.take(event);
    }
    reader.end_block(Hint::None);
    let mut page = reader.page;
    page.stated = head.stated;
    page.warnings = head.warnings;
    page
}

#[derive(Default)]
struct Reader {
    page: Page,
    /// The block so far; line ends are the source's.
    text: String,
    /// How many of its bytes stand within links.
    linked: usize,
    links: usize,
    /// The description of the picture being read.
    picture: Option<String>,
    headlines: usize,
    /// The next number of each ordered list that is open; none for a plain list.
    lists: Vec<Option<u64>>,
    row: Option<Vec<String>>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) => self.push(&text),
            Event::SoftBreak | Event::HardBreak => self.push("\n"),
            Event::InlineHtml(html) => {
                let is_break = html.to_ascii_lowercase().starts_with("<br");
                self.push(if is_break { "\n" } else { "" });
            }
            Event::Html(html) => self.push(&guard::untagged(&html)),
            Event::Rule => self.end_block(Hint::None),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(description) = &mut self.picture {
            description.push_str(text);
            return;
        }
        if self.links > 0 {
            self.linked += text.len();
        }
        self.text.push_str(text);
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Image { .. } => self.picture = Some(String::new()),
            Tag::Link { .. } => self.links += 1,
            Tag::List(first) => {
                self.end_block(Hint::None);
                self.lists.push(first);
            }
            Tag::Item => {
                self.end_block(Hint::None);
                if let Some(Some(number)) = self.lists.last_mut() {
                    self.text = format!("{number}. ");
                    *number += 1;
                }
            }
            Tag::TableHead | Tag::TableRow => self.row = Some(Vec::new()),
            Tag::Paragraph if self.text.trim_end().ends_with('.') && self.text.len() < 8 => {}
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::CodeBlock(_)
            | Tag::BlockQuote(_)
            | Tag::HtmlBlock => {
                self.end_block(Hint::None);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => {
                let description = self.picture.take().unwrap_or_default();
                // a bar after the picture belongs to its row
                let picture = format!("![{}]()", squeeze(&description));
                if self.text.trim_start().is_empty() {
                    self.text.clear();
                    self.line(picture, Hint::Image, true);
                } else {
                    self.text.push('\n');
                    self.text.push_str(&picture);
                    self.text.push('\n');
                }
            }
            TagEnd::Link => self.links = self.links.saturating_sub(1),
            TagEnd::Heading(level) => {
                let first = level == pulldown_cmark::HeadingLevel::H1 && self.headlines == 0;
                self.headlines += usize::from(first);
                self.end_block(if first { Hint::Headline } else { Hint::Heading });
            }
            TagEnd::TableCell => {
                let cell = squeeze(&std::mem::take(&mut self.text));
                if let Some(row) = &mut self.row {
                    row.push(cell);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                let row = self.row.take().unwrap_or_default();
                self.text = format!("{} |", row.join(" | "));
                self.linked = 0;
                self.end_block(Hint::None);
            }
            TagEnd::List(_) => {
                self.end_block(Hint::None);
                self.lists.pop();
            }
            TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::CodeBlock
            | TagEnd::BlockQuote(_)
            | TagEnd::HtmlBlock => {
                self.end_block(Hint::None);
            }
            _ => {}
        }
    }

    /// Ends the block that is being read: its lines go to the page.
    fn end_block(&mut self, hint: Hint) {
        let text = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        let visible = text.trim().len();
        if visible == 0 {
            return;
        }
        let hint = match hint {
            Hint::None if linked * 10 >= visible * 9 => Hint::Link,
            hint => hint,
        };
        let mut lines: Vec<&str> = Vec::new();
        for line in text.split('\n') {
            let line = line.trim();
            if !line.is_empty() {
                lines.push(line);
            }
        }
        for (nth, line) in wrapped::unwrap(&lines).into_iter().enumerate() {
            self.line(squeeze(&line), hint, nth == 0);
        }
    }

    fn line(&mut self, text: String, hint: Hint, gap: bool) {
        if text.chars().any(|c| !c.is_whitespace()) {
            self.page.lines.push(Line {
                gap,
                hint,
                ..Line::new(text)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(String, Hint)> {
        let lines = page(text).lines.into_iter();
        lines.map(|line| (line.text, line.hint)).collect()
    }

    #[test]
    fn blocks_become_lines_with_hints() {
        let found = lines(
            "---\nyear: 2020\n---\n# Hội nghị *sơ kết*\n\n![Ảnh lễ](a.jpg) |\nĐoàn viên dự lễ. |\n\nĐoạn **một**.\n\n- [Tin một](b)\n\n1. Ý một\n2. Ý hai\n\n## Mục\n\n| Đơn vị | Số |\n|---|---|\n| A | 2 |\n",
        );
        let expected = [
            ("Hội nghị sơ kết", Hint::Headline),
            ("![Ảnh lễ]()", Hint::Image),
            ("|", Hint::None),
            ("Đoàn viên dự lễ. |", Hint::None),
            ("Đoạn một.", Hint::None),
            ("Tin một", Hint::Link),
            ("1. Ý một", Hint::None),
            ("2. Ý hai", Hint::None),
            ("Mục", Hint::Heading),
            ("Đơn vị | Số |", Hint::None),
            ("A | 2 |", Hint::None),
        ];
        let found: Vec<(&str, Hint)> = found
            .iter()
            .map(|(text, hint)| (text.as_str(), *hint))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn wrapped_paragraphs_are_joined_and_others_are_not() {
        let wrapped = "Sáng nay, công đoàn quận đã tổng kết hoạt động sáu tháng\nđầu năm với sự có mặt của đông đảo đại biểu. Hội nghị có\nnhiều ý kiến.";
        assert_eq!(lines(wrapped).len(), 1);
        assert_eq!(
            lines("Hội nghị sơ kết\nSáng nay có hội nghị.\nMọi người vui.").len(),
            3
        );
    }
}
