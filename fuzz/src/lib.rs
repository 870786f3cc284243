//! What the targets share: canonicalisation and what must hold of it.

use jsonld::{Dataset, Hash, Limit, Reading, Refusal, canonicalise};

/// Canonicalises in every way. What comes out is its own canonical form, and only too much work is refused.
///
/// # Panics
/// When that does not hold.
pub fn canonicalise_in_every_way(dataset: &Dataset<'_>) {
    for hash in [Hash::Sha256, Hash::Sha384] {
        let [once, every] =
            [Reading::Once, Reading::EveryMention].map(|reading| canonicalise(dataset, hash, reading));
        if let (Ok(once), Ok(every)) = (&once, &every) {
            assert_eq!(once.ambiguous, every.ambiguous);
            assert!(once.ambiguous || once.n_quads == every.n_quads);
        }
        for (reading, canonical) in [(Reading::Once, once), (Reading::EveryMention, every)] {
            match canonical {
                Ok(canonical) => {
                    let read = Dataset::from_n_quads(&canonical.n_quads).expect("canonical text is N-Quads");
                    match canonicalise(&read, hash, reading) {
                        Ok(again) => assert_eq!(again.n_quads, canonical.n_quads),
                        // Near the bounds, other labels may be another order of work.
                        Err(refusal) => assert_eq!(refusal, Refusal::TooComplex(Limit::BlankNodes)),
                    }
                }
                Err(refusal) => {
                    assert!(matches!(refusal, Refusal::TooComplex(Limit::BlankNodes | Limit::Text)));
                }
            }
        }
    }
}
