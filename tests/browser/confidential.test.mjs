// What must never be told is on no page and in no answer. The demonstration directory holds confidential addresses and
// notes for professionals on purpose: this reads them from its files and looks for them in every byte that is served.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base } from './browser.mjs';
import { isConfidential, kept, locations, secrets, services } from './secrets.mjs';

const served = async (path) => (await (await fetch(base + path)).text()).toLowerCase().replaceAll('&#39;', "'").replaceAll('&#38;', '&');

/** Everything that is served of these services: their pages, and where they are found by name. */
const about = (service) => {
  const words = encodeURIComponent(service.name);
  const organisation = service.organization?.id ?? service.organization_id;
  return [
    `/service/${service.id}`,
    `/organisation/${organisation}`,
    `/api/v1/services/${service.id}`,
    `/search?q=${words}`,
    `/api/v1/search?q=${words}`,
    `/api/v1/suggest?q=${words}`,
  ];
};

/** Page after page of a list, until the last. */
async function* pages(path, last) {
  for (let page = 1; ; page += 1) {
    const text = await served(`${path}page=${page}`);
    yield [`${path}page=${page}`, text];
    if (last(text, page)) return;
  }
}

const leaks = (path, text) => secrets.filter((secret) => text.includes(secret)).map((secret) => `${path}: ${secret}`);

test('there are secrets to look for, and an address that is no secret is found by the same means', async () => {
  for (const { addresses } of services.flatMap(locations).filter(isConfidential)) {
    assert.ok(secrets.includes(addresses[0].address_1.toLowerCase()), addresses[0].address_1);
  }
  assert.ok(secrets.length > 50, `${secrets.length}`);
  const open = services.find((service) => locations(service).length > 0 && !locations(service).some(isConfidential));
  const { address_1: street, postal_code: postcode } = locations(open)[0].addresses[0];
  for (const path of [`/service/${open.id}`, `/api/v1/services/${open.id}`]) {
    const text = await served(path);
    assert.ok(text.includes(street.toLowerCase()) && text.includes(postcode.toLowerCase()), `${path}: ${street}, ${postcode}`);
  }
});

test('no confidential address and no note for professionals is served by any page or answer about its service', async () => {
  const found = [];
  for (const service of kept) {
    for (const path of about(service)) found.push(...leaks(path, await served(path)));
  }
  assert.deepEqual(found, []);
});

test('nor by the whole list, on pages or through the API', async () => {
  const found = [];
  let names = 0;
  for await (const [path, text] of pages('/search?', (text) => !text.includes('rel="next"'))) {
    found.push(...leaks(path, text));
    names += text.split('<h3><a href="/service/').length - 1;
  }
  assert.equal(names, services.length, 'every service was looked at');
  for await (const [path, text] of pages('/api/v1/search?per_page=100&', (text, page) => page * 100 >= JSON.parse(text).total)) {
    found.push(...leaks(path, text));
  }
  assert.deepEqual(found, []);
});

test('a confidential service is not found near where it is: it has no distance', async () => {
  const service = services.find(({ name }) => name === 'Rowan Gate refuge');
  const [place] = locations(service)[0].addresses;
  const answer = await (await fetch(`${base}/api/v1/search?${new URLSearchParams({ q: service.name, place: place.postal_code })}`)).json();
  const found = answer.results.find(({ id }) => id === service.id);
  assert.ok(found, 'it is found by name');
  assert.equal(found.distance ?? null, null);
});
