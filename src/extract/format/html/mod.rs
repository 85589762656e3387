//! A web page: its blocks of text in order, the one element that holds the article,
//! and what the page says about itself in structured form.

mod blocks;
mod content;
pub(super) mod guard;
mod meta;
mod tags;

use scraper::Html;

use crate::extract::date::date_line;
use crate::extract::page::{Fate, Hint, Line, Page, is_prose, key};
use crate::text::{clean, normalize::squeeze};
use blocks::{Block, Blocks};

/// How many blocks above the headline may hold the date line.
const ABOVE: usize = 4;
/// How many blocks above the article a headline without `h1` is looked for.
const FAR: usize = 12;
/// How many blocks below the article may hold its author.
const BELOW: usize = 3;

/// Reads a `.html` page.
pub fn page(html: &str) -> Page {
    let text = clean(html);
    if !guard::is_plain(&text) {
        let mut page = Page::of_text(&guard::untagged(&text));
        page.warnings
            .push("nested too deeply: read without its structure".to_string());
        return page;
    }
    let document = Html::parse_document(&text);
    let blocks = blocks::read(&document);
    let mut structured = meta::read(&document);
    let main = content::main_element(&blocks);
    let headline = headline(&blocks, main, structured.title.as_deref());
    if let Some(at) = headline {
        structured.title = Some(blocks.list[at].text.clone());
    }
    let mut page = lines(&blocks, main, headline);
    if structured.published.is_none() {
        structured.published = blocks.time_near(headline, main);
    }
    page.structured = structured;
    page
}

/// The block that is the headline: an `h1` within or above the main element, the one
/// most like the title that the page states.
fn headline(blocks: &Blocks, main: usize, stated: Option<&str>) -> Option<usize> {
    let stated = stated.map(key).unwrap_or_default();
    let mut best: Option<(usize, usize)> = None;
    for (at, block) in blocks.list.iter().enumerate() {
        if block.hint != Hint::Headline {
            continue;
        }
        let own = key(&block.text);
        let like = usize::from(!own.is_empty() && (stated.contains(&own) || own.contains(&stated)));
        let inside = usize::from(blocks.is_within(block.element, main));
        let long = usize::from(own.split(' ').count() >= 3);
        let above = usize::from(!block.boilerplate);
        let score = 8 * like * usize::from(!stated.is_empty()) + 4 * inside + 2 * long + above;
        // of equals above the article the last is nearest to it
        if best.is_none_or(|(_, most)| score > most || (score == most && inside == 0)) {
            best = Some((at, score));
        }
    }
    let marked = best.map(|(at, _)| at);
    marked.or_else(|| same_as_title(blocks, main, &stated))
}

/// On a page without `h1`, the block that repeats the page's title, the last one above
/// the article's text.
fn same_as_title(blocks: &Blocks, main: usize, stated: &str) -> Option<usize> {
    if stated.split(' ').count() < 3 {
        return None;
    }
    let inside = |block: &Block| blocks.is_within(block.element, main);
    let first = blocks.list.iter().position(inside)?;
    let repeats = |block: &Block| !block.boilerplate && !block.side && key(&block.text) == stated;
    let end = (first + ABOVE).min(blocks.list.len());
    let begin = first.saturating_sub(FAR);
    let found = blocks.list[begin..end].iter().rposition(repeats)?;
    Some(begin + found)
}

/// Every block as a line: open where it can belong to the article, else noise.
fn lines(blocks: &Blocks, main: usize, headline: Option<usize>) -> Page {
    let inside = |block: &Block| blocks.is_within(block.element, main);
    let first = blocks.list.iter().position(inside).unwrap_or(0);
    let last = blocks.list.iter().rposition(inside).unwrap_or(0);
    let begin = headline.map_or(first, |at| at.min(first));
    let mut page = Page::default();
    for (at, block) in blocks.list.iter().enumerate() {
        let mut line = Line {
            gap: block.gap,
            hint: block.hint,
            ..Line::new(block.text.clone())
        };
        if line.hint == Hint::Headline && headline != Some(at) {
            line.hint = Hint::Heading;
        }
        let between = (begin..first).contains(&at) && !block.boilerplate && !block.side;
        let date_above = at < begin
            && at + ABOVE >= begin
            && !block.boilerplate
            && headline.is_some_and(|headline| blocks.share_parent(at, headline))
            && date_line(&block.text).is_some();
        let author_below = at > last && at <= last + BELOW && block.hint == Hint::Author;
        if headline == Some(at) || date_above || author_below {
            // open
        } else if block.boilerplate {
            line.fate = Fate::Noise("navigation");
        } else if at > first && inside(block) && block.side && !is_main_side(blocks, block, main) {
            line.fate = Fate::Noise("related");
        } else if !between && !inside(block) {
            line.fate = Fate::Noise("outside");
        }
        page.lines.push(line);
    }
    page
}

