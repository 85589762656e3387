//! What a run tells: rows of the metadata table that nothing uses, and details for who asks.

use serde_json::json;
use unicode_normalization::UnicodeNormalization;

use crate::life::{page, skipped, world_of_five};
use crate::news::lines;
use crate::util::World;

#[test]
fn rows_of_the_metadata_table_fit_every_spelling_and_idle_ones_are_named() {
    let nfd = |text: &str| -> String { text.nfd().collect() };
    let world = World::with(&[
        (nfd("Ứng Hòa.txt").as_str(), page("Một", "Bài một.")),
        ("Tây Hồ.txt", page("Hai", "Bài hai.")),
    ]);
    world.write(
        "x.jsonl",
        lines(&[json!({"id": "số 3", "title": "Ba", "body": "Bài ba."})]),
    );
    let table = format!(
        "path,year\nỨng Hòa.txt,2019\n{},2019\nsố 3,2019\nkhông-có.txt,2019\n",
        nfd("Tây Hồ.txt")
    );
    world.write("metadata.csv", table);
    let idle = ["metadata.csv:5: no article has the id or path `không-có.txt`"];
    assert_eq!(skipped(&world.update(&[])), idle);
    assert_eq!(world.found(&["năm:2019"]).len(), 3);
    assert_eq!(
        skipped(&world.update(&[])),
        idle,
        "of what is unchanged as well"
    );
    assert_eq!(
        skipped(&world.update(&["corpus/x.jsonl"])),
        Vec::<String>::new()
    );
}

#[test]
fn verbose_runs_tell_which_files_are_read_and_why() {
    let world = world_of_five();
    let told = |args: &[&str]| world.run(args).ok().stderr;
    let first = told(&["index", "-v"]);
    assert!(first.contains("reading nam.txt: it is new"), "{first}");
    world.write("nam.txt", page("Năm", "Bài đổi, nay dài hơn trước nhiều."));
    world.remove("2021/mot.txt");
    let second = told(&["index", "--verbose"]);
    for part in [
        "reading nam.txt: its size has changed",
        "removing 2021/mot.txt: it is gone",
        "committed in ",
        "all of it took ",
    ] {
        assert!(second.contains(part), "{part} in {second}");
    }
    assert!(told(&["index", "-v", "--checksum"]).contains("reading 2022/ba.txt: "));
    let search = told(&["search", "-v", "công đoàn"]);
    assert!(search.contains("opened generation 000001"), "{search}");
    for args in [["index", "-vq"], ["search", "công đoàn"]] {
        assert_eq!(told(&args), "", "{args:?}");
    }
}
