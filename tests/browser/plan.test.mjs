// A shortlist becomes a plan: without JavaScript by links and one form, with it on the device.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, base, clean, launch, open, serviceId } from './browser.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const KEY = 'fingerpost-shortlist';
const names = (page) => page.locator('#plan-list h2 a').allInnerTexts();

test('somebody without JavaScript makes a large print sheet of two services and a link', async () => {
  const page = await open(browser, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  await page.goto(`${base}/search?q=food+bank&place=Walsall`);
  await page.locator('a.add').first().click();
  await page.waitForURL(/\/shortlist\?s=/);
  await page.getByRole('link', { name: 'Look for more services' }).click();
  await page.getByLabel('What do you need help with?').fill('lonely');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.waitForURL(/q=lonely/);
  await page.locator('a.add').first().click();
  await page.waitForURL(/s=.*&s=/);
  const [first, second] = await names(page);
  await page.getByRole('button', { name: `Move up ${second}` }).click();
  assert.deepEqual(await names(page), [second, first]);
  await page.getByLabel('What matters to me').fill('Company on Tuesdays');
  await page.getByLabel('Large print').check();
  await page.getByLabel('Put a link and a QR code on it').check();
  await page.getByRole('button', { name: 'Make the sheet' }).click();
  const sheet = page.locator('article.sheet.large');
  assert.match(await sheet.innerText(), /Company on Tuesdays/);
  assert.deepEqual(await sheet.locator('h2').allInnerTexts(), ['What matters to me', second, first]);
  assert.ok(!page.url().includes('Company'), 'words stay out of the address');
  const address = await sheet.locator('.address').innerText();
  await page.goto(address);
  assert.match(await page.getByRole('main').innerText(), /This link works until/);
  assert.doesNotMatch(await page.getByRole('main').innerText(), /Company on Tuesdays/);
  await clean(page);
});

test('with JavaScript the list and its notes stay on the device, move, print and are cleared', async () => {
  const page = await open(browser);
  await page.goto(`${base}/search?q=food+bank&place=Walsall`);
  const add = page.locator('button.add');
  await add.nth(0).click();
  await add.nth(1).click();
  assert.match(await add.nth(0).innerText(), /^Remove from shortlist/);
  assert.match(await page.locator('#to-shortlist').innerText(), /^Shortlist\s*\(2\)$/);
  await page.locator('#to-shortlist').click();
  await page.waitForURL(/\/shortlist\?s=/);
  const [first, second] = await names(page);
  await page.getByLabel(`My note ${second}`).fill('Ask for the van');
  await page.getByRole('button', { name: `Move up ${second}` }).press('Enter');
  assert.deepEqual(await names(page), [second, first]);
  await page.getByRole('status').filter({ hasText: 'Moved.' }).waitFor({ state: 'attached' });
  await page.reload();
  assert.deepEqual(await names(page), [second, first]);
  assert.equal(await page.getByLabel(`My note ${second}`).inputValue(), 'Ask for the van');
  assert.deepEqual(await axe(page), []);
  await page.getByRole('button', { name: 'Make the sheet' }).click();
  const sheet = page.locator('article.sheet');
  assert.match(await sheet.innerText(), /Ask for the van/);
  assert.ok(await page.getByRole('button', { name: 'Print', exact: true }).isVisible());
  assert.deepEqual(await axe(page), []);
  await page.emulateMedia({ media: 'print' });
  assert.ok(await sheet.isVisible());
  for (const gone of ['.top', '.foot', '.sheet-tools', '.send', '.leave']) assert.ok(!(await page.locator(gone).first().isVisible()), gone);
  await page.emulateMedia({ media: 'screen' });
  await page.goto(`${base}/shortlist`);
  await page.waitForURL(/s=/);
  await page.getByRole('link', { name: 'Clear everything' }).click();
  await page.waitForURL(/\/shortlist$/);
  assert.equal(await page.evaluate((key) => localStorage.getItem(key), KEY), null);
  await clean(page);
});

test('a sensitive service is kept no longer than its tab', async () => {
  const page = await open(browser);
  await page.goto(`${base}/service/${await serviceId('women\'s refuge')}`);
  const button = page.locator('.reach button.add');
  const sensitive = (await button.getAttribute('data-sensitive')) !== null;
  await button.click();
  const kept = await page.evaluate((key) => [localStorage.getItem(key) !== null, sessionStorage.getItem(key) !== null], KEY);
  assert.deepEqual(kept, sensitive ? [false, true] : [true, false]);
  await button.click();
  await clean(page);
});