/// Whether what looks like a side element by its name holds most of the article.
fn is_main_side(blocks: &Blocks, block: &Block, main: usize) -> bool {
    let mut element = block.element;
    let mut side = None;
    while element != main {
        if blocks.elements[element].side {
            side = Some(element);
        }
        match blocks.elements[element].parent {
            Some(parent) => element = parent,
            None => break,
        }
    }
    side.is_none_or(|side| blocks.elements[side].prose * 2 > blocks.elements[main].prose)
}

/// The text of a block, as a reader sees it.
fn visible(text: &str) -> String {
    squeeze(&clean(text))
}

/// Whether a block counts towards the running text of a page.
fn counts_as_prose(text: &str, linked: usize) -> bool {
    linked * 2 < text.len() && is_prose(text)
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, ParagraphKind};
    use crate::extract::{Format, RawPage, article};
    use jiff::civil::date;

    const ONE: &str = "Sáng nay, công đoàn quận đã tổng kết hoạt động sáu tháng đầu năm với sự có mặt của đông đảo đại biểu.";
    const TWO: &str = "Phát biểu tại đây, đồng chí chủ tịch đề nghị các cơ sở tiếp tục chăm lo đời sống người lao động dịp cuối năm.";
    const OTHER: &str = "Một bài khác nói về giao thông đô thị, với nhiều ý kiến của người dân sống quanh khu vực đang thi công đường.";

    fn read(html: &str) -> Article {
        article(&RawPage::new("a.html", Format::Html, html)).expect("an article")
    }

    fn body(article: &Article) -> Vec<&str> {
        article
            .body()
            .map(|paragraph| paragraph.text.as_str())
            .collect()
    }

    fn news(main: &str) -> String {
        format!(
            "<html><head><title>Hội nghị sơ kết công tác - Báo A</title>\
             <meta property='article:published_time' content='2021-08-06T08:49:00+07:00'>\
             <link rel=canonical href='https://a.vn/hoi-nghi-1.html'>\
             <script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"author\":{{\"@type\":\"Person\",\"name\":\"Thu Hà\"}}}}</script>\
             <style>p{{color:red}}</style></head><body>\
             <nav><a href=/>Trang chủ</a> <a href=/c>Công đoàn</a></nav><div class=date>Thứ năm, 01/01/2026</div>\
             {main}\
             <aside><h3>Tin khác</h3><p>{OTHER}</p></aside>\
             <footer><p>Giấy phép số 1, bản quyền thuộc Báo A, ghi rõ nguồn khi phát hành lại thông tin từ trang này, xin cảm ơn bạn đọc.</p></footer></body></html>"
        )
    }

    #[test]
    fn semantic_tags_and_density_find_the_same_article() {
        let semantic = format!(
            "<article><h1>Hội nghị sơ kết công tác</h1><time datetime='2020-01-01'>1/1/2020</time><p class=sapo>{ONE}</p>\
             <figure><img alt='Ảnh lễ'><figcaption>Đoàn viên dự lễ.</figcaption></figure><p>{TWO}</p>\
             <ul class=related><li><a href=x>Tin một hai ba</a></li></ul></article>"
        );
        let plain = format!(
            "<div><div><h1>Hội nghị sơ kết công tác</h1><div><p>{ONE}</p><table><tr><td><img></td></tr><tr><td class=caption>Đoàn viên dự lễ.</td></tr></table>\
             <p>{TWO}</p></div></div><div><a href=x>Tin một hai ba</a></div></div>"
        );
        for main in [semantic, plain] {
            let found = read(&news(&main));
            assert_eq!(found.title, "Hội nghị sơ kết công tác");
            assert_eq!(body(&found), [ONE, TWO]);
            let captions = found
                .paragraphs
                .iter()
                .filter(|p| p.kind == ParagraphKind::Caption);
            assert_eq!(captions.count(), 1);
            assert_eq!(found.published, Some(date(2021, 8, 6)));
            assert_eq!(found.url.as_deref(), Some("https://a.vn/hoi-nghi-1.html"));
            assert_eq!(found.author.as_deref(), Some("Thu Hà"));
            assert!(found.noise.iter().any(|noise| noise.text == OTHER));
            assert!(!found.noise.iter().any(|noise| noise.text.contains("color")));
        }
    }

    #[test]
    fn tables_of_pictures_and_boxes_of_links_are_told_apart() {
        let html = format!(
            "<h1>Hội nghị sơ kết</h1><div class=article-body><p>{ONE}</p>\
             <table><tr><td><img></td><td><a href=1>Tin một hai ba</a></td></tr><tr><td><img></td><td><a href=2>Tin bốn năm sáu</a></td></tr></table>\
             <table><tr><td><img></td></tr><tr><td>Quang cảnh buổi lễ.</td></tr></table>\
             <div type=RelatedNewsBox><a href=x>Tin bảy</a><p>{OTHER}</p></div>\
             <table><tr><td>Phường A</td><td>120 người</td></tr></table><p>{TWO}</p></div>"
        );
        let found = read(&html);
        assert_eq!(body(&found), [ONE, "Phường A | 120 người", TWO]);
        let captions = found
            .paragraphs
            .iter()
            .filter(|p| p.kind == ParagraphKind::Caption);
        assert_eq!(captions.count(), 1);
    }

    #[test]
    fn what_style_sets_apart_is_not_glued() {
        let html = format!(
            "<h1>Hội nghị sơ kết</h1><div><a>Công đoàn</a><span class=date>06/08/2021 08:49</span></div><p>{ONE}</p><p>{TWO}</p>"
        );
        assert_eq!(read(&html).published, Some(date(2021, 8, 6)));
    }

    #[test]
    fn a_headline_that_is_no_h1_brings_the_date_below_it() {
        for head in [
            "<span class=t><b>Hội nghị sơ kết công tác</b></span><br><i>(Ngày đăng: 22/08/2012 12:32)</i><br>",
            "<p><b>Hội nghị sơ kết công tác</b></p><p>Thứ tư, 22/08/2012</p>",
            "<div class=title>Hội nghị sơ kết công tác</div><span>12:32 | 22/08/2012</span>",
            "<h2>Hội nghị sơ kết công tác</h2><div class=meta>Cập nhật lúc 12:32 ngày 22/08/2012</div>",
            "<font size=4>Hội nghị sơ kết công tác</font><br>22-8-2012 12:32<br>",
        ] {
            let html = format!(
                "<title>Hội nghị sơ kết công tác - Báo A</title><body><table><tr>\
                 <td><a href=/>Tin tức</a><br><a href=/l>Liên kết website</a></td>\
                 <td>{head}<div>{ONE}<br><br>{TWO}</div><b>Tin liên quan</b><br>\
                 <a href=1>Một tin khác của ngày khác</a> (02/03/2026)</td></tr></table>"
            );
            let found = read(&html);
            assert_eq!(found.published, Some(date(2012, 8, 22)), "{head}");
            assert_eq!(found.title, "Hội nghị sơ kết công tác");
            assert_eq!(body(&found), [ONE, TWO], "{head}");
        }
    }

    #[test]
    fn a_page_without_structured_date_uses_what_it_shows() {
        let html = format!(
            "<body><h1>Hội nghị sơ kết</h1><time datetime='2020-03-08T10:00'>Hôm nay</time><div><p>{ONE}</p><p>{TWO}</p></div><div><time datetime='2024-01-01'></time><p>{OTHER}</p></div></body>"
        );
        assert_eq!(read(&html).published, Some(date(2020, 3, 8)));
        let html = format!(
            "<body><h1>Hội nghị sơ kết</h1><span>08:49 | 06/08/2021</span><div><p>{ONE}</p><p>{TWO}</p></div></body>"
        );
        assert_eq!(read(&html).published, Some(date(2021, 8, 6)));
    }

    #[test]
    fn broken_pages_are_read_as_far_as_they_go() {
        assert_eq!(body(&read(&format!("<p>{ONE}<p>{TWO}"))), [ONE, TWO]);
        assert_eq!(body(&read(&format!("<div>{ONE}<br><br>{TWO}"))), [ONE, TWO]);
        assert_eq!(read("").title, "");
        let deep = "<div>".repeat(50_000);
        let found = read(&format!("{deep}{ONE}"));
        assert_eq!(body(&found), [ONE]);
        assert_eq!(found.warnings.len(), 1);
    }
}
