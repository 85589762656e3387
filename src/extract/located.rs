//! The place that the user states for an article, looked up in the gazetteer.

use super::Stated;
use super::page::key;
use crate::article::{Article, Place};
use crate::gazetteer::{Choice, Resolution, resolve_district, resolve_province};

/// Lays the stated place over those that were inferred. A name that cannot be told
/// is ignored with a warning. Gives the paths of what was inferred and does not hold.
pub(super) fn locate(article: &mut Article, stated: &Stated) -> Vec<String> {
    let mut corrected: Vec<String> = article.places.iter().map(Place::path).collect();
    lay_over(article, stated);
    // a province alone says nothing against a district in it
    let holds = |path: &String| {
        let mut own = article.places.iter().map(Place::path);
        own.any(|own| *path == own || path.starts_with(&format!("{own}/")))
    };
    corrected.retain(|path| !holds(path));
    corrected
}

fn lay_over(article: &mut Article, stated: &Stated) {
    match (&stated.province, &stated.district) {
        (None, None) => {}
        (Some(province), None) => province_alone(article, stated, province),
        (province, Some(district)) => within(article, stated, province.as_deref(), district),
    }
}

fn province_alone(article: &mut Article, stated: &Stated, name: &str) {
    match resolve_province(name) {
        Resolution::Unique(choice) => article.places = place(&choice, name).into_iter().collect(),
        Resolution::Ambiguous(choices) | Resolution::Unknown(choices) => {
            ignore(article, stated, "province", name, &choices);
        }
    }
}

fn within(article: &mut Article, stated: &Stated, province: Option<&str>, name: &str) {
    let asked = match province {
        Some(province) => format!("{name}, {province}"),
        None => name.to_string(),
    };
    let found = match resolve_district(&asked) {
        Resolution::Unique(choice) => Ok(choice),
        Resolution::Unknown(choices) => Err(choices),
        // the page itself says which of several it is
        Resolution::Ambiguous(choices) => {
            let inferred = |choice: &&Choice| {
                let paths = &choice.paths;
                article
                    .places
                    .iter()
                    .any(|place| paths.contains(&place.path()))
            };
            let mut fitting = choices.iter().filter(inferred);
            match (fitting.next().cloned(), fitting.next()) {
                (Some(choice), None) => Ok(choice),
                _ => Err(choices),
            }
        }
    };
    match found {
        Ok(choice) => article.places = place(&choice, name).into_iter().collect(),
        Err(choices) => {
            ignore(article, stated, "district", name, &choices);
            if let Some(province) = province {
                province_alone(article, stated, province);
            }
        }
    }
}

/// The place of `choice` under the name that was asked for, where it had several.
fn place(choice: &Choice, asked: &str) -> Option<Place> {
    let asked = key(asked);
    let bears_name = |path: &&String| {
        let name = key(path.rsplit('/').next().unwrap_or(""));
        !name.is_empty() && (asked == name || asked.ends_with(&format!(" {name}")))
    };
    let path = choice
        .paths
        .iter()
        .find(bears_name)
        .or(choice.paths.first())?;
    let mut parts = path.trim_start_matches('/').split('/').map(str::to_string);
    Some(Place {
        province: parts.next()?,
        district: parts.next(),
        ward: parts.next(),
        evidence: "metadata".to_string(),
    })
}

fn ignore(article: &mut Article, stated: &Stated, field: &str, name: &str, choices: &[Choice]) {
    let names: Vec<String> = choices.iter().map(Choice::full_name).collect();
    let hint = if names.is_empty() {
        String::new()
    } else {
        format!("; did you mean {}?", names.join(" or "))
    };
    let origin = stated.origins.get(field);
    let origin = origin.map_or(String::new(), |origin| format!("{origin}: "));
    article.warnings.push(format!(
        "{origin}{field} {name:?} is not one known place and was ignored{hint}"
    ));
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::extract::{Format, RawPage, Stated, article};

    fn read(province: Option<&str>, district: Option<&str>) -> Article {
        let mut page = RawPage::new("a.txt", Format::Txt, "Hội nghị sơ kết\nMột câu.");
        page.stated = Some(Stated {
            province: province.map(str::to_string),
            district: district.map(str::to_string),
            ..Stated::default()
        });
        article(&page).expect("an article")
    }

    #[test]
    fn stated_names_become_places() {
        for (province, district, path) in [
            (Some("Hà Nội"), Some("Ba Đình"), "/Hà Nội/Ba Đình"),
            (None, Some("quận ba dinh"), "/Hà Nội/Ba Đình"),
            (Some("tp ha noi"), None, "/Hà Nội"),
        ] {
            let found = read(province, district);
            let paths: Vec<String> = found.places.iter().map(|place| place.path()).collect();
            assert_eq!(paths, [path]);
            assert_eq!(found.warnings, Vec::<String>::new());
        }
    }

    #[test]
    fn figures_follow_a_corrected_district_where_their_sentence_names_no_place() {
        let text = "LĐLĐ quận Đống Đa phát triển đoàn viên\n15/12/2022\n\
            LĐLĐ quận Đống Đa (Hà Nội) kết nạp 1.200 đoàn viên. Dịp này, quận trao 230 suất quà.\n\n\
            Quận Tây Hồ kết nạp 640 đoàn viên. Toàn quận có 91 CĐCS.\n\n\
            Các cấp công đoàn mở 12 lớp tập huấn.\n";
        let places = |stated: Stated| {
            let mut page = RawPage::new("a.txt", Format::Txt, text);
            page.stated = Some(stated);
            let found = article(&page).expect("an article");
            let figures = found.paragraphs.into_iter().flat_map(|one| one.figures);
            let place = |path: Option<String>| path.unwrap_or_default().replace("/Hà Nội/", "");
            figures.map(|one| place(one.place)).collect::<Vec<_>>()
        };
        let own = places(Stated::default());
        assert_eq!(own, ["Đống Đa", "Đống Đa", "Tây Hồ", "Tây Hồ", "Đống Đa"]);
        let district = Some("Ba Đình".to_string());
        let corrected = places(Stated {
            district,
            ..Stated::default()
        });
        assert_eq!(
            corrected,
            ["Đống Đa", "Ba Đình", "Tây Hồ", "Tây Hồ", "Ba Đình"]
        );
        let province = Some("Hà Nội".to_string());
        let broader = places(Stated {
            province,
            ..Stated::default()
        });
        assert_eq!(broader[..4], own[..4]);
    }

    #[test]
    fn names_that_cannot_be_told_are_ignored_with_a_warning() {
        let found = read(None, Some("Châu Thành"));
        assert!(found.places.is_empty());
        assert!(
            found.warnings[0].starts_with("district \"Châu Thành\""),
            "{:?}",
            found.warnings
        );
        let text = "---\ntitle: Hội nghị\ndistrict: Nơi Không Có\n---\nMột câu.\n";
        let found = article(&RawPage::new("a.txt", Format::Txt, text)).expect("an article");
        let warning = &found.warnings[0];
        assert!(warning.starts_with("line 3: district"), "{warning}");
        let found = read(Some("Hà Nội"), Some("Nơi Không Có"));
        assert_eq!(found.places.len(), 1);
        assert_eq!(found.warnings.len(), 1);
    }
}
