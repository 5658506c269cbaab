// How light a first visit is: few bytes, one thing to wait for, nothing from elsewhere, and nothing fetched twice.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { base, launch, open } from './browser.mjs';
import { RESULTS, sitemap } from './sitemap.mjs';
import { firstVisit, wire } from './weight.mjs';

/** The most bytes over the wire of a first visit to the results, styles, scripts and pictures included. */
const BUDGET = 60_000;

let browser;
let pages;
before(async () => {
  browser = await launch();
  pages = await sitemap();
});
after(() => browser?.close());

test('the first page of results stays within its budget, and so do home and a service', async (t) => {
  for (const name of ['home', 'results', 'service']) {
    const { answers } = await firstVisit(browser, pages[name]);
    const bytes = wire(answers);
    t.diagnostic(`${name}: ${bytes} bytes over the wire in ${answers.length} requests`);
    assert.ok(bytes > 5_000, `${name}: ${bytes} bytes were counted, which cannot be all`);
    assert.ok(bytes < BUDGET, `${name}: ${bytes} bytes`);
  }
});

test('a page waits for one stylesheet and for nothing else, and asks nobody else', async () => {
  for (const name of ['home', 'map', 'service', 'sheet-urdu', 'not-found']) {
    const { answers, blocking } = await firstVisit(browser, pages[name]);
    assert.equal(blocking.length, 1, `${name} waits for ${blocking}`);
    assert.match(blocking[0], /\/static\/site\.[0-9a-f]{16}\.css$/, name);
    assert.deepEqual(answers.filter(({ url }) => !url.startsWith(base)).map(({ url }) => url), [], name);
  }
});

test('pages and files go out packed; files are kept for a year, pages are asked for again by their tag', async () => {
  const { answers } = await firstVisit(browser, RESULTS);
  for (const { url, type, headers } of answers) {
    if (type === 'Document') {
      assert.deepEqual([headers['content-encoding'], headers['cache-control']], ['br', 'private, no-cache'], url);
      assert.match(headers.etag, /^W\/"[0-9a-f]{16}"$/, url);
      const again = await fetch(url, { headers: { 'if-none-match': headers.etag } });
      assert.deepEqual([again.status, await again.text()], [304, ''], url);
    } else {
      assert.match(url, /\/static\/[a-z-]+\.[0-9a-f]{16}\.[a-z]+$/);
      assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable', url);
      if (Number(headers['content-length'] ?? 0) > 1_000 || type === 'Stylesheet' || type === 'Script') assert.equal(headers['content-encoding'], 'br', url);
    }
  }
  assert.ok(answers.length > 5, `${answers.length} answers`);
});

test('the second page of a visit fetches itself alone', async () => {
  const page = await open(browser);
  await page.goto(base + RESULTS, { waitUntil: 'networkidle' });
  await page.goto(base + pages.service, { waitUntil: 'networkidle' });
  const fetched = await page.evaluate(() => performance.getEntriesByType('resource').filter((one) => one.transferSize > 0).map((one) => one.name));
  assert.deepEqual(fetched, []);
  await page.context().close();
});
