//! The harness: a folder with a corpus and an index, a runner for the real command, and
//! failures that tell the command, the folder and both outputs.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tempfile::TempDir;

/// The command under test.
pub const BINARY: &str = env!("CARGO_BIN_EXE_congdoan");

/// A folder with a `corpus/` and, once indexed, an `index/`.
pub struct World {
    root: PathBuf,
    /// Removes the folder in the end; none where it is shared by all tests.
    _guard: Option<TempDir>,
}

impl World {
    /// An empty world, its `corpus/` included.
    pub fn new() -> World {
        // A commit syncs to the disk; in memory, hundreds of small indexes cost nothing.
        let memory = Path::new("/dev/shm");
        let dir = match memory.is_dir() {
            true => tempfile::tempdir_in(memory).or_else(|_| tempfile::tempdir()),
            false => tempfile::tempdir(),
        };
        let dir = dir.expect("a temporary folder");
        fs::create_dir(dir.path().join("corpus")).expect("a corpus folder");
        World {
            root: dir.path().to_path_buf(),
            _guard: Some(dir),
        }
    }

    /// A world that many tests read and none changes. It stays after the run, since nothing
    /// ends later than the tests; the next run removes it.
    pub fn fixture(name: &str) -> World {
        let parent = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let prefix = format!("{name}-");
        for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
            let ours = entry.file_name().to_string_lossy().starts_with(&prefix);
            let age = entry.metadata().and_then(|data| data.modified()).ok();
            let old = age.and_then(|age| age.elapsed().ok()) > Some(Duration::from_secs(600));
            if ours && old {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
        let root = parent.join(format!("{prefix}{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("corpus")).expect("a corpus folder");
        World { root, _guard: None }
    }

    /// A world with these files in its corpus.
    pub fn with<C: AsRef<[u8]>>(files: &[(&str, C)]) -> World {
        let world = World::new();
        for (path, content) in files {
            world.write(path, content);
        }
        world
    }

    /// The same, indexed.
    pub fn indexed<C: AsRef<[u8]>>(files: &[(&str, C)]) -> World {
        let world = World::with(files);
        world.run(["index"]).ok();
        world
    }

    /// The world's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path in the corpus.
    pub fn corpus(&self, path: &str) -> PathBuf {
        self.root().join("corpus").join(path)
    }

    /// A path in the index.
    pub fn index(&self, path: &str) -> PathBuf {
        self.root().join("index").join(path)
    }

    /// Writes a file of the corpus, with a time of change that differs from all before.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.corpus(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(&path, content).expect("a file");
        let file = fs::File::options().write(true).open(&path);
        let stamped = file.and_then(|file| file.set_modified(SystemTime::now()));
        stamped.expect("a time of change");
    }

    /// Removes a file or folder of the corpus.
    pub fn remove(&self, path: &str) {
        let path = self.corpus(path);
        let removed = match path.is_dir() {
            true => fs::remove_dir_all(&path),
            false => fs::remove_file(&path),
        };
        removed.expect("removed");
    }

    /// The command with these arguments, run in the world's folder.
    pub fn run<I>(&self, args: I) -> Run
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        Run::new(self.root(), args)
    }

    /// `search --json` with these arguments: the object, whatever was found.
    pub fn search(&self, args: &[&str]) -> Value {
        let out = self.run(["search", "--json"]).args(args).output();
        if out.code == Some(2) {
            out.fail("expected an answer");
        }
        out.json()
    }

    /// The ids of the articles that a search finds, sorted.
    pub fn found(&self, args: &[&str]) -> Vec<String> {
        let mut all = vec!["--limit", "1000", "--per-article", "1"];
        all.extend(args);
        let mut ids = ids(&self.search(&all));
        ids.sort();
        ids
    }

    /// `index --json` with these arguments.
    pub fn update(&self, args: &[&str]) -> Value {
        self.run(["index", "--json"]).args(args).ok().json()
    }
}

/// The article ids of the hits, in their order.
pub fn ids(answer: &Value) -> Vec<String> {
    let hits = answer["hits"].as_array().expect("hits");
    let id = |hit: &Value| hit["article"]["id"].as_str().expect("an id").to_string();
    hits.iter().map(id).collect()
}

/// The kinds of the notices.
pub fn notices(answer: &Value) -> Vec<String> {
    let notices = answer["notices"].as_array().expect("notices");
    let kind = |notice: &Value| notice["kind"].as_str().expect("a kind").to_string();
    notices.iter().map(kind).collect()
}

/// The counts of a facet as `value: count`, in their order.
pub fn counts(answer: &Value, facet: &str) -> Vec<String> {
    let values = answer["facets"][facet].as_array().expect("a facet");
    let mut counts = Vec::new();
    for value in values {
        let name = match &value["value"] {
            Value::String(name) => name.clone(),
            other => other.to_string(),
        };
        counts.push(format!("{name}: {}", value["count"]));
    }
    counts
}

/// The number at `key`.
pub fn number(value: &Value, key: &str) -> u64 {
    let found = value.pointer(key).and_then(Value::as_u64);
    found.unwrap_or_else(|| panic!("no number at {key} in {value}"))
}

/// What the span `start..end` of a JSON object says, counted in code points.
pub fn piece(text: &str, span: &Value) -> String {
    let (start, end) = (number(span, "/start"), number(span, "/end"));
    assert!(start < end, "{span} is empty");
    let piece: String = text
        .chars()
        .skip(start as usize)
        .take((end - start) as usize)
        .collect();
    assert_eq!(
        piece.chars().count() as u64,
        end - start,
        "{span} in {text:?}"
    );
    piece
}

/// The folder of shared data, where it exists.
pub fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("CONGDOAN_SHARED").map(PathBuf::from);
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = named.unwrap_or_else(beside);
    folder.join("data").is_dir().then_some(folder)
}

