// Asking what is on record, in the practice tenant: who did it, may that be trusted, and a file that says so.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { at, clean, folder, goTo, open, readTable, saveAs } from "./journeys.mjs";
import { eventually, Key, root, spoil } from "./window.mjs";

const CLI = process.env.STEWARD_CLI ?? join(root, "target/debug/steward");
const EVERYTHING = { tenant: "practice", text: "" };
const search = (w, question, limit = 200) =>
  w.invoke("audit_search", { question: { ...EVERYTHING, ...question }, toward: "older", place: null, limit });
/** How many entries the field says that there are. */
const found = (w) => w.script("return Number(document.querySelector('.audit-found')?.textContent.split(' ')[0].replaceAll(',', ''))");
const titles = (w) => w.script("return [...document.querySelectorAll('[role=grid] [data-line] .md')].map((one) => one.textContent)");
const closed = (w) => eventually("the dialog to close", () => w.script("return document.querySelector('[role=dialog]') === null"));
const region = (w) => w.script("return document.activeElement?.closest('[data-region]')?.dataset.region");

/** What has the cursor, as it is called; empty when nothing that can be used has it. */
const cursor = (w) => w.script(`
  const one = document.activeElement;
  if (!one?.matches("button, a, input, summary, [role=slider], [role=menuitem]")) return "";
  return [one.getAttribute("aria-label"), one.textContent].filter(Boolean).join(" ");`);

/** Presses a key until what has the cursor is called so. */
const until = (w, key, name) => eventually(`${name} by keyboard`, async () => {
  if ((await cursor(w)).includes(name)) return true;
  await w.press(key);
  return false;
});

/** Presses F6 until the cursor is in a region. */
const intoRegion = (w, name) => eventually(`the region ${name}`, async () => {
  if ((await region(w)) === name) return true;
  await w.press(Key.F6);
  return false;
});

/** Things that happen in a tenant: people are exported, a finding is dismissed, and something is refused. */
async function happen(workspace) {
  const w = await open({ workspace, args: ["--practice"] });
  await goTo(w, "/t/practice/people", "Rows 1–");
  const people = join(folder(), "people.csv");
  await w.chord(Key.CONTROL, "e");
  await w.click("[role=dialog] label", "Table");
  await w.click("[role=dialog] button", "Choose where to write");
  await saveAs(people);
  await w.sees(`Written to ${people}`);
  await goTo(w, "/t/practice/findings", "Bram Dekker holds policy permissions");
  await w.click("[role=option]", "Bram Dekker holds policy permissions");
  await w.press("d");
  await w.sees("comes back");
  await w.type("[role=dialog] textarea, [role=dialog] input[type=text]", "agreed with the board");
  await w.click("[role=dialog] button", "Dismiss");
  await closed(w);
  await w.close();
  const other = await open({ workspace, env: { STEWARD_TEST_OPERATOR: "omar" } });
  const snapshots = await other.invoke("snapshots", { name: "practice" });
  const wanted = { name: "practice", hash: snapshots.find((one) => !one.baseline).hash };
  await assert.rejects(other.invoke("set_baseline", wanted), /refused/, "an observer sets no baseline");
  await other.close();
}

