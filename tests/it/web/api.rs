//! The API: the JSON of the command, parameters like its flags, problems, limits, tags.

use serde_json::{Value, json};

use super::client::{Site, encoded, until};
use crate::news::news;
use crate::util::{World, ids};

fn site() -> (Site, &'static World) {
    (Site::over(news()), news())
}

/// The time a search took is the one thing that differs from run to run.
fn timeless(mut value: Value) -> Value {
    value["took_ms"] = json!(0);
    value
}

#[test]
fn it_answers_what_the_command_prints() {
    let (site, world) = site();
    let q = encoded("đoàn viên");
    let searched = world.search(&["đoàn viên", "--district", "ba dinh", "--limit", "3"]);
    let asked = site.json(&format!("/api/search?q={q}&district=ba+dinh&limit=3"));
    assert!(!ids(&asked).is_empty());
    assert_eq!(timeless(asked), timeless(searched));

    let printed = world.run(["facets", "--json", "công đoàn", "--year", "2016..2023"]);
    let asked = site.json(&format!(
        "/api/facets?q={}&year=2016..2023",
        encoded("công đoàn")
    ));
    assert_eq!(asked, printed.ok().json());

    let printed = world
        .run(["figures", "--json", "đoàn viên", "--by", "district"])
        .ok();
    let asked = site.json(&format!("/api/figures?q={q}&by=district"));
    assert_eq!(timeless(asked), timeless(printed.json()));

    let printed = world.run(["suggest", "--json", "cong"]).ok().json();
    let asked = site.json("/api/suggest?prefix=cong");
    assert!(
        !asked["suggestions"]
            .as_array()
            .expect("suggestions")
            .is_empty()
    );
    assert_eq!(asked, printed);

    for id in ids(&world.search(&["--per-article", "1", "--limit", "100"])) {
        let printed = world
            .run(["show", "--json", &id, "--query", "đoàn viên"])
            .ok();
        let path: Vec<String> = id.split('/').map(encoded).collect();
        let asked = site.json(&format!("/api/articles/{}?q={q}", path.join("/")));
        assert_eq!(asked, printed.json());
    }
}

#[test]
fn csv_and_json_lines_are_those_of_the_command() {
    let (site, world) = site();
    for (path, args) in [
        ("/api/search?q=a&csv=true", ["search", "a", "--csv"]),
        (
            "/api/search?q=doan&jsonl=true",
            ["search", "doan", "--jsonl"],
        ),
        ("/api/figures?q=doan&csv", ["figures", "doan", "--csv"]),
        (
            "/api/figures?q=doan&jsonl=1",
            ["figures", "doan", "--jsonl"],
        ),
    ] {
        let reply = site.get(path);
        assert_eq!(reply.status, 200);
        assert_eq!(reply.text(), world.run(args).output().stdout, "{path}");
        if path.contains("csv") {
            assert!(
                reply
                    .header("content-disposition")
                    .starts_with("attachment")
            );
        }
    }
}

#[test]
fn what_is_wrong_comes_as_problem_details() {
    let (site, world) = site();
    let long = format!("/api/search?q={}", "a".repeat(501));
    let many = format!("/api/search?{}", "year=2020&".repeat(21));
    let cases = [
        ("/api/search?limit=101", 400, "parameter"),
        ("/api/search?limit=x", 400, "parameter"),
        ("/api/search?offset=100000", 400, "parameter"),
        ("/api/search?year=abc", 400, "parameter"),
        ("/api/search?since=2022", 400, "parameter"),
        ("/api/search?sort=best", 400, "parameter"),
        ("/api/search?colour=red", 400, "parameter"),
        ("/api/search?q=a&q=b", 400, "parameter"),
        (long.as_str(), 400, "parameter"),
        (many.as_str(), 400, "parameter"),
        ("/api/search?district=nirgends", 400, "place"),
        ("/api/figures?min=viel", 400, "parameter"),
        ("/api/articles/nothing/here.txt", 404, "no-article"),
        ("/api/articles/..%2f..%2fetc%2fpasswd", 404, "no-article"),
        ("/api/nothing", 404, "not-found"),
        ("/assets/nothing.css", 404, "not-found"),
    ];
    for (path, status, kind) in cases {
        let reply = site.get(path);
        let shown: String = path.chars().take(80).collect();
        assert_eq!(reply.status, status, "{shown}: {}", reply.text());
        assert_eq!(
            reply.header("content-type"),
            "application/problem+json",
            "{shown}"
        );
        let problem = reply.json();
        assert_eq!(problem["type"], format!("/api#problem-{kind}"), "{shown}");
        assert_eq!(problem["status"], status);
        for key in ["title", "detail"] {
            let words = problem[key].as_str().expect("words");
            assert!(!words.is_empty() && !words.contains(&*world.root().to_string_lossy()));
        }
        assert!(
            kind != "parameter" || problem["parameter"].is_string(),
            "{shown}"
        );
    }
    let problem = site.get("/api/search?district=hoang+mai").json();
    assert!(
        problem["candidates"].as_array().expect("candidates").len() > 1,
        "{problem}"
    );
}

