//! Two credentials side by side, for people.

use std::io::{self, Write};

use europass::compare::{Row, Value};

use super::clean;
use crate::words::{Gaps, Words};

/// Most values printed for one element of one credential.
const MOST_VALUES: usize = 12;

/// What both say alike first, on one line; then what differs, one below the other.
pub(crate) fn compared(out: &mut impl Write, words: &Words, rows: &[Row]) -> io::Result<()> {
    let say = |part: &str| words.say(&format!("annex1.{part}"), &Gaps::new()).unwrap_or_default();
    for row in rows {
        let name = say(&format!("element.{}", row.element.as_str()));
        if row.same {
            writeln!(out, "= {name:<31} {}", values(&row.left))?;
            continue;
        }
        let nothing = say("not_stated");
        let read = |side: &[Value]| if side.is_empty() { nothing.clone() } else { values(side) };
        let sign = if row.left.is_empty() && row.right.is_empty() { '–' } else { '≠' };
        writeln!(out, "{sign} {name:<31} {}", read(&row.left))?;
        if sign == '≠' {
            writeln!(out, "  {:<31} {}", "", read(&row.right))?;
        }
    }
    Ok(())
}

fn values(values: &[Value]) -> String {
    let mut labels: Vec<_> = values.iter().take(MOST_VALUES).map(|value| clean(&value.label)).collect();
    if values.len() > MOST_VALUES {
        labels.push("…".to_owned());
    }
    labels.join("; ")
}
