//! Structures of the Finnish register of qualification requirements, ePerusteet.
//!
//! Groups (`RakenneModuuli`) have credits (`laajuus`), a number (`koko`) and a role (`rooli`); units are referred to.
//! Conditions in prose (`kuvaus`) are named as not expressed.

mod file;

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde_json::Number;
use sha2::{Digest, Sha256};

use file::{Bounds, Moduuli, Peruste, Reference, Suoritustapa, TutkinnonOsa, Viite, words};

use super::{Imported, Provenance, Unexpressed, Untold};
use crate::{
    credits::Credits,
    format::{ReadError, parse},
    lint,
    qualification::{
        Accepts, Condition, CreditRange, FORMAT, InForce, Logical, NodeId, NumberRange, OpenSlot,
        Qualification, Role, Source, Standing, Target, Unit, Words,
    },
};

/// Reads every structure in a file (`suoritustavat`). One without a structure gives none.
///
/// # Errors
/// When it is not of this shape, or its rules contradict themselves.
pub fn read(bytes: &[u8], provenance: &Provenance) -> Result<Vec<Imported>, ReadError> {
    let file: Peruste = parse(bytes)?;
    let sha256 = hex::encode(Sha256::digest(bytes));
    let mut imported = Vec::new();
    for (index, way) in file.suoritustavat.iter().enumerate() {
        let Some(structure) = &way.rakenne else { continue };
        let mut reader = Reader::new(&file, way);
        let at = format!("/suoritustavat/{index}/rakenne");
        let root = reader.group(structure, "root", &at);
        let several = file.suoritustavat.iter().filter(|way| way.rakenne.is_some()).count() > 1;
        let qualification = file.head(way, several, root, provenance, &sha256);
        let mistakes = lint::mistakes(&qualification);
        if !mistakes.is_empty() {
            return Err(ReadError::Mistakes(mistakes));
        }
        imported.push(Imported { qualification, unexpressed: reader.unexpressed });
    }
    Ok(imported)
}

impl Peruste {
    fn head(
        &self,
        way: &Suoritustapa,
        several: bool,
        root: Condition,
        provenance: &Provenance,
        sha256: &str,
    ) -> Qualification {
        let number = self.id.map(|id| id.to_string()).unwrap_or_default();
        let id = self.diaarinumero.clone().unwrap_or_else(|| format!("eperusteet-{number}"));
        let code = way.suoritustapakoodi.as_deref().filter(|_| several);
        let decided = self.paatospvm.or(self.voimassaolo_alkaa).and_then(day);
        Qualification {
            format: FORMAT.to_owned(),
            id: code.map_or(id.clone(), |code| format!("{id}/{code}")),
            title: words(self.nimi.as_ref()),
            version: decided.map_or_else(|| "unknown".to_owned(), |date| date.year().to_string()),
            in_force: InForce {
                from: self.voimassaolo_alkaa.and_then(day),
                to: self.voimassaolo_loppuu.and_then(day),
            },
            eqf_level: None,
            credit_framework: framework(way),
            source: Source {
                url: format!(
                    "https://eperusteet.opintopolku.fi/eperusteet-service/api/external/peruste/{number}"
                ),
                retrieved: provenance.retrieved,
                licence: provenance.licence.clone(),
                sha256: Some(sha256.to_owned()),
            },
            standing: Standing::Published,
            grade_scale: Vec::new(),
            notes: Vec::new(),
            root,
        }
    }
}

fn framework(way: &Suoritustapa) -> String {
    match way.laajuus_yksikko.as_deref() {
        Some("OSAAMISPISTE") | None => "fi-competence-point".to_owned(),
        Some("OPINTOVIIKKO") => "fi-study-week".to_owned(),
        Some("OPINTOPISTE") => "ects".to_owned(),
        Some(other) => format!("fi-{}", other.to_lowercase()),
    }
}

/// The day that begins at this moment in Finland: the nearest midnight of UTC.
fn day(milliseconds: i64) -> Option<Date> {
    const HALF_A_DAY: i64 = 12 * 60 * 60 * 1_000;
    let moment = Timestamp::from_millisecond(milliseconds.checked_add(HALF_A_DAY)?).ok()?;
    Some(moment.to_zoned(jiff::tz::TimeZone::UTC).date())
}

struct Reader<'a> {
    framework: String,
    references: BTreeMap<String, &'a Viite>,
    units: BTreeMap<String, &'a TutkinnonOsa>,
    unexpressed: Vec<Unexpressed>,
}

impl<'a> Reader<'a> {
    fn new(file: &'a Peruste, way: &'a Suoritustapa) -> Self {
        Self {
            framework: framework(way),
            references: way.tutkinnon_osa_viitteet.iter().map(|one| (one.id.text(), one)).collect(),
            units: file.tutkinnon_osat.iter().map(|one| (one.id.text(), one)).collect(),
            unexpressed: Vec::new(),
        }
    }

    fn untold(&mut self, at: &str, what: Untold) {
        self.unexpressed.push(Unexpressed { at: at.to_owned(), what });
    }

