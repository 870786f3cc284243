//! Looks for an element where the tables say that it may stand.

use std::collections::BTreeSet;

use serde_json::Value;
use vc::ProfileId;

use super::document::{At, Document};
use super::element::Element;
use super::places::{Form, Place};
use crate::limits::{MAX_LOOKS, MAX_PLACES};

/// A search through one document.
pub(super) struct Search<'d> {
    document: &'d Document<'d>,
    readings: Vec<Reading>,
    looks: usize,
}

/// A document, or a part of it, as one form.
struct Reading {
    form: Form,
    /// Where the credential begins.
    credential: At,
    /// What is awarded by it.
    awards: Vec<At>,
}

impl<'d> Search<'d> {
    pub(super) fn of(document: &'d Document<'d>, profile: ProfileId) -> Self {
        let mut search = Self { document, readings: Vec::new(), looks: MAX_LOOKS };
        let root = document.root();
        for form in Form::of(profile) {
            // The issuers of the EU pilots put an ELM credential under a claim of its own.
            let inner = document.member(root, "elm").filter(|_| matches!(form, Form::Elm));
            let credential = inner.unwrap_or(root);
            let awards = search.awards(*form, credential);
            search.readings.push(Reading { form: *form, credential, awards });
        }
        search
    }

    /// True when there was more to look at than is looked at.
    pub(super) fn is_exhausted(&self) -> bool {
        self.looks == 0
    }

    /// Where the element stands; `None` when it is missing, for all or for one of several awards.
    pub(super) fn places(&mut self, element: Element) -> Option<Vec<String>> {
        let readings = std::mem::take(&mut self.readings);
        let mut found = BTreeSet::new();
        for reading in &readings {
            found.extend(self.read(reading, element).unwrap_or_default());
        }
        self.readings = readings;
        let pointers = found.into_iter().take(MAX_PLACES).map(|at| self.document.pointer(at));
        Some(pointers.collect()).filter(|pointers: &Vec<_>| !pointers.is_empty())
    }

    fn read(&mut self, reading: &Reading, element: Element) -> Option<BTreeSet<At>> {
        let places = reading.form.places(element);
        let (inside, around): (Vec<&Place>, Vec<&Place>) =
            places.iter().partition(|place| place.is_in_award());
        let mut found = BTreeSet::new();
        for place in around {
            // With several awards it does not say for which.
            if !(place.is_about_the_only_award() && reading.awards.len() != 1) {
                found.extend(self.at(reading.credential, place));
            }
        }
        let for_all = !found.is_empty();
        let mut each_has_it = !reading.awards.is_empty();
        for award in &reading.awards {
            let before = found.len();
            for place in &inside {
                found.extend(self.at(*award, place));
            }
            each_has_it &= found.len() > before;
        }
        (for_all || each_has_it).then_some(found)
    }

    fn awards(&mut self, form: Form, credential: At) -> Vec<At> {
        match form {
            Form::Claims => vec![credential],
            Form::Badge => self.walk(credential, "credentialSubject"),
            Form::Elm => {
                let mut claims = self.walk(credential, "credentialSubject.hasClaim");
                claims.retain(|claim| self.is_achievement(*claim));
                claims
            }
        }
    }

    fn is_achievement(&self, claim: At) -> bool {
        let class = self.document.member(claim, "type").map(|at| self.document.value(at));
        let is = |class: &Value| class == "LearningAchievement";
        class.is_some_and(|class| is(class) || class.as_array().is_some_and(|all| all.iter().any(is)))
    }

    /// The values at a place that say something.
    fn at(&mut self, from: At, place: &Place) -> Vec<At> {
        let mut found = self.walk(from, place.path());
        found.retain(|at| self.counts(*at, place));
        found
    }

    fn counts(&mut self, at: At, place: &Place) -> bool {
        let text = |name| self.document.member(at, name).and_then(|it| self.document.value(it).as_str());
        match place {
            Place::Aligned(_, vocabularies) => {
                text("targetUrl").is_some_and(|url| is_term_of(vocabularies, url))
            }
            Place::Competency(_) => match text("targetType") {
                Some(kind) => matches!(kind, "CFItem" | "ceasn:Competency"),
                None => text("targetUrl").is_some_and(|url| is_term_of(&["data.europa.eu/esco/skill/"], url)),
            },
            Place::Identity(_) => self.document.value(at).as_str().is_some_and(identifies),
            Place::Credential(_) | Place::Only(_) | Place::Award(_) => self.says_something(at),
        }
    }

    /// All values that a path leads to, through lists and references.
    fn walk(&mut self, from: At, path: &str) -> Vec<At> {
        let mut here = vec![from];
        for name in path.split('.') {
            let mut next = Vec::new();
            for at in here {
                let object = self.document.meant(at);
                if let Some(member) = self.document.member(object, name).filter(|_| self.look()) {
                    self.items(member, &mut next);
                }
            }
            here = next;
        }
        let mut seen = BTreeSet::new();
        here.retain(|at| seen.insert(*at));
        here
    }

    /// A value, or the values of a list.
    fn items(&mut self, at: At, into: &mut Vec<At>) {
        if !self.document.value(at).is_array() {
            into.push(at);
            return;
        }
        for item in self.document.inside(at) {
            if !self.look() {
                break;
            }
            into.push(item);
        }
    }

    /// False for what is blank through and through, or a name that means nothing outside the file.
    fn says_something(&mut self, at: At) -> bool {
        if !self.look() {
            return false;
        }
        match self.document.value(at) {
            Value::Null => false,
            Value::Bool(_) | Value::Number(_) => true,
            Value::String(text) => !text.trim().is_empty(),
            Value::Array(_) => self.document.inside(at).any(|item| self.says_something(item)),
            Value::Object(object) => {
                let names_a_term = object.get("id").and_then(Value::as_str).is_some_and(|id| !is_local(id));
                names_a_term || self.document.inside(at).any(|member| self.member_says_something(at, member))
            }
        }
    }

    fn member_says_something(&mut self, object: At, member: At) -> bool {
        let about_itself = ["id", "type", "inScheme", "@language"]
            .iter()
            .any(|name| self.document.member(object, name) == Some(member));
        !about_itself && self.says_something(member)
    }

    fn look(&mut self) -> bool {
        self.looks = self.looks.saturating_sub(1);
        self.looks > 0
    }
}

/// True when an address is a term of one of the vocabularies.
fn is_term_of(vocabularies: &[&str], url: &str) -> bool {
    let address = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://"));
    let is_in = |vocabulary: &&str| {
        address.and_then(|it| it.strip_prefix(*vocabulary)).is_some_and(|it| !it.is_empty())
    };
    vocabularies.iter().any(is_in)
}

/// True when an identifier names somebody outside the file: a key, a mail address, a page, a telephone.
fn identifies(id: &str) -> bool {
    ["did:", "mailto:", "https:", "http:", "tel:"]
        .iter()
        .any(|scheme| id.starts_with(scheme) && id.len() > scheme.len())
}

/// True for an identifier that means something in its own file only.
fn is_local(id: &str) -> bool {
    id.trim().is_empty()
        || id.starts_with("urn:epass:")
        || id.starts_with("urn:uuid:")
        || id.starts_with("_:")
}
