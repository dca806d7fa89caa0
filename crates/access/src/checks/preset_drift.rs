//! Drift from the preset: a role that no longer is what the vendor shipped under its name.

use super::look::{Build, Look, Looked, STEPS};
use super::{Check, bits, words};
use steward_model::{Consequence, Evidence, Finding, Fix, FixStep, PresetRole, Ref, RefKind, Severity};

pub(super) const CHECK: Check = Check {
    id: "preset-drift",
    title: "Drift from the preset",
    why: "People know what a vendor's role may do. One that was widened under the same name may do what nobody \
          expects of it.",
    reference: "NIST SP 800-53 AC-6, CM-3",
    severity: Severity::Medium,
    numbers: &[("additions", 1.0), ("removals", 1.0)],
    run,
};

fn run(look: &Look<'_>) -> Looked {
    let f = look.facts;
    let made_from_presets = f.snap.roles.iter().any(|r| r.preset.is_some());
    if f.catalogue.presets.is_empty() && made_from_presets {
        return Looked::Skipped("the pack describes no preset roles to compare with".to_owned());
    }
    let findings =
        f.snap.roles.iter().enumerate().filter(|(_, r)| !look.spares(&r.id)).filter_map(|(at, role)| {
            let id = role.preset.as_ref()?;
            let preset = f.catalogue.presets.iter().find(|p| p.id == *id)?;
            drift(look, at, preset)
        });
    Looked::Found(findings.collect())
}

fn drift(look: &Look<'_>, role: usize, preset: &PresetRole) -> Option<Finding> {
    let f = look.facts;
    let n = f.snap.permissions.len();
    let shipped = f.catalogue.preset_permissions(preset);
    let shipped_row =
        bits::row_of(n, shipped.iter().filter_map(|id| f.snap.find_permission(id)).map(|x| x.index()));
    let row = f.reach.role.row(role);
    let mut added = bits::minus(&row, &shipped_row);
    bits::take(&mut added, &look.spared_permissions());
    let mut removed: Vec<Ref> = (shipped.iter())
        .filter(|id| !look.spares(id))
        .filter(|id| f.snap.find_permission(id).is_none_or(|x| !bits::has(&row, x.index())))
        .map(|id| permission(look, id))
        .collect();
    let mut additions = bits::count(&added);
    if additions < look.whole("additions").max(1) {
        (additions, added) = (0, bits::row_of(n, []));
    }
    if removed.len() < look.whole("removals").max(1) {
        removed.clear();
    }
    if additions == 0 && removed.is_empty() {
        return None;
    }
    let me = f.role(role);
    let worst = f.highest(&added);
    let severity = match worst {
        Some(class) if class.is_high() => Severity::High,
        Some(Consequence::Correct) => Severity::Medium,
        _ => Severity::Low,
    };
    let plus = || match f.names_of(&added).as_slice() {
        [one] => format!("can {} beyond", words::deed(one)),
        _ => format!("has {} more than", words::some(additions, "permission")),
    };
    let title = match (additions, removed.len()) {
        (0, less) => {
            format!("{} lacks {} of the preset {}", me.name, words::some(less, "permission"), preset.name)
        }
        (_, 0) => format!("{} {} the preset {}", me.name, plus(), preset.name),
        (_, less) => format!("{} {} the preset {}, and lacks {less} of it", me.name, plus(), preset.name),
    };
    let members = f.role_members(role);
    let gains = members.iter().filter(|p| {
        let row = f.row(**p as usize);
        removed.iter().any(|x| f.snap.find_permission(&x.id).is_none_or(|x| !bits::has(row, x.index())))
    });
    let gains = u32::try_from(gains.count()).unwrap_or(u32::MAX);
    let steps: Vec<FixStep> = (bits::ones(&added)
        .map(|x| FixStep::Revoke { from: me.clone(), permission: f.permission(x) }))
    .chain(removed.iter().map(|x| FixStep::Grant {
        to: me.clone(),
        permission: x.clone(),
        objects: Vec::new(),
    }))
    .take(STEPS + 1)
    .collect();
    let summary = format!("Makes {} what the preset {} is again", me.name, preset.name);
    let steps = if steps.len() > STEPS { vec![FixStep::Advise { text: summary.clone() }] } else { steps };
    let class_of = |x: &Ref| {
        let known = f.snap.find_permission(&x.id).map(|x| f.class(x.index()));
        known.or_else(|| f.catalogue.permissions.iter().find(|d| d.id == x.id).map(|d| d.consequence))
    };
    let fix = Fix { summary, steps, adds: removed.iter().filter_map(class_of).max(), gains };
    let more = f.worst_first(&added).into_iter().map(|x| Evidence {
        label: "added".to_owned(),
        value: format!("{} ({})", f.name_of(x), f.class(x)),
        about: vec![f.permission(x)],
    });
    let less = (removed.iter()).map(|x| Evidence {
        label: "removed".to_owned(),
        value: x.name.clone(),
        about: vec![x.clone()],
    });
    Some(
        look.finding(&[&me.id], severity, title)
            .about([me.clone()])
            .about_all(f, RefKind::Permission, f.worst_first(&added))
            .about(removed.clone())
            .saw("held by", words::many(members.len(), "person", "people"), vec![me.clone()])
            .saw_each("added", more)
            .saw_each("removed", less)
            .fix(fix),
    )
}

fn permission(look: &Look<'_>, id: &str) -> Ref {
    match look.facts.snap.find_permission(id) {
        Some(x) => look.facts.permission(x.index()),
        None => {
            let def = look.facts.catalogue.permissions.iter().find(|d| d.id == id);
            Ref { kind: RefKind::Permission, id: id.to_owned(), name: def.map_or(id, |d| &d.name).to_owned() }
        }
    }
}
