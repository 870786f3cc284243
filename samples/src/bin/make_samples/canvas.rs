//! A small picture drawn with a round pen in four inks, saved as PNG.

/// What a line is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Text,
    Muted,
    Accent,
    Pale,
}

pub(crate) type Point = (f32, f32);

/// White paper.
pub(crate) struct Canvas {
    width: usize,
    height: usize,
    /// Per pixel an index into the palette: 0 is paper, then the shades of each ink, pale to full.
    pixels: Vec<u8>,
}

/// Shades of each ink; with the paper they fit into 16 colours.
const SHADES: u8 = 3;
/// Bits of a pixel in the file.
const DEPTH: u32 = 4;
const PAPER: [u8; 3] = [255, 255, 255];

impl Ink {
    const ALL: [Ink; 4] = [Ink::Text, Ink::Muted, Ink::Accent, Ink::Pale];

    fn colour(self) -> [u8; 3] {
        match self {
            Ink::Text => [0x16, 0x21, 0x1f],
            Ink::Muted => [0x4d, 0x5b, 0x58],
            Ink::Accent => [0x0d, 0x5c, 0x6c],
            Ink::Pale => [0xa3, 0xcb, 0xd2],
        }
    }
}

impl Canvas {
    pub(crate) fn new(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![0; width * height] }
    }

    pub(crate) fn width(&self) -> f32 {
        self.width as f32
    }

    /// Draws straight lines from point to point; a single point leaves a dot.
    pub(crate) fn stroke(&mut self, points: &[Point], pen: f32, ink: Ink) {
        let last = points.len().saturating_sub(1);
        for at in 0..last.max(1) {
            self.line(points[at], points[(at + 1).min(last)], pen, ink);
        }
    }

    pub(crate) fn fill(&mut self, left: usize, top: usize, side: usize, ink: Ink) {
        for y in top..top + side {
            for x in left..left + side {
                self.cover(x, y, 1.0, ink);
            }
        }
    }

    pub(crate) fn png(&self) -> Vec<u8> {
        let palette = std::iter::once(PAPER).chain(Ink::ALL.into_iter().flat_map(shades)).flatten();
        let pairs = self.pixels.chunks(self.width).flat_map(|row| row.chunks(2));
        let packed: Vec<u8> =
            pairs.map(|pair| pair[0] << DEPTH | pair.get(1).copied().unwrap_or_default()).collect();
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_palette(palette.collect::<Vec<u8>>());
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        let mut writer = encoder.write_header().expect("the size is not zero and the palette is there");
        writer.write_image_data(&packed).expect("there is a byte for every two pixels");
        writer.finish().expect("memory does not run out");
        file
    }

    fn line(&mut self, from: Point, to: Point, pen: f32, ink: Ink) {
        let radius = pen / 2.0;
        let span = |a: f32, b: f32, end: usize| {
            let low = (a.min(b) - radius - 1.0).max(0.0) as usize;
            low..((a.max(b) + radius + 2.0).max(0.0) as usize).min(end)
        };
        for y in span(from.1, to.1, self.height) {
            for x in span(from.0, to.0, self.width) {
                let distance = distance((x as f32 + 0.5, y as f32 + 0.5), from, to);
                self.cover(x, y, (radius + 0.5 - distance).clamp(0.0, 1.0), ink);
            }
        }
    }

    fn cover(&mut self, x: usize, y: usize, share: f32, ink: Ink) {
        let shade = (share * f32::from(SHADES)).round() as u8;
        let pixel = &mut self.pixels[y * self.width + x];
        let there = pixel.checked_sub(1).map_or(0, |index| index % SHADES + 1);
        if shade > there || shade == SHADES {
            *pixel = ink as u8 * SHADES + shade;
        }
    }
}

fn shades(ink: Ink) -> impl Iterator<Item = [u8; 3]> {
    let mix = |from: u8, to: u8, shade: u8| {
        let (from, to, shade) = (i32::from(from), i32::from(to), i32::from(shade));
        (from + (to - from) * shade / i32::from(SHADES)) as u8
    };
    (1..=SHADES).map(move |shade| {
        let colour = ink.colour();
        [0, 1, 2].map(|channel| mix(PAPER[channel], colour[channel], shade))
    })
}

/// From a point to the nearest point of a line.
fn distance(point: Point, from: Point, to: Point) -> f32 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (px, py) = (point.0 - from.0, point.1 - from.1);
    let length = dx * dx + dy * dy;
    let along = if length == 0.0 { 0.0 } else { ((px * dx + py * dy) / length).clamp(0.0, 1.0) };
    (px - along * dx).hypot(py - along * dy)
}
