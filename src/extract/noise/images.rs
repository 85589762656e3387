//! Picture rows as text readers write them, `![description](address) |`, and the
//! caption row below.

use crate::extract::page::{Fate, Hint, Page};

/// Bytes in the longest caption.
const LONGEST: usize = 600;

pub(super) fn apply(page: &mut Page) {
    let mut below_picture = false;
    for at in 0..page.lines.len() {
        let line = &mut page.lines[at];
        if !line.is_open() {
            continue;
        }
        if line.hint == Hint::Image || is_picture(&line.text) {
            line.drop_as("image");
            below_picture = true;
            continue;
        }
        // one row only: a second one is another picture's, or a related title
        let row = line.is_row() && line.hint != Hint::Link;
        if below_picture && (row || line.hint == Hint::Caption) {
            let cell = line.text.trim_matches(['|', ' ']).to_string();
            let table = cell.contains(" | ");
            if !table && cell.len() <= LONGEST {
                line.text = cell;
                line.fate = Fate::Caption;
            }
        }
        below_picture = false;
    }
}

/// Whether the line is pictures, bars and nothing else.
fn is_picture(text: &str) -> bool {
    let mut rest = text.trim_matches(['|', ' ']);
    let mut pictures = 0;
    while let Some(inner) = rest.strip_prefix("![") {
        let Some((_, after)) = inner.split_once("](") else {
            return false;
        };
        let Some((_, after)) = after.split_once(')') else {
            return false;
        };
        rest = after.trim_start_matches(['|', ' ']);
        pictures += 1;
    }
    pictures > 0 && rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_takes_the_row_below_as_its_caption() {
        let mut page = Page::of_text(
            "![]() |\nĐoàn viên dự hội nghị. |\n| ![Ảnh](https://a.vn/1.jpg) |\nĐoạn thân bài.\n![x](y) thêm chữ",
        );
        apply(&mut page);
        let fates: Vec<Fate> = page.lines.iter().map(|line| line.fate).collect();
        assert_eq!(
            fates,
            [
                Fate::Noise("image"),
                Fate::Caption,
                Fate::Noise("image"),
                Fate::Open,
                Fate::Open
            ]
        );
        assert_eq!(page.lines[1].text, "Đoàn viên dự hội nghị.");
    }
}
