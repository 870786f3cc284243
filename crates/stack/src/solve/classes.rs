//! Awards that are alike become one class; awards that may not count together are told apart.

use std::{cmp::Reverse, collections::BTreeMap};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    build::Builder,
    fitting::mask,
    problem::{Class, Entry, field},
};
use crate::{award::Award, credits::Credits, qualification::Target};

/// The classes, and what must not count together.
pub(super) struct Grouped<'a> {
    pub(super) classes: Vec<Class<'a>>,
    pub(super) cliques: Vec<Vec<usize>>,
    pub(super) nested: Vec<(usize, Vec<usize>)>,
}

/// What an award counts wherever it fits: leaf, packed word, proven outcomes.
type Signature = Vec<(usize, u128, u128)>;

/// The codes of each award, with those that they stand for.
type Codes<'a> = FxHashMap<u32, Vec<&'a str>>;

/// Awards of one unit, and awards with those of their parts.
struct Related {
    same_unit: Vec<Vec<u32>>,
    parts: Vec<(u32, Vec<u32>)>,
}

impl<'a> Builder<'a, '_> {
    /// Groups awards that are alike, and fills in what each class counts in each leaf.
    pub(super) fn classes(&mut self, step: u64) -> Grouped<'a> {
        let options = self.signatures(step);
        let mut awards: Vec<u32> = options.keys().copied().collect();
        awards.sort_unstable();
        let codes: Codes<'a> =
            awards.iter().map(|award| (*award, self.holdings.codes(self.holdings.award(*award)))).collect();
        self.drop_copies(&mut awards, &codes, &options);
        let Related { same_unit, parts } = self.related(&awards, &codes);
        let mut alone: FxHashSet<u32> = same_unit.iter().flatten().copied().collect();
        alone.extend(parts.iter().flat_map(|(one, parts)| parts.iter().copied().chain([*one])));
        let of_units: FxHashSet<&str> =
            self.leaves.iter().flat_map(|leaf| leaf.codes.iter().copied()).collect();
        let unit_codes: FxHashMap<u32, Vec<&'a str>> = awards
            .iter()
            .map(|award| {
                let codes = codes[award].iter().copied();
                (*award, codes.filter(|code| of_units.contains(code)).collect::<Vec<_>>())
            })
            .filter(|(_, codes)| !codes.is_empty())
            .collect();
        alone.extend(unit_codes.keys());
        let mut classes: Vec<Class<'a>> = Vec::new();
        let mut of_award: FxHashMap<u32, usize> = FxHashMap::default();
        let mut alike: FxHashMap<&[(usize, u128, u128)], usize> = FxHashMap::default();
        for award in awards {
            let signature = options[&award].as_slice();
            let class = match alike.get(signature) {
                Some(class) if !alone.contains(&award) => *class,
                _ => {
                    let unit_codes = unit_codes.get(&award).cloned().unwrap_or_default();
                    classes.push(Class { awards: Vec::new(), unit_codes, clique: None });
                    let class = classes.len() - 1;
                    if !alone.contains(&award) {
                        alike.insert(signature, class);
                    }
                    for (leaf, word, mask) in signature {
                        self.leaves[*leaf].entries.push(Entry { class, word: *word, mask: *mask });
                    }
                    class
                }
            };
            classes[class].awards.push(award);
            of_award.insert(award, class);
        }
        let to_classes =
            |list: Vec<u32>| -> Vec<usize> { list.iter().map(|award| of_award[award]).collect() };
        let cliques: Vec<Vec<usize>> = same_unit.into_iter().map(to_classes).collect();
        let nested = parts.into_iter().map(|(one, parts)| (of_award[&one], to_classes(parts))).collect();
        for (number, class) in
            cliques.iter().enumerate().flat_map(|(number, all)| all.iter().map(move |one| (number, *one)))
        {
            classes[class].clique.get_or_insert(number);
        }
        self.order(&classes);
        Grouped { classes, cliques, nested }
    }

    fn signatures(&self, step: u64) -> FxHashMap<u32, Signature> {
        let mut options: FxHashMap<u32, Signature> = FxHashMap::default();
        for (index, leaf) in self.leaves.iter().enumerate() {
            for place in &leaf.places {
                let award = self.holdings.award(place.award);
                let mask = match leaf.target {
                    Target::Outcomes(outcomes) => mask(outcomes, award),
                    _ => 0,
                };
                let word = self.word(award, place.credits, step, leaf.earned_fields());
                options.entry(place.award).or_default().push((index, word, mask));
            }
        }
        options
    }

    /// Of awards of the same units that count alike everywhere, keeps the best: at most one of them may count. Awards with
    /// parts, and parts, are kept: what excludes them differs.
    fn drop_copies(&self, awards: &mut Vec<u32>, codes: &Codes<'a>, options: &FxHashMap<u32, Signature>) {
        let open: FxHashSet<u32> = self
            .leaves
            .iter()
            .flat_map(|leaf| &leaf.places)
            .filter(|place| place.open.is_some())
            .map(|place| place.award)
            .collect();
        let mut by_rank = awards.clone();
        by_rank.sort_by_key(|award| (open.contains(award), self.rank(*award)));
        let mut kept: FxHashSet<(&[&str], &Signature)> = FxHashSet::default();
        let mut copies: FxHashSet<u32> = FxHashSet::default();
        for index in by_rank {
            let award = self.holdings.award(index);
            let single = award.parent.is_none() && !self.holdings.wholes.contains(&award.id);
            if single && !award.codes.is_empty() && !kept.insert((codes[&index].as_slice(), &options[&index]))
            {
                copies.insert(index);
            }
        }
        awards.retain(|award| !copies.contains(award));
    }

    fn related(&self, awards: &[u32], codes: &Codes<'a>) -> Related {
        let mut by_code: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for award in awards {
            for code in &codes[award] {
                by_code.entry(code).or_default().push(*award);
            }
        }
        let mut same_unit: Vec<_> = by_code.into_values().filter(|list| list.len() > 1).collect();
        same_unit.sort();
        same_unit.dedup();
        let parts = if self.holdings.wholes.is_empty() { Vec::new() } else { self.parts(awards) };
        Related { same_unit, parts }
    }

    /// Awards that fit somewhere, each with those of its parts that do.
    fn parts(&self, awards: &[u32]) -> Vec<(u32, Vec<u32>)> {
        let place: FxHashMap<_, u32> =
            awards.iter().map(|award| (&self.holdings.award(*award).id, *award)).collect();
        let parents: FxHashMap<_, _> =
            self.holdings.awards.iter().map(|award| (&award.id, award.parent.as_ref())).collect();
        let mut parts: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for award in awards {
            let mut above = self.holdings.award(*award).parent.as_ref();
            while let Some(id) = above {
                if let Some(whole) = place.get(id) {
                    parts.entry(*whole).or_default().push(*award);
                }
                above = parents.get(id).copied().flatten();
            }
        }
        parts.into_iter().collect()
    }

    /// In a unit, the better award comes first. In a slot, awards of one unit stand together.
    fn order(&mut self, classes: &[Class<'_>]) {
        let mut leaves = std::mem::take(&mut self.leaves);
        for leaf in &mut leaves {
            match leaf.target {
                Target::Unit(_) => {
                    leaf.entries.sort_by_key(|entry| self.rank(classes[entry.class].awards[0]))
                }
                Target::OpenSlot(_) => {
                    let mut first: FxHashMap<usize, usize> = FxHashMap::default();
                    leaf.entries.sort_by_key(|entry| match classes[entry.class].clique {
                        Some(clique) => *first.entry(clique).or_insert(entry.class),
                        None => entry.class,
                    });
                }
                Target::Condition(_) | Target::Outcomes(_) => {}
            }
        }
        self.leaves = leaves;
    }

    /// Of awards of one unit the best has the least: the better grade, then the later, then the id.
    fn rank(&self, index: u32) -> impl Ord + use<'a> {
        let award = self.holdings.award(index);
        let scale = &self.holdings.question.qualification.grade_scale;
        let grade = award.grade.as_ref().and_then(|grade| scale.iter().position(|one| one == grade));
        (Reverse((grade, award.awarded_on)), index)
    }

    /// What an award counts, in the fields that are asked for.
    fn word(&self, award: &Award, credits: Credits, step: u64, fields: u128) -> u128 {
        let steps = u128::from(credits.thousandths() / step);
        let mut word = steps << field(0);
        for (place, measure) in self.measures.iter().enumerate() {
            if measure.counts(award) {
                word |= steps << field(place + 1);
            }
        }
        word & fields
    }
}
