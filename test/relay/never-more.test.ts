import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allFormats } from '../../src/formats/index.ts';
import { Found } from '../../src/model/format.ts';
import { filterFile } from '../../src/node/filter-file.ts';
import { decide, localPolicy } from '../../src/policy/decide.ts';
import type { Level } from '../../src/policy/levels.ts';
import { put, temporaryFolder } from '../node/harness.ts';
import { framesOf, key, own, relay, shortLog } from './harness.ts';

const mavlink = allFormats().find(({ name }) => name === 'mavlink')!;

/** How often each field of each message is there, and other than zero. */
function fieldsIn(bytes: Uint8Array): Map<string, number> {
  const counts = new Map<string, number>();
  const decoder = mavlink.createDecoder();
  decoder.window(bytes, 0, bytes.length, true);
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
  for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
    if (found !== Found.frame) continue;
    const { schema, body, bodyLength } = decoder.frame;
    count(schema.message);
    for (const field of schema.fields) {
      if (bytes.subarray(body + field.offset, body + bodyLength).length === 0) continue;
      const at = body + field.offset;
      const end = Math.min(body + bodyLength, at + 8);
      if (bytes.subarray(at, end).some((byte) => byte !== 0 && byte !== 0xff && byte !== 0x7f))
        count(`${schema.message}.${field.name}`);
    }
  }
  return counts;
}

const framePool = framesOf(shortLog);

it('a relay never releases more than the file of the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(framePool.length - 1), { minLength: 20, maxLength: 200 }),
      fc.constantFrom<Level>('engineering', 'dynamics', 'full'),
      async (choice, level) => {
        const folder = temporaryFolder();
        const path = put(
          folder,
          'log.mavlink',
          Buffer.concat(choice.sort((a, b) => a - b).map((index) => framePool[index]!)),
        );
        const decision = decide({ purpose: 'local', recipient: 'self', level }, localPolicy);
        const file = await filterFile(path, { decision, keys: { root: key }, outputFolder: join(folder, 'file') });
        const going = await relay(`file:${path}?rate=full`, [own(`file:${join(folder, 'live')}`, level)]);
        const { status } = await going.ended;
        const ofFile = fieldsIn(readFileSync(file.outputPath));
        const ofLive =
          status.outputs[0]!.written.bytes === 0 ? new Map() : fieldsIn(readFileSync(join(folder, 'live')));
        for (const [what, count] of ofLive) {
          if (what.includes('.')) expect(ofFile.has(what), what).toBe(true);
          else expect(count, what).toBeLessThanOrEqual(ofFile.get(what) ?? 0);
        }
      },
    ),
    { numRuns: 15 },
  );
});
