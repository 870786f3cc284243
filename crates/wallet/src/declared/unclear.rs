//! What a learner wrote, made sure of before it is kept.

use jiff::civil::Date;

use super::limits::{
    MAX_ADDRESS_CHARACTERS, MAX_DESCRIPTION_CHARACTERS, MAX_HOURS, MAX_LINE_CHARACTERS, MAX_LIST,
};
use super::stored::Told;
use super::{DeclaredFault, NewDeclared};

/// What was written, as it is kept.
pub(super) fn checked(new: NewDeclared) -> Result<Told, DeclaredFault> {
    let NewDeclared { title, description, place, setting, from, until, hours, skills, links } = new;
    let title = line("title", &title)?;
    if title.is_empty() {
        return Err(DeclaredFault::Unclear { member: "title" });
    }
    let (from, until) = (day("from", &from)?, day("until", &until)?);
    if matches!((from, until), (Some(from), Some(until)) if until < from) {
        return Err(DeclaredFault::Unclear { member: "until" });
    }
    Ok(Told {
        title,
        description: paragraphs(&description)?,
        place: line("place", &place)?,
        setting,
        from: from.map(|day| day.to_string()),
        until: until.map(|day| day.to_string()),
        hours: count(&hours)?,
        skills: each("skills", &skills, |text| {
            if text.contains("://") { address("skills", text) } else { line("skills", text) }
        })?,
        links: each("links", &links, |text| address("links", text))?,
    })
}

/// One line of text, without what is not shown.
fn line(member: &'static str, text: &str) -> Result<String, DeclaredFault> {
    let words: Vec<&str> = text.split(|letter: char| letter.is_whitespace() || letter.is_control()).collect();
    let line = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let fits = line.chars().count() <= MAX_LINE_CHARACTERS;
    if fits { Ok(line) } else { Err(DeclaredFault::Unclear { member }) }
}

/// Text with line breaks.
fn paragraphs(text: &str) -> Result<String, DeclaredFault> {
    let text = text.replace("\r\n", "\n");
    let kept: String = text.chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect();
    let kept = kept.trim();
    let fits = kept.chars().count() <= MAX_DESCRIPTION_CHARACTERS;
    if fits { Ok(kept.to_owned()) } else { Err(DeclaredFault::Unclear { member: "description" }) }
}

/// An address that a browser opens as a page. Others, such as `javascript:`, do something instead.
fn address(member: &'static str, text: &str) -> Result<String, DeclaredFault> {
    let text = text.trim();
    let unclear = || DeclaredFault::Unclear { member };
    let (scheme, rest) = text.split_once("://").ok_or_else(unclear)?;
    let scheme = scheme.to_ascii_lowercase();
    let plain = |letter: char| {
        !letter.is_whitespace() && !letter.is_control() && !matches!(letter, '"' | '<' | '>' | '\\' | '`')
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let fits = ["http", "https"].contains(&scheme.as_str())
        && !host.is_empty()
        && rest.chars().all(plain)
        && text.chars().count() <= MAX_ADDRESS_CHARACTERS;
    if fits { Ok(format!("{scheme}://{rest}")) } else { Err(unclear()) }
}

fn day(member: &'static str, text: &str) -> Result<Option<Date>, DeclaredFault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| DeclaredFault::Unclear { member })
}

fn count(text: &str) -> Result<Option<u32>, DeclaredFault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let hours = text.parse::<u32>().ok().filter(|hours| (1..=MAX_HOURS).contains(hours));
    hours.map(Some).ok_or(DeclaredFault::Unclear { member: "hours" })
}

/// Each once, in the order given.
fn each(
    member: &'static str,
    texts: &[String],
    read: impl Fn(&str) -> Result<String, DeclaredFault>,
) -> Result<Vec<String>, DeclaredFault> {
    let mut kept: Vec<String> = Vec::new();
    for text in texts.iter().filter(|text| !text.trim().is_empty()) {
        let text = read(text)?;
        if !text.is_empty() && !kept.contains(&text) {
            kept.push(text);
        }
        if kept.len() > MAX_LIST {
            return Err(DeclaredFault::Unclear { member });
        }
    }
    Ok(kept)
}
