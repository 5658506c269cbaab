// A real Chromium for the tests: $BROWSER_PATH if set, else the one inside @sparticuz/chromium (Linux x64; no root, nothing
// beyond npm), else an installed one. Each page made here keeps count of what must never happen: requests that leave the
// site, cookies, console errors.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

export const base = process.env.BASE_URL;
if (!base) throw new Error('BASE_URL is not set: run these tests with `cargo test --test browser`');

const require = createRequire(import.meta.url);

/** Unpacks the browser of the npm package into a folder of its own; a folder left half-made by a killed run is begun again. */
async function packaged() {
  const root = path.join(path.dirname(require.resolve('@sparticuz/chromium')), '..', '..');
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const folder = path.join(os.tmpdir(), `fingerpost-chromium-${version}-${process.getuid()}`);
  const whole = path.join(folder, '.ok');
  if (!existsSync(whole)) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });

  const tmp = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x'; // so that the package also unpacks the system libraries it needs
  const executable = await (await import('@sparticuz/chromium')).default.executablePath();
  delete process.env.AWS_EXECUTION_ENV;
  if (tmp) process.env.TMPDIR = tmp;
  else delete process.env.TMPDIR;

  // The package's own font settings look in one fixed folder: without this, text has no size and layout checks pass by accident.
  const fonts = path.join(folder, 'fonts.conf');
  writeFileSync(
    fonts,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>/usr/share/fonts</dir><dir>${folder}/fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>`,
  );
  process.env.FONTCONFIG_FILE = fonts;
  writeFileSync(whole, '');
  return executable;
}

async function executable() {
  if (process.env.BROWSER_PATH) return process.env.BROWSER_PATH;
  if (process.platform === 'linux' && process.arch === 'x64') return packaged();
  const installed = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);
  if (!installed) throw new Error('No browser found: set BROWSER_PATH to a Chromium or Chrome');
  return installed;
}

/** Starts the browser, with more switches where asked, and makes sure that it can draw text. */
export async function launch(switches = []) {
  const browser = await chromium.launch({ executablePath: await executable(), args: ['--no-sandbox', '--disable-dev-shm-usage', ...switches] });
  const page = await browser.newPage();
  await page.setContent('<span>text</span>');
  const width = await page.evaluate(() => document.querySelector('span').getBoundingClientRect().width);
  await page.close();
  if (width < 10) throw new Error('The browser found no fonts');
  return browser;
}

/** Opens a page in a fresh context. `page.strays` lists requests to other hosts than the site's, `page.troubles` console errors. */
export async function open(browser, options = {}, site = base) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.strays = [];
  page.troubles = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(site) && !url.startsWith('data:') && !url.startsWith('about:')) page.strays.push(url);
  });
  page.on('console', (message) => message.type() === 'error' && page.troubles.push(message.text()));
  page.on('pageerror', (error) => page.troubles.push(String(error)));
  return page;
}

const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** The WCAG 2.2 A and AA rules axe finds broken, a line each. Run through the debugger, so a strict CSP does not stop it. */
export async function axe(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axeSource });
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      .then((r) => JSON.stringify(r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ')).join(', '))))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  if (exceptionDetails) throw new Error(`axe did not run: ${exceptionDetails.text}`);
  return JSON.parse(result.value);
}

/** The id of the first service the API finds for these words. */
export async function serviceId(words, place = '') {
  const query = new URLSearchParams({ q: words, place });
  const { results } = await (await fetch(`${base}/api/v1/search?${query}`)).json();
  if (results.length === 0) throw new Error(`nothing found for ${words} ${place}`);
  return results[0].id;
}

/** The id of the first organisation the API finds for these words. */
export async function organisationId(words) {
  const { results } = await (await fetch(`${base}/api/v1/search?${new URLSearchParams({ q: words })}`)).json();
  return results[0].organization.id;
}

/** Closes the page after making sure that it kept to itself: no request elsewhere, no cookie, nothing stored, no error. */
export async function clean(page) {
  assert.deepEqual(page.strays, [], 'requests to other hosts');
  assert.deepEqual(await page.context().cookies(), [], 'cookies');
  const { origins } = await page.context().storageState();
  assert.deepEqual(origins, [], 'stored in the browser');
  // A page that is not there or no longer there, or a question that cannot be read, is meant to be reported as such; nothing else may be.
  assert.deepEqual(page.troubles.filter((text) => !/status of 4(00|04|10)/.test(text)), [], 'errors in the console');
  await page.context().close();
}

/** A phone held upright. */
export const PHONE = { width: 360, height: 740 };

/** What a page with something of its own to lay out is looked at in. */
export const LOOKS = [
  { name: 'phone, light', viewport: PHONE },
  { name: 'phone, dark', viewport: PHONE, colorScheme: 'dark' },
  { name: 'phone, forced colours', viewport: PHONE, forcedColors: 'active' },
  { name: 'tablet, light', viewport: { width: 768, height: 1000 } },
  { name: 'desk, light' },
  { name: 'desk, dark', colorScheme: 'dark' },
  { name: 'desk, forced colours', forcedColors: 'active' },
];
