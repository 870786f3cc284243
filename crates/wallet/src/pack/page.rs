//! The page of a pack: one file, no script, nothing loaded, every text in it foreign and escaped.

use std::fmt::Write as _;

use vc::view::Text;

use super::telling::{Telling, called, places};
use super::write::PAPER;
use super::{Pack, PackCredential, PackEvidence, PackFile};
use crate::goals::report::html::{Shell, Table, escape, isolated};

/// The whole page.
pub(super) fn of(pack: &Pack) -> String {
    let page = Page { told: Telling::of(pack), pack };
    let title = page.told.title();
    let body: String =
        [page.head(), page.points(), page.evidence(), page.credentials(), page.files()].concat();
    Shell { title: &title, style: STYLE, schemes: "light", has_pictures: false }.around(&body)
}

/// As of the other pages.
const STYLE: &str = include_str!("../goals/report/page.css");

struct Page<'a> {
    told: Telling<'a>,
    pack: &'a Pack,
}

impl Page<'_> {
    fn head(&self) -> String {
        let Pack { message, goal, sha256, .. } = self.pack;
        let mut html = format!("<h1>{}</h1>\n", isolated(&self.told.title()));
        paragraph(&mut html, "lead", &self.told.made_for());
        paragraph(&mut html, "mark", &self.say("nobody_vouches", &[]));
        if let Some(goal) = goal {
            let gaps = [("version", goal.version.as_str()), ("source", goal.source.as_str())];
            let _ = writeln!(html, "<p>{} {}</p>", tagged(&goal.title), isolated(&self.say("goal", &gaps)));
        }
        let contents = escape(&self.say("contents", &[]));
        let _ = writeln!(html, "<dl>\n<dt>{contents}</dt><dd>{}</dd>\n</dl>", escape(sha256));
        paragraph(&mut html, "", &self.say("contents_lead", &[]));
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
        let (named, others) = self.told.points();
        for point in named {
            table.row(&[called(point), places("E", &point.evidence), places("C", &point.credentials)]);
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
        paragraph(&mut html, "", &self.told.circumstances(item));
        html.push_str(&own_words(&item.description));
        let skills = self.told.skills(item);
        html.push_str(&self.list("skills", skills.iter().map(|skill| isolated(skill)).collect()));
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
        let mut html =
            format!("<section>\n<h3>C{place}. <bdi lang=\"\">{}</bdi></h3>\n<dl>\n", escape(&one.title));
        for (key, value) in self.told.facts(one) {
            let _ = writeln!(html, "<dt>{}</dt><dd>{}</dd>", escape(&self.say(key, &[])), isolated(&value));
        }
        let original = escape(&self.say("original", &[]));
        let _ = writeln!(html, "<dt>{original}</dt><dd>{}</dd>", self.file(&one.file));
        html + "</dl>\n</section>\n"
    }

    fn files(&self) -> String {
        let mut html = self.heading("files");
        paragraph(&mut html, "", &self.say("files_lead", &[]));
        let paper = escape(&self.say("as_paper", &[]));
        let _ = writeln!(html, "<p>{paper} <a href=\"{PAPER}\" download>{PAPER}</a></p>");
        let heads = ["file", "size_of_file", "sha256"].map(|key| self.say(key, &[]));
        let mut table = Table::new("credentials", &self.say("files", &[]), &heads);
        for file in self.pack.originals() {
            table.row(&[file.path.clone(), file.bytes.to_string(), file.sha256.clone()]);
        }
        html + &table.or(&self.say("no_files", &[]))
    }

    /// A file that can be opened from the page, with what it was called where that is another name.
    fn file(&self, file: &PackFile) -> String {
        let path: String = file.path.split('/').map(percent).collect::<Vec<_>>().join("/");
        let link = format!("<a href=\"{path}\" download>{}</a>", escape(&file.path));
        format!("{link} {}", isolated(&self.told.was_called(file)))
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
        self.told.say(key, gaps)
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
