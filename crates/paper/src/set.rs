//! Where everything stands: blocks one below the other, on pages of A4.

use crate::letters::LETTERS;
use crate::{Block, Squares};

/// What is drawn in one piece: a line of text, or a picture.
pub(crate) struct Line<'b> {
    /// The number of its block.
    pub(crate) block: usize,
    /// The number of its item, in a list.
    pub(crate) item: usize,
    /// The lower left of the text, or the upper left of the picture.
    pub(crate) at: [f32; 2],
    pub(crate) what: What<'b>,
}

pub(crate) enum What<'b> {
    Text(String, f32),
    Squares(&'b Squares, f32),
}

/// The lines of every page.
pub(crate) fn pages(blocks: &[Block]) -> Vec<Vec<Line<'_>>> {
    let mut pages = vec![Vec::new()];
    let mut down = MARGIN;
    for (number, block) in blocks.iter().enumerate() {
        if down > MARGIN {
            down += space_above(block);
        }
        let stays_with =
            if is_heading(block) { blocks.get(number + 1).map_or(0.0, first_height) } else { 0.0 };
        for Piece { item, height, left, what } in pieces(block) {
            if down + height + stays_with > PAGE[1] - MARGIN && down > MARGIN {
                pages.push(Vec::new());
                down = MARGIN;
            }
            let base = if matches!(what, What::Text(..)) { down + height * BASELINE } else { down };
            let line = Line { block: number, item, at: [left, base], what };
            pages.last_mut().expect("there is a page").push(line);
            down += height;
        }
        down += space_below(block);
    }
    pages
}

/// What is drawn in one piece, before its place is known.
struct Piece<'b> {
    item: usize,
    height: f32,
    left: f32,
    what: What<'b>,
}

/// The pieces of a block, from above.
fn pieces(block: &Block) -> Vec<Piece<'_>> {
    let indented = |item, text: &str, size: f32, indent: f32| {
        let lines = LETTERS.lines(text, size, PAGE[0] - 2.0 * MARGIN - indent);
        let lines = lines.into_iter().filter(|line| !line.is_empty());
        let piece = move |line| Piece {
            item,
            height: size * LEADING,
            left: MARGIN + indent,
            what: What::Text(line, size),
        };
        lines.map(piece).collect::<Vec<_>>()
    };
    let text = |text: &str, size| indented(0, text, size, 0.0);
    match block {
        Block::Heading(words) => text(words, 20.0),
        Block::Subheading(words) => text(words, 13.0),
        Block::Entry(words) => text(words, 11.5),
        Block::Text(words) => text(words, 10.0),
        Block::Fact(what, value) => text(&format!("{what}: {value}"), 10.0),
        Block::Items(items) => {
            let numbered = items.iter().enumerate();
            numbered.flat_map(|(item, words)| indented(item, &format!("• {words}"), 10.0, INDENT)).collect()
        }
        Block::Small(words) => text(words, 5.0),
        Block::Squares(squares) => {
            // No larger than reads with ease, no smaller than a camera can tell apart.
            let side = (squares.side as f32 * LARGEST_SQUARE).min(LARGEST_PICTURE);
            let left = (PAGE[0] - side) / 2.0;
            vec![Piece { item: 0, height: side, left, what: What::Squares(squares, side) }]
        }
    }
}

/// No heading stands alone at the end of a page.
fn is_heading(block: &Block) -> bool {
    matches!(block, Block::Heading(_) | Block::Subheading(_) | Block::Entry(_))
}

/// How high the first piece of a block is.
fn first_height(block: &Block) -> f32 {
    pieces(block).first().map_or(0.0, |piece| piece.height)
}

fn space_above(block: &Block) -> f32 {
    match block {
        Block::Subheading(_) => 8.0,
        Block::Entry(_) => 6.0,
        _ => 0.0,
    }
}

fn space_below(block: &Block) -> f32 {
    match block {
        Block::Heading(_) | Block::Text(_) | Block::Items(_) | Block::Small(_) => 6.0,
        Block::Subheading(_) | Block::Entry(_) | Block::Fact(..) => 2.0,
        Block::Squares(_) => 8.0,
    }
}

/// A4, in points of 1/72 inch.
pub(crate) const PAGE: [f32; 2] = [595.28, 841.89];

/// 16 mm on each side: printers leave some of it white.
pub(crate) const MARGIN: f32 = 45.0;

/// Height of a line, in sizes of its letters, and where in it the letters stand.
const LEADING: f32 = 1.35;
const BASELINE: f32 = 0.76;

/// How far lists stand to the right.
const INDENT: f32 = 10.0;

/// 1.4 mm a square, and 100 mm for all of them.
const LARGEST_SQUARE: f32 = 4.0;
const LARGEST_PICTURE: f32 = 283.5;
