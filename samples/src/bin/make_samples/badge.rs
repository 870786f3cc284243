//! The frame of an Open Badge 3.0: who awards what to whom, with which results.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use samples::forge::{Controller, identity_hash};
use serde_json::{Value, json};

use crate::issuers::Issuer;

/// What differs between badges.
pub(crate) struct Badge<'a> {
    /// UUID of its identifier.
    pub(crate) uuid: &'a str,
    pub(crate) issuer: &'a Issuer,
    /// Who defined the achievement.
    pub(crate) creator: &'a Issuer,
    /// Last part of the identifier of the achievement.
    pub(crate) slug: &'a str,
    /// The code that people use.
    pub(crate) code: &'a str,
    pub(crate) name: &'a str,
    pub(crate) description: &'a str,
    /// What to do to earn it.
    pub(crate) criteria: &'a str,
    /// Out of the 15 of the unit.
    pub(crate) credits: Credits,
    /// Skills in ESCO: code and label.
    pub(crate) skills: &'a [(&'a str, &'a str)],
    pub(crate) tags: &'a [&'a str],
    /// Positions in [`LEVELS`]: what is required, and what the learner reached.
    pub(crate) levels: Option<[usize; 2]>,
    /// On the vocational scale from 1 to 5.
    pub(crate) grade: &'a str,
    /// First and last day.
    pub(crate) days: [&'a str; 2],
    pub(crate) awarded: &'a str,
    pub(crate) until: Option<&'a str>,
    /// The picture of the badge, PNG.
    pub(crate) picture: Option<Vec<u8>>,
    /// What was done: name and story.
    pub(crate) evidence: Option<[&'a str; 2]>,
    /// Endorsements of the achievement, signed.
    pub(crate) endorsements: Vec<Value>,
}

/// Credit points: most are whole, and JSON writes those without a point.
#[derive(Clone, Copy)]
pub(crate) enum Credits {
    Whole(u32),
    Parts(f64),
}

impl From<Credits> for Value {
    fn from(credits: Credits) -> Self {
        match credits {
            Credits::Whole(points) => points.into(),
            Credits::Parts(points) => points.into(),
        }
    }
}

/// Levels of the skills cards of the battery sector, lowest first, and what they mean.
const LEVELS: [[&str; 2]; 3] = [
    ["Awareness", "Recognises and describes it"],
    ["Practitioner", "Does it under normal conditions, as instructed"],
    ["Expert", "Solves what is not in the instructions, and guides others"],
];

const CONTEXTS: [&str; 2] =
    ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];

