//! Rows that end in a bar: a caption alone, related titles in a block, or a table
//! of the article, whose cells stay.

use super::bylines::is_byline;
use super::captions::has_credit;
use crate::extract::page::{Fate, Hint, Page, is_prose, word_count};

pub(super) fn apply(page: &mut Page) {
    let body = page
        .lines
        .iter()
        .position(|line| line.is_open() && is_prose(&line.text))
        .unwrap_or(0);
    let mut block: Vec<usize> = Vec::new();
    for at in 0..=page.lines.len() {
        let in_block = page
            .lines
            .get(at)
            .is_some_and(|line| line.is_open() && line.is_row() && cells(&line.text).len() <= 1);
        let starts = in_block && page.lines[at].gap && !block.is_empty();
        if starts && at > body {
            // below a blank line another block begins
            decide(page, &block, body);
            block.clear();
        }
        if in_block {
            block.push(at);
            continue;
        }
        decide(page, &block, body);
        block.clear();
        if let Some(line) = page.lines.get_mut(at)
            && line.is_open()
            && line.text.contains('|')
            && (line.text.starts_with('|') || line.text.ends_with('|'))
        {
            line.text = cells(&line.text).join(" | ");
        }
    }
}

/// A block of rows with one cell each. A row alone is a caption, unless a second,
/// empty cell or its place above the text marks it as a related title; several are
/// related titles. `Thu Hà |` below the headline is the author.
fn decide(page: &mut Page, block: &[usize], body: usize) {
    for &at in block {
        let row = page.lines[at].text.clone();
        let cell = cells(&row).first().copied().unwrap_or("").to_string();
        let two_cells = row.replace(' ', "").ends_with("||") || row.contains("![");
        let line = &mut page.lines[at];
        if block.len() == 1 && at < body && is_byline(&cell) {
            line.fate = Fate::Author;
        } else if has_credit(&cell) {
            line.fate = Fate::Caption;
        } else if word_count(&cell) >= 45 && is_prose(&cell) {
            // a box of running text
        } else if block.len() > 1 || two_cells || at < body || line.hint == Hint::Link {
            line.drop_as("related");
        } else {
            line.fate = Fate::Caption;
        }
        line.text = cell;
    }
}

fn cells(row: &str) -> Vec<&str> {
    row.split('|')
        .map(str::trim)
        .filter(|cell| !cell.is_empty() && !cell.starts_with("![]("))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fates(text: &str) -> Vec<Fate> {
        let mut page = Page::of_text(text);
        apply(&mut page);
        page.lines.iter().map(|line| line.fate).collect()
    }

    #[test]
    fn a_block_is_related_and_a_row_alone_a_caption() {
        let related = Fate::Noise("related");
        assert_eq!(
            fates("Đầu đề\nTin một | |\nTin hai | |\nTin ba |\nThân bài."),
            [Fate::Open, related, related, related, Fate::Open]
        );
        assert_eq!(
            fates("Một câu.\nĐoàn viên dự lễ |\nHai câu."),
            [Fate::Open, Fate::Caption, Fate::Open]
        );
        assert_eq!(
            fates("Một câu.\nTin một | |\nHai câu."),
            [Fate::Open, related, Fate::Open]
        );
        assert_eq!(
            fates("Lễ phát động (Ảnh: Hải An). |\nLễ bế mạc (Ảnh: Hải An). |"),
            [Fate::Caption, Fate::Caption]
        );
    }

    #[test]
    fn rows_above_the_text_are_related_or_the_author() {
        let related = Fate::Noise("related");
        let prose = "Sáng nay, công đoàn quận đã tổng kết hoạt động sáu tháng đầu năm với sự có mặt của đông đảo đại biểu.";
        assert_eq!(
            fates(&format!("Đầu đề\nTHU HÀ |\n{prose}")),
            [Fate::Open, Fate::Author, Fate::Open]
        );
        assert_eq!(
            fates(&format!(
                "Đầu đề\n![]() | Tin một |\n![]() | Tin hai |\n{prose}"
            )),
            [Fate::Open, related, related, Fate::Open]
        );
        assert_eq!(
            fates(&format!("Đầu đề\nTin một được viết Tin hai |\n{prose}")),
            [Fate::Open, related, Fate::Open]
        );
    }

    #[test]
    fn tables_stay() {
        let mut page = Page::of_text("| Đơn vị | Số đoàn viên |\n| Phường A | 120 |");
        apply(&mut page);
        let texts: Vec<&str> = page.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["Đơn vị | Số đoàn viên", "Phường A | 120"]);
        assert!(page.lines.iter().all(|line| line.is_open()));
    }
}
