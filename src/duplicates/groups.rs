//! Puts articles that are kin into families, and copies within them into groups.

use std::collections::HashMap;

use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_64;

use super::kin::{Kin, kin};
use super::print::Print;

/// An article that may have kin.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// Its day of publication.
    pub published: Option<Date>,
    /// What is compared of it.
    pub print: Print,
}

/// The family and the group of an article; neither for one that stands alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kinship {
    /// What it has in common with all that are tied to it by kin, over any number of steps.
    pub family: Option<u64>,
    /// What it has in common with its copies.
    pub group: Option<u64>,
}

/// The kinship of each of `items`, among which stands everything that is kin to any.
///
/// In the order of publication, then of ids, each article joins the first group all of
/// whose members are its copies: so no two that disagree on a figure share a group.
pub fn kinships(items: &[Item]) -> Vec<Kinship> {
    let classes = classes(items);
    let ties = ties(items, &classes);
    let mut family: Vec<usize> = (0..classes.len()).collect();
    for (i, row) in ties.iter().enumerate() {
        for &j in row.keys() {
            let (a, b) = (leader(&mut family, i), leader(&mut family, j));
            family[a.max(b)] = a.min(b);
        }
    }
    // Groups of classes: each is a copy of itself.
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut of_root: HashMap<usize, Vec<usize>> = HashMap::new();
    for (i, row) in ties.iter().enumerate() {
        let copy = |other: &usize| row.get(other) == Some(&Kin::Copy);
        let candidates = of_root.entry(leader(&mut family, i)).or_default();
        let joined = candidates
            .iter()
            .find(|&&group| groups[group].iter().all(copy));
        match joined {
            Some(&group) => groups[group].push(i),
            None => {
                candidates.push(groups.len());
                groups.push(vec![i]);
            }
        }
    }
    let mut found = vec![Kinship::default(); items.len()];
    let mut families: HashMap<usize, Vec<usize>> = HashMap::new();
    for group in &groups {
        let members: Vec<usize> = group
            .iter()
            .flat_map(|&class| classes[class].clone())
            .collect();
        let label = label(items, &members);
        for &member in &members {
            found[member].group = label;
        }
        let root = leader(&mut family, group[0]);
        families.entry(root).or_default().extend(members);
    }
    for members in families.values() {
        let label = label(items, members);
        for &member in members {
            found[member].family = label;
        }
    }
    found
}

/// Items of one print, which are kin to the same; in the order of their first ones.
fn classes(items: &[Item]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    let rank = |&i: &usize| {
        let item = &items[i];
        (item.published.is_none(), item.published, &item.id)
    };
    order.sort_by(|a, b| rank(a).cmp(&rank(b)));
    let mut classes: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<u64, usize> = HashMap::new();
    for i in order {
        // What is too short to have kin has none in its like either.
        if items[i].print.bands.is_empty() {
            classes.push(vec![i]);
            continue;
        }
        let class = *known
            .entry(items[i].print.digest())
            .or_insert(classes.len());
        match classes.get_mut(class) {
            Some(members) => members.push(i),
            None => classes.push(vec![i]),
        }
    }
    classes
}

/// For each class the earlier ones that are kin to it.
fn ties(items: &[Item], classes: &[Vec<usize>]) -> Vec<HashMap<usize, Kin>> {
    let mut by_band: HashMap<u32, Vec<usize>> = HashMap::new();
    let mut ties = Vec::with_capacity(classes.len());
    for (i, class) in classes.iter().enumerate() {
        let print = &items[class[0]].print;
        let mut near = Vec::new();
        for &band in &print.bands {
            let list = by_band.entry(band).or_default();
            near.extend_from_slice(list);
            list.push(i);
        }
        near.sort_unstable();
        near.dedup();
        let mut row = HashMap::new();
        for j in near {
            let kin = kin(print, &items[classes[j][0]].print);
            if kin != Kin::None {
                row.insert(j, kin);
            }
        }
        ties.push(row);
    }
    ties
}

/// The one to which the node `at` leads in a forest where each leads to another or itself;
/// the ways there become shorter (union-find, path halving).
pub fn leader(leads: &mut [usize], mut at: usize) -> usize {
    while leads[at] != at {
        leads[at] = leads[leads[at]];
        at = leads[at];
    }
    at
}

/// The label of these members: that of the least id; none for one alone.
fn label(items: &[Item], members: &[usize]) -> Option<u64> {
    if members.len() < 2 {
        return None;
    }
    let least = members.iter().map(|&i| items[i].id.as_str()).min()?;
    Some(xxh3_64(least.as_bytes()))
}
