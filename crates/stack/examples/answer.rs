//! Answers questions from standard input, one JSON object a line, with one plan a line: for outside comparisons.
#![expect(clippy::print_stdout, reason = "the answers are the result")]

use std::io::BufRead;

use stack::{Award, Policy, Qualification, Question};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for line in std::io::stdin().lock().lines() {
        let mut question: serde_json::Value = serde_json::from_str(&line?)?;
        let qualification = Qualification::from_json(&serde_json::to_vec(&question["qualification"])?)?;
        let awards: Vec<Award> = serde_json::from_value(question["awards"].take())?;
        let policy = Policy::on("2026-11-22".parse()?);
        let question =
            Question { qualification: &qualification, awards: &awards, equivalences: &[], policy: &policy };
        let plan = stack::solve(&question)?;
        stack::check::check(&question, &plan).map_err(|faults| format!("{faults:?}"))?;
        println!("{}", serde_json::to_string(&plan)?);
    }
    Ok(())
}
