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
        .list(&Query { typed, order, ..Query::default() })
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
        prop_assert!(vault.list(&query).is_ok());
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
        let cut: Vec<String> = vault.list(&query).unwrap().into_iter().map(|listed| listed.face).collect();
        let expected: Vec<String> = all.iter().skip(offset).take(limit).cloned().collect();
        assert_eq!(cut, expected, "{offset} {limit}");
        assert_eq!(vault.count_fitting(&query).unwrap(), 4);
        let records = vault.fitting_records(&query).unwrap();
        let mut found: Vec<String> =
            records.iter().map(|record| vault.face_if_known(record).unwrap().unwrap()).collect();
        found.sort();
        assert_eq!(found, all);
    }
}

/// Each group with the faces that stand in it, cut out of the list by the sizes of the groups.
fn grouped(vault: &Vault, grouping: Grouping, order: Order) -> Vec<(String, Vec<String>)> {
    let query = Query { grouping, order, ..Query::default() };
    let mut faces = vault.list(&query).unwrap().into_iter().map(|listed| listed.face);
    let groups = vault.groups(&query, 99).unwrap();
    let groups =
        groups.into_iter().map(|group| (group.name, faces.by_ref().take(group.records).collect())).collect();
    assert_eq!(faces.next(), None, "the groups hold all cards");
    groups
}

fn named(groups: &[(&str, &[&str])]) -> Vec<(String, Vec<String>)> {
    let owned = |faces: &[&str]| faces.iter().map(ToString::to_string).collect();
    groups.iter().map(|(name, faces)| ((*name).to_owned(), owned(faces))).collect()
}

#[test]
fn groups_are_cut_from_the_list_in_every_order() {
    const YEAR: i64 = 366 * 24 * 60 * 60;
    let mut vault = Vault::in_memory().unwrap();
    let cards = [
        ("b", "Élan", Some(30 * YEAR), None),
        ("a", "elan", Some(31 * YEAR), Some(9)),
        ("d", "Guild", None, Some(3)),
        ("c", "Guild", Some(31 * YEAR), Some(5)),
    ];
    for (title, issuer, issued, expires) in cards {
        put(&mut vault, IndexCard { issuer: issuer.to_owned(), issued, expires, ..card(title, "") });
    }
    let years = |order| grouped(&vault, Grouping::Year, order);
    assert_eq!(years(Order::Issued), named(&[("2001", &["a", "c"]), ("2000", &["b"]), ("", &["d"])]));
    assert_eq!(years(Order::Expires), named(&[("2001", &["c", "a"]), ("2000", &["b"]), ("", &["d"])]));
    let issuers = |order| grouped(&vault, Grouping::Issuer, order);
    assert_eq!(issuers(Order::Issued), named(&[("elan", &["a", "b"]), ("guild", &["c", "d"])]));
    assert_eq!(issuers(Order::Title), issuers(Order::Issuer));
    assert_eq!(issuers(Order::Expires), named(&[("elan", &["a", "b"]), ("guild", &["d", "c"])]));
    let one = grouped(&vault, Grouping::None, Order::Title);
    assert_eq!(one, named(&[("", &["a", "b", "c", "d"])]));
    let query = Query { grouping: Grouping::Issuer, ..Query::default() };
    assert_eq!(vault.groups(&query, 1).unwrap().len(), 1);
}

#[test]
fn span_of_expiry_leaves_out_what_never_expires() {
    let vault = sorted();
    let query = Query { expires: Some(-10..=9), ..Query::default() };
    assert_eq!(vault.list(&query).unwrap().len(), 1);
    let query = Query { expires: Some(-10..=10), ..Query::default() };
    assert_eq!(vault.count_fitting(&query).unwrap(), 2);
}

#[test]
fn lines_say_what_is_issued_again_and_what_is_renewed() {
    let mut vault = Vault::in_memory().unwrap();
    let (same, series) = (|name: &str| Some(name.to_owned()), |name: &str| Some(name.to_owned()));
    put(&mut vault, IndexCard { same: same("1"), series: series("x"), ..card("first", "") });
    put(&mut vault, IndexCard { same: same("1"), series: series("x"), ..card("again", "") });
    put(&mut vault, IndexCard { same: same("2"), series: series("x"), ..card("later", "") });
    put(&mut vault, card("alone", ""));
    let listed = vault.list(&Query { order: Order::Title, ..Query::default() }).unwrap();
    let kin: Vec<_> = listed.iter().map(|line| (line.face.as_str(), line.kin)).collect();
    let (same, series) = (Some(Kin::Same), Some(Kin::Series));
    assert_eq!(kin, [("again", same), ("alone", None), ("first", same), ("later", series)]);
}

