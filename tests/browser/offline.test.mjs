// The copy on a device, with the network really off: the program is stopped and nothing answers at its address.
//
// The program needs the phone's module (inside a release; FINGERPOST_PHONE in a debug build). Where it has none, what cannot be tested is
// counted and said.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { LOOKS, PHONE, axe, base, clean, launch, open } from './browser.mjs';
import { attempt, keys, save, settled, site } from './carrying.mjs';
import { isConfidential, kept, locations, secrets, services } from './secrets.mjs';

const ready = (await (await fetch(`${base}/offline`)).text()).includes('data-ready="yes"');
const reason = 'no WebAssembly target on this machine';
let skipped = 0;
const check = (name, work) => {
  if (ready) return test(name, work);
  skipped += 1;
  return test.skip(`${name} (${reason})`, { skip: reason });
};

let browser;
let at;
before(async () => {
  browser = await launch();
  if (ready) at = await site();
});
after(async () => {
  await browser?.close();
  await at?.end();
  if (skipped > 0) console.error(`\nNOT TESTED: ${skipped} tests of the copy on a device: ${reason}\n`);
});

const HOUR = 3600 * 1000;
const WORDS = 'What do you need help with?';
const PLACE = /^Where\?/;
const RESULTS = '/search?q=mum+keeps+falling&place=WS1';
const today = () => new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' }).format();
const names = (page) => page.locator('.card h3 a').allInnerTexts();
const count = async (page) => Number((await page.getByRole('heading', { level: 1 }).innerText()).match(/^\d+/)?.[0] ?? 0);
const visit = (page, address) => page.goto(at.url + address);
const line = (page) => page.locator('.copy-line').innerText();
/** The page comes from the copy and says so, with its day. */
const isCopy = async (page) => assert.ok((await line(page)).startsWith(`You are using the copy on this device, made on ${today()}.`), await page.title());
const isFromTheSite = async (page) => assert.equal(await page.locator('.copy-line').count(), 0, 'the page comes from the site');

