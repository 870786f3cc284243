//! `list`, `show`, `network` and `delete`: what is in the wallet.

use std::io::Write;

use wallet::Judging;

use super::printer::print_line;
use crate::args::{Delete, List, Network, Show, Switch};
use crate::exit::{Ending, Trouble};
use crate::text::Tongues;
use crate::words::Words;
use crate::{judging, session, text};

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
    if let Some(other) = &options.compare {
        let rows = session::open(&options.wallet)?.compare(&options.record, other, &options.lang)?;
        match options.json {
            true => rows.iter().try_for_each(|row| print_line(out, row))?,
            false => text::compared(out, &Words::english(), &rows)?,
        }
        return Ok(Ending::default());
    }
    let detail = match options.at {
        Some(at) => {
            let judging = Judging {
                trust: judging::trust(&options.trust, &options.trust_signer, Some(at))?,
                ..Judging::default()
            };
            session::open_judging(&options.wallet, judging)?.show_at(&options.record, at)?
        }
        None => session::open(&options.wallet)?.show(&options.record)?,
    };
    if options.json {
        print_line(out, &detail)?
    } else {
        text::detail(out, &Words::english(), Tongues(&options.lang), &detail)?
    }
    Ok(Ending::default())
}

pub(crate) fn network(options: &Network, out: &mut impl Write) -> Result<Ending, Trouble> {
    let mut session = session::open(&options.wallet)?;
    if options.erase {
        session.erase_requests()?;
    }
    if let Some(switch) = options.offline {
        session.set_offline(switch == Switch::On)?;
    }
    let network = session.network()?;
    if options.json {
        network.requests.iter().try_for_each(|request| print_line(out, request))?;
    } else {
        text::network(out, &Words::english(), &network)?;
    }
    Ok(Ending::default())
}

pub(crate) fn delete(options: &Delete) -> Result<Ending, Trouble> {
    session::open(&options.wallet)?.delete(&options.record)?;
    Ok(Ending::default())
}
