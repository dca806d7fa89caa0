// Asking who can do what and why, in the practice tenant. Every screen is read by axe-core.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { clean, folder, goTo, open } from "./journeys.mjs";
import { eventually, Key } from "./window.mjs";

test("first run: the practice tenant in one click, Today, then a cell and its why", async () => {
  const w = await open();
  await w.sees("Connect a tenant");
  await clean(w, "connect");
  await w.click("button", "Start practising");
  await w.sees("things need you");
  await w.sees("PRACTICE");
  await clean(w, "today");
  await w.click("nav a", "Matrix");
  await w.find("[role=grid]");
  await w.sees("Workspace Owner");
  await clean(w, "matrix");
  // Model Tester, Query agents: granted, but it cannot work
  await w.click("[role=gridcell]", "Model Tester, Query agents");
  await w.press(Key.ENTER);
  await w.sees("Model Tester gives Query agents");
  await w.sees("Read documents");
  await clean(w, "why");
});

test("matrix, why, person, role, and who else: every name leads on", async () => {
  const w = await open({ args: ["--practice"] });
  await goTo(w, "/t/practice/matrix?rows=people&q=Felix", "Felix Aydin");
  await w.click("[role=gridcell]", "Felix Aydin, Query agents");
  await w.press(Key.ENTER);
  await w.sees("cannot work");
  await w.click("a", "Open person");
  await w.sees("Effective access");
  await clean(w, "a person");
  await w.click("button.tag", "Model Tester");
  await w.sees("By consequence");
  await clean(w, "a role");
  await w.click("[role=tab]", "People");
  await w.sees("Felix Aydin");
  await clean(w, "people with a role");
  await goTo(w, "/t/practice/permissions", "Export data");
  await w.type("input[type=search], .field input", "export data");
  await eventually("one row", async () => /of 1\b/.test(await w.text()));
  await w.click("[role=row]", "Export data");
  await w.press(Key.ENTER);
  await w.sees("Greta Olsen");
  await w.sees("Ravi Menon");
  await clean(w, "a permission");
});

test("lists are searched, filtered, sorted and exported, and the file holds what was shown", async () => {
  const w = await open({ args: ["--practice"] });
  await goTo(w, "/t/practice/people", "of 412");
  await clean(w, "people");
  await w.type("input[type=search], .field input", "lindqvist");
  await w.sees("Marek Lindqvist");
  await eventually("few rows", async () => /of [1-9]\b/.test(await w.text()));
  for (const [kind, total] of [["groups", 38], ["roles", 14], ["permissions", 46]]) {
    await goTo(w, `/t/practice/${kind}`, `of ${total}`);
    await clean(w, kind);
  }
  const file = join(folder(), "roles.csv");
  const answer = await w.invoke("export_list", {
    name: "practice",
    query: { kind: "roles", search: "", facets: [], within: null, onlyFindings: false, sort: "", descending: false, at: null },
    only: [],
    format: "csv",
    out: file,
  });
  assert.ok(answer.files.some((one) => one.path === file));
  const lines = readFileSync(file, "utf8").trim().split(/\r?\n/);
  assert.equal(lines.length, 15, "a head and fourteen roles");
  assert.ok(lines.some((line) => line.includes("Model Tester")));
});

test("findings are read worst first, one is opened, dismissed and brought back", async () => {
  const w = await open({ args: ["--practice"] });
  await w.sees("things need you");
  await w.click("nav a", "Findings");
  await w.sees("2 people can correct invoices and also approve exports");
  const text = await w.text();
  assert.ok(text.indexOf("Critical") < text.indexOf("Ravi Menon"), "the worst stands first");
  await clean(w, "findings");
  await w.click("[role=option]", "Bram Dekker holds policy permissions");
  await w.sees("Dismiss");
  await clean(w, "a finding");
  await w.press("d");
  await w.sees("comes back");
  await clean(w, "dismissing");
  await w.type("[role=dialog] textarea, [role=dialog] input[type=text]", "agreed with the board");
  await w.click("[role=dialog] button", "Dismiss");
  await w.sees("37");
  await goTo(w, "/t/practice/findings?tab=dismissed", "back");
  await w.click("[role=option]", "Bram Dekker holds policy permissions");
  await w.sees("Agreed with the board");
});

