//! What is said about checks, verdicts and places.

use vc::{Check, CheckResult, Code, DocumentKind, Report, SecuringId, UnsignedPart};

use super::{Gaps, Words, day};
use crate::show::WhenReceived;

impl Words {
    /// The name of a check.
    #[must_use]
    pub fn check(&self, check: Check) -> String {
        self.say(&format!("check.{}.name", name(check)), &Gaps::new()).unwrap_or_else(|| name(check))
    }

    /// The sentence about one check.
    #[must_use]
    pub fn sentence(&self, result: &CheckResult, report: &Report) -> String {
        let gaps = self.gaps(result, report);
        let Some(code) = result.code.map(Code::as_str) else {
            let key = match report.securing {
                SecuringId::DataIntegrity | SecuringId::Jws | SecuringId::SdJwt => {
                    proven(result.check, report, &gaps)
                }
                SecuringId::Jades | SecuringId::None => passed(result.check, &gaps),
            };
            return self.say(&key, &gaps).unwrap_or_default();
        };
        let several = gaps.get("count").is_some_and(|count| count != "1");
        let named = gaps.contains_key("certificate");
        let fuller = several.then_some("many").or(named.then_some("compared"));
        fuller
            .and_then(|part| self.say(&format!("code.{code}.{part}"), &gaps))
            .or_else(|| self.say(&format!("code.{code}.line"), &gaps))
            .unwrap_or(code)
    }

    /// Why something is in no signature.
    #[must_use]
    pub fn unsigned(&self, part: &UnsignedPart) -> String {
        let gaps = Gaps::from([("code".to_owned(), part.why.clone())]);
        self.say(&format!("unsigned.why.{}", part.why), &gaps)
            .or_else(|| self.say("unsigned.why.unknown", &gaps))
            .unwrap_or_default()
    }

    /// A JSON pointer as people read it: `credentialSubject › result 2 › status`.
    #[must_use]
    pub fn place(&self, pointer: &str) -> String {
        let mut place = String::new();
        for step in pointer.split('/').skip(1) {
            let step = step.replace("~1", "/").replace("~0", "~");
            let number = step.parse::<usize>().ok().filter(|_| !place.is_empty());
            match number {
                Some(number) => place.push_str(&format!(" {}", number + 1)),
                None if place.is_empty() => place.push_str(&step),
                None => place.push_str(&format!(" › {step}")),
            }
        }
        if place.is_empty() { self.say("unsigned.whole", &Gaps::new()).unwrap_or_default() } else { place }
    }

    /// The size of a credential: a number alone is a number of credits.
    #[must_use]
    pub fn size(&self, size: &str) -> String {
        if size.parse::<f64>().is_err() {
            return size.to_owned();
        }
        let number = if size == "1" { "one" } else { "other" };
        let gaps = Gaps::from([("points".to_owned(), size.to_owned())]);
        self.say(&format!("wallet.points.{number}"), &gaps).unwrap_or_default()
    }

    /// The verdict as a headline.
    #[must_use]
    pub fn verdict(&self, report: &Report) -> String {
        let key = format!("verdict.{}.headline", name(report.verdict));
        self.say(&key, &Gaps::new()).unwrap_or_default()
    }

    /// What a credential came to when it was taken in.
    #[must_use]
    pub fn when_received(&self, then: &WhenReceived) -> String {
        let word =
            self.say(&format!("verdict.{}.word", name(then.verdict)), &Gaps::new()).unwrap_or_default();
        self.say("verdict.when_received", &Gaps::from([("word".to_owned(), word)])).unwrap_or_default()
    }

    fn gaps(&self, result: &CheckResult, report: &Report) -> Gaps {
        let mut gaps: Gaps = result
            .detail
            .iter()
            .map(|(name, value)| (name.clone(), day(value).unwrap_or_else(|| value.clone())))
            .collect();
        let kind = match report.kind {
            DocumentKind::Credential => format!("profile.{}", name(report.profile)),
            DocumentKind::Presentation => "presentation.kind".to_owned(),
        };
        let kind = self.say(&kind, &Gaps::new());
        gaps.entry("kind".to_owned()).or_insert(kind.unwrap_or_default());
        if gaps.get("name").is_none_or(|name| !is_name(name)) {
            let issuer = report.claims.issuer.name.pick(&[]).map(str::to_owned);
            let unnamed = || self.say("verdict.the_provider", &Gaps::new()).unwrap_or_default();
            gaps.insert("name".to_owned(), issuer.unwrap_or_else(unnamed));
        }
        if result.code == Some(Code::UnsignedContent) {
            let lines = report.unsigned.iter().filter(|part| counts(part));
            gaps.insert("count".to_owned(), lines.count().max(1).to_string());
        }
        if result.code.is_some_and(|code| NAMES_A_PLACE.contains(&code)) {
            let first = gaps.get("value").cloned().unwrap_or_default();
            gaps.insert("place".to_owned(), self.place(&first));
        }
        if let Some(rule) = gaps.get("rule").cloned() {
            gaps.insert("element".to_owned(), element(&rule));
        }
        gaps
    }
}

