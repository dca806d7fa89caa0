// Time travel: the matrix and a person as of another moment, how a cell came to be, and the way back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { at, cellsShown, clean, goTo, open } from "./journeys.mjs";
import { eventually, Key } from "./window.mjs";

const GROUP = "Warehouse EU intake";
/** What changed in the practice tenant since the reading before. */
const CHANGED = ["Read documents", "Write files"];

/** What the cells that changed say now, once they differ from what they said. */
async function states(w, unlike) {
  return eventually("the cells of the moment", async () => {
    const row = (await cellsShown(w)).get(GROUP);
    const said = CHANGED.map((column) => row?.get(column)?.words[0]);
    return said.every(Boolean) && (!unlike || said.every((word, place) => word !== unlike[place])) && said;
  });
}

const banner = "return document.querySelector('.page-body .banner')?.textContent ?? ''";

test("the matrix of another reading shows what was then, says so, and leads back", async () => {
  const w = await open({ args: ["--practice"] });
  await goTo(w, "/t/practice/matrix?rows=groups&q=Warehouse%20EU", GROUP);
  const now = await states(w);
  assert.equal(await w.script(banner), "");

  await w.click("button", "As of ");
  await w.find("[role=dialog][aria-label='Show another moment']");
  await clean(w, "the choice of a moment");
  await w.click("button.as-of-reading", "baseline");
  await at(w, "at=");
  await w.sees("You see the past");
  await w.sees("Nothing is known from before");
  const then = await states(w, now);
  await clean(w, "a matrix of the past");
  // the moment is part of the address: back and forward go through it
  const address = await w.script("return location.hash");
  await w.script("history.back()");
  await eventually("the present", async () => (await w.script(banner)) === "");
  assert.deepEqual(await states(w, then), now);
  await w.script("history.forward()");
  await w.sees("You see the past");
  assert.deepEqual(await states(w, now), then);
  // and it is a link
  await goTo(w, "/t/practice/today", "need");
  await goTo(w, address.slice(1), "You see the past");
  assert.deepEqual(await states(w, now), then);
  await w.click("button", "Back to now");
  await eventually("the present", async () => (await w.script(banner)) === "");
  assert.deepEqual(await states(w, then), now);
});

test("every screen says of which reading it speaks, and all of the same", async () => {
  const w = await open({ args: ["--practice"] });
  const { tenants } = await w.invoke("workspace");
  const read = await w.script(
    "return new Date(arguments[0]).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })",
    tenants.find((one) => one.name === "practice").snapshot.takenAt,
  );
  const said = () => w.script("return /As of ([^\\n]+)/.exec(document.querySelector('.page-head').innerText)?.[1]");
  const all = [];
  for (const path of ["matrix?rows=roles", "people/felix.aydin", "roles/model-tester", "findings"]) {
    await goTo(w, `/t/practice/${path}`, "As of ");
    await w.settle();
    all.push(await said());
  }
  assert.equal(new Set(all).size, 1, all.join("; "));
  assert.match(all[0], new RegExp(`, ${read}$`));
});

test("a cell tells how it came to be, and leads to the matrix of then", async () => {
  const w = await open({ args: ["--practice"] });
  await goTo(w, "/t/practice/matrix?rows=groups&q=Warehouse%20EU", GROUP);
  const now = await states(w);
  await w.click("[role=gridcell]", `${GROUP}, ${CHANGED[0]}`);
  await w.press(Key.ENTER);
  await w.click("button", "How it came to be");
  await w.find("ol[aria-label='Changes, the newest first'] li");
  await w.sees("first seen");
  await w.sees("2 snapshots looked at");
  const changes = await w.script("return [...document.querySelectorAll(\"ol[aria-label='Changes, the newest first'] > li\")].map((one) => one.innerText)");
  assert.equal(changes.length, 2, changes.join("\n---\n"));
  assert.match(changes[0], /^Between .* and /);
  assert.match(changes[0], /Found when the practice tenant was made/);
  await clean(w, "how a cell came to be");
  await w.click("ol[aria-label='Changes, the newest first'] li:last-child a", "See the matrix as of");
  await w.sees("You see the past");
  await eventually("the cell of then", async () => {
    const cell = (await cellsShown(w)).get(GROUP)?.get(CHANGED[0]);
    return cell && cell.words[0] !== now[0];
  });
});

test("a person is shown as of a moment, and a moment that nobody read has a way back", async () => {
  const w = await open({ args: ["--practice"] });
  await goTo(w, "/t/practice/people/felix.aydin", "Effective access");
  await w.click("button", "As of ");
  // a moment is written the same way whatever the language of the computer is
  const field = "[role=dialog][aria-label='Show another moment'] input";
  await w.type(field, "03/05/2026");
  await w.press(Key.ENTER);
  await w.sees("such as 2026-11-12 10:42");
  await clean(w, "a moment that is none");
  await w.type(field, "2001-01-01 10:00");
  await w.press(Key.ENTER);
  await at(w, "at=200");
  await w.click("button", "Back to now");
  await w.click("button", "As of ");
  await w.click("button.as-of-reading", "baseline");
  await at(w, "at=");
  await w.sees("You see the past");
  await clean(w, "a person of the past");
  await w.click("button", "Back to now");
  await eventually("the present", async () => !(await w.script("return location.hash")).includes("at="));

  for (const path of ["/t/practice/matrix?rows=roles&at=2001-01-01", "/t/practice/people/felix.aydin?at=2001-01-01"]) {
    await goTo(w, path, "was not read yet");
    await clean(w, "a moment before the first reading");
    await w.click("button", "Back to now");
    await eventually("the present", async () => !(await w.script("return location.hash")).includes("at="));
    await eventually("no error", async () => !(await w.text()).includes("was not read yet"));
  }
});
