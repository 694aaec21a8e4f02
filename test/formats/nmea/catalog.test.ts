import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MAX_BODY_BYTES } from '../../../src/formats/nmea/body.ts';
import { nmeaCatalog } from '../../../src/formats/nmea/catalog.ts';
import { cellRulesOf } from '../../../src/formats/nmea/cell-rules.ts';
import { generate } from '../../../src/formats/nmea/gen/generate.ts';
import { nmeaFormat } from '../../../src/formats/nmea/index.ts';
import { SentenceKinds } from '../../../src/formats/nmea/kinds.ts';
import { unitSize } from '../../../src/model/units.ts';
import { levels } from '../../../src/policy/levels.ts';
import { decodeLog, filterLog } from '../../suite/run.ts';
import { bytesOf, sentence, textOf } from './flight.ts';

const subject = { format: nmeaFormat() };
/** Every sentence of the catalog by its address, with cells that could be anything's. */
const addressOf = (message: string): string =>
  message.startsWith('P') ? message : `GN${message.replace(/\/\d+$/, '')}`;

test('generating the NMEA catalog again changes nothing', () => {
  for (const [name, text] of Object.entries(generate())) {
    const file = new URL(`../../../src/formats/nmea/gen/${name}`, import.meta.url);
    expect(readFileSync(file, 'utf8'), name).toBe(text);
  }
});

test('the format shows the catalog, once for all callers', () => {
  expect(nmeaCatalog()).toBe(nmeaCatalog());
  expect([...nmeaFormat().catalog()].length).toBeGreaterThan(250);
});

test('what is moved has units of its quantity', () => {
  const quantities = {
    latitude: 'angle',
    longitude: 'angle',
    altitude: 'length',
    yaw: 'angle',
    course: 'angle',
    groundSpeed: 'speed',
  } as const;
  let moved = 0;
  for (const { message, field, rule } of nmeaFormat().catalog()) {
    const quantity = quantities[rule?.role as keyof typeof quantities];
    if (quantity === undefined) continue;
    expect(unitSize(rule!.units, quantity), `${message} ${field}`).toBeGreaterThan(0);
    moved++;
  }
  expect(moved).toBeGreaterThan(25);
});

test('no two addresses are taken for each other, and every cell is read in a way that is known', () => {
  expect(() => new SentenceKinds(nmeaCatalog())).not.toThrow();
});

test.each([...nmeaCatalog().keys()])('%s is read, empty, whole and with more', (message) => {
  const cells = cellRulesOf(nmeaCatalog().get(message)!, message.includes(','));
  const isCounted = message.includes('/');
  const count = cells.length - (message.includes(',') ? 1 : 0);
  const empty = sentence([addressOf(message), ...Array.from({ length: count }, () => '')].join(','));
  const found = decodeLog(subject, bytesOf(empty)).frames;
  expect(found.map(({ schema }) => schema.message)).toEqual([message]);
  expect(found[0]!.schema.size).toBeLessThanOrEqual(MAX_BODY_BYTES);
  expect(textOf(filterLog(subject, levels.full, bytesOf(empty)).output)).toMatch(/^$|^[$!][^,]+,.*\*..\r\n$/);
  const filled = sentence(
    [
      addressOf(message),
      ...Array.from({ length: count }, (_, index) =>
        cells.at(index - count)!.reading === 'unit' ? String.fromCharCode(cells.at(index - count)!.letter) : '7',
      ),
    ].join(','),
  );
  expect(decodeLog(subject, bytesOf(filled)).frames.length).toBe(1);
  if (isCounted) return;
  const more = filled.replace(/\*..\r\n/, '').slice(1);
  const isOpen = /list|words/.test(cells.at(-1)!.reading);
  const output = textOf(filterLog(subject, levels.full, bytesOf(sentence(`${more},secret`))).output);
  if (!isOpen) expect(output).not.toContain('secret');
});

test('what is about others, and what is never released, is in no output', () => {
  for (const message of ['VDM', 'VDO', 'ABM', 'BBM', 'TTM', 'TLL', 'DSC', 'OSD', 'PFLAA', 'PFLAC']) {
    const log = sentence(`${addressOf(message)},1,2,3,SECRET,4612.34567,N,01012.34567,E`);
    expect(decodeLog(subject, bytesOf(log)).frames.length, message).toBe(1);
    expect(filterLog(subject, levels.full, bytesOf(log)).output.length, message).toBe(0);
  }
});
