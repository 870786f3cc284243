//! Sealing as European Digital Credentials are sealed: JAdES (ETSI TS 119 182-1) in JWS JSON.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use openssl::sha::sha256;
use serde_json::{Value, json};

use super::revocation::{self, Revoked};
use super::{CertificateHeader, ClaimedTime, Defect, Form, Identity, Level, Pki, der, instant};

/// Seals payloads. Plain options: set the fields that matter, take the rest from [`Sealer::new`].
#[derive(Debug, Clone)]
pub struct Sealer<'a> {
    /// Who vouches for the seal, and who stamps the time.
    pub pki: &'a Pki,
    /// Whose seal. Its key decides the algorithm.
    pub seal: &'a Identity,
    /// How it is written down.
    pub form: Form,
    /// How much proof it carries.
    pub level: Level,
    /// When it is sealed. Time stamps and revocation answers follow within seconds.
    pub at: Timestamp,
    /// How the signer claims the time.
    pub claimed_time: ClaimedTime,
    /// What `x5c` holds.
    pub certificates: CertificateHeader,
    /// Whether a time stamp over the content (`adoTst`) is in the protected header.
    pub content_time_stamp: bool,
    /// What is wrong with it.
    pub defect: Option<Defect>,
}

impl<'a> Sealer<'a> {
    /// A flawless seal as Europass makes them: general, level LTA, leaf only, on 2026-05-30.
    #[must_use]
    pub fn new(pki: &'a Pki, seal: &'a Identity) -> Self {
        Self {
            pki,
            seal,
            form: Form::General,
            level: Level::Lta,
            at: instant("2026-05-30T09:14:00Z"),
            claimed_time: ClaimedTime::SigT,
            certificates: CertificateHeader::Leaf,
            content_time_stamp: true,
            defect: None,
        }
    }

    /// Seals a payload; the result is the file.
    #[must_use]
    pub fn seal(&self, payload: &str) -> Vec<u8> {
        let content = if self.encodes() { URL_SAFE_NO_PAD.encode(payload) } else { payload.to_owned() };
        let header = self.protected(&content);
        let signed = encode(&header);
        let mut signature = self.seal.key.sign(format!("{signed}.{content}").as_bytes());
        if self.defect == Some(Defect::SignatureBroken) {
            flip_last(&mut signature);
        }
        let signature = URL_SAFE_NO_PAD.encode(signature);
        let protected = self.altered(header).map_or(signed, |altered| encode(&altered));
        let unsigned = self.unsigned(&content, &protected, &signature);
        let file = match self.form {
            Form::Compact => format!("{protected}.{content}.{signature}"),
            Form::Flattened => {
                entry(json!({ "payload": content }), protected, unsigned, signature).to_string()
            }
            Form::General | Form::GeneralEncoded => {
                let entry = entry(json!({}), protected, unsigned, signature);
                json!({ "payload": content, "signatures": [entry] }).to_string()
            }
        };
        file.into_bytes()
    }

    fn encodes(&self) -> bool {
        matches!(self.form, Form::GeneralEncoded | Form::Compact)
    }

    /// The protected header, members in the order of the Commission's sealer.
    fn protected(&self, content: &str) -> Value {
        let mut header = json!({
            "alg": self.algorithm_name(),
            "cty": "octet-stream",
            "kid": STANDARD.encode(issuer_serial(self.seal)),
            "x5t#S256": digest(self.digested_certificate())
        });
        let leaf = &self.seal.certificate;
        match self.certificates {
            CertificateHeader::Leaf => header["x5c"] = certificates([leaf]),
            CertificateHeader::Chain => {
                header["x5c"] = certificates([leaf, &self.pki.intermediate.certificate]);
            }
            CertificateHeader::Absent => {}
        }
        header["typ"] = "jose+json".into();
        let mut critical = Vec::new();
        if !self.encodes() {
            header["b64"] = false.into();
            critical.extend((self.defect != Some(Defect::EncodingNotCritical)).then_some("b64"));
        }
        match self.claimed_time {
            ClaimedTime::SigT => {
                header["sigT"] = self.at.to_string().into();
                critical.push("sigT");
            }
            ClaimedTime::Iat => header["iat"] = self.at.as_second().into(),
            ClaimedTime::Absent => {}
        }
        if self.content_time_stamp {
            header["adoTst"] = tokens(&self.token(content.as_bytes(), 0, Defect::ContentTimestampOfOther));
            critical.push("adoTst");
        }
        if let Some(Defect::UnknownCritical(name)) = self.defect {
            header[name] = true.into();
            critical.push(name);
        }
        if !critical.is_empty() {
            header["crit"] = critical.into();
        }
        header
    }

