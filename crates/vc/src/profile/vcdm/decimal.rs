//! Numbers as linked data writes them, back as people write them.

/// Most zeros that are written out for an exponent.
const MAX_SHIFT: usize = 20;

/// A number in canonical `xsd:double` form (`7.5E0`, `1.2E2`) as a plain decimal; any other text as it is.
///
/// JSON numbers with a fraction become such literals (JSON-LD 1.1 API §8.6). Digits are moved, not
/// computed with, so nothing is rounded.
pub(super) fn plain(text: String) -> String {
    moved(&text).unwrap_or(text)
}

fn moved(text: &str) -> Option<String> {
    let (mantissa, exponent) = text.split_once('E')?;
    let exponent: i32 = exponent.parse().ok()?;
    let shift = usize::try_from(exponent.unsigned_abs()).ok().filter(|shift| *shift <= MAX_SHIFT)?;
    let (sign, digits) = match mantissa.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", mantissa),
    };
    let (whole, fraction) = digits.split_once('.')?;
    if whole.len() != 1
        || fraction.is_empty()
        || !(whole.bytes().chain(fraction.bytes())).all(|it| it.is_ascii_digit())
    {
        return None;
    }
    let (whole, fraction) = if exponent < 0 {
        ("0".to_owned(), format!("{}{whole}{fraction}", "0".repeat(shift - 1)))
    } else {
        let padded = format!("{fraction:0<shift$}");
        let (moved, rest) = padded.split_at(shift);
        (format!("{whole}{moved}"), rest.to_owned())
    };
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    Some(match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    })
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn point_is_put_back() {
        let cases = [
            ("7.5E0", "7.5"),
            ("1.2E2", "120"),
            ("1.234E2", "123.4"),
            ("1.0E0", "1"),
            ("5.0E-1", "0.5"),
            ("-1.25E-3", "-0.00125"),
            ("0.0E0", "0"),
            ("1.0E20", "100000000000000000000"),
        ];
        for (canonical, decimal) in cases {
            assert_eq!(plain(canonical.to_owned()), decimal);
        }
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for text in
            ["7.50", "15", "", "E", "1E2", "A.BE0", "1.0E21", "1.0E-99999999999", "12.5E1", "é.1E1", "INF"]
        {
            assert_eq!(plain(text.to_owned()), text);
        }
    }
}