/** A page in a context of its own, which asks nobody but the site for anything: not the page, and not its service worker. */
async function visitor(options = {}) {
  const page = await open(browser, options, at.url);
  page.context().on('request', (request) => {
    if (!/^(data|about|blob):/.test(request.url()) && !request.url().startsWith(at.url)) page.strays.push(request.url());
  });
  return page;
}
/** Ends a visit. What could not be fetched without a network is no fault; anything else is. */
async function goodbye(page) {
  assert.deepEqual(page.strays, [], 'requests to other hosts');
  assert.deepEqual(await page.context().cookies(), [], 'cookies');
  assert.deepEqual(page.troubles.filter((text) => !/ERR_CONNECTION_REFUSED|status of (400|503)/.test(text)), [], 'errors in the console');
  await page.context().close();
}
/** Waits until something that takes time is so: in the browser, or at the site, which may have a copy to make first. */
async function until(page, isSo) {
  for (let tries = 0; tries < 2400; tries += 1) {
    if (await page.evaluate(isSo)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`it never came to be: ${isSo}`);
}
/** The site is on when a test begins, however the last one ended. */
const fresh = async (t) => {
  at.asked.length = 0;
  at.mayPass = Infinity;
  at.holds = undefined;
  at.head = (head) => head;
  t.after(() => at.on());
};

/** A service that was not there when the first copies were made. */
function publish(name, id) {
  const file = path.join(at.home, `${id}.json`);
  const organization = { id: `7d2d8a8e-8d0b-5f0e-8d8e-1f4b3a0e${id}`, name: `${name} Trust`, description: 'A made-up charity.' };
  const location = { id: `3c2f7a52-6a64-5a52-9a0d-1a7d5c0f${id}`, location_type: 'physical', name: 'Hall', latitude: 52.586, longitude: -1.982 };
  const contents = [{ id: `0f0ce1a2-61e8-5d0c-9a53-6f6c1d0a${id}`, name, description: 'A made-up club.', status: 'active', organization, service_at_locations: [{ id: location.id, location }] }];
  writeFileSync(file, JSON.stringify({ total_items: 1, total_pages: 1, page_number: 1, size: 1, first_page: true, last_page: true, empty: false, contents }));
  at.say('import', file, '--source', `source-${id}`);
}
/** Waits until the site finds what was published, and gives it. */
async function found(words) {
  for (let tries = 0; tries < 200; tries += 1) {
    const { results } = await (await fetch(`${at.url}/api/v1/search?${new URLSearchParams({ q: words })}`)).json();
    const hit = results.find(({ name }) => name === words);
    if (hit) return hit;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`${words} is not found`);
}

check('a link worker saves a patch, loses the signal, and does the whole visit from the copy', async (t) => {
  await fresh(t);
  const page = await visitor({ acceptDownloads: true });
  await visit(page, RESULTS);
  const online = { names: await names(page), reasons: await page.locator('.card .why').allInnerTexts() };
  assert.ok(online.names.length > 3);

  await t.test('the patch is saved, and the page says what is in it', async () => {
    await save(page, at);
    const copy = page.getByRole('region', { name: 'The copy on this device' });
    await copy.waitFor();
    const facts = await copy.innerText();
    for (const fact of ['5 miles around Walsall', today(), / MB/]) assert.match(facts, new RegExp(fact));
    assert.ok(Number(await page.locator('#copy-services').innerText()) > 100);
  });
  await at.off();

  await t.test('the first page opens, and a search in a person’s words finds the same in the same order for the same reasons', async () => {
    await visit(page, '/');
    await isCopy(page);
    await page.getByLabel(WORDS).fill('mum keeps falling');
    await page.getByLabel(PLACE).fill('WS1');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.waitForURL(/\/search\?/);
    await isCopy(page);
    assert.deepEqual({ names: await names(page), reasons: await page.locator('.card .why').allInnerTexts() }, online);
  });
  await t.test('results come while somebody types', async () => {
    await visit(page, '/search?q=food&place=Walsall');
    await page.getByLabel(WORDS).fill('debt');
    await page.locator('.card h3', { hasText: /debt/i }).first().waitFor();
  });
  await t.test('a filter narrows the list', async () => {
    await visit(page, '/search?q=food&place=Walsall');
    const all = await count(page);
    await page.getByRole('group', { name: 'Cost' }).getByLabel(/^Free/).check();
    await page.getByRole('button', { name: 'Show results' }).click();
    await page.waitForURL(/cost=free/);
    const free = await count(page);
    assert.ok(free > 0 && free < all, `${free} of ${all}`);
    await isCopy(page);
  });
  await t.test('two are compared', async () => {
    await visit(page, '/search?q=food+bank&place=Walsall');
    const [one, other] = await names(page);
    for (const name of [one, other]) await page.getByLabel(`Compare ${name}`).check();
    await page.getByRole('button', { name: 'Compare the ticked services' }).click();
    await page.waitForURL(/\/compare\?id=/);
    await isCopy(page);
    for (const name of [one, other]) assert.ok(await page.getByRole('columnheader', { name }).isVisible(), name);
  });
  await t.test('a service can be rung and written to, its next session put in a calendar, its organisation read about', async () => {
    await visit(page, '/search?q=food+bank&place=Walsall');
    await page.locator('.card h3 a').first().click();
    await page.waitForURL(/\/service\//);
    await isCopy(page);
    const reach = page.getByRole('region', { name: 'Get in touch' });
    assert.match(await reach.locator('a[href^="tel:"]').first().getAttribute('href'), /^tel:0\d{9,10}$/);
    assert.match(await reach.locator('a[href^="mailto:"]').first().getAttribute('href'), /@/);
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^Add to a calendar/ }).click()]);
    assert.equal(file.suggestedFilename(), 'next-session.ics');
    const text = await readFile(await file.path(), 'utf8');
    assert.ok(text.startsWith('BEGIN:VCALENDAR\r\n') && text.endsWith('END:VCALENDAR\r\n'));
    await page.locator('main a[href^="/organisation/"]').first().click();
    await page.waitForURL(/\/organisation\//);
    await isCopy(page);
    assert.ok((await page.locator('main a[href^="/service/"]').count()) > 0);
  });
  await t.test('a shortlist with a note becomes a sheet: standard, large and Easy Read, with a code, on paper', async () => {
    await visit(page, '/search?q=food+bank&place=Walsall');
    for (const at of [0, 1]) await page.locator('button.add').nth(at).click();
    await page.getByRole('link', { name: /^Shortlist \(2\)/ }).click();
    await page.waitForURL(/\/shortlist\?s=/);
    await isCopy(page);
    const [first, second] = await page.locator('#plan-list h2 a').allInnerTexts();
    await page.getByRole('button', { name: `Move up ${second}` }).click();
    await page.getByLabel('What matters to me').fill('Company on Tuesdays');
    await page.getByLabel(`My note ${first}`).fill('Ask for the van');
    await page.getByLabel('Put a link and a QR code on it').check();
    await page.getByRole('button', { name: 'Make the sheet' }).click();
    await page.waitForURL(/\/plan\/sheet/);
    for (const [layout, name] of [['standard', null], ['large', 'Large print'], ['easy', /Easy Read/]]) {
      if (name) await page.locator('.sheet-tools').getByRole('button', { name }).click();
      const sheet = page.locator(`article.sheet.${layout}`);
      await sheet.waitFor();
      const words = await sheet.innerText();
      for (const own of ['Company on Tuesdays', 'Ask for the van', first, second]) assert.ok(words.includes(own), `${layout}: ${own}`);
      assert.ok((await sheet.locator('svg path').count()) > 0, `${layout}: a code`);
      assert.match(await sheet.locator('.address').innerText(), /\/plan\/sheet\?s=[0-9a-f-]{36}&s=[0-9a-f-]{36}&/);
      assert.doesNotMatch(await sheet.locator('.address').innerText(), /van|Tuesdays/);
      assert.match(await page.locator('a[href^="sms:"]').getAttribute('href'), /^sms:\?/, `${layout}: by text`);
      await page.emulateMedia({ media: 'print' });
      assert.ok(await sheet.isVisible());
      for (const gone of ['.top', '.foot', '.sheet-tools', '.leave']) assert.ok(!(await page.locator(gone).first().isVisible()), gone);
      await page.emulateMedia({ media: 'screen' });
    }
    await page.getByRole('button', { name: /PDF/ }).click();
    await page.waitForURL(/\/plan\/pdf/);
    assert.match(await page.getByRole('heading', { level: 1 }).innerText(), /This needs a connection/);
  });
  await t.test('in Welsh it says in Welsh that it is a copy', async () => {
    await visit(page, `${RESULTS}&lang=cy`);
    assert.match(await line(page), /^Rydych yn defnyddio’r copi ar y ddyfais hon/);
    assert.equal(await page.locator('html').getAttribute('lang'), 'cy');
    assert.ok((await names(page)).length > 3);
    await visit(page, '/offline?lang=cy');
    await page.locator('#copy-label', { hasText: /^5 milltir o amgylch Walsall$/ }).waitFor();
    assert.match(await page.locator('#copy-made').innerText(), /^\d{1,2} /, 'the day comes first');
  });
  await goodbye(page);
});

