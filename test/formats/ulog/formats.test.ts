import { describe, expect, test } from 'vitest';
import { placePairs } from '../../../src/filter/residue-places.ts';
import { ulogCatalog } from '../../../src/formats/ulog/catalog.ts';
import { MAX_SCHEMAS, Most } from '../../../src/formats/ulog/records.ts';
import { PLAIN, plain, read, smallCatalog, start } from './tools.ts';
import { latin, UlogWriter } from './writer.ts';

const NEST = 'nest:uint64_t timestamp;point current;item[2] items;uint8_t[3] _padding0;';
const POINT = 'point:float lat;float lon;';
const ITEM = 'item:int32_t rpm;float lat;float[3] list;';

describe('formats', () => {
  test('nested formats become one row of fields, wherever they stand', () => {
    const log = start().format(NEST).format(POINT).format(ITEM).subscribe('nest');
    log.body(
      'nest',
      Uint8Array.from({ length: 56 }, (_, index) => index),
    );
    const { frames, gaps } = read(log.bytes());
    expect(gaps).toEqual([]);
    const { schema } = frames.at(-1)!;
    expect(schema.known).toBe(true);
    expect(schema.size).toBe(56);
    expect(schema.fields.map(({ name, offset, type, length }) => `${offset} ${type} ${length} ${name}`)).toEqual([
      ...[
        '0 u64 1 timestamp',
        '8 f32 1 current.lat',
        '12 f32 1 current.lon',
        '16 i32 1 items[0].rpm',
        '20 f32 1 items[0].lat',
      ],
      ...[
        '24 f32 1 items[0].list[0]',
        '28 f32 1 items[0].list[1]',
        '32 f32 1 items[0].list[2]',
        '36 i32 1 items[1].rpm',
      ],
      ...[
        '40 f32 1 items[1].lat',
        '44 f32 1 items[1].list[0]',
        '48 f32 1 items[1].list[1]',
        '52 f32 1 items[1].list[2]',
      ],
    ]);
    const groups = schema.fields.map(({ name, rules }) =>
      `${name} ${rules[0]!.category} ${rules[0]!.group ?? ''}`.trimEnd(),
    );
    expect(groups.slice(3)).toEqual([
      ...['items[0].rpm actuators item#0', 'items[0].lat missionPosition item#0', 'items[0].list[0] inertial'],
      ...['items[0].list[1] inertial', 'items[0].list[2] power item#0', 'items[1].rpm actuators item#1'],
      // A row for one index wins.
      ...['items[1].lat missionPosition first', 'items[1].list[0] inertial', 'items[1].list[1] inertial'],
      'items[1].list[2] power item#1',
    ]);
  });

  test('arrays are one field, or one for each element where the catalog has rows for elements', () => {
    const { frames } = read(
      start()
        .format('array:float[3] states;float[2] whole;uint64_t timestamp;')
        .subscribe('array')
        .data('array')
        .bytes(),
    );
    const { fields } = frames.at(-1)!.schema;
    expect(
      fields.map(({ name, length, rules }) => `${name} ${length} ${rules[0]!.category} ${rules[0]!.group ?? ''}`),
    ).toEqual([
      ...[
        'states[0] 1 estimatorHealth ',
        'states[1] 1 motion velocity',
        'states[2] 1 estimatorHealth ',
        'whole 2 inertial ',
      ],
      'timestamp 1 absoluteTime ',
    ]);
  });

  test('rows hold for their types, and lend their units', () => {
    const rulesOf = (text: string) => {
      const { schema } = read(start().format(text).subscribe('typed').data('typed').bytes()).frames.at(-1)!;
      return schema.fields.map(({ name, units, rules }) => [name, units, rules.length]);
    };
    expect(rulesOf('typed:int32_t lat;float odd;')).toEqual([
      ['lat', 'degE7', 2],
      ['odd', undefined, 1],
    ]);
    expect(rulesOf('typed:double lat;double odd;')).toEqual([
      ['lat', 'deg', 1],
      ['odd', undefined, 0],
    ]);
  });

  test('what is released as it stands is not read from arrays and types that its rows do not name', () => {
    const isRead = (member: string): boolean => {
      const log = start().format(`plain:${member};`).subscribe('plain').data('plain');
      return read(log.bytes()).frames.at(-1)!.schema.fields[0]!.rules.length > 0;
    };
    expect(['float load', 'int32_t load', 'char[4] name', 'char[40] name', 'bool flag'].map(isRead)).toEqual(
      Array.from({ length: 5 }, () => true),
    );
    expect(
      [
        'float[8] load',
        'double load',
        'uint64_t flag',
        'char flag',
        'char[8] flag',
        'uint8_t[8] flag',
        'char name',
      ].map(isRead),
    ).toEqual(Array.from({ length: 7 }, () => false));
    const info = (key: string, value: string | number) => read(start().info(key, value).bytes()).frames.at(-1)!.schema;
    expect(info('uint32_t ver_data_format', 1).fields[0]!.rules).toHaveLength(1);
    expect(info('char[4] ver_data_format', 'mine').fields[0]!.rules).toEqual([]);
  });

  test('padding is zeroed inside a record, and left out at its end', () => {
    const log = start()
      .format('plain:bool flag;uint8_t[3] _padding0;float load;uint8_t[4] _padding1;')
      .subscribe('plain');
    log.body('plain', new Uint8Array(8)).body('plain', new Uint8Array(12)).body('plain', new Uint8Array(9));
    const { frames, gaps } = read(log.bytes());
    const { schema } = frames.at(-1)!;
    expect(schema.size).toBe(8);
    expect(schema.fields.map(({ name, rules }) => [name, rules[0]!.category])).toEqual([
      ['flag', 'mode'],
      ['_padding0', 'opaque'],
      ['load', 'power'],
    ]);
    expect(schema.fields[1]!.rules).toEqual([{ category: 'opaque', blank: 0 }]);
    expect(frames.map(({ record }) => record.length).slice(-2)).toEqual([13, 17]);
    expect(gaps.map(({ reason }) => reason)).toEqual(['bad-length']);
  });

  test.each<[string, string, boolean | undefined]>([
    ['a topic of the catalog', PLAIN, true],
    ['some of its fields', 'plain:float load;', true],
    ['a topic that nobody knows', 'mine:float load;', false],
    ['a field that nobody knows', 'plain:float load;float mine;', false],
    ['a field of another topic', 'plain:float rpm;', false],
    ['a field known as a nested one', 'nest:point current;', true],
    ['a nested format that nobody knows', 'plain:mine load;', false],
    ['a member called like padding', 'plain:float load;uint8_t _padding12;', true],
    ['padding with a number that says something', 'plain:float load;uint8_t _padding240515;', false],
    ['padding without a number', 'plain:float load;uint8_t _padding;', false],
    ['a member called nearly like padding', 'plain:float load;uint8_t _padding_of_mine;', false],
    ['something between members', 'plain:float load; bool flag;', undefined],
    ['something behind the members', 'plain:float load;mine', undefined],
    ['a length with a zero before it', 'plain:float[02] load;', undefined],
    ['an array of none', 'plain:float[0] load;', undefined],
    ['no members', 'plain:', undefined],
    ['a member twice', 'plain:float load;bool load;', undefined],
    ['a NUL', 'plain:float load;\0', undefined],
    ['more text than formats have', `plain:${'float load;'.repeat(1000)}`, undefined],
  ])('a format with %s', (_, text, known) => {
    const { frames, gaps } = read(start().format(text).format(ITEM).bytes());
    expect(frames.slice(1).map(({ schema }) => schema.known)).toEqual(known === undefined ? [true] : [known, true]);
    expect(gaps).toHaveLength(known === undefined ? 1 : 0);
  });

  test('a topic is known if all its formats are', () => {
    const { frames } = read(
      start().format(NEST).format(POINT).format('item:int32_t rpm;float mine;').subscribe('nest').bytes(),
    );
    expect(frames.at(-1)!.defines!.known).toBe(false);
  });

  const tooMany = `plain:${Array.from({ length: 7 }, (_, index) => `uint8_t[9999] _padding${index};`).join('')}float load;`;
  test.each<[string, readonly string[]]>([
    ['has no format', []],
    ['has a format that is no longer one', [PLAIN, 'plain:float;']],
    ['has two formats', [PLAIN, 'plain:float load;']],
    ['needs a format that is missing', ['plain:point load;']],
    ['is part of itself', ['plain:plain load;']],
    ['is part of itself by way of another', ['plain:item load;', 'item:plain rpm;']],
    ['is larger than a record can be', [tooMany]],
    ['has more fields than any', ['plain:item[9999] load;', ITEM]],
    ['holds padding only', ['plain:uint8_t[8] _padding0;']],
  ])('what a topic means that %s is not certain: its records are stepped over', (_, formats) => {
    const writer = start();
    for (const text of formats) writer.format(text);
    writer.format('other:float load;').subscribe('other', 0, 4).record('A', [0, 5, 0], latin('plain'));
    const log = writer.record('D', [5, 0], new Uint8Array(17)).data('other', { load: 3 }).bytes();
    for (const chunk of [1, log.length]) {
      const { messages, gaps } = read(log, smallCatalog, chunk);
      expect(messages.filter((message) => message !== '(format)')).toEqual(['(header)', '(subscription)', 'other']);
      expect(gaps.filter(({ length }) => length > 18).map(({ reason }) => reason)).toContain('unknown-message');
    }
  });

  test('a format may stand twice if it is the same, and none stands behind the definitions', () => {
    const { messages, gaps } = read(plain().format(ITEM).data('plain').bytes());
    expect(messages).toEqual(['(header)', '(format)', '(subscription)', 'plain']);
    expect(gaps.map(({ reason }) => reason)).toEqual(['unknown-message']);
    expect(read(start().format(PLAIN).format(PLAIN).subscribe('plain').data('plain').bytes()).gaps).toEqual([]);
  });
});

