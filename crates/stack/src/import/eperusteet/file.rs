//! The shape of a file of the register, as far as it is read. The names are its own.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Number;

use crate::qualification::Words;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Peruste {
    pub(super) id: Option<u64>,
    #[serde(default)]
    pub(super) nimi: Option<Text>,
    pub(super) diaarinumero: Option<String>,
    pub(super) voimassaolo_alkaa: Option<i64>,
    pub(super) voimassaolo_loppuu: Option<i64>,
    pub(super) paatospvm: Option<i64>,
    #[serde(default)]
    pub(super) suoritustavat: Vec<Suoritustapa>,
    #[serde(default)]
    pub(super) tutkinnon_osat: Vec<TutkinnonOsa>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Suoritustapa {
    pub(super) suoritustapakoodi: Option<String>,
    pub(super) laajuus_yksikko: Option<String>,
    pub(super) rakenne: Option<Moduuli>,
    #[serde(default)]
    pub(super) tutkinnon_osa_viitteet: Vec<Viite>,
}

/// A group, or a reference to a unit.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Moduuli {
    #[serde(default)]
    pub(super) nimi: Option<Text>,
    #[serde(default)]
    pub(super) kuvaus: Option<Text>,
    pub(super) rooli: Option<String>,
    pub(super) muodostumis_saanto: Option<Saanto>,
    #[serde(default)]
    pub(super) pakollinen: Option<bool>,
    #[serde(default)]
    pub(super) vieras: Option<serde_json::Value>,
    #[serde(default)]
    pub(super) erikoisuus: Option<serde_json::Value>,
    #[serde(rename = "_tutkinnonOsaViite")]
    pub(super) viite: Option<Reference>,
    #[serde(default)]
    pub(super) osat: Vec<Moduuli>,
}

#[derive(Deserialize)]
pub(super) struct Saanto {
    pub(super) laajuus: Option<Bounds>,
    pub(super) koko: Option<Bounds>,
}

#[derive(Deserialize)]
pub(super) struct Bounds {
    pub(super) minimi: Option<Number>,
    pub(super) maksimi: Option<Number>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Viite {
    pub(super) id: Reference,
    pub(super) laajuus: Option<Number>,
    pub(super) laajuus_maksimi: Option<Number>,
    #[serde(rename = "_tutkinnonOsa")]
    pub(super) osa: Option<Reference>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TutkinnonOsa {
    pub(super) id: Reference,
    #[serde(default)]
    pub(super) nimi: Option<Text>,
    pub(super) koodi_arvo: Option<String>,
    #[serde(default)]
    pub(super) osa_alueet: Vec<serde_json::Value>,
}

/// A number, which references write as text.
#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord, Clone)]
#[serde(untagged)]
pub(super) enum Reference {
    Number(u64),
    Text(String),
}

impl Reference {
    pub(super) fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// Text by language, with members that are no language.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct Text(BTreeMap<String, serde_json::Value>);

impl Text {
    pub(super) fn words(&self) -> Words {
        let languages = self.0.iter().filter(|(key, _)| key.len() <= 3 && !key.starts_with('_'));
        let texts = languages
            .filter_map(|(language, text)| Some((language.clone(), text.as_str()?.trim().to_owned())));
        texts.filter(|(_, text)| !text.is_empty() && text != "-").collect()
    }
}

pub(super) fn words(text: Option<&Text>) -> Words {
    text.map(Text::words).unwrap_or_default()
}
