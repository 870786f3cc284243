//! The outer layer: the age format (C2SP age v1) with a passphrase, and nothing else of age.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek as _, SeekFrom, Write};
use std::iter;
use std::path::Path;

use age::scrypt::{Identity, Recipient};
use age::secrecy::SecretString;
use age::stream::{StreamReader, StreamWriter};
use age::{DecryptError, Decryptor, Encryptor};

use super::fault::BackupFault;
use crate::fault::VaultFault;
use crate::key::Passphrase;

/// What guessing one passphrase costs, as a power of two of scrypt's N.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work(u8);

impl Work {
    /// OWASP's first choice for scrypt (N = 2^17, r = 8, p = 1): 128 MiB, a third of a second on a laptop.
    /// Also the most that is taken from a file.
    pub const RECOMMENDED: Self = Self(17);

    /// For tests, where nobody guesses.
    #[must_use]
    pub const fn danger_cheap() -> Self {
        Self(4)
    }
}

/// Encrypts what is written to it. Only what [`finish`](Self::finish) returned for is whole.
pub(super) struct Sealing<W: Write> {
    stream: StreamWriter<W>,
    written: usize,
}

impl<W: Write> Sealing<W> {
    pub(super) fn start(output: W, passphrase: &Passphrase, work: Work) -> io::Result<Self> {
        let mut recipient = Recipient::new(secret(passphrase));
        recipient.set_work_factor(work.0);
        let encryptor = Encryptor::with_recipients(iter::once(&recipient as &dyn age::Recipient))
            .expect("one passphrase is a set of recipients");
        Ok(Self { stream: encryptor.wrap_output(output)?, written: 0 })
    }

    /// Fills the last piece with zeros, which end a tar archive anyway, and closes it.
    pub(super) fn finish(mut self) -> io::Result<W> {
        let rest = self.written.next_multiple_of(PIECE_BYTES) - self.written;
        io::copy(&mut io::repeat(0).take(rest as u64), &mut self)?;
        self.stream.finish()
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.stream.write(bytes)?;
        self.written += written;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// Decrypts a backup as it is read.
pub(super) struct Opened {
    stream: StreamReader<BufReader<File>>,
    whole: bool,
}

impl Opened {
    /// Opens a file that is whole by its length, or else says what is wrong with it.
    pub(super) fn open(path: &Path, passphrase: &Passphrase) -> Result<Self, BackupFault> {
        let mut file = File::open(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => BackupFault::Absent { path: path.to_owned() },
            _ => VaultFault::file(path, error).into(),
        })?;
        let refused = |error| BackupFault::from(VaultFault::file(path, error));
        let length = file.metadata().map_err(refused)?.len();
        let mut head = Vec::new();
        Read::by_ref(&mut file).take(MAX_HEADER_BYTES).read_to_end(&mut head).map_err(refused)?;
        let header = header_bytes(&head)?;
        file.seek(SeekFrom::Start(0)).map_err(refused)?;

        let payload = length.saturating_sub(header + NONCE_BYTES);
        let whole = payload > 0 && payload % SEALED_PIECE_BYTES == 0;
        let decryptor =
            Decryptor::new_buffered(BufReader::new(file)).map_err(|error| unopened(&error, whole))?;
        if !decryptor.is_scrypt() {
            return Err(BackupFault::Foreign);
        }
        let mut identity = Identity::new(secret(passphrase));
        identity.set_max_work_factor(Work::RECOMMENDED.0);
        let stream = decryptor
            .decrypt(iter::once(&identity as &dyn age::Identity))
            .map_err(|error| unopened(&error, whole))?;
        Ok(Self { stream, whole })
    }

    /// What a failure to read on means.
    pub(super) fn broken(&self, error: &io::Error) -> BackupFault {
        if self.whole && error.kind() != io::ErrorKind::UnexpectedEof {
            BackupFault::Damaged
        } else {
            BackupFault::Truncated
        }
    }
}

impl Read for Opened {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.read(buffer)
    }
}

/// Length of the text that begins an age file, found by its last line.
fn header_bytes(head: &[u8]) -> Result<u64, BackupFault> {
    if !head.starts_with(MAGIC) {
        let cut = head.len() < MAGIC.len() && MAGIC.starts_with(head) && !head.is_empty();
        return Err(if cut { BackupFault::Truncated } else { BackupFault::Foreign });
    }
    let last = head.windows(LAST_LINE.len()).position(|window| window == LAST_LINE);
    let end = last.and_then(|start| {
        let line = start + LAST_LINE.len();
        head[line..].iter().position(|byte| *byte == b'\n').map(|length| line + length + 1)
    });
    match end {
        Some(end) => Ok(end as u64),
        None if (head.len() as u64) < MAX_HEADER_BYTES => Err(BackupFault::Truncated),
        None => Err(BackupFault::Damaged),
    }
}

fn unopened(error: &DecryptError, whole: bool) -> BackupFault {
    match error {
        DecryptError::ExcessiveWork { required, .. } => {
            BackupFault::TooCostly { asked: *required, allowed: Work::RECOMMENDED.0 }
        }
        // In that order: the passphrase opens the key, and the key proves the header.
        DecryptError::KeyDecryptionFailed | DecryptError::NoMatchingKeys | DecryptError::DecryptionFailed => {
            BackupFault::WrongPassphrase
        }
        DecryptError::Io(_) if !whole => BackupFault::Truncated,
        _ => BackupFault::Damaged,
    }
}

/// age keeps secrets in a type of its own, wiped like ours.
fn secret(passphrase: &Passphrase) -> SecretString {
    SecretString::from(String::from_utf8_lossy(passphrase.expose()).into_owned())
}

/// First line of the format.
const MAGIC: &[u8] = b"age-encryption.org/v1\n";

/// Begins the last line of the header.
const LAST_LINE: &[u8] = b"\n--- ";

/// Room for the header of one passphrase, which has about 150 bytes.
const MAX_HEADER_BYTES: u64 = 1024;

/// Between header and payload.
const NONCE_BYTES: u64 = 16;

/// The payload is sealed in pieces of this size.
const PIECE_BYTES: usize = 64 * 1024;

/// A piece and its tag.
const SEALED_PIECE_BYTES: u64 = PIECE_BYTES as u64 + 16;
