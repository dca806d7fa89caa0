//! Where somebody who left a tenant is named: in its snapshots, beside the ledger, and elsewhere.

use crate::convert::{count, counts, json};
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::ledger::random;
use crate::wire::KeptAbout;
use crate::{R, operation};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use steward_ledger::Pseudonym;
use steward_model::{ContentHash, Erased, Erasure, NameWords, Person, Snapshot};
use steward_store::{AuditNamed, Packed, StoreError, TenantRow, TenantSnapshotRow, WithheldRow};

/// Shorter words than this stand in too many texts that are about something else.
const SHORTEST: usize = 3;

/// Somebody, in all snapshots of a tenant.
#[derive(Debug, Default)]
struct Known {
    /// Every word by which they were named.
    words: BTreeSet<String>,
    /// Those of them that mean nobody and nothing else: names of several parts, and addresses.
    plain: BTreeSet<String>,
    /// Login names in lower case.
    logins: BTreeSet<String>,
    /// Their name, as the newest snapshot that holds them has it.
    name: Option<String>,
    /// Whether the newest snapshot holds them.
    present: bool,
}

impl Known {
    fn add(&mut self, word: &str) {
        let word = word.trim();
        if word.chars().count() < SHORTEST {
            return;
        }
        self.words.insert(word.to_owned());
        if word.contains(|c: char| c == '@' || c.is_whitespace()) {
            self.plain.insert(word.to_owned());
        }
    }
}

/// Those who fit, by id.
type Fits = BTreeMap<String, Known>;

fn look(fits: &mut Fits, snapshot: &Snapshot, wanted: &str, newest: bool) {
    for person in snapshot.people.iter().filter(|person| is(person, wanted)) {
        let Person { id, user_name, name, email, .. } = person;
        let known = fits.entry(id.clone()).or_default();
        let words = [Some(id), Some(user_name), Some(name), email.as_ref()].into_iter().flatten();
        words.for_each(|word| known.add(word));
        known.logins.insert(user_name.to_lowercase());
        if known.name.is_none() {
            known.name = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
        }
        known.present |= newest;
    }
}

/// Whether somebody is meant by an id, a login name, an address or a name.
fn is(person: &Person, wanted: &str) -> bool {
    let Person { id, user_name, name, email, .. } = person;
    id == wanted
        || [user_name, name].into_iter().chain(email).any(|word| word.to_lowercase() == wanted.to_lowercase())
}

/// What erasing somebody comes to, worked out before anything is written.
#[derive(Debug)]
pub(super) struct Traces {
    pub(super) erasure: Arc<Erasure>,
    /// What they are called; their id when they have no name.
    name: String,
    /// The pseudonym that they had already.
    known_as: Option<String>,
    /// Every word by which they were named.
    words: NameWords,
    /// The same one by one, with their id.
    pub(super) names: Vec<String>,
    /// The snapshots of the tenant that this was worked out from.
    seen: Vec<ContentHash>,
    /// Addresses of snapshots that name them, each with what takes its place.
    pub(super) snapshots: Vec<(ContentHash, Packed)>,
    /// Texts and references of the newest snapshot that name them.
    pub(super) mentions: u32,
}

/// What names somebody beside the snapshots.
#[derive(Debug)]
pub(super) struct Beside {
    pub(super) values: Vec<WithheldRow>,
    /// Key of each dismissal, and what it covers without them.
    pub(super) dismissals: Vec<(String, Option<String>)>,
    /// Ids of attempts.
    pub(super) attempts: Vec<i64>,
}

impl Desk {
    /// What is kept about somebody who is not in the tenant any more, named by id, login name, address or name: what
    /// [`Desk::forget`] reaches, and what it does not. Nothing is changed.
    ///
    /// # Errors
    /// When there is no such tenant, nobody or several have the name, they are still in the tenant, the workspace cannot
    /// be read, or the policies refuse.
    pub async fn kept_about(&self, tenant: &str, person: &str) -> R<KeptAbout> {
        let row = self.tenant(tenant).await?;
        self.allow(&operation::PERSON_KEPT, Some((&row).into())).await?;
        Ok(self.kept_about_inner(&row, person.trim()).await?)
    }

    async fn kept_about_inner(&self, row: &TenantRow, wanted: &str) -> Result<KeptAbout, DeskError> {
        let traces = self.traces(row, wanted).await?;
        let Beside { values, dismissals, attempts } = self.beside(row, &traces).await?;
        let AuditNamed { events, questions } = {
            let held = self.audit_trail().await?;
            self.store().named_in_audit(&held, &row.id, &traces.names).await?
        };
        Ok(KeptAbout {
            person: traces.erasure.id.clone(),
            name: traces.name.clone(),
            names: traces.names.iter().collect::<BTreeSet<_>>().into_iter().cloned().collect(),
            snapshots: count(traces.snapshots.len()),
            values: count(values.len()),
            dismissals: count(dismissals.len()),
            attempts: count(attempts.len()),
            events,
            questions,
            backups: count(self.store().copies().len()),
            mentions: traces.mentions,
            elsewhere: self.elsewhere(row, &traces).await?,
            left: self.left(&traces).await?,
        })
    }

