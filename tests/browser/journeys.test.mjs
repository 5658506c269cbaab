// The main jobs in a real browser: from a question to somebody who can help, with and without JavaScript.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { base, clean, launch, open } from './browser.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const WORDS = 'What do you need help with?';
const PLACE = /^Where\?/;

/** The number of services the results page says it found. */
const total = async (page) => {
  const heading = await page.getByRole('heading', { level: 1 }).innerText();
  if (/^No services/.test(heading)) return 0;
  const number = heading.match(/^([\d,]+) services?\b/);
  assert.ok(number, heading);
  return Number(number[1].replace(',', ''));
};

const cards = (page) => page.getByRole('main').locator('ol.cards > li');

/** On a narrow screen, and without the newest CSS, the filters are folded away. */
const showFilters = async (page) => {
  const summary = page.locator('details.filters > summary');
  if (await summary.isVisible()) await summary.click();
};

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with JavaScript' : 'without JavaScript';

  test(`a navigator finds a food bank in Walsall and its phone number, ${how}`, async () => {
    const page = await open(browser, { javaScriptEnabled });
    await page.goto(base);
    await page.getByLabel(WORDS).fill('food bank');
    await page.getByLabel(PLACE).fill('Walsall');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.waitForURL(/\/search\?/);
    const first = cards(page).first();
    const words = await first.innerText();
    for (const fact of [/mile/, /You (can ask for it yourself|need a referral)/, /Open now|Closed now|not known/, /hecked/, /Why it is here/]) {
      assert.match(words, fact);
    }
    const shown = await first.locator('a[href^="tel:"]').getAttribute('href');
    await first.getByRole('heading', { level: 3 }).getByRole('link').click();
    await page.waitForURL(/\/service\//);
    const phone = page.getByRole('region', { name: 'Get in touch' }).locator('a[href^="tel:"]').first();
    assert.match(await phone.getAttribute('href'), /^tel:0\d{9,10}$/);
    assert.equal(await phone.getAttribute('href'), shown);
    assert.match(await page.getByRole('region', { name: 'Get in touch' }).innerText(), /How to get in[^]*Where[^]*Cost[^]*Checked/);
    await clean(page);
  });

  test(`a filter narrows the list and can be taken off again, ${how}`, async () => {
    for (const viewport of [{ width: 1280, height: 900 }, { width: 360, height: 740 }]) {
      const page = await open(browser, { javaScriptEnabled, viewport });
      await page.goto(`${base}/search?q=lonely&place=Dudley`);
      const all = await total(page);
      await showFilters(page);
      await page.getByRole('group', { name: 'Cost' }).getByLabel(/^Free/).check();
      await page.getByRole('button', { name: 'Show results' }).click();
      await page.waitForURL(/cost=free/);
      const free = await total(page);
      assert.ok(free > 0 && free < all, `${free} of ${all}`);
      assert.equal(await page.getByLabel(WORDS).inputValue(), 'lonely');
      await page.getByRole('link', { name: 'Remove filter Cost: Free' }).click();
      await page.waitForURL((url) => !url.search.includes('cost'));
      assert.equal(await total(page), all);
      await clean(page);
    }
  });

  test(`a long list is read page by page, and no service twice, ${how}`, async () => {
    const page = await open(browser, { javaScriptEnabled, reducedMotion: 'reduce' }); // a click while a page still glides misses its link
    await page.goto(`${base}/search?q=&place=Solihull`);
    const all = await total(page);
    assert.ok(all > 40, `${all} services`);
    const seen = new Set();
    for (let number = 1; ; number += 1) {
      assert.equal(await page.locator('.paging [aria-current="page"]').innerText().then((text) => Number(text.match(/\d+/)[0])), number);
      for (const link of await cards(page).locator('h3 a').all()) {
        const href = await link.getAttribute('href');
        assert.ok(!seen.has(href), `${href} is on two pages`);
        seen.add(href);
      }
      const next = page.getByRole('link', { name: 'Next page' });
      if ((await next.count()) === 0) break;
      await next.click();
      await page.waitForURL(new RegExp(`page=${number + 1}#list$`));
    }
    assert.equal(seen.size, all);
    await clean(page);
  });
}

test('a place typed among the words is understood, said and put in its box', async () => {
  const page = await open(browser);
  await page.goto(`${base}/search?q=food+bank+Walsall`);
  assert.match(await page.locator('.understood').innerText(), /Place\s+Walsall/);
  assert.equal(await page.getByLabel(WORDS).inputValue(), 'food bank');
  assert.equal(await page.getByLabel(PLACE).inputValue(), 'Walsall');
  const found = await total(page);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.waitForURL(/place=Walsall/);
  assert.equal(await total(page), found);
  await clean(page);
});

test('the order can be changed to nearest first', async () => {
  const page = await open(browser);
  await page.goto(`${base}/search?q=library&place=Dudley`);
  await page.getByRole('link', { name: 'Nearest first' }).click();
  await page.waitForURL(/sort=nearest/);
  const miles = (await cards(page).locator('.arm').allInnerTexts()).filter((text) => /mile/.test(text)).map((text) => Number(text.match(/[\d.]+/)?.[0] ?? 1));
  assert.ok(miles.length > 1, `${miles}`);
  assert.deepEqual(miles, miles.toSorted((a, b) => a - b));
  await clean(page);
});

