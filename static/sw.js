// The service worker of a device that carries a copy. While there is a connection it stays out of the way; where there is none, it
// lets the copy's own program answer: the same pages from the same code (phone.wasm). Nothing of what somebody looks for is kept.
'use strict';

const STORE = 'fingerpost-copy';
const HEAD = '/copy/head'; // the copy in use
const NEXT = '/copy/next'; // a newer one, whole, waiting for a quiet moment
const QUEUE = '/copy/queue'; // what is to be sent when there is a connection
const PATIENCE = 4000; // how long an answer is waited for, in milliseconds
const SILENCE = 15000; // how long the network is not asked again once it failed
const RENEW = 12 * 3600 * 1000; // how often a newer copy is looked for
const SHOWN = 30 * 24 * 3600 * 1000; // how long the fate of what was sent is shown
const AT_ONCE = 4;

let desk; // a promise of the program with the copy open
let silentUntil = 0;
let sending;
let renewing;

const store = () => caches.open(STORE);
// Looking must not make a store: where everything was removed, nothing comes back.
const find = (key) => caches.match(key, { cacheName: STORE });
const read = async (key) => (await find(key))?.json();
const write = (cache, key, value) => cache.put(key, new Response(JSON.stringify(value)));
const partKey = (part) => `/copy/part/${part.sha256}`;
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
// Two tabs, or a new version of this file beside the old one, must not change the same thing at the same time.
const alone = (work, options = {}) => navigator.locks.request('fingerpost-copy', options, work);

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// ---- The copy: fetched part by part, kept whole or not at all

class Refused extends Error {
  constructor({ detail = '', parameter }) {
    super(detail);
    this.parameter = parameter;
  }
}

