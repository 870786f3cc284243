//! The public trusted lists of 2019 and a later list of lists: which hold, and what stands on them.

use std::path::Path;

mod own;
mod own_lists;

use jiff::Timestamp;
use tests::sealed::Sealed;
use tests::{data, scores};
use vc::trust::{KeyUse, ListSigner, SignedList, TrustList, TrustedIssuer, TrustedKey};

/// What each file is: its signer is known by a pin, or through the list of lists in `EU.xml`. The counts are
/// those of `tests/tools/trusted_lists.py`, which shares no code with ours.
const EXPECTED: [(&str, Result<Counts, &str>); 10] = [
    ("BE.xml", Ok(Counts { seals: 6, stamps: 0, granted_seals: 6, granted_stamps: 0 })),
    ("CZ_broken-sig.xml", Err("trust_list_signature_broken")),
    ("CZ_no-sig.xml", Err("trust_list_unsigned")),
    ("ES.xml", Ok(Counts { seals: 37, stamps: 18, granted_seals: 35, granted_stamps: 17 })),
    ("EU.xml", Ok(Counts::NONE)),
    ("FR.xml", Ok(Counts { seals: 10, stamps: 25, granted_seals: 10, granted_stamps: 20 })),
    ("IE.xml", Ok(Counts { seals: 1, stamps: 1, granted_seals: 1, granted_stamps: 1 })),
    ("eu-lotl-pivot-341.xml", Ok(Counts::NONE)),
    ("eu-lotl_broken-sig.xml", Err("trust_list_signature_broken")),
    ("eu-lotl_original.xml", Ok(Counts::NONE)),
];

/// Keys on a list that were ever granted, and those that were when the list was issued.
#[derive(Debug, PartialEq, Eq)]
struct Counts {
    seals: usize,
    stamps: usize,
    granted_seals: usize,
    granted_stamps: usize,
}

impl Counts {
    const NONE: Self = Self { seals: 0, stamps: 0, granted_seals: 0, granted_stamps: 0 };

    fn of(list: &TrustList) -> Self {
        let issued = list.publication.as_ref().unwrap().issued;
        let count = |wanted: KeyUse, at: Option<Timestamp>| {
            let of_use = list
                .issuers
                .iter()
                .filter(|issuer| matches!(issuer.key, TrustedKey::X509 { key_use, .. } if key_use == wanted));
            of_use.filter(|issuer| at.is_none_or(|at| issuer.is_in_force(at))).count()
        };
        Self {
            seals: count(KeyUse::Seal, None),
            stamps: count(KeyUse::Timestamp, None),
            granted_seals: count(KeyUse::Seal, Some(issued)),
            granted_stamps: count(KeyUse::Timestamp, Some(issued)),
        }
    }
}

/// The reader pins who signed the lists of lists; these name the signers of the others.
fn signers(folder: &Path) -> Vec<ListSigner> {
    let mut known = Vec::new();
    for name in ["EU.xml", "eu-lotl-pivot-341.xml"] {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let pin = ListSigner::pinned(&SignedList::read(&bytes).unwrap().signer().sha256);
        let list = TrustList::read(name, &bytes, std::slice::from_ref(&pin)).unwrap();
        known.push(pin);
        known.extend(list.publication.unwrap().signers);
    }
    known
}

#[test]
fn each_list_comes_out_as_it_should() {
    let Some(folder) = data::find("edc/trusted-lists", EXPECTED.len()) else { return };
    let known = signers(&folder);
    let columns = ["seals", "stamps", "seals then", "stamps then"].map(|column| format!("{column:>11}"));
    println!("{:<24} {:<30}{}", "list", "outcome", columns.concat());
    for (name, expected) in EXPECTED {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let found = TrustList::read(name, &bytes, &known);
        let outcome = found.as_ref().map_or_else(|fault| fault.code().to_owned(), TrustList::reference);
        let found = found.map(|list| Counts::of(&list)).map_err(|fault| fault.code());
        let counts = found.as_ref().unwrap_or(&Counts::NONE);
        let Counts { seals, stamps, granted_seals, granted_stamps } = counts;
        println!("{name:<24} {outcome:<30}{seals:>11}{stamps:>11}{granted_seals:>11}{granted_stamps:>11}");
        assert_eq!(found, expected, "{name}");
    }
    scores::record("EU trusted lists", EXPECTED.len(), 0, &[]);
}

#[test]
fn a_list_counts_only_when_its_signer_is_known() {
    let Some(folder) = data::find("edc/trusted-lists", 4) else { return };
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let refused =
        |name: &str, known: &[ListSigner]| TrustList::read(name, &read(name), known).unwrap_err().code();
    for name in ["EU.xml", "ES.xml"] {
        assert_eq!(refused(name, &[]), "trust_list_signer_unknown");
    }
    // A state signs its own list and no other.
    let known = signers(&folder);
    let of_ireland: Vec<ListSigner> =
        known.iter().filter(|signer| signer.territory == "IE").cloned().collect();
    assert!(!of_ireland.is_empty());
    assert_eq!(refused("ES.xml", &of_ireland), "trust_list_signer_unknown");
    assert!(TrustList::read("IE.xml", &read("IE.xml"), &of_ireland).is_ok());
    // A national list vouches for no signer, whatever it points at.
    assert!(
        TrustList::read("IE.xml", &read("IE.xml"), &of_ireland)
            .unwrap()
            .publication
            .unwrap()
            .signers
            .is_empty()
    );
}

#[test]
fn the_authority_of_the_sample_of_2022_stands_on_the_spanish_list() {
    let Some(folder) = data::find("edc/trusted-lists", 1) else { return };
    let Some(sample) = data::find("edc/sealed/credential-jws-invalid.jsonld", 1) else { return };
    let bytes = std::fs::read(folder.join("ES.xml")).unwrap();
    let list = TrustList::read("ES.xml", &bytes, &signers(&folder)).unwrap();
    let sealed: Timestamp = "2022-10-11T00:00:00Z".parse().unwrap();
    let authority = Sealed::read(&std::fs::read(sample).unwrap())
        .certificates()
        .into_iter()
        .map(|pem| TrustList::parse("one.pem", pem.as_bytes()).unwrap().issuers.remove(0))
        .find_map(|at_hand| {
            let TrustedKey::X509 { spki_sha256: key, .. } = at_hand.key else { return None };
            let on_list = |issuer: &&TrustedIssuer| {
                matches!(&issuer.key, TrustedKey::X509 { spki_sha256, key_use: KeyUse::Seal, .. } if *spki_sha256 == key)
            };
            list.issuers.iter().find(on_list)
        })
        .expect("an authority on the list");
    assert_eq!((authority.country.as_deref(), authority.is_in_force(sealed)), (Some("ES"), true));
    assert!(authority.name.contains("ANF"), "{}", authority.name);
    assert!(!authority.is_in_force("2016-06-30T23:59:59Z".parse().unwrap()));
}
