use std::sync::Mutex;

use super::*;
use crate::fakes::{FakeHttp, ports};
use crate::ports::FetchFault;

const NOW: &str = "2026-11-22T12:00:00Z";
const CRL: &str = "https://pki.tessera-samples.example/eseal-ca.crl";

/// The sample whose certificate names a revocation list that it does not carry.
const ASKS: &[u8] = samples::SAMPLES[4].bytes;

fn judge(http: Arc<FakeHttp>, change: impl FnOnce(&mut Judging)) -> Judge {
    let trust = vec![TrustList::parse("samples", samples::TRUST_LIST).unwrap()];
    let book = samples::EVIDENCE.iter().map(|(url, bytes)| ((*url).to_owned(), bytes.to_vec())).collect();
    let mut judging = Judging { trust, book, ..Judging::default() };
    change(&mut judging);
    Judge::new(judging, &Ports { http, ..ports(NOW.parse().unwrap()) })
}

fn answers(judge: &Judge, bytes: &[u8], known: &Evidence) -> Vec<Vec<u8>> {
    let unverified = vc::parse(bytes).unwrap().remove(0).unwrap();
    judge.judge(&unverified, known).evidence.items.into_iter().map(|item| item.bytes).collect()
}

fn known(bytes: &[u8]) -> Evidence {
    let item = EvidenceItem {
        need: Need::RevocationList { url: CRL.to_owned() },
        fetched_at: "2026-01-01T00:00:00Z".parse().unwrap(),
        bytes: bytes.to_vec(),
    };
    Evidence { items: vec![item], ..Evidence::none() }
}

#[test]
fn report_and_verdict_follow_the_trust_given() {
    for sample in samples::SHOWN {
        let verdict = |judge: &Judge| judge.verify(sample.bytes).unwrap().remove(0).unwrap().report.verdict;
        assert_eq!(verdict(&judge(Arc::default(), |_| ())), vc::Verdict::Verified, "{}", sample.name);
        let trusting_nobody = judge(Arc::default(), |judging| judging.trust.clear());
        assert_ne!(verdict(&trusting_nobody), vc::Verdict::Verified, "{}", sample.name);
    }
}

#[test]
fn need_is_asked_once_with_its_purpose() {
    let http = Arc::new(FakeHttp::default().with(CRL, "list"));
    assert_eq!(answers(&judge(http.clone(), |_| ()), ASKS, &Evidence::none()), [b"list"]);
    let requests = http.requests();
    assert_eq!(requests.len(), 1);
    assert_eq!((requests[0].url.as_str(), requests[0].purpose), (CRL, Purpose::RevocationList));
    assert_eq!(requests[0].max_bytes, MAX_DER_BYTES);
}

#[test]
fn failed_fetch_is_no_answer_and_not_repeated() {
    let fault = FetchFault::TimedOut { host: "pki.tessera-samples.example".to_owned() };
    let http = Arc::new(FakeHttp::default().with_fault(CRL, fault));
    let judge = judge(http.clone(), |_| ());
    let judged = judge.verify(ASKS).unwrap().remove(0).unwrap();
    assert_eq!(judged.evidence, Evidence::none());
    assert_ne!(judged.report.verdict, vc::Verdict::Verified);
    assert_eq!(http.requests().len(), 1);
}

#[test]
fn what_the_credentials_of_a_list_have_in_common_is_asked_once() {
    let list = [b"[", ASKS, b",", ASKS, b"]"].concat();
    for network in [FakeHttp::default().with(CRL, "list"), FakeHttp::default()] {
        let http = Arc::new(network);
        let judged = judge(http.clone(), |_| ()).verify(&list).unwrap();
        let evidence: Vec<_> = judged.into_iter().map(|part| part.unwrap().evidence).collect();
        assert!(evidence[0] == evidence[1], "both have the answer, or neither");
        assert_eq!(http.requests().len(), 1);
    }
}

#[test]
fn offline_asks_nobody() {
    let http = Arc::new(FakeHttp::default().with(CRL, "list"));
    let judge = judge(http.clone(), |judging| judging.reach = Reach::Offline);
    assert!(answers(&judge, ASKS, &Evidence::none()).is_empty());
    assert_eq!(http.requests(), []);
}

#[test]
fn without_trust_nobody_is_asked() {
    let http = Arc::new(FakeHttp::default().with(CRL, "list"));
    let judge = judge(http.clone(), |judging| judging.trust.clear());
    assert!(answers(&judge, ASKS, &Evidence::none()).is_empty());
    assert_eq!(http.requests(), []);
}

#[test]
fn book_comes_before_the_network_and_works_offline() {
    for reach in [Reach::Online, Reach::Offline] {
        let http = Arc::new(FakeHttp::default().with(CRL, "network"));
        let book: AnswerBook = [(CRL.to_owned(), b"book".to_vec())].into_iter().collect();
        let judge = judge(http.clone(), |judging| {
            judging.book = book;
            judging.reach = reach;
        });
        assert_eq!(answers(&judge, ASKS, &Evidence::none()), [b"book"]);
        assert_eq!(http.requests(), []);
    }
}

