// Draws every screen with the fake host in a browser and lays the pictures in ../target/screens/browser.
// node tools/shots.mjs [filter]; checks each with axe-core. CHROMIUM names the browser.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

const out = new URL('../../target/screens/browser/', import.meta.url).pathname;
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** The last is the smallest window with text at 200 %. */
const SIZES = { wide: [1440, 900], compact: [1100, 700], doubled: [550, 350] };
const SIDES = ['light', 'dark'];

/** name, query of the page, address, what to do first */
const SCREENS = [
  ['first-run', 'tenants=none', '/connect', async () => {}],
  ['connect-scim', 'tenants=none', '/connect?kind=scim', fillScim],
  ['connect-scim-plan', 'tenants=none&secrets=locked', '/connect?kind=scim', async () => {}],
  [
    'connect-scim-failed',
    'tenants=none',
    '/connect?kind=scim',
    (page) => fillScim(page, 'https://nowhere.example/scim/v2'),
  ],
  ['connect-file', '', '/connect?kind=file', fillFile],
  ['matrix-roles', '', '/t/northwind/matrix?rows=roles', async () => {}],
  ['matrix-people', '', '/t/practice/matrix?rows=people', async () => {}],
  ['findings', '', '/t/northwind/findings', async () => {}],
  ['finding', '', '/t/northwind/findings', (page) => page.keyboard.press('j')],
  ['findings-by-check', '', '/t/practice/findings?group=check', async () => {}],
  ['findings-none', 'findings=none', '/t/northwind/findings', async () => {}],
  ['findings-filtered', '', '/t/northwind/findings?q=zzz', async () => {}],
  ['findings-error', 'fail=findings', '/t/northwind/findings', async () => {}],
  ['findings-loading', 'slow=2600', '/t/northwind/findings', (page) => page.waitForTimeout(2500)],
  ['checks', '', '/t/northwind/findings?tab=checks', async () => {}],
  ['dismissed', '', '/t/northwind/findings', dismissed],
  ['renew', 'stale', '/connect?kind=scim&again=northwind', async () => {}],
  [
    'reading',
    'stale',
    '/t/northwind/findings',
    (page) => page.getByRole('button', { name: 'Try now' }).click(),
  ],
  ['dismiss', '', '/t/northwind/findings', dismiss],
  ['stale', 'stale', '/t/northwind/findings', async () => {}],
  ['palette', '', '/t/northwind/findings', palette],
  ['shortcuts', '', '/t/northwind/findings', (page) => page.keyboard.press('?')],
  ['about', '', '/t/northwind/findings', (page) => page.getByRole('button', { name: /^Steward/ }).click()],
  [
    'tenant-menu',
    '',
    '/t/northwind/findings',
    (page) => page.getByRole('button', { name: /switch tenant/ }).click(),
  ],
  [
    'snapshots',
    '',
    '/t/northwind/findings',
    (page) => page.getByRole('button', { name: /^Snapshot/ }).click(),
  ],
  ['export', '', '/t/northwind/findings', (page) => page.keyboard.press('Control+e')],
  ['boot-error', 'fail=start', '/', async () => {}],
];

async function fillScim(page, url = 'https://meridian.example/scim/v2/northwind') {
  await page.getByLabel('SCIM base URL').fill(url);
  await page.getByLabel('Bearer token').fill('a-token-of-no-worth-at-all-c41f');
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByRole('button', { name: 'Test again' }).waitFor();
}

async function fillFile(page) {
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await page.getByText('What would be read').waitFor();
}

async function dismiss(page) {
  await page.keyboard.press('j');
  await page.waitForTimeout(200);
  await page.keyboard.press('d');
}

async function dismissed(page) {
  await dismiss(page);
  await page.getByLabel('Reason').fill('agreed with the owner until the migration ends');
  await page.getByRole('button', { name: 'Dismiss until then' }).click();
  await page.getByText('Dismissed1').click();
  await page.locator('.finding-row').first().click();
}

async function palette(page) {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or run' }).fill('me');
}

const wanted = process.argv[2] ?? '';
mkdirSync(out, { recursive: true });
const server = await createServer({ server: { port: 0, strictPort: false }, logLevel: 'error' });
await server.listen();
const base = server.resolvedUrls.local[0];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
let violations = 0;
for (const [size, [width, height]] of Object.entries(SIZES)) {
  for (const side of size === 'doubled' ? ['light'] : SIDES) {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: side,
      reducedMotion: 'reduce',
    });
    for (const [name, query, address, act] of SCREENS) {
      if (!`${name}-${size}-${side}`.includes(wanted)) continue;
      const page = await context.newPage();
      page.setDefaultTimeout(5000);
      page.setDefaultNavigationTimeout(60_000);
      page.on('pageerror', (error) => console.log(`${name}: ${error.message}`));
      page.on(
        'console',
        (message) => message.type() === 'error' && console.log(`${name}: ${message.text()}`),
      );
      await page.goto(`${base}${query}#${address}`);
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(100);
      try {
        await act(page);
      } catch (error) {
        console.log(`${name}: ${error.message.split('\n')[0]}`);
      }
      await page.waitForTimeout(200);
      await page.screenshot({ path: `${out}${name}-${size}-${side}.png` });
      await page.addScriptTag({ path: axe });
      const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
      for (const violation of found.violations) {
        violations += 1;
        const where = violation.nodes
          .slice(0, 3)
          .map((node) => node.target.join(' '))
          .join(' | ');
        console.log(`axe ${name} ${size} ${side}: ${violation.id} (${violation.impact}): ${where}`);
      }
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
await server.close();
console.log(`${violations} violations`);
process.exitCode = violations > 0 ? 1 : 0;
