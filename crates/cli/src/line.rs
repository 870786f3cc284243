//! Machine output: one JSON object per line, keys in a fixed order. A contract: fields are added, never
//! changed.

use serde::Serialize;
use vc::view::Text;
use vc::{CheckResult, ProfileId, Report, SecuringId, Verdict};
use wallet::{Imported, Stored};

/// One credential that was judged.
#[derive(Serialize)]
pub(crate) struct Judged<'a> {
    path: &'a str,
    index: usize,
    kind: &'static str,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stored: Option<Stored>,
}

#[derive(Serialize)]
struct Named<'a> {
    id: Option<&'a str>,
    name: Option<&'a str>,
}

impl<'a> Judged<'a> {
    /// The line for a report.
    pub(crate) fn new(path: &'a str, index: usize, report: &'a Report) -> Self {
        let claims = &report.claims;
        Self {
            path,
            index,
            kind: "credential",
            profile: report.profile,
            securing: report.securing,
            verdict: report.verdict,
            checks: &report.checks,
            id: claims.id.as_deref(),
            title: plain(&claims.title),
            issuer: Named { id: claims.issuer.id.as_deref(), name: plain(&claims.issuer.name) },
            subject: Named { id: claims.subject.id.as_deref(), name: plain(&claims.subject.name) },
            valid_from: claims.valid_from.as_deref(),
            valid_until: claims.valid_until.as_deref(),
            sha256: &report.sha256,
            record: None,
            stored: None,
        }
    }

    /// The same line, after the credential was taken in.
    pub(crate) fn imported(path: &'a str, index: usize, imported: &'a Imported) -> Self {
        let (record, stored) = (Some(imported.record.as_str()), Some(imported.stored));
        Self { record, stored, ..Self::new(path, index, &imported.report) }
    }
}

/// Input that is no credential, or could not be had.
#[derive(Serialize)]
pub(crate) struct Unreadable<'a> {
    path: &'a str,
    verdict: &'static str,
    code: &'a str,
}

impl<'a> Unreadable<'a> {
    /// The line for a path and a stable code.
    pub(crate) fn new(path: &'a str, code: &'a str) -> Self {
        Self { path, verdict: "unreadable", code }
    }
}

fn plain(text: &Text) -> Option<&str> {
    text.pick(&[])
}
