//! A pack on paper: the same as its page, for whoever files and prints PDF. The originals stay in the folder; their hashes say
//! which they are.

use paper::{Block, Paper};

use super::telling::{Telling, called, places};
use super::{Pack, PackCredential, PackEvidence, PackFile};
use crate::fault::WalletFault;
use crate::goals::telling::plain;
use crate::summary::said::short;

/// The document. Long texts and lists are cut where it would have too many pages, and it says so.
///
/// # Errors
/// `not_printable`.
pub(super) fn of(pack: &Pack) -> Result<Vec<u8>, WalletFault> {
    let mut papers = ROOMS.iter().filter_map(|room| Sheet::of(pack, room));
    let fits = |paper: &Paper| paper.pages() <= paper::MAX_PAGES;
    let fault = |why: String| WalletFault::NotPrintable { why };
    let paper = papers.find(fits).ok_or_else(|| fault(paper::PaperFault::TooLong.to_string()))?;
    paper.pdf().map_err(|why| fault(why.to_string()))
}

/// How much is told of each thing.
struct Room {
    /// Most letters of a text.
    characters: usize,
    /// Most entries of a list, and lines of a text.
    entries: usize,
}

/// From all that a pack can hold to what surely fits.
const ROOMS: [Room; 6] = [
    Room { characters: 10_000, entries: 2_500 },
    Room { characters: 3_000, entries: 250 },
    Room { characters: 600, entries: 25 },
    Room { characters: 150, entries: 5 },
    Room { characters: 60, entries: 0 },
    Room { characters: 25, entries: 0 },
];

/// What surely has too many pages is not set: no page has so many letters, in bytes.
const MAX_PAGE_BYTES: usize = 15_000;

struct Sheet<'a> {
    told: Telling<'a>,
    room: &'a Room,
    blocks: Vec<Block>,
    is_shortened: bool,
    /// Of the texts, in bytes.
    length: usize,
}

impl<'a> Sheet<'a> {
    /// Nothing where it would surely not fit.
    fn of(pack: &'a Pack, room: &'a Room) -> Option<Paper> {
        let told = Telling::of(pack);
        let mut sheet = Self { told, room, blocks: Vec::new(), is_shortened: false, length: 0 };
        sheet.head();
        let after_head = sheet.blocks.len();
        sheet.points();
        sheet.evidence();
        sheet.credentials();
        sheet.files();
        if sheet.length > paper::MAX_PAGES * MAX_PAGE_BYTES {
            return None;
        }
        let is_printable = sheet.blocks.iter().all(Block::is_printable);
        let notes = [("shortened", sheet.is_shortened), ("letters", !is_printable)];
        let notes = notes.into_iter().filter(|(_, is_so)| *is_so);
        let notes: Vec<Block> = notes.map(|(key, _)| Block::Text(sheet.say(key))).collect();
        let Self { told, mut blocks, .. } = sheet;
        blocks.splice(after_head..after_head, notes);
        let title = told.title();
        let foot = format!("{title}. {}", told.made_for());
        Some(Paper { title, language: "en".to_owned(), blocks, foot, ..Paper::default() })
    }

    /// Whose, for whom, held against what, and what it is not.
    fn head(&mut self) {
        let pack = self.told.pack;
        let lead = [self.told.made_for(), self.say("nobody_vouches")].map(Block::Text);
        self.blocks.push(Block::Heading(self.told.title()));
        self.blocks.extend(lead);
        if let Some(goal) = &pack.goal {
            let gaps = [("version", goal.version.as_str()), ("source", goal.source.as_str())];
            let goal = format!("{}. {}", plain(&goal.title), self.told.say("goal", &gaps));
            self.fact("held_against", &goal);
        }
        self.blocks.push(Block::Fact(self.say("contents"), pack.sha256.clone()));
        self.blocks.push(Block::Text(self.say("contents_lead")));
        if !pack.message.is_empty() {
            self.heading("message");
            self.own_words(&pack.message);
        }
    }

    /// What is asked, and where to look for it.
    fn points(&mut self) {
        let (named, others) = self.told.points();
        if named.is_empty() && others.is_empty() {
            return;
        }
        self.heading("points");
        self.text("points_lead");
        let where_named = named.iter().map(|point| {
            let places = [places("E", &point.evidence), places("C", &point.credentials)];
            let places: Vec<String> = places.into_iter().filter(|places| !places.is_empty()).collect();
            (called(point), format!(" – {}", places.join(", ")))
        });
        self.items(where_named.collect());
        if named.is_empty() {
            self.text("nothing_named");
        }
        if !others.is_empty() {
            self.text("not_named");
            self.items(others.into_iter().map(|point| (called(point), String::new())).collect());
        }
    }

