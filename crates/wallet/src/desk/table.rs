//! What was read at a desk as a table: one line for each thing that somebody shows.

use serde::Serialize;
use stack::Outlook;
use vc::{Check, Code, DocumentKind, NestedKind, Outcome, Report};

use super::{Match, proven, withheld};
use crate::card;

/// One line of the table. Its fields are a contract: some may be added at the end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The picture or file that it came in; empty for text.
    pub path: String,
    /// Whom it is about, by name.
    pub learner: String,
    /// The title of what is shown; of several, all.
    pub title: String,
    /// Who awarded it; of several, all.
    pub issuer: String,
    /// Whether it holds; `unreadable` for what could not be read.
    pub verdict: String,
    /// The check that decides the verdict.
    pub check: Option<Check>,
    /// Why.
    pub code: Option<String>,
    /// What came of asking whether it is bound to whoever shows it.
    pub holder: Option<Outcome>,
    /// Why.
    pub holder_code: Option<Code>,
    /// When it was shown, RFC 3339, where that is proven.
    pub made: Option<String>,
    /// Until when a copy of it would be taken, RFC 3339, where that is proven.
    pub until: Option<String>,
    /// How many parts are not shown.
    pub withheld: u32,
    /// In force until, as the credential writes it.
    pub valid_until: Option<String>,
    /// For what time it was judged, RFC 3339.
    pub judged_at: Option<String>,
    /// SHA-256 of what was shown.
    pub sha256: Option<String>,
    /// Id of the goal that it is matched with.
    pub goal: Option<String>,
    /// Version of the goal's rules.
    pub goal_version: Option<String>,
    /// Whether what is shown meets the goal.
    pub goal_outlook: Option<Outlook>,
    /// Units that cannot be replaced, and are missing.
    pub missing_mandatory: Option<u16>,
    /// Targets and outcomes that are missing.
    pub missing_number: Option<u16>,
    /// Credits that are missing, at least.
    pub missing_credits: Option<String>,
}

impl Row {
    /// The line for a report.
    #[must_use]
    pub fn of(path: &str, report: &Report) -> Self {
        let said = said(report);
        let each = |text: &dyn Fn(&Report) -> String| {
            let mut texts: Vec<String> =
                said.iter().map(|one| text(one)).filter(|text| !text.is_empty()).collect();
            texts.dedup();
            texts.join("; ")
        };
        let deciding = report.deciding();
        let holder = report.check(Check::Holder);
        Self {
            path: path.to_owned(),
            learner: each(&|one| card::plain(&one.claims.subject.name).unwrap_or_default().to_owned()),
            title: each(&|one| card::title(&one.claims).unwrap_or_default()),
            issuer: each(&|one| card::plain(&one.claims.issuer.name).unwrap_or_default().to_owned()),
            verdict: word(&report.verdict),
            check: deciding.map(|deciding| deciding.check),
            code: deciding.and_then(|deciding| deciding.code).map(|code| word(&code)),
            holder: holder.map(|holder| holder.outcome),
            holder_code: holder.and_then(|holder| holder.code),
            made: proven(report, "made"),
            until: proven(report, "until"),
            withheld: withheld(report),
            valid_until: said.iter().find_map(|one| one.claims.valid_until.clone()),
            judged_at: Some(report.at.to_string()),
            sha256: Some(report.sha256.clone()),
            ..Self::default()
        }
    }

    /// With how far it goes toward a goal.
    #[must_use]
    pub fn matched(self, matched: &Match) -> Self {
        let Match { goal, version, outlook, missing, .. } = matched;
        Self {
            goal: Some(goal.clone()),
            goal_version: Some(version.clone()),
            goal_outlook: Some(*outlook),
            missing_mandatory: Some(missing.mandatory),
            missing_number: Some(missing.number),
            missing_credits: Some(missing.credits.clone()),
            ..self
        }
    }

    /// The line for what could not be read.
    #[must_use]
    pub fn unreadable(path: &str, code: &str) -> Self {
        let (path, code) = (path.to_owned(), Some(code.to_owned()));
        Self { path, code, verdict: "unreadable".to_owned(), ..Self::default() }
    }
}

/// The table for a spreadsheet (RFC 4180), with a line of names. No text in it is read as a formula.
#[must_use]
pub fn csv(rows: &[Row]) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let memory = "memory takes what is written";
    for row in rows {
        let safe = Row {
            path: tame(&row.path),
            learner: tame(&row.learner),
            title: tame(&row.title),
            issuer: tame(&row.issuer),
            valid_until: row.valid_until.as_deref().map(tame),
            goal: row.goal.as_deref().map(tame),
            goal_version: row.goal_version.as_deref().map(tame),
            ..row.clone()
        };
        writer.serialize(safe).expect(memory);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// The table as a list of objects.
#[must_use]
pub fn json(rows: &[Row]) -> String {
    serde_json::to_string_pretty(rows).expect("texts, numbers and lists are always JSON")
}

/// The stable name of a verdict or a code.
fn word(name: &impl Serialize) -> String {
    let name = serde_json::to_value(name).expect("names are always JSON");
    name.as_str().unwrap_or_default().to_owned()
}

/// What is said, and by whom: the credentials that are shown, or the credential itself.
fn said(report: &Report) -> Vec<&Report> {
    let shown = report.nested.iter().filter(|one| one.kind == NestedKind::Credential);
    match report.kind {
        DocumentKind::Presentation => shown.map(|one| &one.report).collect(),
        DocumentKind::Credential => vec![report],
    }
}

/// Spreadsheets run what begins like a formula.
fn tame(text: &str) -> String {
    let begins = text.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r', '\n']);
    if begins { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_in_a_table_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1"] {
            assert!(tame(text).starts_with('\''), "{text}");
        }
        assert_eq!(tame("Aino = Kivelahti"), "Aino = Kivelahti");
    }
}
