use std::sync::Arc;

use super::*;
use crate::Protection;
use crate::fakes::{self, MovableClock};
use crate::ports::Ports;
use crate::session::Phase;

const WORDS: &str = "four words in a row";
const MINUTE: Duration = Duration::from_secs(60);

struct World {
    _folder: tempfile::TempDir,
    clock: Arc<MovableClock>,
    session: Session,
}

impl World {
    fn new() -> Self {
        let start = "2026-11-22T12:00:00Z".parse().unwrap();
        let clock = Arc::new(MovableClock::new(start));
        let folder = tempfile::tempdir().unwrap();
        let ports = Ports { clock: clock.clone(), ..fakes::ports(start) };
        let mut session = Session::new(folder.path().to_owned(), ports);
        session.create(Protection::Passphrase, Some(WORDS.to_owned())).unwrap();
        Self { _folder: folder, clock, session }
    }

    /// Time goes by, and the page asks every ten seconds.
    fn wait(&mut self, time: Duration, active: bool) -> Phase {
        let step = Duration::from_secs(10);
        let mut phase = self.session.state().unwrap().phase;
        for _ in 0..time.as_secs() / step.as_secs() {
            self.clock.go(step);
            phase = self.session.presence(active).unwrap().phase;
        }
        phase
    }
}

#[test]
fn wallet_that_nobody_uses_is_locked_after_five_minutes() {
    let mut world = World::new();
    assert_eq!(world.wait(5 * MINUTE - Duration::from_secs(10), false), Phase::Open);
    assert_eq!(world.wait(Duration::from_secs(10), false), Phase::Locked);
    assert_eq!(world.session.list("", crate::Sort::Title).unwrap_err().code(), "wallet_locked");
    world.session.unlock(Some(WORDS.to_owned())).unwrap();
    assert_eq!(world.wait(4 * MINUTE, false), Phase::Open, "counted from the opening on");
}

#[test]
fn wallet_in_use_stays_open() {
    let mut world = World::new();
    assert_eq!(world.wait(60 * MINUTE, true), Phase::Open);
    assert_eq!(world.wait(4 * MINUTE, false), Phase::Open);
    world.session.import(Some(samples::SHOWN[0].name), samples::SHOWN[0].bytes).unwrap();
    assert_eq!(world.wait(4 * MINUTE, false), Phase::Open, "an import is use");
    assert_eq!(world.wait(MINUTE, false), Phase::Locked);
}

#[test]
fn page_that_did_not_ask_for_long_finds_it_locked() {
    let mut world = World::new();
    world.clock.go(6 * MINUTE);
    assert_eq!(world.session.presence(true).unwrap().phase, Phase::Locked);
}

#[test]
fn sleep_locks_at_once_also_when_nothing_else_does() {
    let mut world = World::new();
    world.session.set_locking(None).unwrap();
    assert_eq!(world.wait(600 * MINUTE, false), Phase::Open, "never means never");
    world.clock.sleep(Duration::from_secs(20));
    assert_eq!(world.session.presence(true).unwrap().phase, Phase::Open, "as far as time servers go");
    world.clock.sleep(Duration::from_secs(40));
    assert_eq!(world.session.presence(true).unwrap().phase, Phase::Locked);
}

#[test]
fn clock_set_back_neither_locks_nor_keeps_open() {
    let mut world = World::new();
    world.clock.set_back(Duration::from_secs(86_400 * 400));
    assert_eq!(world.session.presence(false).unwrap().phase, Phase::Open);
    assert_eq!(world.wait(5 * MINUTE, false), Phase::Locked);
}

#[test]
fn minutes_are_kept_within_bounds_and_outlive_the_session() {
    let mut world = World::new();
    assert_eq!(world.session.locking().unwrap().after_minutes, Some(5));
    assert_eq!(world.session.set_locking(Some(0)).unwrap().after_minutes, Some(1));
    assert_eq!(world.session.set_locking(Some(10_000)).unwrap().after_minutes, Some(240));
    world.session.set_locking(Some(15)).unwrap();
    world.session.lock().unwrap();
    assert_eq!(world.session.locking().unwrap_err().code(), "wallet_locked");
    world.session.unlock(Some(WORDS.to_owned())).unwrap();
    assert_eq!(world.session.locking().unwrap().after_minutes, Some(15));
}
