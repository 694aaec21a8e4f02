import type { Removal, SinkFault, SinkKind, Verified } from '../../sync/sink.ts';

/** What a field of a log line may be. Nothing else passes, whatever the caller hands over. */
const kinds = {
  /** Of an item or a shipment: a number of a row, or at most 32 hexadecimal digits. A hash of a log is longer. */
  id: (value: unknown): boolean =>
    typeof value === 'string' ? /^[0-9a-f]{1,32}$/.test(value) : Number.isSafeInteger(value),
  count: (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value),
  /** A fixed word of ours, or a name from the configuration: letters, digits and hyphens. */
  word: (value: unknown): boolean =>
    typeof value === 'string' && /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/.test(value) && value.length <= 64,
  flag: (value: unknown): boolean => typeof value === 'boolean',
} as const;

type Kind = keyof typeof kinds;
interface KindTypes {
  readonly id: string | number;
  readonly count: number;
  readonly word: string;
  readonly flag: boolean;
}

/** Words that are known when this is compiled; at run time they are words like any other. */
interface FixedWords {
  readonly reason: SinkFault['reason'] | (string & {});
  readonly verified: Verified;
  readonly removal: Removal;
  readonly sink: SinkKind;
}

export type EventLevel = 'error' | 'warn' | 'info' | 'debug';

interface EventShape {
  readonly level: EventLevel;
  readonly fields: Readonly<Record<string, Kind>>;
}

const item = { item: 'id', upload: 'word' } as const;
const shipment = { ...item, shipment: 'id', sink: 'word' } as const;

/** Every event that the daemon logs, and every field that it may have. */
export const events = {
  started: { level: 'info', fields: { sources: 'count', uploads: 'count', waiting: 'count', recovered: 'count' } },
  stopping: { level: 'info', fields: { reason: 'word' } },
  stopped: { level: 'info', fields: { unfinished: 'count' } },
  'config-loaded': { level: 'info', fields: { sources: 'count', uploads: 'count', changed: 'flag' } },
  'rescan-done': { level: 'debug', fields: { source: 'word', files: 'count', fresh: 'count', durationMs: 'count' } },
  'source-absent': { level: 'warn', fields: { source: 'word', removable: 'flag' } },
  'source-problem': { level: 'warn', fields: { source: 'word', reason: 'word' } },
  'source-unwatched': { level: 'warn', fields: { source: 'word', reason: 'word' } },
  'source-back': { level: 'info', fields: { source: 'word' } },
  // No size: that of a log, to the byte, says which one it is.
  'log-seen': { level: 'info', fields: { item: 'id', source: 'word', format: 'word' } },
  'log-known': { level: 'debug', fields: { item: 'id', source: 'word' } },
  'state-changed': { level: 'debug', fields: { ...item, from: 'word', to: 'word' } },
  withheld: { level: 'info', fields: { ...item, reason: 'word', dimensions: 'count' } },
  filtered: { level: 'info', fields: { ...item, durationMs: 'count' } },
  'residue-found': { level: 'error', fields: { ...item, findings: 'count' } },
  queued: { level: 'info', fields: { ...shipment, bytes: 'count', parts: 'count' } },
  'upload-started': { level: 'info', fields: { ...shipment, bytes: 'count', attempt: 'count', resumedFrom: 'count' } },
  uploaded: {
    level: 'info',
    fields: { ...shipment, bytes: 'count', attempt: 'count', durationMs: 'count', verified: 'word' },
  },
  'upload-retry': {
    level: 'warn',
    fields: { ...shipment, attempt: 'count', reason: 'word', status: 'count', afterMs: 'count' },
  },
  'upload-rejected': { level: 'error', fields: { ...shipment, reason: 'word', status: 'count' } },
  'upload-paused': { level: 'info', fields: { upload: 'word', reason: 'word', waiting: 'count' } },
  'upload-resumed': { level: 'info', fields: { upload: 'word', waiting: 'count' } },
  withdrawn: { level: 'warn', fields: { ...shipment, inFlight: 'flag', removal: 'word' } },
  'removal-tried': { level: 'info', fields: { ...shipment, attempt: 'count', removal: 'word' } },
  'set-aside': { level: 'error', fields: { ...item, state: 'word', reason: 'word', code: 'word' } },
  retired: { level: 'debug', fields: { ...item, freedBytes: 'count' } },
  'spool-full': { level: 'warn', fields: { usedBytes: 'count', limitBytes: 'count', waiting: 'count' } },
  'spool-free': { level: 'info', fields: { usedBytes: 'count', limitBytes: 'count' } },
  'no-progress': { level: 'error', fields: { upload: 'word', forS: 'count', waiting: 'count' } },
  'progress-again': { level: 'info', fields: { upload: 'word', afterS: 'count' } },
  'clock-stepped': { level: 'warn', fields: { byS: 'count' } },
  'metered-changed': { level: 'info', fields: { metered: 'word' } },
  'watchdog-held-back': { level: 'error', fields: { reason: 'word' } },
  failed: { level: 'error', fields: { ...shipment, during: 'word', code: 'word', reason: 'word', at: 'word' } },
} as const satisfies Readonly<Record<string, EventShape>>;

export type EventName = keyof typeof events;

type FieldsOf<E extends EventName> = (typeof events)[E]['fields'];

/** The fields of an event, all optional: a line says what is known. */
export type EventFields<E extends EventName> = {
  readonly [F in keyof FieldsOf<E>]?:
    | (F extends keyof FixedWords ? FixedWords[F] : FieldsOf<E>[F] extends Kind ? KindTypes[FieldsOf<E>[F]] : never)
    | undefined;
};

/** What of these fields the event may have: others, and values of another kind, are left out. */
export function allowedFields(event: EventName, fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const shape: Readonly<Record<string, Kind>> = events[event].fields;
  const allowed: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(shape)) {
    if (Object.hasOwn(fields, name) && kinds[kind](fields[name])) allowed[name] = fields[name];
  }
  return allowed;
}
