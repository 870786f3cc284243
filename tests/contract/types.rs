//! The TypeScript types of the interface are those of the Rust side.

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs};

use ts_rs::{Config, TS as _};
use wallet::goals::{AddedGoals, Asked, Decision, Goal, GoalList, NewDecision, Skills};
use wallet::trust::{AddedTrustList, TrustEntry, TrustListLine};
use wallet::{
    Ask, BackupContents, Bringing, ComparedRow, CvOwner, DeclaredList, Detail, Endings, Everything, Found,
    Health, History, Inquiry, Intake, Keeping, LabelTable, LearnerKey, Locking, Loss, Matching, Network,
    NewDeclared, Overview, Pack, PackMade, PackOffer, PackRequest, Page, Reminder, Repaired, Restoration,
    ShareLog, ShareMade, SharePreview, ShareRequest, Sought, Toll, WalletLine, WalletState,
};

use crate::root;

/// Set to anything to write the types anew.
const UPDATE: &str = "UPDATE_TYPES";

#[test]
fn types_of_the_interface_are_those_of_the_wallet() {
    let committed = root().join("ui/src/backend/types");
    if env::var_os(UPDATE).is_some() {
        fs::remove_dir_all(&committed).unwrap();
        export(&committed);
    }
    let fresh = tempfile::tempdir().unwrap();
    export(fresh.path());
    let (committed, fresh) = (files(&committed), files(fresh.path()));
    let names = |files: &BTreeMap<_, _>| files.keys().cloned().collect::<Vec<String>>();
    assert_eq!(names(&committed), names(&fresh), "run: make types");
    for (name, text) in &fresh {
        assert_eq!(&committed[name], text, "{name} is out of date; run: make types");
    }
}

/// Writes what crosses to the interface, and all that it is made of.
fn export(folder: &Path) {
    let config = Config::new().with_out_dir(folder).with_large_int("number");
    WalletState::export_all(&config).unwrap();
    Page::export_all(&config).unwrap();
    Sought::export_all(&config).unwrap();
    Overview::export_all(&config).unwrap();
    Keeping::export_all(&config).unwrap();
    DeclaredList::export_all(&config).unwrap();
    NewDeclared::export_all(&config).unwrap();
    PackOffer::export_all(&config).unwrap();
    PackRequest::export_all(&config).unwrap();
    PackMade::export_all(&config).unwrap();
    Pack::export_all(&config).unwrap();
    History::export_all(&config).unwrap();
    Detail::export_all(&config).unwrap();
    Found::export_all(&config).unwrap();
    Matching::export_all(&config).unwrap();
    Ask::export_all(&config).unwrap();
    Inquiry::export_all(&config).unwrap();
    Intake::export_all(&config).unwrap();
    Network::export_all(&config).unwrap();
    BackupContents::export_all(&config).unwrap();
    Restoration::export_all(&config).unwrap();
    Endings::export_all(&config).unwrap();
    Toll::export_all(&config).unwrap();
    Reminder::export_all(&config).unwrap();
    Everything::export_all(&config).unwrap();
    Health::export_all(&config).unwrap();
    Repaired::export_all(&config).unwrap();
    Loss::export_all(&config).unwrap();
    Locking::export_all(&config).unwrap();
    WalletLine::export_all(&config).unwrap();
    Bringing::export_all(&config).unwrap();
    CvOwner::export_all(&config).unwrap();
    ComparedRow::export_all(&config).unwrap();
    ShareRequest::export_all(&config).unwrap();
    SharePreview::export_all(&config).unwrap();
    ShareMade::export_all(&config).unwrap();
    ShareLog::export_all(&config).unwrap();
    LearnerKey::export_all(&config).unwrap();
    GoalList::export_all(&config).unwrap();
    Goal::export_all(&config).unwrap();
    Asked::export_all(&config).unwrap();
    AddedGoals::export_all(&config).unwrap();
    Decision::export_all(&config).unwrap();
    NewDecision::export_all(&config).unwrap();
    Skills::export_all(&config).unwrap();
    TrustListLine::export_all(&config).unwrap();
    TrustEntry::export_all(&config).unwrap();
    AddedTrustList::export_all(&config).unwrap();
    LabelTable::export_all(&config).unwrap();
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap()))
        .collect()
}
