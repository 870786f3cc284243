//! Scan: from pictures and texts to proofs, ready to be judged like any file.

use proof::frames::{Assembly, Progress};
use proof::{CarriageFault, Link};
use qr::PictureFault;

/// Reads codes, one after the other, and puts frames together as they come.
#[derive(Default)]
pub struct Scanner {
    assembly: Assembly,
}

/// What a code holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanned {
    /// A whole proof, byte for byte as it was shown. Nothing about it is known yet.
    Proof(Vec<u8>),
    /// A frame of a proof: so many different ones were seen, and about so many are needed.
    Frame {
        /// Different frames so far.
        seen: usize,
        /// Fewest that can suffice.
        needed: usize,
    },
    /// A frame of a proof that was whole already.
    Spare,
    /// Somebody asks for a proof, where one should be shown.
    Request,
    /// An address or another text. It is not followed.
    Text(String),
    /// Of this program, but damaged, too large, or of a later version.
    Damaged(CarriageFault),
}

impl Scanner {
    /// What the codes in a picture hold, in the order in which they were found.
    ///
    /// # Errors
    /// [`PictureFault`] when it cannot be looked at. A picture without a code holds nothing.
    pub fn picture(&mut self, bytes: &[u8]) -> Result<Vec<Scanned>, PictureFault> {
        Ok(qr::read(bytes)?.texts.iter().map(|text| self.text(text)).collect())
    }

    /// What the text of a code holds.
    pub fn text(&mut self, text: &str) -> Scanned {
        let link = match Link::read(text) {
            Ok(Some(link)) => link,
            Ok(None) => return Self::plain(text),
            Err(fault) => return Scanned::Damaged(fault),
        };
        if link.as_request().is_some() {
            return Scanned::Request;
        }
        let read = match link.as_frame() {
            None => link.proof().map(Progress::Whole),
            Some(frame) => self.assembly.take(frame),
        };
        match read {
            Ok(Progress::Whole(proof)) => Scanned::Proof(proof),
            Ok(Progress::Partly { seen, needed }) => Scanned::Frame { seen, needed },
            Ok(Progress::Spare) => Scanned::Spare,
            Err(fault) => Scanned::Damaged(fault),
        }
    }

    /// Takes in the links that stand in a text, at most so many; also one that was broken into lines, as on paper.
    pub fn texts(&mut self, text: &str, most: usize) -> Vec<Scanned> {
        let mut links: Vec<(&str, String)> = Vec::new();
        for word in text.split_whitespace() {
            match links.last_mut() {
                _ if word.contains('#') => links.push((word, word.to_owned())),
                Some((_, whole)) if word.bytes().all(|digit| digit.is_ascii_digit()) => whole.push_str(word),
                _ => {}
            }
        }
        let scanned = links.into_iter().take(most).map(|(word, whole)| match self.text(&whole) {
            // A number that happened to stand behind it.
            Scanned::Damaged(_) if whole != word => self.text(word),
            scanned => scanned,
        });
        scanned.collect()
    }

    /// For each proof of which frames are missing: how many were seen, and about how many are needed.
    #[must_use]
    pub fn missing(&self) -> Vec<(usize, usize)> {
        self.assembly.missing().collect()
    }

    /// Other programs put a credential into a code as it is.
    fn plain(text: &str) -> Scanned {
        match vc::parse(text.as_bytes()) {
            Ok(_) => Scanned::Proof(text.as_bytes().to_vec()),
            Err(_) => Scanned::Text(text.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::carriage::{codes, link};

    #[test]
    fn small_proof_is_one_code_and_large_one_is_frames() {
        for (name, single) in [("diploma-shown.sd-jwt", true), ("vehicle-units.jsonld", false)] {
            let sample = samples::SAMPLES.iter().find(|sample| sample.name == name).unwrap();
            let codes = codes(sample.bytes, None).unwrap();
            assert_eq!(codes.len() == 1, single, "{name}: {}", codes.len());
            let mut scanner = Scanner::default();
            // The first two of seven are lost.
            let seen = codes.iter().enumerate().filter(|(at, _)| single || at % 7 > 1);
            let found = seen.flat_map(|(_, code)| scanner.picture(&code.png(2)).unwrap());
            let proofs: Vec<_> = found.filter(|one| matches!(one, Scanned::Proof(_))).collect();
            assert_eq!(proofs, [Scanned::Proof(sample.bytes.to_vec())], "{name}");
            assert!(scanner.missing().is_empty());
        }
    }

    #[test]
    fn links_and_plain_credentials_are_read_and_other_texts_kept() {
        let mut scanner = Scanner::default();
        let badge = samples::SAMPLES[0].bytes;
        let text = link(badge, Some("https://verify.example/p")).unwrap();
        assert_eq!(scanner.text(&text), Scanned::Proof(badge.to_vec()));
        assert_eq!(scanner.text(std::str::from_utf8(badge).unwrap()), Scanned::Proof(badge.to_vec()));
        for text in ["https://example.org/credential/1", "Hello", "tel:+358"] {
            assert_eq!(scanner.text(text), Scanned::Text(text.to_owned()));
        }
        let [one, other] = ["badge-safety.json", "diploma.sd-jwt"]
            .map(|name| samples::SAMPLES.iter().find(|sample| sample.name == name).unwrap().bytes);
        let [(start, end), (alone, _)] = [one, other].map(|proof| {
            let link = link(proof, None).unwrap();
            (link[..300].to_owned(), link[300..].to_owned())
        });
        assert!(matches!(scanner.text(&alone), Scanned::Damaged(_)));
        let whole = link(other, None).unwrap();
        let text = format!("It is\n{start}\n{end}\nand {whole} of 2026, as {whole} 2026 says");
        let proofs = [one, other, other].map(|proof| Scanned::Proof(proof.to_vec()));
        assert_eq!(scanner.texts(&text, 9), proofs);
        assert_eq!(scanner.texts(&text, 1).len(), 1);
        assert_eq!(scanner.text("tessera:#9"), Scanned::Damaged(CarriageFault::VersionUnknown(9)));
    }
}
