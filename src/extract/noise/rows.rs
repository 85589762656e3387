//! Rows that end in a bar: a caption alone, related titles in a block, or a table
//! of the article, whose cells stay.

use super::captions::has_credit;
use crate::extract::page::{Fate, Page, is_prose, word_count};

pub(super) fn apply(page: &mut Page) {
    let mut block: Vec<usize> = Vec::new();
    for at in 0..=page.lines.len() {
        let in_block = page
            .lines
            .get(at)
            .is_some_and(|line| line.is_open() && line.is_row() && cells(&line.text).len() <= 1);
        if in_block {
            block.push(at);
            continue;
        }
        decide(page, &block);
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
/// empty cell marks it as a related title; several are related titles.
fn decide(page: &mut Page, block: &[usize]) {
    for &at in block {
        let row = page.lines[at].text.clone();
        let cell = cells(&row).first().copied().unwrap_or("").to_string();
        let two_cells = row.replace(' ', "").ends_with("||");
        let line = &mut page.lines[at];
        if has_credit(&cell) {
            line.fate = Fate::Caption;
        } else if word_count(&cell) >= 45 && is_prose(&cell) {
            // a box of running text
        } else if block.len() > 1 || two_cells {
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
        .filter(|cell| !cell.is_empty())
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
    fn tables_stay() {
        let mut page = Page::of_text("| Đơn vị | Số đoàn viên |\n| Phường A | 120 |");
        apply(&mut page);
        let texts: Vec<&str> = page.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["Đơn vị | Số đoàn viên", "Phường A | 120"]);
        assert!(page.lines.iter().all(|line| line.is_open()));
    }
}
