//! `renewals`: credentials that end, and what came in their place.

use std::collections::BTreeMap;
use std::io::Write;

use serde::Serialize;
use stack::Outlook;
use wallet::goals::telling::code;
use wallet::{Ending as CredentialEnding, EndingStanding, Endings, GoalAfter};

use super::printer::print_line;
use crate::args::{RenewalsAct, RenewalsList};
use crate::exit::{Ending, Trouble};
use crate::session;
use crate::text::clean;
use crate::words::{Gaps, Words, day};

pub(crate) fn renewals(act: &RenewalsAct, out: &mut impl Write) -> Result<Ending, Trouble> {
    match act {
        RenewalsAct::List(options) => list(options, out)?,
        RenewalsAct::Remind(options) => {
            _ = session::open(&options.wallet)?.remind_before_end(options.days.0)?;
        }
        RenewalsAct::Snooze(options) => {
            _ = session::open(&options.wallet)?.snooze_ending(&options.record, options.days.0)?;
        }
        RenewalsAct::Answer(options) => {
            let says = options.answer.into();
            _ = session::open(&options.wallet)?.answer_renewal(&options.record, &options.later, says)?;
        }
    }
    Ok(Ending::default())
}

/// A line of machine output.
#[derive(Serialize)]
struct Line<'e> {
    #[serde(flatten)]
    ending: &'e CredentialEnding,
    goals: &'e [GoalAfter],
}

fn list(options: &RenewalsList, out: &mut impl Write) -> Result<(), Trouble> {
    let mut session = session::open(&options.wallet)?;
    let Endings { remind_days, endings, more } = session.endings()?;
    let tolls = session.endings_in_goals(options.count_unrecognised)?.into_iter();
    let tolls: BTreeMap<String, Vec<GoalAfter>> = tolls.map(|toll| (toll.record, toll.goals)).collect();
    let words = Words::english();
    for ending in &endings {
        let goals = tolls.get(&ending.card.record).map(Vec::as_slice).unwrap_or_default();
        if options.json {
            print_line(out, &Line { ending, goals })?
        } else {
            tell(out, &words, ending, goals)?
        }
    }
    if !options.json {
        let key = if remind_days.is_some() { "remind" } else { "remind_never" };
        writeln!(out, "{}", say(&words, key, &[("n", remind_days.unwrap_or_default().to_string())]))?;
        if more > 0 {
            writeln!(out, "{}", say(&words, "more", &[("n", more.to_string())]))?;
        }
    }
    Ok(())
}

fn tell(
    out: &mut impl Write,
    words: &Words,
    ending: &CredentialEnding,
    goals: &[GoalAfter],
) -> Result<(), Trouble> {
    let CredentialEnding { card, days, standing, snoozed_until, renewed_by, possible } = ending;
    writeln!(out, "{}  {}", card.record, clean(&card.title))?;
    let date = card.valid_until.as_deref().map(shown).unwrap_or_default();
    let (key, n) = match days {
        ..0 => ("ended", -days),
        0 => ("ends_today", 0),
        1.. => ("ends", *days),
    };
    let ends = say(words, key, &[("n", n.to_string()), ("date", date)]);
    writeln!(out, "  {}. {ends}", say(words, &format!("standing.{}", code(standing)), &[]))?;
    if let Some(until) = snoozed_until.as_ref().filter(|_| *standing == EndingStanding::Snoozed) {
        writeln!(out, "  {}", say(words, "snoozed", &[("date", shown(until))]))?;
    }
    if let Some(by) = renewed_by {
        let key = if by.said { "renewed_said" } else { "renewed_found" };
        writeln!(out, "  {}  {}", by.card.record, say(words, key, &[("title", clean(&by.card.title))]))?;
    }
    for one in possible {
        writeln!(out, "  {}  {}", one.record, say(words, "possible", &[("title", clean(&one.title))]))?;
    }
    for goal in goals {
        let title = clean(goal.title.pick(&[]).unwrap_or(&goal.id));
        let until = shown(&goal.until);
        writeln!(out, "  {}", say(words, loss(goal), &gaps_of(goal, title, until)))?;
    }
    writeln!(out)?;
    Ok(())
}

/// What is to be said of a goal that loses something: that it is no longer met, else what it counts.
fn loss(goal: &GoalAfter) -> &'static str {
    if goal.outlook == Outlook::Met && goal.outlook_after != Outlook::Met {
        "goal_falls"
    } else if goal.credits != goal.credits_after {
        "goal_loses"
    } else {
        "goal_parts"
    }
}

fn gaps_of(goal: &GoalAfter, goal_title: String, date: String) -> Vec<(&'static str, String)> {
    vec![
        ("goal", goal_title),
        ("date", date),
        ("credits", goal.credits.clone()),
        ("after", goal.credits_after.clone()),
    ]
}

/// A sentence; where it depends on a number, that for `n`.
fn say(words: &Words, key: &str, gaps: &[(&'static str, String)]) -> String {
    let gaps: Gaps = gaps.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    let form = if gaps.get("n").is_some_and(|n| n == "1") { "one" } else { "other" };
    let whole = words.say(&format!("renewal.{key}"), &gaps);
    whole.or_else(|| words.say(&format!("renewal.{key}.{form}"), &gaps)).unwrap_or_default()
}

fn shown(date: &str) -> String {
    day(date).unwrap_or_else(|| date.to_owned())
}
