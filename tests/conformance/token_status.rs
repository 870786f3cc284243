//! The long lists of the Token Status List draft: every value that it names, and nothing else set.

use serde_json::Value;
use tests::{data, scores};
use vc::{StatusBits, TokenStatuses};

#[test]
fn every_named_value_and_zero_elsewhere() {
    let Some(path) = data::find("vectors/token-status-list/expected.json", 293) else { return };
    let lists = data::json(&path);
    let mut right = 0;
    for list in lists.as_array().unwrap() {
        let statuses =
            TokenStatuses::decode(list["bits"].as_u64().unwrap(), list["lst"].as_str().unwrap()).unwrap();
        assert_eq!(statuses.len() as u64, list["entries"].as_u64().unwrap());
        let values = list["values"].as_object().unwrap();
        let set = (0..statuses.len()).filter(|index| statuses.at(*index) != Some(0)).count();
        for (index, value) in values {
            let status = statuses.at(index.parse().unwrap()).map(u64::from);
            assert_eq!(status, value.as_u64(), "{} bits, {index}", list["bits"]);
            right += 1;
        }
        let not_zero = values.values().filter(|value| value.as_u64() != Some(0)).count();
        assert_eq!(set, not_zero, "{} bits", list["bits"]);
    }
    println!("token status list: {right}/293 values, all others zero");
    scores::record("Token Status List", right, 0, &[]);
    assert_eq!(right, 293);
}

/// The list that Bitstring Status List 1.0 shows as its example.
#[test]
fn the_example_of_bitstring_status_list() {
    let Some(path) = data::find("vectors/bitstring-status-list/example.json", 1) else { return };
    let example = data::json(&path);
    let bits = StatusBits::decode(example["encodedList"].as_str().unwrap()).unwrap();
    let entries = usize::try_from(example["decoded_bytes"].as_u64().unwrap()).unwrap() * 8;
    let set: Vec<Value> =
        (0..entries).filter(|index| bits.any(*index, 1).unwrap()).map(Value::from).collect();
    println!("bitstring example: {entries} entries, {} set", set.len());
    assert_eq!((Value::Array(set), bits.any(entries, 1)), (example["set_bits"].clone(), None));
    assert!(!bits.is_short());
    scores::record("Bitstring Status List", 1, 0, &[]);
}
