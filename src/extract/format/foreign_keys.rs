//! The keys of front matter that site builders and note-taking programs write for
//! themselves: no mistake of whoever keeps the corpus, so nothing is said of them.

/// As Jekyll, Hugo, Hexo, Obsidian and their like write them, in lower case and in order.
const KEYS: [&str; 66] = [
    "alias",
    "aliases",
    "banner",
    "bibliography",
    "build",
    "canonical",
    "cascade",
    "categories",
    "category",
    "collection",
    "comments",
    "cover",
    "created",
    "cssclass",
    "cssclasses",
    "description",
    "disqus",
    "draft",
    "excerpt",
    "expirydate",
    "featured",
    "guid",
    "headless",
    "hero",
    "id",
    "image",
    "images",
    "keywords",
    "lang",
    "language",
    "last_modified_at",
    "lastmod",
    "layout",
    "license",
    "linktitle",
    "locale",
    "markup",
    "math",
    "menu",
    "menus",
    "modified",
    "outputs",
    "params",
    "permalink",
    "photos",
    "pin",
    "pinned",
    "publish",
    "publishdate",
    "redirect_from",
    "resources",
    "robots",
    "series",
    "sitemap",
    "slug",
    "source",
    "status",
    "summary",
    "template",
    "thumbnail",
    "toc",
    "translationkey",
    "type",
    "updated",
    "videos",
    "weight",
];

/// Whether `name`, in lower case, is a key of another program.
pub fn is_foreign(name: &str) -> bool {
    KEYS.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Stated;

    #[test]
    fn the_list_is_in_order_and_takes_nothing_that_is_read() {
        for pair in KEYS.windows(2) {
            assert!(pair[0] < pair[1], "{pair:?}");
        }
        assert!(is_foreign("layout") && is_foreign("slug"));
        for name in Stated::KEYS.into_iter().chain(["date", "distrct"]) {
            assert!(!is_foreign(name), "{name}");
        }
    }
}
