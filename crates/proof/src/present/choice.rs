//! What a holder chooses to show of a credential that can be shown in part.

use std::collections::BTreeSet;

use super::PresentFault;

/// Which parts are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// All that the holder has.
    All,
    /// What stands at these pointers, with everything in it and around it that is needed to read it.
    Only(Vec<String>),
}

/// One text, number or the like that a credential says, wherever it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// JSON Pointer to it, items of lists counted as in the whole credential.
    pub at: String,
    /// As text.
    pub text: String,
    /// The number of the innermost part that it stands in; `None` for what cannot be held back by itself.
    pub within: Option<usize>,
}

/// The numbers of the parts that a choice names, or that something it names stands in.
///
/// # Errors
/// [`PresentFault::ClaimUnknown`].
pub(super) fn pick<'p>(
    choice: &Choice,
    places: impl ExactSizeIterator<Item = &'p str> + Clone,
) -> Result<BTreeSet<usize>, PresentFault> {
    let pointers = match choice {
        Choice::All => return Ok((0..places.len()).collect()),
        Choice::Only(pointers) => pointers,
    };
    let mut picked = BTreeSet::new();
    for pointer in pointers {
        let inside = |at: &str| {
            at.strip_prefix(pointer.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let around = |at: &str| pointer.strip_prefix(at).is_some_and(|rest| rest.starts_with('/'));
        let named = places.clone().enumerate().filter(|(_, at)| inside(at) || around(at));
        let named: Vec<_> = named.map(|(index, _)| index).collect();
        if named.is_empty() {
            return Err(PresentFault::ClaimUnknown(pointer.clone()));
        }
        picked.extend(named);
    }
    Ok(picked)
}

/// A name as a step of a JSON Pointer.
pub(super) fn step(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
