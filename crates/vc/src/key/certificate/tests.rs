use super::*;

/// A DER element with a short length.
fn element(tag: u8, contents: &[u8]) -> Vec<u8> {
    [&[tag, u8::try_from(contents.len()).expect("short test data")], contents].concat()
}

fn extension(kind: &[u8], critical: bool, value: &[u8]) -> Vec<u8> {
    let flag = if critical { element(tag::BOOLEAN, &[0xff]) } else { Vec::new() };
    element(tag::SEQUENCE, &[element(tag::OID, kind), flag, element(tag::OCTET_STRING, value)].concat())
}

fn read(extensions: &[Vec<u8>]) -> Extensions {
    let list = element(tag::SEQUENCE, &extensions.concat());
    let whole = element(tag::context(3), &list);
    Extensions::read(Reader::only(&whole, tag::context(3)).unwrap()).unwrap()
}

fn certificate(extensions: Extensions) -> Certificate {
    Certificate {
        der: Vec::new(),
        serial: Vec::new(),
        issuer: Vec::new(),
        subject: Vec::new(),
        spki: Vec::new(),
        not_before: Timestamp::MIN,
        not_after: Timestamp::MAX,
        extensions,
    }
}

fn usages(list: &[&[u8]], critical: bool) -> Extensions {
    let list: Vec<u8> = list.iter().flat_map(|usage| element(tag::OID, usage)).collect();
    read(&[extension(oid::EXTENDED_KEY_USAGE, critical, &element(tag::SEQUENCE, &list))])
}

#[test]
fn only_two_extensions_say_that_a_certificate_is_never_revoked() {
    assert!(read(&[extension(&[0x55, 0x1d, 56], false, &[5, 0])]).never_revoked);
    // 0.4.0.194121.2.1, spelled out so that a slip in the constant shows.
    assert!(read(&[extension(&[0x04, 0x00, 0x8b, 0xec, 0x49, 0x02, 0x01], false, &[5, 0])]).never_revoked);
    assert!(!read(&[extension(&[0x55, 0x1d, 57], false, &[5, 0])]).never_revoked);
    assert!(!Extensions::default().never_revoked);
}

#[test]
fn a_time_stamp_needs_its_usage_alone_and_critical() {
    assert!(certificate(usages(&[oid::EKU_TIME_STAMPING], true)).may_time_stamp());
    assert!(!certificate(usages(&[oid::EKU_TIME_STAMPING], false)).may_time_stamp());
    assert!(!certificate(usages(&[oid::EKU_TIME_STAMPING, oid::EKU_EMAIL], true)).may_time_stamp());
    assert!(!certificate(Extensions::default()).may_time_stamp(), "a seal certificate stamps no time");
}

#[test]
fn a_seal_needs_a_usage_that_signs_content_and_no_authority() {
    let key_usage = |bits: &[u8]| read(&[extension(oid::KEY_USAGE, true, &element(tag::BIT_STRING, bits))]);
    let authority = element(tag::SEQUENCE, &element(tag::BOOLEAN, &[0xff]));
    assert!(certificate(Extensions::default()).may_seal());
    assert!(certificate(key_usage(&[6, 0xc0])).may_seal(), "digitalSignature, contentCommitment");
    assert!(!certificate(key_usage(&[5, 0x20])).may_seal(), "keyEncipherment");
    assert!(certificate(usages(&[oid::EKU_EMAIL], false)).may_seal());
    assert!(!certificate(usages(&[oid::EKU_TIME_STAMPING], true)).may_seal());
    assert!(!certificate(usages(&[oid::EKU_OCSP_SIGNING], false)).may_seal());
    assert!(!certificate(read(&[extension(oid::BASIC_CONSTRAINTS, true, &authority)])).may_seal());
}

#[test]
fn addresses_are_read_where_they_stand() {
    let uri = |text: &str| element(tag::context_primitive(6), text.as_bytes());
    let names = element(tag::context(0), &uri("https://ca.example/l.crl"));
    let point = element(tag::SEQUENCE, &element(tag::context(0), &names));
    let access = element(
        tag::SEQUENCE,
        &[element(tag::OID, oid::AD_CA_ISSUERS), uri("https://ca.example/c")].concat(),
    );
    let extensions = read(&[
        extension(oid::CRL_DISTRIBUTION_POINTS, false, &element(tag::SEQUENCE, &point)),
        extension(oid::AUTHORITY_INFO_ACCESS, false, &element(tag::SEQUENCE, &access)),
    ]);
    assert_eq!(extensions.crl_urls, ["https://ca.example/l.crl"]);
    assert_eq!(extensions.ca_issuers, ["https://ca.example/c"]);
}
