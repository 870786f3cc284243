//! From options to rules of judging: trust lists and the answer book.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use platform::files;
use vc::limits::{MAX_INPUT_BYTES, MAX_TRUST_LIST_BYTES};
use vc::{Challenge, Policy, TrustList, TrustListFault};
use wallet::{AnswerBook, Judging, Reach};

use crate::args::Judge;
use crate::exit::Trouble;

/// Largest index of an answer book, in bytes.
const MAX_INDEX_BYTES: usize = 1024 * 1024;

/// Reads everything that the options name.
pub(crate) fn judging(options: &Judge) -> Result<Judging, Trouble> {
    Ok(Judging {
        trust: trust(&options.trust)?,
        reach: if options.offline { Reach::Offline } else { Reach::Online },
        book: options.evidence.as_deref().map(answer_book).transpose()?.unwrap_or_default(),
        at: options.at,
        challenge: Challenge::default(),
        policy: Policy::default(),
    })
}

/// Reads trust lists.
pub(crate) fn trust(paths: &[PathBuf]) -> Result<Vec<TrustList>, Trouble> {
    paths.iter().map(|path| trust_list(path)).collect()
}

fn trust_list(path: &Path) -> Result<TrustList, Trouble> {
    let fault = |fault| Trouble::TrustList { path: path.display().to_string(), fault };
    let bytes = match files::read_at_most(path, MAX_TRUST_LIST_BYTES) {
        Err(files::FileFault::TooLarge { .. }) => return Err(fault(TrustListFault::TooLarge)),
        other => other?,
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    TrustList::parse(&name, &bytes).map_err(fault)
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
