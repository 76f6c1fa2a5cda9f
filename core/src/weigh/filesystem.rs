//! A file or directory cannot be used.

use super::Cause;

mod disk_full;
mod mount_failed;
mod permission;
mod read_only;

pub(super) static CAUSES: &[&Cause] =
    &[&permission::CAUSE, &read_only::CAUSE, &disk_full::CAUSE, &mount_failed::CAUSE];
