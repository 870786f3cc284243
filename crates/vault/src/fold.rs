//! Words as they are compared: without case, accents or the width of letters, in scripts that write no
//! spaces one sign a word.

use std::ops::RangeInclusive;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A text as search and sorting see it. Two texts that a person takes for the same fold to the same.
///
/// Latin, Greek and Cyrillic letters lose their accents; signs of other scripts that are part of the
/// letter stay. The result has at most as many characters as `text` has bytes, and the spaces between.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    let plain = text.nfkd().filter(|character| !ACCENTS.contains(character)).nfc();
    for character in plain.flat_map(char::to_lowercase).take(text.len()) {
        match character {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ħ' => folded.push('h'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            unspaced if UNSPACED.iter().any(|script| script.contains(&unspaced)) => {
                folded.push(' ');
                folded.push(unspaced);
                folded.push(' ');
            }
            other => folded.push(other),
        }
    }
    // A capital such as İ leaves its dot behind when it becomes small.
    folded.retain(|character| !ACCENTS.contains(&character));
    folded
}

/// True for what words are made of; anything else parts them.
pub(crate) fn in_word(character: char) -> bool {
    character.is_alphanumeric() || is_combining_mark(character)
}

/// Combining marks of Latin, Greek and Cyrillic.
const ACCENTS: RangeInclusive<char> = '\u{300}'..='\u{36f}';

/// Scripts that put no space between words: Thai and Lao, Myanmar, Khmer, kana, and Han.
const UNSPACED: [RangeInclusive<char>; 8] = [
    '\u{e00}'..='\u{eff}',
    '\u{1000}'..='\u{109f}',
    '\u{1780}'..='\u{17ff}',
    '\u{3040}'..='\u{30ff}',
    '\u{3400}'..='\u{4dbf}',
    '\u{4e00}'..='\u{9fff}',
    '\u{f900}'..='\u{faff}',
    '\u{20000}'..='\u{3ffff}',
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_width_do_not_matter() {
        for (one, other) in [
            ("Élan", "elan"),
            ("SCHWEISSEN", "schweißen"),
            ("Łódź", "lodz"),
            ("Ærø", "aero"),
            ("ΜΗΧΑΝΙΚΉ", "μηχανικη"),
            ("Ταλως", "ταλωσ"),
            ("Ёлка", "елка"),
            ("ＡＢＣ", "abc"),
            ("İstanbul", "istanbul"),
            ("e\u{301}tude", "étude"),
        ] {
            assert_eq!(fold(one), fold(other), "{one}");
        }
    }

    #[test]
    fn signs_that_are_part_of_a_letter_stay() {
        assert_eq!(fold("हिन्दी"), "हिन्दी");
        assert_ne!(fold("か"), fold("が"));
        assert_eq!(fold("한국어"), "한국어");
        assert_ne!(fold("เกา"), fold("เก่า"));
    }

    #[test]
    fn unspaced_scripts_are_taken_apart() {
        assert_eq!(fold("溶接").split_whitespace().collect::<Vec<_>>(), ["溶", "接"]);
    }

    #[test]
    fn folded_text_is_no_longer_than_a_few_times_the_text() {
        // One of the characters that compatibility takes apart into eighteen.
        let text = "\u{fdfa}".repeat(1000);
        assert!(fold(&text).len() <= 5 * text.len());
    }
}
