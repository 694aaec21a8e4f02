import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { FlightStore } from '../../src/node/flight-store.ts';
import { dyingAt, withSteps } from './faulty-disk.ts';
import { draw, flightsOf, hex, home, request, START, startScript, versions } from './flight-folder.ts';
import { ended, namesIn } from './harness.ts';

vi.mock('node:fs/promises', async (original) => (await import('./faulty-disk.ts')).faultyDisk(await original()));

describe('a process that dies', () => {
  test('at any step of the first use leaves a store that works', async () => {
    let step = 1;
    for (; ; step++) {
      const folder = home();
      const outcome = await dyingAt(step, () => draw(folder, request('a')));
      const drawn = await draw(folder, request('a'));
      expect(await draw(folder, request('a'))).toBe(drawn);
      if (outcome === undefined) continue;
      expect(drawn).toBe(outcome.result);
      break;
    }
    expect(step).toBeGreaterThan(15);
  });

  test('at any step of a later one changes nothing that was drawn', async () => {
    const folder = home();
    const known = await draw(folder, request('known'));
    for (let step = 1; ; step++) {
      const outcome = await dyingAt(step, () => draw(folder, request(`new ${step}`, 20 * step, 20 * step + 5)));
      expect(await draw(folder, request('known'))).toBe(known);
      if (outcome === undefined) continue;
      expect(await draw(folder, request(`new ${step}`))).toBe(outcome.result);
      expect(step).toBeGreaterThan(8);
      break;
    }
  });

  test('leaves partial files, which later runs remove once they are old', async () => {
    const folder = home();
    await draw(folder, request('a'));
    const partial = join(flightsOf(folder), '.flightveil-0123456789abcdef.partial');
    writeFileSync(partial, 'x');
    await draw(folder, request('b', 20, 30));
    expect(namesIn(flightsOf(folder))).toContain('.flightveil-0123456789abcdef.partial');
    utimesSync(partial, START, START);
    await draw(folder, request('c', 40, 50));
    expect(namesIn(flightsOf(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(versions(folder)).toHaveLength(2);
  });

  test('by SIGKILL, again and again, has kept every draw that it told', async () => {
    const folder = home();
    const script = `
      const [folder, round] = process.argv.slice(1);
      const { FlightStore } = await import(${JSON.stringify(new URL('../../src/node/flight-store.ts', import.meta.url).href)});
      const { writeSync } = await import('node:fs');
      const store = await FlightStore.open(folder);
      const request = { aircraft: undefined, startUnixS: undefined, endUnixS: undefined, recipient: 'self' };
      for (let index = 0; ; index++) {
        const logSha256 = Buffer.alloc(32);
        logSha256.writeUInt32LE(round, 0);
        logSha256.writeUInt32LE(index, 4);
        const secret = await store.drawsOf({ ...request, logSha256 });
        writeSync(1, logSha256.toString('hex') + ' ' + Buffer.from(secret).toString('hex') + '\\n');
      }`;
    const told = new Map<string, string>();
    for (let round = 0; round < 6; round++) {
      const child = startScript(script, [folder, String(round)]);
      const end = ended(child);
      await Promise.race([new Promise((resolve) => child.stdout!.once('data', resolve)), end]);
      await sleep(30 * Math.random());
      child.kill('SIGKILL');
      const { out, signal, err } = await end;
      expect({ signal, err }).toEqual({ signal: 'SIGKILL', err: '' });
      for (const line of out.split('\n').slice(0, -1)) told.set(...(line.split(' ') as [string, string]));
    }
    const store = await FlightStore.open(folder);
    const unknown = { aircraft: undefined, startUnixS: undefined, endUnixS: undefined, recipient: 'self' };
    for (const [log, secret] of told) {
      expect(hex(await store.drawsOf({ ...unknown, logSha256: Buffer.from(log, 'hex') }))).toBe(secret);
    }
    expect(told.size).toBeGreaterThan(6);
    expect((await store.flights()).length).toBeLessThanOrEqual(told.size + 6);
  });
});

describe('several at once', () => {
  test('within a process: one draw for one flight, none lost', async () => {
    const folder = home();
    const stores = await Promise.all(Array.from({ length: 4 }, () => FlightStore.open(folder)));
    const ask = (): Promise<string[]> =>
      Promise.all(
        stores.flatMap((store, index) => [
          ...[0, 1, 2].map((log) => store.drawsOf(request(`same ${log}`, 100 * log, 100 * log + 5)).then(hex)),
          store.drawsOf(request(`overlapping ${index}`, 1, 6)).then(hex),
        ]),
      );
    const drawn = await ask();
    expect(await ask()).toEqual(drawn);
    expect(new Set(drawn).size).toBe(3);
    expect((await stores[0]!.flights()).length).toBe(3);
    expect((await stores[0]!.flights()).flatMap(({ logs }) => logs).length).toBe(7);
  });

  test('one that slept while others went on does not undo their work, nor lose its own', async () => {
    const folder = home();
    await draw(folder, request('known', 0, 5));
    let others: Promise<string[]> | undefined;
    const slept = await withSteps(
      async (_, name) => {
        if (name !== 'link' || others !== undefined) return;
        // The name that it is about to take is taken and given up in the meantime.
        others = Promise.resolve([]);
        const drawn: string[] = [];
        for (let log = 1; log < 6; log++)
          drawn.push(await draw(folder, request(`other ${log}`, 20 * log, 20 * log + 5)));
        others = Promise.resolve(drawn);
      },
      () => draw(folder, request('slept', 500, 505)),
    );
    const drawn = await others!;
    expect(drawn).toHaveLength(5);
    expect(await draw(folder, request('slept', 500, 505))).toBe(slept);
    for (const [index, secret] of drawn.entries()) {
      expect(await draw(folder, request(`other ${index + 1}`, 0, 0))).toBe(secret);
    }
  });

  test('as processes', async () => {
    const script = `
      const { FlightStore } = await import(${JSON.stringify(new URL('../../src/node/flight-store.ts', import.meta.url).href)});
      const folder = process.argv[1];
      process.stdout.write('ready');
      await new Promise((resolve) => process.stdin.once('data', resolve));
      process.stdin.destroy();
      const store = await FlightStore.open(folder);
      const times = { startUnixS: ${START}, endUnixS: ${START + 60}, recipient: 'self' };
      const ask = (log, aircraft) => store.drawsOf({ ...times, aircraft: Buffer.alloc(8, aircraft), logSha256: Buffer.alloc(32, log) });
      for (let flight = 1; flight <= 4; flight++) {
        const same = await ask(flight, flight);
        const overlapping = await ask(100 + process.pid % 100, flight);
        process.stdout.write(' ' + Buffer.from(same).toString('hex'));
      }`;
    const folder = home();
    const children = Array.from({ length: 6 }, () => startScript(script, [folder], 'pipe'));
    const ends = children.map(ended);
    await Promise.all(children.map((child) => new Promise((resolve) => child.stdout!.once('data', resolve))));
    for (const child of children) child.stdin!.write('go');
    const outs = await Promise.all(ends);
    for (const { code, out, err } of outs) expect({ code, out, err }).toEqual({ code: 0, out: outs[0]!.out, err: '' });
    expect(outs[0]!.out).toMatch(/^ready( [0-9a-f]{64}){4}$/);
    expect(new Set(outs[0]!.out.split(' ')).size).toBe(5);
    expect(namesIn(flightsOf(folder)).every((name) => /^\d{16}$/.test(name))).toBe(true);
    expect(namesIn(folder)).toEqual(['flights', 'root.key']);
  });
});
