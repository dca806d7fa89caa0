//! Making a bundle of evidence: entries and events of tenants' own logs that answer a question, proved by one checkpoint
//! of a log. An event is proved by the entry that seals its batch, which is in the bundle too.
//!
//! The state that a bundle speaks of is that checkpoint: the earliest that covers all of these entries, made now
//! when there is none; or the newest up to a moment or a number of entries that was given. It stays the same however far
//! the log grows, so the same question gives the same bytes until another entry answers it, a key takes over, a person
//! is erased or a tenant takes another pack. The entry about the bundle is made after the state was read.

use crate::convert::moment;
use crate::desk::{Desk, heavy};
use crate::door::Act;
use crate::error::DeskError;
use crate::ledger::{Recorder, narrow, set};
use crate::ops::audit::{Answers, Places, Told};
use crate::ops::controls::known_control;
use crate::wire::{AuditQuestion, ErrorCode, EvidenceDone, EvidenceRequest, WireError};
use crate::{R, operation, policy};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use steward_evidence::{
    ControlQuestion, CreateError, Disclosed, EventPlace, Opening, PackVersion, Parts, Place, Proved,
    ProvedEvent, Question, create,
};
use steward_ledger::{Checkpoint, Entry, Hash, SignerKey, Tree, TrustedKey, VerifierKey};
use steward_store::{CheckpointOf, LogRow, SealedValue, Withheld, WithheldRow};

/// What follows the place of a value in the path under which the workspace keeps it.
const KEPT: &str = "/withheld";

/// The entries that answer and those that seal events which do, and the checkpoint that proves them.
struct Answer {
    log: LogRow,
    /// Numbers of those that the checkpoint covers.
    numbers: BTreeSet<u64>,
    size: u64,
    checkpoint: String,
    /// Who signs the manifest.
    signer: Option<SignerKey>,
}

impl Desk {
    /// Writes a bundle of evidence for a question, which verifies without Steward. One that discloses personal values
    /// is another operation, for which leave is asked apart.
    ///
    /// # Errors
    /// When the question cannot be read, nothing answers it or entries of several logs do, the key is needed and not at
    /// hand, the ledger does not hold, the file cannot be written, or the policies refuse.
    pub async fn evidence_create(&self, request: EvidenceRequest) -> R<EvidenceDone> {
        let operation =
            if request.disclose { &operation::EVIDENCE_DISCLOSE } else { &operation::EVIDENCE_CREATE };
        let act = self.allow(operation, None).await?;
        let result = self.evidence_inner(&act, &request).await;
        act.settle(result).await
    }

