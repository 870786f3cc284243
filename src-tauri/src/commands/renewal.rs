//! Credentials that end, and what came in their place.

use ::wallet::{Endings, Toll};
use tauri::State;

use super::Shell;
use crate::error::Failure;

/// What ends soon or ended lately.
#[tauri::command]
pub(crate) async fn show_endings(shell: State<'_, Shell>) -> Result<Endings, Failure> {
    shell.run(|session| session.endings()).await
}

/// What the goals lose when each of those ends.
#[tauri::command]
pub(crate) async fn show_tolls(
    count_unrecognised: bool,
    shell: State<'_, Shell>,
) -> Result<Vec<Toll>, Failure> {
    shell.run(move |session| session.endings_in_goals(count_unrecognised)).await
}

/// Says how many days before the end to remind.
#[tauri::command]
pub(crate) async fn remind_before_end(
    days: Option<u32>,
    shell: State<'_, Shell>,
) -> Result<Endings, Failure> {
    shell.run(move |session| session.remind_before_end(days)).await
}

/// Puts the reminder of a credential off, or takes that back.
#[tauri::command]
pub(crate) async fn snooze_ending(
    record: String,
    days: Option<u32>,
    shell: State<'_, Shell>,
) -> Result<Endings, Failure> {
    shell.run(move |session| session.snooze_ending(&record, days)).await
}

/// Keeps what the learner says of a renewal.
#[tauri::command]
pub(crate) async fn answer_renewal(
    record: String,
    later: String,
    renews: Option<bool>,
    shell: State<'_, Shell>,
) -> Result<Endings, Failure> {
    shell.run(move |session| session.answer_renewal(&record, &later, renews)).await
}
