//! Output for people. Everything from a credential is shown on one line and without control characters,
//! so that a hostile title cannot drive the terminal.

use std::io::{self, Write};

mod annex1;
mod bringing;
mod compared;
mod detail;
mod goal;
mod network;
mod tongues;

use vc::view::CredentialView;
use vc::{Check, DocumentKind, NestedKind, NestedReport, Outcome, Report};
use wallet::Card;

use crate::words::{Gaps, Words, counts, day, name};
pub(crate) use annex1::annex1;
pub(crate) use bringing::bringing;
pub(crate) use compared::compared;
pub(crate) use detail::detail;
pub(crate) use goal::{checked, goal, goal_line, matched};
pub(crate) use network::network;
pub(crate) use tongues::Tongues;

/// One judged credential: verdict first, then the reasons.
pub(crate) fn judged(out: &mut impl Write, words: &Words, path: &str, report: &Report) -> io::Result<()> {
    judged_in(out, words, Tongues::ANY, path, report)
}

/// The same, with the title in a language that somebody chose.
fn judged_in(
    out: &mut impl Write,
    words: &Words,
    tongues: Tongues<'_>,
    path: &str,
    report: &Report,
) -> io::Result<()> {
    writeln!(out, "{}", clean(path))?;
    writeln!(out, "  {}: {}", words.verdict(report).to_uppercase(), title(tongues, &report.claims))?;
    if let Some(learner) = tongues.name(&report.claims.subject.name) {
        let what = if report.kind == DocumentKind::Presentation { "Shown by" } else { "Awarded to" };
        writeln!(out, "  {what} {learner}")?;
    }
    for variant in &report.claims.variants {
        let said = |part: &str| {
            words.say(&format!("variant.{}{part}", name(variant)), &Gaps::new()).unwrap_or_default()
        };
        writeln!(out, "  {}. {}", said(""), said("_text"))?;
    }
    reasons(out, words, report)?;
    for one in &report.nested {
        nested(out, words, tongues, one, 1)?;
    }
    writeln!(out)
}

/// The checks, then every part that no signature covers.
fn reasons(out: &mut impl Write, words: &Words, report: &Report) -> io::Result<()> {
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
    for part in &report.unsigned {
        let mark = if counts(part) { '✗' } else { '!' };
        writeln!(out, "    {mark} Not signed    {}: {}", clean(&words.place(&part.at)), clean(&part.value))?;
        writeln!(out, "                    {}", words.unsigned(part))?;
    }
    Ok(())
}

/// A credential inside another, with a verdict of its own.
fn nested(
    out: &mut impl Write,
    words: &Words,
    tongues: Tongues<'_>,
    one: &NestedReport,
    depth: usize,
) -> io::Result<()> {
    let indent = "  ".repeat(depth);
    let view = &one.report.claims;
    let who = tongues
        .plain(&view.issuer.name)
        .or_else(|| words.say("endorsements.who_unknown", &Gaps::new()))
        .unwrap_or_default();
    let what = match (one.kind, endorsed(&one.at)) {
        (NestedKind::Endorsement, part) => {
            let what = words.say(&format!("endorsements.of_{part}"), &Gaps::new()).unwrap_or_default();
            let gaps = Gaps::from([("who".to_owned(), who), ("what".to_owned(), what)]);
            words.say("endorsements.headline", &gaps).unwrap_or_default()
        }
        (NestedKind::Credential, _) => title(tongues, view),
    };
    writeln!(out, "\n{indent}{}: {}", words.verdict(&one.report).to_uppercase(), clean(&what))?;
    writeln!(out, "{indent}  at {}", clean(&words.place(&one.at)))?;
    if one.kind == NestedKind::Endorsement && !one.about_parent {
        let said = |part| words.say(&format!("endorsements.{part}"), &Gaps::new()).unwrap_or_default();
        writeln!(out, "{indent}  ! {}. {}", said("elsewhere"), said("elsewhere_text"))?;
    }
    let comment = view.endorsement.as_ref().and_then(|endorsement| tongues.plain(&endorsement.comment));
    if let Some(comment) = comment {
        writeln!(out, "{indent}  “{comment}”")?;
    }
    reasons(out, words, &one.report)?;
    one.report.nested.iter().try_for_each(|inner| nested(out, words, tongues, inner, depth + 1))
}

/// What an endorsement is attached to, by where it stands.
fn endorsed(pointer: &str) -> &'static str {
    let carrier = pointer.split('/').filter(|step| step.parse::<usize>().is_err()).rev().nth(1);
    match carrier {
        Some("achievement") => "achievement",
        Some("issuer" | "creator" | "source") => "provider",
        _ => "credential",
    }
}

/// The title, or where there is none that of the first claim.
fn title(tongues: Tongues<'_>, view: &CredentialView) -> String {
    tongues
        .plain(&view.title)
        .or_else(|| view.claims.first().and_then(|claim| tongues.plain(&claim.title)))
        .unwrap_or_else(|| "Credential without a title".to_owned())
}

/// Input that is no credential, or could not be had. `fault` says it where there are no words for the code.
pub(crate) fn unreadable(
    out: &mut impl Write,
    words: &Words,
    path: &str,
    index: Option<usize>,
    code: &str,
    fault: &str,
) -> io::Result<()> {
    let file = clean(path.rsplit(['/', '\\']).next().unwrap_or(path));
    let name = match index {
        Some(index) => format!("Entry {} of {file}", index + 1),
        None => file,
    };
    let gaps = Gaps::from([("name".to_owned(), name), ("limit".to_owned(), "20 MB".to_owned())]);
    let said = |part| words.say(&format!("fault.{code}.{part}"), &gaps);
    let what = said("what").unwrap_or_else(|| clean(fault));
    writeln!(out, "{}\n  UNREADABLE: {what} ({code})", clean(path))?;
    if let Some(act) = said("act") {
        writeln!(out, "    {act}")?;
    }
    writeln!(out)
}

/// A code that holds an address or another text.
pub(crate) fn not_followed(out: &mut impl Write, path: &str, text: &str) -> io::Result<()> {
    writeln!(out, "{}\n  UNREADABLE: the code says {} (link_not_followed)", clean(path), clean(text))?;
    writeln!(out, "    Nothing was fetched.\n")
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
    let size = card.size.as_deref().map(|size| words.size(&clean(size)));
    let parts = [Some(clean(&card.issuer)), awarded, size, Some(verdict)];
    writeln!(
        out,
        "    {}",
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    )
}

/// One line, without control characters or marks that reorder text.
pub(crate) fn clean(text: &str) -> String {
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

    #[test]
    fn an_endorsement_belongs_to_what_carries_it() {
        for (pointer, carrier) in [
            ("/endorsement", "credential"),
            ("/endorsement/3", "credential"),
            ("/credentialSubject/achievement/endorsement/0", "achievement"),
            ("/credentialSubject/0/achievement/endorsement", "achievement"),
            ("/issuer/endorsement/0", "provider"),
            ("/credentialSubject/endorsement", "credential"),
        ] {
            assert_eq!(endorsed(pointer), carrier, "{pointer}");
        }
    }
}
