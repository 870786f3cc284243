use std::borrow::Cow;
use std::sync::Arc;

use serde_json::{Value, json};

use super::{Context, Contexts, Expanded, Fault};
use crate::limits::{MAX_CACHED_CONTEXTS, MAX_CONTEXT_DEPTH, MAX_CONTEXTS, MAX_DEPTH};
use crate::processor::{ContextSource, Input, Mode, Processor, Strictness};
use crate::refusal::{Limit, Refusal};

/// Contexts by address.
struct Shelf(Vec<(String, String)>);

impl ContextSource for Shelf {
    fn context(&self, url: &str) -> Option<Cow<'_, str>> {
        self.0.iter().find(|(known, _)| known == url).map(|(_, text)| Cow::Borrowed(text.as_str()))
    }
}

fn shelf<const N: usize>(contexts: [(&str, Value); N]) -> Processor {
    let documents =
        contexts.map(|(url, context)| (url.to_owned(), json!({ "@context": context }).to_string()));
    Processor::new(Shelf(documents.into()))
}

/// The result of applying inline contexts, one after another.
fn applied(contexts: &[Value], mode: Mode) -> Result<Arc<Context>, Fault> {
    let processor = shelf([]);
    let mut own = Contexts::new(&processor, mode, Some("http://doc.example/dir/file"));
    contexts.iter().try_fold(own.empty(), |active, context| own.inline(&active, context))
}

fn code(contexts: &[Value]) -> &'static str {
    match applied(contexts, Mode::JsonLd11) {
        Err(Fault::Code(code)) => code,
        other => panic!("{other:?}"),
    }
}

fn meaning(context: Value, term: &str) -> String {
    match applied(&[context], Mode::JsonLd11).unwrap().expand_vocab(term) {
        Expanded::Iri(iri) => iri.into_owned(),
        other => format!("{other:?}"),
    }
}

#[test]
fn a_term_means_its_iri() {
    assert_eq!(meaning(json!({"a": "http://x.example/a"}), "a"), "http://x.example/a");
    assert_eq!(meaning(json!({"a": {"@id": "http://x.example/a"}}), "a"), "http://x.example/a");
    assert_eq!(meaning(json!({"x": "http://x.example/", "a": "x:a"}), "a"), "http://x.example/a");
    assert_eq!(meaning(json!({"x": "http://x.example/"}), "x:b"), "http://x.example/b");
    assert_eq!(meaning(json!({"@vocab": "http://v.example#"}), "a"), "http://v.example#a");
    assert_eq!(meaning(json!({"@vocab": "http://v.example#", "a": {}}), "a"), "http://v.example#a");
    assert_eq!(meaning(json!({"@vocab": "../v#"}), "a"), "http://doc.example/v#a");
    assert_eq!(meaning(json!({"a": null, "@vocab": "http://v.example#"}), "a"), "Null");
    assert_eq!(meaning(json!({"a": "@type"}), "a"), "Keyword(Type)");
    assert_eq!(meaning(json!({}), "@like"), "KeywordLike");
}

#[test]
fn only_some_terms_are_prefixes() {
    // A simple term that ends with a delimiter, or one that says so.
    assert_eq!(meaning(json!({"x": "http://x.example"}), "x:b"), "x:b");
    assert_eq!(meaning(json!({"x": {"@id": "http://x.example/"}}), "x:b"), "x:b");
    assert_eq!(
        meaning(json!({"x": {"@id": "http://x.example/", "@prefix": true}}), "x:b"),
        "http://x.example/b"
    );
}

#[test]
fn terms_that_go_in_circles_are_refused() {
    assert_eq!(code(&[json!({"a": "b:x", "b": "a:y"})]), "cyclic IRI mapping");
    assert_eq!(code(&[json!({"a": "a:x"})]), "cyclic IRI mapping");
}

