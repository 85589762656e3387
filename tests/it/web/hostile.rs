//! Whatever an article or a query holds, a page shows it as text: it never becomes markup.

use proptest::prelude::*;
use serde_json::json;

use super::client::{Site, encoded};
use crate::util::World;

/// The tags that our pages are made of, with the attributes each may bear.
const TAGS: &str = "a abbr article aside b body br button circle code data dd details div dl dt \
    footer form h1 h2 h3 head header html input label li line link main mark meta nav ol option p \
    polyline rect script section select small span summary svg table tbody td text th thead time \
    title tr ul";

/// Fails where a page holds a tag or attribute that is none of ours.
fn is_ours(page: &str, what: &str) {
    let bytes = page.as_bytes();
    let mut at = 0;
    while let Some(found) = page[at..].find('<') {
        let start = at + found + 1;
        let end = tag_end(bytes, start).unwrap_or_else(|| panic!("{what}: an open tag"));
        let tag = &page[start..end];
        at = end + 1;
        if tag.starts_with('!') {
            assert_eq!(tag, "!DOCTYPE html", "{what}");
            continue;
        }
        let tag = tag.trim_start_matches('/');
        let name = tag.split([' ', '>']).next().expect("a name");
        assert!(
            TAGS.split_whitespace().any(|known| known == name),
            "{what}: <{tag}>"
        );
        let mut outside = String::new();
        let parts: Vec<&str> = tag.split('"').collect();
        for (i, part) in parts.iter().enumerate() {
            let leads = i % 2 == 1
                && ["href=", "src=", "action="]
                    .iter()
                    .any(|name| parts[i - 1].ends_with(name));
            if i % 2 == 0 {
                outside.push_str(part);
            } else if leads {
                let own = part.starts_with(['/', '#']) && !part.starts_with("//");
                let web = part.starts_with("http://") || part.starts_with("https://");
                assert!(own || web, "{what}: {tag}");
            }
        }
        for attribute in outside.split_whitespace().skip(1) {
            let attribute = attribute.trim_end_matches(['=', '/']);
            assert!(
                !attribute.starts_with("on") && attribute != "style" && attribute != "srcdoc",
                "{what}: {tag}"
            );
        }
        if name == "script" && !page[start..].starts_with('/') {
            assert!(tag.starts_with("script src=\"/assets/"), "{what}: {tag}");
        }
    }
    let turned = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\0');
    assert!(!page.contains(turned), "{what}: text is turned");
}

/// The end of the tag that begins at `start`: the `>` outside of quotes.
fn tag_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut quoted = false;
    for (i, byte) in bytes.iter().enumerate().skip(start) {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return Some(i),
            _ => {}
        }
    }
    None
}

const NASTY: [&str; 16] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "</title><script>alert(1)</script>",
    "</textarea><b>đậm</b>",
    "{{constructor.constructor('alert(1)')()}}",
    "${7*7} {% include 'x' %} <%= 7*7 %>",
    "&lt;script&gt; &#60;b&#62; &amp;quot;",
    "<!-- --><![CDATA[ x ]]>",
    "javascript:alert(1)",
    "\u{202e}gnort\u{202c} \u{2066}x\u{2069} \u{200f}",
    "\u{0} \u{1b}[31m \u{fffe}",
    "<a href=\"javascript:alert(1)\">24 CĐCS</a>",
    "đạt 24/52 <b>CĐCS</b> \"hơn\" 85 triệu đồng & 5 kg gạo",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
];

fn world(texts: &[String]) -> World {
    let mut lines = String::new();
    for (i, text) in texts.iter().enumerate() {
        let next = &texts[(i + 1) % texts.len()];
        let article = json!({"id": format!("bài {i} {text}"), "title": format!("{text} công đoàn"),
            "body": format!("Mở đầu {text} công đoàn kết nạp 60 đoàn viên.\n\n{next} và 3 CĐCS."),
            "author": text, "url": text, "district": "Ba Đình", "province": "Hà Nội", "year": 2022});
        lines.push_str(&format!("{article}\n"));
    }
    World::indexed(&[("a.jsonl", lines)])
}

fn all_pages(site: &Site, texts: &[String], queries: &[&str]) {
    for query in queries {
        let query = encoded(query);
        for path in [
            format!("/?q={query}"),
            format!("/fragment?q={query}"),
            format!("/figures?q={query}"),
            format!("/figures?noun={query}&unit={query}&by=noun"),
            format!("/?district={query}"),
            format!("/?year={query}&lang={query}"),
            format!("/articles/{query}"),
            format!("/{query}"),
        ] {
            let reply = site.get(&path);
            assert!(
                [200, 400, 404].contains(&reply.status),
                "{path}: {}",
                reply.status
            );
            match reply.header("content-type") {
                "application/problem+json" => assert!(reply.json()["status"].is_number()),
                _ => is_ours(&reply.text(), &path),
            }
        }
    }
    let found = site.json("/api/search?limit=100&per-article=1");
    let hits = found["hits"].as_array().expect("hits");
    assert_eq!(hits.len(), texts.len());
    for hit in hits {
        let id = hit["article"]["id"].as_str().expect("an id");
        let page = site.page(&format!("/articles/{}?q=cong+doan", encoded(id)));
        is_ours(&page, id);
    }
}

#[test]
fn articles_and_queries_meant_to_break_out_stay_text() {
    let texts: Vec<String> = NASTY.iter().map(|text| text.to_string()).collect();
    let world = world(&texts);
    let site = Site::over(&world);
    let mut queries = NASTY.to_vec();
    queries.extend(["công đoàn", ""]);
    all_pages(&site, &texts, &queries);
}

#[test]
fn a_line_of_a_megabyte_is_shown_in_part() {
    let long = format!("Công đoàn {} kết nạp 60 đoàn viên", "ă<b>".repeat(250_000));
    let world = World::indexed(&[("a.txt", format!("Tiêu đề của bài\n\n{long}\n"))]);
    let site = Site::over(&world);
    let page = site.page("/?q=60");
    is_ours(&page, "a long line");
    assert!(page.len() < 40_000, "{} bytes", page.len());
    assert!(page.contains("<mark>60</mark>"), "{page}");
    // The page of the article has all of it, and still as text.
    let whole = site.page("/articles/a.txt?q=60");
    is_ours(&whole, "an article of one long line");
    assert!(whole.len() > 1_000_000 && !whole.contains("<b>ă"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_becomes_markup(texts in prop::collection::vec(hostile(), 3..8)) {
        let world = world(&texts);
        let site = Site::over(&world);
        let queries: Vec<&str> = texts.iter().map(String::as_str).take(2).collect();
        all_pages(&site, &texts, &queries);
    }
}

/// Pieces of markup and words in any order.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(&NASTY[..]).prop_map(str::to_string),
        "[<>\"'&/=;{}%$]{1,6}",
        "[a-zđăâêôơư0-9 ]{1,8}",
        "\\PC{1,4}",
    ];
    prop::collection::vec(piece, 1..5).prop_map(|parts| {
        let text = parts.concat();
        text.chars().take(80).collect()
    })
}
