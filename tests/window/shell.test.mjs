// The window as a window: one a workspace, and where it was left.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { clean, folder, goTo, open } from "./journeys.mjs";
import { app, eventually } from "./window.mjs";

test("a second start on a workspace brings the open window to the place it names", async () => {
  const w = await open({ args: ["--practice"] });
  await w.sees("Today");
  const second = spawn(app, ["--workspace", w.folder, "steward://tenant/practice/findings"], { stdio: "ignore" });
  const [code] = await once(second, "exit");
  assert.equal(code, 0, "the second start ends by itself");
  await eventually("the place", async () => /#\/t\/practice\/findings/.test(await w.script("return location.hash")));
  await w.sees("Separation of duties");
  await clean(w, "findings, opened by a link");
  const nowhere = spawn(app, ["--workspace", w.folder, "steward://nowhere/at-all"], { stdio: "ignore" });
  await once(nowhere, "exit");
  await w.sees("leads nowhere");
  assert.match(await w.script("return location.hash"), /findings/);
});

test("an address of a tenant or a screen that is not there says so, and opens nothing else", async () => {
  const w = await open({ args: ["--practice"] });
  await w.sees("things need you");
  const screens = ["", "/today", "/matrix", "/people", "/people/p-1", "/groups", "/groups/g", "/roles", "/roles/r"]
    .concat(["/permissions", "/permissions/p", "/findings", "/audit", "/audit?q=who:ines", "/settings", "/robots"]);
  const stays = async (path, text) => {
    await goTo(w, path, text);
    await w.settle();
    // what is asked there may be written anew
    assert.equal((await w.script("return location.hash")).split("?")[0], `#${path}`.split("?")[0]);
    assert.ok((await w.text()).includes(text), `${path} still says so`);
  };
  for (const screen of screens) {
    await goTo(w, "/t/practice/roles", "Workspace Owner");
    await stays(`/t/nosuch${screen}`, "There is no tenant named nosuch");
  }
  await clean(w, "a tenant that is not there");
  await stays("/t/practice/robots", "There is no screen at this address");
  await clean(w, "a screen that is not there");
  for (const path of ["/robots", "/settings/deep", "/t"]) await stays(path, "There is nothing at this address");
  await clean(w, "an address of nothing");
  const box = (selector) =>
    w.script("const { top, bottom, left } = document.querySelector(arguments[0]).getBoundingClientRect(); return { top, bottom, left }", selector);
  const brand = await box(".nowhere > h1");
  assert.ok(brand.left < 40 && brand.top < 40, "the name stands at the top left");
  const said = await box(".nowhere > .empty");
  const middle = (said.top + said.bottom) / 2 / (await w.script("return innerHeight"));
  assert.ok(middle > 0.35 && middle < 0.6, `what is said stands at ${middle} of the height`);
  await w.click("main a", "Begin at Today");
  await w.sees("things need you");

  const link = spawn(app, ["--workspace", w.folder, "steward://tenant/nosuch/audit"], { stdio: "ignore" });
  await once(link, "exit");
  await w.sees("There is no tenant named nosuch");
  await w.close();
  const first = await open({ args: ["--practice", "steward://tenant/nosuch/audit"] });
  await first.sees("There is no tenant named nosuch");
});

test("a tenant that was made elsewhere meanwhile is found by its address", async () => {
  const w = await open({ args: ["--practice"] });
  await w.sees("things need you");
  const file = join(folder(), "access.txt");
  writeFileSync(file, "ada.lovelace read\n");
  const source = { path: file, format: "pairs", mapping: null, pack: null, environment: "live" };
  // asked of Rust alone: the page does not hear of it
  await w.invoke("add_file", { name: "made-elsewhere", source });
  await goTo(w, "/t/made-elsewhere/people", "ada.lovelace");
});

test("the window comes back as large as it was left", async () => {
  const workspace = folder();
  const first = await open({ args: ["--practice"], workspace });
  await first.sees("Today");
  await first.size(1234, 777);
  const size = (w) => w.script("return [innerWidth, innerHeight]");
  await eventually("the size", async () => (await size(first))[0] === 1234);
  const left = await size(first);
  const kept = () => readFileSync(join(workspace, "page/example.steward.desktop/.window-state.json"), "utf8");
  await eventually("the place to be kept", () => JSON.parse(kept()).main.width === 1234);
  await first.close();
  const again = await open({ workspace }, null);
  await again.find("main");
  assert.deepEqual(await size(again), left);
});
