//! Output for people. Everything from a credential is shown on one line and without control characters,
//! so that a hostile title cannot drive the terminal.

use std::io::{self, Write};

use vc::view::{Claim, Text};
use vc::{Check, Outcome, Report};
use wallet::{Card, Detail};

use crate::words::{Gaps, Words, day, name};

/// One judged credential: verdict first, then the reasons.
pub(crate) fn judged(out: &mut impl Write, words: &Words, path: &str, report: &Report) -> io::Result<()> {
    let claims = &report.claims;
    writeln!(out, "{}", clean(path))?;
    let title = plain(&claims.title).unwrap_or_else(|| "Credential without a title".to_owned());
    writeln!(out, "  {}: {title}", words.verdict(report).to_uppercase())?;
    if let Some(learner) = plain(&claims.subject.name) {
        writeln!(out, "  Awarded to {learner}")?;
    }
    for result in &report.checks {
        let remark = result.check == Check::Schema && result.outcome == Outcome::Fail;
        let mark = match result.outcome {
            _ if remark => '!',
            Outcome::Pass => '✓',
            Outcome::Fail => '✗',
            Outcome::Undetermined => '?',
            Outcome::NotApplicable => '–',
        };
        let sentence = clean(&words.sentence(result, report));
        writeln!(out, "    {mark} {:<13} {sentence}", words.check(result.check))?;
    }
    writeln!(out)
}

/// Input that is no credential, or could not be had. `fault` says it where there are no words for the code.
pub(crate) fn unreadable(
    out: &mut impl Write,
    words: &Words,
    path: &str,
    code: &str,
    fault: &str,
) -> io::Result<()> {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let gaps = Gaps::from([("name".to_owned(), clean(file)), ("limit".to_owned(), "20 MB".to_owned())]);
    let said = |part| words.say(&format!("fault.{code}.{part}"), &gaps);
    let what = said("what").unwrap_or_else(|| clean(fault));
    writeln!(out, "{}\n  UNREADABLE: {what} ({code})", clean(path))?;
    if let Some(act) = said("act") {
        writeln!(out, "    {act}")?;
    }
    writeln!(out)
}

/// One line of the list.
pub(crate) fn card(out: &mut impl Write, words: &Words, card: &Card) -> io::Result<()> {
    let verdict =
        words.say(&format!("verdict.{}.word", name(card.verdict)), &Gaps::new()).unwrap_or_default();
    let reason = card.code.and_then(|code| words.say(&format!("code.{}.short", code.as_str()), &Gaps::new()));
    let verdict = match reason {
        Some(reason) => format!("{verdict}: {reason}"),
        None => verdict,
    };
    writeln!(out, "{}  {}", card.record, clean(&card.title))?;
    let awarded = card.awarded.as_deref().and_then(day);
    let parts = [Some(clean(&card.issuer)), awarded, card.size.as_deref().map(clean), Some(verdict)];
    writeln!(
        out,
        "    {}",
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    )
}

/// One credential whole.
pub(crate) fn detail(out: &mut impl Write, words: &Words, detail: &Detail) -> io::Result<()> {
    let report = &detail.report;
    judged(out, words, detail.file_name.as_deref().unwrap_or(&detail.record), report)?;
    let mut pair = |name: &str, value: Option<String>| match value {
        Some(value) if !value.is_empty() => writeln!(out, "  {name:<16}{}", clean(&value)),
        _ => Ok(()),
    };
    if let Some(seal) = &report.seal {
        pair("Sealed by", Some(seal.sealed_by.clone()))?;
        let proven = seal.proven_time.map(|time| format!("{}, time proven", time));
        let claimed = seal.claimed_time.map(|time| format!("{}, by its own word", time));
        pair("Sealed on", proven.or(claimed))?;
    }
    pair("In force from", report.claims.valid_from.as_deref().and_then(day))?;
    pair("In force until", report.claims.valid_until.as_deref().and_then(day))?;
    for part in &report.claims.claims {
        claim(out, part, 1)?;
    }
    writeln!(out, "\n  Kept since {}, {} bytes, SHA-256 {}", detail.stored_at, detail.bytes, report.sha256)?;
    writeln!(out, "  Judged for {}", detail.checked_at)
}

fn claim(out: &mut impl Write, claim: &Claim, depth: usize) -> io::Result<()> {
    let indent = "  ".repeat(depth);
    writeln!(out, "\n{indent}{}", plain(&claim.title).unwrap_or_default())?;
    let mut pair = |name: &str, value: Option<String>| match value {
        Some(value) if !value.is_empty() => writeln!(out, "{indent}  {name:<14}{}", clean(&value)),
        _ => Ok(()),
    };
    for party in &claim.awarded_by {
        pair("Awarded by", plain(&party.name))?;
    }
    pair("Awarded on", claim.awarded_on.as_deref().and_then(day))?;
    for credit in &claim.credits {
        let framework = plain(&credit.framework.label).unwrap_or_default();
        pair("Credits", Some(format!("{} {framework}", credit.points)))?;
    }
    pair("Workload", claim.workload.clone())?;
    pair("Level", claim.eqf_level.as_ref().and_then(|level| plain(&level.label)))?;
    for assessment in &claim.assessments {
        let parts = [plain(&assessment.title), plain(&assessment.grade)];
        pair("Assessment", Some(parts.into_iter().flatten().collect::<Vec<_>>().join(": ")))?;
    }
    for outcome in &claim.outcomes {
        writeln!(out, "{indent}  • {}", plain(&outcome.title).unwrap_or_default())?;
    }
    claim.parts.iter().try_for_each(|part| self::claim(out, part, depth + 1))
}

fn plain(text: &Text) -> Option<String> {
    text.pick(&[]).map(clean).filter(|text| !text.is_empty())
}

/// One line, without control characters or marks that reorder text.
fn clean(text: &str) -> String {
    let reorders = |character: char| matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let visible = text.chars().map(|character| if character.is_whitespace() { ' ' } else { character });
    visible
        .filter(|character| !character.is_control() && !reorders(*character))
        .collect::<String>()
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_title_cannot_drive_the_terminal() {
        assert_eq!(clean("a\u{1b}[2Jb\nc\u{202e}d\u{9b}e"), "a[2Jb cde");
    }
}
