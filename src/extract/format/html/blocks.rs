//! The blocks of a web page: runs of text between block elements, in page order,
//! each with the element it stands in.

use jiff::civil::Date;
use scraper::{Html, Node, node::Element as Tag};

use super::tags::{hint, is_block, is_side, rank};
use super::{counts_as_prose, visible};
use crate::extract::date;
use crate::extract::page::Hint;

/// The text of a page, block by block.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    /// In page order.
    pub list: Vec<Block>,
    /// The block elements, parents before children; the first is the page.
    pub elements: Vec<Element>,
    /// The machine-readable times, with the number of blocks above each.
    times: Vec<(usize, usize, Date)>,
}

/// One run of text.
#[derive(Debug)]
pub(super) struct Block {
    pub text: String,
    pub element: usize,
    pub hint: Hint,
    /// Whether an element begins or ends above it, rather than a line.
    pub gap: bool,
    /// Within `nav`, `aside`, `footer`, `form`.
    pub boilerplate: bool,
    /// Within an element that its name gives away: `related`, `comment`, `share`.
    pub side: bool,
}

/// A block element.
#[derive(Debug)]
pub(super) struct Element {
    pub parent: Option<usize>,
    /// How surely its name says that it holds the article: 0 not at all, 3 `articleBody`.
    pub rank: u8,
    /// Bytes of running text within it, outside of boilerplate.
    pub prose: usize,
    /// The number of blocks within it.
    pub blocks: usize,
    /// One past the last element within it.
    pub end: usize,
    pub boilerplate: bool,
    pub side: bool,
}

impl Blocks {
    /// Whether element `inner` is `outer` or lies within it.
    pub fn is_within(&self, inner: usize, outer: usize) -> bool {
        (outer..self.elements[outer].end).contains(&inner)
    }

    /// Whether two blocks stand in the same element, or in children of the same one.
    pub fn share_parent(&self, one: usize, other: usize) -> bool {
        let up = |block: usize| {
            let element = self.list[block].element;
            self.elements[element].parent.unwrap_or(element)
        };
        let (a, b) = (self.list[one].element, self.list[other].element);
        a == b || up(one) == up(other) || a == up(other) || b == up(one)
    }

    /// The time that stands beside the headline, or first within the main element.
    pub fn time_near(&self, headline: Option<usize>, main: usize) -> Option<Date> {
        let near = |blocks: usize| headline.is_some_and(|at| blocks + 3 >= at && blocks <= at + 4);
        let mut inside = None;
        for &(blocks, element, date) in &self.times {
            if near(blocks) {
                return Some(date);
            }
            if self.is_within(element, main) {
                inside.get_or_insert(date);
            }
        }
        inside
    }
}

/// Reads the blocks of `document`, without recursion: pages may nest as they like.
pub(super) fn read(document: &Html) -> Blocks {
    let mut reader = Reader::default();
    reader.blocks.elements.push(Element {
        parent: None,
        rank: 0,
        prose: 0,
        blocks: 0,
        end: usize::MAX,
        boilerplate: false,
        side: false,
    });
    let mut node = document.tree.root();
    let mut opening = true;
    loop {
        if opening {
            let enters = match node.value() {
                Node::Text(text) => {
                    reader.text(text);
                    false
                }
                Node::Element(tag) => {
                    // `</a><span class=date>`: a page's style sets the two apart
                    let beside = node
                        .prev_sibling()
                        .is_some_and(|node| node.value().is_element());
                    if beside && tag.attr("class").is_some() && !is_block(tag.name()) {
                        reader.text.push(' ');
                    }
                    reader.open(tag)
                }
                _ => node.has_children(),
            };
            if enters && let Some(child) = node.first_child() {
                node = child;
                continue;
            }
        }
        if let Node::Element(tag) = node.value() {
            reader.close(tag);
        }
        if let Some(next) = node.next_sibling() {
            node = next;
            opening = true;
        } else if let Some(parent) = node.parent() {
            node = parent;
            opening = false;
        } else {
            break;
        }
    }
    reader.end_block(Hint::None);
    reader.weigh();
    reader.blocks
}

#[derive(Default)]
struct Reader {
    blocks: Blocks,
    element: usize,
    text: String,
    linked: usize,
    links: usize,
    gap: bool,
    /// The number of blocks above the table row that was opened last.
    row: usize,
    /// The hints of the open elements that give one.
    hints: Vec<Hint>,
    /// Prose bytes by block, for the weights.
    weights: Vec<(usize, usize)>,
}

impl Reader {
    fn text(&mut self, text: &str) {
        self.text.push_str(text);
        if self.links > 0 {
            self.linked += text.trim().len();
        }
    }

