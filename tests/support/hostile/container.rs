//! A whole file: taken apart, recognised and judged with all that the samples come with.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::Timestamp;
use vc::limits::MAX_PIECES;
use vc::{Check, Evidence, EvidenceItem, Report, TrustList, Unverified, Verdict, Verifier};

/// Most credentials of one file that are judged in one run.
const JUDGED: usize = 4;

/// The titles that somebody who is on the trust list has signed. Nobody can make another one verified.
static TITLES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let good = samples::SAMPLES.iter().filter(|sample| sample.expected.verdict == "verified");
    good.flat_map(|sample| vc::parse(sample.bytes).unwrap_or_default())
        .flatten()
        .flat_map(|unverified| titles(&judge(&unverified)))
        .collect()
});

/// The title of a credential, and those of the ones inside it: text around them may break, and they stand alone.
fn titles(report: &Report) -> Vec<String> {
    let inside = report.nested.iter().flat_map(|nested| titles(&nested.report));
    inside.chain([title(report)]).collect()
}

/// Everything that reading a file does.
pub(super) fn run(bytes: &[u8]) {
    let Ok(found) = vc::parse(bytes) else { return };
    assert!(!found.is_empty() && found.len() <= MAX_PIECES);
    for unverified in found.iter().flatten().take(JUDGED) {
        let report = judge(unverified);
        assert_eq!(report.checks.len(), Check::ALL.len());
        if report.verdict == Verdict::Verified {
            assert!(TITLES.contains(&title(&report)), "nobody signed {}", title(&report));
        }
        let written = serde_json::to_string(&report).expect("a report can be written");
        let read: Report = serde_json::from_str(&written).expect("a report can be read");
        assert_eq!(serde_json::to_string(&read).expect("a report can be written"), written);
    }
}

/// The samples, the public ways to hold several, and files that are nearly something else.
pub(super) fn seeds() -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = samples::SAMPLES.iter().map(|sample| sample.bytes.to_vec()).collect();
    seeds.extend([samples::LIST.to_vec(), samples::MAIL.to_vec()]);
    let badge = samples::SAMPLES.iter().find(|sample| sample.name == "badge-materials.json");
    let badge = badge.map(|sample| String::from_utf8_lossy(sample.bytes)).unwrap_or_default();
    let svg = "<svg xmlns:b=\"https://purl.imsglobal.org/ob/v3p0\"><g/><b:credential verify=\"\"><![CDATA[";
    seeds.push(format!("{svg}{badge}]]></b:credential></svg>").into_bytes());
    let pdf = "%PDF-1.7\n4 0 obj\n<< /Type /EmbeddedFile >>\nstream\n";
    seeds.push(format!("{pdf}{badge}\nendstream\nendobj\n%%EOF").into_bytes());
    seeds.push(b"VP1-B3ECQDIYACEMHIGDO".to_vec());
    seeds.extend([&b"[]"[..], b"{", b"eyJhbGciOiJub25lIn0.e30.", b"\xef\xbb\xbf{}"].map(<[u8]>::to_vec));
    seeds
}

/// The report with everything at hand.
pub(super) fn judge(unverified: &Unverified) -> Report {
    let mut evidence = Evidence::none();
    for need in unverified.needs(&evidence, trust()) {
        let answer = samples::EVIDENCE.iter().find(|(url, _)| *url == need.url());
        let item = |bytes: &[u8]| EvidenceItem { need, fetched_at: now(), bytes: bytes.to_vec() };
        evidence.items.extend(answer.map(|(_, bytes)| item(bytes)));
    }
    verifier().verify(unverified, &evidence, now())
}

/// One for all runs, as in the wallet: what is remembered may not change an answer.
pub(super) fn verifier() -> &'static Verifier {
    static VERIFIER: LazyLock<Verifier> = LazyLock::new(|| {
        Verifier::new(vec![
            TrustList::parse("samples", samples::TRUST_LIST).expect("the list of the samples"),
        ])
    });
    &VERIFIER
}

/// The lists in use.
pub(super) fn trust() -> &'static [TrustList] {
    verifier().trust()
}

/// The time of judgement.
pub(super) fn now() -> Timestamp {
    samples::JUDGED_AT.parse().expect("an instant in the program text")
}

fn title(report: &Report) -> String {
    serde_json::to_string(&report.claims.title).expect("text can be written")
}
