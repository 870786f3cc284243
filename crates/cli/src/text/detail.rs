//! One credential whole, for people.

use std::io::{self, Write};

use vc::Report;
use vc::view::{
    Alignment, Association, Claim, Concept, Described, LearnerRecord, LearningResult, PlaceOf, RubricLevel,
    Statement, StatementValue, Supplement, Text,
};
use wallet::Detail;

use super::{Tongues, clean, judged_in};
use crate::words::{Words, day};

/// Verdict, reasons, what it says in a language that somebody chose, and the file.
pub(crate) fn detail(
    out: &mut impl Write,
    words: &Words,
    tongues: Tongues<'_>,
    detail: &Detail,
) -> io::Result<()> {
    let report = &detail.report;
    judged_in(out, words, tongues, detail.file_name.as_deref().unwrap_or(&detail.record), report)?;
    let mut lines = Lines { out, tongues, depth: 1 };
    signed(&mut lines, report)?;
    lines.pair("In force from", report.claims.valid_from.as_deref().and_then(day))?;
    lines.pair("In force until", report.claims.valid_until.as_deref().and_then(day))?;
    for identifier in &report.claims.subject.identifiers {
        let kind = identifier.kind.as_deref().unwrap_or("identifier");
        let value = if identifier.hashed { "a fingerprint of it" } else { &identifier.value };
        lines.pair("Given to", Some(format!("{kind}: {value}")))?;
    }
    for part in &report.claims.claims {
        lines.claim(part)?;
    }
    if let Some(record) = &report.claims.record {
        lines.record(record)?;
    }
    for evidence in &report.claims.evidence {
        let parts = [
            tongues.plain(&evidence.name),
            tongues.plain(&evidence.narrative).or_else(|| tongues.plain(&evidence.description)),
        ];
        lines.pair("Looked at", Some(parts.into_iter().flatten().collect::<Vec<_>>().join(": ")))?;
    }
    lines.documents(&report.claims.documents)?;
    for subject in &report.claims.subjects {
        lines.described(subject)?;
    }
    lines.statements(&report.claims.statements)?;
    let out = lines.out;
    writeln!(out, "\n  Kept since {}, {} bytes, SHA-256 {}", detail.stored_at, detail.bytes, report.sha256)?;
    writeln!(out, "  Judged for {}", detail.checked_at)?;
    match &detail.when_received {
        Some(then) => writeln!(out, "  {}", words.when_received(then)),
        None => Ok(()),
    }
}

/// By whom and when it was sealed, or each of its proofs.
fn signed(lines: &mut Lines<'_, impl Write>, report: &Report) -> io::Result<()> {
    if let Some(seal) = &report.seal {
        lines.pair("Sealed by", Some(seal.sealed_by.clone()))?;
        let proven = seal.proven_time.map(|time| format!("{time}, time proven"));
        let claimed = seal.claimed_time.map(|time| format!("{time}, by its own word"));
        lines.pair("Sealed on", proven.or(claimed))?;
    }
    for proof in &report.proofs {
        lines.pair("Proof", Some(proof.suite.clone()))?;
        lines.pair("  Key", proof.verification_method.clone())?;
        lines.pair("  Made", proof.created.as_ref().map(|time| format!("{time}, by its own word")))?;
        lines.pair("  Problem", proof.code.map(|code| code.as_str()))?;
        for note in &proof.notes {
            lines.pair("  Remark", Some(note.clone()))?;
        }
    }
    Ok(())
}

/// Indented output.
struct Lines<'o, W> {
    out: &'o mut W,
    tongues: Tongues<'o>,
    depth: usize,
}