async function asked(query, tell) {
  for (let tries = 0; tries < 90; tries += 1) {
    const response = await fetch(`/offline/pack?${query}`, { cache: 'no-store' });
    const answer = await response.json().catch(() => ({}));
    if (response.status === 400) throw new Refused(answer);
    if (response.status === 200 && answer.head) return answer;
    if (response.status !== 202 && response.status !== 503) throw new Error(`${response.status}`);
    tell({ making: true }); // or the site is busy, which comes to the same
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
  throw new Error('the copy is not ready');
}

/** Bytes from here, past the browser's own cache: what is removed from the store must be gone. */
async function bytesOf(url) {
  const response = await fetch(url, { cache: 'no-store' });
  if (!response.ok) throw new Error(`${response.status}`);
  return response.arrayBuffer();
}

async function fetchPart(url, { bytes, sha256 }) {
  const buffer = await bytesOf(url);
  const right = buffer.byteLength === bytes && hex(await crypto.subtle.digest('SHA-256', buffer)) === sha256;
  if (!right) throw new Error('a part is not what was sent');
  return buffer;
}

/**
 * Fetches what is missing of a copy and tries it. Only then does it wait to come into use: a copy that was cut off, or that its
 * program cannot open, never takes the place of one that works. Everything is written through one handle, so that a store that
 * is removed meanwhile does not come back.
 */
async function save(cache, query, tell) {
  const { name, head, module } = await asked(query, tell);
  const kept = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  const missing = head.parts.map((part, at) => ({ part, at })).filter(({ part }) => !kept.has(partKey(part)));
  const total = missing.reduce((sum, { part }) => sum + part.bytes, 0);
  let done = 0;
  tell({ done, total });
  const keepModule = async () => kept.has(module) || cache.put(module, new Response(await bytesOf(module)));
  const keepParts = async () => {
    for (let next = missing.shift(); next; next = missing.shift()) {
      const { part, at } = next;
      await cache.put(partKey(part), new Response(await fetchPart(`/offline/pack/${name}-${at}`, part)));
      done += part.bytes;
      tell({ done, total });
    }
  };
  const stop = (trouble) => {
    missing.length = 0;
    throw trouble;
  };
  const ended = await Promise.allSettled([keepModule, ...Array(AT_ONCE).fill(keepParts)].map((work) => work().catch(stop)));
  const failed = ended.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
  const copy = { head, module, saved: Date.now() };
  const current = await read(HEAD);
  if (current?.head.made !== head.made || current.head.patch !== head.patch || current.module !== module) {
    await open(copy);
    await write(cache, NEXT, copy);
  }
  return total;
}

/** Puts the newer copy in the place of the old one, and forgets what neither needs. */
async function promote() {
  const next = await read(NEXT);
  if (!next) return;
  const cache = await store();
  await write(cache, HEAD, next);
  await cache.delete(NEXT);
  desk = undefined;
  const needed = new Set([HEAD, QUEUE, next.module, ...next.head.parts.map(partKey)]);
  for (const request of await cache.keys()) {
    if (!needed.has(new URL(request.url).pathname)) await cache.delete(request);
  }
}

/** A newer copy that came by itself comes into use only where no page is open: never in the middle of a visit. */
async function promoteWhereNobodyLooks() {
  if (!(await find(NEXT))) return;
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (open.length === 0) await alone((free) => free && promote(), { ifAvailable: true });
}

async function renew() {
  const isDue = (copy) => copy && Date.now() - (copy.looked ?? copy.saved) >= RENEW;
  if (navigator.connection?.saveData || !isDue(await read(HEAD))) return;
  await alone(async () => {
    const copy = await read(HEAD);
    if (!isDue(copy)) return;
    const cache = await store();
    // Cut off, it is tried again at the next page; refused, it is not asked for again so soon.
    await save(cache, copy.head.patch, () => {}).catch((trouble) => {
      if (!(trouble instanceof Refused)) throw trouble;
    });
    await write(cache, HEAD, { ...copy, looked: Date.now() });
  });
  await promoteWhereNobodyLooks();
}

// ---- The program

async function open(copy) {
  if (!copy) throw new Error('no copy');
  const module = await find(copy.module);
  const { instance } = await WebAssembly.instantiate(await module.arrayBuffer(), {});
  const program = instance.exports;
  const part = async (at) => new Uint8Array(await (await find(partKey(copy.head.parts[at]))).arrayBuffer());
  const of = (kind) => copy.head.parts.map((one, at) => (one.kind === kind ? at : -1)).filter((at) => at >= 0);
  const give = (bytes) => {
    const at = program.room(bytes.length); // first: it may move the memory
    new Uint8Array(program.memory.buffer, at, bytes.length).set(bytes);
  };
  const taken = (length) => new Uint8Array(program.memory.buffer, program.answer_at(), length).slice();
  const told = (length) => {
    const words = new TextDecoder().decode(taken(length));
    if (words) throw new Error(words);
  };
  const number = (value) => new Uint8Array(new Uint32Array([value]).buffer);
  const head = new TextEncoder().encode(JSON.stringify(copy.head));
  const index = await Promise.all(of('index').map(part));
  const data = await Promise.all(of('data').map(part));
  const length = index.reduce((sum, bytes) => sum + bytes.length, 0);
  const all = await new Blob([number(head.length), head, number(length), ...index, ...data]).arrayBuffer();
  const now = () => {
    const random = crypto.getRandomValues(new BigUint64Array(2));
    program.moment(Date.now(), random[0], random[1]);
  };
  now();
  give(new Uint8Array(all));
  told(program.open());
  const answer = async ({ method, path, headers, body }) => {
    give(new TextEncoder().encode(`${path} ${body}`));
    const wanted = new TextDecoder().decode(taken(program.wanted()));
    for (const at of wanted.split(',').filter(Boolean).map(Number)) {
      const bytes = await part(at);
      give(bytes);
      told(program.bring(at));
    }
    now(); // here, and not before a wait: two forms must not get the same random token
    give(new TextEncoder().encode(JSON.stringify({ method, path, headers, body })));
    const bytes = taken(program.answer());
    const split = new DataView(bytes.buffer).getUint32(0, true);
    const said = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + split)));
    const empty = said.status === 204 || said.status === 304;
    return new Response(empty ? null : bytes.subarray(4 + split), { status: said.status, headers: said.headers });
  };
  return { answer };
}