#[test]
fn what_no_definition_may_say() {
    for (context, expected) in [
        (json!("relative"), "loading remote context failed"),
        (json!(1), "invalid local context"),
        (json!({"@version": 1.0}), "invalid @version value"),
        (json!({"@base": 1}), "invalid base IRI"),
        (json!({"@vocab": 1}), "invalid vocab mapping"),
        (json!({"@language": 1}), "invalid default language"),
        (json!({"@direction": "up"}), "invalid base direction"),
        (json!({"@propagate": 1}), "invalid @propagate value"),
        (json!({"@protected": 1}), "invalid @protected value"),
        (json!({"@import": 1}), "invalid @import value"),
        (json!({"": "http://x.example/a"}), "invalid term definition"),
        (json!({"@id": "http://x.example/a"}), "keyword redefinition"),
        (json!({"@type": {"@id": "http://x.example/a"}}), "keyword redefinition"),
        (json!({"a": 1}), "invalid term definition"),
        (json!({"a": {"@id": "http://x.example/a", "@like": 1}}), "invalid term definition"),
        (json!({"a": {"@id": 1}}), "invalid IRI mapping"),
        (json!({"a": {"@id": "relative"}}), "invalid IRI mapping"),
        (json!({"a": "@context"}), "invalid keyword alias"),
        (json!({"a": {"@id": "http://x.example/a", "@type": "relative"}}), "invalid type mapping"),
        (json!({"a": {"@id": "http://x.example/a", "@container": "@value"}}), "invalid container mapping"),
        (
            json!({"a": {"@id": "http://x.example/a", "@container": ["@list", "@set"]}}),
            "invalid container mapping",
        ),
        (
            json!({"a": {"@id": "http://x.example/a", "@index": "http://x.example/i"}}),
            "invalid term definition",
        ),
        (json!({"a": {"@id": "http://x.example/a", "@language": 1}}), "invalid language mapping"),
        (json!({"a": {"@id": "http://x.example/a", "@direction": "up"}}), "invalid base direction"),
        (json!({"a": {"@id": "http://x.example/a", "@nest": "@id"}}), "invalid @nest value"),
        (json!({"a": {"@id": "http://x.example/a", "@prefix": 1}}), "invalid @prefix value"),
        (json!({"a": {"@id": "http://x.example/a", "@context": 1}}), "invalid scoped context"),
        (
            json!({"a": {"@reverse": "http://x.example/a", "@id": "http://x.example/b"}}),
            "invalid reverse property",
        ),
        (json!({"a": {"@reverse": "http://x.example/a", "@container": "@list"}}), "invalid reverse property"),
        (json!({"a": {"@reverse": 1}}), "invalid IRI mapping"),
        (json!({"x": "http://x.example/", "x:a": "http://y.example/a"}), "invalid IRI mapping"),
    ] {
        if context == "relative" {
            assert!(
                matches!(applied(&[context], Mode::JsonLd11), Err(Fault::Unknown(url)) if url == "http://doc.example/dir/relative")
            );
        } else {
            assert_eq!(code(std::slice::from_ref(&context)), expected, "{context}");
        }
    }
}

#[test]
fn protected_terms_stay_as_they_are() {
    let first = json!({"@protected": true, "a": "http://x.example/a"});
    assert_eq!(code(&[first.clone(), json!({"a": "http://y.example/a"})]), "protected term redefinition");
    assert_eq!(code(&[first.clone(), Value::Null]), "invalid context nullification");
    // The same again is no redefinition, and the term stays protected.
    let same = json!({"a": "http://x.example/a"});
    assert_eq!(code(&[first.clone(), same, json!({"a": null})]), "protected term redefinition");
    let open = json!({"@protected": true, "a": {"@id": "http://x.example/a", "@protected": false}});
    assert!(applied(&[open, json!({"a": "http://y.example/a"})], Mode::JsonLd11).is_ok());
    assert!(applied(&[first, json!({"b": "http://y.example/b"})], Mode::JsonLd11).is_ok());
}

#[test]
fn the_old_mode_knows_nothing_new() {
    for context in [
        json!({"@version": 1.1}),
        json!({"@import": "http://c.example/"}),
        json!({"@propagate": false}),
        json!({"@protected": true}),
        json!({"@direction": "ltr"}),
        json!({"@vocab": "relative"}),
        json!({"a": {"@id": "http://x.example/a", "@container": "@id"}}),
        json!({"a": {"@id": "http://x.example/a", "@type": "@json"}}),
        json!({"a": {"@id": "http://x.example/a", "@context": {}}}),
        json!({"@type": {"@container": "@set"}}),
    ] {
        assert!(applied(std::slice::from_ref(&context), Mode::JsonLd10).is_err(), "{context}");
    }
    assert!(applied(&[json!({"a": "http://x.example/a", "@language": "en"})], Mode::JsonLd10).is_ok());
}

fn read(processor: &Processor, document: &Value) -> Result<Vec<String>, Refusal> {
    let input = Input { strictness: Strictness::Standard, ..Input::strict(document) };
    let dataset = processor.to_rdf(&input)?;
    let quads = dataset.quads().iter();
    Ok(quads.map(|quad| dataset.n_quads(quad.predicate).to_owned()).collect())
}

