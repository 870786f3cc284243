//! How a proof travels: as one code, as frames, as a link, or as a file.

use proof::frames::frames;
use proof::{CarriageFault, Link};
use qr::Symbol;

/// The codes that show a proof: one where it fits, else frames of which any will do once there are enough.
///
/// # Errors
/// [`CarriageFault`] when it is too large to be shown.
pub fn codes(proof: &[u8], base: Option<&str>) -> Result<Vec<Symbol>, CarriageFault> {
    let base = base.unwrap_or(proof::SCHEME);
    let draw = |link: Link| {
        let (text, digits) = link.at(base).segments();
        Symbol::draw(&text, &digits)
    };
    if let Ok(symbol) = draw(Link::whole(proof)?) {
        return Ok(vec![symbol]);
    }
    let frames = frames(proof, FRAME_BYTES, SPARE_PERCENT)?;
    let symbols = frames.into_iter().map(|frame| draw(Link::frame(frame)));
    symbols.collect::<Result<_, _>>().or(Err(CarriageFault::TooLarge))
}

/// The link with a whole proof, for a message or a paper.
///
/// # Errors
/// [`CarriageFault`] when it is too large for a link.
pub fn link(proof: &[u8], base: Option<&str>) -> Result<String, CarriageFault> {
    let text = Link::whole(proof)?.at(base.unwrap_or(proof::SCHEME)).to_string();
    if text.len() > proof::limits::MAX_LINK_BYTES { Err(CarriageFault::TooLarge) } else { Ok(text) }
}

/// How much of a proof one frame carries, in bytes: with what stands around it a code of version 18, level M.
pub(crate) const FRAME_BYTES: u16 = 512;

/// How many frames are shown beyond those needed, of a hundred: a third of all may be lost.
pub(crate) const SPARE_PERCENT: u32 = 60;
