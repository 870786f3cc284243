//! Options of `share` and `keys`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use wallet::Form;

use super::Wallet;

#[derive(Debug, Args)]
pub(crate) struct Share {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    #[command(flatten)]
    pub(crate) carriage: Carriage,
    /// JSON Pointers of the claims to show, of those that can be held back; default: all
    #[arg(long, value_name = "PATH", value_delimiter = ',')]
    pub(crate) claims: Option<Vec<String>>,
    /// To whom it is shown
    #[arg(long, value_name = "TEXT")]
    pub(crate) audience: Option<String>,
    /// What the verifier gave, to be repeated
    #[arg(long, value_name = "TEXT")]
    pub(crate) nonce: Option<String>,
    /// Answer what somebody asks: a link, or a picture or file with one; it says the audience and the nonce
    #[arg(long, value_name = "LINK|FILE", conflicts_with_all = ["audience", "nonce"])]
    pub(crate) answer: Option<PathBuf>,
    /// How long it counts: 90s, 5m, 2h or 30d; default: 2 minutes, on paper 30 days
    #[arg(long, value_name = "TIME", visible_alias = "expires", value_parser = seconds)]
    pub(crate) lifetime: Option<u32>,
    /// How it is signed
    #[arg(long, value_enum, default_value_t = ShareForm::Best)]
    pub(crate) form: ShareForm,
    /// Page of a verifier that a telephone's camera opens; default: the scheme tessera:
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) base: Option<String>,
    /// Make it for this time (RFC 3339); default: now
    #[arg(long, value_name = "TIME")]
    pub(crate) at: Option<Timestamp>,
    /// Records, as printed by import and list
    #[arg(required = true, value_name = "ID")]
    pub(crate) records: Vec<String>,
}

/// How what is shown is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ShareForm {
    /// As suits each credential
    Best,
    /// Not at all: the credential as its issuer made it
    Plain,
    /// A presentation whose meaning is signed: eddsa-rdfc-2022
    Rdfc,
    /// A presentation whose JSON is signed: eddsa-jcs-2022
    Jcs,
    /// A presentation as a token: vp+jwt
    Jwt,
}

impl From<ShareForm> for Form {
    fn from(form: ShareForm) -> Self {
        match form {
            ShareForm::Best => Self::Best,
            ShareForm::Plain => Self::Plain,
            ShareForm::Rdfc => Self::Rdfc,
            ShareForm::Jcs => Self::Jcs,
            ShareForm::Jwt => Self::Jwt,
        }
    }
}

/// How a proof travels.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Carriage {
    /// Draw the code as SVG or PNG, or with - here; what does not fit one gives numbered frames
    #[arg(long, value_name = "FILE.svg|FILE.png|-")]
    pub(crate) qr: Option<PathBuf>,
    /// Print a link
    #[arg(long)]
    pub(crate) link: bool,
    /// Write a page to print, with the code and what it shows; whoever has a copy can show it until it runs out
    #[arg(long, value_name = "FILE.pdf")]
    pub(crate) pdf: Option<PathBuf>,
    /// Write the proof itself
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Keys {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// Make the key of a kind to which issuers bind credentials, unless there is one
    #[arg(long, value_enum, value_name = "KIND", conflicts_with = "forget")]
    pub(crate) make: Option<KeyKind>,
    /// Forget a key for good, by its name; not while a credential in the wallet is bound to it
    #[arg(long, value_name = "NAME")]
    pub(crate) forget: Option<String>,
    /// One JSON object per line
    #[arg(long)]
    pub(crate) json: bool,
}

/// A kind of key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeyKind {
    /// Ed25519
    Ed25519,
    /// ECDSA on P-256
    P256,
}

impl From<KeyKind> for wallet::Algorithm {
    fn from(kind: KeyKind) -> Self {
        match kind {
            KeyKind::Ed25519 => Self::Ed25519,
            KeyKind::P256 => Self::P256,
        }
    }
}

/// A time with its unit, in seconds; a bare number is seconds.
fn seconds(text: &str) -> Result<u32, String> {
    let (number, unit) = match text.split_at_checked(text.len().saturating_sub(1)) {
        Some((number, "s")) => (number, 1),
        Some((number, "m")) => (number, 60),
        Some((number, "h")) => (number, 60 * 60),
        Some((number, "d")) => (number, 24 * 60 * 60),
        _ => (text, 1),
    };
    let count = number.parse::<u32>().ok().and_then(|number| number.checked_mul(unit));
    count.ok_or_else(|| "a number and s, m, h or d, such as 120s".to_owned())
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn times_have_units() {
        for (text, expected) in [("120s", 120), ("5m", 300), ("2h", 7200), ("30d", 2_592_000), ("90", 90)] {
            assert_eq!(seconds(text), Ok(expected), "{text}");
        }
        for text in ["", "s", "-1s", "1w", "1.5h", "99999999d", "é"] {
            assert!(seconds(text).is_err(), "{text}");
        }
    }
}
