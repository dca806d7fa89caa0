// Every screen of the window, as data. Run as a program it takes pictures of all of them and of the states beside them, light
// and dark, at both sizes, of the practice tenant and of a large one, into target/screens.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { conflict, CONNECTING, LOCKED, OBSERVING, OVER, SHUT, SPOILT, STALE } from "./states.mjs";
import { Key, openWindow, root, spoil } from "./window.mjs";

export const SIZES = [[1440, 900], [1100, 700]];
export const THEMES = ["light", "dark"];
// in layers, on every machine: of a window that is drawn in one piece the driver never gives a picture
const LAYERS = { WEBKIT_DISABLE_COMPOSITING_MODE: "0" };
const LARGE = join(root, "../shared/data/rbac/americas_small.txt");

const cells = (rows) => `[role=grid][aria-label^="${rows} by"] [data-pending=false]`;
const lines = (title) => `[role=grid][aria-label="${title}"] [data-line]`;
const tab = (title, name) => `main:has(h1[title="${title}"]) [data-tab="${name}"][aria-selected=true]`;

/** Types where a screen asks something, and asks it. */
const asking = (selector, text) => async (w) => {
  await w.type(selector, text);
  await w.press(Key.ENTER);
};

/** Before a tenant is connected: name, address, and what is there once the screen is drawn. */
export const FIRST = [
  ["connect", "/connect", "input[value=practice]:checked"],
  ["connect-scim", "/connect?kind=scim", "input[type=url]"],
  ["connect-file", "/connect?kind=file", "form input.mono"],
];

/**
 * The practice tenant: also the keys, or the steps, that open what has no address. What stands in braces is known once it runs. The
 * matrix keeps its panel and where it was scrolled to, so another screen stands between two of its own.
 */
