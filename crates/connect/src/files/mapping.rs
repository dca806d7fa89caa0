//! Which column of a table is what, and how that is guessed from its header.

use super::cells::Mark;
use super::log::shown;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Which column of a CSV file is what: names from its header, compared without regard to case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Mapping {
    /// Person id or login name.
    pub person: Option<String>,
    /// Name for people.
    pub person_name: Option<String>,
    /// E-mail address; also the id when no column is the person.
    pub email: Option<String>,
    /// Department.
    pub department: Option<String>,
    /// Job title.
    pub title: Option<String>,
    /// Whether the account is active.
    pub active: Option<String>,
    /// Group.
    pub group: Option<String>,
    /// Role.
    pub role: Option<String>,
    /// Permission. In a matrix, the column whose rows are permissions; the other columns are then holders.
    pub permission: Option<String>,
    /// Object to which the permission is limited.
    pub object: Option<String>,
    /// Begin.
    pub since: Option<String>,
    /// End.
    pub until: Option<String>,
    /// Last use of the permission.
    pub last_used: Option<String>,
    /// What stands between two cells; found out when left out.
    pub delimiter: Option<char>,
    /// The columns after the person, group or role are permissions and the cells are yes or no.
    pub matrix: bool,
}

/// A field of a [`Mapping`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Field {
    Person,
    PersonName,
    Email,
    Department,
    Title,
    Active,
    Group,
    Role,
    Permission,
    Object,
    Since,
    Until,
    LastUsed,
}

impl Field {
    pub const ALL: [Self; 13] = [
        Self::Person,
        Self::PersonName,
        Self::Email,
        Self::Department,
        Self::Title,
        Self::Active,
        Self::Group,
        Self::Role,
        Self::Permission,
        Self::Object,
        Self::Since,
        Self::Until,
        Self::LastUsed,
    ];

    /// Whether it is one of the two ends of what a row says.
    pub fn is_end(self) -> bool {
        matches!(self, Self::Person | Self::Email | Self::Group | Self::Role | Self::Permission)
    }

    /// The name of the field in words of the mapping.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::PersonName => "personName",
            Self::Email => "email",
            Self::Department => "department",
            Self::Title => "title",
            Self::Active => "active",
            Self::Group => "group",
            Self::Role => "role",
            Self::Permission => "permission",
            Self::Object => "object",
            Self::Since => "since",
            Self::Until => "until",
            Self::LastUsed => "lastUsed",
        }
    }

    /// Headers that mean this field, in small letters and without anything but letters and digits; the likeliest
    /// first.
    fn synonyms(self) -> &'static [&'static str] {
        match self {
            Self::Person => &[
                "person",
                "personid",
                "userid",
                "user",
                "username",
                "login",
                "loginname",
                "account",
                "accountname",
                "accountid",
                "samaccountname",
                "userprincipalname",
                "upn",
                "employeeid",
                "employee",
                "uid",
                "identity",
                "principal",
                "subject",
                "member",
                "memberid",
                "employeenumber",
                "benutzer",
                "benutzername",
                "benutzerid",
                "benutzerkennung",
                "anmeldename",
                "mitarbeiter",
                "personalnummer",
                "konto",
                "usuario",
                "nombredeusuario",
                "cuenta",
                "empleado",
                "utilisateur",
                "nomdutilisateur",
                "identifiant",
                "compte",
            ],
            Self::PersonName => &[
                "personname",
                "displayname",
                "fullname",
                "name",
                "userdisplayname",
                "userfullname",
                "employeename",
                "membername",
                "anzeigename",
                "nombre",
                "nom",
            ],
            Self::Email => &["email", "mail", "emailaddress", "useremail", "workemail"],
            Self::Department => &[
                "department",
                "dept",
                "division",
                "team",
                "orgunit",
                "costcenter",
                "costcentre",
                "abteilung",
                "departamento",
                "département",
            ],
            Self::Title => &["title", "jobtitle", "position", "function"],
            Self::Active => &["active", "enabled", "isactive", "accountenabled", "status", "accountstatus"],
            Self::Group => &[
                "group",
                "groupid",
                "groupname",
                "groups",
                "usergroup",
                "gruppe",
                "gruppen",
                "gruppenname",
                "grupo",
                "grupos",
                "groupe",
                "groupes",
            ],
            Self::Role => &[
                "role",
                "roleid",
                "rolename",
                "roles",
                "profile",
                "assignedrole",
                "applicationrole",
                "approle",
                "roledefinition",
                "roledefinitionname",
                "rolle",
                "rollen",
                "rollenname",
                "rol",
                "perfil",
                "rôle",
                "rôles",
                "profil",
            ],
            Self::Permission => &[
                "permission",
                "permissionid",
                "permissionname",
                "entitlement",
                "entitlementid",
                "privilege",
                "right",
                "accessright",
                "permissions",
                "scope",
                "entitlementname",
                "access",
                "policy",
                "policyname",
                "berechtigung",
                "berechtigungen",
                "recht",
                "rechte",
                "permiso",
                "permisos",
                "privilegio",
                "droit",
                "droits",
                "autorisation",
                "habilitation",
            ],
            Self::Object => &["object", "objectid", "resource", "resourceid", "target"],
            Self::Since => &[
                "since",
                "from",
                "start",
                "startdate",
                "validfrom",
                "grantedat",
                "granted",
                "assignedat",
                "assignedon",
                "begin",
            ],
            Self::Until => &[
                "until",
                "to",
                "end",
                "enddate",
                "validto",
                "validuntil",
                "expires",
                "expiry",
                "expiration",
                "expiresat",
                "expirydate",
            ],
            Self::LastUsed => &["lastused", "lastuse", "lastusedat", "lastaccess", "lastaccessed"],
        }
    }
}

