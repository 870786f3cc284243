//! Reading RDF 1.1 N-Quads (W3C Recommendation 2014-02-25), strictly.

use std::borrow::Cow;

use crate::dataset::{Dataset, PlaceId, Quad, TermId};
use crate::graph::XSD_STRING;
use crate::refusal::Refusal;

/// Why a text is no N-Quads document, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct NQuadsFault {
    /// Number of the line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: NQuadsMistake,
}

/// What is wrong with a line of N-Quads.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NQuadsMistake {
    /// No term stands where one must, or one of the wrong kind.
    #[error("a term is missing or of the wrong kind")]
    Term,
    /// An IRI is not absolute or has a character that no IRI has.
    #[error("not an absolute IRI")]
    Iri,
    /// The label of a blank node is not one.
    #[error("not a label of a blank node")]
    BlankLabel,
    /// A string does not end, or has a line end in it.
    #[error("the string does not end")]
    String,
    /// An escape stands for no character.
    #[error("an escape that stands for no character")]
    Escape,
    /// A language tag is not one.
    #[error("not a language tag")]
    Language,
    /// Something else than a full stop, and then perhaps a comment, ends the line.
    #[error("the statement does not end")]
    End,
    /// A limit of [`limits`](crate::limits) was reached.
    #[error(transparent)]
    Refused(Refusal),
}

impl NQuadsMistake {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Term => "term",
            Self::Iri => "iri",
            Self::BlankLabel => "blank_label",
            Self::String => "string",
            Self::Escape => "escape",
            Self::Language => "language",
            Self::End => "end",
            Self::Refused(refusal) => refusal.code(),
        }
    }
}

impl From<Refusal> for NQuadsMistake {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Dataset<'static> {
    /// Reads an N-Quads document. Its quads come from no place of a JSON document, and it has no root.
    ///
    /// # Errors
    /// [`NQuadsFault`] at the first line that is not a statement, a comment or empty.
    pub fn from_n_quads(text: &str) -> Result<Self, NQuadsFault> {
        let mut dataset = Dataset::default();
        for (before, line) in text.split('\n').enumerate() {
            // A carriage return ends a line as well, and counts for none.
            for line in line.split('\r') {
                Line { rest: line, dataset: &mut dataset }
                    .read()
                    .map_err(|what| NQuadsFault { line: before + 1, what })?;
            }
        }
        Ok(dataset)
    }
}

/// What is left of a line.
struct Line<'t, 'q> {
    rest: &'t str,
    dataset: &'q mut Dataset<'static>,
}

