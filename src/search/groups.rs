//! Groups rows of figures by year, district or noun, and adds up what may be added:
//! what was done, of the same noun, unit, act and period, each fact once.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use crate::article::Approx;
use crate::text::collate;

use super::facts::facts;
use super::flow::Act;
use super::row::Row;
use super::values::{labels, leaf};

/// What rows are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The year of the figure's period.
    Year,
    /// The district of its place.
    District,
    /// What is counted.
    Noun,
}

/// The key of a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A year.
    Year(i16),
    /// A district as its facet path; a province where no district is known.
    Place(String),
    /// A noun as written.
    Noun(String),
    /// Rows of which it is not known.
    None,
}

impl Key {
    fn name(&self) -> String {
        match self {
            Key::Year(year) => year.to_string(),
            Key::Place(path) => leaf(path).to_string(),
            Key::Noun(noun) => noun.clone(),
            Key::None => String::new(),
        }
    }
}

/// Rows with the same key.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// The key.
    pub key: Key,
    /// What people call it, apart from all other groups; empty for rows without a key.
    pub name: String,
    /// The rows, in their order.
    pub rows: Vec<&'a Row>,
    /// Which rows stand in one of the sums.
    pub summed: Vec<bool>,
    /// What may be summed, the largest number of rows first.
    pub sums: Vec<Sum>,
}

/// A sum of figures that may be summed.
#[derive(Debug, Clone, PartialEq)]
pub struct Sum {
    /// The noun, in its first spelling.
    pub noun: String,
    /// What was done.
    pub act: Act,
    /// The unit.
    pub unit: Option<String>,
    /// The first and last month of the period.
    pub months: (String, String),
    /// The sum.
    pub value: f64,
    /// How many figures it adds up.
    pub count: usize,
    /// Whether one of them is blurred (`hơn`, `gần`, `khoảng`).
    pub approximate: bool,
}

impl Group<'_> {
    /// The sum, where all that may be summed is of one kind.
    pub fn sum(&self) -> Option<&Sum> {
        match self.sums.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }
}

/// The rows in groups: years in order, districts and nouns by the number of their rows.
pub fn groups(rows: &[Row], by: By) -> Vec<Group<'_>> {
    let mut names: HashMap<&str, &str> = HashMap::new();
    for row in rows {
        let written = row.figure.noun.as_deref().unwrap_or("");
        names.entry(&row.noun).or_insert(written);
    }
    let name_of = |row: &Row| names.get(row.noun.as_str()).unwrap_or(&"").to_string();
    let mut by_key: BTreeMap<Key, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        let key = match by {
            By::Year => row.year.map(Key::Year),
            By::District => row.place.as_deref().map(|path| Key::Place(district(path))),
            By::Noun if row.noun.is_empty() => None,
            By::Noun => Some(Key::Noun(name_of(row))),
        };
        by_key
            .entry(key.unwrap_or(Key::None))
            .or_default()
            .push(row);
    }
    let mut groups = Vec::new();
    for (key, rows) in by_key {
        let (summed, sums) = sums(&rows, &name_of);
        groups.push(Group {
            name: key.name(),
            key,
            rows,
            summed,
            sums,
        });
    }
    tell_apart(&mut groups);
    if by != By::Year {
        groups.sort_by_cached_key(|group| {
            let count = Reverse(group.rows.len());
            (group.key == Key::None, count, collate::key(&group.name))
        });
    }
    groups
}

/// Names the province of places that share their name.
fn tell_apart(groups: &mut [Group]) {
    let mut places: Vec<&mut Group> = Vec::new();
    let mut paths: Vec<String> = Vec::new();
    for group in groups {
        if let Key::Place(path) = &group.key {
            paths.push(path.clone());
            places.push(group);
        }
    }
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    for (group, label) in places.into_iter().zip(labels(&paths)) {
        group.name = label;
    }
}

/// Province and district of a facet path.
fn district(path: &str) -> String {
    let end = path.match_indices('/').nth(2);
    path.get(..end.map_or(path.len(), |(at, _)| at))
        .unwrap_or(path)
        .to_string()
}

/// What must be equal for figures to be added up.
type Kind<'a> = (&'a str, Option<&'a str>, Act, (String, String));

