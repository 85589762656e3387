//! A budget of bytes: what waits to be indexed is bounded by its size, since the
//! engine bounds its queue only by the number of batches.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use tantivy::TantivyDocument;
use tantivy::schema::document::Document;

use crate::guard::lock;

use super::words::PassageWords;

/// So many bytes may wait.
#[derive(Debug)]
pub struct Budget {
    limit: usize,
    used: Mutex<usize>,
    freed: Condvar,
}

impl Budget {
    /// A budget of `limit` bytes.
    pub fn new(limit: usize) -> Arc<Budget> {
        Arc::new(Budget {
            limit,
            used: Mutex::new(0),
            freed: Condvar::new(),
        })
    }

    /// Waits until `bytes` fit. More than the whole budget fits when nothing else waits.
    pub fn take(self: &Arc<Budget>, bytes: usize) -> Ticket {
        let mut used = self.used();
        while *used > 0 && *used + bytes > self.limit {
            used = self
                .freed
                .wait(used)
                .unwrap_or_else(PoisonError::into_inner);
        }
        *used += bytes;
        Ticket {
            bytes,
            budget: self.clone(),
        }
    }

    fn used(&self) -> MutexGuard<'_, usize> {
        lock(&self.used)
    }
}

/// A part of a budget, given back when it is dropped.
#[derive(Debug)]
pub struct Ticket {
    bytes: usize,
    budget: Arc<Budget>,
}

impl Drop for Ticket {
    fn drop(&mut self) {
        *self.budget.used() -= self.bytes;
        self.budget.freed.notify_all();
    }
}

/// A document on its way into the index. The last of a batch holds the batch's ticket,
/// which it gives back when the engine is done with it.
#[derive(Debug)]
pub struct Queued {
    /// The document.
    pub document: TantivyDocument,
    /// The words of a passage, which the engine is not given.
    pub words: Option<PassageWords>,
    /// What it holds of the budget.
    pub ticket: Option<Ticket>,
}

impl Queued {
    /// A document without words.
    pub fn new(document: TantivyDocument) -> Queued {
        Queued {
            document,
            words: None,
            ticket: None,
        }
    }
}

impl Document for Queued {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        self.document
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn no_more_than_the_limit_is_out_at_a_time() {
        let budget = Budget::new(100);
        let (out, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for bytes in [10, 30, 60, 90, 25, 70] {
                let (budget, out, most) = (&budget, &out, &most);
                scope.spawn(move || {
                    for _ in 0..200 {
                        let ticket = budget.take(bytes);
                        let now = out.fetch_add(bytes, Ordering::SeqCst) + bytes;
                        most.fetch_max(now, Ordering::SeqCst);
                        out.fetch_sub(bytes, Ordering::SeqCst);
                        drop(ticket);
                    }
                });
            }
        });
        assert!(most.load(Ordering::SeqCst) <= 100);
        drop(budget.take(1000));
    }
}
