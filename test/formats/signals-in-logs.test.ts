import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Survey } from '../../src/filter/survey.ts';
import { dataflashFormats } from '../../src/formats/dataflash/index.ts';
import { mavlinkFormats } from '../../src/formats/mavlink/index.ts';
import { DETECT_BYTES } from '../../src/model/format.ts';
import type { LoggedSignal } from '../../src/model/signal.ts';
import { describeCorpus } from '../corpus.ts';

const formats = [...mavlinkFormats(), ...dataflashFormats()];

function signalsOf(bytes: Uint8Array): readonly LoggedSignal[] {
  const format = formats.find((one) => one.detect(bytes.subarray(0, DETECT_BYTES), bytes.length <= DETECT_BYTES))!;
  const survey = new Survey(format);
  survey.push(bytes);
  return survey.finish().signals;
}

/** `kind/evidence` and what it is about. */
function shown({ kind, evidence, about = '' }: LoggedSignal): string {
  return `${kind}/${evidence} ${about}`.trimEnd();
}

const settings = ['ACTION', 'ALT_MAX', 'ENABLE', 'MARGIN', 'RADIUS', 'TYPE'].map(
  (name) => `fence-setting/setting FENCE_${name}`,
);

describe('samples', () => {
  test.each([
    ['copter.tlog', ['fence-kept/status', ...settings]],
    ['short.mavlink', ['fence-kept/status']],
    ['copter.bin', settings],
    ['short.log', settings],
  ])('%s', (name, expected) => {
    const signals = signalsOf(readFileSync(new URL(`../../samples/${name}`, import.meta.url)));
    expect(signals.map(shown)).toEqual(expected);
  });
});

/** What real logs tell beside settings, by their names. All have settings where they have parameters. */
const told: Readonly<Record<string, readonly (readonly [name: RegExp, signals: readonly string[]])[]>> = {
  tlog: [
    [/^copter-mav1/, ['fence-kept/status']],
    [/^plane-mav2-cuav-canberra-2016/, ['fence-off/status', 'fence-kept/status', 'fence-on/status']],
    [/^sub-/, ['fence-off/status']],
  ],
  'dataflash-bin': [],
  'dataflash-log': [
    [/^mechanical-fail/, ['fence-breach/event height', 'fence-kept/event height']],
    [/^tradheli-brownout/, ['fence-breach/event height']],
  ],
};

for (const [kind, rows] of Object.entries(told)) {
  describeCorpus(`real logs: ${kind}`, kind, (files) => {
    test.each(files.map((file) => [basename(file), file]))('%s', (name, file) => {
      const signals = signalsOf(readFileSync(file));
      const [, expected] = rows.find(([pattern]) => pattern.test(name)) ?? [undefined, []];
      expect(signals.filter((one) => one.kind !== 'fence-setting').map(shown)).toEqual(expected);
    });
  });
}

describeCorpus('a real log of an aircraft with a fence', 'dataflash-bin', (files) => {
  test('tells how it is set', () => {
    const signals = signalsOf(readFileSync(files.find((file) => file.includes('-fence.bin'))!));
    const values = new Map(signals.map(({ about, value }) => [about, value]));
    expect(values.size).toBe(13);
    expect(
      ['ENABLE', 'TYPE', 'ACTION', 'ALT_MAX', 'RADIUS', 'TOTAL'].map((name) => values.get(`FENCE_${name}`)),
    ).toEqual([1, 3, 1, 30, 150, 7]);
  });
});
