//! `stack`: what awards add up to.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use platform::files::{self, FileFault};
use serde::Serialize;
use stack::check::Fault;
use stack::{Award, Equivalence, Policy, ReadError, limits};
use wallet::goals::report::{Given, Saved, confirmed};
use wallet::goals::{self, Asked, Evaluation, Holdings, Rules, Terms, Which};
use wallet::{Judging, Session, WalletFault};

use super::printer::print_line;
use crate::args::Stack;
use crate::exit::{Ending, Trouble};
use crate::{judging, session, text};

pub(crate) fn stack(options: &Stack, out: &mut impl Write) -> Result<Ending, Trouble> {
    match (&options.check, &options.qualification) {
        (Some(report), _) => check(options, report, out),
        (None, Some(name)) => count(options, name, out),
        (None, None) => catalogue(options, out),
    }
}

/// One qualification.
fn count(options: &Stack, name: &str, out: &mut impl Write) -> Result<Ending, Trouble> {
    let mut desk = Desk::new(options)?;
    let rules = desk.rules(name)?;
    let choice = |target: &String| {
        goals::choice(&rules.qualification, target)
            .ok_or_else(|| Trouble::NoSuchChoice { name: target.clone() })
    };
    let choices = options.specialisation.iter().map(choice).collect::<Result<_, _>>()?;
    let evaluation = desk.evaluate(rules, choices)?;
    if let Some(path) = &options.html {
        files::write_whole(path, evaluation.page()?.as_bytes())?;
    }
    if options.json {
        print_line(out, &evaluation.report())?;
    } else {
        text::goal(out, &evaluation.goal())?;
    }
    let mut ending = Ending::default();
    ending.outlook(evaluation.plan().result);
    Ok(ending)
}

/// Every goal there is, the nearest first.
fn catalogue(options: &Stack, out: &mut impl Write) -> Result<Ending, Trouble> {
    let mut desk = Desk::new(options)?;
    let list = match &mut desk.wallet {
        Some(session) => session.goals(options.count_unrecognised)?,
        None => {
            let holdings = Holdings::planned(desk.awards.clone().unwrap_or_default());
            goals::list(goals::catalogue().to_vec(), &holdings, desk.on, |_| Ok(desk.terms(BTreeMap::new())))?
        }
    };
    for line in &list.goals {
        if options.json { print_line(out, line)? } else { text::goal_line(out, line)? }
    }
    Ok(Ending::default())
}

/// A saved report, checked again.
fn check(options: &Stack, report: &Path, out: &mut impl Write) -> Result<Ending, Trouble> {
    let saved = read(report, Saved::from_json)?;
    let awards = awards(options)?;
    if awards.is_none() && saved.appendix.is_none() {
        return Err(Trouble::NoAwards);
    }
    let name = options.qualification.as_ref().unwrap_or(&saved.plan.qualification.id);
    let on = day(options);
    let rules = match without_wallet(name, on)? {
        Some(rules) => rules,
        None => from_wallet(&mut open(options)?, name)?,
    };
    let policy = Policy::on(on);
    let given = Given { awards, equivalences: equivalences(options)?, policy };
    let result = saved.check(&rules.qualification, &given);
    let checked = Checked {
        check: if result.is_ok() { "confirmed" } else { "refused" },
        confirmed: result.as_ref().ok().map(|what| confirmed(*what)),
        faults: result.as_ref().err().into_iter().flatten().map(FaultLine::of).collect(),
        qualification: &saved.plan.qualification.id,
        version: &saved.plan.qualification.version,
        inputs_sha256: &saved.plan.inputs_sha256,
    };
    if options.json {
        print_line(out, &checked)?
    } else {
        text::checked(out, &checked)?
    }
    let mut ending = Ending::default();
    if result.is_err() {
        ending.refused();
    }
    Ok(ending)
}

/// What was found out about a saved report. Fields are added, never changed.
#[derive(Serialize)]
pub(crate) struct Checked<'a> {
    pub(crate) check: &'static str,
    pub(crate) confirmed: Option<&'static str>,
    pub(crate) faults: Vec<FaultLine>,
    pub(crate) qualification: &'a str,
    pub(crate) version: &'a str,
    pub(crate) inputs_sha256: &'a str,
}

/// One thing that is wrong with a report.
#[derive(Serialize)]
pub(crate) struct FaultLine {
    pub(crate) code: &'static str,
    pub(crate) about: String,
}

impl FaultLine {
    fn of(fault: &Fault) -> Self {
        Self { code: fault.what.code(), about: fault.about.clone() }
    }
}

/// What is counted: awards that were given, or the wallet.
struct Desk<'a> {
    options: &'a Stack,
    on: Date,
    awards: Option<Vec<Award>>,
    equivalences: Option<Vec<Equivalence>>,
    /// Only opened when no awards are given.
    wallet: Option<Session>,
}

