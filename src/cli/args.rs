//! The arguments as clap reads them, and nothing else.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// Full-text search over Vietnamese labour-union news.
#[derive(Debug, Parser)]
#[command(
    name = "congdoan",
    version,
    about,
    long_about = "Full-text search over Vietnamese labour-union news.\n\n\
        Reads a folder of articles (txt, md, html, jsonl), drops the noise of web pages, and answers \
        queries, typed with or without diacritics, with ranked passages in which matches and figures are marked.",
    after_help = "Examples:\n  congdoan search phát triển đoàn viên\n  congdoan search ket nap doan vien --district 'ba dinh' --year 2022\n  congdoan index && congdoan facets",
    after_long_help = "Exit codes: 0 done or found, 1 nothing found, 2 trouble (the message ends with the next move), 130 stopped by Ctrl-C.\n\n\
        Examples:\n  congdoan search phát triển đoàn viên\n  congdoan search ket nap doan vien --district 'ba dinh' --year 2022\n  congdoan index && congdoan facets",
    infer_subcommands = false,
    max_term_width = 100
)]
pub struct Args {
    /// What holds for every subcommand.
    #[command(flatten)]
    pub global: Global,
    /// The subcommand.
    #[command(subcommand)]
    pub command: Command,
}

/// Where the index lies unless it is said.
pub const INDEX: &str = "index";
/// What else says it.
pub const INDEX_ENV: &str = "CONGDOAN_INDEX";

/// Options of every subcommand.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Options of every command")]
pub struct Global {
    /// Folder of the index
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        default_value = INDEX,
        env = INDEX_ENV
    )]
    pub index: PathBuf,
    /// Folder of the articles
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        default_value = "corpus",
        env = "CONGDOAN_CORPUS"
    )]
    pub corpus: PathBuf,
    /// Print JSON for programs
    #[arg(long, global = true)]
    pub json: bool,
    /// Colours: auto uses them on a terminal unless NO_COLOR is set
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Say nothing but results and errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Tell more about what is done
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Bring the index up to date with the corpus
    #[command(
        long_about = "Brings the index up to date with the corpus: adds new articles, redoes changed ones, \
        removes those that are gone. A file is taken as unchanged where its size and time of change are. \
        A missing or empty corpus never empties an index, unless --allow-empty says so."
    )]
    Index(Index),
    /// Search for passages
    #[command(
        long_about = "Prints ranked passages with matches and figures marked. Without a query: the newest articles.\n\n\
        Query language: words, \"a phrase\", -without, OR, quận:\"Ba Đình\" (district:), tỉnh:\"Hà Nội\" (province:), \
        năm:2022 or year:2020..2022. A syllable with marks matches as written, one without matches any accentuation; \
        an abbreviation matches its expansion (CĐCS, công đoàn cơ sở). Up to four units (syllables, numbers, \
        abbreviations) are all needed; of a longer query that no passage satisfies, 60 %.\n\n\
        Conditions on figures: đoàn viên >= 1000, CĐCS 20..60, \"kinh phí\" > 1 tỷ, đạt > 100%. The words before the \
        sign end in the noun that is counted; conditions alone rank the largest figure first. A question for a number \
        (bao nhiêu đoàn viên Ba Đình) is answered by figures of that noun. What satisfies or answers is marked.\n\n\
        Without an index it is built from the corpus first."
    )]
    Search(Search),
    /// Count articles by province, district and year
    Facets(Facets),
    /// List the figures of matching passages: who counted how much, where and when
    #[command(
        long_about = "Lists the figures that matching passages state: what they count, where and when, value, target \
        and percent; a fact that an article states twice stands once.\n\n\
        Where the query is itself what figures count (`đoàn viên`, `CĐCS`, `kinh phí`), only figures of that noun \
        are listed; where it holds conditions (`đoàn viên >= 1000`) or asks a question (`bao nhiêu đoàn viên`), \
        only those that satisfy or answer it. --year and --by year mean the period of the figure itself, or \
        its article's year where none is stated.\n\n\
        --by groups and counts, and sums what may be summed: what was done (admitted, founded, given …) of the same \
        noun, unit and period, each fact once; never what there is, what is planned, percents, averages, or \
        figures that are part of others."
    )]
    Figures(Figures),
    /// Complete what is being typed from places and frequent phrases
    #[command(
        long_about = "Completes what is being typed, with or without marks, from the places of the articles and the \
        phrases that they share, the most common first. Where nothing begins with all of it, its last words are completed.\n\n\
        With --district or --province: the names that these flags of the other commands take, a line each, \
        with the place that is meant behind a tab. That needs no index, and is what the scripts of \
        `completions` call."
    )]
    Suggest(Suggest),
    /// Measure the ranking with judged queries
    #[command(
        long_about = "Asks every query of a file and measures the articles found against judgements, as trec_eval does: \
        P@1, MRR@10, nDCG@10, recall at 10 and 100, and the time a first page of results takes. \
        An article ranks by its best passage, and every article that shares a word with the query is ranked, \
        as in a TREC run; --required measures only what `search` would show. \
        Queries without a judgement are left out."
    )]
    Eval(Eval),
    /// Show one article with its figures
    Show(Show),
    /// Show what the indexer understands of a file
    #[command(
        long_about = "Shows what the indexer understands of a file, without an index: title, date, places with \
        their evidence, paragraphs, figures, and the noise that was dropped with its reason."
    )]
    Extract(Extract),
    /// Show the tokens of each field's analyzer
    Analyze(Analyze),
    /// Keep the index up to date as files arrive, until Ctrl-C
    Watch(Watch),
    /// Verify the index against itself and the corpus
    #[command(
        long_about = "Verifies the index: its files against their checksums, every passage against its article, \
        the counts, and whether every file of the corpus is in it. Changes of the corpus since the last run are \
        told, but are no fault. Exit code 1 where something is wrong; the message says what to do."
    )]
    Check,
    /// Show what the index holds, and what takes how much room
    Stats,
    /// Serve the web page and the API, until Ctrl-C
    #[cfg(feature = "serve")]
    #[command(
        long_about = "Serves the web page and the API over HTTP until Ctrl-C. Without an index it is built from \
        the corpus first; later commits of the index are seen without a restart (run `congdoan watch` beside it to \
        keep the index up to date). The address is printed on standard output, the access log on standard error \
        (none with -q).\n\n\
        It is only read, and listens on this machine alone unless --listen says otherwise. Behind a network, put \
        a proxy with TLS before it."
    )]
    Serve(Serve),
    /// Print the completion script of a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// Arguments of `index`.
