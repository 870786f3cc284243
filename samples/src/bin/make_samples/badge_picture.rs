//! The picture on a badge: a ring, a cell, and the number of the theme.

use crate::canvas::{Canvas, Ink, Point};
use crate::lettering::{Style, centre};

const SIDE: usize = 96;

/// The badge of a theme, PNG.
pub(crate) fn picture(number: &str) -> Vec<u8> {
    let mut canvas = Canvas::new(SIDE, SIDE);
    let middle = SIDE as f32 / 2.0;
    canvas.stroke(&ring(middle, 42.0), 4.0, Ink::Accent);
    canvas.stroke(&ring(middle, 35.0), 1.5, Ink::Pale);
    let (left, right, top, bottom) = (32.5, 63.5, 30.5, 71.5);
    let outline = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
    canvas.stroke(&outline, 2.0, Ink::Text);
    canvas.stroke(&[(middle - 6.0, 25.5), (middle + 6.0, 25.5)], 3.0, Ink::Text);
    centre(&mut canvas, number, 61.0, Style { size: 20.0, pen: 3.0, ink: Ink::Accent });
    canvas.png()
}

fn ring(middle: f32, radius: f32) -> Vec<Point> {
    let corner = |step: u8| {
        let angle = f32::from(step) / 48.0 * std::f32::consts::TAU;
        (middle + radius * angle.cos(), middle + radius * angle.sin())
    };
    (0..=48).map(corner).collect()
}
