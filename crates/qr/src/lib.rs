//! QR codes: drawn as SVG, PNG or text, and read out of pictures. Knows nothing of what stands in them.
//!
//! Pure: no clock, randomness, files or network. It is a crate of its own so that nothing else builds on the
//! libraries that read pictures.
//!
//! ```
//! let symbol = qr::Symbol::draw("tessera:#", "10203040506070809")?;
//! assert_eq!((symbol.version(), symbol.level()), (2, qr::Level::M));
//!
//! assert_eq!(qr::read(&symbol.png(4))?.texts, ["tessera:#10203040506070809"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod draw;
pub mod limits;
mod picture;
mod read;

pub use draw::{DrawFault, Level, Symbol};
pub use picture::PictureFault;
pub use read::{Found, read};
