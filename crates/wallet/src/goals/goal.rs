//! A counted goal as a person sees it.

use std::collections::BTreeSet;

use stack::qualification::{InForce, Logical};
use stack::{Award, Credits, Equivalence, Outlook};
use vc::Verdict;
use vc::view::Text;

use super::entry::Answered;
use super::evaluation::Evaluation;
use super::index::{Index, Node, said, text};
use super::trial::PREFIX;
use super::view::{
    AwardLine, Choice, Decision, Field, Gap, Goal, GoalLine, GoalSource, Open, Parts, TileState, Tried,
    UnusedAward,
};
use super::{fields, lacking};
use crate::renewal;

impl Evaluation {
    /// The goal with its fields, gaps and reasons.
    #[must_use]
    pub fn goal(&self) -> Goal {
        let published = self.published();
        let index = Index::of(published);
        let fields = self.fields();
        Goal {
            line: self.line_with(&fields),
            on: self.terms.on.to_string(),
            trial: self.is_trial(),
            notes: published.notes.iter().map(text).collect(),
            unexpressed: self.rules.unexpressed.clone(),
            fields,
            unused: self.unused(&index),
            deficits: lacking::deficits(&index, &self.plan),
            next_steps: lacking::steps(&index, &self.plan),
            open_questions: self
                .plan
                .open_questions
                .iter()
                .map(|open| Open { award: open.award.as_ref().map(|id| id.0.clone()), reason: open.reason })
                .collect(),
            choices: self.choices(&index),
            equivalences: self.decisions(&index),
            awards: self.award_lines(),
            proven_best: self.plan.proven_best,
            inputs_sha256: self.plan.inputs_sha256.clone(),
        }
    }

    /// The goal in one line.
    #[must_use]
    pub fn line(&self) -> GoalLine {
        self.line_with(&self.fields())
    }

    fn fields(&self) -> Vec<Field> {
        fields::of(self.published(), &self.scenario.awards, &self.plan)
    }

    fn line_with(&self, fields: &[Field]) -> GoalLine {
        let published = self.published();
        let InForce { from, to } = &published.in_force;
        let tiles = || fields.iter().flat_map(|field| &field.tiles);
        let filled = tiles().filter(|tile| tile.state == TileState::Filled).count();
        let bound = &self.plan.bound;
        let missing = if self.plan.result == Outlook::Met { stack::Shortfall::NONE } else { *bound };
        GoalLine {
            id: published.id.clone(),
            title: text(&published.title),
            version: published.version.clone(),
            standing: published.standing,
            added: self.rules.added,
            eqf_level: published.eqf_level,
            framework: published.credit_framework.clone(),
            in_force: [from, to].map(|day| day.map(|day| day.to_string())),
            source: GoalSource {
                url: published.source.url.clone(),
                retrieved: published.source.retrieved.to_string(),
                licence: published.source.licence.clone(),
            },
            outlook: self.plan.result,
            credits: self.plan.credits.to_string(),
            needed: self.needed().map(|credits| credits.to_string()),
            parts: Parts { filled, needed: tiles().count() },
            missing: Gap {
                mandatory: missing.mandatory,
                number: missing.number,
                credits: missing.credits.max(self.plan.missing_credits).to_string(),
            },
        }
    }

    /// Credits that the rules ask as a whole.
    pub(super) fn needed(&self) -> Option<Credits> {
        self.published().root.credits.map(|range| range.min).filter(|least| *least != Credits::ZERO)
    }

    fn unused(&self, index: &Index<'_>) -> Vec<UnusedAward> {
        let titles = |id: &str| {
            let found = self.scenario.awards.iter().find(|award| award.id.0 == id);
            found.map(|award| said(&award.title))
        };
        let about = |about: &String| -> Text {
            let id = stack::NodeId(about.clone());
            match index.node(&id) {
                Some(node) if !node.name().is_empty() => node.name(),
                _ => titles(about).unwrap_or_else(|| said(about)),
            }
        };
        let unused = self.plan.unused.iter();
        unused
            .map(|one| UnusedAward {
                award: one.award.0.clone(),
                reason: one.reason,
                about: one.about.as_ref().map(about),
            })
            .collect()
    }

