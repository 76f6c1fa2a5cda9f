//! How large the published files may be. A build that makes one larger fails.

use crate::{Outcome, files};
use std::fs;
use std::path::Path;

/// What one file may take as it lies on the disk.
#[derive(Debug)]
struct Budget {
    /// Its name below `dist`.
    file: &'static str,
    /// What it takes today, and a few percent more: each version of the compiler gives another size.
    most: u64,
    /// What it should take one day.
    goal: u64,
}

const KIB: u64 = 1024;

static BUDGETS: &[Budget] = &[Budget { file: "unloop.html", most: 1760 * KIB, goal: 550 * KIB }];

/// Measures the files of a build, a line for each.
///
/// # Errors
/// When a file is larger than it may be.
pub(crate) fn check(dist: &Path) -> Outcome<Vec<String>> {
    BUDGETS.iter().map(|budget| budget.check(dist)).collect()
}

impl Budget {
    fn check(&self, dist: &Path) -> Outcome<String> {
        let file = dist.join(self.file);
        let size = fs::metadata(&file).map_err(|error| files::about(&file, &error))?.len();
        let [is, most, goal] = [size, self.most, self.goal].map(|size| size.div_ceil(KIB));
        if size > self.most {
            return Err(format!(
                "{} is {is} KiB and may be {most} KiB; `cargo xtask size` shows what takes the room",
                self.file
            ));
        }
        Ok(format!("dist/{}: {is} KiB of at most {most}; the goal is {goal}", self.file))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::cache::Scratch;

    #[test]
    fn a_file_beyond_its_budget_fails_the_build_and_is_named() {
        let scratch = Scratch::new("budget");
        assert!(check(&scratch).is_err(), "a file is missing");
        fs::write(scratch.join("unloop.html"), "<p>small</p>").unwrap();
        assert_eq!(check(&scratch).map(|lines| lines.len()), Ok(BUDGETS.len()));
        fs::write(scratch.join("unloop.html"), vec![b'x'; 1 + BUDGETS[0].most as usize]).unwrap();
        let problem = check(&scratch).unwrap_err();
        assert!(problem.starts_with("unloop.html is ") && problem.contains("cargo xtask size"), "{problem}");
    }

    #[test]
    fn no_budget_is_below_its_goal() {
        assert!(BUDGETS.iter().all(|budget| budget.goal <= budget.most), "{BUDGETS:?}");
    }
}