impl<W: Write> Lines<'_, W> {
    fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}{text}", "  ".repeat(self.depth))
    }

    /// A name and its value; nothing where there is no value.
    fn pair(&mut self, name: &str, value: Option<String>) -> io::Result<()> {
        match value.map(|value| clean(&value)).filter(|value| !value.is_empty()) {
            Some(value) => self.line(&format!("{name:<15} {value}")),
            None => Ok(()),
        }
    }

    /// The same one level further in.
    fn deeper(&mut self, work: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<()> {
        self.depth += 1;
        let done = work(self);
        self.depth -= 1;
        done
    }

    /// What a learner record describes, and how it belongs together.
    fn record(&mut self, record: &LearnerRecord) -> io::Result<()> {
        if record.partial == Some(true) {
            self.pair("Not complete", Some("the provider knows of more".to_owned()))?;
        }
        for described in &record.achievements {
            let title = self.tongues.plain(&described.title).unwrap_or_default();
            self.pair("Describes", Some(format!("{title} (reaching it is no part of this record)")))?;
        }
        for Association { kind, source, target } in &record.associations {
            self.pair("Association", Some(format!("{source} {kind} {target}")))?;
        }
        Ok(())
    }

    fn claim(&mut self, claim: &Claim) -> io::Result<()> {
        writeln!(self.out)?;
        let tongues = self.tongues;
        self.line(&tongues.plain(&claim.title).unwrap_or_default())?;
        self.deeper(|lines| {
            lines.pair("Kind", claim.achievement_type.clone())?;
            for party in &claim.awarded_by {
                lines.pair("Awarded by", tongues.plain(&party.name))?;
            }
            lines.pair("Awarded on", claim.awarded_on.as_deref().and_then(day))?;
            for credit in &claim.credits {
                let framework = tongues.plain(&credit.framework.label).unwrap_or_default();
                lines.pair("Credits", Some(format!("{} {framework}", credit.points)))?;
            }
            if claim.credits.is_empty() {
                lines.pair(
                    "Credits",
                    claim.credits_available.as_ref().map(|points| format!("up to {points}")),
                )?;
            }
            lines.pair("Workload", claim.workload.clone())?;
            lines.pair("Level", claim.eqf_level.as_ref().and_then(|level| tongues.plain(&level.label)))?;
            for assessment in &claim.assessments {
                let parts = [tongues.plain(&assessment.title), tongues.plain(&assessment.grade)];
                lines.pair("Assessment", Some(parts.into_iter().flatten().collect::<Vec<_>>().join(": ")))?;
            }
            for result in &claim.results {
                lines.pair("Result", Some(self::result(tongues, result)))?;
            }
            lines.pair("Maturity", claim.maturity.as_ref().and_then(|term| tongues.plain(&term.label)))?;
            lines.beside(claim)?;
            if let Some(criteria) = &claim.criteria {
                lines
                    .pair("Criteria", tongues.plain(&criteria.narrative).or_else(|| criteria.url.clone()))?;
            }
            for alignment in &claim.alignments {
                lines.pair("Corresponds to", Some(self::alignment(tongues, alignment)))?;
            }
            // An outcome that is called like the claim or a result says nothing more.
            let said =
                |title: &Text| *title == claim.title || claim.results.iter().any(|it| it.title == *title);
            for outcome in claim.outcomes.iter().filter(|outcome| !said(&outcome.title)) {
                let level = outcome.level.as_ref().map(|level| format!(" ({})", self::level(tongues, level)));
                let title = tongues.plain(&outcome.title).unwrap_or_default();
                lines.line(&format!("• {title}{}", level.unwrap_or_default()))?;
                let terms =
                    outcome.kind.iter().chain(&outcome.reuse).filter_map(|term| tongues.plain(&term.label));
                for term in terms {
                    lines.pair("    Kind", Some(term))?;
                }
                let process = outcome
                    .process
                    .map(|process| format!("{}, by its first word or a term", crate::words::name(process)));
                lines.pair("    Bloom", process)?;
                for note in &outcome.notes {
                    lines.pair("    Remark", tongues.plain(note))?;
                }
                // A skill that is called like its outcome says nothing more.
                for skill in outcome.skills.iter().filter(|skill| skill.label != outcome.title) {
                    lines.pair("    Skill", Some(self::skill(tongues, skill)))?;
                }
            }
            claim.parts.iter().try_for_each(|part| lines.claim(part))
        })
    }

    /// Where it took place, remarks, documents, and what accreditations do not cover.
    fn beside(&mut self, claim: &Claim) -> io::Result<()> {
        let tongues = self.tongues;
        for place in &claim.places {
            let what = match place.of {
                PlaceOf::Learning => "Learned at",
                PlaceOf::Assessment => "Assessed at",
                PlaceOf::Award => "Awarded at",
            };
            let terms = place.areas.iter().chain(&place.country).map(|term| &term.label);
            let parts: Vec<_> = [&place.name, &place.address].into_iter().chain(terms).collect();
            self.pair(
                what,
                Some(parts.into_iter().filter_map(|text| tongues.plain(text)).collect::<Vec<_>>().join(", ")),
            )?;
        }
        for note in &claim.notes {
            self.pair("Remark", tongues.plain(note))?;
        }
        self.documents(&claim.documents)?;
        for one in &claim.accreditations {
            self.pair("Accreditation", tongues.plain(&one.title))?;
            let places =
                one.jurisdictions.iter().filter_map(|place| tongues.plain(&place.label).or(place.id.clone()));
            self.pair("  Holds in", Some(places.collect::<Vec<_>>().join(", ")))?;
            for scope in &one.outside {
                self.pair("  ! Outside", Some(format!("{} of the award", crate::words::name(scope))))?;
            }
            for scope in &one.unknown {
                self.pair(
                    "  ? Not known",
                    Some(format!("whether it covers the {}", crate::words::name(scope))),
                )?;
            }
        }
        Ok(())
    }

    /// Documents as what they are: addresses as text, files by size and hash.
    fn documents(&mut self, documents: &[Supplement]) -> io::Result<()> {
        let tongues = self.tongues;
        for Supplement { title, description, url, file } in documents {
            let named = tongues
                .plain(title)
                .or_else(|| tongues.plain(description))
                .unwrap_or_else(|| "without a title".to_owned());
            self.pair("Document", Some(named))?;
            self.pair("  At", url.as_ref().map(|url| format!("{url} (not opened)")))?;
            if let Some(file) = file {
                let kind = file.media_type.as_deref().unwrap_or("of no stated kind");
                let told = match &file.content {
                    Some(content) => format!("{kind}, {} bytes, SHA-256 {}", content.bytes, content.sha256),
                    None => format!("{kind}, not readable as a file"),
                };
                self.pair("  Inside", Some(told))?;
            }
        }
        Ok(())
    }

    fn described(&mut self, thing: &Described) -> io::Result<()> {
        if thing.statements.is_empty() {
            return Ok(());
        }
        writeln!(self.out)?;
        let kinds = thing.kinds.join(", ");
        self.line(&clean(if kinds.is_empty() {
            thing.id.as_deref().unwrap_or("The learner")
        } else {
            &kinds
        }))?;
        self.deeper(|lines| lines.statements(&thing.statements))
    }

    fn statements(&mut self, statements: &[Statement]) -> io::Result<()> {
        for Statement { label, values, .. } in statements {
            for value in values {
                match value {
                    StatementValue::Text { text, .. } | StatementValue::Typed { text, .. } => {
                        self.pair(&clean(label), Some(text.clone()))?;
                    }
                    StatementValue::Thing(thing) if thing.statements.is_empty() => {
                        self.pair(&clean(label), thing.id.clone())?;
                    }
                    StatementValue::Thing(thing) => {
                        self.line(&clean(label))?;
                        self.deeper(|lines| lines.statements(&thing.statements))?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// "Welding: level 3, out of 1 to 5", as far as it is said.
fn result(tongues: Tongues<'_>, result: &LearningResult) -> String {
    let title = tongues.plain(&result.title).or_else(|| result.kind.clone());
    let reached = [
        result.value.clone(),
        result.achieved_level.as_ref().map(|reached| level(tongues, reached)),
        result.status.clone(),
        result.required_level.as_ref().map(|required| format!("needed: {}", level(tongues, required))),
        result.required_value.as_ref().map(|required| format!("needed: {required}")),
    ];
    let reached = reached.into_iter().flatten().collect::<Vec<_>>().join(", ");
    title.into_iter().chain(Some(reached)).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
}

/// "sort waste (fi: lajitella jätteitä), http://…": one name, its other languages, and its address.
fn skill(tongues: Tongues<'_>, skill: &Concept) -> String {
    let main = tongues.plain(&skill.label).unwrap_or_default();
    // Without what is said already, also where its language is said with it.
    let said = |language: &str, label: &str| {
        main == clean(label) || main == format!("{} [{}]", clean(label), clean(language))
    };
    let others = skill.label.0.iter().filter(|(language, label)| !said(language, label));
    let others: Vec<_> = others.map(|(language, label)| format!("{language}: {label}")).collect();
    let named = if others.is_empty() { main } else { format!("{main} ({})", others.join("; ")) };
    let address = skill.id.clone().filter(|id| !id.starts_with("urn:")).unwrap_or_default();
    [named, address].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn level(tongues: Tongues<'_>, level: &RubricLevel) -> String {
    tongues.plain(&level.name).or_else(|| level.level.clone()).unwrap_or_default()
}

/// "Battery chemistry (ESCO, http://…)", as far as it is said.
fn alignment(tongues: Tongues<'_>, alignment: &Alignment) -> String {
    let name = tongues.plain(&alignment.name).unwrap_or_default();
    let whence = [tongues.plain(&alignment.framework), alignment.code.clone(), alignment.url.clone()];
    let whence = whence.into_iter().flatten().collect::<Vec<_>>().join(", ");
    if whence.is_empty() { name } else { format!("{name} ({whence})") }
}
