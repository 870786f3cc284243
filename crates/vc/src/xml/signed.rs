//! XAdES signatures that a document carries over itself (XML Signature 1.1, ETSI EN 319 132-1; the form that
//! ETSI TS 119 612 §5.7 asks of trusted lists).
//!
//! The signature must stand right under the document element and cover it whole but for itself; what is read
//! from such a document afterwards is therefore signed. Transforms that choose or rewrite (XPath, XSLT, base64)
//! are refused, and so is an identifier that stands twice.
//!
//! Whose certificate it is, is the caller's question. Not checked: signature policies, time stamps and other
//! unsigned properties, counter-signatures.

use std::collections::BTreeMap;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use roxmltree::{Document, Node};

use super::canonical::{Form, canonical};
use super::{XmlFault, children, only, text};
use crate::der::tag;
use crate::key::certificate::Certificate;
use crate::key::public_key::{Hash, PublicKey, Scheme, SignatureFault};
use crate::limits::{MAX_CERTIFICATES, MAX_XML_REFERENCES};

/// Why the signature of a document does not count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum XmlSignatureFault {
    /// Nobody signed it.
    #[error("it is not signed")]
    Missing,
    /// The signature is not of the form that a signed list has.
    #[error("its signature has an unusual form: {0}")]
    Form(&'static str),
    /// An algorithm that is not supported.
    #[error("its signature uses {0}, which is not supported")]
    Unsupported(String),
    /// It was changed after it was signed, or signed with another key.
    #[error("it was changed after it was signed")]
    Broken,
    /// The certificate beside the signature is another one than the signature names.
    #[error("it is not signed with the certificate that it names")]
    OtherCertificate,
    /// It cannot be brought into the form that was signed.
    #[error(transparent)]
    Xml(#[from] XmlFault),
}

/// The certificate that the signature of this document holds with.
pub(crate) fn signer(document: &Document<'_>) -> Result<Certificate, XmlSignatureFault> {
    let signature = Signature::of(document)?;
    let properties = signature.check_references()?;
    let certificate = signature.certificate(properties)?;
    signature.check_value(&certificate)?;
    Ok(certificate)
}

/// The one signature of a document.
struct Signature<'a, 'input> {
    document: &'a Document<'input>,
    node: Node<'a, 'input>,
    signed_info: Node<'a, 'input>,
    ids: BTreeMap<&'a str, Node<'a, 'input>>,
}

impl<'a, 'input> Signature<'a, 'input> {
    fn of(document: &'a Document<'input>) -> Result<Self, XmlSignatureFault> {
        let mut all = document.descendants().filter(|node| node.has_tag_name((DS, "Signature")));
        let node = all.next().ok_or(XmlSignatureFault::Missing)?;
        if all.next().is_some() || node.parent() != Some(document.root_element()) {
            return Err(XmlSignatureFault::Form("not one signature right under the document element"));
        }
        let signed_info =
            only(node, (DS, "SignedInfo")).ok_or(XmlSignatureFault::Form("not one SignedInfo"))?;
        Ok(Self { document, node, signed_info, ids: identifiers(document)? })
    }

    /// Checks the digest of everything that is signed. Gives the signed properties.
    fn check_references(&self) -> Result<Node<'a, 'input>, XmlSignatureFault> {
        let (mut covers_document, mut properties) = (false, None);
        let references: Vec<_> = children(self.signed_info, (DS, "Reference")).collect();
        if references.len() > MAX_XML_REFERENCES {
            return Err(XmlFault::OverBudget.into());
        }
        for reference in references {
            let target = self.target(reference)?;
            let whole = target.is_root() || target == self.document.root_element();
            if whole && covers_document {
                return Err(XmlSignatureFault::Form("the document is referred to twice"));
            }
            covers_document |= whole;
            if reference.attribute("Type") == Some(SIGNED_PROPERTIES)
                && target.has_tag_name((XADES, "SignedProperties"))
                && properties.replace(target).is_some()
            {
                return Err(XmlSignatureFault::Form("signed properties twice"));
            }
            self.check_digest(reference, target, whole)?;
        }
        if !covers_document {
            return Err(XmlSignatureFault::Form("the document is not covered"));
        }
        properties.ok_or(XmlSignatureFault::Form("no signed properties"))
    }

    /// What a reference names: the document, or an element inside the signature.
    fn target(&self, reference: Node<'a, 'input>) -> Result<Node<'a, 'input>, XmlSignatureFault> {
        match reference.attribute("URI") {
            Some("") => Ok(self.document.root()),
            Some(uri) => {
                let named = uri.strip_prefix('#').and_then(|id| self.ids.get(id)).copied();
                let fits = |node: &Node<'_, '_>| {
                    let inside = node.ancestors().skip(1).any(|around| around == self.node);
                    let about_itself = node.ancestors().any(|around| around == self.signed_info);
                    *node == self.document.root_element() || (inside && !about_itself)
                };
                named.filter(fits).ok_or(XmlSignatureFault::Form("a reference to something else"))
            }
            None => Err(XmlSignatureFault::Form("a reference without an address")),
        }
    }

    fn check_digest(
        &self,
        reference: Node<'a, 'input>,
        target: Node<'a, 'input>,
        whole: bool,
    ) -> Result<(), XmlSignatureFault> {
        let mut steps = children(reference, (DS, "Transforms"))
            .flat_map(|transforms| children(transforms, (DS, "Transform")))
            .peekable();
        let enveloped = steps.next_if(|step| step.attribute("Algorithm") == Some(ENVELOPED)).is_some();
        if enveloped != whole {
            return Err(XmlSignatureFault::Form("the signature covers itself, or leaves out something else"));
        }
        let form = steps.next().map_or(Ok(Form::Inclusive10), form_of)?;
        if steps.next().is_some() {
            return Err(XmlSignatureFault::Form("more transforms than one"));
        }
        let hash = algorithm(reference, "DigestMethod")
            .and_then(|name| digest(name).ok_or_else(|| XmlSignatureFault::Unsupported(name.to_owned())))?;
        let omitted = whole.then(|| self.node.id());
        let digest = hash.of(&[&canonical(target, omitted, &form)?]);
        match only(reference, (DS, "DigestValue")).and_then(bytes) {
            Some(stated) if stated == digest => Ok(()),
            Some(_) => Err(XmlSignatureFault::Broken),
            None => Err(XmlSignatureFault::Form("a reference without a digest")),
        }
    }

    /// The certificate beside the signature that the signed properties name by its digest.
    fn certificate(&self, properties: Node<'a, 'input>) -> Result<Certificate, XmlSignatureFault> {
        let named = only(properties, (XADES, "SignedSignatureProperties"))
            .and_then(|of_signature| {
                only(of_signature, (XADES, "SigningCertificateV2"))
                    .or_else(|| only(of_signature, (XADES, "SigningCertificate")))
            })
            .and_then(|names| children(names, (XADES, "Cert")).next())
            .and_then(|named| only(named, (XADES, "CertDigest")))
            .ok_or(XmlSignatureFault::Form("no signing certificate is named"))?;
        let method = algorithm(named, "DigestMethod")?;
        // SHA-1 only tells the certificates beside the signature apart: whoever relies on one knows it whole.
        let hash = digest(method).or((method == SHA1).then_some(Hash::Sha1));
        let hash = hash.ok_or_else(|| XmlSignatureFault::Unsupported(method.to_owned()))?;
        let stated = only(named, (DS, "DigestValue")).and_then(bytes);
        let mut beside = children(self.node, (DS, "KeyInfo"))
            .flat_map(|info| children(info, (DS, "X509Data")))
            .flat_map(|data| children(data, (DS, "X509Certificate")))
            .filter_map(bytes)
            .take(MAX_CERTIFICATES);
        let der = beside.find(|der| stated.as_deref() == Some(&hash.of(&[der])));
        let der = der.ok_or(XmlSignatureFault::OtherCertificate)?;
        Certificate::read(&der).map_err(|_| XmlSignatureFault::Form("a certificate that cannot be read"))
    }

    fn check_value(&self, certificate: &Certificate) -> Result<(), XmlSignatureFault> {
        let form = only(self.signed_info, (DS, "CanonicalizationMethod"));
        let form = form.ok_or(XmlSignatureFault::Form("no canonical form is named")).and_then(form_of)?;
        let method = algorithm(self.signed_info, "SignatureMethod")?;
        let unsupported = || XmlSignatureFault::Unsupported(method.to_owned());
        let scheme = scheme(method).ok_or_else(unsupported)?;
        let value = only(self.node, (DS, "SignatureValue")).and_then(bytes);
        let mut value = value.ok_or(XmlSignatureFault::Form("no signature value"))?;
        if let Scheme::EcdsaDer(_) = scheme {
            value = ecdsa_der(&value).ok_or(XmlSignatureFault::Broken)?;
        }
        let key = PublicKey::from_spki(&certificate.spki).map_err(|_| unsupported())?;
        let signed = canonical(self.signed_info, None, &form)?;
        key.check(scheme, &signed, &value).map_err(|fault| match fault {
            SignatureFault::Unsupported => unsupported(),
            SignatureFault::KeyMismatch | SignatureFault::Mismatch => XmlSignatureFault::Broken,
        })
    }
}

/// Every identifier of the document, each of one element.
fn identifiers<'a, 'input>(
    document: &'a Document<'input>,
) -> Result<BTreeMap<&'a str, Node<'a, 'input>>, XmlSignatureFault> {
    let mut ids = BTreeMap::new();
    for node in document.descendants() {
        for attribute in node.attributes() {
            if attribute.name().eq_ignore_ascii_case("id")
                && ids.insert(attribute.value(), node).is_some_and(|other| other != node)
            {
                return Err(XmlSignatureFault::Form("an identifier stands twice"));
            }
        }
    }
    Ok(ids)
}

