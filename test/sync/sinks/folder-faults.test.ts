import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Outcome, Sink } from '../../../src/sync/sink.ts';
import { folderSink } from '../../../src/sync/sinks/folder.ts';
import { dyingAt, failingAt, stepsTaken, withSteps } from '../../node/faulty-disk.ts';
import { type Content, content, noise, Try } from './parts.ts';

vi.mock('node:fs/promises', async (original) =>
  (await import('../../node/faulty-disk.ts')).faultyDisk(await original()),
);

let path: string;
let sink: Sink;
const log = noise(200_000);
const signal = AbortSignal.timeout(60_000);

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'folder-faults-'));
  sink = folderSink('mine', { kind: 'folder', destination: { country: 'CH', controller: 'me' }, path });
});
afterEach(() => rmSync(path, { recursive: true, force: true }));

function empty(): void {
  rmSync(path, { recursive: true });
  mkdirSync(path);
}

/** What has a final name is whole, and nothing else is there but unfinished files. */
function mustBeSound(of: Content): void {
  for (const name of readdirSync(path)) {
    const part = of.parts.find((one) => one.name === name);
    if (part === undefined) expect(name).toMatch(/^\.flightveil-[0-9a-f]{32}-\d\.partial$/);
    else expect(Buffer.compare(readFileSync(join(path, name)), part.bytes)).toBe(0);
  }
}

const mustBeWhole = (of: Content): void => {
  expect(readdirSync(path).sort()).toEqual(of.parts.map(({ name }) => name).sort());
  mustBeSound(of);
};

describe('a folder on a disk with faults', () => {
  test.each([
    ['ENOSPC', 'no-space'],
    ['EDQUOT', 'no-space'],
    ['EACCES', 'not-writable'],
    ['EROFS', 'not-writable'],
    ['EIO', 'unreachable'],
  ])(
    '%s at any step: to be tried again, nothing half under its name, and the next try delivers',
    async (code, reason) => {
      let failed = 0;
      for (let n = 1; ; n++) {
        empty();
        const of = content(log);
        const made = new Try(of);
        const outcome = await failingAt(n, code, () => sink.send(made.shipment, made.delivery));
        if (stepsTaken() < n) break;
        mustBeSound(of);
        if (outcome.kind !== 'delivered') {
          failed++;
          expect(outcome).toEqual({ kind: 'retry', fault: { reason, facts: { system: code } } });
        }
        const again = new Try(of, { remembered: made.remembered });
        expect(await sink.send(again.shipment, again.delivery)).toMatchObject({ kind: 'delivered' });
        mustBeWhole(of);
        expect(await sink.remove(of, again.remembered, signal)).toBe('removed');
        expect(readdirSync(path)).toEqual([]);
      }
      expect(failed).toBeGreaterThan(15);
    },
  );

  test('no hard links (EPERM): it takes the name with an empty file, and goes on from there after a death at any step', async () => {
    const linkFails = async (work: () => Promise<Outcome>, dieAt?: number) => {
      let count = 0;
      let died: () => void = () => undefined;
      const death = new Promise<undefined>((resolve) => {
        died = () => resolve(undefined);
      });
      return withSteps(
        (_step, name) => {
          count++;
          if (dieAt !== undefined && count >= dieAt) {
            died();
            return new Promise(() => undefined);
          }
          if (name !== 'link') return Promise.resolve();
          return Promise.reject(Object.assign(new Error('EPERM: made up'), { code: 'EPERM', errno: -1 }));
        },
        () => Promise.race([work(), death]),
      );
    };
    let deaths = 0;
    for (let n = 1; ; n++) {
      empty();
      const of = content(log);
      const made = new Try(of);
      const outcome = await linkFails(() => sink.send(made.shipment, made.delivery), n);
      const again = new Try(of, { remembered: made.remembered });
      expect(await linkFails(() => sink.send(again.shipment, again.delivery))).toMatchObject({ kind: 'delivered' });
      mustBeWhole(of);
      if (outcome !== undefined) break;
      deaths++;
    }
    expect(deaths).toBeGreaterThan(15);
  });

  test('killed at any step: sound; removing leaves nothing, sending delivers', async () => {
    let deaths = 0;
    for (let n = 1; ; n++) {
      for (const then of ['send', 'remove'] as const) {
        empty();
        const of = content(log);
        const made = new Try(of);
        const outcome = await dyingAt(n, () => sink.send(made.shipment, made.delivery));
        if (outcome !== undefined) {
          expect(deaths).toBeGreaterThan(30);
          return;
        }
        deaths++;
        mustBeSound(of);
        if (then === 'send') {
          const again = new Try(of, { remembered: made.remembered });
          expect(await sink.send(again.shipment, again.delivery)).toMatchObject({ kind: 'delivered' });
          mustBeWhole(of);
        } else {
          expect(['removed', 'absent']).toContain(await sink.remove(of, made.remembered, signal));
          expect(readdirSync(path)).toEqual([]);
        }
      }
    }
  });
});
