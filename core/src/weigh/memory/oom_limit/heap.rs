//! Options that let a heap grow beyond the limit of the container.

use crate::model::Container;
use crate::read::facts::{EnvValue, Text};
use crate::text::{Fact, Pattern};

/// The option that allows the heap at least as much as the container may have.
pub(super) fn beyond_limit(container: &Container) -> Option<Text> {
    let limit = bytes(container.memory_limit()?.as_str())?;
    let variables = container.facts.env.iter().filter_map(|variable| match &variable.value {
        EnvValue::Literal(value) => {
            Some(Fact::new(format!("{}={value}", variable.name.value), variable.span))
        }
        _ => None,
    });
    let words = container.facts.command.iter().chain(&container.facts.args).cloned();
    variables.chain(words).find_map(|text| {
        let (option, size) = heap(&text.value)?;
        (size >= limit).then(|| Fact::new(option.to_owned(), text.span))
    })
}

/// The heap option in a text, and how many bytes it allows.
fn heap(text: &str) -> Option<(&str, u64)> {
    static OPTION: Pattern = Pattern::new(
        r"-Xmx(?<java>\d+[kKmMgG]?)|--max[-_]old[-_]space[-_]size[= ](?<node>\d+)|GOMEMLIMIT=(?<go>\d+(?:[KMGT]i)?B?)",
    );
    let found = OPTION.captures(text)?;
    let size = match (found.get("java"), found.get("node"), found.get("go")) {
        (Some(java), ..) => bytes(&java.to_ascii_uppercase().replace(['K', 'M', 'G'], unit(java)))?,
        (_, Some(node), _) => bytes(&format!("{node}Mi"))?,
        (.., Some(go)) => bytes(go.trim_end_matches('B'))?,
        _ => return None,
    };
    Some((found.whole(), size))
}

/// Java's units are powers of two.
fn unit(size: &str) -> &'static str {
    match size.bytes().last().map(|last| last.to_ascii_uppercase()) {
        Some(b'K') => "Ki",
        Some(b'M') => "Mi",
        _ => "Gi",
    }
}

/// A quantity such as `512Mi` or `1G` in bytes.
fn bytes(quantity: &str) -> Option<u64> {
    let digits = quantity.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = quantity.split_at_checked(digits)?;
    let factor: u64 = match unit {
        "" => 1,
        "k" | "K" => 1000,
        "M" => 1_000_000,
        "G" => 1_000_000_000,
        "T" => 1_000_000_000_000,
        "Ki" => 1 << 10,
        "Mi" => 1 << 20,
        "Gi" => 1 << 30,
        "Ti" => 1 << 40,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(factor)
}

#[cfg(test)]
mod tests {
    use super::{bytes, heap};

    #[test]
    fn every_runtime_has_an_option_of_its_own() {
        let size = |text| heap(text).map(|(_, size)| size);
        assert_eq!(size("JAVA_OPTS=-Xms1g -Xmx2g"), bytes("2Gi"));
        assert_eq!(size("-Xmx512m"), bytes("512Mi"));
        assert_eq!(size("NODE_OPTIONS=--max-old-space-size=4096"), bytes("4Gi"));
        assert_eq!(size("GOMEMLIMIT=1GiB"), bytes("1Gi"));
        assert_eq!(size("JAVA_OPTS=-XX:MaxRAMPercentage=70"), None);
    }

    #[test]
    fn a_heap_as_large_as_the_limit_leaves_no_room_for_the_rest() {
        let told = |heap: &str| {
            let paste = format!(
                "Name:         till-0\nNamespace:    shop\nContainers:\n  till:\n    Args:\n      {heap}\n    State:          Waiting\n      \
                 Reason:       CrashLoopBackOff\n    Last State:     Terminated\n      Reason:       OOMKilled\n      Exit Code:    137\n    \
                 Limits:\n      memory:  512Mi\n"
            );
            let causes = crate::diagnose(&paste).causes;
            causes.first().is_some_and(|cause| cause.evidence.iter().any(|one| one.quote.contains("-Xmx")))
        };
        assert!(told("-Xmx512m") && told("-Xmx1g") && !told("-Xmx500m"));
    }

    #[test]
    fn every_unit_of_a_quantity() {
        for (quantity, expected) in [
            ("2", Some(2)),
            ("2k", Some(2_000)),
            ("2K", Some(2_000)),
            ("2M", Some(2_000_000)),
            ("2G", Some(2_000_000_000)),
            ("2T", Some(2_000_000_000_000)),
            ("2Ki", Some(2_048)),
            ("2Mi", Some(2_097_152)),
            ("2Gi", Some(2_147_483_648)),
            ("2Ti", Some(2_199_023_255_552)),
            ("2x", None),
            ("G", None),
        ] {
            assert_eq!(bytes(quantity), expected, "{quantity}");
        }
    }
}
