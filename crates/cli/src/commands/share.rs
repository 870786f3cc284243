//! `share`: a proof of what is in the wallet, as codes, a link or a file.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use platform::files::{self, FileFault};
use wallet::{
    Bond, Chosen, Judging, MAX_INPUT_BYTES, ShareRequest, Shared, WalletFault, carriage, read_request,
};

use crate::args::Share;
use crate::exit::{Ending, Trouble};
use crate::session;

pub(crate) fn share(options: &Share, out: &mut impl Write) -> Result<Ending, Trouble> {
    let claims: Option<Vec<_>> =
        options.claims.as_ref().map(|claims| claims.iter().map(|claim| pointer(claim)).collect());
    let chosen =
        options.records.iter().map(|record| Chosen { record: record.clone(), claims: claims.clone() });
    let (audience, nonce) = match &options.answer {
        Some(asked) => {
            let asked = read_request(&asked_bytes(asked)?).map_err(WalletFault::from)?;
            (asked.audience, Some(asked.nonce))
        }
        None => (options.audience.clone(), options.nonce.clone()),
    };
    let request = ShareRequest {
        chosen: chosen.collect(),
        audience,
        nonce,
        lifetime: options.lifetime.or(options.carriage.pdf.as_ref().map(|_| PAPER_LIFETIME_SECONDS)),
        form: options.form.into(),
    };
    let judging = Judging { at: options.at, ..Judging::default() };
    let mut session = session::open_judging(&options.wallet, judging)?;
    let shared = session.share(&request)?;
    let base = options.base.as_deref();
    if let Some(path) = &options.carriage.qr {
        draw(path, &shared.proof, base, out)?;
    } else if let Some(path) = &options.carriage.pdf {
        files::write_whole(path, &session.last_shared_on_paper(base)?.bytes)?;
    } else if let Some(path) = &options.carriage.output {
        files::write_whole(path, &shared.proof)?;
    } else {
        writeln!(out, "{}", carriage::link(&shared.proof, base).map_err(WalletFault::from)?)?;
    }
    tell(&shared)?;
    Ok(Ending::default())
}

/// What somebody asks: a link itself, or a file.
fn asked_bytes(asked: &Path) -> Result<Vec<u8>, FileFault> {
    match asked.to_str().filter(|text| text.contains(":#") || text.starts_with("https://")) {
        Some(link) => Ok(link.as_bytes().to_vec()),
        None => files::read_at_most(asked, MAX_INPUT_BYTES),
    }
}

/// Draws one code, or frames in numbered files.
fn draw(path: &Path, proof: &[u8], base: Option<&str>, out: &mut impl Write) -> Result<(), Trouble> {
    let codes = carriage::codes(proof, base).map_err(WalletFault::from)?;
    if path == Path::new("-") {
        return Ok(codes.iter().try_for_each(|code| writeln!(out, "{}", code.text()))?);
    }
    let kind = path.extension().and_then(|kind| kind.to_str()).map(str::to_ascii_lowercase);
    for (number, code) in (1..).zip(&codes) {
        let bytes = match kind.as_deref() {
            Some("svg") => code.svg().into_bytes(),
            Some("png") => code.png(PIXELS_A_MODULE),
            _ => return Err(Trouble::PictureKind { path: path.display().to_string() }),
        };
        let path = if codes.len() == 1 { path.to_owned() } else { numbered(path, number, codes.len()) };
        files::write_whole(&path, &bytes)?;
    }
    let (count, code) = (codes.len(), &codes[0]);
    writeln!(io::stderr(), "{count} code(s) of version {}, level {:?}", code.version(), code.level())?;
    Ok(())
}

/// `code.png` as `code-001.png`.
fn numbered(path: &Path, number: usize, count: usize) -> PathBuf {
    let width = count.to_string().len().max(3);
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let kind = path.extension().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{name}-{number:0width$}.{kind}"))
}

/// What is shown and what is not, for the person at the terminal.
fn tell(shared: &Shared) -> io::Result<()> {
    let mut err = io::stderr();
    for part in &shared.parts {
        if !part.withheld.is_empty() || !part.shown.is_empty() {
            writeln!(
                err,
                "{}: shown {}; held back {}",
                part.record,
                named(&part.shown),
                named(&part.withheld)
            )?;
        }
    }
    if let Some(expires) = shared.expires {
        writeln!(err, "Signed by this wallet; it counts until {expires}.")?;
    }
    for part in &shared.parts {
        let record = &part.record;
        match part.bond {
            Bond::Holder => {}
            Bond::Pairwise => writeln!(err, "{record}: not bound to the person showing it.")?,
            Bond::None => writeln!(
                err,
                "{record}: not bound to the person showing it; whoever has a copy can show it as well."
            )?,
        }
    }
    Ok(())
}

fn named(pointers: &[String]) -> String {
    if pointers.is_empty() { "nothing".to_owned() } else { pointers.join(" ") }
}

/// `grade` is short for `/grade`.
fn pointer(claim: &str) -> String {
    if claim.starts_with('/') { claim.to_owned() } else { format!("/{claim}") }
}

/// How long what stands on paper counts where nothing is said: 30 days, in seconds.
const PAPER_LIFETIME_SECONDS: u32 = 30 * 24 * 60 * 60;

/// Large enough for print, and for cameras.
const PIXELS_A_MODULE: u32 = 6;
