//! The end of a run, as to copies: looks for the kin of what was written and removed, and
//! writes again the articles whose family or group is another than before.
//!
//! What may be kin is found by the bands of the new articles, in this run and in the
//! index, whose column of bands is read once; the families it belongs to are looked at as a
//! whole. So nearly all work follows what changed, and the result only what the index holds.

use std::collections::{BTreeMap, HashMap, HashSet};

use tantivy::schema::Term;
use tantivy::{DocAddress, Searcher};

use crate::article::Article;
use crate::duplicates::{About, Item, Kinship, Print, Sketch, kinships, leader};
use crate::error::{Error, Result};

use super::bands::Bands;
use super::columns::SegmentColumns;
use super::document::Ties;
use super::output::Output;
use super::reader::{headers, record, whole_article};
use super::record::HeaderRecord;
use super::schema::fields;
use super::shelf::Entry;
use super::writer::Stamp;

/// Settles the kinship of all that `output` wrote or removed; `old` sees the index as it was.
pub fn settle(old: Option<&Searcher>, output: &Output) -> Result<()> {
    let entries = output.shelf.take_entries();
    let segments = old.map_or(&[][..], Searcher::segment_readers);
    let columns: tantivy::Result<Vec<_>> = segments.iter().map(SegmentColumns::open).collect();
    let mut search = Search {
        old,
        columns: columns.map_err(Error::damaged)?,
        output,
        entries: &entries,
        touched: output.take_touched(),
        nodes: Vec::new(),
        leader: Vec::new(),
        known: HashMap::new(),
        families: HashSet::new(),
    };
    search.find_touched_families()?;
    search.find_new()?;
    for component in search.components() {
        search.settle(&component)?;
    }
    Ok(())
}

/// Where an article is.
enum Place<'a> {
    /// Written in this run.
    New(&'a Entry),
    /// In the index since an earlier one.
    Old(DocAddress),
}

/// An article that may have kin.
struct Node<'a> {
    place: Place<'a>,
    before: Kinship,
}

/// What is known of an article of the index before its text is read.
struct Seen {
    about: About,
    sketch: Sketch,
    node: Option<usize>,
}

struct Search<'a> {
    old: Option<&'a Searcher>,
    /// The columns of its segments.
    columns: Vec<SegmentColumns>,
    output: &'a Output,
    /// The articles of this run, by id.
    entries: &'a [Entry],
    touched: HashSet<String>,
    nodes: Vec<Node<'a>>,
    /// Nodes that may be kin lead to one and the same.
    leader: Vec<usize>,
    /// Articles of the index, by their header; none for those that this run touched.
    known: HashMap<DocAddress, Option<Seen>>,
    /// Families whose members are nodes.
    families: HashSet<u64>,
}

impl<'a> Search<'a> {
    /// The families that lost a member, or may have.
    fn find_touched_families(&mut self) -> Result<()> {
        let Some(old) = self.old else { return Ok(()) };
        let mut labels = Vec::new();
        for id in &self.touched {
            let headers = headers(old, Term::from_field_text(fields().id, id))?;
            for header in headers {
                labels.extend(self.kinship(header).family);
            }
        }
        for label in labels {
            self.add_family(label)?;
        }
        Ok(())
    }

