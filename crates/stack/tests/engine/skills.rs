//! Outcomes across awards, role cards, and what they share.

use stack::{
    Award, Level, Policy, Qualification, Question, Reason, Verdict,
    skills::{self, ItemState},
};

use crate::rules::{ects, rules};

const CARD: &str = r#"{"id": "root", "logical": "all", "targets": [{"outcomes": {"id": "role", "required": 2, "items": [
    {"uri": "urn:1", "min_level": "practitioner"}, {"uri": "urn:2", "min_level": "awareness"}, {"uri": "urn:3"}]}}]}"#;

fn shows(id: &str, uri: &str, level: &str) -> Award {
    ects(id, id, "1", &format!(r#""outcomes": [{{"uri": "{uri}", "level": "{level}"}}]"#))
}

fn policy() -> Policy {
    Policy::on("2026-11-22".parse().expect("a date"))
}

fn states(card: &Qualification, awards: &[Award]) -> (u32, u32, Vec<ItemState>) {
    let policy = policy();
    let covered =
        skills::coverage(&Question { qualification: card, awards, equivalences: &[], policy: &policy });
    (covered.proven, covered.required, covered.items.into_iter().map(|item| item.state).collect())
}

#[test]
fn an_outcome_has_a_proof_from_each_award_and_the_highest_level_that_counts() {
    let mut awards = [
        shows("a", "urn:1", "awareness"),
        shows("b", "urn:1", "practitioner"),
        shows("c", "urn:1", "expert"),
        ects("d", "d", "1", r#""kind": "self_declared", "outcomes": [{"uri": "urn:2"}]"#),
    ];
    awards[2].verdict = Verdict::Undetermined;
    let skills = skills::held(&awards, &policy());
    let [one, two] = skills.as_slice() else { panic!("{skills:#?}") };
    assert_eq!((one.uri.as_str(), one.level), ("urn:1", Some(Level::Practitioner)));
    let order: Vec<_> = one.proofs.iter().map(|proof| (proof.award.0.as_str(), proof.reason)).collect();
    assert_eq!(order, [("b", None), ("a", None), ("c", Some(Reason::VerdictUnknown))]);
    assert_eq!((two.level, two.proofs[0].reason), (None, Some(Reason::SelfDeclared)));
}

#[test]
fn a_practitioner_proves_awareness_and_not_expertise() {
    let card = rules(CARD);
    use ItemState::{LevelTooLow, Missing, Open, Proven};
    assert_eq!(states(&card, &[]), (0, 2, vec![Missing, Missing, Missing]));
    let some = [shows("a", "urn:1", "awareness"), shows("b", "urn:2", "practitioner")];
    assert_eq!(states(&card, &some), (1, 2, vec![LevelTooLow, Proven, Missing]));
    let mut all = [some[1].clone(), shows("c", "urn:1", "expert"), shows("d", "urn:3", "awareness")];
    // Three are proven where two are asked: no more is covered than all.
    assert_eq!(states(&card, &all), (2, 2, vec![Proven, Proven, Proven]));
    all[1].verdict = Verdict::Undetermined;
    all[2].verdict = Verdict::Invalid;
    assert_eq!(states(&card, &all), (1, 2, vec![Open, Proven, Missing]));
}

#[test]
fn a_rule_about_single_awards_holds_for_what_they_cover() {
    let card = rules(&CARD.replace(
        r#""logical": "all","#,
        r#""logical": "all", "constraints": [{"recency": {"max_years": 1}}],"#,
    ));
    let mut awards = [shows("a", "urn:1", "expert")];
    assert_eq!(states(&card, &awards).2[0], ItemState::Open);
    awards[0].awarded_on = Some("2020-01-01".parse().expect("a date"));
    assert_eq!(states(&card, &awards).2[0], ItemState::Missing);
    awards[0].awarded_on = Some("2026-01-01".parse().expect("a date"));
    assert_eq!(states(&card, &awards).2[0], ItemState::Proven);
}

#[test]
fn the_core_is_what_enough_cards_ask_for() {
    let mut cards = [rules(CARD), rules(&CARD.replace("urn:2", "urn:4").replace("practitioner", "expert"))];
    cards[1].id = "other".to_owned();
    let cards: Vec<&Qualification> = cards.iter().collect();
    let core = skills::core(&cards, 2);
    let found: Vec<_> = core.iter().map(|one| (one.uri.as_str(), one.min_level, one.cards.len())).collect();
    assert_eq!(found, [("urn:1", Some(Level::Expert), 2), ("urn:3", None, 2)]);
    assert_eq!(skills::core(&cards, 1).len(), 4);
    assert!(skills::core(&cards, 3).is_empty());
}
