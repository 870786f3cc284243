//! Which context holds where.

use serde_json::json;

use super::{TERMS, dropped, lines, processor, refusal, said, with_terms};
use crate::processor::{Input, Strictness};
use crate::refusal::{Refusal, Why};

const TYPE: &str = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>";

#[test]
fn a_context_of_a_property_reaches_all_that_is_inside() {
    assert_eq!(
        said(json!({"scope": {"inner": "a", "p": {"inner": "b"}}})),
        [r#"_:1 <x:inner> "a""#, r#"_:2 <x:inner> "b""#, "_:1 <x:p> _:2", "_:0 <x:scope> _:1"]
    );
    assert_eq!(dropped(json!({"inner": "a"})), [("/inner".to_owned(), "undefined_term")]);
}

#[test]
fn a_context_of_a_type_ends_with_the_node() {
    assert_eq!(
        said(json!({"type": "T", "typed": "a"})),
        [format!("_:0 {TYPE} <x:T>"), r#"_:0 <x:typed> "a""#.to_owned(),]
    );
    assert_eq!(
        dropped(json!({"type": "T", "p": {"typed": "a"}})),
        [("/p/typed".to_owned(), "undefined_term")]
    );
}

/// The types of a node build upon one another in the order of their names, however they are written.
#[test]
fn all_types_of_a_node_count() {
    let expected =
        [format!("_:0 {TYPE} <x:T>"), format!("_:0 {TYPE} <x:A>"), r#"_:0 <x:typed> "a""#.to_owned()];
    assert_eq!(said(json!({"type": ["T", "A"], "typed": "a"})), expected);
    for types in [json!(["T", "U"]), json!(["U", "T"])] {
        let refusal = refusal(json!({"type": types, "shared": "a", "typed": "b"}));
        // T protects the term that U, which comes later, would change.
        assert_eq!(refusal, Refusal::Malformed { code: "protected term redefinition", at: String::new() });
    }
}

#[test]
fn contexts_in_the_document_are_refused_unless_standard() {
    for (context, at) in [
        (json!({"a": "http://x.example/a"}), "/@context"),
        (json!([TERMS, {"a": "http://x.example/a"}]), "/@context/1"),
        (json!([TERMS, null]), "/@context/1"),
        (json!(null), "/@context"),
    ] {
        let document = json!({"@context": context, "http://x.example/p": "a"});
        for strictness in [Strictness::Strict, Strictness::Report] {
            let input = Input { strictness, ..Input::strict(&document) };
            let refusal = processor().to_rdf(&input).unwrap_err();
            assert_eq!(refusal, Refusal::InlineContext { at: at.to_owned() });
        }
    }
    let nested = refusal(json!({"p": {"@context": {"nothing": "http://x.example/n"}, "nothing": 1}}));
    assert_eq!(nested, Refusal::InlineContext { at: "/p/@context".to_owned() });
    assert_eq!(said(json!({"p": {"@context": TERMS, "q": "a"}})).len(), 2);

    let document = json!({"@context": {"a": "http://x.example/a"}, "a": "b"});
    let input = Input { strictness: Strictness::Standard, ..Input::strict(&document) };
    assert_eq!(lines(&processor().to_rdf(&input).unwrap()), [r#"_:0 <x:a> "b""#]);
}

#[test]
fn an_unknown_context_is_named_with_its_place() {
    for (document, at) in [
        (json!({"@context": "http://c.example/other"}), "/@context"),
        (json!({"@context": [TERMS, "http://c.example/other"]}), "/@context/1"),
        (with_terms(json!({"p": [{"@context": "http://c.example/other"}]})), "/p/0/@context"),
    ] {
        let url = "http://c.example/other".to_owned();
        let refusal = processor().to_rdf(&Input::strict(&document)).unwrap_err();
        assert_eq!(refusal, Refusal::UnknownContext { url, at: at.to_owned() });
    }
}

/// A proof is read with the context of its document.
#[test]
fn a_context_may_come_from_outside() {
    let (context, proof) = (json!([TERMS]), json!({"type": "A", "p": "a", "proofValue": "z"}));
    let input = Input { context: Some(&context), without: &["proofValue"], ..Input::strict(&proof) };
    assert_eq!(lines(&processor().to_rdf(&input).unwrap()).len(), 2);

    let inline = json!({"p": "http://y.example/p"});
    let refusal = processor().to_rdf(&Input { context: Some(&inline), ..input }).unwrap_err();
    assert_eq!(refusal, Refusal::InlineContext { at: "/@context".to_owned() });
}

#[test]
fn only_outermost_members_are_left_unread() {
    let document = with_terms(json!({"proof": {"any": 1}, "p": {"proof": 1}}));
    let input = Input { without: &["proof"], ..Input::strict(&document) };
    let Err(Refusal::WouldDrop(dropped)) = processor().to_rdf(&input) else { panic!("must be refused") };
    let [only] = dropped.as_slice() else { panic!("{dropped:?}") };
    assert_eq!((only.at.as_str(), only.why), ("/p/proof", Why::UndefinedTerm));
}
