//! The shape rules of the Verifiable Credentials Data Model 2.0, by the inputs of its test suite. The name of
//! a file carries the verdict.
//!
//! The inputs are what an issuer is given. As the suite's own runner does, an issuer is filled in where none
//! is named, and a date where a word stands for one. Contexts written into a document are refused here
//! whatever they say; for the rules, what they define is written out as addresses, which makes the same
//! quads. Of presentations, only the presentation itself is judged: the credentials in them are unsigned.

use serde_json::{Value, json};
use tests::{data, scores};
use vc::{Check, Code, Evidence, Outcome, Unreadable, Verifier};

/// Files in the suite's input folder.
const CASES: usize = 61;

#[test]
fn credentials_are_judged_as_the_suite_says() {
    let Some(folder) = data::find("vectors/vcdm2", CASES) else { return };
    let (mut right, mut wrong, mut skipped, mut inline) = (0, Vec::new(), Vec::new(), 0);
    println!("{:<62} suite  ours  why", "vcdm2");
    for path in data::files(&folder) {
        let name = data::name(&path);
        // Its name says neither: it asks an issuer not to speak for another.
        if !name.ends_with("-ok.json") && !name.contains("-fail") {
            skipped.push(name);
            continue;
        }
        let expected = name.ends_with("-ok.json");
        let document = data::json(&path);
        let document = if name.starts_with("presentation-") { document } else { filled_in(document) };
        let (written_out, was_inline) = without_inline_contexts(document.clone());
        if was_inline {
            assert_eq!(refused(&document), Some("context_inline".to_owned()), "{name}");
            inline += 1;
        }
        let why = refused(&written_out);
        let word = |accepted| if accepted { "ok" } else { "fail" };
        let note = if was_inline { " (as it stands: context_inline)" } else { "" };
        println!(
            "{name:<62} {:<6} {:<5} {}{note}",
            word(expected),
            word(why.is_none()),
            why.as_deref().unwrap_or("")
        );
        match why.is_none() == expected {
            true => right += 1,
            false => wrong.push(name),
        }
    }
    println!(
        "vcdm2: {right}/{} as the suite says; {inline} with contexts of their own, all refused",
        right + wrong.len()
    );
    println!("skipped, without a verdict in its name: {}", skipped.join(", "));
    scores::record("VCDM 2.0 inputs", right, skipped.len(), &wrong);
    assert_eq!((wrong, right, inline, skipped.len()), (vec![], 60, 10, 1));
}

/// Why a credential is no good by its shape, if so: the first reason of format, schema or an unreadable date.
fn refused(document: &Value) -> Option<String> {
    let unverified = match vc::parse(document.to_string().as_bytes()) {
        Ok(mut parts) => parts.remove(0).unwrap(),
        Err(Unreadable::UnknownFormat) => return Some("not a credential".to_owned()),
        Err(fault) => return Some(fault.code().to_owned()),
    };
    let at = "2026-11-22T12:00:00Z".parse().unwrap();
    let report = Verifier::default().verify(&unverified, &Evidence::none(), at);
    let validity = report.check(Check::Validity).unwrap();
    if validity.code == Some(Code::DateUnreadable) {
        return Some("date_unreadable".to_owned());
    }
    let failed = [Check::Format, Check::Schema].map(|check| report.check(check).unwrap());
    let failed = failed.into_iter().find(|result| result.outcome != Outcome::Pass)?;
    let code = failed.code.map(crate::show).unwrap_or_default();
    Some(failed.detail.get("rule").map_or(code, String::clone))
}

/// What the suite's runner fills in: an issuer, unless one is named or set to null, and dates.
fn filled_in(mut document: Value) -> Value {
    const ISSUER: &str = "did:example:issuer";
    match document.get_mut("issuer") {
        None => document["issuer"] = json!(ISSUER),
        Some(Value::Object(issuer)) => _ = issuer.entry("id").or_insert_with(|| json!(ISSUER)),
        Some(_) => {}
    }
    for (name, date) in [("validFrom", "2126-01-01T00:00:00Z"), ("validUntil", "2026-01-01T00:00:00Z")] {
        if document[name].as_str().is_some_and(|text| text.ends_with(" DATE")) {
            document[name] = json!(date);
        }
    }
    document
}

/// The document with what its own contexts define written out, and whether it had any.
fn without_inline_contexts(mut document: Value) -> (Value, bool) {
    let Some(contexts) = document.get_mut("@context").and_then(Value::as_array_mut) else {
        return (document, false);
    };
    let inline: Vec<Value> = contexts.extract_if(.., |context| context.is_object()).collect();
    for (name, address) in inline.iter().filter_map(Value::as_object).flatten() {
        write_out(&mut document, name, address);
    }
    (document, !inline.is_empty())
}

/// Replaces a name by its address wherever it stands as a type.
fn write_out(value: &mut Value, name: &str, address: &Value) {
    match value {
        Value::Object(members) => {
            for (member, value) in members {
                match value {
                    Value::String(class) if member == "type" && class == name => *value = address.clone(),
                    Value::Array(classes) if member == "type" => {
                        classes
                            .iter_mut()
                            .filter(|class| *class == name)
                            .for_each(|it| *it = address.clone());
                    }
                    value => write_out(value, name, address),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| write_out(item, name, address)),
        _ => {}
    }
}
