//! The page of a pack: one file, no script, nothing loaded, every text in it foreign and escaped.

use std::fmt::Write as _;

use vc::view::Text;

use super::{Pack, PackCredential, PackEvidence, PackFile, PackPoint};
use crate::goals::report::html::{Shell, Table, escape, isolated};
use crate::goals::telling::code;
use crate::words::{Gaps, Words, day};

/// The whole page.
pub(super) fn of(pack: &Pack) -> String {
    let page = Page { words: Words::english(), pack };
    let title = page.say("title", &[("learner", &pack.learner)]);
    let body: String =
        [page.head(), page.points(), page.evidence(), page.credentials(), page.files()].concat();
    Shell { title: &title, style: STYLE, schemes: "light", has_pictures: false }.around(&body)
}

/// As of the other pages.
const STYLE: &str = include_str!("../goals/report/page.css");

struct Page<'a> {
    words: Words,
    pack: &'a Pack,
}

impl Page<'_> {
    fn head(&self) -> String {
        let Pack { learner, audience, message, goal, made_at, .. } = self.pack;
        let mut html = format!("<h1>{}</h1>\n", isolated(&self.say("title", &[("learner", learner)])));
        paragraph(&mut html, "lead", &self.say("for", &[("audience", audience), ("date", &shown(made_at))]));
        paragraph(&mut html, "mark", &self.say("nobody_vouches", &[]));
        if let Some(goal) = goal {
            let gaps = [("version", goal.version.as_str()), ("source", goal.source.as_str())];
            let _ = writeln!(html, "<p>{} {}</p>", tagged(&goal.title), isolated(&self.say("goal", &gaps)));
        }
        if !message.is_empty() {
            html.push_str(&self.heading("message"));
            html.push_str(&own_words(message));
        }
        html
    }

    /// What is asked, and where to look for it.
    fn points(&self) -> String {
        if self.pack.points.is_empty() {
            return String::new();
        }
        let mut html = self.heading("points");
        paragraph(&mut html, "", &self.say("points_lead", &[]));
        let heads = ["point", "named_in_evidence", "named_in_credentials"].map(|key| self.say(key, &[]));
        let mut table = Table::new("points", &self.say("points", &[]), &heads);
        let is_named = |point: &&PackPoint| !point.evidence.is_empty() || !point.credentials.is_empty();
        let (named, others): (Vec<&PackPoint>, Vec<&PackPoint>) = self.pack.points.iter().partition(is_named);
        for point in named {
            let numbered = |letter: &str, places: &[usize]| {
                let places: Vec<String> = places.iter().map(|place| format!("{letter}{place}")).collect();
                places.join(", ")
            };
            table.row(&[called(point), numbered("E", &point.evidence), numbered("C", &point.credentials)]);
        }
        html.push_str(&table.or(&self.say("nothing_named", &[])));
        html + &self.list("not_named", others.into_iter().map(|point| isolated(&called(point))).collect())
    }

    fn evidence(&self) -> String {
        let mut html = self.heading("evidence");
        paragraph(&mut html, "", &self.say("evidence_lead", &[]));
        for (place, one) in self.pack.evidence.iter().enumerate() {
            html.push_str(&self.item(place + 1, one));
        }
        if self.pack.evidence.is_empty() {
            paragraph(&mut html, "", &self.say("no_evidence", &[]));
        }
        html
    }

    fn item(&self, place: usize, one: &PackEvidence) -> String {
        let item = &one.item;
        let mut html =
            format!("<section>\n<h3>E{place}. <bdi lang=\"\">{}</bdi></h3>\n", escape(&item.title));
        let setting = self.word(&format!("setting.{}", code(item.setting)));
        let hours = item.hours.map(|hours| self.say("hours", &[("n", &hours.to_string())]));
        let date =
            |key, date: &Option<String>| date.as_ref().map(|on| self.say(key, &[("date", &shown(on))]));
        let place = Some(item.place.clone()).filter(|place| !place.is_empty());
        let told = [Some(setting), place, date("from", &item.from), date("until", &item.until), hours];
        let told: Vec<String> = told.into_iter().flatten().collect();
        paragraph(&mut html, "", &told.join(" · "));
        html.push_str(&own_words(&item.description));
        let skills = item.skills.iter().map(|skill| match &skill.label {
            Some(label) => isolated(&format!("{label} ({})", skill.stated)),
            None => isolated(&skill.stated),
        });
        html.push_str(&self.list("skills", skills.collect()));
        // Only http and https are ever kept.
        let links = item.links.iter().map(|link| {
            let link = escape(link);
            format!("<a href=\"{link}\" rel=\"noopener noreferrer\"><bdi>{link}</bdi></a>")
        });
        html.push_str(&self.list("links", links.collect()));
        html.push_str(&self.list("its_files", one.files.iter().map(|file| self.file(file)).collect()));
        html + "</section>\n"
    }

    fn credentials(&self) -> String {
        let mut html = self.heading("credentials");
        paragraph(&mut html, "", &self.say("credentials_lead", &[]));
        for (place, credential) in self.pack.credentials.iter().enumerate() {
            html.push_str(&self.credential(place + 1, credential));
        }
        if self.pack.credentials.is_empty() {
            paragraph(&mut html, "", &self.say("no_credentials", &[]));
        }
        html
    }

    fn credential(&self, place: usize, one: &PackCredential) -> String {
        let verdict = self.word(&format!("verdict.{}.word", code(one.verdict)));
        let found = self.say("found", &[("verdict", &verdict), ("date", &shown(&one.checked_at))]);
        let mut rows = vec![("issuer", one.issuer.clone()), ("verdict", found)];
        rows.extend(one.awarded.as_deref().map(|date| ("awarded", shown(date))));
        rows.extend(one.valid_until.as_deref().map(|date| ("valid_until", shown(date))));
        rows.extend(one.size.clone().map(|size| ("size", size)));
        let mut html =
            format!("<section>\n<h3>C{place}. <bdi lang=\"\">{}</bdi></h3>\n<dl>\n", escape(&one.title));
        for (key, value) in rows {
            let _ = writeln!(html, "<dt>{}</dt><dd>{}</dd>", escape(&self.say(key, &[])), isolated(&value));
        }
        let original = escape(&self.say("original", &[]));
        let _ = writeln!(html, "<dt>{original}</dt><dd>{}</dd>", self.file(&one.file));
        html + "</dl>\n</section>\n"
    }

    fn files(&self) -> String {
        let mut html = self.heading("files");
        paragraph(&mut html, "", &self.say("files_lead", &[]));
        let heads = ["file", "size_of_file", "sha256"].map(|key| self.say(key, &[]));
        let mut table = Table::new("credentials", &self.say("files", &[]), &heads);
        for file in self.all() {
            table.row(&[file.path.clone(), file.bytes.to_string(), file.sha256.clone()]);
        }
        html + &table.or(&self.say("no_files", &[]))
    }

    fn all(&self) -> impl Iterator<Item = &PackFile> {
        let own = self.pack.evidence.iter().flat_map(|one| &one.files);
        own.chain(self.pack.credentials.iter().map(|one| &one.file))
    }

    /// A file that can be opened from the page, with what it was called where that is another name.
    fn file(&self, file: &PackFile) -> String {
        let path: String = file.path.split('/').map(percent).collect::<Vec<_>>().join("/");
        let link = format!("<a href=\"{path}\" download>{}</a>", escape(&file.path));
        format!("{link} {}", isolated(&self.say("was_called", &[("name", &file.name)])))
    }

    fn list(&self, key: &str, entries: Vec<String>) -> String {
        if entries.is_empty() {
            return String::new();
        }
        let entries: String = entries.iter().map(|entry| format!("<li>{entry}</li>\n")).collect();
        format!("<h4>{}</h4>\n<ul>\n{entries}</ul>\n", escape(&self.say(key, &[])))
    }

    fn heading(&self, key: &str) -> String {
        format!("<h2>{}</h2>\n", escape(&self.say(key, &[])))
    }

    fn say(&self, key: &str, gaps: &[(&str, &str)]) -> String {
        let gaps: Gaps = gaps.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.words.say(&format!("pack_page.{key}"), &gaps).unwrap_or_default()
    }

    fn word(&self, key: &str) -> String {
        self.words.say(key, &Gaps::new()).unwrap_or_default()
    }
}

