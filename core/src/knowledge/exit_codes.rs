//! The table of exit codes, `knowledge/exit_codes.yaml`.

pub use super::exit_code::Row;
use std::sync::OnceLock;

/// All rows, sorted by code.
pub fn rows() -> &'static [Row] {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    ROWS.get_or_init(|| {
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/exit_codes.json"))).unwrap_or_default()
    })
}

/// The row for a code. Windows status values may be signed or unsigned.
pub fn find(code: i64) -> Option<&'static Row> {
    let code = signed(code);
    let index = rows().partition_point(|row| row.code <= code).checked_sub(1)?;
    rows().get(index).filter(|row| code <= row.last())
}

/// A Windows status as Kubernetes shows it: 3221225477 is -1073741819.
pub fn signed(code: i64) -> i64 {
    const SIGN: i64 = 1 << 31;
    if (SIGN..2 * SIGN).contains(&code) { code - 2 * SIGN } else { code }
}

#[cfg(test)]
mod tests {
    use super::{find, rows};
    use std::collections::BTreeSet;

    #[test]
    fn every_code_has_exactly_one_row() {
        assert!(rows().windows(2).all(|pair| pair[0].last() < pair[1].code), "unsorted or overlapping");
        for code in -1..=255 {
            let row = find(code).unwrap_or_else(|| panic!("no row for {code}"));
            assert!(row.code <= code && code <= row.last());
        }
        assert!(find(256).is_none() && find(-2).is_none() && find(8080).is_none());
    }

    #[test]
    fn every_row_is_complete() {
        for row in rows() {
            for text in [&row.name, &row.meaning, &row.sender] {
                assert!(!text.trim().is_empty(), "{row:?}");
                assert_eq!(text.trim(), text, "{row:?}");
            }
            assert!(row.meaning.ends_with('.'), "{row:?}");
            assert!(
                row.dotnet.as_ref().is_none_or(|text| text.contains(": ") && text.ends_with('.')),
                "{row:?}"
            );
        }
    }

    #[test]
    fn signals_have_their_own_names() {
        let names: BTreeSet<_> = (129..=159).filter_map(find).map(|row| row.name.as_str()).collect();
        assert_eq!(names.len(), 31);
        assert_eq!(find(137).unwrap().name, "SIGKILL");
        assert_eq!(find(143).unwrap().name, "SIGTERM");
    }

    #[test]
    fn windows_values_may_have_either_sign() {
        for code in [3_221_225_477, -1_073_741_819] {
            assert_eq!(find(code).unwrap().name, "ACCESS_VIOLATION");
        }
        assert_eq!(find(0xE043_4352).unwrap().name, "unhandled .NET exception");
        assert_eq!(find(0x4001_0004).unwrap().name, "DBG_TERMINATE_PROCESS");
    }
}
