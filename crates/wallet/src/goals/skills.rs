//! Skills: outcomes across all awards, how far they cover skills cards, and what chosen cards share.

use std::collections::BTreeMap;

use europass::vocabulary::{Labels, labelled};
use stack::qualification::Target;
use stack::skills::{Covered, core, coverage, held};
use stack::{Award, AwardId, Policy, Qualification, Question};
use vc::view::Text;

use super::catalogue::Rules;
use super::evaluation::{Terms, policy};
use super::gather::Holdings;
use super::goal::verdict;
use super::index::{said, text};
use super::skills_view::{CardItem, ItemState, Skill, SkillProof, Skills, SkillsCard};
use crate::fault::WalletFault;

/// The skills of a wallet. `chosen` are ids of cards whose core is asked for.
///
/// # Errors
/// `goal_unknown` when a chosen id is that of no card.
pub(super) fn of(
    all: &[Rules],
    holdings: &Holdings,
    terms: &Terms,
    labels: &[Labels],
    chosen: &[String],
) -> Result<Skills, WalletFault> {
    let desk = Desk {
        policy: policy(terms),
        awards: &holdings.awards,
        by_id: holdings.awards.iter().map(|award| (&award.id, award)).collect(),
    };
    let of_cards = all.iter().map(|rules| &rules.qualification).filter(|rules| is_card(rules));
    let cards: Vec<(&Qualification, SkillsCard)> = of_cards.map(|rules| (rules, desk.card(rules))).collect();
    let named = |id: &String| {
        let found = cards.iter().find(|(rules, _)| rules.id == *id);
        found.ok_or_else(|| WalletFault::GoalUnknown { id: id.clone() })
    };
    let chosen: Vec<&(&Qualification, SkillsCard)> = chosen.iter().map(named).collect::<Result<_, _>>()?;
    let shared = if chosen.len() > 1 { shared(&chosen) } else { Vec::new() };
    let names = Names { issued: &holdings.outcome_names, cards: &cards, labels };
    let mut skills: Vec<Skill> =
        held(desk.awards, &desk.policy).iter().map(|one| desk.skill(one, &names)).collect();
    let key = |skill: &Skill| skill.name.pick(&[]).unwrap_or_default().to_lowercase();
    skills.sort_by_cached_key(|skill| (key(skill), skill.uri.clone()));
    let cards = cards.into_iter().map(|(_, card)| card).collect();
    Ok(Skills { on: terms.on.to_string(), skills, cards, shared })
}

/// The awards, and under which policy they count.
struct Desk<'a> {
    policy: Policy,
    awards: &'a [Award],
    by_id: BTreeMap<&'a AwardId, &'a Award>,
}

impl Desk<'_> {
    fn skill(&self, held: &stack::skills::Skill, names: &Names<'_>) -> Skill {
        let proof = |proof: &stack::skills::SkillProof| {
            let award = self.by_id.get(&proof.award)?;
            Some(SkillProof {
                award: award.id.0.clone(),
                record: award.credential.clone(),
                title: award.title.clone(),
                awarded_by: award.awarded_by.clone(),
                awarded_on: award.awarded_on.map(|day| day.to_string()),
                verdict: verdict(award.verdict),
                level: proof.level,
                counts: proof.reason.is_none(),
            })
        };
        Skill {
            uri: held.uri.clone(),
            name: names.of(&held.uri),
            level: held.level,
            proven: held.proofs.iter().any(|proof| proof.reason.is_none()),
            proofs: held.proofs.iter().filter_map(proof).collect(),
        }
    }

    fn card(&self, rules: &Qualification) -> SkillsCard {
        let question =
            Question { qualification: rules, awards: self.awards, equivalences: &[], policy: &self.policy };
        let covered = coverage(&question);
        SkillsCard {
            id: rules.id.clone(),
            title: text(&rules.title),
            standing: rules.standing,
            proven: covered.proven,
            required: covered.required,
            items: covered.items.iter().map(item).collect(),
        }
    }
}

/// Rules that ask for outcomes and nothing else.
fn is_card(rules: &Qualification) -> bool {
    let targets = &rules.root.targets;
    !targets.is_empty() && targets.iter().all(|target| matches!(target, Target::Outcomes(_)))
}

fn item(covered: &Covered) -> CardItem {
    let state = match covered.state {
        stack::skills::ItemState::Proven => ItemState::Proven,
        stack::skills::ItemState::LevelTooLow => ItemState::LevelTooLow,
        stack::skills::ItemState::Open => ItemState::Open,
        stack::skills::ItemState::Missing => ItemState::Missing,
    };
    CardItem {
        uri: covered.asked.uri.clone(),
        name: text(&covered.asked.name),
        theme: text(&covered.asked.theme),
        min_level: covered.asked.min_level,
        state,
        proofs: covered.awards.iter().map(|id| id.0.clone()).collect(),
    }
}

/// What every one of the cards lists, in the order of the first. Each is told as by the card that asks most of it.
fn shared(cards: &[&(&Qualification, SkillsCard)]) -> Vec<CardItem> {
    let rules: Vec<&Qualification> = cards.iter().map(|(rules, _)| *rules).collect();
    let core: BTreeMap<String, _> =
        core(&rules, rules.len()).into_iter().map(|one| (one.uri, one.min_level)).collect();
    let items = || cards.iter().flat_map(|(_, card)| &card.items);
    let first = cards.first().map_or(&[][..], |(_, card)| &card.items);
    let highest = |item: &CardItem| {
        let level = core.get(&item.uri)?;
        items().find(|other| other.uri == item.uri && other.min_level == *level).cloned()
    };
    first.iter().filter_map(highest).collect()
}

/// Names of outcomes: as a credential gives it, else as a card does, else as ESCO does; in the languages that were brought
/// as well.
struct Names<'a> {
    issued: &'a BTreeMap<String, Text>,
    cards: &'a [(&'a Qualification, SkillsCard)],
    labels: &'a [Labels],
}

impl Names<'_> {
    fn of(&self, uri: &str) -> Text {
        let on_card = || {
            let mut items = self.cards.iter().flat_map(|(_, card)| &card.items);
            items.find(|item| item.uri == uri && !item.name.is_empty()).map(|item| item.name.clone())
        };
        let mut name = self.issued.get(uri).cloned().or_else(on_card).unwrap_or_default();
        labelled(uri, &mut name, self.labels);
        if name.is_empty() { said(uri) } else { name }
    }
}
