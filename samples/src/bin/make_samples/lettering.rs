//! Letters drawn with a pen, so that no font is needed and every machine draws the same.
//!
//! A stroke is a chain of points; each point is a digit (to the right) and a letter (upwards: `a` and `b`
//! below the line, `c` on it, `h` the height of small letters, `k` of capitals). After `~` the chain is
//! rounded, after `-` it has corners. Letters with accents are letters and a mark.

use crate::canvas::{Canvas, Ink, Point};

/// How a line of text looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    /// Height of capitals, in pixels.
    pub(crate) size: f32,
    /// Width of the pen, in pixels.
    pub(crate) pen: f32,
    pub(crate) ink: Ink,
}

/// Writes a line of text that starts at a point of the base line.
pub(crate) fn write(canvas: &mut Canvas, text: &str, start: Point, style: Style) {
    let unit = style.size / CAPITAL_UNITS;
    let mut x = start.0;
    for letter in text.chars() {
        for stroke in strokes(letter) {
            let placed: Vec<Point> =
                stroke.iter().map(|(right, up)| (x + right * unit, start.1 - up * unit)).collect();
            canvas.stroke(&placed, style.pen, style.ink);
        }
        x += advance(letter) * unit;
    }
}

/// Writes a line of text in the middle of the canvas.
pub(crate) fn centre(canvas: &mut Canvas, text: &str, y: f32, style: Style) {
    let width: f32 = text.chars().map(advance).sum::<f32>() - GAP;
    let start = (canvas.width() - width * style.size / CAPITAL_UNITS) / 2.0;
    write(canvas, text, (start, y), style);
}

/// Height of capitals in the units of [`GLYPHS`].
const CAPITAL_UNITS: f32 = 8.0;
/// Height of small letters.
const SMALL_UNITS: f32 = 5.0;
/// Space between letters.
const GAP: f32 = 2.0;
/// The letter for the base line.
const BASE_LINE: u8 = b'c';
/// How often corners are cut to round a stroke.
const ROUNDINGS: usize = 3;

fn strokes(letter: char) -> Vec<Vec<Point>> {
    let (base, mark) = apart(letter);
    let drawing = glyph(base).1;
    let mut strokes: Vec<Vec<Point>> =
        drawing.split(' ').filter(|part| !part.is_empty()).map(chain).collect();
    if let Some(mark) = mark {
        // The mark takes the place of the dot.
        strokes.retain(|stroke| stroke.len() > 1);
        let middle = glyph(base).0 / 2.0;
        let top = if base.is_uppercase() { CAPITAL_UNITS } else { SMALL_UNITS };
        strokes.push(mark.iter().map(|(right, up)| (middle + right, top + up)).collect());
        if mark == DOTS {
            let dots = strokes.pop().unwrap_or_default();
            strokes.extend(dots.into_iter().map(|dot| vec![dot]));
        }
    }
    strokes
}

fn advance(letter: char) -> f32 {
    glyph(apart(letter).0).0 + GAP
}

/// Width and strokes. What cannot be written leaves a gap.
fn glyph(letter: char) -> (f32, &'static str) {
    GLYPHS
        .iter()
        .find(|(named, ..)| *named == letter)
        .map_or((2.0, ""), |(_, width, drawing)| (*width, drawing))
}

fn chain(drawing: &str) -> Vec<Point> {
    let (kind, points) = drawing.split_at(1);
    let points: Vec<Point> = points
        .as_bytes()
        .chunks_exact(2)
        .map(|pair| (f32::from(pair[0]) - f32::from(b'0'), f32::from(pair[1]) - f32::from(BASE_LINE)))
        .collect();
    if kind == "~" { rounded(points) } else { points }
}

/// Chaikin's corner cutting; the ends stay where they are.
fn rounded(mut points: Vec<Point>) -> Vec<Point> {
    let between = |a: Point, b: Point, share: f32| (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share);
    for _ in 0..ROUNDINGS {
        let cut = points
            .windows(2)
            .flat_map(|pair| [between(pair[0], pair[1], 0.25), between(pair[0], pair[1], 0.75)]);
        let ends = (points[0], points[points.len() - 1]);
        points = std::iter::once(ends.0).chain(cut).chain([ends.1]).collect();
    }
    points
}

type Mark = &'static [Point];

const ACUTE: Mark = &[(-0.5, 1.5), (1.0, 3.0)];
const CARON: Mark = &[(-1.3, 3.0), (0.0, 1.6), (1.3, 3.0)];
const CIRCUMFLEX: Mark = &[(-1.3, 1.6), (0.0, 3.0), (1.3, 1.6)];
const DOTS: Mark = &[(-1.2, 2.0), (1.2, 2.0)];
const RING: Mark = &[(0.0, 1.2), (0.9, 2.1), (0.0, 3.0), (-0.9, 2.1), (0.0, 1.2)];
const TILDE: Mark = &[(-1.6, 1.6), (-0.7, 2.4), (0.7, 1.8), (1.6, 2.6)];
const CEDILLA: Mark = &[(0.0, -5.0), (0.4, -6.2), (-0.6, -6.6)];