#[derive(Debug, ClapArgs)]
pub struct Index {
    /// Only articles under these files or folders, which lie inside the corpus
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Build a new index beside the old one and switch to it at the end
    #[arg(long, conflicts_with = "paths")]
    pub rebuild: bool,
    /// Only tell what would be done
    #[arg(long)]
    pub dry_run: bool,
    /// Fail (exit code 2) where a file cannot be read
    #[arg(long)]
    pub strict: bool,
    /// Merge the index into one segment, for the fastest search
    #[arg(long)]
    pub optimize: bool,
    /// Let an empty corpus empty the index
    #[arg(long)]
    pub allow_empty: bool,
    /// Compare contents, whatever size and time of a file say
    #[arg(long)]
    pub checksum: bool,
    /// Threads to use; by default as many as there are cores
    #[arg(long, value_name = "N", value_parser = positive)]
    pub threads: Option<usize>,
}

/// Arguments of `watch`.
#[derive(Debug, ClapArgs)]
pub struct Watch {
    /// Milliseconds without a change before the index is brought up to date
    #[arg(long, value_name = "MS", default_value_t = 300)]
    pub settle: u64,
    /// Seconds after which the whole corpus is looked over anyway; 0 for never
    #[arg(long, value_name = "S", default_value_t = 600)]
    pub rescan: u64,
}

/// Arguments of `serve`.
#[cfg(feature = "serve")]
#[derive(Debug, ClapArgs)]
pub struct Serve {
    /// The address to listen on: HOST:PORT, :PORT, or :0 for any free port
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: crate::web::Listen,
    /// Open the page in the browser
    #[arg(long)]
    pub open: bool,
}

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

/// Arguments of `suggest`.
#[derive(Debug, ClapArgs)]
pub struct Suggest {
    /// What has been typed so far
    #[arg(value_name = "PREFIX")]
    pub prefix: String,
    /// Complete the name of a district as --district takes it, of before and after July 2025
    #[arg(long, conflicts_with = "province")]
    pub district: bool,
    /// Complete the name of a province as --province takes it
    #[arg(long)]
    pub province: bool,
    /// Suggestions to print
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
}

/// Arguments of `eval`.
#[derive(Debug, ClapArgs)]
pub struct Eval {
    /// The queries, one a line: qid TAB query
    #[arg(long, value_name = "FILE")]
    pub queries: PathBuf,
    /// The judgements, one a line: qid 0 id relevance
    #[arg(long, value_name = "FILE")]
    pub qrels: PathBuf,
    /// Take the queries literally: no folding, no expansion, no correction
    #[arg(long)]
    pub exact: bool,
    /// Rank only what has the words that `search` requires
    #[arg(long)]
    pub required: bool,
    /// Then print P@1, nDCG@10 and recall@100 of every query
    #[arg(long, conflicts_with = "json")]
    pub per_query: bool,
}

/// Arguments of `show`.
#[derive(Debug, ClapArgs)]
pub struct Show {
    /// The id or path of the article, as in the results; of a jsonl file also FILE:LINE
    pub article: String,
    /// Mark what this query matches
    #[arg(long, value_name = "QUERY")]
    pub query: Option<String>,
}

/// Arguments of `extract`.
#[derive(Debug, ClapArgs)]
pub struct Extract {
    /// The files
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}

/// Arguments of `analyze`.
#[derive(Debug, ClapArgs)]
pub struct Analyze {
    /// The text; its words are joined by spaces
    #[arg(value_name = "TEXT", required = true)]
    pub text: Vec<String>,
}

fn value(text: &str) -> Result<f64, String> {
    crate::query::value(text)
        .ok_or_else(|| "write a number, such as 1000, 1.000, 70,9 or 1,5 tỷ".to_string())
}

fn positive(text: &str) -> Result<usize, String> {
    match text.parse::<usize>() {
        Ok(0) => Err("give at least 1".to_string()),
        Ok(number) => Ok(number),
        Err(error) => Err(error.to_string()),
    }
}
