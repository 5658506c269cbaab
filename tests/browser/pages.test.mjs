// Every page at phone and desk width, light, dark and forced colours: accessible, inside its width, alone on the network.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, base, clean, launch, open, serviceId } from './browser.mjs';
import { sitemap, withdrawn } from './sitemap.mjs';

let browser;
let paths;
let service;

before(async () => {
  browser = await launch();
  const pages = await sitemap();
  service = pages.service;
  paths = [
    ...Object.values(pages),
    await withdrawn(),
    '/search?q=&place=Solihull&cost=free&page=2',
    '/search?q=debt&place=Zzyzzx',
    '/search',
    `/service/${await serviceId("Kings Norton Men's Breakfast")}`, // closed for now
    `/service/${await serviceId('Family Hubs Lozells')}`, // a long name, several places
    `/service/${await serviceId('Papyrus HOPELINE247')}`, // a telephone line, never checked
  ];
});
after(() => browser?.close());

/** Opens a page; a shortlist that an address brings is not left on the device for the next page. */
const visit = async (page, path) => {
  await page.goto(base + path);
  if (path.startsWith('/shortlist?')) await page.evaluate(() => (localStorage.clear(), sessionStorage.clear()));
};

const PHONE = { width: 360, height: 740 };
const TABLET = { width: 768, height: 1000 };
const DESK = { width: 1280, height: 900 };

const looks = [
  { name: 'phone, light', viewport: PHONE },
  { name: 'phone, dark', viewport: PHONE, colorScheme: 'dark' },
  { name: 'tablet, forced colours', viewport: TABLET, forcedColors: 'active' },
  { name: 'desk, light', viewport: DESK },
  { name: 'desk, dark', viewport: DESK, colorScheme: 'dark' },
];

const tooWide = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const { name, ...options } of looks) {
  test(`every page passes axe, stays inside its width and asks nobody else for anything: ${name}`, async (t) => {
    const page = await open(browser, options);
    const found = [];
    for (const path of paths) {
      await visit(page, path);
      found.push(...(await axe(page)).map((rule) => `${path} ${rule}`));
      const over = await tooWide(page);
      if (over > 0) found.push(`${path} is ${over}px too wide`);
    }
    t.diagnostic(`${name}: ${paths.length} pages, ${found.length} faults`);
    assert.deepEqual(found, []);
    await clean(page);
  });
}

test('axe finds what is wrong when something is', async () => {
  const page = await open(browser);
  await page.setContent('<html lang="en"><title>t</title><main><h1>h</h1><img src="data:,"><p style="color:#aaa;background:#fff">pale</p></main>');
  assert.deepEqual((await axe(page)).map((rule) => rule.split(':')[0]).sort(), ['color-contrast', 'image-alt']);
  await page.context().close();
});

test('with the filters unfolded on a phone every page still passes axe', async () => {
  const page = await open(browser, { viewport: PHONE });
  await page.goto(`${base}/search?q=food+bank&place=Walsall`);
  const folded = page.locator('details:not([open]) > summary');
  while ((await folded.count()) > 0) await folded.first().click();
  assert.deepEqual(await axe(page), []);
  assert.ok((await tooWide(page)) <= 0);
  await clean(page);
});

test('the list of completions passes axe while it is shown', async () => {
  const page = await open(browser);
  await page.goto(base);
  await page.getByRole('combobox').first().pressSequentially('demen');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  assert.deepEqual(await axe(page), []);
  await clean(page);
});

test('pages reflow at 320 pixels, which is 400 % zoom, with wider spacing of text too', async () => {
  const page = await open(browser, { viewport: { width: 320, height: 640 } });
  for (const path of paths) {
    await visit(page, path);
    assert.ok((await tooWide(page)) <= 0, `${path} is ${await tooWide(page)}px too wide`);
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }');
      document.adoptedStyleSheets = [sheet];
    });
    assert.ok((await tooWide(page)) <= 0, `${path} with wider spacing is ${await tooWide(page)}px too wide`);
  }
  await clean(page);
});

/** What stands out about the element that has the focus: whether it can be seen, and how it differs from before. */
const focused = () => {
  const element = document.activeElement;
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect(); // the first line of a link that runs over two
  const style = getComputedStyle(element);
  const spot = document.elementFromPoint(Math.min(box.left + box.width / 2, innerWidth - 1), Math.min(box.top + Math.min(box.height / 2, 10), innerHeight - 1));
  return {
    name: element.outerHTML.slice(0, 90),
    body: element === document.body,
    shown: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight,
    uncovered: spot === element || element.contains(spot) || spot?.contains(element),
    ring: style.boxShadow !== 'none' || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && !/, 0\)$|transparent/.test(style.outlineColor)),
  };
};

for (const viewport of [DESK, PHONE]) {
  test(`each stop of the Tab key is in view, uncovered and has a ring, ${viewport.width} pixels wide`, async () => {
    const page = await open(browser, { viewport, reducedMotion: 'reduce' }); // the page must have stopped moving
    for (const path of ['/search?q=food+bank&place=Walsall', service, '/']) {
      await page.goto(base + path);
      const stops = new Set();
      for (let stop = 0; stop < 60; stop += 1) {
        await page.keyboard.press('Tab');
        const seen = await page.evaluate(focused);
        if (seen.body) break;
        stops.add(seen.name);
        assert.ok(seen.shown && seen.uncovered && seen.ring, `${path} stop ${stop + 1}: ${JSON.stringify(seen)}`);
      }
      assert.ok(stops.size > 10, `${path}: only ${stops.size} stops`);
    }
    await clean(page);
  });
}

test('the first stop skips to the content', async () => {
  const page = await open(browser);
  await page.goto(`${base}/search?q=food`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  await clean(page);
});

test('targets are at least 24 pixels, or lie in a line of text', async () => {
  const page = await open(browser, { viewport: PHONE });
  for (const path of paths) {
    await visit(page, path);
    const small = await page.evaluate(() => {
      const inLineOfText = (element) => {
        const around = element.parentElement.innerText.trim();
        return getComputedStyle(element).display === 'inline' && around.length > element.innerText.trim().length;
      };
      return [...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary')]
        .filter((element) => element.checkVisibility())
        .filter((element) => {
          const box = element.getBoundingClientRect();
          return box.width > 1 && (box.width < 24 || box.height < 24) && !inLineOfText(element);
        })
        .map((element) => element.outerHTML.slice(0, 90));
    });
    assert.deepEqual(small, [], path);
  }
  await clean(page);
});

test('on a phone the first result, and a service’s telephone number, are seen without scrolling', async () => {
  const page = await open(browser, { viewport: PHONE });
  const bottom = async (locator) => {
    const box = await locator.first().boundingBox();
    return box.y + box.height;
  };
  await page.goto(`${base}/search?q=food+bank&place=Walsall`);
  assert.ok((await bottom(page.locator('.card h3'))) < PHONE.height * 0.85);
  await page.goto(base + service);
  assert.ok((await bottom(page.locator('.reach a[href^="tel:"]'))) < PHONE.height);
  await clean(page);
});

test('a service page prints without its chrome and with its telephone number', async () => {
  const page = await open(browser);
  await page.goto(base + service);
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.locator('.reach a[href^="tel:"]').first().isVisible());
  for (const chrome of ['.exit', 'form.search', '.similar']) assert.equal(await page.locator(chrome).first().isVisible(), false, chrome);
  await clean(page);
});
