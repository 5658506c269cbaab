// Services side by side: from ticked results and from the shortlist, with and without JavaScript, wide, narrow and on paper.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { LOOKS, PHONE, axe, base, clean, launch, open } from './browser.mjs';

let browser;
let ids;
let address;

before(async () => {
  browser = await launch();
  const { results } = await (await fetch(`${base}/api/v1/search?q=food+bank&place=Walsall`)).json();
  ids = results.slice(0, 5).map((one) => one.id);
  address = `${base}/compare?${ids.slice(0, 4).map((id) => `id=${id}`).join('&')}`;
});
after(() => browser?.close());

for (const { name, ...options } of LOOKS) {
  test(`a comparison passes axe and stays inside its width: ${name}`, async () => {
    const page = await open(browser, options);
    for (const path of [address, `${base}/compare`, `${base}/compare?id=${ids[0]}`]) {
      await page.goto(path);
      assert.deepEqual(await axe(page), [], path);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)) <= 0, path);
    }
    await clean(page);
  });
}

/** What axe finds while the bar is shown; it needs JavaScript itself. */
const tooMuch = async (page) => ((await page.evaluate(() => document.querySelector('button.add') !== null)) ? axe(page) : []);

for (const javaScriptEnabled of [true, false]) {
  test(`ticked results stand side by side, and one can be taken out, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
    const page = await open(browser, { javaScriptEnabled });
    await page.goto(`${base}/search?q=food+bank&place=Walsall`);
    const names = (await page.locator('.card h3 a').allInnerTexts()).slice(0, 2);
    const go = page.getByRole('button', { name: 'Compare the ticked services' });
    assert.equal(await go.isVisible(), false, 'nothing is ticked');
    for (const name of names) await page.getByLabel(`Compare ${name}`).check();
    assert.deepEqual(await tooMuch(page), []);
    await go.click();
    await page.waitForURL(/\/compare\?id=[0-9a-f-]{36}&id=[0-9a-f-]{36}$/);
    for (const name of names) assert.ok(await page.getByRole('columnheader', { name }).isVisible(), name);
    for (const fact of ['Phone', 'Where', 'When', 'How to get in', 'Cost']) {
      assert.equal(await page.getByRole('rowheader', { name: fact, exact: true }).count(), 1, fact);
    }
    await page.getByRole('link', { name: `Take out ${names[0]}` }).click();
    await page.waitForURL((url) => url.searchParams.getAll('id').length === 1);
    assert.match(await page.getByRole('main').innerText(), /A comparison needs two services/);
    await clean(page);
  });
}

test('on a phone the same table is read fact by fact, each with the name of its service', async () => {
  const page = await open(browser, { viewport: PHONE });
  await page.goto(address);
  assert.equal(await page.getByRole('row').count(), await page.locator('.compare tr').count(), 'still a table to a screen reader');
  const names = await page.locator('.compare .name').allInnerTexts();
  const where = await page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Where', exact: true }) }).innerText();
  for (const name of names) assert.ok(where.includes(name), name);
  await clean(page);
});

test('five services are too many, and that is said', async () => {
  const page = await open(browser);
  await page.goto(`${base}/compare?${ids.map((id) => `id=${id}`).join('&')}&id=nonsense`);
  const alert = await page.getByRole('alert').innerText();
  assert.match(alert, /1 is left out/);
  assert.match(alert, /1 service could not be found/);
  assert.equal(await page.getByRole('columnheader').count(), 4);
  await clean(page);
});

test('the shortlist leads to a comparison of the first four, in its present order', async () => {
  const page = await open(browser);
  await page.goto(`${base}/shortlist?${ids.map((id) => `s=${id}`).join('&')}`);
  const names = await page.locator('#plan-list h2 a').allInnerTexts();
  await page.getByRole('button', { name: `Move up ${names[1]}` }).press('Enter');
  await page.getByRole('link', { name: 'Compare the first four side by side' }).click();
  await page.waitForURL(/\/compare/);
  assert.deepEqual(new URL(page.url()).searchParams.getAll('id'), [ids[1], ids[0], ids[2], ids[3]]);
  assert.match(await page.locator('.compare button.add').first().innerText(), /^Remove from shortlist/);
  await page.evaluate(() => localStorage.clear());
  await clean(page);
});

test('on paper there is the table and nothing to press', async () => {
  const page = await open(browser);
  await page.goto(address);
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['.add', '.take-out', '.exit', '.languages', '.to-shortlist']) assert.equal(await page.locator(gone).first().isVisible(), false, gone);
  assert.equal(await page.locator('.compare').evaluate((table) => getComputedStyle(table).display), 'table');
  await clean(page);
});
