// Lighthouse at its settings for a phone on a slow network, over the three pages most people see: `npm run lighthouse` in tests/browser.
// Ends with 1 where a score is under the least it may be. It has a folder of its own because its packages are many and no test needs them.
import lighthouse from 'lighthouse';
import { createServer } from 'node:net';
import { base, launch } from '../browser/browser.mjs';
import { sitemap } from '../browser/sitemap.mjs';

const LEAST = 95;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const FIGURES = {
  'first paint': 'first-contentful-paint',
  'largest paint': 'largest-contentful-paint',
  blocked: 'total-blocking-time',
  shift: 'cumulative-layout-shift',
  answered: 'server-response-time',
  bytes: 'total-byte-weight',
};

/** A search is nobody's business but the searcher's: results keep search engines away on purpose, which Lighthouse counts as a fault. */
const MEANT = { results: ['is-crawlable'] };

/** A port of this machine that nobody listens on. */
const freePort = () =>
  new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });

const port = await freePort();
const browser = await launch([`--remote-debugging-port=${port}`]);
const pages = await sitemap();
const rows = {};
const faults = [];
for (const name of ['home', 'results', 'service']) {
  const { lhr } = await lighthouse(base + pages[name], { port, onlyCategories: CATEGORIES, skipAudits: MEANT[name], logLevel: 'error' });
  const scores = Object.fromEntries(CATEGORIES.map((category) => [category, Math.round((lhr.categories[category].score ?? 0) * 100)]));
  const figures = Object.fromEntries(Object.entries(FIGURES).map(([label, audit]) => [label, lhr.audits[audit]?.displayValue ?? lhr.audits[audit]?.numericValue]));
  rows[name] = { ...scores, ...figures };
  for (const category of CATEGORIES) {
    const lost = lhr.categories[category].auditRefs.filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 0.9);
    faults.push(...lost.map(({ id }) => `${name}, ${category}: ${lhr.audits[id].title} ${lhr.audits[id].displayValue ?? ''}`));
  }
}
await browser.close();
console.table(rows);
for (const [name, audits] of Object.entries(MEANT)) console.log(`${name} is not judged by ${audits}: it is meant`);
for (const fault of faults) console.log(fault);
const under = Object.values(rows).some((row) => CATEGORIES.some((category) => row[category] < LEAST));
if (under) console.error(`A score is under ${LEAST}.`);
process.exit(under ? 1 : 0);
