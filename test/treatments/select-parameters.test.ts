import { describe, expect, test } from 'vitest';
import { Memory } from '../../src/bytes/memory.ts';
import { writeText } from '../../src/bytes/text.ts';
import { FlightState } from '../../src/model/flight-state.ts';
import { selectParameters } from '../../src/treatments/select-parameters.ts';
import { type ParameterClass, parameterRows } from '../../src/vocabulary/parameters.ts';
import { fieldAt } from '../model/fields.ts';

const state = new FlightState();

function selector(mayRelease: (parameter: ParameterClass) => boolean = (parameter) => parameter === 'safe') {
  const edit = selectParameters(fieldAt(4, 'char', 16), mayRelease);
  expect(edit.reach).toBe(20);
  return (name: string, remains = ''): boolean => {
    const bytes = new Uint8Array(24).fill(0x41);
    writeText(bytes, 5, 21, remains === '' ? name : `${name}\0${remains}`);
    const before = bytes.slice();
    const passes = edit.apply(new Memory(bytes), 1, 0, state);
    expect(bytes).toEqual(before);
    return passes;
  };
}

test('safe names pass; classified and unclassified ones do not; asking twice changes nothing', () => {
  const passes = selector();
  for (let round = 0; round < 2; round++) {
    expect(passes('ATC_RAT_RLL_P')).toBe(true);
    expect(passes('BATT2_CAPACITY')).toBe(true);
    expect(passes('BRD_SERIAL_NUM')).toBe(false);
    expect(passes('XYLOPHONE_9')).toBe(false);
    expect(passes('')).toBe(false);
  }
});

test('where values can be hidden, known parameters stay without theirs, and unknown ones do not', () => {
  const values = [fieldAt(0, 'f32'), fieldAt(20, 'f32')];
  const edit = selectParameters(fieldAt(4, 'char', 16), (parameter) => parameter === 'safe', values);
  expect(edit.reach).toBe(24);
  const shown = (name: string): readonly number[] | undefined => {
    const memory = new Memory(new Uint8Array(24));
    memory.view.setFloat32(0, 1.5, true);
    memory.view.setFloat32(20, 2.5, true);
    writeText(memory.bytes, 4, 20, name);
    if (!edit.apply(memory, 0, 0, state)) return undefined;
    return [memory.view.getFloat32(0, true), memory.view.getFloat32(20, true)];
  };
  for (let round = 0; round < 2; round++) {
    expect(shown('ATC_RAT_RLL_P')).toEqual([1.5, 2.5]);
    expect(shown('BRD_SERIAL_NUM')).toEqual([Number.NaN, Number.NaN]);
    expect(shown('XYLOPHONE_9')).toBeUndefined();
  }
});

test('only the text up to the NUL counts', () => {
  const passes = selector();
  expect(passes('ATC_RAT_RLL_P', 'X')).toBe(true);
  expect(passes('ATC_RAT', 'LL_P')).toBe(false);
});

test('a name of the full 16 characters is not read beyond its field', () => {
  const [name] = [...parameterRows()].find(([row, parameter]) => row.length === 16 && parameter === 'safe')!;
  expect(selector()(name.replaceAll('#', '1'))).toBe(true);
});

test('the rule is asked with the class of the name', () => {
  const asked: ParameterClass[] = [];
  const passes = selector((parameter) => asked.push(parameter) > 0);
  expect(passes('BRD_SERIAL_NUM')).toBe(true);
  expect(passes('XYLOPHONE_9')).toBe(false);
  expect(asked).toEqual(['deviceIdentity']);
});

describe('names whose hashes collide', () => {
  /** The same sum of 31^k * code: one more in a place is 31 less in the next. */
  function collidingWith(name: string): string {
    const at = [...name].findIndex((_, index) => index > 0 && name.charCodeAt(index) > 62);
    const [before, here] = [name.charCodeAt(at - 1), name.charCodeAt(at)];
    return name.slice(0, at - 1) + String.fromCharCode(before + 1, here - 31) + name.slice(at + 1);
  }
  const hashOf = (name: string) => [...name].reduce((hash, char) => (Math.imul(hash, 31) + char.charCodeAt(0)) | 0, 0);

  test('are told apart, in either order', () => {
    const safe = 'ACRO_BAL_PITCH';
    const other = collidingWith(safe);
    expect(other).not.toBe(safe);
    expect(hashOf(other)).toBe(hashOf(safe));
    for (const order of [
      [safe, other, safe, other],
      [other, safe, other, safe],
    ]) {
      const passes = selector();
      for (const name of order) expect(passes(name), name).toBe(name === safe);
    }
  });
});

test('more names than are remembered: the answers stay the same', () => {
  const edit = selectParameters(fieldAt(0, 'char', 16), (parameter) => parameter === 'safe');
  const bytes = new Uint8Array(16);
  const passes = (name: string): boolean => {
    writeText(bytes, 0, 16, name);
    return edit.apply(new Memory(bytes), 0, 0, state);
  };
  const passed = Array.from({ length: 9000 }, (_, index) => passes(`NO_SUCH_${index}`));
  expect(passed).not.toContain(true);
  expect(passes('ATC_RAT_RLL_P')).toBe(true);
  expect(passes('NO_SUCH_1')).toBe(false);
});