#[test]
fn known_answer_serves_only_when_there_is_no_newer_one() {
    let online = judge(Arc::new(FakeHttp::default().with(CRL, "new")), |_| ());
    assert_eq!(answers(&online, ASKS, &known(b"old")), [b"new"]);
    let unreachable = judge(Arc::default(), |_| ());
    assert_eq!(answers(&unreachable, ASKS, &known(b"old")), [b"old"]);
    let unverified = vc::parse(ASKS).unwrap().remove(0).unwrap();
    let kept = unreachable.judge(&unverified, &known(b"old")).evidence.items.remove(0);
    assert_eq!(kept.fetched_at.to_string(), "2026-01-01T00:00:00Z", "an old answer keeps its time");
}

#[test]
fn judged_for_the_time_given_else_for_now() {
    let at = |judging: Option<&str>| {
        let at = judging.map(|at| at.parse().unwrap());
        let judge = judge(Arc::default(), |judging| judging.at = at);
        judge.verify(ASKS).unwrap().remove(0).unwrap().report.at.to_string()
    };
    assert_eq!(at(None), NOW);
    assert_eq!(at(Some("2027-01-01T00:00:00Z")), "2027-01-01T00:00:00Z");
}

fn errand() -> Errand {
    Errand::new(NOW.parse().unwrap())
}

fn numbered(from: usize, count: usize) -> Vec<Need> {
    (from..from + count)
        .map(|number| Need::IssuerCertificate { url: format!("https://ca.example/{number}") })
        .collect()
}

#[test]
fn endless_new_needs_end_after_the_last_round() {
    let http = Arc::new(FakeHttp::default());
    let rounds = Mutex::new(0);
    let needs = |_: &Evidence| {
        let mut round = rounds.lock().unwrap();
        *round += 1;
        numbered(*round, 1)
    };
    judge(http.clone(), |_| ()).gather(&mut errand(), needs, &Evidence::none());
    assert_eq!(http.requests().len(), MAX_ROUNDS);
}

#[test]
fn too_many_needs_at_once_are_not_all_asked() {
    let http = Arc::new(FakeHttp::default());
    judge(http.clone(), |_| ()).gather(&mut errand(), |_| numbered(0, 1000), &Evidence::none());
    assert_eq!(http.requests().len(), MAX_NEEDS);
}

/// A clock that moves on by 5 s whenever somebody looks.
struct Slow(Mutex<Timestamp>);

impl Clock for Slow {
    fn now(&self) -> Timestamp {
        let mut now = self.0.lock().unwrap();
        *now += SignedDuration::from_secs(5);
        *now
    }

    fn awake(&self) -> std::time::Duration {
        std::time::Duration::ZERO
    }
}

#[test]
fn nothing_is_fetched_after_the_time_is_up() {
    let http = Arc::new(FakeHttp::default());
    let slow = Arc::new(Slow(Mutex::new(NOW.parse().unwrap())));
    let ports = Ports { http: http.clone(), clock: slow, ..ports(NOW.parse().unwrap()) };
    let judge = Judge::new(Judging::default(), &ports);
    let mut errand = Errand::new(judge.clock.now());
    judge.gather(&mut errand, |_| numbered(0, 8), &Evidence::none());
    assert_eq!(http.requests().len(), 5);
}

fn answered(need: &Need, book: &[(&str, &str)]) -> Option<Vec<u8>> {
    let book = book.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
    let judge = judge(Arc::default(), |judging| judging.book = book);
    judge.answer(&mut errand(), need, &Evidence::none()).map(|item| item.bytes)
}

#[test]
fn book_answers_by_identifier_and_by_address() {
    let did = "did:web:school.example";
    let url = "https://school.example/.well-known/did.json";
    let document = Need::DidDocument { did: did.to_owned(), url: url.to_owned() };
    assert_eq!(answered(&document, &[(did, "by did"), (url, "by address")]).unwrap(), b"by did");
    assert_eq!(answered(&document, &[(url, "by address")]).unwrap(), b"by address");
    assert_eq!(answered(&document, &[("did:web:other.example", "other")]), None);
}

#[test]
fn each_need_is_asked_for_by_its_kind() {
    let url = "https://school.example/1".to_owned();
    let document = Need::DidDocument { did: "did:web:school.example".to_owned(), url: url.clone() };
    for (need, purpose, max_bytes, accepts) in [
        (document, Purpose::DidDocument, MAX_DID_DOCUMENT_BYTES, "application/did+json"),
        (Need::StatusList { url: url.clone() }, Purpose::StatusList, MAX_STATUS_LIST_BYTES, "application/vc"),
        (
            Need::IssuerMetadata { url: url.clone() },
            Purpose::IssuerMetadata,
            MAX_DID_DOCUMENT_BYTES,
            "application/json",
        ),
        (
            Need::KeySet { url: url.clone() },
            Purpose::KeySet,
            MAX_DID_DOCUMENT_BYTES,
            "application/jwk-set+json",
        ),
        (Need::RevocationList { url }, Purpose::RevocationList, MAX_DER_BYTES, "application/pkix-crl"),
    ] {
        let request = request(&need);
        assert_eq!((request.purpose, request.max_bytes), (purpose, max_bytes));
        assert!(request.accept.contains(accepts), "{}", request.accept);
    }
}
