//! Pages to print, as PDF: tagged for screen readers, with the letters in them. Knows nothing of what they say.
//!
//! Pure: no clock, randomness, files or network. The same page gives the same bytes. It is a crate of its own so that
//! nothing else builds on the library that writes PDF.
//!
//! ```
//! let paper = paper::Paper { title: "A page".into(), language: "en".into(), blocks: vec![
//!     paper::Block::Heading("A page".into()),
//!     paper::Block::Text("With a sentence.".into()),
//! ] };
//! assert!(paper.pdf()?.starts_with(b"%PDF-1.7"));
//! # Ok::<(), paper::PaperFault>(())
//! ```

mod draw;
mod letters;
mod squares;

pub use squares::Squares;

/// What is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// What programs call it.
    pub title: String,
    /// The language that it is written in (BCP 47).
    pub language: String,
    /// What stands on it, from above.
    pub blocks: Vec<Block>,
}

/// A part of a page, as wide as the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// What it is, in large letters; one a paper.
    Heading(String),
    /// What follows, in larger letters.
    Subheading(String),
    /// A paragraph.
    Text(String),
    /// What something is, and what is said about it.
    Fact(String, String),
    /// A picture of squares, in the middle.
    Squares(Squares),
    /// Something to copy, in small letters; it is broken anywhere.
    Small(String),
}

impl Block {
    /// True when the font has every letter; others are printed as a question mark.
    #[must_use]
    pub fn is_printable(&self) -> bool {
        let has = |text: &str| letters::LETTERS.has(text);
        match self {
            Self::Heading(text) | Self::Subheading(text) | Self::Text(text) | Self::Small(text) => has(text),
            Self::Fact(what, value) => has(what) && has(value),
            Self::Squares(_) => true,
        }
    }
}

/// Why nothing can be printed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperFault {
    /// More than [`MAX_PAGES`] pages.
    #[error("more than {MAX_PAGES} pages")]
    TooLong,
    /// The document cannot be written.
    #[error("the document cannot be written: {0}")]
    NotWritten(String),
}

/// Most pages of one document.
pub const MAX_PAGES: usize = 50;
