//! Whose CV it is. Asked of the person once; never read from a credential.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{country, date, language};
use crate::limits::{MAX_MOTHER_TONGUES, MAX_PERSON_CHARACTERS};

/// Whose CV it is. No `Debug`: it is personal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Given names.
    pub given_name: String,
    /// Family names.
    pub family_name: String,
    /// Mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub email: Option<String>,
    /// Telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub phone: Option<Phone>,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub birth_date: Option<String>,
    /// ISO 3166-1 alpha-2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub nationality: Option<String>,
    /// By tag (`fi`) or ISO 639-2 code (`fin`); any other name is written as it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mother_tongues: Vec<String>,
    /// Language of the CV, two letters.
    #[serde(default = "english")]
    pub cv_language: String,
}

/// A telephone number. No `Debug`: it is personal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Phone {
    /// Dialling code of the country, digits. Without it the importer refuses the whole file.
    pub dialling: String,
    /// The number after it.
    pub number: String,
    /// ISO 3166-1 alpha-2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub country: Option<String>,
}

/// What is wrong with what a person said of themselves. Never holds what they said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PersonFault {
    /// A CV has a given name and a family name.
    #[error("the given name or the family name is missing")]
    NameMissing,
    /// Something is longer than a CV has room for.
    #[error(
        "a line is longer than {MAX_PERSON_CHARACTERS} characters, or there are more than {MAX_MOTHER_TONGUES} mother tongues"
    )]
    TooLong,
    /// The mail address is none.
    #[error("the mail address is none")]
    Email,
    /// The dialling code is not one to three digits, or the number is none.
    #[error("the telephone number needs the dialling code of its country, and digits")]
    Phone,
    /// There is no such date of birth.
    #[error("there is no such date of birth: YYYY, YYYY-MM or YYYY-MM-DD")]
    BirthDate,
    /// A country is not an ISO 3166-1 alpha-2 code.
    #[error("a country is not a code of two letters that exists")]
    Country,
    /// The editor makes no CV in this language.
    #[error("the CV editor has no such language")]
    CvLanguage,
}

impl PersonFault {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NameMissing => "person_name_missing",
            Self::TooLong => "person_too_long",
            Self::Email => "person_email",
            Self::Phone => "person_phone",
            Self::BirthDate => "person_birth_date",
            Self::Country => "person_country",
            Self::CvLanguage => "person_cv_language",
        }
    }
}

impl Person {
    /// The same person, as the importer wants it written.
    ///
    /// # Errors
    /// [`PersonFault`] for what the importer would refuse, or flag as an error.
    pub fn checked(&self) -> Result<Self, PersonFault> {
        let trimmed = |text: &str| text.trim().to_owned();
        let person = Self {
            given_name: trimmed(&self.given_name),
            family_name: trimmed(&self.family_name),
            email: self.email.as_deref().map(email).transpose()?,
            phone: self.phone.as_ref().map(Phone::checked).transpose()?,
            birth_date: match &self.birth_date {
                Some(text) => Some(date::day(text).ok_or(PersonFault::BirthDate)?),
                None => None,
            },
            nationality: self.nationality.as_deref().map(country).transpose()?,
            mother_tongues: self.mother_tongues.iter().map(|name| trimmed(name)).collect(),
            cv_language: self.cv_language.trim().to_ascii_lowercase(),
        };
        if person.given_name.is_empty() || person.family_name.is_empty() {
            return Err(PersonFault::NameMissing);
        }
        if !language::is_of_cv(&person.cv_language) {
            return Err(PersonFault::CvLanguage);
        }
        if person.is_too_long() { Err(PersonFault::TooLong) } else { Ok(person) }
    }

    fn is_too_long(&self) -> bool {
        let mut lines = [&self.given_name, &self.family_name].into_iter().chain(&self.mother_tongues);
        self.mother_tongues.len() > MAX_MOTHER_TONGUES
            || lines.any(|line| line.chars().count() > MAX_PERSON_CHARACTERS)
    }
}

impl Phone {
    fn checked(&self) -> Result<Self, PersonFault> {
        let dialling = self.dialling.trim();
        let dialling = dialling.strip_prefix('+').or_else(|| dialling.strip_prefix("00")).unwrap_or(dialling);
        let number: String = self.number.chars().filter(|character| !" -/()".contains(*character)).collect();
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        // ITU-T E.164: a country code has up to three digits and no leading zero, all of it up to 15.
        let code_reads = (1..=3).contains(&dialling.len()) && digits(dialling) && !dialling.starts_with('0');
        if !code_reads || number.is_empty() || !digits(&number) || dialling.len() + number.len() > 15 {
            return Err(PersonFault::Phone);
        }
        let country = self.country.as_deref().map(country).transpose()?;
        Ok(Self { dialling: dialling.to_owned(), number, country })
    }
}

fn email(text: &str) -> Result<String, PersonFault> {
    let text = text.trim();
    let parts = text
        .split_once('@')
        .filter(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'));
    let plain = !text.chars().any(|character| character.is_whitespace() || character.is_control());
    let fits = text.len() <= 254; // RFC 5321
    if parts.is_some() && plain && fits { Ok(text.to_owned()) } else { Err(PersonFault::Email) }
}

fn country(code: &str) -> Result<String, PersonFault> {
    country::alpha_2(code).ok_or(PersonFault::Country)
}

fn english() -> String {
    "en".to_owned()
}
