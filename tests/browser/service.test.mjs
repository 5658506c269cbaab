// A service's page for somebody who rings, goes there, passes it on, or finds it wrong.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, base, clean, launch, open, serviceId } from './browser.mjs';

let browser;
let classPath;
before(async () => {
  browser = await launch();
  classPath = `/service/${await serviceId('food bank', 'Walsall')}`;
});
after(() => browser?.close());

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };
const looks = [PHONE, DESK].flatMap((viewport) => [{}, { colorScheme: 'dark' }, { forcedColors: 'active' }].map((look) => ({ viewport, ...look })));
const tooWide = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const look of looks) {
  const name = `${look.viewport.width} px ${look.colorScheme ?? look.forcedColors ?? 'light'}`;
  test(`a service's page, the form for a change, its errors and its thanks pass axe and fit: ${name}`, async () => {
    const page = await open(browser, look);
    const found = [];
    const look_at = async (what) => {
      found.push(...(await axe(page)).map((rule) => `${what} ${rule}`));
      if ((await tooWide(page)) > 0) found.push(`${what} is too wide`);
    };
    await page.goto(base + classPath);
    const folded = page.locator('.reach details:not([open]) > summary');
    while ((await folded.count()) > 0) await folded.first().click();
    await look_at('service');
    await page.goto(`${base}${classPath}/suggest`);
    await look_at('form');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('alert').waitFor();
    await look_at('errors');
    await page.goto(`${base}${classPath}/suggest/thanks`);
    await look_at('thanks');
    assert.deepEqual(found, []);
    await clean(page);
  });
}

test('the week has seven days, today is marked, and the next session goes into a calendar', async () => {
  const page = await open(browser);
  await page.goto(base + classPath);
  const week = page.getByRole('table', { name: 'The coming week' });
  assert.equal(await week.getByRole('row').count(), 7);
  assert.match(await week.locator('[aria-current="date"]').innerText(), /Today/);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^Add to a calendar/ }).click()]);
  assert.equal(file.suggestedFilename(), 'next-session.ics');
  const text = await (await fetch(await page.getByRole('link', { name: /^Add to a calendar/ }).evaluate((link) => link.href))).text();
  assert.ok(text.startsWith('BEGIN:VCALENDAR\r\n') && text.endsWith('END:VCALENDAR\r\n'));
  assert.ok(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75), 'folded');
  await clean(page);
});

test('the page prints its phone and its week, and nothing that only works on a screen', async () => {
  const page = await open(browser);
  await page.goto(base + classPath);
  await page.emulateMedia({ media: 'print' });
  for (const shown of ['.first-call', '.week', 'h1']) assert.ok(await page.locator(shown).first().isVisible(), shown);
  assert.match(await page.locator('.reach .checked').innerText(), /^Checked on \d+ \w+ \d{4}$/, 'paper outlives "34 days ago"');
  assert.doesNotMatch(await page.getByRole('main').innerText(), /\b(today|tomorrow|yesterday|ago)\b/i);
  for (const gone of ['a[href$="next.ics"]', '.keys-open', 'a[href$="/suggest"]', '#address', '.similar', '.leave']) {
    assert.ok(!(await page.locator(gone).first().isVisible()), gone);
  }
  await clean(page);
});

test('on a narrow phone a postcode and a number stay whole, and a long address breaks at its joints', async () => {
  for (const width of [320, 360]) {
    const page = await open(browser, { viewport: { width, height: 740 } });
    await page.goto(base + classPath);
    assert.ok((await tooWide(page)) <= 0, `${width} px`);
    const lines = (selector) => page.locator(selector).evaluateAll((all) => all.filter((one) => one.offsetParent).map((one) => one.getClientRects().length));
    const whole = await lines('.whole');
    assert.ok(whole.length >= 3 && whole.every((count) => count === 1), `${width} px: ${whole}`);
    const broken = await page.locator('.ways a[href^="mailto:"]').evaluate((link) => {
      const range = document.createRange();
      return [...link.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).filter((node) => {
        range.selectNodeContents(node);
        return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1;
      }).map((node) => node.data);
    });
    assert.deepEqual(broken, [], 'no word of the address is cut');
    await clean(page);
  }
});

