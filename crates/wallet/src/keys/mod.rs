//! Keys: by which a learner shows that a credential is about them.
//!
//! A person's key is made when the learner asks for one, to give it to whoever issues credentials. For what is bound
//! to no key, each audience gets a key of its own, so that two of them cannot tell by it that they met one person.

mod secret;

use proof::PublicHalf;
use serde::{Deserialize, Serialize};
use vault::{Document, HolderKey, RecordId};
use vc::Report;

use crate::card::Card;
use crate::fault::WalletFault;
use crate::session::{Session, Wallet};
use crate::share::piece::confirmation;

pub(crate) use secret::OwnKey;

/// A kind of key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Algorithm {
    /// Ed25519.
    Ed25519,
    /// ECDSA on P-256.
    #[serde(rename = "P-256")]
    P256,
}

/// What a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum KeyPurpose {
    /// Credentials are bound to it.
    Person,
    /// Signs what one audience is shown.
    Audience,
}

/// A key of the learner, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LearnerKey {
    /// Its name in the wallet.
    pub name: String,
    /// What it is for.
    pub purpose: KeyPurpose,
    /// What kind of key.
    pub algorithm: Algorithm,
    /// Its `did:key`: what a learner gives to an issuer.
    pub did: String,
    /// The public half as a JWK, for issuers who want that.
    pub jwk: String,
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// To whom it speaks; of a person's key, nothing.
    pub audience: Option<String>,
    /// The credentials in the wallet that are bound to it.
    pub bound: Vec<BoundCredential>,
}

/// A credential that is bound to a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BoundCredential {
    /// Its record.
    pub record: String,
    /// Its title, as on its card.
    pub title: String,
}

/// A key that is kept, without its secret.
pub(crate) struct KeptKey {
    pub(crate) name: String,
    algorithm: Algorithm,
    pub(crate) public: PublicHalf,
    made_at: String,
}

impl Session {
    /// The keys of the learner: the person's first, then by audience.
    ///
    /// # Errors
    /// Faults of storage.
    pub fn keys(&mut self) -> Result<Vec<LearnerKey>, WalletFault> {
        self.open()?.keys()
    }

    /// Makes the person's key of a kind, unless there is one.
    ///
    /// # Errors
    /// Faults of storage; then there is none.
    pub fn make_key(&mut self, algorithm: Algorithm) -> Result<Vec<LearnerKey>, WalletFault> {
        let wallet = self.open()?;
        wallet.person_key(algorithm)?;
        wallet.keys()
    }

    /// Forgets a key for good.
    ///
    /// # Errors
    /// `key_unknown`; `key_in_use` while a credential in the wallet is bound to it; or a fault of storage.
    pub fn forget_key(&mut self, name: &str) -> Result<Vec<LearnerKey>, WalletFault> {
        let wallet = self.open()?;
        let keys = wallet.keys()?;
        let key = keys.iter().find(|key| key.name == name).ok_or(WalletFault::KeyUnknown)?;
        if !key.bound.is_empty() {
            return Err(WalletFault::KeyInUse { count: key.bound.len() });
        }
        wallet.vault.forget_holder_key(name)?;
        wallet.keys()
    }
}

impl Wallet {
    pub(crate) fn keys(&self) -> Result<Vec<LearnerKey>, WalletFault> {
        let mut keys: Vec<_> = self.kept_keys()?.into_iter().map(KeptKey::told).collect();
        for Document { name: record, text: key } in self.vault.kept(BOND)? {
            let Some(key) = keys.iter_mut().find(|one| one.name == key) else { continue };
            let Some(id) = RecordId::parse(&record) else { continue };
            if let Some(face) = self.vault.face_if_known(&id)? {
                let title = serde_json::from_str::<Card>(&face)?.title;
                key.bound.push(BoundCredential { record, title });
            }
        }
        keys.sort_by_key(|key| key.purpose == KeyPurpose::Audience);
        Ok(keys)
    }

    /// Notes to which of the learner's keys credentials that came in are bound.
    pub(crate) fn note_bonds(
        &mut self,
        bytes: &[u8],
        came: &[(RecordId, u32, &Report)],
    ) -> Result<(), WalletFault> {
        let keys = self.person_keys()?;
        if keys.is_empty() {
            return Ok(());
        }
        for (record, part, report) in came {
            if let Some(key) = keys.iter().find(|key| key.is_bound(bytes, *part, report)) {
                let bond = Document { name: record.to_string(), text: key.name.clone() };
                self.vault.keep(BOND, &bond)?;
            }
        }
        Ok(())
    }

