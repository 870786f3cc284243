//! Several wallets side by side: folders with a name, and which of them was used last.
//!
//! The name of a wallet is the name of its folder: whoever can look at the disk reads it without any passphrase.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::files::{self, FileFault, WALLET_VARIABLE};

/// The wallets of whoever is logged in.
///
/// The first one lies in `wallet`, as it did when there was only one; the others in `wallets`, each under its name.
#[derive(Debug, Clone)]
pub struct Profiles {
    place: Place,
}

#[derive(Debug, Clone)]
enum Place {
    /// Side by side in the folder of the program.
    Home(PathBuf),
    /// Only the one that the environment names.
    Only(PathBuf),
}

/// A wallet by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its name; [`FIRST`] for the first one.
    pub name: String,
    /// Its folder, which need not exist.
    pub folder: PathBuf,
}

/// The name of the first wallet; nobody can choose it for another.
pub const FIRST: &str = "";

/// Why there is no wallet by a name.
#[derive(Debug, Error)]
pub enum ProfileFault {
    /// The name cannot be that of a folder everywhere.
    #[error("a wallet's name has 1 to {MAX_NAME_CHARACTERS} letters, digits, spaces, - or _")]
    Name,
    /// There is one of that name, be it in other letters: large or small.
    #[error("there is a wallet {name} already")]
    Taken {
        /// The name.
        name: String,
    },
    /// There is none of that name.
    #[error("there is no wallet {name}")]
    Unknown {
        /// The name.
        name: String,
    },
    /// The environment names the one wallet that is used.
    #[error("{WALLET_VARIABLE} names the only wallet")]
    OnlyOne,
    /// The folders cannot be read or made.
    #[error(transparent)]
    File(#[from] FileFault),
}

impl ProfileFault {
    /// The fault as it appears in output: stable snake case.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Name => "wallet_name",
            Self::Taken { .. } => "wallet_name_taken",
            Self::Unknown { .. } => "wallet_unknown",
            Self::OnlyOne => "wallet_fixed",
            Self::File(fault) => fault.code(),
        }
    }
}

impl Profiles {
    /// Those of whoever is logged in; only one when `TESSERA_WALLET` names it.
    ///
    /// # Errors
    /// [`FileFault::NoHome`] when there is no folder for them.
    pub fn of_user() -> Result<Self, FileFault> {
        let only = std::env::var_os(WALLET_VARIABLE).filter(|folder| !folder.is_empty());
        let place = match only {
            Some(folder) => Place::Only(folder.into()),
            None => Place::Home(files::program_folder().ok_or(FileFault::NoHome)?),
        };
        Ok(Self { place })
    }

    /// Those in a folder.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self { place: Place::Home(folder.to_owned()) }
    }

    /// Every wallet, the first one first, then by name. The first is named even before it was made.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn list(&self) -> Result<Vec<Profile>, FileFault> {
        let mut profiles = vec![self.first()];
        let Place::Home(home) = &self.place else { return Ok(profiles) };
        let folder = home.join(OTHERS);
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(profiles),
            Err(error) => return Err(FileFault::new(&folder, error)),
        };
        let mut names: Vec<String> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| is_name(name))
            .collect();
        names.sort();
        profiles.extend(names.into_iter().map(|name| Profile { folder: folder.join(&name), name }));
        Ok(profiles)
    }

    /// The wallet of a name.
    ///
    /// # Errors
    /// [`ProfileFault::Unknown`], or when the folder cannot be read.
    pub fn find(&self, name: &str) -> Result<Profile, ProfileFault> {
        let found = self.list()?.into_iter().find(|profile| profile.name == name);
        found.ok_or_else(|| ProfileFault::Unknown { name: name.to_owned() })
    }

    /// Makes room for a wallet of a name. The wallet itself is made in it later.
    ///
    /// # Errors
    /// [`ProfileFault::Name`], [`ProfileFault::Taken`], [`ProfileFault::OnlyOne`], or when no folder can be made.
    pub fn add(&self, name: &str) -> Result<Profile, ProfileFault> {
        let Place::Home(home) = &self.place else { return Err(ProfileFault::OnlyOne) };
        let name = name.trim();
        if !is_name(name) {
            return Err(ProfileFault::Name);
        }
        // Not every disk tells large letters from small ones.
        let same = |profile: &Profile| profile.name.to_lowercase() == name.to_lowercase();
        if self.list()?.iter().any(same) {
            return Err(ProfileFault::Taken { name: name.to_owned() });
        }
        let folder = home.join(OTHERS).join(name);
        fs::create_dir_all(&folder).map_err(|error| FileFault::new(&folder, error))?;
        Ok(Profile { name: name.to_owned(), folder })
    }

    /// The wallet that was used last; the first one when that is not known, or is gone.
    #[must_use]
    pub fn last_used(&self) -> Profile {
        let Place::Home(home) = &self.place else { return self.first() };
        let name = files::read_at_most(&home.join(LAST), MAX_LAST_BYTES)
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok());
        name.and_then(|name| self.find(name.trim_end()).ok()).unwrap_or_else(|| self.first())
    }

    /// Remembers which wallet is used.
    ///
    /// # Errors
    /// When it cannot be written down; the wallet can be used all the same.
    pub fn used(&self, profile: &Profile) -> Result<(), FileFault> {
        let Place::Home(home) = &self.place else { return Ok(()) };
        fs::create_dir_all(home).map_err(|error| FileFault::new(home, error))?;
        files::write_whole(&home.join(LAST), format!("{}\n", profile.name).as_bytes())
    }

    fn first(&self) -> Profile {
        let folder = match &self.place {
            Place::Home(home) => home.join("wallet"),
            Place::Only(folder) => folder.clone(),
        };
        Profile { name: FIRST.to_owned(), folder }
    }
}

