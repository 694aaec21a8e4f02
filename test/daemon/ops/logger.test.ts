import { hostname } from 'node:os';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EventName, events } from '../../../src/daemon/ops/events.ts';
import { makeLogger } from '../../../src/daemon/ops/logger.ts';
import { FlightveilError } from '../../../src/model/errors.ts';

async function recorded(level: 'error' | 'warn' | 'info' | 'debug' = 'debug') {
  const lines: string[] = [];
  const log = await makeLogger(level, { write: (line) => lines.push(line) });
  return { log, lines, last: () => JSON.parse(lines.at(-1)!) as Record<string, unknown> };
}

describe('the log of the daemon', () => {
  test('a line is one JSON object with level, time and event, and neither host nor process', async () => {
    const { log, lines, last } = await recorded();
    log.event('uploaded', {
      item: 7,
      shipment: 'a0'.repeat(16),
      upload: 'club',
      sink: 'tus',
      bytes: 1_234,
      attempt: 1,
      verified: 'hash',
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^\{[^\n]*\}\n$/);
    const { time, ...rest } = last();
    expect(new Date(String(time)).getTime()).toBeGreaterThan(1.7e12);
    expect(rest).toEqual({
      ...{ level: 'info', event: 'uploaded', item: 7, shipment: 'a0'.repeat(16), upload: 'club', sink: 'tus' },
      ...{ bytes: 1_234, attempt: 1, verified: 'hash' },
    });
    expect(lines[0]).not.toContain(hostname());
  });

  test('fields that an event does not have are left out', async () => {
    const { log, last } = await recorded();
    const careless = { upload: 'club', path: '/home/anna/flight.tlog', err: new Error('x'), msg: 'free', bytes: 5 };
    log.event('uploaded', careless);
    expect(Object.keys(last()).sort()).toEqual(['bytes', 'event', 'level', 'time', 'upload']);
  });

  test('what is told of a log before it is filtered has no size: that says which log it is', async () => {
    const { log, last } = await recorded();
    const careless = { item: 7, bytes: 48_123_456, sizeBytes: 48_123_456 };
    for (const name of ['log-seen', 'log-known', 'filtered', 'withheld', 'set-aside'] as const) {
      log.event(name, careless);
      expect(Object.keys(last()).sort()).toEqual(['event', 'item', 'level', 'time']);
    }
  });

  test('a value of another kind is left out: a hash of a log is no id, a path no word', async () => {
    const { log, last } = await recorded();
    log.event('uploaded', { item: 'ab'.repeat(32), upload: '/home/anna', bytes: Number.NaN, sink: 'a b' as 'tus' });
    expect(Object.keys(last()).sort()).toEqual(['event', 'level', 'time']);
  });

  test('whatever is handed over, nothing but ids, numbers, words and flags comes out', async () => {
    const { log, lines, last } = await recorded();
    const names = Object.keys(events) as EventName[];
    const fields = [...new Set(names.flatMap((name) => Object.keys(events[name].fields)))];
    const telling = [
      '/home/anna',
      'https://club.example/a?b',
      'anna@club.example',
      'a b',
      { path: '/x' },
      ['/x'],
      null,
    ];
    const value = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constantFrom(...telling));
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.dictionary(fc.constantFrom(...fields, '__proto__', 'hostname'), value),
        (name, given) => {
          lines.length = 0;
          log.event(name, given as object);
          const { time, level, event, ...rest } = last();
          expect(event).toBe(name);
          for (const [field, held] of Object.entries(rest)) {
            expect(events[name].fields).toHaveProperty(field);
            if (typeof held === 'string') expect(held).toMatch(/^[A-Za-z0-9-]{1,64}$/);
            else expect(typeof held).toMatch(/^(?:number|boolean)$/);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('an error is its code and a reason, never its text', async () => {
    const { log, lines, last } = await recorded();
    const secret = 'Birkenweg 7';
    log.failed(
      'upload',
      new FlightveilError('withheld', `about ${secret}`, { facts: { reason: 'withdrawn', place: secret } }),
      { upload: 'club' },
    );
    expect(last()).toMatchObject({
      event: 'failed',
      level: 'error',
      during: 'upload',
      code: 'withheld',
      reason: 'withdrawn',
      upload: 'club',
    });
    log.failed('scan', Object.assign(new Error(`ENOENT: ${secret}`), { code: 'ENOENT', path: secret }));
    expect(last()).toMatchObject({ code: 'unexpected', reason: 'ENOENT' });
    log.failed('scan', secret);
    expect(last()).toMatchObject({ code: 'unexpected' });
    expect(lines.join('')).not.toContain('Birkenweg');
  });

  test('an error that nobody expected says where in our code it was, without the rest of the path', async () => {
    const { log, last, lines } = await recorded();
    const error = new TypeError('x');
    error.stack = 'TypeError: x\n    at f (/home/anna/app/dist/sync/queue/rows.js:12:3)\n';
    log.failed('scan', error);
    expect(last()).toMatchObject({ reason: 'TypeError', at: 'sync-queue-rows-12' });
    expect(lines.join('')).not.toContain('anna');
  });

  test('events below the level are not written', async () => {
    const { log, lines } = await recorded('warn');
    log.event('uploaded', {});
    log.event('state-changed', {});
    expect(lines).toEqual([]);
    log.event('spool-full', {});
    expect(lines).toHaveLength(1);
  });
});
