//! `practice.toml`: what the practice tenant is made of.
//!
//! The base is a tenant in order. Each `[[planted]]` entry says what has to be changed to break one thing, so that the
//! same blueprint gives the practice tenant (all planted), the tenant some time ago (those planted by then) and a
//! tenant in order (none). Moments are offsets from the day it is built: `-61d`, `+38m`.

use super::{LINE, OFFSET, TENANT_ID};
use schemars::JsonSchema;
use serde::Deserialize;

/// What the practice tenant is made of.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "practice.toml")]
pub struct PracticeBlueprint {
    /// The tenant as a whole.
    pub tenant: TenantPlan,
    /// What people who have no entry of their own are called.
    pub names: NamesPlan,
    /// Where people work; everybody is at one site.
    #[serde(default)]
    pub site: Vec<SitePlan>,
    /// What people work on; everybody is in one department.
    #[serde(default)]
    pub department: Vec<DepartmentPlan>,
    /// Groups.
    #[serde(default)]
    pub group: Vec<GroupPlan>,
    /// Roles, made from the presets of `roles.toml`.
    #[serde(default)]
    pub role: Vec<RolePlan>,
    /// Objects.
    #[serde(default)]
    pub object: Vec<ObjectPlan>,
    /// Licences and who has a seat.
    #[serde(default)]
    pub licence: Vec<LicencePlan>,
    /// People who are known by name.
    #[serde(default)]
    pub person: Vec<PersonPlan>,
    /// Settings and their values.
    #[serde(default)]
    pub setting: Vec<SettingPlan>,
    /// What is wrong on purpose.
    #[serde(default)]
    pub planted: Vec<PlantedPlan>,
}

/// The tenant as a whole.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TenantPlan {
    /// Name of the tenant.
    #[schemars(extend("pattern" = LINE))]
    pub name: String,
    /// Domain of its mail addresses; take one that ends in `.example`.
    #[schemars(extend("pattern" = "^[a-z0-9-]+(\\.[a-z0-9-]+)+$"))]
    pub domain: String,
    /// How many people there are in all.
    #[schemars(extend("maximum" = 20_000))]
    pub people: u32,
    /// How many of them joined after the baseline was taken.
    #[serde(default)]
    pub joined: u32,
    /// How many people left after the baseline was taken.
    #[serde(default)]
    pub left: u32,
    /// How many were invited and have not signed in yet.
    #[serde(default)]
    pub invited: u32,
    /// How many days ago the baseline was taken.
    #[schemars(extend("minimum" = 1, "maximum" = 3650))]
    pub baseline_days: u32,
    /// Any number: the same gives the same people.
    #[serde(default)]
    pub seed: u32,
}

/// What people who have no entry of their own are called.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamesPlan {
    /// Given names.
    #[schemars(extend("minItems" = 1))]
    pub given: Vec<String>,
    /// Family names.
    #[schemars(extend("minItems" = 1))]
    pub family: Vec<String>,
}

/// A place of work.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SitePlan {
    /// Name, such as `Rotterdam`.
    #[schemars(extend("pattern" = LINE))]
    pub name: String,
    /// Id of the group its people are in.
    #[serde(default)]
    pub group: Option<String>,
    /// Share of the people, relative to the other sites.
    pub share: u32,
}

/// A department.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DepartmentPlan {
    /// Name, such as `Customs`.
    #[schemars(extend("pattern" = LINE))]
    pub name: String,
    /// Id of the group its people are in.
    #[serde(default)]
    pub group: Option<String>,
    /// Share of the people, relative to the other departments.
    pub share: u32,
    /// Job titles of its people.
    #[schemars(extend("minItems" = 1))]
    pub titles: Vec<String>,
}

/// A group.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupPlan {
    /// Stable id.
    #[schemars(extend("pattern" = TENANT_ID))]
    pub id: String,
    /// Name for people.
    #[schemars(extend("pattern" = LINE))]
    pub name: String,
    /// Where it is kept; `scim` when left out.
    #[serde(default)]
    pub source: Option<String>,
    /// Ids of groups that it is nested in.
    #[serde(default)]
    pub parents: Vec<String>,
    /// Ids of roles that its members hold.
    #[serde(default)]
    pub roles: Vec<String>,
    /// `true` puts everybody in it.
    #[serde(default)]
    pub everyone: bool,
    /// Number of members to fill it up to, with people who are in no other filled group.
    #[serde(default)]
    pub people: u32,
    /// Names of the departments to fill it from; all when left out.
    #[serde(default)]
    pub departments: Vec<String>,
}

/// A role of the tenant.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RolePlan {
    /// Stable id; that of a preset makes the role from it.
    #[schemars(extend("pattern" = TENANT_ID))]
    pub id: String,
    /// Name for people; the preset's when left out.
    #[serde(default)]
    #[schemars(extend("pattern" = LINE))]
    pub name: Option<String>,
    /// What it is for; the preset's when left out.
    #[serde(default)]
    pub description: Option<String>,
    /// Ids of permissions that it grants, when it is made from no preset.
    #[serde(default)]
    pub permissions: Vec<String>,
    /// Ids of roles it contains, when it is made from no preset.
    #[serde(default)]
    pub includes: Vec<String>,
    /// Permissions that it grants on some objects only.
    #[serde(default)]
    pub limited: Vec<LimitPlan>,
}

