// The service worker of a device that carries a copy. While there is a connection it stays out of the way; where there is none, it
// lets the copy's own program answer: the same pages from the same code (phone.wasm). Nothing of what somebody looks for is kept.
'use strict';

const STORE = 'fingerpost-copy';
const HEAD = '/copy/head'; // the copy in use
const NEXT = '/copy/next'; // a newer one, whole, waiting for a quiet moment
const QUEUE = '/copy/queue'; // what is to be sent when there is a connection
const PATIENCE = 4000; // how long a page is waited for, in milliseconds
const SILENCE = 15000; // how long the network is not asked again once it failed
const RENEW = 12 * 3600 * 1000; // how often a newer copy is looked for
const AT_ONCE = 4;

let desk; // a promise of the program with the copy open
let silentUntil = 0;
let renewing;

const store = () => caches.open(STORE);
const read = async (key) => (await (await store()).match(key))?.json();
const write = async (key, value) => (await store()).put(key, new Response(JSON.stringify(value)));
const partKey = (part) => `/copy/part/${part.sha256}`;
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// ---- The copy: fetched part by part, kept whole or not at all

class Refused extends Error {}

async function asked(query, tell) {
  for (let tries = 0; tries < 90; tries += 1) {
    const response = await fetch(`/offline/pack?${query}`, { cache: 'no-store' });
    const answer = await response.json();
    if (response.status !== 202 && !response.ok) throw new Refused(answer.detail ?? response.statusText);
    if (response.status !== 202) return answer;
    tell({ making: true });
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
  throw new Refused('');
}

async function whole(url, bytes, sha256) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status}`);
  const buffer = await response.arrayBuffer();
  const right = buffer.byteLength === bytes && hex(await crypto.subtle.digest('SHA-256', buffer)) === sha256;
  if (!right) throw new Error('a part is not what was sent');
  return buffer;
}

/** Fetches what is missing of a copy. It is in use only when all of it is here. */
async function save(query, tell) {
  const { name, head, module } = await asked(query, tell);
  const cache = await store();
  const kept = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  const missing = head.parts.map((part, at) => ({ part, at })).filter(({ part }) => !kept.has(partKey(part)));
  const total = missing.reduce((sum, { part }) => sum + part.bytes, 0);
  let done = 0;
  tell({ done, total });
  const fetchNext = async () => {
    for (let next = missing.shift(); next; next = missing.shift()) {
      const { part, at } = next;
      await cache.put(partKey(part), new Response(await whole(`/offline/pack/${name}-${at}`, part.bytes, part.sha256)));
      done += part.bytes;
      tell({ done, total });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, fetchNext));
  if (!kept.has(module)) {
    const response = await fetch(module);
    if (!response.ok) throw new Error(`${response.status}`);
    await cache.put(module, response);
  }
  await write(NEXT, { head, module, saved: Date.now() });
  return total;
}

/** Puts the newer copy in the place of the old one, and forgets what neither needs. */
async function promote() {
  const next = await read(NEXT);
  if (!next) return;
  await write(HEAD, next);
  const cache = await store();
  await cache.delete(NEXT);
  desk = undefined;
  const needed = new Set([HEAD, QUEUE, next.module, ...next.head.parts.map(partKey)]);
  for (const request of await cache.keys()) {
    if (!needed.has(new URL(request.url).pathname)) await cache.delete(request);
  }
}

/** A newer copy comes into use only where no page is open: never in the middle of a visit. */
async function promoteWhereNobodyLooks() {
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (open.length === 0) await promote();
}

async function renew() {
  const copy = await read(HEAD);
  if (!copy || Date.now() - (copy.looked ?? copy.saved) < RENEW) return;
  await write(HEAD, { ...copy, looked: Date.now() });
  await save(copy.head.patch, () => {});
  const next = await read(NEXT);
  // Nothing has changed but the date: the same parts under a newer head.
  if (next && (await self.clients.matchAll({ type: 'window' })).length === 0) await promote();
}

// ---- The program

async function open() {
  const cache = await store();
  const copy = await read(HEAD);
  if (!copy) throw new Error('no copy');
  const module = await cache.match(copy.module);
  const { instance } = await WebAssembly.instantiate(await module.arrayBuffer(), {});
  const program = instance.exports;
  const part = async (at) => new Uint8Array(await (await cache.match(partKey(copy.head.parts[at]))).arrayBuffer());
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
    now();
    give(new TextEncoder().encode(`${path} ${body}`));
    const wanted = new TextDecoder().decode(taken(program.wanted()));
    for (const at of wanted.split(',').filter(Boolean).map(Number)) {
      const bytes = await part(at);
      give(bytes);
      told(program.bring(at));
    }
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
  desk ??= open();
  const url = new URL(request.url);
  const headers = { host: url.host };
  for (const name of ['accept-language', 'content-type', 'accept']) {
    if (request.headers.get(name)) headers[name] = request.headers.get(name);
  }
  try {
    return await (await desk).answer({ method: request.method, path: url.pathname + url.search, headers, body });
  } catch (trouble) {
    desk = undefined;
    throw trouble;
  }
}

// ---- What is to be sent later

const isSuggestion = (request, url) => request.method === 'POST' && /^\/service\/[0-9a-f-]{36}\/suggest$/.test(url.pathname);

async function queue(url, body) {
  const waiting = (await read(QUEUE)) ?? [];
  waiting.push({ id: crypto.randomUUID(), path: url.pathname + url.search, body, at: Date.now(), state: 'waits' });
  await write(QUEUE, waiting);
}

/** Sends what waits, once each: the form's own token makes the server keep it once. */
async function send() {
  const waiting = (await read(QUEUE)) ?? [];
  if (!waiting.some((one) => one.state === 'waits')) return;
  for (const one of waiting.filter((each) => each.state === 'waits')) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const response = await fetch(one.path, { method: 'POST', body: one.body, headers, redirect: 'manual' });
    if (response.status >= 500) continue;
    one.state = response.type === 'opaqueredirect' ? 'sent' : 'refused';
    delete one.body;
    await write(QUEUE, waiting);
  }
  await tellAll({ queue: await read(QUEUE) });
}

// ---- Requests

const blank = () => new Response('<!doctype html><html lang="en"><title>New tab</title></html>', { headers: { 'content-type': 'text/html; charset=utf-8' } });

async function fromNetwork(request) {
  if (!navigator.onLine || Date.now() < silentUntil) throw new Error('no connection');
  const stop = new AbortController();
  const timer = request.mode === 'navigate' ? setTimeout(() => stop.abort(), PATIENCE) : 0;
  try {
    const response = await fetch(request, { signal: stop.signal });
    if (response.status === 502 || response.status === 504) throw new Error('nobody behind the gateway');
    return response;
  } catch (trouble) {
    silentUntil = Date.now() + SILENCE;
    throw trouble;
  } finally {
    clearTimeout(timer);
  }
}

async function respond(event, url) {
  const { request } = event;
  if (url.pathname === '/blank') return blank();
  const body = request.method === 'POST' ? await request.clone().text() : '';
  if (request.mode === 'navigate') await promoteWhereNobodyLooks();
  try {
    const response = await fromNetwork(request);
    if (request.mode === 'navigate') event.waitUntil(afterwards());
    return response;
  } catch {
    if (isSuggestion(request, url)) {
      await queue(url, body);
      return Response.redirect('/offline#waiting', 303);
    }
    return fromCopy(request, body).catch(() => Response.error());
  }
}

function afterwards() {
  renewing ??= Promise.allSettled([send(), renew()]).then(() => { renewing = undefined; });
  return renewing;
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== self.location.origin || url.pathname === '/sw.js' || url.pathname.startsWith('/offline/pack')) return;
  event.respondWith(respond(event, url));
});

// ---- What the page about the copy asks for

const tellAll = async (words) => (await self.clients.matchAll({ includeUncontrolled: true })).forEach((client) => client.postMessage(words));

async function state() {
  const cache = await store();
  const copy = await read(HEAD);
  const next = await read(NEXT);
  const size = (head) => head.parts.reduce((sum, part) => sum + part.bytes, 0);
  const shown = (one) => one && { label: one.head.label, made: one.head.made, expires: one.head.expires, services: one.head.services, bytes: size(one.head), patch: one.head.patch };
  return { copy: shown(copy), next: shown(next), queue: (await read(QUEUE)) ?? [], parts: (await cache.keys()).length };
}

async function remove() {
  desk = undefined;
  await caches.delete(STORE);
  await self.registration.unregister();
}

async function saveAndUse(query, tell) {
  const first = !(await read(HEAD));
  const fetched = await save(query, tell);
  const next = await read(NEXT);
  const current = await read(HEAD);
  if (first || !current || current.head.patch !== next.head.patch || current.module === next.module) await promote();
  tell({ saved: true, fetched });
}

self.addEventListener('message', (event) => {
  const { ask, query } = event.data ?? {};
  const tell = (words) => event.source?.postMessage(words);
  const failed = (trouble) => tell({ failed: trouble.name === 'QuotaExceededError' ? 'room' : trouble instanceof Refused ? 'refused' : 'broken', why: trouble.message });
  const work = {
    state: async () => tell({ state: await state() }),
    save: async () => saveAndUse(query, tell),
    use: async () => { await promote(); tell({ saved: true, fetched: 0 }); },
    send: async () => { silentUntil = 0; await send(); tell({ state: await state() }); },
    remove: async () => { await remove(); tell({ removed: true }); },
  }[ask];
  if (work) event.waitUntil(work().catch(failed));
});
