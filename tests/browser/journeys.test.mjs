// The main job in a real browser: from a question to somebody who can help, with and without JavaScript.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { base, launch, open } from './browser.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with JavaScript' : 'without JavaScript';

  test(`a navigator finds a food bank in Walsall and its phone number, ${how}`, async () => {
    const page = await open(browser, { javaScriptEnabled });
    await page.goto(base);
    await page.getByLabel(/what do you need|help with/i).first().fill('food bank');
    await page.getByLabel(/where|postcode/i).first().fill('Walsall');
    await page.getByRole('button', { name: /search|find/i }).first().click();
    const first = page.getByRole('main').getByRole('article').first();
    await first.waitFor();
    assert.match(await first.innerText(), /mile/i);
    await first.getByRole('link').first().click();
    await page.waitForURL(/\/service\//);
    const phone = page.getByRole('main').locator('a[href^="tel:"]').first();
    assert.match(await phone.getAttribute('href'), /^tel:0\d+$/);
    assert.deepEqual(page.strays, []);
    assert.deepEqual(await page.context().cookies(), []);
    await page.context().close();
  });

  test(`a filter narrows the list and can be taken off again, ${how}`, async () => {
    const page = await open(browser, { javaScriptEnabled });
    await page.goto(`${base}/search?q=lonely&place=Dudley`);
    const total = async () => Number((await page.getByRole('heading', { level: 1 }).or(page.getByRole('heading', { level: 2 })).allInnerTexts()).join(' ').match(/\d[\d,]*/)?.[0].replace(',', ''));
    const all = await total();
    await page.goto(`${base}/search?q=lonely&place=Dudley&cost=free`);
    const free = await total();
    assert.ok(free > 0 && free < all, `${free} of ${all}`);
    await page.getByRole('link', { name: /remove/i }).first().click();
    await page.waitForLoadState();
    assert.equal(await total(), all);
    await page.context().close();
  });
}

test('a place nobody knows is said plainly, and there are still results', async () => {
  const page = await open(browser);
  await page.goto(`${base}/search?q=debt&place=Zzyzzx`);
  assert.match(await page.getByRole('main').innerText(), /do not know the place/i);
  assert.ok((await page.getByRole('article').count()) > 0);
  await page.context().close();
});

test('nothing found is not a dead end', async () => {
  const page = await open(browser);
  await page.goto(`${base}/search?q=zebra+xylophone+quark&place=Solihull`);
  const main = page.getByRole('main');
  assert.ok((await main.getByRole('link').count()) > 2);
  assert.match(await main.innerText(), /try|nothing|no services/i);
  await page.context().close();
});

test('completions appear while typing and can be chosen by keyboard', async () => {
  const page = await open(browser);
  await page.goto(base);
  const box = page.getByRole('combobox').first();
  await box.click();
  await page.keyboard.type('demen', { delay: 20 });
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/(search|service|organisation)/);
  assert.match((await page.getByRole('main').innerText()).toLowerCase(), /dementia|memory/);
  await page.context().close();
});

test('the page can be left quickly, by button and by Shift three times', async () => {
  const page = await open(browser);
  await page.goto(`${base}/search?q=scared+of+my+husband`);
  const exit = page.getByRole('link', { name: /leave|exit/i }).or(page.getByRole('button', { name: /leave|exit/i })).first();
  assert.ok(await exit.isVisible());
  const left = page.waitForRequest((request) => !request.url().startsWith(base));
  await page.route(/^https:/, (route) => route.fulfill({ body: 'elsewhere' }));
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('Shift');
  assert.match((await left).url(), /^https:/);
  await page.context().close();
});
