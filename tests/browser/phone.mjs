// How fast a copy answers: `npm run phone -- Walsall` saves 5 miles around Walsall from a Fingerpost of its own, or from the one at
// BASE_URL, and asks it 200 real questions, at this machine's speed and four times slower, which is about a cheap phone. A patch may be
// given as it stands in an address too: `npm run phone -- 'council=Birmingham&council=Solihull'`.
//
// The code measured is the service worker's own (static/sw.js) with the module and the pack that a phone gets, run in a page, because
// the browser slows down pages alone. Its figures are upper bounds: each answer is a whole page of results, rendered.
import { readFileSync, readdirSync } from 'node:fs';
import { base, launch, open } from './browser.mjs';

const QUESTIONS = 200;
const given = process.argv[2] ?? 'Walsall';
const patch = given.includes('=') ? given : `${new URLSearchParams({ place: given, miles: 5 })}`;
const place = new URLSearchParams(patch).get('place') ?? new URLSearchParams(patch).get('council');

/** Judged questions of both directories, every so many of them. */
function questions() {
  const folder = new URL('../../data/judgements/', import.meta.url);
  const files = ['demo', 'real'].flatMap((part) => readdirSync(new URL(`${part}/`, folder)).sort().map((name) => `${part}/${name}`));
  const words = files.flatMap((file) => [...readFileSync(new URL(file, folder), 'utf8').matchAll(/^words = "(.*)"$/gm)].map(([, text]) => text));
  return Array.from({ length: Math.min(QUESTIONS, words.length) }, (_, at) => words[Math.floor((at * words.length) / QUESTIONS)]);
}

const of = (times, share) => times.toSorted((one, other) => one - other)[Math.ceil(times.length * share) - 1];
const ms = (time) => `${time < 10 ? time.toFixed(1) : Math.round(time)} ms`;
const mb = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

const browser = await launch();
const page = await open(browser, { bypassCSP: true });
await page.goto(`${base}/offline`);
const made = async () => {
  for (let tries = 0; tries < 120; tries += 1) {
    const answer = await fetch(`${base}/offline/pack?${patch}`);
    const said = await answer.json();
    if (said.head) return said;
    if (answer.status !== 202) throw new Error(said.detail ?? said.title);
    await new Promise((done) => setTimeout(done, 500));
  }
  throw new Error('the pack was not made in a minute');
};
const { head, module } = await made();

/** Saves the copy with the service worker's own code, in the page. */
const fetched = await page.evaluate(async (patch) => {
  const instantiate = WebAssembly.instantiate.bind(WebAssembly);
  WebAssembly.instantiate = async (...given) => {
    const { instance } = await instantiate(...given);
    window.memory = instance.exports.memory;
    return { instance };
  };
  const script = await (await fetch('/sw.js')).text();
  window.worker = new Function(`${script}; return { save, open, read, store, NEXT };`)();
  const begun = performance.now();
  await window.worker.save(await window.worker.store(), patch, () => {});
  window.copy = await window.worker.read(window.worker.NEXT);
  const transferred = performance.getEntriesByType('resource').filter(({ name }) => /\/offline\/pack\/|\.wasm$/.test(name)).reduce((sum, { transferSize }) => sum + transferSize, 0);
  return { took: performance.now() - begun, transferred };
}, patch);

async function measured(slower) {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  const result = await page.evaluate(async ({ asked, place }) => {
    const starts = [];
    let desk;
    for (let times = 0; times < 5; times += 1) {
      const begun = performance.now();
      desk = await window.worker.open(window.copy);
      starts.push(performance.now() - begun);
    }
    const opened = window.memory.buffer.byteLength;
    const times = [];
    let found = 0;
    for (const q of asked) {
      const begun = performance.now();
      const response = await desk.answer({ method: 'GET', path: `/search?${new URLSearchParams({ q, place })}`, headers: { host: location.host }, body: '' });
      const text = await response.text();
      times.push(performance.now() - begun);
      if (response.status !== 200) throw new Error(`${q}: ${response.status}`);
      found += text.includes('<h3>') ? 1 : 0;
    }
    // A page behind the last holds no result: what takes time is the search with its counts, and the page around them.
    const alone = [];
    for (const q of asked) {
      const begun = performance.now();
      await desk.answer({ method: 'GET', path: `/search?${new URLSearchParams({ q, place, page: 999 })}`, headers: { host: location.host }, body: '' });
      alone.push(performance.now() - begun);
    }
    const service = [];
    const home = await (await desk.answer({ method: 'GET', path: `/search?${new URLSearchParams({ q: '', place })}`, headers: { host: location.host }, body: '' })).text();
    for (const [, path] of home.matchAll(/<h3><a href="(\/service\/[^"?]+)/g)) {
      const begun = performance.now();
      await (await desk.answer({ method: 'GET', path, headers: { host: location.host }, body: '' })).text();
      service.push(performance.now() - begun);
    }
    return { starts, times, alone, service, found, opened, memory: window.memory.buffer.byteLength };
  }, { asked: questions(), place });
  await session.detach();
  return result;
}

const rows = {};
for (const slower of [1, 4]) {
  const { starts, times, alone, service, found, opened, memory } = await measured(slower);
  rows[slower === 1 ? 'this machine' : `${slower} times slower`] = {
    'cold start': ms(of(starts, 0.5)),
    'first results': ms(times[0]),
    'results p50': ms(of(times, 0.5)),
    'results p99': ms(of(times, 0.99)),
    'without results p50': ms(of(alone, 0.5)),
    'without results p99': ms(of(alone, 0.99)),
    'service p50': ms(of(service, 0.5)),
    'memory opened': mb(opened),
    'memory after': mb(memory),
    answered: `${found} of ${times.length}`,
  };
}
const bytes = head.parts.reduce((sum, part) => sum + part.bytes, 0);
console.log(`${head.label}: ${head.services} services, ${mb(bytes)} in ${head.parts.length} parts; fetched with ${module}: ${mb(fetched.transferred)} in ${ms(fetched.took)}`);
console.table(rows);
await browser.close();
