use proptest::prelude::*;

use super::*;

/// Bytes that do not compress.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state.to_be_bytes()[0]
    };
    std::iter::repeat_with(&mut next).take(length).collect()
}

/// A shuffle that is the same every time.
fn shuffled(mut frames: Vec<Frame>) -> Vec<Frame> {
    frames.sort_by_key(|frame| Hash::Sha256.of(&[&frame.write()]));
    frames
}

fn whole<'f>(
    assembly: &mut Assembly,
    frames: impl IntoIterator<Item = &'f Frame>,
) -> Option<(usize, Vec<u8>)> {
    (1..).zip(frames).find_map(|(taken, frame)| match assembly.take(frame).unwrap() {
        Progress::Whole(proof) => Some((taken, proof)),
        Progress::Partly { .. } | Progress::Spare => None,
    })
}

#[test]
fn large_proof_comes_through_with_a_third_of_its_frames_lost() {
    let proof = noise(150_000);
    let frames = frames(&proof, 500, 100).unwrap();
    let kept: Vec<_> = shuffled(frames.clone())
        .into_iter()
        .enumerate()
        .filter(|(at, _)| at % 10 >= 3)
        .map(|(_, frame)| frame)
        .collect();
    let (taken, read) = whole(&mut Assembly::default(), &kept).unwrap();
    println!("150 KB: {} frames shown, {} arrive, {taken} needed", frames.len(), kept.len());
    assert_eq!(read, proof);
    assert!(taken <= 305, "{taken}"); // 301 symbols
}

#[test]
fn repeats_and_frames_of_other_proofs_do_no_harm() {
    let (one, other) = (noise(3_000), vec![b'a'; 700]);
    let of_one = frames(&one, 256, 50).unwrap();
    let of_other = frames(&other, 256, 50).unwrap();
    let mut assembly = Assembly::default();
    let mut proofs = Vec::new();
    for frame in of_one.iter().chain(&of_other).chain(&of_one) {
        if let Progress::Whole(proof) = assembly.take(frame).unwrap() {
            proofs.push(proof);
        }
    }
    assert_eq!(proofs, [one, other]);
    assert_eq!(assembly.missing().count(), 0);
}

#[test]
fn missing_frames_are_counted() {
    let frames = frames(&noise(3_000), 256, 0).unwrap();
    let mut assembly = Assembly::default();
    for frame in &frames[..5] {
        assembly.take(frame).unwrap();
        assembly.take(frame).unwrap();
    }
    assert_eq!(assembly.missing().collect::<Vec<_>>(), [(5, frames.len())]);
}

#[test]
fn proofs_of_several_blocks_come_through() {
    let proof = noise(600_000);
    let frames = shuffled(frames(&proof, 256, 30).unwrap());
    let (taken, read) = whole(&mut Assembly::default(), &frames).unwrap();
    assert_eq!(read, proof);
    assert!(taken < frames.len());
}

#[test]
fn wrong_symbol_is_damage_and_the_proof_can_be_shown_again() {
    let frames = frames(&noise(3_000), 256, 0).unwrap();
    let mut assembly = Assembly::default();
    let mut wrong = frames[0].clone();
    wrong.symbol[7] ^= 1;
    for frame in &frames[1..] {
        assembly.take(frame).unwrap();
    }
    assert_eq!(assembly.take(&wrong), Err(CarriageFault::Damaged("frames")));
    assert!(whole(&mut assembly, &frames).is_some());
}

#[test]
fn hostile_frames_are_bounded() {
    let good = frames(&noise(3_000), 256, 0).unwrap()[0].write();
    let with = |range: std::ops::Range<usize>, bytes: &[u8]| {
        let mut frame = good.clone();
        frame[range].copy_from_slice(bytes);
        Frame::read(&frame)
    };
    assert_eq!(with(0..1, &[2]), Err(CarriageFault::VersionUnknown(2)));
    assert_eq!(with(9..13, &u32::MAX.to_be_bytes()), Err(CarriageFault::TooLarge));
    for (range, bytes) in
        [(9..13, &[0; 4][..]), (13..15, &[0, 1]), (13..15, &[255, 255]), (15..16, &[1]), (16..19, &[255; 3])]
    {
        assert_eq!(with(range.clone(), bytes), Err(CarriageFault::Damaged("frame")), "{range:?}");
    }
    let mut assembly = Assembly::default();
    let of_other = |number: u8| {
        let mut frame = Frame::read(&good).unwrap();
        frame.shape.transfer[0] = number;
        frame
    };
    for number in 0..MAX_TRANSFERS {
        assembly.take(&of_other(number as u8)).unwrap();
    }
    assert_eq!(assembly.take(&of_other(99)), Err(CarriageFault::TooManyFrames));
}

/// Whoever makes up frames so that they never fit costs no more than a few attempts.
#[test]
fn block_that_never_comes_together_is_given_up() {
    let frame = &frames(&noise(3_000), 256, 0).unwrap()[0];
    let mut assembly = Assembly::default();
    let mut seen = 0;
    for number in 0..1_000 {
        // The number of frames grows no further than what is allowed for.
        let frame = Frame { number: number * 977 + 100, ..frame.clone() };
        match assembly.take(&frame) {
            Ok(Progress::Partly { seen: now, .. }) => seen = now,
            Ok(Progress::Whole(_) | Progress::Spare) => panic!("nothing was sent"),
            Err(fault) => return assert_eq!(fault, CarriageFault::Damaged("frames")),
        }
    }
    assert!(seen <= 12 + MAX_SPARE_SYMBOLS as usize, "{seen}");
}

proptest! {
    #[test]
    fn any_bytes_are_a_frame_or_refused(bytes: Vec<u8>) {
        if let Ok(frame) = Frame::read(&bytes) {
            prop_assert_eq!(frame.write(), bytes);
            let _ = Assembly::default().take(&frame);
        }
    }
}
