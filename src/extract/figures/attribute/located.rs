//! The place that a figure speaks of: what its sentence names, else what its paragraph does,
//! else the article's own. What several districts did together is of the province.

mod several;

use crate::article::Figure;
use crate::extract::figures::place;
use crate::gazetteer::Mention;
use crate::text::{Span, TokenKind, tokens};

use super::infer;

/// Bytes between a figure and the districts named behind it that share it.
const BEHIND: usize = 40;
/// Words behind a list of places by which its figures follow in the same order.
const IN_TURN: [&str; 2] = ["lần lượt", "tương ứng"];

/// Bytes behind a list in which its figures follow.
const IN_REACH: usize = 200;
/// Words before the number of a date.
const DATED: [&str; 4] = ["ngày", "tháng", "quý", "năm"];

/// The places that a paragraph names.
pub(super) struct Located<'a> {
    text: &'a str,
    named: Vec<Named>,
    /// Which of them are one place each.
    singles: Vec<usize>,
    /// The article's own.
    places: &'a [String],
}

/// A place that is named, or several at once.
struct Named {
    span: Span,
    path: String,
    /// The districts listed; empty for one place, and where they are only counted.
    listed: Vec<String>,
    /// Whether it stands for several districts.
    shared: bool,
    /// Whether for all of the province, which is then as good as named.
    whole: bool,
}

impl<'a> Located<'a> {
    /// Those of `text`, which holds these `names`, in an article about `places`.
    pub(super) fn new(text: &'a str, names: &[Mention], places: &'a [String]) -> Located<'a> {
        let mut named: Vec<Named> = Vec::new();
        for (span, path) in place::mentions(names, places) {
            match named.last_mut() {
                Some(last) if several::joins(text, last.span, span) && last.goes_on_with(&path) => {
                    last.span.end = span.end;
                    last.path = province(&path).unwrap_or("").to_string();
                    last.listed.push(path);
                    last.shared = true;
                }
                _ => named.push(Named {
                    span,
                    listed: vec![path.clone()],
                    path,
                    shared: false,
                    whole: false,
                }),
            }
        }
        if let Some(province) = places.first().and_then(|path| province(path)) {
            for (span, whole) in several::counted(text, &places[0]) {
                named.push(Named {
                    span,
                    path: province.to_string(),
                    listed: Vec::new(),
                    shared: true,
                    whole,
                });
            }
            named.sort_by_key(|named| named.span.start);
        }
        let singles = (0..named.len()).filter(|&at| !named[at].shared);
        Located {
            text,
            singles: singles.collect(),
            named,
            places,
        }
    }

    /// Sets the place of `figure`: the one named nearest before it in its sentence, else
    /// behind it, else the nearest of its paragraph unless that is corrected, else the
    /// article's first.
    pub(super) fn set(&self, figure: &mut Figure, sentence: Span, corrected: &[String]) {
        let before = self
            .named
            .partition_point(|named| named.span.start < figure.span.start);
        let within =
            |named: &&Named| sentence.start <= named.span.start && named.span.end <= sentence.end;
        let near = |named: &&Named| {
            !named.shared || named.span.start.saturating_sub(figure.span.end) < BEHIND
        };
        let (earlier, later) = self.named.split_at(before);
        let nearest = earlier
            .last()
            .filter(within)
            .or_else(|| later.first().filter(within).filter(near));
        let singles = self.singles.partition_point(|&at| at < before);
        let around = || {
            let last = singles.checked_sub(1).and_then(|at| self.singles.get(at));
            let at = last.or_else(|| self.singles.get(singles))?;
            self.named.get(*at)
        };
        let between = nearest.and_then(|named| self.text.get(named.span.end..figure.span.start));
        // a sentence may have no end
        let between = between.filter(|between| between.len() < IN_REACH);
        let between = between.unwrap_or("").to_lowercase();
        let free = |named: &&Named| !corrected.contains(&named.path);
        let own = |named: &&Named| named.shared && several::turns_back(&between);
        if let Some(named) = nearest.filter(|named| !own(named)) {
            figure.place = Some(named.path.clone());
            if named.shared && !named.whole {
                infer(figure, "place");
            }
            if named.shared && IN_TURN.iter().any(|words| between.contains(words)) {
                let at = numbers(&between) % named.listed.len().max(1);
                if let Some(path) = named.listed.get(at) {
                    figure.place = Some(path.clone());
                }
            }
        } else if let Some(named) = around().filter(|_| nearest.is_none()).filter(free) {
            figure.place = Some(named.path.clone());
            infer(figure, "place");
        } else if let Some(path) = self.places.first() {
            figure.place = Some(path.clone());
            infer(figure, "place");
        }
    }
}

