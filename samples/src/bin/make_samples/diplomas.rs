//! Diplomas with parts that can be held back (SD-JWT VC), good and bad, and the list of their statuses.

use samples::JUDGED_AT;
use samples::forge::{EdKey, digest, disclosure, instant, status_list, token};
use serde_json::{Value, json};

use crate::files::File;
use crate::issuers::{Issuer, college};

/// Where the college lists the statuses of its diplomas.
const STATUSES: &str = "https://pohjankaari.example/statuses/1";

/// All of them.
pub(crate) fn all() -> Vec<File> {
    let good = Diploma::new(3);
    let text = good.text();
    let altered = text.replace(&good.disclosures[2], &disclosure("c0J7", "grade", &"5".into()));
    let less = text.replace(&format!("{}~", good.disclosures[1]), "");
    let stale = instant("2026-11-20T12:00:00Z").as_second();
    vec![
        ("diploma.sd-jwt".into(), text.into_bytes()),
        ("diploma-in-part.sd-jwt".into(), less.into_bytes()),
        ("diploma-shown.sd-jwt".into(), good.shown(instant(JUDGED_AT).as_second()).into_bytes()),
        ("diploma-altered.sd-jwt".into(), altered.into_bytes()),
        ("diploma-revoked.sd-jwt".into(), Diploma::new(5).text().into_bytes()),
        ("diploma-shown-before.sd-jwt".into(), good.shown(stale).into_bytes()),
    ]
}

/// The list of statuses and its address.
pub(crate) fn statuses() -> (&'static str, String) {
    let college = college();
    let claims = json!({
        "iss": college.controller.did,
        "sub": STATUSES,
        "iat": instant("2026-11-01T00:00:00Z").as_second(),
        "status_list": status_list(1, &[0b0010_0000, 0, 0, 0])
    });
    (STATUSES, token(&college.controller.badges.key, &header(&college, "statuslist+jwt"), &claims))
}

/// A diploma of the college, bound to the learner's key.
struct Diploma {
    issuer: Issuer,
    holder: EdKey,
    status: u32,
    disclosures: [String; 3],
}

impl Diploma {
    fn new(status: u32) -> Self {
        let disclosures = [
            disclosure("9mQe", "given_name", &"Aino".into()),
            disclosure("Rk2x", "family_name", &"Kivelahti".into()),
            disclosure("c0J7", "grade", &"4".into()),
        ];
        Self { issuer: college(), holder: EdKey::from_words("Aino's telephone"), status, disclosures }
    }

    /// As the college hands it out.
    fn text(&self) -> String {
        let digests = self.disclosures.each_ref().map(|text| digest(text));
        let claims = json!({
            "iss": self.issuer.controller.did,
            "vct": "https://pohjankaari.example/types/vocational_diploma",
            "iat": instant("2026-06-05T10:00:00Z").as_second(),
            "nbf": instant("2026-06-05T10:00:00Z").as_second(),
            "status": { "status_list": { "idx": self.status, "uri": STATUSES } },
            "cnf": { "jwk": self.holder.jwk() },
            "qualification": { "name": "Vocational qualification in battery technology", "points": 180 },
            "institution": self.issuer.name,
            "_sd_alg": "sha-256",
            "_sd": digests
        });
        let token = token(&self.issuer.controller.badges.key, &header(&self.issuer, "dc+sd-jwt"), &claims);
        format!("{token}~{}~", self.disclosures.join("~"))
    }

    /// As the learner shows it at a time, to whoever reads it.
    fn shown(&self, at: i64) -> String {
        let text = self.text();
        let claims = json!({
            "iat": at,
            "aud": "https://hohtava.example",
            "nonce": "4a9d",
            "sd_hash": digest(&text)
        });
        let header = json!({ "alg": "EdDSA", "typ": "kb+jwt" });
        text + &token(&self.holder, &header, &claims)
    }
}

fn header(issuer: &Issuer, kind: &str) -> Value {
    json!({ "alg": "EdDSA", "typ": kind, "kid": issuer.controller.badges.id })
}
