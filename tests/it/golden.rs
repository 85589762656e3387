//! Whole outputs as people see them. `SNAPSHOTS=overwrite cargo test --test it golden`
//! writes the files in `tests/expected/` anew; the change is then to be read.

use crate::news::news;

/// Compares the output of a command over the news with `tests/expected/<name>`.
fn golden(name: &str, args: &[&str]) {
    let out = news().run(args).ok();
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/expected")
        .join(name);
    let expected = snapbox::Data::read_from(&file, None).raw();
    // Scores move with every measured change of the weights; `scripts/relevance.sh` measures those.
    let score = regex::Regex::new(r"(?m)^(\d+),\d+\.\d{4},").expect("a pattern");
    let shown = score.replace_all(&out.stdout, "$1,SCORE,").into_owned();
    snapbox::Assert::new()
        .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
        .eq(shown, expected);
}

#[test]
fn search() {
    golden("search.txt", &["search", "công đoàn"]);
}

#[test]
fn search_with_a_notice() {
    golden("relaxed.txt", &["search", "kết nạp đoàn viên thương"]);
}

#[test]
fn search_in_colours() {
    golden("colours.txt", &["search", "--color", "always", "đoàn viên"]);
}

#[test]
fn csv() {
    golden("search.csv", &["search", "--csv", "đoàn viên"]);
}

#[test]
fn facets() {
    golden("facets.txt", &["facets"]);
}

#[test]
fn analyze() {
    golden(
        "analyze.txt",
        &["analyze", "Thành lập 24/52 CĐCS ở Ứng Hoà"],
    );
}
