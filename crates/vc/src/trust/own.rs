//! The format `tessera-trust/1`.

use serde_json::{Map, Value};

use super::fault::missing;
use super::{KeyUse, TrustList, TrustListFault, TrustedIssuer, TrustedKey, etsi};

/// Reads a list in our own format.
pub(super) fn read(value: &Value) -> Result<TrustList, TrustListFault> {
    let root = Members { object: value.as_object().ok_or_else(|| missing(""))?, at: String::new() };
    let format = root.text("format")?;
    if format != "tessera-trust/1" {
        return Err(TrustListFault::FormatUnknown(format));
    }
    let id = root.text("id")?;
    if id.starts_with(etsi::ID) {
        return Err(missing("/id")); // only a list that its publisher signed is called so
    }
    let as_of = root.text("as_of")?.parse().map_err(|_| missing("/as_of"))?;
    let entries = root.object.get("issuers").and_then(Value::as_array).ok_or_else(|| missing("/issuers"))?;
    let issuers = entries.iter().enumerate().map(|(index, entry)| {
        let at = format!("/issuers/{index}");
        let object = entry.as_object().ok_or_else(|| missing(&at))?;
        TrustedIssuer::from_json(&Members { object, at })
    });
    Ok(TrustList {
        id,
        title: root.text("title")?,
        source: root.text("source")?,
        as_of: Some(as_of),
        issuers: issuers.collect::<Result<_, _>>()?,
        publication: None,
    })
}

impl TrustedIssuer {
    fn from_json(entry: &Members<'_>) -> Result<Self, TrustListFault> {
        let key = match (entry.object.get("did"), entry.object.get("x509").and_then(Value::as_object)) {
            (Some(Value::String(did)), None) => TrustedKey::Did(did.clone()),
            (None, Some(object)) => {
                TrustedKey::from_json(&Members { object, at: format!("{}/x509", entry.at) })?
            }
            _ => return Err(missing(&entry.at)),
        };
        Ok(Self { key, name: entry.text("name")?, country: entry.optional_text("country")?, in_force: None })
    }
}

impl TrustedKey {
    fn from_json(x509: &Members<'_>) -> Result<Self, TrustListFault> {
        let spki_sha256 = x509.text("spki_sha256")?.to_ascii_lowercase();
        if spki_sha256.len() != 64 || hex::decode(&spki_sha256).is_err() {
            return Err(missing(&format!("{}/spki_sha256", x509.at)));
        }
        let key_use = match x509.text("use")?.as_str() {
            "seal" => KeyUse::Seal,
            "timestamp" => KeyUse::Timestamp,
            _ => return Err(missing(&format!("{}/use", x509.at))),
        };
        let organization_identifier = x509.optional_text("organization_identifier")?;
        Ok(Self::X509 { spki_sha256, organization_identifier, key_use, certificate: None })
    }
}

/// An object and where it stands, so that a fault can be pointed at.
pub(super) struct Members<'v> {
    pub(super) object: &'v Map<String, Value>,
    pub(super) at: String,
}

impl Members<'_> {
    pub(super) fn text(&self, member: &str) -> Result<String, TrustListFault> {
        self.optional_text(member)?.ok_or_else(|| missing(&format!("{}/{member}", self.at)))
    }

    fn optional_text(&self, member: &str) -> Result<Option<String>, TrustListFault> {
        match self.object.get(member) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(missing(&format!("{}/{member}", self.at))),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn good() -> Value {
        json!({"format": "tessera-trust/1", "id": "t", "title": "T", "source": "here", "as_of": "2026-11-01",
            "issuers": [
                {"x509": {"spki_sha256": "AB".repeat(32), "use": "seal", "organization_identifier": "VATFI-1"},
                 "name": "N", "country": "FI"},
                {"did": "did:web:school.example", "name": "S"}]})
    }

    fn parsed(value: &Value) -> Result<TrustList, TrustListFault> {
        TrustList::parse("list.json", value.to_string().as_bytes())
    }

    #[test]
    fn a_list_is_read_whole() {
        let list = parsed(&good()).unwrap();
        assert_eq!(list.reference(), "t@2026-11-01");
        assert_eq!(list.issuers.len(), 2);
        assert!(matches!(&list.issuers[0].key,
            TrustedKey::X509 { spki_sha256, key_use: KeyUse::Seal, organization_identifier: Some(id), .. }
            if *spki_sha256 == "ab".repeat(32) && id == "VATFI-1"));
    }

    #[test]
    fn a_fault_is_pointed_at() {
        for (pointer, value, at) in [
            ("/as_of", json!("yesterday"), "/as_of"),
            ("/id", json!("eu-trusted-list-fi"), "/id"),
            ("/issuers/0/x509/spki_sha256", json!("12"), "/issuers/0/x509/spki_sha256"),
            ("/issuers/0/x509/use", json!("tls"), "/issuers/0/x509/use"),
            ("/issuers/1", json!({"name": "a name alone"}), "/issuers/1"),
            ("/issuers/1/name", json!(7), "/issuers/1/name"),
        ] {
            let mut list = good();
            *list.pointer_mut(pointer).unwrap() = value;
            assert_eq!(parsed(&list).unwrap_err(), TrustListFault::Member { at: at.to_owned() });
        }
    }

    #[test]
    fn a_later_version_is_refused() {
        let mut list = good();
        list["format"] = json!("tessera-trust/2");
        assert_eq!(parsed(&list).unwrap_err().code(), "trust_list_format_unknown");
    }
}