impl Mapping {
    pub(super) fn get(&self, field: Field) -> Option<&str> {
        let column = match field {
            Field::Person => &self.person,
            Field::PersonName => &self.person_name,
            Field::Email => &self.email,
            Field::Department => &self.department,
            Field::Title => &self.title,
            Field::Active => &self.active,
            Field::Group => &self.group,
            Field::Role => &self.role,
            Field::Permission => &self.permission,
            Field::Object => &self.object,
            Field::Since => &self.since,
            Field::Until => &self.until,
            Field::LastUsed => &self.last_used,
        };
        column.as_deref().filter(|x| !x.trim().is_empty())
    }

    fn set(&mut self, field: Field, column: String) {
        let place = match field {
            Field::Person => &mut self.person,
            Field::PersonName => &mut self.person_name,
            Field::Email => &mut self.email,
            Field::Department => &mut self.department,
            Field::Title => &mut self.title,
            Field::Active => &mut self.active,
            Field::Group => &mut self.group,
            Field::Role => &mut self.role,
            Field::Permission => &mut self.permission,
            Field::Object => &mut self.object,
            Field::Since => &mut self.since,
            Field::Until => &mut self.until,
            Field::LastUsed => &mut self.last_used,
        };
        *place = Some(column);
    }

    /// Whether no column is named at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        Field::ALL.iter().all(|x| self.get(*x).is_none())
    }
}

/// What kind of rows a matrix turned over has in its columns: its corner cell says so, as in `permission \ role`.
pub(super) fn corner(header: &str) -> Option<Field> {
    let (left, right) = header.split_once('\\')?;
    if field_of(left) != Some(Field::Permission) {
        return None;
    }
    match right.trim().to_lowercase().as_str() {
        "group" | "groups" => Some(Field::Group),
        "role" | "roles" => Some(Field::Role),
        _ => Some(Field::Person),
    }
}

/// Letters and digits of a header; of a longer one than any that is known, the beginning.
fn plain(header: &str) -> String {
    const LONGEST: usize = 40;
    let start = header.chars().take(8 * LONGEST).filter(|c| c.is_alphanumeric()).take(LONGEST);
    start.collect::<String>().to_lowercase()
}