test("who did what: asked, narrowed, opened, verified, kept and exported, by keyboard", async () => {
  const workspace = folder();
  await happen(workspace);
  const w = await open({ workspace });
  await w.sees("things need you");
  await w.press("g", "a");
  await at(w, "/t/practice/audit");
  await w.find("[role=grid][aria-label^=Entries] [data-line]");
  const all = (await search(w, {})).total;
  assert.equal(await found(w), all, "every entry of the tenant");
  assert.ok(all >= 4);
  await clean(w, "the audit trail");

  // a question that cannot be understood says where, and stays to be mended
  await w.press("/");
  await w.press("outcom:denied", Key.ENTER);
  await w.find("[role=alert]", "outcom");
  await clean(w, "a question that cannot be understood");
  await w.press(Key.ESCAPE);
  // asked with what is offered
  await w.press("outc");
  await w.find("[role=listbox] [role=option]", "outcome:");
  await clean(w, "what may come next");
  await w.press(Key.ARROW_DOWN, Key.ENTER);
  await w.find("[role=listbox] [role=option]", "Refused");
  await w.press("denied", Key.ENTER);
  await at(w, "outcome");
  const refused = await search(w, { text: "outcome:denied" });
  await eventually("the refusals alone", async () => (await found(w)) === refused.total);
  assert.ok(refused.rows.some((row) => row.operation === "snapshot.baseline"), "the refusal is an entry");
  await w.sees("Refused");

  // the last part goes back to being text, and away
  await w.press(Key.BACK_SPACE);
  await eventually("the part as text", () => w.script("return document.activeElement.value === 'outcome:denied'"));
  await w.press(Key.ESCAPE);
  await eventually("everything again", async () => (await found(w)) === all);

  // narrowed by a facet: F6 to the filters, arrows to the class, Space
  await w.press(Key.ESCAPE);
  await eventually("the filters", async () => {
    if ((await region(w)) !== "Filters") await w.press(Key.F6);
    return (await region(w)) === "Filters";
  });
  await w.press(Key.HOME);
  await eventually("the class", async () => {
    const label = await w.script("return document.activeElement.getAttribute('aria-label') ?? ''");
    if (label.startsWith("Override")) return true;
    await w.press(Key.ARROW_DOWN);
    return false;
  });
  await w.press(" ");
  await at(w, "consequence");
  const grave = await search(w, { text: "consequence:override" });
  await eventually("overrides alone", async () => (await found(w)) === grave.total);
  assert.deepEqual(new Set(await titles(w)), new Set(grave.rows.map((row) => row.title)));
  await clean(w, "entries that were narrowed");

  // the entry: who, under which policy, and what proves it
  await w.press("j");
  await at(w, "entry=");
  await w.find(".inspector .audit-proof");
  const [first] = grave.rows;
  const detail = await w.invoke("audit_show", { id: first.id });
  assert.ok(["proved", "signed"].includes(detail.proof.state), detail.proof.message);
  await w.sees(first.title);
  await w.sees(detail.proof.state === "proved" ? "Verified offline" : "Signed, proof to come");
  assert.deepEqual(detail.policies.map((one) => one.id), ["administrator-runs"]);
  await w.click(".inspector summary", "administrator-runs");
  await w.find(".inspector .audit-code", "permit");
  await clean(w, "an entry");
  await w.click("[role=grid] [role=row][aria-selected=true] time", "");
  await w.press(Key.ENTER);
  await eventually("Enter to go into the panel", async () => (await region(w)) === "Entry");
  await w.press(Key.ESCAPE);
  await eventually("the panel to close", () => w.script("return document.querySelector('.inspector') === null"));

  // verified
  await w.press("v");
  await w.find("[role=dialog]", "Everything that is signed or sealed holds");
  await w.find("[role=dialog] .audit-log", "Signed up to number");
  await clean(w, "what verifying came to");
  await w.press(Key.ESCAPE);
  await closed(w);
  await w.find(".status", "verified");

  // kept under a name, and asked again by it
  await w.click(".audit-bar button", "Saved");
  await w.click("[role=menuitem]", "Save this question");
  await w.find("[role=dialog] input");
  await w.press("Overrides for the board", Key.ENTER);
  await w.sees("Saved as Overrides for the board");
  await closed(w);
  const kept = (await w.invoke("audit_questions")).find((one) => one.name === "Overrides for the board");
  assert.equal(kept.text, "consequence:override");
  await goTo(w, "/t/practice/audit", "Entries per");
  await eventually("everything", async () => (await found(w)) >= all);
  await w.click(".audit-bar button", "Saved");
  await w.click("[role=menuitem]", "Overrides for the board");
  await at(w, "consequence");

  // exported, and read back
  for (const [format, ending] of [["Table", "csv"], ["JSON Lines", "jsonl"]]) {
    const { total } = await search(w, { text: kept.text });
    const file = join(folder(), `audit.${ending}`);
    await w.chord(Key.CONTROL, "e");
    await w.click("[role=dialog] label", format);
    await clean(w, "exporting entries");
    await w.click("[role=dialog] button", "Choose where to write");
    await saveAs(file);
    await w.sees(`written to ${file}`);
    await closed(w);
    const text = readFileSync(file, "utf8");
    const lines = ending === "csv" ? readTable(file).slice(1) : text.trimEnd().split("\n").map((line) => JSON.parse(line));
    assert.equal(lines.length, total, `every entry is in the ${format}`);
    for (const line of lines) assert.match(JSON.stringify(line), /override/i);
    assert.ok(lines.some((line) => JSON.stringify(line).includes("access.export")));
  }
});

