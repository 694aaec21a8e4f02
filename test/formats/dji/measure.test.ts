import { expect, test } from 'vitest';
import { keychainsText, sampleKeychains } from '../../../samples/dji/keychain.ts';
import { djiRecord } from '../../../samples/dji/log.ts';
import { djiSecrets } from '../../../samples/dji/secrets.ts';
import { createLoop, loopFactsOf } from '../../../src/filter/create-loop.ts';
import { FlightKeys } from '../../../src/filter/keys.ts';
import { Survey } from '../../../src/filter/survey.ts';
import { djiFormat } from '../../../src/formats/dji/index.ts';
import { readKeychains } from '../../../src/formats/dji/keychains.ts';
import { levels } from '../../../src/policy/levels.ts';

const keychains = sampleKeychains();
const formats = {
  without: djiFormat(),
  with: djiFormat({ keychains: readKeychains(keychainsText(keychains)) }),
};

test.each([4, 8, 11, 12, 14] as const)(
  'a pass that only measures finds in version %i what one that writes does',
  (version) => {
    const log = djiRecord(version, djiSecrets, undefined, { keychains });
    for (const format of Object.values(formats)) {
      const survey = new Survey(format);
      survey.push(log);
      const facts = loopFactsOf(survey.finish());
      for (const level of ['summary', 'engineering', 'dynamics', 'full'] as const) {
        const pass = (isMeasuring: boolean) => {
          const loop = createLoop(format, levels[level], FlightKeys.ofSeed('measure', 0), { ...facts, isMeasuring });
          let pieces = 0;
          for (let at = 0; at < log.length; at += 5000) pieces += [...loop.push(log.subarray(at, at + 5000))].length;
          pieces += [...loop.finish()].length;
          const { plans: _, ...counts } = loop.counts();
          return { pieces, measured: loop.measured, counts };
        };
        const [measuring, writing] = [pass(true), pass(false)];
        expect(measuring.pieces).toBe(0);
        expect(writing.pieces).toBeGreaterThan(0);
        expect(measuring.measured).toBe(writing.measured);
        expect(measuring.counts).toEqual(writing.counts);
      }
    }
  },
);
