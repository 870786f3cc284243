//! Goals: what the credentials add up to.

use ::wallet::goals::{AddedGoals, Asked, Decision, Goal, GoalList, NewDecision, Skills, Which};
use serde::Deserialize;
use tauri::ipc::{InvokeBody, Request};
use tauri::{State, WebviewWindow};

use super::{Shell, save};
use crate::error::Failure;

/// How far the awards go toward every goal, the nearest first.
#[tauri::command]
pub(crate) async fn list_goals(
    count_unrecognised: bool,
    shell: State<'_, Shell>,
) -> Result<GoalList, Failure> {
    shell.run(move |session| session.goals(count_unrecognised)).await
}

/// One goal with everything that counts toward it, and why the rest does not.
#[tauri::command]
pub(crate) async fn show_goal(id: String, asked: Asked, shell: State<'_, Shell>) -> Result<Goal, Failure> {
    shell.run(move |session| session.goal(&id, &asked)).await
}

/// Keeps what the learner chose in a goal; without a target the nearest is taken again.
#[tauri::command]
pub(crate) async fn choose_in_goal(
    id: String,
    condition: String,
    target: Option<String>,
    shell: State<'_, Shell>,
) -> Result<(), Failure> {
    shell.run(move |session| session.choose_in_goal(&id, &condition, target.as_deref())).await
}

/// Adds the rules in a file. The bytes are the raw body of the call.
#[tauri::command]
pub(crate) async fn add_goal(request: Request<'_>, shell: State<'_, Shell>) -> Result<AddedGoals, Failure> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(Failure::malformed_call());
    };
    let bytes = bytes.clone();
    shell.run(move |session| session.add_goal(&bytes)).await
}

/// Removes rules that the learner added.
#[tauri::command]
pub(crate) async fn remove_goal(id: String, shell: State<'_, Shell>) -> Result<(), Failure> {
    shell.run(move |session| session.remove_goal(&id)).await
}

/// Puts a decision into the ledger, switched off.
#[tauri::command]
pub(crate) async fn add_decision(
    decision: NewDecision,
    shell: State<'_, Shell>,
) -> Result<Decision, Failure> {
    shell.run(move |session| session.add_decision(decision)).await
}

/// Switches a decision on or off.
#[tauri::command]
pub(crate) async fn switch_decision(
    id: String,
    enabled: bool,
    shell: State<'_, Shell>,
) -> Result<(), Failure> {
    shell.run(move |session| session.switch_decision(&id, enabled)).await
}

/// Takes a decision out of the ledger.
#[tauri::command]
pub(crate) async fn remove_decision(id: String, shell: State<'_, Shell>) -> Result<(), Failure> {
    shell.run(move |session| session.remove_decision(&id)).await
}

/// Outcomes across all credentials, and how far they cover skills cards.
#[tauri::command]
pub(crate) async fn show_skills(
    cards: Vec<String>,
    count_unrecognised: bool,
    shell: State<'_, Shell>,
) -> Result<Skills, Failure> {
    shell.run(move |session| session.skills(&cards, count_unrecognised)).await
}

/// What a report is saved as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ReportFormat {
    /// A page, to be read and printed.
    Html,
    /// To be checked again.
    Json,
}

/// Saves a report where the person says; answers with its file name, or nothing when they changed their mind.
#[tauri::command]
pub(crate) async fn save_goal_report(
    id: String,
    asked: Asked,
    format: ReportFormat,
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> Result<Option<String>, Failure> {
    let (text, name) = shell
        .run(move |session| {
            let evaluation = session.count(Which::Id(id), &asked, None)?;
            Ok(match format {
                ReportFormat::Html => (evaluation.page()?, "report.html"),
                ReportFormat::Json => (evaluation.report_text()?, "report.json"),
            })
        })
        .await?;
    save(window, name.to_owned(), text.into_bytes()).await
}
