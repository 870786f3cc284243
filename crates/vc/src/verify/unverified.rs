//! From bytes to a credential that was recognised, with nothing proven.

use serde_json::Value;

use super::enveloped;
use super::evidence::{Evidence, Need};
use super::nested::{self, Nested, Room};
use crate::container::{self, CarrierFault, Piece};
use crate::json::JsonFault;
use crate::key::public_key::Hash;
use crate::limits::{MAX_INPUT_BYTES, MAX_PIECES};
use crate::profile::edc::legacy;
use crate::profile::{PROFILES, Profile, presentation};
use crate::report::{DocumentKind, ProfileId, SecuringId};
use crate::securing::jws::EnvelopeFault;
use crate::securing::{Content, SECURING, Secured, Split};
use crate::status;
use crate::trust::TrustList;

/// A credential that was recognised. Nothing about it is proven.
pub struct Unverified {
    pub(crate) sha256: String,
    pub(crate) profile: &'static dyn Profile,
    pub(crate) securing: SecuringId,
    /// `None` for a document that nobody signed.
    pub(crate) secured: Option<Box<dyn Secured>>,
    /// The content without its protection, or why what was signed is not strict JSON.
    pub(crate) document: Result<Value, JsonFault>,
    /// The credentials that it carries.
    pub(crate) nested: Vec<Nested>,
    /// How many credentials a presentation shows, whether or not they can be read.
    pub(crate) shown: usize,
    /// True when there are more credentials in it than were read.
    pub(crate) left_out: bool,
    /// How many credentials the file holds, this one included.
    pub(crate) siblings: usize,
}

/// Why bytes are not a credential of any known format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Nothing there.
    #[error("there is nothing in it")]
    Empty,
    /// Larger than [`MAX_INPUT_BYTES`].
    #[error("larger than {MAX_INPUT_BYTES} bytes")]
    TooLarge,
    /// It looks like JSON, but is not strict JSON.
    #[error(transparent)]
    Json(#[from] JsonFault),
    /// It looks like a JWS, but is none.
    #[error(transparent)]
    Jws(#[from] EnvelopeFault),
    /// A list of more than [`MAX_PIECES`].
    #[error("more than {MAX_PIECES} credentials in one file")]
    TooMany,
    /// It is signed, but what was signed is elsewhere.
    #[error("what was signed is not in the file")]
    ContentDetached,
    /// A Europass credential in the XML format of before 2023.
    #[error("a Europass credential in the older XML format, which is not verified here")]
    LegacyEuropass,
    /// A picture or document that may carry credentials gives none.
    #[error(transparent)]
    Carrier(#[from] CarrierFault),
    /// No known format.
    #[error("not a format that is known here")]
    UnknownFormat,
}

impl Unreadable {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too_large",
            Self::TooMany => "too_many",
            Self::Json(fault) | Self::Jws(EnvelopeFault::ProtectedHeader(fault)) => fault.code(),
            Self::Jws(_) => "malformed",
            Self::ContentDetached => "content_detached",
            Self::LegacyEuropass => "legacy_europass",
            Self::Carrier(fault) => fault.code(),
            Self::UnknownFormat => "unknown_format",
        }
    }
}

/// Reads the credentials in a file, in its order. Nothing is proven by this.
///
/// A part of a list that cannot be read does not hide the others.
///
/// # Errors
/// [`Unreadable`] when the file as a whole is no known format.
pub fn parse(bytes: &[u8]) -> Result<Vec<Result<Unverified, Unreadable>>, Unreadable> {
    if legacy::is_legacy(bytes) {
        return Err(Unreadable::LegacyEuropass);
    }
    let pieces = container::pieces(bytes)?;
    let sha256 = hex::encode(Hash::Sha256.of(&[bytes]));
    let siblings = pieces.len();
    let read = |piece| Unverified::read(piece, &sha256, &Room::whole());
    let mut parts: Vec<_> = pieces
        .into_iter()
        .map(|piece| piece.and_then(read).map(|unverified| Unverified { siblings, ..unverified }))
        .collect();
    // A file of one piece is that piece; a list of which nothing is known is not a list of credentials.
    match parts.iter().position(Result::is_ok) {
        Some(_) => Ok(parts),
        None => Err(parts.swap_remove(0).err().unwrap_or(Unreadable::UnknownFormat)),
    }
}