/// Permissions that are granted on some objects only.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LimitPlan {
    /// Ids of the permissions.
    #[schemars(extend("minItems" = 1))]
    pub permissions: Vec<String>,
    /// Ids of the objects.
    #[schemars(extend("minItems" = 1))]
    pub objects: Vec<String>,
}

/// An object.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ObjectPlan {
    /// Stable id.
    #[schemars(extend("pattern" = TENANT_ID))]
    pub id: String,
    /// Id of its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Name for people.
    #[schemars(extend("pattern" = LINE))]
    pub name: String,
    /// Id of the person who created it.
    #[serde(default)]
    pub owner: Option<String>,
}

/// A licence and who has a seat.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LicencePlan {
    /// Id of the licence in `objects.toml`.
    pub id: String,
    /// Seats bought.
    pub seats: u32,
    /// Ids of roles whose holders have a seat; only people who have signed in.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Number of seats to give in all, filled up with others who have signed in.
    #[serde(default)]
    pub used: u32,
}

/// Somebody who is known by name.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonPlan {
    /// Name for people.
    #[schemars(extend("pattern" = LINE))]
    pub name: String,
    /// Stable id and login name; made of the name when left out, such as `marek.lindqvist`.
    #[serde(default)]
    #[schemars(extend("pattern" = TENANT_ID))]
    pub id: Option<String>,
    /// Job title.
    #[serde(default)]
    pub title: Option<String>,
    /// Name of the department.
    #[serde(default)]
    pub department: Option<String>,
    /// Name of the site.
    #[serde(default)]
    pub site: Option<String>,
    /// Id of the manager.
    #[serde(default)]
    pub manager: Option<String>,
    /// Ids of groups besides those of site and department.
    #[serde(default)]
    pub groups: Vec<String>,
    /// When the account was made.
    #[serde(default)]
    #[schemars(extend("pattern" = OFFSET))]
    pub created: Option<String>,
    /// Last sign-in.
    #[serde(default)]
    #[schemars(extend("pattern" = OFFSET))]
    pub last_sign_in: Option<String>,
}

/// A setting.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingPlan {
    /// Stable id.
    #[schemars(extend("pattern" = TENANT_ID))]
    pub id: String,
    /// Its value now.
    pub value: serde_json::Value,
    /// Its value in the baseline, when another.
    #[serde(default)]
    pub before: Option<serde_json::Value>,
}

/// Something that is wrong on purpose, and what has to be changed for it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlantedPlan {
    /// Ids of the checks that find it.
    #[schemars(extend("minItems" = 1))]
    pub checks: Vec<String>,
    /// What is wrong, one sentence.
    #[schemars(extend("pattern" = LINE))]
    pub about: String,
    /// Ids that one finding of each of these checks has to name.
    #[serde(default)]
    pub subjects: Vec<String>,
    /// `true` when it happened after the baseline was taken.
    #[serde(default)]
    pub recent: bool,
    /// Grants to add.
    #[serde(default)]
    pub grant: Vec<GrantPlan>,
    /// Permissions to take from a role.
    #[serde(default)]
    pub revoke: Vec<RevokePlan>,
    /// Roles to give to a person.
    #[serde(default)]
    pub assign: Vec<AssignPlan>,
    /// Memberships to add, or to end.
    #[serde(default)]
    pub join: Vec<JoinPlan>,
    /// Roles to add.
    #[serde(default)]
    pub role: Vec<RolePlan>,
    /// Ids of roles to remove with all that hangs on them.
    #[serde(default)]
    pub retire: Vec<String>,
    /// Ids of groups that nobody is put in.
    #[serde(default)]
    pub empty: Vec<String>,
    /// Objects to add.
    #[serde(default)]
    pub object: Vec<ObjectPlan>,
    /// What to change about people.
    #[serde(default)]
    pub person: Vec<PersonChange>,
    /// Permissions that the holders of a role last used long ago, or never.
    #[serde(default)]
    pub unused: Vec<UnusedPlan>,
    /// Seats to give to people who do not need them.
    #[serde(default)]
    pub seat: Vec<SeatPlan>,
}

/// A permission given to exactly one of `role`, `group` and `person`.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantPlan {
    /// Id of the permission.
    pub permission: String,
    /// Id of the role that gets it.
    #[serde(default)]
    pub role: Option<String>,
    /// Id of the group that gets it.
    #[serde(default)]
    pub group: Option<String>,
    /// Id of the person who gets it.
    #[serde(default)]
    pub person: Option<String>,
    /// Ids of the objects it is limited to.
    #[serde(default)]
    pub objects: Vec<String>,
    /// From when on.
    #[serde(default)]
    #[schemars(extend("pattern" = OFFSET))]
    pub since: Option<String>,
    /// Until when.
    #[serde(default)]
    #[schemars(extend("pattern" = OFFSET))]
    pub until: Option<String>,
    /// Last use by a person who gets it directly; never when left out.
    #[serde(default)]
    #[schemars(extend("pattern" = OFFSET))]
    pub used: Option<String>,
    /// Who put it there; `direct` when left out.
    #[serde(default)]
    pub source: Option<String>,
}