    /// The keys that credentials can be bound to.
    pub(crate) fn person_keys(&self) -> Result<Vec<KeptKey>, WalletFault> {
        let keys = self.kept_keys()?.into_iter();
        Ok(keys.filter(|key| key.name.starts_with(PERSON)).collect())
    }

    /// The secret half of a key, for one signature.
    pub(crate) fn own_key(&self, key: &KeptKey) -> Result<OwnKey, WalletFault> {
        let secret = self.vault.holder_secret(&key.name)?.ok_or(WalletFault::KeyUnknown)?;
        Ok(OwnKey::read(key.algorithm, &secret)?)
    }

    /// The person's key of a kind, made where there is none.
    pub(crate) fn person_key(&mut self, algorithm: Algorithm) -> Result<OwnKey, WalletFault> {
        self.key_named(&format!("{PERSON}{}", algorithm.name()), algorithm)
    }

    /// The key for an audience, made where there is none; for nobody in particular one that is forgotten at once.
    pub(crate) fn key_for(&mut self, audience: Option<&str>) -> Result<OwnKey, WalletFault> {
        match audience {
            Some(audience) => self.key_named(&format!("{AUDIENCE}{audience}"), Algorithm::Ed25519),
            None => Ok(OwnKey::generate(Algorithm::Ed25519, &*self.random)?.0),
        }
    }

    fn key_named(&mut self, name: &str, algorithm: Algorithm) -> Result<OwnKey, WalletFault> {
        if let Some(key) = self.kept_keys()?.iter().find(|key| key.name == name) {
            return self.own_key(key);
        }
        let (key, secret) = OwnKey::generate(algorithm, &*self.random)?;
        let kept = KeptKey {
            name: name.to_owned(),
            algorithm,
            public: proof::Signer::public(&key).clone(),
            made_at: self.clock.now().to_string(),
        };
        self.vault.keep_holder_key(&kept.written(), &secret)?;
        Ok(key)
    }

    /// The keys that this version knows the kind of.
    fn kept_keys(&self) -> Result<Vec<KeptKey>, WalletFault> {
        Ok(self.vault.holder_keys()?.into_iter().filter_map(KeptKey::read).collect())
    }
}

impl KeptKey {
    fn read(key: HolderKey) -> Option<Self> {
        let algorithm = Algorithm::ALL.into_iter().find(|one| one.name() == key.algorithm)?;
        let public = match algorithm {
            Algorithm::Ed25519 => PublicHalf::Ed25519(key.public.try_into().ok()?),
            Algorithm::P256 => PublicHalf::from_point(&key.public)?,
        };
        Some(Self { name: key.name, algorithm, public, made_at: key.made_at })
    }

    fn written(&self) -> HolderKey {
        let public = match &self.public {
            PublicHalf::Ed25519(key) => key.to_vec(),
            PublicHalf::P256([x, y]) => [&[4][..], x, y].concat(),
        };
        let algorithm = self.algorithm.name().to_owned();
        HolderKey { name: self.name.clone(), algorithm, public, made_at: self.made_at.clone() }
    }

    fn told(self) -> LearnerKey {
        let audience = self.name.strip_prefix(AUDIENCE).map(str::to_owned);
        LearnerKey {
            purpose: if audience.is_some() { KeyPurpose::Audience } else { KeyPurpose::Person },
            algorithm: self.algorithm,
            did: self.public.did(),
            jwk: self.public.jwk().to_string(),
            made_at: self.made_at,
            audience,
            bound: Vec::new(),
            name: self.name,
        }
    }

    /// True when a credential is bound to this key: as its subject, or as what the issuer says of the holder.
    fn is_bound(&self, file: &[u8], part: u32, report: &Report) -> bool {
        let by_name =
            report.claims.subject.id.as_deref().is_some_and(|did| self.public.method(did).is_some());
        by_name || confirmation(file, part).is_some_and(|jwk| self.public.is_jwk(&jwk))
    }
}

impl Algorithm {
    const ALL: [Self; 2] = [Self::Ed25519, Self::P256];

    fn name(self) -> &'static str {
        match self {
            Self::Ed25519 => "Ed25519",
            Self::P256 => "P-256",
        }
    }
}

/// What names of keys begin with.
const PERSON: &str = "person/";
const AUDIENCE: &str = "audience/";

/// Kind of the documents that say to which key a record is bound.
const BOND: &str = "bond";

#[cfg(test)]
mod tests;
