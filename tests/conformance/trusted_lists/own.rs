//! Trusted lists of our own (ETSI TS 119 612), signed with keys made on the spot.
//!
//! The text is written in its exclusive canonical form, so that what is hashed here needs no canonicaliser.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use openssl::asn1::Asn1Time;
use openssl::bn::BigNum;
use openssl::ec::{EcGroup, EcKey};
use openssl::ecdsa::EcdsaSig;
use openssl::hash::{MessageDigest, hash};
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::x509::{X509, X509NameBuilder};

/// Who signs a list.
pub(super) struct Publisher {
    key: PKey<Private>,
    /// Its certificate, DER.
    pub(super) certificate: Vec<u8>,
}

/// A service of a list: its type, and what it was from when on, the latest first.
pub(super) struct Service<'a> {
    /// Last part of its type: `CA/QC`, `TSA/QTST`.
    pub(super) kind: &'a str,
    /// Last part of its status, and since when.
    pub(super) standings: &'a [(&'a str, &'a str)],
    /// Last parts of what its certificates are for: `ForeSeals`.
    pub(super) made_for: &'a [&'a str],
    /// Its certificate, DER.
    pub(super) certificate: &'a [u8],
}

/// A list before it is signed.
pub(super) struct Draft<'a> {
    /// `EU` makes it a list of lists.
    pub(super) territory: &'a str,
    /// When it is issued.
    pub(super) issued: &'a str,
    /// When the next edition is due.
    pub(super) next: Option<&'a str>,
    /// Number of the edition.
    pub(super) sequence: u32,
    /// Territories and certificates of those who may sign other lists.
    pub(super) pointers: &'a [(&'a str, &'a [u8])],
    /// Its services.
    pub(super) services: &'a [Service<'a>],
}

/// The parts of a signed list, to be put together as they should be or otherwise.
pub(super) struct Signed {
    /// The document before and after the signature.
    pub(super) around: (String, String),
    /// The signature element.
    pub(super) signature: String,
}

impl Publisher {
    /// A publisher with a new P-256 key, whose certificate is in force from 2020 to 2040.
    ///
    /// # Panics
    /// When OpenSSL fails.
    #[must_use]
    pub(super) fn new(name: &str) -> Self {
        let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).expect("a curve");
        let key = PKey::from_ec_key(EcKey::generate(&group).expect("a key")).expect("a key");
        let mut subject = X509NameBuilder::new().expect("a name");
        subject.append_entry_by_nid(Nid::ORGANIZATIONNAME, name).expect("a name");
        let subject = subject.build();
        let mut certificate = X509::builder().expect("a builder");
        let serial = BigNum::from_u32(7).and_then(|number| number.to_asn1_integer()).expect("a number");
        let time = |text: &str| Asn1Time::from_str_x509(text).expect("a time");
        certificate.set_version(2).expect("a field");
        certificate.set_serial_number(&serial).expect("a field");
        certificate.set_subject_name(&subject).expect("a field");
        certificate.set_issuer_name(&subject).expect("a field");
        certificate.set_not_before(&time("20200101000000Z")).expect("a field");
        certificate.set_not_after(&time("20400101000000Z")).expect("a field");
        certificate.set_pubkey(&key).expect("a field");
        certificate.sign(&key, MessageDigest::sha256()).expect("a signature");
        Self { key, certificate: certificate.build().to_der().expect("DER") }
    }

    /// SHA-256 of the certificate, in hexadecimal.
    #[must_use]
    pub(super) fn fingerprint(&self) -> String {
        sha256(&self.certificate).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Signs a list.
    #[must_use]
    pub(super) fn sign(&self, draft: &Draft<'_>) -> Signed {
        let (before, after) = draft.text();
        let digest = STANDARD.encode(sha256(format!("{before}{after}").as_bytes()));
        self.signed((before, after), &digest)
    }

    /// A signature that states this digest of the document.
    fn signed(&self, around: (String, String), digest: &str) -> Signed {
        let certificate_digest = STANDARD.encode(sha256(&self.certificate));
        let properties = format!(
            "<xades:SignedProperties xmlns:xades=\"{XADES}\" Id=\"properties\"><xades:SignedSignatureProperties>\
             <xades:SigningCertificateV2><xades:Cert><xades:CertDigest><ds:DigestMethod xmlns:ds=\"{DS}\" \
             Algorithm=\"{SHA256}\"></ds:DigestMethod><ds:DigestValue xmlns:ds=\"{DS}\">{certificate_digest}\
             </ds:DigestValue></xades:CertDigest></xades:Cert></xades:SigningCertificateV2>\
             </xades:SignedSignatureProperties></xades:SignedProperties>"
        );
        let of_properties = STANDARD.encode(sha256(properties.as_bytes()));
        let exclusive = format!("<ds:Transform Algorithm=\"{EXCLUSIVE}\"></ds:Transform>");
        let method = format!("<ds:DigestMethod Algorithm=\"{SHA256}\"></ds:DigestMethod>");
        let info = format!(
            "<ds:SignedInfo xmlns:ds=\"{DS}\"><ds:CanonicalizationMethod Algorithm=\"{EXCLUSIVE}\">\
             </ds:CanonicalizationMethod><ds:SignatureMethod Algorithm=\"{ECDSA}\"></ds:SignatureMethod>\
             <ds:Reference URI=\"\"><ds:Transforms><ds:Transform Algorithm=\"{DS}enveloped-signature\">\
             </ds:Transform>{exclusive}</ds:Transforms>{method}<ds:DigestValue>{digest}</ds:DigestValue>\
             </ds:Reference><ds:Reference Type=\"http://uri.etsi.org/01903#SignedProperties\" \
             URI=\"#properties\"><ds:Transforms>{exclusive}</ds:Transforms>{method}<ds:DigestValue>\
             {of_properties}</ds:DigestValue></ds:Reference></ds:SignedInfo>"
        );
        let key = self.key.ec_key().expect("an EC key");
        let value = EcdsaSig::sign(&sha256(info.as_bytes()), &key).expect("a signature");
        let half = |number: &openssl::bn::BigNumRef| number.to_vec_padded(32).expect("32 bytes");
        let value = STANDARD.encode([half(value.r()), half(value.s())].concat());
        let certificate = STANDARD.encode(&self.certificate);
        let signature = format!(
            "<ds:Signature xmlns:ds=\"{DS}\">{info}<ds:SignatureValue>{value}</ds:SignatureValue><ds:KeyInfo>\
             <ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>\
             <ds:Object><xades:QualifyingProperties xmlns:xades=\"{XADES}\">{properties}\
             </xades:QualifyingProperties></ds:Object></ds:Signature>"
        );
        Signed { around, signature }
    }
}