async function fromCopy(request, body) {
  const url = new URL(request.url);
  const headers = { host: url.host };
  for (const name of ['accept-language', 'content-type', 'accept']) {
    if (request.headers.get(name)) headers[name] = request.headers.get(name);
  }
  const answer = async () => {
    const program = (desk ??= read(HEAD).then(open));
    try {
      return await (await program).answer({ method: request.method, path: url.pathname + url.search, headers, body });
    } catch (trouble) {
      if (desk === program) desk = undefined;
      throw trouble;
    }
  };
  return answer().catch(answer); // a copy that was exchanged meanwhile, or a program that broke, is opened afresh, once
}

// ---- What is to be sent later

const isSuggestion = (request, url) => request.method === 'POST' && /^\/service\/[0-9a-f-]{36}\/suggest$/.test(url.pathname);

const changeQueue = (change) => navigator.locks.request('fingerpost-queue', async () => {
  const waiting = await read(QUEUE);
  const changed = change(waiting ?? []);
  if (waiting || changed.length > 0) await write(await store(), QUEUE, changed);
});

async function queue(url, body) {
  const isShown = (one) => one.state === 'waits' || Date.now() - one.at < SHOWN;
  const one = { id: crypto.randomUUID(), path: url.pathname + url.search, body, at: Date.now(), state: 'waits' };
  await changeQueue((waiting) => [...waiting.filter(isShown), one]);
}

/** What became of it: it waits on where the server is busy, or something else answered in its place. */
function fate(response) {
  if (response.redirected && new URL(response.url).pathname.endsWith('/suggest/thanks')) return 'sent';
  return response.status >= 400 && response.status < 500 && response.status !== 429 ? 'refused' : 'waits';
}

async function sendAll() {
  for (const one of (await read(QUEUE)) ?? []) {
    if (one.state !== 'waits') continue;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const state = fate(await fetch(one.path, { method: 'POST', body: one.body, headers }));
    // What somebody wrote is forgotten with that.
    if (state !== 'waits') await changeQueue((all) => all.map((each) => (each.id === one.id ? { id: one.id, at: one.at, state } : each)));
  }
  await tellAll({ queue: (await read(QUEUE)) ?? [] });
}

/** Sends what waits; the form's own token makes the server keep it once, even where the answer was lost. */
function send() {
  sending ??= sendAll().finally(() => { sending = undefined; });
  return sending;
}

// ---- Requests

const blank = () => new Response('<!doctype html><html lang="en"><title>New tab</title></html>', { headers: { 'content-type': 'text/html; charset=utf-8' } });

/** What the copy cannot answer is worth any wait. */
const isMadeThere = (path) => /^\/plan\/(pdf|link)$|^\/p\//.test(path);

async function fromNetwork(request, url, insists = false) {
  if (!navigator.onLine || (Date.now() < silentUntil && !insists)) throw new Error('no connection');
  const stop = new AbortController();
  const timer = isMadeThere(url.pathname) ? 0 : setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await fetch(request, { signal: stop.signal });
    if (response.status === 502 || response.status === 504) throw new Error('nobody behind the gateway');
    return response;
  } catch (trouble) {
    // One picture that was blocked says nothing of the rest.
    if (request.mode === 'navigate') silentUntil = Date.now() + SILENCE;
    throw trouble;
  } finally {
    clearTimeout(timer);
  }
}