check('nothing of a search is kept on the device', async (t) => {
  await fresh(t);
  const page = await visitor();
  await save(page, at);
  const words = 'grieving zebrafish';
  const address = `/search?${new URLSearchParams({ q: words, place: 'WS1 3NX' })}`;
  await visit(page, address);
  await isFromTheSite(page);
  await at.off({ stop: false });
  await visit(page, address);
  await isCopy(page);
  await page.getByLabel(WORDS).fill(`${words} again`);
  await page.locator('#results').waitFor();
  await visit(page, '/offline');
  const everything = await page.evaluate(async () => {
    const said = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), JSON.stringify(await indexedDB.databases())];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const response = await cache.match(request);
        said.push(name, request.url, JSON.stringify([...response.headers]));
        if (!/\/part\/|\.wasm$/.test(request.url)) said.push(await response.text());
      }
    }
    return said;
  });
  assert.ok(everything.some((text) => text.includes('"label":"5 miles around Walsall"')), 'the copy was looked at');
  for (const secret of ['grieving', 'zebrafish', 'WS1 3NX', 'WS13NX']) assert.deepEqual(everything.filter((text) => text.includes(secret)), [], secret);
  assert.ok(everything.filter((text) => text.startsWith('http')).every((url) => /\/copy\/(head|part\/[0-9a-f]{64})$|\/static\/phone\.[0-9a-f]{16}\.wasm$/.test(url)), `${everything.filter((text) => text.startsWith('http'))}`);
  await goodbye(page);
});

