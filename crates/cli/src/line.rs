//! Machine output: one JSON object per line, keys in a fixed order. A contract: fields are added, never
//! changed.

use serde::Serialize;
use stack::Outlook;
use vc::view::{CredentialView, Party, Text};
use vc::{
    CheckResult, DocumentKind, NestedKind, NestedReport, ProfileId, ProofSummary, Report, SecuringId,
    UnsignedPart, Verdict,
};
use wallet::goals::Gap;
use wallet::{Detail, Imported, Match, Stored, WhenReceived};

/// One credential that was judged.
#[derive(Serialize)]
pub(crate) struct Judged<'a> {
    path: &'a str,
    index: usize,
    kind: DocumentKind,
    profile: ProfileId,
    securing: SecuringId,
    verdict: Verdict,
    checks: &'a [CheckResult],
    id: Option<&'a str>,
    title: Option<&'a str>,
    issuer: Named<'a>,
    subject: Named<'a>,
    valid_from: Option<&'a str>,
    valid_until: Option<&'a str>,
    sha256: &'a str,
    proofs: &'a [ProofSummary],
    unsigned: &'a [UnsignedPart],
    nested: Vec<Nested<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stored: Option<Stored>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when_received: Option<&'a WhenReceived>,
    /// For a credential that is shown: where it stands in the presentation.
    #[serde(skip_serializing_if = "Option::is_none")]
    shown_at: Option<&'a str>,
    /// For a proof that is matched with a goal: how far it goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    matched: Option<Matched<'a>>,
}

/// How far what is shown goes toward a goal.
#[derive(Serialize)]
struct Matched<'a> {
    goal: &'a str,
    version: &'a str,
    outlook: Outlook,
    missing: &'a Gap,
    uncounted: usize,
}

/// A credential inside another, judged by itself.
#[derive(Serialize)]
struct Nested<'a> {
    at: &'a str,
    kind: NestedKind,
    about_parent: bool,
    profile: ProfileId,
    securing: SecuringId,
    verdict: Verdict,
    checks: &'a [CheckResult],
    id: Option<&'a str>,
    title: Option<&'a str>,
    issuer: Named<'a>,
    proofs: &'a [ProofSummary],
    unsigned: &'a [UnsignedPart],
    nested: Vec<Nested<'a>>,
}

impl<'a> Nested<'a> {
    fn all(report: &'a Report) -> Vec<Self> {
        report.nested.iter().map(Self::new).collect()
    }

    fn new(NestedReport { at, kind, about_parent, report }: &'a NestedReport) -> Self {
        Self {
            at,
            kind: *kind,
            about_parent: *about_parent,
            profile: report.profile,
            securing: report.securing,
            verdict: report.verdict,
            checks: &report.checks,
            id: report.claims.id.as_deref(),
            title: title(&report.claims),
            issuer: Named::of(&report.claims.issuer),
            proofs: &report.proofs,
            unsigned: &report.unsigned,
            nested: Self::all(report),
        }
    }
}

#[derive(Serialize)]
struct Named<'a> {
    id: Option<&'a str>,
    name: Option<&'a str>,
}

impl<'a> Named<'a> {
    fn of(party: &'a Party) -> Self {
        Self { id: party.id.as_deref(), name: plain(&party.name) }
    }
}

impl<'a> Judged<'a> {
    /// The line for a report.
    pub(crate) fn new(path: &'a str, index: usize, report: &'a Report) -> Self {
        let claims = &report.claims;
        Self {
            path,
            index,
            kind: report.kind,
            profile: report.profile,
            securing: report.securing,
            verdict: report.verdict,
            checks: &report.checks,
            id: claims.id.as_deref(),
            title: title(claims),
            issuer: Named::of(&claims.issuer),
            subject: Named { id: claims.subject.id.as_deref(), name: plain(&claims.subject.name) },
            valid_from: claims.valid_from.as_deref(),
            valid_until: claims.valid_until.as_deref(),
            sha256: &report.sha256,
            proofs: &report.proofs,
            unsigned: &report.unsigned,
            nested: Nested::all(report),
            record: None,
            stored: None,
            when_received: None,
            shown_at: None,
            matched: None,
        }
    }

    /// The line for a credential that is shown in a presentation.
    pub(crate) fn shown(path: &'a str, index: usize, nested: &'a NestedReport) -> Self {
        Self { shown_at: Some(&nested.at), ..Self::new(path, index, &nested.report) }
    }

    /// The same line, with how far it goes toward a goal.
    pub(crate) fn matched(self, matched: &'a Match) -> Self {
        let Match { goal, version, outlook, missing, uncounted, .. } = matched;
        let (outlook, uncounted) = (*outlook, *uncounted);
        Self { matched: Some(Matched { goal, version, outlook, missing, uncounted }), ..self }
    }

    /// The same line, after the credential was taken in.
    pub(crate) fn imported(path: &'a str, imported: &'a Imported) -> Self {
        let (record, stored) = (Some(imported.record.as_str()), Some(imported.stored));
        Self { record, stored, ..Self::new(path, imported.part as usize, &imported.report) }
    }

    /// The same line, for a stored credential that was judged again.
    pub(crate) fn rechecked(path: &'a str, detail: &'a Detail) -> Self {
        let index = detail.record.rsplit_once('-').and_then(|(_, part)| part.parse().ok()).unwrap_or(0);
        let (record, when_received) = (Some(detail.record.as_str()), detail.when_received.as_ref());
        Self { record, when_received, ..Self::new(path, index, &detail.report) }
    }
}

/// Input that is no credential, or could not be had.
#[derive(Serialize)]
pub(crate) struct Unreadable<'a> {
    path: &'a str,
    /// Which part of a list; absent for the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
    verdict: &'static str,
    code: &'a str,
}

impl<'a> Unreadable<'a> {
    /// The line for a path, or a part of what is there, and a stable code.
    pub(crate) fn new(path: &'a str, index: Option<usize>, code: &'a str) -> Self {
        Self { path, index, verdict: "unreadable", code }
    }
}

/// A code that holds no proof: an address or another text.
#[derive(Serialize)]
pub(crate) struct Link<'a> {
    path: &'a str,
    kind: &'static str,
    text: &'a str,
    verdict: &'static str,
    code: &'static str,
}

impl<'a> Link<'a> {
    /// The line for a text that was not followed.
    pub(crate) fn not_followed(path: &'a str, text: &'a str) -> Self {
        Self { path, kind: "link", text, verdict: "unreadable", code: "link_not_followed" }
    }
}

/// A proof of which frames are missing.
#[derive(Serialize)]
pub(crate) struct Missing {
    verdict: &'static str,
    code: &'static str,
    seen: usize,
    needed: usize,
}

impl Missing {
    /// The line for a proof of which so many frames were seen, and about so many are needed.
    pub(crate) fn new(seen: usize, needed: usize) -> Self {
        Self { verdict: "unreadable", code: "frames_missing", seen, needed }
    }
}

/// The title, or where there is none that of the first claim.
fn title(view: &CredentialView) -> Option<&str> {
    plain(&view.title).or_else(|| view.claims.first().and_then(|claim| plain(&claim.title)))
}

fn plain(text: &Text) -> Option<&str> {
    text.pick(&[])
}