/// The field that a header means.
pub(super) fn field_of(header: &str) -> Option<Field> {
    let header = plain(header);
    Field::ALL.into_iter().find(|x| x.synonyms().contains(&header.as_str()))
}

/// `'person=Login,permission=Right'` with the columns that a header has, where it has two that may be meant.
pub(super) fn example(header: &[String]) -> Option<String> {
    let of = |field: Field| header.iter().find(|column| field_of(column) == Some(field));
    let person = of(Field::Person).or_else(|| of(Field::Email));
    let permission = of(Field::Permission);
    let mut free = header.iter().filter(|column| field_of(column).is_none());
    let person = person.or_else(|| free.next())?;
    let permission = permission.or_else(|| free.next())?;
    let mapping = format!("person={},permission={}", shown(person), shown(permission));
    Some(if mapping.contains('\'') { format!("\"{mapping}\"") } else { format!("'{mapping}'") })
}

/// A mapping that fits the header and the first rows; `None` when no column can be told to be a person, a group, a
/// role or a permission.
#[must_use]
pub fn suggest(header: &[String], sample: &[Vec<String>]) -> Option<Mapping> {
    let mut mapping = Mapping::default();
    let mut columns: HashMap<String, &String> = HashMap::new();
    for column in header {
        columns.entry(plain(column)).or_insert(column);
    }
    // in a matrix, `policy` over yes and no is a permission itself
    let is_one = |column: &str| {
        field_of(column) == Some(Field::Permission)
            && header.iter().position(|x| x == column).is_some_and(|at| says_yes_or_no(sample, at))
    };
    for field in Field::ALL {
        let named = field.synonyms().iter().find_map(|word| columns.get(*word));
        if let Some(column) = named.filter(|column| !is_one(column)) {
            mapping.set(field, (*column).clone());
        }
    }
    let first = header.first()?;
    if corner(first).is_some() {
        return Some(Mapping { permission: Some(first.clone()), matrix: true, ..Mapping::default() });
    }
    let marks = header.iter().enumerate().filter(|(at, column)| {
        !column.trim().is_empty() && (field_of(column).is_none() || is_one(column)) && is_marks(sample, *at)
    });
    let marks = marks.count();
    let holder = mapping.person.is_some()
        || mapping.email.is_some()
        || mapping.group.is_some()
        || mapping.role.is_some();
    if mapping.permission.is_none() && marks > 0 && (holder || mapping.person_name.is_some()) {
        if !holder {
            mapping.person = mapping.person_name.take();
        }
        mapping.matrix = true;
        return Some(mapping);
    }
    if mapping.permission.is_some() && !holder && marks > 0 {
        return Some(Mapping { permission: mapping.permission, matrix: true, ..Mapping::default() });
    }
    let edges = [&mapping.group, &mapping.role, &mapping.permission].into_iter().flatten().count();
    if mapping.person.is_none() && mapping.email.is_none() && edges == 1 {
        mapping.person = mapping.person_name.take();
    }
    let people = usize::from(mapping.person.is_some() || mapping.email.is_some());
    (people + edges >= 2).then_some(mapping)
}

/// Whether all cells of a column are a yes or a no, and not only numbers.
fn says_yes_or_no(sample: &[Vec<String>], column: usize) -> bool {
    let cells = sample.iter().filter_map(|row| row.get(column)).map(|x| x.trim());
    let cells: Vec<&str> = cells.filter(|x| !x.is_empty()).collect();
    cells.iter().all(|x| Mark::parse(x).is_some())
        && cells.iter().any(|x| !x.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether the cells of a column are mostly a yes or a no.
pub(super) fn is_marks(sample: &[Vec<String>], column: usize) -> bool {
    let cells = sample.iter().filter_map(|row| row.get(column)).filter(|x| !x.trim().is_empty());
    let (all, marks) = cells.fold((0usize, 0usize), |(all, marks), cell| {
        (all + 1, marks + usize::from(Mark::parse(cell).is_some()))
    });
    marks * 2 >= all
}
