use super::*;

/// Costs nothing, so that the tests are fast; the code path is the same.
const CHEAP: Cost = Cost { memory_kib: 8, passes: 1, lanes: 1 };

fn passphrase(words: &str) -> Passphrase {
    Passphrase::new(words.to_owned())
}

fn wrapped() -> WrappedKey {
    let key = DatabaseKey::from_slice(&[7; 32]).unwrap();
    WrappedKey::wrap(&key, &passphrase("right"), CHEAP, &[9; WrappedKey::FRESH_BYTES]).unwrap()
}

#[test]
fn right_passphrase_opens() {
    assert_eq!(wrapped().unwrap(&passphrase("right")).unwrap().expose(), [7; 32]);
}

#[test]
fn wrong_passphrase_is_named() {
    for words in ["", "Right", "right ", "wrong"] {
        assert_eq!(
            wrapped().unwrap(&passphrase(words)).unwrap_err(),
            WrapFault::WrongPassphrase,
            "{words:?}"
        );
    }
}

#[test]
fn sealed_key_does_not_hold_the_key() {
    assert!(!wrapped().sealed.0.windows(4).any(|window| window == [7; 4]));
}

#[test]
fn any_flipped_byte_is_damage_not_a_wrong_passphrase() {
    let whole = wrapped();
    let mut flipped = Vec::new();
    for at in 0..SALT_BYTES {
        flipped.push(WrappedKey { salt: flip(whole.salt, at), ..whole.clone() });
    }
    for at in 0..NONCE_BYTES {
        flipped.push(WrappedKey { nonce: flip(whole.nonce, at), ..whole.clone() });
    }
    for at in 0..SEALED_BYTES {
        flipped.push(WrappedKey { sealed: flip(whole.sealed, at), ..whole.clone() });
    }
    for at in 0..CHECKSUM_BYTES {
        flipped.push(WrappedKey { checksum: flip(whole.checksum, at), ..whole.clone() });
    }
    for damaged in flipped {
        assert_eq!(damaged.unwrap(&passphrase("right")).unwrap_err(), WrapFault::Damaged);
    }
}

#[test]
fn altered_with_a_renewed_checksum_does_not_open() {
    let mut altered = wrapped();
    altered.sealed = flip(altered.sealed, 0);
    altered.checksum = Hex(altered.sum());
    assert_eq!(altered.unwrap(&passphrase("right")).unwrap_err(), WrapFault::WrongPassphrase);
}

#[test]
fn lowered_cost_does_not_open() {
    let mut altered = wrapped();
    altered.kdf.cost.memory_kib = 16;
    altered.checksum = Hex(altered.sum());
    assert_eq!(altered.unwrap(&passphrase("right")).unwrap_err(), WrapFault::WrongPassphrase);
}

#[test]
fn cost_above_the_limit_is_refused_before_it_is_paid() {
    for cost in [
        Cost { memory_kib: Cost::LARGEST.memory_kib + 1, ..CHEAP },
        Cost { passes: u32::MAX, ..CHEAP },
        Cost { memory_kib: 1024, lanes: Cost::LARGEST.lanes + 1, ..CHEAP },
    ] {
        let mut greedy = wrapped();
        greedy.kdf.cost = cost;
        greedy.checksum = Hex(greedy.sum());
        assert_eq!(greedy.unwrap(&passphrase("right")).unwrap_err(), WrapFault::Damaged, "{cost:?}");
    }
}

#[test]
fn cost_below_what_argon2_is_defined_for_is_no_panic() {
    for cost in [Cost { memory_kib: 0, ..CHEAP }, Cost { passes: 0, ..CHEAP }, Cost { lanes: 0, ..CHEAP }] {
        let mut broken = wrapped();
        broken.kdf.cost = cost;
        broken.checksum = Hex(broken.sum());
        assert_eq!(broken.unwrap(&passphrase("right")).unwrap_err(), WrapFault::Derivation, "{cost:?}");
    }
}

#[test]
fn recommended_cost_is_within_the_limits() {
    assert!(Cost::RECOMMENDED.within_limits());
}

fn flip<const N: usize>(hex: Hex<N>, at: usize) -> Hex<N> {
    let mut bytes = hex.0;
    bytes[at] ^= 1;
    Hex(bytes)
}

#[test]
fn cost_grows_with_the_computer_within_bounds() {
    let passes = |one_pass| Cost::lasting(Duration::from_millis(250), Duration::from_millis(one_pass)).passes;
    assert_eq!((passes(25), passes(50), passes(200), passes(5_000)), (10, 5, 3, 3));
    assert_eq!((passes(1), passes(0)), (12, 3), "a clock that says nothing is not believed");
    assert!(Cost::lasting(Duration::MAX, Duration::from_micros(1)).within_limits());
    Cost::try_one_pass().unwrap();
}
