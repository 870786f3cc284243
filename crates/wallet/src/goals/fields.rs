//! The mosaic's material: the groups that a plan pursues, and what is in place and missing in each.

use std::collections::{BTreeMap, BTreeSet};

use stack::plan::{Assigned, Deficit};
use stack::qualification::{Condition, Logical, NodeId, Outcome, Outcomes, Target, Unit};
use stack::{Award, AwardId, Credits, Plan, Qualification};
use vc::view::Text;

use super::index::{Node, text};
use super::view::{Field, Offer, Tile, TileState};

/// The fields of a plan, in the order of the rules. Each award that counts is in one tile at least.
pub(super) fn of(qualification: &Qualification, awards: &[Award], plan: &Plan) -> Vec<Field> {
    let mut assigned: BTreeMap<&NodeId, Vec<&Assigned>> = BTreeMap::new();
    for one in &plan.assignment {
        assigned.entry(&one.target).or_default().push(one);
    }
    let mut drawing = Drawing {
        title: text(&qualification.title),
        assigned,
        deficits: plan.deficits.iter().map(|deficit| (&deficit.condition, deficit)).collect(),
        choices: plan.choices.iter().collect(),
        awards: awards.iter().map(|award| (&award.id, award)).collect(),
        fields: Vec::new(),
    };
    drawing.condition(&qualification.root, &mut Vec::new());
    drawing.fields
}

struct Drawing<'a> {
    title: Text,
    assigned: BTreeMap<&'a NodeId, Vec<&'a Assigned>>,
    deficits: BTreeMap<&'a NodeId, &'a Deficit>,
    choices: BTreeSet<&'a NodeId>,
    awards: BTreeMap<&'a AwardId, &'a Award>,
    fields: Vec<Field>,
}

impl<'a> Drawing<'a> {
    /// Draws a group and the groups in it. `within` are the names above it.
    fn condition(&mut self, condition: &'a Condition, within: &mut Vec<Text>) {
        let place = self.fields.len();
        let mut tiles: Vec<Tile> =
            condition.targets.iter().flat_map(|target| self.leaf(condition, target)).collect();
        let nested: Vec<&Condition> = self.nested(condition).collect();
        let outcomes: Vec<&Outcomes> =
            condition.targets.iter().filter_map(|target| self.pursued(condition, target)).collect();
        let shown = text(&condition.name);
        if !shown.is_empty() {
            within.push(shown.clone());
        }
        nested.iter().for_each(|nested| self.condition(nested, within));
        outcomes.iter().for_each(|outcomes| self.outcomes(outcomes, within));
        if !shown.is_empty() {
            within.pop();
        }
        tiles.extend(self.rest(condition, &tiles, &nested));
        if tiles.is_empty() {
            return;
        }
        let counted: Credits = tiles.iter().filter(|tile| tile.state == TileState::Filled).map(credits).sum();
        let below: Credits = nested.iter().filter_map(|nested| nested.credits).map(|range| range.min).sum();
        let field = Field {
            id: condition.id.0.clone(),
            name: if shown.is_empty() && within.is_empty() { self.title.clone() } else { shown },
            within: within.clone(),
            credits: counted.to_string(),
            needed: condition.credits.map(|range| range.min.less(below).to_string()),
            tiles,
        };
        self.fields.insert(place, field);
    }

