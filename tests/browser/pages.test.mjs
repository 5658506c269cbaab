// Every page at phone and desk width, light, dark and forced colours: accessible, inside its width, alone on the network.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, base, launch, open } from './browser.mjs';

let browser;
let paths;

before(async () => {
  browser = await launch();
  const answer = await (await fetch(`${base}/api/v1/search?q=carers&place=Birmingham`)).json();
  const service = answer.results[0];
  paths = [
    '/',
    '/search?q=food+bank&place=Walsall',
    '/search?q=&place=Solihull',
    '/search?q=zebra+xylophone+quark',
    '/search',
    `/service/${service.id}`,
    `/organisation/${service.organisation.id ?? service.organisation_id}`,
    '/about',
    '/accessibility',
    '/privacy',
    '/no-such-page',
  ];
});
after(() => browser?.close());

const looks = [
  { name: 'phone, light', viewport: { width: 360, height: 740 } },
  { name: 'phone, dark', viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
  { name: 'desk, light', viewport: { width: 1280, height: 900 } },
  { name: 'desk, dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  { name: 'desk, forced colours', viewport: { width: 1280, height: 900 }, forcedColors: 'active' },
];

for (const { name, ...options } of looks) {
  test(`every page passes axe, stays inside its width and asks nobody else for anything: ${name}`, async () => {
    const page = await open(browser, options);
    for (const path of paths) {
      await page.goto(base + path);
      assert.deepEqual(await axe(page), [], path);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `${path} is ${overflow}px too wide`);
    }
    assert.deepEqual(page.strays, []);
    // A page that is not there is meant to be reported as such; nothing else may be.
    assert.deepEqual(page.troubles.filter((text) => !/404/.test(text)), []);
    assert.deepEqual(await page.context().cookies(), []);
    await page.context().close();
  });
}

test('pages reflow at 320 pixels, which is 400 % zoom', async () => {
  const page = await open(browser, { viewport: { width: 320, height: 640 } });
  for (const path of paths) {
    await page.goto(base + path);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `${path} is ${overflow}px too wide`);
  }
  await page.context().close();
});

test('each stop of the Tab key is visible and has a visible ring', async () => {
  const page = await open(browser);
  await page.goto(`${base}/search?q=food+bank&place=Walsall`);
  for (let stop = 0; stop < 25; stop += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const element = document.activeElement;
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const parent = element.parentElement ? getComputedStyle(element.parentElement) : style;
      const ring = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || parent.outlineStyle !== 'none';
      return { name: element.outerHTML.slice(0, 80), shown: box.width > 0 && box.height > 0, ring };
    });
    assert.ok(seen.shown && seen.ring, JSON.stringify(seen));
  }
  await page.context().close();
});

test('targets are at least 24 pixels, or lie in a line of text', async () => {
  const page = await open(browser, { viewport: { width: 360, height: 740 } });
  for (const path of paths.slice(0, 6)) {
    await page.goto(base + path);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary')]
        .filter((element) => {
          const box = element.getBoundingClientRect();
          const inText = getComputedStyle(element).display === 'inline';
          const labelled = element.labels?.[0]?.getBoundingClientRect().height >= 24;
          return box.width > 1 && box.height > 1 && (box.width < 24 || box.height < 24) && !inText && !labelled;
        })
        .map((element) => element.outerHTML.slice(0, 90)),
    );
    assert.deepEqual(small, [], path);
  }
  await page.context().close();
});
