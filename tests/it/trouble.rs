//! Trouble: exit code 2, nothing on stdout, and a message that ends with the next move.

use crate::news::news;
use crate::util::{Run, World};

#[test]
fn an_unknown_district_names_candidates() {
    let out = news()
        .run(["search", "--district", "Ba Dinhh", "x"])
        .trouble("Ba Dinhh");
    assert!(out.stderr.starts_with("congdoan: "), "{}", out.stderr);
    for command in ["search", "facets"] {
        for name in ["Nơi Không Có", "", "…", "🙂", "123"] {
            let out = news().run([command, "--district", name]).exits(2);
            assert_eq!(out.stdout, "", "{name}");
            assert!(out.stderr.contains('`'), "{}", out.stderr);
        }
    }
    news()
        .run(["search", "--province", "Nơi Không Có"])
        .trouble("no province is called");
    news()
        .run(["search", "--district", "Hà Nội"])
        .trouble("use --province 'Hà Nội'");
    news()
        .run(["search", "--province", "Ba Đình"])
        .trouble("use --district 'Ba Đình'");
    for (query, part) in [
        ("quận:\"Thường Tính\"", "did you mean"),
        ("quận:\"Thường Tính\"", "Thường Tín"),
        ("quận:\"Hà Nội\"", "`province:\"Hà Nội\"`"),
        ("quận:\"Nơi Không Có\"", "its words are searched instead"),
    ] {
        let answer = news().search(&[query]);
        assert_eq!(crate::util::notices(&answer), ["place"], "{query}");
        let text = answer["notices"][0]["text"].as_str().expect("a text");
        assert!(text.contains(part), "{part} in {text}");
    }
    let out = news()
        .run(["search", "--json", "--district", "Nơi Không Có", "x"])
        .exits(2);
    assert_eq!(out.stdout, "", "no half of an object");
}

#[test]
fn an_ambiguous_district_names_all_of_them() {
    // A district of Hà Nội and a town of Nghệ An.
    let out = news()
        .run(["search", "--district", "Hoàng Mai"])
        .trouble("several places");
    for part in ["Hà Nội", "Nghệ An"] {
        assert!(out.stderr.contains(part), "{part} in {}", out.stderr);
    }
    // What the index holds of them is the next move.
    let world = World::indexed(&[
        (
            "a.txt",
            "---\ndistrict: quận Hoàng Mai, Hà Nội\n---\nMột\n\nBài thứ nhất.\n",
        ),
        ("b.txt", "Hai\n\nBài thứ hai.\n"),
    ]);
    for command in ["search", "facets", "figures"] {
        let out = world.run([command, "--district", "Hoàng Mai", "bài"]);
        let out = out.trouble("several places");
        let advice = "thị xã Hoàng Mai, Nghệ An; the index has articles of quận Hoàng Mai, Hà Nội alone: use --district 'quận Hoàng Mai, Hà Nội'\n";
        assert!(out.stderr.ends_with(advice), "{}", out.stderr);
    }
    let found = world.found(&["--district", "quận Hoàng Mai, Hà Nội", "bài"]);
    assert_eq!(found, ["a.txt"]);
    world
        .run(["search", "--district", "Châu Thành"])
        .trouble("name one in full, such as --district 'huyện Châu Thành, Tây Ninh'");
    world.write(
        "c.txt",
        "---\ndistrict: thị xã Hoàng Mai, Nghệ An\n---\nBa\n\nBài thứ ba.\n",
    );
    world.update(&[]);
    world
        .run(["search", "--district", "Hoàng Mai"])
        .trouble("articles of quận Hoàng Mai, Hà Nội (1) and thị xã Hoàng Mai, Nghệ An (1): name one, for example by --district");
    // In a query it is a notice, and all of them count.
    let answer = news().search(&["district:\"Hoàng Mai\""]);
    assert_eq!(crate::util::notices(&answer), ["place"]);
    assert!(
        answer["notices"][0]["candidates"]
            .as_array()
            .is_some_and(|all| all.len() > 1),
        "{answer}"
    );
}

#[test]
fn a_year_or_date_that_is_none_says_how_to_write_one() {
    for year in ["22", "abc", "2020...x", "", "20222"] {
        let out = news().run(["search", "--year", year]).exits(2);
        assert_eq!(out.stdout, "");
        assert!(out.stderr.contains("2020..2022"), "{}", out.stderr);
    }
    for date in ["2022", "15/13/2022", "2022-13-01", "hôm qua"] {
        for flag in ["--since", "--until"] {
            let out = news().run(["search", flag, date]).exits(2);
            assert_eq!(out.stdout, "");
            for part in [flag, "2020-05-20", "20/05/2020"] {
                assert!(out.stderr.contains(part), "{part} in {}", out.stderr);
            }
        }
    }
}

#[test]
fn unknown_commands_and_options_are_trouble() {
    for args in [
        vec![],
        vec!["serch"],
        vec!["search", "--no-such"],
        vec!["show"],
        vec!["search", "--sort", "best"],
        vec!["--color", "blue", "search"],
    ] {
        let out = news().run(&args).exits(2);
        assert_eq!(out.stdout, "", "{args:?}");
        assert!(
            out.stderr.starts_with("congdoan: "),
            "{args:?}: {}",
            out.stderr
        );
        assert!(
            out.stderr.contains("--help") || out.stderr.contains("Usage"),
            "{args:?}: {}",
            out.stderr
        );
    }
    let out = news().run(["serch"]).exits(2);
    assert!(out.stderr.contains("search"), "{}", out.stderr);
}

