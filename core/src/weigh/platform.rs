//! Kubernetes or the node gets in the way.

use super::Cause;

mod api_missing;
mod api_unreachable;
mod hook;
mod node_setting;
mod runtime;
mod terminated;

pub(super) static CAUSES: &[&Cause] = &[
    &api_missing::CAUSE,
    &api_unreachable::CAUSE,
    &runtime::CAUSE,
    &node_setting::CAUSE,
    &terminated::CAUSE,
    &hook::CAUSE,
];