/// Separates content from protection; `None` when nothing protects it in a known way.
pub(super) fn split(piece: Piece) -> Result<Result<(SecuringId, Split), Piece>, Unreadable> {
    match SECURING.iter().find(|mechanism| mechanism.recognises(&piece)) {
        Some(mechanism) => mechanism.split(piece).map(|split| Ok((mechanism.id(), split))),
        None => Ok(Err(piece)),
    }
}

impl Unverified {
    /// Reads one piece, and the credentials inside it for which there is room.
    pub(crate) fn read(piece: Piece, sha256: &str, room: &Room) -> Result<Self, Unreadable> {
        let (securing, secured, content) = match split(enveloped::open(piece))? {
            Ok((securing, Split { secured, content })) => (securing, Some(secured), content),
            Err(Piece::Json(document)) => {
                let document = Ok(unwrap_upload(document));
                (SecuringId::None, None, Content { document, glimpse: None })
            }
            Err(Piece::Token(_)) => return Err(Unreadable::UnknownFormat),
        };
        let Content { document, glimpse } = content;
        let profile = document.as_ref().ok().or(glimpse.as_ref()).and_then(recognise);
        let profile = profile.ok_or_else(|| match &document {
            Ok(_) | Err(JsonFault::Malformed { .. }) => Unreadable::UnknownFormat,
            Err(fault) => Unreadable::Json(fault.clone()),
        })?;
        let nested =
            document.as_ref().map(|document| nested::find(document, sha256, room)).unwrap_or_default();
        let (mut document, mut shown) = (document, 0);
        if let Ok(presentation) = document.as_mut()
            && profile.kind() == DocumentKind::Presentation
        {
            shown = presentation::contents(presentation).len();
            // A token's signature covers its text; as linked data, tokens in it say nothing.
            if matches!(securing, SecuringId::Jws | SecuringId::SdJwt) {
                take_tokens(presentation);
            }
        }
        Ok(Self {
            sha256: sha256.to_owned(),
            profile,
            securing,
            secured,
            document,
            nested,
            shown,
            left_out: room.is_over(),
            siblings: 1,
        })
    }

    /// Its data model.
    #[must_use]
    pub fn profile(&self) -> ProfileId {
        self.profile.id()
    }

    /// How it is protected.
    #[must_use]
    pub fn securing(&self) -> SecuringId {
        self.securing
    }

    /// SHA-256 of the bytes it was read from, lower-case hex.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The content without its protection: what a signature covers, or would cover. `None` when it is not strict JSON.
    ///
    /// Nothing about it is proven. For questions of form; what is shown to people is in the report.
    #[must_use]
    pub fn document(&self) -> Option<&Value> {
        self.document.as_ref().ok()
    }

    /// What else it would help to know, given the answers at hand and who is trusted.
    #[must_use]
    pub fn needs(&self, evidence: &Evidence, trust: &[TrustList]) -> Vec<Need> {
        let mut needs = Vec::new();
        if let Some(secured) = &self.secured {
            needs.extend(secured.needs(evidence, trust));
            let document = self.document.as_ref().ok();
            needs.extend(document.into_iter().flat_map(|document| status::needs(document, evidence, trust)));
        }
        needs.retain(|need| evidence.answer(need).is_none());
        needs.extend(self.nested.iter().flat_map(|nested| nested.credential.needs(evidence, trust)));
        needs
    }
}

/// Takes tokens and envelopes out of what a presentation shows: they have reports of their own.
fn take_tokens(presentation: &mut Value) {
    let is_taken = |item: &Value| match item {
        Value::String(text) => container::token(text.as_bytes()).is_some(),
        _ => enveloped::is_envelope(item) && enveloped::is_data(item),
    };
    let Some(members) = presentation.as_object_mut() else { return };
    match members.get_mut("verifiableCredential") {
        Some(Value::Array(items)) => items.retain(|item| !is_taken(item)),
        Some(item) if is_taken(item) => _ = members.remove("verifiableCredential"),
        _ => {}
    }
}

/// Issuers hand unsealed credentials to the sealing tool as `{"credential", "deliveryDetails"}`; learners
/// sometimes get that file.
fn unwrap_upload(mut document: Value) -> Value {
    match document.get_mut("credential") {
        Some(inner) if recognise(inner).is_some() => inner.take(),
        _ => document,
    }
}

fn recognise(document: &Value) -> Option<&'static dyn Profile> {
    PROFILES.iter().copied().find(|profile| profile.recognises(document))
}
