//! Taking credentials in.

use ::wallet::Intake;
use percent_encoding::percent_decode;
use tauri::State;
use tauri::ipc::{InvokeBody, Request};

use super::Shell;
use crate::error::Failure;

/// Header that carries the name of the file, percent-encoded.
const NAME: &str = "name";

/// Reads, judges and keeps the credentials in a file. The bytes are the raw body of the call.
#[tauri::command]
pub(crate) async fn import_bytes(request: Request<'_>, shell: State<'_, Shell>) -> Result<Intake, Failure> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(Failure::malformed_call());
    };
    let name = request.headers().get(NAME).map(|name| percent_decode(name.as_bytes()).decode_utf8_lossy());
    let (name, bytes) = (name.map(String::from), bytes.clone());
    shell.run(move |session| session.import(name.as_deref(), &bytes)).await
}
