import { describe, expect, test } from 'vitest';
import { Survey } from '../../../src/filter/survey.ts';
import { djiFormat } from '../../../src/formats/dji/index.ts';
import type { LoggedSignal } from '../../../src/model/signal.ts';
import { bodyOf, DjiWriter, detailsOf, latin } from './writer.ts';

const START_MS = 1_600_000_000_000;

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
    expect(signalsOf(writer)).toEqual([
      { kind: 'zone-database', timeUs: Number.NaN, offset: 100 },
      { kind: 'fly-safe-limit', timeUs: START_MS * 1000, offset: 100 + 37 + 23 },
      { kind: 'unlock-action', timeUs: START_MS * 1000, offset: 100 + 37 + 23 + 19 },
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
    expect(found.map(({ kind }) => kind)).toEqual(texts.map(() => 'zone-warning'));
    expect(found.map(({ words }) => words)).toEqual(texts);
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
});