impl<'t> Line<'t, '_> {
    fn read(mut self) -> Result<(), NQuadsMistake> {
        self.skip_space();
        if self.is_over() {
            return Ok(());
        }
        let subject = self.node()?.ok_or(NQuadsMistake::Term)?;
        let predicate = self.iri()?.ok_or(NQuadsMistake::Term)?;
        let object = match self.node()? {
            Some(node) => node,
            None => self.literal()?.ok_or(NQuadsMistake::Term)?,
        };
        let graph = self.node()?;
        if !self.take('.') {
            return Err(NQuadsMistake::End);
        }
        self.skip_space();
        if !self.is_over() {
            return Err(NQuadsMistake::End);
        }
        self.dataset.push(Quad { subject, predicate, object, graph }, PlaceId::ROOT)?;
        Ok(())
    }

    /// An IRI or a blank node, if one is next.
    fn node(&mut self) -> Result<Option<TermId>, NQuadsMistake> {
        if self.rest.starts_with('<') { self.iri() } else { self.blank() }
    }

    fn iri(&mut self) -> Result<Option<TermId>, NQuadsMistake> {
        let Some(iri) = self.iri_text()? else { return Ok(None) };
        self.skip_space();
        Ok(Some(self.dataset.intern_iri(&iri)?))
    }

    fn iri_text(&mut self) -> Result<Option<Cow<'t, str>>, NQuadsMistake> {
        let Some(rest) = self.rest.strip_prefix('<') else { return Ok(None) };
        let (written, rest) = rest.split_once('>').ok_or(NQuadsMistake::Iri)?;
        self.rest = rest;
        // An escape may not bring in what could not be written as it is.
        let iri = unescape(written, "")?;
        if !is_absolute(&iri) || iri.contains(|letter| letter <= ' ' || "<>\"{}|^`\\".contains(letter)) {
            return Err(NQuadsMistake::Iri);
        }
        Ok(Some(iri))
    }

    fn blank(&mut self) -> Result<Option<TermId>, NQuadsMistake> {
        let Some(rest) = self.rest.strip_prefix("_:") else { return Ok(None) };
        let end = rest.find(|letter| !is_label_letter(letter) && letter != '.').unwrap_or(rest.len());
        // A label may have full stops inside, not at its end.
        let label = rest[..end].trim_end_matches('.');
        if !label.starts_with(|letter: char| is_label_start(letter) || letter.is_ascii_digit()) {
            return Err(NQuadsMistake::BlankLabel);
        }
        self.rest = &rest[label.len()..];
        self.skip_space();
        Ok(Some(self.dataset.intern_blank(label)?))
    }

    fn literal(&mut self) -> Result<Option<TermId>, NQuadsMistake> {
        let Some(rest) = self.rest.strip_prefix('"') else { return Ok(None) };
        let end = end_of_string(rest).ok_or(NQuadsMistake::String)?;
        let value = unescape(&rest[..end], "tbnrf\"'\\")?;
        self.rest = &rest[end + 1..];
        let literal = if self.take_text("@") {
            let end = self.rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
            let (tag, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
            if !is_language_tag(tag) {
                return Err(NQuadsMistake::Language);
            }
            self.rest = rest;
            self.dataset.intern_text(&value, tag)?
        } else if self.take_text("^^") {
            let datatype = self.iri_text()?.ok_or(NQuadsMistake::Term)?;
            self.dataset.intern_literal(&value, Some(&*datatype).filter(|iri| *iri != XSD_STRING))?
        } else {
            self.dataset.intern_literal(&value, None)?
        };
        self.skip_space();
        Ok(Some(literal))
    }

    fn take(&mut self, letter: char) -> bool {
        self.take_text(letter.encode_utf8(&mut [0; 4]))
    }

    fn take_text(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t']);
    }

    fn is_over(&self) -> bool {
        self.rest.is_empty() || self.rest.starts_with('#')
    }
}

/// Where a string ends: at the first quotation mark that no backslash stands before.
fn end_of_string(rest: &str) -> Option<usize> {
    let mut escaped = false;
    rest.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })
}

/// Undoes `\u` with four digits and `\U` with eight, and a backslash before one of `letters`.
fn unescape<'t>(written: &'t str, letters: &str) -> Result<Cow<'t, str>, NQuadsMistake> {
    let Some((plain, mut rest)) = written.split_once('\\') else { return Ok(Cow::Borrowed(written)) };
    let mut text = String::from(plain);
    loop {
        let letter = rest.chars().next().ok_or(NQuadsMistake::Escape)?;
        rest = &rest[letter.len_utf8()..];
        let digits = match letter {
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        if digits > 0 {
            let (code, after) = rest.split_at_checked(digits).ok_or(NQuadsMistake::Escape)?;
            text.push(code_point(code).ok_or(NQuadsMistake::Escape)?);
            rest = after;
        } else if letters.contains(letter) {
            text.push(match letter {
                't' => '\t',
                'b' => '\u{8}',
                'n' => '\n',
                'r' => '\r',
                'f' => '\u{c}',
                itself => itself,
            });
        } else {
            return Err(NQuadsMistake::Escape);
        }
        let Some((plain, after)) = rest.split_once('\\') else {
            text.push_str(rest);
            return Ok(Cow::Owned(text));
        };
        text.push_str(plain);
        rest = after;
    }
}

fn code_point(digits: &str) -> Option<char> {
    // `from_str_radix` alone would read a sign.
    let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    u32::from_str_radix(digits, 16).ok().filter(|_| hexadecimal).and_then(char::from_u32)
}

