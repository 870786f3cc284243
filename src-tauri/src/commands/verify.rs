//! The desk: what people show is read and judged. No wallet need be open, and nothing is kept in one.

use ::wallet::goals::Goal;
use ::wallet::{Ask, Found, Matchable, Matching, RoleSource, Row, csv, json};
use percent_encoding::percent_decode;
use serde::Deserialize;
use tauri::async_runtime::spawn_blocking;
use tauri::ipc::{InvokeBody, Request};
use tauri::{State, WebviewWindow};

use super::{Shell, save};
use crate::error::Failure;

/// Headers that carry the name of the picture or file, and the code that it must answer, percent-encoded.
const NAME: &str = "name";
const CODE: &str = "code";

/// Gives out a code for a proof to answer, with what is wanted.
#[tauri::command]
pub(crate) async fn ask_for_proof(
    audience: Option<String>,
    wanted: Vec<String>,
    shell: State<'_, Shell>,
) -> Result<Ask, Failure> {
    shell.run(|session| session.ask(audience, wanted)).await
}

/// Reads what somebody shows, and judges it. The bytes are the raw body of the call.
#[tauri::command]
pub(crate) async fn read_shown(request: Request<'_>, shell: State<'_, Shell>) -> Result<Vec<Found>, Failure> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(Failure::malformed_call());
    };
    let header = |name| {
        let value = request.headers().get(name)?;
        Some(percent_decode(value.as_bytes()).decode_utf8_lossy().into_owned())
    };
    let (name, code, bytes) = (header(NAME).unwrap_or_default(), header(CODE), bytes.clone());
    shell.run(move |session| session.read_shown(&name, &bytes, code.as_deref())).await
}

/// Reads one file of a lot, as it were shown.
#[tauri::command]
pub(crate) async fn read_shown_of_lot(
    lot: u32,
    place: usize,
    code: Option<String>,
    shell: State<'_, Shell>,
) -> Result<Vec<Found>, Failure> {
    let lot = shell.lot(lot).ok_or_else(Failure::malformed_call)?;
    let read = move || super::locked(&lot).read(place);
    let (name, bytes) = spawn_blocking(read).await.map_err(|error| Failure::internal(&error))??;
    shell.run(move |session| session.read_shown(&name, &bytes, code.as_deref())).await
}

/// The goals that the desk can match with by name.
#[tauri::command]
pub(crate) async fn list_desk_goals(shell: State<'_, Shell>) -> Result<Vec<Matchable>, Failure> {
    shell.run(::wallet::Session::desk_goals).await
}

/// Matches what is shown with a goal; without one, again with the goal that there is.
#[tauri::command]
pub(crate) async fn match_desk(
    goal: Option<String>,
    count_unrecognised: bool,
    shell: State<'_, Shell>,
) -> Result<Matching, Failure> {
    let matched = move |session: &mut ::wallet::Session| {
        let source = goal.as_deref().map_or(RoleSource::Current, RoleSource::Named);
        session.seek(source, count_unrecognised)
    };
    shell.run(matched).await
}

/// Matches what is shown with the rules in a file. The bytes are the raw body of the call.
#[tauri::command]
pub(crate) async fn match_desk_with_file(
    request: Request<'_>,
    shell: State<'_, Shell>,
) -> Result<Matching, Failure> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(Failure::malformed_call());
    };
    let bytes = bytes.clone();
    shell.run(move |session| session.seek(RoleSource::File(&bytes), false)).await
}

/// Matches with nothing any more.
#[tauri::command]
pub(crate) async fn stop_matching(shell: State<'_, Shell>) -> Result<(), Failure> {
    let stop = |session: &mut ::wallet::Session| {
        session.seek_nothing();
        Ok(())
    };
    shell.run(stop).await
}

/// The goal of the desk with what counts of one showing, and what is missing.
#[tauri::command]
pub(crate) async fn show_desk_goal(number: u32, shell: State<'_, Shell>) -> Result<Goal, Failure> {
    shell.run(move |session| session.desk_goal(number)).await
}

/// Forgets everything that was read at the desk.
#[tauri::command]
pub(crate) async fn clear_desk(shell: State<'_, Shell>) -> Result<(), Failure> {
    let clear = |session: &mut ::wallet::Session| {
        session.clear_desk();
        Ok(())
    };
    shell.run(clear).await
}

/// What a table is saved as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TableFormat {
    /// For a spreadsheet.
    Csv,
    /// For a program.
    Json,
}

/// Saves what was read at the desk as a table where the person says; answers with its file name, or nothing when they
/// changed their mind.
#[tauri::command]
pub(crate) async fn save_desk_table(
    format: TableFormat,
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> Result<Option<String>, Failure> {
    let rows: Vec<Row> = shell.run(|session| Ok(session.desk_rows())).await?;
    let (text, name) = match format {
        TableFormat::Csv => (csv(&rows), "checked.csv"),
        TableFormat::Json => (json(&rows), "checked.json"),
    };
    save(window, name.to_owned(), text.into_bytes()).await
}

/// Saves everything that was found out about one thing that was read at the desk.
#[tauri::command]
pub(crate) async fn save_desk_report(
    number: u32,
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> Result<Option<String>, Failure> {
    let text = shell.run(move |session| session.desk_report(number)).await?;
    save(window, format!("checked-{number}.json"), text.into_bytes()).await
}
