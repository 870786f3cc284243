//! Blocks set one below the other on pages of A4.

use std::num::NonZeroU16;

use krilla::Document;
use krilla::SerializeSettings;
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder, Validator};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{ContentTag, Identifier, SpanTag, Tag, TagGroup, TagKind, TagTree};
use krilla::text::TextDirection;

use crate::letters::LETTERS;
use crate::{Block, MAX_PAGES, Paper, PaperFault, Squares};

impl Paper {
    /// How many pages it has.
    #[must_use]
    pub fn pages(&self) -> usize {
        pages(&self.blocks).len()
    }

    /// The document, as PDF/UA-1.
    ///
    /// # Errors
    /// [`PaperFault`].
    pub fn pdf(&self) -> Result<Vec<u8>, PaperFault> {
        let not_written = |error: &dyn std::fmt::Debug| PaperFault::NotWritten(format!("{error:?}"));
        let configuration = ConfigurationBuilder::new().set_validator(Validator::Ua(Accessibility::UA1));
        let configuration = configuration.finish().map_err(|error| not_written(&error))?;
        let mut document =
            Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
        let mut tags = TagTree::new().with_lang(Some(self.language.clone()));
        let pages = pages(&self.blocks);
        if pages.len() > MAX_PAGES {
            return Err(PaperFault::TooLong);
        }
        let mut outline = Outline::new();
        let mut groups: Vec<Option<TagGroup>> = self.blocks.iter().map(|_| None).collect();
        for (number, lines) in pages.iter().enumerate() {
            let settings = PageSettings::from_wh(PAGE[0], PAGE[1]).expect("A4 has a size");
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            for line in lines {
                let content = line.draw(&mut surface);
                if let (None, Some(words)) = (&groups[line.block], heading(&self.blocks[line.block])) {
                    let place = XyzDestination::new(number, Point::from_xy(0.0, line.at[1]));
                    outline.push_child(OutlineNode::new(words, place));
                }
                let group =
                    groups[line.block].get_or_insert_with(|| TagGroup::new(tag(&self.blocks[line.block])));
                group.push(content);
            }
            surface.finish();
            page.finish();
        }
        groups.into_iter().flatten().for_each(|group| tags.push(group));
        document.set_tag_tree(tags);
        document.set_outline(outline);
        let metadata = Metadata::new().title(LETTERS.printable(&self.title)).language(self.language.clone());
        document.set_metadata(metadata.creator("Tessera".to_owned()));
        document.finish().map_err(|error| not_written(&error))
    }
}

/// What is drawn in one piece: a line of text, or a picture.
struct Line<'b> {
    /// The number of its block.
    block: usize,
    /// The lower left of the text, or the upper left of the picture.
    at: [f32; 2],
    what: What<'b>,
}

enum What<'b> {
    Text(String, f32),
    Squares(&'b Squares, f32),
}

/// The lines of every page.
fn pages(blocks: &[Block]) -> Vec<Vec<Line<'_>>> {
    let mut pages = vec![Vec::new()];
    let mut down = MARGIN;
    for (number, block) in blocks.iter().enumerate() {
        for (height, left, what) in lines(block) {
            if down + height > PAGE[1] - MARGIN && down > MARGIN {
                pages.push(Vec::new());
                down = MARGIN;
            }
            let base = if matches!(what, What::Text(..)) { down + height * BASELINE } else { down };
            let line = Line { block: number, at: [left, base], what };
            pages.last_mut().expect("there is a page").push(line);
            down += height;
        }
        down += space_below(block);
    }
    pages
}

/// The lines of a block: how high each is, and where it begins from the left.
fn lines(block: &Block) -> Vec<(f32, f32, What<'_>)> {
    let text = |text: &str, size: f32| {
        let lines =
            LETTERS.lines(text, size, PAGE[0] - 2.0 * MARGIN).into_iter().filter(|line| !line.is_empty());
        lines.map(|line| (size * LEADING, MARGIN, What::Text(line, size))).collect()
    };
    match block {
        Block::Heading(words) => text(words, 20.0),
        Block::Subheading(words) => text(words, 13.0),
        Block::Text(words) => text(words, 10.0),
        Block::Fact(what, value) => text(&format!("{what}: {value}"), 10.0),
        Block::Small(words) => text(words, 5.0),
        Block::Squares(squares) => {
            // No larger than reads with ease, no smaller than a camera can tell apart.
            let side = (squares.side as f32 * LARGEST_SQUARE).min(LARGEST_PICTURE);
            vec![(side, (PAGE[0] - side) / 2.0, What::Squares(squares, side))]
        }
    }
}

