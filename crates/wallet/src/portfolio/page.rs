//! The page. Every text of a credential is foreign, and escaped; its own language is said where it is known.

use std::fmt::Write as _;

use europass::candidate::Person;
use europass::limits::{MAX_ENTRIES, MAX_ENTRY_CHARACTERS};
use europass::web::link;
use jiff::fmt::friendly::{Designator, Spacing, SpanPrinter};
use jiff::{Span, Timestamp};
use vc::view::{Claim, Concept, Image, Text};
use vc::{Check, Report};

use crate::goals::report::html::{Shell, escape, isolated};
use crate::words::{Gaps, Words, day};

/// The whole page.
pub(super) fn of(person: Option<&Person>, reports: &[Report], now: Timestamp) -> String {
    let mut page = Page {
        words: Words::english(),
        language: person.map_or("en", |person| person.cv_language.as_str()),
        html: String::new(),
        room: MAX_PICTURES_BYTES,
        heading: "h3",
    };
    let title = match person {
        Some(person) => {
            page.say("title", &[("name", &format!("{} {}", person.given_name, person.family_name))])
        }
        None => page.say("title_unnamed", &[]),
    };
    page.head(&title, person, now);
    for report in reports {
        page.credential(report);
    }
    Shell { title: &title, style: STYLE, schemes: "light dark", has_pictures: true }.around(&page.html)
}

const STYLE: &str = include_str!("page.css");

/// Largest picture that goes into the page, and all of them together, in bytes as written (base64).
const MAX_PICTURE_BYTES: usize = 1024 * 1024;
const MAX_PICTURES_BYTES: usize = 16 * 1024 * 1024;

struct Page<'a> {
    words: Words,
    /// Texts are picked in it, else in English.
    language: &'a str,
    html: String,
    /// Bytes that are left for pictures.
    room: usize,
    /// What headings of lists are: no step is left out below the heading before.
    heading: &'static str,
}

