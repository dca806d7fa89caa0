// Every screen, light and dark, at both sizes: axe-core finds nothing on any of them. Light and large, dark and small;
// at full length each theme at each size.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./journeys.mjs";
import { FIRST, known, leave, PRACTICE, show, SIZES, THEMES } from "./screens.mjs";

for (const [at, theme] of THEMES.entries()) {
  const sizes = process.env.STEWARD_LONG ? SIZES : [SIZES[at]];
  test(`every screen is clean when it is ${theme}, at ${sizes.map((size) => size.join("x")).join(" and ")}`, async () => {
    const first = await open();
    await first.theme(theme);
    const found = await faults(first, sizes, FIRST);
    await first.close();
    const w = await open({ args: ["--practice"] });
    await w.theme(theme);
    found.push(...(await faults(w, sizes, PRACTICE, await known(w))));
    assert.deepEqual(found, []);
  });
}

/** All that is found on any of these, so that one fault does not hide the next. */
async function faults(w, sizes, screens, words) {
  const found = [];
  for (const [width, height] of sizes) {
    await w.size(width, height);
    for (const screen of screens) {
      await show(w, screen, words);
      found.push(...(await w.axe()).map((fault) => `${screen[0]}, ${width}x${height}: ${fault}`));
      await leave(w, screen);
    }
  }
  return found;
}
