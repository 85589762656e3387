//! A photo credit glued to the sentence that follows it (`Ảnh: A LỘCLực lượng …`):
//! the line is cut in two, the caption and the paragraph.

use crate::extract::page::{Line, Page};

pub(super) fn apply(page: &mut Page) {
    if !page.lines.iter().any(|line| cut(&line.text).is_some()) {
        return;
    }
    let mut moved = Vec::with_capacity(page.lines.len());
    let mut lines = Vec::with_capacity(page.lines.len() + 1);
    for mut line in std::mem::take(&mut page.lines) {
        moved.push(lines.len());
        let rest = cut(&line.text).filter(|_| line.is_open()).map(|cut| {
            let rest = line.text[cut..].trim().to_string();
            line.text.truncate(cut);
            Line::new(rest)
        });
        lines.push(line);
        lines.extend(rest);
    }
    page.lines = lines;
    for (number, _) in &mut page.shed {
        *number = moved[*number];
    }
}

/// Where the paragraph begins that is glued to a credit in capitals.
fn cut(text: &str) -> Option<usize> {
    // most lines have no label
    if !text.as_bytes().contains(&b':') {
        return None;
    }
    let credit = ["Ảnh: ", "ẢNH: "]
        .iter()
        .find_map(|mark| text.find(mark).map(|at| at + mark.len()))?;
    let mut capitals = 0;
    let mut previous = None;
    for (offset, c) in text[credit..].char_indices() {
        if c.is_lowercase() {
            // the capital before this letter begins the paragraph
            let (start, glued) = previous?;
            return (capitals >= 3 && glued).then_some(credit + start);
        }
        if c.is_uppercase() {
            let glued = text[..credit + offset].ends_with(|before: char| before.is_uppercase());
            previous = Some((offset, glued));
            capitals += 1;
        } else if !matches!(c, ' ' | '.' | '-' | '–' | ',') {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glued_credit_is_cut_off() {
        let mut page = Page::of_text(
            "Đoàn viên dự lễ - Ảnh: A LỘCLực lượng chức năng có mặt.\nLễ phát động. Ảnh: HẢI AN\nẢnh: Hải An chụp tại hội trường.",
        );
        apply(&mut page);
        let texts: Vec<&str> = page.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "Đoàn viên dự lễ - Ảnh: A LỘC",
                "Lực lượng chức năng có mặt.",
                "Lễ phát động. Ảnh: HẢI AN",
                "Ảnh: Hải An chụp tại hội trường."
            ]
        );
    }
}
