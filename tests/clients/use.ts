// Asks a running Fingerpost through clients whose types were generated from its own descriptions: what compiles under `strict` and runs
// shows that the descriptions can be built upon.
import createClient from 'openapi-fetch';
import type { components, paths } from './generated/api.js';
import type { paths as FeedPaths } from './generated/feed.js';

declare const process: { env: Record<string, string | undefined> };

const baseUrl = process.env.BASE_URL ?? '';
const api = createClient<paths>({ baseUrl });
const feed = createClient<FeedPaths>({ baseUrl });

function holds(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

type Result = components['schemas']['ResultResponse'];

/** What a card of somebody's own site would show. */
const line = (result: Result): string => `${result.name} (${result.organization.name}), ${result.opening.text}, ${result.distance?.text ?? 'no distance'}`;

const search = await api.GET('/api/v1/search', { params: { query: { q: 'food bank', place: 'DY4', cost: ['free'], delivery: ['venue', 'home'], per_page: 5 } } });
holds(search.data && search.data.results.length > 0, 'a search finds something');
holds(search.data.results.every((result) => result.cost === 'free'), 'a filter filters');
const [first] = search.data.results;
holds(first, 'a first result');
console.log(line(first));
const facet = search.data.facets.find(({ parameter }) => parameter === 'sector');
holds(facet?.choices.every(({ count }) => count >= 0), 'filters have counts');

const service = await api.GET('/api/v1/services/{id}', { params: { path: { id: first.id } } });
holds(service.data?.name === first.name, 'a result leads to its record');
holds(service.data.organization?.name === first.organization.name, 'the record says who runs it');
const postcodes = service.data.service_at_locations?.flatMap(({ location }) => location?.addresses?.map(({ postal_code }) => postal_code) ?? []);
holds(postcodes?.includes(first.postal_code ?? ''), 'the record has the address');

const similar = await api.GET('/api/v1/services/{id}/similar', { params: { path: { id: first.id } } });
holds(similar.data?.results.every(({ id }) => id !== first.id), 'similar services are others');

const suggest = await api.GET('/api/v1/suggest', { params: { query: { q: 'fall', kind: ['need'] } } });
holds(suggest.data?.suggestions.every(({ kind }) => kind === 'need'), 'suggestions are of the kind asked for');

const needs = await api.GET('/api/v1/needs', { params: { query: { q: 'falls' } } });
const code = needs.data?.needs[0]?.code;
holds(code, 'there is a need');
const need = await api.GET('/api/v1/needs/{code}', { params: { path: { code } } });
holds(need.data?.code === code, 'a need is read by its code');

const places = await api.GET('/api/v1/places', { params: { query: { q: 'Walsall' } } });
holds(places.data?.places[0]?.council?.name === 'Walsall', 'a place is known');

const changes = await api.GET('/api/v1/changes', { params: { query: { after: 0, limit: 10 } } });
holds(changes.data?.changes.some(({ state }) => state === 'listed'), 'changes are told');

const wrong = await api.GET('/api/v1/search', { params: { query: { per_page: 5000 } } });
holds(wrong.error?.parameter === 'per_page' && wrong.response.status === 400, 'an error names the parameter');
const nobody = await api.GET('/api/v1/services/{id}', { params: { path: { id: '00000000-0000-4000-8000-000000000000' } } });
holds(nobody.error?.status === 404, 'an error has a status');

const details = await feed.GET('/openreferral/v3');
holds(details.data?.version === 'HSDS-UK-3.0', 'the feed says what it is');
const page = await feed.GET('/openreferral/v3/services', { params: { query: { search: 'food bank', per_page: 3, full: true } } });
holds(page.data?.contents.length === 3 && page.data.total_items > 3, 'the feed has pages');
holds(page.data.contents.every(({ attributes }) => attributes?.some(({ taxonomy_term }) => taxonomy_term.code === 'food-bank')), 'records carry terms');
const whole = await feed.GET('/openreferral/v3/services/{id}', { params: { path: { id: first.id } } });
holds(whole.data?.name === first.name, 'the feed has the record too');
const organization = await feed.GET('/openreferral/v3/organizations/{id}', { params: { path: { id: first.organization.id } } });
holds(organization.data?.services?.some(({ id }) => id === first.id), 'an organisation has its services');
const sites = await feed.GET('/openreferral/v3/service_at_locations', { params: { query: { per_page: 1 } } });
holds(sites.data?.contents[0]?.location, 'a site has a place');
const terms = await feed.GET('/openreferral/v3/taxonomy_terms', { params: { query: { per_page: 1 } } });
holds(terms.data?.contents[0]?.name, 'a term has a name');
console.log('TypeScript: the generated client was asked');
