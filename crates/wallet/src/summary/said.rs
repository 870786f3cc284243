//! What a credential says, claim by claim.

use jiff::Span;
use jiff::fmt::friendly::{Designator, Spacing, SpanPrinter};
use paper::Block;
use vc::Report;
use vc::view::{
    Alignment, Assessment, Claim, Concept, CredentialView, Credit, Described, LearningOutcome,
    LearningResult, StatementValue, Text,
};

use crate::awards::framework_name;
use crate::words::{Gaps, Words, day};

/// What a credential says, as blocks of a page.
pub(super) struct Said<'s> {
    pub(super) blocks: Vec<Block>,
    /// Claims that there was no room for.
    pub(super) left_out: usize,
    /// Whether a text was cut.
    pub(super) is_shortened: bool,
    words: &'s Words,
    view: &'s CredentialView,
}

impl<'s> Said<'s> {
    pub(crate) fn of(words: &'s Words, report: &'s Report) -> Self {
        let view = &report.claims;
        let mut said = Self { blocks: Vec::new(), left_out: 0, is_shortened: false, words, view };
        said.is_shortened = said.long_title().chars().count() > MAX_TITLE_CHARACTERS;
        said.text(&view.description);
        view.claims.iter().for_each(|claim| said.claim(claim));
        if view.claims.is_empty() {
            view.subjects.iter().for_each(|subject| said.statements(subject, ""));
        }
        said
    }

    pub(crate) fn title(&self) -> String {
        short(&self.long_title(), MAX_TITLE_CHARACTERS)
    }

    fn long_title(&self) -> String {
        let claim = || self.view.claims.first().and_then(|claim| plain(&claim.title));
        plain(&self.view.title).or_else(claim).unwrap_or_else(|| self.say("unnamed"))
    }

    fn claim(&mut self, claim: &Claim) {
        if self.blocks.len() >= MAX_BLOCKS {
            self.left_out += 1;
            return;
        }
        let title = plain(&claim.title).unwrap_or_else(|| self.say("unnamed"));
        let title = self.cut(&title, MAX_TITLE_CHARACTERS);
        self.blocks.push(Block::Subheading(title));
        self.text(&claim.description);
        self.fact("kind", claim.achievement_type.clone());
        if !claim.awarded_by.is_empty() {
            self.fact("awarded_by", list(claim.awarded_by.iter().filter_map(|party| plain(&party.name))));
        }
        self.fact("awarded_on", claim.awarded_on.as_deref().map(date));
        self.fact("started_on", claim.started_on.as_deref().map(date));
        self.fact("ended_on", claim.ended_on.as_deref().map(date));
        self.fact("workload", claim.workload.as_deref().map(duration));
        self.fact("credits", list(claim.credits.iter().map(|one| credit(self.words, one))));
        self.fact("credits_available", claim.credits_available.clone());
        self.fact("level", list(claim.eqf_level.iter().chain(&claim.nqf_levels).filter_map(label)));
        claim.assessments.iter().for_each(|one| self.fact("assessment", assessment(one)));
        claim.results.iter().for_each(|one| self.fact("result", result(one)));
        self.fact("mode", list(claim.modes.iter().filter_map(label)));
        self.fact("setting", claim.setting.as_ref().and_then(label));
        self.fact("quality", list(claim.quality_assurance.iter().filter_map(plain)));
        self.fact("prerequisites", plain(&claim.entry_requirements));
        self.fact("license", claim.license_number.clone());
        if let Some(criteria) = &claim.criteria {
            self.fact("criteria", plain(&criteria.narrative).or_else(|| criteria.url.clone()));
        }
        self.text(&claim.outcome_summary);
        self.items("outcomes", outcomes(claim));
        self.items("alignments", claim.alignments.iter().filter_map(alignment).collect());
        claim.parts.iter().for_each(|part| self.claim(part));
    }

    /// What is said where no profile knows it more closely, by the names that the issuer gave.
    fn statements(&mut self, about: &Described, above: &str) {
        for statement in &about.statements {
            if self.blocks.len() >= MAX_BLOCKS {
                self.left_out += 1;
                return;
            }
            let name = if above.is_empty() {
                capitalised(&statement.label)
            } else {
                format!("{above}, {}", statement.label)
            };
            let texts = list(statement.values.iter().filter_map(|value| match value {
                StatementValue::Text { text, .. } | StatementValue::Typed { text, .. } => Some(text.clone()),
                StatementValue::Thing(thing) => thing.id.clone().filter(|_| thing.statements.is_empty()),
            }));
            if let Some(texts) = texts.filter(|texts| !texts.trim().is_empty()) {
                let (name, texts) = (self.cut(&name, MAX_TITLE_CHARACTERS), self.cut(&texts, MAX_CHARACTERS));
                self.blocks.push(Block::Fact(name, texts));
            }
            for value in &statement.values {
                if let StatementValue::Thing(thing) = value {
                    self.statements(thing, &name);
                }
            }
        }
    }

    fn text(&mut self, text: &Text) {
        if let Some(text) = plain(text) {
            let text = self.cut(&text, MAX_CHARACTERS);
            self.blocks.push(Block::Text(text));
        }
    }

