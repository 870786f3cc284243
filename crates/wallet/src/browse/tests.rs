use super::*;
use crate::fakes::ports;

/// Credentials in the wallet of these tests.
const ALL: usize = samples::SAMPLES.len();

fn session() -> Session {
    let mut session = Session::new("nowhere".into(), ports(samples::JUDGED_AT.parse().unwrap()));
    let files = samples::SAMPLES.iter().map(|sample| (sample.name, sample.bytes));
    let book = samples::EVIDENCE.iter().map(|(url, bytes)| ((*url).to_owned(), bytes.to_vec())).collect();
    session.open_samples(files, samples::TRUST_LIST, book).unwrap();
    session
}

fn sought() -> Sought {
    Sought {
        search: String::new(),
        sort: Sort::Issued,
        grouping: Grouping::Provider,
        place: Place::Current,
        from: 0,
        limit: MAX_PAGE,
    }
}

fn titles(page: &Page) -> Vec<&str> {
    page.cards.iter().map(|card| card.title.as_str()).collect()
}

#[test]
fn pages_laid_side_by_side_are_the_whole_list_and_sections_cut_it_by_provider() {
    let mut session = session();
    let whole = session.browse(&sought()).unwrap();
    assert_eq!((whole.found, whole.total, whole.cards.len()), (ALL, ALL, ALL));
    let mut cards = whole.cards.iter();
    for section in &whole.sections {
        let own: Vec<_> = cards.by_ref().take(section.credentials).collect();
        assert!(own.iter().all(|card| (&card.issuer, &card.country) == (&own[0].issuer, &own[0].country)));
    }
    assert!(cards.next().is_none() && whole.sections.len() > 1);
    let mut pages = Vec::new();
    for from in (0..whole.found).step_by(5) {
        let page = session.browse(&Sought { from, limit: 5, ..sought() }).unwrap();
        assert_eq!((page.found, page.sections.is_empty()), (ALL, from > 0));
        pages.extend(page.cards);
    }
    assert_eq!(pages, whole.cards);
    assert_eq!(session.browse(&Sought { limit: usize::MAX, ..sought() }).unwrap().cards.len(), ALL);
}

#[test]
fn search_counts_what_fits_beside_what_is_there() {
    let mut session = session();
    let search = Sought { search: "battery".to_owned(), limit: 1, ..sought() };
    let page = session.browse(&search).unwrap();
    assert_eq!((page.cards.len(), page.total), (1, ALL));
    assert!(page.found > 1 && page.found < ALL);
    let found = session.find(&search).unwrap();
    assert_eq!(found.len(), page.found);
    assert!(found.contains(&page.cards[0].record));
}

#[test]
fn places_part_the_wallet() {
    let mut session = session();
    let all = session.browse(&sought()).unwrap();
    let some: Vec<String> = all.cards.iter().take(2).map(|card| card.record.clone()).collect();
    session.archive(&some[..1], true).unwrap();
    session.gather("for Porto", &some).unwrap();
    let at = |session: &mut Session, place| session.browse(&Sought { place, ..sought() }).unwrap();
    assert_eq!(at(&mut session, Place::Current).found, ALL - 1);
    assert_eq!(titles(&at(&mut session, Place::Archive)), titles(&all)[..1]);
    let collection = at(&mut session, Place::Collection("for Porto".to_owned()));
    assert_eq!(titles(&collection), [titles(&all)[1], titles(&all)[0]], "what is put away comes last");
    assert_eq!(at(&mut session, Place::Collection("none".to_owned())).found, 0);
}

#[test]
fn overview_counts_what_expires_soon() {
    let mut session = session();
    let overview = session.overview().unwrap();
    assert_eq!((overview.current, overview.archived), (ALL, 0));
    assert_eq!(overview.first_checked.as_deref(), Some(samples::JUDGED_AT));
    let expiring = session.browse(&Sought { place: Place::Expiring, ..sought() }).unwrap();
    assert_eq!(overview.expiring, expiring.found);
    let all: Vec<String> = session.find(&sought()).unwrap();
    session.archive(&all, true).unwrap();
    let overview = session.overview().unwrap();
    assert_eq!((overview.current, overview.archived, overview.providers, overview.expiring), (0, ALL, 0, 0));
    assert_eq!(overview.last_checked, None);
}
