//! The words of the page, from `vi.json` and `en.json`: a language has them all or the
//! program does not start its tests.

#![allow(missing_docs)] // The files say what each word is.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::number::grouped;

/// All words of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub code: String,
    pub site: String,
    pub tagline: String,
    pub skip: String,
    pub menu: String,
    pub nav_search: String,
    pub nav_figures: String,
    pub nav_api: String,
    pub language: String,
    pub language_label: String,
    pub search_label: String,
    pub search_placeholder: String,
    pub search_button: String,
    pub suggestions: String,
    pub results: String,
    pub newest_title: String,
    pub examples_title: String,
    pub article_one: String,
    pub article_many: String,
    pub passage_one: String,
    pub passage_many: String,
    pub figure_one: String,
    pub figure_many: String,
    pub more: String,
    pub district_one: String,
    pub district_many: String,
    pub sort: String,
    pub sort_relevance: String,
    pub sort_newest: String,
    pub sort_oldest: String,
    pub see_figures: String,
    pub see_articles: String,
    pub to_filters: String,
    pub filters: String,
    pub chosen: String,
    pub remove: String,
    pub clear: String,
    pub places: String,
    pub years: String,
    pub years_hint: String,
    pub years_from_to: String,
    pub years_apply: String,
    pub no_district: String,
    pub no_province: String,
    pub no_year: String,
    pub since: String,
    pub until: String,
    pub untitled: String,
    pub source: String,
    pub answer: String,
    pub previous: String,
    pub next: String,
    pub paging: String,
    pub page: String,
    pub none_title: String,
    pub none_no_more: String,
    pub none_tips: String,
    pub none_filters: String,
    pub none_either_way: String,
    pub none_without_filters: String,
    pub none_fewer: String,
    pub none_marks: String,
    pub none_without: String,
    pub figures_title: String,
    pub figures_tagline: String,
    pub figures_noun: String,
    pub figures_unit: String,
    pub figures_min: String,
    pub figures_max: String,
    pub figures_by: String,
    pub by_none: String,
    pub by_year: String,
    pub by_district: String,
    pub by_noun: String,
    pub figures_apply: String,
    pub figures_csv: String,
    pub figures_none: String,
    pub chart: String,
    pub of_whole: String,
    pub part_of_year: String,
    pub notice_shares: String,
    pub chart_left_out: String,
    pub chart_partial: String,
    pub chart_partial_until: String,
    pub col_value: String,
    pub col_noun: String,
    pub col_target: String,
    pub col_period: String,
    pub col_place: String,
    pub col_article: String,
    pub col_group: String,
    pub col_count: String,
    pub col_sums: String,
    pub sorted_up: String,
    pub sorted_down: String,
    pub unknown: String,
    pub group_rows: String,
    pub group_more: String,
    pub article_figures: String,
    pub article_no_figures: String,
    pub article_neighbours: String,
    pub article_noise: String,
    pub article_back: String,
    pub article_by: String,
    pub article_caption: String,
    pub article_warnings: String,
    pub legend: String,
    pub legend_match: String,
    pub legend_figure: String,
    pub notice_relaxed: String,
    pub notice_relaxed_dropped: String,
    pub notice_folded: String,
    pub notice_corrected: String,
    pub notice_corrected_offered: String,
    pub notice_telex: String,
    pub notice_restored: String,
    pub notice_instead: String,
    pub notice_place_many: String,
    pub notice_place_none: String,
    pub notice_place_none_candidates: String,
    pub notice_absent_place: String,
    pub notice_year: String,
    pub notice_quantity: String,
    pub notice_empty: String,
    pub notice_truncated: String,
    pub problem_parameter: String,
    pub problem_place_none: String,
    pub problem_place_many: String,
    pub problem_not_found: String,
    pub problem_no_article: String,
    pub problem_busy: String,
    pub problem_slow: String,
    pub problem_internal: String,
    pub problem_home: String,
    pub fault_unknown: String,
    pub fault_many: String,
    pub fault_once: String,
    pub fault_times: String,
    pub fault_long: String,
    pub fault_number: String,
    pub fault_quantity: String,
    pub fault_day: String,
    pub fault_year: String,
    pub fault_choice: String,
    pub fault_flag: String,
    pub footer: String,
    pub api_title: String,
    pub api_intro: String,
    pub api_document: String,
    pub api_parameters: String,
    pub api_name: String,
    pub api_takes: String,
    pub api_meaning: String,
    pub api_try: String,
    pub api_problems: String,
    pub keys: String,
    pub loading: String,
    pub failed: String,
    pub copies_one: String,
    pub copies_many: String,
    pub article_copies: String,
    pub article_similar: String,
}

