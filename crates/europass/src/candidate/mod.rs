//! The Candidate document that the Europass CV editor imports (format of 2020), with credentials as education entries.
//!
//! No schema is published. What the importer takes, ignores and refuses was found out by others against the real one;
//! every rule that bites is honoured here: a person has a name, a telephone its dialling code, dates exist, each section
//! is listed to be shown, and nothing goes into `Certifications`, which is ignored.

mod country;
mod date;
mod entry;
mod html;
mod language;
mod person;
mod terms;
#[cfg(test)]
mod tests;
mod xml;

pub use self::entry::{Entry, entries};
pub use self::person::{Person, PersonFault, Phone};
pub use self::terms::Terms;
use self::xml::Xml;

/// A CV: who, and what they learned. No `Debug`: it is personal.
#[derive(Clone, Copy)]
pub struct Candidate<'a> {
    /// Who.
    pub person: &'a Person,
    /// What they learned, in the order in which it is shown.
    pub entries: &'a [Entry],
}

impl Candidate<'_> {
    /// The document, UTF-8.
    #[must_use]
    pub fn to_xml(&self) -> String {
        let mut xml = Xml::new();
        xml.open(
            "Candidate",
            &[
                ("xmlns", "http://www.europass.eu/1.0"),
                ("xmlns:oa", "http://www.openapplications.org/oagis/9"),
                ("xmlns:eures", "http://www.europass_eures.eu/1.0"),
                ("xmlns:hr", "http://www.hr-xml.org/3"),
                ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
                ("xsi:schemaLocation", "http://www.europass.eu/1.0 Candidate.xsd"),
            ],
        );
        xml.empty("hr:DocumentID", &scheme("DocumentIdentifier", "4.0"));
        self.supplier(&mut xml);
        self.person(&mut xml);
        self.profile(&mut xml);
        rendering(&mut xml);
        xml.close();
        xml.into_text()
    }

    /// Who supplies the document: the person.
    fn supplier(&self, xml: &mut Xml) {
        xml.open("CandidateSupplier", &[]);
        xml.empty("hr:PartyID", &scheme("PartyID", "1.0"));
        xml.text("hr:PartyName", "Owner");
        xml.open("PersonContact", &[]);
        self.name(xml);
        self.email(xml);
        xml.close();
        xml.text("hr:PrecedenceCode", "1");
        xml.close();
    }

    fn person(&self, xml: &mut Xml) {
        let person = self.person;
        xml.open("CandidatePerson", &[]);
        self.name(xml);
        self.email(xml);
        if let Some(phone) = &person.phone {
            xml.open("Communication", &[]);
            xml.text("ChannelCode", "Telephone");
            xml.text("UseCode", "mobile");
            xml.text("CountryDialing", &phone.dialling);
            xml.text("oa:DialNumber", &phone.number);
            if let Some(country) = &phone.country {
                xml.text("CountryCode", country);
            }
            xml.close();
        }
        if let Some(nationality) = &person.nationality {
            xml.text("NationalityCode", nationality);
        }
        if let Some(date) = &person.birth_date {
            xml.text("hr:BirthDate", date);
        }
        for language in &person.mother_tongues {
            match language::iso_639_2(language) {
                Some(code) => xml.text_of("PrimaryLanguageCode", &[("name", "NORMAL")], &code),
                None => xml.text_of("PrimaryLanguageCode", &[("name", "FREE_TEXT")], language),
            }
        }
        xml.close();
    }

    fn name(&self, xml: &mut Xml) {
        xml.open("PersonName", &[]);
        xml.text("oa:GivenName", &self.person.given_name);
        xml.text("hr:FamilyName", &self.person.family_name);
        xml.close();
    }

    fn email(&self, xml: &mut Xml) {
        if let Some(email) = &self.person.email {
            xml.open("Communication", &[]);
            xml.text("ChannelCode", "Email");
            xml.text("oa:URI", email);
            xml.close();
        }
    }

    fn profile(&self, xml: &mut Xml) {
        xml.open("CandidateProfile", &[("languageCode", self.person.cv_language.as_str())]);
        xml.empty("hr:ID", &scheme("CandidateProfileID", "1.0"));
        xml.open("EducationHistory", &[]);
        self.entries.iter().for_each(|entry| attendance(xml, entry));
        xml.close();
        xml.close();
    }
}

fn attendance(xml: &mut Xml, entry: &Entry) {
    xml.open("EducationOrganizationAttendance", &[]);
    xml.text("hr:OrganizationName", &entry.organisation);
    if entry.country.is_some() || entry.homepage.is_some() {
        xml.open("OrganizationContact", &[]);
        if let Some(country) = &entry.country {
            xml.open("Communication", &[]);
            xml.open("Address", &[]);
            xml.text("CountryCode", country);
            xml.close();
            xml.close();
        }
        if let Some(homepage) = &entry.homepage {
            xml.open("Communication", &[]);
            xml.text("ChannelCode", "Web");
            xml.text("oa:URI", homepage);
            xml.close();
        }
        xml.close();
    }
    xml.open("AttendancePeriod", &[]);
    for (name, date) in [("StartDate", &entry.start), ("EndDate", &entry.end)] {
        if let Some(date) = date {
            xml.open(name, &[]);
            xml.text("hr:FormattedDateTime", date);
            xml.close();
        }
    }
    xml.text("Ongoing", "false");
    xml.close();
    degree(xml, entry);
    // Beside the degree, not inside it: elsewhere it is ignored.
    if let Some(level) = &entry.eqf_level {
        xml.text("EducationLevelCode", level);
    }
    if let Some(link) = &entry.link {
        xml.text("Link", link);
    }
    xml.close();
}

fn degree(xml: &mut Xml, entry: &Entry) {
    xml.open("EducationDegree", &[]);
    xml.text("hr:DegreeName", &entry.title);
    if !entry.description.is_empty() {
        xml.text("OccupationalSkillsCovered", &entry.description);
    }
    if let Some(grade) = &entry.grade {
        xml.open("FinalGrade", &[]);
        xml.text("hr:ScoreText", grade);
        xml.close();
    }
    if let Some(points) = &entry.ects {
        xml.text("CreditType", "ECTS");
        xml.text("NumberOfCredit", points);
    }
    xml.close();
}

/// Without the list of sections the editor shows nothing of them.
fn rendering(xml: &mut Xml) {
    xml.open("RenderingInformation", &[]);
    xml.open("Design", &[]);
    for (name, value) in [
        ("Template", "Template1"),
        ("Color", "Default"),
        ("FontSize", "Medium"),
        ("Logo", "FirstPage"),
        ("PageNumbers", "true"),
    ] {
        xml.text(name, value);
    }
    xml.open("SectionsOrder", &[]);
    xml.open("Section", &[]);
    xml.text("Title", "education-training");
    xml.close();
    xml.close();
    xml.close();
    xml.close();
}

fn scheme(name: &'static str, version: &'static str) -> [(&'static str, &'static str); 4] {
    [
        ("schemeID", "Tessera"),
        ("schemeName", name),
        ("schemeAgencyName", "EUROPASS"),
        ("schemeVersionID", version),
    ]
}
