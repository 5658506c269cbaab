// What a first visit to a page costs: `npm run weight` prints it as a table, in bytes as they go over the wire.
import { pathToFileURL } from 'node:url';
import { base, launch, open } from './browser.mjs';
import { sitemap } from './sitemap.mjs';

/** Every answer a first visit asks for: address, kind, bytes over the wire (headers too), bytes unpacked, and how it was packed. */
export async function firstVisit(browser, path) {
  const page = await open(browser, { viewport: { width: 360, height: 740 } });
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const answers = new Map();
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]));
    answers.set(requestId, { url: response.url, type, headers, wire: 0, unpacked: 0 });
  });
  session.on('Network.dataReceived', ({ requestId, dataLength }) => {
    if (answers.has(requestId)) answers.get(requestId).unpacked += dataLength;
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (answers.has(requestId)) answers.get(requestId).wire = encodedDataLength;
  });
  await page.goto(base + path, { waitUntil: 'networkidle' });
  const blocking = await page.evaluate(() =>
    performance.getEntriesByType('resource').filter((one) => one.renderBlockingStatus === 'blocking').map((one) => one.name));
  await page.context().close();
  return { answers: [...answers.values()].filter(({ url }) => url.startsWith('http')), blocking };
}

const sum = (answers, what) => answers.reduce((total, one) => total + one[what], 0);

/** Bytes over the wire, of one kind of answer or of all. */
export const wire = (answers, type) => sum(answers.filter((one) => !type || one.type === type), 'wire');

async function table() {
  const pages = await sitemap();
  const browser = await launch();
  const rows = {};
  for (const name of ['home', 'results', 'map', 'urgent', 'compare', 'service', 'sheet', 'about']) {
    const { answers } = await firstVisit(browser, pages[name]);
    rows[name] = {
      requests: answers.length,
      'bytes over the wire': wire(answers),
      page: wire(answers, 'Document'),
      styles: wire(answers, 'Stylesheet'),
      scripts: wire(answers, 'Script'),
      pictures: wire(answers, 'Image') + wire(answers, 'Other'),
      'bytes unpacked': sum(answers, 'unpacked'),
    };
  }
  console.table(rows);
  await browser.close();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await table();
