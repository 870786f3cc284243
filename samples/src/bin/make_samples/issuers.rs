//! Who issues what carries proofs: invented, with keys from public words.

use samples::forge::{Controller, P256Key, Prover, Suite};
use serde_json::{Value, json};

/// An issuer of badges.
pub(crate) struct Issuer {
    pub(crate) controller: Controller,
    pub(crate) name: &'static str,
    pub(crate) homepage: &'static str,
    town: &'static str,
    /// Name, and ISO 3166-1 alpha-2.
    country: [&'static str; 2],
}

/// A college in Finland; its document is on the web.
pub(crate) fn college() -> Issuer {
    Issuer {
        controller: Controller::on_web("pohjankaari.example/badges", "Pohjankaari Vocational College"),
        name: "Pohjankaari Vocational College",
        homepage: "https://pohjankaari.example",
        town: "Pohjankaari",
        country: ["Finland", "FI"],
    }
}

/// A cell factory where the college's students work; known by its key.
pub(crate) fn factory() -> Issuer {
    Issuer {
        controller: Controller::by_key("Hohtava Cells"),
        name: "Hohtava Cells",
        homepage: "https://hohtava.example",
        town: "Pohjankaari",
        country: ["Finland", "FI"],
    }
}

/// A polytechnic in Portugal; known by its key, and still on the older data model.
pub(crate) fn polytechnic() -> Issuer {
    Issuer {
        controller: Controller::by_key("Instituto Técnico da Foz do Alcaide"),
        name: "Instituto Técnico da Foz do Alcaide",
        homepage: "https://foz-do-alcaide.example",
        town: "Foz do Alcaide",
        country: ["Portugal", "PT"],
    }
}

/// An adult education centre in Finland, whose learners choose what they show; known by its key.
pub(crate) fn adult_education() -> (P256Key, &'static str) {
    (P256Key::from_words(ADULT_EDUCATION), ADULT_EDUCATION)
}

/// Its entry of a trust list.
pub(crate) fn adult_education_listing() -> Value {
    let (key, name) = adult_education();
    json!({ "did": key.did(), "name": name, "country": "FI" })
}

const ADULT_EDUCATION: &str = "Tervaniemi Adult Education Centre";

/// Those whom the samples' trust list vouches for.
pub(crate) fn listed() -> [Issuer; 3] {
    [college(), factory(), polytechnic()]
}

/// Somebody whom nobody vouches for.
pub(crate) fn stranger() -> Controller {
    Controller::by_key("somebody else")
}

impl Issuer {
    /// As badges show it.
    pub(crate) fn profile(&self) -> Value {
        let [country, code] = self.country;
        json!({
            "id": self.controller.did,
            "type": ["Profile"],
            "name": self.name,
            "url": self.homepage,
            "address": {
                "type": ["Address"],
                "addressLocality": self.town,
                "addressCountry": country,
                "addressCountryCode": code
            }
        })
    }

    /// As it is named where it is not the issuer.
    pub(crate) fn brief(&self) -> Value {
        json!({ "id": self.controller.did, "type": ["Profile"], "name": self.name })
    }

    /// An entry of a trust list.
    pub(crate) fn listing(&self) -> Value {
        json!({ "did": self.controller.did, "name": self.name, "country": self.country[1] })
    }

    /// A document signed by this issuer at a time.
    pub(crate) fn sign(&self, document: Value, at: &str) -> Value {
        Prover { created: Some(at), ..Prover::new(&self.controller.badges) }.prove(document)
    }

    /// The same with another suite.
    pub(crate) fn sign_by(&self, suite: Suite, document: Value, at: &str) -> Value {
        Prover { created: Some(at), suite, ..Prover::new(&self.controller.badges) }.prove(document)
    }
}
