//! Labels of ESCO in other languages, from a file that a person brings.
//!
//! ESCO publishes a table for each of its languages (`skills_fi.csv`, `occupations_fi.csv` …); `tools/vocabulary` writes a
//! shorter one. Only terms of ESCO are taken: what levels and kinds of credits are called is not for a file to say.

use std::collections::BTreeMap;

use serde::Deserialize;
use thiserror::Error;

use crate::limits::{MAX_LABEL_CHARACTERS, MAX_LABEL_FILE_BYTES, MAX_LABELS, MAX_LANGUAGE_CHARACTERS};

/// Labels of ESCO in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// BCP 47 tag, lower case.
    language: String,
    /// By address, without what all of them begin with.
    labels: BTreeMap<String, String>,
}

/// Why a file gives no labels.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LabelsFault {
    /// It is longer than any table of ESCO.
    #[error("the file is larger than {MAX_LABEL_FILE_BYTES} bytes")]
    TooLarge,
    /// There are more labels than ESCO has terms.
    #[error("there are more than {MAX_LABELS} labels")]
    TooMany,
    /// Nobody said in which language the labels are, or not by a tag.
    #[error("say which language it is, such as fi")]
    Language,
    /// It is no table of ESCO, or a line of it is none of such a table.
    #[error("line {line}: not a table of ESCO, such as skills_fi.csv")]
    Unreadable {
        /// Number of the line, from 1.
        line: u64,
    },
}

impl LabelsFault {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "labels_too_large",
            Self::TooMany => "labels_too_many",
            Self::Language => "labels_language",
            Self::Unreadable { .. } => "labels_unreadable",
        }
    }
}

impl Labels {
    /// Reads a table as ESCO publishes it (comma-separated, with `conceptUri` and `preferredLabel` among its columns), or
    /// one of [`to_text`](Self::to_text). Terms without a label in this language are left out; of two labels for one term
    /// the first stays.
    ///
    /// # Errors
    /// [`LabelsFault`]; a line about anything but a term of ESCO is `Unreadable`, so that nothing is half read.
    pub fn parse(language: &str, bytes: &[u8]) -> Result<Self, LabelsFault> {
        let language = tag(language).ok_or(LabelsFault::Language)?;
        if bytes.len() > MAX_LABEL_FILE_BYTES {
            return Err(LabelsFault::TooLarge);
        }
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let mut labels = Self { language, labels: BTreeMap::new() };
        if bytes.starts_with(ESCO.as_bytes()) {
            labels.read_short(bytes)?
        } else {
            labels.read_published(bytes)?
        }
        if labels.labels.is_empty() { Err(LabelsFault::Unreadable { line: 1 }) } else { Ok(labels) }
    }

    /// The language, as a BCP 47 tag in lower case.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Number of terms that have a label.
    #[must_use]
    pub fn terms(&self) -> usize {
        self.labels.len()
    }

    /// The label of a term, by its address.
    #[must_use]
    pub fn label(&self, address: &str) -> Option<&str> {
        let http = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
        self.labels.get(http.strip_prefix(PLACE)?).map(String::as_str)
    }

    /// Takes in what another table of the same language says; the newer label of a term wins.
    ///
    /// # Errors
    /// [`LabelsFault::TooMany`]; then some were taken in.
    pub fn take_in(&mut self, newer: Self) -> Result<(), LabelsFault> {
        self.labels.extend(newer.labels);
        if self.labels.len() > MAX_LABELS { Err(LabelsFault::TooMany) } else { Ok(()) }
    }

    /// Address, tab, label on each line.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.labels.iter().map(|(term, label)| format!("{ESCO}{term}\t{label}\n")).collect()
    }

    fn read_short(&mut self, bytes: &[u8]) -> Result<(), LabelsFault> {
        for (row, line) in (1..).zip(bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty())) {
            let (address, label) = std::str::from_utf8(line)
                .ok()
                .and_then(|line| line.trim_end_matches('\r').split_once('\t'))
                .ok_or(LabelsFault::Unreadable { line: row })?;
            self.add(address, label, row)?;
        }
        Ok(())
    }

    fn read_published(&mut self, bytes: &[u8]) -> Result<(), LabelsFault> {
        let mut reader = csv::Reader::from_reader(bytes);
        let unreadable = |line| LabelsFault::Unreadable { line };
        let header = reader.headers().map_err(|_| unreadable(1))?.clone();
        let mut record = csv::StringRecord::new();
        loop {
            let line = reader.position().line();
            if !reader.read_record(&mut record).map_err(|_| unreadable(line))? {
                return Ok(());
            }
            let row: Published<'_> = record.deserialize(Some(&header)).map_err(|_| unreadable(line))?;
            self.add(row.concept_uri, row.preferred_label, line)?;
        }
    }

    fn add(&mut self, address: &str, label: &str, line: u64) -> Result<(), LabelsFault> {
        let term = address.strip_prefix(ESCO).filter(|term| is_term(term));
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        let plain = label.chars().count() <= MAX_LABEL_CHARACTERS && !label.chars().any(char::is_control);
        let (Some(term), true) = (term, plain) else { return Err(LabelsFault::Unreadable { line }) };
        if !label.is_empty() {
            self.labels.entry(term.to_owned()).or_insert(label);
        }
        if self.labels.len() > MAX_LABELS { Err(LabelsFault::TooMany) } else { Ok(()) }
    }
}

/// The columns that matter, of a table as published.
#[derive(Deserialize)]
struct Published<'r> {
    #[serde(rename = "conceptUri", borrow)]
    concept_uri: &'r str,
    #[serde(rename = "preferredLabel", borrow)]
    preferred_label: &'r str,
}