#[test]
fn each_order_reads_its_index() {
    let vault = sorted();
    let alone = [Order::Issued, Order::Title, Order::Issuer, Order::Expires];
    let grouped = [
        (Grouping::Issuer, Order::Issued),
        (Grouping::Issuer, Order::Title),
        (Grouping::Year, Order::Issued),
    ];
    for (grouping, order) in alone.map(|order| (Grouping::None, order)).into_iter().chain(grouped) {
        let query = Query { grouping, order, ..Query::default() };
        let ordered = query.ordered().replace(FITTING, "WHERE card.archived = 0");
        let sql = format!("EXPLAIN QUERY PLAN {}", ordered.replace(":limit", "9").replace(":offset", "0"));
        let plan: Vec<String> = vault
            .connection
            .prepare(&sql)
            .unwrap()
            .query_map([], |row| row.get(3))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        let plan = plan.join("; ");
        assert!(
            plan.contains("USING COVERING INDEX card_by_") && !plan.contains("TEMP B-TREE"),
            "{grouping:?} {order:?}: {plan}"
        );
    }
}

/// More than are fetched by row, every fourth put away.
fn crowded() -> Vault {
    let mut vault = Vault::in_memory().unwrap();
    let numbers: Vec<usize> = (0..1_600).collect();
    let files: Vec<String> = numbers.iter().map(|number| format!("{number:04}")).collect();
    let records: Vec<NewRecord<'_>> = numbers
        .iter()
        .zip(&files)
        .map(|(number, file)| NewRecord {
            original: file.as_bytes(),
            part: 0,
            file_name: None,
            stored_at: "",
            judgement: Judgement::default(),
            card: IndexCard {
                title: file.clone(),
                issuer: format!("issuer {}", number % 3),
                face: file.clone(),
                search_text: format!("all {} n{number:04}", if number % 2 == 0 { "even" } else { "odd" }),
                ..IndexCard::default()
            },
        })
        .collect();
    let stored = vault.put_all(&records, &[]).unwrap();
    let away: Vec<RecordId> = stored.iter().step_by(4).map(|stored| stored.record().clone()).collect();
    vault.archive(&away, true).unwrap();
    vault
}

#[test]
fn search_that_many_fit_is_told_as_one_that_few_fit() {
    let vault = crowded();
    let query = Query { typed: "even", order: Order::Title, grouping: Grouping::Issuer, ..Query::default() };
    for (shelf, number, first) in
        [(Shelf::Current, 400, "0006"), (Shelf::Archived, 400, "0000"), (Shelf::Both, 800, "0006")]
    {
        let query = Query { shelf, ..query.clone() };
        assert_eq!(vault.count_fitting(&query).unwrap(), number, "{shelf:?}");
        assert_eq!(vault.fitting_records(&query).unwrap().len(), number, "{shelf:?}");
        let groups = vault.groups(&query, 99).unwrap();
        assert_eq!(groups.iter().map(|group| group.records).sum::<usize>(), number, "{shelf:?}");
        let listed = vault.list(&query).unwrap();
        assert_eq!((listed.len(), &*listed[0].face), (number, first), "{shelf:?}");
    }
    let page = Query { offset: 399, limit: Some(2), ..query.clone() };
    assert_eq!(vault.list(&page).unwrap().len(), 1);
    for (typed, number) in [("even n0006", 1), ("n000", 7), ("odd", 800), ("even odd", 0)] {
        let query = Query { typed, ..query.clone() };
        assert_eq!(vault.count_fitting(&query).unwrap(), number, "{typed}");
        assert_eq!(vault.list(&query).unwrap().len(), number, "{typed}");
    }
}

#[test]
fn what_is_written_is_found_at_once() {
    let mut vault = crowded();
    let typed = |typed| Query { typed, shelf: Shelf::Both, ..Query::default() };
    let count = |vault: &Vault| {
        let counts = ["", "even", "n0006"].map(|words| vault.count_fitting(&typed(words)).unwrap());
        assert_eq!(counts, ["", "even", "n0006"].map(|words| vault.list(&typed(words)).unwrap().len()));
        counts
    };
    assert_eq!(count(&vault), [1_600, 800, 1]);
    put(&mut vault, card("new", "even n0006"));
    assert_eq!(count(&vault), [1_601, 801, 2]);
    let new = vault.fitting_records(&typed("n0006")).unwrap();
    vault.delete_all(&new, &[]).unwrap();
    assert_eq!(count(&vault), [1_599, 799, 0]);
}

#[test]
fn words_of_many_records_enter_the_index_together() {
    let vault = crowded();
    let segments = "SELECT count(DISTINCT segid) FROM search_idx";
    assert_eq!(vault.connection.query_row(segments, [], |row| row.get::<_, usize>(0)).unwrap(), 1);
}
