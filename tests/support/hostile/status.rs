//! Status lists: compressed bits, in both formats.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use vc::limits::MAX_STATUS_LIST_INFLATED_BYTES;
use vc::{StatusBits, TokenStatuses};

/// The first byte says how wide an entry is, the rest is what was compressed.
pub(super) fn run(bytes: &[u8]) {
    let Some((wide, compressed)) = bytes.split_first() else { return };
    if let Ok(text) = std::str::from_utf8(compressed) {
        _ = StatusBits::decode(text);
    }
    let text = URL_SAFE_NO_PAD.encode(compressed);
    let wide = 1 << (wide % 4);
    if let Some(statuses) = TokenStatuses::decode(wide, &text) {
        assert!(statuses.len() <= MAX_STATUS_LIST_INFLATED_BYTES * 8);
        assert!(statuses.at(statuses.len()).is_none() && statuses.at(usize::MAX).is_none());
        let last = statuses.len().checked_sub(1).and_then(|last| statuses.at(last));
        assert_eq!(last.is_none(), statuses.is_empty());
    }
    if let Some(bits) = StatusBits::decode(&format!("u{text}")) {
        for index in [0, 1, 131_071, usize::MAX] {
            _ = bits.any(index, usize::from(bytes[0]));
        }
        assert!(!bits.is_short() || bits.any(131_071, 1).is_none());
    }
}

/// Lists of both formats: gzip with a short text, zlib with a short text, and the example of the draft.
pub(super) fn seeds() -> Vec<Vec<u8>> {
    // The two bytes of §4.1 of the Token Status List draft, and a list of 1,000 zero bytes.
    let lists = ["eNrbuRgAAhcBXQ", "H4sIAAAAAAACA2NgGAWjYBQMdwAAgBcLBugDAAA"];
    let mut seeds: Vec<Vec<u8>> = Vec::new();
    for list in lists {
        let compressed = URL_SAFE_NO_PAD.decode(list).unwrap_or_default();
        seeds.extend((0..4_u8).map(|wide| [&[wide][..], &compressed].concat()));
        seeds.push(format!("0u{list}").into_bytes());
    }
    seeds
}
