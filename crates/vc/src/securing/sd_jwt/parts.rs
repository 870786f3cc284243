//! The two serialisations of an SD-JWT (RFC 9901 §4, §8) and what each is made of.

use serde_json::Value;

use crate::securing::jws::{Envelope, EnvelopeFault, SignatureEntry};

/// An SD-JWT taken apart. Nothing is proven.
#[derive(Debug)]
pub struct Parts {
    /// The token that the issuer signed.
    pub(super) envelope: Envelope,
    /// The disclosures, as they stand in the file.
    pub disclosures: Vec<String>,
    /// The token by which the holder shows the key that it is bound to.
    pub binding: Option<String>,
}

impl Parts {
    /// True for a compact token with disclosures, or with room for them.
    pub(super) fn is_compact(text: &str) -> bool {
        text.contains('~')
    }

    /// True for a JSON serialisation with disclosures.
    pub(super) fn is_json(value: &Value) -> bool {
        let has = |entry: &Value| entry.pointer("/header/disclosures").is_some();
        let signatures = value.get("signatures").and_then(Value::as_array);
        let is_draft = value.get("disclosures").is_some() && value.get("payload").is_some();
        is_draft || has(value) || signatures.is_some_and(|all| all.iter().any(has))
    }

    /// Takes the compact form apart: `token~disclosure~…~` and, if the holder shows its key, one more token.
    ///
    /// # Errors
    /// [`EnvelopeFault`] when the issuer's token is none.
    pub fn from_compact(text: &str) -> Result<Self, EnvelopeFault> {
        let (token, rest) = text.split_once('~').unwrap_or((text, ""));
        let envelope = Envelope::from_compact(token)?;
        let (disclosures, binding) = rest.rsplit_once('~').unwrap_or(("", rest));
        let disclosures = match disclosures {
            "" if !rest.starts_with('~') => Vec::new(),
            several => several.split('~').map(str::to_owned).collect(),
        };
        Ok(Self {
            envelope,
            disclosures,
            binding: Some(binding).filter(|it| !it.is_empty()).map(str::to_owned),
        })
    }

    /// Takes a JSON form apart: the unprotected header of the signature holds what stands behind tildes in the
    /// compact form. Early drafts put it beside the signature.
    ///
    /// # Errors
    /// [`EnvelopeFault`] when it breaks the rules.
    pub fn from_json(mut value: Value) -> Result<Self, EnvelopeFault> {
        let fault = || EnvelopeFault::Member("header");
        let beside = value.as_object_mut().map(|members| MEMBERS.map(|name| members.remove(name)));
        let envelope = Envelope::from_json(value)?;
        let [entry] = &envelope.signatures[..] else { return Err(EnvelopeFault::SignatureCount) };
        let [disclosures, binding] = match beside {
            Some([None, None]) | None => MEMBERS.map(|name| entry.unprotected.get(name).cloned()),
            Some(_) if MEMBERS.iter().any(|name| entry.unprotected.contains_key(*name)) => {
                return Err(fault());
            }
            Some(draft) => draft,
        };
        let text = |value: Value| match value {
            Value::String(text) => Ok(text),
            _ => Err(fault()),
        };
        let disclosures = match disclosures {
            None => Vec::new(),
            Some(Value::Array(items)) => items.into_iter().map(text).collect::<Result<_, _>>()?,
            Some(_) => return Err(fault()),
        };
        let binding = binding.map(text).transpose()?;
        Ok(Self { envelope, disclosures, binding })
    }

    /// The claims that the issuer signed, as bytes; `None` when they are not in the file.
    #[must_use]
    pub fn claims(&self) -> Option<&[u8]> {
        self.envelope.content.as_deref()
    }

    /// The token that the issuer signed.
    #[must_use]
    pub fn envelope(&self) -> &Envelope {
        &self.envelope
    }

    /// The issuer's signature.
    pub(super) fn entry(&self) -> Option<&SignatureEntry> {
        self.envelope.signatures.first()
    }

    /// The text that the holder's token covers: all up to and including the last tilde, in compact form.
    pub(super) fn covered(&self) -> String {
        let entry = self.entry();
        let (header, signature) =
            entry.map_or(("", ""), |entry| (entry.protected_text.as_str(), entry.signature_text.as_str()));
        let mut text = format!("{header}.{}.{signature}~", self.envelope.payload_text);
        for disclosure in &self.disclosures {
            text.push_str(disclosure);
            text.push('~');
        }
        text
    }
}

/// Where a JSON form has its disclosures and the holder's token.
const MEMBERS: [&str; 2] = ["disclosures", "kb_jwt"];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const TOKEN: &str = "eyJhbGciOiJFUzI1NiJ9.e30.c2ln";

    #[test]
    fn tildes_separate_disclosures_from_the_holders_token() {
        for (rest, disclosures, binding) in [
            ("~", &[][..], None),
            ("~WzFd~", &["WzFd"], None),
            ("~WzFd~WzJd~a.b.c", &["WzFd", "WzJd"], Some("a.b.c")),
            ("~a.b.c", &[], Some("a.b.c")),
            ("~~", &[""], None),
            ("~WzFd~~", &["WzFd", ""], None),
        ] {
            let text = format!("{TOKEN}{rest}");
            let parts = Parts::from_compact(&text).unwrap();
            assert_eq!(
                (&parts.disclosures[..], parts.binding.as_deref()),
                (&disclosures.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>()[..], binding),
                "{rest}"
            );
            assert_eq!(parts.covered() + binding.unwrap_or_default(), text);
        }
    }

    #[test]
    fn json_says_the_same_as_tildes() {
        let compact = Parts::from_compact(&format!("{TOKEN}~WzFd~a.b.c")).unwrap();
        let header = json!({"disclosures": ["WzFd"], "kb_jwt": "a.b.c"});
        let entry = json!({"protected": "eyJhbGciOiJFUzI1NiJ9", "signature": "c2ln", "header": header});
        let general = json!({"payload": "e30", "signatures": [entry]});
        let mut flattened = entry;
        flattened["payload"] = json!("e30");
        let draft = json!({"payload": "e30", "protected": "eyJhbGciOiJFUzI1NiJ9", "signature": "c2ln",
            "disclosures": ["WzFd"], "kb_jwt": "a.b.c"});
        for value in [general, flattened, draft] {
            assert!(Parts::is_json(&value));
            let parts = Parts::from_json(value).unwrap();
            assert_eq!(parts.covered(), compact.covered());
            assert_eq!(
                (parts.disclosures, parts.binding),
                (compact.disclosures.clone(), compact.binding.clone())
            );
        }
    }

    #[test]
    fn json_that_breaks_the_rules_is_refused() {
        for header in [
            json!({"disclosures": "WzFd"}),
            json!({"disclosures": [1]}),
            json!({"disclosures": [], "kb_jwt": 1}),
        ] {
            let value = json!({"payload": "e30", "protected": "eyJhbGciOiJFUzI1NiJ9", "signature": "c2ln", "header": header});
            assert_eq!(Parts::from_json(value).unwrap_err(), EnvelopeFault::Member("header"));
        }
        let both = json!({"payload": "e30", "protected": "eyJhbGciOiJFUzI1NiJ9", "signature": "c2ln",
            "disclosures": [], "header": {"disclosures": []}});
        assert_eq!(Parts::from_json(both).unwrap_err(), EnvelopeFault::Member("header"));
    }
}
