//! What a learner can do with a wallet: the use cases, one file each.
//!
//! A [`Session`] is one person's time with a wallet: it is made or unlocked, used, and locked again.
//! Everything it needs from outside comes through [`ports`].

mod archive;
mod ask;
mod auto_lock;
mod awards;
mod backup;
mod browse;
mod card;
pub mod carriage;
mod completeness;
mod cv;
mod declared;
mod delete;
mod desk;
mod erase;
mod evidence;
mod export;
#[cfg(any(test, feature = "fakes"))]
pub mod fakes;
mod fault;
pub mod goals;
mod history;
mod import;
mod inquiry;
mod keys;
mod labels;
mod leave;
mod list;
mod network;
mod open;
mod organise;
mod pack;
mod portfolio;
pub mod ports;
mod protect;
mod raw;
mod recheck;
mod reminder;
mod renewal;
mod repair;
mod scan;
mod session;
mod settings;
mod share;
mod show;
mod side_by_side;
mod summary;
pub mod trust;
mod verify;
pub mod words;

pub use archive::{Archive, ArchiveFault, MAX_ARCHIVE_BYTES};
pub use ask::{ASK_SECONDS, Ask, AskFault, Asks, MAX_ASK_CHARACTERS, MAX_WANTED, read_code};
pub use auto_lock::{Locking, MAX_MINUTES_TO_LOCK};
pub use backup::{BackupContents, Restoration};
pub use browse::{
    EXPIRY_WINDOW_SECONDS, Grouping, MAX_PAGE, MAX_SECTIONS, Overview, Page, Place, Section, Sought,
};
pub use card::{Card, Kinship};
pub use completeness::Stated;
pub use cv::{Bringing, CvOwner, MAX_BROUGHT};
pub use declared::{
    Declared, DeclaredFault, DeclaredFile, DeclaredList, DeclaredSkill, LearningSetting, MAX_DECLARED,
    MAX_DECLARED_FILE_BYTES, MAX_DECLARED_FILES, MAX_DECLARED_TOTAL_BYTES, MAX_DESCRIPTION_CHARACTERS,
    NewDeclared, plain_file_name, safe_name,
};
pub use desk::{Found, Match, Matchable, Matching, Offer, Role, RoleSource, Row, Showing, csv, json};
pub use erase::Loss;
pub use europass::candidate::Person;
pub use europass::compare::Row as ComparedRow;
pub use export::Original;
pub use fault::WalletFault;
pub use history::{Happening, History, What};
pub use import::{Imported, Incoming, Intake, Stored, UnreadablePart};
pub use inquiry::{Inquiry, MAX_FITS, RequestFault, Wanted, read_request};
pub use keys::{Algorithm, BoundCredential, KeyPurpose, LearnerKey};
pub use labels::{LabelTable, MAX_LABEL_LANGUAGES};
pub use leave::Everything;
pub use list::{Listing, Sort};
pub use network::{Network, Requested};
pub use open::{MIN_PASSPHRASE_CHARACTERS, Protection};
pub use organise::{Gathering, Keeping, MAX_NOTE_CHARACTERS};
pub use pack::{
    MAX_MESSAGE_CHARACTERS, MAX_PACK_BYTES, MAX_PACKED, Offered, Pack, PackAnswer, PackCredential,
    PackEvidence, PackFile, PackGoal, PackMade, PackOffer, PackPoint, PackRequest,
};
pub use recheck::{Rechecked, Rechecking};
pub use reminder::{MAX_DAYS_TO_REMINDER, Reminder};
pub use renewal::{
    Ending, EndingStanding, Endings, GoalAfter, MAX_DAYS_BEFORE_END, MAX_ENDINGS, Renewed, Toll,
};
pub use repair::{Damaged, Health, Repaired};
pub use scan::{Scanned, Scanner};
pub use session::{Phase, Session, WalletState};
pub use share::{
    Bond, Chosen, DEFAULT_LIFETIME_SECONDS, Form, MAX_LIFETIME_SECONDS, MAX_SHARED, MIN_LIFETIME_SECONDS,
    PreviewPart, Seen, SeenAs, ShareEntry, ShareLog, ShareMade, SharePreview, ShareRequest, ShareWarning,
    Shared, SharedCredential, SharedPart,
};
pub use show::{Detail, WhenReceived};
pub use side_by_side::WalletLine;
pub use vault::wipe_freed_memory;
pub use vc::limits::MAX_INPUT_BYTES;
pub use verify::{AnswerBook, Judge, Judged, Judging, Reach};
