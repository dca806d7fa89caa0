// Pictures of the real window: every screen, light and dark, at both sizes, into target/screens.
import { Key, openWindow } from "./window.mjs";

const sizes = [[1440, 900], [1100, 700]];

for (const theme of ["light", "dark"]) {
  const first = await openWindow();
  try {
    await first.sees("Connect a tenant");
    await first.theme(theme);
    for (const [width, height] of sizes) {
      await first.size(width, height);
      await first.sees("Connect a tenant");
      await first.screenshot(`connect-${theme}-${width}x${height}`);
    }
  } finally {
    await first.close();
  }
  const w = await openWindow({ args: ["--practice"] });
  try {
    await w.find("[role=grid]");
    await w.theme(theme);
    for (const [width, height] of sizes) {
      const name = (screen) => `${screen}-${theme}-${width}x${height}`;
      await w.size(width, height);
      await w.script("location.hash = '#/t/practice/matrix'");
      await w.find("[role=grid]");
      await w.sees("Workspace Owner");
      await new Promise((done) => setTimeout(done, 600));
      await w.screenshot(name("matrix-roles"));
      if (width < 1280) await w.chord(Key.CONTROL, Key.END);
      const cell = width < 1280 ? "Member" : "Model Tester, Query agents";
      await w.click("[role=gridcell]", cell);
      await w.press(Key.ENTER);
      await w.sees(width < 1280 ? "Member " : "Model Tester gives");
      await new Promise((done) => setTimeout(done, 300));
      await w.screenshot(name("matrix-why"));
      await w.press(Key.ESCAPE);
      await w.click("button, [role=radio], label", "People");
      await w.sees("Greta Olsen");
      await new Promise((done) => setTimeout(done, 600));
      await w.screenshot(name("matrix-people"));
      await w.script("location.hash = '#/t/practice/findings'");
      await w.sees("Findings");
      await w.sees("2 people can correct invoices");
      await new Promise((done) => setTimeout(done, 300));
      await w.screenshot(name("findings"));
    }
  } finally {
    await w.close();
  }
}
console.log("pictures lie in target/screens");
