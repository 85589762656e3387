//! What the name, the classes and the id of an element say about the text within it.

use scraper::node::Element as Tag;

use crate::extract::page::Hint;

/// Whether an element begins and ends lines.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "button"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "tfoot"
            | "thead"
            | "tr"
            | "ul"
            | "caption"
    )
}

/// What the name of an element says about the text within it.
pub(super) fn hint(tag: &Tag) -> Hint {
    match tag.name() {
        "h1" => return Hint::Headline,
        "figcaption" | "caption" => return Hint::Caption,
        _ => {}
    }
    for class in names(tag) {
        let class = class.to_ascii_lowercase();
        let is = |word: &str| class.contains(word);
        if is("caption")
            || is("image-note")
            || is("desc-img")
            || is("photo-desc")
            || is("image-desc")
        {
            return Hint::Caption;
        }
        if is("sapo")
            || matches!(
                class.as_str(),
                "lead" | "article-lead" | "detail-lead" | "summary"
            )
        {
            return Hint::Lead;
        }
        let container = matches!(tag.name(), "article" | "section" | "main" | "body" | "html");
        if !container
            && (is("author") || is("byline"))
            && !is("box")
            && !is("list")
            && !is("date")
            && !is("info")
        {
            return Hint::Author;
        }
    }
    match tag.name() {
        "h2" | "h3" | "h4" | "h5" | "h6" => Hint::Heading,
        _ => Hint::None,
    }
}

/// How surely an element's name says that it holds the article.
pub(super) fn rank(tag: &Tag) -> u8 {
    if tag.attr("itemprop") == Some("articleBody") {
        return 3;
    }
    for class in names(tag) {
        let class = class.to_ascii_lowercase().replace('_', "-");
        let named = [
            "articlebody",
            "article-body",
            "article-content",
            "content-detail",
            "detail-content",
            "news-content",
            "entry-content",
            "post-content",
            "singular-content",
            "fck-detail",
            "cms-body",
            "content-news",
            "article-detail",
            "detail-cmain",
            "news-detail",
            "content-body",
            "main-content-body",
            "noidung",
            "body-content",
            "contentdetail",
            "detailcontent",
            "bodycontent",
            "maincontent",
        ]
        .iter()
        .any(|name| class == *name || class.ends_with(name));
        if named {
            return 2;
        }
    }
    match tag.name() {
        "article" => 1,
        "main" => 1,
        _ => u8::from(tag.attr("role") == Some("main")),
    }
}

/// Whether an element's name says that it is not the article.
pub(super) fn is_side(tag: &Tag) -> bool {
    if matches!(tag.name(), "body" | "html" | "main" | "article") {
        return false;
    }
    const WORDS: [&str; 35] = [
        "relatednews",
        "related",
        "relate",
        "relation",
        "lienquan",
        "lien-quan",
        "tinkhac",
        "tin-khac",
        "comment",
        "binhluan",
        "binh-luan",
        "share",
        "social",
        "breadcrumb",
        "sidebar",
        "advert",
        "banner",
        "menu",
        "tags",
        "tag",
        "recommend",
        "popular",
        "mostview",
        "most-view",
        "xemnhieu",
        "copyright",
        "newsletter",
        "hotnews",
        "tinlienquan",
        "other-news",
        "othernews",
        "cungchuyenmuc",
        "box-news",
        "toolbar",
        "hotline",
    ];
    for class in names(tag) {
        let class = class.to_ascii_lowercase().replace('_', "-");
        for word in WORDS {
            let prefix_only = word == "tag" || word == "menu" || word == "share";
            let found = if prefix_only {
                class == word
                    || class.starts_with(&format!("{word}-"))
                    || class.ends_with(&format!("-{word}"))
            } else {
                class.contains(word)
            };
            let negated =
                class.starts_with("no-") || class.starts_with("has-") || class.starts_with("with-");
            if found && !negated {
                return true;
            }
        }
    }
    false
}

fn names(tag: &Tag) -> impl Iterator<Item = &str> {
    tag.classes().chain(tag.attr("id")).chain(tag.attr("type"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    fn first(html: &str, test: impl Fn(&Tag) -> bool) -> bool {
        let page = Html::parse_fragment(html);
        let found = page
            .tree
            .root()
            .descendants()
            .filter_map(|node| node.value().as_element());
        let mut inner = found.filter(|tag| tag.name() != "html");
        inner.next().is_some_and(test)
    }

    #[test]
    fn names_give_an_element_away() {
        for (html, side) in [
            ("<div class='box related-news'>", true),
            ("<div id='comment-list'>", true),
            ("<ul class='tags'>", true),
            ("<div class='has-sidebar'>", false),
            ("<div class='stage-content'>", false),
            ("<article class='share'>", false),
        ] {
            assert_eq!(first(html, is_side), side, "{html}");
        }
        assert!(first("<p class='PhotoCMS_Caption'>", |tag| hint(tag)
            == Hint::Caption));
        assert!(first("<h2 class='detail-sapo'>", |tag| hint(tag) == Hint::Lead));
        assert!(first("<div itemprop='articleBody'>", |tag| rank(tag) == 3));
        assert!(first("<div class='box article_body'>", |tag| rank(tag) == 2));
    }
}
