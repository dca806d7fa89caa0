// The matrix: compared, filtered, set against an earlier state, and written to files that are read back.
import assert from "node:assert/strict";
import { join } from "node:path";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { cellsShown, clean, folder, goTo, open, readTable, saveAs } from "./journeys.mjs";
import { eventually, Key } from "./window.mjs";

/** The one word that a glyph stands for, of all that a cell says. */
const glyph = (words) =>
  ["denied", "missing prerequisite", "temporary", "scoped to objects", "granted"].find((word) => words.includes(word)) ?? "none";

/** The comparison as it is drawn: who is compared, and for each permission the glyph of each. */
const compared = `
  const table = document.querySelector(".inspector-body table");
  if (!table) return undefined;
  const subjects = [...table.querySelectorAll("thead th span[title]")].map((one) => one.textContent);
  const rows = [...table.querySelectorAll("tbody tr")].filter((row) => row.querySelector("td svg")).map((row) => [
    row.querySelector("th").textContent,
    [...row.querySelectorAll("td svg")].map((one) => one.getAttribute("aria-label")),
  ]);
  return { subjects, rows };`;

test("two to four roles are marked and compared, and the difference is that of their cells", async () => {
  const w = await open({ args: ["--practice"] });
  await goTo(w, "/t/practice/matrix?rows=roles", "Workspace Owner");
  const cells = await cellsShown(w);
  const names = ["Identity & SSO Manager", "Support Specialist L3", "Billing Administrator", "Support Specialist L1"];
  const glyphs = (subjects) =>
    [...cells.get(subjects[0]).keys()].map((column) => [column, subjects.map((row) => glyph(cells.get(row).get(column).words))]);
  const differing = (subjects) => glyphs(subjects).filter(([, all]) => new Set(all).size > 1);

  await w.click("[role=gridcell]", `${names[0]}, View users`);
  await w.press(Key.ESCAPE, "c");
  await w.sees("Mark 2 to 4 roles first");
  // rows as they stand: the first, then every second below it
  await w.press(" ", Key.ARROW_DOWN, Key.ARROW_DOWN, " ");
  await w.find("button", "Compare 2");
  await w.press("c");
  const two = await eventually("the comparison", () => w.script(compared));
  assert.deepEqual(two.subjects, names.slice(0, 2));
  assert.deepEqual(two.rows, differing(two.subjects));
  await w.sees(`They differ in ${two.rows.length} permissions`);
  await clean(w, "a comparison of two");

  await w.press(Key.ESCAPE);
  await eventually("the panel to close", async () => !(await w.script(compared)));
  await w.press(Key.ARROW_DOWN, " ", Key.ARROW_DOWN, Key.ARROW_DOWN, " ");
  await w.find("button", "Compare 4");
  await w.press(Key.ARROW_DOWN, " ");
  await w.sees("Four rows are marked already");
  await w.press("c");
  const four = await eventually("the comparison", () => w.script(compared));
  assert.deepEqual(new Set(four.subjects), new Set(names));
  assert.deepEqual(four.rows, differing(four.subjects));
  await w.click(".inspector-body label", "that all hold alike");
  const all = await eventually("what they hold alike", async () => {
    const now = await w.script(compared);
    return now.rows.length > four.rows.length && now;
  });
  assert.deepEqual(all.rows, glyphs(all.subjects).filter(([, each]) => each.some((one) => one !== "none")));
  await clean(w, "a comparison of four");
});

test("the matrix is narrowed by class, category, findings and text, and says what to drop when nothing is left", async () => {
  const w = await open({ args: ["--practice"] });
  await goTo(w, "/t/practice/matrix?rows=roles", "Rows 1–14 of 14");
  const whole = await cellsShown(w);
  const shown = async (rows, columns) => {
    const cells = await eventually(`${rows} rows by ${columns} columns`, async () => {
      const now = await cellsShown(w);
      return now.size === rows && [...now.values()].every((row) => row.size === columns) && now;
    });
    for (const [row, all] of cells) for (const [column, cell] of all) assert.deepEqual(cell, whole.get(row).get(column));
    return cells;
  };
  const columnsOf = (is) => [...whole.values().next().value].filter(([, cell]) => is(cell)).length;

  await w.click("button", "Consequence");
  await w.click("[role=menuitemcheckbox]", "Override");
  const overrides = columnsOf((cell) => cell.consequence === "override");
  assert.ok(overrides > 5, "there are permissions that override");
  const risky = await shown(14, overrides);
  assert.ok([...risky.values()].every((row) => [...row.values()].every((cell) => cell.consequence === "override")));
  await clean(w, "a matrix of one class");

  await w.click("button", "Category");
  await w.click("[role=menuitemcheckbox]", "Organization");
  const few = await shown(14, 2);
  assert.deepEqual([...few.values().next().value.keys()], ["Approve exports", "Correct invoices"]);

  await w.click("button", "Only findings");
  const heads = "return [...document.querySelectorAll('[role=row][data-pending=false] [role=rowheader]')].map((one) => one.ariaLabel)";
  await eventually("roles with a finding only", async () => {
    const rows = await w.script(heads);
    return rows.length > 0 && rows.length < 14 && rows.every((row) => / finding$/.test(row));
  });
  await w.type("input[type=search], .field input", "zzz");
  await w.sees("No roles fit");
  await clean(w, "a matrix filtered to nothing");
  await w.click("button", "Drop the text “zzz”");
  await w.sees("Billing Administrator");

  for (const filter of ["Only findings", "Category", "Consequence"]) await w.click("button", `Remove ${filter}`);
  await shown(14, whole.values().next().value.size);
});

