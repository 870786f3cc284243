//! What ends in no quad is named, each with its place.

use serde_json::{Value, json};

use super::{dropped, processor, refusal, said, with_terms};
use crate::limits::{MAX_DEPTH, MAX_DROPPED};
use crate::processor::{Input, Strictness};
use crate::refusal::{Limit, Refusal};

/// The document leaves out exactly this.
fn leaves_out(members: Value, expected: &[(&str, &str)]) {
    let found = dropped(members.clone());
    let found: Vec<_> = found.iter().map(|(at, why)| (at.as_str(), *why)).collect();
    assert_eq!(found, expected, "{members}");
    assert!(matches!(refusal(members), Refusal::WouldDrop(all) if all.len() == expected.len()));
}

#[test]
fn undefined_terms() {
    for value in [json!("a"), json!(1), json!(null), json!({}), json!([]), json!({"p": {"id": "x:a"}})] {
        leaves_out(json!({ "other": value }), &[("/other", "undefined_term")]);
        leaves_out(json!({"p": [{ "other": value }]}), &[("/p/0/other", "undefined_term")]);
    }
    leaves_out(json!({"a/b~c": 1}), &[("/a~1b~0c", "undefined_term")]);
    leaves_out(json!({"": 1}), &[("/", "undefined_term")]);
    leaves_out(json!({"p": {"@value": "a", "other": 1}}), &[("/p/other", "undefined_term")]);
    leaves_out(json!({"p": {"@list": ["a"], "other": 1}}), &[("/p/other", "undefined_term")]);
    leaves_out(json!({"@reverse": {"other": {"id": "x:a"}}}), &[("/@reverse/other", "undefined_term")]);
    leaves_out(json!({"details": {"p": "a", "other": 1}}), &[("/details/other", "undefined_term")]);
}

#[test]
fn names_that_look_like_keywords() {
    leaves_out(json!({"@like": "a"}), &[("/@like", "keyword_like")]);
    leaves_out(json!({"p": {"@id": "@like", "q": "a"}}), &[("/p/@id", "keyword_like")]);
    leaves_out(json!({"link": "@like"}), &[("/link", "keyword_like")]);
    leaves_out(json!({"type": "@like"}), &[("/type", "keyword_like")]);
    // A keyword that means nothing in a node.
    leaves_out(json!({"@container": "@set"}), &[("/@container", "keyword_like")]);
}

#[test]
fn nulls() {
    leaves_out(json!({"p": null}), &[("/p", "null")]);
    leaves_out(json!({"p": ["a", null]}), &[("/p/1", "null")]);
    leaves_out(json!({"list": ["a", null]}), &[("/list/1", "null")]);
    leaves_out(json!({"p": {"@list": [null]}}), &[("/p/@list/0", "null")]);
    leaves_out(json!({"p": {"@set": null}}), &[("/p/@set", "null")]);
    leaves_out(json!({"p": {"@value": null}}), &[("/p/@value", "null")]);
    leaves_out(
        json!({"p": {"@value": null, "@language": "en"}}),
        &[("/p/@language", "null"), ("/p/@value", "null")],
    );
    leaves_out(json!({"byLanguage": {"en": null}}), &[("/byLanguage/en", "null")]);
    leaves_out(json!({"byLanguage": {"en": ["a", null]}}), &[("/byLanguage/en/1", "null")]);
    leaves_out(json!({"@graph": null}), &[("/@graph", "null")]);
    leaves_out(json!({"@included": null}), &[("/@included", "null")]);
    // A name that the context takes out of use.
    leaves_out(json!({"nothing": "a"}), &[("/nothing", "null")]);
    leaves_out(json!({"word": "nothing"}), &[("/word", "null")]);
}

#[test]
fn names_that_are_no_absolute_iris() {
    for name in ["relative", "", "/path", "#a", "http://x.example/a b", "http://x.example/#a#b", "x:<a>"] {
        leaves_out(json!({"p": {"id": name, "q": "a"}}), &[("/p/id", "relative_iri")]);
        leaves_out(json!({"p": {"id": name}}), &[("/p/id", "relative_iri")]);
        leaves_out(json!({"link": ["x:a", name]}), &[("/link/1", "relative_iri")]);
        leaves_out(json!({"list": [{"id": name}]}), &[("/list/0/id", "relative_iri")]);
        leaves_out(json!({"type": ["A", name]}), &[("/type/1", "undefined_type")]);
    }
    leaves_out(json!({"id": "relative", "p": "a"}), &[("/id", "relative_iri")]);
    leaves_out(json!({"byId": {"relative": {"p": "a"}}}), &[("/byId/relative", "relative_iri")]);
    leaves_out(json!({"byType": {"relative": {"p": "a"}}}), &[("/byType/relative", "undefined_type")]);
    leaves_out(json!({"word": "Undefined"}), &[("/word", "relative_iri")]);
    leaves_out(json!({"id": "relative", "@graph": [{"p": "a"}]}), &[("/id", "relative_iri")]);
    leaves_out(json!({"odd": "a"}), &[("/odd", "relative_iri")]);
    leaves_out(json!({"http://x.example/a b": "a"}), &[("/http:~1~1x.example~1a b", "relative_iri")]);
}

