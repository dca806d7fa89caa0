// Forgetting somebody who left: by keyboard, from the settings of the tenant, until no file of the workspace names them.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { clean, folder, goTo, open } from "./journeys.mjs";
import { eventually, Key } from "./window.mjs";

const NAME = "Zora Ostrander";
const NAMES = [NAME, "zora.ostrander", "zora@acme.example"];
const SETTINGS = "/t/acme/settings?tab=left";

/** A tenant with Zora or without her, and somebody deactivated who holds a role, which is a finding. */
function tenant(withZora) {
  const zora = { id: "u-zora", userName: "zora.ostrander", displayName: NAME, email: "zora@acme.example" };
  const people = [
    { id: "u-ben", userName: "ben", displayName: "Ben Cho" },
    { id: "u-cleo", userName: "cleo", displayName: "Cleo Diaz", active: false },
  ];
  const held = people.map(({ id }) => ({ role: "reader", person: id }));
  return JSON.stringify({
    steward: 1,
    tenant: { name: "Acme" },
    people: withZora ? [zora, ...people] : people,
    roles: [{ id: "reader", displayName: "Reader" }],
    permissions: [{ id: "docs.read", displayName: "Read documents" }],
    assignments: withZora ? [{ role: "reader", person: zora.id }, ...held] : held,
    grants: [{ permission: "docs.read", role: "reader" }],
  });
}

/** A window with the tenant, whose source is a file that can be written anew. */
async function withAcme() {
  const path = join(folder(), "acme.json");
  writeFileSync(path, tenant(true));
  const w = await open({ args: ["--practice"] });
  const source = { path, format: "json", mapping: null, pack: null, environment: "live" };
  await w.invoke("add_file", { name: "acme", source });
  const { open: findings } = await w.invoke("findings", { name: "acme", at: null });
  const returns = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  await w.invoke("dismiss", { name: "acme", key: findings[0].key, reason: `as ${NAME} asked`, returns });
  await w.invoke("backup", { out: null });
  await w.script(
    "localStorage.setItem('steward.views.people', arguments[0])",
    JSON.stringify([{ name: "Hers", search: { q: NAME } }, { name: "Others", search: { q: "ben" } }]),
  );
  await again(w);
  return { w, path };
}

/** Loads the page anew, so that it asks what is there. */
async function again(w) {
  await w.script("document.body.dataset.left = true; location.reload()");
  await eventually("the page to be loaded anew", () => w.script("return !document.body.dataset.left"));
  await w.find("main:not(.boot)", "", 60_000);
}

/** Files of the workspace that hold one of her names byte by byte, whatever its letters; what the page keeps is apart. */
function holding(w) {
  const files = readdirSync(w.folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath ?? file.path, file.name))
    .filter((file) => !file.startsWith(join(w.folder, "page")));
  const names = NAMES.map((name) => name.toLowerCase());
  return files.filter((file) => {
    const text = readFileSync(file, "latin1").toLowerCase();
    return names.some((name) => text.includes(name));
  });
}

/** Puts the cursor where one types who left, and asks. */
async function lookFor(w, who) {
  const input = await w.find(".setting form input");
  await input.clear();
  await input.sendKeys(who, Key.ENTER);
}

const kept = (w) => w.script("return JSON.stringify({ ...localStorage })");
const focused = (w) => w.script("return document.activeElement?.textContent ?? ''");

test("somebody who left is forgotten by keyboard, and no file of the workspace names them", async () => {
  const { w, path } = await withAcme();
  await goTo(w, "/t/acme/people/u-zora", NAME);
  await eventually("what was opened lately to be kept", async () => (await kept(w)).includes("u-zora"));
  assert.ok(holding(w).length > 0, "there is something to be found");

  await goTo(w, SETTINGS, "Who left");
  await lookFor(w, NAME);
  await w.sees("is still in the tenant");
  await w.sees("They have to leave first");
  await clean(w, "somebody who is still in the tenant");

  writeFileSync(path, tenant(false));
  await w.invoke("refresh", { name: "acme", acceptLoss: true });
  await again(w);
  await goTo(w, SETTINGS, "Who left");
  await lookFor(w, "Nobody at all");
  await w.sees("Nothing is kept under this name");
  await lookFor(w, "zora@acme.example");
  await w.sees(`What is kept about ${NAME}`);
  await w.sees("1 snapshot names them.");
  await w.sees("1 dismissed finding names them.");
  await w.sees("out of reach");
  for (const theme of ["dark", "light"]) {
    await w.script("document.documentElement.dataset.theme = arguments[0]", theme);
    await clean(w, `what is kept about somebody, ${theme}`);
  }

  await eventually("the cursor at what is kept", async () => (await focused(w)).includes("What is kept about"));
  await w.press(Key.TAB);
  await w.press("Ben Cho", Key.ENTER);
  const button = await w.find("button[type=submit]", `Forget ${NAME}`);
  assert.equal(await button.isEnabled(), false, "another name is not enough");
  assert.ok(holding(w).length > 0, "nothing was erased yet");
  await w.chord(Key.CONTROL, "a");
  await w.press(NAME);
  await eventually("the button", () => button.isEnabled());
  await w.press(Key.ENTER);
  await w.sees("leads to nobody now", 60_000);
  await eventually("the cursor at what was done", async () => (await focused(w)) === "Forgotten");
  const text = await w.text();
  assert.match(text, /1 snapshot was written anew/);
  assert.match(text, /1 copy of the workspace from before was removed/);
  assert.match(text, /yours to erase/);
  assert.ok(!text.includes("Ostrander"), "what was done does not name them");
  await clean(w, "what was done");

  await w.script(
    "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copiedText = text; } } })",
  );
  await w.click("button", "Copy this");
  await w.sees("Copied what was done");
  const copied = await w.script("return window.copiedText");
  assert.match(copied, /^A person of Acme was forgotten\.[^]*Left to do\n- /);
  assert.doesNotMatch(copied, /zora|ostrander/i);

  assert.deepEqual(holding(w), []);
  const left = JSON.parse(await kept(w));
  assert.doesNotMatch(JSON.stringify(left), /zora|ostrander/i, "the window keeps nothing of them");
  assert.match(left["steward.views.people"], /Others/, "and everything else");
  const [last] = (await asked(w, "op:person.forget outcome:success")).rows;
  const entry = await w.invoke("audit_show", { id: last.id });
  assert.equal(entry.confirmation, "typed");
  assert.equal((await w.invoke("audit_verify", {})).holds, true);

  await w.click("button", "Forget somebody else");
  await lookFor(w, NAME);
  await w.sees("Nothing is kept under this name");
});

function asked(w, text) {
  const question = { tenant: "acme", text };
  return w.invoke("audit_search", { question, toward: "older", place: null, limit: 1 });
}

test("a tenant that is removed says in its entry that its name was typed", async () => {
  const { w } = await withAcme();
  await goTo(w, "/t/acme/settings?tab=remove", "to go on");
  await w.type(".setting form input", "acme");
  await w.press(Key.ENTER);
  await w.sees("was removed from Steward");
  const question = { tenant: null, text: "op:tenant.remove outcome:success" };
  const { rows } = await w.invoke("audit_search", { question, toward: "older", place: null, limit: 1 });
  assert.equal((await w.invoke("audit_show", { id: rows[0].id })).confirmation, "typed");
});