#[test]
fn a_missing_corpus_says_how_to_name_another() {
    let nowhere = tempfile::tempdir().expect("a folder");
    for args in [
        vec!["index"],
        vec!["search", "x"],
        vec!["facets"],
        vec!["show", "x"],
    ] {
        let out = Run::new(nowhere.path(), &args).trouble("corpus");
        assert!(out.stderr.contains("--corpus"), "{args:?}: {}", out.stderr);
    }
    let out = Run::new(nowhere.path(), ["index", "--corpus", "không có"]).trouble("không có");
    assert!(
        out.stderr.trim_end().ends_with("--corpus DIR"),
        "{}",
        out.stderr
    );
    let left: Vec<_> = nowhere.path().read_dir().expect("a folder").collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_corpus_or_index_that_is_a_file_is_trouble() {
    let world = World::with(&[("a.txt", "Một\n\nHai ba.\n")]);
    std::fs::write(world.root().join("file"), "x").expect("a file");
    for args in [
        ["index", "--corpus", "file"],
        ["index", "--index", "file"],
        ["index", "--index", "file/inner"],
        ["search", "--index", "file"],
    ] {
        let out = world.run(args).exits(2);
        assert_eq!(out.stdout, "", "{args:?}");
        assert!(out.stderr.contains("file"), "{args:?}: {}", out.stderr);
    }
    assert_eq!(
        std::fs::read_to_string(world.root().join("file")).expect("still there"),
        "x"
    );
}

#[test]
fn a_missing_file_comes_before_any_output() {
    let world = World::with(&[("a.txt", "Một\n\nHai ba.\n")]);
    for json in [&["--json"][..], &[]] {
        let run = world.run(["extract", "corpus/a.txt", "none.txt"]);
        run.args(json).trouble("none.txt");
        let out = world.run(["extract", "corpus/a.txt"]).args(json).ok();
        assert!(out.stdout.contains("Hai ba."), "{}", out.stdout);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_of_files_send_no_commands_to_the_terminal() {
    use std::os::unix::ffi::OsStrExt;

    let name = "\u{1b}[31mđỏ\u{1b}[0m\nb.txt";
    let world = World::indexed(&[(name, "Một\n\nBài của tổ hoà giải.\n"), ("c.txt", "")]);
    world.write("\u{1b}[2Jtrống.txt", "");
    let odd = std::ffi::OsStr::from_bytes(b"kh\xf4ng.txt");
    std::fs::write(world.corpus("").join(odd), "Một\n\nHai.\n").expect("a file");
    let path = format!("corpus/{name}");
    for args in [
        &["search", "hoà giải"][..],
        &["show", name],
        &["index"],
        &["index", &path],
        &["check"],
        &["extract", &path],
        &["show", "\u{1b}[5m"],
        &["extract", "\u{1b}[5m.txt"],
        &["--color", "always", "search", "no\u{1b}such"],
    ] {
        let out = world.run(args).output();
        let control = |text: &str| text.contains(|c: char| c.is_control() && c != '\n');
        assert!(
            !control(&out.stdout) && !control(&out.stderr),
            "{args:?}: {out:?}"
        );
    }
    let report = world.update(&[]);
    let skipped = crate::life::skipped(&report);
    assert!(
        skipped
            .iter()
            .any(|skip| skip == "kh\u{fffd}ng.txt: its name is not UTF-8; rename it"),
        "{skipped:?}"
    );
}

#[test]
fn messages_are_one_line_in_lower_case() {
    let world = World::with(&[("a.txt", "Một\n\nHai ba.\n")]);
    for args in [
        vec!["index", "/etc"],
        vec!["search", "--district", "Nơi Không Có"],
        vec!["index", "--corpus", "none"],
        vec!["extract", "none.txt"],
    ] {
        let out = world.run(&args).exits(2);
        let message = out.stderr.trim_end();
        assert_eq!(message.lines().count(), 1, "{message}");
        let text = message
            .strip_prefix("congdoan: ")
            .unwrap_or_else(|| out.fail("expected the command's name"));
        assert!(text.starts_with(|c: char| !c.is_uppercase()), "{message}");
        assert!(!message.ends_with('.'), "{message}");
        assert!(!message.contains("panicked"), "{message}");
    }
}

#[test]
fn a_folder_without_an_index_is_named_before_one_is_built_there() {
    let world = World::with(&[("a.txt", "Một\n\nBài thứ nhất.\n")]);
    let out = world.run(["search", "bài"]).ok();
    let plain = "congdoan: no index in index yet: building it from corpus\n";
    assert!(out.stderr.starts_with(plain), "{}", out.stderr);
    for command in ["search", "facets", "suggest"] {
        let folder = format!("slip-{command}");
        let out = world.run([command, "--index", &folder, "bài"]).output();
        let told = format!(
            "congdoan: no index in {folder} yet (named by --index): building a new one there from corpus; "
        );
        assert!(out.stderr.starts_with(&told), "{}", out.stderr);
        let out = world.run([command, "--index", &folder, "bài"]).output();
        assert_eq!(out.stderr, "", "it is there now");
    }
    let out = world
        .run(["figures", "bài"])
        .env("CONGDOAN_INDEX", "slip-env");
    let out = out.exits(1);
    let told = "congdoan: no index in slip-env yet (named by CONGDOAN_INDEX): ";
    assert!(out.stderr.starts_with(told), "{}", out.stderr);
    for command in ["stats", "check"] {
        let out = world.run([command, "--index", "nowhere"]);
        let out = out.trouble("there is no index in nowhere: name another folder with --index");
        let next = ", or run `congdoan index --index nowhere`\n";
        assert!(out.stderr.ends_with(next), "{}", out.stderr);
        assert!(!world.root().join("nowhere").exists());
    }
}