    fn choices(&self, index: &Index<'_>) -> Vec<Choice> {
        let pursued: BTreeSet<&str> = self.plan.choices.iter().map(|id| id.0.as_str()).collect();
        let places = index
            .conditions()
            .filter(|condition| condition.logical == Logical::ExactlyOne && condition.targets.len() > 1);
        places
            .map(|condition| Choice {
                condition: condition.id.0.clone(),
                name: index.name(&condition.id),
                options: condition.targets.iter().map(|target| Node::of(target).offer(target.id())).collect(),
                pursued: condition
                    .targets
                    .iter()
                    .map(|target| target.id().0.as_str())
                    .find(|id| {
                        pursued.contains(id) || self.chosen.get(&condition.id.0).is_some_and(|one| one == id)
                    })
                    .map(str::to_owned),
                chosen: self.chosen.get(&condition.id.0).cloned(),
            })
            .collect()
    }

    /// The decisions that were made for these rules, or for any, and lead to one of their units.
    fn decisions(&self, index: &Index<'_>) -> Vec<Decision> {
        let used = self.used_decisions();
        let codes: BTreeSet<&str> = index.codes().collect();
        let id = &self.published().id;
        let concerns = |one: &&Equivalence| {
            used.contains(one.id.as_str())
                || codes.contains(one.to.as_str()) && (one.scope.is_empty() || one.scope.contains(id))
        };
        let all = self.scenario.equivalences.iter().filter(concerns);
        let answers = &self.terms.answers;
        let told = |one: &Equivalence| Decision {
            used: used.contains(one.id.as_str()),
            ..decision(one, answers.get(&one.id).cloned())
        };
        all.map(told).collect()
    }

    /// The awards of the wallet, then those that are tried out.
    fn award_lines(&self) -> Vec<AwardLine> {
        let added = self.scenario.awards.iter().filter(|award| award.id.0.starts_with(PREFIX));
        let all = self.holdings.awards.iter().chain(added);
        all.map(|award| self.award_line(award)).collect()
    }

    pub(super) fn award_line(&self, award: &Award) -> AwardLine {
        let id = &award.id.0;
        let tried = if self.what_if.drop.contains(id) {
            Some(Tried::Dropped)
        } else if self.what_if.expire.contains(id) {
            Some(Tried::Expired)
        } else {
            id.starts_with(PREFIX).then_some(Tried::Added)
        };
        let source = award.credential.as_ref().and_then(|record| self.holdings.credentials.get(record));
        AwardLine {
            id: id.clone(),
            title: award.title.clone(),
            codes: award.codes.iter().filter(|code| !renewal::is_own_code(code)).cloned().collect(),
            record: award.credential.clone(),
            part_of: award.parent.as_ref().map(|parent| parent.0.clone()),
            verdict: verdict(award.verdict),
            code: award.verdict_code.clone(),
            credits: award.credits.as_ref().map(|credits| credits.value.to_string()),
            framework: award.credits.as_ref().map(|credits| credits.framework.clone()),
            eqf_level: award.eqf_level,
            kind: award.kind,
            awarded_by: award.awarded_by.clone(),
            awarded_on: award.awarded_on.map(|day| day.to_string()),
            valid_until: award.valid_until.map(|day| day.to_string()),
            grade: award.grade.clone(),
            stored_at: source.map(|source| source.stored_at.clone()),
            tried,
        }
    }
}

/// A decision as it stands in the ledger.
pub(super) fn decision(one: &Equivalence, answers: Option<Answered>) -> Decision {
    Decision {
        id: one.id.clone(),
        from: one.from.clone(),
        to: one.to.clone(),
        credits: one.credits.as_ref().map(|credits| credits.value.to_string()),
        framework: one.credits.as_ref().map(|credits| credits.framework.clone()),
        decided_by: one.decided_by.clone(),
        date: one.date.to_string(),
        evidence: one.evidence.clone(),
        scope: one.scope.clone(),
        answers,
        enabled: one.enabled,
        used: false,
    }
}

/// The same verdict in the words of reports.
pub(super) fn verdict(verdict: stack::Verdict) -> Verdict {
    match verdict {
        stack::Verdict::Verified => Verdict::Verified,
        stack::Verdict::Unrecognised => Verdict::Unrecognised,
        stack::Verdict::Undetermined => Verdict::Undetermined,
        stack::Verdict::Invalid => Verdict::Invalid,
    }
}
