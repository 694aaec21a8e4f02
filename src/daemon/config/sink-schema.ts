import * as z from 'zod';
import { SIZE } from './quantities.ts';
import { described, map, path, secret, shown, text } from './words.ts';

const flag = z.boolean({ error: 'must be true or false' });
const url = described(
  text(/^[^\p{Cc}\s]{1,2000}$/u, 'must be an address'),
  'An address. Names, passwords and queries do not belong in it.',
);
const size = text(SIZE, 'must be a size with its unit, such as 8 MB');
const allowInsecure = described(
  flag.optional(),
  'Plain http or mqtt beyond this machine: others on the way can read along.',
);

/** Who gets it, for R14: in each sink, or once at the top for all. */
export const where = {
  country: described(
    text(/^[A-Z]{2}$/, 'must be a country of ISO 3166-1: two capital letters').optional(),
    'The country it goes to, in two capital letters (ISO 3166-1); at the top: for all uploads that name none.',
  ),
  controller: described(
    text(shown(200), 'must be the name of who answers for the data there').optional(),
    'Who answers for the data there; at the top: for all uploads that name none.',
  ),
  transferGround: described(
    text(/^[a-z]+(?:-[a-z]+){0,7}$/, 'must be lower-case words joined by hyphens, such as standard-clauses').optional(),
    'What a transfer to that country rests on, where the policy asks: adequacy, standard-clauses.',
  ),
};

const folder = map({
  kind: z.literal('folder'),
  ...where,
  path: described(path, 'A folder, on this machine or mounted.'),
});

const tus = map({
  kind: z.literal('tus'),
  ...where,
  url,
  bearer: secret.optional(),
  chunk: described(size.optional(), 'Of one request: 8 MB unless said otherwise.'),
  allowInsecure,
});

const s3 = map({
  kind: z.literal('s3'),
  ...where,
  endpoint: described(url.optional(), 'An S3 server; without it Amazon’s own of the region.'),
  region: text(/^[a-z0-9-]{1,40}$/, 'must be the name of a region, such as eu-central-1'),
  bucket: text(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket'),
  prefix: described(
    text(/^(?!\/)[A-Za-z0-9._/-]{0,200}$/, 'must be letters, digits, dots, hyphens and slashes').optional(),
    'Put before every name.',
  ),
  accessKeyId: secret,
  secretAccessKey: secret,
  pathStyle: described(flag.optional(), 'The bucket in the path, not in the host name.'),
  part: described(size.optional(), 'Of one part of a large upload: 8 MB unless said otherwise.'),
  allowInsecure,
});

const flightReview = map({
  kind: z.literal('flight-review'),
  ...where,
  url,
  visibility: described(
    z.enum(['private', 'public'], { error: 'must be private or public' }).optional(),
    'Private unless said otherwise; public only where the recipient is public.',
  ),
  allowInsecure,
});

const http = map({
  kind: z.literal('http'),
  ...where,
  url,
  method: described(z.enum(['PUT', 'POST'], { error: 'must be PUT or POST' }).optional(), 'PUT unless said otherwise.'),
  bearer: secret.optional(),
  basic: map({ user: text(/^[^\p{Cc}:]{1,200}$/u, 'must be a name without a colon'), password: secret }).optional(),
  readBack: described(flag.optional(), 'Get what was PUT again and compare.'),
  allowInsecure,
});

const mqtt = map({
  kind: z.literal('mqtt'),
  ...where,
  url,
  topic: described(
    text(/^[A-Za-z0-9_.-]+(?:\/[A-Za-z0-9_.-]+){0,15}$/, 'must be words joined by slashes, without + and #').max(200, {
      error: 'must have at most 200 characters',
    }),
    'Manifests and records go below it.',
  ),
  username: text(shown(200), 'must be a name').optional(),
  password: secret.optional(),
  allowInsecure,
});

/** Sinks of one address each can be written in one line. */
const SHORT = /^(?:folder|tus|flight-review):[^\p{Cc}]{1,4096}$/u;
const SHORT_ERROR = 'must be a map with its kind, or folder:PATH, tus:ADDRESS or flight-review:ADDRESS';

const sinkMap = z.discriminatedUnion('kind', [folder, tus, s3, flightReview, http, mqtt], {
  error: (issue) =>
    issue.code === 'invalid_union' ? 'must be one of folder, tus, s3, flight-review, http, mqtt' : SHORT_ERROR,
});
export type SinkEntry = z.infer<typeof sinkMap>;

export const sinkSchema = z
  .union([text(SHORT, SHORT_ERROR), sinkMap])
  .meta({ description: 'Where it goes: folder:PATH, tus:ADDRESS, flight-review:ADDRESS, or a map with more.' });

/** What a sink in one line stands for. */
export function sinkEntry(written: string | SinkEntry): SinkEntry {
  if (typeof written !== 'string') return written;
  const [kind = '', rest = ''] = [written.slice(0, written.indexOf(':')), written.slice(written.indexOf(':') + 1)];
  return kind === 'folder' ? { kind, path: rest } : { kind: kind as 'tus' | 'flight-review', url: rest };
}
