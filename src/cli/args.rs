//! The arguments as clap reads them, and nothing else.

mod ask;
mod keep;

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

pub use ask::{Facets, Figures, FiguresBy, Filters, Search, Sort};
#[cfg(feature = "serve")]
pub use keep::Serve;
pub use keep::{Index, Watch};

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
/// Where the articles lie unless it is said.
pub const CORPUS: &str = "corpus";
/// What else says where the index lies.
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
        default_value = CORPUS,
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

fn positive(text: &str) -> Result<usize, String> {
    match text.parse::<usize>() {
        Ok(0) => Err("give at least 1".to_string()),
        Ok(number) => Ok(number),
        Err(error) => Err(error.to_string()),
    }
}
