//! How far each public suite is passed, beside the figure to reach: one table at the end of `make test`.
//!
//! A suite's own test says what it found; [`Table`] sets the findings beside [`SUITES`], and fails where one is
//! missing or falls short.

use std::fmt;
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::{Deserialize, Serialize};

use crate::data;

/// A public suite and the figure to reach.
#[derive(Debug, Clone, Copy)]
pub struct Suite {
    /// Its name in the table.
    pub name: &'static str,
    /// Where its cases are, for the machine that has none.
    pub data: &'static str,
    /// Cases in it.
    pub cases: usize,
    /// Cases that are not for a wallet, or of an older edition: fewest that are left out is best.
    pub left_out: usize,
    /// The figure to reach, in words.
    pub reference: &'static str,
    /// Fewest cases that must pass.
    pub at_least: usize,
}

/// What a suite's test found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// The suite.
    pub suite: String,
    /// Cases that came out right.
    pub passed: usize,
    /// Cases that were not run.
    pub skipped: usize,
    /// Cases that came out wrong.
    pub failing: Vec<String>,
}

/// Keeps what a suite's test found.
///
/// # Panics
/// When it cannot be kept, or no suite has this name.
pub fn record(suite: &str, passed: usize, skipped: usize, failing: &[String]) {
    assert!(SUITES.iter().any(|known| known.name == suite), "{suite} has no line in the table");
    let score = Score { suite: suite.to_owned(), passed, skipped, failing: failing.to_vec() };
    let text = serde_json::to_vec(&score).expect("a score can be written");
    fs::create_dir_all(folder()).and_then(|()| fs::write(file(suite), text)).expect("a folder for scores");
}

/// Every suite beside its score.
#[derive(Debug)]
pub struct Table(Vec<(Suite, Option<Score>)>);

impl Table {
    /// Reads what the tests left.
    ///
    /// # Errors
    /// When a score cannot be read.
    pub fn read() -> io::Result<Self> {
        let read = |suite: &Suite| match fs::read(file(suite.name)) {
            Ok(text) => Ok((*suite, Some(serde_json::from_slice(&text)?))),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok((*suite, None)),
            Err(fault) => Err(fault),
        };
        SUITES.iter().map(read).collect::<io::Result<_>>().map(Self)
    }

    /// The suites that fall short, and those that were not run though their data is there.
    pub fn short(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().filter(|(suite, score)| suite.falls_short(score.as_ref())).map(|(suite, _)| suite.name)
    }
}

impl Suite {
    fn falls_short(&self, score: Option<&Score>) -> bool {
        match score {
            None => data::at(self.data).is_some(),
            Some(score) => {
                let known = score.passed + score.skipped + score.failing.len() == self.cases;
                !known || score.passed < self.at_least || score.skipped > self.left_out
            }
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<34} {:>5} {:>6} {:>7}  {:<34} failing",
            "suite", "cases", "passed", "skipped", "to reach"
        )?;
        for (suite, score) in &self.0 {
            let Suite { name, cases, reference, .. } = suite;
            match score {
                Some(Score { passed, skipped, failing, .. }) => {
                    let mark = if suite.falls_short(score.as_ref()) { "SHORT " } else { "" };
                    let failing = failing.join(" ");
                    let line = format!(
                        "{name:<34} {cases:>5} {passed:>6} {skipped:>7}  {reference:<34} {mark}{failing}"
                    );
                    writeln!(f, "{}", line.trim_end())?;
                }
                None if suite.falls_short(None) => writeln!(f, "{name:<34} {cases:>5} NOT RUN")?,
                None => writeln!(f, "{name:<34} {cases:>5} skipped: {cases} cases, no data")?,
            }
        }
        Ok(())
    }
}

fn file(suite: &str) -> PathBuf {
    folder().join(format!("{}.json", suite.replace(|letter: char| !letter.is_ascii_alphanumeric(), "-")))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/test/scores")
}

/// A line of the table in which every case must pass.
const fn all(name: &'static str, data: &'static str, cases: usize) -> Suite {
    Suite { name, data, cases, left_out: 0, reference: "all", at_least: cases }
}

