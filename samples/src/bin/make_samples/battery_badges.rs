//! The unit "Working in the battery industry" as badges: one for each of its five themes.
//!
//! What is learned at school is awarded by the college, what is learned at work by the factory, mostly for
//! achievements that the college defined.

use serde_json::Value;

use crate::badge::{Badge, Credits, endorsement};
use crate::badge_picture::picture;
use crate::issuers::{Issuer, college, factory};

/// When the college endorsed how the factory teaches safety.
pub(crate) const ENDORSED: &str = "2026-05-11T08:00:00Z";

/// Theme 1.
pub(crate) fn preparing(college: &Issuer) -> Badge<'_> {
    Badge {
        slug: "preparing",
        code: "107377-1",
        name: "Preparing for the job",
        description: "Plans the own work from instructions in English, as a member of a multicultural workplace.",
        criteria: "Over four weeks at work, keep to the working hours, learn the tasks of a workstation, and plan your work from written and spoken instructions in English.",
        credits: Credits::Whole(3),
        skills: &[
            ("54d68400-9da3-4077-a7ee-52e68b390ef6", "follow written instructions"),
            ("64ff8d5f-58a8-4efb-af5a-e161854b3e9a", "understand spoken English"),
            ("60c78287-22eb-4103-9c8c-28deaa460da0", "work in teams"),
        ],
        tags: &["working life", "English"],
        levels: Some([1, 1]),
        days: ["2026-01-12T00:00:00Z", "2026-02-06T00:00:00Z"],
        awarded: "2026-02-09T09:00:00Z",
        picture: Some(picture("1")),
        ..plain("2d6a4a5e-8f0b-4c57-9a3e-107377000001", college, college)
    }
}

/// Theme 2.
pub(crate) fn materials(college: &Issuer) -> Badge<'_> {
    Badge {
        slug: "materials",
        code: "107377-2",
        name: "Operating environment and materials",
        description: "Explains the battery value chain, its raw materials, the parts of a cell, and how all of it is traced and recycled.",
        criteria: "Pass the college's examination, and trace one material from the mine to the recycled cell.",
        credits: Credits::Parts(2.5),
        skills: &[
            ("84cc8c9d-db57-42ec-8948-9b632bf06124", "battery chemistry"),
            ("8cf03262-b6b0-4fe8-9d66-91063bb32db3", "battery components"),
            ("a93011ca-e6ab-4182-8a05-4d4b282cff27", "check quality of raw materials"),
        ],
        tags: &["materials", "recycling"],
        levels: Some([0, 1]),
        days: ["2026-02-09T00:00:00Z", "2026-03-06T00:00:00Z"],
        awarded: "2026-03-09T09:00:00Z",
        ..plain("2d6a4a5e-8f0b-4c57-9a3e-107377000002", college, college)
    }
}

/// Theme 3.
pub(crate) fn workstation<'a>(college: &'a Issuer, factory: &'a Issuer) -> Badge<'a> {
    Badge {
        slug: "workstation",
        code: "107377-3",
        name: "Working at the workstation",
        description: "Runs, watches and maintains a workstation of cell production, and acts on its problems.",
        criteria: "Run one workstation through ten shifts, with its daily maintenance and its reports, as clean as cell production needs it.",
        credits: Credits::Whole(4),
        skills: &[
            ("7aa52bdc-9c56-4341-be65-e8e30f64403f", "monitor automated machines"),
            ("8a4e99e0-f259-4931-888f-604cfdc15b31", "perform machine maintenance"),
            ("c5efe5ad-c5e3-4bd1-9c8b-4a514940f4d6", "record production data"),
            ("334e3e49-fb02-4051-809a-f06adfdc1c40", "troubleshoot"),
        ],
        tags: &["cell production", "quality"],
        levels: Some([1, 2]),
        grade: "5",
        days: ["2026-03-09T00:00:00Z", "2026-04-30T00:00:00Z"],
        awarded: "2026-05-04T09:00:00Z",
        evidence: Some([
            "Ten shifts at the stacking machine",
            "Found and mended a drift in the stack alignment in the fourth shift; no stop of the line since.",
        ]),
        ..plain("2d6a4a5e-8f0b-4c57-9a3e-107377000003", factory, college)
    }
}

