// Saves pictures of every page to docs/screens: `npm run screens` starts a Fingerpost with the demonstration directory and takes them all.
// A name (`npm run screens -- results`) takes only the pictures of the pages whose names begin with it.
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { base, launch, open } from './browser.mjs';
import { sitemap, withdrawn } from './sitemap.mjs';

const folder = process.env.SCREENS ?? fileURLToPath(new URL('../../docs/screens/', import.meta.url));
const LARGEST = 6_000_000; // bytes, all of them: they live in the repository
const QUALITY = 58;

/** Widths in pixels, and how much of a long page is shown. */
const PHONE = { name: 'phone', width: 360, height: 1300 };
const TABLET = { name: 'tablet', width: 768, height: 1000 };
const DESK = { name: 'desk', width: 1280, height: 900 };
const PAPER = { name: 'print', width: 658, height: 987 }; // A4 within its margins, at 96 dots an inch

/** Pages that are shown at every width, in light and dark. */
const MAIN = ['home', 'results', 'urgent', 'service', 'compare', 'shortlist'];
const ON_A_PHONE_ONLY = ['refuge', 'privacy', 'not-understood', 'shortlist-empty', 'short-link-gone'];
const PRINTED = ['results', 'service', 'sheet', 'sheet-large'];

/** The machine that takes the pictures may have no letters for Urdu; every reader's own device has them. */
const urdu = ['400', '700'].map((weight) => [
  weight,
  readFileSync(createRequire(import.meta.url).resolve(`@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-${weight}-normal.woff2`)).toString('base64'),
]);
const letters = (page) =>
  page.evaluate(async (files) => {
    for (const [weight, file] of files) {
      const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
      document.fonts.add(await new FontFace('Urdu letters', bytes.buffer, { weight, unicodeRange: 'U+0600-06FF' }).load());
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.sheet { font-family: "Urdu letters", system-ui, sans-serif; }');
    document.adoptedStyleSheets = [sheet];
  }, urdu);

/** Unfolds the filters, as somebody on a phone does. */
const unfold = async (page) => {
  await page.locator('details.filters > summary').click();
  await page.locator('details.group > summary').first().click();
};

const pages = { ...(await sitemap()), withdrawn: await withdrawn() };
const shots = [
  ...Object.entries(pages).map(([name, address]) => ({ name, address, act: name === 'sheet-urdu' ? letters : undefined })),
  { name: 'filters', address: pages.results, widths: [PHONE], act: unfold },
];

/** Every look of a page. */
function looks({ name, widths = ON_A_PHONE_ONLY.includes(name) ? [PHONE] : [PHONE, DESK] }) {
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
