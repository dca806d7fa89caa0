//! Controls that evidence can be asked for by name. What speaks to each is data: `controls.toml`.

use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// The control that a bundle speaks to, and how far. It stands in the bundle whole, so that a later version says the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Control {
    /// Name of the framework, such as `NIST SP 800-53 Rev. 5`.
    pub framework: String,
    /// Its id there, such as `AC-2`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What the answer shows of it.
    pub shows: String,
    /// What it does not show.
    pub lacks: String,
}

impl Control {
    /// `AC-2 Account Management (NIST SP 800-53 Rev. 5)`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {} ({})", self.id, self.title, self.framework)
    }

    /// The id as OSCAL writes it: `AC-6(9)` is `ac-6.9`.
    pub(crate) fn token(&self) -> String {
        self.id.to_lowercase().replace('(', ".").replace(')', "")
    }
}

/// A control that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ControlQuestion {
    /// Name of the framework.
    pub framework: String,
    /// Its id there.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The question to the audit trail that gathers what speaks to it; empty asks for everything.
    pub question: String,
    /// What the answer shows of it.
    pub shows: String,
    /// What it does not show.
    pub lacks: String,
}

impl ControlQuestion {
    /// The control as it stands in a bundle.
    #[must_use]
    pub fn control(&self) -> Control {
        let Self { framework, id, title, question: _, shows, lacks } = self.clone();
        Control { framework, id, title, shows, lacks }
    }
}

/// How `controls.toml` is written.
#[derive(Deserialize)]
struct File {
    control: Vec<ControlQuestion>,
}

/// The controls that can be asked for, framework by framework.
#[must_use]
pub fn controls() -> &'static [ControlQuestion] {
    static READ: OnceLock<Vec<ControlQuestion>> = OnceLock::new();
    let read = || toml::from_str::<File>(include_str!("../controls.toml")).map(|file| file.control);
    // a test holds that the file can be read
    READ.get_or_init(|| read().unwrap_or_default())
}

/// The control of an id, however its letters and spaces are written.
#[must_use]
pub fn control(id: &str) -> Option<&'static ControlQuestion> {
    let plain = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
    controls().iter().find(|known| plain(&known.id) == plain(id))
}

#[cfg(test)]
mod tests {
    use super::{control, controls};
    use std::collections::BTreeSet;
    use steward_audit::Question;

    #[test]
    fn every_control_has_a_question_that_can_be_asked_and_says_how_far_it_goes() {
        assert!(controls().len() > 15);
        for one in controls() {
            one.question.parse::<Question>().unwrap_or_else(|error| panic!("{}: {error}", one.id));
            for said in [&one.shows, &one.lacks] {
                assert!(said.ends_with('.'), "{}: {said}", one.id);
            }
            let token = one.control().token();
            let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
            assert!(token.starts_with(char::is_alphabetic) && token.chars().all(fits), "{token}");
        }
        let ids: BTreeSet<String> = controls().iter().map(|one| one.control().token()).collect();
        assert_eq!(ids.len(), controls().len(), "every id means one control");
    }

    #[test]
    fn an_id_is_understood_however_it_is_written() {
        let id = |text: &str| control(text).map(|one| one.control().token());
        assert_eq!((id("ac-2").as_deref(), id(" AC-6 (9)").as_deref()), (Some("ac-2"), Some("ac-6.9")));
        assert_eq!((id("CC6.1").as_deref(), id("AC-99")), (Some("cc6.1"), None));
    }
}