/** A file of a tenant's own audit log: one event for each moment and how it ended. */
function systemLog(...events) {
  const file = join(folder(), "system-log.jsonl");
  const lines = events.map(([published, result], at) => JSON.stringify({
    uuid: `7f3a0c1e-0000-4000-8000-00000000000${at}`,
    published,
    eventType: "user.lifecycle.deactivate",
    version: "0",
    severity: "INFO",
    displayMessage: "Deactivate user",
    actor: { id: "00u1", type: "User", alternateId: "ines.okafor@northwind.example", displayName: "Ines Okafor" },
    client: { ipAddress: "203.0.113.41" },
    outcome: { result },
    target: [{ id: "00u2", type: "User", alternateId: "jonas.weiss@northwind.example", displayName: "Jonas Weiss" }],
    transaction: { id: "t-1", type: "WEB" },
  }));
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
}

test("time is chosen by its two ends, with the keyboard and with the mouse", async () => {
  const w = await open({ args: ["--practice"] });
  await w.sees("things need you");
  const path = systemLog(["2026-05-03T10:00:00.000Z", "SUCCESS"], ["2026-07-03T11:00:00.000Z", "FAILURE"]);
  await w.invoke("audit_import", { tenant: "practice", path, mapping: null });
  await goTo(w, "/t/practice/audit", "Entries per");
  await w.find("[role=slider]");
  const all = await eventually("every entry", () => found(w));
  await w.script("document.querySelector('[role=slider][aria-label=Beginning]').focus()");
  await w.press(Key.END);
  await at(w, "since");
  await w.sees("Selected");
  await eventually("fewer", async () => (await found(w)) < all);
  await clean(w, "a chosen stretch");
  await w.press(Key.ESCAPE);
  await eventually("all of time", async () => !(await w.script("return location.hash")).includes("since"));
  await eventually("every entry again", async () => (await found(w)) === all);
  const plot = await w.find(".audit-plot");
  await w.driver.actions().move({ origin: plot, x: -120 }).press().move({ origin: plot, x: 60 }).release().perform();
  await at(w, "since");
  await at(w, "until");
  await w.click("[aria-label='Draw the selected stretch alone']");
  await eventually("that stretch drawn alone", () => w.script("return document.querySelector('[aria-label=\"Draw all of time\"]:not(:disabled)') !== null"));
  await w.click("[aria-label='Draw all of time']");
  await w.click("[aria-label='Show as a table']");
  await w.find("[aria-label='When it happened, as a table'] td");
  await clean(w, "when it happened, as a table");
});

