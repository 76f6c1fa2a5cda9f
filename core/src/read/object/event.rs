//! An event, in the words of both event APIs.

use super::super::event_row;
use super::super::facts::{Event, Owner, Text};
use super::super::tree::Node;
use super::container::without_end;
use super::pod::time_of;
use crate::text::{Fact, Span};

pub(super) fn read(node: &Node) -> Event {
    let about = node.get("involvedObject").or_else(|| node.get("regarding"));
    let series = node.get("series");
    let count = |node: &Node, key: &str| node.parsed::<u64>(key).map(|count| count.value);
    let object = about.and_then(|about| {
        let name = about.text_of("name")?;
        let kind = about.text_of("kind").map(|kind| kind.value).unwrap_or_default();
        Some(Fact::new(Owner { kind, name: name.value }, name.span))
    });
    let message = node.text_of("message").or_else(|| node.text_of("note")).map(without_end).map(own_words);
    let container = about.and_then(|about| container_in(&about.text_of("fieldPath")?)).or_else(|| {
        let message = message.as_ref()?;
        let name = event_row::container_named(&message.value)?;
        Some(Fact::new(name.to_owned(), message.span))
    });
    let component = |key: &str| node.get(key).and_then(|source| source.text_of("component"));
    let at = series
        .and_then(|series| time_of(series, "lastObservedTime"))
        .or_else(|| {
            ["lastTimestamp", "deprecatedLastTimestamp", "eventTime", "firstTimestamp"]
                .iter()
                .find_map(|key| time_of(node, key))
        })
        .or_else(|| time_of(node.get("metadata")?, "creationTimestamp"));
    Event {
        kind: node.text_of("type"),
        reason: node.text_of("reason"),
        message,
        namespace: about
            .and_then(|about| about.text_of("namespace"))
            .or_else(|| node.get("metadata")?.text_of("namespace")),
        container,
        object,
        count: series
            .and_then(|series| count(series, "count"))
            .or_else(|| count(node, "count"))
            .or_else(|| count(node, "deprecatedCount")),
        at: at.map(|at| at.value),
        source: component("source")
            .or_else(|| node.text_of("reportingComponent"))
            .or_else(|| node.text_of("reportingController"))
            .or_else(|| component("deprecatedSource")),
        span: node.span,
        ..Event::default()
    }
}

/// The message without what stands before it where one event stands for many.
fn own_words(message: Text) -> Text {
    let Some(words) = message.value.strip_prefix(event_row::COMBINED) else { return message };
    let start = message.span.end().saturating_sub(words.len()).max(message.span.start());
    Fact::new(words.to_owned(), Span::new(start, message.span.end()))
}

/// `spec.containers{api}`.
fn container_in(path: &Text) -> Option<Text> {
    let name = path.value.split_once('{')?.1.trim_end_matches('}');
    Some(Fact::new(name.to_owned(), path.span))
}
