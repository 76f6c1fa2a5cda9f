//! The lines that `kubectl cluster-info dump` puts around each log: `==== START logs for container web of pod shop/cart-0 ====`.

use super::Reader;
use super::facts::{Seen, Typed};
use crate::split::Form;
use crate::text::{Fact, Line};

pub(super) static READER: Reader = Reader { form: Form { kind: "command", claims }, read };

const START: &str = "==== START logs for container ";
const END: &str = "==== END logs for container ";

fn claims(lines: &[Line<'_>]) -> Option<usize> {
    let text = &lines.first()?.text;
    (text.starts_with(START) || text.starts_with(END)).then_some(1)
}

/// The first line is as good as the command for the log that follows; after the last one nothing is known.
fn read(lines: &[Line<'_>], seen: &mut Vec<Seen>) {
    let Some(line) = lines.first() else { return };
    let told = line.text.strip_prefix(START).and_then(|rest| {
        let (container, rest) = rest.split_once(" of pod ")?;
        let (namespace, rest) = rest.split_once('/')?;
        let pod = rest.split_whitespace().next()?;
        let fact = |part: &str| Some(Fact::new(part.to_owned(), line.span_of(part)));
        Some(Typed {
            verb: "log".to_owned(),
            name: fact(pod),
            namespace: fact(namespace),
            container: fact(container),
            span: line.trimmed(),
            ..Typed::default()
        })
    });
    seen.push(match told {
        Some(told) => Seen::Command(Box::new(told)),
        None => Seen::Input(None),
    });
}

#[cfg(test)]
mod tests {
    #[test]
    fn each_log_of_a_dump_belongs_to_the_container_above_it() {
        let dump = "\
==== START logs for container web of pod shop/cart-0 ====
INFO ready
==== END logs for container web of pod shop/cart-0 ====
==== START logs for container db of pod shop/cart-1 ====
FATAL environment variable CART_DSN is not set
==== END logs for container db of pod shop/cart-1 ====
";
        let diagnosis = crate::diagnose(dump);
        let first = &diagnosis.causes[0];
        assert_eq!((first.pod.as_deref(), first.container.as_deref()), (Some("shop/cart-1"), Some("db")));
    }
}
