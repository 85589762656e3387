//! The places that a paragraph names, as facet paths of the article's own places
//! where they are among them.

use crate::gazetteer::{DistrictId, Kind, Mention, Named, gazetteer};
use crate::text::Span;

/// The districts among `names` with their facet paths, in order. A name that several
/// districts bear counts only where one of them is among `known` or in the province of
/// the article's first place.
pub fn mentions(names: &[Mention], known: &[String]) -> Vec<(Span, String)> {
    let province = known
        .first()
        .and_then(|path| path.split('/').nth(1))
        .map(|name| format!("/{name}/"));
    let mut found = Vec::new();
    for mention in names {
        // `tỉnh Quảng Ninh` is not the district of that name
        if mention.kind == Some(Kind::Tinh) {
            let name = match &mention.named {
                Named::Known(entry) => entry.province,
                _ => None,
            };
            let path = name.map(|id| format!("/{}", gazetteer().province(id).name()));
            if let Some(own) = known.iter().find(|own| Some(*own) == path.as_ref()) {
                found.push((mention.span, own.clone()));
            }
            continue;
        }
        let ids = of_kind(mention);
        let mut paths: Vec<String> = ids.iter().flat_map(|id| gazetteer().paths(*id)).collect();
        if let Some(own) = known.iter().find(|path| paths.contains(path)) {
            found.push((mention.span, own.clone()));
            continue;
        }
        // a name without its type word (`Hoàng Mai`) may be a person's
        if mention.kind.is_none() {
            continue;
        }
        let one = ids.len() == 1;
        if let Some(province) = &province {
            paths.retain(|path| one || path.starts_with(province));
            paths.sort_by_key(|path| !path.starts_with(province));
        } else if !one {
            continue;
        }
        if let Some(path) = paths.into_iter().next() {
            found.push((mention.span, path));
        }
    }
    found
}

/// The districts that a mention can mean, by its type word where that tells them apart: the
/// quận and the thị xã of one name.
fn of_kind(mention: &Mention) -> Vec<DistrictId> {
    let all = mention.districts();
    let is = |id: &&DistrictId| {
        let states = &gazetteer().district(**id).states;
        states.iter().any(|state| Some(state.kind) == mention.kind)
    };
    let fitting: Vec<DistrictId> = all.iter().filter(is).copied().collect();
    match fitting.is_empty() {
        true => all.to_vec(),
        false => fitting,
    }
}
