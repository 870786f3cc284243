//! The long lists of the Token Status List draft: every value that it names, and nothing else set.

use tests::data;
use vc::TokenStatuses;

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
    assert_eq!(right, 293);
}
