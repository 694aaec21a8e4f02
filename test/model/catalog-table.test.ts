import { describe, expect, test } from 'vitest';
import { parseCatalogTable } from '../../src/model/catalog-table.ts';
import { FlightveilError } from '../../src/model/errors.ts';

function rulesOf(text: string, message = 'A', field = 'x') {
  return parseCatalogTable(text, 'here').get(message)?.get(field);
}

describe('what is understood', () => {
  test('messages, fields, reasons; comments and empty rows are stepped over', () => {
    const table = parseCatalogTable('# all\n\nA # the first\n  x mode # why\n\ty power\r\n\nB\n  x altitude\n', 'here');
    expect([...table.keys()]).toEqual(['A', 'B']);
    expect(table.get('A')!.get('x')).toEqual([{ category: 'mode', reason: 'why' }]);
    expect(table.get('A')!.get('y')).toEqual([{ category: 'power' }]);
    expect(table.get('B')!.get('x')).toEqual([{ category: 'altitude' }]);
  });

  test('a message without rows is in the table, with no field', () => {
    expect(parseCatalogTable('A\nB\n x mode', 'here').get('A')).toEqual(new Map());
  });

  test('every attribute', () => {
    expect(rulesOf('A\n x absoluteTime clock=auto unit=ns')).toEqual([
      { category: 'absoluteTime', clock: 'auto', timeUnit: 'ns' },
    ]);
    const attributes = 'unknown=INT32_MAX blank=-3 group=fix role=latitude datum=wgs84 frame=body of=y needs=event';
    expect(rulesOf(`A\n x geofence ${attributes}`)).toEqual([
      {
        ...{ category: 'geofence', unknown: 0x7fff_ffff, blank: -3, group: 'fix', role: 'latitude', datum: 'wgs84' },
        ...{ frame: 'body', of: 'y', needs: 'event' },
      },
    ]);
  });

  test.each([
    ['NaN', Number.NaN],
    ['UINT64_MAX', 2n ** 64n - 1n],
    ['INT64_MAX', 2n ** 63n - 1n],
    ['INT16_MIN', -32_768],
    ['9007199254740993', 9_007_199_254_740_993n],
    ['-9007199254740993', -9_007_199_254_740_993n],
    ['1e9', 1e9],
    ['-0.5', -0.5],
  ])('the value %s', (text, value) => {
    expect(rulesOf(`A\n x mode unknown=${text}`)![0]!.unknown).toEqual(value);
  });

  test.each([
    ['f==3', { field: 'f', test: 'equals', values: [3] }],
    ['f!=-3', { field: 'f', test: 'differs', values: [-3] }],
    ['f&12', { field: 'f', test: 'anyBit', values: [12] }],
    ['!f&12', { field: 'f', test: 'noBit', values: [12] }],
    ['f:1,-2,3', { field: 'f', test: 'oneOf', values: [1, -2, 3] }],
    ['f:1', { field: 'f', test: 'oneOf', values: [1] }],
  ])('the condition %s', (text, when) => {
    const rules = rulesOf(`A\n x mode when=${text}\n x altitude`);
    expect(rules).toEqual([{ category: 'mode', when }, { category: 'altitude' }]);
  });
});

describe('what is refused, with its line', () => {
  const cases: readonly (readonly [name: string, text: string, line: number, says: string])[] = [
    ['a message twice', 'A\n x mode\nA', 3, 'message A stands twice'],
    ['a row before the first message', '# note\n x mode', 2, 'before the first message'],
    ['a field without a category', 'A\n x', 2, 'a field and a category'],
    ['an unknown category', 'A\n x mode\n y moods', 3, 'no category is called moods'],
    ['a category that every object inherits', 'A\n x constructor', 2, 'no category is called constructor'],
    ['an attribute without a value', 'A\n x mode unknown=', 2, 'unknown= is not key=value'],
    ['an attribute without a key', 'A\n x mode =3', 2, '=3 is not key=value'],
    ['an attribute without an equals sign', 'A\n x mode unknown', 2, 'unknown is not key=value'],
    ['an unknown attribute', 'A\n x mode unkown=3', 2, 'no attribute is called unkown'],
    ['an attribute that every object inherits', 'A\n x mode __proto__=3', 2, 'no attribute is called __proto__'],
    ['an unknown clock', 'A\n x absoluteTime clock=sun', 2, 'no clock is called sun'],
    ['an unknown unit', 'A\n x absoluteTime clock=boot unit=h', 2, 'no time unit is called h'],
    ['an unknown role', 'A\n x altitude role=height', 2, 'no role is called height'],
    ['a step that geofence does not have', 'A\n x geofence needs=day', 2, 'is no step of geofence'],
    ['a value that is none', 'A\n x mode unknown=INT32_MX', 2, 'INT32_MX is no value'],
    ['a time without a clock', 'A\n x absoluteTime', 2, 'a time needs clock='],
    ['a condition that is none', 'A\n x mode when=f=3', 2, 'f=3 is no condition'],
    ['a condition on a part of a number', 'A\n x mode when=f==3.5', 2, 'f==3.5 is no condition'],
    ['several values after ==', 'A\n x mode when=f==1,2', 2, 'only ":" takes several values'],
    ['several values after &', 'A\n x mode when=f&1,2', 2, 'only ":" takes several values'],
    ['"!" with something else than "&"', 'A\n x mode when=!f==1', 2, '"!" goes with "&"'],
    ['a row after one without a condition', 'A\n x mode\n y power\n x altitude', 4, 'follows one without a condition'],
    ['conditions only', 'A\n x mode when=f==1\nB\n y power\n', 2, 'A.x has no row for the remaining cases'],
  ];

  test.each(cases)('%s', (_name, text, line, says) => {
    let error: unknown;
    try {
      parseCatalogTable(text, 'here');
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(FlightveilError);
    const { code, message, facts } = error as FlightveilError;
    expect(code).toBe('catalog-invalid');
    expect(message).toContain(says);
    expect(message).toContain(`here, line ${line}:`);
    expect(facts).toEqual({ line });
  });
});
