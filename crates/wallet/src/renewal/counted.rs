//! Renewals that the learner affirmed, where awards are counted: the old one does not count beside the new one.

use std::collections::BTreeMap;

use stack::Award;

/// Makes awards of a credential and of what came in its place awards of one unit: at most one of them counts.
///
/// Neither gains a code that any rules name, so nothing counts that would not count by itself.
pub(crate) fn join(awards: &mut [Award], said: &[(String, String)]) {
    let earlier: BTreeMap<&str, &str> = said.iter().map(|(old, new)| (new.as_str(), old.as_str())).collect();
    for (old, new) in said {
        let first = first(&earlier, old);
        for (one, other, name) in pairs(awards, old, new) {
            let code = format!("{CODE}{first}#{name}");
            for place in [one, other] {
                if !awards[place].codes.contains(&code) {
                    awards[place].codes.push(code.clone());
                }
            }
        }
    }
}

/// True for a code that only says which awards renew each other.
pub(crate) fn is_own_code(code: &str) -> bool {
    code.starts_with(CODE)
}

/// The credential that a row of renewals began with.
fn first<'r>(earlier: &BTreeMap<&'r str, &'r str>, record: &'r str) -> &'r str {
    let mut first = record;
    // A renewal ends later than what it renews, so there is no circle; a damaged wallet may say otherwise.
    for _ in 0..earlier.len() {
        match earlier.get(first) {
            Some(before) => first = before,
            None => break,
        }
    }
    first
}

/// Places of awards that belong together, with a name for the pair: the wholes where each credential has one, and what
/// has the same title.
fn pairs(awards: &[Award], old: &str, new: &str) -> Vec<(usize, usize, String)> {
    let of = |record: &str| -> Vec<usize> {
        let is_of = |place: &usize| awards[*place].credential.as_deref() == Some(record);
        (0..awards.len()).filter(is_of).collect()
    };
    let (old, new) = (of(old), of(new));
    let wholes = |places: &[usize]| -> Vec<usize> {
        places.iter().copied().filter(|place| awards[*place].parent.is_none()).collect()
    };
    let mut pairs = Vec::new();
    if let ([one], [other]) = (wholes(&old).as_slice(), wholes(&new).as_slice()) {
        pairs.push((*one, *other, String::new()));
    }
    for one in old {
        let title = awards[one].title.trim().to_lowercase();
        let alike = |other: &&usize| awards[**other].title.trim().to_lowercase() == title;
        pairs.extend(new.iter().filter(alike).map(|other| (one, *other, title.clone())));
    }
    pairs
}

/// Codes that say which awards renew each other begin so; nothing else is named so.
const CODE: &str = "tessera:renewal:";