impl Signed {
    /// The signed list.
    #[must_use]
    pub(super) fn text(&self) -> String {
        let (before, after) = &self.around;
        format!("{before}{}{after}", self.signature)
    }
}

impl Draft<'_> {
    fn text(&self) -> (String, String) {
        let kind = if self.territory == "EU" { "EUlistofthelists" } else { "EUgeneric" };
        let next = self.next.map(|next| format!("<dateTime>{next}</dateTime>")).unwrap_or_default();
        let pointers: String = self.pointers.iter().map(|(territory, der)| pointer(territory, der)).collect();
        let services: String = self.services.iter().map(Service::text).collect();
        let before = format!(
            "<TrustServiceStatusList xmlns=\"{TSL}\"><SchemeInformation><TSLSequenceNumber>{}</TSLSequenceNumber>\
             <TSLType>{TYPES}/TrustedList/TSLType/{kind}</TSLType><SchemeOperatorName><Name xml:lang=\"en\">\
             A ministry</Name></SchemeOperatorName><SchemeTerritory>{}</SchemeTerritory><PointersToOtherTSL>\
             {pointers}</PointersToOtherTSL><ListIssueDateTime>{}</ListIssueDateTime><NextUpdate>{next}\
             </NextUpdate></SchemeInformation><TrustServiceProviderList><TrustServiceProvider><TSPInformation>\
             <TSPName><Name xml:lang=\"en\">A provider</Name></TSPName></TSPInformation><TSPServices>{services}\
             </TSPServices></TrustServiceProvider></TrustServiceProviderList>",
            self.sequence, self.territory, self.issued
        );
        (before, "</TrustServiceStatusList>".to_owned())
    }
}

impl Service<'_> {
    fn text(&self) -> String {
        let made_for: String = self
            .made_for
            .iter()
            .map(|one| {
                format!(
                    "<Extension Critical=\"true\"><AdditionalServiceInformation><URI>\
                     {TYPES}/TrustedList/SvcInfoExt/{one}</URI></AdditionalServiceInformation></Extension>"
                )
            })
            .collect();
        let standing = |(status, since): &(&str, &str)| {
            format!(
                "<ServiceTypeIdentifier>{TYPES}/Svctype/{}</ServiceTypeIdentifier><ServiceDigitalIdentity>\
                 <DigitalId><X509Certificate>{}</X509Certificate></DigitalId></ServiceDigitalIdentity>\
                 <ServiceStatus>{TYPES}/TrustedList/Svcstatus/{status}</ServiceStatus><StatusStartingTime>{since}\
                 </StatusStartingTime><ServiceInformationExtensions>{made_for}</ServiceInformationExtensions>",
                self.kind,
                STANDARD.encode(self.certificate)
            )
        };
        let (now, before) = self.standings.split_first().expect("a standing");
        let history: String = before
            .iter()
            .map(|one| format!("<ServiceHistoryInstance>{}</ServiceHistoryInstance>", standing(one)))
            .collect();
        format!(
            "<TSPService><ServiceInformation>{}</ServiceInformation><ServiceHistory>{history}</ServiceHistory>\
             </TSPService>",
            standing(now)
        )
    }
}

fn pointer(territory: &str, der: &[u8]) -> String {
    format!(
        "<OtherTSLPointer><ServiceDigitalIdentities><ServiceDigitalIdentity><DigitalId><X509Certificate>{}\
         </X509Certificate></DigitalId></ServiceDigitalIdentity></ServiceDigitalIdentities><AdditionalInformation>\
         <OtherInformation><SchemeTerritory>{territory}</SchemeTerritory></OtherInformation>\
         </AdditionalInformation></OtherTSLPointer>",
        STANDARD.encode(der)
    )
}

fn sha256(bytes: &[u8]) -> Vec<u8> {
    hash(MessageDigest::sha256(), bytes).expect("a digest").to_vec()
}

const TSL: &str = "http://uri.etsi.org/02231/v2#";
const TYPES: &str = "http://uri.etsi.org/TrstSvc";
const DS: &str = "http://www.w3.org/2000/09/xmldsig#";
const XADES: &str = "http://uri.etsi.org/01903/v1.3.2#";
const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
const ECDSA: &str = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
