// Somebody who searches all day: keys from the question to the record, results while typing, recent searches on the device alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, base, clean, launch, open } from './browser.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const BOX = '#search-q';
const PLACE = '#search-place';
const RECENT = 'fingerpost-recent';

const heading = (page) => page.locator('#results h1').innerText();
const focus = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim());
const kept = (page, key) => page.evaluate((name) => localStorage.getItem(name), key);
const status = (page, words) => page.getByRole('status').filter({ hasText: words }).first().waitFor({ state: 'attached' });

/** Presses keys that are not words, and counts them. */
const presser = (page) => {
  const pressed = [];
  return { pressed, press: async (key) => (pressed.push(key), page.keyboard.press(key)) };
};

test('a question on the telephone becomes a text for the record by keys alone', async (t) => {
  const page = await open(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(base);
  const { pressed, press } = presser(page);
  await press('/');
  await page.keyboard.type('food bank');
  await press('Tab');
  await page.keyboard.type('Walsall');
  await press('Enter');
  await page.waitForURL(/\/search\?/);
  await press('ArrowDown');
  await press('ArrowDown');
  const name = await focus(page);
  await press('s');
  await press('c');
  await status(page, 'Copied for the record');
  const record = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(record.startsWith(`Signposted to ${name}`), record);
  assert.equal(record.split('\n').length, 3, record);
  assert.match(await page.locator('#to-shortlist').innerText(), /\(1\)/);
  t.diagnostic(`${pressed.length} keys beyond the words typed: ${pressed.join(' ')}`);
  assert.ok(pressed.length <= 12);
  await press('s');
  await press('Enter');
  await page.waitForURL(/\/service\//);
  assert.equal(await page.locator('h1').innerText(), name);
  await clean(page);
});

test('on the page of a service the same keys keep it, copy its text for the record, and tell which they are', async () => {
  const page = await open(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(`${base}/search?q=food+bank&place=Walsall`);
  for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key);
  await page.waitForURL(/\/service\//);
  const name = await page.locator('h1').innerText();
  await page.keyboard.press('s');
  await status(page, 'Added to your shortlist');
  assert.match(await page.locator('#to-shortlist').innerText(), /\(1\)/);
  await page.keyboard.press('c');
  await status(page, `Copied for the record: ${name}`);
  assert.ok((await page.evaluate(() => navigator.clipboard.readText())).startsWith(`Signposted to ${name}`));
  await page.keyboard.press('s');
  await status(page, 'Removed from your shortlist');
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  const told = await dialog.innerText();
  assert.ok(told.includes('Put the service on your shortlist') && told.includes('Copy the text for the record'), told);
  assert.ok(!told.includes('Next or previous service'), 'arrows scroll a page that is read');
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  assert.ok(await dialog.isVisible());
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.type('sc?');
  assert.equal(await page.locator(BOX).inputValue(), 'sc?', 'letters in the box stay letters');
  await clean(page);
});

test('where a browser does not let us copy, the text is shown and marked', async () => {
  const page = await open(browser);
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await page.goto(`${base}/search?q=food+bank&place=Walsall`);
  for (const key of ['ArrowDown', 'c']) await page.keyboard.press(key);
  await status(page, 'This browser does not let us copy');
  assert.match(await page.evaluate(() => getSelection().toString()), /^Signposted to /);
  await clean(page);
});

test('arrows go from service to service and back to the box; letters in the box stay letters', async () => {
  const page = await open(browser);
  await page.goto(`${base}/search?q=food+bank&place=Walsall`);
  const names = await page.locator('#results .card h3 a').allInnerTexts();
  await page.keyboard.press('ArrowDown');
  assert.equal(await focus(page), names[0]);
  await page.keyboard.press('ArrowDown');
  assert.equal(await focus(page), names[1]);
  await page.keyboard.press('Tab'); // anywhere within the second
  await page.keyboard.press('ArrowDown');
  assert.equal(await focus(page), names[2]);
  for (const _ of [1, 2]) await page.keyboard.press('ArrowUp');
  assert.equal(await focus(page), names[0]);
  await page.keyboard.press('ArrowUp');
  assert.equal(await focus(page), 'search-q');
  await page.keyboard.press('End');
  await page.keyboard.type(' s/c?');
  assert.equal(await page.locator(BOX).inputValue(), 'food bank s/c?');
  assert.equal(await page.locator('dialog').evaluate((dialog) => dialog.open), false);
  await page.reload();
  await page.keyboard.press('c');
  await status(page, 'Choose a service first');
  await clean(page);
});

test('the help takes the focus, is accessible, closes with Escape and switches the keys off for good', async () => {
  const page = await open(browser);
  await page.goto(`${base}/search?q=food+bank&place=Walsall`);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await dialog.waitFor();
  assert.equal(await focus(page), 'Close');
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press('Escape');
  assert.equal(await dialog.isVisible(), false);
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await page.getByLabel(/^Use these keys/).uncheck();
  await dialog.getByRole('button', { name: 'Close' }).click();
  assert.equal(await focus(page), 'Keyboard shortcuts');
  await page.reload();
  await page.keyboard.press('?');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('/');
  assert.equal(await dialog.isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await page.getByLabel(/^Use these keys/).check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  assert.equal(await focus(page), 'search-q');
  await clean(page);
});

test('results follow the typing; the caret, the address, the title and the history stay', async () => {
  const page = await open(browser);
  await page.goto(`${base}/search?q=food+bank&place=Walsall`);
  const before = await page.evaluate(() => [location.href, document.title, history.length]);
  const old = await heading(page);
  await page.locator(BOX).focus();
  await page.keyboard.press('Home');
  await page.keyboard.type('free ', { delay: 20 });
  await page.waitForFunction((words) => document.querySelector('#results h1').innerText !== words, old);
  assert.equal(await page.locator(BOX).inputValue(), 'free food bank');
  assert.equal(await focus(page), 'search-q');
  assert.equal(await page.locator(BOX).evaluate((box) => box.selectionStart), 5);
  await status(page, await heading(page));
  assert.deepEqual(await page.evaluate(() => [location.href, document.title, history.length]), before);
  assert.ok((await page.locator('#results button.add').count()) > 0, 'new results have their buttons');
  await page.keyboard.press('Escape'); // the suggestions
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=free\+food\+bank/);
  await clean(page);
});

test('words of crisis bring urgent help while they are typed, and it is announced', async () => {
  const page = await open(browser);
  await page.goto(`${base}/search?q=food+bank`);
  await page.locator(BOX).fill('suicidal');
  await page.locator('#results .urgent').waitFor();
  await status(page, await page.locator('.urgent h2').innerText());
  assert.ok(!page.url().includes('suicidal'));
  await clean(page);
});

test('a place half typed changes nothing until it is a place', async () => {
  const page = await open(browser);
  await page.goto(`${base}/search?q=food+bank&place=Walsall`);
  await page.locator(PLACE).fill('');
  const sent = page.waitForResponse(/place=Dudl(&|$)/);
  await page.locator(PLACE).pressSequentially('Dudl');
  await sent;
  assert.equal(await page.locator('.notice').count(), 0);
  await page.locator(PLACE).pressSequentially('ey');
  await page.waitForFunction(() => document.querySelector('#results h1').innerText.includes('Dudley'));
  await clean(page);
});

test('of questions that overtake each other the last one is shown; a slow one says so', async () => {
  const page = await open(browser);
  await page.goto(`${base}/search?q=food+bank`);
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route(/q=lonely(&|$)/, async (route) => {
    await held;
    await route.continue().catch(() => {}); // given up by the page
  });
  await page.locator(BOX).fill('lonely');
  await page.locator('#live-note', { hasText: 'Searching…' }).waitFor();
  await page.locator(BOX).fill('dementia');
  await page.locator('#results .chip', { hasText: 'Dementia' }).first().waitFor();
  release();
  await page.locator('#live-note:empty').waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  assert.ok(await page.locator('#results .chip', { hasText: 'Dementia' }).first().isVisible());
  await clean(page);
});

test('a question that does not get through says so and leaves what was there', async () => {
  const page = await open(browser);
  await page.goto(`${base}/search?q=food+bank&place=Walsall`);
  const old = await heading(page);
  await page.route(/q=lonely/, (route) => route.abort());
  await page.locator(BOX).fill('lonely');
  await page.getByText('The search did not get through.').waitFor();
  assert.equal(await heading(page), old);
  assert.deepEqual(await axe(page), []);
  await page.locator(BOX).fill('dementia');
  await page.locator('#results .chip', { hasText: 'Dementia' }).first().waitFor();
  assert.equal(await page.locator('#live-note').innerText(), '');
  page.troubles = page.troubles.filter((text) => !/ERR_FAILED/.test(text));
  await clean(page);
});

test('recent searches are kept only when somebody asks, never of private subjects, and are cleared', async () => {
  const page = await open(browser);
  const ask = async (q, place = '') => page.goto(`${base}/search?${new URLSearchParams({ q, place })}`);
  const shown = () => page.locator('#recent .recent-list a').allInnerTexts();
  await ask('food bank', 'Walsall');
  assert.equal(await kept(page, RECENT), null, 'off until switched on');
  await page.goto(base);
  await page.getByText('Recent searches', { exact: true }).click();
  await page.getByLabel('Keep my recent searches on this device').check();
  assert.deepEqual(await axe(page), []);
  for (const words of ['food bank', 'domestic abuse', 'suicidal', 'refuge']) await ask(words, 'WS1 1AA');
  for (let number = 1; number < 8; number += 1) await ask(`lunch club ${number}`);
  await ask('lunch club 7');
  await page.goto(base);
  assert.deepEqual(await shown(), [...[7, 6, 5, 4, 3, 2, 1].map((number) => `lunch club ${number}`), 'food bank, WS1']);
  assert.deepEqual(await axe(page), []);
  await ask('lunch club 8');
  await page.goto(`${base}/search`);
  assert.equal((await shown()).length, 8);
  assert.ok(!(await kept(page, RECENT)).includes('food bank'), 'the ninth goes');
  await page.getByRole('button', { name: 'Clear recent searches' }).click();
  assert.deepEqual(await shown(), []);
  assert.equal(await focus(page), 'recent-on');
  await page.getByLabel('Keep my recent searches on this device').uncheck();
  assert.equal(await kept(page, RECENT), null);
  await clean(page);
});

test('leaving quickly forgets recent searches', async () => {
  const page = await open(browser);
  await page.goto(base);
  await page.evaluate((key) => localStorage.setItem(key, '[{"q":"tea","place":""}]'), RECENT);
  await page.route('https://www.bbc.co.uk/**', (route) => route.abort());
  const asked = page.waitForRequest(/bbc\.co\.uk/);
  await page.evaluate(() => {
    addEventListener('pagehide', () => {});
    for (const _ of [1, 2, 3]) dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' }));
  });
  await asked;
  const other = await page.context().newPage();
  await other.goto(base);
  assert.equal(await other.evaluate((key) => localStorage.getItem(key), RECENT), null);
  await page.context().close();
});

test('the next page begins at its list, and says which services it shows', async () => {
  const page = await open(browser, { reducedMotion: 'reduce' });
  await page.goto(`${base}/search?q=&place=Solihull`);
  await page.getByRole('link', { name: 'Next page' }).click();
  await page.waitForURL(/page=2.*#list$/);
  const list = page.getByRole('heading', { name: /^Services 21 to 40 of / });
  assert.ok((await list.boundingBox()).y < 200);
  await page.keyboard.press('ArrowDown');
  assert.equal(await focus(page), await page.locator('#results .card h3 a').first().innerText());
  await clean(page);
});

test('too many services without a place are answered by a hint that leads to the box for one', async () => {
  const page = await open(browser);
  await page.goto(`${base}/search?cost=free`);
  assert.ok(Number((await heading(page)).match(/^\d+/)[0]) > 200, await heading(page));
  await page.getByRole('link', { name: 'Add a postcode or town' }).click();
  assert.equal(await focus(page), 'search-place');
  await clean(page);
});
