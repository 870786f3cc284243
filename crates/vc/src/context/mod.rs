//! What the names in a credential mean: the published contexts, as tables of our own.
//!
//! Nothing is fetched and nothing is read at run time. `make contexts` makes the tables, `docs/contexts.md`
//! says of what, and `tests/conformance/contexts` that they mean the same.

use std::borrow::Cow;

use jsonld::ContextSource;

/// What the addresses known here stand for; all other addresses are unknown.
#[derive(Debug, Clone, Copy)]
pub struct Pinned {
    chosen: Option<&'static Edition>,
}

/// One of the meanings that an address has had.
#[derive(Debug)]
pub struct Edition {
    name: &'static str,
    text: &'static str,
}

impl Pinned {
    /// Every address with its newest meaning.
    #[must_use]
    pub fn newest() -> Self {
        Self { chosen: None }
    }

    /// The addresses that ever had this meaning have it; the others have their newest.
    #[must_use]
    pub fn with(edition: &'static Edition) -> Self {
        Self { chosen: Some(edition) }
    }

    /// The meanings that an address has had, newest first; empty when it is unknown here.
    ///
    /// More than one only where the publisher changed what names mean: a credential that was signed before
    /// the change holds under the older edition alone.
    #[must_use]
    pub fn editions(address: &str) -> &'static [Edition] {
        match ADDRESSES.binary_search_by_key(&address, |(known, _)| known) {
            Ok(at) => ADDRESSES[at].1,
            Err(_) => &[],
        }
    }
}

impl Pinned {
    /// Every meaning that is not the newest of its address, each once.
    pub(crate) fn older() -> impl Iterator<Item = &'static Edition> {
        let mut seen = std::collections::BTreeSet::new();
        let older = ADDRESSES.iter().flat_map(|(_, editions)| editions.iter().skip(1));
        older.filter(move |edition| seen.insert(edition.name))
    }
}

impl Edition {
    /// Its name, as in `docs/contexts.md`, such as `open-badges-3.0-beta`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }
}

impl ContextSource for Pinned {
    fn context(&self, url: &str) -> Option<Cow<'_, str>> {
        let editions = Self::editions(url);
        let chosen = self.chosen.filter(|chosen| editions.iter().any(|known| known.name == chosen.name));
        chosen.or(editions.first()).map(|edition| Cow::Borrowed(edition.text))
    }
}

/// `"address" => ["newest table", "older table"]`
macro_rules! addresses {
    ($($address:literal => [$($name:literal),+],)+) => {
        &[$((
            $address,
            &[$(Edition { name: $name, text: include_str!(concat!("tables/", $name, ".json")) }),+],
        )),+]
    };
}

mod index;

use index::ADDRESSES;

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN_BADGES: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context.json";
    const CREDENTIALS: &str = "https://www.w3.org/ns/credentials/v2";

    #[test]
    fn addresses_are_sorted_and_each_is_found() {
        assert!(ADDRESSES.is_sorted_by(|(one, _), (next, _)| one < next));
        for (address, editions) in ADDRESSES {
            assert_eq!(Pinned::editions(address).len(), editions.len(), "{address}");
        }
    }

    #[test]
    fn tables_are_context_documents() {
        for edition in ADDRESSES.iter().flat_map(|(_, editions)| *editions) {
            let document: serde_json::Value = serde_json::from_str(edition.text).unwrap();
            let context = &document["@context"];
            assert!(context.is_object() || context.is_array(), "{}", edition.name);
        }
    }

    #[test]
    fn address_that_resembles_a_known_one_is_unknown() {
        for address in ["", "https://www.w3.org/ns/credentials/v2/", "http://www.w3.org/ns/credentials/v2"] {
            assert_eq!(Pinned::newest().context(address), None, "{address}");
            assert!(Pinned::editions(address).is_empty());
        }
    }

    #[test]
    fn older_edition_replaces_its_own_addresses_only() {
        let [newest, .., oldest] = Pinned::editions(OPEN_BADGES) else { panic!("several editions") };
        assert_eq!(oldest.name(), "open-badges-3.0-beta");
        let (now, then) = (Pinned::newest(), Pinned::with(oldest));

        assert_eq!(now.context(OPEN_BADGES).as_deref(), Some(newest.text));
        assert_eq!(then.context(OPEN_BADGES).as_deref(), Some(oldest.text));
        assert_eq!(then.context(CREDENTIALS), now.context(CREDENTIALS));
    }
}
