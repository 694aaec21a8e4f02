import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFilter, survey } from '../../src/index.ts';
import { put } from '../node/harness.ts';
import { describeBrowser, openBrowser, servePage } from './browser.ts';
import type { Found } from './browser-page.ts';
import { bundle } from './bundle.ts';
import { copterLog, frameLevels, liveLevels, pushAll } from './logs.ts';
import { example } from './readme.ts';
import { runs } from './runs.ts';
import { wideLog } from './wide-log.ts';

const logs = { copter: copterLog, wide: wideLog() };

function script(widePath: string): string {
  return `
${example('A file in a browser')}
import copter from '../../samples/copter.tlog';
import wide from ${JSON.stringify(widePath)};
import { findOut } from './browser-page.ts';
await findOut({ copter, wide }, shareable);`;
}

describeBrowser('in Chromium, under a content policy that allows nothing but the script', () => {
  let found: Found;
  const said: string[] = [];

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flightveil-browser-'));
    closing.push(async () => rmSync(folder, { recursive: true, force: true }));
    const server = await servePage(await bundle(script(put(folder, 'wide.tlog', logs.wide))));
    const browser = await openBrowser();
    closing.push(() => browser.close(), server.close);
    const page = await browser.newPage();
    page.on('pageerror', (error) => said.push(error.message));
    page.on('crash', () => said.push('the page has crashed'));
    await page.goto(server.url);
    await page.waitForFunction(() => globalThis.found !== undefined, undefined, { timeout: 90_000 });
    found = await page.evaluate(() => globalThis.found!);
  }, 120_000);

  const closing: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const close of closing) await close();
  });

  test('nothing goes wrong, nothing of Node is there, and the policy is in force', () => {
    expect({ ...found, outputs: undefined, said }).toEqual({
      ...{ outputs: undefined, ofNode: [], violated: [], evaluated: 'EvalError', said: [] },
    });
  });

  test('filters give what they give in Node, byte for byte, at every level', async () => {
    for (const [name, log] of Object.entries(logs)) {
      const expected: Record<string, Uint8Array> = await runs(log);
      const ways = Object.keys(expected);
      expect(ways.length).toBe(5 * liveLevels.length + frameLevels.length);
      for (const way of ways) {
        const isWithheld = name === 'copter' && way === 'track in two passes';
        if (!isWithheld) expect(expected[way]!.length, way).toBeGreaterThan(50_000);
        const output = Buffer.from(found.outputs[`${name}: ${way}`]!, 'base64');
        expect(Buffer.compare(output, expected[way]!), `${name}: ${way}`).toBe(0);
      }
    }
  });

  test("so does the README's example with a file that somebody chose", async () => {
    const key = Uint8Array.from({ length: 32 }, (_, index) => index);
    const filter = createFilter({ level: 'dynamics', key, facts: await survey(copterLog) });
    const output = Buffer.from(found.outputs["the README's example"]!, 'base64');
    expect(Buffer.compare(output, pushAll(filter, copterLog))).toBe(0);
  });
});