#[test]
fn only_reading_is_answered() {
    let (site, _) = site();
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
        let reply = site.ask(method, "/api/search?q=a", &[("Content-Length", "0")]);
        assert_eq!(reply.status, 405, "{method}");
        assert_eq!(reply.header("allow"), "GET, HEAD");
        assert_eq!(reply.json()["status"], 405);
    }
    let head = site.ask("HEAD", "/api/search?q=a", &[]);
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-type"), "application/json");
}

#[test]
fn the_tag_is_that_of_the_commit() {
    let world = World::indexed(&[(
        "a.txt",
        "Công đoàn phường họp\n\nHọp bàn việc kết nạp đoàn viên.\n",
    )]);
    let site = Site::over(&world);
    let path = "/api/search?q=doan";
    let first = site.get(path);
    let tag = first.header("etag").to_string();
    assert!(tag.starts_with("W/\"") && first.header("cache-control") == "no-cache");
    for known in [tag.as_str(), tag.trim_start_matches("W/"), "*"] {
        let again = site.ask("GET", path, &[("If-None-Match", known)]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{known}");
        assert_eq!(again.header("etag"), tag);
    }
    assert_ne!(site.get("/api/search?q=vien").header("etag"), tag);
    let other = site.ask("GET", path, &[("If-None-Match", "W/\"other\"")]);
    assert_eq!((other.status, other.body.len()), (200, first.body.len()));

    world.write(
        "b.txt",
        "Công đoàn xã họp\n\nXã bàn việc kết nạp đoàn viên.\n",
    );
    world.update(&[]);
    until("the new article is found", || {
        site.json(path)["total"]["articles"] == 2
    });
    let fresh = site.ask("GET", path, &[("If-None-Match", &tag)]);
    assert_eq!(fresh.status, 200);
    assert_ne!(fresh.header("etag"), tag);

    world.run(["index", "--rebuild"]).ok();
    world.remove("a.txt");
    world.run(["index"]).ok();
    until("the rebuilt index is read", || {
        ids(&site.json(path)) == ["b.txt"]
    });
}

#[test]
fn it_tells_how_it_is() {
    let (site, _) = site();
    assert_eq!(site.get("/healthz").text(), "ok\n");
    assert!(site.get("/readyz").text().starts_with("ready "));
    site.get("/api/search?q=a");
    site.get("/api/search?q=a");
    let metrics = site.get("/metrics").text();
    for line in [
        "congdoan_requests_total{route=\"/api/search\",status=\"200\"} 2",
        "congdoan_cache_hits_total 1",
        "congdoan_cache_misses_total 1",
        "congdoan_index_current 1",
        "congdoan_request_seconds_count{route=\"/api/search\"} 2",
        "# EOF",
    ] {
        assert!(
            metrics.lines().any(|found| found == line),
            "{line} in {metrics}"
        );
    }
}

#[test]
fn answers_are_compressed_where_that_is_asked_for() {
    let (site, _) = site();
    let path = "/api/search?limit=50";
    let plain = site.get(path);
    for coding in ["gzip", "br"] {
        let packed = site.ask("GET", path, &[("Accept-Encoding", coding)]);
        assert_eq!(packed.header("content-encoding"), coding);
        assert!(
            packed
                .header("vary")
                .to_lowercase()
                .contains("accept-encoding")
        );
        assert!(packed.body.len() * 2 < plain.body.len(), "{coding}");
    }
}
