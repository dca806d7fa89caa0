// Asking who can do what and why, in the practice tenant. Every screen is read by axe-core.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { at, clean, folder, goTo, linesShown, open, readTable, saveAs } from "./journeys.mjs";
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

test("a list is searched, filtered, sorted and marked, and the files from its dialog hold what was shown", async () => {
  const w = await open({ args: ["--practice"] });
  await goTo(w, "/t/practice/people", "Rows 1–");
  await eventually("what was found", async () => {
    await w.type("input[type=search], .field input", "li");
    await new Promise((done) => setTimeout(done, 500));
    return !/Rows 1–\d+ of 412\b/.test(await w.text());
  });
  await w.click("button", "Department");
  await w.click("[role=menuitemcheckbox]", "Operations");
  await w.press(Key.ESCAPE);
  await w.click("[role=columnheader]", "Permissions");
  const total = await eventually("fewer rows", async () => {
    const all = Number(/Rows 1–\d+ of (\d+)/.exec(await w.text())[1]);
    return all < 50 && all;
  });
  const shown = await eventually("most permissions first", async () => {
    const lines = await linesShown(w);
    const counts = lines.map((line) => Number(line[5]));
    return counts.every((one, at) => at === 0 || counts[at - 1] >= one) && lines.every((line) => line[2] === "Operations") && lines;
  });
  assert.ok(shown.every(([name]) => /li/i.test(name)), "only who was searched for");
  await clean(w, "people, filtered");

  const write = async (format, ending) => {
    const file = join(folder(), `people.${ending}`);
    await w.chord(Key.CONTROL, "e");
    await w.click("[role=dialog] label", format);
    await clean(w, "exporting a list");
    await w.click("[role=dialog] button", "Choose where to write");
    await saveAs(file);
    await w.sees(`Written to ${file}`);
    return file;
  };
  for (const [format, ending] of [["Table", "csv"], ["Workbook", "xlsx"]]) {
    const table = readTable(await write(format, ending));
    const head = table.findIndex((row) => row.some((cell) => /^name$|^person$/i.test(cell)));
    const column = (name) => table[head].findIndex((cell) => cell.toLowerCase().replace(/[^a-z]/g, "") === name);
    const [name, title, department, permissions] = ["name", "title", "department", "permissions"].map(column);
    // a table has ids of columns, a workbook their titles
    const consequence = Math.max(column("gravest"), column("consequence"));
    const rows = table.slice(head + 1).map((row) => [row[name < 0 ? column("person") : name], row[title], row[department], row[permissions], row[consequence]]);
    assert.equal(rows.length, total, "every row of the list");
    const told = shown.map((line) => [line[0], line[1], line[2], line[5], line[6].toLowerCase()]);
    assert.deepEqual(rows.slice(0, told.length).map((row) => row.with(4, row[4].toLowerCase())), told);
  }

  await w.click("[role=row] [role=gridcell]", shown[1][1]);
  await w.press(" ", Key.ARROW_DOWN, Key.ARROW_DOWN, " ");
  await w.sees("2 people marked");
  await clean(w, "people, two marked");
  const { rows } = JSON.parse(readFileSync(await write("JSON", "json"), "utf8"));
  assert.equal(rows.length, 2, "the marked rows alone");
  assert.ok(rows.every((row) => shown.some(([name]) => name === row.item.name)));
});

test("findings are read worst first, one is opened, dismissed and brought back", async () => {
  const w = await open({ args: ["--practice"] });
  await w.sees("things need you");
  await w.click("nav a", "Findings");
  await w.sees("2 people can correct invoices and also approve exports");
  const text = await w.text();
  assert.ok(text.indexOf("Critical") < text.indexOf("Ravi Menon"), "the worst stands first");
  await clean(w, "findings");
  const titles = "return [...document.querySelectorAll('[role=option]')].map((one) => one.innerText)";
  const shown = await w.script(titles);
  const file = join(folder(), "findings.sarif");
  await w.chord(Key.CONTROL, "e");
  await w.find("[role=dialog] input:checked");
  await clean(w, "exporting findings");
  await w.click("[role=dialog] button", "Choose where to write");
  await saveAs(file);
  await w.sees(`written to ${file}`);
  const [{ results }] = JSON.parse(readFileSync(file, "utf8")).runs;
  assert.equal(results.length, 38);
  assert.ok(shown.length > 5);
  for (const one of shown) {
    assert.ok(results.some(({ message }) => one.toLowerCase().includes(message.text.replaceAll("`", "").toLowerCase().slice(0, 40))), one);
  }
  await w.click("[role=option]", "Bram Dekker holds policy permissions");
  await w.sees("Dismiss");
  await clean(w, "a finding");
  await w.press("d");
  await w.sees("comes back");
  await clean(w, "dismissing");
  await w.type("[role=dialog] textarea", "x");
  await w.chord(Key.CONTROL, Key.ENTER);
  await w.sees("3 letters or more");
  assert.equal(await w.script("return document.querySelector('[role=dialog] textarea').value"), "x", "what was typed is kept");
  await clean(w, "a reason that is too short");
  await w.type("[role=dialog] textarea", "agreed with the board");
  await w.chord(Key.CONTROL, Key.ENTER);
  await eventually("the dialog to close", () => w.script("return document.querySelector('[role=dialog]') === null"));
  await w.find(".seg label", "37");
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
  assert.equal(await w.script("return document.querySelectorAll('[role=dialog] :is(h1, h2, h3)').length"), 0);
  assert.equal(await w.script("return document.querySelector('[role=dialog]').ariaLabel"), "Search or run");
  await clean(w, "palette");
  await w.press(Key.ENTER);
  await w.sees("Effective access");
  await at(w, "/people/");
});

