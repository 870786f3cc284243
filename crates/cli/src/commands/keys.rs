//! `keys`: by which a learner shows that credentials are theirs.

use std::io::{self, Write};

use wallet::LearnerKey;

use super::printer::print_line;
use crate::args::Keys;
use crate::exit::{Ending, Trouble};
use crate::session;

pub(crate) fn keys(options: &Keys, out: &mut impl Write) -> Result<Ending, Trouble> {
    let mut session = match options.make {
        Some(_) => session::open_or_create(&options.wallet, wallet::Judging::default())?,
        None => session::open(&options.wallet)?,
    };
    let keys = match (options.make, &options.forget) {
        (Some(kind), _) => session.make_key(kind.into())?,
        (None, Some(name)) => session.forget_key(name)?,
        (None, None) => session.keys()?,
    };
    for key in &keys {
        if options.json { print_line(out, key)? } else { tell(out, key)? }
    }
    if !options.json && keys.is_empty() {
        writeln!(
            out,
            "The wallet has no key. Make one with --make ed25519, and give it to whoever issues to you."
        )?;
    }
    Ok(Ending::default())
}

fn tell(out: &mut impl Write, key: &LearnerKey) -> io::Result<()> {
    writeln!(out, "{}", key.did)?;
    match &key.audience {
        Some(audience) => writeln!(out, "    signs what is shown to {audience}")?,
        None => writeln!(out, "    {} credential(s) are bound to it", key.bound.len())?,
    }
    key.bound.iter().try_for_each(|one| writeln!(out, "        {} {}", one.record, one.title))?;
    writeln!(out, "    made {}; its name is {}", key.made_at, key.name)
}
