//! A few things kept at hand, the least recently used one making room.

use std::sync::{Mutex, PoisonError};

/// Keeps at most a few values. Made for single digits: it looks through all of them.
#[derive(Debug)]
pub(crate) struct Lru<K, V> {
    most: usize,
    list: Mutex<Vec<(K, V)>>,
}

impl<K: PartialEq + Clone, V: Clone> Lru<K, V> {
    pub(crate) const fn new(most: usize) -> Self {
        Self { most, list: Mutex::new(Vec::new()) }
    }

    /// The value of a key, made when it is not there. `make` runs under the lock, so it has to be quick.
    pub(crate) fn get_or(&self, key: &K, make: impl FnOnce() -> V) -> V {
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = list.iter().position(|(k, _)| k == key) {
            let found = list.remove(at);
            let value = found.1.clone();
            list.push(found);
            return value;
        }
        let value = make();
        list.push((key.clone(), value.clone()));
        if list.len() > self.most {
            list.remove(0);
        }
        value
    }

    /// The value of a key, if it is there.
    pub(crate) fn get(&self, key: &K) -> Option<V> {
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        let at = list.iter().position(|(k, _)| k == key)?;
        let found = list.remove(at);
        let value = found.1.clone();
        list.push(found);
        Some(value)
    }

    /// Forgets everything.
    pub(crate) fn clear(&self) {
        self.list.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Keeps a value.
    pub(crate) fn put(&self, key: K, value: V) {
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        list.retain(|(k, _)| *k != key);
        list.push((key, value));
        if list.len() > self.most {
            list.remove(0);
        }
    }
}
