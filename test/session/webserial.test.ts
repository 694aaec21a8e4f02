import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { allFormats, createFilter, findResidue, levels } from '../../src/index.ts';
import { drawsOf } from '../../src/session/session-keys.ts';
import { describeBrowser, openBrowser } from '../library/browser.ts';
import { pushAll, shortLog } from '../library/logs.ts';
import { Consent, grantedSession, Kept } from './app.ts';
import { play, plugIn } from './serial-port.ts';

const folder = fileURLToPath(new URL('../../samples/webserial/', import.meta.url));
const nmea = new Uint8Array(readFileSync(new URL('../../samples/flight.nmea', import.meta.url)));

/** The example as it stands, its script bundled for browsers: anything of Node in it is an error. */
async function serveExample(): Promise<Served> {
  const { outputFiles } = await build({
    entryPoints: [`${folder}app.ts`],
    ...{ bundle: true, write: false, format: 'esm', target: 'es2022', platform: 'browser', logLevel: 'silent' },
  });
  const files = new Map<string, [string, string]>([
    ['/', ['text/html; charset=utf-8', readFileSync(`${folder}index.html`, 'utf8')]],
    ['/style.css', ['text/css', readFileSync(`${folder}style.css`, 'utf8')]],
    ['/app.js', ['text/javascript; charset=utf-8', outputFiles[0]!.text]],
  ]);
  const served: Served = { url: '', received: [], isBroken: false, close: () => Promise.resolve() };
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        served.received.push({ path: request.url!, bytes: Buffer.concat(pieces) });
        response.writeHead(served.isBroken ? 507 : 204).end();
      });
      return;
    }
    const [type, text] = files.get(request.url!) ?? [];
    if (type === undefined) return void response.writeHead(404).end();
    const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  served.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  served.close = () => new Promise((resolve) => server.close(() => resolve()));
  return served;
}

interface Served {
  url: string;
  /** What the page sent. */
  received: { path: string; bytes: Buffer }[];
  isBroken: boolean;
  close: () => Promise<void>;
}