/// Codes whose value is a JSON pointer.
const NAMES_A_PLACE: [Code; 3] = [Code::UnsignedContent, Code::TermUndefined, Code::NumberInexact];

/// True for something that ought to be signed; the direction of a text need not be.
#[must_use]
pub fn counts(part: &UnsignedPart) -> bool {
    part.why != "text_direction"
}

/// What holds of a signature by a bare key: it covers what is said, and the name behind the key is its own
/// word.
fn proven(check: Check, report: &Report, gaps: &Gaps) -> String {
    match check {
        Check::Signature => "check.signature.pass_content".to_owned(),
        Check::Issuer if report.claims.issuer.name.pick(&[]).is_some() => "check.issuer.pass_own".to_owned(),
        Check::Issuer => "check.issuer.pass_own_unnamed".to_owned(),
        _ => passed(check, gaps),
    }
}

/// True for a name that people can read; an address or a key is none.
fn is_name(name: &str) -> bool {
    !name.is_empty() && !["did:", "http:", "https:", "urn:"].iter().any(|scheme| name.starts_with(scheme))
}

fn passed(check: Check, gaps: &Gaps) -> String {
    let has = |name: &str| gaps.contains_key(name);
    let suffix = match check {
        Check::Recognition if has("as_of") => "pass_dated",
        Check::Validity if has("from") && has("until") => "pass_from_until",
        Check::Validity if has("from") => "pass_from",
        Check::Validity if has("until") => "pass_until",
        _ => "pass",
    };
    format!("check.{}.{suffix}", name(check))
}

/// The element that a rule such as `Qualification.learningOutcome 1..*` is about: "learning outcome".
/// Runs of capitals stay together: "eIDAS identifier".
fn element(rule: &str) -> String {
    let property = rule.split([' ', '.']).nth(1).unwrap_or(rule);
    let letters: Vec<char> = property.chars().collect();
    let mut words = String::new();
    for (index, letter) in letters.iter().enumerate() {
        let begins_word =
            letter.is_ascii_uppercase() && letters.get(index + 1).is_some_and(char::is_ascii_lowercase);
        if begins_word && index > 0 {
            words.push(' ');
        }
        words.push(if begins_word { letter.to_ascii_lowercase() } else { *letter });
    }
    words
}

/// A unit variant as it appears in output.
#[must_use]
pub fn name(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_has_a_name_and_a_sentence_for_a_pass() {
        let words = Words::english();
        for check in Check::ALL {
            assert!(words.say(&format!("check.{}.name", name(check)), &Gaps::new()).is_some(), "{check:?}");
            assert!(words.say(&format!("check.{}.pass", name(check)), &Gaps::new()).is_some(), "{check:?}");
        }
    }

    #[test]
    fn a_reason_without_words_is_named() {
        let words = Words::english();
        let known =
            UnsignedPart { at: String::new(), why: "undefined_term".to_owned(), value: String::new() };
        assert!(words.unsigned(&known).starts_with("The terms this file follows"));
        let other = UnsignedPart { at: String::new(), why: "brand_new".to_owned(), value: String::new() };
        assert!(words.unsigned(&other).contains("(brand_new)"));
    }

    #[test]
    fn a_number_alone_is_a_number_of_credits() {
        let words = Words::english();
        let sizes = ["1", "1.50", "15 ECTS", ""].map(|size| words.size(size));
        assert_eq!(sizes, ["1 credit", "1.50 credits", "15 ECTS", ""]);
    }

    #[test]
    fn places_are_read_from_the_outside_in() {
        let words = Words::english();
        assert_eq!(words.place("/credentialSubject/result/1/a~1b~0"), "credentialSubject › result 2 › a/b~");
        assert_eq!(words.place(""), "the whole file");
        assert_eq!(words.place("/0/id"), "0 › id");
    }

    #[test]
    fn elements_are_named_in_words() {
        assert_eq!(element("EuropeanDigitalCredential.issued 1..1"), "issued");
        assert_eq!(element("Qualification.learningOutcome 1..*"), "learning outcome");
        assert_eq!(element("Issuer.eIDASIdentifier 1..1"), "eIDAS identifier");
    }
}
