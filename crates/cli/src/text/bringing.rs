//! What Europass takes, for people.

use std::io::{self, Write};

use wallet::Bringing;

use super::clean;
use crate::words::{Gaps, Words};

/// One credential, and each way into Europass.
pub(crate) fn bringing(out: &mut impl Write, words: &Words, one: &Bringing) -> io::Result<()> {
    let say = |key: String| words.say(&key, &Gaps::new()).unwrap_or_default();
    writeln!(out, "{}", clean(&one.title))?;
    for taking in &one.ways {
        let outcome = match taking.outcome {
            vc::Outcome::Pass => "pass",
            vc::Outcome::Fail | vc::Outcome::NotApplicable => "fail",
            vc::Outcome::Undetermined => "undetermined",
        };
        let way = say(format!("europass.way.{}", taking.way.as_str()));
        writeln!(out, "  {way:<11} {}", say(format!("europass.taking.{outcome}")))?;
        if let Some(obstacle) = taking.obstacle {
            writeln!(out, "  {:<11} {}", "", say(format!("europass.obstacle.{}", obstacle.as_str())))?;
        }
    }
    writeln!(out)
}