    async fn evidence_inner(&self, act: &Act, request: &EvidenceRequest) -> Result<EvidenceDone, DeskError> {
        let control = request.control.as_deref().map(known_control).transpose()?;
        let AuditQuestion { tenant, text } = &request.question;
        let terms = [control.map_or("", |known| known.question.as_str()), text.trim()];
        let wanted = AuditQuestion { tenant: tenant.clone(), text: terms.join(" ").trim().to_owned() };
        // what is not disclosed is not looked into either: that an entry is in the bundle would tell what it withholds
        let Answers { question, places, events } = self.ledger_answers(&wanted, request.disclose).await?;
        let needed = with_seals(&places, &events)?;
        let kept = self.store().withheld().await?;
        let disclosable: &[WithheldRow] = if request.disclose { kept.as_slice() } else { &[] };
        let answer = self.evidence_answer(needed, request).await?;
        let log = answer.log.id;
        let answering = places.get(&log).cloned().unwrap_or_default();
        let found = events.len();
        let events = placed(events, (log, answer.size), request.disclose)?;
        let (in_time, told) = (answering.range(..answer.size).count(), events.len());
        let left_out = answering.len() - in_time;
        let supporting: BTreeSet<u64> = answer.numbers.difference(&answering).copied().collect();
        let asked = Question {
            text: question.to_string(),
            query: serde_json::to_value(&question).map_err(|error| DeskError::Internal(error.to_string()))?,
            control: control.map(ControlQuestion::control),
        };
        let text = asked.text.clone();
        let parts = self.evidence_parts(&answer, asked, &kept, disclosable).await?;
        let parts = Parts { events, supporting, ..parts };
        let key = signed_by(&parts).ok_or_else(broken)?;
        let opened = parts.events.iter().flat_map(|event| event.values.values()).flatten().count();
        let (supporting, disclosed) = (parts.supporting.len(), parts.disclosed.len() + opened);
        let signer = answer.signer;
        let made = heavy(move || {
            let bytes = create(&parts, signer.as_ref())?;
            let sha256 = hex::encode(Sha256::digest(&bytes));
            Ok::<_, CreateError>((bytes, sha256))
        });
        let (bytes, sha256) = made.await?.map_err(not_made)?;
        act.about("bundle", &sha256);
        let mut changes = vec![
            set("log", &answer.log.name),
            set("treeSize", answer.size),
            set("entries", in_time),
            set("supporting", supporting),
            set("events", told),
            set("disclosed", disclosed),
        ];
        changes.extend(control.map(|known| set("control", &known.id)));
        let file = act.hand_out_one(&request.out, bytes, &changes).await?;
        // what was asked may name people, so it is kept as reasons are
        let write = act.write().await?;
        act.commit_because(write, &text, changes).await?;
        Ok(EvidenceDone {
            file,
            sha256,
            entries: crate::convert::count(in_time),
            supporting: crate::convert::count(supporting),
            events: crate::convert::count(told),
            left_out: crate::convert::count(left_out),
            events_left_out: crate::convert::count(found - told),
            tree_size: narrow(answer.size),
            key: key.to_string(),
            disclosed: disclosed > 0,
        })
    }

    /// The log whose entries answer, and the checkpoint that proves them; signed now when that is needed.
    async fn evidence_answer(&self, answers: Places, request: &EvidenceRequest) -> Result<Answer, DeskError> {
        let (log, all) = self.evidence_log(answers, request.log.as_deref()).await?;
        let last = all.last().copied().unwrap_or_default();
        let recorder = self.evidence_recorder().await?;
        let away = match recorder.log.id == log.id {
            true => recorder.away.clone().map(|why| (why, "unlock the keyring, or give a passphrase")),
            false => Some((
                "the key is kept by the operator whose log it is".to_owned(),
                "let that operator make the bundle",
            )),
        };
        let found = match &request.at {
            Some(at) => Some(self.checkpoint_at(&log, at).await?),
            None => self.store().checkpoint_of(log.id, CheckpointOf::Entry(last)).await?,
        };
        let found = match (found, &away) {
            (Some(found), None) => found,
            (Some(found), Some(_)) if !request.sign => found,
            (None, None) => {
                self.store().checkpoint(&recorder.device).await?;
                self.remember_checkpoint(&log, false).await;
                let made = self.store().checkpoint_of(log.id, CheckpointOf::Entry(last)).await?;
                made.ok_or_else(broken)?
            }
            (found, Some((why, remedy))) => {
                let newest = match found {
                    Some(found) => Some(found),
                    None => self.store().newest_checkpoint(log.id).await?,
                };
                let size = newest.map_or(0, |(size, _)| size);
                return Err(no_key(&log, (&all, size), why, remedy));
            }
        };
        let (size, checkpoint) = found;
        let numbers: BTreeSet<u64> = all.range(..size).copied().collect();
        if numbers.is_empty() {
            let message = format!("no entry that answers is among the first {size} of `{}`", log.name);
            return Err(DeskError::input(message, "ask as of a later moment, or leave the moment out"));
        }
        let signer = match request.sign {
            true => recorder.device.signer().cloned(),
            false => None,
        };
        // keys may have changed since the question was asked
        let log = self.store().ledger_logs().await?.into_iter().find(|row| row.id == log.id).unwrap_or(log);
        Ok(Answer { log, numbers, size, checkpoint, signer })
    }

