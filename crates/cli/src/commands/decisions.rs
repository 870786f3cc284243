//! `decisions`: the ledger of decisions of recognition.

use std::io::{self, Write};

use wallet::goals::telling::shown;
use wallet::goals::{Decision, NewDecision};

use super::printer::print_line;
use crate::args::{DecisionsAct, DecisionsAdd, DecisionsList};
use crate::exit::{Ending, Trouble};
use crate::session;
use crate::text::clean;

pub(crate) fn decisions(act: &DecisionsAct, out: &mut impl Write) -> Result<Ending, Trouble> {
    match act {
        DecisionsAct::List(options) => list(options, out)?,
        DecisionsAct::Add(options) => add(options, out)?,
        DecisionsAct::On(one) => session::open(&one.wallet)?.switch_decision(&one.id, true)?,
        DecisionsAct::Off(one) => session::open(&one.wallet)?.switch_decision(&one.id, false)?,
        DecisionsAct::Remove(one) => session::open(&one.wallet)?.remove_decision(&one.id)?,
    }
    Ok(Ending::default())
}

fn list(options: &DecisionsList, out: &mut impl Write) -> Result<(), Trouble> {
    let all = session::open(&options.wallet)?.decisions()?;
    for one in &all {
        if options.json { print_line(out, one)? } else { tell(out, one)? }
    }
    if !options.json && all.is_empty() {
        writeln!(out, "No decision was entered.")?;
    }
    Ok(())
}

fn add(options: &DecisionsAdd, out: &mut impl Write) -> Result<(), Trouble> {
    let DecisionsAdd { from, to, credits, framework, decided_by, date, evidence, goal, answers, .. } =
        options;
    let new = NewDecision {
        from: from.clone(),
        to: to.clone(),
        credits: credits.clone(),
        framework: framework.clone(),
        decided_by: decided_by.clone(),
        date: date.clone(),
        evidence: evidence.clone(),
        scope: goal.clone(),
        answers: answers.clone(),
    };
    let entered = session::open(&options.wallet)?.add_decision(new)?;
    if options.json {
        print_line(out, &entered)?
    } else {
        tell(out, &entered)?
    }
    Ok(())
}

fn tell(out: &mut impl Write, one: &Decision) -> io::Result<()> {
    let credits = one.credits.as_ref().zip(one.framework.as_ref());
    let credits = credits.map(|(credits, framework)| format!(" with {credits} ({framework})"));
    let counts = if one.enabled { "on" } else { "off" };
    writeln!(out, "{}  {counts}", one.id)?;
    let stands = format!("{} stands for {}{}", one.from, one.to, credits.unwrap_or_default());
    writeln!(out, "    {}", clean(&stands))?;
    let decided = format!("{}, {} ({})", one.decided_by, shown(&one.date), one.evidence);
    writeln!(out, "    {}", clean(&decided))?;
    if !one.scope.is_empty() {
        writeln!(out, "    for {}", clean(&one.scope.join(", ")))?;
    }
    if let Some(pack) = &one.answers {
        let answers = format!("answers the pack of {} for {}", shown(&pack.made_at), pack.audience);
        writeln!(out, "    {}", clean(&answers))?;
    }
    Ok(())
}
