//! From files to the catalogue that the access engine works with.

use crate::check::Parts;
use crate::format::{ConnectorFile, ConnectorKindWord, PackFile, RulesFile};
use crate::{ConnectorDef, ConnectorKind, Files, GroupRole, Manifest, Pack, ValueMap, moment};
use sha2::{Digest, Sha256};
use steward_model::{
    Catalogue, Category, CheckTuning, Classifier, LicenceDef, ObjectType, PermissionDef, PresetRole,
    Severity, SodRule,
};

/// The pack that the files describe; `None` without a manifest, which is reported before.
pub(crate) fn lower(parts: Parts<'_>, files: &Files) -> Option<Pack> {
    let PackFile { format: _, id, product, version, description } = parts.pack?;
    let permissions = parts.permissions.file;
    let catalogue = Catalogue {
        id: id.clone(),
        product: product.clone(),
        version: version.clone(),
        categories: (permissions.category.into_iter()).map(|c| Category { id: c.id, name: c.name }).collect(),
        permissions: (permissions.permission.into_iter())
            .map(|p| PermissionDef {
                id: p.id,
                name: p.name,
                category: p.category,
                consequence: p.consequence,
                description: p.description,
                object_type: p.object_type,
                prerequisites: p.prerequisites,
                capability: p.capability,
                surface: p.surface.map(|s| s.word().to_owned()),
            })
            .collect(),
        classifiers: (permissions.classifier.into_iter())
            .map(|c| Classifier { pattern: c.pattern, category: c.category, consequence: c.consequence })
            .collect(),
        object_types: (parts.objects.file.types.into_iter())
            .map(|t| ObjectType { id: t.id, name: t.name, owner_permissions: t.owner_permissions })
            .collect(),
        presets: (parts.roles.file.role.into_iter())
            .map(|r| PresetRole {
                id: r.id,
                name: r.name,
                description: r.description,
                includes: r.includes,
                permissions: r.permissions,
            })
            .collect(),
        licences: (parts.objects.file.licence.into_iter())
            .map(|l| LicenceDef { id: l.id, name: l.name })
            .collect(),
        ..rules(parts.rules.file)
    };
    Some(Pack {
        catalogue,
        manifest: Manifest { id, product, version, description },
        connector: connector(parts.connector.file),
        practice: parts.practice.map(|(_, plan)| plan),
        hash: hash(files),
    })
}

fn rules(file: RulesFile) -> Catalogue {
    Catalogue {
        sod: (file.separation.into_iter())
            .map(|s| SodRule {
                id: s.id,
                title: s.title,
                why: s.why,
                left: s.left,
                right: s.right,
                severity: s.severity.unwrap_or(Severity::High),
            })
            .collect(),
        administration: file.administration,
        department_words: file.department_words,
        checks: (file.checks.into_iter())
            .map(|(id, t)| {
                let since = t.since.as_deref().and_then(moment::read);
                let tuning = CheckTuning {
                    enabled: t.enabled,
                    severity: t.severity,
                    numbers: t.numbers,
                    except: t.except,
                    since,
                };
                (id, tuning)
            })
            .collect(),
        ..Catalogue::default()
    }
}

fn connector(file: ConnectorFile) -> ConnectorDef {
    let ConnectorFile { kind, group_prefix, roles, entitlements, group } = file;
    ConnectorDef {
        kind: match kind {
            None | Some(ConnectorKindWord::Scim) => ConnectorKind::Scim,
        },
        roles: ValueMap { read: roles.read.unwrap_or(true), map: roles.map },
        entitlements: ValueMap { read: entitlements.read.unwrap_or(true), map: entitlements.map },
        group_prefix,
        group_roles: group.into_iter().map(|g| GroupRole { group: g.group, role: g.role }).collect(),
    }
}

/// SHA-256 over paths and contents, each with its length before it.
fn hash(files: &Files) -> String {
    let mut hash = Sha256::new();
    for (path, bytes) in files {
        for part in [path.as_bytes(), bytes.as_slice()] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
    }
    hex::encode(hash.finalize())
}
