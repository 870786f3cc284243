//! What a picture inside a credential is. Decided from its bytes: labels lie.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::limits::MAX_IMAGE_BYTES;

/// What the picture is, by its first bytes; nothing when it cannot be shown.
pub(super) fn media_type(content: &str) -> Option<&'static str> {
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
