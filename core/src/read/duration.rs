//! Ages as kubectl prints them: `42s`, `4m12s`, `3h`, `2d5h`, `3y20d`.

/// The age in seconds; none if `text` is not one.
pub(crate) fn seconds(text: &str) -> Option<u64> {
    let mut total: u64 = 0;
    let mut number: Option<u64> = None;
    for byte in text.trim().bytes() {
        if byte.is_ascii_digit() {
            let digit = u64::from(byte - b'0');
            number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
            continue;
        }
        let unit = match byte {
            b's' => 1,
            b'm' => 60,
            b'h' => 3600,
            b'd' => 86_400,
            b'y' => 365 * 86_400,
            _ => return None,
        };
        total = total.checked_add(number.take()?.checked_mul(unit)?)?;
    }
    (number.is_none() && !text.trim().is_empty()).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn units_add_up() {
        assert_eq!(seconds("4m12s"), Some(252));
        assert_eq!(seconds("3d4h"), Some(273_600));
        assert_eq!(seconds("3m12s"), Some(192));
        assert_eq!(seconds("2d5h"), Some(190_800));
        assert_eq!(seconds("3y20d"), Some(96_336_000));
        assert_eq!(seconds("0s"), Some(0));
    }

    #[test]
    fn what_is_no_age_is_none() {
        for text in ["", "5", "m", "kubelet", "99999999999999999999y", "<unknown>", "<invalid>", "-5s", "5s3"]
        {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