check('what is not in the copy is said to be so, with a way on; what is nowhere is not', async (t) => {
  await fresh(t);
  const page = await visitor();
  await save(page, at);
  publish('Late Lantern Club', '0002bbbb');
  const { id, organization } = await found('Late Lantern Club');
  const [service, organisation] = [`/service/${id}`, `/organisation/${organization.id}`];
  const heading = () => page.getByRole('heading', { level: 1 }).innerText();
  await visit(page, `${service}/suggest`);
  await isFromTheSite(page);
  await at.off({ stop: false });
  await page.getByLabel('It has closed for good').check();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.waitForURL(/\/offline#waiting$/);
  await page.getByRole('region', { name: 'Changes you suggested' }).getByText('waits for a signal').waitFor();

  for (const address of [service, organisation, `${service}/suggest`]) {
    await visit(page, address);
    await isCopy(page);
    assert.equal(await heading(), 'This is not in the copy on this device', address);
  }
  await visit(page, `${service}?lang=cy`);
  assert.equal(await heading(), 'Nid yw hwn yn y copi ar y ddyfais hon');
  for (const nowhere of ['/service/lantern', '/organisation/7']) {
    await visit(page, nowhere);
    await isCopy(page);
    assert.equal(await heading(), 'There is nothing at this address', nowhere);
  }
  await visit(page, organisation);
  await page.getByLabel(WORDS).fill('food bank');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.waitForURL(/\/search\?/);
  await isCopy(page);
  assert.ok((await names(page)).length > 0, 'the copy is searched');

  // The network has failed a moment ago and is left alone; what only the site has is asked of it all the same.
  await visit(page, service);
  await at.on();
  await page.getByRole('link', { name: 'Ask for this page again' }).click();
  await page.getByRole('heading', { level: 1, name: 'Late Lantern Club' }).waitFor();
  await isFromTheSite(page);
  page.troubles = page.troubles.filter((text) => !/status of 404/.test(text));
  await goodbye(page);
});

for (const { days, says, past } of [
  { days: 0, says: /^You are using the copy on this device, made on [^:]+\. / },
  { days: 9, says: /^You are using the copy .* it is 9 days old\. Look for a newer one/ },
  { days: 40, says: /^This copy is out of date: it was made on .* Ring a service before you send anybody there/, past: true },
]) {
  check(`a copy that is ${days} days old says so on every page`, async (t) => {
    await fresh(t);
    const shift = (time) => new Date(Date.parse(time) - days * 24 * HOUR).toISOString();
    at.head = (head) => ({ ...head, made: shift(head.made), expires: shift(head.expires) });
    const page = await visitor({ viewport: PHONE });
    await save(page, at);
    await at.off({ stop: false });
    for (const address of ['/', RESULTS, '/shortlist', '/about', '/no-such-page', '/offline']) {
      await visit(page, address);
      assert.match(await line(page), says, address);
      assert.equal(await page.locator('.copy-line.expired').count(), past ? 1 : 0);
    }
    await page.getByRole('region', { name: 'The copy on this device' }).waitFor();
    assert.equal(await page.locator('#copy-past').isVisible(), past === true);
    await goodbye(page);
  });
}

/** Fills in the form for a wrong record of the first food bank, and sends it. */
async function suggest(page, says) {
  await visit(page, '/search?q=food+bank&place=Walsall');
  await visit(page, `${await page.locator('.card h3 a').first().getAttribute('href')}/suggest`);
  await page.getByLabel('Days or times').check();
  await page.getByLabel(/^What should it say/).fill(says);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.waitForURL(/\/offline#waiting$/);
}
const posts = () => at.asked.filter((one) => /^POST .*\/suggest$/.test(one)).length;

check('a change suggested without a signal is looked through, waits, and is sent once', async (t) => {
  await fresh(t);
  const page = await visitor();
  await save(page, at);
  await at.off();
  await visit(page, '/search?q=food+bank&place=Walsall');
  await visit(page, `${await page.locator('.card h3 a').first().getAttribute('href')}/suggest`);
  await page.getByRole('button', { name: 'Send' }).click();
  assert.ok((await page.getByRole('alert').first().innerText()).length > 0, 'what is missing is said at once');
  await suggest(page, 'Open on Fridays too now');
  const waiting = page.getByRole('region', { name: 'Changes you suggested' });
  await waiting.getByText('waits for a signal').waitFor();
  assert.match(await page.locator('#copy-status').innerText(), /kept on this device. It will be sent when you have a signal/);
  await waiting.getByRole('button', { name: 'Send now' }).click();
  await page.locator('#copy-status', { hasText: 'That did not work' }).waitFor();
  await waiting.getByText('waits for a signal').waitFor();

  await at.on();
  await waiting.getByRole('button', { name: 'Send now' }).click();
  await waiting.getByText(': sent').waitFor();
  await waiting.getByRole('button', { name: 'Send now' }).click();
  await visit(page, '/');
  await isFromTheSite(page);
  assert.equal(posts(), 1);
  const list = at.say('suggestions', 'list');
  assert.equal(list.split('Open on Fridays too now').length - 1, 1, list);
  await visit(page, '/offline');
  await waiting.getByText(': sent').waitFor();
  assert.ok(!(await page.evaluate(async () => (await caches.match('/copy/queue')).text())).includes('Fridays'), 'what was written is forgotten');
  await visit(page, '/search?q=food+bank&place=Walsall');
  await visit(page, `${await page.locator('.card h3 a').first().getAttribute('href')}/suggest`);
  await page.getByLabel('It has closed for good').check();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.waitForURL(/\/suggest\/thanks$/);
  assert.equal(posts(), 2, 'with a signal it goes straight to the site');
  await goodbye(page);
});

check('a change whose answer is lost on the way is sent again and kept once; two at the same moment are both kept', async (t) => {
  await fresh(t);
  const page = await visitor();
  await save(page, at);
  await at.off({ stop: false });
  const other = await page.context().newPage();
  await Promise.all([suggest(page, 'One of two at once'), suggest(other, 'Two of two at once')]);
  const waiting = page.getByRole('region', { name: 'Changes you suggested' });
  await page.reload();
  await waiting.getByText('waits for a signal').nth(1).waitFor();
  at.losesAnswers = (request) => request.method === 'POST';
  await at.on();
  await waiting.getByRole('button', { name: 'Send now' }).click();
  await page.locator('#copy-status', { hasText: 'That did not work' }).waitFor();
  assert.ok(posts() > 0, 'it was on its way');
  at.losesAnswers = undefined;
  await waiting.getByRole('button', { name: 'Send now' }).click();
  await waiting.getByText(': sent').nth(1).waitFor();
  const list = at.say('suggestions', 'list');
  for (const words of ['One of two at once', 'Two of two at once']) assert.equal(list.split(words).length - 1, 1, list);
  await goodbye(page);
});

check('suggestions that are sent in the same moment all wait', async (t) => {
  await fresh(t);
  const page = await visitor();
  await save(page, at);
  await at.off({ stop: false });
  await visit(page, '/search?q=food+bank&place=Walsall');
  const many = 6;
  await page.evaluate(async (many) => {
    const address = `${document.querySelector('.card h3 a').pathname}/suggest`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const forms = Array.from({ length: many }, () => new URLSearchParams({ token: crypto.randomUUID(), wrong: 'closed' }));
    await Promise.all(forms.map((body) => fetch(address, { method: 'POST', headers, body: `${body}` })));
  }, many);
  await visit(page, '/offline');
  await page.locator('#waiting-list li').first().waitFor();
  assert.equal(await page.locator('#waiting-list li').count(), many);
  await goodbye(page);
});

check('a newer copy is fetched by itself, part by part, and comes into use only when no page is open', async (t) => {
  await fresh(t);
  let page = await visitor();
  const context = page.context();
  await save(page, at);
  const before = new Set(await keys(page));
  publish('Zebra Lantern Club', '0001aaaa');
  await found('Zebra Lantern Club');
  // As if it had been saved yesterday.
  await page.evaluate(async () => {
    const cache = await caches.open('fingerpost-copy');
    const head = await (await cache.match('/copy/head')).json();
    await cache.put('/copy/head', new Response(JSON.stringify({ ...head, saved: 0, looked: 0 })));
  });
  at.asked.length = 0;
  await visit(page, '/');
  await isFromTheSite(page);
  await until(page, async () => (await caches.match('/copy/next')) !== undefined);
  const fetched = at.asked.filter((one) => one.includes('/offline/pack/')).length;
  const { head } = await page.evaluate(async () => (await caches.match('/copy/next')).json());
  const changed = head.parts.filter(({ sha256 }) => !before.has(`/copy/part/${sha256}`)).length;
  assert.ok(changed < head.parts.length, 'the packs share parts');
  assert.equal(fetched, changed, 'only what has changed is fetched');
  assert.ok(!at.asked.some((one) => one.endsWith('.wasm')), 'and the program is not');

  await at.off({ stop: false });
  const search = '/search?q=Zebra+Lantern+Club&place=Walsall';
  for (const tab of [page, await context.newPage()]) {
    await visit(tab, search);
    await isCopy(tab);
    assert.ok(!(await names(tab)).includes('Zebra Lantern Club'), 'the old copy while a page is open');
  }
  await visit(page, '/offline');
  await page.getByText('A newer copy is ready').waitFor();
  for (const tab of context.pages()) await tab.close();
  page = Object.assign(await context.newPage(), { strays: page.strays, troubles: page.troubles });
  await visit(page, search);
  await isCopy(page);
  assert.ok((await names(page)).includes('Zebra Lantern Club'), 'the newer copy after that');
  const needed = new Set(['/copy/head', ...head.parts.map(({ sha256 }) => `/copy/part/${sha256}`)]);
  assert.deepEqual((await keys(page)).filter((key) => !needed.has(key) && !key.endsWith('.wasm')), [], 'the old one is gone');
  await goodbye(page);
});

check('saving that is cut off anywhere leaves the old copy at work, and goes on where it was cut', async (t) => {
  await fresh(t);
  const page = await visitor();
  await save(page, at);
  const asked = `${at.url}/offline/pack?place=Dudley&miles=5`;
  let next;
  while (!next?.head) next = await (await fetch(asked)).json();
  const mine = new Set(await keys(page));
  const total = next.head.parts.filter(({ sha256 }) => !mine.has(`/copy/part/${sha256}`)).reduce((sum, { bytes }) => sum + bytes, 0);
  assert.ok(total > 300_000, `${total} bytes are new`);
  const whole = new Set();
  const isWorking = async () => {
    await visit(page, RESULTS);
    await isCopy(page);
    assert.ok((await names(page)).length > 3);
    await visit(page, '/offline');
    await page.getByRole('region', { name: 'The copy on this device' }).waitFor();
    assert.equal(await page.locator('#copy-label').innerText(), '5 miles around Walsall');
  };
  const points = [0, ...[1, 2, 3].map(() => randomInt(1, Math.floor(total / 5))), 'killed'];
  t.diagnostic(`cut after ${points}`);
  for (const point of points) {
    at.asked.length = 0;
    at.mayPass = point === 'killed' ? Infinity : point;
    at.reached = point === 'killed' ? () => at.off() : undefined;
    assert.match(await attempt(page, at, 'Dudley'), /^That did not work. What had been fetched is kept/, `${point}`);
    const again = at.asked.map((one) => one.match(/\/offline\/pack\/.*-(\d+)$/)?.[1]).filter((number) => whole.has(next.head.parts[number]?.sha256));
    assert.deepEqual(again, [], 'what was here is not fetched again');
    for (const key of await keys(page)) whole.add(key.split('/').at(-1));
    at.reached = undefined;
    if (point !== 'killed') await at.off({ stop: false });
    await isWorking();
    await at.on();
  }
  at.mayPass = Infinity;
  at.asked.length = 0;
  await save(page, at, 'Dudley');
  const numbers = at.asked.map((one) => one.match(/\/offline\/pack\/.*-(\d+)$/)?.[1]).filter(Boolean);
  assert.deepEqual(numbers.filter((number) => whole.has(next.head.parts[number].sha256)), []);
  assert.ok(numbers.length < next.head.parts.length);
  await page.locator('#copy-label', { hasText: '5 miles around Dudley' }).waitFor();
  await goodbye(page);
});

check('a copy that its program cannot open never takes the place of one that works', async (t) => {
  await fresh(t);
  const page = await visitor();
  await save(page, at);
  at.head = (head) => ({ ...head, program: '99.0.0', made: new Date(Date.parse(head.made) + 1000).toISOString() });
  await page.getByRole('button', { name: 'Look for a newer copy' }).click();
  await page.locator('#copy-status', { hasText: 'That did not work' }).waitFor();
  at.head = (head) => ({ ...head, parts: head.parts.map((part) => ({ ...part, sha256: part.sha256.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) })) });
  await page.getByRole('button', { name: 'Look for a newer copy' }).click();
  await page.waitForFunction(() => /^That did not work/.test(document.getElementById('copy-status').textContent));
  await at.off({ stop: false });
  await visit(page, RESULTS);
  await isCopy(page);
  await goodbye(page);
});

check('two saves at once, from two tabs, do not take each other’s parts away', async (t) => {
  await fresh(t);
  const page = await visitor();
  const other = await page.context().newPage();
  await save(page, at);
  // The first stands still in the middle until the second is done, or waits for it.
  let goOn;
  const held = new Promise((done) => (goOn = done));
  let seen = 0;
  at.holds = (request) => (request.url.startsWith('/offline/pack/') && (seen += 1) > 3 ? held : undefined);
  const first = attempt(page, at, 'Dudley');
  while (seen <= 3) await new Promise((done) => setTimeout(done, 20));
  at.holds = undefined;
  await visit(other, '/offline');
  await other.getByLabel('Or whole councils').fill('Solihull');
  await other.getByRole('button', { name: 'Save to this device' }).click();
  await until(other, async () => (await navigator.locks.query()).pending.some(({ name }) => name === 'fingerpost-copy') || /^Saved/.test(document.getElementById('copy-status').textContent));
  goOn();
  assert.match(await first, /^Saved/);
  assert.match(await settled(other), /^Saved/);
  const { head } = await page.evaluate(async () => (await caches.match('/copy/head')).json());
  assert.equal(head.label, 'Solihull');
  const here = new Set(await keys(page));
  assert.deepEqual(head.parts.filter(({ sha256 }) => !here.has(`/copy/part/${sha256}`)), [], 'every part is here');
  await goodbye(page);
});

check('removed from the device, nothing is left: no copy, no shortlist, no service worker', async (t) => {
  await fresh(t);
  const page = await visitor();
  await save(page, at);
  await visit(page, RESULTS);
  await page.locator('button.add').first().click();
  await visit(page, '/offline');
  await page.getByRole('button', { name: 'Remove from this device' }).click();
  assert.match(await settled(page), /^Removed. Nothing of this site is left/);
  const left = () => page.evaluate(async () => [await caches.keys(), { ...localStorage }, { ...sessionStorage }, (await navigator.serviceWorker.getRegistrations()).length]);
  assert.deepEqual(await left(), [[], {}, {}, 0]);
  await visit(page, '/about');
  assert.deepEqual(await left(), [[], {}, {}, 0], 'and nothing comes back');
  await at.off({ stop: false });
  await assert.rejects(visit(page, '/'), /ERR_CONNECTION_REFUSED/);
  await goodbye(page);
});

check('removing asks first where something waits to be sent: kept, sent, or removed all the same, by keyboard alone', async (t) => {
  await fresh(t);
  const page = await visitor();
  await save(page, at);
  await visit(page, RESULTS);
  await page.locator('button.add').first().click();
  await at.off({ stop: false });
  await suggest(page, 'Only on the first Tuesday');
  await suggest(page, 'And the second Tuesday too');
  const question = page.getByRole('group', { name: 'Something has not been sent yet' });
  const remove = page.getByRole('button', { name: 'Remove from this device' });
  const has = (id) => page.waitForFunction((id) => document.activeElement.id === id, id);
  const ask = async () => {
    await remove.focus();
    await page.keyboard.press('Enter');
    await question.waitFor();
    await has('unsent-send');
  };
  await remove.waitFor();
  assert.ok(!(await question.isVisible()));
  await ask();
  assert.match(await question.innerText(), /waiting to be sent: 2\./);
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'hidden' });
  await has('copy-remove');

  await ask();
  await page.keyboard.press('Enter');
  await page.locator('#copy-status', { hasText: 'What you wrote is kept' }).waitFor();
  assert.ok((await keys(page)).includes('/copy/queue') && (await keys(page)).includes('/copy/head'), 'without a signal nothing goes');
  assert.ok(Object.keys(await page.evaluate(() => ({ ...localStorage }))).length > 0, 'nor does the shortlist');
  await page.getByRole('button', { name: 'Keep it' }).focus();
  await page.keyboard.press('Enter');
  await question.waitFor({ state: 'hidden' });
  await has('copy-remove');

  await at.on();
  await ask();
  await page.keyboard.press('Enter');
  await page.locator('#copy-status', { hasText: /^Nothing waits to be sent any more/ }).waitFor();
  await has('copy-remove');
  assert.equal(at.say('suggestions', 'list').match(/(first|second) Tuesday/g).length, 2);

  await at.off({ stop: false });
  await suggest(page, 'Only on the third Tuesday');
  await remove.waitFor();
  await ask();
  assert.match(await question.innerText(), /waiting to be sent: 1\./);
  await page.keyboard.press('Tab');
  await has('unsent-anyway');
  await page.keyboard.press('Enter');
  await page.locator('#copy-status', { hasText: /^Removed/ }).waitFor();
  const left = await page.evaluate(async () => [await caches.keys(), { ...localStorage }, { ...sessionStorage }]);
  assert.deepEqual(left, [[], {}, {}]);
  assert.ok(!(await page.locator('.copy-line').isVisible()), 'no page speaks of a copy that is gone');
  await goodbye(page);
});

