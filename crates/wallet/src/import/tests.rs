use super::file_name;

#[test]
fn name_never_holds_a_path_or_a_control_character() {
    for (given, kept) in [
        ("award.jsonld", Some("award.jsonld")),
        ("../../etc/award.jsonld", Some("award.jsonld")),
        ("C:\\Users\\me\\award.jsonld", Some("award.jsonld")),
        (" todistus ä.jsonld\n", Some("todistus ä.jsonld")),
        ("a\u{0}b\u{1b}[0m", Some("ab[0m")),
        ("folder/", None),
        ("..", None),
        (".", None),
        ("", None),
        (" \t ", None),
    ] {
        assert_eq!(file_name(given).as_deref(), kept, "{given:?}");
    }
    assert_eq!(file_name(&"ä".repeat(500)).unwrap().chars().count(), 120);
}
