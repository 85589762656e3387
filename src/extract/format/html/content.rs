//! Which element of a page holds the article: the one that says so, else the
//! smallest that holds most of the running text.

use super::blocks::Blocks;

/// Of a hundred bytes of running text, an element that is named must hold this many.
const NAMED: usize = 25;
/// Going down, a child must keep this many of a hundred of its parent's bytes.
const DENSE: usize = 70;

/// The number of the element that holds the article.
pub(super) fn main_element(blocks: &Blocks) -> usize {
    named(blocks).unwrap_or_else(|| densest(blocks, 0))
}

/// The named element with the most running text; of equal ranks the innermost.
fn named(blocks: &Blocks) -> Option<usize> {
    let total = blocks.elements[0].prose;
    let mut best: Option<(u8, usize, usize)> = None;
    for (at, element) in blocks.elements.iter().enumerate() {
        let side = element.boilerplate || (element.side && element.rank < 3);
        // `<article>` also stands around every teaser: it must hold more
        let least = if element.rank == 1 { 2 * NAMED } else { NAMED };
        if element.rank == 0 || side || element.prose * 100 < total * least {
            continue;
        }
        let candidate = (element.rank, element.prose, at);
        if best.is_none_or(|best| candidate > best) {
            best = Some(candidate);
        }
    }
    let (rank, _, at) = best?;
    if blocks.elements[at].prose == 0 {
        return (rank > 1).then_some(at);
    }
    // `<main>` and `<article>` may hold lists beside the text
    Some(if rank == 1 { densest(blocks, at) } else { at })
}

/// Goes down from `top` while one child holds nearly all of the running text. A child
/// with a single block is a paragraph: its neighbours belong to the article too.
pub(super) fn densest(blocks: &Blocks, top: usize) -> usize {
    let mut heaviest = vec![None; blocks.elements.len()];
    for (at, element) in blocks.elements.iter().enumerate().skip(1) {
        let Some(parent) = element.parent else {
            continue;
        };
        let best: &mut Option<usize> = &mut heaviest[parent];
        if best.is_none_or(|other| blocks.elements[other].prose < element.prose) {
            *best = Some(at);
        }
    }
    let mut at = top;
    while let Some(child) = heaviest[at] {
        let prose = blocks.elements[child].prose;
        if prose == 0
            || prose * 100 < blocks.elements[at].prose * DENSE
            || blocks.elements[child].blocks < 2
        {
            break;
        }
        at = child;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::super::blocks;
    use super::*;
    use scraper::Html;

    const ONE: &str = "Sáng nay, công đoàn quận đã tổng kết hoạt động sáu tháng đầu năm với sự có mặt của đông đảo đại biểu.";

    #[test]
    fn density_and_names_agree_where_both_can_tell() {
        for page in [
            format!(
                "<div><p>Tin</p></div><div class=article-body><p>{ONE}<p>{ONE}<p>{ONE}</div><div><p>{ONE}</div>"
            ),
            format!("<main><article><h1>A</h1><p>{ONE}<p>{ONE}</article><ul><li>x</ul></main>"),
            format!("<div id=noidung><div>{ONE}<br>{ONE}</div></div><p>chân trang"),
        ] {
            let blocks = blocks::read(&Html::parse_document(&page));
            let texts = |main: usize| {
                let inside = blocks
                    .list
                    .iter()
                    .filter(|block| blocks.is_within(block.element, main));
                inside.filter(|block| block.text.len() > 80).count()
            };
            assert_eq!(
                texts(main_element(&blocks)),
                texts(densest(&blocks, 0)),
                "{page}"
            );
        }
    }
}
