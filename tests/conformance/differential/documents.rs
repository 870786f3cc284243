//! Documents that use most of JSON-LD 1.1: mostly well-formed, so that they are read, and sometimes not.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// A document with contexts of its own choice.
pub(super) fn document() -> BoxedStrategy<Value> {
    let outermost = prop_oneof![
        6 => node(3),
        1 => prop::collection::vec(node(2), 0..3).prop_map(|nodes| json!({"@graph": nodes})),
    ];
    prop_oneof![3 => (contexts(), outermost).prop_map(with_context), 1 => badge()].boxed()
}

fn with_context((context, mut node): (Value, Value)) -> Value {
    node["@context"] = context;
    node
}

/// One to three contexts, by address or written out.
fn contexts() -> impl Strategy<Value = Value> {
    let known = prop::sample::select(vec![
        "https://example.org/containers",
        "https://example.org/containers",
        "https://example.org/containers",
        "https://example.org/guarded",
        "https://example.org/importing",
        "https://example.org/vocabulary",
        "https://example.org/two",
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]);
    let one = prop_oneof![8 => known.prop_map(Value::from), 1 => inline_context()];
    prop_oneof![
        2 => one.clone(),
        1 => prop::collection::vec(one, 1..3).prop_map(Value::from),
    ]
}

fn inline_context() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        json!({}),
        json!(null),
        json!({"@vocab": "https://example.org/inline#"}),
        json!({"@vocab": null}),
        json!({"@vocab": "ex:deep/"}),
        json!({"@language": "nl"}),
        json!({"@language": null, "@direction": "rtl"}),
        json!({"@base": "https://example.org/base/"}),
        json!({"name": null}),
        json!({"name": "https://example.org/inline#name"}),
        json!({"name": {"@id": "ex:renamed", "@container": "@set"}}),
        json!({"short": "https://example.org/short/", "name": "short:name"}),
        json!({"title": "name", "name": "https://example.org/inline#name"}),
        json!({"loop": "again", "again": "loop"}),
        json!({"@propagate": true, "text": "https://example.org/inline#text"}),
        json!({"@protected": true, "text": "https://example.org/inline#guarded"}),
        json!({"type": {"@id": "@type", "@container": "@set", "@protected": true}}),
        json!({"name": {"@id": "https://example.org/ns#guardedName", "@protected": true}}),
        json!({"identifier": "@id", "value": "@value", "contents": "@graph", "also": "@included"}),
    ])
}

fn node(depth: u32) -> BoxedStrategy<Value> {
    prop::collection::vec(member(depth), 0..5).prop_map(object).boxed()
}

/// What is nested: no reversed properties, for which `known_differences` has the reason.
fn nested(depth: u32) -> BoxedStrategy<Value> {
    let plain = |mut node: Value| {
        node.as_object_mut().into_iter().for_each(|members| members.retain(|name, _| name != "@reverse"));
        node
    };
    many(node(depth).prop_map(plain))
}

fn object(members: Vec<(String, Value)>) -> Value {
    Value::Object(members.into_iter().collect::<Map<_, _>>())
}