impl Named {
    /// Whether `path` is one more district of the same province, so that both are a list.
    fn goes_on_with(&self, path: &str) -> bool {
        let district = |path: &str| path.matches('/').count() > 1;
        let new = |known: &String| district(known) && known != path;
        district(path) && province(path) == province(&self.path) && self.listed.iter().all(new)
    }
}

/// How many numbers stand in `words`, but for dates.
fn numbers(words: &str) -> usize {
    let mut count = 0;
    let mut dated = false;
    for token in tokens(words) {
        count += usize::from(token.kind == TokenKind::Number && !dated);
        dated = DATED.contains(&token.span.of(words));
    }
    count
}

/// The province of a facet path.
fn province(path: &str) -> Option<&str> {
    let end = path
        .match_indices('/')
        .nth(1)
        .map_or(path.len(), |(at, _)| at);
    path.get(..end).filter(|province| province.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::super::tests::attributed;

    /// The place of each figure of `text` in an article about Ba Đình, Hà Nội.
    fn places(text: &str) -> Vec<String> {
        let found = attributed(text);
        let place = |figure: &crate::article::Figure| figure.place.clone();
        found.iter().filter_map(place).collect()
    }

    #[test]
    fn what_several_districts_did_together_is_of_the_province() {
        for text in [
            "Tính chung, ba quận kết nạp 873 đoàn viên.",
            "Quận Ba Đình và quận Tây Hồ thi đua; tính chung cả hai quận kết nạp 873 đoàn viên.",
            "Quận Ba Đình, Tây Hồ và Long Biên kết nạp tổng cộng 873 đoàn viên.",
            "LĐLĐ quận Ba Đình cùng LĐLĐ quận Tây Hồ trao 873 suất quà.",
            "Có 873 đoàn viên của hai quận được khám sức khỏe.",
            "Đợt này 873 đoàn viên ở quận Ba Đình và quận Tây Hồ được khám sức khỏe.",
            "Các quận, huyện đã kết nạp 873 đoàn viên.",
            "Tại 12 quận, công đoàn kết nạp 873 đoàn viên.",
            "Toàn thành phố kết nạp 873 đoàn viên.",
        ] {
            let found = places(text);
            assert_eq!(
                found.last().map(String::as_str),
                Some("/Hà Nội"),
                "{text} {found:?}"
            );
        }
    }

    #[test]
    fn what_one_of_several_did_is_its_own() {
        for (text, place) in [
            (
                "Ba Đình là một trong ba quận kết nạp nhiều nhất, với 873 đoàn viên.",
                "Ba Đình",
            ),
            ("Quận Tây Hồ dẫn đầu các quận với 873 đoàn viên.", "Tây Hồ"),
            (
                "Cả hai quận kết nạp 900 đoàn viên, riêng quận Tây Hồ 873 đoàn viên.",
                "Tây Hồ",
            ),
            (
                "Quận Ba Đình 610 đoàn viên, quận Tây Hồ 873 đoàn viên.",
                "Tây Hồ",
            ),
            ("Trong năm quận kết nạp 873 đoàn viên.", "Ba Đình"),
            (
                "Toàn thành phố kết nạp 60.000 đoàn viên, riêng quận kết nạp 873 đoàn viên.",
                "Ba Đình",
            ),
            ("Cả ba phường kết nạp 873 đoàn viên.", "Ba Đình"),
            ("Quận đứng đầu toàn thành phố với 873 đoàn viên.", "Ba Đình"),
            (
                "Ba quận cùng ra quân. Quận kết nạp 873 đoàn viên.",
                "Ba Đình",
            ),
        ] {
            let found = places(text);
            let path = format!("/Hà Nội/{place}");
            assert_eq!(found.last(), Some(&path), "{text} {found:?}");
        }
    }

    #[test]
    fn namesakes_are_told_apart_by_their_type_word() {
        let text = "Quận Hoàng Mai kết nạp 60 đoàn viên, thị xã Hoàng Mai 40 đoàn viên.";
        assert_eq!(places(text), ["/Hà Nội/Hoàng Mai", "/Nghệ An/Hoàng Mai"]);
    }

    #[test]
    fn figures_in_turn_follow_their_list() {
        let text = "Quận Ba Đình, Tây Hồ và Long Biên lần lượt kết nạp 500, 400 và 300 đoàn viên.";
        assert_eq!(places(text), ["/Hà Nội/Long Biên"]);
        let text =
            "Năm 2022, quận Ba Đình và Tây Hồ lần lượt kết nạp 500 đoàn viên và 400 đoàn viên.";
        assert_eq!(places(text), ["/Hà Nội/Ba Đình", "/Hà Nội/Tây Hồ"]);
    }
}
