// The map beside the list: on request, drawn by the site itself, after the list, in words as well.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { LOOKS, axe, base, clean, launch, open } from './browser.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const address = () => `${base}/search?q=food+bank&place=Walsall&map=1`;

for (const { name, ...options } of LOOKS) {
  test(`results with a map pass axe, stay inside their width and ask nobody else for anything: ${name}`, async () => {
    const page = await open(browser, options);
    for (const path of [address(), `${base}/search?q=helpline&map=1`]) {
      await page.goto(path);
      assert.deepEqual(await axe(page), [], path);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)) <= 0, path);
    }
    await clean(page);
  });
}

for (const javaScriptEnabled of [true, false]) {
  test(`a map is asked for and put away again, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
    const page = await open(browser, { javaScriptEnabled, reducedMotion: 'reduce' });
    await page.goto(`${base}/search?q=food+bank&place=Walsall`);
    assert.equal(await page.locator('svg').count(), 0);
    await page.getByRole('link', { name: 'Map', exact: true }).click();
    await page.waitForURL(/map=1#map$/);
    assert.ok(await page.getByRole('img', { name: /^Map/ }).isVisible());
    const numbers = await page.locator('.card .pin-number').allInnerTexts();
    assert.match(numbers[0], /1$/);
    assert.equal(numbers.length, await page.locator('.card').count());
    const pins = (await page.locator('.pin text').allTextContents()).flatMap((label) => label.match(/\d+/g).map(Number));
    assert.ok(pins.length > 0 && pins.every((number) => number <= numbers.length), pins.join(' '));
    const [list, map] = await Promise.all(['ol.cards', '.map svg'].map((one) => page.locator(one).boundingBox()));
    assert.ok(map.x > list.x + list.width - 1, 'beside the list');
    await page.getByRole('link', { name: 'Hide the map' }).click();
    await page.waitForURL((url) => !url.search.includes('map'));
    await clean(page);
  });
}

test('names on the map cover neither a pin nor one another', async () => {
  const page = await open(browser, { viewport: { width: 1400, height: 900 } });
  await page.goto(address());
  const over = await page.evaluate(() => {
    const boxes = [...document.querySelectorAll('.map .names text, .map .pin rect')].map((one) => [one.textContent || 'pin', one.getBoundingClientRect()]);
    const touch = (a, b) => a.left + 1 < b.right && b.left + 1 < a.right && a.top + 4 < b.bottom && b.top + 4 < a.bottom; // letters are lower than their boxes
    return boxes.flatMap(([name, box], at) => boxes.slice(at + 1).filter(([, other]) => touch(box, other)).map(([other]) => `${name}/${other}`));
  });
  assert.deepEqual(over, []);
  await clean(page);
});

test('a refuge is counted and not drawn', async () => {
  const page = await open(browser);
  await page.goto(`${base}/search?q=Rowan+Gate+refuge&map=1`);
  const first = page.locator('.card').first();
  assert.match(await first.innerText(), /Address withheld for safety/);
  assert.match(await page.locator('.map figcaption').innerText(), /address is kept private|addresses are kept private/);
  const drawn = (await page.locator('.pin text').allTextContents()).flatMap((label) => label.match(/\d+/g).map(Number));
  const withheld = await page.locator('.card').evaluateAll((cards) =>
    cards.flatMap((card, at) => (card.innerText.includes('Address withheld') ? [at + 1] : [])));
  assert.ok(withheld.length > 0 && withheld.every((number) => !drawn.includes(number)), `${withheld} of ${drawn}`);
  await clean(page);
});

test('typing keeps the map and draws it anew', async () => {
  const page = await open(browser);
  await page.goto(address());
  const before = await page.locator('.map svg').innerHTML();
  await page.locator('#search-q').fill('lunch club');
  await page.waitForFunction((old) => document.querySelector('.map svg') && document.querySelector('.map svg').innerHTML !== old, before);
  await clean(page);
});
