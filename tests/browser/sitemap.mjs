// Every page of the site and its address, for tests and pictures that go round all of them.
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { base, organisationId, serviceId } from './browser.mjs';

export const RESULTS = '/search?q=food+bank&place=Walsall';

const OLD = '0f0ce1a2-61e8-5d0c-9a53-6f6c1d0a5d11';

const FAR = { id: '3c2f7a52-6a64-5a52-9a0d-1a7d5c0f4b21', location_type: 'physical', name: 'Old Hall', latitude: 60.15, longitude: -1.14 };

/**
 * A record that was read and taken back: the page of what is no longer listed. Written through the program's own commands, far away
 * from every place that tests search near, and by one test alone.
 */
export async function withdrawn() {
  const address = `/service/${OLD}`;
  if ((await fetch(base + address)).status === 410) return address;
  const { FINGERPOST_BIN: program, FINGERPOST_HOME: home } = process.env;
  if (!program || !home) throw new Error('FINGERPOST_BIN and FINGERPOST_HOME are not set: use `npm test` or `cargo test --test browser`');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fingerpost-old-'));
  const file = path.join(folder, 'old.json');
  const organization = { id: '7d2d8a8e-8d0b-5f0e-8d8e-1f4b3a0e2c11', name: 'Old Hall Trust', description: 'A made-up charity.' };
  const contents = [{ id: OLD, name: 'Old Hall lunch club', description: 'A made-up lunch club that has closed.', status: 'active', organization, service_at_locations: [{ id: FAR.id, location: FAR }] }];
  writeFileSync(file, JSON.stringify({ total_items: 1, total_pages: 1, page_number: 1, size: 1, first_page: true, last_page: true, empty: false, contents }));
  const say = (...words) => {
    const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${words.join(' ')}: ${stderr}`);
    return stdout;
  };
  say('import', file, '--source', 'old-hall');
  const batch = say('batches').match(/^\s*(\d+)(?=.*old-hall)/m)?.[1];
  say('undo', batch);
  rmSync(folder, { recursive: true });
  for (let tries = 0; tries < 100 && (await fetch(base + address)).status !== 410; tries += 1) await new Promise((done) => setTimeout(done, 50));
  return address;
}

/** A plan behind a link. */
async function link(ids) {
  const body = new URLSearchParams(ids.map((id) => ['s', id]));
  const made = await fetch(`${base}/plan/link`, { method: 'POST', body, redirect: 'manual' });
  return new URL(made.headers.get('location'), base).pathname;
}

/** A feed that was read, from a publisher on this machine: its page. Its one service is far away from every place that tests search near. */
async function feed() {
  const address = '/feeds/old-hall-feed';
  if ((await fetch(base + address)).status === 200) return address;
  const { FINGERPOST_BIN: program } = process.env;
  if (!program) throw new Error('FINGERPOST_BIN is not set: use `npm test` or `cargo test --test browser`');
  const service = { id: '5b8f6a52-6a64-5a52-9a0d-1a7d5c0f4b22', name: 'Old Hall reading group', description: 'A made-up group.', status: 'active', url: 'nowhere', organization: { id: '7d2d8a8e-8d0b-5f0e-8d8e-1f4b3a0e2c12', name: 'Old Hall Readers', description: 'A made-up group.' }, service_at_locations: [{ id: FAR.id, location: FAR }] };
  const publisher = http.createServer((asked, answer) => {
    const known = asked.url.startsWith('/services?');
    answer.writeHead(known ? 200 : 404, { 'content-type': 'application/json' }).end(known ? JSON.stringify({ total_items: 1, total_pages: 1, last_page: true, contents: [service, { ...service, id: 'x', name: null }] }) : '');
  });
  await new Promise((ready) => publisher.listen(0, '127.0.0.1', ready));
  const say = promisify(execFile);
  await say(program, ['feeds', 'add', `http://127.0.0.1:${publisher.address().port}`, '--key', 'old-hall-feed', '--publisher', 'Old Hall Readers', '--allow-private']);
  for (let tries = 0; tries < 600 && !(await (await fetch(base + address)).text()).includes('<table>'); tries += 1) await new Promise((done) => setTimeout(done, 100));
  publisher.close();
  return address;
}

/** The address of every page but `withdrawn`, by the name its pictures have. */
export async function sitemap() {
  const { results } = await (await fetch(`${base}/api/v1/search?q=food+bank&place=Walsall`)).json();
  const ids = results.slice(0, 3).map(({ id }) => id);
  const list = ids.map((id) => `s=${id}`).join('&');
  const service = `/service/${ids[0]}`;
  return {
    home: '/',
    results: RESULTS,
    'none-found': '/search?q=zebra+xylophone&place=Solihull&cost=free',
    urgent: '/search?q=suicidal',
    map: `${RESULTS}&map=1`,
    compare: `/compare?${ids.map((id) => `id=${id}`).join('&')}`,
    service,
    refuge: `/service/${await serviceId('Rowan Gate refuge')}`,
    suggest: `${service}/suggest`,
    thanks: `${service}/suggest/thanks`,
    shortlist: `/shortlist?${list}`,
    'shortlist-empty': '/shortlist',
    sheet: `/plan/sheet?${list}`,
    'sheet-large': `/plan/sheet?${list}&layout=large`,
    'sheet-easy': `/plan/sheet?${list}&layout=easy`,
    'sheet-urdu': `/plan/sheet?${list}&lang=ur`,
    'short-link': await link(ids),
    'short-link-gone': '/p/XXXXXXXX',
    organisation: `/organisation/${await organisationId('full basket')}`,
    offline: '/offline',
    feeds: '/feeds',
    feed: await feed(),
    about: '/about',
    accessibility: '/accessibility',
    privacy: '/privacy',
    'not-found': '/no-such-page',
    'not-understood': '/search?page=x',
    'home-welsh': '/?lang=cy',
    'results-welsh': `${RESULTS}&lang=cy`,
  };
}
