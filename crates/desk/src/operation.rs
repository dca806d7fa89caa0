//! Everything Steward can do, as data. What is not in this list cannot be done.

use steward_model::Consequence;

/// What an operation acts on, as far as policies are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// The workspace as a whole.
    Workspace,
    /// One tenant, with its environment.
    Tenant,
}

/// Something an operator can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Operation {
    /// Stable name; the Cedar action has it too.
    pub name: &'static str,
    /// What it does, verb first.
    pub title: &'static str,
    /// Its one class.
    pub consequence: Consequence,
    /// Type of what it acts on, in words.
    pub object: &'static str,
    /// What policies see it act on.
    pub target: Target,
    /// How many other people have to agree.
    pub approvals: u32,
}

impl Operation {
    /// Whether every use is recorded; looking is recorded only when it is refused.
    #[must_use]
    pub fn is_recorded(&self) -> bool {
        self.consequence > Consequence::View
    }
}

/// What stands in the ledger when it goes on where the record before it ends. Steward does it by itself.
pub const LEDGER_BEGIN: &str = "ledger.begin";
/// What stands in the ledger when the key of a device was lost and another one was made. Steward does it by itself.
pub const LEDGER_KEY_LOST: &str = "ledger.key-lost";

macro_rules! operations {
    ($($constant:ident = $name:literal, $title:literal, $class:ident, $object:literal, $target:ident;)*) => {
        $(
            #[doc = $title]
            pub const $constant: Operation = Operation {
                name: $name,
                title: $title,
                consequence: Consequence::$class,
                object: $object,
                target: Target::$target,
                approvals: 0,
            };
        )*
        /// Every operation, by area.
        pub const CATALOGUE: &[&Operation] = &[$(&$constant),*];
    };
}

operations! {
    WORKSPACE_READ = "workspace.read", "See the workspace, its tenants and its operators", View, "workspace", Workspace;
    WORKSPACE_BACKUP = "workspace.backup", "Make a copy of the workspace", Correct, "file", Workspace;
    WORKSPACE_DOCTOR = "workspace.doctor", "See what works on this machine", View, "workspace", Workspace;
    SECRETS_UNLOCK = "secrets.unlock", "Open the file with tokens under a passphrase", Diagnose, "secrets", Workspace;
    RECORD_READ = "record.read", "Read the ledger and verify it", View, "entry", Workspace;
    RECORD_REDECIDE = "record.redecide", "Evaluate a past decision again", View, "entry", Workspace;
    AUDIT_SEARCH = "audit.search", "Search the audit trail", View, "entry", Workspace;
    AUDIT_PREVIEW = "audit.preview", "Look into an audit log before it is read in", Diagnose, "file", Tenant;
    AUDIT_IMPORT = "audit.import", "Read an audit log in", Correct, "batch", Tenant;
    AUDIT_SAVE_QUESTION = "audit.save-question", "Keep a question under a name, or drop it", Correct, "question", Workspace;
    AUDIT_RETENTION = "audit.retention", "Set how long events of audit logs stay", Destructive, "event", Workspace;
    AUDIT_EXPORT = "audit.export", "Export entries of the audit trail to a file", Override, "file", Workspace;
    LEDGER_ROTATE_KEY = "ledger.rotate-key", "Sign the ledger with a new key from now on", Policy, "key", Workspace;
    PERSON_KEPT = "person.kept", "See what is kept about somebody who left a tenant", View, "person", Tenant;
    PERSON_FORGET = "person.forget", "Erase what is kept about somebody who left a tenant", Destructive, "person", Tenant;
    EVIDENCE_CREATE = "evidence.create", "Write a bundle of evidence", Override, "bundle", Workspace;
    EVIDENCE_DISCLOSE = "evidence.disclose", "Write a bundle of evidence with personal values", Override, "bundle", Workspace;
    OPERATOR_JOIN = "operator.join", "Use the workspace for the first time", Diagnose, "operator", Workspace;
    OPERATOR_SET_ROLES = "operator.set-roles", "Give an operator other roles", Policy, "operator", Workspace;
    POLICY_READ = "policy.read", "Read the policies for operators", View, "policy set", Workspace;
    POLICY_SET = "policy.set", "Replace the policies for operators", Policy, "policy set", Workspace;

    TENANT_PRACTICE = "tenant.practice", "Make the practice tenant", Correct, "tenant", Tenant;
    TENANT_PREVIEW = "tenant.preview", "Look into a file before it is added", Diagnose, "file", Workspace;
    TENANT_ADD = "tenant.add", "Add a tenant", Correct, "tenant", Tenant;
    TENANT_TEST = "tenant.test", "Test a connection", Diagnose, "tenant", Tenant;
    TENANT_TOKEN = "tenant.token", "Replace the token of a tenant", Correct, "tenant", Tenant;
    TENANT_REFRESH = "tenant.refresh", "Read a tenant again", Diagnose, "tenant", Tenant;
    TENANT_SCHEDULE = "tenant.schedule", "Set how often a tenant is read again", Correct, "tenant", Tenant;
    TENANT_REMOVE = "tenant.remove", "Remove a tenant with its snapshots", Destructive, "tenant", Tenant;

    SNAPSHOT_READ = "snapshot.read", "See the snapshots of a tenant", View, "snapshot", Tenant;
    SNAPSHOT_BASELINE = "snapshot.baseline", "Measure differences against another snapshot", Correct, "snapshot", Tenant;

    ACCESS_TODAY = "access.today", "See what needs somebody today", View, "tenant", Tenant;
    ACCESS_LIST = "access.list", "List people, groups, roles and permissions", View, "tenant", Tenant;
    ACCESS_DETAIL = "access.detail", "See a person, group, role or permission with all around it", View, "tenant", Tenant;
    ACCESS_MATRIX = "access.matrix", "See the permission matrix", View, "tenant", Tenant;
    ACCESS_WHY = "access.why", "See why somebody can or cannot do a thing", View, "person", Tenant;
    ACCESS_HISTORY = "access.history", "See how a cell of the matrix came to be", View, "person", Tenant;
    ACCESS_WHO = "access.who", "See who can do a thing", View, "permission", Tenant;
    ACCESS_WHAT = "access.what", "See what somebody can do", View, "person", Tenant;
    ACCESS_COMPARE = "access.compare", "Compare people, groups or roles", View, "tenant", Tenant;
    ACCESS_DIFF = "access.diff", "See what changed between two snapshots", View, "snapshot", Tenant;
    ACCESS_PYRAMID = "access.pyramid", "Count people by what they could do", View, "tenant", Tenant;
    ACCESS_SURFACES = "access.surfaces", "See deeds that are held on some surfaces only", View, "tenant", Tenant;
    ACCESS_SEARCH = "access.search", "Search a tenant", View, "tenant", Tenant;
    ACCESS_EXPORT = "access.export", "Export access to a file", Override, "file", Tenant;

    FINDING_READ = "finding.read", "See the findings", View, "finding", Tenant;
    FINDING_DISMISS = "finding.dismiss", "Put a finding out of sight until a date", Correct, "finding", Tenant;
    FINDING_RESTORE = "finding.restore", "Bring a dismissed finding back", Correct, "finding", Tenant;
}
