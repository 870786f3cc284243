//! Pictures and documents with a badge inside: bytes as one of them, and bytes as what lies inside one that is whole,
//! where a check sum or a frame would keep a mutant out.

use flate2::Crc;

use super::container;

/// Bytes as a file, then as the text of a PNG chunk, plain and international, in an SVG, and in a PDF stream.
pub(super) fn run(bytes: &[u8]) {
    container::run(bytes);
    for kind in [b"tEXt", b"iTXt"] {
        container::run(&png(kind, bytes));
    }
    container::run(&[SVG_BEFORE, bytes, SVG_AFTER].concat());
    container::run(&[PDF_BEFORE, bytes, PDF_AFTER].concat());
}

/// A badge in every carrier, its text as each of them holds it, and what they do not hold.
pub(super) fn seeds() -> Vec<Vec<u8>> {
    let badge = samples::SAMPLES.iter().find(|sample| sample.name == "badge-materials.json");
    let badge = badge.expect("a sample of this name").bytes;
    let plain = [b"openbadgecredential\0", badge].concat();
    let international = [b"openbadgecredential\0\0\0en\0badge\0", badge].concat();
    let compressed = b"openbadges\0\x01\0\0\0\x78\x9c\xab\xae\x05\0\x01\x75\0\xf9".to_vec();
    let cdata = [b"<b:credential verify=\"\"><![CDATA[", badge, b"]]></b:credential>"].concat();
    let attribute = b"<b:credential verify=\"eyJhbGciOiJub25lIn0.e30.\"/><!DOCTYPE a>&amp;&#229;".to_vec();
    let dictionary =
        b"<< /Type /EmbeddedFile /Filter [/FlateDecode] /Length 4 >>\nstream\nx\nendstream".to_vec();
    let whole = [
        png(b"tEXt", &plain),
        png(b"iTXt", &international),
        [SVG_BEFORE, &cdata, SVG_AFTER].concat(),
        [PDF_BEFORE, badge, PDF_AFTER].concat(),
        b"VP1-B3ECQDIYACEMHIGDO".to_vec(),
    ];
    let inside = [plain, international, compressed, cdata, attribute, dictionary];
    whole.into_iter().chain(inside).collect()
}

const SVG_BEFORE: &[u8] =
    br#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:b="https://purl.imsglobal.org/ob/v3p0">"#;
const SVG_AFTER: &[u8] = b"</svg>";
const PDF_BEFORE: &[u8] = b"%PDF-1.7\n4 0 obj\n<< /Type /EmbeddedFile >>\nstream\n";
const PDF_AFTER: &[u8] = b"\nendstream\nendobj\n%%EOF";

/// A picture of one grey pixel with one more chunk, whose check sum is right.
fn png(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut picture = b"\x89PNG\r\n\x1a\n".to_vec();
    let pixel = b"\x78\x9c\x63\x68\0\0\0\x82\0\x81".as_slice();
    let chunks =
        [(b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\0\0\0\0".as_slice()), (b"IDAT", pixel), (kind, content)];
    for (kind, content) in chunks.into_iter().chain([(b"IEND", b"".as_slice())]) {
        let length = u32::try_from(content.len()).expect("a fuzzer's input is short");
        let mut crc = Crc::new();
        crc.update(kind);
        crc.update(content);
        picture.extend([&length.to_be_bytes(), kind.as_slice(), content, &crc.sum().to_be_bytes()].concat());
    }
    picture
}