#[test]
fn an_imported_context_is_overridden_by_what_imports_it() {
    let processor = shelf([
        ("http://c.example/old", json!({"a": "http://old.example/a", "b": "http://old.example/b"})),
        ("http://c.example/new", json!({"@version": 1.1, "@import": "old", "b": "http://new.example/b"})),
    ]);
    let document = json!({"@context": "http://c.example/new", "a": 1, "b": 2});
    assert_eq!(read(&processor, &document).unwrap(), ["<http://old.example/a>", "<http://new.example/b>"]);
}

/// A context inside it is found from where it is imported, not from where it lies.
#[test]
fn what_is_imported_belongs_to_what_imports_it() {
    let scoped = json!({"a": {"@id": "http://x.example/a", "@context": "more"}});
    let more = |name: &str| json!({ "b": format!("http://{name}.example/b") });
    let processor = shelf([
        ("http://one.example/base", scoped),
        ("http://one.example/more", more("one")),
        ("http://two.example/context", json!({"@version": 1.1, "@import": "http://one.example/base"})),
        ("http://two.example/more", more("two")),
    ]);
    for (context, name) in [("http://one.example/base", "one"), ("http://two.example/context", "two")] {
        let document = json!({"@context": context, "a": {"b": 1}});
        assert_eq!(read(&processor, &document).unwrap()[0], format!("<http://{name}.example/b>"));
    }
}

#[test]
fn contexts_that_name_one_another_end() {
    let processor = shelf([("http://c.example/a", json!("b")), ("http://c.example/b", json!(["a"]))]);
    let document = json!({"@context": "http://c.example/a"});
    assert_eq!(read(&processor, &document), Err(Refusal::TooComplex(Limit::ContextDepth)));

    let name = |at: usize| format!("http://c.example/{at}");
    let chain = |length: usize| {
        let mut documents: Vec<_> =
            (1..length).map(|at| (name(at), json!({ "@context": name(at + 1) }).to_string())).collect();
        documents.push((name(length), json!({"@context": {"a": "http://x.example/a"}}).to_string()));
        Processor::new(Shelf(documents))
    };
    let document = json!({"@context": "http://c.example/1", "a": 1});
    assert_eq!(read(&chain(MAX_CONTEXT_DEPTH), &document).unwrap(), ["<http://x.example/a>"]);
    assert_eq!(read(&chain(MAX_CONTEXT_DEPTH + 1), &document), Err(Refusal::TooComplex(Limit::ContextDepth)));
}

#[test]
fn terms_that_rest_on_one_another_too_long_are_refused() {
    let chain = |length: usize| {
        let mut context: serde_json::Map<String, Value> =
            (0..length).map(|at| (format!("a{at:03}"), json!(format!("a{:03}:x", at + 1)))).collect();
        context.insert(format!("a{length:03}"), json!("http://x.example/"));
        Value::Object(context)
    };
    assert!(applied(&[chain(MAX_DEPTH - 1)], Mode::JsonLd11).is_ok());
    assert!(matches!(applied(&[chain(MAX_DEPTH)], Mode::JsonLd11), Err(Fault::Limit(Limit::ContextDepth))));
    // So are contexts inside contexts, each with its own chain.
    let nested = (0..MAX_DEPTH)
        .fold(json!({}), |inner, _| json!({"a": {"@id": "http://x.example/a", "@context": inner}}));
    assert!(matches!(applied(&[nested], Mode::JsonLd11), Err(Fault::Limit(_))));
}

#[test]
fn a_scoped_context_that_names_its_own_file_is_no_circle() {
    let processor = shelf([(
        "http://c.example/a",
        json!({"a": {"@id": "http://x.example/a", "@context": "http://c.example/a"}}),
    )]);
    let document = json!({"@context": "http://c.example/a", "a": {"a": {"a": 1}}});
    assert_eq!(read(&processor, &document).unwrap().len(), 3);
}

#[test]
fn many_contexts_are_too_many() {
    let contexts = |count: usize| json!({"@context": vec![json!({}); count]});
    assert!(read(&shelf([]), &contexts(MAX_CONTEXTS)).is_ok());
    assert_eq!(read(&shelf([]), &contexts(MAX_CONTEXTS + 1)), Err(Refusal::TooComplex(Limit::Contexts)));
}

