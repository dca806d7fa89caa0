//! The log of this device and the key that signs it.
//!
//! The key is made when something is first recorded and lies where tokens do: in the keyring, or in the file that a
//! passphrase protects, under the name of the log, `steward/<device>`. The workspace has its public half alone.
//! - Where there is no access to it, entries are chained without a signature. The next commit with the key covers them.
//! - Where there is access and nothing is kept, the key was lost: another one is made and `ledger.key-lost` says so.
//! - Where another key is kept than the workspace names, nothing is signed, and verifying says so.
//! - Where the log is not the one that this computer signed last, nothing is signed either: it would make good what was put
//!   back or written anew. `ledger.rotate-key` begins anew, and says on record that it does.

use super::random::fill;
use super::{changed, fault};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::operation;
use crate::reach::Secret;
use crate::wire::{ErrorCode, WireError};
use jiff::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};
use steward_ledger::{Outcome, OutcomeState, SignerKey};
use steward_model::Consequence;
use steward_store::{Appended, Device, KeyPlace, KeyRow, LogRow};
use zeroize::Zeroizing;

/// How long a keyring may take before the work goes on without the key.
const PATIENCE: Duration = Duration::from_secs(30);
/// After this a key that was not at hand is looked for again.
const AGAIN: Duration = Duration::from_secs(60);
/// A checkpoint is made after so many entries, or with the first entry of another day (UTC).
const CHECKPOINT: u64 = 1_000;

/// The log of this device, and the key that signs it when it is at hand.
#[derive(Debug)]
pub(crate) struct Recorder {
    pub(crate) log: LogRow,
    pub(crate) device: Device,
    /// Why the key is not at hand.
    pub(crate) away: Option<String>,
    tried: Instant,
    /// Day of the last checkpoint.
    day: AtomicI64,
}

/// What looking for the key came to.
enum Found {
    Key(Box<SignerKey>),
    Away(String),
    /// Another program was quicker.
    Changed,
}

/// Days since 1970.
fn day(at: Timestamp) -> i64 {
    at.as_second().div_euclid(86_400)
}

impl Desk {
    /// The log of this device with its key, made when it is not there. Ask for it before a transaction begins.
    pub(crate) async fn recorder(&self) -> Result<Arc<Recorder>, DeskError> {
        let mut kept = self.inner.recorder.lock().await;
        if let Some(known) = kept.as_ref()
            && (known.away.is_none() || known.tried.elapsed() < AGAIN)
        {
            return Ok(known.clone());
        }
        let found = Arc::new(self.find_recorder().await?);
        *kept = Some(found.clone());
        Ok(found)
    }

    /// Looks for the key anew the next time: secrets were unlocked, or another key is in use.
    pub(crate) async fn forget_recorder(&self) {
        *self.inner.recorder.lock().await = None;
    }

    /// Why the key of a log does not sign on this computer, when it does not. Nothing is made or changed.
    pub(crate) async fn key_away(&self, log: &LogRow) -> Option<String> {
        if let Some(head) = self.does_not_lead_to(log).await {
            return Some(head.was_left());
        }
        match in_time(self.inner.secrets.any_key(&log.name)).await {
            Ok(Some(_)) => None,
            Ok(None) => Some("this computer does not keep its key".to_owned()),
            Err(error) => Some(WireError::from(error).message),
        }
    }

    async fn find_recorder(&self) -> Result<Recorder, DeskError> {
        let mut away = "other programs change the keys of this workspace".to_owned();
        for _ in 0..3 {
            let log = self.own_log().await?;
            let found = match log.key_in_use() {
                None => self.first_key(&log).await,
                Some(row) => self.key_in_use(&log, row).await,
            };
            match found {
                Ok(Found::Key(key)) => return self.with_key(*key).await,
                Ok(Found::Changed) => {}
                Ok(Found::Away(why)) => {
                    away = why;
                    break;
                }
                Err(error) if error.code() == ErrorCode::Secrets => {
                    away = WireError::from(error).message;
                    break;
                }
                Err(error) => return Err(error),
            }
        }
        let log = self.own_log().await?;
        let device = Device::new(&log, None);
        let day = AtomicI64::new(day(self.now()));
        Ok(Recorder { log, device, away: Some(away), tried: Instant::now(), day })
    }

    async fn with_key(&self, key: SignerKey) -> Result<Recorder, DeskError> {
        let log = self.own_log().await?;
        if let Some(head) = self.does_not_lead_to(&log).await {
            let away = Some(head.was_left());
            let (device, day) = (Device::new(&log, None), AtomicI64::new(day(self.now())));
            return Ok(Recorder { log, device, away, tried: Instant::now(), day });
        }
        let last = self.store().last_checkpoint(log.id).await?;
        let day = AtomicI64::new(day(last.map_or(log.since, |(at, _)| at)));
        let device = Device::new(&log, Some(key));
        Ok(Recorder { log, device, away: None, tried: Instant::now(), day })
    }

    /// The log of the present operator, begun when there is none.
    pub(crate) async fn own_log(&self) -> Result<LogRow, DeskError> {
        if let Some(log) = self.log_of_operator().await? {
            return Ok(log);
        }
        let name = format!("steward/{}", self.store().random_id().await?);
        let mut write = self.store().write().await?;
        write.begin_log(&name, &self.inner.operator, self.now()).await?;
        write.commit_unrecorded().await?;
        self.log_of_operator().await?.ok_or_else(|| fault("its log is not there"))
    }

    async fn log_of_operator(&self) -> Result<Option<LogRow>, DeskError> {
        let logs = self.store().ledger_logs().await?;
        Ok(logs.into_iter().find(|log| log.operator == self.inner.operator))
    }

