//! What a person can choose from when they say who they are.

use serde::Serialize;

use super::{country, language};

/// The codes that the CV editor knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "CvTerms"))]
pub struct Terms {
    /// Countries, ISO 3166-1 alpha-2, lower case.
    pub countries: Vec<String>,
    /// Languages that can be a mother tongue by their tag; any other is written out.
    pub tongues: Vec<String>,
    /// Languages in which the editor makes a CV. All are BCP 47 tags but `me`, which is Montenegrin there.
    pub cv_languages: Vec<String>,
}

impl Terms {
    /// All of them.
    #[must_use]
    pub fn all() -> Self {
        let owned = |tags: &mut dyn Iterator<Item = &'static str>| tags.map(str::to_owned).collect();
        Self {
            countries: country::all(),
            tongues: owned(&mut language::tags()),
            cv_languages: owned(&mut language::of_cv().iter().copied()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidate::Person;

    #[test]
    fn whatever_can_be_chosen_is_taken() {
        let Terms { countries, tongues, cv_languages } = Terms::all();
        assert_eq!((countries.len(), cv_languages.len()), (249, 31));
        let person = |country: &str, cv: &str| Person {
            given_name: "Aino".to_owned(),
            family_name: "Kivelahti".to_owned(),
            email: None,
            phone: None,
            birth_date: None,
            nationality: Some(country.to_owned()),
            mother_tongues: vec![tongues[0].clone()],
            cv_language: cv.to_owned(),
        };
        for country in &countries {
            assert!(person(country, "en").checked().is_ok(), "{country}");
        }
        for language in &cv_languages {
            assert!(person("fi", language).checked().is_ok(), "{language}");
        }
        assert!(tongues.iter().all(|tag| language::iso_639_2(tag).is_some()));
    }
}
