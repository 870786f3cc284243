//! What a pack is known by: a hash of what is in it. The same contents for the same people have the same one, whenever they are
//! put together and whatever they were found to be then.

use serde::Serialize;
use vault::sha256_hex;

use super::{Pack, PackEvidence};

/// What is hashed, as JSON without spaces. A new version gets a new name.
#[derive(Serialize)]
struct Contents<'p> {
    format: &'static str,
    learner: &'p str,
    audience: &'p str,
    message: &'p str,
    goal: Option<(&'p str, &'p str)>,
    evidence: Vec<Told<'p>>,
    credentials: Vec<&'p str>,
}

#[derive(Serialize)]
struct Told<'p> {
    title: &'p str,
    description: &'p str,
    place: &'p str,
    setting: crate::LearningSetting,
    from: Option<&'p str>,
    until: Option<&'p str>,
    hours: Option<u32>,
    skills: Vec<&'p str>,
    links: &'p [String],
    files: Vec<(&'p str, &'p str)>,
}

/// SHA-256 of the contents, in hexadecimal.
pub(super) fn sha256(pack: &Pack) -> String {
    let goal = pack.goal.as_ref().map(|goal| (goal.id.as_str(), goal.version.as_str()));
    let contents = Contents {
        format: "tessera-pack/1",
        learner: &pack.learner,
        audience: &pack.audience,
        message: &pack.message,
        goal,
        evidence: pack.evidence.iter().map(told).collect(),
        credentials: pack.credentials.iter().map(|one| one.file.sha256.as_str()).collect(),
    };
    sha256_hex(&serde_json::to_vec(&contents).expect("texts and numbers are always JSON"))
}

fn told(one: &PackEvidence) -> Told<'_> {
    let item = &one.item;
    Told {
        title: &item.title,
        description: &item.description,
        place: &item.place,
        setting: item.setting,
        from: item.from.as_deref(),
        until: item.until.as_deref(),
        hours: item.hours,
        skills: item.skills.iter().map(|skill| skill.stated.as_str()).collect(),
        links: &item.links,
        files: one.files.iter().map(|file| (file.name.as_str(), file.sha256.as_str())).collect(),
    }
}
