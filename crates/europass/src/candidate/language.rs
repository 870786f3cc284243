//! Languages: mother tongues by ISO 639-2 code, and the languages that a CV can be in.

/// The ISO 639-2 code of a language that is named by tag or code; `None` for anything else.
pub(super) fn iso_639_2(language: &str) -> Option<String> {
    let name = language.trim().to_ascii_lowercase();
    let short = name.split('-').next().unwrap_or_default();
    if let Some((_, code)) = CODES.iter().find(|(tag, _)| *tag == short) {
        return Some((*code).to_owned());
    }
    CODES.iter().any(|(_, code)| *code == name).then_some(name)
}

/// True for a language in which the editor makes a CV.
pub(super) fn is_of_cv(language: &str) -> bool {
    CV.contains(&language)
}

/// The tags of all languages that have a code here.
pub(super) fn tags() -> impl Iterator<Item = &'static str> {
    CODES.iter().map(|(tag, _)| *tag)
}

/// The languages in which the editor makes a CV, as it names them.
pub(super) fn of_cv() -> &'static [&'static str] {
    CV
}

/// Tag and code: the languages of the Union, its neighbours, and the largest others.
const CODES: &[(&str, &str)] = &[
    ("ar", "ara"),
    ("bg", "bul"),
    ("bn", "ben"),
    ("bs", "bos"),
    ("ca", "cat"),
    ("cs", "ces"),
    ("cy", "cym"),
    ("da", "dan"),
    ("de", "deu"),
    ("el", "ell"),
    ("en", "eng"),
    ("es", "spa"),
    ("et", "est"),
    ("eu", "eus"),
    ("fa", "fas"),
    ("fi", "fin"),
    ("fr", "fra"),
    ("ga", "gle"),
    ("gl", "glg"),
    ("he", "heb"),
    ("hi", "hin"),
    ("hr", "hrv"),
    ("hu", "hun"),
    ("hy", "hye"),
    ("is", "isl"),
    ("it", "ita"),
    ("ja", "jpn"),
    ("ka", "kat"),
    ("ko", "kor"),
    ("ku", "kur"),
    ("lb", "ltz"),
    ("lt", "lit"),
    ("lv", "lav"),
    ("mk", "mkd"),
    ("mt", "mlt"),
    ("nb", "nob"),
    ("nl", "nld"),
    ("nn", "nno"),
    ("no", "nor"),
    ("pl", "pol"),
    ("pt", "por"),
    ("ro", "ron"),
    ("ru", "rus"),
    ("se", "sme"),
    ("sk", "slk"),
    ("sl", "slv"),
    ("so", "som"),
    ("sq", "sqi"),
    ("sr", "srp"),
    ("sv", "swe"),
    ("tr", "tur"),
    ("uk", "ukr"),
    ("ur", "urd"),
    ("vi", "vie"),
    ("zh", "zho"),
];

/// As the editor lists them.
const CV: &[&str] = &[
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "is", "it", "lt", "lv",
    "me", "mk", "mt", "nl", "no", "pl", "pt", "ro", "sk", "sl", "sr", "sv", "tr", "uk",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_named_by_tag_or_code_and_others_stay_free_text() {
        for (language, expected) in [
            ("fi", Some("fin")),
            ("pt-BR", Some("por")),
            ("FIN", Some("fin")),
            (" sv ", Some("swe")),
            ("Finnish", None),
            ("xx", None),
            ("", None),
        ] {
            assert_eq!(iso_639_2(language).as_deref(), expected, "{language}");
        }
    }
}
