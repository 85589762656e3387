//! Lines that point elsewhere: `Video: …`, `» …`, `Xem thêm: …`, and lines that are
//! nothing but a link to another article.

use crate::extract::page::{Hint, Page, ends_sentence, is_prose, key, word_count};

/// The longest label, in bytes.
const LONGEST_LABEL: usize = 60;

pub(super) fn apply(page: &mut Page) {
    for at in 0..page.lines.len() {
        let line = &page.lines[at];
        if !line.is_open() {
            continue;
        }
        let linked = line.hint == Hint::Link && !is_prose(&line.text) && !ends_sentence(&line.text);
        if let Some(reason) = pointer(&line.text) {
            page.lines[at].drop_as(reason);
        } else if linked {
            page.lines[at].drop_as("related");
        }
    }
}

/// Why a line points elsewhere, where it does.
fn pointer(text: &str) -> Option<&'static str> {
    if word_count(text) > 40 {
        return None;
    }
    if text.starts_with(['»', '►', '▶', '☛', '⇒', '→', '➤', '✅'])
        || text.starts_with(">>")
        || text.starts_with("=>")
    {
        return Some("related");
    }
    let ends_label = |byte: u8| matches!(byte, b':' | b']' | b'>');
    let end = text.bytes().take(LONGEST_LABEL + 1).position(ends_label)?;
    match key(&text[..end]).as_str() {
        "video" | "clip" | "video clip" | "xem video" | "xem clip" | "nguon video"
        | "mega story" | "infographic" | "podcast" | "audio" => Some("video"),
        "xem them"
        | "doc them"
        | "xem tiep"
        | "tin lien quan"
        | "bai lien quan"
        | "moi doc them"
        | "moi ban doc xem them"
        | "moi doc gia xem them"
        | "tin bai lien quan"
        | "xem them tai"
        | "xem thêm" => Some("related"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_go_and_sentences_stay() {
        let mut page = Page::of_text(
            "Video: Lễ phát động tháng công nhân\n» Tin một\n>> Tin hai\nXem thêm: Tin ba\n[Video] Tin bốn\nVideo này được quay tại nhà máy.\nÔng nói: xem thêm cũng tốt.",
        );
        apply(&mut page);
        let open: Vec<bool> = page.lines.iter().map(|line| line.is_open()).collect();
        assert_eq!(open, [false, false, false, false, false, true, true]);
    }
}