/// The suites at hand, and what is to be reached.
pub const SUITES: &[Suite] = &[
    all("EU trusted lists", "edc/trusted-lists", 10),
    all("wycheproof Ed25519", "vectors/wycheproof", 151),
    all("wycheproof P-256", "vectors/wycheproof", 262),
    all("wycheproof P-384", "vectors/wycheproof", 280),
    Suite {
        reference: "no invalid one, all of ours",
        left_out: 10,
        at_least: 391,
        ..all("wycheproof JWS", "vectors/wycheproof", 401)
    },
    Suite {
        reference: "no invalid one, all of ours",
        left_out: 4,
        at_least: 22,
        ..all("wycheproof JWK", "vectors/wycheproof", 26)
    },
    all("RFC 8785 (JCS)", "vectors/jcs", 6),
    all("multibase", "vectors/multibase", 6),
    all("did:key", "vectors/did-key", 12),
    all("jose cookbook", "vectors/jose-cookbook", 12),
    all("rdf-canon, both readings", "vectors/rdf-canon", 86),
    Suite {
        reference: ">= 97 % (PyLD 449/456)",
        left_out: 11,
        at_least: 453,
        ..all("json-ld-api toRdf", "vectors/json-ld-api", 467)
    },
    Suite {
        reference: ">= 99 % (PyLD 374/376)",
        left_out: 9,
        at_least: 375,
        ..all("json-ld-api expand", "vectors/json-ld-api", 385)
    },
    all("vc-di-eddsa", "vectors/vc-di-eddsa", 6),
    all("vc-di-eddsa jcs, vc-di-ecdsa", "vectors/vc-di-ecdsa", 5),
    all("ecdsa-sd-2023, derived", "vectors/vc-di-ecdsa", 1),
    all("ecdsa-sd-2023, base", "vectors/vc-di-ecdsa", 1),
    Suite {
        reference: "26/26, one of them an issuer's own",
        left_out: 1,
        at_least: 25,
        ..all("vc-jose-cose", "vectors/vc-jose-cose", 26)
    },
    all("sd-jwt-python", "vectors/sd-jwt", 17),
    all("Token Status List", "vectors/token-status-list", 293),
    all("Bitstring Status List", "vectors/bitstring-status-list", 1),
    Suite { left_out: 1, at_least: 60, ..all("VCDM 2.0 inputs", "vectors/vcdm2", 61) },
    Suite { reference: "intact, issuer open", ..all("baked badges", "vectors/open-badges/ob30", 4) },
    Suite { reference: "outer and inner each judged", ..all("CLR 2.0", "vectors/open-badges/clr20", 2) },
    Suite { reference: "the right class of each", ..all("DSS JAdES", "edc/jades-dss", 28) },
    Suite { reference: "four facts exact, no false yes", ..all("DCC credentials", "vectors/dcc", 12) },
    Suite { reference: "seal holds, none verified", ..all("EDC sealed", "edc/sealed", 3) },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suite_falls_short_for_one_case_that_is_wrong_skipped_or_lost() {
        let suite = Suite { left_out: 1, at_least: 8, ..all("s", "absent", 10) };
        let score = |passed, skipped, failing: &[&str]| Score {
            suite: "s".to_owned(),
            passed,
            skipped,
            failing: failing.iter().map(|id| (*id).to_owned()).collect(),
        };
        for (good, score) in [
            (true, score(9, 1, &[])),
            (true, score(8, 1, &["a"])),
            (false, score(7, 1, &["a", "b"])),
            (false, score(8, 2, &[])),
            (false, score(8, 1, &[])),
        ] {
            assert_eq!(suite.falls_short(Some(&score)), !good, "{score:?}");
        }
        assert!(!suite.falls_short(None), "there is no data");
    }

    #[test]
    fn every_suite_has_a_file_of_its_own() {
        let files: std::collections::BTreeSet<_> = SUITES.iter().map(|suite| file(suite.name)).collect();
        assert_eq!(files.len(), SUITES.len());
    }
}