/// The rest of an address: `skill/…`, `occupation/…`, `isco/C2…`.
fn is_term(term: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._".contains(&byte);
    (1..=100).contains(&term.len()) && term.bytes().all(plain)
}

/// A language tag in lower case; `None` when it is none.
fn tag(language: &str) -> Option<String> {
    let language = language.trim().to_ascii_lowercase();
    let mut parts = language.split('-');
    let first = parts
        .next()
        .is_some_and(|it| matches!(it.len(), 2 | 3) && it.bytes().all(|at| at.is_ascii_lowercase()));
    let rest = parts.all(|it| (1..=8).contains(&it.len()) && it.bytes().all(|at| at.is_ascii_alphanumeric()));
    (first && rest && language.len() <= MAX_LANGUAGE_CHARACTERS).then_some(language)
}

/// What the address of every term begins with.
const ESCO: &str = "http://data.europa.eu/esco/";
/// The same without the scheme: terms are named with `http`, and answer to both.
const PLACE: &str = "data.europa.eu/esco/";

#[cfg(test)]
mod tests {
    use super::*;

    const SORT: &str = "http://data.europa.eu/esco/skill/110d7aa3-e44e-4cce-a927-8d4de615f3d9";

    fn fault(language: &str, text: &str) -> &'static str {
        Labels::parse(language, text.as_bytes()).unwrap_err().code()
    }

    #[test]
    fn published_table_is_read_and_written_again() {
        let text = format!(
            "\u{feff}conceptType,conceptUri,preferredLabel,altLabels\n\
             KnowledgeSkillCompetence,{SORT},\"lajitella  jätteitä, \"\"kotona\"\"\",\"a\nb\"\n\
             KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/2,,\n\
             ISCOGroup,http://data.europa.eu/esco/isco/C0,Sotilaat,\n"
        );
        let labels = Labels::parse("FI", text.as_bytes()).unwrap();
        assert_eq!((labels.language(), labels.terms()), ("fi", 2));
        let said = Some("lajitella jätteitä, \"kotona\"");
        assert_eq!(labels.label(SORT), said);
        assert_eq!(labels.label(&SORT.replace("http:", "https:")), said);
        assert_eq!(labels.label("http://data.europa.eu/esco/skill/2"), None);
        assert_eq!(labels.label("ftp://data.europa.eu/esco/isco/C0"), None);
        assert_eq!(Labels::parse("fi", labels.to_text().as_bytes()), Ok(labels));
    }

    #[test]
    fn newer_labels_take_the_place_of_older_ones() {
        let table = |label: &str| Labels::parse("fi", format!("{SORT}\t{label}\n").as_bytes()).unwrap();
        let mut labels = table("vanha");
        labels.take_in(table("uusi")).unwrap();
        assert_eq!((labels.label(SORT), labels.terms()), (Some("uusi"), 1));
    }

    #[test]
    fn first_label_of_a_term_stays() {
        let labels = Labels::parse("fi", format!("{SORT}\tyksi\n{SORT}\tkaksi\r\n").as_bytes()).unwrap();
        assert_eq!(labels.label(SORT), Some("yksi"));
    }

    #[test]
    fn what_is_no_table_of_esco_is_refused_whole() {
        let published =
            |address: &str, label: &str| format!("conceptUri,preferredLabel\n{address},{label}\n");
        for text in [
            String::new(),
            "conceptUri,preferredLabel\n".to_owned(),
            "a,b\n1,2\n".to_owned(),
            "PK\u{3}\u{4}not unpacked".to_owned(),
            published("http://data.europa.eu/snb/eqf/6", "Level 8"),
            published("https://evil.example/skill/1", "a"),
            published("http://data.europa.eu/esco/skill/<b>", "a"),
            published("http://data.europa.eu/esco/", "a"),
            published(SORT, &"a".repeat(MAX_LABEL_CHARACTERS + 1)),
            published(SORT, "a\u{1b}[2J"),
            format!("{SORT}\ta\n{SORT} no tab\n"),
            format!("conceptUri,preferredLabel\n{SORT},a\n{SORT}\n"),
        ] {
            assert_eq!(fault("fi", &text), "labels_unreadable", "{text:.60}");
        }
        assert_eq!(Labels::parse("fi", &[0xff, 0xfe]).unwrap_err().code(), "labels_unreadable");
        let second = Labels::parse("fi", format!("{SORT}\ta\nb\n").as_bytes()).unwrap_err();
        assert_eq!(second, LabelsFault::Unreadable { line: 2 });
    }

    #[test]
    fn language_is_a_tag() {
        let text = format!("{SORT}\ta\n");
        for (language, expected) in [("fi", "fi"), (" PT-br ", "pt-br"), ("sr-latn", "sr-latn")] {
            assert_eq!(Labels::parse(language, text.as_bytes()).unwrap().language(), expected);
        }
        for language in ["", "f", "finnish", "fi_FI", "fi-", "../fi", "fi\u{0}", "12"] {
            assert_eq!(fault(language, &text), "labels_language", "{language:?}");
        }
    }

    #[test]
    fn more_than_there_can_be_is_refused() {
        let large = vec![b'a'; MAX_LABEL_FILE_BYTES + 1];
        assert_eq!(Labels::parse("fi", &large), Err(LabelsFault::TooLarge));
        let many: String = (0..=MAX_LABELS).map(|at| format!("{ESCO}skill/{at}\ta\n")).collect();
        assert_eq!(Labels::parse("fi", many.as_bytes()), Err(LabelsFault::TooMany));
    }
}
