//! What goes into a pack, gathered from the wallet.

use std::collections::BTreeSet;

use europass::candidate::Person;
use vault::{Query, RecordId, Shelf, sha256_hex};
use vc::{Report, Verdict};

use super::asked::{Asked, points};
use super::contents;
use super::{
    MAX_MESSAGE_CHARACTERS, MAX_NAME_CHARACTERS, MAX_PACK_BYTES, MAX_PACKED, Offered, Pack, PackCredential,
    PackEvidence, PackFile, PackGoal, PackOffer, PackPoint, PackRequest,
};
use crate::card::Card;
use crate::declared::{Declared, plain_file_name};
use crate::fault::WalletFault;
use crate::goals::{Holdings, text};
use crate::session::{Wallet, read};

impl Wallet {
    pub(super) fn offer_pack(&mut self, goal: Option<&str>) -> Result<PackOffer, WalletFault> {
        let asked = self.asked(goal)?;
        let holdings = self.awards_now()?;
        let fits = |item: &Declared| asked.iter().any(|point| point.is_named_in(item));
        let evidence = self.declared()?.items.into_iter().map(|item| Offered {
            fits: fits(&item),
            id: item.id,
            title: item.title,
        });
        let mut credentials = Vec::new();
        for listed in self.vault.list(&Query { shelf: Shelf::Both, ..Query::default() })? {
            let card: Card = serde_json::from_str(&listed.face)?;
            if card.verdict != Verdict::Invalid {
                let fits = asked.iter().any(|point| point.is_named_by(&card.record, &holdings));
                credentials.push(Offered { id: card.record, title: card.title, fits });
            }
        }
        let mut evidence: Vec<Offered> = evidence.collect();
        for offered in [&mut evidence, &mut credentials] {
            offered.sort_by_key(|one| !one.fits);
        }
        let named =
            |person: Person| format!("{} {}", person.given_name, person.family_name).trim().to_owned();
        let learner = self.person()?.map(named).unwrap_or_default();
        Ok(PackOffer { evidence, credentials, learner })
    }

    pub(super) fn pack(&mut self, request: &PackRequest) -> Result<Pack, WalletFault> {
        let PackRequest { evidence, credentials, .. } = request;
        if evidence.is_empty() && credentials.is_empty() {
            return Err(WalletFault::PackEmpty);
        }
        if evidence.len() > MAX_PACKED || credentials.len() > MAX_PACKED {
            return Err(WalletFault::PackTooMuch { limit: MAX_PACKED as u64 });
        }
        let asked = self.asked(request.goal.as_deref())?;
        // Judged anew before anything is told of a credential.
        let holdings = self.awards_now()?;
        let evidence = evidence
            .iter()
            .zip(1..)
            .map(|(id, place)| self.packed_item(id, place))
            .collect::<Result<Vec<_>, _>>()?;
        let credentials = credentials
            .iter()
            .zip(1..)
            .map(|(record, place)| self.packed_credential(record, place, &holdings))
            .collect::<Result<Vec<_>, _>>()?;
        let files = evidence.iter().flat_map(|one| &one.files).chain(credentials.iter().map(|one| &one.file));
        let bytes = files.fold(0, |sum: u64, file| sum.saturating_add(file.bytes));
        if bytes > MAX_PACK_BYTES {
            return Err(WalletFault::PackTooMuch { limit: MAX_PACK_BYTES });
        }
        let places = |count: usize, named: &dyn Fn(usize) -> bool| {
            (0..count).filter(|place| named(*place)).map(|place| place + 1).collect()
        };
        let point = |asked: Asked| PackPoint {
            evidence: places(evidence.len(), &|place| asked.is_named_in(&evidence[place].item)),
            credentials: places(credentials.len(), &|place| {
                asked.is_named_by(&credentials[place].record, &holdings)
            }),
            code: asked.code,
            name: asked.name,
        };
        let pack = Pack {
            sha256: String::new(),
            made_at: self.clock.now().to_string(),
            learner: line("learner", &request.learner)?,
            audience: line("audience", &request.audience)?,
            message: message(&request.message)?,
            goal: request.goal.as_deref().map(|id| self.packed_goal(id)).transpose()?,
            points: asked.into_iter().map(point).collect(),
            evidence,
            credentials,
            bytes,
        };
        Ok(Pack { sha256: contents::sha256(&pack), ..pack })
    }

