//! The font, how wide its letters are, and lines broken by that.

use std::sync::LazyLock;

use krilla::text::Font;
use ttf_parser::Face;

/// Latin, Greek and Cyrillic letters.
pub(crate) struct Letters {
    /// The font as documents hold it.
    pub(crate) font: Font,
    face: Face<'static>,
}

/// The only font.
pub(crate) static LETTERS: LazyLock<Letters> = LazyLock::new(|| {
    let bytes = epaint_default_fonts::UBUNTU_LIGHT;
    Letters {
        font: Font::new(bytes.to_vec().into(), 0).expect("the font is built in and whole"),
        face: Face::parse(bytes, 0).expect("the font is built in and whole"),
    }
});

impl Letters {
    /// A text of which every letter can be printed: others become [`UNKNOWN`], and white space one space.
    pub(crate) fn printable(&self, text: &str) -> String {
        let words = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
        let words = words.filter(|word| !word.is_empty()).map(|word| {
            word.chars()
                .map(|letter| if self.has_letter(letter) { letter } else { UNKNOWN })
                .collect::<String>()
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// True when every letter can be printed.
    pub(crate) fn has(&self, text: &str) -> bool {
        text.chars().all(|letter| letter.is_whitespace() || self.has_letter(letter))
    }

    fn has_letter(&self, letter: char) -> bool {
        letter != '\u{ad}' && self.face.glyph_index(letter).is_some()
    }

    /// Lines of at most this width, broken between words, and inside of those that are longer than a line.
    pub(crate) fn lines(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in self.printable(text).split(' ') {
            let gap = if line.is_empty() { "" } else { " " };
            if self.width(&line, size) + self.width(gap, size) + self.width(word, size) <= width {
                line += gap;
                line += word;
                continue;
            }
            lines.extend(Some(std::mem::take(&mut line)).filter(|line| !line.is_empty()));
            let mut used = 0.0;
            for letter in word.chars() {
                let more = self.width(letter.encode_utf8(&mut [0; 4]), size);
                if used + more > width {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                line.push(letter);
                used += more;
            }
        }
        lines.push(line);
        lines
    }

    /// How wide a text is, in points.
    pub(crate) fn width(&self, text: &str, size: f32) -> f32 {
        let units = f32::from(self.face.units_per_em());
        let advance =
            |letter| self.face.glyph_index(letter).and_then(|glyph| self.face.glyph_hor_advance(glyph));
        text.chars().map(|letter| f32::from(advance(letter).unwrap_or_default()) / units * size).sum()
    }
}

/// Stands for what the font does not have.
pub(crate) const UNKNOWN: char = '?';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_greek_and_cyrillic_are_printed_and_the_rest_is_told() {
        for text in ["Käyttö, šilta – €5", "Δίπλωμα", "Диплом"] {
            assert_eq!(LETTERS.printable(text), text);
        }
        assert_eq!(LETTERS.printable("a\u{202e}b\tc  d\u{0}e \u{6f22}"), "a?b c d e ?");
    }

    #[test]
    fn lines_are_no_wider_than_the_page_whatever_stands_in_them() {
        let text = format!("One two three {} four", "7".repeat(300));
        let lines = LETTERS.lines(&text, 10.0, 120.0);
        assert!(lines.iter().all(|line| LETTERS.width(line, 10.0) <= 120.0), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        assert_eq!(LETTERS.lines("", 10.0, 120.0), [""]);
    }
}