test("a log of the tenant is looked at, read in and searched beside Steward’s own entries", async () => {
  const file = systemLog(["2026-05-03T10:00:00.000Z", "SUCCESS"], ["2026-05-03T11:00:00.000Z", "FAILURE"]);
  const w = await open({ args: ["--practice"] });
  await goTo(w, "/t/practice/audit?do=import", "Read an audit log in");
  await w.type("[role=dialog] input.mono", file);
  await w.press(Key.ENTER);
  await w.find("[role=dialog] .environment-mark", "PRACTICE");
  await w.find("[role=dialog]", "First events, as they are read");
  await w.find("[role=dialog]", "user.lifecycle.deactivate");
  await w.find("[role=dialog] summary", "Fields that are not mapped");
  await clean(w, "an audit log before it is read in");
  await w.click("[role=dialog] button", "Read in 2 events");
  await w.click("[role=dialog] button", "Show the events");
  await at(w, "source");
  await eventually("two events", async () => (await found(w)) === 2);
  await eventually("the cursor in the list", async () => (await region(w)) === "Entries");
  const heads = () => w.script("return [...document.querySelectorAll('[role=grid] [role=columnheader]')].map((one) => one.textContent).join()");
  await eventually("no column for what no event says", async () => !(await heads()).includes("Approval"));
  await clean(w, "events of the tenant");
  await w.press("j");
  await w.find(".inspector .audit-proof", "2 events of");
  await clean(w, "an event of the tenant");
  // evidence of the entry is of its request, whatever is asked
  await w.click(".inspector-foot button", "Create evidence");
  await w.find("[role=dialog]", "Evidence for this entry");
  await w.find("[role=dialog]", "with everything else in its request");
  await w.find("[role=dialog] .audit-term", "request");
  await w.find("[role=dialog]", "2 events of tenants’ own logs answer the question");
  await clean(w, "evidence of an entry");
  await w.press(Key.ESCAPE);
  await closed(w);
  writeFileSync(file, readFileSync(file, "utf8").replace("FAILURE", "DENY"));
  await goTo(w, "/t/practice/audit?do=import", "Read an audit log in");
  await w.type("[role=dialog] input.mono", file);
  await w.press(Key.ENTER);
  await w.find("[role=dialog] [role=note]", "the file says something else");
  await clean(w, "a log that tells an event in another way");
});

