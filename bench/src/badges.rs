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

use crate::measure::{Cost, median, medians};
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
    let (report, limit) = medians(|| badge.judge(&verifier, at), || badge.limit());
    row(
        &format!("eddsa-rdfc-2022 badge {} KB, whole report, warm", badge.kilobytes()),
        report,
        limit,
        "90 us",
    );
    badge.parts(report, limit);
    many(&badge, &verifier, at);
    let large = Badge::sample("badge-workstation.json");
    let (report, limit) = medians(|| large.judge(&verifier, at), || large.limit());
    row(&format!("the same, badge {} KB", large.kilobytes()), report, limit, "-");
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

/// Many in a row, on one core and on two, beside their limit, which says how far two cores of this machine
/// carry at all. Wall time; the shortest of some rounds.
fn many(badge: &Badge, verifier: &Verifier, at: Timestamp) {
    const ROUNDS: usize = 3;

    let (judge, limit) = (|| badge.judge(verifier, at), || badge.limit());
    let mut shortest = [f64::INFINITY; 4];
    for _ in 0..ROUNDS {
        let round = [wall(1, &judge), wall(2, &judge), wall(1, &limit), wall(2, &limit)];
        shortest = std::array::from_fn(|which| shortest[which].min(round[which]));
    }
    let [one, two, limit_one, limit_two] = shortest;
    println!(
        "{:<52} {two:>8.2} s {limit_two:>8.2} s {:>6.2}x {:>7}",
        format!("{MANY} of them on 2 cores, wall"),
        two / limit_two,
        "0.5 s"
    );
    println!(
        "{:<52} {:>9.2}x {:>9.2}x {:>7} {:>7}",
        "  faster than on one core",
        one / two,
        limit_one / limit_two,
        "",
        "1.85x"
    );
}

/// Seconds that threads need for [`MANY`] runs between them.
fn wall(threads: usize, work: &(impl Fn() + Sync)) -> f64 {
    let start = Instant::now();
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| (0..MANY / threads).for_each(|_| work()));
        }
    });
    start.elapsed().as_secs_f64()
}

/// The bytes of a base58btc multibase text.
fn base58(text: &str) -> Vec<u8> {
    let digits = text.strip_prefix('z').expect(SIGNED);
    bs58::decode(digits).into_vec().expect(SIGNED)
}
