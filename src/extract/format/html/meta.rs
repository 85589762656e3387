//! What a page says about itself: JSON-LD, Open Graph, Dublin Core, canonical address.

use std::sync::LazyLock;

use scraper::{Html, Selector};
use serde_json::Value;

use super::visible;
use crate::extract::page::{key, word_count};
use crate::extract::{Stated, date, noise};

static HEAD: LazyLock<Selector> = LazyLock::new(|| {
    Selector::parse("meta, title, link[rel=canonical], script[type='application/ld+json']")
        .expect("the selector is fixed")
});

/// Names of `meta` that hold the day of publication, the surest first.
const DATES: [&str; 14] = [
    "article:published_time",
    "datepublished",
    "og:published_time",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "date",
];

/// Reads the structured values of `document`.
pub(super) fn read(document: &Html) -> Stated {
    let mut stated = Stated::default();
    let mut shown_title = None;
    let mut address = None;
    let mut author = None;
    let mut dates = [None; DATES.len()];
    for element in document.select(&HEAD) {
        let content = element.attr("content").unwrap_or("");
        match element.value().name() {
            "title" => {
                shown_title = shown_title.or(Some(visible(&element.text().collect::<String>())))
            }
            "link" => stated.url = element.attr("href").and_then(own_address),
            "script" => json_ld(&element.text().collect::<String>(), &mut stated),
            _ => {
                let name = ["property", "name", "itemprop"]
                    .iter()
                    .find_map(|name| element.attr(name));
                let name = name.unwrap_or("").to_ascii_lowercase();
                if let Some(at) = DATES.iter().position(|&date| date == name) {
                    dates[at] = dates[at].or_else(|| date::parse(content));
                }
                match name.as_str() {
                    "og:title" => stated.title = Some(visible(content)),
                    "og:url" => address = own_address(content),
                    "author" | "article:author" | "dc.creator" => {
                        author = author.or(person(content))
                    }
                    _ => {}
                }
            }
        }
    }
    let given = stated
        .title
        .filter(|title| !title.is_empty())
        .or(shown_title);
    stated.title = given
        .map(|title| without_site(&title).to_string())
        .filter(|title| !title.is_empty());
    stated.url = stated.url.or(address);
    stated.author = stated.author.or(author);
    stated.published = stated
        .published
        .or_else(|| dates.into_iter().flatten().next());
    stated
}

/// Takes date and author from a JSON-LD script; one that is broken still shows its date.
fn json_ld(script: &str, stated: &mut Stated) {
    let Ok(value) = serde_json::from_str::<Value>(script) else {
        let after = script
            .split_once("\"datePublished\"")
            .map(|(_, after)| after);
        let quoted = after.and_then(|after| after.split('"').nth(1));
        stated.published = stated.published.or_else(|| quoted.and_then(date::parse));
        return;
    };
    let mut rest = vec![&value];
    while let Some(value) = rest.pop() {
        match value {
            Value::Array(items) => rest.extend(items.iter().rev()),
            Value::Object(fields) => {
                let day = fields.get("datePublished").and_then(Value::as_str);
                stated.published = stated.published.or_else(|| day.and_then(date::parse));
                let author = match fields.get("author") {
                    Some(Value::Array(items)) => items.first(),
                    author => author,
                };
                let name = author.and_then(|author| author.get("name").unwrap_or(author).as_str());
                if stated.author.is_none() {
                    stated.author = name.and_then(person);
                }
                rest.extend(fields.get("@graph"));
                rest.extend(fields.get("mainEntity"));
            }
            _ => {}
        }
    }
}

/// The name of a person or of writers; sites often name themselves instead.
fn person(name: &str) -> Option<String> {
    let name = visible(name);
    let folded = key(&name);
    let site = [
        "bao ",
        "tap chi",
        "cong thong tin",
        "trang ",
        "admin",
        "lao dong",
    ]
    .iter()
    .any(|site| folded.starts_with(site))
        || name.contains('.') && name.contains("vn")
        || name.contains('@')
        || name.contains("://");
    (!site && noise::is_byline(&name)).then_some(name)
}

/// An address of an article: absolute, and more than a site's first page.
fn own_address(href: &str) -> Option<String> {
    let href = href.trim();
    let (scheme, rest) = href.split_once("://")?;
    let (_, path) = rest.split_once('/')?;
    let web = matches!(scheme, "http" | "https");
    (web && !path.is_empty() && !href.contains(char::is_whitespace)).then(|| href.to_string())
}

/// A page's title without the site's name after it.
fn without_site(title: &str) -> &str {
    for mark in [" | ", " - ", " – ", " :: "] {
        if let Some((head, site)) = title.rsplit_once(mark)
            && word_count(head) >= 3
            && word_count(site) <= 6
            && is_site(site)
        {
            return head.trim();
        }
    }
    title
}

fn is_site(name: &str) -> bool {
    let folded = key(name);
    name.contains(".vn")
        || name.contains(".com")
        || [
            "bao",
            "tap chi",
            "cong thong tin",
            "trang",
            "cong doan",
            "lien doan",
            "tin tuc",
            "dai",
            "vov",
            "vtv",
            "ttxvn",
            "online",
        ]
        .iter()
        .any(|site| folded.starts_with(site) || folded.ends_with(site))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn of(head: &str) -> Stated {
        read(&Html::parse_document(&format!(
            "<head>{head}</head><body>x</body>"
        )))
    }

    #[test]
    fn dates_come_from_the_surest_place() {
        let json = r#"<script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":"NewsArticle","datePublished":"2021-08-06T08:00:00+07:00","author":[{"name":"Thu Hà"}]}]}</script>"#;
        let open_graph = "<meta property='article:published_time' content='2020-02-03T10:00'>";
        let dublin = "<meta name='DC.date.issued' content='2019-01-02'>";
        assert_eq!(
            of(&format!("{dublin}{open_graph}{json}")).published,
            Some(date(2021, 8, 6))
        );
        assert_eq!(
            of(&format!("{dublin}{open_graph}")).published,
            Some(date(2020, 2, 3))
        );
        assert_eq!(of(dublin).published, Some(date(2019, 1, 2)));
        assert_eq!(of(json).author.as_deref(), Some("Thu Hà"));
        let broken = r#"<script type="application/ld+json">{"datePublished": "2021-08-06", "name": "a"b"}</script>"#;
        assert_eq!(of(broken).published, Some(date(2021, 8, 6)));
    }

    #[test]
    fn titles_lose_the_sites_name_and_addresses_must_be_whole() {
        assert_eq!(
            of("<title>Hội nghị sơ kết công tác | Báo A</title>")
                .title
                .as_deref(),
            Some("Hội nghị sơ kết công tác")
        );
        assert_eq!(
            of("<title>Công nhân vui - khỏe - an toàn</title>")
                .title
                .as_deref(),
            Some("Công nhân vui - khỏe - an toàn")
        );
        assert_eq!(of("<link rel=canonical href='https://a.vn/'>").url, None);
        assert_eq!(
            of("<meta property='og:url' content='https://a.vn/b.html'>")
                .url
                .as_deref(),
            Some("https://a.vn/b.html")
        );
        assert_eq!(of("<meta name=author content='Báo A'>").author, None);
    }
}
