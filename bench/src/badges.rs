//! Open Badges with Data Integrity proofs, `eddsa-rdfc-2022`.

use std::hint::black_box;
use std::thread;
use std::time::Instant;

use aws_lc_rs::{digest, signature as aws};
use jiff::Timestamp;
use jsonld::{Canonical, Dataset, Hash, Input, Processor};
use serde_json::Value;
use vc::context::Pinned;
use vc::{Evidence, TrustList, Verdict, Verifier};

use crate::measure::{Cost, median};
use crate::{part, row};

/// What holds of the badge measured here.
const SIGNED: &str = "a sample with one proof by a did:key";

/// How many are judged in a row.
const MANY: usize = 10_000;

/// Measures everything about one badge.
pub(crate) fn all(at: Timestamp) {
    let badge = Badge::sample("badge-responsibility.json");
    let verifier =
        Verifier::new(vec![TrustList::parse("samples", samples::TRUST_LIST).expect("a trust list")]);
    let limit = median(|| badge.limit());
    let report = median(|| badge.judge(&verifier, at));
    row(
        &format!("eddsa-rdfc-2022 badge {} KB, whole report, warm", badge.kilobytes()),
        report,
        limit,
        "90 us",
    );
    badge.parts(report, limit);
    many(&badge, &verifier, at, limit);
    let large = Badge::sample("badge-workstation.json");
    let report = median(|| large.judge(&verifier, at));
    row(&format!("the same, badge {} KB", large.kilobytes()), report, median(|| large.limit()), "-");
}

/// A badge, and what its arithmetic needs.
struct Badge {
    file: &'static [u8],
    document: Value,
    proof: Value,
    key: Vec<u8>,
    signature: Vec<u8>,
    /// Canonical forms of proof and document.
    canonical: [String; 2],
}

impl Badge {
    fn sample(name: &str) -> Self {
        let file = samples::SAMPLES.iter().find(|sample| sample.name == name).expect(SIGNED).bytes;
        let mut document: Value = serde_json::from_slice(file).expect(SIGNED);
        let mut proof = document["proof"].take();
        document.as_object_mut().expect(SIGNED).remove("proof");
        let text = |member: &str| proof[member].as_str().expect(SIGNED).to_owned();
        let (value, method) = (text("proofValue"), text("verificationMethod"));
        proof.as_object_mut().expect(SIGNED).remove("proofValue");
        let (_, multikey) = method.split_once('#').expect(SIGNED);
        let mut badge = Self {
            file,
            document,
            proof,
            key: base58(multikey)[2..].to_vec(),
            signature: base58(&value),
            canonical: Default::default(),
        };
        badge.canonical = badge.canonicalised(&Processor::new(Pinned::newest()));
        badge
    }

    fn kilobytes(&self) -> String {
        format!("{:.1}", self.file.len() as f64 / 1024.0)
    }

    /// From bytes to the report.
    fn judge(&self, verifier: &Verifier, at: Timestamp) {
        let unverified = vc::parse(self.file).expect(SIGNED).remove(0).expect(SIGNED);
        let report = verifier.verify(&unverified, &Evidence::none(), at);
        assert_eq!(report.verdict, Verdict::Verified);
    }

    /// Parse, hash twice, check one signature.
    fn limit(&self) {
        black_box(serde_json::from_slice::<Value>(self.file).expect(SIGNED));
        let [proof, document] =
            self.canonical.each_ref().map(|text| digest::digest(&digest::SHA256, text.as_bytes()));
        let message = [proof.as_ref(), document.as_ref()].concat();
        let algorithm: &dyn aws::VerificationAlgorithm = &aws::ED25519;
        algorithm.verify_sig(&self.key, &message, &self.signature).expect(SIGNED);
    }

    /// Where the time goes, and what it costs to read the contexts first.
    fn parts(&self, report: Cost, limit: Cost) {
        let warm = Processor::new(Pinned::newest());
        let expand = median(|| {
            self.datasets(&warm);
        });
        let both = median(|| {
            self.canonicalised(&warm);
        });
        let first = median(|| {
            self.canonicalised(&Processor::new(Pinned::newest()));
        });
        let parse = median(|| {
            black_box(vc::parse(self.file).expect(SIGNED));
        });
        part("  of which: parsing and recognising", parse);
        part("  of which: expansion, document and proof", expand);
        part("  of which: canonicalisation, document and proof", both.less(expand));
        row("the same, contexts read anew", report.more(first.less(both)), limit, "500 us");
    }

    fn datasets(&self, processor: &Processor) -> [Dataset<'_>; 2] {
        let context = self.document.get("@context");
        [Input { context, ..Input::strict(&self.proof) }, Input::strict(&self.document)]
            .map(|input| processor.to_rdf(&input).expect(SIGNED))
    }

    fn canonicalised(&self, processor: &Processor) -> [String; 2] {
        self.datasets(processor).map(|dataset| {
            let reading = jsonld::Reading::default();
            let Canonical { n_quads, .. } =
                jsonld::canonicalise(&dataset, Hash::Sha256, reading).expect(SIGNED);
            n_quads
        })
    }
}

/// Many in a row, on one core and on two. Wall time.
fn many(badge: &Badge, verifier: &Verifier, at: Timestamp, limit: Cost) {
    let run = |threads: usize| {
        let start = Instant::now();
        thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| (0..MANY / threads).for_each(|_| badge.judge(verifier, at)));
            }
        });
        start.elapsed().as_secs_f64()
    };
    let (one, two) = (run(1), run(2));
    let limit = limit.micros() * MANY as f64 / 2.0 / 1e6;
    println!(
        "{:<52} {two:>8.2} s {limit:>8.2} s {:>6.2}x {:>7}",
        format!("{MANY} of them on 2 cores, wall; {:.2}x one core", one / two),
        two / limit,
        "0.5 s"
    );
}

/// The bytes of a base58btc multibase text.
fn base58(text: &str) -> Vec<u8> {
    let digits = text.strip_prefix('z').expect(SIGNED);
    bs58::decode(digits).into_vec().expect(SIGNED)
}
