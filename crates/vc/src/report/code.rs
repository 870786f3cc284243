//! The codes of outcomes.

use serde::{Deserialize, Serialize};

/// Why a check came out as it did. Stable: codes are added, never renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Code {
    // Format
    /// The signed content is not strict JSON.
    Malformed,
    /// An object holds the same key twice.
    DuplicateKey,
    /// A named limit on size, depth or count was passed.
    OverBudget,
    /// `@context` names a context that is not known here.
    ContextUnknown,
    /// A context is written into the document, where it could change what the signed names mean.
    ContextInline,
    /// Some of the document is in no signature: the context does not define it, or it falls away.
    UnsignedContent,
    /// Some of the document is signed and means nothing: the context does not define it.
    TermUndefined,
    /// The token says that it is something else than a credential.
    MediaTypeWrong,
    /// The token has a claim that its kind must not have.
    ClaimForbidden,
    /// A claim of the token contradicts the credential in it.
    ClaimsDisagree,
    // Signature
    /// Nobody signed it.
    Unsigned,
    /// The signature does not fit the content.
    SignatureMismatch,
    /// A protected header is not allowed to look like this.
    HeaderInvalid,
    /// A critical header is not understood (RFC 7515 §4.1.11).
    CriticalHeaderUnknown,
    /// The signature algorithm is not supported.
    AlgorithmUnsupported,
    /// The key cannot be used with the algorithm that the header names.
    AlgorithmKeyMismatch,
    /// No key to check the signature with.
    KeyMissing,
    /// The content is not in the file (detached signature).
    ContentDetached,
    /// The certificate digest in the header is of another certificate.
    CertificateDigestMismatch,
    /// A time-stamp token does not cover what it claims to cover, or its own signature fails.
    TimestampMismatch,
    /// The kind of proof is not supported.
    SuiteUnsupported,
    /// A proof lacks something or holds something that cannot be.
    ProofMalformed,
    /// The proof was made for another purpose than to assert.
    ProofPurposeWrong,
    /// A proof follows another one that is not there.
    PreviousProofMissing,
    /// The signatures hold, but it is what an issuer gives a holder to choose from, and not what is shown to others.
    HoldersCopy,
    /// A whole number is so large that the signature does not tell it from its neighbour.
    NumberInexact,
    /// A disclosure is not one.
    DisclosureMalformed,
    /// A disclosure is named by nothing that is signed: it was changed, or added.
    DisclosureUnreferenced,
    /// What should be a digest of a disclosure is none.
    DigestMalformed,
    /// The digest of a disclosure stands at two places.
    DigestTwice,
    /// A disclosure gives a claim that is there already.
    ClaimTwice,
    /// The key is of a kind or form that cannot be used.
    KeyUnusable,
    /// The content is too complex to be brought into its canonical form.
    TooComplex,
    /// It is of an edition in which a badge lies on its issuer's server and is not signed.
    LegacyHosted,
    // Issuer
    /// The certificate has no path to a trusted anchor.
    NoAnchor,
    /// The certificate belongs to somebody else than the issuer that the credential names.
    IssuerMismatch,
    /// The credential does not say who issued it in a way that can be compared with the certificate.
    IssuerUnidentified,
    /// The certificate may not be used for sealing.
    CertificateUnfit,
    /// The signature does not hold, or nobody can say whether it does, so nothing that depends on it can be known.
    NotEstablished,
    /// The issuer is named by something that no key can be shown to belong to.
    IssuerNotADid,
    /// The document that lists the issuer's keys is not at hand.
    DidUnresolved,
    /// The kind of decentralised identifier is not supported.
    DidMethodUnsupported,
    /// The document that lists the issuer's keys cannot be read, or is of somebody else.
    DidDocumentInvalid,
    /// The log of the issuer's documents does not hold: a link, a signature or a rule of it is broken.
    DidLogInvalid,
    /// The issuer's documents must be witnessed, and what the witnesses signed is not at hand.
    DidWitnessMissing,
    /// The issuer has given up its identifier.
    DidDeactivated,
    /// The issuer does not list the key as one that may sign credentials.
    KeyNotAuthorised,
    /// The key came along with the credential: anybody could have put it there.
    KeyUnbound,
    /// The keys that the issuer publishes at its address are not at hand.
    IssuerKeysMissing,
    /// What the issuer publishes about its keys cannot be read, or is of somebody else.
    IssuerKeysInvalid,
    /// What is shown holds: each credential is by whom it names.
    InnerHolds,
    /// A credential that is shown does not hold.
    InnerInvalid,
    /// Of a credential that is shown, something that matters could not be found out.
    InnerUndetermined,
    /// Something that is shown cannot be read as a credential.
    InnerUnreadable,
    /// No credential is shown.
    NothingInside,
    // Recognition
    /// Somebody who is trusted vouches for the issuer of each credential that is shown.
    InnerRecognised,
    /// The issuer of a credential that is shown is on no trust list in use.
    InnerUnrecognised,
    /// The issuer is on no trust list in use.
    NotListed,
    /// The list that vouches for the issuer was due to be replaced by a newer one.
    TrustListStale,
    // Validity
    /// Valid only from a later time.
    NotYetValid,
    /// No longer valid.
    Expired,
    /// No trusted time stamp proves when it was sealed.
    SealingTimeNotProven,
    /// The certificate was not valid at the time of sealing.
    CertificateNotValidAtSealing,
    /// The certificate had been revoked when it was used.
    CertificateRevoked,
    /// Nothing at hand tells whether the certificate was revoked when it was used.
    CertificateRevocationUnknown,
    /// A date cannot be read.
    DateUnreadable,
    /// The proof itself is no longer valid.
    ProofExpired,
    /// The proof was made later than the time to judge for.
    ProofNotYetValid,
    // Status
    /// The credential declares no status entry.
    NoStatusDeclared,
    /// The kind of status entry is not supported.
    StatusUnsupported,
    /// The issuer has revoked it.
    Revoked,
    /// The issuer has suspended it.
    Suspended,
    /// The status entry lacks something or holds something that cannot be.
    StatusMalformed,
    /// The status list is not at hand.
    StatusListMissing,
    /// The status list cannot be relied on: not signed by who may, of another kind, or unreadable.
    StatusListInvalid,
    /// The status list is too old.
    StatusListStale,
    /// The status list is shorter than the standard asks for; it was read all the same.
    ShortList,
    /// The list is not signed: that a credential is on it counts against the credential, that it is not on it
    /// says nothing.
    StatusListUnsigned,
    /// The issuer has a message about it, in words that only a person can judge.
    StatusMessage,
    /// The issuer has a newer edition of it. This one holds all the same.
    RefreshAvailable,
    // Holder
    /// Not a presentation, so nobody has to prove holding it.
    NotAPresentation,
    /// Whoever shows it has its key, and nobody had asked for proof: it may have been made for somebody else.
    Unchallenged,
    /// Proof that its key is held was asked for, and none was given.
    BindingMissing,
    /// The holder's token lacks something or holds something that cannot be.
    BindingMalformed,
    /// The issuer does not say which key the holder has.
    BindingKeyMissing,
    /// The holder's token is not signed by the key that the credential is bound to.
    BindingMismatch,
    /// The holder's token was made for something else than what is shown.
    BindingOfOther,
    /// The holder's token is too old, or was made for a later time.
    BindingStale,
    /// The holder's token is addressed to somebody else.
    AudienceMismatch,
    /// The holder's token does not repeat what was asked for.
    NonceMismatch,
    /// Signed by somebody else than the holder that it names.
    PresenterMismatch,
    /// The holder does not list the key as one by which it shows who it is.
    PresenterKeyNotAuthorised,
    /// Nothing says when it was made, so whether it is fresh is not known.
    BindingUndated,
    /// The credential is about somebody else than whoever shows it, or does not say about whom.
    HolderDiffers,
    // Schema
    /// A rule of the profile is broken.
    RuleBroken,
}

impl Code {
    /// The code as it appears in output: stable snake case.
    #[must_use]
    pub fn as_str(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(text)) => text,
            other => unreachable!("a unit variant serialises to a string, not {other:?}"),
        }
    }
}