check('whoever leaves quickly without a signal gets an empty page, and the copy stays', async (t) => {
  await fresh(t);
  const page = await visitor();
  await save(page, at);
  await at.off({ stop: false });
  await visit(page, '/');
  await visit(page, RESULTS);
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift');
  await page.waitForURL(/\/blank$/);
  assert.deepEqual([await page.title(), await page.locator('body').innerText()], ['New tab', '']);
  assert.ok((await keys(page)).includes('/copy/head'));
  await page.goBack();
  assert.equal(new URL(page.url()).pathname, '/', 'the page that was left has no place in the history');
  await goodbye(page);
});

check('whoever chose it leaves without a copy: at once, from the device and from its memory', async (t) => {
  await fresh(t);
  const page = await visitor();
  await save(page, at);
  const choice = page.getByLabel('Also remove it when I press');
  await choice.check();
  const told = await choice.evaluate((box) => document.getElementById(box.getAttribute('aria-describedby')).innerText);
  assert.match(told, /asks nothing.*not been sent yet.*lost/, 'what that costs is said where it is chosen');
  await at.off({ stop: false });
  await suggest(page, 'Nobody is asked about this one');
  await visit(page, RESULTS);
  await isCopy(page);
  await page.locator('#exit').click();
  await page.waitForURL(/\/blank\?gone$/);
  await until(page, async () => (await caches.keys()).length === 0 && (await navigator.serviceWorker.getRegistrations()).length === 0);
  assert.deepEqual(await page.evaluate(() => ({ ...localStorage, ...sessionStorage })), {});
  await assert.rejects(visit(page, '/'), /ERR_CONNECTION_REFUSED/);
  await goodbye(page);
});

