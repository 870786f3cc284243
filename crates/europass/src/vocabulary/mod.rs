//! Labels of the European vocabularies, for terms that a credential names by address alone.
//!
//! English, from the published lists; made by `tools/vocabulary/generate.py`. Other languages of ESCO come from files that
//! a person brings. A term that is not here keeps its address.

mod brought;
mod fill;

use std::collections::HashMap;
use std::sync::LazyLock;

pub use self::brought::{Labels, LabelsFault};
pub use self::fill::{label_terms, labelled};

/// The English label of a term, by its address.
#[must_use]
pub fn label(address: &str) -> Option<&'static str> {
    static LABELS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| rows().collect());
    let known = |address: &str| LABELS.get(address).copied();
    match address.strip_prefix("https://") {
        // The terms are named with http, and answer to both.
        Some(rest) => known(&format!("http://{rest}")),
        None => known(address),
    }
}

/// The codes of a vocabulary, by where its addresses begin.
#[cfg(test)]
pub(crate) fn codes(vocabulary: &'static str) -> impl Iterator<Item = &'static str> {
    rows().filter_map(move |(address, _)| address.strip_prefix(vocabulary))
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    [TERMS, SKILLS].into_iter().flat_map(str::lines).filter_map(|row| row.split_once('\t'))
}

/// Address, tab, label: the controlled lists of the European Learning Model.
const TERMS: &str = include_str!("terms.tsv");

/// The same for the ESCO skills that the catalogue and the samples name.
const SKILLS: &str = include_str!("skills.tsv");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_of_each_vocabulary_have_labels() {
        for (address, expected) in [
            ("http://data.europa.eu/snb/eqf/6", "Level 6"),
            ("https://data.europa.eu/snb/eqf/6", "Level 6"),
            ("http://data.europa.eu/snb/learning-assessment/e92d221e4d", "Blended"),
            ("http://data.europa.eu/snb/education-credit/6fcec5c5af", "European Credit Transfer System"),
            ("http://data.europa.eu/snb/learning-setting/e207a81fc7", "non-formal learning"),
            ("http://publications.europa.eu/resource/authority/country/FIN", "Finland"),
            ("http://publications.europa.eu/resource/authority/language/FIN", "Finnish"),
        ] {
            assert_eq!(label(address), Some(expected), "{address}");
        }
        for address in ["", "http://", "https://", "urn:epass:concept:1", "http://data.europa.eu/snb/eqf/9"] {
            assert_eq!(label(address), None, "{address}");
        }
    }

    #[test]
    fn tables_hold_one_label_for_each_address() {
        let mut seen = HashMap::new();
        for table in [TERMS, SKILLS] {
            for row in table.lines() {
                let (address, label) = row.split_once('\t').unwrap();
                assert!(
                    address.starts_with("http://") && !label.trim().is_empty() && !label.contains('\t'),
                    "{row}"
                );
                assert_eq!(seen.insert(address, label), None, "{address}");
            }
        }
        let count = |vocabulary| codes(vocabulary).count();
        assert_eq!(count("http://data.europa.eu/snb/eqf/"), 8);
        assert_eq!(count("http://data.europa.eu/snb/isced-f/"), 220);
        assert_eq!(count("http://data.europa.eu/snb/qdr/"), 424);
        assert_eq!(count("http://data.europa.eu/snb/assessment/"), 14);
        assert_eq!(count("http://publications.europa.eu/resource/authority/country/"), 253);
    }
}
