//! `evidence`: what a learner says themselves of what they learned.

use std::io::{self, Write};
use std::path::PathBuf;

use platform::{NewFolder, files};
use wallet::goals::telling::code;
use wallet::{Declared, MAX_DECLARED_FILE_BYTES, NewDeclared, Session, WalletFault};

use super::printer::print_line;
use crate::args::{EvidenceAct, EvidenceAdd, EvidenceChange, EvidenceSave, Told};
use crate::exit::{Ending, Trouble};
use crate::session;
use crate::words::Words;

pub(crate) fn evidence(act: &EvidenceAct, out: &mut impl Write) -> Result<Ending, Trouble> {
    match act {
        EvidenceAct::List(options) => {
            let list = session::open(&options.wallet)?.declared()?;
            for item in &list.items {
                if options.json {
                    print_line(out, item)?
                } else {
                    writeln!(out, "{}  {}", item.id, item.title)?
                }
            }
            if !options.json {
                writeln!(
                    out,
                    "{} self-declared, files {} bytes. {COUNTS_NOTHING}",
                    list.items.len(),
                    list.bytes
                )?;
            }
        }
        EvidenceAct::Show(options) => {
            let item = one(&mut session::open(&options.wallet)?, &options.id)?;
            if options.json { print_line(out, &item)? } else { tell(out, &item)? }
        }
        EvidenceAct::Add(options) => {
            let item = add(options)?;
            if options.json { print_line(out, &item)? } else { tell(out, &item)? }
        }
        EvidenceAct::Change(options) => {
            let item = change(options)?;
            if options.json { print_line(out, &item)? } else { tell(out, &item)? }
        }
        EvidenceAct::Save(options) => save(options, out)?,
        EvidenceAct::Pack(options) => super::pack::pack(options, out)?,
        EvidenceAct::Packs(options) => super::pack::packs(options, out)?,
        EvidenceAct::Remove(options) => {
            let mut session = session::open(&options.wallet)?;
            match &options.file {
                Some(sha256) => _ = session.detach(&options.id, sha256)?,
                None => session.withdraw_declared(&options.id)?,
            }
        }
    }
    Ok(Ending::default())
}

fn add(options: &EvidenceAdd) -> Result<Declared, Trouble> {
    let read = read_all(&options.told.file)?;
    let mut session = session::open_or_create(&options.wallet, wallet::Judging::default())?;
    let nothing = NewDeclared {
        title: options.title.clone(),
        description: String::new(),
        place: String::new(),
        setting: options.setting.into(),
        from: String::new(),
        until: String::new(),
        hours: String::new(),
        skills: Vec::new(),
        links: Vec::new(),
    };
    let item = session.declare(None, told(nothing, &options.told))?;
    let attached = attach(&mut session, &item.id, read);
    if attached.is_err() {
        session.withdraw_declared(&item.id)?;
    }
    Ok(attached?.unwrap_or(item))
}

fn change(options: &EvidenceChange) -> Result<Declared, Trouble> {
    let read = read_all(&options.told.file)?;
    let mut session = session::open(&options.wallet)?;
    let before = one(&mut session, &options.id)?;
    let as_before = NewDeclared {
        title: options.title.clone().unwrap_or(before.title),
        description: before.description,
        place: before.place,
        setting: options.setting.map_or(before.setting, Into::into),
        from: before.from.unwrap_or_default(),
        until: before.until.unwrap_or_default(),
        hours: before.hours.map(|hours| hours.to_string()).unwrap_or_default(),
        skills: before.skills.into_iter().map(|skill| skill.stated).collect(),
        links: before.links,
    };
    let item = session.declare(Some(&options.id), told(as_before, &options.told))?;
    Ok(attach(&mut session, &options.id, read)?.unwrap_or(item))
}

/// What options say goes before what is there; a list that is given takes the place of the list that was.
fn told(before: NewDeclared, told: &Told) -> NewDeclared {
    let or = |given: &Option<String>, before| given.clone().unwrap_or(before);
    let or_list = |given: &Vec<String>, before| if given.is_empty() { before } else { given.clone() };
    NewDeclared {
        description: or(&told.description, before.description),
        place: or(&told.place, before.place),
        from: or(&told.from, before.from),
        until: or(&told.until, before.until),
        hours: or(&told.hours, before.hours),
        skills: or_list(&told.skill, before.skills),
        links: or_list(&told.link, before.links),
        ..before
    }
}

/// Files are read before anything is kept: one that is not there keeps nothing half told.
fn read_all(paths: &[PathBuf]) -> Result<Vec<(String, Vec<u8>)>, Trouble> {
    let read = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok((name, files::read_at_most(path, MAX_DECLARED_FILE_BYTES)?))
    };
    paths.iter().map(read).collect()
}

fn attach(
    session: &mut Session,
    id: &str,
    files: Vec<(String, Vec<u8>)>,
) -> Result<Option<Declared>, WalletFault> {
    let mut last = None;
    for (name, bytes) in files {
        last = Some(session.attach(id, &name, &bytes)?);
    }
    Ok(last)
}

fn save(options: &EvidenceSave, out: &mut impl Write) -> Result<(), Trouble> {
    let mut session = session::open(&options.wallet)?;
    let item = one(&mut session, &options.id)?;
    let new = NewFolder::start(&options.output)?;
    for (place, file) in item.files.iter().enumerate() {
        let name = wallet::plain_file_name(place + 1, &file.name);
        new.file(&name, &session.attached(&options.id, &file.sha256)?.1)?;
    }
    new.finish()?;
    writeln!(out, "Written to {}, not encrypted: files {}.", options.output.display(), item.files.len())?;
    Ok(())
}

fn one(session: &mut Session, id: &str) -> Result<Declared, WalletFault> {
    let unknown = || wallet::DeclaredFault::Unknown { id: id.to_owned() };
    let found = session.declared()?.items.into_iter().find(|item| item.id == id);
    Ok(found.ok_or_else(unknown)?)
}

fn tell(out: &mut impl Write, item: &Declared) -> io::Result<()> {
    let words = Words::english();
    let setting = words.say(&format!("setting.{}", code(item.setting)), &[].into());
    writeln!(out, "{}", item.title)?;
    writeln!(out, "    Self-declared: {}. {COUNTS_NOTHING}", setting.unwrap_or_default())?;
    if !item.place.is_empty() {
        writeln!(out, "    {}", item.place)?;
    }
    match (&item.from, &item.until) {
        (Some(from), Some(until)) => writeln!(out, "    {from} to {until}")?,
        (Some(from), None) => writeln!(out, "    from {from}")?,
        (None, Some(until)) => writeln!(out, "    until {until}")?,
        (None, None) => {}
    }
    if let Some(hours) = item.hours {
        writeln!(out, "    {hours} hours")?;
    }
    item.description.lines().try_for_each(|line| writeln!(out, "    {line}"))?;
    for skill in &item.skills {
        match &skill.label {
            Some(label) => writeln!(out, "    skill: {label} ({})", skill.stated)?,
            None => writeln!(out, "    skill: {}", skill.stated)?,
        }
    }
    item.links.iter().try_for_each(|link| writeln!(out, "    link: {link}"))?;
    for file in &item.files {
        writeln!(out, "    file: {}, {} bytes, SHA-256 {}", file.name, file.bytes, file.sha256)?;
    }
    writeln!(out, "    {}", item.id)
}

const COUNTS_NOTHING: &str = "It counts toward no goal until somebody recognises it.";
