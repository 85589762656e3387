//! Keeps the rules of the source: direction of imports, length of files, what a layer may
//! do, and that every path the documents name is there.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use regex::Regex;

/// No source file is longer, unless it is a table.
const LONGEST: usize = 500;

/// Tables, which may be as long as what they list; so may files of test cases.
const TABLES: [&str; 1] = ["tests/it/figures_gold.rs"];

/// Files of the search that have no part in the order of hits.
const RANKS_NOTHING: [&str; 4] = [
    "src/search/correct.rs",
    "src/search/facts.rs",
    "src/search/told_once.rs",
    "src/search/restore.rs",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every `.rs` file below `folder`, by its path relative to the project, with its text.
fn sources(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(root().join(folder)).sort_by_file_name() {
        let entry = entry.expect("an entry");
        if entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "rs")
        {
            let inner = entry
                .path()
                .strip_prefix(root())
                .expect("inside the project");
            let text = fs::read_to_string(entry.path()).expect("a source file");
            found.push((inner.to_string_lossy().replace('\\', "/"), text));
        }
    }
    assert!(!found.is_empty(), "no source in {folder}");
    found
}

/// The lines of code of a file, without its tests and comments, numbered from 1. An item
/// for tests ends where a line at its own depth closes it, or at once with `;`.
fn code<'a>(path: &str, text: &'a str) -> Vec<(usize, &'a str)> {
    let mut lines = Vec::new();
    if path.ends_with("tests.rs") {
        return lines;
    }
    let mut skipped: Option<String> = None;
    for (i, line) in text.lines().enumerate() {
        if let Some(depth) = &skipped {
            let own = line.strip_prefix(depth.as_str()).unwrap_or_default();
            let deeper = own.is_empty() || own.starts_with([' ', '}', '#']);
            let ends = own.ends_with(';') || own.starts_with('}') || own.ends_with('}');
            if ends && (!deeper || own.starts_with('}')) {
                skipped = None;
            }
            continue;
        }
        if line.trim() == "#[cfg(test)]" {
            skipped = Some(line[..line.len() - line.trim_start().len()].to_string());
            continue;
        }
        let line = match line.find("//") {
            Some(at) if !line[..at].contains('"') => &line[..at],
            _ => line,
        };
        lines.push((i + 1, line));
    }
    lines
}

