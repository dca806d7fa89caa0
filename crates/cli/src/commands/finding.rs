//! A finding in words.

use crate::context::Context;
use crate::term::{day, names, paragraph, plain, severity_word};
use steward_desk::wire::{BackAgain, EvidenceView, FindingView, Item, SeverityLevel};

/// What is wrong, what was seen, what to do, and the key to refer to it.
pub fn words(finding: &FindingView, context: &Context) -> String {
    let paint = context.paint;
    let severity = severity_word(finding.severity);
    let shape = match finding.severity {
        SeverityLevel::Critical => "■",
        SeverityLevel::High => "▲",
        SeverityLevel::Medium => "◆",
        SeverityLevel::Low => "●",
    };
    let mut text = format!(
        "{} {}  {}\n",
        paint.severity(finding.severity, shape),
        paint.severity(finding.severity, severity),
        paint.bold(&plain(&finding.title))
    );
    if !finding.subjects.is_empty() {
        let total = usize::try_from(finding.count).unwrap_or(usize::MAX);
        text.push_str(&paragraph(&format!("about {}", names(&finding.subjects, 8, total)), 4));
    }
    for EvidenceView { label, value, about } in &finding.evidence {
        // who is named in the fact itself need not be named again
        let said = |item: &Item| label.contains(&item.name) || value.contains(&item.name);
        let about: Vec<Item> = about.iter().filter(|item| !said(item)).cloned().collect();
        let about = if about.is_empty() { String::new() } else { format!(" ({})", names(&about, 6, 0)) };
        text.push_str(&paragraph(&format!("{label}: {value}{about}"), 4));
    }
    for fix in &finding.fixes {
        text.push_str(&paragraph(&format!("fix: {}", fix.summary), 4));
    }
    if let Some(dismissal) = &finding.dismissed {
        let words = format!(
            "dismissed by {} on {} until {}: {}",
            dismissal.by,
            day(&dismissal.at),
            day(&dismissal.returns),
            dismissal.reason
        );
        text.push_str(&paragraph(&words, 4));
    }
    if let Some(BackAgain { before, new: _, because }) = &finding.back {
        let words = format!(
            "dismissed before by {} on {}: {}; open again: {because}",
            before.by,
            day(&before.at),
            before.reason
        );
        text.push_str(&paragraph(&words, 4));
    }
    text.push_str(&format!("    {}\n", paint.dim(&plain(&finding.key))));
    text
}
