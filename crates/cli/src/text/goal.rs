//! Goals for people: what counts, what is missing, and why.

use std::io::{self, Write};

use stack::Outlook;
use stack::qualification::Standing;
use wallet::Match;
use wallet::goals::telling::{Telling, code, plain, shown};
use wallet::goals::{Goal, GoalLine, TileState};

use super::clean;
use crate::commands::Checked;
use crate::words::{Gaps, Words};

/// One goal, verdict first.
pub(crate) fn goal(out: &mut impl Write, goal: &Goal) -> io::Result<()> {
    let told = Telling::of(goal);
    let line = &goal.line;
    writeln!(out, "{} ({}, {})", clean(&told.title()), clean(&line.id), clean(&line.version))?;
    writeln!(out, "  {}: {}", word(line.outlook), clean(&told.conclusion()))?;
    if let Some(sum) = told.sum() {
        writeln!(out, "  {}", clean(&sum))?;
    }
    for (is_so, key) in [
        (line.standing == Standing::DraftNotAuthoritative, "draft"),
        (line.standing == Standing::Example, "example"),
        (line.added, "added"),
    ] {
        if is_so {
            writeln!(out, "  {}", told.say(key, &[]))?;
        }
    }
    counted(out, &told)?;
    section(out, &told.say("missing", &[]), goal.deficits.iter().flat_map(|missing| told.lacks(missing)))?;
    let steps = goal.next_steps.iter().enumerate();
    section(out, "Next steps", steps.map(|(at, step)| format!("{}. {}", at + 1, told.step(step))))?;
    section(out, &told.say("open", &[]), told.open())?;
    let unused = goal.unused.iter().map(|one| {
        let title = told.award(&one.award).map(|award| award.title.as_str());
        format!("{}: {}", title.unwrap_or(&one.award), told.reason(one))
    });
    section(out, &told.say("unused", &[]), unused)?;
    let used = goal.equivalences.iter().filter(|decision| decision.used).map(|decision| {
        let stands = told.say("stands_for", &[("from", &decision.from), ("to", &decision.to)]);
        format!("{stands}: {}, {} ({})", decision.decided_by, shown(&decision.date), told.evidence(decision))
    });
    section(out, &told.say("decisions", &[]), used)?;
    writeln!(out, "\n  {}", told.say("competent_body", &[]))
}

/// How far what somebody shows goes toward a goal, behind the verdict on it. Without the goal: more is shown than can be
/// counted.
pub(crate) fn matched(out: &mut impl Write, goal: Option<&Goal>, matched: &Match) -> io::Result<()> {
    let words = Words::english();
    let word = |key: &str| words.say(&format!("match.{key}"), &Gaps::new()).unwrap_or_default();
    let title = goal.map_or_else(|| matched.goal.clone(), |goal| Telling::of(goal).title());
    writeln!(out, "  {}: {}", clean(&title), word(&code(matched.outlook)))?;
    if let Some(goal) = goal {
        let told = Telling::of(goal);
        let missing = goal.deficits.iter().flat_map(|missing| told.lacks(missing));
        missing.chain(told.open()).try_for_each(|line| writeln!(out, "    - {}", clean(&line)))?;
    }
    if matched.uncounted > 0 {
        writeln!(out, "    ! {}", word("uncounted"))?;
    }
    writeln!(out)
}

/// What counts, group by group.
fn counted(out: &mut impl Write, told: &Telling<'_>) -> io::Result<()> {
    let filled = |tile: &&wallet::goals::Tile| tile.state == TileState::Filled;
    if told.goal.fields.iter().flat_map(|field| &field.tiles).any(|tile| filled(&tile)) {
        writeln!(out, "\n  {}", told.say("assignment", &[]))?;
    }
    for field in &told.goal.fields {
        let mut tiles = field.tiles.iter().filter(filled).peekable();
        if tiles.peek().is_none() {
            continue;
        }
        let sum = field.needed.as_ref().map(|needed| format!(" ({} of {needed})", field.credits));
        writeln!(out, "    {}{}", clean(&plain(&field.name)), sum.unwrap_or_default())?;
        for tile in tiles {
            let code = tile.code.as_ref().map(|code| format!(" [{code}]")).unwrap_or_default();
            let award = tile.award.as_deref().and_then(|id| told.award(id));
            let by = award.map(|award| {
                let decision = tile.equivalence.as_ref();
                let decision = decision.map(|id| format!(", {}", told.say("by_decision", &[("id", id)])));
                format!(" ← {}{}", award.title, decision.unwrap_or_default())
            });
            let credits = tile.credits.as_deref().unwrap_or("✓");
            let line = format!("{}{code}{}", plain(&tile.name), by.unwrap_or_default());
            writeln!(out, "      {credits:>4}  {}", clean(&line))?;
        }
    }
    Ok(())
}

fn section(out: &mut impl Write, heading: &str, lines: impl IntoIterator<Item = String>) -> io::Result<()> {
    for (at, line) in lines.into_iter().enumerate() {
        if at == 0 {
            writeln!(out, "\n  {heading}")?;
        }
        writeln!(out, "    {}", clean(&line))?;
    }
    Ok(())
}

/// One line of the catalogue.
pub(crate) fn goal_line(out: &mut impl Write, line: &GoalLine) -> io::Result<()> {
    let progress = match &line.needed {
        Some(needed) => format!("{} of {needed}", line.credits),
        None => format!("{} of {} parts", line.parts.filled, line.parts.needed),
    };
    let word = word(line.outlook);
    writeln!(out, "{word:<8} {progress:>16}  {}  {}", clean(&line.id), clean(&plain(&line.title)))
}

/// What became of a saved report.
pub(crate) fn checked(out: &mut impl Write, checked: &Checked<'_>) -> io::Result<()> {
    let (id, version) = (clean(checked.qualification), clean(checked.version));
    match checked.confirmed {
        Some(confirmed) => writeln!(out, "CONFIRMED: {confirmed}, by the rules of {id}, version {version}"),
        None => {
            writeln!(out, "REFUSED: the report on {id}, version {version}, does not hold")?;
            checked
                .faults
                .iter()
                .try_for_each(|fault| writeln!(out, "    {} {}", fault.code, clean(&fault.about)))
        }
    }
}

fn word(outlook: Outlook) -> &'static str {
    match outlook {
        Outlook::Met => "MET",
        Outlook::NotMet => "NOT MET",
        Outlook::Unknown => "UNKNOWN",
    }
}
