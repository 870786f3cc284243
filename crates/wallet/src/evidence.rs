//! What was at hand when a credential was judged: first, and last. A report can be repeated for any date from
//! what was known by then.

use jiff::Timestamp;
use vault::Record;
use vc::{Evidence, EvidenceItem, Need};

/// Everything that is kept with a record, the oldest first. Evidence of another version is of no use.
pub(crate) fn kept(record: &Record) -> Evidence {
    serde_json::from_str::<Evidence>(&record.judgement.evidence)
        .ok()
        .filter(|evidence| evidence.version == Evidence::VERSION)
        .unwrap_or_else(Evidence::none)
}

/// One answer to each need: the newest that was there at a time; where there was none, the first that came
/// after.
pub(crate) fn as_of(history: &Evidence, at: Timestamp) -> Evidence {
    let of = |need: &Need| {
        let mut answers: Vec<_> = history.items.iter().filter(|item| item.need == *need).collect();
        answers.sort_by_key(|item| item.fetched_at);
        let newest = answers.iter().rposition(|item| item.fetched_at <= at);
        answers.get(newest.unwrap_or(0)).copied().cloned()
    };
    Evidence { items: needs(history).iter().filter_map(of).collect(), ..Evidence::none() }
}

/// A history with what is new. Of each need, the first answer is kept and the last few.
pub(crate) fn added(history: &Evidence, new: &Evidence) -> Evidence {
    let mut all = history.clone();
    let fresh = new.items.iter().filter(|item| !history.items.contains(item));
    all.items.extend(fresh.cloned());
    all.items.sort_by_key(|item| item.fetched_at);
    let short = |need: &Need| {
        let mut answers: Vec<EvidenceItem> = Vec::new();
        for item in all.items.iter().filter(|item| item.need == *need) {
            // The same answer again only says that it still held; when it first came is kept.
            if answers.len() > 1 && answers.last().is_some_and(|last| last.bytes == item.bytes) {
                answers.pop();
            }
            answers.push(item.clone());
        }
        let surplus = answers.len().saturating_sub(MAX_KEPT_ANSWERS);
        answers.drain(1..1 + surplus);
        answers
    };
    Evidence { items: needs(&all).iter().flat_map(short).collect(), ..Evidence::none() }
}

/// Each need once, in its place.
fn needs(evidence: &Evidence) -> Vec<Need> {
    let mut needs: Vec<Need> = Vec::new();
    for item in &evidence.items {
        if !needs.contains(&item.need) {
            needs.push(item.need.clone());
        }
    }
    needs
}

/// Most answers kept to one need: the first, and the last three.
const MAX_KEPT_ANSWERS: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    fn item(url: &str, day: u8, text: &str) -> EvidenceItem {
        let fetched_at = format!("2026-01-{day:02}T00:00:00Z").parse().unwrap();
        EvidenceItem { need: Need::StatusList { url: url.to_owned() }, fetched_at, bytes: text.into() }
    }

    fn evidence(items: impl Into<Vec<EvidenceItem>>) -> Evidence {
        Evidence { items: items.into(), ..Evidence::none() }
    }

    /// Address, day and text of each answer.
    fn told(evidence: &Evidence) -> Vec<String> {
        let day = |item: &EvidenceItem| item.fetched_at.to_zoned(jiff::tz::TimeZone::UTC).day();
        let text = |item: &EvidenceItem| String::from_utf8(item.bytes.clone()).unwrap();
        evidence
            .items
            .iter()
            .map(|item| format!("{} {} {}", item.need.url(), day(item), text(item)))
            .collect()
    }

    #[test]
    fn what_was_known_at_a_time_is_the_newest_before_else_the_first_after() {
        let history = evidence([item("a", 2, "old"), item("a", 20, "new"), item("b", 5, "b")]);
        let on = |day: &str| {
            let at = format!("2026-01-{day}T12:00:00Z").parse().unwrap();
            told(&as_of(&history, at))
        };
        assert_eq!(on("01"), ["a 2 old", "b 5 b"]);
        assert_eq!(on("19"), ["a 2 old", "b 5 b"]);
        assert_eq!(on("20"), ["a 20 new", "b 5 b"]);
    }

    #[test]
    fn the_first_answer_and_the_last_ones_are_kept() {
        let mut history = Evidence::none();
        for day in 1..=9 {
            history = added(&history, &evidence([item("a", day, &format!("edition {day}"))]));
        }
        assert_eq!(told(&history), ["a 1 edition 1", "a 7 edition 7", "a 8 edition 8", "a 9 edition 9"]);
    }

    #[test]
    fn the_same_answer_again_takes_no_more_room() {
        let mut history = Evidence::none();
        for day in 1..=9 {
            history = added(&history, &evidence([item("a", day, "same")]));
        }
        assert_eq!(told(&history), ["a 1 same", "a 9 same"]);
        assert_eq!(added(&history, &history), history);
    }
}