test("from a question to its evidence without a mouse", async () => {
  const w = await open({ args: ["--practice"] });
  await w.sees("things need you");
  const path = systemLog(["2026-05-03T10:00:00.000Z", "SUCCESS"], ["2026-07-03T11:00:00.000Z", "FAILURE"]);
  await w.invoke("audit_import", { tenant: "practice", path, mapping: null });
  await w.press("g", "a");
  await at(w, "/t/practice/audit");
  const all = await eventually("every entry", () => found(w));

  // a filter: how the approval stands
  await intoRegion(w, "Filters");
  await w.press(Key.HOME);
  await until(w, Key.ARROW_DOWN, "Not needed");
  await w.press(" ");
  await at(w, "approval");
  const own = await search(w, { text: "approval:none" });
  assert.ok(own.total > 0 && own.total < all, "the tenant’s own log says nothing of approvals");
  await eventually("entries that needed no approval", async () => (await found(w)) === own.total);
  await clean(w, "entries by their approval");
  // the cursor is still among the filters, and all but these is one key
  assert.equal(await region(w), "Filters");
  await w.press("-");
  await eventually("all but these", async () => (await found(w)) === all - own.total);
  await w.press("-");
  await eventually("every entry again", async () => (await found(w)) === all);

  // a stretch of time
  await intoRegion(w, "When it happened");
  await until(w, Key.TAB, "Beginning");
  await w.press(Key.ARROW_RIGHT);
  await at(w, "since");
  await eventually("fewer", async () => (await found(w)) < all);
  await w.press(Key.ESCAPE);
  await eventually("all of time", async () => (await found(w)) === all);

  // an entry, and what proves it
  await w.press("j");
  await at(w, "entry=");
  await w.find(".inspector .audit-proof");
  await intoRegion(w, "Entries");
  await w.press(Key.ENTER);
  await eventually("Enter to go into the panel", async () => (await region(w)) === "Entry");
  await until(w, Key.TAB, "How it is proved");
  await w.press(" ");
  await w.find(".inspector details[open] dl", "Signed by");
  await until(w, Key.TAB, "Verify everything");
  await w.press(Key.ENTER);
  await w.find("[role=dialog]", "Everything that is signed or sealed holds");
  await w.press(Key.ESCAPE);
  await closed(w);

  // kept under a name
  await w.press(Key.ESCAPE);
  await w.press("/");
  await w.press("outcome:failure source:tenant", Key.ENTER);
  await at(w, "outcome");
  await until(w, Key.TAB, "Saved");
  await w.press(Key.ENTER);
  await w.find("[role=menuitem]", "Save this question");
  await until(w, Key.ARROW_DOWN, "Save this question");
  await w.press(Key.ENTER);
  await w.find("[role=dialog] input");
  await w.press("What failed", Key.ENTER);
  await w.sees("Saved as What failed");
  await closed(w);

  // written to a file
  const { total } = await search(w, { text: "outcome:failure source:tenant" });
  const file = join(folder(), "failed.csv");
  await w.chord(Key.CONTROL, "e");
  await w.find("[role=dialog]", "No person is named in this file.");
  await until(w, Key.TAB, "Choose where to write");
  await w.press(Key.ENTER);
  await saveAs(file);
  await w.sees(`written to ${file}`);
  assert.equal(readTable(file).length - 1, total);
  assert.ok(!readFileSync(file, "utf8").includes("Ines Okafor"), "people are withheld unless one says otherwise");

  // and with names, when that is chosen
  await closed(w);
  const named = join(folder(), "named.csv");
  await w.chord(Key.CONTROL, "e");
  await w.click("[role=dialog] label", "Disclosed");
  await w.find("[role=dialog]", "People are named in this file");
  await clean(w, "exporting entries with names");
  await w.click("[role=dialog] button", "Choose where to write");
  await saveAs(named);
  await w.sees(`written to ${named}`);
  assert.ok(readFileSync(named, "utf8").includes("Ines Okafor"));
});

test("evidence for a control is found, made and verified without a mouse", async () => {
  const w = await open({ args: ["--practice"] });
  await w.sees("things need you");
  const path = systemLog(["2026-05-03T10:00:00.000Z", "SUCCESS"], ["2026-07-03T11:00:00.000Z", "FAILURE"]);
  await w.invoke("audit_import", { tenant: "practice", path, mapping: null });
  await w.chord(Key.CONTROL, "k");
  await w.find("[role=dialog] input");
  await w.press(">evidence for a control");
  await w.find("[role=option][aria-selected=true]", "Write a bundle of evidence for a control");
  await w.press(Key.ENTER);
  await at(w, "do=control-evidence");
  await w.find("[role=dialog] [role=option]");
  await eventually("the cursor where a control is sought", async () => (await cursor(w)).startsWith("Control"));
  await clean(w, "evidence for a control");

  // all of them, by framework; the arrow keys choose
  const listed = await w.invoke("evidence_controls");
  const offered = () => w.script("return [...document.querySelectorAll('[role=dialog] [role=group] [role=option]')].length");
  assert.equal(await offered(), listed.length);
  await w.press(Key.ARROW_DOWN);
  await w.find("[role=dialog] [role=option][aria-selected=true]", listed[1].title);
  await w.press("no such");
  await w.find("[role=dialog] [role=status]", "No control is called");
  await w.press(...Array.from("no such", () => Key.BACK_SPACE));

  // found by its id: how far it goes, what it asks for, and how many answer
  await w.press("ac-2");
  await eventually("that control alone", async () => (await offered()) === 1);
  const control = listed.find((one) => one.id === "AC-2");
  await w.find("[role=dialog] dl", control.shows);
  await w.find("[role=dialog] dl", control.lacks);
  await w.find("[role=dialog] .audit-term", "kind of object");
  const told = await search(w, { text: `${control.question} source:tenant` });
  assert.ok(told.total > 0, "the log of the tenant tells of accounts");
  await w.find("[role=dialog] .field-note", `${told.total} event`);

  // made with names withheld, and verified by who has the key
  const file = join(folder(), "ac-2.zip");
  await w.press(Key.ENTER);
  await eventually("Enter to go on to the form", () => w.script("return document.activeElement?.name === 'disclose'"));
  await until(w, Key.TAB, "Choose where to write");
  await w.press(Key.ENTER);
  await saveAs(file);
  await w.find("[role=dialog] [role=status]", "with proof");
  await w.find("[role=dialog] [role=status]", "names and values withheld");
  await clean(w, "evidence for a control that was made");
  const key = await w.script("return [...document.querySelectorAll('[role=dialog] .facts dd .mono')].at(-1).title");
  const said = execFileSync(CLI, ["evidence", "verify", file, "--key", key], { encoding: "utf8" });
  assert.match(said, /Control: AC-2 Account Management/);
  assert.ok((await search(w, { tenant: null, text: "op:evidence.create" })).total > 0, "it is on record");
});

