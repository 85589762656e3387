//! Article text with its marks, places and dates.

use maud::{Markup, html};

use crate::article::{Article, Figure};
use crate::render::marks::pieces;
use crate::text::Span;
use crate::web::words::Words;

/// `text` with matches marked, and figures in the element that bears their value.
pub fn marked(text: &str, matches: &[Span], figures: &[Figure], answers: &[bool]) -> Markup {
    let all = pieces(text, matches, figures);
    html! {
        @for run in all.chunk_by(|a, b| a.figure == b.figure) {
            @let inner = html! {
                @for piece in run {
                    @if piece.matched { mark { (shown(piece.span.of(text))) } }
                    @else { (shown(piece.span.of(text))) }
                }
            };
            @match run[0].figure {
                Some(number) => {
                    @let answer = answers.get(number).copied().unwrap_or(false);
                    data class=(if answer { "fig answer" } else { "fig" })
                        value=(value_at(&figures[number], run[0].span)) { (inner) }
                }
                None => (inner),
            }
        }
    }
}

/// The number that stands at `span`: the figure's value, or its percent.
fn value_at(figure: &Figure, span: Span) -> f64 {
    let percent = figure.percent_span.filter(|percent| percent.overlaps(span));
    percent.and(figure.percent).unwrap_or(figure.value)
}

/// Text without what turns the direction of the text around it.
pub fn shown(text: &str) -> String {
    let turns = |c: &char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|c| !turns(c)).collect()
}

/// The title of an article.
pub fn title(article: &Article, matches: &[Span], words: &Words) -> Markup {
    match article.title.trim() {
        "" => html! { (words.untitled) },
        _ => marked(&article.title, matches, &[], &[]),
    }
}

/// Places and date, and the source where it has an address.
pub fn about(article: &Article, words: &Words) -> Markup {
    html! {
        @for place in &article.places { span .place { (shown(&place.name())) } " " }
        @match (article.published, article.year) {
            (Some(day), _) => time datetime=(day) { (words.day(day)) },
            (None, Some(year)) => time datetime=(year) { (year) },
            (None, None) => {},
        }
        @if let Some((address, host)) = source(article) {
            " " a .source href=(address) rel="noreferrer noopener external" {
                (crate::web::words::fill(&words.source, &[("host", &host)]))
            }
        }
    }
}

/// The place at a facet path with what it lies in: `Ba Đình, Hà Nội`.
pub fn path_name(path: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    parts.reverse();
    parts.join(", ")
}

/// The article's own address on the web with its host: nothing but http leads out.
pub fn source(article: &Article) -> Option<(String, String)> {
    let address = article.url.as_deref()?;
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#', '\\']).next()?;
    let host = host.rsplit('@').next()?.trim_start_matches("www.");
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    (!host.is_empty() && host.chars().all(plain)).then(|| (address.to_string(), host.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::FigureKind;

    #[test]
    fn marks_nest_in_figures_and_text_is_escaped() {
        let text = "<b>24 CĐCS</b> mới";
        let at = |part: &str| {
            let start = text.find(part).expect("a part");
            Span::new(start, start + part.len())
        };
        let figure = Figure::new(at("24 CĐCS"), FigureKind::Count, 24.0);
        let shown = marked(text, &[at("CĐCS"), at("mới")], &[figure], &[false]);
        assert_eq!(
            shown.into_string(),
            "&lt;b&gt;<data class=\"fig\" value=\"24\">24 <mark>CĐCS</mark></data>&lt;/b&gt; <mark>mới</mark>"
        );
    }

    #[test]
    fn only_the_web_is_linked() {
        let article = |url: &str| -> Option<String> {
            let value = serde_json::json!({"id": "a", "path": "a", "line": null, "format": "txt",
                "encoding": "", "title": "", "author": null, "url": url, "published": null,
                "year": null, "year_source": null, "places": [], "paragraphs": [], "noise": [],
                "warnings": []});
            let article: Article = serde_json::from_value(value).expect("an article");
            source(&article).map(|(_, host)| host)
        };
        assert_eq!(
            article("https://www.example.org/a?b").as_deref(),
            Some("example.org")
        );
        assert_eq!(
            article("http://user@example.org:80").as_deref(),
            Some("example.org:80")
        );
        for url in [
            "javascript:alert(1)",
            "data:text/html,x",
            "https://",
            "//a",
            "ftp://a/",
            "http://<b>/",
        ] {
            assert_eq!(article(url), None, "{url}");
        }
    }
}