/// Theme 4, with these endorsements.
pub(crate) fn safety<'a>(college: &'a Issuer, factory: &'a Issuer, endorsements: Vec<Value>) -> Badge<'a> {
    Badge {
        slug: "safety",
        code: "107377-4",
        name: "Safe operation",
        description: "Works safely with electrical and chemical risks, and acts in an emergency.",
        criteria: "Follow the rules of occupational safety through a whole placement, report what deviates from them, and pass the emergency drill.",
        credits: Credits::Whole(3),
        skills: &[
            ("dcc96a49-0bac-4a9c-8f8e-a32b4e47e6eb", "apply health and safety standards"),
            ("5f97fac8-2001-4b81-ae8b-22f9062d921a", "identify hazards in the workplace"),
            ("51754b8a-3e2c-4cc1-86e6-cf510d9c6fe4", "use personal protection equipment"),
        ],
        tags: &["safety", "emergency"],
        levels: Some([1, 1]),
        days: ["2026-03-09T00:00:00Z", "2026-05-08T00:00:00Z"],
        awarded: "2026-05-12T09:00:00Z",
        picture: Some(picture("4")),
        endorsements,
        ..plain("2d6a4a5e-8f0b-4c57-9a3e-107377000004", factory, college)
    }
}

/// Theme 5: a plain one, without levels.
pub(crate) fn responsibility(factory: &Issuer) -> Badge<'_> {
    Badge {
        slug: "responsibility",
        code: "107377-5",
        name: "Responsibility",
        description: "Keeps area and tools in order, waste small and sorted, and chemicals where they belong.",
        criteria: "Keep a week's record of waste and chemicals at the workstation, and show where the safety data sheets are.",
        credits: Credits::Parts(2.5),
        skills: &[
            ("110d7aa3-e44e-4cce-a927-8d4de615f3d9", "sort waste"),
            ("2416dc09-6384-409e-8b1d-80bb7a2e7369", "handle chemicals"),
        ],
        tags: &["waste"],
        levels: None,
        days: ["2026-05-11T00:00:00Z", "2026-05-22T00:00:00Z"],
        awarded: "2026-05-25T09:00:00Z",
        ..plain("2d6a4a5e-8f0b-4c57-9a3e-107377000005", factory, factory)
    }
}

/// The college's word about how the factory teaches safety, signed.
pub(crate) fn safety_endorsement(college: &Issuer) -> Value {
    let comment = "We have watched the training and the emergency drill at the factory: both meet the national requirements of the unit.";
    let about = safety(college, &factory(), Vec::new()).achievement_id();
    let document = endorsement(college, "9b1c2f60-7f4e-4e0f-8a54-107377000104", &about, comment, ENDORSED);
    college.sign(document, ENDORSED)
}

/// All five, signed, with their file names.
pub(crate) fn all() -> [(&'static str, Value); 5] {
    let (college, factory) = (college(), factory());
    let endorsed = safety(&college, &factory, vec![safety_endorsement(&college)]);
    [
        ("badge-preparing.json", preparing(&college).signed()),
        ("badge-materials.json", materials(&college).signed()),
        ("badge-workstation.json", workstation(&college, &factory).signed()),
        ("badge-safety.json", endorsed.signed()),
        ("badge-responsibility.json", responsibility(&factory).signed()),
    ]
}

impl Badge<'_> {
    /// Signed by its issuer when it was awarded.
    pub(crate) fn signed(&self) -> Value {
        self.issuer.sign(self.document(), self.awarded)
    }
}

/// What most badges share.
fn plain<'a>(uuid: &'a str, issuer: &'a Issuer, creator: &'a Issuer) -> Badge<'a> {
    Badge {
        uuid,
        issuer,
        creator,
        slug: "",
        code: "",
        name: "",
        description: "",
        criteria: "",
        credits: Credits::Whole(0),
        skills: &[],
        tags: &[],
        levels: Some([1, 1]),
        grade: "4",
        days: [""; 2],
        awarded: "",
        until: None,
        picture: None,
        evidence: None,
        endorsements: Vec::new(),
    }
}
