//! Pathways in the Credential Transparency Description Language, as JSON-LD with a `@graph`.
//!
//! Read: components, component conditions with a required number or an operator, nested conditions, and prerequisites
//! between units. The early names `reqNum` and `targetNode` are understood too.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::{Imported, Provenance, Unexpressed, Untold};
use crate::{
    format::{ReadError, parse},
    limits, lint,
    qualification::{
        Condition, Constraint, FORMAT, InForce, Logical, NodeId, Prerequisite, Qualification, Role, Source,
        Standing, Target, Unit, Words,
    },
};

/// Reads the pathway of a file. Its components become units that count no credits, because a pathway has no rule about
/// credits.
///
/// # Errors
/// When there is no pathway with a destination, or its rules contradict themselves.
pub fn read(bytes: &[u8], provenance: &Provenance) -> Result<Imported, ReadError> {
    let file: Map<String, Value> = parse(bytes)?;
    let graph = file.get("@graph").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut reader = Reader::new(graph);
    let pathway = graph.iter().find(|node| is(node, "Pathway"));
    let destination =
        pathway.and_then(|pathway| ids(pathway, &["hasDestinationComponent"]).into_iter().next());
    let (Some(pathway), Some(destination)) = (pathway, destination) else {
        return Err(ReadError::Shape {
            at: "/@graph".to_owned(),
            line: 0,
            column: 0,
            problem: "no pathway with a destination".to_owned(),
        });
    };
    let mut root = reader.destination(destination);
    root.constraints = reader.prerequisites(&root);
    let text = |name: &str| member(pathway, name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let qualification = Qualification {
        format: FORMAT.to_owned(),
        id: pathway.get("@id").and_then(Value::as_str).unwrap_or_default().to_owned(),
        title: words(pathway),
        version: Some(text("versionIdentifier"))
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| "1".to_owned()),
        in_force: InForce { from: None, to: None },
        eqf_level: None,
        credit_framework: "ctdl".to_owned(),
        source: Source {
            url: Some(text("subjectWebpage")).filter(|text| !text.is_empty()).unwrap_or_else(|| text("ctid")),
            retrieved: provenance.retrieved,
            licence: provenance.licence.clone(),
            sha256: Some(hex::encode(Sha256::digest(bytes))),
        },
        standing: Standing::Published,
        grade_scale: Vec::new(),
        notes: Vec::new(),
        root,
    };
    let mistakes = lint::mistakes(&qualification);
    if !mistakes.is_empty() {
        return Err(ReadError::Mistakes(mistakes));
    }
    reader.unexpressed.sort();
    Ok(Imported { qualification, unexpressed: reader.unexpressed })
}

struct Reader<'a> {
    nodes: BTreeMap<&'a str, (usize, &'a Value)>,
    /// Components that became units: their reference, the id of the unit.
    units: BTreeMap<&'a str, NodeId>,
    /// Components that are being read, against circles.
    open: BTreeSet<&'a str>,
    made: usize,
    unexpressed: Vec<Unexpressed>,
}

impl<'a> Reader<'a> {
    fn new(graph: &'a [Value]) -> Self {
        let nodes = graph
            .iter()
            .enumerate()
            .filter_map(|(index, node)| Some((node.get("@id")?.as_str()?, (index, node))));
        Self {
            nodes: nodes.collect(),
            units: BTreeMap::new(),
            open: BTreeSet::new(),
            made: 0,
            unexpressed: Vec::new(),
        }
    }

    fn untold(&mut self, at: String, what: Untold) {
        self.unexpressed.push(Unexpressed { at, what });
    }

    /// What leads to the destination.
    fn destination(&mut self, id: &'a str) -> Condition {
        let Some((index, component)) = self.nodes.get(id).copied() else {
            self.untold("/@graph".to_owned(), Untold::Reference);
            return condition("root", Words::new(), Logical::All, Vec::new());
        };
        self.open.insert(id);
        let targets = self.conditions(component, &format!("/@graph/{index}"), "root");
        condition("root", words(component), Logical::All, targets)
    }

    /// The conditions of a component or condition, each as a target.
    fn conditions(&mut self, of: &'a Value, at: &str, id: &str) -> Vec<Target> {
        let list = list(member(of, "hasCondition"));
        let mut targets = Vec::new();
        for (index, one) in list.into_iter().enumerate() {
            let at = format!("{at}/ceterms:hasCondition/{index}");
            match self.resolve(one) {
                Some(rule) if self.made < limits::MAX_NODES && id.len() < MAX_ID => {
                    targets.push(Target::Condition(self.condition(
                        rule,
                        &at,
                        &format!("{id}.{}", index + 1),
                    )));
                }
                _ => self.untold(at, Untold::Reference),
            }
        }
        targets
    }

    fn condition(&mut self, rule: &'a Value, at: &str, id: &str) -> Condition {
        self.made += 1;
        for (index, _) in list(member(rule, "hasConstraint")).into_iter().enumerate() {
            self.untold(format!("{at}/ceterms:hasConstraint/{index}"), Untold::Constraint);
        }
        let operator = member(rule, "logicalOperator").map(text).unwrap_or_default();
        let number = ["requiredNumber", "reqNum"].iter().find_map(|name| member(rule, name)).and_then(number);
        let mandatory = number.is_none() && !operator.ends_with("Or");
        let logical = match number {
            Some(number) => Logical::Any(number),
            None if operator.ends_with("Or") => Logical::Any(1),
            None => {
                if !operator.is_empty() && !operator.ends_with("And") {
                    self.untold(format!("{at}/ceterms:logicalOperator"), Untold::Operator);
                }
                Logical::All
            }
        };
        let mut targets = self.conditions(rule, at, id);
        for (index, component) in ids(rule, &["targetComponent", "targetNode"]).into_iter().enumerate() {
            targets.extend(self.component(component, &format!("{id}/{}", index + 1), at, mandatory));
        }
        condition(id, words(rule), logical, targets)
    }

