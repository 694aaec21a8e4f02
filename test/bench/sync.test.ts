import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Draw } from '../../bench/draw.ts';
import { type Figure, lineOf, missedIn, sectionOf } from '../../bench/sync/figures.ts';
import { RoughProxy } from '../../bench/sync/rough-proxy.ts';
import { deliveryFaults, type Received } from '../../bench/sync/soak-check.ts';

const ratio: Figure = { what: 'ratio', measured: 0.7, least: 0.6, note: '0.5 to 0.9' };
const size: Figure = { what: 'size', measured: 3, unit: 'MB', most: 4 };

describe('figures', () => {
  it('a bound that is missed, a number that is none, and what else was wrong are said', () => {
    expect(missedIn({ figures: [ratio, size, { what: 'free', measured: 1e9 }], failures: [] })).toEqual([]);
    const wrong = [
      { ...ratio, measured: 0.59 },
      { ...size, measured: 4.1 },
      { ...size, measured: Number.NaN },
    ];
    expect(missedIn({ figures: wrong, failures: ['a log is not there'] })).toEqual([
      'ratio is 0.59, not at least 0.6',
      'size is 4.1 MB, not at most 4 MB',
      'size is NaN MB, not at most 4 MB',
      'a log is not there',
    ]);
  });

  it('are a line each for people, and a section', () => {
    expect(lineOf(ratio)).toBe('ratio: 0.7 (0.5 to 0.9); bound: at least 0.6');
    const at = { date: '2026-01-02', commit: 'abc1234', machine: '2 cores', quick: false };
    const program = { script: 'bench:sync', title: 'Title', marker: 'sync' };
    const section = sectionOf(
      program,
      ['--rounds', '3'],
      { figures: [size], failures: [], about: ['What was done.'] },
      at,
    );
    expect(section).toContain('## Title\n\nWritten by `npm run bench:sync -- --rounds 3 --write` on 2026-01-02');
    expect(section).toContain('All bounds hold.\n\nWhat was done.\n\n');
    expect(section).toContain('| size | 3 MB | at most 4 MB |');
  });
});

describe('the check of deliveries', () => {
  const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const logs = [Buffer.from('one'), Buffer.from('two')];
  const audit = logs.flatMap((bytes, index) => [
    { kind: 'release', upload: 'club', item: `${index}`, outputSha256: sha256(bytes) },
    { kind: 'delivered', upload: 'club', item: `${index}` },
    { kind: 'delivered', upload: 'other', item: `${index}` },
  ]);
  const manifestOf = (bytes: Uint8Array): Buffer => {
    const payload = Buffer.from(JSON.stringify({ output: { sha256: sha256(bytes) } })).toString('base64');
    return Buffer.from(JSON.stringify({ payload }));
  };
  const received = (): Received[] =>
    logs.flatMap((bytes, index) => [
      { name: `${index}.tlog`, bytes },
      { name: `${index}.tlog.manifest.dsse.json`, bytes: manifestOf(bytes) },
    ]);

  it('is content when every log came once', () => {
    expect(deliveryFaults('club', audit, received(), 2)).toEqual([]);
  });

  it.each([
    ['a log is missing', received().slice(2), 2],
    [
      'a log has another byte',
      received().map((one, index) => (index === 0 ? { ...one, bytes: Buffer.from('one!') } : one)),
      2,
    ],
    ['a log came twice', [...received(), ...received().map((one) => ({ ...one, name: `again-${one.name}` }))], 2],
    ['a name is there twice', [...received(), received()[0]!], 2],
    ['a manifest is missing', received().slice(0, 3), 2],
    [
      'a manifest is of another log',
      received().map((one, index) => (index === 1 ? { ...one, bytes: manifestOf(logs[1]!) } : one)),
      2,
    ],
    ['a log was never delivered', received(), 3],
  ])('says that %s', (_what, there, count) => {
    expect(deliveryFaults('club', audit, there, count)).not.toEqual([]);
  });
});

describe('the rough line', () => {
  let server: Server;
  let proxy: RoughProxy;
  afterEach(async () => {
    await proxy.close();
    server.close();
  });

  it('cuts and truncates some connections, and none when it is good', async () => {
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (data) => void socket.write(data));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    proxy = await RoughProxy.start(() => (server.address() as AddressInfo).port, new Draw(3));
    const sent = Buffer.alloc(200_000, 7);
    for (let turn = 0; turn < 12; turn++) await echoed(sent);
    expect(proxy.cut).toBeGreaterThan(0);
    expect(proxy.truncated).toBeGreaterThan(0);
    const { cut, truncated } = proxy;
    proxy.isRough = false;
    for (let turn = 0; turn < 6; turn++) expect(await echoed(sent)).toBe(sent.length);
    expect([proxy.cut, proxy.truncated, proxy.connections]).toEqual([cut, truncated, 18]);
  });

  /** How much comes back of what is sent. */
  async function echoed(sent: Buffer): Promise<number> {
    const socket = connect(proxy.port, '127.0.0.1');
    let bytes = 0;
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      bytes += data.length;
      if (bytes >= sent.length) socket.destroy();
    });
    socket.on('end', () => socket.destroy());
    socket.write(sent);
    // A reset is an error, too, which `once` would throw.
    await new Promise((closed) => socket.on('close', closed));
    return bytes;
  }
});
