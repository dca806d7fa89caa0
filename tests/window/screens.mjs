// Pictures of the real window: every screen, light and dark, at both sizes, of the practice tenant and of a large one,
// into target/screens.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Key, openWindow, root } from "./window.mjs";

const SIZES = [[1440, 900], [1100, 700]];
const THEMES = ["light", "dark"];
const LARGE = join(root, "../shared/data/rbac/americas_small.txt");
const rest = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Every screen of a tenant: its name, its path below the tenant, and what shows that it is there. */
async function screensOf(w, tenant) {
  const first = async (kind, search) => {
    const query = { kind, search, facets: [], within: null, onlyFindings: false, sort: "", descending: false, at: null };
    const { rows } = await w.invoke("list_rows", { name: tenant, query, start: 0, count: 1 });
    return rows[0] && encodeURIComponent(rows[0].item.id);
  };
  const practice = tenant === "practice";
  const list = [
    ["today", "today"],
    ["matrix-roles", "matrix?rows=roles"],
    ["matrix-people", "matrix?rows=people"],
    ["matrix-groups", "matrix?rows=groups"],
    ["people", "people"],
    ["groups", "groups"],
    ["roles", "roles"],
    ["permissions", "permissions"],
    ["findings", "findings"],
    ["findings-checks", "findings?tab=checks"],
    ["tenant-settings", "settings"],
  ];
  const details = [
    ["person", "people", practice ? "Marek Lindqvist" : "1"],
    ["group", "groups", practice ? "AI pilot EMEA" : ""],
    ["role", "roles", practice ? "Configuration Manager" : ""],
    ["permission", "permissions", practice ? "Export data" : "1"],
  ];
  for (const [name, kind, search] of details) {
    const id = await first(kind, search);
    if (id) list.push([name, `${kind}/${id}`]);
  }
  return list.map(([name, path]) => [`${tenant}-${name}`, `/t/${tenant}/${path}`]);
}

async function take(w, pages, theme) {
  for (const [width, height] of SIZES) {
    await w.size(width, height);
    for (const [name, path] of pages) {
      await w.script("location.hash = arguments[0]", `#${path}`);
      await rest(1_500);
      await w.screenshot(`${name}-${theme}-${width}x${height}`);
    }
  }
}

for (const theme of THEMES) {
  const first = await openWindow();
  try {
    await first.sees("Connect a tenant");
    await first.theme(theme);
    await take(first, [["connect", "/connect"], ["connect-scim", "/connect?kind=scim"], ["connect-file", "/connect?kind=file"]], theme);
  } finally {
    await first.close();
  }
  const w = await openWindow({ args: ["--practice"] });
  try {
    await w.sees("things need you");
    await w.theme(theme);
    await take(w, [...(await screensOf(w, "practice")), ["settings", "/settings"]], theme);
    await w.size(...SIZES[0]);
    await w.script("location.hash = '#/t/practice/matrix?rows=roles'");
    await w.click("[role=gridcell]", "Model Tester, Query agents");
    await w.press(Key.ENTER);
    await w.sees("Model Tester gives");
    await rest(500);
    await w.screenshot(`practice-matrix-why-${theme}-1440x900`);
    await w.chord(Key.CONTROL, "k");
    await rest(500);
    await w.screenshot(`palette-${theme}-1440x900`);
    await w.press(Key.ESCAPE);
    if (existsSync(LARGE)) {
      const source = { path: LARGE, format: "pairs", mapping: null, pack: null, environment: "live" };
      await w.invoke("add_file", { name: "americas", source });
      await w.script("location.reload()");
      await rest(2_000);
      await take(w, await screensOf(w, "americas"), theme);
    } else {
      console.log("americas_small is not here: the practice tenant alone is drawn");
    }
  } finally {
    await w.close();
  }
}
console.log("pictures lie in target/screens");