async function respond(event, url) {
  const { request } = event;
  const body = request.method === 'POST' ? await request.clone().text() : '';
  if (request.mode === 'navigate') await promoteWhereNobodyLooks();
  const isLeftAlone = Date.now() < silentUntil;
  const ask = async (insists) => {
    const response = await fromNetwork(request, url, insists);
    if (request.mode === 'navigate') event.waitUntil(afterwards());
    return response;
  };
  try {
    return await ask();
  } catch {
    const answer = await fromCopy(request, body).catch(() => Response.error());
    // A page that the copy lacks is asked of the network even while that is left alone: there is no other way to it.
    if (isLeftAlone && answer.status === 404 && request.mode === 'navigate' && request.method === 'GET') return ask(true).catch(() => answer);
    // The copy has looked it through; that it cannot take it says 503, and of a service that it lacks 404.
    const isToBeSent = isSuggestion(request, url) && ([404, 503].includes(answer.status) || answer.type === 'error');
    if (!isToBeSent) return answer;
    await queue(url, body);
    const language = url.searchParams.get('lang');
    return Response.redirect(`/offline${language ? `?lang=${encodeURIComponent(language)}` : ''}#waiting`, 303);
  }
}

/** The empty page somebody leaves to. Where the copy was to go with it, nothing is left once that page closes. */
async function leave(event, url) {
  if (url.search || !(await find(HEAD))) event.waitUntil(forget().then(() => self.registration.unregister()));
  return blank();
}

function afterwards() {
  renewing ??= Promise.allSettled([send(), renew()]).then(() => { renewing = undefined; });
  return renewing;
}

/** For software, or for this file itself. */
const isElsewhere = (url) => url.pathname === '/sw.js' || /^\/(offline\/pack|api\/)/.test(url.pathname);

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== self.location.origin || isElsewhere(url)) return;
  event.respondWith(url.pathname === '/blank' ? leave(event, url) : respond(event, url));
});

// ---- What the page about the copy asks for

const tellAll = async (words) => (await self.clients.matchAll({ includeUncontrolled: true })).forEach((client) => client.postMessage(words));

async function state() {
  const copy = await read(HEAD);
  const parts = copy?.head.parts.reduce((sum, part) => sum + part.bytes, 0);
  const module = copy && (await (await find(copy.module)).blob()).size;
  return { copy: copy && { ...copy.head, bytes: parts + module }, next: Boolean(await find(NEXT)), queue: (await read(QUEUE)) ?? [] };
}

async function forget() {
  desk = undefined;
  await caches.delete(STORE);
}

/** Removes everything; or, where something waits to be sent and nobody has said that it may go, says how many. */
const remove = (anyway, tell) => navigator.locks.request('fingerpost-queue', async () => {
  const unsent = ((await read(QUEUE)) ?? []).filter((one) => one.state === 'waits').length;
  if (unsent > 0 && !anyway) return tell({ unsent });
  await forget();
  await self.registration.unregister();
  return tell({ removed: true });
});

const use = () => alone(promote);

const saveAndUse = (query, tell) => alone(async () => {
  const fetched = await save(await store(), query, tell);
  await promote();
  tell({ saved: true, fetched });
});

const kindOf = (trouble) => {
  if (trouble instanceof Refused) return 'refused';
  if (trouble instanceof WebAssembly.CompileError) return 'unsupported';
  return trouble.name === 'QuotaExceededError' ? 'room' : 'broken';
};

self.addEventListener('message', (event) => {
  const { ask, query, anyway } = event.data ?? {};
  const tell = (words) => event.source?.postMessage(words);
  const failed = (trouble) => tell({ failed: kindOf(trouble), why: trouble.message, parameter: trouble.parameter });
  const work = {
    state: async () => tell({ state: await state() }),
    save: () => saveAndUse(query, tell),
    use: async () => { await use(); tell({ saved: true, fetched: 0 }); },
    send: async () => { silentUntil = 0; await send().catch(() => tell({ failed: 'unsent' })); },
    forget,
    remove: () => remove(anyway, tell),
  }[ask];
  if (work) event.waitUntil(work().catch(failed));
});
