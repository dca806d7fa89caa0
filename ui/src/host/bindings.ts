// Provisional: replaced by the generated bindings.

export type Item = {
	/** What it is. */
	kind: ItemKind;
	/** Its id. */
	id: string;
	/** Its name for people. */
	name: string;
};
export type ItemKind = "person" | "group" | "role" | "permission" | "object" | "licence" | "rule";
export type RowKind = "people" | "groups" | "roles";
export type ConsequenceClass = "view" | "diagnose" | "correct" | "override" | "policy" | "destructive";
export type CellState = "none" | "granted" | "scoped" | "denied";
export type Column = {
	/** Permission id. */
	id: string;
	/** Name as in the product. */
	name: string;
	/** Position in [`MatrixHead::categories`]. */
	category: number;
	/** Its class. */
	consequence: ConsequenceClass;
	/** The pack does not name it: category and class were assumed. */
	assumed: boolean;
	/** What it lets somebody do. */
	description: string;
	/** Name of the object type it can be limited to. */
	objectType: string | null;
	/** How many active people hold it somewhere. */
	holders: number;
};
export type CategoryHead = {
	/** Its id. */
	id: string;
	/** Its name. */
	name: string;
	/** How many columns it has. */
	columns: number;
};
export type Row = {
	/** Id of the person, group or role. */
	id: string;
	/** Name for people. */
	name: string;
	/** Title, source or description; may be empty. */
	detail: string;
	/** Roles of a person; people of a group or role. */
	count: number;
	/** Permissions with a yes. */
	held: number;
	/** Worst open finding about it. */
	worst: SeverityLevel | null;
	/** `false` for a deactivated person. */
	active: boolean;
};
export type MatrixHead = {
	/** Name of the tenant in the workspace. */
	tenant: string;
	/** Hash of the snapshot. */
	snapshot: string;
	/** When it was read. */
	takenAt: string;
	/** As of which moment it is evaluated. */
	at: string;
	/** What the rows are. */
	rows: RowKind;
	/** In order. */
	categories: CategoryHead[];
	/** In order: category, then class, then the product's order. */
	columns: Column[];
	/** Rows that match the filter. */
	totalRows: number;
	/** Rows of each kind without any filter. */
	totals: MatrixTotals;
	/** Columns with a difference to the baseline, when asked for. */
	changedColumns: number[];
	/** Cells that differ from the baseline, when asked for. */
	differences: number;
};
export type MatrixTotals = {
	/** People. */
	people: number;
	/** Groups. */
	groups: number;
	/** Roles. */
	roles: number;
	/** Permissions. */
	permissions: number;
};
export type MatrixQuery = {
	/** What the rows are. */
	rows: RowKind;
	/** Rows whose name, id or detail contains this, without regard to case. */
	search: string;
	/** Only columns of these categories. */
	categories: string[];
	/** Only columns of these classes. */
	consequences: ConsequenceClass[];
	/** Only rows with an open finding. */
	onlyFindings: boolean;
	/** Hash of a snapshot to mark differences against. */
	against: string | null;
	/** Only rows and columns with a difference. */
	onlyDifferences: boolean;
	/** Order of the rows. */
	sort: RowSort;
	/** As of this moment; now when left out. */
	at: string | null;
};
export type RowSort = "reach" | "name" | "findings";
export type RowWindow = {
	/** Position of the first row. */
	start: number;
	/** The rows. */
	rows: Row[];
};
export type Why = {
	/** Who. */
	person: Item;
	/** What. */
	permission: Item;
	/** On what; none asks about the tenant as a whole. */
	object: Item | null;
	/** Class of the permission. */
	consequence: ConsequenceClass;
	/** As of when. */
	at: string;
	/** The answer. */
	decision: Decision;
	/** The answer in one sentence. */
	statement: string;
	/** What it means, one or two sentences; may be empty. */
	detail: string;
	/** All derivations of a yes, the shortest first. */
	paths: GrantPath[];
	/** How many there are, when more than are listed. */
	pathsTotal: number;
	/** Denies that apply. */
	denies: GrantPath[];
	/** For a no: the nearest ways to a yes, the narrowest first. */
	nearest: NearestFix[];
	/** What else is needed for it to work. */
	prerequisites: PrerequisiteState[];
	/** Last use by this person, when the tenant reports use. */
	lastUsed: string | null;
	/** Whether the tenant reports use. */
	useReported: boolean;
	/** When the last derivation ends, if all end. */
	expires: string | null;
	/** Open findings about this cell. */
	findings: FindingView[];
};
export type Decision = "yes" | "scoped" | "no" | "denied" | "inactive";
export type GrantPath = {
	/** Person, groups, roles, permission. */
	steps: PathStep[];
	/** Neither group nor role in between. */
	direct: boolean;
	/** Comes from having created the object. */
	owner: boolean;
	/** Objects it is limited to; empty means everything. */
	scope: Item[];
	/** Who put the first edge there; may be empty. */
	source: string;
	/** When it began, if known: the latest of its edges. */
	since: string | null;
	/** When it ends, if it does: the earliest of its edges. */
	until: string | null;
};
export type PathStep = {
	/** Where. */
	item: Item;
	/** How it follows from the one before: `member of`, `nested in`, `has role`, `includes`, `grants`, `owns`. */
	label: string;
	/** Who put this edge there; may be empty. */
	source: string;
	/** When this edge begins. */
	since: string | null;
	/** When this edge ends. */
	until: string | null;
};
export type NearestFix = {
	/** What to do, one sentence. */
	summary: string;
	/** `join-group`, `assign-role`, `grant-role`, `grant-direct`, `activate`, `remove-deny`, `renew`. */
	kind: string;
	/** The group, role or permission. */
	target: Item;
	/** Permissions that come along, at most 50. */
	alsoGives: Item[];
	/** How many come along. */
	alsoGivesCount: number;
	/** Highest class that comes along, the asked one included. */
	worst: ConsequenceClass;
	/** How many other people it would affect. */
	others: number;
};
export type PrerequisiteState = {
	/** Which. */
	permission: Item;
	/** Held wherever it is needed. */
	held: boolean;
	/** Objects on which it is missing; empty when missing everywhere or held. */
	missingOn: Item[];
};
export type WhoCan = {
	/** What. */
	permission: Item;
	/** On what. */
	object: Item | null;
	/** Class of the permission. */
	consequence: ConsequenceClass;
	/** As of when. */
	at: string;
	/** Holders, by name. */
	people: Holder[];
	/** How many. */
	total: number;
};
export type Holder = {
	/** Who. */
	person: Item;
	/** Everywhere or scoped. */
	decision: Decision;
	/** The first step after the person on each path, each once. */
	via: Item[];
	/** How many derivations. */
	paths: number;
	/** At least one derivation never ends. */
	standing: boolean;
	/** When the last derivation ends, if all end. */
	until: string | null;
	/** Objects, when scoped. */
	scope: Item[];
	/** Last use, when reported. */
	lastUsed: string | null;
};
export type WhatCan = {
	/** Who. */
	person: Item;
	/** Title and department; may be empty. */
	detail: string;
	/** Whether the account is active. */
	active: boolean;
	/** As of when. */
	at: string;
	/** What is held, in column order. */
	permissions: HeldPermission[];
	/** Roles held, by any way. */
	roles: Item[];
	/** Groups, nested ones included. */
	groups: Item[];
};
export type HeldPermission = {
	/** Which. */
	permission: Item;
	/** Name of its category. */
	category: string;
	/** Its class. */
	consequence: ConsequenceClass;
	/** Everywhere or scoped. */
	decision: Decision;
	/** Objects, when scoped. */
	scope: Item[];
	/** The shortest derivation of each first step, at most 8. */
	via: GrantPath[];
	/** How many derivations in all. */
	paths: number;
	/** At least one derivation never ends. */
	standing: boolean;
	/** When the last derivation ends, if all end. */
	until: string | null;
	/** Prerequisites that are missing. */
	missing: Item[];
	/** Last use, when reported. */
	lastUsed: string | null;
};
export type Comparison = {
	/** People, groups or roles. */
	subjects: Item[];
	/** As of when. */
	at: string;
	/** Permissions that at least one holds, in column order. */
	rows: ComparedPermission[];
	/** Permissions that all hold alike. */
	same: number;
};
export type ComparedPermission = {
	/** Which. */
	permission: Item;
	/** Name of its category. */
	category: string;
	/** Its class. */
	consequence: ConsequenceClass;
	/** One a subject, in their order. */
	states: CellState[];
	/** Not all alike. */
	differs: boolean;
};
export type Diff = {
	/** The earlier. */
	before: SnapshotInfo;
	/** The later. */
	after: SnapshotInfo;
	/** Things that are new: people, groups, roles, permissions, objects. */
	added: Item[];
	/** Things that are gone. */
	removed: Item[];
	/** Permissions that people gained, by permission. */
	gained: AccessChange[];
	/** Permissions that people lost, by permission. */
	lost: AccessChange[];
	/** Memberships, assignments and grants that came or went, at most 500. */
	edges: EdgeChange[];
	/** How many there are. */
	edgesTotal: number;
	/** Person-permission pairs gained. */
	gainedTotal: number;
	/** Person-permission pairs lost. */
	lostTotal: number;
};
export type AccessChange = {
	/** Which. */
	permission: Item;
	/** Its class. */
	consequence: ConsequenceClass;
	/** Who, at most 50. */
	people: Item[];
	/** How many. */
	count: number;
};
export type EdgeChange = {
	/** Came, or went. */
	added: boolean;
	/** Person, group or role. */
	from: Item;
	/** Group, role or permission. */
	to: Item;
	/** `member of`, `has role`, `includes`, `grants`, `denies`. */
	label: string;
};
export type Pyramid = {
	/** As of when. */
	at: string;
	/** Active people. */
	people: number;
	/** One a class, from view to destructive. */
	levels: PyramidLevel[];
	/** Higher classes with more people than lower ones. */
	inversions: PyramidInversion[];
	/** People who hold every permission standing, at most 50. */
	everything: Item[];
	/** How many. */
	everythingCount: number;
};
export type PyramidLevel = {
	/** The class. */
	consequence: ConsequenceClass;
	/** Permissions of this class. */
	permissions: number;
	/** People who hold at least one. */
	people: number;
	/** Of them, people with at least one that never ends. */
	standing: number;
	/** Of them, people whose every one ends. */
	temporary: number;
};
export type PyramidInversion = {
	/** The class with more ceremony ... */
	upper: ConsequenceClass;
	/** ... and more people than this one. */
	lower: ConsequenceClass;
	/** People in the upper. */
	upperPeople: number;
	/** People in the lower. */
	lowerPeople: number;
};
export type SurfaceGap = {
	/** The deed. */
	capability: string;
	/** Where it is enforced and by which permission. */
	surfaces: SurfacePermission[];
	/** Who holds it on some only, at most 200. */
	people: SurfacePerson[];
	/** How many. */
	count: number;
};
export type SurfacePermission = {
	/** Where. */
	surface: string;
	/** By which. */
	permission: Item;
};
export type SurfacePerson = {
	/** Who. */
	person: Item;
	/** Surfaces held. */
	holds: string[];
	/** Surfaces lacking. */
	lacks: string[];
};
export type SearchHit = {
	/** What. */
	item: Item;
	/** Title, category or description. */
	detail: string;
};
export type WireError = {
	/** What kind. */
	code: ErrorCode;
	/** What happened: lower case, what was given in backticks. */
	message: string;
	/** What it means for the person; may be empty. */
	meaning: string;
	/** What to do about it. */
	hint: string;
	/** Places and facts, one a line. */
	details: string[];
};
export type ErrorCode = "refused" | "not-found" | "ambiguous" | "exists" | "bad-input" | "unreachable" | "unauthorised" | "throttled" | "bad-answer" | "tls" | "cancelled" | "secrets" | "storage" | "busy" | "internal";
export type SeverityLevel = "low" | "medium" | "high" | "critical";
export type FindingView = {
	/** Stable key. */
	key: string;
	/** Id of the check. */
	check: string;
	/** Title of the check. */
	checkTitle: string;
	/** Why it matters. */
	why: string;
	/** Where the rule comes from, such as `NIST SP 800-53 AC-5`. */
	reference: string;
	/** How much it matters. */
	severity: SeverityLevel;
	/** What is wrong. */
	title: string;
	/** What it is about. */
	subjects: Item[];
	/** How many subjects in all. */
	count: number;
	/** What was seen. */
	evidence: EvidenceView[];
	/** Ways out. */
	fixes: FixView[];
	/** Set when it was dismissed and is not back yet. */
	dismissed: Dismissal | null;
	/** When it was first seen in this workspace. */
	firstSeen: string | null;
};
export type EvidenceView = {
	/** What was looked at. */
	label: string;
	/** What was seen. */
	value: string;
	/** What it is about. */
	about: Item[];
};
export type FixView = {
	/** What it does. */
	summary: string;
	/** The steps in words. */
	steps: string[];
	/** Highest class somebody would gain. */
	adds: ConsequenceClass | null;
	/** How many people would gain something. */
	gains: number;
};
export type Dismissal = {
	/** Why. */
	reason: string;
	/** Who. */
	by: string;
	/** When. */
	at: string;
	/** When it comes back (date). */
	returns: string;
};
export type Findings = {
	/** Name of the tenant in the workspace. */
	tenant: string;
	/** Hash of the snapshot. */
	snapshot: string;
	/** As of when. */
	at: string;
	/** Open, worst first. */
	open: FindingView[];
	/** Dismissed and not back yet. */
	dismissed: FindingView[];
	/** Open ones by severity. */
	counts: SeverityCounts;
	/** Every check, what it found, and whether it could look. */
	checks: CheckInfo[];
};
export type SeverityCounts = {
	/** Critical. */
	critical: number;
	/** High. */
	high: number;
	/** Medium. */
	medium: number;
	/** Low. */
	low: number;
};
export type CheckInfo = {
	/** Its id. */
	id: string;
	/** Its title. */
	title: string;
	/** Why it matters. */
	why: string;
	/** Where the rule comes from. */
	reference: string;
	/** Severity after tuning. */
	severity: SeverityLevel;
	/** Whether the pack has it on. */
	enabled: boolean;
	/** How many findings. */
	found: number;
	/** Why it could not look, such as `the tenant does not report use`. */
	skipped: string | null;
};
export type TenantKind = "practice" | "scim" | "file";
export type EnvironmentKind = "live" | "sandbox" | "practice";
export type TenantSummary = {
	/** Its name in the workspace. */
	name: string;
	/** Its own name. */
	displayName: string;
	/** Name of the product, or empty. */
	product: string;
	/** Where it comes from. */
	kind: TenantKind;
	/** Live or not. */
	environment: EnvironmentKind;
	/** URL or file; empty for practice. */
	address: string;
	/** The last good snapshot. */
	snapshot: SnapshotInfo | null;
	/** What is in it. */
	counts: TenantCounts;
	/** How the last refresh ended. */
	lastAttempt: Attempt | null;
	/** The last refresh failed: what is shown is older. */
	stale: boolean;
};
export type TenantCounts = {
	/** People. */
	people: number;
	/** Groups. */
	groups: number;
	/** Roles. */
	roles: number;
	/** Permissions. */
	permissions: number;
	/** Objects. */
	objects: number;
	/** Memberships. */
	memberships: number;
	/** Assignments. */
	assignments: number;
	/** Grants. */
	grants: number;
};
export type Attempt = {
	/** When. */
	at: string;
	/** Whether a snapshot came of it. */
	ok: boolean;
	/** What went wrong. */
	error: WireError | null;
	/** What was left out, at most 200. */
	problems: ProblemView[];
	/** How many problems. */
	problemsTotal: number;
};
export type SnapshotInfo = {
	/** Its content hash. */
	hash: string;
	/** When it was read. */
	takenAt: string;
	/** Whether differences are measured against it. */
	baseline: boolean;
	/** What is in it. */
	counts: TenantCounts;
};
export type ProblemView = {
	/** How much it costs. */
	level: ProblemSeverity;
	/** Stable word. */
	code: string;
	/** `file:line:column field`. */
	place: string;
	/** What happened. */
	message: string;
	/** What to do. */
	hint: string;
};
export type ProblemSeverity = "note" | "warning" | "error";
export type TenantReport = {
	/** The tenant now. */
	tenant: TenantSummary;
	/** Whether the content differs from the snapshot before. */
	changed: boolean;
	/** What was left out, at most 200. */
	problems: ProblemView[];
	/** How many problems. */
	problemsTotal: number;
	/** How long it took. */
	elapsedMs: number;
};
export type ScimConnection = {
	/** Base URL. */
	url: string;
	/** Folder of a pack, or the id of a built-in one. */
	pack: string | null;
	/** Live or not. */
	environment: EnvironmentKind;
	/** Proxy URL. */
	proxy: string | null;
	/** PEM file of a private CA. */
	caFile: string | null;
};
export type FileSource = {
	/** The file. */
	path: string;
	/** What it is. */
	format: FileFormat;
	/** Which column is what, for CSV. */
	mapping: CsvMapping | null;
	/** Folder of a pack, or the id of a built-in one. */
	pack: string | null;
	/** Live or not. */
	environment: EnvironmentKind;
};
export type FileFormat = "pairs" | "csv" | "json";
export type CsvMapping = {
	/** Person id or login name. */
	person: string | null;
	/** Name for people. */
	personName: string | null;
	/** E-mail address. */
	email: string | null;
	/** Department. */
	department: string | null;
	/** Job title. */
	title: string | null;
	/** Whether the account is active. */
	active: string | null;
	/** Group. */
	group: string | null;
	/** Role. */
	role: string | null;
	/** Permission. */
	permission: string | null;
	/** Object. */
	object: string | null;
	/** Begin. */
	since: string | null;
	/** End. */
	until: string | null;
	/** Last use of the permission. */
	lastUsed: string | null;
	/** One character; found out when left out. */
	delimiter: string | null;
	/** The columns after the person or role are permissions, the cells are yes or no. */
	matrix: boolean;
};
export type FilePreview = {
	/** What it seems to be. */
	format: FileFormat;
	/** Header of a CSV file. */
	columns: string[];
	/** The first rows, at most 8. */
	sample: string[][];
	/** A mapping that fits the header. */
	suggested: CsvMapping | null;
	/** What would be read with the given or suggested mapping. */
	counts: TenantCounts;
	/** What would be left out, at most 50. */
	problems: ProblemView[];
	/** How many problems. */
	problemsTotal: number;
};
export type ConnectionTest = {
	/** Every step passed or only warned. */
	ok: boolean;
	/** In order. */
	steps: TestStep[];
	/** How long it took. */
	elapsedMs: number;
};
export type TestStep = {
	/** Stable id, such as `token`. */
	id: string;
	/** What was tried, such as `Token is accepted`. */
	title: string;
	/** How it went. */
	state: TestState;
	/** A short fact, such as `42 ms`; may be empty. */
	value: string;
	/** What happened, when not passed. */
	detail: string;
	/** What to do about it, when not passed. */
	remedy: string;
};
export type TestState = "passed" | "warning" | "failed" | "skipped";
export type Progress = {
	/** Name of the tenant in the workspace. */
	tenant: string;
	/** `connecting`, `people`, `groups`, `roles`, `reading`, `compiling`, `storing`. */
	stage: string;
	/** How many were read. */
	done: number;
	/** How many there are, when the server says. */
	total: number | null;
	/** In words. */
	message: string;
};
export type Workspace = {
	/** Folder of the workspace. */
	path: string;
	/** Version of Steward. */
	version: string;
	/** Who uses it. */
	operator: OperatorInfo;
	/** Short hash of the policy set in force. */
	policyVersion: string;
	/** Where tokens are kept. */
	secrets: SecretStore;
	/** Its tenants, by name. */
	tenants: TenantSummary[];
};
export type OperatorInfo = {
	/** Stable pseudonymous id. */
	id: string;
	/** Name. */
	name: string;
	/** Operator roles. */
	roles: string[];
};
export type SecretStore = {
	/** Which kind is in use. */
	kind: SecretStoreKind;
	/** In words, with what to do when it is not the keyring. */
	detail: string;
};
export type SecretStoreKind = "keyring" | "passphrase-file" | "locked" | "unavailable";
export type OperationInfo = {
	/** Stable name, such as `tenant.refresh`. */
	name: string;
	/** What it does. */
	title: string;
	/** Its class. */
	consequence: ConsequenceClass;
	/** Type of what it acts on. */
	object: string;
	/** How many other people have to agree. */
	approvals: number;
	/** Whether the present operator may. */
	allowed: boolean;
	/** Operator roles that may. */
	roles: string[];
};
export type PolicyView = {
	/** Its id. */
	id: string;
	/** Cedar. */
	text: string;
	/** What it is for. */
	annotation: string;
};
export type DoctorCheck = {
	/** Stable id. */
	id: string;
	/** What was looked at. */
	title: string;
	/** How it is. */
	state: TestState;
	/** What was seen. */
	detail: string;
	/** What to do about it. */
	remedy: string;
};
export type EntryView = {
	/** Position in the record. */
	seq: number;
	/** When. */
	at: string;
	/** Pseudonymous id of who. */
	operator: string;
	/** Name of the operation. */
	operation: string;
	/** Its class. */
	consequence: ConsequenceClass;
	/** Name of the tenant, or empty. */
	tenant: string;
	/** What it was about; may be empty. */
	object: string;
	/** `window`, `cli`. */
	surface: string;
	/** Hash of the policy set that decided. */
	policyVersion: string;
	/** Policies that decided. */
	policies: string[];
	/** `done`, `refused`, `failed`, `intent`. */
	outcome: string;
	/** JSON of what changed; may be empty. */
	detail: string;
};
