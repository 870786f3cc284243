//! What was shown last, as a page to print: in words, as a code, and as a text to copy.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use paper::{Block, Paper, Squares};
use qr::Symbol;

use super::preview::{PreviewPart, Seen, SeenAs};
use super::request::{Bond, Chosen, ShareRequest};
use super::{Last, Shared};
use crate::carriage::{link, one_code};
use crate::export::Original;
use crate::fault::WalletFault;
use crate::session::Session;
use crate::words::{Gaps, Words, day};

impl Session {
    /// What was shown last, as PDF to print. `base` is the page of a verifier that a telephone's camera opens.
    ///
    /// # Errors
    /// `share_unknown` when nothing was shown since the wallet was opened; `lifetime_unusable` when it runs out before
    /// somebody could read it from paper; `too_large_for_paper` when it does not fit one code, or one page.
    pub fn last_shared_on_paper(&mut self, base: Option<&str>) -> Result<Original, WalletFault> {
        let wallet = self.open()?;
        let Last { request, shared, .. } = wallet.last_shared.as_ref().ok_or(WalletFault::ShareUnknown)?;
        let lasts = shared.expires.map(|expires| expires.duration_since(shared.made_at).as_secs());
        if lasts.is_some_and(|seconds| seconds < MIN_PAPER_LIFETIME_SECONDS.into()) {
            let most = super::MAX_LIFETIME_SECONDS;
            return Err(WalletFault::LifetimeUnusable { least: MIN_PAPER_LIFETIME_SECONDS, most });
        }
        let preview = wallet.preview(request)?;
        let audience = request.audience.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let page = Page { words: Words::english(), shared, parts: &preview.parts, audience };
        Ok(Original { file_name: "proof.pdf".to_owned(), bytes: page.pdf(base)? })
    }
}

/// A proof as a picture in a page.
pub(crate) enum Printed {
    /// The code.
    Code {
        squares: Squares,
        /// Until when it counts; `None` when nothing in it runs out.
        expires: Option<Timestamp>,
        /// Whether it is signed with a key of the person whom it is about.
        is_bound: bool,
    },
    /// It does not fit one code; then nothing is shown, and nothing logged.
    TooLarge,
}

impl Session {
    /// A credential, shown whole to nobody in particular, to stand in a page; it is written into the log.
    ///
    /// # Errors
    /// As for [`share`](Self::share); `lifetime_unusable` also below an hour.
    pub(crate) fn printed(
        &mut self,
        record: &str,
        lifetime: u32,
        words: &str,
    ) -> Result<Printed, WalletFault> {
        if lifetime < MIN_PAPER_LIFETIME_SECONDS {
            let most = super::MAX_LIFETIME_SECONDS;
            return Err(WalletFault::LifetimeUnusable { least: MIN_PAPER_LIFETIME_SECONDS, most });
        }
        let wallet = self.open()?;
        let chosen = vec![Chosen { record: record.to_owned(), claims: None }];
        let request = ShareRequest { chosen, lifetime: Some(lifetime), ..ShareRequest::default() };
        let (shared, planned) = wallet.present(&request)?;
        let Some(symbol) = one_code(&shared.proof, None)? else { return Ok(Printed::TooLarge) };
        wallet.log_share(&request, &shared, &planned)?;
        let is_bound = shared.parts.iter().all(|part| part.bond == Bond::Holder);
        Ok(Printed::Code { squares: squares(&symbol, words), expires: shared.expires, is_bound })
    }
}

fn squares(symbol: &Symbol, words: &str) -> Squares {
    let side = symbol.side();
    let dark = (0..side * side).map(|at| symbol.is_dark(at % side, at / side)).collect();
    Squares { side, dark, words: words.to_owned() }
}

/// One page.
struct Page<'p> {
    words: Words,
    shared: &'p Shared,
    parts: &'p [PreviewPart],
    audience: Option<&'p str>,
}

