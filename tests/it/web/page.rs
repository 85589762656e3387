//! The pages as people and browsers get them: what works without a script, addresses that
//! can be shared, both languages, fragments as goldens.

use super::client::{Site, encoded};
use crate::news::news;
use crate::util::World;

fn site() -> Site {
    Site::over(news())
}

/// Every address in a page that leads to this site.
fn links(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in page.split(" href=\"").skip(1) {
        let address = part.split('"').next().expect("an address");
        if address.starts_with('/') {
            found.push(address.replace("&amp;", "&"));
        }
    }
    found
}

/// The text of a page, without its tags.
fn words(page: &str) -> String {
    let tag = regex::Regex::new("<[^>]*>").expect("a pattern");
    let text = tag.replace_all(page, "").replace("&quot;", "\"");
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    let site = site();
    let mut seen = std::collections::BTreeSet::new();
    let mut next = vec!["/".to_string(), "/?lang=en".to_string()];
    let mut rounds = 0;
    while let Some(address) = next.pop() {
        if !seen.insert(address.clone()) || seen.len() > 400 {
            continue;
        }
        rounds += 1;
        let reply = site.get(address.split('#').next().expect("a path"));
        assert_eq!(reply.status, 200, "{address}: {}", reply.text());
        if reply.header("content-type").starts_with("text/html") {
            next.extend(links(&reply.text()));
        }
    }
    assert!(rounds > 100, "only {rounds} pages");
}

#[test]
fn a_search_shows_passages_with_marks_and_says_how_many() {
    let page = site().page(&format!(
        "/?q={}&district=ba+dinh",
        encoded("kết nạp đoàn viên")
    ));
    assert!(
        page.contains("<h1 id=\"status\">2 bài, 2 đoạn</h1>"),
        "{page}"
    );
    assert!(page.contains("<mark>kết nạp</mark>"));
    assert!(
        page.contains("<data class=\"fig\" value=\"1625\">1.625 <mark>đoàn viên</mark> mới</data>"),
        "{page}"
    );
    assert!(
        page.contains("href=\"https://example.org/bd22\" rel=\"noreferrer noopener external\"")
    );
    assert!(page.contains("aria-label=\"Bỏ Ba Đình, Hà Nội\""));
    assert!(page.contains("<html lang=\"vi\">"));
    assert!(!page.contains(" style=") && !page.contains("<style") && !page.contains(" onclick"));
}

#[test]
fn english_is_a_switch_that_stays() {
    let site = site();
    let page = site.page(&format!("/?q={}&lang=en", encoded("công đoàn")));
    assert!(page.contains("<html lang=\"en\">") && words(&page).contains("articles,"));
    assert!(page.contains("name=\"lang\" value=\"en\""));
    let own = links(&page)
        .into_iter()
        .filter(|link| link.starts_with("/articles/"));
    assert!(own.clone().count() > 0);
    for link in own {
        assert!(link.ends_with("&lang=en"), "{link}");
    }
}

#[test]
fn notices_are_worded_from_their_keys() {
    let site = site();
    for (query, vi, en) in [
        (
            "kết nạp đoàn viên thương",
            "Không đoạn nào có đủ các từ",
            "No passage has all the words",
        ),
        (
            "quận:\"Chẳng Có\" đoàn viên",
            "Không có nơi nào tên “Chẳng Có”",
            "No place is called “Chẳng Có”",
        ),
        ("…", "Chưa có từ nào để tìm", "There is no word to look for"),
    ] {
        let page = site.page(&format!("/?q={}", encoded(query)));
        assert!(words(&page).contains(vi), "{query}: {}", words(&page));
        let page = site.page(&format!("/?lang=en&q={}", encoded(query)));
        assert!(words(&page).contains(en), "{query}: {}", words(&page));
    }
}

#[test]
fn nothing_found_says_what_to_try() {
    let page = site().page(&format!("/?q={}&year=2016", encoded("nữ công nhân")));
    let text = words(&page);
    assert!(
        text.contains("Không tìm thấy bài nào")
            && text.contains("tìm ở mọi nơi, mọi năm: có 1 bài")
    );
    assert!(
        !text.contains("thử bỏ"),
        "the words are not the cause: {text}"
    );
    assert!(text.contains("Đang lọc: 2016."), "{text}");
    // a filter in the query is one, and the way out is without it
    let page = site().page(&format!("/?q={}", encoded("năm:2016 nữ công nhân")));
    let text = words(&page);
    assert!(text.contains("Đang lọc: 2016."), "{text}");
    assert!(text.contains("tìm ở mọi nơi, mọi năm: có 1 bài"), "{text}");
    assert!(page.contains("href=\"/?q=n%E1%BB%AF+c%C3%B4ng+nh%C3%A2n\""));
    let page = site().page(&format!("/?q={}", encoded("nữ khinh khí cầu")));
    assert!(words(&page).contains("thử bỏ “nữ”"), "{}", words(&page));
    let page = site().page(&format!(
        "/figures?q={}&year=2016&noun=CĐCS",
        encoded("nữ công nhân")
    ));
    let text = words(&page);
    assert!(text.contains("Đang lọc: 2016; Đối tượng CĐCS."), "{text}");
    let page = site().page(&format!(
        "/?lang=en&since=2016-05-01&q={}",
        encoded("khinh khí cầu")
    ));
    let text = words(&page);
    let told = "Filters in force: since 1 May 2016. Nothing is found without them either.";
    assert!(text.contains(told), "{text}");
}

