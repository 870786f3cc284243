//! Small random questions, made from bytes so that they shrink.

use proptest::{
    prelude::*,
    test_runner::{Config, RngSeed},
};
use stack::{
    Award, AwardCredits, AwardId, AwardOutcome, Equivalence, Kind, Level, NodeId, Policy, Qualification,
    Question, Verdict, lint,
    qualification::{
        Accepts, AwardingBodyShare, Condition, Constraint, CreditRange, FORMAT, InForce, LevelShare, Logical,
        NumberRange, OpenSlot, Outcome, Outcomes, Portion, Prerequisite, Role, SharingLimit, Source,
        Standing, Target, Unit, Words,
    },
};

/// An owned question.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) qualification: Qualification,
    pub(crate) awards: Vec<Award>,
    pub(crate) equivalences: Vec<Equivalence>,
    pub(crate) policy: Policy,
}

impl Case {
    pub(crate) fn question(&self) -> Question<'_> {
        Question {
            qualification: &self.qualification,
            awards: &self.awards,
            equivalences: &self.equivalences,
            policy: &self.policy,
        }
    }
}

/// How large a case may become.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) leaves: usize,
    pub(crate) choices: usize,
    pub(crate) awards: usize,
    /// Whether floors, caps and ties between targets may be there.
    pub(crate) constraints: bool,
}

/// Random cases whose rules make sense.
pub(crate) fn cases(size: Size) -> impl Strategy<Value = Case> {
    prop::collection::vec(any::<u8>(), 30..160)
        .prop_map(move |bytes| Dice { bytes, at: 0 }.case(size))
        .prop_filter("rules that make sense", |case| lint::mistakes(&case.qualification).is_empty())
}

/// So many cases: the same ones each time, and others with another number in `TESSERA_SEED`.
pub(crate) fn config(cases: u32) -> Config {
    let seed = std::env::var("TESSERA_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    Config {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        max_global_rejects: 1_000_000,
        failure_persistence: None,
        ..Config::default()
    }
}

struct Dice {
    bytes: Vec<u8>,
    at: usize,
}

/// What a tree may still use up.
struct Room {
    leaves: usize,
    choices: usize,
    nodes: usize,
    ids: Vec<NodeId>,
}