impl Page<'_> {
    fn head(&mut self, title: &str, person: Option<&Person>, now: Timestamp) {
        let _ = writeln!(self.html, "<header>\n<h1>{}</h1>", isolated(title));
        if let Some(email) = person.and_then(|person| person.email.as_deref()) {
            let _ = writeln!(self.html, "<p>{}</p>", isolated(email));
        }
        let made = self.say("made", &[("date", &shown(&now.to_string()))]);
        let proves = self.say("proves_nothing", &[]);
        let _ = writeln!(
            self.html,
            "<p>{}</p>\n<p class=\"mark\">{}</p>\n</header>",
            escape(&made),
            escape(&proves)
        );
    }

    fn credential(&mut self, report: &Report) {
        let view = &report.claims;
        let title =
            self.text(&view.title).or_else(|| view.claims.iter().find_map(|claim| self.text(&claim.title)));
        let title = title.unwrap_or_else(|| escape(&self.say("untitled", &[])));
        let _ = writeln!(self.html, "<article>\n<h2>{title}</h2>");
        self.verdict(report);
        self.picture(report);
        self.html.push_str("<dl>\n");
        self.texts("awarded_to", [&view.subject.name]);
        match &report.seal {
            // Who sealed it is told below, by the certificate.
            Some(seal) if view.issuer.name.0.values().any(|name| *name == seal.sealed_by) => {}
            _ if view.issuer.name.is_empty() => {
                self.row("issued_by", &isolated(&cut(view.issuer.id.as_deref().unwrap_or_default())));
            }
            _ => self.texts("issued_by", [&view.issuer.name]),
        }
        if let Some(seal) = &report.seal {
            self.row("sealed_by", &isolated(&cut(&seal.sealed_by)));
        }
        self.date("issued_on", view.issued.as_deref().or(view.valid_from.as_deref()));
        self.date("until", view.valid_until.as_deref());
        self.html.push_str("</dl>\n");
        // One claim that is called like the credential is the credential.
        let alone = view.claims.len() == 1;
        for claim in view.claims.iter().take(MAX_ENTRIES) {
            self.claim(claim, alone);
        }
        if let Some(page) = view.id.as_deref().and_then(link) {
            let label = self.say("page", &[]);
            let _ = writeln!(self.html, "<p>{}</p>", anchor(&page, &escape(&label)));
        }
        let file = self.say("file", &[("hash", &report.sha256)]);
        let _ = writeln!(self.html, "<p class=\"file\">{}</p>\n</article>", escape(&file));
    }

    /// The verdict in words, what decided it, by whose word, and as of when.
    fn verdict(&mut self, report: &Report) {
        let name = serde_json::to_value(report.verdict).ok();
        let name = name.as_ref().and_then(|name| name.as_str()).unwrap_or_default();
        let headline = self.word(&format!("verdict.{name}.headline"));
        let deciding = report.deciding().and_then(|deciding| deciding.code);
        let reason = deciding
            .map(|code| self.word(&format!("code.{}.short", code.as_str())))
            .filter(|it| !it.is_empty());
        let date = shown(&report.at.to_string());
        let mut line = match reason {
            Some(reason) => {
                self.say("as_of_because", &[("headline", &headline), ("reason", &reason), ("date", &date)])
            }
            None => self.say("as_of", &[("headline", &headline), ("date", &date)]),
        };
        let recognition = report.check(Check::Recognition).and_then(|check| check.detail.get("list"));
        if let (vc::Verdict::Verified, Some(list)) = (report.verdict, recognition) {
            let _ = write!(line, " {}", self.say("vouched", &[("list", list)]));
        }
        let _ = writeln!(self.html, "<p class=\"verdict {name}\">{}</p>", isolated(&line));
    }

    /// The badge, else the first page of the certificate.
    fn picture(&mut self, report: &Report) {
        let view = &report.claims;
        let badge = view.claims.iter().find_map(|claim| claim.image.as_ref());
        let Some((image, source)) =
            badge.or(view.images.first()).and_then(|image| Some((image, embedded(image)?)))
        else {
            return;
        };
        if source.len() > MAX_PICTURE_BYTES || source.len() > self.room {
            let _ = writeln!(self.html, "<p>{}</p>", escape(&self.say("picture_left_out", &[])));
            return;
        }
        self.room -= source.len();
        let alternative = self.say(
            if badge.is_some_and(|badge| std::ptr::eq(badge, image)) { "badge" } else { "certificate" },
            &[],
        );
        let _ = writeln!(self.html, "<img src=\"{source}\" alt=\"{}\">", escape(&alternative));
    }

    fn claim(&mut self, claim: &Claim, alone: bool) {
        self.heading = "h3";
        if !alone && let Some(title) = self.text(&claim.title) {
            self.heading = "h4";
            let _ = writeln!(self.html, "<h3>{title}</h3>");
        }
        if let Some(text) = self.text(&claim.description) {
            let _ = writeln!(self.html, "<p class=\"said\">{text}</p>");
        }
        self.html.push_str("<dl>\n");
        self.texts("awarded_by", claim.awarded_by.iter().map(|party| &party.name));
        self.date("awarded_on", claim.awarded_on.as_deref());
        let credits: Vec<_> = claim
            .credits
            .iter()
            .take(MAX_ENTRIES)
            .filter_map(|credit| {
                let framework = self.text(&credit.framework.label).unwrap_or_default();
                (!credit.points.is_empty()).then(|| format!("{} {framework}", isolated(&cut(&credit.points))))
            })
            .collect();
        self.row("credits", &credits.join(", "));
        if let Some(workload) = &claim.workload {
            self.row("workload", &isolated(&duration(&cut(workload))));
        }
        self.concepts("level", claim.eqf_level.iter().chain(&claim.nqf_levels));
        self.concepts("mode", &claim.modes);
        self.concepts("setting", &claim.setting);
        self.concepts("assessment", claim.assessments.iter().flat_map(|assessment| &assessment.kinds));
        self.concepts(
            "supervision",
            claim.assessments.iter().filter_map(|assessment| assessment.identity_check.as_ref()),
        );
        let grades: Vec<_> = claim
            .assessments
            .iter()
            .filter_map(|assessment| self.text(&assessment.grade))
            .chain(
                claim
                    .results
                    .iter()
                    .filter_map(|result| result.value.as_deref().map(|value| isolated(&cut(value)))),
            )
            .take(MAX_ENTRIES)
            .collect();
        self.row("grade", &grades.join(", "));
        self.texts("quality", &claim.quality_assurance);
        self.texts("criteria", claim.criteria.iter().map(|criteria| &criteria.narrative));
        self.html.push_str("</dl>\n");
        self.outcomes(claim);
        let parts: Vec<_> = claim.parts.iter().filter_map(|part| self.text(&part.title)).collect();
        self.list("parts", parts);
    }

    fn outcomes(&mut self, claim: &Claim) {
        let mut lines = Vec::new();
        for outcome in claim.outcomes.iter().take(MAX_ENTRIES) {
            let title = self.text(&outcome.title);
            let skills = outcome.skills.iter().filter(|skill| skill.label != outcome.title).take(MAX_ENTRIES);
            let skills: Vec<_> = skills.filter_map(|skill| self.concept(skill)).collect();
            lines.push(match (title, skills.is_empty()) {
                (Some(title), true) => title,
                (Some(title), false) => format!("{title} ({})", skills.join(", ")),
                (None, _) => skills.join(", "),
            });
        }
        if let Some(summary) = self.text(&claim.outcome_summary) {
            lines.push(summary);
        }
        let aligned = claim.alignments.iter().take(MAX_ENTRIES);
        let aligned = aligned.map(|to| Concept { id: to.url.clone(), label: to.name.clone() });
        lines.extend(aligned.filter_map(|to| self.concept(&to)));
        self.list("outcomes", lines);
    }

    fn list(&mut self, key: &str, lines: Vec<String>) {
        let lines: Vec<_> = lines.into_iter().filter(|line| !line.is_empty()).take(MAX_ENTRIES).collect();
        if lines.is_empty() {
            return;
        }
        let heading = self.heading;
        let _ = writeln!(self.html, "<{heading}>{}</{heading}>\n<ul>", escape(&self.say(key, &[])));
        for line in lines {
            let _ = writeln!(self.html, "<li>{line}</li>");
        }
        self.html.push_str("</ul>\n");
    }

    /// A name and its value, which is HTML; nothing where there is no value.
    fn row(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            let name = escape(&self.say(key, &[]));
            let _ = writeln!(self.html, "<dt>{name}</dt><dd>{value}</dd>");
        }
    }

    fn texts<'t>(&mut self, key: &str, texts: impl IntoIterator<Item = &'t Text>) {
        let texts: Vec<_> = texts.into_iter().filter_map(|text| self.text(text)).take(MAX_ENTRIES).collect();
        self.row(key, &texts.join(", "));
    }

    fn concepts<'c>(&mut self, key: &str, concepts: impl IntoIterator<Item = &'c Concept>) {
        let said: Vec<_> =
            concepts.into_iter().filter_map(|one| self.concept(one)).take(MAX_ENTRIES).collect();
        self.row(key, &said.join(", "));
    }

    fn date(&mut self, key: &str, date: Option<&str>) {
        if let Some(date) = date {
            self.row(key, &isolated(&shown(&cut(date))));
        }
    }

    /// What a term is called, as a link where its address is one; the address where it has no name.
    fn concept(&self, concept: &Concept) -> Option<String> {
        let address = concept.id.as_deref().filter(|id| !id.starts_with("urn:"));
        let name = self.text(&concept.label).or_else(|| address.map(|address| isolated(&cut(address))))?;
        Some(match address.and_then(link) {
            Some(page) => anchor(&page, &name),
            None => name,
        })
    }

    /// A text in an element that says its language, where that is not the page's.
    fn text(&self, text: &Text) -> Option<String> {
        let said = text.pick(&[self.language])?;
        let tag =
            text.0.iter().find(|(_, text)| text.as_str() == said).map_or("und", |(tag, _)| tag.as_str());
        let said = cut(said);
        if said.is_empty() {
            return None;
        }
        Some(match tag {
            "en" => isolated(&said),
            // HTML says so of a language that is not known.
            "und" => format!("<bdi lang=\"\">{}</bdi>", escape(&said)),
            tag => format!("<bdi lang=\"{}\">{}</bdi>", escape(tag), escape(&said)),
        })
    }

    fn say(&self, key: &str, gaps: &[(&str, &str)]) -> String {
        let gaps: Gaps = gaps.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.words.say(&format!("report.portfolio.{key}"), &gaps).unwrap_or_default()
    }

    fn word(&self, key: &str) -> String {
        self.words.say(key, &Gaps::new()).unwrap_or_default()
    }
}

