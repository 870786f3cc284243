//! The frame that every credential shares: type, context, learner, issuer, dates, pages.

use samples::forge::Organisation;
use serde_json::{Map, Value, json};

use crate::elm::{Country, FINLAND, Language, issuer, node, page, term};

/// What differs between credentials.
#[derive(Debug, Clone)]
pub(crate) struct Credential {
    /// UUID of its identifier.
    pub(crate) uuid: &'static str,
    pub(crate) title: Value,
    pub(crate) description: Value,
    /// Main language first.
    pub(crate) languages: [Language; 2],
    /// The certificate's pages, PNG.
    pub(crate) pages: Vec<(Language, Vec<u8>)>,
    /// The learner's only claim.
    pub(crate) claim: Value,
    /// Whose seal it names as issuer.
    pub(crate) sealed_by: &'static Organisation,
    pub(crate) country: Country,
    /// When it was sealed, as the issuer's clock shows it.
    pub(crate) issued: &'static str,
    pub(crate) valid_from: &'static str,
    pub(crate) valid_until: Option<&'static str>,
    pub(crate) evidence: Option<Value>,
}

impl Credential {
    /// The JSON that is sealed, members in the order of the Commission's sealer: the context comes last.
    pub(crate) fn payload(&self) -> String {
        let mut document = Map::new();
        let mut put = |member: &str, value: Value| drop(document.insert(member.into(), value));
        put("id", format!("urn:credential:{}", self.uuid).into());
        put("type", json!(["VerifiableCredential", "EuropeanDigitalCredential"]));
        put("credentialProfiles", term("credential", "e34929035b", "Generic"));
        put("displayParameter", self.display());
        put(
            "credentialSchema",
            json!({
                "id": "http://data.europa.eu/snb/model/ap/edc-generic-full",
                "type": "ShaclValidator2017"
            }),
        );
        put("credentialSubject", self.learner());
        if let Some(evidence) = &self.evidence {
            put("evidence", evidence.clone());
        }
        put("issuanceDate", self.issued.into());
        put("issued", self.issued.into());
        put("issuer", issuer(self.sealed_by, self.country));
        put("validFrom", self.valid_from.into());
        if let Some(until) = self.valid_until {
            put("validUntil", until.into());
        }
        put(
            "@context",
            json!([
                "https://www.w3.org/2018/credentials/v1",
                "http://data.europa.eu/snb/model/context/edc-ap"
            ]),
        );
        Value::Object(document).to_string()
    }

    fn display(&self) -> Value {
        let [main, _] = self.languages;
        node!("DisplayParameter", "displayParameter:1", {
            "individualDisplay": self.pages.iter().map(page).collect::<Vec<_>>(),
            "primaryLanguage": main.term(),
            "description": self.description,
            "language": self.languages.map(Language::term),
            "title": self.title
        })
    }

    /// The same invented learner holds all samples.
    fn learner(&self) -> Value {
        node!("Person", "person:1", {
            "citizenshipCountry": FINLAND.term(),
            "dateOfBirth": "2001-03-14T00:00:00Z",
            "hasClaim": self.claim,
            "familyName": { "en": "Kivelahti" },
            "fullName": { "en": "Aino Kivelahti" },
            "givenName": { "en": "Aino" }
        })
    }
}
