import { existsSync, readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { flightveil, put, type Said, temporaryFolder } from '../node/harness.ts';
import { framesOf, pause, Received, sample, shortLog, until } from '../relay/harness.ts';

const input = sample('short.mavlink');
const play = ['--from', `file:${input}?rate=full`];
const forResearch = ['--for', 'scientific-research', '--to-recipient', 'researcher'];

let folder: string;
let home: string[];

beforeEach(() => {
  folder = temporaryFolder();
  home = ['--home', join(folder, 'home')];
});

const say = (...args: string[]): Promise<Said> => flightveil([...home, ...args]);
const relay = (...args: string[]): Promise<Said> => say('relay', ...args);
const out = (name: string): string => join(folder, name);

async function grantResearch(): Promise<string> {
  await say('consent', 'notice', 'add', put(folder, 'notice.md', 'What we do.'), '--version', '1');
  await say('consent', 'subject', '--name', 'me', '--age-band', 'adult');
  const grant = ['--for', 'scientific-research', '--to', 'researcher', '--ceiling', 'dynamics', '--json'];
  const { out: said } = await say('consent', 'grant', ...grant);
  return JSON.parse(said).grant.id as string;
}

/** A relay that goes on, with what it has said so far. */
function going(...args: string[]): {
  err: () => string;
  port: (nth: number) => Promise<number>;
  ended: Promise<number>;
} {
  let err = '';
  const console = { out: () => undefined, err: (text: string) => void (err += text), isTerminal: false, columns: 100 };
  const ended = run([...home, 'relay', ...args], console);
  onTestFinished(async () => {
    // As a user would.
    process.emit('SIGTERM');
    await ended;
  });
  const ports = (): number[] => [...err.matchAll(/listens on port (\d+)/g)].map((match) => Number(match[1]));
  return {
    err: () => err,
    async port(nth) {
      await until(() => ports().length > nth, `port ${nth}: ${err}`);
      return ports()[nth]!;
    },
    ended,
  };
}

function tcp(port: number): Socket {
  const socket = connect({ port, host: '127.0.0.1' });
  onTestFinished(() => void socket.destroy());
  return socket;
}

describe('relay', () => {
  test('on this machine is for one’s own use, at the level that is asked for', async () => {
    const said = await relay(...play, '--to', `file:${out('all')}`, `file:${out('some')}?level=engineering`);
    expect(said).toMatchObject({ code: 0, out: '' });
    expect(framesOf(readFileSync(out('all'))).length).toBeGreaterThan(framesOf(readFileSync(out('some'))).length);
    const masked = said.err.replaceAll(folder, 'FOLDER').replaceAll(input, 'INPUT');
    expect(masked).toMatchInlineSnapshot(`
      "file:INPUT: 22290 bytes
      file:FOLDER/all: done, 536 frames released, 24 withheld, 19466 bytes sent
        no frames in the input: 788 bytes unknown-message
      file:FOLDER/some: done, 348 frames released, 212 withheld, 11401 bytes sent
        no frames in the input: 788 bytes unknown-message
      "
    `);
  });

  test('draws anew in each run', async () => {
    const [first, second] = [out('first'), out('second')];
    for (const path of [first, second]) await relay(...play, '--to', `file:${path}`, '--level', 'dynamics');
    expect(readFileSync(first).length).toBeGreaterThan(5000);
    expect(readFileSync(first).equals(readFileSync(second))).toBe(false);
  });

  test.each([
    ['another machine without a purpose', ['--to', 'tcp://192.0.2.1:5760'], 'leads to other machines'],
    ['a server for all without a purpose', ['--to', 'tcp://:0'], 'leads to other machines'],
    [
      'one’s own use on another machine',
      ['--to', 'udp://192.0.2.1:1', '--for', 'local', '--to-recipient', 'self'],
      'leads to other machines',
    ],
    ['a purpose without a recipient', ['--to', 'file:x', '--for', 'scientific-research'], 'go together'],
    ['a recipient without a purpose', ['--to', 'file:x?recipient=researcher'], 'go together'],
    ['an unknown purpose', ['--to', 'file:x?for=spying&recipient=self'], 'there is no such purpose'],
    [
      'an unknown recipient',
      ['--to', 'file:x', '--for', 'local', '--to-recipient', 'all'],
      'there is no such recipient',
    ],
    ['a grant for one’s own use', ['--to', 'file:x', '--grant', '0'.repeat(16)], 'go with --for'],
    ['an unknown level', ['--to', 'file:x?level=some'], 'there is no such level'],
    ['a level that is no stream', ['--to', 'file:x?level=summary'], 'totals of a flight'],
    ['a link of no kind', ['--to', 'ftp://x'], 'of no known kind'],
    ['two formats that do not fit', ['--to', 'file:x?format=nmea'], 'not made into nmea'],
    ['an unknown message on the way back', ['--to', 'tcp://127.0.0.1:1?allow=FLY'], 'unknown message'],
    ['no number of seconds', ['--to', 'file:x', '--status', '0'], 'whole number'],
  ])('refuses %s as wrong usage, and opens nothing', async (_, args, words) => {
    const listening = await relay('--from', 'tcp://:0?bind=127.0.0.1', ...args);
    expect(listening).toMatchObject({ code: 2, err: expect.stringContaining(words) });
    expect(listening.err).not.toContain('listens');
    expect(existsSync('x')).toBe(false);
  });

  test('refuses a way back for places where the far side sees moved ones', async () => {
    const back = (level: string) =>
      relay(
        '--from',
        'tcp://:0?bind=127.0.0.1',
        '--to',
        `tcp://:0?bind=127.0.0.1&level=${level}&allow=MISSION_ITEM_INT`,
      );
    const said = await back('dynamics');
    expect(said.code).toBe(2);
    expect(said.err).toContain('would fly the aircraft somewhere else');
  });

  test('without consent opens no link, says what is lost, and exits with 3', async () => {
    let connections = 0;
    const server = createServer(() => connections++);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const said = await relay(...play, '--to', `tcp://127.0.0.1:${port}`, ...forResearch);
    expect(said.code).toBe(3);
    expect(said.err).toContain('Your flights are in no study');
    expect(said.err).toContain('flightveil explain --for scientific-research --to researcher');
    expect(connections).toBe(0);
    expect(said.err).not.toContain('frames released');
  });

  test('without consent for one output goes on with the others', async () => {
    const away = `file:${out('away')}?for=scientific-research&recipient=researcher`;
    const said = await relay(...play, '--to', away, `file:${out('mine')}`);
    expect(said.code).toBe(0);
    expect(said.err).toContain('away: not opened');
    expect(existsSync(out('away'))).toBe(false);
    expect(existsSync(out('mine'))).toBe(true);
  });

  test('with consent gives what it allows, and enters the stream into the ledger first', async () => {
    await grantResearch();
    const said = await relay(...play, '--to', `file:${out('away')}`, ...forResearch);
    expect(said.code).toBe(0);
    expect(framesOf(readFileSync(out('away'))).length).toBeGreaterThan(100);
    const log = await say('consent', 'log', '--json');
    expect(log.out).toContain('scientific-research');
  });

  test('a withdrawal from another terminal closes the output at once and exits with 3', async () => {
    const grant = await grantResearch();
    const live = going('--from', 'tcp://:0?bind=127.0.0.1', '--to', 'tcp://:0?bind=127.0.0.1', ...forResearch);
    const device = tcp(await live.port(0));
    const cloud = tcp(await live.port(1));
    const received = new Received(cloud);
    await new Promise((resolve) => cloud.once('connect', resolve));
    await until(() => {
      device.write(shortLog.subarray(0, 4000));
      return received.length > 0;
    });
    for (let before = -1; before !== received.length; await pause(100)) before = received.length;
    const before = received.length;
    expect((await say('consent', 'withdraw', grant)).code).toBe(0);
    device.write(shortLog);
    expect(await live.ended).toBe(3);
    expect(received.length).toBe(before);
    expect(live.err()).toContain('what was allowed is allowed no longer; it stays closed');
  });

  test('tells how it goes as lines of JSON, without addresses or values', async () => {
    const live = going('--from', 'tcp://:0?bind=127.0.0.1', '--to', `file:${out('all')}`, '--status', '1', '--json');
    await until(() => live.err().includes('listens'));
    const port = Number(/port (\d+)/.exec(live.err())![1]);
    tcp(port).write(shortLog);
    await until(() => live.err().includes('"status"'));
    process.emit('SIGTERM');
    expect(await live.ended).toBe(0);
    const events = live
      .err()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.map(({ event }) => event)).toEqual(['notice', ...events.slice(1, -1).map(() => 'status'), 'summary']);
    const { input: first, outputs } = events.at(-1);
    expect(first).toMatchObject({ link: 'tcp://:0', bytes: shortLog.length });
    expect(outputs[0]).toMatchObject({ state: 'done', framesReleased: framesOf(readFileSync(out('all'))).length });
    expect(live.err().replace(/of 127\.0\.0\.1/, '')).not.toMatch(/127\.0\.0\.1|::/);
  });

  test('never overwrites a file unless told to', async () => {
    put(folder, 'old', 'mine');
    expect(await relay(...play, '--to', `file:${out('old')}`)).toMatchObject({
      ...{ code: 1, err: expect.stringContaining('a file of that name exists') },
    });
    expect(readFileSync(out('old'), 'utf8')).toBe('mine');
    expect((await relay(...play, '--to', `file:${out('old')}`, '--force')).code).toBe(0);
    expect(framesOf(readFileSync(out('old'))).length).toBeGreaterThan(100);
  });

  test('never replaces the log that it plays, nor one output by another', async () => {
    const log = put(folder, 'log', shortLog);
    for (const to of [[`file:${log}`], [`file:${out('two')}`, `file:${out('two')}`]]) {
      const said = await relay('--from', `file:${log}?rate=full`, '--to', ...to, '--force');
      expect(said).toMatchObject({ code: 2, err: expect.stringContaining('two links lead to the same file') });
    }
    expect(readFileSync(log).equals(shortLog)).toBe(true);
    expect(existsSync(out('two'))).toBe(false);
  });

  test('an address that is in use is told', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const said = await relay('--from', `tcp://:${port}?bind=127.0.0.1`, '--to', `file:${out('all')}`);
    expect(said).toMatchObject({ code: 1, err: expect.stringContaining('its address is in use') });
    expect(existsSync(out('all'))).toBe(false);
  });

  test('an input that is none is told', async () => {
    expect(await relay('--from', `file:${out('none')}`, '--to', `file:${out('all')}`)).toMatchObject({
      ...{ code: 1, err: expect.stringContaining('there is no such file') },
    });
    const noise = put(folder, 'noise', 'nothing at all');
    expect((await relay('--from', `file:${noise}`, '--to', `file:${out('all')}`)).code).toBe(1);
    expect(existsSync(out('all'))).toBe(false);
  });
});