/// A picture as an address that holds it; `None` for anything but the kinds that browsers draw without running anything.
fn embedded(image: &Image) -> Option<String> {
    let drawn = matches!(image.media_type.as_str(), "image/png" | "image/jpeg" | "image/webp" | "image/gif");
    let base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
    (drawn && !image.base64.is_empty() && image.base64.bytes().all(base64))
        .then(|| format!("data:{};base64,{}", image.media_type, image.base64))
}

/// `label` is HTML.
fn anchor(page: &str, label: &str) -> String {
    format!("<a href=\"{}\" rel=\"noopener noreferrer\">{label}</a>", escape(page))
}

/// A duration of ISO 8601 in words; as it is when it is none. Never converted: 60 months stay 60 months.
fn duration(text: &str) -> String {
    let printer = SpanPrinter::new()
        .designator(Designator::Verbose)
        .spacing(Spacing::BetweenUnitsAndDesignators)
        .comma_after_designator(true);
    text.parse::<Span>().map_or_else(|_| text.to_owned(), |span| printer.span_to_string(&span))
}

fn shown(date: &str) -> String {
    day(date).unwrap_or_else(|| date.to_owned())
}

/// What one field has room for.
fn cut(text: &str) -> String {
    text.trim().chars().take(MAX_ENTRY_CHARACTERS).collect()
}