/// The module of a file: `src/text/fold.rs` is of `text`, `src/error.rs` of `error`.
fn module(path: &str) -> &str {
    let inner = path.strip_prefix("src/").unwrap_or(path);
    let first = inner.split('/').next().unwrap_or(inner);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// The modules of `src/lib.rs`, in their order.
fn order() -> HashMap<String, usize> {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("src/lib.rs");
    let line = Regex::new(r"(?m)^(?:pub )?mod (\w+);").expect("a pattern");
    let names = line.captures_iter(&lib).map(|found| found[1].to_string());
    names.enumerate().map(|(i, name)| (name, i)).collect()
}

/// Fails with every finding at once.
fn none(findings: Vec<String>) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

/// The modules that `crate::` paths of a line name, groups in braces included.
fn named_modules(line: &str) -> Vec<String> {
    static PATTERNS: OnceLock<[Regex; 2]> = OnceLock::new();
    let [single, group] = PATTERNS.get_or_init(|| {
        [r"\bcrate::(\w+)", r"\bcrate::\{(.*)"].map(|text| Regex::new(text).expect("a pattern"))
    });
    let mut names: Vec<String> = single
        .captures_iter(line)
        .map(|found| found[1].to_string())
        .collect();
    if let Some(found) = group.captures(line) {
        let mut depth = 0;
        for part in found[1].split_inclusive([',', '{', '}']) {
            let name = part.trim_matches(|c: char| !(c.is_alphanumeric() || c == '_'));
            if depth == 0 && !name.is_empty() {
                names.push(name.split("::").next().unwrap_or(name).to_string());
            }
            depth += part.matches('{').count() as i32 - part.matches('}').count() as i32;
        }
    }
    names
}

#[test]
fn a_module_imports_only_from_modules_above_it() {
    let order = order();
    assert!(order.len() > 8, "{order:?}");
    let comment = Regex::new(r"(?m)^\s*//.*$").expect("a pattern");
    let mut findings = Vec::new();
    for (path, text) in sources("src") {
        let Some(&own) = order.get(module(&path)) else {
            continue;
        };
        let depth = path.matches('/').count() + usize::from(!path.ends_with("mod.rs")) - 1;
        let whole = comment.replace_all(&text, "").to_string();
        for (i, line) in whole.lines().enumerate() {
            for name in named_modules(line) {
                if order.get(&name).is_some_and(|&other| other > own) {
                    findings.push(format!("{path}:{} imports upward from `{name}`", i + 1));
                }
            }
            let inside_tests = usize::from(text.contains("mod tests {"));
            if line.matches("super::").count() > depth + inside_tests
                && line.contains("super::super::")
            {
                findings.push(format!(
                    "{path}:{} reaches the crate's root through super",
                    i + 1
                ));
            }
        }
    }
    none(findings);
}

#[test]
fn the_check_of_imports_sees_every_form() {
    assert_eq!(named_modules("use crate::index::Reader;"), ["index"]);
    assert_eq!(
        named_modules("use crate::{Error, search::{Hit, rank}, text};"),
        ["Error", "search", "text"]
    );
    assert_eq!(
        named_modules("let x: crate::web::Page = crate::cli::run();"),
        ["web", "cli"]
    );
}

#[test]
fn only_tests_are_passed_over() {
    let text = "use a;\n#[cfg(test)]\nmod tests;\npub use b;\nmod c {\n    #[cfg(test)]\n    fn d() {\n        \
                e();\n    }\n    f(); // said\n}\n#[cfg(test)]\nmod g {\n    h();\n}\ni();\n";
    let lines: Vec<(usize, &str)> = code("src/x.rs", text);
    let expected = [
        (1, "use a;"),
        (4, "pub use b;"),
        (5, "mod c {"),
        (10, "    f(); "),
        (11, "}"),
        (16, "i();"),
    ];
    assert_eq!(lines, expected);
    assert_eq!(code("src/x/tests.rs", text), []);
}

#[test]
fn no_file_is_too_long() {
    let mut findings = Vec::new();
    for folder in ["src", "benches", "tests"] {
        for (path, text) in sources(folder) {
            let lines = text.lines().count();
            let listed = TABLES.contains(&path.as_str()) || path.ends_with("/tests.rs");
            if lines > LONGEST && !listed {
                findings.push(format!("{path} has {lines} lines, over {LONGEST}"));
            }
        }
    }
    none(findings);
}

#[test]
fn every_file_says_what_it_is_for() {
    let mut findings = Vec::new();
    for folder in ["src", "tests/it"] {
        for (path, text) in sources(folder) {
            if !text.starts_with("//! ") {
                findings.push(format!("{path} does not open with //!"));
            }
        }
    }
    none(findings);
}

#[test]
fn only_the_edges_print_exit_and_read_the_surroundings() {
    let edges = ["src/cli/", "src/web/", "src/main.rs"];
    let forbidden = [
        "println!",
        "print!(",
        "eprintln!",
        "dbg!(",
        "process::exit",
        "env::var",
        "env::args",
        "SystemTime::now",
        "Zoned::now",
        "Timestamp::now",
        "stdin()",
        "stdout()",
        "stderr()",
    ];
    let mut findings = Vec::new();
    for (path, text) in sources("src") {
        if edges.iter().any(|edge| path.starts_with(edge)) {
            continue;
        }
        for (number, line) in code(&path, &text) {
            for word in forbidden.iter().filter(|word| line.contains(**word)) {
                findings.push(format!("{path}:{number} uses {word}"));
            }
        }
    }
    none(findings);
}

#[test]
fn the_pure_modules_do_no_io_and_know_no_engine() {
    let mut findings = Vec::new();
    for folder in ["src/text", "src/article", "src/query"] {
        for (path, text) in sources(folder) {
            for (number, line) in code(&path, &text) {
                for word in [
                    "std::fs",
                    "std::io",
                    "std::net",
                    "std::env",
                    "std::process",
                    "std::time",
                    "tantivy",
                ] {
                    if line.contains(word) {
                        findings.push(format!("{path}:{number} uses {word}"));
                    }
                }
            }
        }
    }
    none(findings);
}

#[test]
fn code_outside_tests_does_not_unwrap() {
    let mut findings = Vec::new();
    for (path, text) in sources("src") {
        for (number, line) in code(&path, &text) {
            if [".unwrap()", "todo!(", "unimplemented!(", "unsafe "]
                .iter()
                .any(|word| line.contains(word))
            {
                findings.push(format!("{path}:{number}: {}", line.trim()));
            }
        }
    }
    none(findings);
}

#[test]
fn html_is_escaped_in_one_place() {
    let files: Vec<String> = sources("src")
        .into_iter()
        .filter(|(path, text)| {
            !path.starts_with("src/extract/")
                && code(path, text)
                    .iter()
                    .any(|(_, line)| line.contains("&lt;"))
        })
        .map(|(path, _)| path)
        .collect();
    assert!(files.len() <= 1, "{files:?}");
}

#[test]
fn ranking_weights_stand_in_the_table() {
    // A number with a fraction in the search is a weight, but for the neutral ones.
    let number = Regex::new(r"\b\d+\.\d+").expect("a pattern");
    let mut findings = Vec::new();
    for (path, text) in sources("src/search") {
        if path.ends_with("/rank.rs") || RANKS_NOTHING.contains(&path.as_str()) {
            continue;
        }
        for (line_number, line) in code(&path, &text) {
            for found in number.find_iter(line) {
                if !["0.0", "1.0"].contains(&found.as_str()) {
                    findings.push(format!("{path}:{line_number} holds {}", found.as_str()));
                }
            }
        }
    }
    none(findings);
}

/// The documents for people: at the root, in `docs/`, and beside the samples and tests.
fn documents() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in [
        "",
        "docs",
        "corpus",
        "tests",
        "tests/truth",
        "tests/relevance",
        "tests/figures",
        "benches",
        "fuzz",
        "index",
    ] {
        let Ok(entries) = fs::read_dir(root().join(folder)) else {
            continue;
        };
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|extension| extension == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_path_in_the_documents_is_there() {
    let link = Regex::new(r"\]\(([^)\s#]+)(?:#[^)]*)?\)").expect("a pattern");
    let quoted =
        Regex::new(r"`((?:src|tests|scripts|benches|fuzz|docs|\.ci)/[^`\s]*)`").expect("a pattern");
    let mut findings = Vec::new();
    for document in documents() {
        let text = fs::read_to_string(&document).expect("a document");
        let name = document
            .strip_prefix(root())
            .expect("inside")
            .display()
            .to_string();
        let folder = document.parent().expect("a folder");
        for found in link.captures_iter(&text) {
            let target = &found[1];
            if !target.contains(':') && !folder.join(target).exists() {
                findings.push(format!("{name}: {target} is not there"));
            }
        }
        for found in quoted.captures_iter(&text) {
            // `src/noise/<rule>.rs` and `pages/NNN.txt` stand for many.
            let path = found[1].trim_end_matches(|c: char| !(c.is_alphanumeric() || c == '/'));
            let pattern = found[1].contains(['<', '*', '{', '…']) || path.contains("NNN");
            if !pattern && !root().join(path).exists() {
                findings.push(format!("{name}: {path} is not there"));
            }
        }
    }
    none(findings);
}

/// The scripts and sources, whose comments name documents too.
fn programs() -> Vec<(String, String)> {
    let mut found = sources("src");
    found.extend(sources("tests"));
    for folder in ["benches", "scripts", ".ci", "fuzz/fuzz_targets"] {
        for entry in walkdir::WalkDir::new(root().join(folder)).sort_by_file_name() {
            let entry = entry.expect("an entry");
            let name = entry.path().strip_prefix(root()).expect("inside");
            if entry.file_type().is_file() {
                let text = fs::read_to_string(entry.path()).expect("a text");
                found.push((name.to_string_lossy().replace('\\', "/"), text));
            }
        }
    }
    found
}

#[test]
fn every_document_that_a_program_names_is_there() {
    let document = Regex::new(r"\b(?:docs/)?[A-Z]{4,}\.md\b").expect("a pattern");
    let mut findings = Vec::new();
    for (path, text) in programs() {
        for (i, line) in text.lines().enumerate() {
            let comment = line.trim_start().starts_with(['/', '#']);
            for found in document.find_iter(line).filter(|_| comment) {
                let beside = root().join(&path).with_file_name(found.as_str());
                if !root().join(found.as_str()).exists() && !beside.exists() {
                    let number = i + 1;
                    findings.push(format!("{path}:{number}: {} is not there", found.as_str()));
                }
            }
        }
    }
    none(findings);
}

#[test]
fn every_test_file_is_part_of_the_one_binary() {
    let main = fs::read_to_string(root().join("tests/it/main.rs")).expect("tests/it/main.rs");
    let mut findings = Vec::new();
    for (path, _) in sources("tests") {
        let name = module(path.strip_prefix("tests/it/").unwrap_or(&path));
        if !path.starts_with("tests/it/") {
            findings.push(format!("{path} is never built: move it to tests/it/"));
        } else if name != "main" && !main.contains(&format!("mod {name};")) {
            findings.push(format!("{path} is not named in tests/it/main.rs"));
        }
    }
    none(findings);
}
