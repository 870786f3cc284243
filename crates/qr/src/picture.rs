//! Foreign pictures: PNG, JPEG, WebP and GIF as grey pixels, within limits.

use std::io::Cursor;
use std::time::{Duration, Instant};

use image::codecs::gif::GifDecoder;
use image::imageops::{self, FilterType};
use image::{AnimationDecoder as _, DynamicImage, GrayImage, ImageError, ImageFormat, ImageReader, Limits};

use crate::limits::{MAX_MOVING_PIXELS, MAX_PICTURE_BYTES, MAX_PICTURE_PIXELS, MAX_SIDE};

/// Why a picture cannot be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureFault {
    /// Larger than [`MAX_PICTURE_BYTES`] or [`MAX_PICTURE_PIXELS`].
    #[error("a picture of more than {MAX_PICTURE_BYTES} bytes or {MAX_PICTURE_PIXELS} pixels")]
    TooLarge,
    /// None of the formats that are read.
    #[error("no PNG, JPEG, WebP or GIF")]
    FormatUnknown,
    /// It breaks off, or is none after all.
    #[error("the picture is damaged")]
    Damaged,
}

impl PictureFault {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "picture_too_large",
            Self::FormatUnknown => "picture_format_unknown",
            Self::Damaged => "picture_damaged",
        }
    }
}

/// Shows every frame of a picture to `look`, one after the other; a picture that does not move has one.
///
/// # Errors
/// [`PictureFault`]. What breaks off after some frames is no error, nor is what takes longer than `time`: then the
/// frames that are left are not shown.
pub(crate) fn frames(
    bytes: &[u8],
    time: Duration,
    mut look: impl FnMut(GrayImage),
) -> Result<(), PictureFault> {
    if bytes.len() > MAX_PICTURE_BYTES {
        return Err(PictureFault::TooLarge);
    }
    let format = image::guess_format(bytes).or(Err(PictureFault::FormatUnknown))?;
    match format {
        ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP => {}
        ImageFormat::Gif => return moving(bytes, time, look),
        _ => return Err(PictureFault::FormatUnknown),
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits());
    let (width, height) = ImageReader::with_format(Cursor::new(bytes), format)
        .into_dimensions()
        .or(Err(PictureFault::Damaged))?;
    require_size(width, height)?;
    look(grey(reader.decode().map_err(fault)?));
    Ok(())
}

fn moving(bytes: &[u8], time: Duration, mut look: impl FnMut(GrayImage)) -> Result<(), PictureFault> {
    let mut decoder = GifDecoder::new(Cursor::new(bytes)).or(Err(PictureFault::Damaged))?;
    let (width, height) = image::ImageDecoder::dimensions(&decoder);
    require_size(width, height)?;
    image::ImageDecoder::set_limits(&mut decoder, limits()).or(Err(PictureFault::TooLarge))?;
    let mut room = MAX_MOVING_PIXELS;
    let mut any = false;
    let start = Instant::now();
    for frame in decoder.into_frames() {
        if any && start.elapsed() >= time {
            break;
        }
        let Ok(frame) = frame else { break };
        let Some(left) = room.checked_sub(u64::from(width) * u64::from(height)) else { break };
        room = left;
        any = true;
        look(grey(DynamicImage::ImageRgba8(frame.into_buffer())));
    }
    if any { Ok(()) } else { Err(PictureFault::Damaged) }
}

fn require_size(width: u32, height: u32) -> Result<(), PictureFault> {
    match u64::from(width) * u64::from(height) {
        0 => Err(PictureFault::Damaged),
        pixels if pixels > MAX_PICTURE_PIXELS => Err(PictureFault::TooLarge),
        _ => Ok(()),
    }
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    // Four bytes a pixel; of deeper colours fewer pixels fit.
    limits.max_alloc = Some(4 * MAX_PICTURE_PIXELS);
    limits
}

fn fault(error: ImageError) -> PictureFault {
    match error {
        ImageError::Limits(_) => PictureFault::TooLarge,
        _ => PictureFault::Damaged,
    }
}

/// Grey, on white where it is transparent, and no larger than what is looked at.
fn grey(picture: DynamicImage) -> GrayImage {
    let grey = match picture.color().has_alpha() {
        false => picture.into_luma8(),
        true => {
            let both = picture.into_luma_alpha8();
            GrayImage::from_fn(both.width(), both.height(), |x, y| {
                let [light, alpha] = both.get_pixel(x, y).0.map(u16::from);
                let over_white = (light * alpha + 255 * (255 - alpha)) / 255;
                image::Luma([u8::try_from(over_white).unwrap_or(u8::MAX)])
            })
        }
    };
    let longest = grey.width().max(grey.height());
    if longest <= MAX_SIDE {
        return grey;
    }
    let smaller = |side: u32| (u64::from(side) * u64::from(MAX_SIDE) / u64::from(longest)).max(1);
    let [width, height] =
        [grey.width(), grey.height()].map(|side| u32::try_from(smaller(side)).unwrap_or(MAX_SIDE));
    imageops::resize(&grey, width, height, FilterType::Triangle)
}