/// The plain letter, and the mark on it.
fn apart(letter: char) -> (char, Option<Mark>) {
    let marked = [
        (ACUTE, "áéíóúýÁÉÍÓÚÝ", "aeiouyAEIOUY"),
        (CARON, "čěňřšžČĚŇŘŠŽ", "cenrszCENRSZ"),
        (CIRCUMFLEX, "âêôÂÊÔ", "aeoAEO"),
        (DOTS, "äöÄÖ", "aoAO"),
        (RING, "åůÅ", "auA"),
        (TILDE, "ãõÃÕ", "aoAO"),
        (CEDILLA, "ç", "c"),
    ];
    let found = marked.iter().find_map(|(mark, whole, plain)| {
        let at = whole.chars().position(|candidate| candidate == letter)?;
        Some((plain.chars().nth(at)?, Some(*mark)))
    });
    found.unwrap_or((letter, None))
}

/// Letter, width, strokes.
const GLYPHS: &[(char, f32, &str)] = &[
    ('a', 4.0, "~4f4h0h0c4c4f -4h4c"),
    ('b', 4.0, "-0k0c ~0f0h4h4c0c0f"),
    ('c', 4.0, "~4g4h0h0c4c4d"),
    ('d', 4.0, "-4k4c ~4f4h0h0c4c4f"),
    ('e', 4.0, "-0f4f ~4f4h0h0c4c4d"),
    ('f', 3.0, "~3k1k1i1c -0h3h"),
    ('g', 4.0, "~4f4h0h0c4c4f -4h4c ~4c4a0a0b"),
    ('h', 4.0, "-0k0c ~0f0h4h4f4c"),
    ('i', 0.0, "-0h0c -0j"),
    ('j', 2.0, "~2h2c2a0a -2j"),
    ('k', 4.0, "-0k0c -4h0e -1f4c"),
    ('l', 0.0, "-0k0c"),
    ('m', 6.0, "-0h0c ~0f0h3h3f3c ~3f3h6h6f6c"),
    ('n', 4.0, "-0h0c ~0f0h4h4f4c"),
    ('o', 4.0, "~0f0h4h4c0c0f"),
    ('p', 4.0, "-0h0a ~0f0h4h4c0c0f"),
    ('q', 4.0, "~4f4h0h0c4c4f -4h4a"),
    ('r', 3.0, "-0h0c ~0f0h3h"),
    ('s', 4.0, "~4g4h0h0f4f4c0c0d"),
    ('t', 3.0, "~1j1e1c3c -0h3h"),
    ('u', 4.0, "~0h0e0c4c4f -4h4c"),
    ('v', 4.0, "-0h2c4h"),
    ('w', 6.0, "-0h1c3g5c6h"),
    ('x', 4.0, "-0h4c -4h0c"),
    ('y', 4.0, "-0h2c -4h1a"),
    ('z', 4.0, "-0h4h0c4c"),
    ('A', 6.0, "-0c3k6c -1e5e"),
    ('B', 5.0, "-0c0k ~0k2k4k4g2g0g ~0g2g5g5c2c0c"),
    ('C', 5.0, "~5i5k0k0c5c5e"),
    ('D', 5.0, "-0c0k ~0k2k5k5c2c0c"),
    ('E', 4.0, "-4k0k0c4c -0g3g"),
    ('F', 4.0, "-4k0k0c -0g3g"),
    ('G', 5.0, "~5i5k0k0c5c5g -5g3g"),
    ('H', 5.0, "-0k0c -5k5c -0g5g"),
    ('I', 0.0, "-0k0c"),
    ('J', 3.0, "~3k3e3c0c0e"),
    ('K', 4.0, "-0k0c -4k0f -1g4c"),
    ('L', 4.0, "-0k0c4c"),
    ('M', 6.0, "-0c0k3e6k6c"),
    ('N', 5.0, "-0c0k5c5k"),
    ('O', 5.0, "~0g0k5k5c0c0g"),
    ('P', 5.0, "-0c0k ~0k2k5k5g2g0g"),
    ('Q', 5.0, "~0g0k5k5c0c0g -3e5c"),
    ('R', 5.0, "-0c0k ~0k2k5k5g2g0g -2g5c"),
    ('S', 5.0, "~5i5k0k0g5g5c0c0e"),
    ('T', 6.0, "-0k6k -3k3c"),
    ('U', 5.0, "~0k0f0c5c5f5k"),
    ('V', 6.0, "-0k3c6k"),
    ('W', 8.0, "-0k2c4i6c8k"),
    ('X', 5.0, "-0k5c -5k0c"),
    ('Y', 6.0, "-0k3g6k -3g3c"),
    ('Z', 5.0, "-0k5k0c5c"),
    ('0', 4.0, "~0g0k4k4c0c0g"),
    ('1', 2.0, "-0i2k2c"),
    ('2', 4.0, "~0i0k4k4g0c -0c4c"),
    ('3', 4.0, "~0j0k4k4g1g ~1g4g4c0c0d"),
    ('4', 4.0, "-3c3k0e4e"),
    ('5', 4.0, "-4k0k0g ~0g2h4h4c0c0d"),
    ('6', 4.0, "~4j4k0k0c4c4g0g0e"),
    ('7', 4.0, "-0k4k1c"),
    ('8', 4.0, "~2g0g0k4k4g2g ~2g0g0c4c4g2g"),
    ('9', 4.0, "~0d0c4c4k0k0g4g4i"),
    ('.', 0.0, "-0c"),
    (',', 0.0, "-0c0b"),
    ('·', 0.0, "-0f"),
    ('-', 3.0, "-0f3f"),
];