export const PRACTICE = [
  ["today", "/t/practice/today", ".today-measures"],
  ["matrix-roles", "/t/practice/matrix?rows=roles", cells("roles")],
  ["brief", "/t/practice/today?brief=true", "[role=dialog]"],
  ["matrix-why", "/t/practice/matrix?rows=roles&row=model-tester&permission=agents.query", "[aria-label='Grant path']"],
  ["people", "/t/practice/people", lines("People")],
  ["matrix-people", "/t/practice/matrix?rows=people", cells("people")],
  ["people-nothing", "/t/practice/people?q=nobody", ".empty"],
  ["matrix-who", "/t/practice/matrix?rows=people&permission=data.export", ".inspector-body h3"],
  ["groups", "/t/practice/groups", lines("Groups")],
  ["matrix-groups", "/t/practice/matrix?rows=groups", cells("groups")],
  ["roles", "/t/practice/roles", lines("Roles")],
  ["matrix-differences", "/t/practice/matrix?rows=people&against={baseline}", ".chip[data-on=true]"],
  ["permissions", "/t/practice/permissions", lines("Permissions")],
  ["matrix-compare", '/t/practice/matrix?rows=roles&compare=["support-specialist-l1","support-specialist-l3","model-tester"]', ".inspector-body table"],
  ["person", "/t/practice/people/marek.lindqvist", tab("Marek Lindqvist", "access")],
  ["matrix-nothing", "/t/practice/matrix?rows=roles&q=nobody", ".empty"],
  ["person-findings", "/t/practice/people/marek.lindqvist?tab=findings", tab("Marek Lindqvist", "findings")],
  ["person-through", "/t/practice/people/marek.lindqvist?tab=through", tab("Marek Lindqvist", "through")],
  ["group", "/t/practice/groups/ai-pilot-emea", tab("AI pilot EMEA", "access")],
  ["group-people", "/t/practice/groups/ai-pilot-emea?tab=people", tab("AI pilot EMEA", "people")],
  ["group-nested", "/t/practice/groups/ai-pilot-emea?tab=groups", tab("AI pilot EMEA", "groups")],
  ["group-roles", "/t/practice/groups/ai-pilot-emea?tab=roles", tab("AI pilot EMEA", "roles")],
  ["role", "/t/practice/roles/configuration-manager", tab("Configuration Manager", "access")],
  ["role-people", "/t/practice/roles/configuration-manager?tab=people", tab("Configuration Manager", "people")],
  ["role-groups", "/t/practice/roles/configuration-manager?tab=groups", tab("Configuration Manager", "groups")],
  ["role-includes", "/t/practice/roles/configuration-manager?tab=includes", tab("Configuration Manager", "includes")],
  ["permission", "/t/practice/permissions/data.export", tab("Export data", "holders")],
  ["permission-given", "/t/practice/permissions/data.export?tab=given", tab("Export data", "given")],
  ["permission-rules", "/t/practice/permissions/data.export?tab=rules", tab("Export data", "rules")],
  ["gone", "/t/practice/people/nobody", ".empty"],
  ["findings", "/t/practice/findings", "[role=listbox]"],
  ["finding", "/t/practice/findings?finding={finding}", ".inspector-body"],
  ["findings-dismissed", "/t/practice/findings?tab=dismissed", "[role=listbox]"],
  ["findings-checks", "/t/practice/findings?tab=checks", ".check-table"],
  ["audit", "/t/practice/audit", lines("Entries, newest first")],
  ["audit-entry", "/t/practice/audit?entry={entry}", ".audit-proof"],
  ["audit-narrowed", "/t/practice/audit?q=consequence:diagnose,correct,override,policy,destructive", lines("Entries, newest first")],
  ["audit-all", "/t/practice/audit?all=true", lines("Entries, newest first")],
  ["audit-nothing", "/t/practice/audit?q=op:no.such", ".empty"],
  ["audit-wrong", "/t/practice/audit?q=whom:ines", ".error-panel"],
  ["audit-verify", "/t/practice/audit?do=verify", ".audit-log"],
  ["audit-export", "/t/practice/audit?do=export", "[role=dialog] .export-choice"],
  ["audit-evidence", "/t/practice/audit?do=evidence", "[role=dialog] .export-choice"],
  ["audit-control-evidence", "/t/practice/audit?do=control-evidence", "[role=dialog] .export-choice"],
  ["audit-entry-evidence", "/t/practice/audit?entry={entry}&do=entry-evidence", "[role=dialog] .export-choice"],
  ["audit-import", "/t/practice/audit?do=import", "[role=dialog] input.mono"],
  ["audit-save", "/t/practice/audit?q=consequence:correct&do=save", "[role=dialog] input"],
  ["audit-saved", "/t/practice/audit?do=saved", "[role=dialog] .audit-acts"],
  ["tenant-settings", "/t/practice/settings", tab("Tenant settings", "connection")],
  ["tenant-schedule", "/t/practice/settings?tab=schedule", tab("Tenant settings", "schedule")],
  ["tenant-snapshots", "/t/practice/settings?tab=snapshots", tab("Tenant settings", "snapshots")],
  ["tenant-diff", "/t/practice/settings?tab=snapshots&before={baseline}&after={now}", ".diff-cards"],
  ["tenant-diff-things", "/t/practice/settings?tab=snapshots&show=things&before={baseline}&after={now}", ".thing-groups"],
  ["tenant-diff-edges", "/t/practice/settings?tab=snapshots&show=edges&before={baseline}&after={now}", ".edge-row"],
  ["tenant-left", "/t/practice/settings?tab=left", tab("Tenant settings", "left")],
  ["tenant-left-there", "/t/practice/settings?tab=left", ".setting .error-panel", asking(".setting form input", "marek.lindqvist")],
  ["tenant-remove", "/t/practice/settings?tab=remove", tab("Tenant settings", "remove")],
  ["settings", "/settings", tab("Settings", "general")],
  ["settings-operations", "/settings?tab=policies&show=operations", ".operation-table"],
  ["settings-policies", "/settings?tab=policies&show=policies", ".policies"],
  ["settings-storage", "/settings?tab=storage", tab("Settings", "storage")],
  ["settings-machine", "/settings?tab=machine", tab("Settings", "machine")],
  ["settings-about", "/settings?tab=about", tab("Settings", "about")],
  ["connect-another", "/connect", "input[value=scim]:checked"],
  ["palette", "/t/practice/roles", "[role=dialog] [role=option]", [Key.CONTROL, "k"]],
  ["shortcuts", "/t/practice/roles", "[role=dialog] kbd", ["?"]],
];

const AMERICAS = [
  ["americas-today", "/t/americas/today", ".today-measures"],
  ["americas-matrix-people", "/t/americas/matrix?rows=people", cells("people")],
  ["americas-matrix-roles", "/t/americas/matrix?rows=roles", ".empty"],
  ["americas-people", "/t/americas/people", lines("People")],
  ["americas-matrix-why", "/t/americas/matrix?rows=people&row=1&permission=1", ".inspector-body h3"],
  ["americas-groups", "/t/americas/groups", ".empty"],
  ["americas-matrix-who", "/t/americas/matrix?rows=people&permission=1", ".inspector-body h3"],
  ["americas-roles", "/t/americas/roles", ".empty"],
  ["americas-permissions", "/t/americas/permissions", lines("Permissions")],
  ["americas-person", "/t/americas/people/1", tab("1", "access")],
  ["americas-permission", "/t/americas/permissions/1", tab("1", "holders")],
  ["americas-findings", "/t/americas/findings", "[role=listbox], .empty"],
  ["americas-audit", "/t/americas/audit", lines("Entries, newest first")],
  ["americas-settings", "/t/americas/settings", tab("Tenant settings", "connection")],
  ["americas-snapshots", "/t/americas/settings?tab=snapshots", tab("Tenant settings", "snapshots")],
  ["americas-palette", "/t/americas/people", "[role=dialog] [role=option]", [Key.CONTROL, "k"]],
];

/**
 * What the braces in the addresses of the practice tenant stand for. Its made-up log is read in before, and the last of its findings
 * is dismissed; the entry is what was taken out under an elevation.
 */