/// One run of the command.
pub struct Run {
    command: Command,
    folder: PathBuf,
}

impl Run {
    /// The command with these arguments, to be run in `folder`, whose environment is bare.
    pub fn new<I>(folder: &Path, args: I) -> Run
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        let mut command = Command::new(BINARY);
        command.args(args).current_dir(folder).stdin(Stdio::null());
        for name in [
            "CONGDOAN_INDEX",
            "CONGDOAN_CORPUS",
            "NO_COLOR",
            "CLICOLOR",
            "CLICOLOR_FORCE",
        ] {
            command.env_remove(name);
        }
        Run {
            command,
            folder: folder.to_path_buf(),
        }
    }

    /// More arguments.
    pub fn args<I>(mut self, args: I) -> Run
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        self.command.args(args);
        self
    }

    /// A variable of the environment.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Run {
        self.command.env(name, value);
        self
    }

    /// The command itself, for what the harness has no words for.
    pub fn command(self) -> Command {
        self.command
    }

    /// Runs it.
    pub fn output(mut self) -> Output {
        let out = self.command.output().expect("the command starts");
        let mut line = String::new();
        for arg in std::iter::once(self.command.get_program()).chain(self.command.get_args()) {
            let arg = arg.to_string_lossy();
            let short: String = arg.chars().take(200).collect();
            let _ = write!(line, "{short:?} ");
        }
        Output {
            line,
            folder: self.folder,
            code: out.status.code(),
            stdout: text(out.stdout),
            stderr: text(out.stderr),
        }
    }

    /// Runs it and asks for exit code 0.
    pub fn ok(self) -> Output {
        self.exits(0)
    }

    /// Runs it and asks for this exit code.
    pub fn exits(self, code: i32) -> Output {
        let out = self.output();
        if out.code != Some(code) {
            out.fail(&format!("expected exit code {code}"));
        }
        out
    }

    /// Runs it and asks for trouble: exit code 2, nothing on stdout, and on stderr a message
    /// that holds `part` and names a next move.
    pub fn trouble(self, part: &str) -> Output {
        let out = self.exits(2);
        if !out.stdout.is_empty() {
            out.fail("expected nothing on stdout");
        }
        if !out.stderr.contains(part) {
            out.fail(&format!("expected {part:?} on stderr"));
        }
        if !names_a_move(&out.stderr) {
            out.fail("expected a next move at the end of the message");
        }
        out
    }
}

/// Whether a message ends with what to do: its last clause has a verb for the reader, or
/// names a command, an option or a spelling to use.
fn names_a_move(message: &str) -> bool {
    const VERBS: [&str; 14] = [
        "run", "name", "give", "try", "see", "write", "make", "wait", "use", "mend", "remove",
        "choose", "put", "say",
    ];
    let last = message.trim_end().lines().last().unwrap_or_default();
    let cut = last.rfind(": ").max(last.rfind("; "));
    let clause = cut.map_or("", |at| &last[at + 2..]);
    let verb = clause.split(|c: char| !c.is_alphabetic()).next();
    verb.is_some_and(|verb| VERBS.contains(&verb))
        || clause.contains(['`', '-', '?'])
        || last == "For more information, try '--help'."
}

/// What a run left behind.
#[derive(Debug)]
pub struct Output {
    line: String,
    folder: PathBuf,
    /// The exit code; none where a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Output {
    /// The one JSON value on stdout.
    pub fn json(&self) -> Value {
        match serde_json::from_str(&self.stdout) {
            Ok(value) => value,
            Err(error) => self.fail(&format!("expected JSON on stdout: {error}")),
        }
    }

    /// The JSON values on stdout, one a line.
    pub fn json_lines(&self) -> Vec<Value> {
        let mut values = Vec::new();
        for line in self.stdout.lines() {
            match serde_json::from_str(line) {
                Ok(value) => values.push(value),
                Err(error) => self.fail(&format!("expected a JSON value on each line: {error}")),
            }
        }
        values
    }

    /// Fails, telling all there is to know.
    pub fn fail(&self, reason: &str) -> ! {
        let mut listing = String::new();
        for entry in walkdir::WalkDir::new(&self.folder)
            .max_depth(3)
            .sort_by_file_name()
        {
            let Ok(entry) = entry else { continue };
            if let Ok(inner) = entry.path().strip_prefix(&self.folder) {
                let _ = writeln!(listing, "  {}", inner.display());
            }
        }
        panic!(
            "{reason}\n\ncommand: {}\nfolder:  {}\n{listing}\nexit code: {:?}\nstdout:\n{}\nstderr:\n{}\n",
            self.line,
            self.folder.display(),
            self.code,
            self.stdout,
            self.stderr
        );
    }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("output is UTF-8")
}