/// A member of a node: a name, and for the most part a value of the kind that it takes.
fn member(depth: u32) -> BoxedStrategy<(String, Value)> {
    let leaf = prop_oneof![
        4 => (of(&["name", "text", "plain", "untyped", "age", "description"]), scalars()),
        3 => (of(&["id", "@id"]), address().prop_map(Value::from)),
        3 => (of(&["type", "@type"]), types()),
        2 => (of(&["link", "knows", "kind", "image"]), many(id().prop_map(Value::from))),
        1 => (of(&["date", "amount", "validFrom"]), scalars()),
        1 => (of(&["raw"]), any_json()),
        2 => (of(&["words", "wordSets"]), map(language(), many(words().prop_map(Value::from)))),
        1 => (of(&["typedLinks"]), map(known_type(), many(id().prop_map(Value::from)))),
        1 => (of(&["madeBy"]), many(id().prop_map(Value::from))),
        1 => (of(&["undefined", "gone", "ex:compact", "https://example.org/ns#whole", "@keyword", "@index"]), scalars()),
        1 => (of(&["list", "set"]), list(scalars())),
        1 => (of(&["linkList"]), many(address().prop_map(Value::from))),
    ];
    if depth == 0 {
        return leaf.boxed();
    }
    let inner = || prop_oneof![2 => scalar(), 3 => node(depth - 1)];
    let nodes = || many(node(depth - 1));
    let deep = prop_oneof![
        3 => (of(&["name", "link", "ex:compact", "inner"]), many(inner())),
        2 => (of(&["scoped", "shut", "linkList"]), nodes()),
        2 => (of(&["list", "set"]), list(many(prop_oneof![4 => inner(), 1 => many(inner())]))),
        1 => (of(&["name", "set", "text"]), many(inner()).prop_map(|items| json!({"@list": items}))),
        1 => (of(&["name", "set", "list"]), many(inner()).prop_map(|items| json!({"@set": items, "@index": "i"}))),
        2 => (of(&["byIndex", "partOf", "graphByIndex"]), map(words(), nodes())),
        // In maps, types with a context have no nodes inside: `known_differences` has the reason.
        1 => (of(&["byKey", "byLink"]), map(prop_oneof![words(), id()], many(node(0)))),
        2 => (of(&["byId", "graphById", "scopedIds"]), map(id(), many(node(0)))),
        2 => (of(&["byType", "scopedTypes"]), map(known_type(), many(node(0)))),
        2 => (of(&["graph", "@included", "@graph"]), nodes()),
        1 => (of(&["nested", "@nest"]), nested(depth - 1)),
        1 => (of(&["@reverse"]), map(of(&["ex:made", "ex:part", "madeBy", "https://example.org/ns#whole"]), nodes())),
        1 => (of(&["madeBy", "partOf"]), nodes()),
        1 => (of(&["name", "scoped", "list"]), (inline_context(), node(depth - 1)).prop_map(with_context)),
        // The wrong value for the name, for the most part.
        1 => (of(NAMES), many(inner())),
    ];
    prop_oneof![leaf, deep].boxed()
}

const NAMES: &[&str] =
    &["id", "type", "@id", "@type", "words", "raw", "madeBy", "@included", "@index", "date", "kind", "value"];

fn of(names: &'static [&'static str]) -> impl Strategy<Value = String> + Clone {
    prop::sample::select(names).prop_map(str::to_owned)
}

/// A value, or an array of some.
fn many(value: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
    let value = value.boxed();
    prop_oneof![2 => value.clone(), 1 => prop::collection::vec(value, 0..4).prop_map(Value::from)].boxed()
}

/// What a list takes: anything but null alone, for which `known_differences` has the reason.
fn list(value: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    value.prop_map(|value| if value.is_null() { json!([value]) } else { value }).boxed()
}

fn map(
    names: impl Strategy<Value = String> + 'static,
    value: impl Strategy<Value = Value> + 'static,
) -> BoxedStrategy<Value> {
    let names = prop_oneof![9 => names.boxed(), 1 => Just("@none".to_owned()).boxed()];
    prop::collection::vec((names, value), 0..4).prop_map(object).boxed()
}

fn words() -> impl Strategy<Value = String> + Clone {
    of(&[
        "",
        "one",
        "two",
        "Grüße",
        "a \"quoted\" \\ line\nand\ttab",
        "\u{7f}\u{0}",
        "_:b0",
        "https://example.org/w",
        "@type",
    ])
}

fn address() -> impl Strategy<Value = String> + Clone {
    of(&[
        "https://example.org/1",
        "https://example.org/2",
        "urn:uuid:1",
        "ex:3",
        "_:b0",
        "_:b1",
        "_:c14n0",
        "did:key:z6Mk",
    ])
}

fn id() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        10 => address(),
        1 => of(&["", "relative", "#fragment", "?q", "Person", "with space:x", "ex:with space", "@id", "https://example.org/a#b#c", "_:", "/x"]),
    ]
}

fn known_type() -> impl Strategy<Value = String> + Clone {
    of(&["Person", "Open", "Place", "ex:Thing", "https://example.org/Type"])
}

fn type_name() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        6 => known_type(),
        1 => of(&["undefined type", "_:t", "VerifiableCredential", "Undefined"]),
    ]
}

fn types() -> BoxedStrategy<Value> {
    many(type_name().prop_map(Value::from))
}

fn language() -> impl Strategy<Value = String> + Clone {
    prop_oneof![6 => of(&["en", "fi", "sv-FI", "zh-Hant-TW"]), 1 => of(&["EN", "not a tag", ""])]
}

fn scalars() -> BoxedStrategy<Value> {
    many(scalar())
}

