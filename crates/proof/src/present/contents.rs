//! What stands in a presentation: documents as they are, byte for byte, and tokens.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;

use super::PresentFault;

/// Credentials for one presentation.
#[derive(Debug)]
pub struct Contents {
    version: Version,
    items: Vec<Item>,
}

/// The version of the W3C data model that a presentation has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// 1.1: where one of the credentials is a token with the claim `vc`, which version 2.0 has no place for.
    V1,
    /// 2.0.
    V2,
}

#[derive(Debug)]
enum Item {
    Document(String),
    Token(String),
}

impl Contents {
    /// From the texts of credentials: documents, or compact tokens without disclosures.
    ///
    /// # Errors
    /// [`PresentFault::FormUnsuitable`] when one of them is neither.
    pub fn new<'t>(texts: impl IntoIterator<Item = &'t str>) -> Result<Self, PresentFault> {
        let items = texts.into_iter().map(|text| Item::read(text.trim())).collect::<Result<Vec<_>, _>>()?;
        let version = if items.iter().any(Item::is_of_version_1) { Version::V1 } else { Version::V2 };
        Ok(Self { version, items })
    }

    /// The version that the presentation has to be of.
    #[must_use]
    pub fn version(&self) -> Version {
        self.version
    }

    /// The members that a presentation has in every form, from the first on, without braces.
    pub(super) fn members(&self, holder: &str) -> String {
        let items: Vec<_> = self.items.iter().map(|item| item.written(self.version)).collect();
        format!(
            r#""@context":["{}"],"type":["VerifiablePresentation"],"holder":{},"verifiableCredential":[{}]"#,
            self.version.context(),
            Value::from(holder),
            items.join(",")
        )
    }
}

impl Version {
    fn context(self) -> &'static str {
        match self {
            Self::V1 => "https://www.w3.org/2018/credentials/v1",
            Self::V2 => "https://www.w3.org/ns/credentials/v2",
        }
    }
}

impl Item {
    fn read(text: &str) -> Result<Self, PresentFault> {
        match text.bytes().next() {
            Some(b'{') if serde_json::from_str::<Value>(text).is_ok() => Ok(Self::Document(text.to_owned())),
            Some(b'e') if claims(text).is_some() => Ok(Self::Token(text.to_owned())),
            _ => Err(PresentFault::FormUnsuitable),
        }
    }

    fn is_of_version_1(&self) -> bool {
        match self {
            Self::Document(_) => false,
            Self::Token(text) => claims(text).is_some_and(|claims| claims.get("vc").is_some()),
        }
    }

    fn written(&self, version: Version) -> String {
        match (self, version) {
            (Self::Document(text), _) => text.clone(),
            (Self::Token(text), Version::V1) => Value::from(text.as_str()).to_string(),
            (Self::Token(text), Version::V2) => format!(
                r#"{{"@context":"{}","id":"data:application/vc+jwt,{text}","type":"EnvelopedVerifiableCredential"}}"#,
                version.context()
            ),
        }
    }
}

/// The claims of a compact token of three parts.
fn claims(text: &str) -> Option<Value> {
    let mut parts = text.split('.');
    let (Some(_), Some(claims), Some(_), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let is_plain = |letter: u8| letter.is_ascii_alphanumeric() || b"-_.".contains(&letter);
    let claims = text.bytes().all(is_plain).then_some(claims)?;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()
}
