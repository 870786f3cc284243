//! Language tags for the languages that the EU Publications Office names by authority code.

/// BCP 47 tag for a URI such as `http://publications.europa.eu/resource/authority/language/ENG`.
///
/// A language outside the table keeps its three-letter code, which is a valid tag too.
pub(super) fn tag(uri: &str) -> String {
    let code = uri.rsplit('/').next().unwrap_or(uri);
    match TAGS.iter().find(|(authority, _)| *authority == code) {
        Some((_, tag)) => (*tag).to_owned(),
        None => code.to_ascii_lowercase(),
    }
}

/// Authority code and tag: the languages of the Union, of its neighbours, and the largest others.
const TAGS: &[(&str, &str)] = &[
    ("ARA", "ar"),
    ("BOS", "bs"),
    ("BUL", "bg"),
    ("CAT", "ca"),
    ("CES", "cs"),
    ("DAN", "da"),
    ("DEU", "de"),
    ("ELL", "el"),
    ("ENG", "en"),
    ("EST", "et"),
    ("EUS", "eu"),
    ("FIN", "fi"),
    ("FRA", "fr"),
    ("GLE", "ga"),
    ("GLG", "gl"),
    ("HRV", "hr"),
    ("HUN", "hu"),
    ("HYE", "hy"),
    ("ISL", "is"),
    ("ITA", "it"),
    ("JPN", "ja"),
    ("KAT", "ka"),
    ("KOR", "ko"),
    ("LAV", "lv"),
    ("LIT", "lt"),
    ("LTZ", "lb"),
    ("MKD", "mk"),
    ("MLT", "mt"),
    ("NLD", "nl"),
    ("NNO", "nn"),
    ("NOB", "nb"),
    ("NOR", "no"),
    ("POL", "pl"),
    ("POR", "pt"),
    ("RON", "ro"),
    ("RUS", "ru"),
    ("SLK", "sk"),
    ("SLV", "sl"),
    ("SPA", "es"),
    ("SQI", "sq"),
    ("SRP", "sr"),
    ("SWE", "sv"),
    ("TUR", "tr"),
    ("UKR", "uk"),
    ("ZHO", "zh"),
];
