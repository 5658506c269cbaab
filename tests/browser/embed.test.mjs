// The search and a list of services in a page of another site: framed, with and without the helper, with and without scripts.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { LOOKS, axe, base, launch } from './browser.mjs';

const LIST = '/embed/list?q=food+bank&place=Walsall&limit=3';

let browser;
let council;
let address;
before(async () => {
  browser = await launch();
  council = http.createServer((request, response) => {
    const { searchParams } = new URL(request.url, 'http://council.example');
    const helper = searchParams.has('helper') ? `<script src="${base}/embed/helper.js" data-host async></script>` : '';
    const frame = `<iframe src="${base}${searchParams.get('show') ?? '/embed/search'}" title="Find services" width="100%" height="180" style="border:0"></iframe>`;
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<!doctype html><html lang="en"><title>A council</title><main><h1>Our council</h1>${frame}${helper}</main></html>`);
  });
  council.listen(0, '127.0.0.1');
  await once(council, 'listening');
  address = `http://127.0.0.1:${council.address().port}`;
});
after(async () => {
  await browser?.close();
  council?.close();
});

/** A page of the council with something of ours in it. */
async function visit(show, { helper = false, ...options } = {}) {
  const page = await (await browser.newContext({ viewport: { width: 800, height: 900 }, ...options })).newPage();
  page.troubles = [];
  page.on('console', (message) => message.type() === 'error' && page.troubles.push(message.text()));
  page.on('pageerror', (error) => page.troubles.push(error.message));
  await page.goto(`${address}/?${new URLSearchParams({ show, ...(helper && { helper: 'yes' }) })}`);
  return page;
}
async function goodbye(page) {
  assert.deepEqual(await page.context().cookies(), [], 'cookies');
  assert.deepEqual(page.troubles, [], 'errors in the console');
  await page.context().close();
}

for (const javaScriptEnabled of [true, false]) {
  test(`the box in a council’s page leads to results here, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
    const page = await visit('/embed/search?place=Walsall', { javaScriptEnabled });
    const frame = page.frameLocator('iframe');
    assert.equal(await frame.getByLabel(/^Where\?/).inputValue(), 'Walsall');
    await frame.getByLabel('What do you need help with?').fill('food bank');
    await frame.getByRole('button', { name: 'Search' }).click();
    await page.waitForURL(`${base}/search?*`);
    assert.match(await page.getByRole('heading', { level: 1 }).innerText(), /services? .*Walsall/);
    await goodbye(page);
  });
}

test('a list in a council’s page leads to the services here', async () => {
  const page = await visit(LIST);
  const frame = page.frameLocator('iframe');
  assert.equal(await frame.locator('.embedded-list > li').count(), 3);
  assert.match(await frame.getByRole('heading', { level: 1 }).innerText(), /services? .*Walsall/);
  assert.match(await frame.locator('a[href^="tel:"]').first().getAttribute('href'), /^tel:0\d+$/);
  const name = await frame.locator('h2 a').first().innerText();
  await frame.locator('h2 a').first().click();
  await page.waitForURL(`${base}/service/*`);
  assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), name);
  await goodbye(page);
});

test('with the helper the frame is as high as what is in it; without, it keeps its height', async () => {
  const height = (page) => page.locator('iframe').evaluate((frame) => frame.getBoundingClientRect().height);
  const helped = await visit(LIST, { helper: true });
  await helped.waitForFunction(() => document.querySelector('iframe').getBoundingClientRect().height > 300);
  const inside = await helped.frames()[1].evaluate(() => document.documentElement.scrollHeight);
  assert.ok(Math.abs((await height(helped)) - inside) < 24, `${await height(helped)} and ${inside}`);
  await helped.evaluate(() => postMessage({ fingerpost: 9000 }, '*'));
  await helped.waitForTimeout(100);
  assert.ok((await height(helped)) < 9000, 'only its own frames are believed');
  await goodbye(helped);
  const alone = await visit(LIST);
  assert.equal(await height(alone), 180);
  await goodbye(alone);
});

test('who asks in a frame for help that cannot wait gets the numbers first', async () => {
  const page = await visit('/embed/list?q=i+want+to+die');
  const frame = page.frameLocator('iframe');
  assert.ok(await frame.locator('.panel.urgent a[href="tel:116123"]').first().isVisible());
  await goodbye(page);
});

test('what is framed, and the page that says how, pass axe and stay inside their width in every look', async () => {
  const found = [];
  const page = await (await browser.newContext()).newPage();
  for (const path of ['/embed', '/embed/search', LIST, '/embed/list?q=zzzxqj', '/embed/list?q=i+want+to+die']) {
    await page.goto(base + path);
    for (const { name, viewport = { width: 1280, height: 900 }, colorScheme = 'light', forcedColors = 'none' } of LOOKS) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, forcedColors });
      found.push(...(await axe(page)).map((rule) => `${path}, ${name}: ${rule}`));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) found.push(`${path}, ${name}: ${over}px too wide`);
    }
  }
  assert.deepEqual(found, []);
  await page.context().close();
});

test('nothing else of the site can be framed', async () => {
  const framing = async (path) => {
    const { headers } = await fetch(base + path);
    return [headers.get('x-frame-options'), /frame-ancestors ([^;]+)/.exec(headers.get('content-security-policy'))?.[1]];
  };
  for (const path of ['/', '/search?q=food', '/shortlist', '/embed', '/embed/nothing']) assert.deepEqual(await framing(path), ['DENY', "'none'"], path);
  for (const path of ['/embed/search', LIST]) assert.deepEqual(await framing(path), [null, '*'], path);
});
