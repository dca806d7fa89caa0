// Every screen, light and dark, at both sizes: axe-core finds nothing on any of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./journeys.mjs";
import { FIRST, known, leave, PRACTICE, show, SIZES, THEMES } from "./screens.mjs";

for (const theme of THEMES) {
  test(`every screen is clean when it is ${theme}, large and small`, async () => {
    const first = await open();
    await first.theme(theme);
    const found = await faults(first, FIRST);
    await first.close();
    const w = await open({ args: ["--practice"] });
    await w.theme(theme);
    found.push(...(await faults(w, PRACTICE, await known(w))));
    assert.deepEqual(found, []);
  });
}

/** All that is found on any of these, so that one fault does not hide the next. */
async function faults(w, screens, words) {
  const found = [];
  for (const [width, height] of SIZES) {
    await w.size(width, height);
    for (const screen of screens) {
      await show(w, screen, words);
      found.push(...(await w.axe()).map((fault) => `${screen[0]}, ${width}x${height}: ${fault}`));
      await leave(w, screen);
    }
  }
  return found;
}
