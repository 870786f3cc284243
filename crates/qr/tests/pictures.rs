//! Codes as cameras and screens show them: how many of them are read. The rates are printed; what is asserted is
//! what must never get worse. Blur, noise and warp are made here, so the rates rank, and promise nothing of a
//! real camera.

#![cfg(test)]

use std::io::Cursor;
use std::time::{Duration, Instant};

use image::codecs::gif::GifEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, Frame, GrayImage, ImageFormat, Luma, imageops};
use qr::{PictureFault, Symbol};

/// Codes of version 9, 14, 18 and 24.
const DIGITS: [usize; 4] = [390, 850, 1_300, 2_800];

fn texts() -> Vec<(Symbol, String)> {
    let one = |length: &usize| {
        let digits: String = (0..*length).map(|at| char::from(b'0' + (at * at / 7 % 10) as u8)).collect();
        (Symbol::draw("tessera:#", &digits).unwrap(), format!("tessera:#{digits}"))
    };
    DIGITS.iter().map(one).collect()
}

/// The code, dark grey on light grey, with a wide margin of the page that it stands on.
fn photograph(symbol: &Symbol, pixels: u32) -> GrayImage {
    let code = image::load_from_memory(&symbol.png(pixels)).unwrap().into_luma8();
    let margin = code.width() / 3;
    let mut page = GrayImage::from_pixel(code.width() + 2 * margin, code.height() + 2 * margin, Luma([215]));
    imageops::overlay(&mut page, &code, i64::from(margin), i64::from(margin));
    for pixel in page.pixels_mut() {
        pixel.0[0] = 40 + (u16::from(pixel.0[0]) * 175 / 255) as u8;
    }
    page
}

/// Looks at the page through `place`, which says for a point of the new picture where it lies on the page.
fn seen_through(page: &GrayImage, place: impl Fn(f32, f32) -> (f32, f32)) -> GrayImage {
    let half = page.width() as f32 / 2.0;
    GrayImage::from_fn(page.width(), page.height(), |x, y| {
        let (from_x, from_y) = place(x as f32 - half, y as f32 - half);
        imageops::interpolate_bilinear(page, from_x + half, from_y + half).unwrap_or(Luma([180]))
    })
}

fn rotated(page: &GrayImage, degrees: f32) -> GrayImage {
    let (sin, cos) = degrees.to_radians().sin_cos();
    seen_through(page, |x, y| (x * cos - y * sin, x * sin + y * cos))
}

/// One side so much further away than the other.
fn askew(page: &GrayImage, share: f32) -> GrayImage {
    let half = page.width() as f32 / 2.0;
    seen_through(page, |x, y| {
        let scale = 1.0 + share * y / half;
        (x * scale, y * scale)
    })
}

fn noisy(mut page: GrayImage, strength: i32) -> GrayImage {
    let mut state = 7_u32;
    for pixel in page.pixels_mut() {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = (state >> 16) as i32 % (2 * strength + 1) - strength;
        pixel.0[0] = (i32::from(pixel.0[0]) + noise).clamp(0, 255) as u8;
    }
    page
}

fn inverted(mut page: GrayImage) -> GrayImage {
    imageops::invert(&mut page);
    page
}

fn png(page: &GrayImage) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    page.write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

fn jpeg(page: &GrayImage, quality: u8) -> Vec<u8> {
    let mut out = Vec::new();
    page.write_with_encoder(JpegEncoder::new_with_quality(&mut out, quality)).unwrap();
    out
}

