//! Every way to put something into a signed document, or to change it, that a careless verifier lets
//! through: into every object and at every leaf of every sample, and of the public vectors at hand.

mod classes;
mod places;
mod table;

use serde_json::Value;
use tests::data;

use self::classes::INJECTIONS;
use self::places::{changed, deleted, doubled, elements, leaves, objects};
use self::table::{Table, report};
use super::samples::named;

/// Samples with proofs that are verified as they are.
const GOOD: &[&str] = &[
    "badge-preparing.json",
    "badge-materials.json",
    "badge-workstation.json",
    "badge-safety.json",
    "badge-responsibility.json",
    "course-vc-1.json",
    "course-vc-2.json",
];

/// Public signed documents; those whose key is not at hand are left out.
const PUBLIC: &[(&str, usize)] = &[("vectors/vc-di-eddsa", 6), ("vectors/dcc/verifiableCredentials", 6)];

#[test]
fn nothing_can_be_put_in() {
    let mut table = Table::default();
    for (name, document) in samples().chain(public()) {
        for (class, inject) in INJECTIONS {
            for at in objects(&document) {
                let mut injected = document.clone();
                if injected.pointer_mut(&at).and_then(Value::as_object_mut).is_some_and(inject) {
                    table.count(class, &name, &at, &injected);
                }
            }
        }
    }
    table.print("injected");
    assert_eq!(table.rows.len(), INJECTIONS.len());
    table.require_none_accepted();
}

#[test]
fn nothing_can_be_changed() {
    let mut table = Table::default();
    for (name, document) in samples().chain(public()) {
        for at in leaves(&document) {
            table.count_edit("leaf changed", &name, &at, (&document, changed(&document, &at)));
            table.count_edit("leaf deleted", &name, &at, (&document, deleted(&document, &at)));
        }
        // Nothing in a set of proofs says how many there are: one can be taken away.
        for at in elements(&document).iter().filter(|at| !at.starts_with("/proof/")) {
            table.count_edit("element removed", &name, at, (&document, deleted(&document, at)));
            table.count_edit("element doubled", &name, at, (&document, doubled(&document, at)));
        }
    }
    table.print("edited");
    assert_eq!(table.rows.len(), 4);
    assert_eq!(table.rows["leaf changed"].same, 0, "another value says something else");
    table.require_none_accepted();
}

fn samples() -> impl Iterator<Item = (String, Value)> {
    GOOD.iter().map(|name| ((*name).to_owned(), serde_json::from_slice(named(name)).unwrap()))
}

/// The public documents that hold as they are, without anything else at hand.
fn public() -> impl Iterator<Item = (String, Value)> {
    let folders = PUBLIC.iter().filter_map(|(folder, cases)| data::find(folder, *cases));
    let files = folders.flat_map(|folder| data::files(&folder));
    let documents = files.filter(|path| path.extension().is_some_and(|kind| kind == "json"));
    documents
        .map(|path| (data::name(&path), data::json(&path)))
        .filter(|(_, document)| report(document).is_some_and(|report| table::accepts(&report)))
}