    /// Looks for somebody in all snapshots of a tenant, and works out what these are without them.
    pub(super) async fn traces(&self, row: &TenantRow, wanted: &str) -> Result<Traces, DeskError> {
        let store = self.store();
        let rows = store.tenant_snapshots(&row.id).await?;
        let hashes = distinct(&rows);
        let mut fits = Fits::new();
        for (at, hash) in hashes.iter().enumerate() {
            let Some((hash, content)) = store.snapshot(hash).await? else { continue };
            let wanted = wanted.to_owned();
            fits = heavy(move || {
                look(&mut fits, &Packed::unpack(&hash, &content)?, &wanted, at == 0);
                Ok::<_, StoreError>(fits)
            })
            .await??;
        }
        let (id, mut known) = match one(fits, wanted) {
            // somebody whom only the tenant's log names
            Err(DeskError::NotFound { what, name, near }) => match self.logged(row, wanted).await? {
                Some((id, words)) => {
                    let mut known = Known::default();
                    words.iter().for_each(|word| known.add(word));
                    // a name has several parts where an id has one
                    known.name = words.into_iter().find(|word| word.contains(char::is_whitespace));
                    (id, known)
                }
                None => return Err(DeskError::NotFound { what, name, near }),
            },
            found => found?,
        };
        for word in known.words.clone() {
            // the log may know them by another id
            if let Ok(Some((id, more))) = self.logged(row, &word).await {
                known.add(&id);
                more.iter().for_each(|word| known.add(word));
            }
        }
        known.add(&id);
        let known_as = store.pseudonym_of(&row.id, &id).await?;
        let pseudonym = match &known_as {
            Some(known) => known.clone(),
            None => Pseudonym::from_random(random()?).0,
        };
        let Known { words, plain, logins, name, present: _ } = known;
        let name = name.unwrap_or_else(|| id.clone());
        let names = words.iter().chain([&id]).cloned().collect();
        let words = NameWords::new(words.iter().map(String::as_str));
        let plain = NameWords::new(plain.iter().map(String::as_str));
        let erasure = Arc::new(Erasure { id, pseudonym, logins, words: plain });
        let (mut snapshots, mut mentions) = (Vec::new(), 0);
        for (at, hash) in hashes.iter().enumerate() {
            let Some((now, content)) = store.snapshot(hash).await? else { continue };
            let erasure = erasure.clone();
            if let Some((packed, texts)) = heavy(move || without(&now, &content, &erasure)).await?? {
                snapshots.push((hash.clone(), packed));
                if at == 0 {
                    mentions = count(texts);
                }
            }
        }
        let seen = rows.into_iter().map(|row| row.hash).collect();
        Ok(Traces { erasure, name, known_as, words, names, seen, snapshots, mentions })
    }

    /// Whether what was worked out still fits: nobody read the tenant or named the person meanwhile.
    pub(super) async fn fits(&self, row: &TenantRow, traces: &Traces) -> Result<bool, DeskError> {
        let rows = self.store().tenant_snapshots(&row.id).await?;
        let known_as = self.store().pseudonym_of(&row.id, &traces.erasure.id).await?;
        Ok(rows.iter().map(|row| &row.hash).eq(&traces.seen) && known_as == traces.known_as)
    }

    /// What names somebody beside the snapshots.
    pub(super) async fn beside(&self, row: &TenantRow, traces: &Traces) -> Result<Beside, DeskError> {
        let (store, words) = (self.store(), &traces.words);
        let Erasure { id, pseudonym, .. } = traces.erasure.as_ref();
        // an id may be too short to be looked for in texts
        let plain = |word: &str| word.trim().to_lowercase();
        let is_id =
            |value: &str| serde_json::from_str::<String>(value).is_ok_and(|value| plain(&value) == plain(id));
        let values = (store.withheld().await?.into_iter())
            .filter(|row| in_json(words, &row.withheld.value) || is_id(&row.withheld.value))
            .collect();
        let mut dismissals = Vec::new();
        for row in store.dismissals(&row.id).await? {
            let covers = row.covers.as_deref();
            let without = covers.and_then(|covers| super::covered::without(covers, id, pseudonym));
            if without.is_some() || words.is_in(&row.reason) {
                dismissals.push((row.key, without.or(row.covers)));
            }
        }
        let attempts = (store.words_of_attempts(&row.id).await?.into_iter())
            .filter(|row| {
                let error = row.error.as_deref().is_some_and(|error| in_json(words, error));
                error || in_json(words, &row.problems)
            })
            .map(|row| row.id)
            .collect();
        Ok(Beside { values, dismissals, attempts })
    }