    fn fact(&mut self, what: &str, value: Option<String>) {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            let value = self.cut(&value, MAX_CHARACTERS);
            self.blocks.push(Block::Fact(self.say(what), value));
        }
    }

    fn items(&mut self, what: &str, mut items: Vec<String>) {
        if items.is_empty() {
            return;
        }
        self.is_shortened |= items.len() > MAX_ITEMS;
        items.truncate(MAX_ITEMS);
        let items = items.iter().map(|item| self.cut(item, MAX_TITLE_CHARACTERS)).collect();
        self.blocks.extend([Block::Text(format!("{}:", self.say(what))), Block::Items(items)]);
    }

    fn cut(&mut self, text: &str, most: usize) -> String {
        let cut = short(text, most);
        self.is_shortened |= cut.len() < text.trim().len();
        cut
    }

    fn say(&self, key: &str) -> String {
        self.words.say(&format!("extract.{key}"), &Gaps::new()).unwrap_or_default()
    }
}

/// In English where there is some.
pub(crate) fn plain(text: &Text) -> Option<String> {
    text.pick(&[]).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Each once, in a row; nothing where there is none.
pub(crate) fn list(items: impl Iterator<Item = String>) -> Option<String> {
    let mut once: Vec<String> = Vec::new();
    for item in items.take(MAX_ITEMS) {
        if !item.trim().is_empty() && !once.contains(&item) {
            once.push(item);
        }
    }
    (!once.is_empty()).then(|| once.join(", "))
}

/// At most so many letters, with a sign that there were more.
pub(crate) fn short(text: &str, most: usize) -> String {
    let text = text.trim();
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{} …", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The label, or the address where there is none.
fn label(concept: &Concept) -> Option<String> {
    plain(&concept.label).or_else(|| concept.id.clone())
}

/// "3 ECTS credits"; in another framework as the credential calls it.
fn credit(words: &Words, credit: &Credit) -> String {
    let number = if credit.points.trim() == "1" { "one" } else { "other" };
    let is_ects = framework_name(&credit.framework) == "ects";
    let known = words.say(&format!("unit.ects.{number}"), &Gaps::new()).filter(|_| is_ects);
    let unit = known.or_else(|| label(&credit.framework)).unwrap_or_default();
    format!("{} {unit}", credit.points).trim().to_owned()
}

/// "Final examination: 4 (written, supervised on site)".
fn assessment(one: &Assessment) -> Option<String> {
    let what = list([plain(&one.title), plain(&one.grade)].into_iter().flatten())
        .map(|it| it.replacen(", ", ": ", 1));
    let how = list(one.kinds.iter().chain(&one.identity_check).filter_map(label));
    match (what, how) {
        (Some(what), Some(how)) => Some(format!("{what} ({how})")),
        (what, how) => what.or(how),
    }
}

fn result(one: &LearningResult) -> Option<String> {
    let level = |level: &vc::view::RubricLevel| plain(&level.name).or_else(|| level.level.clone());
    let reached = [one.value.clone(), one.achieved_level.as_ref().and_then(level), one.status.clone()];
    let reached = list(reached.into_iter().flatten())?;
    Some(plain(&one.title).map_or_else(|| reached.clone(), |title| format!("{title}: {reached}")))
}

/// What a claim says that somebody can do.
pub(crate) fn outcomes(claim: &Claim) -> Vec<String> {
    claim.outcomes.iter().filter_map(outcome).collect()
}

/// "Sorts waste – waste management, battery recycling".
fn outcome(one: &LearningOutcome) -> Option<String> {
    let title = plain(&one.title);
    let level = one.level.as_ref().and_then(|level| plain(&level.name).or_else(|| level.level.clone()));
    let skills = list(one.skills.iter().filter_map(label).filter(|skill| Some(skill) != title.as_ref()));
    let title = title.map(|title| level.map_or_else(|| title.clone(), |level| format!("{title} ({level})")));
    match (title, skills) {
        (Some(title), Some(skills)) => Some(format!("{title} – {skills}")),
        (title, skills) => title.or(skills),
    }
}

fn alignment(one: &Alignment) -> Option<String> {
    let whence = list([plain(&one.framework), one.code.clone()].into_iter().flatten());
    match (plain(&one.name).or_else(|| one.url.clone()), whence) {
        (Some(name), Some(whence)) => Some(format!("{name} ({whence})")),
        (name, whence) => name.or(whence),
    }
}

fn date(text: &str) -> String {
    day(text).unwrap_or_else(|| text.to_owned())
}

/// `PT405H` as "405 hours"; other text as it is.
fn duration(text: &str) -> String {
    let printer =
        SpanPrinter::new().designator(Designator::Verbose).spacing(Spacing::BetweenUnitsAndDesignators);
    let span: Option<Span> = text.parse().ok().filter(|_| text.starts_with('P'));
    span.map_or_else(|| text.to_owned(), |span| printer.span_to_string(&span))
}

/// Longest title, value and item, in letters.
pub(crate) const MAX_TITLE_CHARACTERS: usize = 300;

/// Longest text, in letters: about a page.
const MAX_CHARACTERS: usize = 3_000;

/// Most items of a list.
const MAX_ITEMS: usize = 100;

/// After so many blocks no claim begins.
const MAX_BLOCKS: usize = 500;
