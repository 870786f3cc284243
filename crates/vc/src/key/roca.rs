//! RSA keys that a faulty chip made (CVE-2017-15361, "ROCA"): whoever has such a public key can work out the
//! private one. They are known by their modulus: it is a power of 65537 modulo every small prime.

/// True for a modulus, big-endian, that such a chip made. One other in two hundred million looks like it.
pub(super) fn is_traced(modulus: &[u8]) -> bool {
    PRIMES.iter().all(|prime| is_power(remainder(modulus, *prime), *prime))
}

fn remainder(number: &[u8], prime: u32) -> u32 {
    number.iter().fold(0, |left, byte| (left * 256 + u32::from(*byte)) % prime)
}

/// True for a power of 65537 modulo a prime.
fn is_power(number: u32, prime: u32) -> bool {
    let base = 65_537 % prime;
    std::iter::successors(Some(base), |power| Some(power * base % prime).filter(|next| *next != base))
        .any(|power| power == number)
}

/// The primes under 168 modulo which not every number is such a power; first those at which most other keys fail.
const PRIMES: [u32; 17] = [97, 37, 79, 11, 61, 73, 127, 151, 13, 17, 19, 53, 71, 103, 107, 109, 157];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_65537_are_traced_and_others_are_not() {
        let power = 65_537_u128.pow(7).to_be_bytes();
        assert!(is_traced(&power));
        for add in [1, 2, 65_536] {
            assert!(!is_traced(&(65_537_u128.pow(7) + add).to_be_bytes()), "{add}");
        }
    }

    #[test]
    fn powers_modulo_a_prime_are_found() {
        // 65537 is 10 modulo 11 and modulo 37.
        assert_eq!((0..11).filter(|number| is_power(*number, 11)).collect::<Vec<_>>(), [1, 10]);
        assert_eq!((0..37).filter(|number| is_power(*number, 37)).collect::<Vec<_>>(), [1, 10, 26]);
    }

    #[test]
    fn bytes_are_read_from_the_highest() {
        assert_eq!((remainder(&[1, 0], 37), remainder(&[], 37)), (256 % 37, 0));
    }
}
