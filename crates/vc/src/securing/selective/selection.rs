//! Parts of a document, named by JSON Pointers (W3C Data Integrity ECDSA Cryptosuites 1.0 §3.4, `selectJsonLd`).

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// A part of a document. On the way to what was chosen, everything keeps its identifier and its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection(Part);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Whole,
    Members(BTreeMap<String, Part>),
    Items(BTreeMap<usize, Part>),
}

/// A pointer that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("nothing stands at {0:?}")]
pub struct PointerUnknown(pub String);

impl Selection {
    /// What stands at these pointers, and what everything around it is.
    ///
    /// # Errors
    /// [`PointerUnknown`] for the first that leads nowhere.
    pub fn of<'p>(
        document: &Value,
        pointers: impl IntoIterator<Item = &'p str>,
    ) -> Result<Self, PointerUnknown> {
        let mut root = Part::around(document);
        if let (Part::Members(members), Some(_)) = (&mut root, document.get("@context")) {
            members.insert("@context".to_owned(), Part::Whole);
        }
        for pointer in pointers {
            let unknown = || PointerUnknown(pointer.to_owned());
            let steps = steps(pointer).ok_or_else(unknown)?;
            root.add(document, &steps).ok_or_else(unknown)?;
        }
        Ok(Self(root))
    }

    /// True when everything at a pointer is in it.
    #[must_use]
    pub fn holds(&self, pointer: &str) -> bool {
        let Some(steps) = steps(pointer) else { return false };
        let mut part = &self.0;
        for step in &steps {
            let inner = match part {
                Part::Whole => return true,
                Part::Members(members) => members.get(step),
                Part::Items(items) => index(step).and_then(|index| items.get(&index)),
            };
            let Some(inner) = inner else { return false };
            part = inner;
        }
        *part == Part::Whole
    }

    /// The document with nothing else in it, but for its context. What is left of lists moves together.
    #[must_use]
    pub fn document(&self, whole: &Value) -> Value {
        self.0.cut(whole)
    }

    /// Where something in [`Selection::document`] stands in the whole document.
    pub(super) fn in_whole(&self, pointer: &str) -> String {
        let mut part = Some(&self.0);
        let mut whole = String::new();
        for step in pointer.split('/').skip(1) {
            whole.push('/');
            match part {
                Some(Part::Items(items)) => {
                    let kept = index(step).and_then(|index| items.iter().nth(index));
                    match kept {
                        Some((index, _)) => whole.push_str(&index.to_string()),
                        None => whole.push_str(step),
                    }
                    part = kept.map(|(_, inner)| inner);
                }
                Some(Part::Members(members)) => {
                    whole.push_str(step);
                    part = members.get(&name(step));
                }
                Some(Part::Whole) | None => whole.push_str(step),
            }
        }
        whole
    }
}

impl Part {
    /// What is said of everything on the way.
    fn around(value: &Value) -> Self {
        match value {
            Value::Object(members) => {
                let said = ["id", "type"].iter().filter(|name| members.contains_key(**name));
                Self::Members(said.map(|name| ((*name).to_owned(), Self::Whole)).collect())
            }
            Value::Array(_) => Self::Items(BTreeMap::new()),
            _ => Self::Whole,
        }
    }

    fn add(&mut self, value: &Value, steps: &[String]) -> Option<()> {
        let Some((step, rest)) = steps.split_first() else {
            *self = Self::Whole;
            return Some(());
        };
        let inner = match value {
            Value::Object(members) => members.get(step)?,
            Value::Array(items) => items.get(index(step)?)?,
            _ => return None,
        };
        match self {
            Self::Whole => Self::around(inner).add(inner, rest),
            Self::Members(members) => {
                members.entry(step.clone()).or_insert_with(|| Self::around(inner)).add(inner, rest)
            }
            Self::Items(items) => {
                items.entry(index(step)?).or_insert_with(|| Self::around(inner)).add(inner, rest)
            }
        }
    }

    fn cut(&self, value: &Value) -> Value {
        match (self, value) {
            (Self::Members(parts), Value::Object(members)) => {
                let kept =
                    members.iter().filter_map(|(name, value)| Some((name, parts.get(name)?.cut(value))));
                Value::Object(kept.map(|(name, value)| (name.clone(), value)).collect::<Map<_, _>>())
            }
            (Self::Items(parts), Value::Array(items)) => {
                parts.iter().filter_map(|(index, part)| Some(part.cut(items.get(*index)?))).collect()
            }
            (_, whole) => whole.clone(),
        }
    }
}

/// The names that a JSON Pointer goes along (RFC 6901 §3); `None` when it is none.
fn steps(pointer: &str) -> Option<Vec<String>> {
    if pointer.is_empty() {
        return Some(Vec::new());
    }
    Some(pointer.strip_prefix('/')?.split('/').map(name).collect())
}

fn name(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

/// The number of an item, without leading zeros.
fn index(step: &str) -> Option<usize> {
    let plain = step.bytes().all(|digit| digit.is_ascii_digit()) && (step == "0" || !step.starts_with('0'));
    plain.then(|| step.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn whole() -> Value {
        json!({
            "@context": "c", "id": "urn:1", "type": ["A"], "name": "n",
            "list": [{ "type": "B", "a": 1 }, { "id": "urn:2", "b": { "c~d": 2, "e": 3 } }, 7]
        })
    }

    fn cut(pointers: &[&str]) -> Value {
        Selection::of(&whole(), pointers.iter().copied()).unwrap().document(&whole())
    }

    #[test]
    fn what_is_chosen_brings_identifiers_and_types_around_it_and_nothing_else() {
        assert_eq!(cut(&[]), json!({ "@context": "c", "id": "urn:1", "type": ["A"] }));
        assert_eq!(
            cut(&["/list/1/b/c~0d"]),
            json!({ "@context": "c", "id": "urn:1", "type": ["A"], "list": [{ "id": "urn:2", "b": { "c~d": 2 } }] })
        );
        assert_eq!(cut(&["/list/1/b", "/list/1/b/e", "/list/2"])["list"][0], whole()["list"][1]);
        assert_eq!(cut(&[""]), whole());
    }

    #[test]
    fn places_in_the_part_are_known_in_the_whole() {
        let selection = Selection::of(&whole(), ["/list/1/b/e", "/list/2"]).unwrap();
        assert_eq!(selection.in_whole("/list/0/b"), "/list/1/b");
        assert_eq!(selection.in_whole("/list/1"), "/list/2");
        assert_eq!(selection.in_whole(""), "");
        for (pointer, holds) in [
            ("/list/1/b/e", true),
            ("/list/1/id", true),
            ("/list/1/b", false),
            ("/name", false),
            ("/type/0", true),
        ] {
            assert_eq!(selection.holds(pointer), holds, "{pointer}");
        }
    }

    #[test]
    fn pointers_that_lead_nowhere_are_refused() {
        for pointer in ["name", "/nothing", "/list/3", "/list/01", "/list/-", "/name/0", "/list/0/a/b"] {
            let refused = Selection::of(&whole(), ["/name", pointer]);
            assert_eq!(refused, Err(PointerUnknown(pointer.to_owned())));
        }
    }
}