fn form_of(node: Node<'_, '_>) -> Result<Form, XmlSignatureFault> {
    let name = node.attribute("Algorithm").unwrap_or_default();
    match name {
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315" => Ok(Form::Inclusive10),
        "http://www.w3.org/2006/12/xml-c14n11" => Ok(Form::Inclusive11),
        EXCLUSIVE => {
            let list = only(node, (EXCLUSIVE, "InclusiveNamespaces"));
            let list = list.and_then(|list| list.attribute("PrefixList")).unwrap_or_default();
            let plain = |prefix: &str| if prefix == "#default" { String::new() } else { prefix.to_owned() };
            Ok(Form::Exclusive { inclusive: list.split_ascii_whitespace().map(plain).collect() })
        }
        other => Err(XmlSignatureFault::Unsupported(other.to_owned())),
    }
}

fn algorithm<'a>(node: Node<'a, '_>, name: &'static str) -> Result<&'a str, XmlSignatureFault> {
    let method = only(node, (DS, name)).and_then(|method| method.attribute("Algorithm"));
    method.ok_or(XmlSignatureFault::Form("an algorithm is not named"))
}

fn digest(name: &str) -> Option<Hash> {
    Some(match name {
        "http://www.w3.org/2001/04/xmlenc#sha256" => Hash::Sha256,
        "http://www.w3.org/2001/04/xmldsig-more#sha384" => Hash::Sha384,
        "http://www.w3.org/2001/04/xmlenc#sha512" => Hash::Sha512,
        _ => return None,
    })
}