test("what changed since an earlier state is marked, counted, and shown alone on request", async () => {
  const w = await open({ args: ["--practice"] });
  const changed = ({ words }) => words.some((word) => word.endsWith(" since the baseline"));
  const said = async () => Number(/(\d+) differences/.exec(await w.text())[1]);
  await goTo(w, "/t/practice/matrix?rows=groups", "of 38");
  await w.click("button", "Since ");
  await w.sees("differences");
  await w.sees("of 38");
  await clean(w, "a matrix with differences");
  await w.click("button", "Only differences");
  await w.sees("Rows 1–2 of 2");
  const cells = await cellsShown(w);
  const rows = [...cells.values()].map((row) => [...row.values()]);
  assert.equal(rows.flat().filter(changed).length, await said(), "as many cells are marked as are counted");
  assert.ok(rows.every((row) => row.some(changed)), "every row has one");
  assert.deepEqual(
    [...cells.get("Warehouse EU intake")].filter(([, cell]) => changed(cell)).map(([column]) => column),
    ["Read documents", "Write files"],
  );
  assert.ok([...cells.get("Knowledge circle").values()].filter(changed).every(({ words }) => words[0] === "none"));
  await w.press(Key.F6, Key.F6);
  await w.click("[role=gridcell]", "Warehouse EU intake, View users");
  await w.press(Key.ESCAPE, "]");
  const active = "return document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.ariaLabel ?? ''";
  await eventually("the next difference to be chosen", async () => / since the baseline/.test(await w.script(active)));
  await clean(w, "a matrix of differences");
});

test("the matrix is written through the file dialog, and every file says what the grid says", async () => {
  const w = await open({ args: ["--practice"] });
  await goTo(w, "/t/practice/matrix?rows=people", "Rows 1–");
  const cells = await cellsShown(w);
  const written = {};
  for (const [choice, ending] of [["JSON", "json"], ["CSV", "csv"], ["Excel workbook", "xlsx"]]) {
    const file = join(folder(), `people.${ending}`);
    await w.press(Key.ESCAPE);
    await w.chord(Key.CONTROL, "e");
    await w.click("[role=menuitem]", choice);
    await saveAs(file);
    await w.sees(`Wrote ${file}`);
    written[ending] = file;
  }
  const json = JSON.parse(readFileSync(written.json, "utf8"));
  assert.equal(json.rows.length, 412, "everybody, not only who is in sight");
  const people = new Map(json.rows.map((row) => [row.name, row]));
  const permissions = new Map(json.columns.map((column) => [column.name, column]));
  const state = { granted: "granted", scoped: "scoped to objects", denied: "denied" };
  const tables = ["csv", "xlsx"].map((ending) => tableOf(readTable(written[ending]), json.rows.length));
  let seen = 0;
  for (const [person, row] of cells) {
    for (const [permission, cell] of row) {
      const { id, consequence } = permissions.get(permission);
      const { id: who, cells: held, until, missingPrerequisite } = people.get(person);
      const words = [
        state[held[id]] ?? "none",
        ...(until[id] ? ["temporary"] : []),
        ...(missingPrerequisite.includes(id) ? ["missing prerequisite"] : []),
      ];
      const shown = cell.words.filter((word) => word !== "has a finding");
      assert.deepEqual([cell.consequence, ...shown], [consequence, ...words], `${person}, ${permission}`);
      for (const table of tables) assert.equal(table(who, id), words[0], `${person}, ${permission}`);
      seen += 1;
    }
  }
  assert.ok(seen > 500, `only ${seen} cells were in sight`);
  await clean(w, "a matrix after it was written");
});

test("a cell that the palette opens has the keyboard, from the matrix and from another screen", async () => {
  const w = await open({ args: ["--practice"] });
  const active = `
    const { activeElement: grid } = document;
    if (grid.getAttribute("role") !== "grid") return "";
    return document.getElementById(grid.getAttribute("aria-activedescendant"))?.ariaLabel ?? "";`;
  const chosen = (name) => eventually(`${name} to have the keyboard`, async () => (await w.script(active)).startsWith(name));
  const ask = async (question) => {
    await w.chord(Key.CONTROL, "k");
    await w.type("[role=combobox]", question);
    await w.find("[role=option][aria-selected=true]", "Why Model Tester can or cannot Query agents");
    await w.press(Key.ENTER);
  };
  await w.sees("things need you");
  await ask("?why can Model Tester query agents");
  await chosen("Model Tester, Query agents");
  await w.press(Key.ARROW_LEFT);
  await eventually("another cell", async () => /^Model Tester, (?!Query agents)/.test(await w.script(active)));
  // the palette gives the focus back to where it was, unless it opened a cell
  await w.script("document.querySelector('[data-filter-field]').focus()");
  await ask("?why can Model Tester query agents");
  await chosen("Model Tester, Query agents");
  await w.press(Key.ARROW_LEFT);
  await eventually("another cell", async () => /^Model Tester, (?!Query agents)/.test(await w.script(active)));
  await clean(w, "a cell that the palette opened");
});

/** What a table of the matrix says of a row and a column, both by id. */
function tableOf(table, size) {
  const head = table.findIndex((row) => row.includes("users.view"));
  const rows = new Map(table.slice(head + 1).map((row) => [row[0], row]));
  assert.equal(rows.size, size, "a line for every row");
  const words = { yes: "granted", scoped: "scoped to objects", "": "none" };
  return (row, column) => {
    const cell = rows.get(row)[table[head].indexOf(column)] ?? "";
    const ends = cell.endsWith("Z") && cell.includes("until ");
    return words[ends ? cell.replace(/ ?until .*/, "") || "yes" : cell];
  };
}
