//! What the page and the paper of a pack say in the same words.

use super::{Pack, PackCredential, PackFile, PackPoint};
use crate::goals::telling::{code, shown};
use crate::words::{Gaps, Words};

/// A pack in sentences. Texts in them are as they were written: whoever shows them escapes them.
pub(super) struct Telling<'a> {
    words: Words,
    pub(super) pack: &'a Pack,
}

impl<'a> Telling<'a> {
    pub(super) fn of(pack: &'a Pack) -> Self {
        Self { words: Words::english(), pack }
    }

    pub(super) fn title(&self) -> String {
        self.say("title", &[("learner", &self.pack.learner)])
    }

    /// For whom it is, and since when.
    pub(super) fn made_for(&self) -> String {
        let Pack { audience, made_at, .. } = self.pack;
        self.say("for", &[("audience", audience), ("date", &shown(made_at))])
    }

    /// What the goal asks: what something in the pack names, and the rest.
    pub(super) fn points(&self) -> (Vec<&'a PackPoint>, Vec<&'a PackPoint>) {
        self.pack.points.iter().partition(|point| !point.evidence.is_empty() || !point.credentials.is_empty())
    }

    /// How, where, when and for how long something was learned, one after the other.
    pub(super) fn circumstances(&self, item: &crate::Declared) -> String {
        let setting = self.word(&format!("setting.{}", code(item.setting)));
        let hours = item.hours.map(|hours| self.say("hours", &[("n", &hours.to_string())]));
        let date =
            |key, date: &Option<String>| date.as_ref().map(|on| self.say(key, &[("date", &shown(on))]));
        let place = Some(item.place.clone()).filter(|place| !place.is_empty());
        let told = [Some(setting), place, date("from", &item.from), date("until", &item.until), hours];
        told.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    pub(super) fn skills(&self, item: &crate::Declared) -> Vec<String> {
        let named = |skill: &crate::DeclaredSkill| match &skill.label {
            Some(label) => format!("{label} ({})", skill.stated),
            None => skill.stated.clone(),
        };
        item.skills.iter().map(named).collect()
    }

    /// What is told of a credential, each with the key of its name.
    pub(super) fn facts(&self, one: &PackCredential) -> Vec<(&'static str, String)> {
        let found = self.say("found", &[("verdict", &self.verdict(one)), ("date", &shown(&one.checked_at))]);
        let kinds: Vec<_> =
            one.kinds.iter().map(|kind| self.say(&format!("kinds.{}", code(kind)), &[])).collect();
        let mut facts = vec![("issuer", one.issuer.clone()), ("verdict", found)];
        facts.extend((!kinds.is_empty()).then(|| ("kind", kinds.join(", "))));
        facts.extend(one.awarded.as_deref().map(|date| ("awarded", shown(date))));
        facts.extend(one.valid_until.as_deref().map(|date| ("valid_until", shown(date))));
        facts.extend(one.size.as_deref().map(|size| ("size", self.words.size(size))));
        facts
    }

    /// The verdict, with what decided it where that is not said by the word.
    fn verdict(&self, one: &PackCredential) -> String {
        let word = self.word(&format!("verdict.{}.word", code(one.verdict)));
        let is_said = matches!(one.verdict, vc::Verdict::Verified | vc::Verdict::Unrecognised);
        let why = one.code.filter(|_| !is_said).map(|why| self.word(&format!("code.{}.short", why.as_str())));
        match why.filter(|why| !why.is_empty()) {
            Some(why) => format!("{word}: {why}"),
            None => word,
        }
    }

    pub(super) fn was_called(&self, file: &PackFile) -> String {
        self.say("was_called", &[("name", &file.name)])
    }

    pub(super) fn say(&self, key: &str, gaps: &[(&str, &str)]) -> String {
        let gaps: Gaps = gaps.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.words.say(&format!("pack_page.{key}"), &gaps).unwrap_or_default()
    }

    fn word(&self, key: &str) -> String {
        self.words.say(key, &Gaps::new()).unwrap_or_default()
    }
}

impl Pack {
    /// Every original, the evidence first.
    pub(super) fn originals(&self) -> impl Iterator<Item = &PackFile> {
        let own = self.evidence.iter().flat_map(|one| &one.files);
        own.chain(self.credentials.iter().map(|one| &one.file))
    }
}

/// A point with its code.
pub(super) fn called(point: &PackPoint) -> String {
    match point.name.pick(&[]) {
        Some(name) => format!("{name} ({})", point.code),
        None => point.code.clone(),
    }
}

/// "E1, E3".
pub(super) fn places(letter: &str, places: &[usize]) -> String {
    places.iter().map(|place| format!("{letter}{place}")).collect::<Vec<_>>().join(", ")
}