check('and with a signal too, where the weather is next', async (t) => {
  await fresh(t);
  const page = await visitor();
  const context = page.context();
  await context.route('https://www.bbc.co.uk/**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>' }));
  await save(page, at);
  await page.getByLabel('Also remove it when I press').check();
  await visit(page, RESULTS);
  await page.locator('#exit').click();
  await page.waitForURL(/bbc\.co\.uk\/weather/);
  assert.deepEqual(page.strays.filter((url) => url !== 'https://www.bbc.co.uk/weather'), []);
  await visit(page, '/about');
  await until(page, async () => (await caches.keys()).length === 0 && (await navigator.serviceWorker.getRegistrations()).length === 0);
  await context.close();
});

check('a patch that cannot be saved is refused in plain words, and nothing is kept', async (t) => {
  await fresh(t);
  const page = await visitor();
  assert.match(await attempt(page, at, 'Zzyzzx'), /^We do not know the place “Zzyzzx”; try a postcode or a town\.$/);
  assert.match(await attempt(page, at, ''), /^Choose a place or a council to carry\.$/);
  await page.locator('#copy-miles').evaluate((list) => (list.options[0].value = '99'));
  await page.locator('#copy-miles').selectOption('99');
  await page.getByLabel('Around a postcode or town').fill('Walsall');
  await page.getByRole('button', { name: 'Save to this device' }).click();
  await page.locator('#copy-status', { hasText: /^Choose between 1 and 30 miles\.$/ }).waitFor();
  const councils = 'Sandwell, Dudley, Walsall, Solihull, Birmingham, Wolverhampton, Coventry, Leeds, Bradford, Sheffield, Rotherham, Barnsley, Doncaster';
  await page.getByLabel('Or whole councils').fill(councils);
  await page.getByRole('button', { name: 'Save to this device' }).click();
  await page.locator('#copy-status', { hasText: /^Choose at most 12 councils and wards\.$/ }).waitFor();
  await page.getByLabel('Or whole councils').fill('Atlantis');
  await page.getByRole('button', { name: 'Save to this device' }).click();
  await page.locator('#copy-status', { hasText: 'No council or ward is called “Atlantis”.' }).waitFor();
  assert.deepEqual(await keys(page) ?? [], []);
  await page.goto(`${at.url}/offline?lang=cy`);
  await page.locator('#copy-place').fill('Zzyzzx');
  await page.locator('#copy-form button').click();
  await page.locator('#copy-status', { hasText: 'Nid ydym yn adnabod y lle hwn' }).waitFor();
  await goodbye(page);
});

