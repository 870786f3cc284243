//! What a trusted list says about itself (ETSI TS 119 612 §5.3).

use jiff::Timestamp;
use roxmltree::Node;

use super::{TSL, XML, fingerprint, time};
use crate::key::certificate::Certificate;
use crate::limits::MAX_LISTED;
use crate::trust::fault::missing;
use crate::trust::{ListSigner, TrustListFault};
use crate::xml::{children, only, signed, text};

/// The scheme information of a list.
#[derive(Debug, Clone)]
pub(super) struct Scheme {
    /// Whose list it is: `EU`, or a country as the scheme writes it.
    pub(super) territory: String,
    /// Who keeps it.
    pub(super) operator: String,
    /// When this edition was issued.
    pub(super) issued: Timestamp,
    /// Until when the next one follows.
    pub(super) next_update: Option<Timestamp>,
    /// Number of the edition.
    pub(super) sequence: u64,
    /// Who may sign other lists, and the next edition of this one.
    pub(super) pointers: Vec<ListSigner>,
    /// It lists lists rather than services.
    pub(super) is_list_of_lists: bool,
}

impl Scheme {
    pub(super) fn read(root: Node<'_, '_>) -> Result<Self, TrustListFault> {
        if !root.has_tag_name((TSL, "TrustServiceStatusList")) {
            return Err(TrustListFault::FormatUnknown(root.tag_name().name().to_owned()));
        }
        let scheme = only(root, (TSL, "SchemeInformation")).ok_or_else(|| missing("/SchemeInformation"))?;
        let field = |name| only(scheme, (TSL, name)).and_then(text);
        let needed = |name| field(name).ok_or_else(|| missing(&format!("/SchemeInformation/{name}")));
        let wrong = |name: &str| missing(&format!("/SchemeInformation/{name}"));
        let kind = needed("TSLType")?;
        let is_list_of_lists = kind == LIST_OF_LISTS;
        if !is_list_of_lists && kind != OF_SERVICES {
            return Err(TrustListFault::FormatUnknown(kind.to_owned()));
        }
        let territory = needed("SchemeTerritory")?;
        if territory.len() != 2 || !territory.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(wrong("SchemeTerritory"));
        }
        let next = only(scheme, (TSL, "NextUpdate")).ok_or_else(|| wrong("NextUpdate"))?;
        let next = only(next, (TSL, "dateTime")).and_then(text);
        // Only a list of lists says who signs other lists.
        let pointers = only(scheme, (TSL, "PointersToOtherTSL")).filter(|_| is_list_of_lists);
        Ok(Self {
            territory: territory.to_owned(),
            operator: only(scheme, (TSL, "SchemeOperatorName")).and_then(name).unwrap_or_default().to_owned(),
            issued: time(needed("ListIssueDateTime")?).ok_or_else(|| wrong("ListIssueDateTime"))?,
            next_update: next.map(|next| time(next).ok_or_else(|| wrong("NextUpdate"))).transpose()?,
            sequence: needed("TSLSequenceNumber")?.parse().map_err(|_| wrong("TSLSequenceNumber"))?,
            pointers: pointers.into_iter().flat_map(signers).take(MAX_LISTED).collect(),
            is_list_of_lists,
        })
    }
}

/// The name in English where there is one, else the first (§5.1.4).
pub(super) fn name<'a>(names: Node<'a, '_>) -> Option<&'a str> {
    let english = children(names, (TSL, "Name")).find(|name| name.attribute((XML, "lang")) == Some("en"));
    english.or_else(|| children(names, (TSL, "Name")).next()).and_then(text)
}

/// The certificates with which lists of XML may be signed, each for its territory.
fn signers<'a>(pointers: Node<'a, 'a>) -> impl Iterator<Item = ListSigner> + 'a {
    children(pointers, (TSL, "OtherTSLPointer")).flat_map(|pointer| {
        let territory = pointer
            .descendants()
            .find(|node| node.has_tag_name((TSL, "SchemeTerritory")))
            .and_then(text)
            .unwrap_or_default()
            .to_owned();
        let certificates = pointer.descendants().filter(|node| node.has_tag_name((TSL, "X509Certificate")));
        let read = certificates.filter_map(|node| Certificate::read(&signed::bytes(node)?).ok());
        let signers: Vec<ListSigner> = read
            .map(|certificate| ListSigner {
                territory: territory.clone(),
                name: certificate.subject_name(),
                sha256: fingerprint(&certificate.der),
            })
            .collect();
        // A pointer that names no territory would vouch for every list.
        signers.into_iter().filter(|signer| !signer.territory.is_empty())
    })
}

const LIST_OF_LISTS: &str = "http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUlistofthelists";
const OF_SERVICES: &str = "http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUgeneric";
