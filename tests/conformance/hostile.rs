//! Damaged files: never a panic, and never a verdict about other content than what was sealed.

use proptest::prelude::*;
use proptest::sample::Index;
use tests::sealed::Sealed;
use vc::{Evidence, TrustList, Verdict, Verifier};

use super::edc_sealed::at;

/// One edit of a file: where, and what.
#[derive(Debug, Clone)]
enum Edit {
    Replace(Index, u8),
    Insert(Index, u8),
    Remove(Index),
    Cut(Index),
    /// A stretch of the file moves elsewhere.
    Move(Index, Index, usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Edit::Replace(at, byte)),
        2 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Edit::Insert(at, byte)),
        2 => any::<Index>().prop_map(Edit::Remove),
        1 => any::<Index>().prop_map(Edit::Cut),
        1 => (any::<Index>(), any::<Index>(), 1..400_usize).prop_map(|(from, to, length)| Edit::Move(from, to, length)),
    ]
}

fn apply(file: &mut Vec<u8>, edit: &Edit) {
    if file.is_empty() {
        return;
    }
    let length = file.len();
    match edit {
        Edit::Replace(at, byte) => file[at.index(length)] = *byte,
        Edit::Insert(at, byte) => file.insert(at.index(length), *byte),
        Edit::Remove(at) => _ = file.remove(at.index(length)),
        Edit::Cut(at) => file.truncate(at.index(length)),
        Edit::Move(from, to, stretch) => {
            let from = from.index(length);
            let moved: Vec<u8> = file.drain(from..(from + stretch).min(length)).collect();
            let to = to.index(file.len().max(1)).min(file.len());
            file.splice(to..to, moved);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn a_damaged_file_is_answered_and_verified_only_for_the_content_that_was_sealed(
        which in 0..3_usize,
        edits in proptest::collection::vec(edit(), 1..4),
    ) {
        let original = ::samples::SHOWN[which].bytes;
        let mut file = original.to_vec();
        edits.iter().for_each(|edit| apply(&mut file, edit));
        if let Ok(found) = vc::parse(&file) {
            let trust = TrustList::parse("samples", ::samples::TRUST_LIST).unwrap();
            let verifier = Verifier::new(vec![trust]);
            for unverified in found.iter().flatten() {
                let report = verifier.verify(unverified, &Evidence::none(), at(::samples::JUDGED_AT));
                if report.verdict == Verdict::Verified {
                    let (sealed, now) = (Sealed::read(original), Sealed::read(&file));
                    prop_assert_eq!(sealed.payload(), now.payload());
                    prop_assert_eq!(sealed.protected(), now.protected());
                }
            }
        }
    }

    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = vc::parse(&bytes);
        let _ = TrustList::parse("any", &bytes);
    }
}
