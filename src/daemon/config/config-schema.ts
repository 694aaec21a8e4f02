import * as z from 'zod';
import { levelNames } from '../../policy/levels.ts';
import { DURATION, RATE, SIZE, WINDOW } from './quantities.ts';
import { sinkSchema, where } from './sink-schema.ts';
import { described, map, name, path, shown, text } from './words.ts';

const duration = text(DURATION, 'must be a time with its unit, such as 30s, 5m or 6h');
const size = text(SIZE, 'must be a size with its unit, such as 500 KB or 2 GB');
const yesOrNo = z.boolean({ error: 'must be true or false' });
const policyName = text(/^[a-z][a-z0-9-]{0,63}$/, 'must be a name of lower-case words joined by hyphens');
const whole = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
};
const listOf = <T extends z.ZodType>(item: T, most: number) =>
  z.array(item, { error: 'must be a list' }).max(most, { error: `must have at most ${most} entries` });

const source = map({
  name: described(name.optional(), 'How it is called in reports; by default after the last part of the folder.'),
  folder: described(path, 'Where logs are. ~ and $HOME are your own folder.'),
  endings: described(
    listOf(text(/^\.[A-Za-z0-9.]{1,19}$/, 'must be the end of a file name, such as .tlog'), 50).optional(),
    'Only files whose names end so; without it every file is looked at. Logs are known by their content.',
  ),
  removable: described(yesOrNo.optional(), 'A card or a stick: it may be absent.'),
  settle: described(
    duration.optional(),
    'A file that has not changed for so long is whole: 30s unless said otherwise.',
  ),
  archives: described(yesOrNo.optional(), 'Look into .zip and .gz files.'),
});

const upload = map({
  name: described(name, 'How it is called in reports.'),
  for: described(policyName, 'A purpose of the policy, such as scientific-research.'),
  to: described(policyName, 'A recipient of the policy, such as researcher.'),
  from: described(listOf(name, 100).optional(), 'Names of sources; without it all.'),
  level: described(
    z.enum(levelNames, { error: `must be one of ${levelNames.join(', ')}` }).optional(),
    'At most so much leaves, whatever policy and consent allow.',
  ),
  sink: sinkSchema,
  quiet: described(
    listOf(text(WINDOW, 'must be two times of day, such as 08:00-18:00'), 20).optional(),
    'Local times of day at which nothing is sent.',
  ),
  metered: described(
    z.enum(['wait', 'send'], { error: 'must be wait or send' }).optional(),
    'On a metered network: wait unless said otherwise.',
  ),
  bandwidth: described(
    text(RATE, 'must be a rate with its unit, such as 500 KB/s').optional(),
    'Over all shipments of this upload; without it as fast as it goes.',
  ),
  priority: described(whole(-100, 100).optional(), 'Higher goes first; 0 unless said otherwise.'),
  concurrency: described(whole(1, 16).optional(), 'Shipments at the same time; 2 unless said otherwise.'),
  batch: described(duration.optional(), 'Leave together, every so many hours: times tell less.'),
  padTo: described(size.optional(), 'Fill sizes up to steps of so much: sizes tell less.'),
});

/** The configuration as it is written: flightveil.yaml. */
export const configFileSchema = map({
  $schema: text(shown(200), 'must be an address').optional(),
  version: z.literal(1, { error: 'must be 1' }),
  ...where,
  subject: described(
    text(shown(200), 'must be a name').optional(),
    'Whose data it is, if not whom the ledger declares.',
  ),
  policy: described(path.optional(), 'A policy file: your own purposes, recipients and stricter rules.'),
  pilot: described(text(shown(200), 'must be a name').optional(), 'Who flew, for the log of geofence unlocks.'),
  zones: described(
    listOf(
      text(/^[^\p{Cc}]{1,4096}$/u, "must be a GeoJSON file, or a place in quotes: 'LATITUDE,LONGITUDE,METRES'"),
      100,
    ).optional(),
    'Places that are hidden in every upload, beside those that are found: GeoJSON files with polygons, or LATITUDE,LONGITUDE,METRES in quotes.',
  ),
  sources: described(listOf(source, 100).min(1, { error: 'must name a folder at least' }), 'Where logs are.'),
  uploads: described(listOf(upload, 100), 'What goes where, and for what. Nothing leaves without consent.'),
  spool: map({
    most: described(size.optional(), 'All shipments that wait, together: 2 GB unless said otherwise.'),
    key: described(
      z.enum(['auto', 'keyring', 'file'], { error: 'must be auto, keyring or file' }).optional(),
      'Where the key of the spool is; auto takes the keyring of the system where there is one.',
    ),
  }).optional(),
  retry: map({
    first: described(duration.optional(), 'The first wait after a failure: 5s unless said otherwise.'),
    most: described(duration.optional(), 'The longest: 1h unless said otherwise.'),
  }).optional(),
  rescan: described(duration.optional(), 'A full look through all folders: every 5m unless said otherwise.'),
  alarmAfter: described(duration.optional(), 'Alarm when nothing moved for so long: 6h unless said otherwise.'),
  metered: described(
    z.enum(['auto', 'yes', 'no'], { error: 'must be auto, yes or no' }).optional(),
    'Whether the network is metered; auto asks the system.',
  ),
  log: described(
    z.enum(['error', 'warn', 'info', 'debug'], { error: 'must be error, warn, info or debug' }).optional(),
    'How much is logged: info unless said otherwise.',
  ),
  metrics: described(yesOrNo.optional(), 'Metrics and health on a socket in the state folder.'),
}).meta({ title: 'flightveil.yaml', description: 'What flightveil sync watches, and what it sends where.' });

export type ConfigFile = z.infer<typeof configFileSchema>;
export type SourceEntry = ConfigFile['sources'][number];
export type UploadEntry = ConfigFile['uploads'][number];

/** The JSON Schema of flightveil.yaml (draft 2020-12), for editors. It knows the form; what names and addresses mean is checked at start. */
export function syncSchema(): Record<string, unknown> {
  return z.toJSONSchema(configFileSchema, { io: 'input' }) as Record<string, unknown>;
}
