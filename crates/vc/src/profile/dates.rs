//! Dates of XML Schema 1.1, Part 2: `dateTime` (§3.3.7) and, where issuers write one, `date` (§3.3.9).

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};

/// Which end of a whole day is meant when there is no time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    /// Its first instant.
    Start,
    /// Its last second.
    End,
}

/// Reads a `dateTime` or `date`; without a zone it is in UTC. A year has four digits.
///
/// An instant beyond what can be represented ("9999-12-31T23:59:59Z") is the last one that can be.
pub(crate) fn instant(text: &str, edge: Edge) -> Option<Timestamp> {
    let (date, rest) = text.split_at_checked(10)?;
    let date = read_date(date)?;
    let (local, zone) = match rest.strip_prefix('T') {
        Some(time) => read_time(date, time)?,
        None if edge == Edge::End => (date.at(23, 59, 59, 0), rest),
        None => (date.at(0, 0, 0, 0), rest),
    };
    let offset = read_zone(zone)?;
    Some(offset.to_timestamp(local).unwrap_or(Timestamp::MAX))
}

/// Reads a `dateTimeStamp` (§3.4.28): a day, a time of day and a zone.
pub(super) fn stamp(text: &str) -> Option<Timestamp> {
    let (_, time) = text.split_at_checked(10)?;
    let zoned = time.starts_with('T') && time.contains(['Z', '+', '-']);
    zoned.then(|| instant(text, Edge::Start)).flatten()
}

/// `YYYY-MM-DD`.
fn read_date(text: &str) -> Option<Date> {
    let [year @ .., b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    Date::new(number(year)?, number(&[*m1, *m2])?, number(&[*d1, *d2])?).ok().filter(|date| date.year() > 0)
}

/// `hh:mm:ss`, an optional fraction, and the rest. `24:00:00` ends the day.
fn read_time(date: Date, text: &str) -> Option<(DateTime, &str)> {
    let (time, rest) = text.split_at_checked(8)?;
    let [h1, h2, b':', m1, m2, b':', s1, s2] = time.as_bytes() else { return None };
    let (hour, minute, second): (i8, i8, i8) =
        (number(&[*h1, *h2])?, number(&[*m1, *m2])?, number(&[*s1, *s2])?);
    let (nanosecond, rest) = read_fraction(rest)?;
    if (hour, minute, second, nanosecond) == (24, 0, 0, 0) {
        let next = date.checked_add(1.day()).unwrap_or(Date::MAX);
        return Some((next.at(0, 0, 0, 0), rest));
    }
    let time = Time::new(hour, minute, second, nanosecond).ok()?;
    Some((date.to_datetime(time), rest))
}

/// `.` and digits, as nanoseconds; finer digits are cut off.
fn read_fraction(text: &str) -> Option<(i32, &str)> {
    let Some(text) = text.strip_prefix('.') else { return Some((0, text)) };
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(length).filter(|(digits, _)| !digits.is_empty())?;
    let nanosecond = digits.bytes().chain(std::iter::repeat(b'0')).take(9);
    Some((nanosecond.fold(0, |value, digit| value * 10 + i32::from(digit - b'0')), rest))
}

/// Nothing, `Z`, or `±hh:mm` up to 14 hours.
fn read_zone(text: &str) -> Option<Offset> {
    let (sign, hours, minutes): (i32, i32, i32) = match text.as_bytes() {
        [] | b"Z" => return Some(Offset::UTC),
        [b'+', h1, h2, b':', m1, m2] => (1, number(&[*h1, *h2])?, number(&[*m1, *m2])?),
        [b'-', h1, h2, b':', m1, m2] => (-1, number(&[*h1, *h2])?, number(&[*m1, *m2])?),
        _ => return None,
    };
    (minutes < 60 && hours * 60 + minutes <= 14 * 60)
        .then(|| Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok())?
}

/// Decimal digits only.
fn number<N: TryFrom<i32>>(digits: &[u8]) -> Option<N> {
    let value = digits.iter().try_fold(0_i32, |value, digit| {
        digit.is_ascii_digit().then(|| value * 10 + i32::from(digit - b'0'))
    })?;
    N::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::{Edge, instant, stamp};

    #[test]
    fn reads_what_xml_schema_allows() {
        let cases = [
            ("2025-02-12T13:09:45+01:00", "2025-02-12T12:09:45Z"),
            ("2010-10-01T00:00:00", "2010-10-01T00:00:00Z"),
            ("2024-02-29T23:59:59.5Z", "2024-02-29T23:59:59.5Z"),
            ("2024-02-29T23:59:59.1234567899Z", "2024-02-29T23:59:59.123456789Z"),
            ("2024-02-29T24:00:00-14:00", "2024-03-01T14:00:00Z"),
            ("2024-05-01", "2024-05-01T00:00:00Z"),
            ("2024-05-01+02:00", "2024-04-30T22:00:00Z"),
        ];
        for (text, expected) in cases {
            assert_eq!(
                instant(text, Edge::Start).map(|time| time.to_string()).as_deref(),
                Some(expected),
                "{text}"
            );
        }
    }

    #[test]
    fn day_without_time_lasts_until_its_end() {
        let until = instant("2024-05-01", Edge::End).unwrap();
        assert_eq!(until.to_string(), "2024-05-01T23:59:59Z");
    }

    #[test]
    fn end_of_all_time_is_a_time() {
        assert_eq!(instant("9999-12-31T23:59:59Z", Edge::End), Some(jiff::Timestamp::MAX));
        assert_eq!(instant("9999-12-31T24:00:00-14:00", Edge::End), Some(jiff::Timestamp::MAX));
    }

    #[test]
    fn stamp_has_a_time_and_a_zone() {
        for text in ["2024-05-01T00:00:00Z", "2024-05-01T00:00:00.25-06:00", "4023-02-26T01:02:58.447Z"] {
            assert_eq!(stamp(text), instant(text, Edge::Start), "{text}");
        }
        for text in ["2024-05-01T00:00:00", "2024-05-01", "2024-05-01Z", "2024-05-01-06:00", "", "Z"] {
            assert_eq!(stamp(text), None, "{text}");
        }
    }

    #[test]
    fn refuses_everything_else() {
        let cases = [
            "",
            "2024",
            "2024-5-1",
            "24-05-01",
            "2024-02-30",
            "0000-01-01",
            "-2024-05-01",
            "+2024-05-01",
            "20240501T000000Z",
            "2024-05-01 00:00:00",
            "2024-05-01t00:00:00z",
            "2024-05-01T00:00",
            "2024-05-01T25:00:00",
            "2024-05-01T24:00:01",
            "2024-05-01T23:59:60Z",
            "2024-05-01T00:00:00.",
            "2024-05-01T00:00:00.Z",
            "2024-05-01T00:00:00+1:00",
            "2024-05-01T00:00:00+14:01",
            "2024-05-01T00:00:00+01:60",
            "2024-05-01T00:00:00Z ",
            "2024-05-01T00:00:00Z[Europe/Paris]",
            "2024-05-0\u{661}",
            "tomorrow, at the latest",
        ];
        for text in cases {
            assert_eq!(instant(text, Edge::Start), None, "{text}");
        }
    }
}
