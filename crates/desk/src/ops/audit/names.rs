//! Who and what the ids of the trail stand for, as far as the present operator may see it.

use super::words;
use crate::cache::Opened;
use crate::convert::item;
use crate::desk::Desk;
use crate::door::{Asker, Of};
use crate::error::DeskError;
use crate::operation;
use crate::wire::{AuditObject, AuditParty, AuditPartyKind, Item};
use std::collections::HashMap;
use std::sync::Arc;
use steward_access::Station;
use steward_audit::{Column, Party, Thing, is_person};
use steward_model::{PersonIx, Snapshot};
use steward_store::{LogRow, TenantRow};

/// What is known of somebody.
#[derive(Clone, Debug, Default)]
pub(super) struct Somebody {
    pub(super) name: Option<String>,
    pub(super) item: Option<Item>,
    pub(super) forgotten: bool,
    pub(super) operator: bool,
}

/// Everything that names are taken from. Made for one answer: what is forgotten meanwhile is gone in the
/// next.
pub(super) struct Names<'d> {
    pub(super) desk: &'d Desk,
    asker: Asker,
    sees_operators: bool,
    /// Whether nobody is named, whatever this operator may see.
    withheld: bool,
    pub(super) operators: HashMap<String, String>,
    pub(super) tenants: HashMap<String, TenantRow>,
    pub(super) logs: Vec<LogRow>,
    /// Of which tenants this operator may see people, by id.
    sees: HashMap<String, bool>,
    opened: HashMap<String, Option<Arc<Opened>>>,
    /// By pseudonym.
    known: HashMap<String, Somebody>,
    /// By tenant and identifier.
    pseudonyms: HashMap<(String, String), Option<String>>,
    /// What events call ids that nothing else names.
    pub(super) told: HashMap<String, String>,
    pub(super) seals: super::seals::Seals,
    /// Id of the tenant that is asked about.
    pub(super) within: Option<String>,
}

impl<'d> Names<'d> {
    pub(super) async fn of(desk: &'d Desk) -> Result<Self, DeskError> {
        let store = desk.store();
        let asker = desk.asker().await?;
        let sees_operators = desk.verdict(&asker, &asker.roles, &operation::WORKSPACE_READ, None)?.allowed;
        let operators = desk.operator_names().await?;
        let tenants = store.tenants().await?.into_iter().map(|row| (row.id.clone(), row)).collect();
        Ok(Self {
            desk,
            asker,
            sees_operators,
            withheld: false,
            operators,
            tenants,
            logs: store.ledger_logs().await?,
            sees: HashMap::new(),
            opened: HashMap::new(),
            known: HashMap::new(),
            pseudonyms: HashMap::new(),
            told: HashMap::new(),
            seals: super::seals::Seals::default(),
            within: None,
        })
    }

    /// The same for whoever may see nobody: ids and pseudonyms alone.
    pub(super) fn withheld(mut self) -> Self {
        self.withheld = true;
        self.sees_operators = false;
        self.known.clear();
        self.told.clear();
        self
    }

    /// Whether this operator may see who the people of a tenant are.
    pub(super) fn sees(&mut self, tenant: &str) -> Result<bool, DeskError> {
        if self.withheld {
            return Ok(false);
        }
        if let Some(known) = self.sees.get(tenant) {
            return Ok(*known);
        }
        let of = match self.tenants.get(tenant) {
            Some(row) => Of::from(row),
            None => Of { id: tenant, name: "", environment: "live", new: false },
        };
        let verdict =
            self.desk.verdict(&self.asker, &self.asker.roles, &operation::ACCESS_DETAIL, Some(of))?;
        self.sees.insert(tenant.to_owned(), verdict.allowed);
        Ok(verdict.allowed)
    }

    /// Ids of the tenants whose people this operator may not see.
    pub(super) fn unseen(&mut self) -> Result<Vec<String>, DeskError> {
        let tenants: Vec<String> = self.tenants.keys().cloned().collect();
        let mut unseen = Vec::new();
        for tenant in tenants {
            if !self.sees(&tenant)? {
                unseen.push(tenant);
            }
        }
        Ok(unseen)
    }

    /// Whether this operator may see the names of operators.
    pub(super) const fn sees_operators(&self) -> bool {
        self.sees_operators
    }

    /// A tenant as it was last read; nothing when it is not in the workspace or was never read.
    pub(super) async fn opened(&mut self, tenant: &str) -> Option<Arc<Opened>> {
        if let Some(known) = self.opened.get(tenant) {
            return known.clone();
        }
        let opened = match self.tenants.get(tenant) {
            Some(row) => self.desk.opened(row.clone()).await.ok().map(Arc::new),
            None => None,
        };
        self.opened.insert(tenant.to_owned(), opened.clone());
        opened
    }