test("what one may not do stands last in the palette, with who may", async () => {
  const workspace = folder();
  const palette = async (w) => {
    await w.chord(Key.CONTROL, "k");
    await w.find("[role=dialog] input");
    await w.press(">");
    await w.find("[role=option]", "Use the dark appearance");
  };
  const offered = (w) =>
    w.script("return [...document.querySelectorAll('[role=group][aria-label=Do] [role=option]')].map((one) => [one.querySelector('.palette-label').textContent, one.querySelector('.palette-end').textContent])");
  const lacks = ([, end]) => end.startsWith("Needs ");
  const first = await open({ workspace, args: ["--practice"] });
  await first.sees("things need you");
  await palette(first);
  const all = await offered(first);
  assert.ok(!all.some(lacks), "who was here first may do everything");
  await first.close();

  const w = await open({ workspace, env: { STEWARD_TEST_OPERATOR: "omar" } });
  await w.sees("Observer");
  await palette(w);
  await eventually("what one may do to be known", async () => (await offered(w)).some(lacks));
  const few = await offered(w);
  assert.deepEqual(few.map(([label]) => label).sort(), all.map(([label]) => label).sort(), "nothing is hidden");
  const from = few.findIndex(lacks);
  assert.ok(from > 0 && few.slice(from).every(lacks), "what is lacking stands last");
  const operations = await w.invoke("operations");
  for (const [label, operation] of [["Export access", "access.export"], ["Back up", "workspace.backup"]]) {
    const { roles, allowed } = operations.find((one) => one.name === operation);
    assert.ok(!allowed);
    const [, needs] = few.find(([one]) => one.startsWith(label));
    const names = needs.slice("Needs ".length).split(/, | or /);
    assert.deepEqual(names.map((name) => name.toLowerCase()).sort(), [...roles].sort(), label);
  }
  await clean(w, "the palette of an observer");
  await w.press("back up");
  await w.find("[role=option][aria-selected=true]", "Back up the workspace");
  await w.press(Key.ENTER);
  await at(w, "show=operations");
  await w.sees("may not");
  await clean(w, "what an observer may do");
  await goTo(w, "/settings?tab=storage", "You can read this, not change it");
  await w.sees("1 operator role may: Administrator.");
  await clean(w, "storage for an observer");
});

test("everything once with the keyboard alone", async () => {
  const w = await open({ args: ["--practice"] });
  await w.sees("things need you");
  await w.press("g", "m");
  await at(w, "/matrix");
  await w.find("[role=grid]");
  await w.press("g", "p");
  await at(w, "/people");
  await w.sees("of 412");
  await w.press("g", "r");
  await at(w, "/roles");
  await w.sees("of 14");
  await w.press("g", "f");
  await at(w, "/findings");
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
  await at(w, "/roles");
  await w.sees("of 14");
  await w.press("g", "t");
  await at(w, "/today");
  await w.press("w");
  await at(w, "/findings");
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

test("a link that the window is started with opens its screen", async () => {
  const w = await open({ args: ["--practice", "steward://tenant/practice/people/felix.aydin"] });
  await w.sees("Effective access");
  await w.sees("Felix Aydin");
});

test("where there is little room the group that gives is told whole, and a finding by its title", async () => {
  const w = await open({ args: ["--practice"] }, [1100, 700]);
  await w.sees("things need you");
  await goTo(w, "/t/practice/people/marek.lindqvist", "Comes from");
  await w.find("[role=gridcell] button.tag", "Support");
  const cut = await w.script(`return [...document.querySelectorAll("[role=gridcell] button.tag:first-child > .trunc")]
    .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent)`);
  assert.deepEqual(cut, [], "groups that are cut");
  await goTo(w, "/t/practice/findings", "Separation of duties");
  await w.click("[role=option]", "correct invoices");
  await w.find(".inspector", "Why it matters");
  const check = await w.script("return document.querySelector('.finding-check').getBoundingClientRect().width");
  assert.equal(check, 0, "the check beside the title");
});
