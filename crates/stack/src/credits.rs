//! Credits and shares: fixed-point numbers, written as decimal strings. There are no floats here.

use std::{fmt, iter::Sum, ops::Add, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// An amount of credit, exact to a thousandth. It says nothing about the framework it is counted in.
///
/// ```
/// let credits: stack::Credits = "7.50".parse()?;
/// assert_eq!(credits.to_string(), "7.5");
/// assert!("1e3".parse::<stack::Credits>().is_err());
/// # Ok::<(), stack::NotDecimal>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Credits(u64);

impl Credits {
    /// No credits.
    pub const ZERO: Self = Self(0);

    /// Most that one amount may be: a million. The longest degrees need a few hundred.
    pub const MAX: Self = Self(1_000_000 * Self::SCALE);

    const SCALE: u64 = 1_000;
    const DIGITS: usize = 3;

    /// From whole credits. More than [`Credits::MAX`] becomes that.
    ///
    /// ```
    /// assert_eq!(stack::Credits::whole(15).to_string(), "15");
    /// ```
    #[must_use]
    pub const fn whole(credits: u32) -> Self {
        let thousandths = credits as u64 * Self::SCALE;
        if thousandths > Self::MAX.0 { Self::MAX } else { Self(thousandths) }
    }

    /// From thousandths of a credit.
    #[must_use]
    pub const fn from_thousandths(thousandths: u64) -> Self {
        Self(thousandths)
    }

    /// In thousandths of a credit.
    #[must_use]
    pub const fn thousandths(self) -> u64 {
        self.0
    }

    /// What is left after taking `other` away; nothing, if that is more.
    #[must_use]
    pub const fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// This amount times `factor`, rounded down: a conversion never gives more than it says.
    ///
    /// ```
    /// let half: stack::Credits = "0.5".parse()?;
    /// assert_eq!("7.501".parse::<stack::Credits>()?.times(half).to_string(), "3.75");
    /// # Ok::<(), stack::NotDecimal>(())
    /// ```
    #[must_use]
    pub const fn times(self, factor: Self) -> Self {
        Self(self.0.saturating_mul(factor.0) / Self::SCALE)
    }
}

impl Add for Credits {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Credits {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl FromStr for Credits {
    type Err = NotDecimal;

    fn from_str(text: &str) -> Result<Self, NotDecimal> {
        let thousandths = fixed_point(text, Self::DIGITS)?;
        if thousandths > Self::MAX.0 { Err(NotDecimal) } else { Ok(Self(thousandths)) }
    }
}

impl fmt::Display for Credits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_fixed_point(f, self.0, Self::DIGITS)
    }
}

/// A part of a whole, from 0 to 1, exact to a ten-thousandth: `"0.75"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share(u64);

impl Share {
    const SCALE: u64 = 10_000;
    const DIGITS: usize = 4;

    /// This share of `whole`, rounded up: what must be reached at least.
    ///
    /// ```
    /// let share: stack::Share = "0.75".parse()?;
    /// assert_eq!(share.at_least_of(stack::Credits::whole(30)).to_string(), "22.5");
    /// # Ok::<(), stack::NotDecimal>(())
    /// ```
    #[must_use]
    pub const fn at_least_of(self, whole: Credits) -> Credits {
        Credits((whole.0 * self.0).div_ceil(Self::SCALE))
    }

    /// This share of `whole`, rounded down: what must not be passed.
    #[must_use]
    pub const fn at_most_of(self, whole: Credits) -> Credits {
        Credits(whole.0 * self.0 / Self::SCALE)
    }
}

impl FromStr for Share {
    type Err = NotDecimal;

    fn from_str(text: &str) -> Result<Self, NotDecimal> {
        let parts = fixed_point(text, Self::DIGITS)?;
        if parts > Self::SCALE { Err(NotDecimal) } else { Ok(Self(parts)) }
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_fixed_point(f, self.0, Self::DIGITS)
    }
}

/// The text is not a decimal of the kind wanted: digits, and after a point at most three (credits) or four
/// (shares) more; no sign, no exponent, not above the largest amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a plain decimal in range")]
pub struct NotDecimal;

fn fixed_point(text: &str, digits: usize) -> Result<u64, NotDecimal> {
    let (whole, fraction) = match text.split_once('.') {
        Some((_, "")) => return Err(NotDecimal),
        Some((whole, fraction)) => (whole, fraction),
        None => (text, ""),
    };
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 7 || fraction.len() > digits || !plain(whole) || !plain(fraction) {
        return Err(NotDecimal);
    }
    format!("{whole}{fraction:0<digits$}").parse().map_err(|_| NotDecimal)
}

fn write_fixed_point(f: &mut fmt::Formatter<'_>, value: u64, digits: usize) -> fmt::Result {
    let scale = 10_u64.pow(digits as u32);
    let fraction = format!("{:0digits$}", value % scale);
    match fraction.trim_end_matches('0') {
        "" => write!(f, "{}", value / scale),
        fraction => write!(f, "{}.{fraction}", value / scale),
    }
}

/// Reads and writes a type as its text.
macro_rules! as_text {
    ($type:ty, $wanted:literal) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(|_| D::Error::custom(format!("{text:?} is not {}", $wanted)))
            }
        }
    };
}

as_text!(Credits, "an amount of credit, such as \"7.5\"");
as_text!(Share, "a share from 0 to 1, such as \"0.75\"");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_decimals_are_credits() {
        for text in ["0", "15", "7.5", "0.125", "1000000"] {
            assert_eq!(text.parse::<Credits>().expect(text).to_string(), text);
        }
        for text in ["", ".5", "5.", "-1", "+1", "1e3", "1,5", "0.1234", "1000000.001", "99999999", " 1", "١"]
        {
            assert_eq!(text.parse::<Credits>(), Err(NotDecimal), "{text:?}");
        }
    }

    #[test]
    fn a_share_is_never_more_than_the_whole() {
        assert_eq!("1.0".parse::<Share>().expect("one").to_string(), "1");
        assert_eq!("1.0001".parse::<Share>(), Err(NotDecimal));
    }

    #[test]
    fn floors_round_up_and_caps_round_down() {
        let third: Share = "0.3333".parse().expect("a share");
        let whole: Credits = "0.01".parse().expect("credits");
        assert_eq!(third.at_least_of(whole).thousandths(), 4);
        assert_eq!(third.at_most_of(whole).thousandths(), 3);
    }
}
