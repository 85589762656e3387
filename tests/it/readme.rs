//! Runs every command of the `console` blocks of both READMEs as printed, in a copy of the
//! project's samples, and compares what it prints. `SNAPSHOTS=overwrite cargo test --test it
//! readme` writes the outputs into the README anew; the change is then to be read.
//!
//! A line `...` stands for any lines, `[..]` for anything in a line. A block in `sh` holds commands that start from nothing
//! or do not end by themselves: those are not run here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::util::BINARY;

/// A command with the output that the README shows under it.
struct Example {
    command: String,
    shown: String,
}

/// The README's text, cut at its examples: what stands before each, and what follows the last.
struct Readme {
    between: Vec<String>,
    examples: Vec<Example>,
}

fn parse(text: &str) -> Readme {
    let mut readme = Readme {
        between: vec![String::new()],
        examples: Vec::new(),
    };
    let mut inside = false;
    for line in text.split_inclusive('\n') {
        if line.starts_with("```") {
            let opens = !inside && line.trim_end() == "```console";
            if inside {
                readme.between.push(String::new());
            }
            inside = opens;
        } else if inside {
            match line.strip_prefix("$ ") {
                Some(command) => {
                    if readme.between.len() == readme.examples.len() {
                        readme.between.push(String::new());
                    }
                    readme.examples.push(Example {
                        command: command.trim_end().to_string(),
                        shown: String::new(),
                    });
                }
                None => {
                    let last = readme.examples.last_mut().expect("a command above");
                    last.shown.push_str(line);
                }
            }
            continue;
        }
        let last = readme.between.last_mut().expect("never empty");
        last.push_str(line);
    }
    readme
}

/// A folder as a new user has it after the first command: the samples, the judged queries
/// and the program on the path.
fn clone() -> TempDir {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in ["corpus", "tests/relevance"] {
        for entry in walkdir::WalkDir::new(root.join(name)) {
            let entry = entry.expect("a readable sample");
            let path = entry.path().strip_prefix(root).expect("below the root");
            let target: PathBuf = folder.path().join(path);
            if entry.file_type().is_dir() {
                fs::create_dir_all(&target).expect("a folder");
            } else {
                fs::copy(entry.path(), &target).expect("a copy");
            }
        }
    }
    folder
}

fn run(folder: &Path, command: &str) -> String {
    let bin = Path::new(BINARY).parent().expect("a folder of programs");
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", bin.display()))
        .env("COLUMNS", "80")
        .env_remove("CONGDOAN_INDEX")
        .env_remove("CONGDOAN_CORPUS")
        .output()
        .expect("a shell");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.code() == Some(0),
        "`{command}` of the README ends with {:?}:\n{told}",
        output.status.code()
    );
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[cfg(unix)]
#[test]
fn every_command_prints_what_is_shown() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|action| action == "overwrite");
    let folder = clone();
    run(folder.path(), "congdoan index -q");
    for (name, least) in [("README.md", 11), ("README.vi.md", 2)] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let mut readme = parse(&fs::read_to_string(&file).expect("a README"));
        assert!(readme.examples.len() >= least, "{name}");
        for example in &mut readme.examples {
            let printed = run(folder.path(), &example.command);
            let elided = example.shown.contains("[..]") || example.shown.contains("...\n");
            if overwrite && !elided {
                example.shown = printed;
            } else {
                let shown = snapbox::Data::from(example.shown.clone());
                snapbox::Assert::new().eq(printed, shown);
            }
        }
        if overwrite {
            fs::write(&file, written(&readme)).expect("the README is writable");
        }
    }
}

/// The README's text with its examples in their places.
fn written(readme: &Readme) -> String {
    let mut text = String::new();
    for (i, before) in readme.between.iter().enumerate() {
        text.push_str(before);
        if let Some(example) = readme.examples.get(i) {
            text.push_str(&format!("$ {}\n{}", example.command, example.shown));
        }
    }
    text
}