impl<'a> Desk<'a> {
    fn new(options: &'a Stack) -> Result<Self, Trouble> {
        let (awards, equivalences) = (awards(options)?, equivalences(options)?);
        let wallet = if awards.is_none() { Some(open(options)?) } else { None };
        Ok(Self { options, on: day(options), awards, equivalences, wallet })
    }

    fn rules(&mut self, name: &str) -> Result<Rules, Trouble> {
        match (without_wallet(name, self.on)?, &mut self.wallet) {
            (Some(rules), _) => Ok(rules),
            (None, Some(session)) => from_wallet(session, name),
            (None, None) => Err(Trouble::NoSuchGoal { name: name.to_owned() }),
        }
    }

    fn evaluate(
        &mut self,
        rules: Rules,
        choices: BTreeMap<String, String>,
    ) -> Result<Evaluation, WalletFault> {
        let count_unrecognised = self.options.count_unrecognised;
        let asked = Asked { on: Some(self.on.to_string()), count_unrecognised, choices, ..Asked::default() };
        match &mut self.wallet {
            Some(session) => {
                let ledger = self.equivalences.clone();
                session.count(Which::Given(Box::new(rules)), &asked, ledger)
            }
            None => {
                let holdings = Holdings::planned(self.awards.clone().unwrap_or_default());
                Evaluation::new(rules, holdings, self.terms(BTreeMap::new()), &asked)
            }
        }
    }

    fn terms(&self, choices: BTreeMap<String, String>) -> Terms {
        Terms {
            on: self.on,
            count_unrecognised: self.options.count_unrecognised,
            equivalences: self.equivalences.clone().unwrap_or_default(),
            answers: BTreeMap::new(),
            choices,
        }
    }
}

/// The wallet, judged by these options alone: what was found out under others does not count.
fn open(options: &Stack) -> Result<Session, Trouble> {
    let judging = Judging { at: Some(time(options)), ..judging::judging(&options.judge)? };
    session::open_judging(&options.wallet, judging)
}

/// The day that is counted for, in UTC.
fn day(options: &Stack) -> Date {
    time(options).to_zoned(TimeZone::UTC).date()
}

fn time(options: &Stack) -> Timestamp {
    options.judge.at.unwrap_or_else(|| platform::ports().clock.now())
}

/// Rules of a file or of the catalogue; nothing when a name is neither.
pub(super) fn without_wallet(name: &str, on: Date) -> Result<Option<Rules>, Trouble> {
    let path = Path::new(name);
    let built_in = goals::catalogue().iter().find(|rules| rules.qualification.id == name);
    if let (Some(rules), false) = (built_in, path.exists()) {
        return Ok(Some(rules.clone()));
    }
    if !path.exists() && !name.contains(['/', '\\']) && path.extension().is_none() {
        return Ok(None);
    }
    let mut all = read(path, |bytes| goals::read_rules(bytes, on))?;
    if all.is_empty() {
        return Err(Trouble::NoSuchGoal { name: name.to_owned() });
    }
    let more = all.len() - 1;
    let rules = all.swap_remove(0);
    tell_unexpressed(&rules, more);
    Ok(Some(rules))
}

/// What of a file does not count is said beside the output.
fn tell_unexpressed(rules: &Rules, more: usize) {
    let mut err = io::stderr().lock();
    // A message that cannot be shown is no reason to stop.
    for one in &rules.unexpressed {
        let _ = writeln!(err, "tessera: not expressed: {} at {}", one.what, one.at);
    }
    if more > 0 {
        let _ = writeln!(err, "tessera: the first of {} structures in the file is used", more + 1);
    }
}

fn from_wallet(session: &mut Session, name: &str) -> Result<Rules, Trouble> {
    match session.rules(name) {
        Err(WalletFault::GoalUnknown { id }) => Err(Trouble::NoSuchGoal { name: id }),
        other => Ok(other?),
    }
}

fn awards(options: &Stack) -> Result<Option<Vec<Award>>, Trouble> {
    options.awards.as_ref().map(|path| read(path, Award::list_from_json)).transpose()
}

fn equivalences(options: &Stack) -> Result<Option<Vec<Equivalence>>, Trouble> {
    options.equivalences.as_ref().map(|path| read(path, stack::parse)).transpose()
}

/// Reads a file, with its name in what goes wrong.
fn read<T>(path: &Path, parse: impl Fn(&[u8]) -> Result<T, ReadError>) -> Result<T, Trouble> {
    let named = |fault| Trouble::Rules { path: path.display().to_string(), fault };
    let bytes = match files::read_at_most(path, limits::MAX_FILE_BYTES) {
        Err(FileFault::TooLarge { limit, .. }) => {
            return Err(named(ReadError::TooLarge { bytes: limit.saturating_add(1) }));
        }
        other => other?,
    };
    parse(&bytes).map_err(named)
}
