//! Gives each figure of an article the period it covers, the place it speaks of, and
//! what the sentences around it say about its plan; what is derived is named in
//! `inferred`.

mod fulfilled;
mod located;
mod timed;

use crate::article::figure::Period;
use crate::article::{Article, Figure, ParagraphKind};
use crate::extract::names::Names;
use crate::text::Span;
use crate::text::sentence::sentences;

use super::{Periods, check, purpose};
use located::Located;

/// Fills in `period`, `place` and derived percents of all figures, then cross-checks them.
///
/// Call it when the places and the year of the article are known, with the periods and
/// the names of places that each paragraph holds, and the places that were found for the
/// article but are `corrected` by its keeper.
pub fn attribute(article: &mut Article, periods: &[Periods], names: &Names, corrected: &[String]) {
    let year = article.year;
    let whole_year = year.map(|year| Period {
        text: String::new(),
        from: format!("{year:04}-01"),
        to: format!("{year:04}-12"),
    });
    let places: Vec<String> = article.places.iter().map(|place| place.path()).collect();
    for (i, paragraph) in article.paragraphs.iter_mut().enumerate() {
        if paragraph.kind == ParagraphKind::Caption || paragraph.figures.is_empty() {
            continue;
        }
        let text = paragraph.text.as_str();
        let spans = sentences(text);
        let periods = periods.get(i).map_or(&[][..], |periods| &periods.0);
        let located = Located::new(text, names.of(i), &places);
        let mut current = 0;
        for figure in &mut paragraph.figures {
            while current + 1 < spans.len() && spans[current + 1].start <= figure.span.start {
                current += 1;
            }
            let sentence = spans.get(current).copied();
            let sentence = sentence.unwrap_or(Span::new(0, text.len()));
            timed::set(figure, text, sentence, periods, whole_year.as_ref(), year);
            located.set(figure, sentence, corrected);
            if let Some(noun) = purpose::before(figure, text, sentence) {
                figure.noun = Some(noun);
                infer(figure, "noun");
            }
        }
        let mut first = 0;
        for &sentence in &spans {
            let count = paragraph.figures[first..]
                .iter()
                .take_while(|figure| figure.span.start < sentence.end)
                .count();
            let figures = &mut paragraph.figures[first..first + count];
            fulfilled::share_percents(figures, text);
            check::sentence(figures, text, sentence);
            first += count;
        }
        fulfilled::link_plans(&mut paragraph.figures, text, &spans);
    }
}

