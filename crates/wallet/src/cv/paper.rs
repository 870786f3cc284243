//! A CV as a document for people that carries the one for the Europass editor.

use europass::candidate::{Entry, Person, entries};
use jiff::Timestamp;
use paper::{Attachment, Block, Paper};
use vc::Report;
use vc::view::Claim;

use crate::export::Original;
use crate::fault::WalletFault;
use crate::session::{Session, read};
use crate::summary::said::{outcomes, plain, short};
use crate::words::{Gaps, Words, day};

impl Session {
    /// As [`cv`](Self::cv), as PDF for people; the document for the editor is in it, byte for byte.
    ///
    /// # Errors
    /// As for [`cv`](Self::cv); `not_printable` when it would be too long.
    pub fn cv_on_paper(
        &mut self,
        records: &[String],
        person: Option<Person>,
    ) -> Result<Original, WalletFault> {
        let xml = self.cv(records, person)?;
        let wallet = self.open()?;
        let person = wallet.person()?.ok_or(WalletFault::PersonUnknown)?;
        let reports =
            records.iter().map(|record| wallet.report(&read(record)?)).collect::<Result<Vec<_>, _>>()?;
        let page = Page { words: Words::english(), person: &person };
        let paper = page.paper(&reports, xml, wallet.judge.now());
        let bytes = paper.pdf().map_err(|fault| WalletFault::NotPrintable { why: fault.to_string() })?;
        Ok(Original { file_name: "cv.pdf".to_owned(), bytes })
    }
}

struct Page<'p> {
    words: Words,
    person: &'p Person,
}

impl Page<'_> {
    fn paper(&self, reports: &[Report], xml: String, made: Timestamp) -> Paper {
        let name = format!("{} {}", self.person.given_name, self.person.family_name);
        let mut blocks = vec![Block::Heading(name.clone())];
        blocks.extend(self.fact("email", self.person.email.clone()));
        let phone = self.person.phone.as_ref();
        blocks.extend(self.fact("phone", phone.map(|phone| format!("+{} {}", phone.dialling, phone.number))));
        let tongues = self.person.mother_tongues.join(", ");
        blocks.extend(self.fact("mother_tongues", Some(tongues).filter(|tongues| !tongues.is_empty())));
        for report in reports {
            let claims = report.claims.claims.iter().map(Some).chain(std::iter::repeat(None));
            for (entry, claim) in entries(report, &self.person.cv_language).iter().zip(claims) {
                self.entry(entry, claim, &mut blocks);
            }
        }
        blocks.extend([Block::Subheading(self.say("about")), Block::Text(self.say("carries"))]);
        if !blocks.iter().all(Block::is_printable) {
            blocks.push(Block::Text(self.say("letters")));
        }
        let attachment = Attachment {
            // The importer looks for this name and no other.
            name: "attachment.xml".to_owned(),
            media_type: "text/xml".to_owned(),
            words: self.say("attachment"),
            bytes: xml.into_bytes(),
            made,
        };
        let title = format!("{name}: {}", self.say("title"));
        Paper { title, language: "en".to_owned(), blocks, attachment: Some(attachment), ..Paper::default() }
    }

    fn entry(&self, entry: &Entry, claim: Option<&Claim>, blocks: &mut Vec<Block>) {
        blocks.push(Block::Subheading(short(&entry.title, MAX_TITLE_CHARACTERS)));
        let date = |text: &String| day(text).unwrap_or_else(|| text.clone());
        let taken = [entry.start.as_ref().map(date), entry.end.as_ref().map(date)];
        let taken = taken.into_iter().flatten().collect::<Vec<_>>().join(" – ");
        let at = match &entry.country {
            Some(country) => format!("{}, {}", entry.organisation, country.to_uppercase()),
            None => entry.organisation.clone(),
        };
        blocks.extend(self.fact("organisation", Some(at)));
        blocks.extend(self.fact("taken", Some(taken)));
        blocks.extend(self.fact("level", entry.eqf_level.as_ref().map(|level| format!("EQF {level}"))));
        blocks.extend(self.fact("credits", entry.ects.as_ref().map(|points| format!("{points} ECTS"))));
        blocks.extend(self.fact("grade", entry.grade.clone()));
        if let Some(claim) = claim {
            blocks.extend(plain(&claim.description).map(|text| Block::Text(short(&text, MAX_CHARACTERS))));
            let mut items = outcomes(claim);
            items.truncate(MAX_OUTCOMES);
            let items: Vec<_> = items.iter().map(|item| short(item, MAX_TITLE_CHARACTERS)).collect();
            blocks.extend((!items.is_empty()).then_some(Block::Items(items)));
        }
        blocks.extend(self.fact("link", entry.link.clone()));
    }

    fn fact(&self, what: &str, value: Option<String>) -> Option<Block> {
        let value = value.filter(|value| !value.is_empty())?;
        Some(Block::Fact(self.say(what), short(&value, MAX_TITLE_CHARACTERS)))
    }

    fn say(&self, key: &str) -> String {
        self.words.say(&format!("cv_page.{key}"), &Gaps::new()).unwrap_or_default()
    }
}

/// What one line of a CV has room for, in letters.
const MAX_TITLE_CHARACTERS: usize = 300;

/// What one description has room for, in letters.
const MAX_CHARACTERS: usize = 1_000;

/// Most outcomes of an entry; the document for the editor has all that it takes.
const MAX_OUTCOMES: usize = 20;
