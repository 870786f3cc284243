//! The parts of a qualification by their ids.

use std::collections::BTreeMap;

use stack::Credits;
use stack::qualification::{
    Condition, CreditRange, NodeId, OpenSlot, Outcomes, Qualification, Target, Unit, Words,
};
use vc::view::Text;

use super::view::Offer;

/// Every condition, unit, slot and outcomes target of one qualification.
pub(super) struct Index<'a>(BTreeMap<&'a NodeId, Node<'a>>);

/// A part of a qualification.
#[derive(Debug, Clone, Copy)]
pub(super) enum Node<'a> {
    Condition(&'a Condition),
    Unit(&'a Unit),
    OpenSlot(&'a OpenSlot),
    Outcomes(&'a Outcomes),
}

impl<'a> Index<'a> {
    pub(super) fn of(qualification: &'a Qualification) -> Self {
        let mut index = Self(BTreeMap::new());
        index.add(&qualification.root);
        index
    }

    /// Depth is bounded where rules are read.
    fn add(&mut self, condition: &'a Condition) {
        self.0.insert(&condition.id, Node::Condition(condition));
        for target in &condition.targets {
            match target {
                Target::Condition(nested) => self.add(nested),
                other => _ = self.0.insert(other.id(), Node::of(other)),
            }
        }
    }

    pub(super) fn node(&self, id: &NodeId) -> Option<Node<'a>> {
        self.0.get(id).copied()
    }

    /// What a part is called: its name, or its id where it has none.
    pub(super) fn name(&self, id: &NodeId) -> Text {
        let name = self.node(id).map(Node::name).unwrap_or_default();
        if name.is_empty() { said(&id.0) } else { name }
    }

    /// Every condition, in no particular order.
    pub(super) fn conditions(&self) -> impl Iterator<Item = &'a Condition> {
        self.0.values().filter_map(|node| match node {
            Node::Condition(condition) => Some(*condition),
            _ => None,
        })
    }

    /// The first target that asks for an outcome.
    pub(super) fn asking(&self, uri: &str) -> Option<&'a Outcomes> {
        self.0.values().find_map(|node| match node {
            Node::Outcomes(outcomes) if outcomes.items.iter().any(|item| item.uri == uri) => Some(*outcomes),
            _ => None,
        })
    }

    /// Codes of the units.
    pub(super) fn codes(&self) -> impl Iterator<Item = &'a str> {
        self.0.values().filter_map(|node| match node {
            Node::Unit(unit) => Some(unit.code.as_str()),
            _ => None,
        })
    }
}

impl<'a> Node<'a> {
    pub(super) fn of(target: &'a Target) -> Self {
        match target {
            Target::Unit(unit) => Self::Unit(unit),
            Target::Condition(condition) => Self::Condition(condition),
            Target::Outcomes(outcomes) => Self::Outcomes(outcomes),
            Target::OpenSlot(slot) => Self::OpenSlot(slot),
        }
    }

    pub(super) fn name(self) -> Text {
        text(match self {
            Self::Condition(condition) => &condition.name,
            Self::Unit(unit) => &unit.name,
            Self::OpenSlot(slot) => &slot.name,
            Self::Outcomes(outcomes) => &outcomes.name,
        })
    }

    pub(super) fn code(self) -> Option<String> {
        match self {
            Self::Unit(unit) => Some(unit.code.clone()),
            _ => None,
        }
    }

    fn credits(self) -> Option<CreditRange> {
        match self {
            Self::Condition(condition) => condition.credits,
            Self::Unit(unit) => unit.credits,
            Self::OpenSlot(slot) => Some(slot.credits),
            Self::Outcomes(_) => None,
        }
    }

    pub(super) fn is_mandatory(self) -> bool {
        matches!(self, Self::Unit(unit) if unit.mandatory)
    }

    /// The part as something to earn or to choose.
    pub(super) fn offer(self, id: &NodeId) -> Offer {
        let range = self.credits();
        let up_to = range.and_then(|range| range.max.filter(|max| *max != range.min));
        Offer {
            target: id.0.clone(),
            name: self.name(),
            code: self.code(),
            credits: range.map(|range| range.min.to_string()),
            up_to: up_to.map(|max: Credits| max.to_string()),
        }
    }
}

pub(crate) fn text(words: &Words) -> Text {
    Text(words.iter().map(|(language, text)| (language.to_lowercase(), text.clone())).collect())
}

/// A text of no particular language.
pub(super) fn said(text: &str) -> Text {
    Text([("und".to_owned(), text.to_owned())].into())
}
