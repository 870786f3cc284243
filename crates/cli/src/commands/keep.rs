//! `list`, `show`, `export` and `delete`: what is in the wallet.

use std::io::Write;

use platform::files;

use super::judge::print_line;
use crate::args::{Delete, Export, List, Show};
use crate::exit::{Ending, Trouble};
use crate::words::Words;
use crate::{session, text};

pub(crate) fn list(options: &List, out: &mut impl Write) -> Result<Ending, Trouble> {
    let listing = session::open(&options.wallet)?.list(&options.search, options.sort.into())?;
    let words = Words::english();
    for card in &listing.cards {
        if options.json { print_line(out, card)? } else { text::card(out, &words, card)? }
    }
    if !options.json && listing.cards.is_empty() {
        let nothing = if listing.total == 0 { "The wallet is empty." } else { "Nothing matches." };
        writeln!(out, "{nothing}")?;
    }
    Ok(Ending::default())
}

pub(crate) fn show(options: &Show, out: &mut impl Write) -> Result<Ending, Trouble> {
    let detail = session::open(&options.wallet)?.show(&options.record)?;
    if options.json {
        print_line(out, &detail)?
    } else {
        text::detail(out, &Words::english(), &detail)?
    }
    Ok(Ending::default())
}

pub(crate) fn export(options: &Export) -> Result<Ending, Trouble> {
    let original = session::open(&options.wallet)?.export(&options.record)?;
    files::write_whole(&options.output, &original.bytes)?;
    Ok(Ending::default())
}

pub(crate) fn delete(options: &Delete) -> Result<Ending, Trouble> {
    session::open(&options.wallet)?.delete(&options.record)?;
    Ok(Ending::default())
}