    fn evidence(&mut self) {
        self.heading("evidence");
        self.text("evidence_lead");
        let all = &self.told.pack.evidence;
        all.iter().zip(1..).for_each(|(one, place)| self.item(place, one));
        if all.is_empty() {
            self.text("no_evidence");
        }
    }

    fn item(&mut self, place: usize, one: &PackEvidence) {
        let title = self.cut(&one.item.title);
        self.blocks.push(Block::Entry(format!("E{place}. {title}")));
        let circumstances = self.told.circumstances(&one.item);
        self.fact("self_declared", &circumstances);
        self.own_words(&one.item.description);
        let plainly = |texts: Vec<String>| texts.into_iter().map(|text| (text, String::new())).collect();
        let skills = self.told.skills(&one.item);
        self.list("skills", plainly(skills));
        self.list("links", plainly(one.item.links.clone()));
        let files =
            one.files.iter().map(|file| (file.path.clone(), format!(" {}", self.told.was_called(file))));
        self.list("its_files", files.collect());
    }

    fn credentials(&mut self) {
        self.heading("credentials");
        self.text("credentials_lead");
        let all = &self.told.pack.credentials;
        all.iter().zip(1..).for_each(|(one, place)| self.credential(place, one));
        if all.is_empty() {
            self.text("no_credentials");
        }
    }

    fn credential(&mut self, place: usize, one: &PackCredential) {
        let title = self.cut(&one.title);
        self.blocks.push(Block::Entry(format!("C{place}. {title}")));
        for (key, value) in self.told.facts(one) {
            self.fact(key, &value);
        }
        let original = format!("{} {}", one.file.path, self.told.was_called(&one.file));
        self.fact("original", &original);
    }

    /// What the originals are, to be told from others.
    fn files(&mut self) {
        self.heading("files");
        self.text("files_paper_lead");
        let file = |file: &PackFile| {
            let gaps = [("n", &*file.bytes.to_string()), ("sha256", &file.sha256)];
            (file.path.clone(), self.told.say("file_hash", &gaps))
        };
        let files: Vec<_> = self.told.pack.originals().map(file).collect();
        if files.is_empty() {
            self.text("no_files");
        }
        self.items(files);
    }

    fn list(&mut self, key: &str, entries: Vec<(String, String)>) {
        if !entries.is_empty() {
            self.text(key);
            self.items(entries);
        }
    }

    /// Entries whose second part is never cut. Where there is no room for all, how many are left out is said last.
    fn items(&mut self, mut entries: Vec<(String, String)>) {
        let left_out = entries.len().saturating_sub(self.room.entries);
        entries.truncate(self.room.entries);
        let mut items: Vec<String> =
            entries.iter().map(|(text, rest)| format!("{}{rest}", self.cut(text))).collect();
        if left_out > 0 {
            self.is_shortened = true;
            items.push(self.told.say("left_out", &[("n", &left_out.to_string())]));
        }
        if !items.is_empty() {
            self.blocks.push(Block::Items(items));
        }
    }

    /// What somebody wrote, line by line.
    fn own_words(&mut self, text: &str) {
        let text = self.cut(text);
        let mut lines = text.splitn(self.room.entries.max(1), '\n').map(str::trim);
        self.blocks
            .extend(lines.by_ref().filter(|line| !line.is_empty()).map(|line| Block::Text(line.to_owned())));
    }

    fn fact(&mut self, key: &str, value: &str) {
        let value = self.cut(value);
        self.blocks.push(Block::Fact(self.say(key), value));
    }

    fn heading(&mut self, key: &str) {
        self.blocks.push(Block::Subheading(self.say(key)));
    }

    fn text(&mut self, key: &str) {
        self.blocks.push(Block::Text(self.say(key)));
    }

    fn cut(&mut self, text: &str) -> String {
        let cut = short(text, self.room.characters);
        self.is_shortened |= cut.len() < text.trim().len();
        self.length += cut.len();
        cut
    }

    fn say(&self, key: &str) -> String {
        self.told.say(key, &[])
    }
}

#[cfg(test)]
mod tests;
