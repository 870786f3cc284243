//! Context documents: found by address and read once.

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::Value;

use super::Fault;
use super::cache::Document;
use super::local::{ContextMap, Item, Local};
use super::process::Contexts;

impl Contexts<'_> {
    /// A context definition over the one that it imports (step 5.6).
    pub(super) fn imported(
        &self,
        url: &str,
        over: &ContextMap,
        base: Option<&str>,
    ) -> Result<ContextMap, Fault> {
        // Read anew: contexts inside it resolve against the base of what imports it, so they are others.
        let mut items = self.read(&absolute(url, base)?)?.local.items;
        let Some(Item::Map(mut map)) = items.pop().filter(|_| items.is_empty()) else {
            return Err(Fault::Code("invalid remote context"));
        };
        if map.import.is_some() {
            return Err(Fault::Code("invalid context entry"));
        }
        let over = over.clone();
        for (slot, value) in [
            (&mut map.base, over.base),
            (&mut map.direction, over.direction),
            (&mut map.language, over.language),
            (&mut map.propagate, over.propagate),
            (&mut map.protected, over.protected),
            (&mut map.version, over.version),
            (&mut map.vocab, over.vocab),
        ] {
            if value.is_some() {
                *slot = value;
            }
        }
        for (name, source) in over.terms {
            match map.terms.binary_search_by(|(known, _)| known.as_str().cmp(&name)) {
                Ok(at) => map.terms[at].1 = source,
                Err(at) => map.terms.insert(at, (name, source)),
            }
        }
        Ok(*map)
    }

    /// The context document at an address, which may be relative.
    pub(super) fn named(&mut self, url: &str, base: Option<&str>) -> Result<Arc<Document>, Fault> {
        if let Some(known) = self.known.documents.get(url) {
            return Ok(Arc::clone(known));
        }
        let url = &*absolute(url, base)?;
        if let Some(known) = self.known.documents.get(url) {
            return Ok(Arc::clone(known));
        }
        if let Some(known) = self.documents.iter().find(|document| *document.url == *url) {
            return Ok(Arc::clone(known));
        }
        let document = Arc::new(self.read(url)?);
        self.documents.push(Arc::clone(&document));
        Ok(document)
    }

    fn read(&self, url: &str) -> Result<Document, Fault> {
        let text = self.source.context(url).ok_or_else(|| Fault::Unknown(url.to_owned()))?;
        let mut value: Value =
            serde_json::from_str(&text).map_err(|_| Fault::Code("loading remote context failed"))?;
        let context = value.as_object_mut().and_then(|document| document.remove("@context"));
        let context = context.ok_or(Fault::Code("invalid remote context"))?;
        let local = Local::read(context, true, &self.cache.numbers)?;
        Ok(Document { url: url.into(), local })
    }
}

/// The absolute form of an address.
fn absolute<'u>(url: &'u str, base: Option<&str>) -> Result<Cow<'u, str>, Fault> {
    match base {
        _ if crate::iri::is_iri(url) => Ok(Cow::Borrowed(url)),
        Some(base) => Ok(Cow::Owned(crate::iri::resolve(base, url))),
        None => Err(Fault::Code("loading document failed")),
    }
}