describe('bounds', () => {
  test('a log has so many formats, keys and schemas and no more', () => {
    const writer = start();
    for (let index = 0; index < 1200; index++) writer.record('F', latin(`topic_${index}:float load;`));
    for (let index = 0; index < 1200; index++) writer.info(`char[1] key_${index}`, 'x');
    for (let index = 0; index < 1200; index++)
      writer.record('A', [0, index & 0xff, index >>> 8], latin(`topic_${index}`));
    const { messages, gaps, schemas } = read(writer.bytes());
    const count = (name: string): number => messages.filter((message) => message === name).length;
    expect([count('(format)'), count('(info)'), count('(subscription)')]).toEqual([
      Most.formats,
      Most.keys,
      Most.formats,
    ]);
    expect(new Set(gaps.map(({ reason }) => reason))).toEqual(new Set(['unknown-message']));
    expect(schemas.length).toBeLessThanOrEqual(MAX_SCHEMAS);
    expect(schemas.map(({ index }) => index)).toEqual(schemas.map((_, index) => index));
  });

  test('all topics together have so many fields', () => {
    const writer = start().format('item:uint8_t a;uint8_t b;uint8_t c;uint8_t d;');
    for (let index = 0; index < 80; index++) writer.record('F', latin(`topic_${index}:item[1000] load;`));
    for (let index = 0; index < 80; index++) writer.record('A', [0, index, 0], latin(`topic_${index}`));
    const { messages } = read(writer.bytes());
    expect(messages.filter((message) => message === '(subscription)')).toHaveLength(Math.floor(Most.allFields / 4000));
  });

  test('each of many fields is looked at a few times to find places', () => {
    const log = new UlogWriter(ulogCatalog()).header();
    log.format('esc_report:uint64_t timestamp;float esc_voltage;').format('esc_status:esc_report[2040] esc;');
    const { schemas } = read(log.subscribe('esc_status').bytes(), ulogCatalog());
    const schema = schemas.find(({ message }) => message === 'esc_status')!;
    let looks = 0;
    const fields = schema.fields.map((field) => ({
      ...field,
      get rules() {
        looks++;
        return field.rules;
      },
    }));
    expect(placePairs({ ...schema, fields })).toEqual([]);
    expect(fields).toHaveLength(4080);
    expect(looks).toBeLessThanOrEqual(2 * fields.length);
  });

  test('formats in formats in formats cost little', () => {
    const writer = start();
    for (let depth = 0; depth < 5; depth++) writer.record('F', latin(`deep_${depth}:deep_${depth + 1}[9999] load;`));
    writer.record('F', latin('deep_5:uint8_t load;'));
    for (let index = 0; index < 20_000; index++) writer.record('A', [0, index & 0xff, index >>> 8], latin('deep_0'));
    const began = performance.now();
    expect(read(writer.bytes()).messages.filter((message) => message === '(subscription)')).toEqual([]);
    expect(performance.now() - began).toBeLessThan(1500);
  });
});