fn scheme(name: &str) -> Option<Scheme> {
    if let Some(name) = name.strip_prefix("http://www.w3.org/2007/05/xmldsig-more#") {
        return Some(match name {
            "sha256-rsa-MGF1" => Scheme::RsaPss(Hash::Sha256),
            "sha384-rsa-MGF1" => Scheme::RsaPss(Hash::Sha384),
            "sha512-rsa-MGF1" => Scheme::RsaPss(Hash::Sha512),
            _ => return None,
        });
    }
    Some(match name.strip_prefix("http://www.w3.org/2001/04/xmldsig-more#")? {
        "rsa-sha256" => Scheme::RsaPkcs1(Hash::Sha256),
        "rsa-sha384" => Scheme::RsaPkcs1(Hash::Sha384),
        "rsa-sha512" => Scheme::RsaPkcs1(Hash::Sha512),
        "ecdsa-sha256" => Scheme::EcdsaDer(Hash::Sha256),
        "ecdsa-sha384" => Scheme::EcdsaDer(Hash::Sha384),
        "ecdsa-sha512" => Scheme::EcdsaDer(Hash::Sha512),
        _ => return None,
    })
}

/// `r || s`, as XML Signature writes it for any curve, as DER.
fn ecdsa_der(fixed: &[u8]) -> Option<Vec<u8>> {
    const LONGEST: usize = 2 * 66; // P-521
    if fixed.is_empty() || !fixed.len().is_multiple_of(2) || fixed.len() > LONGEST {
        return None;
    }
    let mut integers = Vec::new();
    for half in fixed.chunks_exact(fixed.len() / 2) {
        let start = half.iter().position(|byte| *byte != 0).unwrap_or(half.len() - 1);
        let mut integer = half[start..].to_vec();
        if integer[0] & 0x80 != 0 {
            integer.insert(0, 0);
        }
        integers.extend([tag::INTEGER, u8::try_from(integer.len()).ok()?]);
        integers.extend(integer);
    }
    let length = u8::try_from(integers.len()).ok()?;
    let head = if length < 0x80 { vec![tag::SEQUENCE, length] } else { vec![tag::SEQUENCE, 0x81, length] };
    Some([head, integers].concat())
}

/// Base64 with white space anywhere.
pub(crate) fn bytes(node: Node<'_, '_>) -> Option<Vec<u8>> {
    let plain: String = text(node)?.chars().filter(|at| !at.is_ascii_whitespace()).collect();
    STANDARD.decode(plain).ok()
}

const DS: &str = "http://www.w3.org/2000/09/xmldsig#";
const XADES: &str = "http://uri.etsi.org/01903/v1.3.2#";
const SIGNED_PROPERTIES: &str = "http://uri.etsi.org/01903#SignedProperties";
const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const SHA1: &str = "http://www.w3.org/2000/09/xmldsig#sha1";
