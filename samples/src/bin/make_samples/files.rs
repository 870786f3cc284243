//! Every file that is written, and how each is sealed.

use samples::forge::{
    Algorithm, CertificateHeader, ClaimedTime, Defect, FOZ_DO_ALCAIDE, HORNI_JAVOR, Identity, Key, Level,
    Organisation, Pki, RANNIKKO, Sealer, instant, pem,
};
use samples::{JUDGED_AT, SAMPLES, SHOWN, Sample};
use serde_json::{Value, json};

use crate::credential::Credential;
use crate::{
    battery_industry, battery_passport, diplomas, short_courses, tokens, vehicle_units, with_proofs,
};

/// A file and its name, with the folder inside `out/` if there is one.
pub(crate) type File = (String, Vec<u8>);

/// All files, in no particular order; the same at every call.
pub(crate) fn all() -> Vec<File> {
    let pki = Pki::committed();
    let mut files = good(&pki);
    files.extend(bad(&pki));
    files.extend(with_proofs::all());
    files.extend(tokens::all());
    files.extend(diplomas::all());
    files.push(("trust-list.json".into(), readable(&with_proofs::trusted(&pki))));
    files.push(("index.json".into(), readable(&index())));
    files.push(("seal-root.pem".into(), pem(&pki.root.certificate).into_bytes()));
    files.push(("seal-intermediate.pem".into(), pem(&pki.intermediate.certificate).into_bytes()));
    files.push(("tsa-root.pem".into(), pem(&pki.tsa_root.certificate).into_bytes()));
    files
}

fn good(pki: &Pki) -> Vec<File> {
    let [rannikko, foz, javor] = [&RANNIKKO, &FOZ_DO_ALCAIDE, &HORNI_JAVOR].map(|who| identity(pki, who));
    let industry = Sealer::new(pki, &rannikko);
    let units = Sealer { at: instant("2026-06-05T10:20:00Z"), ..Sealer::new(pki, &rannikko) };
    let passport = Sealer {
        at: instant("2026-03-12T09:30:00Z"),
        certificates: CertificateHeader::Chain,
        ..Sealer::new(pki, &foz)
    };
    let safety = Sealer { at: instant("2026-01-15T07:05:00Z"), level: Level::Lt, ..Sealer::new(pki, &javor) };
    let dismantling = Sealer {
        at: instant("2026-10-09T08:40:00Z"),
        level: Level::B,
        certificates: CertificateHeader::Chain,
        claimed_time: ClaimedTime::Iat,
        content_time_stamp: false,
        ..Sealer::new(pki, &javor)
    };
    vec![
        sealed("battery-industry", &industry, &battery_industry::credential()),
        sealed("vehicle-units", &units, &vehicle_units::credential()),
        sealed("battery-passport", &passport, &battery_passport::credential()),
        sealed("high-voltage-safety", &safety, &short_courses::high_voltage_safety()),
        sealed("pack-dismantling", &dismantling, &short_courses::pack_dismantling()),
    ]
}

/// Twins of the course on dismantling, with one thing wrong each.
fn bad(pki: &Pki) -> Vec<File> {
    let twin = short_courses::pack_dismantling();
    let javor = identity(pki, &HORNI_JAVOR);
    let sealer = Sealer { at: instant("2026-10-09T08:40:00Z"), level: Level::Lt, ..Sealer::new(pki, &javor) };

    let expired = Credential { valid_until: Some("2026-10-31T23:59:59+01:00"), ..twin.clone() };
    let other = identity(pki, &FOZ_DO_ALCAIDE);
    let double_pki = Pki::look_alike();
    let double = Identity::new(&double_pki, &HORNI_JAVOR, Key::look_alike());
    let swapped = Some(Defect::SignatureTimestampOfOther);
    vec![
        sealed("expired", &sealer, &expired),
        ("flipped.jsonld".into(), flipped(&sealer.seal(&twin.payload()))),
        sealed("wrong-certificate", &Sealer { seal: &other, ..sealer.clone() }, &twin),
        sealed("unknown-issuer", &Sealer { pki: &double_pki, seal: &double, ..sealer.clone() }, &twin),
        sealed("swapped-timestamp", &Sealer { defect: swapped, ..sealer }, &twin),
        ("unsigned.jsonld".into(), twin.payload().into_bytes()),
    ]
}

fn identity(pki: &Pki, organisation: &Organisation) -> Identity {
    Identity::new(pki, organisation, Key::for_seal(organisation, Algorithm::Rs256))
}

fn sealed(name: &str, sealer: &Sealer<'_>, credential: &Credential) -> File {
    (format!("{name}.jsonld"), sealer.seal(&credential.payload()))
}

/// The learner's name with another letter, after sealing.
fn flipped(file: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(file.to_vec()).expect("sealed files are JSON text");
    text.replacen("Aino Kivelahti", "Aina Kivelahti", 1).into_bytes()
}

/// What verification must say about each sample.
fn index() -> Value {
    let shown = |name| SHOWN.iter().any(|sample| sample.name == name);
    let line = |sample: &Sample| {
        let mut line = json!({ "file": sample.name, "verdict": sample.expected.verdict });
        if let Some((check, code)) = sample.expected.because {
            line["check"] = check.into();
            line["code"] = code.into();
        }
        if let Some(nested) = sample.expected.nested {
            line["nested"] = json!({ "verdict": nested.verdict, "check": nested.check, "code": nested.code });
        }
        line["shown"] = shown(sample.name).into();
        line
    };
    json!({
        "at": JUDGED_AT,
        "trust": "trust-list.json",
        "evidence": "evidence",
        "samples": SAMPLES.iter().map(line).collect::<Vec<_>>()
    })
}

/// Indented, with a line end: for files that people read.
pub(crate) fn readable(json: &Value) -> Vec<u8> {
    format!("{json:#}\n").into_bytes()
}
