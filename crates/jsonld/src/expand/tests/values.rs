//! What values become.

use serde_json::json;

use super::{lines, processor, said, with_terms};
use crate::processor::{Input, TextDirection};

#[test]
fn scalars() {
    assert_eq!(
        said(json!({"p": ["text", 1, 1.5, true, -0.0]})),
        [
            r#"_:0 <x:p> "text""#,
            r#"_:0 <x:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer>"#,
            r#"_:0 <x:p> "1.5E0"^^<http://www.w3.org/2001/XMLSchema#double>"#,
            r#"_:0 <x:p> "true"^^<http://www.w3.org/2001/XMLSchema#boolean>"#,
            r#"_:0 <x:p> "0"^^<http://www.w3.org/2001/XMLSchema#integer>"#,
        ]
    );
}

#[test]
fn datatypes_of_terms() {
    assert_eq!(
        said(json!({"date": "2026", "string": "s", "link": "x:a", "word": "A", "any": "y"})),
        [
            r#"_:0 <x:any> "y""#,
            r#"_:0 <x:date> "2026"^^<x:dateTime>"#,
            "_:0 <x:link> <x:a>",
            r#"_:0 <x:string> "s""#,
            "_:0 <x:word> <x:A>",
        ]
    );
}

#[test]
fn value_objects() {
    assert_eq!(
        said(json!({"p": [
            {"@value": "a", "@type": "x:t"},
            {"@value": 5, "@type": "x:t"},
            {"@value": "b", "@language": "de-CH"},
            {"@value": {"b": [1.0], "a": null}, "@type": "@json"},
            {"@value": "c", "@type": "http://www.w3.org/2001/XMLSchema#string"},
        ]})),
        [
            r#"_:0 <x:p> "a"^^<x:t>"#,
            r#"_:0 <x:p> "5"^^<x:t>"#,
            r#"_:0 <x:p> "b"@de-ch"#,
            r#"_:0 <x:p> "{\"a\":null,\"b\":[1]}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>"#,
            r#"_:0 <x:p> "c""#,
        ]
    );
}