check('a copy is saved with the keyboard alone', async (t) => {
  await fresh(t);
  const page = await visitor();
  await visit(page, '/offline');
  const reach = async (id) => {
    for (let presses = 0; presses < 60; presses += 1) {
      if (await page.evaluate((id) => document.activeElement.id === id || document.activeElement.type === id, id)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`${id} is not reached`);
  };
  await reach('copy-place');
  await page.keyboard.type('Walsall');
  await reach('submit');
  await page.keyboard.press('Space');
  assert.match(await settled(page), /^Saved/);
  assert.equal(await page.evaluate(() => document.activeElement.type), 'submit', 'the focus is where it was');
  await page.locator('#copy').waitFor();
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('Shift+Tab');
  await reach('copy-remove');
  await page.keyboard.press('Enter');
  await page.locator('#copy-status', { hasText: /^Removed/ }).waitFor();
  await goodbye(page);
});

check('the page about the copy, and results from it, pass axe and stay inside their width in every look', async (t) => {
  await fresh(t);
  const page = await visitor();
  const found = [];
  const inAllLooks = async (what) => {
    for (const { name, viewport = { width: 1280, height: 900 }, colorScheme = 'light', forcedColors = 'none' } of LOOKS) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, forcedColors });
      found.push(...(await axe(page)).map((rule) => `${what}, ${name}: ${rule}`));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) found.push(`${what}, ${name}: ${over}px too wide`);
    }
  };
  await visit(page, '/offline');
  await inAllLooks('before');
  await save(page, at);
  await page.locator('#copy').waitFor();
  await inAllLooks('after');
  await at.off({ stop: false });
  await suggest(page, 'Open on Fridays too now');
  await page.locator('#waiting').waitFor();
  await inAllLooks('waiting');
  await page.getByRole('button', { name: 'Remove from this device' }).click();
  await page.locator('#unsent').waitFor();
  await inAllLooks('asked before removing');
  await visit(page, RESULTS);
  await isCopy(page);
  await inAllLooks('results');
  assert.deepEqual(found, []);
  await goodbye(page);
});

