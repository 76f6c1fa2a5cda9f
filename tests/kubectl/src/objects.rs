//! Pods and events as an API server holds them, made up: every shape that kubectl has words for.

mod container;
mod event;
mod pod;
mod probe;
mod state;
mod text;
mod volume;

use jiff::Timestamp;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

/// The namespace of all pods.
pub const NAMESPACE: &str = "shop";

/// The objects that the stub serves.
#[derive(Clone, Debug, Default)]
pub struct World {
    pub pods: Vec<Value>,
    pub events: Vec<Value>,
}

/// As many pods, each with its events. The same seed makes the same objects; only the times move with `now`.
pub fn world(seed: u64, pods: usize, now: Timestamp) -> World {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut world = World::default();
    for index in 0..pods {
        let pod = pod::one(index, now).new_tree(&mut runner).unwrap().current();
        let events = event::some(&pod, now).new_tree(&mut runner).unwrap().current();
        world.events.extend(event::finished(events, &pod, now));
        world.pods.push(pod);
    }
    world
}

/// The name of an object.
pub fn name_of(object: &Value) -> &str {
    object["metadata"]["name"].as_str().unwrap()
}

/// An entry of an object with the keys that are there.
fn object(entries: impl IntoIterator<Item = (&'static str, Option<Value>)>) -> Value {
    entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

/// A time so many seconds before another, as the API writes it.
fn before(now: Timestamp, seconds: i64) -> String {
    let second = now.as_second() - seconds;
    Timestamp::from_second(second).unwrap().to_string()
}
