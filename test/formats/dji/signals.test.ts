import { describe, expect, test } from 'vitest';
import { Survey } from '../../../src/filter/survey.ts';
import { djiFormat } from '../../../src/formats/dji/index.ts';
import type { LoggedSignal } from '../../../src/model/signal.ts';
import { bodyOf, DjiWriter, detailsOf, latin } from './writer.ts';

const START_MS = 1_600_000_000_000;
const sender = 0;

function signalsOf(writer: DjiWriter): readonly LoggedSignal[] {
  const survey = new Survey(djiFormat());
  survey.push(writer.details(detailsOf(8)).bytes());
  return survey.finish().signals;
}

function utf8(text: string): Uint8Array {
  return Uint8Array.of(...new TextEncoder().encode(text), 0);
}

describe('signals', () => {
  test('of databases, limits and licences, with their time and place in the log', () => {
    const writer = new DjiWriter(8)
      .record(28, bodyOf(32))
      .custom(START_MS)
      .record(51, bodyOf(14))
      .record(52, bodyOf(20));
    const timeUs = START_MS * 1000;
    expect(signalsOf(writer)).toEqual([
      { kind: 'zone-database', evidence: 'app', timeUs: Number.NaN, offset: 100, sender, vehicle: 0 },
      { kind: 'fly-safe-limit', evidence: 'event', timeUs, offset: 100 + 37 + 23, sender, vehicle: 0 },
      { kind: 'unlock-action', evidence: 'app', timeUs, offset: 100 + 37 + 23 + 19, sender, vehicle: 0 },
    ]);
  });

  test.each([9, 10, 24])('texts of type %i that speak of zones', (type) => {
    const texts = [
      'You are in a Warning Zone (Airport of Nowhere). Fly with caution.',
      'Take-off prohibited: Restricted Zone.',
      'GEO: Authorization Zone nearby. Unlock it first.',
      'Near an NFZ',
      'You are approaching a No-Fly Zone',
      'Altitude Zone: maximum height 60 m',
      '飞行器位于禁飞区内',
      '您已进入警示区',
    ];
    const writer = new DjiWriter(8);
    for (const text of texts) writer.record(type, utf8(text));
    const found = signalsOf(writer);
    expect(found.map(({ kind, evidence }) => `${kind} ${evidence}`)).toEqual(texts.map(() => 'zone-warning message'));
    expect(found.map(({ words }) => words)).toEqual(texts);
  });

  test('a text that says what was done with a licence', () => {
    const [found] = signalsOf(new DjiWriter(8).record(9, utf8('解禁证书已启用。')));
    expect(found).toMatchObject({ kind: 'unlock-activated', evidence: 'message', words: '解禁证书已启用。' });
  });

  test('other texts do not', () => {
    const texts = [
      'Home Point updated.',
      'Geometry check',
      'Strong wind in the area',
      'Battery low',
      'Zone time set',
      '电量低',
    ];
    const writer = new DjiWriter(8);
    for (const text of texts) writer.record(9, utf8(text));
    expect(signalsOf(writer.osd(1, 2))).toEqual([]);
    expect(signalsOf(new DjiWriter(8).record(13, latin('Warning Zone'.padEnd(110))))).toEqual([]);
  });

  /** OSD with a flight action and a reason not to start. */
  const osd = (action: number, cause: number): Uint8Array => {
    const body = new Uint8Array(53);
    body[37] = action;
    body[38] = cause;
    return body;
  };

  test('the aircraft lands, or does not start, where flight is limited: each time once', () => {
    const rows = [osd(0, 0), osd(20, 0), osd(20, 0), osd(0, 0), osd(20, 23), osd(12, 0x80 + 23), osd(12, 5)];
    const writer = new DjiWriter(8);
    for (const row of rows) writer.record(1, row);
    expect(signalsOf(writer).map(({ kind, evidence, about }) => [kind, evidence, about])).toEqual([
      ['fly-safe-limit', 'status', 'landing'],
      ['fly-safe-limit', 'status', 'landing'],
      ['fly-safe-limit', 'status', 'take-off'],
    ]);
  });

  test('other actions and reasons say nothing of zones, nor do bits on whose meaning sources differ', () => {
    const writer = new DjiWriter(8);
    for (let number = 0; number < 128; number++) {
      if (number !== 20 && number !== 23) writer.record(1, osd(number, number));
      const bits = osd(0, 0);
      bits[35] = number * 2 + 1;
      writer.record(1, bits);
    }
    expect(signalsOf(writer)).toEqual([]);
  });
});
