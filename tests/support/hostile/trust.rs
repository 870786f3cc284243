//! Lists of whom to trust, in every format that is read.

use vc::TrustList;

use crate::data;

/// Bytes as a trust list.
pub(super) fn run(bytes: &[u8]) {
    if let Ok(list) = TrustList::parse("list", bytes) {
        assert!(list.reference().starts_with(&list.id));
    }
}

/// The list of the samples, a registry, a state's list without a signature, and public ones where the data is there.
pub(super) fn seeds() -> Vec<Vec<u8>> {
    let mut seeds =
        vec![samples::TRUST_LIST.to_vec(), REGISTRY.as_bytes().to_vec(), STATE.as_bytes().to_vec()];
    let public = ["vectors/dcc/sandbox-registry.json", "edc/trusted-lists/IE.xml"].map(data::at);
    seeds.extend(public.into_iter().flatten().filter_map(|path| std::fs::read(path).ok()));
    seeds
}

const STATE: &str = r#"<?xml version="1.0"?><TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#" Id="a">
    <SchemeInformation><TSLSequenceNumber>7</TSLSequenceNumber>
    <TSLType>http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUgeneric</TSLType><SchemeTerritory>FI</SchemeTerritory>
    <ListIssueDateTime>2026-06-01T00:00:00Z</ListIssueDateTime><NextUpdate><dateTime>2026-12-01T00:00:00Z</dateTime>
    </NextUpdate></SchemeInformation><TrustServiceProviderList><TrustServiceProvider><TSPServices><TSPService>
    <ServiceInformation><ServiceTypeIdentifier>http://uri.etsi.org/TrstSvc/Svctype/CA/QC</ServiceTypeIdentifier>
    <ServiceStatus>http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted</ServiceStatus>
    <StatusStartingTime>2020-01-01T00:00:00Z</StatusStartingTime></ServiceInformation></TSPService></TSPServices>
    </TrustServiceProvider></TrustServiceProviderList><s:Signature xmlns:s="http://www.w3.org/2000/09/xmldsig#">
    <s:SignedInfo><s:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><s:SignatureMethod
    Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><s:Reference URI=""><s:Transforms><s:Transform
    Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/></s:Transforms><s:DigestMethod
    Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><s:DigestValue>AA==</s:DigestValue></s:Reference></s:SignedInfo>
    </s:Signature></TrustServiceStatusList>"#;

const REGISTRY: &str = r#"{"meta":{"created":"2020-12-02T02:32:16+0000","updated":"2021-09-20T00:00:00+0000"},
    "registry":{"did:web:school.example":{"name":"School","location":"Here","url":"https://school.example"}}}"#;