export async function known(w) {
  await w.invoke("audit_import", { tenant: "practice", path: null, mapping: null });
  const snapshots = await w.invoke("snapshots", { name: "practice" });
  const { open, dismissed } = await w.invoke("findings", { name: "practice", at: null });
  if (dismissed.length === 0) {
    const returns = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    await w.invoke("dismiss", { name: "practice", key: open.at(-1).key, reason: "agreed with the owner", returns });
    // the page was not told of it
    await w.driver.navigate().refresh();
    await w.find("nav a");
  }
  const question = { tenant: "practice", text: "request:EL-207" };
  const { rows } = await w.invoke("audit_search", { question, toward: "older", place: null, limit: 1 });
  return {
    entry: encodeURIComponent(rows[0].id),
    now: snapshots.find((one) => !one.baseline).hash,
    baseline: snapshots.find((one) => one.baseline).hash,
    then: encodeURIComponent(snapshots.find((one) => one.baseline).takenAt),
    finding: encodeURIComponent(open[0].key),
  };
}

/** Goes to a screen, and waits until it is drawn and stands still. */
export async function show(w, [, address, drawn, keys], words = {}) {
  await w.script(
    "document.activeElement?.blur(); location.hash = arguments[0]",
    `#${address.replace(/\{(\w+)\}/g, (_, word) => words[word])}`,
  );
  if (keys) {
    await w.settle();
    if (typeof keys === "function") await keys(w);
    else await (keys.length > 1 ? w.chord(...keys) : w.press(...keys));
  }
  await w.find(drawn);
  await w.settle();
}

/** What is open over a screen is closed before the next. */
export async function leave(w, [, , , keys]) {
  if (!keys) return;
  await w.press(Key.ESCAPE);
  await w.settle();
  // a question may lie over a dialog
  if (await w.script("return document.querySelector('[role=dialog]') !== null")) await w.press(Key.ESCAPE);
}

async function take(w, screens, theme, words) {
  for (const [width, height] of SIZES) {
    await w.size(width, height);
    for (const screen of screens) {
      await show(w, screen, words);
      await w.screenshot(`${screen[0]}-${theme}-${width}x${height}`);
      await leave(w, screen);
    }
  }
}

/** Takes pictures in a window of its own. */
async function pictured(theme, options, draw) {
  const w = await openWindow({ ...options, env: { ...LAYERS, ...options.env } });
  try {
    // the first screen, which is chosen late: what is asked for before is gone then
    await w.find("main:not([aria-busy=true])", "", 60_000);
    await w.theme(theme);
    return await draw(w);
  } finally {
    await w.close();
  }
}

/** A tenant whose file went away after it was read. */
async function addGone(w, workspace) {
  const path = join(workspace, "gone.txt");
  writeFileSync(path, "ada.lovelace read\n");
  const source = { path, format: "pairs", mapping: null, pack: null, environment: "live" };
  await w.invoke("add_file", { name: "gone-file", source });
  rmSync(path);
  // that it cannot be read is what is wanted
  await w.invoke("refresh", { name: "gone-file", acceptLoss: false }).catch(() => {});
}

async function addLarge(w) {
  const source = { path: LARGE, format: "pairs", mapping: null, pack: null, environment: "live" };
  await w.invoke("add_file", { name: "americas", source });
}

async function all(theme, workspace, shut) {
  await pictured(theme, {}, (w) => take(w, [...FIRST, ...CONNECTING], theme));
  const words = await pictured(theme, { workspace, args: ["--practice"] }, async (w) => {
    const found = await known(w);
    await take(w, PRACTICE, theme, found);
    await addGone(w, workspace);
    const moved = await conflict(w, workspace);
    if (existsSync(LARGE)) await addLarge(w);
    else console.log("americas_small is not here: it is not drawn");
    // read anew, for the page did not hear of them
    await w.theme(theme);
    await take(w, [...OVER, moved, ...STALE, ...(existsSync(LARGE) ? AMERICAS : [])], theme, found);
    return found;
  });
  const observer = { workspace, env: { STEWARD_TEST_OPERATOR: "omar" } };
  await pictured(theme, observer, (w) => take(w, OBSERVING, theme, words));
  // where no keyring runs, and tokens were kept under a passphrase
  const sealed = join(workspace, "secrets.age");
  if (!existsSync(sealed)) writeFileSync(sealed, "");
  const keyless = { workspace, env: { DBUS_SESSION_BUS_ADDRESS: "disabled:" } };
  await pictured(theme, keyless, (w) => take(w, LOCKED, theme));
  spoil(workspace);
  await pictured(theme, { workspace }, (w) => take(w, SPOILT, theme));
  writeFileSync(join(shut, "steward.db"), "this is no database");
  await pictured(theme, { workspace: shut }, (w) => take(w, SHUT, theme));
}

async function pictures() {
  for (const theme of THEMES) {
    const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), "steward-screens-")));
    try {
      await all(theme, ...folders);
    } finally {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    }
  }
  console.log("pictures lie in target/screens");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await pictures();
