use proptest::prelude::*;

use super::*;
use crate::limits::{MAX_CANON_DEPTH, MAX_LIKE_NEIGHBOURS};
use crate::refusal::Limit;

const BOTH: [(Hash, Reading); 4] = [
    (Hash::Sha256, Reading::Once),
    (Hash::Sha256, Reading::EveryMention),
    (Hash::Sha384, Reading::Once),
    (Hash::Sha384, Reading::EveryMention),
];

const TOO_MANY: Refusal = Refusal::TooComplex(Limit::BlankNodes);

#[test]
fn blank_nodes_are_labelled_by_what_is_said_of_them() {
    let text = "_:x <a:p> _:y .\n_:y <a:q> \"v\" .\n<a:s> <a:p> _:x <a:g> .\n<a:s> <a:p> _:x <a:g> .\n";
    let canonical = canonicalise(&read(text), Hash::Sha256, Reading::Once).unwrap();
    assert_eq!(
        canonical.n_quads,
        "<a:s> <a:p> _:c14n0 <a:g> .\n_:c14n0 <a:p> _:c14n1 .\n_:c14n1 <a:q> \"v\" .\n"
    );
    assert_eq!(canonical.labels.iter().map(|(_, label)| label).collect::<Vec<_>>(), ["c14n0", "c14n1"]);
    assert!(!canonical.ambiguous);
}

#[test]
fn an_empty_dataset_has_an_empty_text() {
    let canonical = canonicalise(&read(""), Hash::Sha256, Reading::Once).unwrap();
    assert_eq!((canonical.n_quads.as_str(), canonical.labels.len(), canonical.ambiguous), ("", 0, false));
}

#[test]
fn lines_are_sorted_as_texts() {
    let text = "<a:s> <a:p> \"v\"@en .\n<a:s> <a:p> \"v\" <a:g> .\n<a:s> <a:p> \"v\" .\n<a:s> <a:p> \"v\"@en-GB .\n\
                <a:s> <a:p> \"v\"^^<a:d> .\n<a:s> <a:p> \"v \" .\n<a:s> <a:pp> \"v\" .\n<a:ss> <a:p> \"v\" .\n";
    let canonical = canonicalise(&read(text), Hash::Sha256, Reading::Once).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    assert_eq!(canonical.n_quads.lines().collect::<Vec<_>>(), lines);
}

#[test]
fn what_the_readings_disagree_on_is_reported() {
    // Two like nodes, each said twice to be in a graph that only a blank node names.
    let twice =
        "_:a <a:p> \"v\" _:g .\n_:a <a:q> \"v\" _:g .\n_:b <a:p> \"v\" _:h .\n_:b <a:q> \"v\" _:h .\n";
    // The same, once each.
    let once = "_:a <a:p> \"v\" _:g .\n_:b <a:p> \"v\" _:h .\n";
    // Twice, but nothing is tied.
    let untied = "_:a <a:p> \"v\" _:g .\n_:a <a:q> \"v\" _:g .\n";
    for (text, ambiguous) in [(twice, true), (once, false), (untied, false)] {
        for (hash, reading) in BOTH {
            assert_eq!(canonicalise(&read(text), hash, reading).unwrap().ambiguous, ambiguous, "{text}");
        }
    }
}

#[test]
fn the_readings_can_disagree() {
    // Two badges in one presentation, each a graph, that align with the same skill.
    let badge = |graph: &str| {
        format!(
            "<a:{graph}> <a:achievement> <a:badge> _:{graph} .\n<a:badge> <a:alignment> _:a{graph} _:{graph} .\n\
             _:a{graph} <a:name> \"Welding\" _:{graph} .\n_:a{graph} <a:url> <a:skill> _:{graph} .\n"
        )
    };
    let text = badge("one") + &badge("other");
    let [once, every] = [Reading::Once, Reading::EveryMention]
        .map(|reading| canonicalise(&read(&text), Hash::Sha256, reading).unwrap());
    assert!(once.ambiguous && every.ambiguous);
    assert_ne!(once.n_quads, every.n_quads);
}

