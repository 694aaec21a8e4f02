import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inspect, levelNames, survey } from '../../src/index.ts';
import { flightveil, root } from '../node/harness.ts';
import { canaries, canaryLog, canaryTexts } from '../node/tiny-log.ts';
import { copterLog, shortLog } from './logs.ts';

test.each(['copter.tlog', 'short.mavlink'])('says of %s what the command says', async (name) => {
  const { out } = await flightveil(['inspect', join(root, 'samples', name), '--json']);
  const { categories: _, ...inspection } = await inspect(name === 'copter.tlog' ? copterLog : shortLog);
  expect(inspection.fields.length).toBeGreaterThan(100);
  expect(JSON.parse(JSON.stringify(inspection))).toEqual(JSON.parse(out));
});

test('categories add up to the fields, and say what each level does', async () => {
  const { categories, fields } = await inspect(copterLog);
  for (const { category, dimension, messages, fields: count, values, atLevel, explanation } of categories) {
    const own = fields.filter((field) => field.category === category);
    expect(count).toBe(own.length);
    expect(values).toBe(own.reduce((sum, { frames }) => sum + frames, 0));
    expect(messages).toBe(new Set(own.map(({ message }) => message)).size);
    expect(new Set(own.map((field) => field.dimension))).toEqual(new Set([dimension]));
    expect(explanation).not.toBe('');
    expect(Object.keys(atLevel)).toEqual(levelNames);
    expect(atLevel.withhold).toBe('hidden');
    expect(atLevel.summary ?? 'hidden').toBe('hidden');
  }
  const at = (name: string) => categories.find(({ category }) => category === name)!.atLevel;
  expect(at('attitude').engineering).toBe('kept');
  expect(at('aircraftPosition')).toMatchObject({ engineering: 'hidden', full: 'kept' });
  expect(at('absoluteTime')).toMatchObject({ engineering: 'changed', full: 'kept' });
});

test('values are shown only if they are asked for', async () => {
  const closed = JSON.stringify(await inspect(canaryLog()));
  expect(canaryTexts.filter((text) => closed.includes(text))).toEqual([]);
  expect(closed).not.toContain('samples');
  const open = JSON.stringify(await inspect(canaryLog(), { reveal: true }));
  expect(open).toContain(canaries.person);
  expect(open).toContain(String(canaries.latitudeE7));
});

test('a survey gives the same counts', async () => {
  const [facts, inspection] = [await survey(shortLog), await inspect(shortLog)];
  expect(inspection).toMatchObject({ format: facts.format, frames: facts.frames, gapBytes: facts.gapBytes });
});
