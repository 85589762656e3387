//! Plain text: a line is a paragraph, blank lines set paragraphs apart.

use super::{front_matter, wrapped};
use crate::extract::page::{Line, Page};

/// Reads a `.txt` page.
pub fn page(text: &str) -> Page {
    let head = front_matter::split(text);
    let mut page = Page::of_text(head.rest);
    page.lines = rejoined(page.lines);
    page.stated = head.stated;
    page.warnings = head.warnings;
    page
}

/// The lines with those joined that an editor wrapped; a block ends at a blank line.
fn rejoined(lines: Vec<Line>) -> Vec<Line> {
    let mut joined = Vec::with_capacity(lines.len());
    let mut block: Vec<Line> = Vec::new();
    for line in lines {
        if line.gap {
            end_block(&mut joined, &mut block);
        }
        block.push(line);
    }
    end_block(&mut joined, &mut block);
    joined
}

fn end_block(joined: &mut Vec<Line>, block: &mut Vec<Line>) {
    if block.len() < 2 {
        joined.append(block);
        return;
    }
    let texts: Vec<&str> = block.iter().map(|line| line.text.as_str()).collect();
    let whole = match wrapped::unwrap(&texts).as_slice() {
        [one] => one.to_string(),
        _ => {
            joined.append(block);
            return;
        }
    };
    joined.push(Line {
        gap: true,
        ..Line::new(whole)
    });
    block.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_blocks_are_joined() {
        let page = page(
            "Hội nghị sơ kết\n\nSáng nay, công đoàn quận đã tổng kết hoạt động sáu tháng\nđầu năm với sự có mặt của đông đảo đại biểu. Hội nghị có\nnhiều ý kiến.\n\nMột\nHai",
        );
        let texts: Vec<&str> = page.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts.len(), 4);
        assert!(texts[1].ends_with("Hội nghị có nhiều ý kiến."));
    }
}
