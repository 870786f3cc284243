//! Pages to print, as PDF: tagged for screen readers, with the letters in them. Knows nothing of what they say.
//!
//! Pure: no clock, randomness, files or network. The same page gives the same bytes. It is a crate of its own so that
//! nothing else builds on the library that writes PDF.
//!
//! ```
//! let paper = paper::Paper { title: "A page".into(), language: "en".into(), blocks: vec![
//!     paper::Block::Heading("A page".into()),
//!     paper::Block::Text("With a sentence.".into()),
//! ], ..paper::Paper::default() };
//! assert!(paper.pdf()?.starts_with(b"%PDF-1.7"));
//! # Ok::<(), paper::PaperFault>(())
//! ```

mod draw;
mod letters;
mod set;
mod squares;

use jiff::Timestamp;

pub use squares::Squares;

/// What is printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paper {
    /// What programs call it.
    pub title: String,
    /// The language that it is written in (BCP 47).
    pub language: String,
    /// What stands on it, from above.
    pub blocks: Vec<Block>,
    /// What stands at the foot of every page, on one line, with the number of the page beside it; without it, nothing does.
    pub foot: String,
    /// A file to carry along; then the document is PDF/A-3 as well, which says how files are carried.
    pub attachment: Option<Attachment>,
}

/// A file inside a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its media type, such as `text/xml`.
    pub media_type: String,
    /// What it is, for people.
    pub words: String,
    /// Its bytes; they come out as they went in.
    pub bytes: Vec<u8>,
    /// When it, and the document, was made.
    pub made: Timestamp,
}

/// A part of a page, as wide as the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// What it is, in large letters; one a paper.
    Heading(String),
    /// What follows, in larger letters.
    Subheading(String),
    /// One of the things below a [`Subheading`](Self::Subheading), in letters a little larger.
    Entry(String),
    /// A paragraph.
    Text(String),
    /// What something is, and what is said about it.
    Fact(String, String),
    /// A picture of squares, in the middle.
    Squares(Squares),
    /// A list.
    Items(Vec<String>),
    /// Something to copy, in small letters; it is broken anywhere.
    Small(String),
}

impl Block {
    /// True when the font has every letter; others are printed as a question mark.
    #[must_use]
    pub fn is_printable(&self) -> bool {
        let has = |text: &str| letters::LETTERS.has(text);
        match self {
            Self::Heading(text) | Self::Subheading(text) | Self::Entry(text) => has(text),
            Self::Text(text) | Self::Small(text) => has(text),
            Self::Fact(what, value) => has(what) && has(value),
            Self::Items(items) => items.iter().all(|item| has(item)),
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
    /// What is carried along has no media type that can be written.
    #[error("the attachment cannot be carried")]
    Attachment,
    /// The document cannot be written.
    #[error("the document cannot be written: {0}")]
    NotWritten(String),
}

/// Most pages of one document.
pub const MAX_PAGES: usize = 50;
