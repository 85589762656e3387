//! The arguments of what is asked: `search`, `facets`, `figures`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::positive;

/// Filters by facet, the same for every subcommand that searches.
#[derive(Debug, ClapArgs)]
pub struct Filters {
    /// Only this district; `none` for articles without one (repeatable)
    #[arg(
        long,
        value_name = "D",
        long_help = "Only articles about this district, with or without diacritics: `Ba Đình`, \
        `ba dinh`, `quận Ba Đình`, `/Hà Nội/Ba Đình`; `none` for articles without a district. Repeat it for several."
    )]
    pub district: Vec<String>,
    /// Only this province; `none` for articles without a place (repeatable)
    #[arg(long, value_name = "P")]
    pub province: Vec<String>,
    /// Only this year, or Y..Y; `none` for articles without one (repeatable)
    #[arg(
        long,
        value_name = "Y",
        long_help = "Only articles of this year (`2022`) or of these (`2020..2022`, `2020..`); \
        `none` for articles without a year. Repeat it for several."
    )]
    pub year: Vec<crate::query::Years>,
    /// Published on this day or later (2020-05-20 or 20/05/2020)
    #[arg(long, value_name = "DATE", value_parser = crate::query::day)]
    pub since: Option<jiff::civil::Date>,
    /// Published on this day or earlier (2020-05-20 or 20/05/2020)
    #[arg(long, value_name = "DATE", value_parser = crate::query::day)]
    pub until: Option<jiff::civil::Date>,
    /// Show and count every copy of a story, not one of each
    #[arg(
        long,
        long_help = "Show and count every copy of a story. Without it the same article saved twice, or the same \
        story printed by several papers, is shown in its first copy and counted once."
    )]
    pub all: bool,
}

/// Arguments of `search`.
#[derive(Debug, ClapArgs)]
pub struct Search {
    /// The query; its words are joined by spaces
    #[arg(value_name = "QUERY", allow_hyphen_values = false)]
    pub query: Vec<String>,
    /// Filters by facet.
    #[command(flatten)]
    pub filters: Filters,
    /// Passages to print
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// Passages to leave out first
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
    /// Passages of one article at the most
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = positive)]
    pub per_article: usize,
    /// The order
    #[arg(long, value_enum, default_value_t = Sort::Relevance)]
    pub sort: Sort,
    /// Take the query literally: no folding, no expansion, no correction
    #[arg(long)]
    pub exact: bool,
    /// Tell the parts of each score
    #[arg(long)]
    pub explain: bool,
    /// Answer every query of this file (qid TAB query) and print a TREC run
    #[arg(
        long,
        value_name = "FILE",
        requires = "run",
        conflicts_with_all = ["query", "json", "jsonl", "csv", "offset", "per_article"],
        long_help = "Answer every query of this file, one a line (qid TAB query), and print a TREC run: \
        a line for each article, best passage's score, --limit deep. A run ranks every article \
        that shares a word with the query."
    )]
    pub queries: Option<PathBuf>,
    /// The name of the run, its last column
    #[arg(long, value_name = "TAG", requires = "queries")]
    pub run: Option<String>,
    /// Print passages whole
    #[arg(long)]
    pub full: bool,
    /// Print CSV
    #[arg(long, conflicts_with_all = ["json", "jsonl"])]
    pub csv: bool,
    /// Print one JSON object a hit
    #[arg(long, conflicts_with = "json")]
    pub jsonl: bool,
}

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    /// The best first.
    Relevance,
    /// The latest publication first.
    Newest,
    /// The earliest publication first.
    Oldest,
}

/// Arguments of `facets`.
#[derive(Debug, ClapArgs)]
pub struct Facets {
    /// The query; all articles without one
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Filters by facet.
    #[command(flatten)]
    pub filters: Filters,
}

/// Arguments of `figures`.
#[derive(Debug, ClapArgs)]
pub struct Figures {
    /// The query; all figures without one
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Filters by facet.
    #[command(flatten)]
    pub filters: Filters,
    /// Only figures of this noun: `đoàn viên`, `CĐCS`
    #[arg(long, value_name = "NOUN")]
    pub noun: Option<String>,
    /// Only figures of this unit: `người`, `đồng`, `%`, `kg`; `none` for those without
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<String>,
    /// Only figures of this value or more: `1000`, `1.000`, `1,5 tỷ`
    #[arg(long, value_name = "N", value_parser = value)]
    pub min: Option<f64>,
    /// Only figures of this value or less
    #[arg(long, value_name = "N", value_parser = value)]
    pub max: Option<f64>,
    /// Group, count, and sum what may be summed
    #[arg(long, value_enum, value_name = "KEY")]
    pub by: Option<FiguresBy>,
    /// Take the query literally: no folding, no expansion, no correction
    #[arg(long)]
    pub exact: bool,
    /// Print CSV
    #[arg(long, conflicts_with_all = ["json", "jsonl"])]
    pub csv: bool,
    /// Print one JSON object a figure, or a group
    #[arg(long, conflicts_with = "json")]
    pub jsonl: bool,
    /// Draw bars in the terminal
    #[arg(
        long,
        conflicts_with_all = ["json", "jsonl", "csv"],
        long_help = "Draw bars in the terminal: of the sums with --by (of the number of figures where nothing may be \
        summed), else of each figure. One chart has one unit, that of most figures."
    )]
    pub chart: bool,
    /// Write the chart to an SVG file
    #[arg(long, value_name = "FILE.svg")]
    pub chart_file: Option<PathBuf>,
}

/// What `figures` groups by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FiguresBy {
    /// The year of the figure's period.
    Year,
    /// The district it speaks of.
    District,
    /// What is counted.
    Noun,
}

fn value(text: &str) -> Result<f64, String> {
    crate::query::value(text)
        .ok_or_else(|| "write a number, such as 1000, 1.000, 70,9 or 1,5 tỷ".to_string())
}