    /// The one log whose entries answer, or the one that was named.
    async fn evidence_log(
        &self,
        mut answers: Places,
        wanted: Option<&str>,
    ) -> Result<(LogRow, BTreeSet<u64>), DeskError> {
        let logs = self.store().ledger_logs().await?;
        let log = match wanted {
            Some(name) => {
                let log = logs.iter().find(|log| log.name == name.trim());
                Some(log.ok_or_else(|| DeskError::NotFound {
                    what: "log",
                    name: name.to_owned(),
                    near: logs.iter().map(|log| format!("`{}`", log.name)).collect(),
                })?)
            }
            None if answers.len() > 1 => return Err(several(&logs, &answers)),
            None => logs.iter().find(|log| answers.contains_key(&log.id)),
        };
        log.and_then(|log| Some((log.clone(), answers.remove(&log.id)?))).ok_or_else(|| {
            DeskError::input(
                "no entry of the ledger and no event of a tenant's log answers the question",
                "ask about a longer time or another thing; `steward audit tail` shows what there is",
            )
        })
    }

    /// The log of this device with the key that is in use.
    async fn evidence_recorder(&self) -> Result<Arc<Recorder>, DeskError> {
        let recorder = self.recorder().await?;
        let log = self.own_log().await?;
        let in_use = log.key_in_use().map(|row| row.key.as_str());
        if recorder.away.is_some() || recorder.device.verifier() == in_use {
            return Ok(recorder);
        }
        // another program replaced the key
        self.forget_recorder().await;
        self.recorder().await
    }

    /// The newest checkpoint up to a number of entries or a moment.
    async fn checkpoint_at(&self, log: &LogRow, at: &str) -> Result<(u64, String), DeskError> {
        let which = match at.trim().parse::<u64>() {
            Ok(size) => CheckpointOf::Size(size),
            Err(_) => CheckpointOf::Moment(moment(at)?),
        };
        self.store().checkpoint_of(log.id, which).await?.ok_or_else(|| {
            let message = format!("there was no checkpoint of `{}` yet at {}", log.name, at.trim());
            DeskError::input(message, "ask as of a later moment, or leave the moment out")
        })
    }

    /// Everything that a bundle is made of.
    async fn evidence_parts(
        &self,
        answer: &Answer,
        question: Question,
        kept: &[WithheldRow],
        disclosable: &[WithheldRow],
    ) -> Result<Parts, DeskError> {
        let Answer { log, numbers, size, checkpoint, .. } = answer;
        let mut read = Vec::with_capacity(numbers.len());
        for number in numbers {
            let row = self.store().ledger_entry(log.id, *number).await?.ok_or_else(broken)?;
            let entry = Entry::read(&row.bytes).map_err(|_| broken())?;
            read.push((row.bytes, entry));
        }
        let here = values(kept, log.id);
        let open = values(disclosable, log.id);
        let (mut policies, mut tenants) = (BTreeMap::<String, String>::new(), BTreeSet::<String>::new());
        let (mut disclosed, mut erased) = (Vec::new(), BTreeSet::new());
        for (_, entry) in &read {
            let hash = &entry.event.decision.policy_version;
            if !policies.contains_key(hash)
                && let Some(text) = self.policy_text_of(hash).await?
            {
                policies.insert(hash.clone(), text);
            }
            tenants.extend(entry.event.tenant.as_ref().map(|tenant| tenant.id.clone()));
            for place in Place::withheld_by(entry) {
                let at = (place.number, place.pointer.as_str());
                match (here.contains_key(&at), open.get(&at)) {
                    (_, Some(kept)) => disclosed.push(disclosure(place.clone(), kept)?),
                    (true, None) => {}
                    (false, None) => {
                        erased.insert(place.clone());
                    }
                }
            }
        }
        let hashes = self.store().ledger_hashes(log.id, *size).await?;
        let size = *size;
        let entries = heavy(move || {
            let tree: Tree = hashes.into_iter().collect();
            let proved = |(bytes, entry): (Vec<u8>, Entry)| {
                let path = tree.inclusion(entry.chain.number, size).ok()?;
                Some(Proved { bytes, path })
            };
            read.into_iter().map(proved).collect::<Option<Vec<_>>>()
        });
        Ok(Parts {
            log: log.name.clone(),
            keys: keys(log)?,
            checkpoint: checkpoint.clone(),
            entries: entries.await?.ok_or_else(broken)?,
            events: Vec::new(),
            supporting: BTreeSet::new(),
            policies,
            packs: self.packs_of(&tenants).await?,
            question,
            disclosed,
            erased,
            tool: format!("steward {}", self.inner.options.version),
        })
    }