test("a person and a role lead to what is on record about them", async () => {
  const w = await open({ args: ["--practice"] });
  await goTo(w, "/t/practice/roles", "Model Tester");
  await w.click("[role=row] a", "Model Tester");
  await at(w, "/t/practice/roles/");
  await w.find("section[aria-label='On record'] a", "What was done to it");
  const role = await w.script("return decodeURIComponent(location.hash.match(/roles\\/([^?]+)/)[1])");
  const file = join(folder(), "meridian.jsonl");
  const line = (event) => JSON.stringify({ time: "2026-05-03T10:12:44Z", result: "success", ...event });
  const felix = { id: "felix.aydin" };
  writeFileSync(file, [
    line({ id: "m1", actor: { id: "the-directory" }, action: "user.deactivate", objectType: "user", objectId: "felix.aydin" }),
    line({ id: "m2", actor: felix, actorName: "Felix Aydin", action: "role.assign", objectType: "role", objectId: role }),
  ].join("\n"));
  await w.invoke("audit_import", { tenant: "practice", path: file, mapping: null });
  const leads = async (words, operation) => {
    await w.click("section[aria-label='On record'] a", words);
    await at(w, "/t/practice/audit");
    await eventually(`only ${operation}`, async () => (await titles(w)).join() === operation);
  };
  await leads("What was done to it", "role.assign");
  await goTo(w, "/t/practice/people/felix.aydin", "Effective access");
  await leads("What was done to them", "user.deactivate");
  await w.find(".audit-term", "Felix Aydin");
  await clean(w, "what is on record about a person");
  await w.script("history.back()");
  await w.find("section[aria-label='On record'] a", "What they did");
  await clean(w, "a person with the way to what is on record");
  await leads("What they did", "role.assign");
});