    fn algorithm_name(&self) -> &'static str {
        match self.defect {
            Some(Defect::AlgorithmNamed(name)) => name,
            _ => self.seal.key.algorithm().name(),
        }
    }

    fn digested_certificate(&self) -> &[u8] {
        match self.defect {
            Some(Defect::CertificateDigestOfOther) => &self.pki.intermediate.certificate,
            _ => &self.seal.certificate,
        }
    }

    /// What somebody made of the protected header after sealing.
    fn altered(&self, mut header: Value) -> Option<Value> {
        match self.defect {
            Some(Defect::ClaimedTimeAltered) => {
                let later = self.after(3600);
                match self.claimed_time {
                    ClaimedTime::Iat => header["iat"] = later.as_second().into(),
                    _ => header["sigT"] = later.to_string().into(),
                }
            }
            Some(Defect::CertificateReplaced) => {
                let double = Identity::self_signed(&self.seal.organisation).certificate;
                header["x5t#S256"] = digest(&double);
                header["x5c"] = certificates([&double]);
            }
            _ => return None,
        }
        Some(header)
    }

    /// The elements of `etsiU` that the level asks for, as base64url JSON (clause 5.3.1).
    fn unsigned(&self, content: &str, protected: &str, signature: &str) -> Vec<String> {
        let mut elements = Vec::new();
        if self.level >= Level::T {
            let mut token = self.token(signature.as_bytes(), 2, Defect::SignatureTimestampOfOther);
            if self.defect == Some(Defect::SignatureTimestampBroken) {
                flip_last(&mut token);
            }
            elements.push(encode(&json!({ "sigTst": tokens(&token) })));
        }
        if self.level >= Level::Lt {
            elements.push(encode(&self.certificate_values()));
            elements.push(encode(&self.revocation_values()));
        }
        if self.level >= Level::Lta {
            let covered = format!("{content}.{protected}.{signature}.{}", elements.concat());
            let token = self.token(covered.as_bytes(), 5, Defect::ArchiveTimestampOfOther);
            elements.push(encode(&json!({ "arcTst": tokens(&token) })));
        }
        elements
    }

    fn certificate_values(&self) -> Value {
        let Pki { root, intermediate, tsa_root, tsa } = self.pki;
        let values = [intermediate, root, tsa, tsa_root].map(|authority| value(&authority.certificate));
        json!({ "xVals": values.map(|value| json!({ "x509Cert": value })) })
    }

    fn revocation_values(&self) -> Value {
        let Pki { root, intermediate, tsa_root, .. } = self.pki;
        let revoked = Revoked { serial: self.seal.organisation.serial, since: self.after(-24 * 3600) };
        let in_list = (self.defect == Some(Defect::RevokedInList)).then_some(revoked);
        let in_ocsp = (self.defect == Some(Defect::RevokedInOcsp)).then_some(revoked);
        let at = self.after(3);
        let lists = [(intermediate, in_list), (root, None), (tsa_root, None)];
        let lists = lists.map(|(issuer, revoked)| value(&revocation::list(issuer, at, revoked)));
        let ocsp =
            value(&revocation::ocsp_response(intermediate, self.seal.organisation.serial, at, in_ocsp));
        json!({ "rVals": { "crlVals": lists, "ocspVals": [ocsp] } })
    }

    /// A time stamp made so many seconds after sealing: of `covered`, or with this defect of other bytes.
    fn token(&self, covered: &[u8], seconds: i64, of_other: Defect) -> Vec<u8> {
        let covered = if self.defect == Some(of_other) { b"something else" } else { covered };
        self.pki.time_stamp(covered, self.after(seconds))
    }

    fn after(&self, seconds: i64) -> Timestamp {
        self.at.checked_add(SignedDuration::from_secs(seconds)).expect("samples are sealed in this century")
    }
}

/// The members of one signature (RFC 7515 §7.2), after those that are there already.
fn entry(mut entry: Value, protected: String, unsigned: Vec<String>, signature: String) -> Value {
    entry["protected"] = protected.into();
    if !unsigned.is_empty() {
        entry["header"] = json!({ "etsiU": unsigned });
    }
    entry["signature"] = signature.into();
    entry
}

/// RFC 5035 §5 `IssuerSerial`, which JAdES puts into `kid`.
fn issuer_serial(seal: &Identity) -> Vec<u8> {
    let names = der::sequence([der::context(4, &seal.issuer_name)]);
    der::sequence([names, der::integer(seal.organisation.serial)])
}

fn certificates<'a>(chain: impl IntoIterator<Item = &'a Vec<u8>>) -> Value {
    chain.into_iter().map(|der| Value::from(STANDARD.encode(der))).collect()
}

fn digest(certificate: &[u8]) -> Value {
    URL_SAFE_NO_PAD.encode(sha256(certificate)).into()
}

fn tokens(token: &[u8]) -> Value {
    json!({ "tstTokens": [value(token)] })
}

fn value(der: &[u8]) -> Value {
    json!({ "val": STANDARD.encode(der) })
}

fn encode(json: &Value) -> String {
    URL_SAFE_NO_PAD.encode(json.to_string())
}

fn flip_last(bytes: &mut [u8]) {
    if let Some(last) = bytes.last_mut() {
        *last ^= 1;
    }
}
