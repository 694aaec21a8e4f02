import { expect, test } from 'vitest';
import { dimensionNames, isAtMost, nothing, rank } from '../../src/model/disclosure.ts';
import { couple, decide, localPolicy } from '../../src/policy/decide.ts';
import { isLevel, levelMeanings, levelNames, levels } from '../../src/policy/levels.ts';

test('the levels form a chain, and each is more than the one before', () => {
  levelNames.slice(1).forEach((name, index) => {
    const below = levels[levelNames[index]!];
    expect(isAtMost(below, levels[name]), name).toBe(true);
    expect(isAtMost(levels[name], below), name).toBe(false);
  });
});

test('every step of every level exists', () => {
  for (const name of levelNames) {
    expect(Object.keys(levels[name]).sort()).toEqual([...dimensionNames].sort());
    for (const dimension of dimensionNames) expect(() => rank(dimension, levels[name][dimension])).not.toThrow();
  }
});

test('a level means what it says: coupling and the local policy leave it as it is', () => {
  for (const level of levelNames) {
    expect(couple(levels[level])).toEqual(levels[level]);
    expect(decide({ purpose: 'local', recipient: 'self', level }, localPolicy).disclosure).toEqual(levels[level]);
  }
});

test('the table of the design', () => {
  expect(levels.withhold).toEqual(nothing);
  const silent = { ...nothing };
  expect(levels.summary).toEqual({ ...silent, dynamics: 'summary' });
  const safe = { device: 'flight', settings: 'safe', text: 'template', geofence: 'kind', dynamics: 'full' };
  expect(levels.engineering).toEqual({ ...silent, ...safe });
  expect(levels.dynamics).toEqual({ ...silent, ...safe, shape: 'relative' });
  expect(levels.track).toEqual({
    ...{ ...silent, ...safe, place: 'exact', shape: 'exact', time: 'day', device: 'recipient' },
    ...{ environment: 'exact', geofence: 'event' },
  });
  for (const dimension of dimensionNames) {
    const step = ['media', 'others', 'opaque', 'secrets'].includes(dimension) ? 'none' : levels.full[dimension];
    expect(levels.full[dimension]).toBe(step);
  }
  expect(levels.full).toMatchObject({ place: 'exact', operator: 'exact', time: 'exact', person: 'exact' });
});

test('no level below full names a person or shows the operator', () => {
  for (const name of levelNames) {
    if (name !== 'full') expect(levels[name]).toMatchObject({ person: 'none', operator: 'none' });
  }
});

test('names are told from what is none, and every level has a meaning', () => {
  for (const name of levelNames) {
    expect(isLevel(name)).toBe(true);
    expect(levelMeanings[name]).not.toBe('');
  }
  for (const name of ['', 'Full', 'full ', 'constructor', '__proto__', 'none']) expect(isLevel(name)).toBe(false);
  for (const name of levelNames) expect(isLevel(name)).toBe(true);
});
