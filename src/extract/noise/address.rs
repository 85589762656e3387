//! The article's own address, printed on a line of its own or after a label.
//! Of several, the one whose words are those of the headline.

use crate::extract::page::{Fate, Page, key, word_count};

/// Bytes beyond which neither a headline nor an address is looked at word by word.
const LONGEST: usize = 2000;

pub(super) fn apply(page: &mut Page) {
    let mut title: Option<String> = None;
    let mut best: Option<(usize, usize)> = None;
    for at in 0..page.lines.len() {
        let line = &page.lines[at];
        let Some(url) = url(&line.text) else {
            continue;
        };
        let labelled = url.len() < line.text.len();
        let tail = !line.is_open() && !labelled;
        let title = title.get_or_insert_with(|| key(&page.title()));
        let likeness = likeness(title, url);
        if line.is_open() && !labelled {
            page.lines[at].drop_as("url");
        } else if line.is_open() {
            page.lines[at].drop_as("footer");
        }
        // an address within a list of other articles must prove itself
        if tail && likeness < 60 {
            continue;
        }
        if best.is_none_or(|(_, most)| likeness >= most) {
            best = Some((at, likeness));
        }
    }
    if let Some((at, _)) = best {
        page.lines[at].fate = Fate::Url;
    }
}

/// The address that `text` is, after an optional label such as `Đường dẫn bài viết:`.
pub(crate) fn url(text: &str) -> Option<&str> {
    // the cheap question first: most lines have no colon
    if !text.as_bytes().contains(&b':') {
        return None;
    }
    let at = text.find("http")?;
    if at > 0 {
        let label = key(&text[..at]);
        let known = [
            "duong dan bai viet",
            "duong dan",
            "link bai viet",
            "link",
            "link bai goc",
            "link goc",
            "nguon",
            "url",
            "xem bai goc tai",
        ];
        // `Nguồn LĐTĐ: https://…`
        let source = label.starts_with("nguon ") && word_count(&label) <= 6;
        if at > 80 || !(source || known.contains(&label.as_str())) {
            return None;
        }
    }
    let url = text[at..].trim_end_matches(['|', ' ', ')', ']', '>']);
    let host = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    (host.contains('.') && !url.contains(char::is_whitespace)).then_some(url)
}

/// How many of a hundred words of the title stand in the address.
fn likeness(title: &str, url: &str) -> usize {
    if title.is_empty() || title.len() > LONGEST || url.len() > LONGEST {
        return 0;
    }
    let path = key(url);
    let path: Vec<&str> = path.split(' ').collect();
    let mut shared = 0;
    let mut total = 0;
    for word in title.split(' ') {
        total += 1;
        shared += usize::from(path.contains(&word));
    }
    shared * 100 / total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_with_the_headlines_words_is_the_articles() {
        let mut page = Page::of_text(
            "Hội nghị sơ kết\nhttps://bao.vn/tin-khac-1.html\nhttps://bao.vn/hoi-nghi-so-ket-2.html\nhttps://bao.vn/trang-chu\nXem https://bao.vn để biết",
        );
        page.lines[0].fate = Fate::Title;
        apply(&mut page);
        let fates: Vec<Fate> = page.lines.iter().map(|line| line.fate).collect();
        assert_eq!(
            fates,
            [
                Fate::Title,
                Fate::Noise("url"),
                Fate::Url,
                Fate::Noise("url"),
                Fate::Open
            ]
        );
    }

    #[test]
    fn a_label_may_stand_before_it() {
        assert_eq!(
            url("Đường dẫn bài viết: https://bao.vn/a.html"),
            Some("https://bao.vn/a.html")
        );
        assert_eq!(
            url("https://bao.vn/a.html |"),
            Some("https://bao.vn/a.html")
        );
        assert_eq!(
            url("Nguồn Báo A: https://bao.vn/a.html"),
            Some("https://bao.vn/a.html")
        );
        assert_eq!(url("Theo https://bao.vn/a.html"), None);
        assert_eq!(url("https:// bao"), None);
    }
}