    /// The articles of this run, and what may be kin to them.
    fn find_new(&mut self) -> Result<()> {
        let entries = self.entries;
        let first = self.nodes.len();
        let mut bands = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            self.add(Place::New(entry), Kinship::default());
            bands.extend(entry.ties.bands.iter().map(|&band| (band, at)));
        }
        let bands = Bands::new(bands);
        for alike in bands.shared() {
            for (i, &(_, at)) in alike.iter().enumerate() {
                for &(_, before_at) in &alike[..i] {
                    let (entry, before) = (&entries[at], &entries[before_at]);
                    if self.leader(first + at) != self.leader(first + before_at)
                        && entry.about.fits(&before.about)
                        && entry.ties.sketch.is_near(&before.ties.sketch)
                    {
                        self.join(first + at, first + before_at);
                    }
                }
            }
        }
        let Some(old) = self.old else { return Ok(()) };
        let met = bands.met(old).map_err(Error::damaged)?;
        for (at, entry) in entries.iter().enumerate() {
            // In a fixed order: the first of a family brings all of it.
            for header in met.of(&entry.ties.bands) {
                self.meet(first + at, entry, header)?;
            }
        }
        Ok(())
    }

    /// Joins the article at `header` to `node`, where they may be kin.
    fn meet(&mut self, node: usize, entry: &Entry, header: DocAddress) -> Result<()> {
        let Some(seen) = self.look(header)? else {
            return Ok(());
        };
        if !entry.about.fits(&seen.about) || !entry.ties.sketch.is_near(&seen.sketch) {
            return Ok(());
        }
        if let Some(other) = self.old_node(header)? {
            self.join(node, other);
        }
        Ok(())
    }

    /// The node of the article at `header`, with its family; none where this run touched it.
    fn old_node(&mut self, header: DocAddress) -> Result<Option<usize>> {
        match self.look(header)? {
            None => return Ok(None),
            Some(Seen {
                node: Some(node), ..
            }) => return Ok(Some(*node)),
            Some(_) => {}
        }
        let before = self.kinship(header);
        let node = self.add(Place::Old(header), before);
        if let Some(Some(seen)) = self.known.get_mut(&header) {
            seen.node = Some(node);
        }
        if let Some(label) = before.family {
            self.add_family(label)?;
        }
        Ok(Some(node))
    }

    fn kinship(&self, header: DocAddress) -> Kinship {
        self.columns[header.segment_ord as usize].kinship(header.doc_id)
    }

    fn add_family(&mut self, label: u64) -> Result<()> {
        let Some(old) = self.old else { return Ok(()) };
        if !self.families.insert(label) {
            return Ok(());
        }
        let mut first = None;
        for header in headers(old, Term::from_field_u64(fields().family, label))? {
            if let Some(node) = self.old_node(header)? {
                match first {
                    Some(first) => self.join(first, node),
                    None => first = Some(node),
                }
            }
        }
        Ok(())
    }

    fn look(&mut self, header: DocAddress) -> Result<Option<&Seen>> {
        if let (false, Some(old)) = (self.known.contains_key(&header), self.old) {
            let HeaderRecord {
                article, sketch, ..
            } = record(old, header)?;
            let seen = (!self.touched.contains(&article.id)).then(|| Seen {
                about: About::of(&article),
                sketch,
                node: None,
            });
            self.known.insert(header, seen);
        }
        Ok(self.known.get(&header).and_then(Option::as_ref))
    }

    fn add(&mut self, place: Place<'a>, before: Kinship) -> usize {
        self.nodes.push(Node { place, before });
        self.leader.push(self.leader.len());
        self.leader.len() - 1
    }

    fn leader(&mut self, node: usize) -> usize {
        leader(&mut self.leader, node)
    }

    fn join(&mut self, one: usize, other: usize) {
        let (a, b) = (self.leader(one), self.leader(other));
        self.leader[a.max(b)] = a.min(b);
    }

    /// The nodes that may be kin to each other. One that stands alone is left out, unless
    /// it had kin before.
    fn components(&mut self) -> Vec<Vec<usize>> {
        let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for node in 0..self.nodes.len() {
            found.entry(self.leader(node)).or_default().push(node);
        }
        let matters = |nodes: &Vec<usize>| {
            nodes.len() > 1 || self.nodes[nodes[0]].before != Kinship::default()
        };
        found.into_values().filter(matters).collect()
    }

    /// Decides who is kin among these, and writes again whose kinship is another than before.
    fn settle(&self, component: &[usize]) -> Result<()> {
        let mut items = Vec::with_capacity(component.len());
        for &node in component {
            let article = self.article(node)?;
            items.push(Item {
                print: Print::of(&article),
                published: article.published,
                id: article.id,
            });
        }
        let settled = kinships(&items);
        for ((&node, item), kinship) in component.iter().zip(items).zip(settled) {
            if self.nodes[node].before == kinship {
                continue;
            }
            let article = self.article(node)?;
            let ties = Ties {
                sketch: item.print.sketch,
                bands: item.print.bands,
                kinship,
            };
            let (path, stamp) = self.origin(node)?;
            let writer = self.output.writer()?;
            writer.put(&article, &path, stamp, &ties, true)?;
        }
        Ok(())
    }

    fn article(&self, node: usize) -> Result<Article> {
        match (&self.nodes[node].place, self.old) {
            (Place::New(entry), _) => self.output.shelf.article(entry),
            (Place::Old(header), Some(old)) => whole_article(old, *header),
            (Place::Old(_), None) => Err(Error::damaged("an article of no index")),
        }
    }

    /// The path of the node's file, in the file's own spelling, and its stamp.
    fn origin(&self, node: usize) -> Result<(String, Stamp)> {
        match (&self.nodes[node].place, self.old) {
            (Place::New(entry), _) => Ok((entry.path.clone(), entry.stamp)),
            (Place::Old(header), Some(old)) => origin(old, *header),
            (Place::Old(_), None) => Err(Error::damaged("an article of no index")),
        }
    }
}

fn origin(searcher: &Searcher, header: DocAddress) -> Result<(String, Stamp)> {
    let columns = searcher.segment_reader(header.segment_ord).fast_fields();
    let doc = header.doc_id;
    let mut path = String::new();
    if let Some(paths) = columns.str("path").map_err(Error::damaged)?
        && let Some(ord) = paths.ords().first(doc)
    {
        paths.ord_to_str(ord, &mut path).map_err(Error::damaged)?;
    }
    let number = |name: &str| -> Result<u64> {
        let column = columns.u64(name).map_err(Error::damaged)?;
        Ok(column.first(doc).unwrap_or(0))
    };
    let mtimes = columns.i64("mtime").map_err(Error::damaged)?;
    let stamp = Stamp {
        size: number("size")?,
        mtime: mtimes.first(doc).unwrap_or(0),
        hash: number("hash")?,
    };
    Ok((path, stamp))
}