#[test]
fn what_is_wrong_is_a_page_too() {
    let site = site();
    for (path, status, said) in [
        ("/?year=abc", 400, "giá trị không đúng"),
        ("/?year=abc", 400, "“year” phải là một năm"),
        ("/?since=2022-13", 400, "“since” phải là một ngày"),
        ("/figures?min=x", 400, "“min” phải là một số"),
        ("/figures?lang=en&min=x", 400, "“min” takes a number"),
        ("/?district=hoang+mai", 400, "nhiều nơi"),
        (
            "/?district=nirgends",
            400,
            "Không có nơi nào tên “nirgends”",
        ),
        ("/articles/nope.txt", 404, "Không có bài viết này"),
        ("/nope", 404, "Không có trang này"),
        ("/?lang=en&limit=3&year=abc", 400, "is not right"),
    ] {
        let reply = site.get(path);
        assert_eq!(reply.status, status, "{path}");
        assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
        assert!(
            words(&reply.text()).contains(said),
            "{path}: {}",
            words(&reply.text())
        );
    }
}

#[test]
fn figures_are_sorted_grouped_and_downloaded() {
    let site = site();
    let page = site.page("/figures?order=-value");
    let values: Vec<f64> = page
        .split("<td class=\"said\">")
        .skip(1)
        .filter_map(|part| {
            part.split(" value=\"")
                .nth(1)?
                .split('"')
                .next()?
                .parse()
                .ok()
        })
        .collect();
    assert!(
        values.len() > 5 && values.is_sorted_by(|a, b| a >= b),
        "{values:?}"
    );
    assert!(page.contains("aria-sort=\"descending\""));
    let csv = links(&page)
        .into_iter()
        .find(|link| link.contains("csv=true"));
    let csv = site.get(&csv.expect("a link to CSV")).text();
    assert_eq!(csv.lines().count(), values.len() + 1);
    let grouped = site.page(&format!("/figures?q={}&by=district", encoded("đoàn viên")));
    assert!(
        words(&grouped).contains("Biểu đồ: Đoàn viên theo quận, huyện"),
        "{}",
        words(&grouped)
    );
}

#[test]
fn an_article_has_its_figures_neighbours_and_noise() {
    let world = World::indexed(&[
        (
            "a.txt",
            "Quận Ba Đình họp tổng kết\n12/03/2022 09:00\nQuận Ba Đình (Hà Nội) kết nạp 60 đoàn viên mới trong năm 2022, đạt kết quả tốt.\n![]() |\nToàn cảnh hội nghị. Ảnh: Minh Quân |\nHội nghị kéo dài hai ngày và kết thúc trong không khí vui vẻ.\nTin liên quan:\n",
        ),
        (
            "b/c d.txt",
            "Quận Ba Đình thăm công nhân\n15/04/2022 09:00\nQuận Ba Đình (Hà Nội) thăm công nhân nhà máy bia, trao 20 suất quà cho công nhân.\n",
        ),
    ]);
    let site = Site::over(&world);
    let page = site.page(&format!("/articles/a.txt?q={}", encoded("kết nạp")));
    assert!(
        page.contains("<h1>Quận Ba Đình họp tổng <mark>kết</mark></h1>"),
        "{page}"
    );
    assert!(page.contains("<mark>kết nạp</mark>") && page.contains("60 đoàn viên</data>"));
    assert!(
        page.contains("href=\"/articles/b/c%20d.txt?q="),
        "no neighbour in {page}"
    );
    assert!(page.contains("<details class=\"noise\">"));
    assert_eq!(site.get("/articles/b/c%20d.txt").status, 200);
}

#[test]
fn assets_are_kept_for_good_and_nothing_comes_from_elsewhere() {
    let site = site();
    let page = site.page("/");
    let mut assets = 0;
    for part in page
        .split(['"'])
        .filter(|part| part.starts_with("/assets/"))
    {
        let reply = site.get(part);
        assert_eq!(reply.status, 200);
        assert!(reply.header("cache-control").contains("immutable"));
        assert!(!reply.body.is_empty());
        assets += 1;
    }
    assert_eq!(assets, 3);
    for part in page.split("src=\"").skip(1) {
        assert!(part.starts_with("/assets/"));
    }
}

#[test]
fn the_first_view_is_small() {
    let site = site();
    let packed = |path: &str| {
        let reply = site.ask("GET", path, &[("Accept-Encoding", "br")]);
        assert_eq!(reply.status, 200, "{path}");
        reply.body.len()
    };
    let page = site.page("/");
    let mut all = packed("/");
    for part in page.split('"').filter(|part| part.starts_with("/assets/")) {
        all += packed(part);
    }
    assert!(all < 60_000, "{all} bytes");
}

#[test]
fn fragments_are_as_they_were() {
    let site = site();
    for (name, path) in [
        (
            "results.html",
            format!("/fragment?q={}&year=2022", encoded("đoàn viên")),
        ),
        ("nothing.html", format!("/fragment?q={}", encoded("xe lửa"))),
    ] {
        let page = site.page(&path).replace('>', ">\n");
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/expected/web")
            .join(name);
        snapbox::Assert::new()
            .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
            .eq(page, snapbox::Data::read_from(&file, None).raw());
    }
}
