//! `tessera`: everything that the wallet does, for scripts and bulk jobs.
//!
//! The output is a contract; see the README. Rules are in `wallet` and `vc`, here is only wiring.

mod args;
mod commands;
mod exit;
mod judging;
mod line;
mod progress;
mod session;
mod source;
mod tally;
mod text;
mod words;

use std::io::{self, Write};
use std::process::ExitCode;

use args::Command;
use clap::{CommandFactory as _, Parser as _};
use exit::{Ending, Trouble};

/// Reading a credential makes some hundred small objects: with this allocator, a tenth faster.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match args::Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let wanted = !error.use_stderr(); // --help and --version
            // Nothing can be done about a terminal that does not take the message.
            let _ = error.print();
            return ExitCode::from(if wanted { exit::DONE } else { exit::USAGE });
        }
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let result = run(arguments, &mut out).and_then(|ending| {
        out.flush()?;
        Ok(ending)
    });
    ExitCode::from(match result {
        Ok(ending) => ending.code(),
        Err(Trouble::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => exit::DONE,
        Err(trouble) => {
            // What was found out before the trouble is still worth reading.
            let _ = out.flush();
            let _ = writeln!(io::stderr(), "tessera: {trouble} ({})", trouble.code());
            trouble.exit()
        }
    })
}

fn run(arguments: args::Arguments, out: &mut impl Write) -> Result<Ending, Trouble> {
    match arguments.command {
        Command::Verify(options) => commands::verify(&options, out),
        Command::Import(options) => commands::import(&options, out),
        Command::List(options) => commands::list(&options, out),
        Command::Show(options) => commands::show(&options, out),
        Command::Export(options) => commands::export(&options, out),
        Command::Delete(options) => commands::delete(&options),
        Command::Refresh(options) => commands::refresh(&options, out),
        Command::Network(options) => commands::network(&options, out),
        Command::Backup(options) => commands::backup(&options, out),
        Command::Restore(options) => commands::restore(&options, out),
        Command::Protect(options) => commands::protect(&options),
        Command::Check(options) => commands::check(&options, out),
        Command::Erase(options) => commands::erase(&options, out),
        Command::Wallets(options) => commands::wallets(&options, out),
        Command::Stack(options) => commands::stack(&options, out),
        Command::Evidence(options) => commands::evidence(&options.act, out),
        Command::Decisions(options) => commands::decisions(&options.act, out),
        Command::Share(options) => commands::share(&options, out),
        Command::Keys(options) => commands::keys(&options, out),
        Command::Scan(options) => commands::scan(&options, out),
        Command::Trust(options) => commands::trust(&options.act, out),
        Command::Labels(options) => commands::labels(&options.act, out),
        Command::Renewals(options) => commands::renewals(&options.act, out),
        Command::Annex1(options) => commands::annex1(&options, out),
        Command::Europass(options) => commands::europass(&options, out),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut args::Arguments::command(), "tessera", out);
            Ok(Ending::default())
        }
    }
}
