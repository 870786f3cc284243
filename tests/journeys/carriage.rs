//! How large proofs are on their way: a table for every kind of sample.

use image::Frame;
use image::codecs::gif::GifEncoder;
use wallet::{Scanned, Scanner, carriage};

/// One of each kind, and how few codes it takes.
const KINDS: [(&str, &str, usize); 9] = [
    ("Open Badge 3.0, small", "badge-responsibility.json", 1),
    ("Open Badge 3.0", "badge-materials.json", 5),
    ("Open Badge 3.0, with an endorsement", "badge-safety.json", 10),
    ("VC-JWT", "course-1.jwt", 1),
    ("vc+jwt", "course-2.jwt", 1),
    ("SD-JWT VC", "diploma.sd-jwt", 1),
    ("SD-JWT VC, shown to somebody", "diploma-shown.sd-jwt", 1),
    ("sealed EDC", "high-voltage-safety.jsonld", 60),
    ("sealed EDC, large", "vehicle-units.jsonld", 120),
];

#[test]
fn every_kind_of_credential_travels_and_comes_back() {
    println!("{:<36} {:>7} {:>7} {:>6} {:>8} {:>6}", "", "raw", "packed", "codes", "version", "level");
    for (kind, name, most) in KINDS {
        let bytes = super::sample(name);
        let packed = proof::pack(bytes).unwrap().len();
        let codes = carriage::codes(bytes, None).unwrap();
        let (version, level) = (codes[0].version(), codes[0].level());
        println!("{kind:<36} {:>7} {packed:>7} {:>6} {version:>8} {level:>6?}", bytes.len(), codes.len());
        assert!(codes.len() <= most, "{name}: {}", codes.len());
        // As the sender showed them, but the first is missed where there are several.
        let mut scanner = Scanner::default();
        let seen = codes.iter().skip(usize::from(codes.len() > 1));
        let read = seen.flat_map(|code| scanner.picture(&code.png(3)).unwrap());
        let proofs: Vec<_> = read.filter(|one| matches!(one, Scanned::Proof(_))).collect();
        assert_eq!(proofs, [Scanned::Proof(bytes.to_vec())], "{name}");
    }
}

/// What a screen recording of the running codes is: one picture that moves, in which every third code was missed.
#[test]
fn moving_picture_with_a_third_of_the_codes_lost_gives_the_whole_proof() {
    let bytes = super::sample("high-voltage-safety.jsonld");
    let codes = carriage::codes(bytes, None).unwrap();
    let seen: Vec<_> = codes.iter().enumerate().filter(|(at, _)| at % 3 != 1).map(|(_, code)| code).collect();
    let lost = codes.len() - seen.len();
    assert!(lost * 10 >= codes.len() * 3, "{lost} of {}", codes.len());
    let mut moving = Vec::new();
    let mut encoder = GifEncoder::new(&mut moving);
    for code in seen {
        let frame = image::load_from_memory(&code.png(2)).unwrap().into_rgba8();
        encoder.encode_frame(Frame::new(frame)).unwrap();
    }
    drop(encoder);
    let start = std::time::Instant::now();
    let mut scanner = Scanner::default();
    let found = scanner.picture(&moving).unwrap();
    println!(
        "{lost} of {} codes lost; the others, one moving picture, read in {:?}",
        codes.len(),
        start.elapsed()
    );
    assert_eq!(found.iter().filter(|one| **one == Scanned::Proof(bytes.to_vec())).count(), 1);
}
