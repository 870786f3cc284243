//! `check`: whether everything in the wallet is as it was stored, and mending it where it is not.

use std::io::Write;

use wallet::{Damaged, Health, Repaired};

use super::judge::print_line;
use crate::args::Check;
use crate::exit::{Ending, Trouble};
use crate::session;

pub(crate) fn check(options: &Check, out: &mut impl Write) -> Result<Ending, Trouble> {
    let mut ending = Ending::default();
    if options.repair {
        let repaired = session::repair(&options.wallet)?;
        if options.json {
            print_line(out, &repaired)?
        } else {
            tell_repaired(&repaired, out)?
        }
        if !repaired.lost.is_empty() {
            ending.refused();
        }
    } else {
        let health = session::open(&options.wallet)?.check()?;
        if options.json {
            print_line(out, &health)?
        } else {
            tell_health(&health, out)?
        }
        if !health.flaws.is_empty() {
            ending.refused();
        }
    }
    Ok(ending)
}

fn tell_health(health: &Health, out: &mut impl Write) -> Result<(), Trouble> {
    if health.flaws.is_empty() {
        writeln!(out, "Everything in the wallet is as it was stored.")?;
        return Ok(());
    }
    for flaw in &health.flaws {
        writeln!(out, "Damaged: {}", named(flaw))?;
    }
    writeln!(out, "To move what still opens into a new wallet: tessera check --repair")?;
    Ok(())
}

fn tell_repaired(repaired: &Repaired, out: &mut impl Write) -> Result<(), Trouble> {
    let Repaired { kept, judged_again, lost, copy } = repaired;
    writeln!(out, "Kept: {kept}. Judged again from their files: {judged_again}. Lost: {}.", lost.len())?;
    for one in lost {
        writeln!(out, "Lost: {}", named(one))?;
    }
    writeln!(out, "The damaged file stays beside the wallet as {copy}. A backup may have what is lost.")?;
    Ok(())
}

fn named(damaged: &Damaged) -> String {
    match (&damaged.record, &damaged.title) {
        (Some(record), Some(title)) => format!("{record}  {title}"),
        (Some(record), None) => record.clone(),
        (None, _) => "pages of the database; which credentials are hit is not known".to_owned(),
    }
}