test("what came since it was verified is no alarm, and what was changed is one that names its place", async () => {
  const workspace = folder();
  await happen(workspace);
  const w = await open({ workspace });
  await goTo(w, "/t/practice/audit", "Nobody verified yet");
  await clean(w, "a record that nobody verified");
  await w.press("v");
  await w.find("[role=dialog]", "Everything that is signed or sealed holds");
  await w.press(Key.ESCAPE);
  await closed(w);
  await w.find(".page-note", "Verified ");
  const path = systemLog(["2026-05-03T10:00:00.000Z", "SUCCESS"]);
  await w.invoke("audit_import", { tenant: "practice", path, mapping: null });
  await goTo(w, "/t/practice/today", "need");
  await goTo(w, "/t/practice/audit", "Entries per");
  await w.find(".page-note", " since");
  await w.find(".status", " since");
  assert.equal(await w.script("return document.querySelector('.audit-verdict') === null"), true, "no alarm");
  await clean(w, "entries since it was verified");
  await w.close();

  spoil(workspace);
  const broken = await open({ workspace });
  await goTo(broken, "/t/practice/audit", "Entries per");
  await broken.press("v");
  await broken.find("[role=dialog]", "found");
  const faults = await broken.script("return document.querySelector('.audit-faults').textContent");
  assert.doesNotMatch(faults, /[0-9a-f]{64}/, "hashes are as short as elsewhere");
  await broken.press(Key.ESCAPE);
  await closed(broken);
  await broken.find(".audit-verdict[role=alert]", "does not hold, first at entry ");
  await broken.find(".audit-verdict[role=alert]", "Keep a copy of the workspace");
  await broken.find(".status", "does not hold");
  await clean(broken, "a record that was changed");
  await broken.click(".audit-verdict button", "Show the first");
  await broken.find(".inspector [role=alert]", "cannot be read");
  await broken.find(".inspector [role=alert] button", "Verify everything");
  const offered = await broken.script("return document.querySelector('.inspector-foot')?.textContent ?? ''");
  assert.equal(offered, "", "nothing is made of an entry that cannot be read");
  await clean(broken, "an entry that cannot be read");
});

test("at twice the size an open entry leaves the head in reach, and the status bar keeps the ledger", async () => {
  const w = await open({ args: ["--practice"] });
  await w.sees("things need you");
  const path = systemLog(["2026-05-03T10:00:00.000Z", "SUCCESS"]);
  await w.invoke("audit_import", { tenant: "practice", path, mapping: null });
  await w.size(1100, 700);
  await w.find(".status button", "Ledger");
  const cut = () => w.script(`return [...document.querySelectorAll(".status-part > .trunc")]
    .filter((one) => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent)`);
  await eventually("the size", async () => (await w.script("return innerWidth")) === 1100);
  assert.deepEqual(await cut(), [], "nothing is cut in the status bar");
  for (let step = 0; step < 5; step += 1) await w.chord(Key.CONTROL, "+");
  await goTo(w, "/t/practice/audit", "Entries");
  await w.press("j");
  await w.find(".inspector .audit-proof");
  const covered = await w.script(`
    const box = (selector) => document.querySelector(selector).getBoundingClientRect();
    return box(".page-head").bottom - box(".inspector").top;`);
  assert.ok(covered < 1, `${covered} pixels of the head are covered`);
  const ledger = await w.find(".status button", "Ledger");
  assert.ok(await ledger.isDisplayed());
  assert.ok(!(await cut()).some((text) => text.startsWith("Ledger")), "how the ledger stands is not cut");
  await clean(w, "an entry at twice the size");
  // by keyboard: of a page that was made larger WebKit's automation does not know where things are
  const more = async (item) => {
    await w.script(`document.querySelector(".page-actions [aria-label='More about the audit trail']").focus()`);
    await w.press(Key.ENTER);
    await until(w, Key.ARROW_DOWN, item);
    await w.press(Key.ENTER);
  };
  await more("Evidence for this question");
  await w.find("[role=dialog]", "Evidence for this question");
  await w.press(Key.ESCAPE);
  await closed(w);
  await more("Evidence for a control");
  await w.find("[role=dialog] .export-choice");
  await clean(w, "evidence for a control at twice the size");
});

test("what one may not do with the trail says who may", async () => {
  const workspace = folder();
  const first = await open({ workspace, args: ["--practice"] });
  await first.sees("things need you");
  await first.close();
  const w = await open({ workspace, env: { STEWARD_TEST_OPERATOR: "omar" } });
  await goTo(w, "/t/practice/audit?do=export", "Exporting entries to a file is not among what you may do");
  await clean(w, "exporting entries as an observer");
  await w.press(Key.ESCAPE);
  await closed(w);
  await goTo(w, "/settings?tab=storage", "Choosing how long events stay is not among what you may do");
});
