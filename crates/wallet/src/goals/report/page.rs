//! The report as a page: one file, ready to print. Every text in it is foreign, and escaped.

use std::fmt::Write as _;

use stack::qualification::Standing;
use stack::{Credits, Outlook};

use super::super::evaluation::Evaluation;
use super::super::view::{AwardLine, Goal, GoalLine, Missing, Tile, TileState};
use super::confirmed;
use super::html::{Table, escape, isolated};
use crate::words::{Gaps, Words, day};

/// The whole page.
pub(super) fn of(evaluation: &Evaluation) -> String {
    let page = Page { words: Words::english(), goal: evaluation.goal(), evaluation };
    let title = escape(&page.say("title", &[("title", &page.title())]));
    let body: String = [page.summary(), page.rules(), page.assignment(), page.missing(), page.unused()]
        .into_iter()
        .chain([page.open(), page.decisions(), page.credentials(), page.inputs()])
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

/// Nothing may be loaded, run, framed or sent; the style is the page's own.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE: &str = include_str!("page.css");

struct Page<'a> {
    words: Words,
    goal: Goal,
    evaluation: &'a Evaluation,
}

impl Page<'_> {
    /// What the answer is, and whose decision it is not.
    fn summary(&self) -> String {
        let line = &self.goal.line;
        let date = shown_day(&self.goal.on);
        let outlook = match line.outlook {
            Outlook::Met => "met",
            Outlook::NotMet => "not_met",
            Outlook::Unknown => "unknown",
        };
        let gaps = [("title", self.title()), ("version", line.version.clone()), ("date", date)];
        let gaps: Vec<(&str, &str)> = gaps.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let mut html = format!("<h1>{}</h1>\n", isolated(&self.title()));
        paragraph(&mut html, "lead", &self.say(outlook, &gaps));
        if let Some(needed) = &line.needed {
            let gaps = [("credits", line.credits.as_str()), ("needed", needed), ("unit", &self.unit(needed))];
            paragraph(&mut html, "sum", &self.say("sum", &gaps));
        }
        paragraph(&mut html, "", &self.say("competent_body", &[]));
        for (is_so, key) in [
            (line.standing == Standing::DraftNotAuthoritative, "draft"),
            (line.standing == Standing::Example, "example"),
            (line.added, "added"),
        ] {
            if is_so {
                paragraph(&mut html, "mark", &self.say(key, &[]));
            }
        }
        html
    }

    fn rules(&self) -> String {
        let GoalLine { id, version, in_force: [from, to], source, .. } = &self.goal.line;
        let since = from.as_ref().map(|from| self.say("since", &[("date", &shown_day(from))]));
        let until = to.as_ref().map(|to| self.say("until", &[("date", &shown_day(to))]));
        let dates: Vec<String> = since.into_iter().chain(until).collect();
        let in_force = if dates.is_empty() { self.say("always", &[]) } else { dates.join(", ") };
        let read_on = self.say("read_on", &[("date", &shown_day(&source.retrieved))]);
        let source_line = format!("{}, {read_on}", source.url);
        let pursued = self.goal.choices.iter().filter_map(|choice| {
            let target = choice.pursued.as_ref()?;
            let option = choice.options.iter().find(|option| option.target == *target)?;
            Some(format!("{}: {}", plain(&choice.name), plain(&option.name)))
        });
        let mut rows = vec![
            ("rules_id", id.clone()),
            ("version", version.clone()),
            ("in_force", in_force),
            ("source", source_line),
            ("licence", source.licence.clone()),
        ];
        rows.extend(pursued.map(|pursued| ("choices", pursued)));
        rows.extend(self.goal.notes.iter().map(|note| ("notes", plain(note))));
        rows.extend(self.goal.unexpressed.iter().map(|one| ("unexpressed", format!("{} ({})", one.at, one.what))));
        let mut html = self.heading("rules");
        html.push_str("<dl>\n");
        for (key, value) in rows {
            let _ = writeln!(html, "<dt>{}</dt><dd>{}</dd>", escape(&self.say(key, &[])), isolated(&value));
        }
        html + "</dl>\n"
    }

    fn assignment(&self) -> String {
        let heads = ["unit", "code", "group", "points", "award", "provider", "awarded_on", "kind", "verdict"];
        let mut table = self.table("assignment", &heads);
        for field in &self.goal.fields {
            for tile in field.tiles.iter().filter(|tile| tile.state == TileState::Filled) {
                let Some(award) = tile.award.as_deref().and_then(|id| self.award(id)) else { continue };
                table.row(&self.counted(tile, &plain(&field.name), award));
            }
        }
        self.heading("assignment") + &table.or(&self.say("nothing_counts", &[]))
    }

    fn counted(&self, tile: &Tile, group: &str, award: &AwardLine) -> [String; 9] {
        let title = match &tile.equivalence {
            Some(id) => format!("{} ({})", award.title, self.say("by_decision", &[("id", id)])),
            None => award.title.clone(),
        };
        [
            plain(&tile.name),
            tile.code.clone().unwrap_or_default(),
            group.to_owned(),
            tile.credits.clone().unwrap_or_default(),
            title,
            award.awarded_by.clone().unwrap_or_default(),
            award.awarded_on.as_deref().map(shown_day).unwrap_or_default(),
            self.word(&format!("kind.{}", code(award.kind))),
            self.word(&format!("verdict.{}.word", code(award.verdict))),
        ]
    }

    fn missing(&self) -> String {
        let lines: Vec<String> = self.goal.deficits.iter().flat_map(|missing| self.lacks(missing)).collect();
        let none = if self.goal.line.outlook == Outlook::Met { self.say("nothing_missing", &[]) } else { String::new() };
        self.heading("missing") + &list(&lines).unwrap_or_else(|| paragraph_of(&none))
    }

    fn lacks(&self, missing: &Missing) -> Vec<String> {
        let name = plain(&missing.name);
        let name = if name.is_empty() { self.say("whole", &[]) } else { name };
        let amount = |credits: &str| format!("{credits} {}", self.unit(credits));
        let mut lines = Vec::new();
        let mut line = |key: &str, gap: &str, value: &str| {
            lines.push(self.say(key, &[("name", &name), (gap, value)]));
        };
        if missing.credits.parse::<Credits>().is_ok_and(|credits| credits != Credits::ZERO) {
            line("lacks_credits", "amount", &amount(&missing.credits));
        }
        if missing.number > 0 && missing.outcomes.is_empty() {
            line("lacks_number", "n", &missing.number.to_string());
        }
        missing.mandatory.iter().for_each(|unit| line("lacks_unit", "unit", &plain(&unit.name)));
        missing.outcomes.iter().for_each(|outcome| line("lacks_outcome", "outcome", &plain(outcome)));
        missing.floors.iter().for_each(|credits| line("lacks_floor", "amount", &amount(credits)));
        lines
    }

    fn unused(&self) -> String {
        let mut table = self.table("unused", &["award", "points", "provider", "verdict", "reason"]);
        for unused in &self.goal.unused {
            let Some(award) = self.award(&unused.award) else { continue };
            let about = unused.about.as_ref().map(plain).unwrap_or_default();
            let gaps = Gaps::from([("about".to_owned(), about)]);
            let reason = self.words.say(&format!("reason.{}", code(unused.reason)), &gaps);
            let framework = award.framework.clone().unwrap_or_default();
            table.row(&[
                award.title.clone(),
                award.credits.as_ref().map(|credits| format!("{credits} {framework}")).unwrap_or_default(),
                award.awarded_by.clone().unwrap_or_default(),
                self.word(&format!("verdict.{}.word", code(award.verdict))),
                reason.unwrap_or_else(|| code(unused.reason)),
            ]);
        }
        self.heading("unused") + &table.or(&self.say("everything_counts", &[]))
    }

    fn open(&self) -> String {
        let lines: Vec<String> = self
            .goal
            .open_questions
            .iter()
            .map(|open| {
                let title = open.award.as_deref().and_then(|id| self.award(id)).map(|award| award.title.clone());
                let reason = open.reason.map(|reason| self.word(&format!("reason.{}", code(reason))));
                [title, reason].into_iter().flatten().collect::<Vec<_>>().join(": ")
            })
            .filter(|line| !line.is_empty())
            .collect();
        list(&lines).map(|list| self.heading("open") + &list).unwrap_or_default()
    }

    fn decisions(&self) -> String {
        let used: Vec<_> = self.goal.equivalences.iter().filter(|decision| decision.used).collect();
        if used.is_empty() {
            return String::new();
        }
        let mut table = self.table("decisions", &["decision", "rules_id", "decided_by", "awarded_on", "evidence"]);
        for decision in used {
            let stands = self.say("stands_for", &[("from", &decision.from), ("to", &decision.to)]);
            let by = decision.decided_by.clone();
            table.row(&[stands, decision.id.clone(), by, shown_day(&decision.date), decision.evidence.clone()]);
        }
        self.heading("decisions") + &table.or("")
    }

    fn credentials(&self) -> String {
        let mut table = self.table("credentials", &["credential", "provider", "verdict", "judged_at", "fingerprint"]);
        for one in self.evaluation.report().report.credentials {
            let why = one.code.and_then(|why| {
                self.words.say(&format!("code.{}.short", why.as_str()), &Gaps::new())
            });
            let verdict = self.word(&format!("verdict.{}.word", code(one.verdict)));
            let verdict = why.map_or_else(|| verdict.clone(), |why| format!("{verdict}: {why}"));
            table.row(&[one.title, one.issuer, verdict, shown_day(&one.judged_at), one.sha256]);
        }
        self.heading("credentials") + &table.or(&self.say("no_credentials", &[]))
    }

    fn inputs(&self) -> String {
        let counts = self.evaluation.scenario.policy.counts.iter();
        let verdicts: Vec<String> = counts.map(|verdict| self.word(&format!("verdict.{}.word", code(verdict)))).collect();
        let best = if self.goal.proven_best { "best" } else { "best_unproven" };
        let id = &self.goal.line.id;
        let lines = [
            format!("{}: {}", self.say("policy", &[]), verdicts.join(", ")),
            format!("{}: {}", self.say("digest", &[]), self.goal.inputs_sha256),
            self.say(best, &[]),
            format!("{} ({})", self.say("confirmed", &[]), confirmed(self.evaluation.confirmed)),
            self.say("recheck", &[("id", id)]),
            self.say("made_by", &[]),
        ];
        self.heading("inputs") + &list(&lines).unwrap_or_default()
    }

    fn title(&self) -> String {
        plain(&self.goal.line.title)
    }

    fn award(&self, id: &str) -> Option<&AwardLine> {
        self.goal.awards.iter().find(|award| award.id == id)
    }

    /// "points", "ECTS credits" …
    fn unit(&self, credits: &str) -> String {
        let number = if credits == "1" { "one" } else { "other" };
        let known = self.words.say(&format!("unit.{}.{number}", self.goal.line.framework), &Gaps::new());
        known.unwrap_or_else(|| self.say("other_unit", &[]))
    }

    fn say(&self, key: &str, gaps: &[(&str, &str)]) -> String {
        let gaps: Gaps = gaps.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.words.say(&format!("report.{key}"), &gaps).unwrap_or_default()
    }

    fn word(&self, key: &str) -> String {
        self.words.say(key, &Gaps::new()).unwrap_or_default()
    }

    fn heading(&self, key: &str) -> String {
        format!("<h2>{}</h2>\n", escape(&self.say(key, &[])))
    }

    fn table(&self, caption: &str, heads: &[&str]) -> Table {
        let heads: Vec<String> = heads.iter().map(|key| self.say(key, &[])).collect();
        Table::new(&self.say(caption, &[]), &heads)
    }
}

/// A text in English, or else in any language.
fn plain(text: &vc::view::Text) -> String {
    text.pick(&[]).unwrap_or_default().to_owned()
}

fn shown_day(date: &str) -> String {
    day(date).unwrap_or_else(|| date.to_owned())
}

/// A unit variant as it appears in output.
fn code(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn paragraph(html: &mut String, class: &str, text: &str) {
    let _ = writeln!(html, "<p class=\"{class}\">{}</p>", isolated(text));
}

fn paragraph_of(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("<p>{}</p>\n", isolated(text)) }
}

fn list(lines: &[String]) -> Option<String> {
    let items: String = lines.iter().map(|line| format!("<li>{}</li>\n", isolated(line))).collect();
    (!items.is_empty()).then(|| format!("<ul>\n{items}</ul>\n"))
}