#[test]
fn nothing_is_said_of_a_node_without_a_name() {
    let document = with_terms(json!({"p": [{"id": "relative", "q": "a", "list": ["b"]}, {"q": "c"}]}));
    let input = Input { strictness: Strictness::Report, ..Input::strict(&document) };
    let dataset = processor().to_rdf(&input).unwrap();
    assert_eq!(super::lines(&dataset), [r#"_:2 <x:q> "c""#, "_:0 <x:p> _:2"]);
}

#[test]
fn indexes() {
    leaves_out(json!({"p": {"@index": "i", "q": "a"}}), &[("/p/@index", "index")]);
    leaves_out(json!({"p": {"@index": "i", "@value": "a"}}), &[("/p/@index", "index")]);
    leaves_out(json!({"p": {"@index": "i", "@list": ["a"]}}), &[("/p/@index", "index")]);
    leaves_out(json!({"p": {"@index": "i", "@set": ["a"]}}), &[("/p/@index", "index")]);
    leaves_out(json!({"@index": "i", "p": "a"}), &[("/@index", "index")]);
    leaves_out(json!({"byIndex": {"i": "a", "@none": "b"}}), &[("/byIndex/i", "index")]);
    leaves_out(json!({"claimByIndex": {"i": {"p": "a"}}}), &[("/claimByIndex/i", "index")]);
    // A key without a value.
    leaves_out(json!({"byLanguage": {"en": []}}), &[("/byLanguage/en", "index")]);
    leaves_out(json!({"byId": {"x:a": []}}), &[("/byId/x:a", "index")]);
    leaves_out(json!({"byRole": {"a": [[]]}}), &[("/byRole/a", "index")]);
    // The name inside counts, and the key of the map is lost.
    leaves_out(json!({"byId": {"x:a": {"id": "x:b", "p": "a"}}}), &[("/byId/x:a", "index")]);
}

#[test]
fn languages_that_are_none() {
    leaves_out(json!({"p": {"@value": "a", "@language": "en us"}}), &[("/p/@language", "bad_language")]);
    leaves_out(json!({"byLanguage": {"en_US": "a"}}), &[("/byLanguage/en_US", "bad_language")]);
}

#[test]
fn values_that_belong_to_no_property() {
    leaves_out(json!({"@graph": ["a", {"p": "b"}]}), &[("/@graph/0", "free_floating")]);
    leaves_out(json!({"@graph": [{"@value": "a"}]}), &[("/@graph/0", "free_floating")]);
    leaves_out(json!({"@graph": [{"@list": ["a"]}]}), &[("/@graph/0/@list", "free_floating")]);
    leaves_out(json!({"@graph": [{"id": "x:a"}]}), &[("/@graph/0/id", "free_floating")]);
    leaves_out(json!({"@included": [{"id": "x:a"}], "p": "a"}), &[("/@included/0/id", "free_floating")]);
    leaves_out(json!({"id": "x:a"}), &[("/id", "free_floating")]);
    leaves_out(json!({"id": "x:a", "p": []}), &[("/id", "free_floating")]);
    leaves_out(json!({"id": "x:a", "@graph": []}), &[("/id", "free_floating")]);
    leaves_out(json!({"claim": {"id": "x:a"}}), &[("/claim/id", "free_floating")]);
    leaves_out(json!({"claim": "a"}), &[("/claim", "free_floating")]);
    leaves_out(json!({"@value": "a"}), &[("", "free_floating")]);
    leaves_out(json!({"p": {"@language": "en"}}), &[("/p", "free_floating")]);
    leaves_out(json!({"p": {"@language": "en", "q": "a"}}), &[("/p/@language", "free_floating")]);
    leaves_out(json!({"p": {"@direction": "rtl", "q": "a"}}), &[("/p/@direction", "free_floating")]);
    leaves_out(json!({"@nest": {"@context": "anything", "p": "a"}}), &[("/@nest/@context", "free_floating")]);
}

#[test]
fn properties_that_are_blank_nodes() {
    leaves_out(json!({"blank": "a"}), &[("/blank", "blank_property")]);
    leaves_out(json!({"_:b": {"p": "a"}}), &[("/_:b", "blank_property")]);
}

#[test]
fn direction_alone_refuses_nothing() {
    let members = json!({"p": {"@value": "a", "@direction": "rtl"}});
    assert_eq!(dropped(members.clone()), [("/p/@direction".to_owned(), "text_direction")]);
    assert_eq!(said(members), [r#"_:0 <x:p> "a""#]);
}

/// However much is let through, what refuses is not forgotten.
#[test]
fn a_reason_to_refuse_always_has_room() {
    let mut values: Vec<Value> = vec![json!({"@value": "a", "@direction": "rtl"}); 2 * MAX_DROPPED];
    values.push(json!({"@value": "a", "other": 1}));
    let Refusal::WouldDrop(all) = refusal(json!({ "p": values })) else { panic!("must be refused") };
    assert_eq!(all.len(), MAX_DROPPED);
    assert_eq!(all.iter().filter(|dropped| dropped.why.refuses()).count(), 1);
}

#[test]
fn nothing_is_left_out_of_what_is_allowed() {
    for members in [
        json!({"p": [], "link": [], "list": []}),
        json!({"p": {"@set": ["a"]}}),
        json!({"id": "_:b0", "p": {"id": "_:b1"}}),
        json!({"id": "x:a", "link": "x:a"}),
        json!({"type": []}),
        json!({"p": {}}),
        json!({"json": {"@like": null, "@index": 1}}),
        json!({"@graph": [{"id": "x:a", "p": "b"}]}),
    ] {
        assert_eq!(dropped(members.clone()), [], "{members}");
    }
}

#[test]
fn what_is_no_json_ld() {
    for (members, code, at) in [
        (json!({"id": 1}), "invalid @id value", "/id"),
        (json!({"type": 1}), "invalid type value", "/type"),
        (json!({"type": ["A", null]}), "invalid type value", "/type/1"),
        (json!({"id": "x:a", "@id": "x:a"}), "colliding keywords", ""),
        (json!({"id": "x:a", "details": {"id": "x:a"}}), "colliding keywords", "/details/id"),
        (json!({"p": {"@value": {}}}), "invalid value object value", "/p/@value"),
        (json!({"p": {"@value": "a", "id": "x:a"}}), "invalid value object", "/p/id"),
        (json!({"p": {"@value": "a", "q": "b"}}), "invalid value object", "/p/q"),
        (json!({"p": {"@value": "a", "@type": "x:t", "@language": "en"}}), "invalid value object", "/p"),
        (json!({"p": {"@value": "a", "@type": "relative"}}), "invalid typed value", "/p/@type"),
        (json!({"p": {"@value": "a", "@type": "x:t", "type": "x:t"}}), "invalid typed value", "/p/type"),
        (json!({"p": {"@value": 1, "@language": "en"}}), "invalid language-tagged value", "/p/@value"),
        (json!({"p": {"@value": "a", "@language": 1}}), "invalid language-tagged string", "/p/@language"),
        (json!({"p": {"@value": "a", "@direction": "up"}}), "invalid base direction", "/p/@direction"),
        (json!({"p": {"@value": "a", "@index": 1}}), "invalid @index value", "/p/@index"),
        (json!({"p": {"@list": [], "q": "a"}}), "invalid set or list object", "/p/q"),
        (json!({"p": {"@list": [], "@set": []}}), "invalid set or list object", "/p/@set"),
        (json!({"byLanguage": {"en": 1}}), "invalid language map value", "/byLanguage/en"),
        (json!({"byId": {"x:a": "text"}}), "invalid value object", "/byId/x:a"),
        (json!({"byRole": {"a": "text"}}), "invalid value object", "/byRole/a"),
        (json!({"of": "text"}), "invalid reverse property value", "/of"),
        (json!({"@reverse": 1}), "invalid @reverse value", "/@reverse"),
        (json!({"@reverse": {"id": "x:a"}}), "invalid reverse property map", "/@reverse/id"),
        (json!({"@reverse": {"p": "text"}}), "invalid reverse property value", "/@reverse/p"),
        (json!({"@included": "text"}), "invalid @included value", "/@included"),
        (json!({"@nest": "text"}), "invalid @nest value", "/@nest"),
        (json!({"@nest": {"@value": "text"}}), "invalid @nest value", "/@nest/@value"),
    ] {
        assert_eq!(refusal(members.clone()), Refusal::Malformed { code, at: at.to_owned() }, "{members}");
    }
}

#[test]
fn depth_is_bounded() {
    let nested =
        |levels: usize, wrap: fn(Value) -> Value| (0..levels).fold(json!("a"), |inner, _| wrap(inner));
    let object: fn(Value) -> Value = |inner| json!({ "p": inner });
    let array: fn(Value) -> Value = |inner| json!([inner]);
    assert_eq!(said(nested(MAX_DEPTH, object)).len(), MAX_DEPTH);
    for too_deep in [
        nested(MAX_DEPTH + 1, object),
        json!({"p": nested(MAX_DEPTH, array)}),
        json!({"json": nested(MAX_DEPTH, array)}),
        (0..MAX_DEPTH).fold(json!({"p": "a"}), |inner, _| json!({ "@nest": inner })),
    ] {
        assert_eq!(refusal(too_deep), Refusal::TooComplex(Limit::Depth));
    }
}
