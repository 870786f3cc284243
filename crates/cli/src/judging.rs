//! From options to rules of judging: trust lists and the answer book.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use jiff::Timestamp;
use platform::files;
use vc::limits::{MAX_INPUT_BYTES, MAX_TRUST_LIST_BYTES};
use vc::trust::ListSigner;
use vc::{Challenge, Policy, TrustList, TrustListFault};
use wallet::{AnswerBook, Judging, Reach};

use crate::args::Judge;
use crate::exit::Trouble;

/// Largest index of an answer book, in bytes.
const MAX_INDEX_BYTES: usize = 1024 * 1024;

/// Reads everything that the options name.
pub(crate) fn judging(options: &Judge) -> Result<Judging, Trouble> {
    Ok(Judging {
        trust: trust(&options.trust, &options.trust_signer, options.at)?,
        reach: if options.offline { Reach::Offline } else { Reach::Online },
        book: options.evidence.as_deref().map(answer_book).transpose()?.unwrap_or_default(),
        at: options.at,
        challenge: Challenge::default(),
        policy: Policy::default(),
    })
}

/// Reads lists in any order: those whose signer nobody vouches for wait until a list of lists does.
pub(crate) fn trust(
    paths: &[PathBuf],
    pins: &[String],
    at: Option<Timestamp>,
) -> Result<Vec<TrustList>, Trouble> {
    let at = at.unwrap_or_else(|| platform::ports().clock.now());
    let mut known: Vec<ListSigner> = pins.iter().map(|pin| ListSigner::pinned(pin)).collect();
    let mut waiting =
        paths.iter().map(|path| Ok((path, list_bytes(path)?))).collect::<Result<Vec<_>, Trouble>>()?;
    let mut lists = Vec::new();
    while !waiting.is_empty() {
        let (mut still, mut open) = (Vec::new(), None);
        let before = waiting.len();
        for (path, bytes) in waiting {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            match TrustList::read(&name, &bytes, &known) {
                Ok(list) => {
                    known.extend(list.signers_at(at).cloned());
                    lists.push(list);
                }
                Err(fault @ TrustListFault::SignerUnknown(_)) => {
                    open.get_or_insert(refused(path, fault));
                    still.push((path, bytes));
                }
                Err(fault) => return Err(refused(path, fault)),
            }
        }
        match open {
            Some(trouble) if still.len() == before => return Err(trouble),
            _ => waiting = still,
        }
    }
    Ok(lists)
}

fn list_bytes(path: &Path) -> Result<Vec<u8>, Trouble> {
    match files::read_at_most(path, MAX_TRUST_LIST_BYTES) {
        Err(files::FileFault::TooLarge { .. }) => Err(refused(path, TrustListFault::TooLarge)),
        other => Ok(other?),
    }
}

fn refused(path: &Path, fault: TrustListFault) -> Trouble {
    Trouble::TrustList { path: path.display().to_string(), fault }
}

/// `index.json` in the folder maps an address or a DID to the name of a file in the folder.
fn answer_book(folder: &Path) -> Result<AnswerBook, Trouble> {
    let path = folder.join("index.json");
    let fault = |problem| Trouble::Evidence { path: path.display().to_string(), problem };
    let bytes = files::read_at_most(&path, MAX_INDEX_BYTES)?;
    let index: BTreeMap<String, String> = serde_json::from_slice(&bytes)
        .map_err(|_| fault("not an object of addresses or DIDs and file names"))?;
    let answers = index.into_iter().map(|(address, name)| {
        // A name that leads out of the folder is not followed.
        if !matches!(Path::new(&name).components().collect::<Vec<_>>()[..], [Component::Normal(_)]) {
            return Err(fault("names a file outside its folder"));
        }
        Ok((address, files::read_at_most(&folder.join(name), MAX_INPUT_BYTES)?))
    });
    answers.collect()
}
