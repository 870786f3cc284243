//! Reading: all codes in a picture.

use std::collections::{BTreeSet, HashSet};
use std::time::Duration;

use image::GrayImage;
use rxing::common::{GlobalHistogramBinarizer, HybridBinarizer};
use rxing::multi::MultipleBarcodeReader as _;
use rxing::qrcode::cpp_port::QrReader;
use rxing::qrcode::cpp_port::detector::FindFinderPatterns;
use rxing::{BarcodeFormat, Binarizer, BinaryBitmap, DecodeHints, Luma8Source};

use crate::limits::{MAX_CODES, MAX_CORNERS, MAX_MOVING_TIME};
use crate::picture::{self, PictureFault};

/// What was found in a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The texts of all codes, each once, in the order in which they were found.
    pub texts: Vec<String>,
    /// How many frames were looked at; 1 when it does not move.
    pub frames: usize,
}

/// Finds the codes in a PNG, JPEG, WebP or GIF; of a moving picture, in all its frames that
/// [`MAX_MOVING_TIME`] is enough for.
///
/// # Errors
/// [`PictureFault`] when it cannot be looked at. That there is no code in it is none.
pub fn read(bytes: &[u8]) -> Result<Found, PictureFault> {
    read_within(bytes, MAX_MOVING_TIME)
}

fn read_within(bytes: &[u8], time: Duration) -> Result<Found, PictureFault> {
    let mut seen = BTreeSet::new();
    let mut found = Found { texts: Vec::new(), frames: 0 };
    picture::frames(bytes, time, |grey| {
        found.frames += 1;
        for text in codes(grey) {
            if seen.len() < MAX_CODES && seen.insert(text.clone()) {
                found.texts.push(text);
            }
        }
    })?;
    Ok(found)
}

/// Looks harder until something is found: as it is, with one threshold for all, and both with light and dark
/// exchanged, as screens show codes at night.
fn codes(mut grey: GrayImage) -> Vec<String> {
    for _ in 0..2 {
        for global in [false, true] {
            let texts = match global {
                false => look(&grey, HybridBinarizer::new),
                true => look(&grey, GlobalHistogramBinarizer::new),
            };
            match texts {
                Ok(texts) if texts.is_empty() => {}
                Ok(texts) => return texts,
                Err(Crowded) => return Vec::new(),
            }
        }
        image::imageops::invert(&mut grey);
    }
    Vec::new()
}

/// More corners of codes than [`MAX_CORNERS`]: no picture of codes.
struct Crowded;

/// The texts of codes.
fn look<'g, B: Binarizer>(
    grey: &'g GrayImage,
    binarise: impl FnOnce(Luma8Source<'g>) -> B,
) -> Result<Vec<String>, Crowded> {
    let Ok(source) = Luma8Source::new_with_slice(grey.as_raw(), grey.width(), grey.height()) else {
        return Ok(Vec::new());
    };
    let hints = DecodeHints {
        PossibleFormats: Some(HashSet::from([BarcodeFormat::QR_CODE])),
        TryHarder: Some(true),
        ..DecodeHints::default()
    };
    let mut bitmap = BinaryBitmap::new(binarise(source));
    // The reader tries which three corners belong together: what is full of them would keep it for minutes.
    if FindFinderPatterns(bitmap.get_black_matrix(), true, 0).len() > MAX_CORNERS {
        return Err(Crowded);
    }
    let results = QrReader.decode_multiple_with_hints(&mut bitmap, &hints).unwrap_or_default();
    Ok(results.iter().map(|result| result.getText().to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use image::Frame;
    use image::codecs::gif::GifEncoder;

    use super::*;
    use crate::Symbol;

    #[test]
    fn moving_picture_that_takes_too_long_is_looked_at_in_part() {
        let mut bytes = Vec::new();
        let mut encoder = GifEncoder::new(&mut bytes);
        for number in 0..3 {
            let code = Symbol::draw("frame ", &number.to_string()).unwrap().png(3);
            encoder.encode_frame(Frame::new(image::load_from_memory(&code).unwrap().into_rgba8())).unwrap();
        }
        drop(encoder);
        let found = read_within(&bytes, Duration::ZERO).unwrap();
        assert_eq!((found.frames, found.texts), (1, vec!["frame 0".to_owned()]));
        assert_eq!(read_within(&bytes, Duration::MAX).unwrap().frames, 3);
    }
}
