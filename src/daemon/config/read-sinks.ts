import { feature } from '@rapideditor/country-coder';
import type { Destination } from '../../sync/sink.ts';
import type { SinkConfig } from '../../sync/sync-config.ts';
import { checkAddress } from './addresses.ts';
import type { ConfigFile } from './config-schema.ts';
import { isPublic } from './policy.ts';
import type { Path } from './problems.ts';
import { present, type Reading } from './reading.ts';
import { type SinkEntry, sinkEntry } from './sink-schema.ts';

type Where = Pick<ConfigFile, 'country' | 'controller' | 'transferGround'>;

/** A sink of the right form, checked. @param usual destination of those that name none */
export function readSink(
  at: Path,
  written: string | SinkEntry,
  usual: Where,
  recipient: string,
  reading: Reading,
): SinkConfig {
  const entry = sinkEntry(written);
  const destination = readDestination(at, entry, usual, reading);
  switch (entry.kind) {
    case 'folder':
      return { kind: 'folder', destination, path: reading.path([...at, 'path'], entry.path) };
    case 'tus':
      return present({
        ...{ kind: entry.kind, destination, ...web(at, entry, reading) },
        chunkBytes: reading.size([...at, 'chunk'], entry.chunk ?? '8 MB', '64 KB', '1 GB'),
        bearer: entry.bearer && reading.secret([...at, 'bearer'], entry.bearer),
      });
    case 's3':
      return readS3(at, entry, destination, reading);
    case 'flight-review': {
      const visibility = entry.visibility ?? 'private';
      const known = reading.policy?.recipients.get(recipient);
      if (visibility === 'public' && known !== undefined && !isPublic(known)) {
        reading.problems.add([...at, 'visibility'], 'can be public only where the recipient is public');
      }
      return { kind: 'flight-review', destination, ...web(at, entry, reading), visibility };
    }
    case 'http':
      return readHttp(at, entry, destination, reading);
    case 'mqtt':
      if (entry.password !== undefined && entry.username === undefined) {
        reading.problems.add([...at, 'password'], 'needs a username beside it');
      }
      return present({
        ...{ kind: entry.kind, destination, topic: entry.topic, username: entry.username },
        ...web(at, entry, reading, 'broker'),
        password: entry.password && reading.secret([...at, 'password'], entry.password),
      });
  }
}

function readDestination(at: Path, own: Where, usual: Where, { problems }: Reading): Destination {
  const country = own.country ?? usual.country;
  const controller = own.controller ?? usual.controller;
  const transferGround = own.transferGround ?? usual.transferGround;
  if (country === undefined)
    problems.add([...at, 'country'], 'is missing: the country it goes to, here or once at the top');
  if (controller === undefined) {
    problems.add([...at, 'controller'], 'is missing: who answers for the data there, here or once at the top');
  }
  if (own.country !== undefined) checkCountry([...at, 'country'], own.country, problems);
  return present({ country: country ?? '', controller: controller ?? '', transferGround });
}

/** Adds a problem for two letters that are no country. */
export function checkCountry(at: Path, country: string, problems: Reading['problems']): void {
  const { iso1A2, isoStatus } = feature(country)?.properties ?? {};
  // Kosovo has its two letters from users only; other codes that are not official name no country, such as EU.
  const isCountry = iso1A2 === country && (isoStatus === 'official' || country === 'XK');
  if (!isCountry) problems.add(at, 'is no country of ISO 3166-1');
}

/** Address and leave to go without encryption. */
function web(
  at: Path,
  entry: { readonly url: string; readonly allowInsecure?: boolean | undefined },
  { problems }: Reading,
  kind: 'web' | 'broker' = 'web',
): { readonly url: string; readonly allowInsecure: boolean } {
  const allowInsecure = entry.allowInsecure ?? false;
  const checked = checkAddress(entry.url, { kind, allowInsecure });
  if ('wrong' in checked) problems.add([...at, 'url'], checked.wrong);
  return { url: 'url' in checked ? checked.url : '', allowInsecure };
}

function readS3(at: Path, entry: SinkEntry & { kind: 's3' }, destination: Destination, reading: Reading): SinkConfig {
  const allowInsecure = entry.allowInsecure ?? false;
  const endpoint =
    entry.endpoint === undefined ? undefined : checkAddress(entry.endpoint, { kind: 'web', allowInsecure });
  if (endpoint !== undefined && 'wrong' in endpoint) reading.problems.add([...at, 'endpoint'], endpoint.wrong);
  if (entry.prefix?.split('/').some((part) => part === '..' || part === '.')) {
    reading.problems.add([...at, 'prefix'], 'must have no parts . and ..');
  }
  return present({
    ...{ kind: entry.kind, destination, region: entry.region, bucket: entry.bucket, allowInsecure },
    endpoint: endpoint !== undefined && 'url' in endpoint ? endpoint.url : undefined,
    prefix: entry.prefix ?? '',
    pathStyle: entry.pathStyle ?? false,
    partBytes: reading.size([...at, 'part'], entry.part ?? '8 MB', '5 MB', '5 GB'),
    accessKeyId: reading.secret([...at, 'accessKeyId'], entry.accessKeyId),
    secretAccessKey: reading.secret([...at, 'secretAccessKey'], entry.secretAccessKey),
  });
}

function readHttp(
  at: Path,
  entry: SinkEntry & { kind: 'http' },
  destination: Destination,
  reading: Reading,
): SinkConfig {
  const { bearer, basic, method = 'PUT', readBack = false } = entry;
  if (bearer !== undefined && basic !== undefined) reading.problems.add([...at, 'basic'], 'cannot stand beside bearer');
  if (readBack && method === 'POST') reading.problems.add([...at, 'readBack'], 'goes with PUT only');
  return present({
    ...{ kind: entry.kind, destination, ...web(at, entry, reading), method, readBack },
    bearer: bearer && reading.secret([...at, 'bearer'], bearer),
    basic: basic && { user: basic.user, password: reading.secret([...at, 'basic', 'password'], basic.password) },
  });
}