    /// Whether a word is what the workspace itself calls somebody: an operator's id, or a pseudonym.
    pub(super) fn is_own_id(&self, word: &str) -> bool {
        self.operators.contains_key(word) || is_pseudonym(word)
    }

    /// Its name in the workspace, or its id.
    pub(super) fn tenant(&self, id: &str) -> String {
        self.tenants.get(id).map_or_else(|| id.to_owned(), |row| row.name.clone())
    }

    /// Whom an operator's id or a pseudonym stands for.
    pub(super) async fn somebody(&mut self, id: &str) -> Result<Somebody, DeskError> {
        if let Some(name) = self.operators.get(id) {
            let name = self.sees_operators.then(|| name.clone());
            return Ok(Somebody { name, operator: true, ..Somebody::default() });
        }
        if let Some(known) = self.known.get(id) {
            return Ok(known.clone());
        }
        let found = match self.desk.store().person_of(id).await? {
            Some((tenant, subject)) => self.subject(&tenant, &subject, None).await?,
            None => Somebody { forgotten: is_pseudonym(id), ..Somebody::default() },
        };
        self.known.insert(id.to_owned(), found.clone());
        Ok(found)
    }

    /// Somebody whom a tenant knows by an identifier, with the name that was told beside it.
    async fn subject(
        &mut self,
        tenant: &str,
        subject: &str,
        told: Option<&str>,
    ) -> Result<Somebody, DeskError> {
        if !self.sees(tenant)? {
            return Ok(Somebody::default());
        }
        let item = self.opened(tenant).await.and_then(|opened| person(opened.snapshot(), subject));
        let name = item.as_ref().map(|item| item.name.as_str()).or(told).unwrap_or(subject);
        Ok(Somebody { name: Some(name.to_owned()), item, ..Somebody::default() })
    }

    /// What stands for an identifier of a tenant's log; the identifier itself when nothing does.
    pub(super) async fn pseudonym(&mut self, tenant: &str, identifier: &str) -> Result<String, DeskError> {
        let key = (tenant.to_owned(), identifier.to_owned());
        let known = match self.pseudonyms.get(&key) {
            Some(known) => known.clone(),
            None => {
                let found = self.desk.store().pseudonyms_by_id(tenant, &[identifier.to_owned()]).await?;
                let found = found.into_values().next();
                self.pseudonyms.insert(key, found.clone());
                found
            }
        };
        Ok(known.unwrap_or_else(|| identifier.to_owned()))
    }

    /// Looks up what stands for these identifiers of a tenant, all at once.
    pub(super) async fn look_up(&mut self, tenant: &str, identifiers: Vec<String>) -> Result<(), DeskError> {
        let found = self.desk.store().pseudonyms_by_id(tenant, &identifiers).await?;
        for identifier in identifiers {
            let pseudonym = found.get(&identifier).cloned();
            self.pseudonyms.insert((tenant.to_owned(), identifier), pseudonym);
        }
        Ok(())
    }

    /// Somebody who acts, named by an operator's id or a pseudonym.
    pub(super) async fn party(&mut self, id: &str) -> Result<AuditParty, DeskError> {
        Ok(party(id.to_owned(), self.somebody(id).await?))
    }

    /// Somebody who acts in a tenant's log. What was erased is a pseudonym already.
    pub(super) async fn event_party(
        &mut self,
        tenant: &str,
        acts: &Party,
        erased: bool,
    ) -> Result<AuditParty, DeskError> {
        if erased {
            let nobody = Somebody { forgotten: true, ..Somebody::default() };
            return Ok(party(acts.id.clone(), nobody));
        }
        let id = self.pseudonym(tenant, &acts.id).await?;
        Ok(party(id, self.subject(tenant, &acts.id, acts.name.as_deref()).await?))
    }

    /// What an event of a tenant's log was done to.
    pub(super) async fn event_object(
        &mut self,
        tenant: &str,
        thing: &Thing,
        erased: bool,
    ) -> Result<AuditObject, DeskError> {
        let kind = thing.kind.clone().unwrap_or_default();
        if !is_person(thing.kind.as_deref()) {
            // what is no person may be called by somebody's name all the same
            let id = self.pseudonym(tenant, &thing.id).await?;
            let object = self.object(Some(tenant), &kind.to_lowercase(), &thing.id).await?;
            let name = if self.sees(tenant)? { thing.name.clone().or(object.name) } else { None };
            return Ok(AuditObject { kind, id, name, ..object });
        }
        let acts = Party { id: thing.id.clone(), name: thing.name.clone() };
        let AuditParty { id, name, kind: _, forgotten, item } =
            self.event_party(tenant, &acts, erased).await?;
        Ok(AuditObject { kind, id, name, forgotten, item })
    }

