// An installation with a theme of its own: name, colours, logo and words are on its pages, and everybody can still read them.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { LOOKS, axe, launch, open } from './browser.mjs';

const THEME = `
name = "Elmshire Signpost"
logo = "elm.svg"
[colours]
accent = "#5b2d8e"
link = "#5b2d8e"
link_dark = "#d3b8f5"
highlight = "#ffd54a"
[words.en]
help = "Stuck? Ring our navigators on [0121 496 0000](tel:0121 496 0000), weekdays 9am to 5pm."
emergency = "At night in Elmshire: social care’s [emergency team](tel:01214960999)."
footer = ["Run by Elmshire Council.", "[Our promise](https://elmshire.example/promise)"]
[contact]
email = "directory@elmshire.example"
`;
const LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h40v20H0z" fill="#5b2d8e"/></svg>';
const program = process.env.FINGERPOST_BIN;
const home = mkdtempSync(path.join(os.tmpdir(), 'fingerpost-themed-'));
writeFileSync(path.join(home, 'theme.toml'), THEME);
writeFileSync(path.join(home, 'elm.svg'), LOGO);

let server;
let site;
let browser;
before(async () => {
  if (!program) throw new Error('FINGERPOST_BIN is not set: use `npm test` or `cargo test --test browser`');
  server = spawn(program, ['serve', '--listen', '127.0.0.1:0', '--home', home], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(createInterface(server.stdout), 'line');
  site = line.trim().split(' ').at(-1);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.kill();
  rmSync(home, { recursive: true, force: true });
});

const PAGES = ['/', '/search?q=food+bank&place=Walsall', '/shortlist', '/about', '/nowhere'];
const tooWide = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const colour = (page, selector, property) => page.locator(selector).first().evaluate((element, name) => getComputedStyle(element)[name], property);

test('every page carries the name, the logo and the words, beside our own on 999', async () => {
  const page = await open(browser);
  for (const address of PAGES) {
    await page.goto(site + address);
    assert.match(await page.title(), / – Elmshire Signpost$/, address);
    assert.equal(await page.locator('.wordmark').innerText(), 'Elmshire Signpost');
    assert.ok(await page.locator('.wordmark .logo').evaluate((logo) => logo.complete && logo.naturalWidth > 0), 'the logo is drawn');
    const foot = await page.locator('footer').innerText();
    for (const words of ['Call 999', 'Ring our navigators', 'emergency team', 'Run by Elmshire Council.', 'Our promise', 'directory@elmshire.example']) {
      assert.ok(foot.includes(words), `${address}: ${words}`);
    }
  }
  assert.deepEqual(page.troubles.filter((text) => !/status of 404/.test(text)), []);
  await page.context().close();
});

test('its colours are in use on screens, and paper stays black on white', async () => {
  const page = await open(browser);
  await page.goto(site);
  assert.equal(await colour(page, '.hero', 'backgroundColor'), 'rgb(91, 45, 142)');
  assert.equal(await colour(page, '.foot a', 'color'), 'rgb(91, 45, 142)');
  assert.equal(await colour(page, '.search .button', 'backgroundColor'), 'rgb(255, 213, 74)');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await colour(page, '.foot a', 'color'), 'rgb(0, 0, 0)');
  await page.emulateMedia({ media: 'screen', contrast: 'more' });
  assert.notEqual(await colour(page, '.hero', 'backgroundColor'), 'rgb(91, 45, 142)', 'who asks for more contrast gets the colours that ship');
  await page.context().close();
});

for (const { name, ...look } of LOOKS) {
  test(`its pages pass axe, contrast included, and fit: ${name}`, async () => {
    const page = await open(browser, look);
    const found = [];
    for (const address of PAGES) {
      await page.goto(site + address);
      found.push(...(await axe(page)).map((rule) => `${address} ${rule}`));
      if ((await tooWide(page)) > 0) found.push(`${address} is too wide`);
    }
    assert.deepEqual(found, []);
    await page.context().close();
  });
}

test('the command that checks a theme says what it sets, or all that is wrong in plain words', () => {
  const check = (...words) => spawnSync(program, ['theme', 'check', ...words], { encoding: 'utf8' });
  const good = check(home);
  assert.equal(good.status, 0);
  assert.match(good.stdout, /nothing is wrong[^]*name: Elmshire Signpost[^]*colours\.accent: #5b2d8e, with white letters on it/);
  const draft = path.join(home, 'draft.toml');
  writeFileSync(draft, 'name = ""\n[colours]\naccent = "purple"\n');
  const bad = check(draft);
  assert.equal(bad.status, 1);
  assert.match(bad.stdout, /name: it is empty[^]*colours\.accent: 'purple' is not a colour\. Write it like #0d4a39/);
  assert.match(bad.stderr, /draft\.toml cannot be used: 2 to mend/);
});