    /// Makes a key of 32 random bytes and keeps it beside the one before, until that is out of use. Only whoever holds the
    /// lock of the keys may do it, so that two programs do not replace each other's.
    pub(crate) async fn make_key(&self, log: &str) -> Result<(SignerKey, KeyPlace), DeskError> {
        let mut seed = Zeroizing::new([0_u8; 32]);
        fill(seed.as_mut_slice())?;
        let key = SignerKey::from_seed(log, &seed).map_err(fault)?;
        let mut text = Zeroizing::new(hex::encode(seed.as_slice()));
        let kept = in_time(self.inner.secrets.any_key(log)).await?;
        if let Some(before) = kept.as_ref().and_then(|kept| kept.reveal().split(' ').next()) {
            text.push(' ');
            text.push_str(before);
        }
        let place = in_time(self.inner.secrets.set_key(log, &Secret::from(text.as_str()))).await?;
        Ok((key, place))
    }

    /// Keeps the newest key alone.
    pub(crate) async fn drop_older_keys(&self, log: &str) -> Result<(), DeskError> {
        let Some(kept) = in_time(self.inner.secrets.any_key(log)).await? else { return Ok(()) };
        if let Some((newest, _)) = kept.reveal().split_once(' ') {
            in_time(self.inner.secrets.set_key(log, &Secret::from(newest))).await?;
        }
        Ok(())
    }

    async fn first_key(&self, log: &LogRow) -> Result<Found, DeskError> {
        let _keys = self.store().keys_lock().await?;
        if self.own_log().await?.key_in_use().is_some() {
            return Ok(Found::Changed);
        }
        let (key, place) = self.make_key(&log.name).await?;
        let mut write = self.store().write().await?;
        write.name_first_key(log.id, &key.verifier().to_string(), place).await?;
        write.commit_unrecorded().await?;
        Ok(Found::Key(Box::new(key)))
    }

    async fn key_in_use(&self, log: &LogRow, row: &KeyRow) -> Result<Found, DeskError> {
        let Some(kept) = in_time(self.inner.secrets.key(&log.name, row.place)).await? else {
            return self.key_lost(log, row).await;
        };
        let mut keys = keys_of(&log.name, &kept).into_iter();
        Ok(match keys.find(|key| key.verifier().to_string() == row.key) {
            Some(key) => Found::Key(Box::new(key)),
            None => {
                Found::Away("the workspace names another key than the one this computer keeps".to_owned())
            }
        })
    }

    /// Another key takes over, and that is on record.
    async fn key_lost(&self, log: &LogRow, row: &KeyRow) -> Result<Found, DeskError> {
        let mut event = self.own_event(operation::LEDGER_KEY_LOST, Consequence::Policy).await?;
        let _keys = self.store().keys_lock().await?;
        if self.own_log().await?.key_in_use().is_none_or(|now| now.key != row.key) {
            return Ok(Found::Changed);
        }
        let (key, place) = self.make_key(&log.name).await?;
        event.changes = vec![changed("key", &row.key, key.verifier().to_string())];
        let (before, after) = (Device::new(log, None), Device::new(log, Some(key.clone())));
        let write = self.store().write().await?;
        write.commit_with_new_key(&before, (&after, place), event.into()).await?;
        tracing::warn!(log = %log.name, "the key of this device was lost and another one made");
        Ok(Found::Key(Box::new(key)))
    }

    /// What follows from something that was appended: a checkpoint now and then, and another key when ours is not the one
    /// in use any more.
    pub(crate) async fn appended(&self, recorder: &Recorder, appended: Appended) {
        if appended.stale {
            self.forget_recorder().await;
        }
        if appended.signed {
            self.remember_head(&recorder.log, false).await;
        }
        let today = day(self.now());
        let due = appended.number.saturating_add(1).is_multiple_of(CHECKPOINT)
            || recorder.day.load(Ordering::Relaxed) != today;
        if !due || !appended.signed {
            return;
        }
        match self.store().checkpoint(&recorder.device).await {
            Ok(()) => {
                recorder.day.store(today, Ordering::Relaxed);
                self.remember_checkpoint(&recorder.log, false).await;
            }
            Err(fault) => {
                tracing::warn!(%fault, "a checkpoint could not be made; the next entry tries again")
            }
        }
    }
}

/// The keys in what is kept of them: seeds in hexadecimal digits, the newest first.
pub(crate) fn keys_of(log: &str, kept: &Secret) -> Vec<SignerKey> {
    let read = |text: &str| {
        let mut seed = Zeroizing::new([0_u8; 32]);
        hex::decode_to_slice(text, seed.as_mut_slice()).ok()?;
        SignerKey::from_seed(log, &seed).ok()
    };
    kept.reveal().split(' ').filter_map(read).collect()
}

/// A keyring that does not answer does not hold up the work.
pub(crate) async fn in_time<T>(asked: impl Future<Output = Result<T, DeskError>>) -> Result<T, DeskError> {
    match tokio::time::timeout(PATIENCE, asked).await {
        Ok(result) => result,
        Err(_) => Err(WireError {
            code: ErrorCode::Secrets,
            message: "the keyring of this computer does not answer".into(),
            meaning: "entries are not signed until it does".into(),
            hint: "unlock the keyring, usually by signing in to the desktop".into(),
            details: Vec::new(),
        }
        .into()),
    }
}

/// How something ended that went well.
pub(crate) const fn done() -> Outcome {
    Outcome { state: OutcomeState::Done, code: None }
}