const CODES: [&str; 5] = ["A", "B", "C", "D", "E"];
const AMOUNTS: [&str; 6] = ["1", "2", "3", "5", "2.5", "4"];
const OUTCOMES: [&str; 4] = ["urn:o:1", "urn:o:2", "urn:o:3", "urn:o:4"];

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(byte) % sides
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == sides - 1
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())].clone()
    }

    fn credits(&mut self) -> stack::Credits {
        self.pick(&AMOUNTS).parse().expect("credits")
    }

    fn case(&mut self, size: Size) -> Case {
        let mut room = Room { leaves: size.leaves, choices: size.choices, nodes: 0, ids: Vec::new() };
        let root = self.condition(&mut room, size, 0);
        let awards = (0..1 + self.roll(size.awards)).map(|index| self.award(index)).collect();
        let equivalences = if self.one_in(3) { vec![self.equivalence()] } else { Vec::new() };
        Case {
            qualification: Qualification {
                format: FORMAT.to_owned(),
                id: "random".to_owned(),
                title: Words::new(),
                version: "1".to_owned(),
                in_force: InForce { from: None, to: None },
                eqf_level: None,
                credit_framework: "ects".to_owned(),
                source: Source {
                    url: "urn:none".to_owned(),
                    retrieved: "2026-01-01".parse().expect("a date"),
                    licence: "none".to_owned(),
                    sha256: None,
                },
                standing: Standing::Example,
                grade_scale: Vec::new(),
                notes: Vec::new(),
                root,
            },
            awards,
            equivalences,
            policy: Policy::on("2026-11-22".parse().expect("a date")),
        }
    }

    fn condition(&mut self, room: &mut Room, size: Size, depth: usize) -> Condition {
        room.nodes += 1;
        let id = NodeId(format!("c{}", room.nodes));
        let logical = match self.roll(6) {
            0..=2 => Logical::All,
            3 | 4 if room.choices > 0 => Logical::Any(1 + self.roll(2) as u16),
            5 if room.choices > 0 => Logical::ExactlyOne,
            _ => Logical::All,
        };
        let first = room.ids.len();
        let mut targets = Vec::new();
        for _ in 0..1 + self.roll(4) {
            if room.leaves == 0 {
                break;
            }
            let nests = logical == Logical::All || room.choices > 0;
            match self.roll(8) {
                0 | 1 if depth < 2 && nests => {
                    room.choices -= usize::from(logical != Logical::All);
                    targets.push(Target::Condition(self.condition(room, size, depth + 1)));
                }
                2 if nests => {
                    room.choices -= usize::from(logical != Logical::All);
                    targets.push(self.outcomes(room));
                }
                3 | 4 => targets.push(self.slot(room)),
                _ => targets.push(self.unit(room)),
            }
        }
        let credits = (self.roll(3) > 0).then(|| {
            let min = self.credits() + if self.one_in(2) { self.credits() } else { stack::Credits::ZERO };
            CreditRange {
                min,
                max: self
                    .one_in(2)
                    .then(|| min + self.pick(&[stack::Credits::ZERO, stack::Credits::whole(2)])),
            }
        });
        let required_number = self.one_in(4).then(|| {
            let min = self.roll(3) as u16;
            NumberRange { min, max: self.one_in(2).then(|| min.max(1) + self.roll(2) as u16) }
        });
        let below: Vec<NodeId> = room.ids[first..].to_vec();
        let constraints =
            if size.constraints && self.one_in(2) { self.constraints(&below) } else { Vec::new() };
        Condition {
            id,
            name: Words::new(),
            role: Role::Defined,
            logical,
            credits,
            required_number,
            targets,
            constraints,
        }
    }

    fn leaf_id(&mut self, room: &mut Room, letter: char, single: bool) -> NodeId {
        room.leaves -= 1;
        let id = NodeId(format!("{letter}{}", room.leaves));
        if single {
            room.ids.push(id.clone());
        }
        id
    }

    fn unit(&mut self, room: &mut Room) -> Target {
        let min = self.credits();
        let credits = match self.roll(4) {
            0 => None,
            1 => Some(CreditRange { min, max: Some(min + stack::Credits::whole(2)) }),
            _ => Some(CreditRange { min, max: Some(min) }),
        };
        Target::Unit(Unit {
            id: self.leaf_id(room, 'u', true),
            code: self.pick(&CODES).to_owned(),
            name: Words::new(),
            credits,
            mandatory: self.one_in(3),
        })
    }

    fn slot(&mut self, room: &mut Room) -> Target {
        let min = self.credits();
        let max = if self.one_in(4) {
            None
        } else {
            Some(min + self.pick(&[stack::Credits::ZERO, stack::Credits::whole(3)]))
        };
        let accepts =
            Accepts { own_units: self.one_in(2), min_eqf: self.one_in(4).then_some(4), ..Accepts::default() };
        Target::OpenSlot(OpenSlot {
            id: self.leaf_id(room, 's', true),
            name: Words::new(),
            credits: CreditRange { min, max },
            accepts,
        })
    }

    fn outcomes(&mut self, room: &mut Room) -> Target {
        let number = 1 + self.roll(4);
        let items = OUTCOMES[..number].iter().map(|uri| Outcome {
            uri: (*uri).to_owned(),
            min_level: self.one_in(3).then_some(Level::Practitioner),
            name: Words::new(),
            theme: Words::new(),
        });
        let items = items.collect();
        let required = 1 + self.roll(number) as u16;
        Target::Outcomes(Outcomes { id: self.leaf_id(room, 'o', false), name: Words::new(), required, items })
    }

    fn constraints(&mut self, below: &[NodeId]) -> Vec<Constraint> {
        let amount = Some(self.credits());
        let portion = Portion { share: None, credits: amount };
        vec![match self.roll(7) {
            0 => Constraint::LevelShare(LevelShare { min_eqf: 4, share: None, credits: amount }),
            1 => Constraint::AwardingBodyShare(AwardingBodyShare {
                bodies: vec!["X".into()],
                share: None,
                credits: amount,
            }),
            2 => Constraint::PriorLearningCap(portion),
            3 => Constraint::NonFormalCap(portion),
            4 => Constraint::SharingLimit(SharingLimit { other: "other".into(), credits: self.credits() }),
            5 if below.len() > 1 => Constraint::MutuallyExclusive(below[..2].to_vec()),
            _ if below.len() > 1 => {
                Constraint::Prerequisite(Prerequisite { from: below[0].clone(), to: below[1].clone() })
            }
            _ => Constraint::PriorLearningCap(portion),
        }]
    }

    fn award(&mut self, index: usize) -> Award {
        let mut codes = vec![if self.one_in(3) { "elsewhere" } else { self.pick(&CODES) }.to_owned()];
        if codes[0] == "elsewhere" {
            codes = if self.one_in(3) { codes } else { vec![format!("free{index}")] };
        }
        let outcomes = (0..self.roll(3)).map(|_| AwardOutcome {
            uri: self.pick(&OUTCOMES).to_owned(),
            level: self.pick(&[None, Some(Level::Awareness), Some(Level::Practitioner), Some(Level::Expert)]),
        });
        let outcomes = outcomes.collect();
        let framework = if self.one_in(12) { "hours" } else { "ects" }.to_owned();
        Award {
            id: AwardId(format!("a{index}")),
            codes,
            title: String::new(),
            credits: (!self.one_in(8)).then(|| AwardCredits { value: self.credits(), framework }),
            eqf_level: self.pick(&[None, Some(3), Some(4), Some(5)]),
            kind: self.pick(&[
                Kind::Formal,
                Kind::Formal,
                Kind::NonFormal,
                Kind::PriorLearning,
                Kind::WorkBased,
                Kind::SelfDeclared,
            ]),
            awarded_by: self.pick(&[None, Some("X".to_owned()), Some("Y".to_owned())]),
            awarded_on: self.pick(&[None, Some("2025-01-01".parse().expect("a date"))]),
            valid_until: None,
            grade: None,
            outcomes,
            assessment: None,
            accredited_by: None,
            counted_in: if self.one_in(4) { vec!["other".to_owned()] } else { Vec::new() },
            verdict: self.pick(&[
                Verdict::Verified,
                Verdict::Verified,
                Verdict::Verified,
                Verdict::Verified,
                Verdict::Undetermined,
                Verdict::Invalid,
            ]),
            verdict_code: None,
            parent: (index > 0 && self.one_in(5)).then(|| AwardId(format!("a{}", index - 1))),
            credential: None,
        }
    }

    fn equivalence(&mut self) -> Equivalence {
        Equivalence {
            id: "e".to_owned(),
            from: self.pick(&["free0", "free1", "A", "elsewhere"]).to_owned(),
            to: self.pick(&CODES).to_owned(),
            credits: self
                .one_in(2)
                .then(|| AwardCredits { value: self.credits(), framework: "ects".to_owned() }),
            decided_by: "somebody".to_owned(),
            date: "2026-01-01".parse().expect("a date"),
            evidence: "urn:decision".to_owned(),
            scope: Vec::new(),
            enabled: !self.one_in(4),
        }
    }
}