#[test]
fn json_is_kept_whole() {
    let json =
        r#""{\"@context\":\"not one\",\"n\":null}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>"#;
    assert_eq!(said(json!({"json": {"n": null, "@context": "not one"}})), [format!("_:0 <x:json> {json}")]);
    assert_eq!(
        said(json!({"json": null})),
        [r#"_:0 <x:json> "null"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>"#]
    );
}

#[test]
fn languages() {
    assert_eq!(
        said(json!({"german": "a", "byLanguage": {"en": ["b", "c"], "@none": "d", "FR": "e"}})),
        [
            r#"_:0 <x:byLanguage> "d""#,
            r#"_:0 <x:byLanguage> "e"@fr"#,
            r#"_:0 <x:byLanguage> "b"@en"#,
            r#"_:0 <x:byLanguage> "c"@en"#,
            r#"_:0 <x:german> "a"@de"#,
        ]
    );
}

#[test]
fn a_direction_may_be_part_of_the_datatype() {
    let document = with_terms(json!({
        "arabic": "a",
        "p": [{"@value": "b", "@direction": "ltr"}, {"@value": "c", "@direction": "rtl", "@language": "HE"}],
    }));
    let input = Input { direction: TextDirection::Datatype, ..Input::strict(&document) };
    let dataset = processor().to_rdf(&input).unwrap();
    assert_eq!(
        lines(&dataset),
        [
            r#"_:0 <x:arabic> "a"^^<https://www.w3.org/ns/i18n#ar_rtl>"#,
            r#"_:0 <x:p> "b"^^<https://www.w3.org/ns/i18n#_ltr>"#,
            r#"_:0 <x:p> "c"^^<https://www.w3.org/ns/i18n#he_rtl>"#,
        ]
    );
    assert_eq!(dataset.dropped(), []);

    let dataset = processor().to_rdf(&Input::strict(&document)).unwrap();
    assert_eq!(lines(&dataset), [r#"_:0 <x:arabic> "a"@ar"#, r#"_:0 <x:p> "b""#, r#"_:0 <x:p> "c"@he"#]);
    let left_out: Vec<_> = dataset.dropped().iter().map(|dropped| dropped.at.as_str()).collect();
    assert_eq!(left_out, ["/p/0/@direction", "/p/1/@direction"]);
}

#[test]
fn lists() {
    assert_eq!(said(json!({"list": []})), ["_:0 <x:list> <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil>"]);
    let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    let short = |lines: Vec<String>| lines.iter().map(|line| line.replace(rdf, "rdf:")).collect::<Vec<_>>();
    let two_cells = [
        r#"_:1 <rdf:first> "a""#,
        "_:1 <rdf:rest> _:2",
        r#"_:2 <rdf:first> "b""#,
        "_:2 <rdf:rest> <rdf:nil>",
    ];
    assert_eq!(
        short(said(json!({"list": {"@list": [["a"], []]}}))),
        short(said(json!({"list": [["a"], []]})))
    );
    assert_eq!(short(said(json!({"list": ["a", "b"]}))), [&two_cells[..], &["_:0 <x:list> _:1"]].concat());
    assert_eq!(
        short(said(json!({"p": {"@list": ["a", "b"]}}))),
        [&two_cells[..], &["_:0 <x:p> _:1"]].concat()
    );
    assert_eq!(
        short(said(json!({"list": [["a"], []]}))),
        [
            r#"_:1 <rdf:first> "a""#,
            "_:1 <rdf:rest> <rdf:nil>",
            "_:2 <rdf:first> _:1",
            "_:2 <rdf:rest> _:3",
            "_:3 <rdf:first> <rdf:nil>",
            "_:3 <rdf:rest> <rdf:nil>",
            "_:0 <x:list> _:2",
        ]
    );
}

#[test]
fn maps_by_name_type_and_property() {
    assert_eq!(
        said(json!({"byId": {"x:a": {"p": "1"}, "@none": {"p": "2"}}})),
        ["_:1 <x:p> \"2\"", "<x:a> <x:p> \"1\"", "_:0 <x:byId> _:1", "_:0 <x:byId> <x:a>"]
    );
    let kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>";
    assert_eq!(
        said(json!({"byType": {"A": {"id": "x:a", "type": "B"}, "B": "x:b"}})),
        [
            format!("<x:a> {kind} <x:A>"),
            format!("<x:a> {kind} <x:B>"),
            format!("<x:b> {kind} <x:B>"),
            "_:0 <x:byType> <x:a>".to_owned(),
            "_:0 <x:byType> <x:b>".to_owned(),
        ]
    );
    assert_eq!(
        said(json!({"byRole": {"chair": {"id": "x:a"}}})),
        [r#"<x:a> <x:role> "chair""#, "_:0 <x:byRole> <x:a>"]
    );
}

#[test]
fn graphs() {
    assert_eq!(
        said(json!({"claim": {"id": "x:a", "p": "1"}})),
        ["<x:a> <x:p> \"1\" _:1", "_:0 <x:claim> _:1"]
    );
    assert_eq!(
        said(json!({"claim": [{"p": "1"}, {"p": "2"}]})),
        ["_:1 <x:p> \"1\" _:2", "_:3 <x:p> \"2\" _:4", "_:0 <x:claim> _:2", "_:0 <x:claim> _:4"]
    );
    assert_eq!(
        said(json!({"claimById": {"x:g": {"id": "x:a", "p": "1"}}})),
        ["<x:a> <x:p> \"1\" <x:g>", "_:0 <x:claimById> <x:g>"]
    );
    assert_eq!(
        said(json!({"id": "x:g", "p": "1", "graph": [{"id": "x:a", "p": "2"}]})),
        ["<x:a> <x:p> \"2\" <x:g>", "<x:g> <x:p> \"1\""]
    );
    assert_eq!(said(json!({"graph": [{"id": "x:a", "p": "2"}]})), ["<x:a> <x:p> \"2\""]);
}

#[test]
fn the_root_is_the_outermost_node() {
    for (members, root) in [
        (json!({"id": "x:a", "p": "1"}), Some("<http://x.example/a>")),
        (json!({"id": "x:a", "graph": [{"id": "x:b", "p": "1"}]}), Some("<http://x.example/a>")),
        (json!({"graph": [{"id": "x:b", "p": "1"}]}), None),
    ] {
        let document = with_terms(members);
        let dataset = processor().to_rdf(&Input::strict(&document)).unwrap();
        assert_eq!(dataset.root().map(|root| dataset.n_quads(root)), root);
    }
    let document = json!([with_terms(json!({"id": "x:a", "p": "1"}))]);
    assert_eq!(processor().to_rdf(&Input::strict(&document)).unwrap().root(), None);
}

#[test]
fn reverse_nested_and_included_nodes() {
    assert_eq!(said(json!({"id": "x:a", "of": {"id": "x:b"}})), ["<x:b> <x:has> <x:a>"]);
    assert_eq!(said(json!({"id": "x:a", "@reverse": {"p": {"id": "x:b"}}})), ["<x:b> <x:p> <x:a>"]);
    assert_eq!(said(json!({"id": "x:a", "@reverse": {"of": {"id": "x:b"}}})), ["<x:a> <x:has> <x:b>"]);
    assert_eq!(said(json!({"details": [{"id": "x:a"}, {"p": "1"}]})), ["<x:a> <x:p> \"1\""]);
    assert_eq!(said(json!({"id": "x:a", "p": "1", "@included": {"id": "x:b", "p": "2"}})).len(), 2);
}

#[test]
fn where_a_quad_comes_from() {
    let document = with_terms(json!({
        "type": ["A", "B"],
        "p": [{"@value": "a"}, {"q": "b"}],
        "byLanguage": {"en": ["c"]},
        "list": ["d"],
    }));
    let dataset = processor().to_rdf(&Input::strict(&document)).unwrap();
    let mut places: Vec<_> = (0..dataset.quads().len()).map(|quad| dataset.pointer(quad)).collect();
    places.sort_unstable();
    assert_eq!(
        places,
        [
            "/byLanguage/en/0",
            "/list",
            "/list/0",
            "/list/0",
            "/p/0/@value",
            "/p/1",
            "/p/1/q",
            "/type/0",
            "/type/1"
        ]
    );
}
