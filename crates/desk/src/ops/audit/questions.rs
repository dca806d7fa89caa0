//! Questions that are kept under a name, and those that come with Steward.

use super::names::Names;
use crate::desk::Desk;
use crate::door::Act;
use crate::error::DeskError;
use crate::ledger::set;
use crate::wire::{AuditQuestion, SavedQuestion};
use crate::{R, operation};
use steward_store::AuditQuestionRow;

/// Name and text of the questions that come with Steward.
const BUILT_IN: [(&str, &str); 7] = [
    ("Refused", "outcome:denied"),
    ("Failed", "outcome:failure"),
    ("Everything grave", "consequence:override,policy,destructive"),
    ("Policies and operators", "op:policy.set,operator.set-roles"),
    ("Exports", "op:access.export,audit.export,evidence.create"),
    ("Logs that were read in", "op:audit.import"),
    ("People who were forgotten", "op:person.forget"),
];
/// Longest name, in letters.
const LONGEST: usize = 80;
/// Most questions that are kept.
const MOST: usize = 500;

impl Desk {
    /// The questions that are kept, by name; those that come with Steward first.
    ///
    /// # Errors
    /// When the policies refuse or the workspace cannot be read.
    pub async fn audit_questions(&self) -> R<Vec<SavedQuestion>> {
        self.allow(&operation::AUDIT_SEARCH, None).await?;
        Ok(self.audit_questions_inner().await?)
    }

    async fn audit_questions_inner(&self) -> Result<Vec<SavedQuestion>, DeskError> {
        let names = Names::of(self).await?;
        let mut rows = self.store().audit_questions(None).await?;
        rows.sort_by_key(|row| row.name.to_lowercase());
        let built_in = BUILT_IN.into_iter().map(|(name, text)| SavedQuestion {
            name: name.to_owned(),
            text: text.to_owned(),
            by: String::new(),
            at: None,
            built_in: true,
        });
        Ok(built_in.chain(rows.into_iter().map(|row| saved(&names, row))).collect())
    }

    /// Keeps a question under a name, in the place of one that has it. Names of people in it become
    /// pseudonyms.
    ///
    /// # Errors
    /// When the name cannot be used or is one that comes with Steward, the question cannot be understood, the
    /// workspace cannot be written, or the policies refuse.
    pub async fn audit_save_question(&self, name: &str, question: &AuditQuestion) -> R<SavedQuestion> {
        let act = self.allow(&operation::AUDIT_SAVE_QUESTION, None).await?;
        let result = self.audit_save_question_inner(&act, name.trim(), question).await;
        act.settle(result).await
    }

    async fn audit_save_question_inner(
        &self,
        act: &Act,
        name: &str,
        question: &AuditQuestion,
    ) -> Result<SavedQuestion, DeskError> {
        usable(name)?;
        let mut names = Names::of(self).await?;
        let text = self.understood(&mut names, question).await?.understood.to_string();
        let rows = self.store().audit_questions(None).await?;
        let replaces = rows.iter().any(|row| row.name.eq_ignore_ascii_case(name));
        if rows.len() >= MOST && !replaces {
            let message = format!("{MOST} questions are kept already");
            return Err(DeskError::input(message, "remove one that nobody asks any more"));
        }
        let row = AuditQuestionRow {
            tenant: None,
            name: name.to_owned(),
            text,
            by: act.operator().to_owned(),
            at: self.now(),
        };
        let mut write = act.write().await?;
        write.save_audit_question(&row).await?;
        // a name is what somebody wrote: it stays outside of the entry
        act.commit_because(write, name, vec![set("replaces", replaces)]).await?;
        Ok(saved(&names, row))
    }

    /// Drops a question that was kept.
    ///
    /// # Errors
    /// When there is none of this name, it comes with Steward, the workspace cannot be written, or the
    /// policies refuse.
    pub async fn audit_remove_question(&self, name: &str) -> R<()> {
        let act = self.allow(&operation::AUDIT_SAVE_QUESTION, None).await?;
        let result = self.audit_remove_question_inner(&act, name.trim()).await;
        act.settle(result).await
    }

    async fn audit_remove_question_inner(&self, act: &Act, name: &str) -> Result<(), DeskError> {
        if is_built_in(name) {
            return Err(comes_with_steward(name));
        }
        let mut write = act.write().await?;
        if !write.remove_audit_question(None, name).await? {
            drop(write);
            let near = self.store().audit_questions(None).await?;
            let near = near.iter().take(5).map(|row| format!("`{}`", row.name)).collect();
            return Err(DeskError::NotFound { what: "question", name: name.to_owned(), near });
        }
        act.commit_because(write, name, vec![set("removed", true)]).await
    }

    /// The text of a question that is kept under a name, or comes with Steward.
    ///
    /// # Errors
    /// When there is none of this name, the policies refuse, or the workspace cannot be read.
    pub async fn audit_question(&self, name: &str) -> R<SavedQuestion> {
        let list = self.audit_questions().await?;
        let near = list.iter().take(8).map(|one| format!("`{}`", one.name)).collect();
        let found = list.into_iter().find(|one| one.name.eq_ignore_ascii_case(name.trim()));
        Ok(found.ok_or_else(|| DeskError::NotFound { what: "question", name: name.to_owned(), near })?)
    }
}

fn saved(names: &Names<'_>, row: AuditQuestionRow) -> SavedQuestion {
    let AuditQuestionRow { tenant: _, name, text, by, at } = row;
    let known = names.operators.get(&by).filter(|_| names.sees_operators());
    let by = known.cloned().unwrap_or(by);
    SavedQuestion { name, text, by, at: Some(at.to_string()), built_in: false }
}

fn is_built_in(name: &str) -> bool {
    BUILT_IN.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
}

fn comes_with_steward(name: &str) -> DeskError {
    let message = format!("`{name}` comes with Steward");
    DeskError::input(message, "it stays as it is; keep yours under another name")
}

fn usable(name: &str) -> Result<(), DeskError> {
    if is_built_in(name) {
        return Err(comes_with_steward(name));
    }
    if name.is_empty() || name.chars().count() > LONGEST || name.chars().any(char::is_control) {
        let message = "a question needs a name that can be shown";
        return Err(DeskError::input(message, format!("give one of at most {LONGEST} letters")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::ask;
    use super::{BUILT_IN, usable};

    #[test]
    fn what_comes_with_steward_can_be_asked() {
        for (name, text) in BUILT_IN {
            let question = ask::read(text).unwrap();
            assert!(!question.filters.is_empty(), "{name}");
            assert!(usable(name).is_err(), "{name} is taken");
        }
        assert!(usable("Exports by people").is_ok());
        assert!(usable("").is_err() && usable(&"x".repeat(81)).is_err() && usable("a\nb").is_err());
    }
}