    /// Opens an element; false where nothing within is text.
    fn open(&mut self, tag: &Tag) -> bool {
        let name = tag.name();
        match name {
            "script" | "style" | "noscript" | "template" | "svg" | "head" | "iframe" | "object"
            | "video" | "audio" | "canvas" | "select" | "textarea" | "math" => return false,
            "br" => {
                self.end_block(Hint::None);
                self.gap = false;
                return false;
            }
            "img" => {
                self.picture(tag);
                return false;
            }
            "a" => self.links += 1,
            "time" => self.time(tag),
            "meta" => {
                if tag.attr("itemprop") == Some("datePublished")
                    && let Some(date) = tag.attr("content").and_then(date::parse)
                {
                    self.blocks
                        .times
                        .push((self.blocks.list.len(), self.element, date));
                }
                return false;
            }
            _ => {}
        }
        if is_block(name) {
            self.end_block(Hint::None);
            self.gap = true;
            self.enter(tag);
            if name == "tr" {
                self.row = self.blocks.list.len();
            }
        } else if name == "td" || name == "th" {
            if self.blocks.list.len() > self.row {
                // a cell of several lines stands in a table that lays out the page
                self.end_block(Hint::None);
                self.gap = true;
            } else if !self.text.trim().is_empty() {
                self.text.push_str(" | ");
            }
            self.hints.push(hint(tag));
        }
        true
    }

    fn close(&mut self, tag: &Tag) {
        let name = tag.name();
        if name == "a" {
            self.links = self.links.saturating_sub(1);
        }
        if is_block(name) {
            if name == "tr" && !self.text.trim().is_empty() {
                // a row as text readers write it, for the rules that know rows
                self.text.push_str(" |");
            }
            self.end_block(Hint::None);
            self.gap = true;
            self.hints.pop();
            let count = self.blocks.elements.len();
            if let Some(parent) = self.blocks.elements[self.element].parent {
                self.blocks.elements[self.element].end = count;
                self.element = parent;
            }
        } else if name == "td" || name == "th" {
            let hint = self.hints.pop().unwrap_or_default();
            if hint == Hint::Caption {
                self.end_block(hint);
            }
        }
    }

    fn enter(&mut self, tag: &Tag) {
        let above = &self.blocks.elements[self.element];
        let name = tag.name();
        let boilerplate = above.boilerplate
            || matches!(
                name,
                "nav" | "aside" | "footer" | "form" | "dialog" | "menu" | "button"
            )
            || matches!(
                tag.attr("role"),
                Some("navigation" | "complementary" | "contentinfo" | "search")
            );
        let side = above.side || is_side(tag);
        self.blocks.elements.push(Element {
            parent: Some(self.element),
            rank: rank(tag),
            prose: 0,
            blocks: 0,
            end: usize::MAX,
            boilerplate,
            side,
        });
        self.element = self.blocks.elements.len() - 1;
        self.hints.push(hint(tag));
    }

    fn picture(&mut self, tag: &Tag) {
        let description = visible(tag.attr("alt").unwrap_or(""));
        self.end_block(Hint::None);
        self.text = format!("![{description}]()");
        self.end_block(Hint::Image);
    }

    fn time(&mut self, tag: &Tag) {
        if let Some(date) = tag.attr("datetime").and_then(date::parse) {
            let place = &self.blocks.elements[self.element];
            if !place.boilerplate && !place.side {
                self.blocks
                    .times
                    .push((self.blocks.list.len(), self.element, date));
            }
        }
    }

    fn end_block(&mut self, hint: Hint) {
        let text = visible(&std::mem::take(&mut self.text));
        let linked = std::mem::take(&mut self.linked);
        if text.is_empty() || text == "|" {
            return;
        }
        let element = &self.blocks.elements[self.element];
        let named = self.hints.iter().rev().find(|&&hint| hint != Hint::None);
        let hint = match (hint, named) {
            (Hint::None, Some(&named)) if named != Hint::Caption || text.len() < 900 => named,
            (Hint::None, _) if linked * 10 >= text.trim_end_matches(" |").len() * 9 => Hint::Link,
            (hint, _) => hint,
        };
        if counts_as_prose(&text, linked) && !element.boilerplate && hint != Hint::Caption {
            self.weights.push((self.element, text.len()));
        }
        self.blocks.list.push(Block {
            text,
            element: self.element,
            hint,
            gap: std::mem::take(&mut self.gap),
            boilerplate: element.boilerplate,
            side: element.side,
        });
    }

    /// Adds up the running text and the blocks of every element.
    fn weigh(&mut self) {
        for &(element, bytes) in &self.weights {
            self.blocks.elements[element].prose += bytes;
        }
        for block in &self.blocks.list {
            self.blocks.elements[block.element].blocks += 1;
        }
        for at in (1..self.blocks.elements.len()).rev() {
            let Element {
                prose,
                blocks,
                parent,
                ..
            } = self.blocks.elements[at];
            if let Some(parent) = parent {
                self.blocks.elements[parent].prose += prose;
                self.blocks.elements[parent].blocks += blocks;
            }
        }
    }
}
