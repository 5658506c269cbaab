// How many steps the three main journeys take: somebody who searches all day, somebody who needs help, somebody who cares for another.
// A step is one thing a person does: words put in a box, a tap, or a key with a meaning.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { base, clean, launch, open } from './browser.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const WORDS = 'What do you need help with?';
const PLACE = /^Where\?/;

/** Does steps and remembers their names; counts the pages that were opened on the way. */
const walker = (page) => {
  const steps = [];
  let pages = 0;
  page.on('framenavigated', (frame) => (pages += frame === page.mainFrame() ? 1 : 0));
  return {
    step: async (name, action) => (steps.push(name), action()),
    report: (t, who) => (t.diagnostic(`${who}: ${steps.length} steps over ${pages} pages: ${steps.join(', ')}`), { steps: steps.length, pages }),
  };
};

test('a navigator on the telephone: from the question to a text for the record', async (t) => {
  const page = await open(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  const { step, report } = walker(page);
  await page.goto(base);
  await step('/', () => page.keyboard.press('/'));
  await step('type the need', () => page.keyboard.type('mum keeps falling'));
  await step('Tab', () => page.keyboard.press('Tab'));
  await step('type the place', () => page.keyboard.type('DY4 7AA'));
  await step('Enter', () => page.keyboard.press('Enter'));
  await page.waitForURL(/\/search\?/);
  await step('Down', () => page.keyboard.press('ArrowDown'));
  await step('c', () => page.keyboard.press('c'));
  await page.getByRole('status').filter({ hasText: 'Copied for the record' }).first().waitFor({ state: 'attached' });
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^Signposted to /);
  const { steps, pages } = report(t, 'navigator');
  assert.ok(steps <= 7 && pages <= 2);
  await clean(page);
});

test('somebody who needs help, on a phone: from the question to a number that rings', async (t) => {
  const page = await open(browser, { viewport: { width: 360, height: 740 } });
  const { step, report } = walker(page);
  await page.goto(base);
  await step('type the need', () => page.getByLabel(WORDS).fill('food bank'));
  await step('type the place', () => page.getByLabel(PLACE).fill('Walsall'));
  await step('Search', () => page.getByRole('button', { name: 'Search' }).click());
  await page.waitForURL(/\/search\?/);
  await step('the number', async () => assert.match(await page.locator('.card a[href^="tel:"]').first().getAttribute('href'), /^tel:0\d{9,10}$/));
  const { steps, pages } = report(t, 'public');
  assert.ok(steps <= 4 && pages <= 2);
  await clean(page);
});

test('somebody who cares for another: two services on one large print sheet', async (t) => {
  const page = await open(browser, { viewport: { width: 360, height: 740 } });
  const { step, report } = walker(page);
  await page.goto(base);
  await step('type the need', () => page.getByLabel(WORDS).fill('I look after my husband and need a break'));
  await step('type the place', () => page.getByLabel(PLACE).fill('Dudley'));
  await step('Search', () => page.getByRole('button', { name: 'Search' }).click());
  await page.waitForURL(/\/search\?/);
  await step('Add to shortlist', () => page.locator('button.add').first().click());
  await step('Add another', () => page.locator('button.add').nth(1).click());
  await step('Shortlist', () => page.locator('#to-shortlist').click());
  await page.waitForURL(/\/shortlist\?s=.*s=/);
  await step('Large print', () => page.getByLabel('Large print').check());
  await step('Make the sheet', () => page.getByRole('button', { name: 'Make the sheet' }).click());
  await page.locator('article.sheet.large').waitFor();
  assert.equal(await page.locator('article.sheet .blocks > li').count(), 2);
  const { steps, pages } = report(t, 'carer');
  assert.ok(steps <= 8 && pages <= 4);
  await page.evaluate(() => localStorage.clear());
  await clean(page);
});
