//! Dates as the importer takes them: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. One that does not exist costs the whole file.

use jiff::civil::Date;

/// The date in a text as issued, at most to the day; `None` where there is no such date. A time is cut off, not
/// converted: the day is the one that the issuer wrote.
pub(super) fn day(text: &str) -> Option<String> {
    let date = text.trim().split(['T', ' ']).next()?;
    let whole = match date.len() {
        4 => format!("{date}-01-01"),
        7 => format!("{date}-01"),
        10 => date.to_owned(),
        _ => return None,
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let plain = whole.split('-').map(str::len).eq([4, 2, 2]) && whole.split('-').all(digits);
    (plain && whole.parse::<Date>().is_ok()).then(|| date.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_is_kept_and_times_are_cut_off() {
        for (text, expected) in [
            ("2024", Some("2024")),
            ("2024-02", Some("2024-02")),
            ("2024-02-29", Some("2024-02-29")),
            (" 2024-02-29 ", Some("2024-02-29")),
            ("1999-10-01T22:00:00Z", Some("1999-10-01")),
            ("2026-06-01T00:00:00.000+03:00", Some("2026-06-01")),
            ("2023-02-29", None),
            ("2024-02-31", None),
            ("2024-13", None),
            ("2024-00", None),
            ("0000-00-00", None),
            ("24-02-01", None),
            ("-024-02-01", None),
            ("+2024-02-01", None),
            ("2024-2-1", None),
            ("1 March 2024", None),
            ("", None),
        ] {
            assert_eq!(day(text).as_deref(), expected, "{text}");
        }
    }
}
