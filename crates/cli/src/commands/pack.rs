//! `evidence pack`: what goes to an assessor.

use std::io::{self, Write};
use std::path::Path;

use platform::{NewFolder, files};
use wallet::{Pack, PackMade, PackRequest, Session, WalletFault};

use super::printer::print_line;
use crate::args::{EvidenceList, EvidencePack};
use crate::exit::Trouble;
use crate::session;
use crate::text::clean;
use crate::words::Words;
use wallet::goals::telling::{code, shown};

pub(super) fn pack(options: &EvidencePack, out: &mut impl Write) -> Result<(), Trouble> {
    let mut session = session::open(&options.wallet)?;
    let request = request(options, &mut session)?;
    let pack = match &options.output {
        None => session.preview_pack(&request)?,
        Some(file) if is_paper(file) => {
            let (pack, paper) = session.print_pack(&request)?;
            files::write_whole(file, &paper.bytes)?;
            session.note_pack(&pack)?;
            pack
        }
        Some(folder) => {
            let new = NewFolder::start(folder)?;
            let pack =
                session.write_pack(&request, |name, bytes| new.file(name, bytes).map_err(Trouble::from))?;
            new.finish()?;
            session.note_pack(&pack)?;
            pack
        }
    };
    if options.json {
        return Ok(print_line(out, &pack)?);
    }
    tell(out, &pack)?;
    match &options.output {
        Some(path) => writeln!(out, "Written to {}, not encrypted.", path.display())?,
        None => writeln!(out, "Nothing was written. To make the folder, add -o DIR.")?,
    }
    Ok(())
}

/// A name that ends in `.pdf` is a file to print, any other a folder.
fn is_paper(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
}

pub(super) fn packs(options: &EvidenceList, out: &mut impl Write) -> Result<(), Trouble> {
    let packs = session::open(&options.wallet)?.packs()?;
    for pack in &packs {
        if options.json { print_line(out, pack)? } else { tell_made(out, pack)? }
    }
    if !options.json && packs.is_empty() {
        writeln!(out, "No pack was made.")?;
    }
    Ok(())
}

fn tell_made(out: &mut impl Write, pack: &PackMade) -> io::Result<()> {
    writeln!(out, "{}", clean(&format!("{}, for {}", shown(&pack.made_at), pack.audience)))?;
    if !pack.goal.is_empty() {
        writeln!(out, "    held against {}", clean(&pack.goal))?;
    }
    writeln!(out, "    things in it: {}", pack.things)?;
    for one in &pack.answers {
        let answer = format!("{}, {}: {} stands for {}", one.decided_by, shown(&one.date), one.from, one.to);
        writeln!(out, "    answered by {}: {}", one.decision, clean(&answer))?;
    }
    pack.sha256.as_ref().map_or(Ok(()), |sha256| writeln!(out, "    {sha256}"))
}

/// What was named, else what fits the goal.
fn request(options: &EvidencePack, session: &mut Session) -> Result<PackRequest, WalletFault> {
    let goal = options.goal.clone();
    let offer = session.offer_pack(goal.as_deref())?;
    let fitting = |offered: Vec<wallet::Offered>| -> Vec<String> {
        offered.into_iter().filter(|one| one.fits).map(|one| one.id).collect()
    };
    let (evidence, credentials) = match options.evidence.is_empty() && options.credential.is_empty() {
        true => (fitting(offer.evidence), fitting(offer.credentials)),
        false => (options.evidence.clone(), options.credential.clone()),
    };
    Ok(PackRequest {
        goal,
        evidence,
        credentials,
        learner: options.learner.clone().unwrap_or(offer.learner),
        audience: options.audience.clone(),
        message: options.message.clone(),
    })
}

fn tell(out: &mut impl Write, pack: &Pack) -> io::Result<()> {
    let words = Words::english();
    writeln!(out, "{}, for {}", pack.learner, pack.audience)?;
    for (place, one) in pack.evidence.iter().enumerate() {
        writeln!(out, "    E{} {} (self-declared)", place + 1, one.item.title)?;
        one.files.iter().try_for_each(|file| writeln!(out, "        {} {} bytes", file.path, file.bytes))?;
    }
    for (place, one) in pack.credentials.iter().enumerate() {
        let verdict =
            words.say(&format!("verdict.{}.word", code(one.verdict)), &[].into()).unwrap_or_default();
        writeln!(out, "    C{} {}, {} ({verdict})", place + 1, one.title, one.issuer)?;
        writeln!(out, "        {} {} bytes", one.file.path, one.file.bytes)?;
    }
    let named =
        pack.points.iter().filter(|point| !point.evidence.is_empty() || !point.credentials.is_empty());
    if !pack.points.is_empty() {
        writeln!(
            out,
            "    Named in it: {} of {} things that the goal asks.",
            named.count(),
            pack.points.len()
        )?;
    }
    Ok(())
}