    fn asked(&self, goal: Option<&str>) -> Result<Vec<Asked>, WalletFault> {
        let rules = goal.map(|id| self.rules(id)).transpose()?;
        Ok(rules.map(|rules| points(&rules.qualification)).unwrap_or_default())
    }

    fn packed_goal(&self, id: &str) -> Result<PackGoal, WalletFault> {
        let rules = self.rules(id)?.qualification;
        Ok(PackGoal {
            title: text(&rules.title),
            id: rules.id,
            version: rules.version,
            source: rules.source.url,
        })
    }

    fn packed_item(&self, id: &str, place: usize) -> Result<PackEvidence, WalletFault> {
        let item = Declared::from(self.item(id)?);
        let file = |(number, file): (usize, &crate::DeclaredFile)| PackFile {
            path: format!("evidence/{place:02}/{}", plain_file_name(number + 1, &file.name)),
            name: file.name.clone(),
            sha256: file.sha256.clone(),
            bytes: file.bytes,
        };
        let files = item.files.iter().enumerate().map(file).collect();
        Ok(PackEvidence { item, files })
    }

    fn packed_credential(
        &self,
        record: &str,
        place: usize,
        holdings: &Holdings,
    ) -> Result<PackCredential, WalletFault> {
        let id: RecordId = read(record)?;
        let stored = self.vault.record(&id)?;
        let report: Report = serde_json::from_str(&stored.judgement.report)?;
        if report.verdict == Verdict::Invalid {
            return Err(WalletFault::CredentialInvalid { record: record.to_owned() });
        }
        // Whoever has an issuer's own copy can show any part of it in the learner's place.
        if report.proofs.iter().any(|proof| proof.notes.iter().any(|note| note == HOLDERS_COPY)) {
            return Err(WalletFault::NotShareable { record: record.to_owned() });
        }
        let original = self.vault.original(&id)?;
        let card = Card::of(&id, &report, stored.file_name.as_deref());
        let of_it = holdings.awards.iter().filter(|award| award.credential.as_deref() == Some(record));
        let kinds = of_it.map(|award| award.kind).collect::<BTreeSet<_>>();
        let name = stored.file_name.unwrap_or_else(|| "credential.json".to_owned());
        Ok(PackCredential {
            file: PackFile {
                path: format!("credentials/{}", plain_file_name(place, &name)),
                name,
                sha256: sha256_hex(&original),
                bytes: original.len() as u64,
            },
            record: card.record,
            title: card.title,
            issuer: card.issuer,
            awarded: card.awarded,
            valid_until: card.valid_until,
            size: card.size,
            verdict: card.verdict,
            code: card.code,
            kinds: kinds.into_iter().collect(),
            checked_at: card.checked_at,
        })
    }
}

/// One line that says something.
fn line(member: &'static str, text: &str) -> Result<String, WalletFault> {
    let line = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
    let line = line.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let fits = !line.is_empty() && line.chars().count() <= MAX_NAME_CHARACTERS;
    if fits { Ok(line) } else { Err(WalletFault::PackText { member }) }
}

fn message(text: &str) -> Result<String, WalletFault> {
    let text = text.replace("\r\n", "\n");
    let kept: String = text.chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect();
    let kept = kept.trim();
    let fits = kept.chars().count() <= MAX_MESSAGE_CHARACTERS;
    if fits { Ok(kept.to_owned()) } else { Err(WalletFault::PackText { member: "message" }) }
}

/// Note of a proof that its issuer meant for the holder alone.
const HOLDERS_COPY: &str = "holders_copy";