impl Page<'_> {
    /// With as many lines as there is room for beside the code and the text.
    fn pdf(&self, base: Option<&str>) -> Result<Vec<u8>, WalletFault> {
        let symbol = one_code(&self.shared.proof, base)?.ok_or(WalletFault::TooLargeForPaper)?;
        let squares = squares(&symbol, &self.say("code"));
        let link = link(&self.shared.proof, base)?;
        let mut papers = (0..=MAX_LINES).rev().map(|lines| self.paper(lines, &squares, &link));
        let paper = papers.find(|paper| paper.pages() == 1).ok_or(WalletFault::TooLargeForPaper)?;
        paper.pdf().map_err(|fault| WalletFault::NotPrintable { why: fault.to_string() })
    }

    /// With at most so many lines about what is shown of each credential.
    fn paper(&self, lines: usize, squares: &Squares, link: &str) -> Paper {
        let mut blocks = vec![Block::Heading(self.say("title"))];
        self.parts.iter().for_each(|part| self.tell(part, lines, &mut blocks));
        let until = self.shared.expires.map_or_else(|| self.say("endless"), moment);
        let are_bound = self.parts.iter().all(|part| part.bond == Bond::Holder);
        blocks.extend([
            self.fact("to", self.audience.map_or_else(|| self.say("anybody"), str::to_owned)),
            self.fact("made", moment(self.shared.made_at)),
            self.fact("until", until),
            Block::Squares(squares.clone()),
            Block::Text(self.say("how")),
            Block::Text(self.say(if are_bound { "bound" } else { "not_bound" })),
            Block::Text(self.say(if self.shared.expires.is_some() { "copies" } else { "copies_endless" })),
        ]);
        if !blocks.iter().all(Block::is_printable) {
            blocks.push(Block::Text(self.say("letters")));
        }
        blocks.extend([Block::Subheading(self.say("as_text")), Block::Small(link.to_owned())]);
        let titles = self.parts.iter().map(|part| part.title.as_str()).collect::<Vec<_>>().join(", ");
        let title = format!("{}: {titles}", self.say("title"));
        Paper { title, language: "en".to_owned(), blocks, ..Paper::default() }
    }

    /// A credential and what it shows, as much as there is room for.
    fn tell(&self, part: &PreviewPart, room: usize, blocks: &mut Vec<Block>) {
        blocks.push(Block::Subheading(part.title.clone()));
        if !part.issuer.is_empty() {
            blocks.push(self.fact("issuer", part.issuer.clone()));
        }
        let telling: Vec<_> = part.visible.iter().filter(|seen| !is_said_above(seen, part)).collect();
        blocks.extend(telling.iter().take(room).map(|seen| Block::Fact(self.name(seen), value(seen))));
        if telling.len() > room {
            let count = Gaps::from([("n".to_owned(), (telling.len() - room).to_string())]);
            blocks.extend(self.words.say("paper.more", &count).map(Block::Text));
        }
    }

    /// What something is called that is seen.
    fn name(&self, seen: &Seen) -> String {
        let key = match seen.what {
            SeenAs::Claim | SeenAs::Identifier => format!("seen.known.{}", seen.name),
            SeenAs::Learner => "paper.learner".to_owned(),
            SeenAs::Title => "seen.title".to_owned(),
            SeenAs::Issuer => "seen.issuer".to_owned(),
            SeenAs::BirthDate => "seen.birth_date".to_owned(),
            SeenAs::ValidFrom => "seen.valid_from".to_owned(),
            SeenAs::ValidUntil => "seen.valid_until".to_owned(),
            SeenAs::Credits => "seen.credits".to_owned(),
            SeenAs::Result => "seen.result".to_owned(),
            SeenAs::Picture => "seen.picture".to_owned(),
            SeenAs::Text => "seen.text".to_owned(),
        };
        self.words.say(&key, &Gaps::new()).unwrap_or_else(|| in_words(&seen.name))
    }

    fn fact(&self, what: &str, value: String) -> Block {
        Block::Fact(self.say(what), value)
    }

    fn say(&self, key: &str) -> String {
        self.words.say(&format!("paper.{key}"), &Gaps::new()).unwrap_or_default()
    }
}

/// Day and time where nobody knows in which place it will be read.
pub(crate) fn moment(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%-d %B %Y, %H:%M UTC").to_string()
}

/// True for what the head of the credential says, and for keys and addresses that say nothing on paper.
fn is_said_above(seen: &Seen, part: &PreviewPart) -> bool {
    let is_address = ["did:", "urn:"].iter().any(|scheme| seen.value.starts_with(scheme));
    seen.value == part.title || seen.value == part.issuer || is_address
}

/// "credentialSubject/result/0/value" as "Result 1, value".
fn in_words(path: &str) -> String {
    let mut words = String::new();
    for step in path.trim_start_matches("credentialSubject/").split('/') {
        match step.parse::<usize>() {
            Ok(number) => words += &format!(" {}", number + 1),
            Err(_) if words.is_empty() => words += step,
            Err(_) => words += &format!(", {step}"),
        }
    }
    let mut spaced = String::new();
    for letter in words.replace('_', " ").chars() {
        if letter.is_ascii_uppercase() && spaced.ends_with(|before: char| before.is_ascii_lowercase()) {
            spaced.push(' ');
        }
        spaced.push(letter.to_ascii_lowercase());
    }
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Days written out, the rest as it is, up to a length.
fn value(seen: &Seen) -> String {
    let is_day = matches!(seen.what, SeenAs::BirthDate | SeenAs::ValidFrom | SeenAs::ValidUntil);
    day(&seen.value).filter(|_| is_day).unwrap_or_else(|| short(&seen.value))
}

fn short(text: &str) -> String {
    let is_long = text.chars().count() > MAX_CHARACTERS;
    let short: String = text.chars().take(MAX_CHARACTERS).collect();
    if is_long { format!("{} …", short.trim_end()) } else { short }
}

/// Sooner, it would have run out before somebody reads it: one hour, in seconds.
const MIN_PAPER_LIFETIME_SECONDS: u32 = 60 * 60;

/// Most lines about what is shown of each credential.
const MAX_LINES: usize = 12;

/// Longest value on a page.
const MAX_CHARACTERS: usize = 120;

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn names_of_claims_become_words() {
        for (path, words) in [
            ("credentialSubject/result/0/value", "Result 1, value"),
            ("familyName", "Family name"),
            ("ålder_vid_start", "Ålder vid start"),
            ("学位", "学位"),
            ("", ""),
        ] {
            assert_eq!(in_words(path), words);
        }
    }
}
