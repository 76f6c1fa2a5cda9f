//! One row of the table of exit codes.

use serde::{Deserialize, Serialize};

/// What an exit code means where nothing else is known.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ExitCodeMeaning"))]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The code as Kubernetes shows it: -1 to 255, or a Windows status as a signed number.
    pub code: i64,
    /// The last code, if the row stands for several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<i64>,
    /// Its short name.
    pub name: String,
    /// Its readings, the most likely first, and what tells them apart.
    pub meaning: String,
    /// Who ends a process with it.
    pub sender: String,
    /// The document or file that says so.
    #[serde(default)]
    pub source: String,
    /// The name and meaning of the same number when it comes from the .NET host: `Name: meaning`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dotnet: Option<String>,
}

impl Row {
    /// The last code it stands for.
    pub fn last(&self) -> i64 {
        self.to.unwrap_or(self.code)
    }
}
