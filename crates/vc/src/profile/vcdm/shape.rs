//! Rules about what a node must have, as tables.

use jsonld::{Node, Object, TermId};
use rustc_hash::FxHashSet;

use super::terms::Term;
use crate::limits::MAX_BROKEN_RULES;
use crate::profile::BrokenRule;

/// What a node of a class must have.
pub(in crate::profile) struct Shape {
    /// Name of the class, for the names of its rules.
    pub(in crate::profile) class: &'static str,
    /// The type that it must have.
    pub(in crate::profile) kind: Kind,
    /// True when it must have an identifier.
    pub(in crate::profile) id: bool,
    /// True when it may also be named alone, and described elsewhere.
    pub(in crate::profile) or_named: bool,
    /// Properties with exactly one value.
    pub(in crate::profile) exactly_one: &'static [Property],
    /// Properties with one value or more.
    pub(in crate::profile) at_least_one: &'static [Property],
    /// Properties with one value at most.
    pub(in crate::profile) at_most_one: &'static [Property],
}

/// The type that a node must have.
pub(in crate::profile) enum Kind {
    /// None is needed.
    Any,
    /// It must have a type.
    Some,
    /// It must be of this class.
    Of(Term),
}

/// A property: its name, for the names of rules, and its IRIs.
pub(in crate::profile) type Property = (&'static str, Term);

impl Shape {
    /// A shape that asks for nothing.
    pub(in crate::profile) const fn of(class: &'static str) -> Self {
        let none: &'static [Property] = &[];
        Self {
            class,
            kind: Kind::Any,
            id: false,
            or_named: false,
            exactly_one: none,
            at_least_one: none,
            at_most_one: none,
        }
    }
}

/// The rules that a document breaks, at most [`MAX_BROKEN_RULES`].
#[derive(Default)]
pub(in crate::profile) struct Broken {
    rules: Vec<BrokenRule>,
    /// Classes and nodes judged so far: a node can be referred to very often.
    judged: FxHashSet<(&'static str, TermId)>,
    /// Classes and properties by which nodes were left so far.
    followed: FxHashSet<(&'static str, &'static str, TermId)>,
}

impl Broken {
    /// The rules, in the order in which they were found.
    pub(in crate::profile) fn into_rules(self) -> Vec<BrokenRule> {
        self.rules
    }

    /// True when no more rules are taken.
    pub(in crate::profile) fn is_full(&self) -> bool {
        self.rules.len() >= MAX_BROKEN_RULES
    }

    /// True the first time that `property` of `node` is looked into for values of `class`.
    pub(in crate::profile) fn is_first(
        &mut self,
        class: &'static str,
        property: &'static str,
        node: Node<'_>,
    ) -> bool {
        self.followed.insert((class, property, node.id()))
    }

    /// Notes a broken rule at a place.
    pub(in crate::profile) fn add(&mut self, rule: String, at: &At<'_>) {
        if !self.is_full() {
            self.rules.push(BrokenRule { rule, at: at.pointer() });
        }
    }

    /// Holds a node against a shape. A node is judged once.
    pub(in crate::profile) fn judge(&mut self, shape: &Shape, node: Node<'_>, at: &At<'_>) {
        if self.is_full() || !self.judged.insert((shape.class, node.id())) {
            return;
        }
        let class = shape.class;
        match shape.kind {
            Kind::Some if node.types().next().is_none() => self.add(format!("{class}.type 1..*"), at),
            Kind::Of(known) if !node.types().any(|class| known.contains(&class)) => {
                self.add(format!("{class}.type is {class}"), at);
            }
            _ => {}
        }
        if shape.id && node.iri().is_none() {
            self.add(format!("{class}.id 1..1"), at);
        }
        let groups = [
            (shape.exactly_one, "1..1", 1, 1),
            (shape.at_least_one, "1..*", 1, usize::MAX),
            (shape.at_most_one, "0..1", 0, 1),
        ];
        for (properties, bounds, least, most) in groups {
            for (name, term) in properties {
                let count = count(node, term);
                if count < least || count > most {
                    self.add(format!("{class}.{name} {bounds}"), at);
                }
            }
        }
    }

    /// Holds every value of a property against a shape. A value that is no node breaks it.
    pub(in crate::profile) fn judge_all(
        &mut self,
        shape: &'static Shape,
        node: Node<'_>,
        (name, term): Property,
    ) {
        if !self.is_first(shape.class, name, node) {
            return;
        }
        for value in node.all_of(term) {
            if self.is_full() {
                return;
            }
            match value.node() {
                Some(node) if shape.or_named && !node.is_described() => {}
                Some(node) => self.judge(shape, node, &At::Value(value)),
                None => self.add(format!("{}.{name} is an object", shape.class), &At::Value(value)),
            }
        }
    }
}

/// A place in the document.
pub(in crate::profile) enum At<'g> {
    /// The outermost object.
    Root,
    /// What a value comes from.
    Value(Object<'g>),
}

impl At<'_> {
    fn pointer(&self) -> String {
        match self {
            At::Root => String::new(),
            At::Value(value) => value.pointer(),
        }
    }
}

/// How many different values a property has: 0, 1 or 2 for more.
fn count(node: Node<'_>, term: Term) -> usize {
    let mut values = node.all_of(term).map(|value| value.id());
    match values.next() {
        None => 0,
        Some(first) if values.all(|value| value == first) => 1,
        Some(_) => 2,
    }
}
