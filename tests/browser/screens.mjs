// Saves pictures of the main pages to docs/screens, from a running Fingerpost (BASE_URL) with the demonstration directory:
// `npm run screens`. It starts nothing itself. A name as argument (`npm run screens -- results`) takes only those pictures.
import { mkdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { base, launch, open, organisationId, serviceId } from './browser.mjs';

const folder = fileURLToPath(new URL('../../docs/screens/', import.meta.url));
const LARGEST = 200_000; // bytes: they live in the repository

const results = '/search?q=food+bank&place=Walsall';
const service = await serviceId('full basket', 'Walsall');
const organisation = await organisationId('full basket');

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };

const shots = [
  { name: 'home', path: '/' },
  { name: 'results', path: results, dark: true },
  { name: 'service', path: `/service/${service}`, dark: true },
  { name: 'organisation', path: `/organisation/${organisation}` },
  { name: 'about', path: '/about' },
  { name: 'not-found', path: '/no-such-page' },
  { name: 'no-results', path: '/search?q=zebra+xylophone&place=Solihull&cost=free' },
];

/** Every look of a page: the desk in light is the plain name, as README shows it. */
const looks = ({ name, dark }) => [
  { file: name, viewport: DESK },
  { file: `${name}-phone`, viewport: PHONE },
  ...(dark ? [{ file: `${name}-dark`, viewport: DESK, colorScheme: 'dark' }, { file: `${name}-phone-dark`, viewport: PHONE, colorScheme: 'dark' }] : []),
];

mkdirSync(folder, { recursive: true });
const browser = await launch();
const only = process.argv[2];
for (const shot of shots.filter(({ name }) => !only || name.startsWith(only))) {
  for (const { file, ...options } of looks(shot)) {
    const page = await open(browser, options);
    await page.goto(base + shot.path);
    const path = `${folder}${file}.png`;
    await page.screenshot({ path });
    const { size } = statSync(path);
    console.log(`${file}.png ${Math.round(size / 1000)} kB`);
    if (size > LARGEST) throw new Error(`${path} is larger than ${LARGEST} bytes`);
    await page.context().close();
  }
}
await browser.close();
