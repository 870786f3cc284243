//! Lists of whom to trust, in every format that is read.

use vc::TrustList;

use crate::data;

/// Bytes as a trust list.
pub(super) fn run(bytes: &[u8]) {
    if let Ok(list) = TrustList::parse("list", bytes) {
        assert!(list.reference().starts_with(&list.id));
    }
}

/// The list of the samples, a registry, and the public one where the data is there.
pub(super) fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = vec![samples::TRUST_LIST.to_vec(), REGISTRY.as_bytes().to_vec()];
    let public = data::at("vectors/dcc/sandbox-registry.json");
    seeds.extend(public.and_then(|path| std::fs::read(path).ok()));
    seeds
}

const REGISTRY: &str = r#"{"meta":{"created":"2020-12-02T02:32:16+0000","updated":"2021-09-20T00:00:00+0000"},
    "registry":{"did:web:school.example":{"name":"School","location":"Here","url":"https://school.example"}}}"#;
