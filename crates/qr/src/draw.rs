//! Drawing.

use std::fmt::Write as _;

use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};

use crate::limits::{COMFORTABLE_VERSION, MAX_PNG_PIXELS_A_MODULE, MAX_VERSION};

/// A code that is drawn.
#[derive(Debug, Clone)]
pub struct Symbol {
    version: i16,
    level: Level,
    /// Modules a side.
    side: usize,
    dark: Vec<bool>,
}

/// How much of a code may be unreadable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// About 7 %.
    L,
    /// About 15 %.
    M,
}

/// It does not fit a code that can be read with ease, or what should be digits is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("does not fit a code of version {MAX_VERSION}")]
pub struct DrawFault;

impl Symbol {
    /// Draws a text and digits behind it, each in a segment of its own: the digits cost 3⅓ bits each.
    ///
    /// Level M where it fits a comfortable code, else L; the smallest version of that level.
    ///
    /// # Errors
    /// [`DrawFault`].
    pub fn draw(text: &str, digits: &str) -> Result<Self, DrawFault> {
        if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(DrawFault);
        }
        let comfortable = |level| (1..=COMFORTABLE_VERSION).map(move |version| (version, level));
        let larger = (COMFORTABLE_VERSION + 1..=MAX_VERSION).map(|version| (version, Level::L));
        let mut choices = comfortable(Level::M).chain(comfortable(Level::L)).chain(larger);
        choices.find_map(|(version, level)| Self::fit(text, digits, version, level)).ok_or(DrawFault)
    }

    /// The code in one version, if it fits.
    fn fit(text: &str, digits: &str, version: i16, level: Level) -> Option<Self> {
        let correction = match level {
            Level::L => EcLevel::L,
            Level::M => EcLevel::M,
        };
        let mut bits = Bits::new(Version::Normal(version));
        bits.push_byte_data(text.as_bytes()).ok()?;
        bits.push_numeric_data(digits.as_bytes()).ok()?;
        bits.push_terminator(correction).ok()?;
        let code = QrCode::with_bits(bits, correction).ok()?;
        let dark = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
        Some(Self { version, level, side: code.width(), dark })
    }

    /// From 1, 21 modules a side, to 40.
    #[must_use]
    pub fn version(&self) -> i16 {
        self.version
    }

    /// The level of error correction.
    #[must_use]
    pub fn level(&self) -> Level {
        self.level
    }

    /// Modules a side, with the margin that readers need.
    #[must_use]
    pub fn side(&self) -> usize {
        self.side + 2 * MARGIN
    }

    /// The colour of a module, from the upper left; the margin counts.
    #[must_use]
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        let inside = |at: usize| at.checked_sub(MARGIN).filter(|at| *at < self.side);
        matches!((inside(x), inside(y)), (Some(x), Some(y)) if self.dark[y * self.side + x])
    }

    /// A picture that stays sharp at every size.
    #[must_use]
    pub fn svg(&self) -> String {
        let side = self.side();
        let mut path = String::new();
        for y in 0..side {
            let mut x = 0;
            while x < side {
                let run = (x..side).take_while(|at| self.is_dark(*at, y)).count();
                if run > 0 {
                    write!(path, "M{x} {y}h{run}v1h-{run}z").expect("memory takes what is written");
                }
                x += run + 1;
            }
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
             <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\"/></svg>\n"
        )
    }

    /// A picture with so many pixels to a module.
    #[must_use]
    pub fn png(&self, pixels: u32) -> Vec<u8> {
        let pixels = pixels.clamp(1, MAX_PNG_PIXELS_A_MODULE) as usize;
        let width = self.side() * pixels;
        let mut rows = Vec::with_capacity(width * width.div_ceil(8));
        for y in 0..self.side() {
            let mut row = vec![0_u8; width.div_ceil(8)];
            for x in (0..width).filter(|x| !self.is_dark(x / pixels, y)) {
                row[x / 8] |= 0x80 >> (x % 8);
            }
            rows.extend(row.repeat(pixels));
        }
        let mut out = Vec::new();
        let side = u32::try_from(width).expect("185 modules of 32 pixels fit");
        let mut encoder = png::Encoder::new(&mut out, side, side);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::One);
        let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&rows));
        written.expect("memory takes what is written");
        out
    }

    /// For a terminal: two rows of modules to a line, light as blocks, so that it reads on a dark ground.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for y in (0..self.side()).step_by(2) {
            for x in 0..self.side() {
                text.push(match (self.is_dark(x, y), y + 1 < self.side() && !self.is_dark(x, y + 1)) {
                    (false, true) => '█',
                    (false, false) => '▀',
                    (true, true) => '▄',
                    (true, false) => ' ',
                });
            }
            text.push('\n');
        }
        text
    }
}

/// Modules of margin on every side (ISO/IEC 18004 §6.3.8).
const MARGIN: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn level_is_chosen_by_what_fits() {
        for (digits, version, level) in
            [(100, 4, Level::M), (1_300, 18, Level::M), (1_400, 17, Level::L), (2_900, 25, Level::L)]
        {
            let symbol = Symbol::draw("tessera:#", &"7".repeat(digits)).unwrap();
            assert_eq!((symbol.version(), symbol.level()), (version, level), "{digits}");
        }
        assert_eq!(Symbol::draw("tessera:#", &"7".repeat(4_000)).unwrap_err(), DrawFault);
        assert_eq!(Symbol::draw("tessera:#", "no digits").unwrap_err(), DrawFault);
    }

    #[test]
    fn all_pictures_show_the_same_modules() {
        let symbol = Symbol::draw("a", "12").unwrap();
        let side = symbol.side();
        let dark = (0..side * side).filter(|at| symbol.is_dark(at % side, at / side)).count();
        let runs = symbol.svg().matches("v1h-").count();
        assert!(runs > 50 && runs < dark);
        let lengths = symbol.svg();
        let lengths =
            lengths.split("v1h-").skip(1).map(|run| run.split('z').next().unwrap().parse::<usize>().unwrap());
        assert_eq!(lengths.sum::<usize>(), dark);
        let text = symbol.text();
        let light: usize = text
            .chars()
            .map(|block| match block {
                '█' => 2,
                '▀' | '▄' => 1,
                _ => 0,
            })
            .sum();
        assert_eq!(light, side * side - dark);
        assert_eq!(text.lines().count(), side.div_ceil(2));
    }
}
