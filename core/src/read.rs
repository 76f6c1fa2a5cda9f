//! The forms in which Kubernetes text arrives: how each begins, and what it says.

pub mod facts;