fn paragraph(html: &mut String, class: &'static str, text: &str) {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    let _ = writeln!(html, "<p{class}>{}</p>", isolated(text));
}

/// What somebody wrote, in a language that nobody stated, with its line breaks.
fn own_words(text: &str) -> String {
    let lines = text.split("\n\n").map(str::trim).filter(|lines| !lines.is_empty());
    let paragraph = |lines: &str| {
        let broken: Vec<String> = lines.lines().map(escape).collect();
        format!("<p lang=\"\" dir=\"auto\">{}</p>\n", broken.join("<br>\n"))
    };
    lines.map(paragraph).collect()
}

/// A point with its code.
fn called(point: &PackPoint) -> String {
    match point.name.pick(&[]) {
        Some(name) => format!("{name} ({})", point.code),
        None => point.code.clone(),
    }
}

/// A text in English or in no stated language before others, marked as what it is.
fn tagged(text: &Text) -> String {
    let found = ["en", "und"].iter().find_map(|tag| text.0.get_key_value(*tag));
    let Some((language, text)) = found.or_else(|| text.0.iter().next()) else { return String::new() };
    let language = if language == "und" { "" } else { language.as_str() };
    format!("<b><bdi lang=\"{}\">{}</bdi></b>", escape(language), escape(text))
}

/// A name as a part of a link. Names of a pack hold letters, digits, `-` and `.`; letters may be of any script.
fn percent(name: &str) -> String {
    let mut part = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            part.push(char::from(byte));
        } else {
            // Writing to a text does not fail.
            let _ = write!(part, "%{byte:02X}");
        }
    }
    part
}

/// A day as people write it; other text as it is.
fn shown(date: &str) -> String {
    day(date).unwrap_or_else(|| date.to_owned())
}
