import { FlightveilError } from '../../model/errors.ts';
import { allowedFields, type EventFields, type EventLevel, type EventName, events } from './events.ts';

/** The daemon's log: one JSON object a line, of a closed set of events and fields. */
export interface Logger {
  /** Logs an event at its own level. What is not among its fields, or not of their kind, is left out. */
  event<E extends EventName>(name: E, fields?: EventFields<E>): void;
  /**
   * Logs an error as its code and a reason of ours, never its text: that could hold a path.
   * @param during what was being done, a word
   */
  failed(
    during: string,
    error: unknown,
    fields?: Pick<EventFields<'failed'>, 'item' | 'upload' | 'shipment' | 'sink'>,
  ): void;
  /** Ends when everything logged so far was handed over; at most a second. */
  flush(): Promise<void>;
}

/** Lines beyond so many bytes that nobody takes are dropped: a reader that stands still must not stop uploads. */
const BACKLOG_BYTES = 1 << 20;
const FLUSH_MS = 1_000;

/**
 * A log without host name, process id, path or free text.
 * @param stream undefined: the standard error output
 */
export async function makeLogger(level: EventLevel, stream?: { write(line: string): void }): Promise<Logger> {
  const { pino } = await import('pino');
  const destination =
    stream === undefined ? pino.destination({ fd: 2, sync: false, maxLength: BACKLOG_BYTES }) : undefined;
  // A log that nobody reads any more is no reason to stop.
  destination?.on('error', () => undefined);
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination ?? stream!,
  );
  const write = (name: EventName, fields: Readonly<Record<string, unknown>>): void =>
    log[events[name].level]({ event: name, ...allowedFields(name, fields) });
  return {
    event: (name, fields = {}) => write(name, fields),
    failed: (during, error, fields = {}) => write('failed', { ...fields, during, ...faultOf(error) }),
    flush: () =>
      new Promise((done) => {
        if (destination === undefined) return done();
        const timer = setTimeout(done, FLUSH_MS);
        destination.flush(() => {
          clearTimeout(timer);
          done();
        });
      }),
  };
}

/** A log for those who want none. */
export const silentLogger: Logger = { event: () => undefined, failed: () => undefined, flush: async () => undefined };

/** What may be told of an error: a code, a reason in a word, and for errors nobody expected where in our code it was. */
export function faultOf(error: unknown): { code: string; reason?: string; at?: string } {
  if (error instanceof FlightveilError) {
    const { reason, system } = error.facts;
    const said =
      typeof reason === 'string' ? reason : typeof system === 'string' ? system.replaceAll('_', '-') : undefined;
    return { code: error.code, ...(said === undefined ? {} : { reason: said }) };
  }
  if (!(error instanceof Error)) return { code: 'unexpected' };
  const at = placeOf(error);
  const system = 'code' in error && typeof error.code === 'string' ? error.code.replaceAll('_', '-') : error.name;
  return { code: 'unexpected', reason: system, ...(at === undefined ? {} : { at }) };
}

/** File and line below src or dist: the rest of the path is the machine's business. */
function placeOf(error: Error): string | undefined {
  const frame = /\/(?:src|dist)\/((?:[a-z0-9-]+\/)*[a-z0-9-]+)\.[jt]s:(\d+)/.exec(error.stack ?? '');
  return frame === null ? undefined : `${frame[1]!.replaceAll('/', '-')}-${frame[2]}`;
}
