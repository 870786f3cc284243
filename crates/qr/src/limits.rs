//! Every bound on what is drawn and on foreign pictures, in one place.

use std::time::Duration;

/// Largest version that is drawn where it can be had: cameras of telephones read up to here with ease.
pub const COMFORTABLE_VERSION: i16 = 18;

/// Largest version drawn at all: 117 modules a side. Beyond it no decoder reads a code that is held askew.
pub const MAX_VERSION: i16 = 25;

/// Most modules a side of a drawn picture, with its margin.
pub const MAX_PNG_PIXELS_A_MODULE: u32 = 32;

/// Largest picture read, in bytes. A photograph of 50 megapixels has under 20 MB.
pub const MAX_PICTURE_BYTES: usize = 20 * 1024 * 1024;

/// Most pixels of one picture: what a telephone takes. Less than 100 MB while it is read.
pub const MAX_PICTURE_PIXELS: u64 = 24_000_000;

/// Longest side that is looked at, in pixels; larger pictures are made smaller first. A code of 177 modules then
/// still has over 10 pixels a module.
pub const MAX_SIDE: u32 = 2_000;

/// Most pixels looked at in all frames of one moving picture: 250 frames of 500 × 500.
pub const MAX_MOVING_PIXELS: u64 = 64_000_000;

/// Longest look at a moving picture; a frame that was begun is finished. The 365 frames of a large proof take a few
/// seconds. Frames full of what looks like corners of codes would take minutes.
pub const MAX_MOVING_TIME: Duration = Duration::from_secs(10);

/// Most codes taken from one picture, and from all frames of a moving one.
pub const MAX_CODES: usize = 20_000;

/// Most corners of codes in one picture, three for each code: 40 codes.
pub const MAX_CORNERS: usize = 120;