    fn group(&mut self, group: &Moduuli, id: &str, at: &str) -> Condition {
        if group.kuvaus.as_ref().is_some_and(|text| !text.words().is_empty()) {
            self.untold(&format!("{at}/kuvaus"), Untold::RuleInWords);
        }
        if group.vieras.as_ref().is_some_and(|foreign| !foreign.is_null()) {
            self.untold(&format!("{at}/vieras"), Untold::ForeignStructure);
        }
        let mut targets = Vec::new();
        let mut fields: Vec<Target> = Vec::new();
        for (index, part) in group.osat.iter().enumerate() {
            let nested_id =
                if id == "root" { format!("g{}", index + 1) } else { format!("{id}.{}", index + 1) };
            let at = format!("{at}/osat/{index}");
            let Some(target) = self.part(part, id, &nested_id, &at) else { continue };
            match part.rooli.as_deref() {
                Some("osaamisala" | "tutkintonimike") => fields.push(target),
                _ => targets.push(target),
            }
        }
        if !fields.is_empty() {
            // Fields of specialisation stand side by side; one of them is chosen.
            targets.insert(0, Target::Condition(choice(format!("{id}-choice"), fields)));
        }
        let rule = group.muodostumis_saanto.as_ref();
        Condition {
            id: NodeId(id.to_owned()),
            name: if id == "root" { Words::new() } else { words(group.nimi.as_ref()) },
            role: role(group),
            logical: Logical::All,
            credits: rule.and_then(|rule| rule.laajuus.as_ref()).and_then(credits),
            required_number: rule.and_then(|rule| rule.koko.as_ref()).and_then(number),
            targets,
            constraints: Vec::new(),
        }
    }

    fn part(&mut self, part: &Moduuli, within: &str, id: &str, at: &str) -> Option<Target> {
        if let Some(reference) = &part.viite {
            return self.unit(part, reference, within, at);
        }
        let open = part.rooli.as_deref() == Some("määrittelemätön")
            || part.vieras.as_ref().is_some_and(|one| !one.is_null());
        if !open || !part.osat.is_empty() {
            return Some(Target::Condition(self.group(part, id, at)));
        }
        self.untold(at, Untold::SlotContent);
        let range = part.muodostumis_saanto.as_ref().and_then(|rule| rule.laajuus.as_ref()).and_then(credits);
        if range.is_none() {
            self.untold(at, Untold::SlotWithoutCredits);
        }
        Some(Target::OpenSlot(OpenSlot {
            id: NodeId(id.to_owned()),
            name: words(part.nimi.as_ref()),
            credits: range.unwrap_or(CreditRange { min: Credits::ZERO, max: None }),
            accepts: Accepts { frameworks: vec![self.framework.clone()], ..Accepts::default() },
        }))
    }

    fn unit(&mut self, part: &Moduuli, reference: &Reference, within: &str, at: &str) -> Option<Target> {
        if part.erikoisuus.as_ref().is_some_and(|one| !one.is_null()) {
            self.untold(&format!("{at}/erikoisuus"), Untold::ForeignStructure);
        }
        let place = self.references.get(&reference.text()).copied();
        let unit =
            place.and_then(|place| place.osa.as_ref()).and_then(|osa| self.units.get(&osa.text()).copied());
        let (Some(place), Some(unit)) = (place, unit) else {
            self.untold(&format!("{at}/_tutkinnonOsaViite"), Untold::Reference);
            return None;
        };
        if !unit.osa_alueet.is_empty() {
            self.untold(&format!("{at}/_tutkinnonOsaViite"), Untold::PartsOfUnit);
        }
        let code = unit.koodi_arvo.clone().unwrap_or_else(|| unit.id.text());
        let min = place.laajuus.as_ref().and_then(amount);
        let max = place.laajuus_maksimi.as_ref().and_then(amount).or(min);
        Some(Target::Unit(Unit {
            id: NodeId(format!("{within}/{code}")),
            code,
            name: words(unit.nimi.as_ref()),
            credits: min.map(|min| CreditRange { min, max }),
            mandatory: part.pakollinen.unwrap_or(false),
        }))
    }
}

fn choice(id: String, fields: Vec<Target>) -> Condition {
    Condition {
        id: NodeId(id),
        name: Words::new(),
        role: Role::Specialisation,
        logical: Logical::ExactlyOne,
        credits: None,
        required_number: None,
        targets: fields,
        constraints: Vec::new(),
    }
}

fn role(group: &Moduuli) -> Role {
    match group.rooli.as_deref() {
        Some("osaamisala") => Role::Specialisation,
        Some("tutkintonimike") => Role::Title,
        Some("vieras") => Role::Foreign,
        Some("määrittelemätön") => Role::Open,
        _ => Role::Defined,
    }
}

fn credits(bounds: &Bounds) -> Option<CreditRange> {
    let min = bounds.minimi.as_ref().and_then(amount);
    let max = bounds.maksimi.as_ref().and_then(amount);
    (min.is_some() || max.is_some()).then(|| CreditRange { min: min.unwrap_or_default(), max })
}

fn number(bounds: &Bounds) -> Option<NumberRange> {
    let count = |number: &Number| number.as_u64().and_then(|number| u16::try_from(number).ok());
    let min = bounds.minimi.as_ref().and_then(count);
    let max = bounds.maksimi.as_ref().and_then(count);
    (min.is_some() || max.is_some()).then(|| NumberRange { min: min.unwrap_or_default(), max })
}

/// Credits from the digits as written, without a float between.
fn amount(number: &Number) -> Option<Credits> {
    let text = number.to_string();
    text.strip_suffix(".0").unwrap_or(&text).parse().ok()
}
