//! What a credential says in several languages, in the one that somebody chose.

use vc::view::Text;

use super::clean;

/// Languages that somebody reads, the best first; none for whatever there is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tongues<'l>(pub(crate) &'l [String]);

impl Tongues<'_> {
    /// English, or whatever there is.
    pub(super) const ANY: Tongues<'static> = Tongues(&[]);

    /// A text on one line. When it is in none of the chosen languages, it says which one it is in: `Welding [en]`.
    pub(super) fn plain(self, text: &Text) -> Option<String> {
        let (language, said) = self.pick(text)?;
        let said = clean(said);
        if said.is_empty() {
            return None;
        }
        let known = self.0.is_empty() || language == NO_LANGUAGE || self.chosen(language).is_some();
        Some(if known { said } else { format!("{said} [{}]", clean(language)) })
    }

    /// What a person is called, on one line; in whatever language, it is their name.
    pub(super) fn name(self, text: &Text) -> Option<String> {
        self.pick(text).map(|(_, said)| clean(said)).filter(|said| !said.is_empty())
    }

    /// The first chosen language that is there, else English, else any.
    fn pick(self, text: &Text) -> Option<(&str, &str)> {
        let there = || text.0.iter().map(|(language, said)| (language.as_str(), said.as_str()));
        let best = there().filter_map(|one| Some((self.chosen(one.0)?, one))).min_by_key(|(place, _)| *place);
        let fallback = || ["en", NO_LANGUAGE].into_iter().find_map(|tag| there().find(|one| one.0 == tag));
        best.map(|(_, one)| one).or_else(fallback).or_else(|| there().next())
    }

    /// The place of a language among the chosen ones; `sv-FI` counts as `sv`, after `sv` itself.
    fn chosen(self, language: &str) -> Option<(usize, usize)> {
        let language = language.to_ascii_lowercase();
        self.0.iter().enumerate().find_map(|(place, chosen)| {
            let rest = language.strip_prefix(&chosen.to_ascii_lowercase())?;
            (rest.is_empty() || rest.starts_with('-')).then_some((place, rest.len()))
        })
    }
}

/// The tag of a text that says no language.
const NO_LANGUAGE: &str = "und";

#[cfg(test)]
mod tests {
    use super::*;

    fn said(chosen: &[&str], texts: &[(&str, &str)]) -> Option<String> {
        let chosen: Vec<_> = chosen.iter().map(|&one| one.to_owned()).collect();
        let texts = texts.iter().map(|(language, said)| ((*language).to_owned(), (*said).to_owned()));
        Tongues(&chosen).plain(&Text(texts.collect()))
    }

    #[test]
    fn text_reads_in_the_first_chosen_language_and_says_when_it_is_in_another() {
        let both = [("en", "weld"), ("fi", "hitsata"), ("sv-FI", "svetsa")];
        for (chosen, texts, expected) in [
            (&[][..], &both[..], "weld"),
            (&["fi"], &both, "hitsata"),
            (&["SV", "fi"], &both, "svetsa"),
            (&["de", "fi"], &both, "hitsata"),
            (&["de"], &both, "weld [en]"),
            (&["s"], &both, "weld [en]"),
            (&["sv"], &[("sv-AX", "a"), ("sv", "b")], "b"),
            (&["de"], &[("fi", "hitsata")], "hitsata [fi]"),
            (&[], &[("fi", "hitsata")], "hitsata"),
            (&["de"], &[("und", "TIG")], "TIG"),
        ] {
            assert_eq!(said(chosen, texts).as_deref(), Some(expected), "{chosen:?} of {texts:?}");
        }
        assert_eq!(said(&["de"], &[]), None);
        assert_eq!(said(&["de"], &[("en", " ")]), None);
    }
}
