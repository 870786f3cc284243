//! How a proof travels: as one code, as frames, as a link, or as a file.

use proof::frames::frames;
use proof::{CarriageFault, Link};
use qr::Symbol;

/// The codes that show a proof: one where it fits, else frames of which any will do once there are enough.
///
/// # Errors
/// [`CarriageFault`] when it is too large to be shown.
pub fn codes(proof: &[u8], base: Option<&str>) -> Result<Vec<Symbol>, CarriageFault> {
    if let Some(symbol) = one_code(proof, base)? {
        return Ok(vec![symbol]);
    }
    let frames = frames(proof, FRAME_BYTES, SPARE_PERCENT)?;
    let symbols = frames.into_iter().map(|frame| draw(Link::frame(frame), base));
    symbols.collect::<Option<_>>().ok_or(CarriageFault::TooLarge)
}

/// The code that shows a whole proof; nothing where it does not fit one.
///
/// # Errors
/// [`CarriageFault`] when no link holds it.
pub fn one_code(proof: &[u8], base: Option<&str>) -> Result<Option<Symbol>, CarriageFault> {
    Ok(draw(Link::whole(proof)?, base))
}

fn draw(link: Link, base: Option<&str>) -> Option<Symbol> {
    let (text, digits) = link.at(base.unwrap_or(proof::SCHEME)).segments();
    Symbol::draw(&text, &digits).ok()
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