fn sums(rows: &[&Row], name_of: &dyn Fn(&Row) -> String) -> (Vec<bool>, Vec<Sum>) {
    let mut kinds: BTreeMap<Kind, Vec<usize>> = BTreeMap::new();
    for (i, row) in rows.iter().enumerate() {
        let unit = row.figure.unit.as_deref();
        // sums of money that nothing names may be for anything
        let nameless = row.noun.is_empty();
        if let Some(act) = row.act
            && !nameless
        {
            let kind = (row.noun.as_str(), unit, act, row.months());
            kinds.entry(kind).or_default().push(i);
        }
    }
    let mut summed = vec![false; rows.len()];
    let mut sums = Vec::new();
    for ((_, unit, act, months), list) in kinds {
        let list = facts(rows, list);
        let Some(&first) = list.first() else { continue };
        let mut sum = Sum {
            noun: name_of(rows[first]),
            act,
            unit: unit.map(str::to_string),
            months,
            value: 0.0,
            count: list.len(),
            approximate: false,
        };
        for i in list {
            let figure = &rows[i].figure;
            summed[i] = true;
            sum.value += figure.value;
            sum.approximate |=
                matches!(figure.approx, Some(Approx::Gt | Approx::Lt | Approx::About));
        }
        sums.push(sum);
    }
    sums.sort_by_key(|sum| Reverse(sum.count));
    (summed, sums)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Figure, FigureKind, Period};
    use crate::text::Span;
    use std::rc::Rc;

    fn article(id: &str) -> Rc<Article> {
        let json = serde_json::json!({
            "id": id, "path": id, "line": null, "format": "txt", "encoding": "UTF-8",
            "title": "", "author": null, "url": null, "published": null, "year": 2022,
            "year_source": null, "places": [], "paragraphs": [], "noise": [], "warnings": []
        });
        Rc::new(serde_json::from_value(json).expect("an article"))
    }

    fn row(id: &str, place: &str, value: f64, noun: &str, act: Option<Act>) -> Row {
        let mut figure = Figure::new(Span::new(0, 0), FigureKind::Count, value);
        figure.noun = Some(noun.to_string());
        figure.period = Some(Period {
            text: String::new(),
            from: "2022-01".into(),
            to: "2022-06".into(),
        });
        Row {
            article: article(id),
            figure,
            sentence: format!("{id} {value}"),
            year: Some(2022),
            place: Some(place.to_string()),
            noun: noun.to_string(),
            asked: None,
            act,
        }
    }

    const GROWTH: Option<Act> = Some(Act::Growth);

    #[test]
    fn what_was_done_adds_up_over_districts_and_each_fact_once() {
        let rows = [
            row("a", "/Hà Nội/Ba Đình", 1625.0, "đoàn viên", GROWTH),
            row("b", "/Hà Nội/Ba Đình", 1625.0, "đoàn viên", GROWTH),
            row("c", "/Hà Nội/Tây Hồ", 75.0, "đoàn viên", GROWTH),
            row("c", "/Hà Nội/Tây Hồ", 19037.0, "đoàn viên", None),
        ];
        let found = groups(&rows, By::Year);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].key, Key::Year(2022));
        assert_eq!(found[0].rows.len(), 4);
        let sum = found[0].sum().expect("a sum");
        assert_eq!((sum.value, sum.count), (1700.0, 2));
        assert_eq!(found[0].summed, [true, false, true, false]);
    }

    #[test]
    fn unlike_things_are_not_added_up() {
        let mut other = row("d", "/Hà Nội/Tây Hồ", 10.0, "đoàn viên", GROWTH);
        other.figure.period = None;
        for odd in [
            row("d", "/Hà Nội/Tây Hồ", 10.0, "CĐCS", GROWTH),
            row("d", "/Hà Nội/Tây Hồ", 10.0, "đoàn viên", Some(Act::Support)),
            other,
        ] {
            let rows = [row("a", "/Hà Nội/Ba Đình", 5.0, "đoàn viên", GROWTH), odd];
            let found = groups(&rows, By::Year);
            assert_eq!(found[0].sum(), None);
            assert_eq!(found[0].sums.len(), 2);
        }
        let stocks = [row("a", "/Hà Nội/Ba Đình", 5.0, "đoàn viên", None)];
        assert!(groups(&stocks, By::Year)[0].sums.is_empty());
    }

    #[test]
    fn a_province_holds_its_districts() {
        let mut all = row("a", "/Hà Nội", 50_000.0, "đoàn viên", GROWTH);
        if let Some(period) = &mut all.figure.period {
            period.text = "năm 2022".into();
        }
        let rows = [
            all,
            row("b", "/Hà Nội/Ba Đình", 1625.0, "đoàn viên", GROWTH),
            row("c", "/Hải Phòng", 10.0, "đoàn viên", GROWTH),
        ];
        let sum = groups(&rows, By::Year)[0].sum().cloned().expect("a sum");
        assert_eq!((sum.value, sum.count), (50_010.0, 2));
    }

    #[test]
    fn an_event_is_within_the_total_of_its_place_and_period() {
        let stated = |mut row: Row| {
            if let Some(period) = &mut row.figure.period {
                period.text = "6 tháng đầu năm".into();
            }
            row
        };
        let sum = |rows: &[Row]| {
            let groups = groups(rows, By::Year);
            let sum = groups[0].sum().cloned().expect("a sum");
            (sum.value, sum.count)
        };
        let event = row("a", "/Hà Nội/Ba Đình", 75.0, "đoàn viên", GROWTH);
        let later = row("b", "/Hà Nội/Ba Đình", 40.0, "đoàn viên", GROWTH);
        let total = stated(row("c", "/Hà Nội/Ba Đình", 1625.0, "đoàn viên", GROWTH));
        let early = stated(row("d", "/Hà Nội/Ba Đình", 1100.0, "đoàn viên", GROWTH));
        let beside = row("e", "/Hà Nội/Tây Hồ", 10.0, "đoàn viên", GROWTH);
        let above = stated(row("f", "/Hà Nội", 9000.0, "đoàn viên", GROWTH));
        let meeting = row("g", "/Hà Nội", 20.0, "đoàn viên", GROWTH);
        assert_eq!(sum(&[event.clone(), later.clone()]), (115.0, 2));
        assert_eq!(
            sum(&[event.clone(), total.clone(), later, early]),
            (1625.0, 1)
        );
        assert_eq!(
            sum(&[event.clone(), total.clone(), beside.clone()]),
            (1635.0, 2)
        );
        assert_eq!(sum(&[total.clone(), beside.clone(), above]), (9000.0, 1));
        assert_eq!(sum(&[total, beside, meeting]), (1655.0, 3));
    }

    #[test]
    fn a_whole_stands_for_its_parts() {
        let of = |value: f64| row("a", "/Hà Nội/Ba Đình", value, "quà", Some(Act::Support));
        let rows = [of(70.0), of(40.0), of(30.0)];
        let sum = groups(&rows, By::Year)[0].sum().cloned();
        assert_eq!(sum.map(|sum| (sum.value, sum.count)), Some((70.0, 1)));
        // `quận này 40, quận kia 30; tính chung 70`
        let at = |place: &str, value: f64| row("a", place, value, "quà", Some(Act::Support));
        let rows = [
            at("/Hà Nội/Ba Đình", 40.0),
            at("/Hà Nội/Tây Hồ", 30.0),
            at("/Hà Nội", 70.0),
        ];
        let sum = groups(&rows, By::Year)[0].sum().cloned();
        assert_eq!(sum.map(|sum| (sum.value, sum.count)), Some((70.0, 1)));
    }

    #[test]
    fn members_of_a_union_founded_are_part_of_the_larger_figure() {
        let sentence = "phát triển thêm 300 đoàn viên, thành lập 2 nghiệp đoàn với 40 đoàn viên";
        let mut large = row("a", "/Hà Nội/Tây Hồ", 300.0, "đoàn viên", GROWTH);
        let mut small = row("a", "/Hà Nội/Tây Hồ", 40.0, "đoàn viên", GROWTH);
        let at = |words: &str| sentence.find(words).expect("a number");
        large.sentence = sentence.into();
        small.sentence = sentence.into();
        large.figure.span = Span::new(at("300"), at(", thành"));
        small.figure.span = Span::new(at("40"), sentence.len());
        let rows = [large, small.clone()];
        let sum = groups(&rows, By::District)[0].sum().cloned();
        assert_eq!(sum.map(|sum| sum.value), Some(300.0));
        let alone = [small];
        let sum = groups(&alone, By::District)[0].sum().cloned();
        assert_eq!(sum.map(|sum| sum.value), Some(40.0));
    }

    #[test]
    fn plans_and_round_numbers_say_a_fact_again() {
        let mut exact = row("a", "/Hà Nội/Ba Đình", 2905.0, "đoàn viên", GROWTH);
        exact.figure.target = Some(2600.0);
        let mut round = row("a", "/Hà Nội/Ba Đình", 3000.0, "đoàn viên", GROWTH);
        round.figure.approx = Some(Approx::Lt);
        let plan = row("a", "/Hà Nội/Ba Đình", 2600.0, "đoàn viên", GROWTH);
        let rows = [round, plan, exact];
        let sum = groups(&rows, By::Year)[0].sum().cloned().expect("a sum");
        assert_eq!((sum.value, sum.count, sum.approximate), (2905.0, 1, false));
    }

    #[test]
    fn districts_are_named_by_their_path_and_nouns_as_written() {
        let mut ward = row("a", "/Hà Nội/Tây Hồ/phường Bưởi", 5.0, "=cđcs", GROWTH);
        ward.figure.noun = Some("CĐCS".into());
        let mut none = row("b", "", 5.0, "", None);
        none.place = None;
        let rows = [none, ward];
        let keys = |by| -> Vec<Key> { groups(&rows, by).into_iter().map(|g| g.key).collect() };
        assert_eq!(
            keys(By::District),
            [Key::Place("/Hà Nội/Tây Hồ".into()), Key::None]
        );
        assert_eq!(keys(By::Noun), [Key::Noun("CĐCS".into()), Key::None]);
    }

    #[test]
    fn namesakes_are_told_apart_and_ties_follow_the_alphabet() {
        let mut rows = Vec::new();
        for place in [
            "/Nghệ An/Hoàng Mai",
            "/Hà Nội/Hoàng Mai",
            "/Hà Nội/Đống Đa",
            "/Hà Nội/Bắc Từ Liêm",
            "/Vĩnh Phúc/Bình Xuyên",
        ] {
            rows.push(row("a", place, 5.0, "đoàn viên", GROWTH));
        }
        let names: Vec<String> = groups(&rows, By::District)
            .into_iter()
            .map(|group| group.name)
            .collect();
        assert_eq!(
            names,
            [
                "Bắc Từ Liêm",
                "Bình Xuyên",
                "Đống Đa",
                "Hoàng Mai (Hà Nội)",
                "Hoàng Mai (Nghệ An)"
            ]
        );
    }
}