check('no confidential address and no note for professionals is in a pack, or in any page that comes from one', async (t) => {
  await fresh(t);
  const councils = ['Sandwell', 'Dudley', 'Walsall', 'Wolverhampton', 'Birmingham', 'Solihull'];
  let pack;
  while (!pack?.head) pack = await (await fetch(`${at.url}/offline/pack?${new URLSearchParams(councils.map((one) => ['council', one]))}`)).json();
  const part = async (number) => Buffer.from(await (await fetch(`${at.url}/offline/pack/${pack.name}-${number}`)).arrayBuffer());
  const numbers = (kind) => pack.head.parts.map((one, number) => (one.kind === kind ? number : -1)).filter((number) => number >= 0);
  const folded = await Promise.all([...numbers('index'), ...numbers('data'), ...numbers('documents')].map(part));
  const bytes = Buffer.concat(folded.map((one) => brotliDecompressSync(one)));
  const text = bytes.toString('utf8').toLowerCase();
  const inIt = (words) => text.includes(JSON.stringify(words).slice(1, -1));
  const known = services.filter(({ id }) => text.includes(id));
  assert.ok(known.length > 380, `${known.length} services are in it`);
  const open_ = known.flatMap(locations).filter((location) => !isConfidential(location));
  assert.ok(open_.flatMap(({ addresses = [] }) => addresses).filter(({ address_1: street }) => inIt(street.toLowerCase())).length > 100, 'streets are found by the same means');
  // The table of districts has a latitude of one and a longitude of another that a refuge happens to have too.
  const shipped = readFileSync(new URL('../../data/places/districts.csv', import.meta.url), 'utf8');
  assert.deepEqual(secrets.filter((secret) => inIt(secret) && !(/^-?[\d.]+$/.test(secret) && shipped.includes(`,${secret},`))), []);
  // A place in the index: ten-millionths of a degree, in bytes of seven bits.
  const asBytes = (degrees) => {
    const steps = Math.round(degrees * 1e7);
    const all = [];
    let rest = steps < 0 ? -2 * steps - 1 : 2 * steps;
    for (; rest >= 128; rest = Math.floor(rest / 128)) all.push((rest % 128) + 128);
    return [...all, rest];
  };
  const isAt = ({ latitude, longitude }) => latitude !== undefined && bytes.includes(Buffer.from([...asBytes(latitude), ...asBytes(longitude)]));
  assert.ok(open_.filter(isAt).length > 100, 'so are places as numbers');
  // A district's middle is where many are.
  const spot = ({ latitude, longitude }) => `${latitude},${longitude}`;
  const openSpots = new Set(open_.map(spot));
  const hidden = known.flatMap(locations).filter((location) => isConfidential(location) && !openSpots.has(spot(location)));
  assert.ok(hidden.length > 0);
  assert.deepEqual(hidden.filter(isAt), []);

  const page = await visitor();
  await visit(page, '/offline');
  await page.getByLabel('Or whole councils').fill(councils.join(', '));
  await page.getByRole('button', { name: 'Save to this device' }).click();
  assert.match(await settled(page), /^Saved/);
  await at.off({ stop: false });
  await visit(page, '/');
  await isCopy(page);
  const private_ = kept.filter(({ id }) => text.includes(id));
  assert.ok(private_.some((service) => locations(service).some(isConfidential)), 'a refuge is in it');
  const leaks = [];
  for (const { id, name } of private_) {
    for (const address of [`/service/${id}`, `/search?${new URLSearchParams({ q: name })}`, `/plan/sheet?s=${id}`]) {
      const html = await page.evaluate(async (address) => (await (await fetch(address)).text()).toLowerCase(), address);
      assert.ok(html.includes('copy-line'), `${address} comes from the copy`);
      const plain = html.replaceAll('&#39;', "'").replaceAll('&#38;', '&');
      leaks.push(...secrets.filter((secret) => plain.includes(secret)).map((secret) => `${address}: ${secret}`));
    }
  }
  assert.deepEqual(leaks, []);
  await goodbye(page);
});

test('without JavaScript the page says what is needed, and offers no form that does nothing', async () => {
  const page = await open(browser, { javaScriptEnabled: false });
  await page.goto(`${base}/offline`);
  assert.match(await page.getByRole('main').innerText(), /Saving a copy needs JavaScript, which is switched off in this browser/);
  assert.equal(await page.locator('#copy-form').isVisible(), false);
  await clean(page);
});

test('nobody gets a service worker who did not ask for a copy', async () => {
  const page = await open(browser);
  for (const address of ['/', '/offline', RESULTS]) await page.goto(base + address);
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  await clean(page);
});