    /// What an entry of Steward was about.
    pub(super) async fn object(
        &mut self,
        tenant: Option<&str>,
        kind: &str,
        id: &str,
    ) -> Result<AuditObject, DeskError> {
        let plain = |name: Option<String>, item: Option<Item>| AuditObject {
            kind: kind.to_owned(),
            id: id.to_owned(),
            name,
            forgotten: false,
            item,
        };
        match (kind, tenant) {
            ("person" | "operator", _) => {
                let Somebody { name, item, forgotten, operator: _ } = self.somebody(id).await?;
                Ok(AuditObject { forgotten, ..plain(name, item) })
            }
            ("role" | "group" | "permission" | "object", Some(tenant)) if self.sees(tenant)? => {
                let opened = self.opened(tenant).await;
                let item = opened.and_then(|opened| thing(opened.snapshot(), kind, id));
                Ok(plain(item.as_ref().map(|item| item.name.clone()), item))
            }
            ("tenant", Some(tenant)) => {
                Ok(plain(self.tenants.get(tenant).map(|row| row.display_name.clone()), None))
            }
            _ => Ok(plain(None, None)),
        }
    }

    /// What was done by a tenant's log: the name of the permission when it is one, else the log's own word.
    pub(super) async fn deed(&mut self, tenant: &str, action: &str) -> String {
        let name = self.opened(tenant).await.and_then(|opened| {
            let snapshot = opened.snapshot();
            let permission = snapshot.find_permission(action)?;
            snapshot.permission(permission).map(|permission| permission.name.clone())
        });
        name.unwrap_or_else(|| action.to_owned())
    }

    /// A word of a column, as people know it.
    pub(super) async fn label(&mut self, column: Column, word: &str) -> Result<String, DeskError> {
        let stands = matches!(column, Column::Who | Column::Object | Column::Tenant);
        if column == Column::Operation
            && words::operation(word).is_none()
            && let Some(tenant) = self.within.clone()
            && !word.is_empty()
        {
            return Ok(self.deed(&tenant, word).await);
        }
        if word.is_empty() || word.contains('*') || !stands {
            return Ok(words::label(column, word));
        }
        if column == Column::Tenant {
            return Ok(self.tenant(word));
        }
        let Somebody { name, item, forgotten, operator } = self.somebody(word).await?;
        if (item.is_some() || operator)
            && let Some(name) = name
        {
            return Ok(name);
        }
        let told = self.told.get(word).cloned().or(name);
        Ok(told.unwrap_or_else(|| if forgotten { "Forgotten person".to_owned() } else { word.to_owned() }))
    }
}

fn party(id: String, somebody: Somebody) -> AuditParty {
    let Somebody { name, item, forgotten, operator } = somebody;
    let kind = match operator || item.is_some() || forgotten {
        true => AuditPartyKind::Person,
        false => AuditPartyKind::Unknown,
    };
    AuditParty { id, name, kind, forgotten, item }
}

/// Whether a text has the form of a pseudonym: 16 random bytes.
fn is_pseudonym(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The person of an id, a login name or an address.
pub(super) fn person(snapshot: &Snapshot, wanted: &str) -> Option<Item> {
    let same = |name: &str| name.eq_ignore_ascii_case(wanted);
    let by_name = || {
        let mut people = snapshot.people.iter();
        people.position(|x| same(&x.user_name) || x.email.as_deref().is_some_and(same)).map(PersonIx::from)
    };
    let at = snapshot.find_person(wanted).or_else(by_name)?;
    Some(item(snapshot, Station::Person(at)))
}

/// The role, group, permission or object of an id.
fn thing(snapshot: &Snapshot, kind: &str, id: &str) -> Option<Item> {
    let station = match kind {
        "role" => Station::Role(snapshot.find_role(id)?),
        "group" => Station::Group(snapshot.find_group(id)?),
        "permission" => Station::Permission(snapshot.find_permission(id)?),
        _ => Station::Object(snapshot.find_object(id)?),
    };
    Some(item(snapshot, station))
}

#[cfg(test)]
mod tests {
    use super::is_pseudonym;

    #[test]
    fn a_pseudonym_is_told_from_an_id() {
        assert!(is_pseudonym(&"0a".repeat(16)));
        for other in ["", "ines", "op-12ab", &"0A".repeat(16), &"0a".repeat(15)] {
            assert!(!is_pseudonym(other), "{other}");
        }
    }
}