/// Permissions to take from a role.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RevokePlan {
    /// Id of the role.
    pub role: String,
    /// Ids of the permissions.
    #[schemars(extend("minItems" = 1))]
    pub permissions: Vec<String>,
}

/// A role given to a person.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignPlan {
    /// Id of the role.
    pub role: String,
    /// Id of the person.
    pub person: String,
    /// From when on.
    #[serde(default)]
    #[schemars(extend("pattern" = OFFSET))]
    pub since: Option<String>,
    /// Until when.
    #[serde(default)]
    #[schemars(extend("pattern" = OFFSET))]
    pub until: Option<String>,
}

/// A membership: of exactly one of `person` and `member`.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinPlan {
    /// Id of the group.
    pub group: String,
    /// Id of the person who is in it.
    #[serde(default)]
    pub person: Option<String>,
    /// Id of the group that is nested in it.
    #[serde(default)]
    pub member: Option<String>,
    /// From when on.
    #[serde(default)]
    #[schemars(extend("pattern" = OFFSET))]
    pub since: Option<String>,
    /// Until when; ends a membership that the base gives for ever.
    #[serde(default)]
    #[schemars(extend("pattern" = OFFSET))]
    pub until: Option<String>,
}

/// What to change about somebody.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonChange {
    /// Id of the person.
    pub id: String,
    /// `false` deactivates the account and leaves its access.
    #[serde(default)]
    pub active: Option<bool>,
    /// Whether a second factor is enrolled.
    #[serde(default)]
    pub mfa: Option<bool>,
    /// Last sign-in.
    #[serde(default)]
    #[schemars(extend("pattern" = OFFSET))]
    pub last_sign_in: Option<String>,
}

/// A permission that the holders of a role last used long ago, or never.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnusedPlan {
    /// Id of the role.
    pub role: String,
    /// Id of the permission.
    pub permission: String,
    /// Last use; never when left out.
    #[serde(default)]
    #[schemars(extend("pattern" = OFFSET))]
    pub used: Option<String>,
}

/// Seats for people who do not need them.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeatPlan {
    /// Id of the licence.
    pub licence: String,
    /// Ids of the people.
    #[schemars(extend("minItems" = 1))]
    pub people: Vec<String>,
}

/// Id and login name of somebody by name: `Chloé Marchetti` → `chloe.marchetti`.
#[must_use]
pub fn person_id(name: &str) -> String {
    let mut id = String::with_capacity(name.len());
    for c in name.chars() {
        match fold(c) {
            "" if c.is_ascii_alphanumeric() => id.push(c.to_ascii_lowercase()),
            "" if c.is_whitespace() && !id.ends_with('.') => id.push('.'),
            "" => {}
            plain => id.push_str(plain),
        }
    }
    id.trim_matches('.').to_owned()
}

/// The plain letters of an accented one; empty for all others.
fn fold(c: char) -> &'static str {
    match c {
        'á' | 'à' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' | 'Á' | 'Â' | 'Å' | 'Ą' => "a",
        'ä' | 'æ' | 'Ä' | 'Æ' => "ae",
        'ç' | 'ć' | 'č' | 'Ç' | 'Ć' | 'Č' => "c",
        'ď' | 'đ' | 'ð' | 'Đ' => "d",
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' | 'É' | 'È' | 'Ë' => "e",
        'ğ' => "g",
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' | 'İ' | 'Í' => "i",
        'ł' | 'Ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ó' | 'ò' | 'ô' | 'õ' | 'ő' | 'Ó' => "o",
        'ö' | 'ø' | 'œ' | 'Ö' | 'Ø' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' | 'Ś' | 'Š' | 'Ş' => "s",
        'ß' => "ss",
        'ť' | 'ț' => "t",
        'ú' | 'ù' | 'û' | 'ū' | 'ů' | 'ű' | 'Ú' => "u",
        'ü' | 'Ü' => "ue",
        'ý' | 'ÿ' | 'Ý' => "y",
        'ź' | 'ż' | 'ž' | 'Ź' | 'Ż' | 'Ž' => "z",
        _ => "",
    }
}

/// Minutes of an offset such as `-61d`, `+38m` or `+2h`; `None` when it is none.
#[must_use]
pub fn offset_minutes(text: &str) -> Option<i64> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("-", rest) => (-1, rest),
        ("+", rest) => (1, rest),
        _ => return None,
    };
    let (number, unit) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
    let factor = match unit {
        "m" => 1,
        "h" => 60,
        "d" => 24 * 60,
        _ => return None,
    };
    number.parse::<i64>().ok().filter(|n| (0..=99_999).contains(n)).map(|n| sign * n * factor)
}
