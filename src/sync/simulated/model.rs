//! A log of a few words, in the place of a real one.

use std::collections::BTreeSet;

use super::{Chance, Living};
use crate::sync::{Judged, Log, Rows, Told, hash};

/// A log of a few words.
#[derive(Clone, Default)]
pub(crate) struct Model {
    rows: Vec<String>,
    database: String,
}

impl Model {
    /// A sealed line for an event.
    fn line(id: &str) -> String {
        format!("{id} {}", hash(id.as_bytes()))
    }
}

impl Log for Model {
    type Error = String;
    type Line = String;

    fn judge(&self, line: &str) -> Judged<String> {
        match line.split_once(' ') {
            Some((id, seal)) if seal == hash(id.as_bytes()) => Judged::Event(id.to_owned()),
            _ => Judged::Torn,
        }
    }

    fn day<'a>(&self, _: &'a String) -> &'a str {
        "2026-11-26"
    }

    fn database(&self) -> &str {
        &self.database
    }

    fn id_of(&self, row: u64) -> Result<Option<String>, String> {
        Ok(self.rows.get(usize::try_from(row).unwrap_or(usize::MAX).wrapping_sub(1)).cloned())
    }

    fn keep_copy(&mut self) -> Result<(), String> {
        Ok(())
    }

    fn take_in(&mut self, lines: &[String]) -> Result<Vec<Told>, String> {
        let told = lines.iter().map(|id| match self.rows.iter().position(|known| known == id) {
            Some(at) => Told::Known(at as u64 + 1),
            None => {
                self.rows.push(id.clone());
                Told::Added(self.rows.len() as u64)
            }
        });
        Ok(told.collect())
    }

    fn lacking(&self, placed: &Rows) -> Result<Vec<(u64, String)>, String> {
        let rows = placed.gaps(self.rows.len() as u64).into_iter().flatten();
        Ok(rows.map(|row| (row, Self::line(&self.rows[usize::try_from(row).expect("small") - 1]))).collect())
    }
}

impl Living for Model {
    fn live(&mut self, chance: Chance<'_>, _: i64) {
        let drawn: Vec<u8> = (0..16).map(|_| u8::try_from(chance(256)).expect("a byte")).collect();
        self.rows.push(hash(&drawn));
    }

    fn state(&self) -> String {
        let mut rows = self.rows.clone();
        rows.sort();
        rows.join(" ")
    }

    fn ids(&self) -> BTreeSet<String> {
        self.rows.iter().cloned().collect()
    }

    fn cloned(&self) -> Option<Self> {
        Some(self.clone())
    }

    fn mended(&mut self, may_go: &dyn Fn(u64) -> bool, chance: Chance<'_>) {
        let rows = std::mem::take(&mut self.rows);
        let kept = rows.into_iter().zip(1..).filter(|(_, row)| !may_go(*row) || chance(3) > 0);
        self.rows = kept.map(|(id, _)| id).collect();
        self.rows.sort();
        self.database.push('+');
    }
}
