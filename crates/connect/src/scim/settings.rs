//! How a server is reached, how its answers are understood, and how far a read goes.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;
use steward_model::{PresetRole, TenantInfo};

/// How a server is reached. The token travels apart.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Base URL, such as `https://meridian.example/scim/v2`. Plain http only to this computer.
    pub base_url: String,
    /// Proxy URL; the environment's (`HTTPS_PROXY`, `NO_PROXY`) when left out.
    pub proxy: Option<String>,
    /// Certificates of a private CA in PEM, trusted beside the system's.
    pub ca_pem: Option<Vec<u8>>,
    /// Which tenant it is.
    pub tenant: TenantInfo,
    /// How far a read goes.
    pub limits: Limits,
    /// Seed of the jitter between retries; drawn when left out.
    pub seed: Option<u64>,
}

/// How far a read goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Longest wait for a connection.
    pub connect: Duration,
    /// Longest wait for one answer, body included.
    pub request: Duration,
    /// Longest time of a whole read.
    pub total: Duration,
    /// Largest body, unpacked, in bytes.
    pub body: usize,
    /// Most pages of one list.
    pub pages: u32,
    /// Most resources of one list.
    pub resources: u32,
    /// Most groups that are asked for one by one.
    pub details: u32,
    /// Resources that are asked for at once; a server may give fewer.
    pub page_size: u32,
    /// How often a request is repeated.
    pub retries: u32,
    /// Wait before the first repetition; doubles each time, give or take a half.
    pub backoff: Duration,
    /// Longest wait that a server may ask for.
    pub longest_wait: Duration,
    /// Redirects that are followed, on the same host only.
    pub redirects: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            request: Duration::from_secs(60),
            total: Duration::from_secs(30 * 60),
            body: 64 * 1024 * 1024,
            pages: 20_000,
            resources: 2_000_000,
            details: 20_000,
            page_size: 100,
            retries: 4,
            backoff: Duration::from_millis(500),
            longest_wait: Duration::from_secs(120),
            redirects: 5,
        }
    }
}

/// How the values of a multi-valued attribute become ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Values {
    /// `false` leaves the attribute out altogether.
    pub read: bool,
    /// Value in the tenant → id. A value that is not listed stands for itself.
    pub map: BTreeMap<String, String>,
}

impl Default for Values {
    fn default() -> Self {
        Self { read: true, map: BTreeMap::new() }
    }
}

impl Values {
    /// The id that a value stands for; `None` when the attribute is not read.
    #[must_use]
    pub fn id<'a>(&'a self, value: &'a str) -> Option<&'a str> {
        self.read.then(|| self.map.get(value).map_or(value, String::as_str))
    }
}

/// A group whose members have a role.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct GroupRole {
    /// Display name or id of the group.
    pub group: String,
    /// Id of the role.
    pub role: String,
}

/// How the answers of a server are understood. The default reads any SCIM tenant: groups are plain groups,
/// `roles[].value` is a role's id, `entitlements[].value` a permission granted directly.
///
/// Paths are attribute names joined by dots; an attribute of an extension is its URN, a colon and the name
/// (RFC 7644 section 3.10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ScimMapping {
    /// Attributes of users and groups that hold roles.
    pub role_paths: Vec<String>,
    /// Attributes of users and groups that hold permissions.
    pub entitlement_paths: Vec<String>,
    /// Value of a role attribute → role id.
    pub roles: Values,
    /// Value of an entitlement → permission id.
    pub entitlements: Values,
    /// Groups whose name begins so assign the role that the rest of the name is the id or name of.
    pub group_prefix: Option<String>,
    /// Groups that assign a role.
    pub group_roles: Vec<GroupRole>,
    /// Attribute that says whether a second factor is enrolled.
    pub mfa_path: Option<String>,
    /// Attribute with the last sign-in.
    pub last_sign_in_path: Option<String>,
    /// What roles grant, where the server does not say: a role with the id or name of a preset has its permissions.
    #[serde(skip)]
    pub presets: Vec<PresetRole>,
    /// Names of permissions, by id.
    #[serde(skip)]
    pub permission_names: BTreeMap<String, String>,
}

impl Default for ScimMapping {
    fn default() -> Self {
        Self {
            role_paths: vec!["roles".to_owned()],
            entitlement_paths: vec!["entitlements".to_owned()],
            roles: Values::default(),
            entitlements: Values::default(),
            group_prefix: None,
            group_roles: Vec::new(),
            mfa_path: None,
            last_sign_in_path: None,
            presets: Vec::new(),
            permission_names: BTreeMap::new(),
        }
    }
}

/// What a read is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Asking what the server can do.
    Connecting,
    /// Reading users.
    People,
    /// Reading groups.
    Groups,
    /// Reading roles and entitlements.
    Roles,
}

impl Stage {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Connecting => "connecting",
            Self::People => "people",
            Self::Groups => "groups",
            Self::Roles => "roles",
        }
    }
}

/// How far a read is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What it is doing.
    pub stage: Stage,
    /// How many were read.
    pub done: u32,
    /// How many there are, when the server says.
    pub total: Option<u32>,
    /// In words; a wait is said here too.
    pub message: String,
}
