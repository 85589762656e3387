//! Who has an id: of two articles with one id the first stays, by path and then by
//! line, in whichever order they are read. The other is a duplicate, which its file's
//! record remembers; where it had been written it is superseded. A file of duplicates is
//! retried once the id is free.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard};

use xxhash_rust::xxh3::xxh3_64;

use crate::error::Result;
use crate::guard::lock;

use super::manifest::Manifest;
use super::plan::Plan;

/// Locks, so that workers seldom wait for one another.
const STRIPES: usize = 256;

/// An article's claim to its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its file.
    pub path: Arc<str>,
    /// Its line.
    pub line: Option<u32>,
    /// The hash of its content.
    pub hash: u64,
}

impl Claim {
    fn rank(&self) -> (&str, Option<u32>) {
        (&self.path, self.line)
    }
}

/// What became of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Held,
    /// It holds, and this article, which had the id before, is superseded.
    Replaced(Claim),
    /// Another article has the id.
    Duplicate,
    /// The article could not be made, for this reason.
    Failed(String),
}

/// The claims of one run.
pub struct Claims<'a> {
    before: &'a Manifest,
    plan: &'a Plan<'a>,
    stripes: Vec<Mutex<HashMap<String, Claim>>>,
}

impl<'a> Claims<'a> {
    /// No claims yet.
    pub fn new(before: &'a Manifest, plan: &'a Plan<'a>) -> Claims<'a> {
        Claims {
            before,
            plan,
            stripes: (0..STRIPES).map(|_| Mutex::default()).collect(),
        }
    }

    /// Claims `id`, and calls `write` where the index has to change for it. `write` is
    /// told whether there is an article with this id to be replaced; it answers with the
    /// reason where the article cannot be made.
    pub fn claim(
        &self,
        id: String,
        mine: Claim,
        write: impl FnOnce(bool) -> Result<std::result::Result<(), String>>,
    ) -> Result<Outcome> {
        let known = self.before.article(&id);
        let mut stripe = self.stripe(&id);
        let entry = stripe.entry(id);
        let mut older = None;
        if let Entry::Occupied(other) = &entry {
            let other = other.get();
            if other.rank() < mine.rank() {
                return Ok(Outcome::Duplicate);
            }
            older = Some(other.clone());
        } else if let Some((path, other)) = known
            && path != &*mine.path
            && self.plan.holds(path)
        {
            let other = Claim {
                path: Arc::from(path),
                line: other.line,
                hash: other.hash,
            };
            if other.rank() < mine.rank() {
                return Ok(Outcome::Duplicate);
            }
            older = Some(other);
        }
        let untouched = known.is_some_and(|(path, known)| {
            path == &*mine.path && known.hash == mine.hash && known.line == mine.line
        });
        if !untouched || older.is_some() {
            let replace = known.is_some() || older.is_some();
            if let Err(reason) = write(replace)? {
                return Ok(Outcome::Failed(reason));
            }
        }
        entry.insert_entry(mine);
        Ok(older.map_or(Outcome::Held, Outcome::Replaced))
    }

    /// Who has `id` at present, by path and line.
    pub fn owner(&self, id: &str) -> Option<(String, Option<u32>)> {
        if let Some(claim) = self.stripe(id).get(id) {
            return Some((claim.path.to_string(), claim.line));
        }
        let (path, known) = self.before.article(id)?;
        self.plan
            .holds(path)
            .then(|| (path.to_string(), known.line))
    }

    /// The claim that holds `id` in this run.
    pub fn get(&self, id: &str) -> Option<Claim> {
        self.stripe(id).get(id).cloned()
    }

    /// Whether an article of this run has `id`.
    pub fn has(&self, id: &str) -> bool {
        self.stripe(id).contains_key(id)
    }

    /// Calls `look` with every claim.
    pub fn for_each(&self, mut look: impl FnMut(&str, &Claim)) {
        for stripe in &self.stripes {
            for (id, claim) in &*lock(stripe) {
                look(id, claim);
            }
        }
    }

    fn stripe(&self, id: &str) -> MutexGuard<'_, HashMap<String, Claim>> {
        lock(&self.stripes[xxh3_64(id.as_bytes()) as usize % STRIPES])
    }
}