fn scalar() -> BoxedStrategy<Value> {
    let typed =
        (words(), of(&["xsd:date", "https://example.org/datatype", "@json", "Person", "@id", "relative"]));
    let tagged = (words(), language());
    prop_oneof![
        6 => words().prop_map(Value::from),
        2 => any::<bool>().prop_map(Value::from),
        3 => number(),
        1 => Just(Value::Null),
        2 => typed.prop_map(|(value, datatype)| json!({"@value": value, "@type": datatype})),
        2 => tagged.clone().prop_map(|(value, language)| json!({"@value": value, "@language": language})),
        1 => tagged.prop_map(|(value, language)| json!({"@value": value, "@language": language, "@direction": "rtl"})),
        1 => number().prop_map(|number| json!({"@value": number})),
        1 => (number(), of(&["xsd:double", "xsd:integer", "ex:unit"])).prop_map(|(value, datatype)| json!({"@value": value, "@type": datatype})),
        1 => address().prop_map(|id| json!({"@id": id})),
        1 => any_json().prop_map(|json| json!({"@value": json, "@type": "@json"})),
        1 => words().prop_map(|value| json!({"@value": value, "@index": "i"})),
    ]
    .boxed()
}

fn number() -> BoxedStrategy<Value> {
    prop_oneof![
        any::<i32>().prop_map(Value::from),
        prop::sample::select(vec![5.5, 0.1, 1e21, 1.5e-7, -2.5e300]).prop_map(Value::from),
        prop::sample::select(vec![0, 1, -1, 9_007_199_254_740_991_i64]).prop_map(Value::from),
        (-1_000_000..1_000_000).prop_map(|eighths| Value::from(f64::from(2 * eighths + 1) / 8.0)),
    ]
    .boxed()
}

fn any_json() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number(),
        words().prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::vec((of(&["b", "a", "\u{20ac}", "\u{1f600}", "", "@id", "\r"]), inner), 0..3)
                .prop_map(object),
        ]
    })
    .boxed()
}

/// An Open Badge in the usual contexts, with members left out, doubled or put elsewhere.
fn badge() -> BoxedStrategy<Value> {
    let text = || words().prop_map(Value::from);
    let identity = (id(), words()).prop_map(|(salt, hash)| {
        json!({"type": "IdentityObject", "identityHash": hash, "identityType": "emailAddress", "hashed": true, "salt": salt})
    });
    let alignment = (id(), words(), prop::option::of(id())).prop_map(|(url, name, id)| {
        let mut alignment = json!({"type": "Alignment", "targetUrl": url, "targetName": name, "targetType": "ceasn:Competency"});
        if let Some(id) = id {
            alignment["id"] = id.into();
        }
        alignment
    });
    let result = (words(), id())
        .prop_map(|(value, of)| json!({"type": ["Result"], "resultDescription": of, "value": value}));
    let achievement = (id(), text(), many(alignment), words(), prop::option::of(number())).prop_map(
        |(id, name, alignment, narrative, credits)| {
            let mut achievement = json!({
                "id": id, "type": ["Achievement"], "name": name, "description": narrative, "achievementType": "Competency",
                "criteria": {"narrative": narrative}, "alignment": alignment, "inLanguage": "fi-FI",
                "image": {"id": "https://example.org/i.png", "type": "Image"},
            });
            if let Some(credits) = credits {
                achievement["creditsAvailable"] = credits;
            }
            achievement
        },
    );
    let subject = (prop::option::of(id()), achievement, many(identity), many(result), member(1)).prop_map(
        |(id, achievement, identifier, result, (name, value))| {
            let mut subject = json!({
                "type": ["AchievementSubject"], "achievement": achievement, "identifier": identifier, "result": result,
            });
            if let Some(id) = id {
                subject["id"] = id.into();
            }
            subject[name] = value;
            subject
        },
    );
    let endorsement = (id(), text()).prop_map(|(id, comment)| {
        json!({
            "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
            "id": "urn:uuid:2", "type": ["VerifiableCredential", "EndorsementCredential"], "issuer": "did:key:z6Mk",
            "credentialSubject": {"id": id, "type": ["EndorsementSubject"], "endorsementComment": comment},
        })
    });
    (many(subject), text(), prop::option::of(many(endorsement)), prop::option::weighted(0.2, member(1)))
        .prop_map(|(subject, name, endorsement, extra)| {
            let mut badge = json!({
                "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
                "id": "urn:uuid:1", "type": ["VerifiableCredential", "OpenBadgeCredential"], "name": name,
                "issuer": {"id": "did:key:z6Mk", "type": ["Profile"], "name": "School"},
                "validFrom": "2026-01-01T00:00:00Z", "credentialSubject": subject,
            });
            if let Some(endorsement) = endorsement {
                badge["endorsement"] = endorsement;
            }
            if let Some((name, value)) = extra {
                badge[name] = value;
            }
            badge
        })
        .boxed()
}