static VI: LazyLock<Words> = LazyLock::new(|| read(include_str!("vi.json")));
static EN: LazyLock<Words> = LazyLock::new(|| read(include_str!("en.json")));

fn read(text: &str) -> Words {
    serde_json::from_str(text).expect("the files of words are whole: a test reads them")
}

impl Words {
    /// The words of the language with this code; Vietnamese where it is none of ours.
    pub fn of(code: Option<&str>) -> &'static Words {
        match code {
            Some("en") => &EN,
            _ => &VI,
        }
    }

    /// The code of the other language.
    pub fn other(&self) -> &'static str {
        if self.is_english() { "vi" } else { "en" }
    }

    /// Whether these are the English ones.
    pub fn is_english(&self) -> bool {
        self.code == "en"
    }

    /// A count of articles.
    pub fn articles(&self, count: u64) -> String {
        self.counted(count, &self.article_one, &self.article_many)
    }

    /// A count of passages.
    pub fn passages(&self, count: u64) -> String {
        self.counted(count, &self.passage_one, &self.passage_many)
    }

    /// A count of figures.
    pub fn figures(&self, count: u64) -> String {
        self.counted(count, &self.figure_one, &self.figure_many)
    }

    /// A count of districts.
    pub fn districts(&self, count: u64) -> String {
        self.counted(count, &self.district_one, &self.district_many)
    }

    /// A count of copies.
    pub fn copies(&self, count: u64) -> String {
        self.counted(count, &self.copies_one, &self.copies_many)
    }

    fn counted(&self, count: u64, one: &str, many: &str) -> String {
        match count {
            1 => one.to_string(),
            _ => fill(many, &[("n", &self.whole(count))]),
        }
    }

    /// A whole number, its thousands apart.
    pub fn whole(&self, number: u64) -> String {
        self.local(&grouped(&number.to_string()))
    }

    /// A number written the Vietnamese way, as this language writes it.
    pub fn local(&self, vietnamese: &str) -> String {
        if !self.is_english() {
            return vietnamese.to_string();
        }
        let swapped = vietnamese.chars().map(|c| match c {
            '.' => ',',
            ',' => '.',
            other => other,
        });
        swapped.collect()
    }

    /// A day as people write it.
    pub fn day(&self, day: jiff::civil::Date) -> String {
        match self.is_english() {
            true => day.strftime("%-d %B %Y").to_string(),
            false => day.strftime(crate::render::title::DAY).to_string(),
        }
    }
}

/// `template` with each `{name}` replaced.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            rest = after;
            break;
        };
        let known = values.iter().find(|(known, _)| *known == name);
        text.push_str(known.map_or("", |(_, value)| value));
        rest = behind;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_every_word_with_the_same_gaps() {
        let read = |text| -> serde_json::Map<String, serde_json::Value> {
            serde_json::from_str(text).expect("a map of words")
        };
        let (vi, en) = (read(include_str!("vi.json")), read(include_str!("en.json")));
        let gaps = |text: &serde_json::Value| {
            let text = text.as_str().expect("a word").to_string();
            let mut names: Vec<String> = Vec::new();
            for part in text.split('{').skip(1) {
                names.push(part.split('}').next().expect("a gap").to_string());
            }
            names.sort();
            names
        };
        assert_eq!(vi.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
        for (key, word) in &vi {
            assert_eq!(gaps(word), gaps(&en[key]), "{key}");
            assert!(!word.as_str().expect("a word").is_empty(), "{key}");
        }
        assert!(Words::of(Some("en")).is_english() && !Words::of(Some("xx")).is_english());
    }

    #[test]
    fn gaps_are_filled_once() {
        let filled = fill("{a} và {b}", &[("a", "{b}"), ("b", "2")]);
        assert_eq!(filled, "{b} và 2");
        assert_eq!(fill("x {", &[]), "x ");
        let words = Words::of(None);
        assert_eq!(words.articles(1234567), "1.234.567 bài");
        assert_eq!(Words::of(Some("en")).whole(1234567), "1,234,567");
        assert_eq!(Words::of(Some("en")).local("1.234,5"), "1,234.5");
    }
}