test("the palette finds people, goes to screens and says who may what one may not", async () => {
  const w = await open({ args: ["--practice"] });
  await w.sees("things need you");
  await w.chord(Key.CONTROL, "k");
  await w.find("[role=dialog] input, [role=combobox]");
  await w.press("@marek");
  await w.sees("Marek Lindqvist");
  await clean(w, "palette");
  await w.press(Key.ENTER);
  await w.sees("Effective access");
  await eventually("the person's page", async () => /people\//.test(await w.script("return location.hash")));
});

test("everything once with the keyboard alone", async () => {
  const w = await open({ args: ["--practice"] });
  await w.sees("things need you");
  const at = (what) => eventually(what, async () => (await w.script("return location.hash")).includes(what));
  await w.press("g", "m");
  await at("/matrix");
  await w.find("[role=grid]");
  await w.press("g", "p");
  await at("/people");
  await w.sees("of 412");
  await w.press("g", "r");
  await at("/roles");
  await w.sees("of 14");
  await w.press("g", "f");
  await at("/findings");
  await w.press("j");
  await w.sees("Why it matters");
  await w.press(Key.ESCAPE);
  await w.press("?");
  await w.sees("These shortcuts");
  await clean(w, "shortcuts");
  await w.press(Key.ESCAPE);
  await eventually("the dialog to close", () => w.script("return document.querySelector('[role=dialog]') === null"));
  await w.press(Key.F6);
  const region = await w.script("return document.activeElement?.closest('[data-region]')?.dataset.region ?? ''");
  assert.notEqual(region, "", "F6 goes to a region");
  await w.chord(Key.ALT, Key.ARROW_LEFT);
  await at("/roles");
  await w.sees("of 14");
  await w.press("g", "t");
  await at("/today");
  await w.press("w");
  await at("/findings");
});

test("settings: what is kept, what this machine can do, and a copy of the workspace", async () => {
  const w = await open({ args: ["--practice"] });
  await goTo(w, "/settings", "Appearance");
  await clean(w, "settings");
  for (const [tab, text] of [["Operators", "administrator"], ["Storage", "Back up"], ["This machine", "keyring"], ["About", "Apache-2.0"]]) {
    await w.click("[role=tab]", tab);
    await w.sees(text);
    await clean(w, `settings, ${tab}`);
  }
  await goTo(w, "/t/practice/settings", "Where it comes from");
  for (const [tab, text] of [["Schedule", "open"], ["Snapshots", "Baseline"], ["Remove", "Remove"]]) {
    await w.click("[role=tab]", tab);
    await w.sees(text);
    await clean(w, `tenant settings, ${tab}`);
  }
});

test("both themes and the small size are clean too", async () => {
  const w = await open({ args: ["--practice"] });
  await w.sees("things need you");
  await w.theme("dark");
  await w.size(1100, 700);
  for (const [path, text] of [
    ["today", "things need you"],
    ["matrix", "Workspace Owner"],
    ["people", "of 412"],
    ["groups", "of 38"],
    ["roles", "of 14"],
    ["permissions", "of 46"],
    ["findings", "Critical"],
    ["settings", "Where it comes from"],
  ]) {
    await goTo(w, `/t/practice/${path}`, text);
    await clean(w, `${path}, dark and small`);
  }
});

test("a link that the window is started with opens its screen", async () => {
  const w = await open({ args: ["--practice", "steward://tenant/practice/people/felix.aydin"] });
  await w.sees("Effective access");
  await w.sees("Felix Aydin");
});
