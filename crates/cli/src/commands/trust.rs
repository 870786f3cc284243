//! `trust`: the trust lists of the wallet.

use std::io::Write;

use vc::TrustListFault;
use wallet::trust::{TrustEntry, TrustListLine};
use wallet::{Judging, Reach};

use super::printer::print_line;
use crate::args::{TrustAct, TrustAdd, TrustLists, TrustOne};
use crate::exit::{Ending, Trouble};
use crate::session;
use crate::source::{Content, sources};

pub(crate) fn trust(act: &TrustAct, out: &mut impl Write) -> Result<Ending, Trouble> {
    match act {
        TrustAct::List(options) => list(options, out)?,
        TrustAct::Add(options) => add(options, out)?,
        TrustAct::Show(options) => show(options, out)?,
        TrustAct::On(options) => open(options)?.switch_trust_list(&options.id, true)?,
        TrustAct::Off(options) => open(options)?.switch_trust_list(&options.id, false)?,
        TrustAct::Remove(options) => open(options)?.remove_trust_list(&options.id)?,
    }
    Ok(Ending::default())
}

fn open(options: &TrustOne) -> Result<wallet::Session, Trouble> {
    session::open_judging(&options.wallet, judging(options.offline))
}

fn judging(offline: bool) -> Judging {
    Judging { reach: if offline { Reach::Offline } else { Reach::Online }, ..Judging::default() }
}

fn list(options: &TrustLists, out: &mut impl Write) -> Result<(), Trouble> {
    let lists = session::open(&options.wallet)?.trust_lists()?;
    for line in &lists {
        if options.json { print_line(out, line)? } else { print_list(out, line)? }
    }
    if !options.json && lists.is_empty() {
        writeln!(out, "The wallet has no trust list.")?;
    }
    Ok(())
}

fn add(options: &TrustAdd, out: &mut impl Write) -> Result<(), Trouble> {
    let mut session = session::open_or_create(&options.wallet, judging(options.offline))?;
    for source in sources(std::slice::from_ref(&options.source), true) {
        let name = source.file_name().unwrap_or_else(|| source.name());
        let Content::File(bytes) = source.read(|url| session.fetch(url))? else {
            return Err(Trouble::TrustList {
                path: name,
                fault: TrustListFault::FormatUnknown("zip".to_owned()),
            });
        };
        let added = session.add_trust_list(&name, &bytes, options.signer.as_deref())?;
        if options.json { print_line(out, &added)? } else { print_list(out, &added.line)? }
    }
    Ok(())
}

fn show(options: &TrustOne, out: &mut impl Write) -> Result<(), Trouble> {
    for entry in session::open(&options.wallet)?.trust_list(&options.id)? {
        if options.json { print_line(out, &entry)? } else { print_entry(out, &entry)? }
    }
    Ok(())
}

fn print_list(out: &mut impl Write, line: &TrustListLine) -> Result<(), Trouble> {
    let TrustListLine { id, title, source, as_of, entries, in_use, signed_by, stale, .. } = line;
    writeln!(out, "{id}  {title}")?;
    writeln!(
        out,
        "  {}, {entries} entries, {}",
        dated(as_of.as_deref()),
        if *in_use { "in use" } else { "not in use" }
    )?;
    match signed_by {
        Some(signer) => writeln!(out, "  kept by {source}, signed by {signer}")?,
        None => writeln!(out, "  from {source}, not signed")?,
    }
    if *stale {
        writeln!(out, "  its next edition is overdue: it vouches for nobody")?;
    }
    Ok(())
}

fn dated(as_of: Option<&str>) -> String {
    as_of.map_or_else(|| "without a date".to_owned(), |date| format!("of {date}"))
}

fn print_entry(out: &mut impl Write, entry: &TrustEntry) -> Result<(), Trouble> {
    let TrustEntry { name, country, key, vouches_for, in_force } = entry;
    let now = if *in_force { "" } else { ", not any more" };
    writeln!(out, "{name} ({})", country.as_deref().unwrap_or("no country"))?;
    writeln!(out, "  {vouches_for}{now}  {key}")?;
    Ok(())
}
