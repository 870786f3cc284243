//! A folder that is there whole, or not at all.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::files::{FileFault, folder_of, sync_folder};

/// A folder in the making. It has its name when [`finish`](Self::finish) says so; dropped before, it is gone.
pub struct NewFolder {
    path: PathBuf,
    unfinished: TempDir,
}

impl NewFolder {
    /// Begins a folder that only its owner reads, beside the place where it will be.
    ///
    /// # Errors
    /// [`FileFault::Exists`] when something of that name is there already; whatever keeps a folder from being made.
    pub fn start(path: &Path) -> Result<Self, FileFault> {
        if path.symlink_metadata().is_ok() {
            return Err(FileFault::Exists { path: path.to_owned() });
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".unfinished-");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let unfinished = builder.tempdir_in(folder_of(path));
        let unfinished = unfinished.map_err(|error| FileFault::new(folder_of(path), error))?;
        Ok(Self { path: path.to_owned(), unfinished })
    }

    /// Writes a file into it, and reads it back. `name` is a path of plain names parted by `/`.
    ///
    /// # Errors
    /// Whatever keeps the file from being written, or from being what was written.
    pub fn file(&self, name: &str, bytes: &[u8]) -> Result<(), FileFault> {
        let path = self.unfinished.path().join(name);
        let write = || {
            fs::create_dir_all(folder_of(&path))?;
            let mut file = File::create_new(&path)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            if fs::read(&path)? == bytes { Ok(()) } else { Err(io::Error::other("it reads otherwise")) }
        };
        write().map_err(|error| FileFault::new(&self.path.join(name), error))
    }

    /// Gives the folder its name.
    ///
    /// # Errors
    /// [`FileFault::Exists`] when something of that name was made meanwhile; whatever keeps it from being named.
    pub fn finish(self) -> Result<(), FileFault> {
        if self.path.symlink_metadata().is_ok() {
            return Err(FileFault::Exists { path: self.path });
        }
        let name = || {
            fs::rename(self.unfinished.path(), &self.path)?;
            sync_folder(folder_of(&self.path))
        };
        name().map_err(|error: io::Error| FileFault::new(&self.path, error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = entries.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn finished_folder_has_its_files_and_nothing_stays_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let new = NewFolder::start(&folder.path().join("mine")).unwrap();
        new.file("index.json", b"{}").unwrap();
        new.file("originals/a.json", b"a").unwrap();
        assert!(!folder.path().join("mine").exists());
        new.finish().unwrap();
        assert_eq!(names(folder.path()), ["mine"]);
        assert_eq!(names(&folder.path().join("mine")), ["index.json", "originals"]);
        assert_eq!(fs::read(folder.path().join("mine/originals/a.json")).unwrap(), b"a");
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_reads_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        NewFolder::start(&folder.path().join("mine")).unwrap().finish().unwrap();
        let mode = fs::metadata(folder.path().join("mine")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }

    #[test]
    fn unfinished_folder_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let new = NewFolder::start(&folder.path().join("mine")).unwrap();
        new.file("a", b"a").unwrap();
        drop(new);
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    fn what_is_there_already_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine");
        let late = NewFolder::start(&path).unwrap();
        fs::create_dir(&path).unwrap();
        assert_eq!(NewFolder::start(&path).map(drop).unwrap_err().code(), "file_exists");
        assert_eq!(late.finish().unwrap_err().code(), "file_exists");
        assert_eq!(names(folder.path()), ["mine"]);
        let nowhere = NewFolder::start(&folder.path().join("no/where"));
        assert_eq!(nowhere.map(drop).unwrap_err().code(), "file_not_found");
    }
}