/// What is the name of a folder on every system, and cannot lead out of one.
fn is_name(name: &str) -> bool {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_');
    let devices = ["con", "prn", "aux", "nul"];
    let numbered = ["com", "lpt"];
    let lower = name.to_lowercase();
    let reserved = devices.contains(&lower.as_str())
        || (lower.chars().count() == 4 && numbered.iter().any(|device| lower.starts_with(device)));
    (1..=MAX_NAME_CHARACTERS).contains(&name.chars().count())
        && name.trim() == name
        && name.chars().all(plain)
        && !reserved
}

/// Where the wallets but the first lie.
const OTHERS: &str = "wallets";

/// Which was used last: its name, on a line.
const LAST: &str = "last-wallet";

/// Most characters of a name: with four bytes each they fit every disk.
pub const MAX_NAME_CHARACTERS: usize = 40;

/// Largest file that says which was used last, in bytes.
const MAX_LAST_BYTES: usize = 4 * MAX_NAME_CHARACTERS + 2;

#[cfg(test)]
mod tests {
    use super::*;

    fn names(profiles: &Profiles) -> Vec<String> {
        profiles.list().unwrap().into_iter().map(|profile| profile.name).collect()
    }

    fn code<T>(result: Result<T, ProfileFault>) -> &'static str {
        result.map(drop).unwrap_err().code()
    }

    #[test]
    fn wallets_lie_side_by_side_and_the_last_one_is_remembered() {
        let home = tempfile::tempdir().unwrap();
        let profiles = Profiles::in_folder(&home.path().join("Tessera"));
        assert_eq!(names(&profiles), [FIRST]);
        assert_eq!(profiles.last_used().folder, home.path().join("Tessera/wallet"));
        let work = profiles.add(" Työ ").unwrap();
        assert_eq!(work.folder, home.path().join("Tessera/wallets/Työ"));
        profiles.add("Anna").unwrap();
        assert_eq!(names(&profiles), [FIRST, "Anna", "Työ"]);
        profiles.used(&work).unwrap();
        assert_eq!(profiles.last_used(), work);
        fs::remove_dir(&work.folder).unwrap();
        assert_eq!(profiles.last_used().name, FIRST, "its folder is gone");
        assert_eq!(code(profiles.find("Työ")), "wallet_unknown");
    }

    #[test]
    fn name_is_taken_in_large_and_small_letters() {
        let home = tempfile::tempdir().unwrap();
        let profiles = Profiles::in_folder(home.path());
        profiles.add("Anna").unwrap();
        assert_eq!(code(profiles.add("ANNA")), "wallet_name_taken");
    }

    #[test]
    fn name_leads_out_of_no_folder_and_is_no_device() {
        let home = tempfile::tempdir().unwrap();
        let profiles = Profiles::in_folder(home.path());
        let long = "a".repeat(41);
        for name in [
            "",
            "  ",
            "..",
            "../up",
            "a/b",
            "a\\b",
            "a:b",
            "a\0b",
            "a\nb",
            "con",
            "LPT1",
            "a.b",
            "\u{202e}a",
            &long,
        ] {
            assert_eq!(code(profiles.add(name)), "wallet_name", "{name:?}");
        }
        assert!(profiles.add(&long[..40]).is_ok());
    }

    #[test]
    fn strange_folders_and_a_strange_note_are_passed_over() {
        let home = tempfile::tempdir().unwrap();
        let profiles = Profiles::in_folder(home.path());
        fs::create_dir_all(home.path().join("wallets/.hidden")).unwrap();
        fs::create_dir_all(home.path().join("wallets/a.b")).unwrap();
        assert_eq!(names(&profiles), [FIRST]);
        fs::write(home.path().join("last-wallet"), [0xff; 4096]).unwrap();
        assert_eq!(profiles.last_used().name, FIRST);
        fs::write(home.path().join("last-wallet"), "../../elsewhere\n").unwrap();
        assert_eq!(profiles.last_used().name, FIRST);
    }
}
