//! What was asked of the network, for people.

use std::io::{self, Write};

use wallet::{Network, Requested};

use super::clean;
use crate::words::{Gaps, Words, name};

/// Whether the network may be asked, then each request, the last first.
pub(crate) fn network(out: &mut impl Write, words: &Words, network: &Network) -> io::Result<()> {
    let say = |key: &str| words.say(&format!("network.{key}"), &Gaps::new()).unwrap_or_default();
    writeln!(
        out,
        "{}",
        if network.offline { "Offline: the network is not used." } else { "The network may be used." }
    )?;
    if network.requests.is_empty() {
        return writeln!(out, "{}", say("nothing"));
    }
    network.requests.iter().try_for_each(|request| line(out, words, request))
}

fn line(out: &mut impl Write, words: &Words, request: &Requested) -> io::Result<()> {
    let why =
        words.say(&format!("network.purpose.{}", name(request.purpose)), &Gaps::new()).unwrap_or_default();
    let became = match (&request.code, request.bytes) {
        (Some(code), _) => code.clone(),
        (None, bytes) => format!("{} bytes", bytes.unwrap_or_default()),
    };
    writeln!(out, "{}  {why}", clean(&request.at))?;
    writeln!(out, "    {}  {}", clean(&request.url), clean(&became))?;
    match &request.record {
        Some(record) => writeln!(out, "    for {}", clean(record)),
        None => Ok(()),
    }
}