    /// The text of a policy set that was in force once.
    pub(super) async fn policy_text_of(&self, hash: &str) -> Result<Option<String>, DeskError> {
        let kept = self.store().policy_text(hash).await?;
        // what was decided before the first set was kept was decided under the one that all begin with
        let first = || hex::encode(Sha256::digest(policy::DEFAULT.as_bytes())) == hash;
        Ok(kept.or_else(|| first().then(|| policy::DEFAULT.to_owned())))
    }

    /// The packs of tenants, as far as these are in the workspace.
    async fn packs_of(&self, tenants: &BTreeSet<String>) -> Result<Vec<PackVersion>, DeskError> {
        let mut packs = BTreeSet::new();
        for row in self.store().tenants().await?.iter().filter(|row| tenants.contains(&row.id)) {
            let Ok(pack) = self.pack_of(row).await else { continue };
            let hash = pack.hash.parse::<Hash>().map_err(|error| DeskError::Internal(error.to_string()))?;
            let (id, version) = (pack.manifest.id.clone(), pack.manifest.version.clone());
            packs.insert(PackVersion { hash, id, version });
        }
        Ok(packs.into_iter().collect())
    }
}

/// The entries that answer, and with them those that seal the events which do.
fn with_seals(places: &Places, events: &[Told]) -> Result<Places, DeskError> {
    let mut needed = places.clone();
    for told in events {
        let (log, number) = told.seal.ok_or_else(|| {
            let batch = &told.proof.batch;
            does_not_hold(vec![format!(
                "no entry of the ledger seals the batch of {} events that was read in at {}",
                batch.events, batch.at
            )])
        })?;
        needed.entry(log).or_default().insert(number);
    }
    Ok(needed)
}

/// The events that are sealed in a log among its first entries. Values of people whom the operator may not see stay
/// withheld, whatever is asked.
fn placed(events: Vec<Told>, (log, size): (i64, u64), disclose: bool) -> Result<Vec<ProvedEvent>, DeskError> {
    let mut list = Vec::with_capacity(events.len());
    for Told { proof, seal, seen } in events {
        let Some((_, entry)) = seal.filter(|(of, number)| *of == log && *number < size) else { continue };
        let mut values = BTreeMap::new();
        for SealedValue { part, salt, value } in proof.values {
            let opening = match disclose && seen {
                true => Some(Opening { salt, value: serde_json::from_str(&value).map_err(|_| broken())? }),
                false => None,
            };
            values.insert(u64::from(part), opening);
        }
        let place = EventPlace { entry, index: proof.index };
        list.push(ProvedEvent { place, bytes: proof.sealed, path: proof.path, values });
    }
    Ok(list)
}

/// Values that entries of a log withhold, by number and place in the entry.
fn values(rows: &[WithheldRow], log: i64) -> HashMap<(u64, &str), &Withheld> {
    let of = rows.iter().filter(|row| row.log == log);
    of.filter_map(|row| Some(((row.number, row.withheld.path.strip_suffix(KEPT)?), &row.withheld))).collect()
}