#[test]
fn what_an_unusable_context_file_is_called() {
    let processor = Processor::new(Shelf(vec![
        ("http://c.example/text".to_owned(), "no JSON".to_owned()),
        ("http://c.example/none".to_owned(), "{}".to_owned()),
        ("http://c.example/list".to_owned(), "[]".to_owned()),
    ]));
    for (url, code) in [
        ("http://c.example/text", "loading remote context failed"),
        ("http://c.example/none", "invalid remote context"),
        ("http://c.example/list", "invalid remote context"),
        ("relative", "loading document failed"),
    ] {
        let refusal = read(&processor, &json!({ "@context": [url] })).unwrap_err();
        assert_eq!(refusal, Refusal::Malformed { code, at: "/@context/0".to_owned() });
    }
    let refusal = read(&processor, &json!({"@context": ["http://c.example/unknown"]})).unwrap_err();
    let at = "/@context/0".to_owned();
    assert_eq!(refusal, Refusal::UnknownContext { url: "http://c.example/unknown".to_owned(), at });
}

#[test]
fn the_cache_keeps_shared_contexts_only() {
    let processor = shelf([(
        "http://c.example/a",
        json!({"T": {"@id": "http://x.example/T", "@context": {"a": "http://x.example/a"}}}),
    )]);
    let shared = json!({"@context": "http://c.example/a", "@type": "T", "a": 1});
    let first = read(&processor, &shared).unwrap();
    assert_eq!(processor.cache.len(), 2);
    assert_eq!(read(&processor, &shared).unwrap(), first);
    assert_eq!(processor.cache.len(), 2);
    let inline =
        json!({"@context": ["http://c.example/a", {"b": "http://x.example/b"}], "@type": "T", "b": 1});
    assert_eq!(read(&processor, &inline).unwrap().len(), 2);
    assert_eq!(processor.cache.len(), 2);
}

#[test]
fn a_context_that_depends_on_the_document_is_not_kept() {
    let processor = shelf([("http://c.example/a", json!({"@vocab": "v#"}))]);
    let document = json!({"@context": "http://c.example/a", "a": 1});
    for base in ["http://one.example/", "http://two.example/"] {
        let strict = Input::strict(&document);
        let input = Input { base: Some(base), strictness: Strictness::Standard, ..strict };
        let dataset = processor.to_rdf(&input).unwrap();
        assert!(dataset.find_iri(&format!("{base}v#a")).is_some());
    }
    assert_eq!(processor.cache.len(), 0);
}

#[test]
fn the_cache_is_bounded() {
    let documents = (0..=MAX_CACHED_CONTEXTS).map(|at| {
        (format!("http://c.example/{at}"), r#"{"@context":{"a":"http://x.example/a"}}"#.to_owned())
    });
    let processor = Processor::new(Shelf(documents.collect()));
    for at in 0..=MAX_CACHED_CONTEXTS {
        let document = json!({ "@context": format!("http://c.example/{at}"), "a": 1 });
        assert_eq!(read(&processor, &document).unwrap(), ["<http://x.example/a>"]);
    }
    assert_eq!(processor.cache.len(), MAX_CACHED_CONTEXTS);
}

#[test]
fn threads_share_a_processor() {
    let processor = shelf([(
        "http://c.example/a",
        json!({
            "a": {"@id": "http://x.example/a", "@context": {"b": "http://x.example/b"}},
            "T": {"@id": "http://x.example/T", "@context": {"a": "http://x.example/other"}},
        }),
    )]);
    let document =
        json!({"@context": "http://c.example/a", "@type": "T", "a": {"@type": "T", "a": {"b": 1}}});
    let outcomes: Vec<_> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..4).map(|_| scope.spawn(|| read(&processor, &document).unwrap())).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    assert!(outcomes.iter().all(|outcome| *outcome == outcomes[0]));
    assert_eq!(read(&processor, &document).unwrap(), outcomes[0]);
}

#[test]
fn many_layers_of_terms_become_one() {
    let contexts: Vec<Value> =
        (0..50).map(|at| json!({format!("t{at}"): format!("http://x.example/{at}"), "last": format!("http://x.example/{at}")})).collect();
    let context = applied(&contexts, Mode::JsonLd11).unwrap();
    for at in 0..50 {
        assert_eq!(
            context.expand_vocab(&format!("t{at}")),
            Expanded::Iri(format!("http://x.example/{at}").into())
        );
    }
    assert_eq!(context.expand_vocab("last"), Expanded::Iri("http://x.example/49".into()));
}

#[test]
fn keywords_may_have_many_aliases() {
    let aliases: serde_json::Map<String, Value> =
        (0..40).map(|at| (format!("id{at}"), json!("@id"))).collect();
    let context =
        applied(&[Value::Object(aliases), json!({"id7": "http://x.example/7"})], Mode::JsonLd11).unwrap();
    assert_eq!(context.keyword("id39"), Some(super::Keyword::Id));
    assert_eq!(context.keyword("id7"), None);
    assert_eq!(context.keyword("id40"), None);
}