    fn component(&mut self, reference: &'a str, id: &str, at: &str, mandatory: bool) -> Option<Target> {
        self.made += 1;
        let found = self.nodes.get(reference).copied();
        let Some((index, component)) = found.filter(|_| self.made < limits::MAX_NODES) else {
            self.untold(format!("{at}/ceterms:targetComponent"), Untold::Reference);
            return None;
        };
        let place = format!("/@graph/{index}");
        if member(component, "creditValue").or_else(|| member(component, "pointValue")).is_some() {
            self.untold(format!("{place}/ceterms:creditValue"), Untold::CreditValue);
        }
        if member(component, "hasCondition").is_some() && self.open.insert(reference) {
            let targets = self.conditions(component, &place, id);
            self.open.remove(reference);
            return Some(Target::Condition(condition(id, words(component), Logical::All, targets)));
        }
        let code = ["proxyFor", "ctid"].iter().find_map(|name| member(component, name)).map(text);
        let code = code.filter(|code| !code.is_empty()).unwrap_or_else(|| reference.to_owned());
        self.units.entry(reference).or_insert_with(|| NodeId(id.to_owned()));
        Some(Target::Unit(Unit {
            id: NodeId(id.to_owned()),
            code,
            name: words(component),
            credits: None,
            mandatory,
        }))
    }

    /// Orders between components that became units.
    fn prerequisites(&mut self, root: &Condition) -> Vec<Constraint> {
        let mut found = Vec::new();
        let nodes: Vec<_> = self.nodes.iter().map(|(id, (index, node))| (*id, *index, *node)).collect();
        for (id, index, node) in nodes {
            for before in ids(node, &["prerequisite"]) {
                match (self.units.get(before), self.units.get(id)) {
                    (Some(from), Some(to)) if from != to && !root.targets.is_empty() => {
                        found.push(Constraint::Prerequisite(Prerequisite {
                            from: from.clone(),
                            to: to.clone(),
                        }));
                    }
                    _ => self.untold(format!("/@graph/{index}/ceterms:prerequisite"), Untold::Order),
                }
            }
        }
        found
    }

    /// A condition in its place, or referred to.
    fn resolve(&self, value: &'a Value) -> Option<&'a Value> {
        match value {
            Value::String(id) => self.nodes.get(id.as_str()).map(|(_, node)| *node),
            Value::Object(members) if members.len() == 1 => members
                .get("@id")
                .and_then(Value::as_str)
                .and_then(|id| self.nodes.get(id))
                .map(|(_, node)| *node),
            Value::Object(_) => Some(value),
            _ => None,
        }
    }
}

/// Longest id that nesting makes: a limit on depth.
const MAX_ID: usize = 2 * limits::MAX_DEPTH;

fn condition(id: &str, name: Words, logical: Logical, targets: Vec<Target>) -> Condition {
    Condition {
        id: NodeId(id.to_owned()),
        name,
        role: Role::Defined,
        logical,
        credits: None,
        required_number: None,
        targets,
        constraints: Vec::new(),
    }
}

/// A member with the prefix of CTDL, or without.
fn member<'a>(node: &'a Value, name: &str) -> Option<&'a Value> {
    node.get(format!("ceterms:{name}")).or_else(|| node.get(name)).filter(|value| !value.is_null())
}

fn is(node: &Value, class: &str) -> bool {
    list(node.get("@type")).into_iter().any(|one| text(one).trim_start_matches("ceterms:") == class)
}

fn list(value: Option<&Value>) -> Vec<&Value> {
    match value {
        Some(Value::Array(values)) => values.iter().collect(),
        Some(value) => vec![value],
        None => Vec::new(),
    }
}

fn ids<'a>(node: &'a Value, names: &[&str]) -> Vec<&'a str> {
    let values = names.iter().find_map(|name| member(node, name));
    list(values)
        .into_iter()
        .filter_map(|value| value.as_str().or_else(|| value.get("@id")?.as_str()))
        .collect()
}

fn text(value: &Value) -> String {
    let inner = value.get("@id").or_else(|| value.get("ceterms:targetNode")).unwrap_or(value);
    let inner = inner.as_array().and_then(|list| list.first()).unwrap_or(inner);
    inner.as_str().unwrap_or_default().to_owned()
}

fn number(value: &Value) -> Option<u16> {
    let number = value.as_u64().or_else(|| value.as_str()?.parse().ok())?;
    u16::try_from(number).ok()
}

fn words(node: &Value) -> Words {
    match member(node, "name") {
        Some(Value::String(name)) => Words::from([("en".to_owned(), name.clone())]),
        Some(Value::Object(names)) => names
            .iter()
            .filter_map(|(language, name)| Some((language.clone(), name.as_str()?.to_owned())))
            .collect(),
        _ => Words::new(),
    }
}
