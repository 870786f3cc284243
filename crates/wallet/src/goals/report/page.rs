//! The report as a page: one file, ready to print. Every text in it is foreign, and escaped.

use std::fmt::Write as _;

use stack::Outlook;
use stack::qualification::Standing;

use super::super::evaluation::Evaluation;
use super::super::telling::{Telling, code, plain, shown};
use super::super::view::{AwardLine, GoalLine, Tile, TileState};
use super::confirmed;
use super::html::{Shell, Table, escape, isolated};

/// The whole page.
pub(super) fn of(evaluation: &Evaluation) -> String {
    let goal = evaluation.goal();
    let page = Page { told: Telling::of(&goal), evaluation };
    let title = page.told.say("title", &[("title", &page.told.title())]);
    let body: String = [page.summary(), page.rules(), page.assignment(), page.missing(), page.unused()]
        .into_iter()
        .chain([page.open(), page.decisions(), page.credentials(), page.inputs()])
        .collect();
    Shell { title: &title, style: STYLE, schemes: "light", has_pictures: false }.around(&body)
}

const STYLE: &str = include_str!("page.css");

struct Page<'a> {
    told: Telling<'a>,
    evaluation: &'a Evaluation,
}

impl Page<'_> {
    /// What the answer is, and whose decision it is not.
    fn summary(&self) -> String {
        let line = &self.told.goal.line;
        let mut html = format!("<h1>{}</h1>\n", isolated(&self.told.title()));
        paragraph(&mut html, "lead", &self.told.conclusion());
        if let Some(sum) = self.told.sum() {
            paragraph(&mut html, "sum", &sum);
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
        let GoalLine { id, version, in_force: [from, to], source, .. } = &self.told.goal.line;
        let since = from.as_ref().map(|from| self.say("since", &[("date", &shown(from))]));
        let until = to.as_ref().map(|to| self.say("until", &[("date", &shown(to))]));
        let dates: Vec<String> = since.into_iter().chain(until).collect();
        let in_force = if dates.is_empty() { self.say("always", &[]) } else { dates.join(", ") };
        let read_on = self.say("read_on", &[("date", &shown(&source.retrieved))]);
        let source_line = format!("{}, {read_on}", source.url);
        let pursued = self.told.goal.choices.iter().filter_map(|choice| {
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
        rows.extend(self.told.goal.notes.iter().map(|note| ("notes", plain(note))));
        rows.extend(
            self.told
                .goal
                .unexpressed
                .iter()
                .map(|one| ("unexpressed", format!("{} ({})", one.at, one.what))),
        );
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
        for field in &self.told.goal.fields {
            for tile in field.tiles.iter().filter(|tile| tile.state == TileState::Filled) {
                let Some(award) = tile.award.as_deref().and_then(|id| self.told.award(id)) else { continue };
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
            tile.code.as_ref().or(award.codes.first()).cloned().unwrap_or_default(),
            group.to_owned(),
            tile.credits.clone().unwrap_or_default(),
            title,
            award.awarded_by.clone().unwrap_or_default(),
            award.awarded_on.as_deref().map(shown).unwrap_or_default(),
            self.told.word(&format!("kind.{}", code(award.kind))),
            self.told.word(&format!("verdict.{}.word", code(award.verdict))),
        ]
    }

    fn missing(&self) -> String {
        let lines: Vec<String> =
            self.told.goal.deficits.iter().flat_map(|missing| self.told.lacks(missing)).collect();
        let none = if self.told.goal.line.outlook == Outlook::Met {
            self.say("nothing_missing", &[])
        } else {
            String::new()
        };
        self.heading("missing") + &list(&lines).unwrap_or_else(|| paragraph_of(&none))
    }

    fn unused(&self) -> String {
        let mut table = self.table("unused", &["award", "points", "provider", "verdict", "reason"]);
        for unused in &self.told.goal.unused {
            let Some(award) = self.told.award(&unused.award) else { continue };
            table.row(&[
                award.title.clone(),
                self.told.worth(award),
                award.awarded_by.clone().unwrap_or_default(),
                self.told.word(&format!("verdict.{}.word", code(award.verdict))),
                self.told.reason(unused),
            ]);
        }
        self.heading("unused") + &table.or(&self.say("everything_counts", &[]))
    }

    fn open(&self) -> String {
        let lines = self.told.open();
        list(&lines).map(|list| self.heading("open") + &list).unwrap_or_default()
    }

    fn decisions(&self) -> String {
        let used: Vec<_> = self.told.goal.equivalences.iter().filter(|decision| decision.used).collect();
        if used.is_empty() {
            return String::new();
        }
        let mut table =
            self.table("decisions", &["decision", "rules_id", "decided_by", "awarded_on", "evidence"]);
        for decision in used {
            let stands = self.say("stands_for", &[("from", &decision.from), ("to", &decision.to)]);
            let by = decision.decided_by.clone();
            table.row(&[
                stands,
                decision.id.clone(),
                by,
                shown(&decision.date),
                self.told.evidence(decision),
            ]);
        }
        self.heading("decisions") + &table.or("")
    }

    fn credentials(&self) -> String {
        let mut table =
            self.table("credentials", &["credential", "provider", "verdict", "judged_at", "fingerprint"]);
        for one in self.evaluation.report().report.credentials {
            let why = one.code.map(|why| self.told.word(&format!("code.{}.short", why.as_str())));
            let verdict = self.told.word(&format!("verdict.{}.word", code(one.verdict)));
            let verdict = match why.filter(|why| !why.is_empty()) {
                Some(why) => format!("{verdict}: {why}"),
                None => verdict,
            };
            table.row(&[one.title, one.issuer, verdict, shown(&one.judged_at), one.sha256]);
        }
        self.heading("credentials") + &table.or(&self.say("no_credentials", &[]))
    }

    fn inputs(&self) -> String {
        let counts = self.evaluation.scenario.policy.counts.iter();
        let verdicts: Vec<String> =
            counts.map(|verdict| self.told.word(&format!("verdict.{}.word", code(verdict)))).collect();
        let best = if self.told.goal.proven_best { "best" } else { "best_unproven" };
        let id = &self.told.goal.line.id;
        let lines = [
            format!("{}: {}", self.say("policy", &[]), verdicts.join(", ")),
            format!("{}: {}", self.say("digest", &[]), self.told.goal.inputs_sha256),
            self.say(best, &[]),
            format!("{} ({})", self.say("confirmed", &[]), confirmed(self.evaluation.confirmed)),
            self.say("recheck", &[("id", id)]),
            self.say("made_by", &[]),
        ];
        self.heading("inputs") + &list(&lines).unwrap_or_default()
    }

    fn say(&self, key: &str, gaps: &[(&str, &str)]) -> String {
        self.told.say(key, gaps)
    }

    fn heading(&self, key: &str) -> String {
        format!("<h2>{}</h2>\n", escape(&self.say(key, &[])))
    }

    fn table(&self, caption: &'static str, heads: &[&str]) -> Table {
        let heads: Vec<String> = heads.iter().map(|key| self.say(key, &[])).collect();
        Table::new(caption, &self.say(caption, &[]), &heads)
    }
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