describeBrowser('the WebSerial example in Chromium', () => {
  let served: Served;
  let browser: Browser;
  let page: Page;
  let said: string[] = [];

  beforeAll(async () => {
    served = await serveExample();
    browser = await openBrowser();
  }, 110_000);
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  beforeEach(async () => {
    served.received = [];
    served.isBroken = false;
    said = [];
    page = await browser.newPage();
    page.on('pageerror', (error) => said.push(error.message));
    await plugIn(page);
    await page.goto(served.url);
  });
  afterEach(async () => {
    expect(said).toEqual([]);
    await page.close();
  });

  const state = (): Promise<string | null> => page.textContent('#state');
  const untilState = (text: string): Promise<unknown> =>
    page.waitForFunction((wanted) => document.querySelector('#state')!.textContent === wanted, text, {
      timeout: 10_000,
    });
  const result = async (): Promise<{ flight: string; manifests: { output: { bytes: number } }[]; summary: object }> =>
    JSON.parse((await page.textContent('#result'))!);

  async function connect(choices: {
    request?: string;
    level?: string;
    format?: string;
    isAdult?: boolean;
  }): Promise<void> {
    for (const name of ['request', 'level', 'format'] as const) {
      const value = choices[name];
      if (value !== undefined) await page.selectOption(`[name=${name}]`, value);
    }
    if (choices.isAdult) await page.check('[name=isAdult]');
    await page.click('[name=connect]');
    if (choices.request === undefined || choices.isAdult) await untilState('connected');
  }

  /** What the page's browser keeps for it. */
  async function rootKey(): Promise<Uint8Array> {
    const bytes = await page.evaluate(
      () =>
        new Promise<number[]>((resolve) => {
          indexedDB.open('flightveil').onsuccess = (event) => {
            const database = (event.target as IDBOpenDBRequest).result;
            const request = database.transaction('keys').objectStore('keys').getAll();
            request.onsuccess = () => {
              if (request.result.length === 1) resolve([...request.result[0]]);
            };
          };
        }),
    );
    return Uint8Array.from(bytes);
  }

  const received = (): Uint8Array => new Uint8Array(Buffer.concat(served.received.map(({ bytes }) => bytes)));
  /** How much has come when all that was waiting has. */
  async function settled(): Promise<number> {
    for (let before = -1; ; await page.waitForTimeout(300)) {
      const now = received().length;
      if (now === before && (await page.textContent('#released')) === String(now)) return now;
      before = now;
    }
  }

  const synced = { request: 'flight-record-sync manufacturer', isAdult: true };

  test('sends what a filter makes of what comes over the line, and nothing of the place', async () => {
    await connect({ ...synced, level: 'dynamics' });
    expect(await page.evaluate(() => globalThis.fakePort.asked)).toEqual(['choose a port', '57600']);
    await play(page, shortLog, 64);
    await page.click('[name=disconnect]');
    await untilState('disconnected');
    const { flight, manifests } = await result();
    const { decision } = await grantedSession(await new Consent().give(levels.dynamics), new Kept());
    const draws = drawsOf(await rootKey(), 'manufacturer', flight);
    const expected = pushAll(createFilter({ decision, ...draws, format: 'mavlink' }), shortLog);
    expect(expected.length).toBeGreaterThan(5000);
    expect(Buffer.compare(received(), expected)).toBe(0);
    expect(new Set(served.received.map(({ path }) => path))).toEqual(new Set(['/telemetry/mavlink']));
    expect(manifests.map(({ output }) => output.bytes)).toEqual([expected.length]);
    expect(await page.textContent('#released')).toBe(String(expected.length));
    const { disclosure } = decision;
    expect(findResidue({ original: shortLog, filtered: received(), disclosure })).toEqual([]);
    expect(findResidue({ original: shortLog, filtered: shortLog, disclosure }).length).toBeGreaterThan(3);
    expect(await page.evaluate(() => globalThis.fakePort.isOpen)).toBe(false);
  });

  test('ends with the withdrawal: not a byte behind it', async () => {
    await connect(synced);
    await play(page, shortLog.subarray(0, 9000), 64);
    const before = await settled();
    expect(before).toBeGreaterThan(1000);
    await page.click('[name=withdraw]');
    expect(await state()).toBe('connected');
    await play(page, shortLog.subarray(9000), 64);
    await untilState('withdrawn: nothing more is released');
    expect(received().length).toBe(before);
    expect((await result()).manifests.map(({ output }) => output.bytes)).toEqual([before]);
    expect(await page.evaluate(() => globalThis.fakePort.isOpen)).toBe(false);
  });

  test('ends cleanly when the port is unplugged, and begins again', async () => {
    for (let turn = 0; turn < 2; turn++) {
      served.received = [];
      await connect(synced);
      await play(page, shortLog.subarray(0, 9000), 64);
      await page.evaluate(() => globalThis.fakePort.unplug());
      await untilState('the link was lost');
      expect(received().length).toBeGreaterThan(1000);
      expect((await result()).manifests.map(({ output }) => output.bytes)).toEqual([received().length]);
      expect(await page.isEnabled('[name=connect]')).toBe(true);
    }
  });

  test.each([
    ['is no adult', { request: synced.request }, /Flight records are kept on this machine only/],
    ['asks for a purpose that is not offered to this recipient', { request: 'local manufacturer' }, /nothing/],
  ])('asks for no port where somebody %s', async (_, choices, words) => {
    if (choices.request === 'local manufacturer') {
      await page.evaluate(() => {
        document.querySelector('option')!.value = 'local manufacturer';
      });
    }
    await page.selectOption('[name=request]', choices.request);
    await page.click('[name=connect]');
    await expect.poll(state).toMatch(words);
    expect(await page.evaluate(() => globalThis.fakePort.asked)).toEqual([]);
    expect(served.received).toEqual([]);
  });

  test('says so where no port is chosen, and where the server takes nothing', async () => {
    await page.evaluate(() => {
      globalThis.fakePort.isRefused = true;
    });
    await page.click('[name=connect]');
    await untilState('No port selected by the user.');
    await page.evaluate(() => {
      globalThis.fakePort.isRefused = false;
    });
    served.isBroken = true;
    await connect(synced);
    await play(page, shortLog.subarray(0, 4000), 64);
    await untilState('the output takes no more');
    expect(served.received.length).toBe(1);
  });

  test('keeps what came from the pilot’s own receiver as a file, without where the pilot stands', async () => {
    await connect({ format: 'nmea', level: 'dynamics' });
    await play(page, nmea, 200);
    await page.click('[name=disconnect]');
    await untilState('disconnected');
    const { flight } = await result();
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#files a')]);
    const kept = new Uint8Array(readFileSync(await download.path()));
    const options = {
      ...drawsOf(await rootKey(), 'self', flight),
      format: 'nmea',
      formats: allFormats({ nmeaOf: 'operator' }),
    } as const;
    const expected = pushAll(createFilter({ level: 'dynamics', ...options }), nmea);
    expect(expected.length).toBeGreaterThan(1000);
    expect(Buffer.compare(kept, expected)).toBe(0);
    expect(served.received).toEqual([]);
  });
});