impl Badge<'_> {
    /// The badge without a proof.
    pub(crate) fn document(&self) -> Value {
        let mut document = json!({
            "@context": CONTEXTS,
            "id": format!("urn:uuid:{}", self.uuid),
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": self.title(),
            "issuer": self.issuer.profile(),
            "validFrom": self.awarded,
            "awardedDate": self.awarded,
            "credentialSubject": self.subject()
        });
        if let Some(until) = self.until {
            document["validUntil"] = until.into();
        }
        if let Some([name, narrative]) = self.evidence {
            document["evidence"] = json!([{ "type": ["Evidence"], "name": name, "narrative": narrative }]);
        }
        document
    }

    /// Identifier of the achievement, which endorsements are about.
    pub(crate) fn achievement_id(&self) -> String {
        format!("{}/achievements/{}", self.creator.homepage, self.slug)
    }

    fn title(&self) -> String {
        match self.levels {
            Some([_, reached]) => format!("{}, {}", self.name, LEVELS[reached][0].to_lowercase()),
            None => self.name.to_owned(),
        }
    }

    fn subject(&self) -> Value {
        json!({
            "id": learner(),
            "type": ["AchievementSubject"],
            "identifier": [recipient()],
            "activityStartDate": self.days[0],
            "activityEndDate": self.days[1],
            "creditsEarned": Value::from(self.credits),
            "result": self.results(),
            "achievement": self.achievement()
        })
    }

    fn achievement(&self) -> Value {
        let mut achievement = json!({
            "id": self.achievement_id(),
            "type": ["Achievement"],
            "achievementType": "Competency",
            "inLanguage": "en",
            "humanCode": self.code,
            "name": self.name,
            "description": self.description,
            "criteria": { "narrative": self.criteria },
            "creditsAvailable": Value::from(self.credits),
            "fieldOfStudy": "Battery production",
            "tag": self.tags,
            "alignment": self.alignments(),
            "resultDescription": self.result_descriptions()
        });
        if self.creator.controller.did != self.issuer.controller.did {
            achievement["creator"] = self.creator.brief();
        }
        if let Some(png) = &self.picture {
            achievement["image"] = json!({
                "id": format!("data:image/png;base64,{}", STANDARD.encode(png)),
                "type": "Image",
                "caption": format!("Badge: {}", self.name)
            });
        }
        if !self.endorsements.is_empty() {
            achievement["endorsement"] = self.endorsements.clone().into();
        }
        achievement
    }

    fn alignments(&self) -> Vec<Value> {
        let skill = |(code, label): &(&str, &str)| {
            json!({
                "type": ["Alignment"],
                "targetName": label,
                "targetUrl": format!("http://data.europa.eu/esco/skill/{code}"),
                "targetFramework": "ESCO 1.1.1",
                "targetType": "ceasn:Competency"
            })
        };
        self.skills.iter().map(skill).collect()
    }

    fn result_descriptions(&self) -> Vec<Value> {
        let grade = json!({
            "id": self.inside("grade"),
            "type": ["ResultDescription"],
            "name": "Vocational scale",
            "resultType": "Result",
            "allowedValue": ["1", "2", "3", "4", "5"],
            "requiredValue": "1"
        });
        let level = self.levels.map(|[required, _]| self.level_description(required));
        level.into_iter().chain([grade]).collect()
    }

    fn level_description(&self, required: usize) -> Value {
        let level = |(at, [name, description]): (usize, &[&str; 2])| {
            json!({
                "id": self.level_id(at),
                "type": ["RubricCriterionLevel"],
                "name": name,
                "description": description,
                "level": (at + 1).to_string()
            })
        };
        json!({
            "id": self.inside("level"),
            "type": ["ResultDescription"],
            "name": "Level on the skills card",
            "resultType": "RubricCriterionLevel",
            "requiredLevel": self.level_id(required),
            "rubricCriterionLevel": LEVELS.iter().enumerate().map(level).collect::<Vec<_>>()
        })
    }

    fn results(&self) -> Vec<Value> {
        let result = |of: &str, member: &str, value: String| {
            let mut result = json!({ "type": ["Result"], "resultDescription": self.inside(of) });
            result[member] = value.into();
            result
        };
        let level = self.levels.map(|[_, reached]| result("level", "achievedLevel", self.level_id(reached)));
        level.into_iter().chain([result("grade", "value", self.grade.to_owned())]).collect()
    }

    fn level_id(&self, at: usize) -> String {
        self.inside(&LEVELS[at][0].to_lowercase())
    }

    /// An identifier inside the achievement.
    fn inside(&self, part: &str) -> String {
        format!("{}#{part}", self.achievement_id())
    }
}

/// An endorsement of an achievement, without a proof.
pub(crate) fn endorsement(by: &Issuer, uuid: &str, of: &str, comment: &str, on: &str) -> Value {
    json!({
        "@context": CONTEXTS,
        "id": format!("urn:uuid:{uuid}"),
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Endorsement of a badge",
        "issuer": by.brief(),
        "validFrom": on,
        "credentialSubject": { "id": of, "type": ["EndorsementSubject"], "endorsementComment": comment }
    })
}

/// The invented learner's own identifier.
pub(crate) fn learner() -> String {
    Controller::by_key(LEARNER).did
}

/// The words that the learner's key is made from.
pub(crate) const LEARNER: &str = "Aino Kivelahti";

/// The learner's e-mail address, so that it can be recognised and not read.
fn recipient() -> Value {
    let salt = "pohjankaari-2026";
    json!({
        "type": "IdentityObject",
        "hashed": true,
        "identityHash": identity_hash("aino.kivelahti@posti.example", salt),
        "identityType": "emailAddress",
        "salt": salt
    })
}
