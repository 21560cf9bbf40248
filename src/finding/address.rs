//! Where in the lists a finding stands: township, list, duty.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Which of the three lists.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum ListKind {
    /// 基本履职事项: duties the township performs.
    Basic,
    /// 配合履职事项: duties it helps a department with.
    Cooperative,
    /// 上级部门收回事项: duties taken back by the departments above.
    Reclaimed,
}

impl ListKind {
    /// The three, in the order of publication.
    pub const ALL: [ListKind; 3] = [Self::Basic, Self::Cooperative, Self::Reclaimed];

    /// The name used in files and rules.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Cooperative => "cooperative",
            Self::Reclaimed => "reclaimed",
        }
    }

    /// The Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Basic => "基本履职事项",
            Self::Cooperative => "配合履职事项",
            Self::Reclaimed => "上级部门收回事项",
        }
    }
}

impl fmt::Display for ListKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Where in the lists something stands; every part may be unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// The township with its region, as in its list: `甘肃省兰州市西固区河口镇`.
    pub township: String,
    /// Which list.
    pub list: Option<ListKind>,
    /// The duty's number as published.
    pub number: Option<u32>,
    /// The duty's name.
    pub duty: Option<String>,
}
