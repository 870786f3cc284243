use proptest::prelude::*;

use super::*;
use crate::record::{IndexCard, Judgement, NewRecord};

/// Puts a card; the face is the title.
fn put(vault: &mut Vault, card: IndexCard) {
    let face = card.title.clone();
    let new = NewRecord {
        original: face.as_bytes(),
        part: 0,
        file_name: None,
        stored_at: "",
        judgement: Judgement::default(),
        card: IndexCard { face: face.clone(), ..card },
    };
    vault.put(&new).unwrap();
}

fn card(title: &str, search_text: &str) -> IndexCard {
    IndexCard { title: title.to_owned(), search_text: search_text.to_owned(), ..IndexCard::default() }
}

fn faces(vault: &Vault, typed: &str, order: Order) -> Vec<String> {
    vault
        .list(Query { typed, order, ..Query::default() })
        .unwrap()
        .into_iter()
        .map(|listed| listed.face)
        .collect()
}

fn searched() -> Vault {
    let mut vault = Vault::in_memory().unwrap();
    put(&mut vault, card("battery", "Working in the battery industry\nTyöskentely akkuteollisuudessa"));
    put(&mut vault, card("safety", "High-voltage safety\nBezpečnost při práci s vysokým napětím"));
    put(&mut vault, card("greek", "Ηλεκτρολογία και ασφάλεια"));
    vault
}

#[test]
fn words_match_by_their_beginning_in_any_order() {
    let vault = searched();
    for typed in ["batt", "industry work", "BATTERY", "the  in", "battery-industry", "w"] {
        assert_eq!(faces(&vault, typed, Order::Title), ["battery"], "{typed:?}");
    }
    for typed in ["attery", "battery safety", "batteryindustry", "zzz"] {
        assert_eq!(faces(&vault, typed, Order::Title), [""; 0], "{typed:?}");
    }
}

#[test]
fn latin_accents_and_case_do_not_matter() {
    let vault = searched();
    for (typed, found) in [
        ("tyoskentely", "battery"),
        ("TYÖSK", "battery"),
        ("bezpecnost", "safety"),
        ("pra\u{301}ci\u{301}", "safety"),
        ("ΗΛΕΚΤΡΟΛΟΓΊΑ", "greek"),
    ] {
        assert_eq!(faces(&vault, typed, Order::Title), [found], "{typed:?}");
    }
}

#[test]
fn text_without_a_word_finds_all() {
    let vault = searched();
    for typed in ["", "  ", "\"", "*", "-", "()", "\0", "…"] {
        assert_eq!(faces(&vault, typed, Order::Title).len(), 3, "{typed:?}");
    }
}

#[test]
fn operators_are_words() {
    let mut vault = searched();
    put(&mut vault, card("operators", "and or not near column"));
    for typed in ["AND", "or not", "NEAR(and or)", "NOT and", "\"and\" OR \"or\"", "^column", "column:"] {
        assert_eq!(faces(&vault, typed, Order::Title), ["operators"], "{typed:?}");
    }
    assert_eq!(faces(&vault, "text:battery", Order::Title), [""; 0]);
}

#[test]
fn very_long_text_is_answered() {
    let vault = searched();
    assert_eq!(faces(&vault, &"battery ".repeat(100_000), Order::Title), ["battery"]);
    assert_eq!(faces(&vault, &"b".repeat(1_000_000), Order::Title), [""; 0]);
}

proptest! {
    #[test]
    fn no_text_is_an_error(typed in r#"[\PC"*^:(){}+\-\x00-\x1f]{0,40}"#) {
        let vault = searched();
        let query = Query { typed: &typed, ..Query::default() };
        prop_assert!(vault.list(query).is_ok());
    }
}

fn sorted() -> Vault {
    let mut vault = Vault::in_memory().unwrap();
    let cards = [
        ("b", "y", Some(3), Some(10)),
        ("a", "y", None, None),
        ("c", "x", Some(5), None),
        ("d", "z", Some(-1), Some(-10)),
    ];
    for (title, issuer, issued, expires) in cards {
        put(&mut vault, IndexCard { issuer: issuer.to_owned(), issued, expires, ..card(title, "all") });
    }
    vault
}

#[test]
fn each_order_puts_the_unknown_last() {
    let vault = sorted();
    for typed in ["", "all"] {
        assert_eq!(faces(&vault, typed, Order::Issued), ["c", "b", "d", "a"]);
        assert_eq!(faces(&vault, typed, Order::Expires), ["d", "b", "a", "c"]);
        assert_eq!(faces(&vault, typed, Order::Title), ["a", "b", "c", "d"]);
        assert_eq!(faces(&vault, typed, Order::Issuer), ["c", "a", "b", "d"]);
    }
}

#[test]
fn limit_and_offset_cut_the_list_and_not_the_count() {
    let vault = sorted();
    let all = faces(&vault, "", Order::Title);
    for (offset, limit) in [(0, 2), (0, 0), (1, 2), (3, 9), (9, 9), (0, usize::MAX), (usize::MAX, 1)] {
        let query = Query { order: Order::Title, offset, limit: Some(limit), ..Query::default() };
        let cut: Vec<String> = vault.list(query).unwrap().into_iter().map(|listed| listed.face).collect();
        let expected: Vec<String> = all.iter().skip(offset).take(limit).cloned().collect();
        assert_eq!(cut, expected, "{offset} {limit}");
        assert_eq!(vault.count_fitting(query).unwrap(), 4);
    }
}

#[test]
fn each_order_reads_its_index() {
    let vault = sorted();
    for order in [Order::Issued, Order::Title, Order::Issuer, Order::Expires] {
        let sql = format!(
            "EXPLAIN QUERY PLAN SELECT face FROM card WHERE card.archived = 0 ORDER BY card.archived, {}, card.record",
            order.sql()
        );
        let plan: Vec<String> = vault
            .connection
            .prepare(&sql)
            .unwrap()
            .query_map([], |row| row.get(3))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        let plan = plan.join("; ");
        assert!(plan.contains("USING INDEX card_by_") && !plan.contains("TEMP B-TREE"), "{order:?}: {plan}");
    }
}