/// True when an IRI begins with a scheme (RFC 3987 §2.2).
fn is_absolute(iri: &str) -> bool {
    iri.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

/// `[a-zA-Z]+ ('-' [a-zA-Z0-9]+)*`.
fn is_language_tag(tag: &str) -> bool {
    let (first, rest) = tag.split_once('-').map_or((tag, None), |(first, rest)| (first, Some(rest)));
    !first.is_empty()
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && rest.is_none_or(|rest| {
            rest.split('-')
                .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        })
}

/// `PN_CHARS_U`.
fn is_label_start(letter: char) -> bool {
    matches!(letter,
        'A'..='Z' | 'a'..='z' | '_' | ':'
        | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}'
        | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}'
        | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

/// `PN_CHARS`.
fn is_label_letter(letter: char) -> bool {
    is_label_start(letter)
        || matches!(letter, '0'..='9' | '-' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_says_its_statements() {
        let text = "# a comment\n\n<a:s> <a:p> _:b.1 .\r\n_:b.1<a:p>\"v\"<a:g>.# another\n \t_:b.1 <a:p> \"v\"@en-GB _:g .";
        let dataset = read(text).unwrap();
        let lines: Vec<String> = dataset
            .quads()
            .iter()
            .map(|quad| {
                let terms = [Some(quad.subject), Some(quad.predicate), Some(quad.object), quad.graph];
                terms.into_iter().flatten().map(|term| dataset.n_quads(term)).collect::<Vec<_>>().join(" ")
            })
            .collect();
        assert_eq!(lines, ["<a:s> <a:p> _:b.1", "_:b.1 <a:p> \"v\" <a:g>", "_:b.1 <a:p> \"v\"@en-GB _:g"]);
        assert_eq!(dataset.pointer(0), "");
    }

    #[test]
    fn escapes_are_undone_and_written_canonically() {
        for (written, canonical) in [
            (r#""\t\b\n\r\f\"\'\\""#, r#""\t\b\n\r\f\"'\\""#),
            (r#""\u0041\U0001F303\u00e9""#, r#""A🌃é""#),
            (r#""\u0000\u000b\u007F\u0080""#, "\"\\u0000\\u000B\\u007F\u{80}\""),
            (r#""5"^^<http://www.w3.org/2001/XMLSchema#string>"#, r#""5""#),
            (r"<a:\u00e9>", "<a:é>"),
        ] {
            let dataset = read(&format!("<a:s> <a:p> {written} .")).unwrap();
            assert_eq!(dataset.n_quads(dataset.quads()[0].object), canonical);
        }
    }

    #[test]
    fn what_is_no_statement_is_a_fault_at_its_line() {
        use NQuadsMistake as M;
        for (line, what) in [
            ("<a:s> <a:p> .", M::Term),
            ("<a:s> _:p <a:o> .", M::Term),
            ("<a:s> \"p\" <a:o> .", M::Term),
            ("\"s\" <a:p> <a:o> .", M::Term),
            ("<a:s> <a:p> \"o\"^^_:d .", M::Term),
            ("<s> <a:p> <a:o> .", M::Iri),
            ("<a:s <a:p> <a:o> .", M::Iri),
            ("<a:s", M::Iri),
            (r"<a:\u0020> <a:p> <a:o> .", M::Iri),
            (r"<a:\u003e> <a:p> <a:o> .", M::Iri),
            (r"<a:\n> <a:p> <a:o> .", M::Escape),
            ("_:-a <a:p> <a:o> .", M::BlankLabel),
            ("_: <a:p> <a:o> .", M::BlankLabel),
            ("<a:s> <a:p> \"o .", M::String),
            ("<a:s> <a:p> \"o\\\" .", M::String),
            ("<a:s> <a:p> 'o' .", M::Term),
            (r#"<a:s> <a:p> "\a" ."#, M::Escape),
            (r#"<a:s> <a:p> "\u12" ."#, M::Escape),
            (r#"<a:s> <a:p> "\u+123" ."#, M::Escape),
            (r#"<a:s> <a:p> "\uD800" ."#, M::Escape),
            (r#"<a:s> <a:p> "\U00110000" ."#, M::Escape),
            ("<a:s> <a:p> \"o\"@ .", M::Language),
            ("<a:s> <a:p> \"o\"@e1 .", M::Language),
            ("<a:s> <a:p> \"o\"@en- .", M::Language),
            ("<a:s> <a:p> \"o\" @en .", M::End),
            ("<a:s> <a:p> <a:o>", M::End),
            ("<a:s> <a:p> <a:o> \"g\" .", M::End),
            ("<a:s> <a:p> <a:o> <a:g> <a:h> .", M::End),
            ("<a:s> <a:p> <a:o> . <a:s> <a:p> <a:o> .", M::End),
        ] {
            let text = format!("<a:s> <a:p> <a:o> .\n{line}\n<a:s> <a:p> <a:o> .\n");
            assert_eq!(read(&text).unwrap_err(), NQuadsFault { line: 2, what }, "{line}");
        }
    }

    fn read(text: &str) -> Result<Dataset<'static>, NQuadsFault> {
        Dataset::from_n_quads(text)
    }
}
