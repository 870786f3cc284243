//! A goal in sentences, for the page and the terminal. All texts in them are as the files give them: whoever
//! shows them escapes them.

use stack::{Credits, Outlook};
use vc::view::Text;

use super::view::{AwardLine, Decision, Goal, Missing, Step, UnusedAward};
use crate::words::{Gaps, Words, day};

/// The words for one goal.
pub struct Telling<'a> {
    words: Words,
    /// What is told.
    pub goal: &'a Goal,
}

impl<'a> Telling<'a> {
    /// In English.
    #[must_use]
    pub fn of(goal: &'a Goal) -> Self {
        Self { words: Words::english(), goal }
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> String {
        plain(&self.goal.line.title)
    }

    /// Whether the published rules are met, by which version, as of when.
    #[must_use]
    pub fn conclusion(&self) -> String {
        let line = &self.goal.line;
        let key = match line.outlook {
            Outlook::Met => "met",
            Outlook::NotMet => "not_met",
            Outlook::Unknown => "unknown",
        };
        self.say(
            key,
            &[("title", &self.title()), ("version", &line.version), ("date", &shown(&self.goal.on))],
        )
    }

    /// How many credits meet the rules; `None` where they are not the measure.
    #[must_use]
    pub fn sum(&self) -> Option<String> {
        let line = &self.goal.line;
        let needed = line.needed.as_ref()?;
        let unit = self.unit(needed, &line.framework);
        Some(self.say("sum", &[("credits", &line.credits), ("needed", needed), ("unit", &unit)]))
    }

    /// What one group lacks, a line each.
    #[must_use]
    pub fn lacks(&self, missing: &Missing) -> Vec<String> {
        let name = plain(&missing.name);
        let name = if name.is_empty() { self.say("whole", &[]) } else { name };
        let mut lines = Vec::new();
        let mut line =
            |key: &str, gap: &str, value: &str| lines.push(self.say(key, &[("name", &name), (gap, value)]));
        if missing.credits.parse::<Credits>().is_ok_and(|credits| credits != Credits::ZERO) {
            line("lacks_credits", "amount", &self.amount(&missing.credits));
        }
        if missing.number > 0 && missing.outcomes.is_empty() {
            line("lacks_number", "n", &missing.number.to_string());
        }
        missing.mandatory.iter().for_each(|unit| line("lacks_unit", "unit", &plain(&unit.name)));
        missing.outcomes.iter().for_each(|outcome| line("lacks_outcome", "outcome", &plain(outcome)));
        missing.floors.iter().for_each(|credits| line("lacks_floor", "amount", &self.amount(credits)));
        lines
    }

    /// What a next step asks to earn.
    #[must_use]
    pub fn step(&self, step: &Step) -> String {
        let add = step.add.iter().map(|add| {
            let code = add.code.as_ref().map(|code| format!(" ({code})")).unwrap_or_default();
            let outcomes: Vec<String> = add.outcomes.iter().map(plain).collect();
            match add.credits.as_str() {
                "0" if outcomes.is_empty() => format!("{}{code}", plain(&add.name)),
                "0" => format!("{}: {}", plain(&add.name), outcomes.join("; ")),
                credits => format!("{}{code}, {}", plain(&add.name), self.amount(credits)),
            }
        });
        add.collect::<Vec<_>>().join(" + ")
    }

    /// Why an award does not count.
    #[must_use]
    pub fn reason(&self, unused: &UnusedAward) -> String {
        let about = unused.about.as_ref().map(plain).unwrap_or_default();
        let gaps = Gaps::from([("about".to_owned(), about)]);
        let code = code(unused.reason);
        self.words.say(&format!("reason.{code}"), &gaps).unwrap_or(code)
    }

    /// Where a decision can be seen, and which pack it answers.
    #[must_use]
    pub fn evidence(&self, decision: &Decision) -> String {
        let Some(pack) = &decision.answers else { return decision.evidence.clone() };
        let gaps = [("date", &*shown(&pack.made_at)), ("audience", &pack.audience)];
        format!("{}; {}", decision.evidence, self.say("answers", &gaps))
    }

    /// An award by its id.
    #[must_use]
    pub fn award(&self, id: &str) -> Option<&'a AwardLine> {
        self.goal.awards.iter().find(|award| award.id == id)
    }

    /// What is not known and would matter, a line each.
    #[must_use]
    pub fn open(&self) -> Vec<String> {
        let line = |open: &super::Open| {
            let title = open.award.as_deref().and_then(|id| self.award(id)).map(|award| award.title.clone());
            let reason = open.reason.map(|reason| self.word(&format!("reason.{}", code(reason))));
            title.into_iter().chain(reason).collect::<Vec<_>>().join(": ")
        };
        self.goal.open_questions.iter().map(line).filter(|line| !line.is_empty()).collect()
    }

    /// What an award is worth, in its own framework; empty without credits.
    #[must_use]
    pub fn worth(&self, award: &AwardLine) -> String {
        let framework = award.framework.as_deref().unwrap_or_default();
        let worth = |credits: &String| format!("{credits} {}", self.unit(credits, framework));
        award.credits.as_ref().map(worth).unwrap_or_default()
    }

    /// An amount with what the goal is counted in: "15 points".
    fn amount(&self, credits: &str) -> String {
        format!("{credits} {}", self.unit(credits, &self.goal.line.framework))
    }

    fn unit(&self, credits: &str, framework: &str) -> String {
        let number = if credits == "1" { "one" } else { "other" };
        let known = self.words.say(&format!("unit.{framework}.{number}"), &Gaps::new());
        known.unwrap_or_else(|| self.say("other_unit", &[]))
    }

    /// A sentence of the reports.
    #[must_use]
    pub fn say(&self, key: &str, gaps: &[(&str, &str)]) -> String {
        let gaps: Gaps = gaps.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.words.say(&format!("report.{key}"), &gaps).unwrap_or_default()
    }

    /// A word without gaps, by its whole key.
    #[must_use]
    pub fn word(&self, key: &str) -> String {
        self.words.say(key, &Gaps::new()).unwrap_or_default()
    }
}

/// A text in English, or else in any language.
#[must_use]
pub fn plain(text: &Text) -> String {
    text.pick(&[]).unwrap_or_default().to_owned()
}

/// A day as people write it.
#[must_use]
pub fn shown(date: &str) -> String {
    day(date).unwrap_or_else(|| date.to_owned())
}

/// A unit variant as it appears in output.
#[must_use]
pub fn code(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