#[test]
fn codes_are_read_as_cameras_and_screens_show_them() {
    type Kind = (&'static str, usize, fn(&GrayImage) -> Vec<u8>);
    let kinds: [Kind; 12] = [
        ("as drawn", 4, png),
        ("turned by 90°", 4, |page| png(&imageops::rotate90(page))),
        ("turned by 15°", 4, |page| png(&rotated(page, 15.0))),
        ("turned by 45°", 4, |page| png(&rotated(page, 45.0))),
        ("askew by 5 %", 4, |page| png(&askew(page, 0.05))),
        ("askew by 10 %", 3, |page| png(&askew(page, 0.10))),
        ("blurred", 4, |page| png(&imageops::blur(page, 1.0))),
        ("noisy", 4, |page| png(&noisy(page.clone(), 25))),
        ("blurred and noisy", 2, |page| png(&noisy(imageops::blur(page, 1.0), 25))),
        ("JPEG of quality 40", 4, |page| jpeg(page, 40)),
        ("light on dark", 4, |page| png(&inverted(page.clone()))),
        ("light on dark, turned by 15°", 4, |page| png(&inverted(rotated(page, 15.0)))),
    ];
    for (kind, least, show) in kinds {
        let read = |(symbol, text): &(Symbol, String)| {
            qr::read(&show(&photograph(symbol, 4))).unwrap().texts == [text.as_str()]
        };
        let count = texts().iter().filter(|one| read(one)).count();
        println!("{kind}: {count} of {}", DIGITS.len());
        assert!(count >= least, "{kind}: {count}");
    }
}

#[test]
fn several_codes_in_one_picture_are_all_read() {
    let pages: Vec<_> = texts().iter().take(3).map(|(symbol, _)| photograph(symbol, 3)).collect();
    let mut table = GrayImage::from_pixel(pages.iter().map(GrayImage::width).sum(), 600, Luma([200]));
    let mut left = 0;
    for page in &pages {
        imageops::overlay(&mut table, page, left, 0);
        left += i64::from(page.width());
    }
    let mut found = qr::read(&png(&table)).unwrap().texts;
    let mut expected: Vec<_> = texts().into_iter().take(3).map(|(_, text)| text).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn moving_picture_gives_the_codes_of_all_its_frames() {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    let codes: Vec<_> = (0..5).map(|number| Symbol::draw("frame ", &number.to_string()).unwrap()).collect();
    for code in codes.iter().chain(&codes) {
        let frame = image::load_from_memory(&code.png(3)).unwrap().into_rgba8();
        encoder.encode_frame(Frame::new(frame)).unwrap();
    }
    drop(encoder);
    let found = qr::read(&bytes).unwrap();
    assert_eq!(found.frames, 10);
    assert_eq!(found.texts, ["frame 0", "frame 1", "frame 2", "frame 3", "frame 4"]);
}

#[test]
fn transparent_picture_lies_on_white() {
    let (symbol, text) = texts().remove(0);
    let code = image::load_from_memory(&symbol.png(3)).unwrap().into_luma8();
    let clear = image::RgbaImage::from_fn(code.width(), code.height(), |x, y| {
        image::Rgba([0, 0, 0, 255 - code.get_pixel(x, y).0[0]])
    });
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::ImageRgba8(clear.clone()).write_to(&mut bytes, format).unwrap();
        assert_eq!(qr::read(&bytes.into_inner()).unwrap().texts, [text.as_str()], "{format:?}");
    }
}

#[test]
fn picture_without_a_code_holds_none() {
    assert!(
        qr::read(&png(&noisy(GrayImage::from_pixel(400, 300, Luma([128])), 120))).unwrap().texts.is_empty()
    );
}

#[test]
fn hostile_pictures_are_bounded() {
    assert_eq!(qr::read(b""), Err(PictureFault::FormatUnknown));
    assert_eq!(qr::read(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), Err(PictureFault::FormatUnknown));
    assert_eq!(qr::read(&vec![0; qr::limits::MAX_PICTURE_BYTES + 1]), Err(PictureFault::TooLarge));
    // A few bytes that say they are 60,000 pixels a side.
    let mut small = png(&GrayImage::from_pixel(8, 8, Luma([0])));
    small[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    assert!(matches!(qr::read(&small), Err(PictureFault::TooLarge | PictureFault::Damaged)));
    let good = jpeg(&photograph(&texts()[0].0, 3), 80);
    for length in (0..good.len()).step_by(good.len() / 40) {
        let _ = qr::read(&good[..length]); // read or refused
    }
}

/// Corners of codes without a code: a reader tries which three of them belong together.
#[test]
fn picture_full_of_corners_takes_no_longer_than_allowed() {
    // The last two are not so many that they are passed over: 100 and 64.
    for pitch in [18, 30, 60, 200, 250] {
        let page = GrayImage::from_fn(2_000, 2_000, |x, y| {
            let from_centre = |at: u32| (at % pitch).abs_diff(pitch / 2) / (pitch / 9).max(1);
            let ring = from_centre(x).max(from_centre(y));
            Luma([if ring == 0 || ring == 1 || ring == 3 { 0 } else { 255 }])
        });
        let bytes = png(&page);
        let start = Instant::now();
        let found = qr::read(&bytes).unwrap();
        println!("2,000 × 2,000 pixels of corners, one every {pitch}: {:?}", start.elapsed());
        assert!(found.texts.is_empty());
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed()); // two, where nothing else runs
    }
}

/// Nothing that happens to a picture on its way ends the program.
#[test]
fn damaged_pictures_are_read_or_refused() {
    let (symbol, _) = texts().remove(0);
    let mut state = 99_u32;
    for original in [symbol.png(3), jpeg(&photograph(&symbol, 2), 60)] {
        for _ in 0..150 {
            let mut bytes = original.clone();
            for _ in 0..4 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let at = (state >> 8) as usize % bytes.len();
                bytes[at] ^= (state >> 3) as u8 | 1;
            }
            let _ = qr::read(&bytes);
        }
    }
    // Codes that were damaged in themselves: the picture is sound.
    for number in 0..100_u32 {
        let mut page = photograph(&symbol, 2);
        let side = page.width();
        for step in 0..60_u32 {
            let at = (number * 7_919 + step * 104_729) % (side * side / 100);
            let (x, y) = (at % (side / 10) * 10, at / (side / 10) * 10);
            for pixel in 0..64 {
                page.put_pixel(
                    (x + pixel % 8).min(side - 1),
                    (y + pixel / 8).min(side - 1),
                    Luma([(step % 2 * 255) as u8]),
                );
            }
        }
        let _ = qr::read(&png(&page));
    }
}