fn infer(figure: &mut Figure, name: &str) {
    if !figure.is_inferred(name) {
        figure.inferred.push(name.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Paragraph, Place};
    use crate::extract::figures::read;

    pub(super) fn attributed(text: &str) -> Vec<Figure> {
        attributed_in("Hà Nội", Some("Ba Đình"), text)
    }

    /// The figures of `text` in an article of 2022 about that place.
    fn attributed_in(province: &str, district: Option<&str>, text: &str) -> Vec<Figure> {
        let (figures, periods) = read(text);
        let mut article = Article {
            year: Some(2022),
            places: vec![Place {
                province: province.into(),
                district: district.map(str::to_string),
                ward: None,
                evidence: String::new(),
            }],
            paragraphs: vec![Paragraph {
                kind: ParagraphKind::Body,
                text: text.into(),
                figures,
            }],
            ..Article::default()
        };
        let names = Names::of_article(&article);
        attribute(&mut article, &[periods], &names, &[]);
        article.paragraphs.remove(0).figures
    }

    fn period(figure: &Figure) -> (&str, &str) {
        let period = figure.period.as_ref().expect("a period");
        (period.from.as_str(), period.to.as_str())
    }

    #[test]
    fn a_period_may_share_a_word_with_the_figure() {
        for text in [
            "Chủ tàu hẹn trả trong năm đ",
            "Quỹ chi trong năm đồng.",
            "\"Chi trong năm đồng\".",
        ] {
            for figure in attributed(text) {
                assert!(!figure.span.of(text).is_empty(), "{text}");
            }
        }
    }

    #[test]
    fn a_figure_covers_the_period_named_before_it() {
        let found = attributed(
            "Trong 9 tháng đầu năm 2021, quận kết nạp 40 đoàn viên. Đến quý II/2022 có thêm 12 CĐCS.",
        );
        assert_eq!(period(&found[0]), ("2021-01", "2021-09"));
        assert_eq!(period(&found[1]), ("2022-04", "2022-06"));
        assert!(!found[0].inferred.contains(&"period".to_string()));
    }

    #[test]
    fn an_unstated_period_is_the_articles_year_and_says_so() {
        let found = attributed("Quận kết nạp 40 đoàn viên.");
        assert_eq!(period(&found[0]), ("2022-01", "2022-12"));
        assert_eq!(found[0].inferred, ["period", "place"]);
        assert_eq!(found[0].place.as_deref(), Some("/Hà Nội/Ba Đình"));
    }

    #[test]
    fn periods_before_the_articles_year_are_not_its_year() {
        for (text, from, to) in [
            (
                "Trong 5 năm qua, quận kết nạp 40 đoàn viên.",
                "2017-01",
                "2022-12",
            ),
            (
                "Nhiệm kỳ qua, quận kết nạp 40 đoàn viên.",
                "2017-01",
                "2022-12",
            ),
            ("Năm ngoái quận kết nạp 40 đoàn viên.", "2021-01", "2021-12"),
            ("Năm qua, quận kết nạp 40 đoàn viên.", "2022-01", "2022-12"),
            (
                "Tại cuộc họp cuối tháng 11, đến nay quận kết nạp 40 đoàn viên.",
                "2022-01",
                "2022-11",
            ),
        ] {
            let found = attributed(text);
            assert_eq!(period(&found[0]), (from, to), "{text}");
        }
    }

    #[test]
    fn the_years_in_the_name_of_a_course_are_not_the_figures() {
        for text in [
            "Quận mở lớp “Nâng cao kỹ năng, giai đoạn 2018-2019” cho 40 học viên.",
            "Quận mở lớp \"Nâng cao kỹ năng, giai đoạn 2018-2019\" cho 40 học viên.",
            "Quận triển khai đại hội lần thứ X, nhiệm kỳ 2023-2028 tới 40 CĐCS.",
        ] {
            let found = attributed(text);
            assert_eq!(period(&found[0]), ("2022-01", "2022-12"), "{text}");
        }
        let said = "Chủ tịch nói: “Năm 2021, chúng tôi kết nạp 40 đoàn viên.”";
        assert_eq!(period(&attributed(said)[0]), ("2021-01", "2021-12"));
        let told = "Năm 2021, theo lời ông, “chúng tôi kết nạp 40 đoàn viên”.";
        assert_eq!(period(&attributed(told)[0]), ("2021-01", "2021-12"));
    }

    #[test]
    fn a_province_is_no_district_of_its_name() {
        for (text, place) in [
            ("LĐLĐ tỉnh Quảng Ninh có 40 CĐCS.", "/Quảng Ninh"),
            (
                "LĐLĐ huyện Quảng Ninh có 40 CĐCS.",
                "/Quảng Bình/Quảng Ninh",
            ),
        ] {
            let found = attributed_in("Quảng Ninh", None, text).remove(0);
            assert_eq!(found.place.as_deref(), Some(place), "{text}");
        }
    }

    #[test]
    fn a_place_named_in_the_sentence_wins() {
        let found = attributed("Quận Tây Hồ có 30 CĐCS. Toàn quận giao 45 chỉ tiêu.");
        assert_eq!(found[0].place.as_deref(), Some("/Hà Nội/Tây Hồ"));
        assert_eq!(found[1].place.as_deref(), Some("/Hà Nội/Tây Hồ"));
        assert_eq!(found[1].inferred, ["period", "place"], "of the paragraph");
        let found = attributed("Toàn quận giao 45 chỉ tiêu.");
        assert_eq!(found[0].place.as_deref(), Some("/Hà Nội/Ba Đình"));
    }

    #[test]
    fn a_percent_of_the_plan_reaches_the_counts_before_it() {
        let found = attributed(
            "Huyện lập 3 CĐCS và kết nạp 80 đoàn viên, đạt 40% đối với cả 2 chỉ tiêu được giao.",
        );
        assert_eq!(found.len(), 3);
        assert_eq!((found[0].percent, found[0].target), (Some(40.0), None));
        assert_eq!(
            (found[1].percent, found[1].target),
            (Some(40.0), Some(200.0))
        );
        assert!(found[1].inferred.contains(&"target".to_string()));
        assert_eq!(
            found[1].percent_span, None,
            "the percent is a figure of its own"
        );
    }

    #[test]
    fn a_sum_is_of_the_purpose_named_before_it() {
        let found = attributed(
            "Thu kinh phí công đoàn đạt 118%, đoàn phí đạt 97%. Quỹ trao 90 triệu đồng.",
        );
        let nouns: Vec<Option<&str>> = found.iter().map(|figure| figure.noun.as_deref()).collect();
        assert_eq!(
            nouns,
            [Some("kinh phí công đoàn"), Some("đoàn phí"), Some("Quỹ")]
        );
        assert!(found[0].inferred.contains(&"noun".to_string()));
    }

    #[test]
    fn ratios_and_products_are_checked() {
        let found =
            attributed("Thành lập 21/50 CĐCS (đạt 42%), kết nạp 300/500 đoàn viên (đạt 75%).");
        assert_eq!(found[0].consistent, Some(true));
        assert_eq!(found[1].consistent, Some(false));
        let found =
            attributed("Có 30 đơn vị, mỗi đơn vị góp 2 triệu đồng, tổng cộng 60 triệu đồng.");
        assert_eq!(found[2].consistent, Some(true));
        let found = attributed("Có 30 đơn vị, mỗi đơn vị góp 2 triệu đồng, tổng cộng 60 tỷ đồng.");
        assert_eq!(
            (found[2].consistent, found[2].implausible),
            (Some(false), true)
        );
        let found = attributed("Công đoàn chi trên 23.000 tỉ đồng chăm lo Tết.");
        assert!(found[0].implausible);
    }
}