    /// The groups in a group that the plan pursues.
    fn nested(&self, condition: &'a Condition) -> impl Iterator<Item = &'a Condition> {
        let all = condition.logical == Logical::All;
        condition.targets.iter().filter_map(move |target| match target {
            Target::Condition(nested) if all || self.choices.contains(&nested.id) => Some(nested),
            _ => None,
        })
    }

    fn pursued(&self, condition: &Condition, target: &'a Target) -> Option<&'a Outcomes> {
        match target {
            Target::Outcomes(outcomes)
                if condition.logical == Logical::All || self.choices.contains(&outcomes.id) =>
            {
                Some(outcomes)
            }
            _ => None,
        }
    }

    /// The tiles of a unit or slot.
    fn leaf(&self, condition: &Condition, target: &'a Target) -> Vec<Tile> {
        let held = self.assigned.get(target.id()).map_or(&[][..], Vec::as_slice);
        let filled = held.iter().map(|one| self.filled(target, one));
        match target {
            Target::Unit(unit) if held.is_empty() && asked(condition, unit) => vec![missing(target)],
            Target::Unit(_) => filled.collect(),
            Target::OpenSlot(slot) => {
                let mut tiles: Vec<Tile> = filled.collect();
                if let Some(deficit) = self.deficits.get(&slot.id) {
                    tiles.push(Tile {
                        state: TileState::Open,
                        credits: Some(deficit.missing_credits.to_string()),
                        ..missing(target)
                    });
                }
                tiles
            }
            Target::Condition(_) | Target::Outcomes(_) => Vec::new(),
        }
    }

    fn filled(&self, target: &Target, one: &Assigned) -> Tile {
        let counts_none = matches!(target, Target::Unit(unit) if unit.credits.is_none());
        Tile {
            state: TileState::Filled,
            credits: (!counts_none).then(|| one.credits.to_string()),
            award: Some(one.award.0.clone()),
            equivalence: one.equivalence.clone(),
            offers: Vec::new(),
            ..missing(target)
        }
    }

    /// What a group lacks beyond its own tiles and the groups in it: any of what it still offers.
    fn rest(&self, condition: &'a Condition, tiles: &[Tile], nested: &[&Condition]) -> Vec<Tile> {
        let Some(deficit) = self.deficits.get(&condition.id) else { return Vec::new() };
        let below = nested.iter().filter_map(|nested| self.deficits.get(&nested.id));
        let named: Credits = tiles.iter().filter(|tile| tile.state != TileState::Filled).map(credits).sum();
        let rest =
            deficit.missing_credits.less(below.map(|deficit| deficit.missing_credits).sum()).less(named);
        let tile = |credits: Option<String>| Tile {
            target: condition.id.0.clone(),
            name: Text::default(),
            code: None,
            state: TileState::Open,
            mandatory: false,
            credits,
            min_level: None,
            award: None,
            equivalence: None,
            offers: self.offers(condition),
        };
        if rest != Credits::ZERO {
            return vec![tile(Some(rest.to_string()))];
        }
        let number = usize::from(deficit.missing_number).min(MAX_OPEN_TILES);
        (0..number).map(|_| tile(None)).collect()
    }

    /// What a group offers and nothing fills.
    fn offers(&self, condition: &'a Condition) -> Vec<Offer> {
        let free = condition.targets.iter().filter(|target| match target {
            Target::Condition(nested) => !self.choices.contains(&nested.id),
            other => !self.assigned.contains_key(other.id()),
        });
        free.map(|target| Node::of(target).offer(target.id())).take(MAX_OFFERS).collect()
    }

    /// A field of outcomes: each that is proven, then each that is missing.
    fn outcomes(&mut self, outcomes: &'a Outcomes, within: &[Text]) {
        let held = self.assigned.get(&outcomes.id).map_or(&[][..], Vec::as_slice);
        let proof = |item: &Outcome| held.iter().copied().find(|one| self.proves(one, item));
        let required = usize::from(outcomes.required);
        let is_all = required == outcomes.items.len();
        let unproven: Vec<&Outcome> = outcomes.items.iter().filter(|item| proof(item).is_none()).collect();
        let mut tiles = Vec::new();
        for item in &outcomes.items {
            match proof(item) {
                Some(one) => tiles.push(Tile {
                    state: TileState::Filled,
                    award: Some(one.award.0.clone()),
                    ..outcome(item)
                }),
                None if is_all => tiles.push(Tile { mandatory: true, ..outcome(item) }),
                None => {}
            }
        }
        let open = required.saturating_sub(tiles.len());
        let offers: Vec<Offer> = unproven.iter().map(|item| offer(item)).take(MAX_OFFERS).collect();
        tiles.extend((0..open).map(|_| Tile {
            target: outcomes.id.0.clone(),
            name: Text::default(),
            code: None,
            state: TileState::Open,
            mandatory: false,
            credits: None,
            min_level: None,
            award: None,
            equivalence: None,
            offers: offers.clone(),
        }));
        self.fields.push(Field {
            id: outcomes.id.0.clone(),
            name: text(&outcomes.name),
            within: within.to_vec(),
            credits: Credits::ZERO.to_string(),
            needed: None,
            tiles,
        });
    }

    fn proves(&self, one: &Assigned, item: &Outcome) -> bool {
        let award = self.awards.get(&one.award);
        award.is_some_and(|award| {
            award.outcomes.iter().any(|proven| proven.uri == item.uri && proven.level >= item.min_level)
        })
    }
}

/// Whether a group fails without this unit.
fn asked(condition: &Condition, unit: &Unit) -> bool {
    condition.logical == Logical::All && unit.mandatory
}

fn missing(target: &Target) -> Tile {
    let node = Node::of(target);
    let Offer { target, name, code, credits, .. } = node.offer(target.id());
    Tile {
        target,
        name,
        code,
        state: TileState::Missing,
        mandatory: node.is_mandatory(),
        credits,
        min_level: None,
        award: None,
        equivalence: None,
        offers: Vec::new(),
    }
}

fn outcome(item: &Outcome) -> Tile {
    Tile {
        target: item.uri.clone(),
        name: text(&item.name),
        code: Some(item.uri.clone()),
        state: TileState::Missing,
        mandatory: false,
        credits: None,
        min_level: item.min_level,
        award: None,
        equivalence: None,
        offers: Vec::new(),
    }
}

fn offer(item: &Outcome) -> Offer {
    let code = Some(item.uri.clone());
    Offer { target: item.uri.clone(), name: text(&item.name), code, credits: None, up_to: None }
}

fn credits(tile: &Tile) -> Credits {
    tile.credits.as_deref().and_then(|credits| credits.parse().ok()).unwrap_or(Credits::ZERO)
}

/// Most tiles drawn for parts that are asked for by number alone.
const MAX_OPEN_TILES: usize = 40;

/// Most offers listed for one tile. The longest list in the catalogue has 19.
const MAX_OFFERS: usize = 40;