fn space_below(block: &Block) -> f32 {
    match block {
        Block::Heading(_) | Block::Text(_) | Block::Small(_) => 6.0,
        Block::Subheading(_) | Block::Fact(..) => 2.0,
        Block::Squares(_) => 8.0,
    }
}

/// The words of a heading.
fn heading(block: &Block) -> Option<String> {
    match block {
        Block::Heading(words) | Block::Subheading(words) => Some(LETTERS.printable(words)),
        _ => None,
    }
}

fn tag(block: &Block) -> TagKind {
    let level = |level| Tag::Hn(NonZeroU16::new(level).expect("levels begin with 1"), heading(block)).into();
    match block {
        Block::Heading(_) => level(1),
        Block::Subheading(_) => level(2),
        Block::Text(_) | Block::Fact(..) | Block::Small(_) => Tag::P.into(),
        Block::Squares(squares) => Tag::Figure(Some(squares.words.clone())).into(),
    }
}

impl Line<'_> {
    fn draw(&self, surface: &mut Surface<'_>) -> Identifier {
        let [left, top] = self.at;
        surface.set_fill(Some(Fill { paint: rgb::Color::new(0, 0, 0).into(), ..Fill::default() }));
        match &self.what {
            What::Text(text, size) => {
                let content = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                // A space at the end of each line, or the last word and the next would be read as one.
                let text = format!("{text} ");
                let (at, font) = (Point::from_xy(left, top), LETTERS.font.clone());
                surface.draw_text(at, font, *size, &text, false, TextDirection::LeftToRight);
                surface.end_tagged();
                content
            }
            What::Squares(squares, side) => {
                let content = surface.start_tagged(ContentTag::Other);
                let one = side / squares.side as f32;
                let mut path = PathBuilder::new();
                for [row, column, length] in squares.runs() {
                    let [x, y] = [column, row].map(|at| at as f32 * one);
                    if let Some(rect) = Rect::from_xywh(left + x, top + y, length as f32 * one, one) {
                        path.push_rect(rect);
                    }
                }
                if let Some(path) = path.finish() {
                    surface.draw_path(&path);
                }
                surface.end_tagged();
                content
            }
        }
    }
}

/// A4, in points of 1/72 inch.
const PAGE: [f32; 2] = [595.28, 841.89];

/// 16 mm on each side: printers leave some of it white.
const MARGIN: f32 = 45.0;

/// Height of a line, in sizes of its letters, and where in it the letters stand.
const LEADING: f32 = 1.35;
const BASELINE: f32 = 0.76;

/// 1.4 mm a square, and 100 mm for all of them.
const LARGEST_SQUARE: f32 = 4.0;
const LARGEST_PICTURE: f32 = 283.5;

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(blocks: Vec<Block>) -> Result<Vec<u8>, PaperFault> {
        Paper { title: "A page".to_owned(), language: "en".to_owned(), blocks }.pdf()
    }

    #[test]
    fn all_blocks_make_an_accessible_document_and_the_same_one_always() {
        let squares = Squares { side: 2, dark: vec![true, false, false, true], words: "A code".to_owned() };
        let blocks = || {
            vec![
                Block::Heading("Οδηγία \u{6f22}".to_owned()),
                Block::Subheading("Что".to_owned()),
                Block::Text("One. ".repeat(200)),
                Block::Fact("What".to_owned(), "value".to_owned()),
                Block::Squares(squares.clone()),
                Block::Small("7".repeat(3000)),
                Block::Text(String::new()),
            ]
        };
        let pdf = paper(blocks()).unwrap();
        assert!(pdf.starts_with(b"%PDF-1.7") && pdf.len() < 100_000, "{}", pdf.len());
        assert_eq!(paper(blocks()).unwrap(), pdf);
    }

    #[test]
    fn pages_break_where_they_are_full_and_are_not_endless() {
        let page_count = |count: usize| pages(&vec![Block::Text("x".to_owned()); count]).len();
        assert_eq!((page_count(1), page_count(38), page_count(39)), (1, 1, 2));
        assert_eq!(paper(vec![Block::Text("x".to_owned()); 38 * 51]), Err(PaperFault::TooLong));
    }
}
