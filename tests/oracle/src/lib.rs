//! JSON-LD to canonical N-Quads by `json-ld` and `sophia_c14n`, to compare ours with.
//!
//! A package of its own, so that it is optimised once: the library processes every context anew.

use std::collections::{HashMap, HashSet};
use std::io;

use iref::{Iri, IriBuf};
use json_ld::{JsonLdProcessor as _, LoadError, Loader, Options, RemoteDocument};
use json_syntax::{Parse as _, Value};
use rdf_types::{Id, LiteralType, Object, Quad, generator};
use sophia_api::MownStr;
use sophia_api::quad::Spog;
use sophia_api::term::{BnodeId, IriRef, LanguageTag, SimpleTerm};
use sophia_c14n::rdfc10;

/// The other implementation, with the contexts that it may use.
#[derive(Clone, Default)]
pub struct Oracle {
    contexts: HashMap<IriBuf, RemoteDocument>,
}

/// A quad as `sophia` has it.
pub type OtherQuad = Spog<SimpleTerm<'static>>;

impl Oracle {
    /// Adds a context.
    ///
    /// # Errors
    /// When the address is no IRI, or the text no JSON.
    pub fn add(&mut self, url: &str, text: &str) -> Result<(), String> {
        let url = IriBuf::new(url.to_owned()).map_err(|fault| fault.to_string())?;
        self.contexts.insert(url, RemoteDocument::new(None, None, parse(text)?));
        Ok(())
    }

    /// The quads of a document, read as the standard says.
    ///
    /// # Errors
    /// What the library says.
    pub fn to_rdf(&self, document: &str) -> Result<HashSet<OtherQuad>, String> {
        let document = RemoteDocument::new(None, None, parse(document)?);
        let mut labels = generator::Blank::new();
        let read = document.to_rdf_full((), &mut labels, self, Options::default(), ());
        let mut read = futures_executor::block_on(read).map_err(|fault| fault.to_string())?;
        Ok(read.cloned_quads().map(quad).collect())
    }

    /// The canonical N-Quads of a document, by SHA-256.
    ///
    /// # Errors
    /// What the libraries say.
    pub fn canonical(&self, document: &str) -> Result<String, String> {
        canonical(&self.to_rdf(document)?)
    }
}

/// Canonical N-Quads, by SHA-256.
///
/// # Errors
/// What the library says.
pub fn canonical(quads: &HashSet<OtherQuad>) -> Result<String, String> {
    let mut text = Vec::new();
    rdfc10::normalize(quads, &mut text).map_err(|fault| fault.to_string())?;
    String::from_utf8(text).map_err(|fault| fault.to_string())
}

impl Loader for Oracle {
    async fn load(&self, url: &Iri) -> Result<RemoteDocument<IriBuf>, LoadError> {
        let known = self.contexts.get(url).cloned();
        known.ok_or_else(|| LoadError::new(url.to_owned(), io::Error::from(io::ErrorKind::NotFound)))
    }
}

fn parse(text: &str) -> Result<Value, String> {
    Value::parse_str(text).map(|(value, _)| value).map_err(|fault| fault.to_string())
}

fn quad(quad: Quad<Id, Id, Object, Id>) -> OtherQuad {
    let Quad(subject, predicate, object, graph) = quad;
    let object = match object {
        Object::Id(id) => node(id),
        Object::Literal(literal) => match literal.type_ {
            LiteralType::Any(datatype) => SimpleTerm::LiteralDatatype(literal.value.into(), iri(datatype)),
            LiteralType::LangString(tag) => SimpleTerm::LiteralLanguage(
                literal.value.into(),
                LanguageTag::new_unchecked(tag.to_string().into()),
                None,
            ),
        },
    };
    ([node(subject), node(predicate), object], graph.map(node))
}

fn node(id: Id) -> SimpleTerm<'static> {
    match id {
        Id::Iri(address) => SimpleTerm::Iri(iri(address)),
        Id::Blank(label) => SimpleTerm::BlankNode(BnodeId::new_unchecked(label.suffix().to_owned().into())),
    }
}

fn iri(iri: IriBuf) -> IriRef<MownStr<'static>> {
    IriRef::new_unchecked(iri.into_string().into())
}
