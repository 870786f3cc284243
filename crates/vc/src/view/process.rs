//! The cognitive process that a learning outcome names, in the revised taxonomy of Bloom.

use serde::{Deserialize, Serialize};

use super::Text;

/// A process of the taxonomy, lowest first (Anderson, Krathwohl and others, 2001, table 5.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "CognitiveProcess"))]
#[serde(rename_all = "snake_case")]
pub enum Process {
    /// To remember.
    Remember,
    /// To understand.
    Understand,
    /// To apply.
    Apply,
    /// To analyse.
    Analyse,
    /// To evaluate.
    Evaluate,
    /// To create.
    Create,
}

impl Process {
    /// The process whose own verb an English title begins with. Lists of verbs that are in use place most of them at
    /// several processes at once, so that only the verbs of the taxonomy itself count, and no other is placed.
    #[must_use]
    pub fn of(title: &Text) -> Option<Self> {
        let english = title.0.iter().find(|(tag, _)| *tag == "en" || tag.starts_with("en-"));
        Self::named(english?.1.split_whitespace().next()?)
    }

    /// The process that a word of English names: "apply", "applies" and "applying" are one.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        let word: String = word.trim_matches(|letter: char| !letter.is_alphabetic()).to_ascii_lowercase();
        VERBS.iter().find(|(forms, _)| forms.contains(&word.as_str())).map(|(_, process)| *process)
    }
}

/// The verbs of the taxonomy: its six processes, and the nineteen that they consist of, each with the forms that titles begin
/// with. Names that the taxonomy gives as alternatives are not among them.
const VERBS: [(&[&str], Process); 25] = [
    (&["remember", "remembers", "remembering"], Process::Remember),
    (
        &["recognise", "recognises", "recognising", "recognize", "recognizes", "recognizing"],
        Process::Remember,
    ),
    (&["recall", "recalls", "recalling"], Process::Remember),
    (&["understand", "understands", "understanding"], Process::Understand),
    (&["interpret", "interprets", "interpreting"], Process::Understand),
    (&["exemplify", "exemplifies", "exemplifying"], Process::Understand),
    (&["classify", "classifies", "classifying"], Process::Understand),
    (
        &["summarise", "summarises", "summarising", "summarize", "summarizes", "summarizing"],
        Process::Understand,
    ),
    (&["infer", "infers", "inferring"], Process::Understand),
    (&["compare", "compares", "comparing"], Process::Understand),
    (&["explain", "explains", "explaining"], Process::Understand),
    (&["apply", "applies", "applying"], Process::Apply),
    (&["execute", "executes", "executing"], Process::Apply),
    (&["implement", "implements", "implementing"], Process::Apply),
    (&["analyse", "analyses", "analysing", "analyze", "analyzes", "analyzing"], Process::Analyse),
    (&["differentiate", "differentiates", "differentiating"], Process::Analyse),
    (&["organise", "organises", "organising", "organize", "organizes", "organizing"], Process::Analyse),
    (&["attribute", "attributes", "attributing"], Process::Analyse),
    (&["evaluate", "evaluates", "evaluating"], Process::Evaluate),
    (&["check", "checks", "checking"], Process::Evaluate),
    (&["critique", "critiques", "critiquing"], Process::Evaluate),
    (&["create", "creates", "creating"], Process::Create),
    (&["generate", "generates", "generating"], Process::Create),
    (&["plan", "plans", "planning"], Process::Create),
    (&["produce", "produces", "producing"], Process::Create),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn process_is_told_by_the_first_word_of_an_english_title() {
        let of = |language: &str, title: &str| {
            Process::of(&Text([(language.to_owned(), title.to_owned())].into()))
        };
        assert_eq!(of("en", "Applies the rules of safe storage"), Some(Process::Apply));
        assert_eq!(of("en-gb", "  Organising, by oneself, a workplace"), Some(Process::Analyse));
        assert_eq!(of("en", "ANALYZE"), Some(Process::Analyse));
        for (language, title) in [
            ("en", "Can apply the rules"),
            ("en", "Designs a cell"),
            ("en", "Application of rules"),
            ("en", ""),
            ("en", "— —"),
            ("fi", "plan"),
            ("und", "Apply the rules"),
        ] {
            assert_eq!(of(language, title), None, "{language} {title}");
        }
    }

    #[test]
    fn no_verb_stands_at_two_processes() {
        let mut all: Vec<_> = VERBS.iter().flat_map(|(forms, _)| forms.iter()).collect();
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
