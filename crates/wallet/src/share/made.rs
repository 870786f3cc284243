//! A proof as a screen shows it.

use proof::CarriageFault;
use serde::Serialize;

use super::{Shared, SharedPart};
use crate::carriage::{codes, link};

/// A proof, ready to be shown on a screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ShareMade {
    /// SVG of the codes: one, or frames of which any will do once there are enough.
    pub codes: Vec<String>,
    /// Version of the QR code, from 1 to 40: how fine it is.
    pub version: i16,
    /// The proof as a link; `None` when it is too long for one.
    pub link: Option<String>,
    /// Size of the proof, in bytes.
    pub bytes: usize,
    /// A name for a file of it.
    pub file_name: String,
    /// The proof as text; `None` when it is none.
    pub text: Option<String>,
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// Until when it counts, RFC 3339; `None` when nothing in it runs out.
    pub expires: Option<String>,
    /// Each credential, in the order asked for.
    pub parts: Vec<SharedPart>,
}

impl ShareMade {
    /// Draws what is shown.
    ///
    /// # Errors
    /// [`CarriageFault`] when it is too large for codes.
    pub fn draw(shared: Shared) -> Result<Self, CarriageFault> {
        let symbols = codes(&shared.proof, None)?;
        Ok(Self {
            version: symbols.first().map_or(0, qr::Symbol::version),
            codes: symbols.iter().map(qr::Symbol::svg).collect(),
            link: link(&shared.proof, None).ok(),
            bytes: shared.proof.len(),
            file_name: shared.file_name,
            text: String::from_utf8(shared.proof).ok(),
            made_at: shared.made_at.to_string(),
            expires: shared.expires.map(|expires| expires.to_string()),
            parts: shared.parts,
        })
    }
}
