//! Cuts a text where matches and figures begin and end, for whoever paints them.

use crate::article::Figure;
use crate::text::Span;

/// A stretch of text of one look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands.
    pub span: Span,
    /// Whether it is matched.
    pub matched: bool,
    /// Which figure it belongs to, by its number.
    pub figure: Option<usize>,
}

/// The pieces of `text`, which cover it; `matches` and `figures` are sorted and disjoint.
pub fn pieces(text: &str, matches: &[Span], figures: &[Figure]) -> Vec<Piece> {
    let mut coloured: Vec<(Span, usize)> = Vec::new();
    for (i, figure) in figures.iter().enumerate() {
        coloured.push((figure.span, i));
        coloured.extend(figure.percent_span.map(|span| (span, i)));
    }
    coloured.sort_unstable_by_key(|(span, _)| span.start);
    let mut edges: Vec<usize> = vec![0, text.len()];
    for span in matches.iter().chain(coloured.iter().map(|(span, _)| span)) {
        for edge in [span.start, span.end] {
            if text.is_char_boundary(edge) {
                edges.push(edge);
            }
        }
    }
    edges.sort_unstable();
    edges.dedup();
    let mut pieces = Vec::with_capacity(edges.len());
    let (mut matches, mut coloured) = (matches, coloured.as_slice());
    for window in edges.windows(2) {
        let span = Span::new(window[0], window[1]);
        while let [(first, _), rest @ ..] = coloured
            && first.end <= span.start
        {
            coloured = rest;
        }
        while let [first, rest @ ..] = matches
            && first.end <= span.start
        {
            matches = rest;
        }
        let figure = coloured.first().filter(|(first, _)| first.overlaps(span));
        pieces.push(Piece {
            span,
            matched: matches.first().is_some_and(|first| first.overlaps(span)),
            figure: figure.map(|(_, number)| *number),
        });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::FigureKind;

    #[test]
    fn a_match_may_cross_the_edge_of_a_figure() {
        let text = "lập 24/52 CĐCS mới (46%)";
        let at = |part: &str| {
            let start = text.find(part).expect("a part");
            Span::new(start, start + part.len())
        };
        let mut figure = Figure::new(at("24/52 CĐCS"), FigureKind::Ratio, 24.0);
        figure.percent_span = Some(at("46%"));
        let found = pieces(text, &[at("CĐCS mới")], &[figure]);
        let shown: Vec<(&str, bool, bool)> = found
            .iter()
            .map(|piece| (piece.span.of(text), piece.matched, piece.figure.is_some()))
            .collect();
        assert_eq!(
            shown,
            [
                ("lập ", false, false),
                ("24/52 ", false, true),
                ("CĐCS", true, true),
                (" mới", true, false),
                (" (", false, false),
                ("46%", false, true),
                (")", false, false),
            ]
        );
    }

    #[test]
    fn pieces_cover_the_text_whatever_the_spans() {
        let text = "đoàn viên";
        let matches = [Span::new(1, 3), Span::new(4, 400)];
        let found = pieces(text, &matches, &[]);
        let whole: String = found.iter().map(|piece| piece.span.of(text)).collect();
        assert_eq!(whole, text);
        assert!(pieces("", &[], &[]).is_empty());
    }
}