test('a place nobody knows is said plainly, and there are still results', async () => {
  const page = await open(browser);
  await page.goto(`${base}/search?q=debt&place=Zzyzzx`);
  assert.match(await page.getByRole('alert').innerText(), /do not know the place “Zzyzzx”/);
  assert.ok((await total(page)) > 0);
  await clean(page);
});

test('a postcode that is only roughly known is said to be', async () => {
  const page = await open(browser);
  await page.goto(`${base}/search?q=food&place=WS1+3NX`);
  assert.match(await page.locator('.remark').first().innerText(), /middle of WS1/);
  assert.match(await cards(page).first().locator('.arm').innerText(), /^about /);
  await clean(page);
});

test('nothing found is not a dead end, and the filter is not lost', async () => {
  const page = await open(browser);
  await page.goto(`${base}/search?q=zebra+xylophone+quark&place=Solihull&cost=free`);
  assert.equal(await total(page), 0);
  const region = page.getByRole('region', { name: 'What to try' });
  for (const name of ['Search again without filters', 'Look further away', 'Start from a subject', 'Lines that answer anyone, day or night']) {
    assert.ok(await region.getByRole('link', { name }).isVisible(), name);
  }
  await page.getByLabel(WORDS).fill('food');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.waitForURL(/q=food&.*cost=free/);
  assert.ok((await total(page)) > 0);
  await clean(page);
});

test('words of crisis bring urgent help above everything else', async () => {
  const page = await open(browser, { viewport: { width: 360, height: 740 } });
  await page.goto(`${base}/search?q=suicidal`);
  const panel = page.getByRole('region', { name: 'If a life is in danger' });
  const samaritans = panel.locator('a[href="tel:116123"]');
  assert.ok(await samaritans.isVisible());
  const top = (locator) => locator.boundingBox().then((box) => box.y);
  assert.ok((await top(panel)) < (await top(page.getByRole('heading', { level: 1 }))));
  assert.ok((await top(panel)) < 400, 'seen without scrolling');
  assert.doesNotMatch(await page.title(), /suicid/i);
  await clean(page);
});

test('completions appear while typing and a subject chosen by keyboard is searched for', async () => {
  const page = await open(browser);
  await page.goto(base);
  const box = page.getByRole('combobox', { name: WORDS });
  await box.click();
  await page.keyboard.type('demen', { delay: 20 });
  const option = page.getByRole('option', { name: /Subject/ }).first();
  await option.waitFor();
  assert.equal(await box.getAttribute('aria-expanded'), 'true');
  const words = (await option.evaluate((element) => element.firstChild.textContent)).trim();
  const place = (await page.getByRole('option').allInnerTexts()).findIndex((text) => text.includes(words));
  for (let press = 0; press <= place; press += 1) await page.keyboard.press('ArrowDown');
  assert.equal(await option.getAttribute('aria-selected'), 'true');
  assert.equal(await box.getAttribute('aria-activedescendant'), await option.getAttribute('id'));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/search\?/);
  assert.equal(new URL(page.url()).searchParams.get('q'), words);
  assert.ok((await total(page)) > 0);
  await clean(page);
});

test('a service chosen by keyboard opens its page; Escape closes the list and keeps the words', async () => {
  const page = await open(browser);
  await page.goto(base);
  const box = page.getByRole('combobox', { name: WORDS });
  await box.click();
  await page.keyboard.type('full basket', { delay: 20 });
  const option = page.getByRole('option', { name: /Service$/ }).first();
  await option.waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await page.getByRole('option').count(), 0);
  assert.equal(await box.inputValue(), 'full basket');
  await page.keyboard.press('Backspace');
  await option.waitFor();
  const names = await page.getByRole('option').allInnerTexts();
  for (let press = 0; press <= names.findIndex((text) => /Service$/.test(text)); press += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/service\//);
  assert.match(await page.getByRole('heading', { level: 1 }).innerText(), /Full Basket/);
  await clean(page);
});

test('a place can be completed too, and the question is not sent before it is whole', async () => {
  const page = await open(browser);
  await page.goto(base);
  await page.getByLabel(PLACE).click();
  await page.keyboard.type('Wolverh', { delay: 20 });
  await page.getByRole('option', { name: /^Wolverhampton/ }).first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.match(await page.getByLabel(PLACE).inputValue(), /^Wolverhampton/);
  assert.equal(new URL(page.url()).pathname, '/');
  await clean(page);
});

for (const [how, leave] of [
  ['by its button', (page) => page.getByRole('link', { name: /^Leave/ }).click({ noWaitAfter: true })],
  ['by Shift three times', async (page) => { for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift'); }],
]) {
  test(`the page can be left at once ${how}, and Back does not bring it up again`, async () => {
    const page = await open(browser);
    await page.route(/^https:/, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Elsewhere</title>' }));
    await page.goto(base);
    await page.goto(`${base}/search?q=scared+of+my+husband`);
    await leave(page);
    await page.waitForURL('https://www.bbc.co.uk/weather');
    await page.goBack();
    assert.equal(new URL(page.url()).pathname, '/', 'the search is no longer in the history');
    await page.context().close();
  });
}

test('two presses of Shift, or Shift among other keys, do not leave', async () => {
  const page = await open(browser);
  await page.goto(base);
  for (const key of ['Shift', 'Shift', 'a', 'Shift']) await page.keyboard.press(key);
  assert.equal(await page.evaluate(() => document.documentElement.hidden), false);
  await clean(page);
});
