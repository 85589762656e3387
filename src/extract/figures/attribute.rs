//! Gives each figure of an article the period it covers, the place it speaks of, and
//! what the sentences around it say about its plan; what is derived is named in
//! `inferred`.

use crate::article::figure::Period;
use crate::article::{Article, Figure, FigureKind, ParagraphKind};
use crate::extract::names::Names;
use crate::text::Span;
use crate::text::sentence::sentences;

use super::when::Mention;
use super::{Periods, check, place, purpose};

/// Periods of earlier sentences that are looked at for a figure without one.
const FEW: usize = 4;

/// The longest name in quotes, in bytes.
const LONGEST_NAME: usize = 400;

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
        let named = place::mentions(names.of(i), &places);
        let mut current = 0;
        for figure in &mut paragraph.figures {
            while current + 1 < spans.len() && spans[current + 1].start <= figure.span.start {
                current += 1;
            }
            let sentence = spans.get(current).copied();
            let sentence = sentence.unwrap_or(Span::new(0, text.len()));
            set_period(figure, text, sentence, periods, whole_year.as_ref(), year);
            set_place(figure, sentence, &named, &places, corrected);
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
            share_percent(figures, text);
            check::sentence(figures, text, sentence);
            first += count;
        }
    }
}

/// The period named before the figure in its sentence, else behind it, else in the
/// sentences before it; the article's year where none is.
fn set_period(
    figure: &mut Figure,
    text: &str,
    sentence: Span,
    periods: &[Mention],
    whole_year: Option<&Period>,
    year: Option<i16>,
) {
    let before = periods.partition_point(|mention| mention.span.start < figure.span.start);
    let within = |mention: &&Mention| {
        sentence.start <= mention.span.start && mention.span.end <= sentence.end
    };
    let (earlier, later) = periods.split_at(before);
    let governs = |mention: &&Mention| !is_titled_apart(text, mention.span, figure.span);
    let nearest = earlier
        .iter()
        .rev()
        .take_while(within)
        .find(governs)
        .or_else(|| later.first().filter(within).filter(governs))
        .or_else(|| earlier.iter().rev().take(FEW).find(governs));
    if let Some(mention) = nearest {
        // `cuối tháng 11 …, đến nay quận đã kết nạp`: from January on
        let between = text.get(mention.span.end..figure.span.start).unwrap_or("");
        let to_date = mention.is_month()
            && ["đến nay", "tới nay"]
                .iter()
                .any(|words| between.contains(words));
        let since = to_date.then(|| mention.since_january());
        figure.period = since.as_ref().unwrap_or(mention).period(text, year);
        if figure.period.is_some() {
            if !mention.has_year() {
                infer(figure, "period");
            }
            return;
        }
    }
    if let Some(period) = whole_year {
        figure.period = Some(period.clone());
        infer(figure, "period");
    }
}

/// Whether `period` stands in quotes that `figure` stands outside of: in the name of a
/// course or a contest.
fn is_titled_apart(text: &str, period: Span, figure: Span) -> bool {
    let (from, to) = if period.end <= figure.start {
        (period.end, figure.start)
    } else {
        (figure.end, period.start)
    };
    // they may share a word: `trong năm đ`
    if from > to {
        return false;
    }
    // a name is short; and a text of one endless sentence is read in linear time
    if to - from > LONGEST_NAME {
        return false;
    }
    let between = text.get(from..to).unwrap_or("");
    let before = period.end <= figure.start;
    let straight = between.matches('"').count() % 2 == 1;
    if straight {
        let mut from = period.start.saturating_sub(LONGEST_NAME);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let opened = text.get(from..period.start).unwrap_or("");
        return opened.matches('"').count() % 2 == 1;
    }
    // the quotes between them close or open around the period
    if before {
        let first = between.find(['“', '”', '«', '»']);
        first.is_some_and(|at| between[at..].starts_with(['”', '»']))
    } else {
        let last = between.rfind(['“', '”', '«', '»']);
        last.is_some_and(|at| between[at..].starts_with(['“', '«']))
    }
}

/// The place named nearest before the figure in its sentence, else behind it, else the
/// nearest of its paragraph unless that is corrected, else the article's first place.
fn set_place(
    figure: &mut Figure,
    sentence: Span,
    named: &[(Span, String)],
    places: &[String],
    corrected: &[String],
) {
    let before = named.partition_point(|(span, _)| span.start < figure.span.start);
    let within =
        |named: &&(Span, String)| sentence.start <= named.0.start && named.0.end <= sentence.end;
    let (earlier, later) = named.split_at(before);
    let nearest = earlier
        .last()
        .filter(within)
        .or_else(|| later.first().filter(within));
    let around = earlier.last().or(later.first());
    if let Some((_, path)) = nearest {
        figure.place = Some(path.clone());
    } else if let Some((_, path)) = around.filter(|(_, path)| !corrected.contains(path)) {
        figure.place = Some(path.clone());
        infer(figure, "place");
    } else if let Some(path) = places.first() {
        figure.place = Some(path.clone());
        infer(figure, "place");
    }
}

/// Gives counts the percent of their plan that is stated behind them: `60 đoàn viên, đạt
/// 50% đối với cả 2 chỉ tiêu` speaks of both counts before it, `(đạt 102% kế hoạch)` of one.
fn share_percent(figures: &mut [Figure], text: &str) {
    for i in 1..figures.len() {
        if figures[i].kind != FigureKind::Percent || figures[i].delta.is_some() {
            continue;
        }
        let percent = figures[i].value;
        let between = text
            .get(figures[i - 1].span.end..figures[i].span.start)
            .unwrap_or("")
            .to_lowercase();
        let behind = text.get(figures[i].span.end..).unwrap_or("");
        let reach = plan_behind(behind);
        let attained = matches!(
            between.trim_matches([' ', ',', '(']),
            "đạt" | "bằng" | "đạt tỷ lệ" | "đạt tỉ lệ" | "hoàn thành"
        );
        if !attained || reach == 0 || percent <= 0.0 {
            continue;
        }
        for figure in figures[..i].iter_mut().rev().take(reach) {
            if figure.kind != FigureKind::Count || figure.percent.is_some() {
                break;
            }
            figure.percent = Some(percent);
            infer(figure, "percent");
            let target = figure.value / percent * 100.0;
            // a rounded percent gives no exact plan
            if (target - target.round()).abs() < 1e-6 {
                figure.target = Some(target.round());
                infer(figure, "target");
            }
        }
    }
}

/// How many counts the plan named in `behind` covers: `kế hoạch` one, `cả 2 chỉ tiêu` two.
fn plan_behind(behind: &str) -> usize {
    let near: String = behind.chars().take(40).collect::<String>().to_lowercase();
    let clause = near.split(['.', ';', ')']).next().unwrap_or("");
    for (words, count) in [
        ("cả 2 chỉ tiêu", 2),
        ("cả hai chỉ tiêu", 2),
        ("cả 3 chỉ tiêu", 3),
        ("cả ba chỉ tiêu", 3),
    ] {
        if clause.contains(words) {
            return count;
        }
    }
    let planned = ["kế hoạch", "chỉ tiêu", "nghị quyết", "dự toán"]
        .iter()
        .any(|word| clause.contains(word));
    usize::from(planned)
}

fn infer(figure: &mut Figure, name: &str) {
    if !figure.inferred.iter().any(|known| known == name) {
        figure.inferred.push(name.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Paragraph, Place};
    use crate::extract::figures::read;

    fn attributed(text: &str) -> Vec<Figure> {
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
