//! Completeness, for people.

use std::io::{self, Write};

use europass::annex1::Lamp;
use vc::Outcome;
use wallet::Stated;

use super::clean;
use crate::words::{Gaps, Words};

/// Most places printed for one element.
const MOST_PLACES: usize = 3;

/// One credential: the score, then every element with where it stands, or could stand.
pub(crate) fn annex1(out: &mut impl Write, words: &Words, path: &str, stated: &Stated) -> io::Result<()> {
    let completeness = &stated.completeness;
    let say = |part: &str, gaps: &Gaps| words.say(&format!("annex1.{part}"), gaps).unwrap_or_default();
    writeln!(out, "{}", clean(path))?;
    if let Some(code) = completeness.unread {
        let why = Gaps::from([("code".to_owned(), code.as_str().to_owned())]);
        return writeln!(out, "  {}\n", say("unread", &why));
    }
    let score = [
        ("found", completeness.mandatory_found),
        ("of", completeness.mandatory_of),
        ("optional", completeness.optional_found),
        ("optional_of", completeness.optional_of),
    ];
    let score = score.map(|(name, number)| (name.to_owned(), number.to_string()));
    writeln!(out, "  {}", say("score", &Gaps::from(score)))?;
    if stated.signature != Outcome::Pass {
        writeln!(out, "  {}", say("signature_open", &Gaps::new()))?;
    }
    for lamp in &completeness.elements {
        let name = say(&format!("element.{}", lamp.element.as_str()), &Gaps::new());
        let mark = match (lamp.found, lamp.mandatory) {
            (true, _) => '✓',
            (false, true) => '✗',
            (false, false) => '–',
        };
        writeln!(out, "    {mark} {name:<31} {}", clean(&place(words, lamp)))?;
    }
    writeln!(out)
}

fn place(words: &Words, lamp: &Lamp) -> String {
    let say = |part: &str, gaps: &Gaps| words.say(&format!("annex1.{part}"), gaps).unwrap_or_default();
    if lamp.found {
        let places: Vec<_> = lamp.at.iter().take(MOST_PLACES).map(|at| words.place(at)).collect();
        let more = if lamp.at.len() > MOST_PLACES { " …" } else { "" };
        return format!("{}{more}", places.join("; "));
    }
    match &lamp.place {
        Some(place) => say("fix", &Gaps::from([("place".to_owned(), place.clone())])),
        None => say("no_place", &Gaps::new()),
    }
}