/// RDFC-1.0 hashes a neighbour without the graph that makes it one (§4.7.3). Nodes that differ only in which
/// graph says what of them tie, and are labelled in the order they came: of one dataset there are two texts.
/// `rdf-canonize` gives the same two. So a good proof may be refused; what differs never has the same text.
#[test]
fn what_only_graphs_tell_apart_has_two_texts() {
    let quads = ["_:a <a:p> _:b _:g .\n", "_:b <a:p> _:a _:h .\n"];
    for (hash, reading) in BOTH {
        let [one, other] = [[0, 1], [1, 0]].map(|order| {
            let text = format!("_:g <a:p> _:x .\n{}{}", quads[order[0]], quads[order[1]]);
            canonicalise(&read(&text), hash, reading).unwrap().n_quads
        });
        assert_ne!(one, other);
    }
}

#[test]
fn complete_graphs_are_refused() {
    for nodes in MAX_LIKE_NEIGHBOURS + 2..=30 {
        let dataset = read(&complete(nodes));
        for (hash, reading) in BOTH {
            assert_eq!(canonicalise(&dataset, hash, reading), Err(TOO_MANY), "{nodes}");
        }
    }
}

#[test]
fn rings_are_told_apart_up_to_the_budget() {
    assert_eq!(canonicalise(&read(&ring(50)), Hash::Sha256, Reading::Once).unwrap().labels.len(), 50);
    assert_eq!(canonicalise(&read(&ring(400)), Hash::Sha256, Reading::Once), Err(TOO_MANY));
}

#[test]
fn several_datasets_can_share_their_steps() {
    let dataset = read(&ring(20));
    let mut steps = MAX_CANON_STEPS;
    let within = |steps: &mut usize| canonicalise_within(&dataset, Hash::Sha256, Reading::Once, steps);
    assert!(within(&mut steps).is_ok());
    let needed = MAX_CANON_STEPS - steps;
    assert!(needed > 0);
    let mut twice = 2 * needed;
    assert!(within(&mut twice).is_ok() && within(&mut twice).is_ok());
    assert_eq!(twice, 0);
    let mut too_few = needed - 1;
    assert_eq!(within(&mut too_few), Err(TOO_MANY));
    assert_eq!(too_few, 0);
}

#[test]
fn the_longest_way_fits_into_a_small_stack() {
    // Two like chains: the way along each is as long as the chain.
    let chains = |length: usize| {
        let links = ["a", "b"].map(|chain| {
            (0..length).map(|at| format!("_:{chain}{at} <a:p> _:{chain}{} .\n", at + 1)).collect::<String>()
        });
        read(&links.concat())
    };
    let small = std::thread::Builder::new().stack_size(2 * 1024 * 1024);
    let done = small.spawn(move || {
        let fits = canonicalise(&chains(MAX_CANON_DEPTH - 1), Hash::Sha256, Reading::Once).is_ok();
        (fits, canonicalise(&chains(MAX_CANON_DEPTH), Hash::Sha256, Reading::Once))
    });
    assert_eq!(done.unwrap().join().unwrap(), (true, Err(TOO_MANY)));
}

#[test]
fn a_long_name_costs_more() {
    let name = "n".repeat(1024 * 1024);
    let lines: String = (0..40).map(|at| format!("_:b{at} <a:{name}> _:b{} .\n", (at + 1) % 40)).collect();
    assert_eq!(canonicalise(&read(&lines), Hash::Sha256, Reading::Once), Err(TOO_MANY));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Neither names of blank nodes nor the order of quads nor repetition change the text, where each blank
    /// node has one graph that tells of it, as the nodes of a JSON-LD document without names do.
    #[test]
    fn isomorphic_datasets_have_one_text((quads, renamed) in quads().prop_map(at_home).prop_flat_map(renamed)) {
        for (hash, reading) in BOTH {
            let [one, other] =
                [&quads, &renamed].map(|quads| canonicalise(&read(&text(quads)), hash, reading));
            prop_assert_eq!(
                one.map(|canonical| (canonical.n_quads, canonical.ambiguous)),
                other.map(|canonical| (canonical.n_quads, canonical.ambiguous))
            );
        }
    }

    /// What is canonical stays as it is, under the same condition.
    #[test]
    fn a_canonical_text_is_its_own(quads in quads().prop_map(at_home)) {
        for (hash, reading) in BOTH {
            if let Ok(canonical) = canonicalise(&read(&text(&quads)), hash, reading) {
                let again = canonicalise(&read(&canonical.n_quads), hash, reading).unwrap();
                prop_assert_eq!(again.n_quads, canonical.n_quads);
            }
        }
    }

    /// A quad more is another text.
    #[test]
    fn a_changed_dataset_has_another_text(quads in quads(), changed in any::<prop::sample::Index>()) {
        let mut other = quads.clone();
        changed.get_mut(&mut other)[2] = "\"never otherwise\"".to_owned();
        for (hash, reading) in BOTH {
            let [one, other] = [&quads, &other].map(|quads| canonicalise(&read(&text(quads)), hash, reading));
            if let (Ok(one), Ok(other)) = (one, other) {
                prop_assert_ne!(one.n_quads, other.n_quads);
            }
        }
    }
}

