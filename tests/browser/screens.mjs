// Saves pictures of every page to docs/screens: `npm run screens` starts a Fingerpost with the demonstration directory and takes them all.
// A name (`npm run screens -- results`) takes only the pictures of the pages whose names begin with it.
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { base, launch, open } from './browser.mjs';
import { sitemap } from './sitemap.mjs';

const folder = process.env.SCREENS ?? fileURLToPath(new URL('../../docs/screens/', import.meta.url));
const LARGEST = 6_000_000; // bytes, all of them: they live in the repository
const QUALITY = 62;

/** Widths in pixels, and how much of a long page is shown. */
const PHONE = { name: 'phone', width: 360, height: 1400 };
const TABLET = { name: 'tablet', width: 768, height: 1100 };
const DESK = { name: 'desk', width: 1280, height: 1000 };
const PAPER = { name: 'print', width: 658, height: 987 }; // A4 within its margins, at 96 dots an inch

/** Pages that are shown at every width, in light and dark. */
const MAIN = ['home', 'results', 'urgent', 'service', 'compare', 'shortlist'];
const PRINTED = ['results', 'service', 'sheet', 'sheet-large'];

/** Unfolds the filters, as somebody on a phone does. */
const unfold = async (page) => {
  await page.locator('details.filters > summary').click();
  await page.locator('details.group > summary').first().click();
};

const pages = await sitemap();
const shots = [...Object.entries(pages).map(([name, address]) => ({ name, address })), { name: 'filters', address: pages.results, widths: [PHONE], act: unfold }];

/** Every look of a page. */
function looks({ name, widths = [PHONE, DESK] }) {
  const main = MAIN.includes(name);
  const light = (main ? [PHONE, TABLET, DESK] : widths).map((size) => ({ file: `${name}-${size.name}`, size }));
  const dark = main ? [PHONE, TABLET, DESK].map((size) => ({ file: `${name}-${size.name}-dark`, size, colorScheme: 'dark' })) : [];
  const paper = PRINTED.includes(name) ? [{ file: `${name}-print`, size: PAPER, media: 'print' }] : [];
  return [...light, ...dark, ...paper];
}

async function take(browser, { address, act }, { file, size, media, ...options }) {
  const page = await open(browser, { viewport: { width: size.width, height: Math.min(size.height, 900) }, reducedMotion: 'reduce', ...options });
  await page.goto(base + address);
  if (media) await page.emulateMedia({ media });
  if (act) await act(page);
  const tall = await page.evaluate(() => document.documentElement.scrollHeight);
  const clip = { x: 0, y: 0, width: size.width, height: Math.min(size.height, tall) };
  await page.setViewportSize({ width: size.width, height: clip.height });
  await page.screenshot({ path: `${folder}/${file}.jpg`, type: 'jpeg', quality: QUALITY, clip });
  await page.context().close();
}

const only = process.argv[2];
mkdirSync(folder, { recursive: true });
if (!only) for (const name of readdirSync(folder)) rmSync(`${folder}/${name}`);
const browser = await launch();
for (const shot of shots.filter(({ name }) => !only || name.startsWith(only))) {
  for (const look of looks(shot)) await take(browser, shot, look);
}
await browser.close();
const sizes = readdirSync(folder).map((name) => statSync(`${folder}/${name}`).size);
const sum = sizes.reduce((one, other) => one + other, 0);
console.log(`${sizes.length} pictures, ${(sum / 1_000_000).toFixed(1)} MB`);
if (sum > LARGEST) throw new Error(`the pictures are larger than ${LARGEST} bytes together`);
