//! The inner layer: a tar archive of regular files whose last one lists the hashes of the others.

use std::io::{self, Read, Write};

use sha2::{Digest as _, Sha256};
use tar::{Builder, EntryType, Header};

/// Writes files into an archive, and at the end their hashes.
pub(super) struct Packing<W: Write> {
    tar: Builder<W>,
    sums: Vec<u8>,
}

impl<W: Write> Packing<W> {
    pub(super) fn new(output: W) -> Self {
        Self { tar: Builder::new(output), sums: Vec::new() }
    }

    pub(super) fn file(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.sums.extend_from_slice(sum_line(path, bytes).as_bytes());
        self.append(path, bytes)
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        let sums = std::mem::take(&mut self.sums);
        self.append(SUMS, &sums)?;
        self.tar.into_inner()
    }

    fn append(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let mut header = Header::new_ustar();
        header.set_entry_type(EntryType::Regular);
        header.set_mode(0o600);
        header.set_size(bytes.len() as u64);
        self.tar.append_data(&mut header, path, bytes)
    }
}

/// Why an archive was not read to its end.
pub(super) enum Unpacked<E> {
    /// The layer below failed.
    Broken(io::Error),
    /// It is no archive of ours, or a file in it is not the one that was written.
    Altered,
    /// Whoever was given the files did not go on.
    Refused(E),
}

/// Hands every file of an archive to `each`, in order. Succeeds when the hashes at the end are those of
/// the files, of all of them, and nothing follows.
pub(super) fn unpack<E>(
    input: impl Read,
    mut each: impl FnMut(&str, &[u8]) -> Result<(), E>,
) -> Result<(), Unpacked<E>> {
    let mut archive = tar::Archive::new(input);
    let mut seen = Sha256::new();
    let mut ended = false;
    for entry in archive.entries().map_err(Unpacked::Broken)? {
        let mut entry = entry.map_err(Unpacked::Broken)?;
        if ended || entry.header().entry_type() != EntryType::Regular {
            return Err(Unpacked::Altered);
        }
        let path = String::from_utf8(entry.path_bytes().into_owned()).map_err(|_| Unpacked::Altered)?;
        let size = entry.size();
        if path == SUMS {
            let sums = hash_of(&mut entry).map_err(Unpacked::Broken)?;
            if sums != seen.clone().finalize().as_slice() {
                return Err(Unpacked::Altered);
            }
            ended = true;
            continue;
        }
        if size > MAX_FILE_BYTES {
            return Err(Unpacked::Altered);
        }
        // Grows with what is there, not with what the header claims.
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(Unpacked::Broken)?;
        if bytes.len() as u64 != size {
            return Err(Unpacked::Altered);
        }
        seen.update(sum_line(&path, &bytes));
        each(&path, &bytes).map_err(Unpacked::Refused)?;
    }
    // What fills the last piece is read too: it is sealed as well.
    let mut rest = archive.into_inner();
    io::copy(&mut rest, &mut io::sink()).map_err(Unpacked::Broken)?;
    if ended { Ok(()) } else { Err(Unpacked::Altered) }
}

/// As `sha256sum --check` reads it.
fn sum_line(path: &str, bytes: &[u8]) -> String {
    format!("{}  {path}\n", hex::encode(Sha256::digest(bytes)))
}

fn hash_of(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut hash = Sha256::new();
    let mut buffer = [0; 8192];
    loop {
        match input.read(&mut buffer)? {
            0 => return Ok(hash.finalize().to_vec()),
            length => hash.update(&buffer[..length]),
        }
    }
}

/// The last file.
const SUMS: &str = "SHA256SUMS";

/// Largest file in an archive, in bytes: twice what is taken in from a file.
const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;
