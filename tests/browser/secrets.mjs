// What the demonstration directory keeps to itself, read from its files: confidential addresses and notes for professionals.
import { readFileSync, readdirSync } from 'node:fs';

const folder = new URL('../../data/demo/', import.meta.url);
export const services = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')).contents);

export const locations = (service) => (service.service_at_locations ?? []).map(({ location }) => location);
export const isConfidential = (location) => location.fingerpost?.confidential === true;

/** The words that would tell where a place is: street, postcode in any spacing, coordinates. */
const whereabouts = ({ addresses, latitude, longitude }) => [
  ...addresses.flatMap(({ address_1: street, postal_code: postcode }) => [street, street.replace(/^.*\d+\w? /, ''), postcode, postcode.replace(' ', ''), postcode.replace(' ', '+')]),
  String(latitude),
  String(longitude),
];

/** Every piece of text in a value, however deep. Short ones could stand anywhere by chance. */
const texts = (value) => (typeof value === 'string' ? [value].filter((text) => text.length > 12) : Object.values(value ?? {}).flatMap(texts));

/** The whereabouts of places of one kind. A postcode has many doors: one that a public place shares is no secret. */
const all = (kind) => services.flatMap((service) => locations(service).filter(kind).flatMap(whereabouts));
const told = new Set(all((location) => !isConfidential(location)));

export const secrets = [...all(isConfidential).filter((text) => !told.has(text)), ...services.flatMap((service) => texts(service.fingerpost?.professional))].map(
  (text) => text.toLowerCase(),
);

/** The services that have something to keep. */
export const kept = services.filter((service) => service.fingerpost?.professional || locations(service).some(isConfidential));
