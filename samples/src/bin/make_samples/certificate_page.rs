//! The page that people know as "the certificate", as credentials carry it along.

use crate::canvas::{Canvas, Ink};
use crate::lettering::{Style, centre, write};

/// What stands on the page; the learner is the same on all.
pub(crate) struct CertificatePage<'a> {
    pub(crate) provider: &'a str,
    /// What the provider does, before the name.
    pub(crate) verb: &'a str,
    pub(crate) title: &'a str,
    pub(crate) facts: &'a str,
    pub(crate) date: &'a str,
}

const WIDTH: usize = 480;
const HEIGHT: usize = 340;
/// Distance of the frame from the edge.
const MARGIN: f32 = 16.0;
const LEARNER: &str = "Aino Kivelahti";

impl CertificatePage<'_> {
    pub(crate) fn png(&self) -> Vec<u8> {
        let mut canvas = Canvas::new(WIDTH, HEIGHT);
        frame(&mut canvas);
        mosaic(&mut canvas);
        let style = |size, pen, ink| Style { size, pen, ink };
        write(&mut canvas, self.provider, (92.0, 65.0), style(13.0, 1.6, Ink::Text));
        centre(&mut canvas, self.verb, 132.0, style(11.0, 1.3, Ink::Muted));
        centre(&mut canvas, LEARNER, 170.0, style(22.0, 2.4, Ink::Text));
        centre(&mut canvas, self.title, 212.0, style(14.0, 1.8, Ink::Accent));
        centre(&mut canvas, self.facts, 240.0, style(10.5, 1.3, Ink::Muted));
        write(&mut canvas, self.date, (40.0, 303.0), style(10.5, 1.3, Ink::Muted));
        signature(&mut canvas);
        canvas.png()
    }
}

fn frame(canvas: &mut Canvas) {
    let (right, bottom) = (WIDTH as f32 - MARGIN, HEIGHT as f32 - MARGIN);
    let corners = [(MARGIN, MARGIN), (right, MARGIN), (right, bottom), (MARGIN, bottom), (MARGIN, MARGIN)];
    canvas.stroke(&corners.map(|(x, y)| (x + 0.5, y + 0.5)), 1.5, Ink::Accent);
}

fn mosaic(canvas: &mut Canvas) {
    for (left, top, ink) in
        [(40, 40, Ink::Accent), (58, 40, Ink::Pale), (40, 58, Ink::Pale), (58, 58, Ink::Accent)]
    {
        canvas.fill(left, top, 15, ink);
    }
}

fn signature(canvas: &mut Canvas) {
    let wave: Vec<(f32, f32)> = (0_u8..=52)
        .map(|step| {
            let along = f32::from(step) / 52.0;
            let height = (along * 26.0).sin() * 9.0 * (1.0 - along) + (along * 9.0).sin() * 3.0;
            (312.0 + along * 104.0, 288.0 - height)
        })
        .collect();
    canvas.stroke(&wave, 1.6, Ink::Text);
    canvas.stroke(&[(304.0, 303.5), (440.0, 303.5)], 1.0, Ink::Pale);
}