test('beside a refuge whose place is withheld nothing tells where it is: no neighbours, no calendar, no structured data', async () => {
  const page = await open(browser);
  await page.goto(`${base}/service/${await serviceId('Rowan Gate refuge')}`);
  assert.match(await page.getByRole('main').innerText(), /The address is not published/);
  for (const none of ['.similar', 'a[href*="next.ics"]', 'script[type="application/ld+json"]', '[data-copy^="place-"]', 'a[href^="geo:"]']) {
    assert.equal(await page.locator(none).count(), 0, none);
  }
  await clean(page);
});

test('the address of the page is copied without what was looked for', async () => {
  const page = await open(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(`${base}${classPath}?s=00000000-0000-0000-0000-000000000001`);
  await page.getByText('Share this page').click();
  await page.getByRole('button', { name: 'Copy the address' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), base + classPath);
  assert.match(await page.getByRole('link', { name: 'Send by e-mail' }).getAttribute('href'), /^mailto:\?subject=/);
  await clean(page);
});

test('a line that is real has structured data that breaks no policy; what is sensitive or made up has none', async () => {
  const page = await open(browser);
  const real = page.locator('script[type="application/ld+json"]');
  await page.goto(`${base}/service/${await serviceId('NHS 111')}`);
  const data = JSON.parse(await real.textContent());
  assert.deepEqual([data['@type'], data.name], ['Service', 'NHS 111']);
  await page.goto(`${base}/service/${await serviceId('Papyrus HOPELINE247')}`);
  assert.match(await page.title(), /^Service details/);
  assert.equal(await real.count(), 0, 'of a sensitive kind');
  await page.goto(base + classPath);
  assert.equal(await real.count(), 0);
  await clean(page); // an error of the policy would stand in the console
});

test('somebody without JavaScript says that a number is wrong, forgets to say how, and is thanked', async () => {
  const page = await open(browser, { javaScriptEnabled: false, viewport: PHONE, reducedMotion: 'reduce' });
  await page.goto(base + classPath);
  await page.getByRole('link', { name: 'Something wrong here? Suggest a change' }).click();
  await page.waitForURL(/\/suggest$/);
  const main = await page.getByRole('main').innerText();
  assert.ok(main.indexOf('safeguarding') < main.indexOf('What should it say?'), 'safeguarding comes first');
  await page.getByLabel('How do you know?').fill('I rang them');
  await page.getByRole('button', { name: 'Send' }).click();
  assert.match(await page.getByRole('alert').innerText(), /Choose what is wrong\s+Say what it should say/);
  assert.match(await page.title(), /^Error: /);
  await page.getByLabel('Phone number').check();
  await page.getByLabel('What should it say?').fill('01922 496 000');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.waitForURL(/\/suggest\/thanks$/);
  assert.match(await page.getByRole('main').innerText(), /The record has not changed yet/);
  await clean(page);
});

test('a queue that sends the same suggestion many times is thanked each time, and is kept once', async () => {
  const body = new URLSearchParams({ token: crypto.randomUUID(), wrong: 'other', says: 'It has moved upstairs' });
  const url = `${base}/service/${await serviceId("Kings Norton Men's Breakfast")}/suggest`;
  const sent = [];
  for (let time = 0; time < 25; time += 1) sent.push((await fetch(url, { method: 'POST', body, redirect: 'manual' })).status);
  assert.deepEqual([...new Set(sent)], [303], 'more than 20 different ones would have been refused');
  const other = () => new URLSearchParams({ token: crypto.randomUUID(), wrong: 'other', says: 'Another' });
  for (let time = 0; time < 19; time += 1) await fetch(url, { method: 'POST', body: other(), redirect: 'manual' });
  const refused = await fetch(url, { method: 'POST', body: other(), redirect: 'manual' });
  assert.equal(refused.status, 429);
  assert.match(await refused.text(), /waiting to be read, so yours was not kept/);
});