/// Few terms, so that much is alike.
fn quads() -> impl Strategy<Value = Vec<[String; 4]>> {
    let quad = (0..8u8, 0..2u8, 0..11u8, 0..8u8).prop_map(|(subject, predicate, object, graph)| {
        [
            if subject < 7 { format!("_:e{subject}") } else { "<a:s>".to_owned() },
            format!("<a:p{predicate}>"),
            match object {
                0..8 => format!("_:e{object}"),
                8 => "<a:s>".to_owned(),
                9 => "\"v\"@en".to_owned(),
                _ => "\"v\"".to_owned(),
            },
            match graph {
                0..3 => format!("_:e{graph}"),
                3 => "<a:g>".to_owned(),
                _ => String::new(),
            },
        ]
    });
    prop::collection::vec(quad, 1..14)
}

/// The same quads, each in the graph of its subject; an object of another graph becomes a literal.
fn at_home(mut quads: Vec<[String; 4]>) -> Vec<[String; 4]> {
    let home = |term: &str| match term {
        "_:e3" | "_:e4" => Some("_:e0"),
        "_:e5" | "_:e6" => Some("_:e1"),
        "_:e7" => Some("<a:g>"),
        _ => term.starts_with("_:").then_some(""),
    };
    for [subject, _, object, graph] in &mut quads {
        let of = home(subject).or_else(|| home(object)).unwrap_or(graph).to_owned();
        if home(object).is_some_and(|home| home != of) {
            *object = "\"elsewhere\"".to_owned();
        }
        *graph = of;
    }
    quads
}

/// Quads, and the same with other names, in another order, one of them said twice.
fn renamed(quads: Vec<[String; 4]>) -> impl Strategy<Value = (Vec<[String; 4]>, Vec<[String; 4]>)> {
    let names = Just((0..8).map(|name| format!("_:x{name}")).collect::<Vec<_>>()).prop_shuffle();
    let order = Just(quads.clone()).prop_shuffle();
    (Just(quads), names, order).prop_map(|(quads, names, mut order)| {
        order.push(order[0].clone());
        for term in order.iter_mut().flatten() {
            if let Some(name) = term.strip_prefix("_:e").and_then(|name| name.parse::<usize>().ok()) {
                *term = names[name].clone();
            }
        }
        (quads, order)
    })
}

fn text(quads: &[[String; 4]]) -> String {
    quads.iter().map(|[s, p, o, g]| format!("{s} {p} {o} {g} .\n")).collect()
}

fn complete(nodes: usize) -> String {
    let pairs = (0..nodes).flat_map(|one| (0..nodes).map(move |other| (one, other)));
    pairs
        .filter(|(one, other)| one != other)
        .map(|(one, other)| format!("_:b{one} <a:p> _:b{other} .\n"))
        .collect()
}

fn ring(nodes: usize) -> String {
    (0..nodes).map(|at| format!("_:b{at} <a:p> _:b{} .\n", (at + 1) % nodes)).collect()
}

fn read(text: &str) -> Dataset<'static> {
    Dataset::from_n_quads(text).unwrap()
}