    /// Names of other tenants whose snapshots name them.
    pub(super) async fn elsewhere(&self, row: &TenantRow, traces: &Traces) -> Result<Vec<String>, DeskError> {
        let store = self.store();
        let mut list = Vec::new();
        for other in store.tenants().await?.into_iter().filter(|other| other.id != row.id) {
            for hash in distinct(&store.tenant_snapshots(&other.id).await?) {
                let Some((hash, content)) = store.snapshot(&hash).await? else { continue };
                let erasure = traces.erasure.clone();
                let named = heavy(move || {
                    let canonical = Packed::canonical(&hash, &content)?;
                    Ok::<_, StoreError>(erasure.words.is_in(&String::from_utf8_lossy(&canonical)))
                });
                if named.await?? {
                    list.push(other.name);
                    break;
                }
            }
        }
        Ok(list)
    }

    /// Places that name them and are not Steward's to change.
    pub(super) async fn left(&self, traces: &Traces) -> Result<Vec<String>, DeskError> {
        let (store, words) = (self.store(), &traces.erasure.words);
        let mut list = Vec::new();
        for tenant in store.tenants().await? {
            let TenantRow { name, address, source, pack, pack_hash, .. } = &tenant;
            if [name, address, source, pack].into_iter().any(|text| words.is_in(text)) {
                list.push(format!("the name or the connection of the tenant `{name}`"));
            }
            let Some(hash) = pack_hash else { continue };
            let files = store.pack(hash).await?.map(|pack| pack.files).unwrap_or_default();
            if files.values().any(|bytes| words.is_in(&String::from_utf8_lossy(bytes))) {
                list.push(format!("the pack of the tenant `{name}`"));
            }
        }
        if store.operators().await?.iter().any(|row| words.is_in(&row.name) || words.is_in(&row.os_user)) {
            list.push("an operator of the workspace".to_owned());
        }
        if store.policy_set().await?.is_some_and(|set| words.is_in(&set.text)) {
            list.push("the policies for operators".to_owned());
        }
        let before = store.entries_before(None, u32::MAX).await?;
        if before.iter().any(|row| words.is_in(&row.object) || words.is_in(&row.detail)) {
            list.push("the record from before the ledger, to which the ledger commits".to_owned());
        }
        Ok(list)
    }
}

/// Addresses of snapshots, each once, the newest first.
fn distinct(rows: &[TenantSnapshotRow]) -> Vec<ContentHash> {
    let mut seen = BTreeSet::new();
    rows.iter().map(|row| &row.hash).filter(|hash| seen.insert(*hash)).cloned().collect()
}

/// The one who is meant.
fn one(fits: Fits, wanted: &str) -> Result<(String, Known), DeskError> {
    if fits.len() > 1 {
        return Err(DeskError::Ambiguous {
            what: "people",
            name: wanted.to_owned(),
            count: fits.len(),
            candidates: fits.keys().take(8).map(|id| format!("`{id}`")).collect(),
        });
    }
    let Some((id, known)) = fits.into_iter().next() else {
        return Err(DeskError::NotFound { what: "person", name: wanted.to_owned(), near: Vec::new() });
    };
    if known.present {
        return Err(DeskError::BadInput {
            message: format!("`{wanted}` is still in the tenant"),
            meaning: "the next refresh would bring them back".to_owned(),
            hint: "remove them there and refresh the tenant first".to_owned(),
            details: Vec::new(),
        });
    }
    Ok((id, known))
}

/// A snapshot without somebody, packed, and how many texts outside of their own entry named them; nothing when it does
/// not name them.
fn without(
    hash: &ContentHash,
    content: &[u8],
    erasure: &Erasure,
) -> Result<Option<(Packed, usize)>, DeskError> {
    let before = Packed::unpack(hash, content)?;
    let Some(Erased { snapshot, texts }) = erasure.of(&before) else { return Ok(None) };
    let counted = counts(&snapshot);
    if counted != counts(&before) {
        return Err(DeskError::Internal(format!("snapshot {} would lose more than a name", hash.short())));
    }
    Ok(Some((Packed::new(&snapshot, json(&counted)?)?, texts)))
}

/// Whether a value that is kept as JSON holds any of the words.
fn in_json(words: &NameWords, kept: &str) -> bool {
    match serde_json::from_str(kept) {
        Ok(value) => words.is_in_json(&value),
        Err(_) => words.is_in(kept),
    }
}
