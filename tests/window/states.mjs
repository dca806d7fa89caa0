// What a window shows besides its screens, as data like that of `screens.mjs`: what lies over a screen, the past, what is
// not there, not allowed, not read any more, or not as it was written. Pictures are taken of all of it; journeys check it.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Key, root } from "./window.mjs";

const bad = (file) => join(root, "crates/connect/tests/it/bad", file);
const click = (selector, text) => (w) => w.click(selector, text);
const file = (path) => async (w) => {
  await w.type("form input.mono", path);
  await w.press(Key.TAB);
};

/** Before a tenant is connected. What is typed goes with the form: the next of these has another. */
export const CONNECTING = [
  ["connect-file-preview", "/connect?kind=file", "[aria-label='What would be read']", file(bad("csv/conflict-name.csv"))],
  ["connect-practice", "/connect?kind=practice", "input[value=practice]:checked"],
  ["connect-file-gone", "/connect?kind=file", ".error-panel", file("/no/such/file.csv")],
  [
    "connect-scim-refused",
    "/connect?kind=scim",
    ".test-steps p",
    async (w) => {
      await w.type("input[type=url]", "http://127.0.0.1:9/scim/v2");
      await w.type("input[type=password]", "no-such-token");
      await w.click("button", "Test the connection");
    },
  ],
];

/** Over the screens of the practice tenant. */
export const OVER = [
  ["nowhere-tenant", "/t/nosuch/audit", ".nowhere .empty"],
  ["nowhere-screen", "/t/practice/robots", ".empty"],
  ["nowhere", "/robots", ".nowhere .empty"],
  ["matrix-past", "/t/practice/matrix?rows=groups&at={then}", ".page-body .banner"],
  ["person-past", "/t/practice/people/felix.aydin?at={then}", ".page-body .banner"],
  ["person-unread", "/t/practice/people/felix.aydin?at=2001-01-01", ".error-panel"],
  ["matrix-export", "/t/practice/matrix?rows=roles", "[role=menu]", [Key.CONTROL, "e"]],
  ["moment", "/t/practice/people/felix.aydin", "[role=dialog][aria-label='Show another moment']", click(".as-of")],
  ["compare", "/t/practice/people/marek.lindqvist", "[role=dialog]", ["c"]],
  ["people-export", "/t/practice/people", "[role=dialog] .export-choice", [Key.CONTROL, "e"]],
  ["people-views", "/t/practice/people", "[role=menu]", click("button", "Views")],
  ["findings-export", "/t/practice/findings", "[role=dialog] .export-choice", [Key.CONTROL, "e"]],
  ["dismiss", "/t/practice/findings?finding={finding}", "[role=dialog] textarea", ["d"]],
  [
    "dismiss-short",
    "/t/practice/findings?finding={finding}",
    "[role=dialog] .field-error",
    async (w) => {
      await w.press("d");
      await w.type("[role=dialog] textarea", "x");
      await w.chord(Key.CONTROL, Key.ENTER);
    },
  ],
  ["palette-nothing", "/t/practice/groups", ".palette-none", async (w) => {
    await w.chord(Key.CONTROL, "k");
    await w.type("[role=combobox]", "zzz");
  }],
  ["tenants", "/t/practice/groups", "[role=menu] [role=menuitemradio]:nth-of-type(2)", click("button.tenant")],
  [
    "leave",
    "/t/practice/findings?finding={finding}",
    "[role=dialog] .leave-list",
    async (w) => {
      await w.press("d");
      await w.type("[role=dialog] textarea", "Agreed with the owner");
      await w.script("location.hash = '#/t/practice/groups'");
    },
  ],
  ...["environment", "ledger", "snapshot", "connection", "tokens"].map((name, at) => [
    `status-${name}`,
    "/t/practice/groups",
    "[data-status-detail]",
    (w) => w.script("document.querySelectorAll('button.status-part[aria-haspopup=dialog]')[arguments[0]].click()", at),
  ]),
];

/** A tenant in which a finding is settled while somebody writes why to dismiss it. */
export async function conflict(w, workspace) {
  const path = join(workspace, "moving.json");
  const write = (...assigned) =>
    writeFileSync(
      path,
      JSON.stringify({
        steward: 1,
        tenant: { name: "Moving" },
        people: [{ id: "ben", userName: "ben", displayName: "Ben Cho", active: false }, { id: "cleo", userName: "cleo" }],
        roles: [{ id: "reader", displayName: "Reader" }],
        permissions: [{ id: "docs.read", displayName: "Read documents" }],
        assignments: assigned.map((person) => ({ role: "reader", person })),
        grants: [{ permission: "docs.read", role: "reader" }],
      }),
    );
  const read = (...assigned) => {
    write(...assigned);
    return w.invoke("refresh", { name: "moving", acceptLoss: true });
  };
  write("ben", "cleo");
  const source = { path, format: "json", mapping: null, pack: null, environment: "live" };
  await w.invoke("add_file", { name: "moving", source });
  const { open } = await w.invoke("findings", { name: "moving", at: null });
  const held = open.find(({ subjects }) => subjects.some(({ id }) => id === "ben"));
  return [
    "conflict",
    `/t/moving/findings?finding=${encodeURIComponent(held.key)}`,
    "[role=dialog] .error-panel.f-medium",
    async (w) => {
      await read("ben", "cleo");
      await hear(w);
      await w.press("d");
      await w.type("[role=dialog] textarea", "Agreed with the owner");
      await read("cleo");
      await hear(w);
    },
  ];
}

/** The page asks whether tenants were read meanwhile, as it does when one comes back to it. */
const hear = async (w) => {
  await w.script("window.dispatchEvent(new Event('visibilitychange'))");
  await w.settle();
};

/** A tenant whose file is gone: what was read last is still there. */
export const STALE = [
  ["stale-today", "/t/gone-file/today", ".banner"],
  ["stale-settings", "/t/gone-file/settings", ".banner"],
];

/** The practice tenant for somebody who may only look. */
export const OBSERVING = [
  ["not-permitted-dismiss", "/t/practice/findings?finding={finding}", "[role=dialog] .not-permitted", ["d"]],
  ["not-permitted-audit", "/t/practice/audit?do=export", "[role=dialog] .not-permitted"],
  ["not-permitted-remove", "/t/practice/settings?tab=remove", ".not-permitted"],
  ["not-permitted-storage", "/settings?tab=storage", ".not-permitted"],
  ["not-permitted-palette", "/t/practice/roles", "[role=option][data-lacks=true]", async (w) => {
    await w.chord(Key.CONTROL, "k");
    await w.type("[role=combobox]", ">");
  }],
];

/** Tokens lie in a file under a passphrase that was not given. */
export const LOCKED = [
  ["locked", "/settings?tab=machine", ".unlock"],
  ["locked-token", "/connect?kind=scim", ".unlock"],
  [
    "status-tokens-locked",
    "/t/practice/groups",
    "[data-status-detail] .unlock",
    (w) => w.script("document.querySelectorAll('button.status-part[aria-haspopup=dialog]')[4].click()"),
  ],
];

/** The practice tenant on a record that somebody changed. */
export const SPOILT = [
  ["audit-spoilt-verify", "/t/practice/audit?do=verify", "[role=dialog] .audit-faults"],
  ["audit-spoilt", "/t/practice/audit", ".audit-verdict[role=alert]"],
];

/** A workspace that does not open. */
export const SHUT = [["workspace-shut", "/", "main.boot:has(.brand) .error-panel"]];
