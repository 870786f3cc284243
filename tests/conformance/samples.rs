//! This project's own samples come out as they were made to.

use vc::{Check, TrustList, Verdict};

use super::{
    edc_sealed::{at, judge},
    show,
};

#[test]
fn each_sample_has_the_verdict_it_was_made_for() {
    let trust = [TrustList::parse("samples", ::samples::TRUST_LIST).unwrap()];
    for sample in ::samples::SAMPLES {
        let report = judge(sample.bytes, &trust, at(::samples::JUDGED_AT));
        let because = report.deciding().map(|deciding| (show(deciding.check), show(deciding.code)));
        println!(
            "{:<28} {:<14} {}",
            sample.name,
            show(report.verdict),
            because.clone().map(|(check, code)| format!("{check}: {code}")).unwrap_or_default()
        );
        assert_eq!(show(report.verdict), sample.expected.verdict, "{}", sample.name);
        assert_eq!(
            because,
            sample.expected.because.map(|(check, code)| (check.to_owned(), code.to_owned())),
            "{}",
            sample.name
        );
        if report.verdict == Verdict::Verified {
            assert!(report.check(Check::Schema).unwrap().code.is_none(), "{}: no remark", sample.name);
        }
    }
}
