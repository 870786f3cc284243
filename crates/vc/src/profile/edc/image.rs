//! Pictures of the certificate, carried as base64.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::index::id_of;
use super::language;
use super::node::{Object, sole_string};
use super::reader::Reader;
use crate::limits::{MAX_IMAGE_BYTES, MAX_IMAGES};
use crate::view::Image;

/// The pages that `display` carries, in order.
///
/// Looks at no more than [`MAX_IMAGES`] pictures. Left out is one of more than [`MAX_IMAGE_BYTES`], and
/// what is neither PNG nor JPEG by its first bytes.
pub(super) fn pages<'a>(reader: &mut Reader<'a>, display: &'a Object) -> Vec<Image> {
    let mut images = Vec::new();
    let mut looked_at = 0;
    for individual in reader.follow(display, "individualDisplay") {
        let language = reader.values(individual, "language").first().and_then(id_of).map(language::tag);
        for (position, detail) in (1_u32..).zip(reader.follow(individual, "displayDetail")) {
            let picture = reader.first(detail, "image").and_then(|image| sole_string(image.get("content")));
            let Some(content) = picture else { continue };
            if looked_at == MAX_IMAGES {
                return images;
            }
            looked_at += 1;
            images.extend(media_type(content).map(|media_type| Image {
                language: language.clone(),
                page: page_number(detail).unwrap_or(position),
                media_type: media_type.to_owned(),
                base64: content.to_owned(),
            }));
        }
    }
    images
}

fn page_number(detail: &Object) -> Option<u32> {
    let page = detail.get("page").and_then(Value::as_u64)?;
    u32::try_from(page).ok().filter(|page| *page > 0)
}

/// What the picture is, by its first bytes; nothing when it cannot be shown.
fn media_type(content: &str) -> Option<&'static str> {
    /// Twelve bytes: enough for both signatures.
    const HEAD_CHARS: usize = 16;
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
    const JPEG: &[u8] = b"\xff\xd8\xff";

    if decoded_length(content)? > MAX_IMAGE_BYTES {
        return None;
    }
    let head = STANDARD.decode(content.get(..HEAD_CHARS)?).ok()?;
    match head {
        head if head.starts_with(PNG) => Some("image/png"),
        head if head.starts_with(JPEG) => Some("image/jpeg"),
        _ => None,
    }
}

/// How many bytes padded standard base64 (RFC 4648 §4) stands for; nothing when the text is something else.
fn decoded_length(text: &str) -> Option<usize> {
    let digits = text.strip_suffix("==").or_else(|| text.strip_suffix('=')).unwrap_or(text);
    // No early exit: the loop is then vectorised, which matters for megabytes.
    let only_digits = digits
        .bytes()
        .fold(true, |all, byte| all & (byte.is_ascii_alphanumeric() | (byte == b'+') | (byte == b'/')));
    (only_digits && text.len().is_multiple_of(4)).then_some(digits.len() / 4 * 3 + digits.len() % 4 * 3 / 4)
}
