//! Completion of the names behind `--district` and `--province`: by `suggest`, and in a shell.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::news::news;
use crate::util::{BINARY, World};

fn names(args: &[&str]) -> Vec<String> {
    // the embedded names need no index
    let world = World::new();
    let out = world.run(["suggest"]).args(args).output();
    let first = |line: &str| line.split('\t').next().unwrap_or("").to_string();
    out.stdout.lines().map(first).collect()
}

#[test]
fn names_of_places_are_completed_across_the_reform() {
    assert_eq!(names(&["--district", "ba đì"]), ["Ba Đình"]);
    assert_eq!(names(&["--district", "tay h"]), ["Tây Hòa", "Tây Hồ"]);
    assert!(names(&["--district", "phuong tay h"]).contains(&"phường Tây Hồ".to_string()));
    assert_eq!(
        names(&["--district", "Hoàng M"]),
        ["Hoàng Mai, Hà Nội", "Hoàng Mai, Nghệ An"]
    );
    assert!(names(&["--district", "châu thành"]).contains(&"Châu Thành, Long An".to_string()));
    assert_eq!(names(&["--province", "hà t"]), ["Hà Tây", "Hà Tĩnh"]);
    assert_eq!(
        names(&["--province", "binh d"]),
        ["Bình Dương", "Bình Định"]
    );
    assert_eq!(names(&["--district", "--limit", "3", ""]).len(), 3);
    let world = World::new();
    world.run(["suggest", "--district", "xyz"]).exits(1);
    world
        .run(["suggest", "--district", "--province", "x"])
        .exits(2);
    let answer = world
        .run(["suggest", "--json", "--district", "sơn tây"])
        .ok()
        .json();
    let paths: Vec<&Value> = answer["suggestions"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| &one["path"])
        .collect();
    assert_eq!(
        json!(paths),
        json!(["/Hà Nội/Sơn Tây", "/Quảng Ngãi/Sơn Tây"])
    );
    assert_eq!(answer["suggestions"][0]["name"], "thị xã Sơn Tây, Hà Nội");
}

#[test]
fn every_completed_name_is_taken_by_the_flag() {
    for (flag, prefixes) in [
        (
            "--district",
            [
                "ba đ",
                "hoàng m",
                "ky anh",
                "quận 1",
                "thu duc",
                "xã phúc t",
            ],
        ),
        (
            "--province",
            ["hà", "thừa", "ho chi", "bà r", "tỉnh k", "hu"],
        ),
    ] {
        for prefix in prefixes {
            let found = names(&[flag, prefix]);
            assert!(!found.is_empty(), "{flag} {prefix}");
            for name in found {
                let out = news().run(["facets", flag, &name]).output();
                assert!(out.stderr.is_empty(), "{flag} '{name}': {}", out.stderr);
            }
        }
    }
}

#[test]
fn a_shell_completes_names_of_places() {
    let script = news().run(["completions", "bash"]).ok().stdout;
    let ask = |words: &str, last: &str| -> Vec<String> {
        let line = format!(
            "{script}\nCOMP_WORDS=(congdoan {words}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))\n\
             _congdoan_with_places congdoan {last}\nprintf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        let folder = Path::new(BINARY).parent().expect("a folder").display();
        let path = format!("{folder}:{}", std::env::var("PATH").unwrap_or_default());
        let run = Command::new("bash")
            .args(["-c", &line])
            .env("PATH", path)
            .output();
        let out = run.expect("a shell").stdout;
        let text = String::from_utf8(out).expect("UTF-8");
        text.lines().map(str::to_string).collect()
    };
    if Command::new("bash").arg("--version").output().is_err() {
        return;
    }
    assert_eq!(ask("search --district 'ba đì'", "'ba đì'"), ["Ba Đình"]);
    assert_eq!(ask("facets --district '\"Ba Đì'", "'\"Ba Đì'"), ["Ba Đình"]);
    assert_eq!(ask("facets --district 'Ba\\ Đì'", "'Ba\\ Đì'"), ["Ba Đình"]);
    assert_eq!(ask("figures --province = 'hà tĩ'", "'hà tĩ'"), ["Hà Tĩnh"]);
    assert_eq!(ask("sugg", "sugg"), ["suggest"], "the rest as before");
    for shell in ["zsh", "fish"] {
        let script = news().run(["completions", shell]).ok().stdout;
        assert!(
            script.contains("congdoan suggest") || script.contains("suggest $1"),
            "{shell}"
        );
    }
    let zsh = news().run(["completions", "zsh"]).ok().stdout;
    assert!(zsh.starts_with("#compdef congdoan\n"), "{zsh}");
    for flag in ["district", "province"] {
        let asked = format!("{{_congdoan_places --{flag}}}'");
        assert_eq!(
            zsh.matches(&asked).count(),
            3,
            "search, facets, figures: {flag}"
        );
    }
}
