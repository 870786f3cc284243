//! Share: what a learner shows of the credentials in the wallet, as a proof that anybody can judge.

use proof::present::sd_jwt::{Choice, PresentFault, SdJwt};
use serde_json::value::RawValue;
use vault::RecordId;

use crate::fault::WalletFault;
use crate::session::Wallet;

/// What is to be shown, and to whom.
#[derive(Debug, Clone, Default)]
pub struct ShareRequest {
    /// The records.
    pub records: Vec<String>,
    /// JSON Pointers of the claims to show, of those that can be held back; `None` shows all of them.
    pub claims: Option<Vec<String>>,
    /// To whom it is shown.
    pub audience: Option<String>,
    /// What the verifier gave, to be repeated.
    pub nonce: Option<String>,
}

/// What is shown, ready to travel.
pub struct Shared {
    /// The proof: one credential as it is judged anywhere, or a list of them.
    pub proof: Vec<u8>,
    /// Each credential, in the order asked for.
    pub parts: Vec<SharedPart>,
}

/// What is shown of one credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedPart {
    /// Its record.
    pub record: String,
    /// Pointers of what could have been held back and is shown.
    pub shown: Vec<String>,
    /// Pointers of what is held back.
    pub withheld: Vec<String>,
}

impl Wallet {
    pub(crate) fn share(&self, request: &ShareRequest, records: &[RecordId]) -> Result<Shared, WalletFault> {
        if request.audience.is_some() || request.nonce.is_some() {
            return Err(WalletFault::ProofNotBound);
        }
        let several = records.len() > 1;
        let (mut texts, mut parts) = (Vec::new(), Vec::new());
        for record in records {
            let (text, part) = self.share_one(request, record)?;
            texts.push(text);
            parts.push(part);
        }
        let proof = if several { list(&texts) } else { texts.concat() };
        Ok(Shared { proof: proof.into_bytes(), parts })
    }

    fn share_one(
        &self,
        request: &ShareRequest,
        record: &RecordId,
    ) -> Result<(String, SharedPart), WalletFault> {
        let unsuitable = || WalletFault::NotShareable { record: record.to_string() };
        let original = self.vault.original(record)?;
        let part = usize::try_from(self.vault.record(record)?.part).map_err(|_| WalletFault::PartMissing)?;
        let text = piece(&original, part).ok_or_else(unsuitable)?;
        let mut shared = SharedPart { record: record.to_string(), shown: Vec::new(), withheld: Vec::new() };
        let is_sd_jwt = text.starts_with("ey") && text.contains('~');
        let choice = match &request.claims {
            None => Choice::All,
            Some(pointers) if is_sd_jwt => Choice::Only(pointers.clone()),
            Some(_) => return Err(WalletFault::ShownWhole { record: record.to_string() }),
        };
        if !is_sd_jwt {
            return Ok((text, shared));
        }
        let credential = SdJwt::read(&text).map_err(|_| unsuitable())?;
        let chosen = credential.shown(&choice).map_err(present_fault)?;
        let all = credential.disclosures().iter().map(|disclosure| disclosure.at.as_str());
        shared.withheld = all.filter(|at| !chosen.contains(at)).map(str::to_owned).collect();
        shared.shown = chosen.into_iter().map(str::to_owned).collect();
        Ok((credential.present(&choice).map_err(present_fault)?, shared))
    }
}

/// The credential in a file: the file itself, or its item of a list. What stands in a message or a picture is
/// not cut out of it.
fn piece(original: &[u8], part: usize) -> Option<String> {
    let text = std::str::from_utf8(original).ok()?;
    match text.trim_start().bytes().next()? {
        b'{' if part == 0 && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok() => {
            Some(text.to_owned())
        }
        b'e' if part == 0 && !text.trim().contains(char::is_whitespace) => Some(text.trim().to_owned()),
        b'[' => {
            let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
            let item = items.get(part)?.get();
            serde_json::from_str::<String>(item)
                .ok()
                .or_else(|| item.starts_with('{').then(|| item.to_owned()))
        }
        _ => None,
    }
}

/// A list of credentials; documents stand in it as they are, byte for byte.
fn list(texts: &[String]) -> String {
    let items = texts.iter().map(|text| match text.trim_start().starts_with('{') {
        true => text.clone(),
        false => serde_json::Value::from(text.as_str()).to_string(),
    });
    format!("[{}]", items.collect::<Vec<_>>().join(","))
}

fn present_fault(fault: PresentFault) -> WalletFault {
    match fault {
        PresentFault::ClaimUnknown(claim) => WalletFault::ClaimUnknown { claim },
        PresentFault::Unreadable => WalletFault::PartMissing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn item_of_a_list_is_shown_without_the_others() {
        let list = br#"[ {"a" : 1}, "eyJ.e30.c2ln~", 7 ]"#;
        assert_eq!(piece(list, 0).as_deref(), Some(r#"{"a" : 1}"#));
        assert_eq!(piece(list, 1).as_deref(), Some("eyJ.e30.c2ln~"));
        assert_eq!(piece(list, 2), None);
        assert_eq!(piece(list, 3), None);
    }

    #[test]
    fn message_around_a_credential_is_never_shown() {
        assert_eq!(piece(b"Dear Aino, here it is: {\"type\": \"a\"}", 0), None);
        assert_eq!(piece(b"{\"type\": \"a\"} Dear Aino", 0), None);
        assert_eq!(piece(b"eyJ.e30.c2ln Dear Aino", 0), None);
        assert_eq!(piece(b"\x89PNG", 0), None);
    }

    #[test]
    fn documents_in_a_list_stay_as_they_are() {
        let texts = ["{\"a\" : 1.0}\n".to_owned(), "eyJ.e30.c2ln~".to_owned()];
        assert_eq!(list(&texts), "[{\"a\" : 1.0}\n,\"eyJ.e30.c2ln~\"]");
    }
}