fn disclosure(place: Place, kept: &Withheld) -> Result<Disclosed, DeskError> {
    let value = serde_json::from_str(&kept.value).map_err(|_| broken())?;
    Ok(Disclosed { place, salt: kept.salt.clone(), value })
}

/// The keys of a log with what they signed.
fn keys(log: &LogRow) -> Result<Vec<TrustedKey>, DeskError> {
    let read = log.keys.iter().map(|row| {
        let key = row.key.parse::<VerifierKey>().map_err(|_| broken())?;
        Ok::<_, DeskError>(TrustedKey { key, from: row.from, until: row.until })
    });
    read.collect()
}

/// The key that signed the checkpoint.
fn signed_by(parts: &Parts) -> Option<VerifierKey> {
    let keys = parts.keys.iter().map(|trusted| &trusted.key);
    let signed = |key: &&VerifierKey| {
        Checkpoint::verify(&parts.checkpoint, &parts.log, std::slice::from_ref(*key)).is_ok()
    };
    // where two keys have signed, the later one
    keys.rev().find(signed).cloned()
}

/// Somebody changed the ledger, so that nothing can be proved by it.
fn broken() -> DeskError {
    does_not_hold(Vec::new())
}

fn does_not_hold(details: Vec<String>) -> DeskError {
    told(
        ErrorCode::Storage,
        "what was gathered for the bundle does not hold".to_owned(),
        "no bundle was made: it would not verify".to_owned(),
        "run `steward audit verify`, which names what is wrong and where".to_owned(),
        details,
    )
}

fn not_made(error: CreateError) -> DeskError {
    match error {
        CreateError::Nothing | CreateError::Entry { .. } => broken(),
        CreateError::DoesNotHold(faults) => does_not_hold(faults.iter().map(ToString::to_string).collect()),
        CreateError::Archive(error) => {
            DeskError::input(error.to_string(), "ask about a shorter time, or about less")
        }
        error @ CreateError::TooManyEvents { .. } => {
            DeskError::input(error.to_string(), "ask about a shorter time, or about less")
        }
        error => DeskError::Internal(error.to_string()),
    }
}

/// Several logs have entries that answer.
fn several(logs: &[LogRow], answers: &Places) -> DeskError {
    let told = logs.iter().filter_map(|log| {
        let count = answers.get(&log.id)?.len();
        Some(format!("`{}` of operator `{}`: {count}", log.name, log.operator))
    });
    DeskError::BadInput {
        message: format!("entries of {} logs answer the question", answers.len()),
        meaning: "a bundle is of one log, and each operator has one of their own".to_owned(),
        hint: "name the log, or narrow the question with `who:` and the operator".to_owned(),
        details: told.collect(),
    }
}

/// A signature is wanted that cannot be made; with what can be proved without one, of the entries that answer by a
/// checkpoint of so many entries.
fn no_key(log: &LogRow, (all, size): (&BTreeSet<u64>, u64), why: &str, remedy: &str) -> DeskError {
    let (total, proved) = (all.len(), all.range(..size).count());
    let (meaning, hint) = if proved == 0 {
        ("none of the entries that answer can be proved yet".to_owned(), remedy.to_owned())
    } else if proved == total {
        let meaning =
            "all entries that answer can be proved without it, in a bundle that is not signed itself";
        (meaning.to_owned(), format!("{remedy}; or do without the signature: `--no-sign`"))
    } else {
        let meaning = format!("{proved} of the {total} entries that answer can be proved without it");
        (
            meaning,
            format!("{remedy}; or ask for what can be proved, without a signature: `--at {size} --no-sign`"),
        )
    };
    let message = format!("the key of `{}` is not at hand", log.name);
    told(ErrorCode::Secrets, message, meaning, hint, vec![why.to_owned()])
}

fn told(code: ErrorCode, message: String, meaning: String, hint: String, details: Vec<String>) -> DeskError {
    WireError { code, message, meaning, hint, details }.into()
}
