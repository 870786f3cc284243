use super::*;

/// The validity check of a credential whose proof says this.
fn validity(change: impl FnOnce(&mut Value)) -> (Outcome, Option<Code>) {
    let signer = Signer::new(1);
    let document = credential(&signer.did());
    let mut options = signer.options();
    change(&mut options);
    let report = judge(&with_proof(&document, signer.prove(&document, options)));
    assert_eq!(outcome(&report, Check::Signature), PASS);
    outcome(&report, Check::Validity)
}

#[test]
fn a_proof_counts_from_its_making_to_its_expiry() {
    for (member, date, expected) in [
        ("created", NOW, PASS),
        ("created", "2026-11-22T12:00:01Z", fail(Code::ProofNotYetValid)),
        ("created", "2026-11-22T11:00:00+02:00", PASS),
        ("created", "2026-11-22T11:00:00-02:00", fail(Code::ProofNotYetValid)),
        ("expires", NOW, fail(Code::ProofExpired)),
        ("expires", "2026-11-22T12:00:01Z", PASS),
    ] {
        assert_eq!(validity(|options| options[member] = json!(date)), expected, "{member} {date}");
    }
    assert_eq!(validity(|options| _ = options.as_object_mut().unwrap().remove("created")), PASS);
}

#[test]
fn a_date_that_cannot_be_read_leaves_it_open() {
    for (member, date) in [("created", "yesterday"), ("created", ""), ("expires", "2026-13-01T00:00:00Z")] {
        assert_eq!(
            validity(|options| options[member] = json!(date)),
            open(Code::DateUnreadable),
            "{member} {date}"
        );
    }
}

#[test]
fn an_expiry_cannot_hide_under_another_name() {
    let signer = Signer::new(1);
    let document = credential(&signer.did());
    let mut options = signer.options();
    options["expires"] = json!("2026-06-01T00:00:00Z");
    let mut proof = signer.prove(&document, options);
    let members = proof.as_object_mut().unwrap();
    let expires = members.remove("expires").unwrap();
    members.insert(
        "https://w3id.org/security#expiration".to_owned(),
        json!({"@value": expires, "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}),
    );
    let report = judge(&with_proof(&document, proof));
    assert_eq!(outcome(&report, Check::Signature), PASS, "the same quads");
    assert_eq!(outcome(&report, Check::Validity), fail(Code::ProofExpired));
}
