//! Keeps hostile pages from the tree builder, which takes quadratic time where
//! elements nest without end or bear thousands of attributes.

/// Elements that a page may nest.
const DEEPEST: usize = 1000;
/// Attributes that an element may bear.
const MOST: usize = 2000;

/// Elements that end by themselves, or where another begins: they do not nest.
const ENDING: [&str; 28] = [
    "p", "li", "td", "th", "tr", "dt", "dd", "br", "img", "hr", "meta", "link", "input", "option",
    "source", "tbody", "thead", "tfoot", "area", "base", "col", "embed", "param", "track", "wbr",
    "script", "style", "body",
];

/// Whether the tree builder may have `html`, by a rough count of what it nests.
pub(super) fn is_plain(html: &str) -> bool {
    let bytes = html.as_bytes();
    let mut depth: usize = 0;
    let mut attributes: Option<usize> = None;
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'<' => {
                let closing = bytes.get(at + 1) == Some(&b'/');
                let name = name(&bytes[at + 1 + usize::from(closing)..]);
                attributes = (!name.is_empty() && !closing).then_some(0);
                let ends = |ending: &&str| ending.as_bytes().eq_ignore_ascii_case(name);
                if name.is_empty() || ENDING.iter().any(ends) {
                    continue;
                }
                depth = if closing {
                    depth.saturating_sub(1)
                } else {
                    depth + 1
                };
                if depth > DEEPEST {
                    return false;
                }
            }
            b'>' => attributes = None,
            b'=' | b' ' => {
                if let Some(count) = &mut attributes {
                    *count += 1;
                    if *count > 2 * MOST {
                        return false;
                    }
                }
            }
            _ => {}
        }
    }
    true
}

/// The letters and digits at the head of `bytes`.
fn name(bytes: &[u8]) -> &[u8] {
    let length = bytes
        .iter()
        .take(12)
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    &bytes[..length]
}

/// The text of `html` without its tags, scripts and styles; a tag is a blank.
pub(in crate::extract::format) fn untagged(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        text.push(' ');
        let tag = &rest[at + 1..];
        let name = name(tag.as_bytes());
        let end = if name.eq_ignore_ascii_case(b"script") {
            tag.find("</script")
        } else if name.eq_ignore_ascii_case(b"style") {
            tag.find("</style")
        } else {
            Some(0)
        };
        let close = end.and_then(|end| tag[end..].find('>').map(|close| end + close + 1));
        rest = close.map_or("", |close| &tag[close..]);
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hostile_pages_are_kept_away() {
        assert!(is_plain("<div><p>a<p>b</div>"));
        assert!(is_plain(&"<ul><li>a</ul>".repeat(5000)));
        assert!(!is_plain(&"<div>".repeat(5000)));
        assert!(!is_plain(&format!("<p {}>", "a=1 ".repeat(5000))));
    }

    #[test]
    fn tags_become_blanks() {
        assert_eq!(untagged("a<b>c</b><script>x < y</script>d<"), "a c  d ");
        assert_eq!(untagged("<style>p"), " ");
    }
}
