import { jpeg } from '../../../samples/dji/jpeg.ts';
import { djiRecord } from '../../../samples/dji/log.ts';
import { djiSecrets } from '../../../samples/dji/secrets.ts';
import { djiFormat } from '../../../src/formats/dji/index.ts';
import { MAX_SCHEMAS } from '../../../src/formats/dji/records.ts';
import type { CatalogRow } from '../../../src/model/format.ts';
import type { Schema } from '../../../src/model/schema.ts';
import { templateText } from '../../../src/vocabulary/text-templates.ts';
import { formatSuite } from '../../suite/format-suite.ts';
import { level, levelWith, type Plant, type SecretKind, type Secrets } from '../../suite/subject.ts';
import { filledLog } from './messages.ts';
import { bodyOf, DjiWriter, detailsOf, latin, SEPARATOR } from './writer.ts';

const START_MS = 1_600_000_000_000;

formatSuite({
  name: 'DJI',
  format: { ...djiFormat(), catalog: unencrypted },
  makeLog: flight,
  secrets: secretKinds(),
  smallLog: smallLog(),
  samples: [
    { name: 'version 4', log: small(4) },
    { name: 'version 8', log: small(8) },
    { name: 'version 12', log: small(12) },
    { name: 'version 14, encrypted', log: djiRecord(14, djiSecrets, { fromS: 20, toS: 22 }) },
    { name: 'damage', log: damaged(djiRecord(8, djiSecrets, { fromS: 20, toS: 23 })) },
  ],
  filledLog,
  plants: plants(),
  nested: [
    {
      name: 'records in an image',
      message: 'OSD',
      log: new DjiWriter(8).custom(START_MS).raw(imageOfRecords()).details(detailsOf(8)).bytes(),
    },
  ],
  overlong: [{ name: 'a record', frames: 6, log: overlong() }],
  hostile: [
    { name: 'prefixes', log: new DjiWriter(4).bytes() },
    { name: 'short records', log: Uint8Array.of(1, 2, 0, 0, 0xff) },
    { name: 'records that do not end', log: Uint8Array.of(0xff, 1, 255) },
    { name: 'starts of images', log: behindPrefix(0xff, 0xd8, 0xff, 0xe0, 0, 3) },
    { name: 'shortest images', log: behindPrefix(0xff, 0xd8, 0xff, 0xd9) },
    { name: 'separators and shortest images', log: behindPrefix(...SEPARATOR, 0xff, 0xd8, 0xff, 0xd9) },
  ],
  manySchemas: { log: manyRecords, most: MAX_SCHEMAS + 256 },
  isClassified: (schema: Schema, body) =>
    schema.fields.every(
      ({ rules, offset, length }) =>
        rules[0]?.role !== 'text' ||
        templateText(
          Buffer.from(body.subarray(offset, offset + length))
            .toString('latin1')
            .replace(/\0.*/s, ''),
        ) !== undefined,
    ),
});

/** Rows of what a log of version 6 can have: those for any record's unknown bytes have no message, and keys come with version 13. */
function unencrypted(): Iterable<CatalogRow> {
  return [...djiFormat().catalog()].filter(({ message }) => message !== '*' && !message.startsWith('KEY_STORAGE'));
}

/** Some seconds of a flight with the maker's app. */
function flight({
  place = 0,
  date = 0,
  device = 0,
  account = 0,
  address = 0,
  name = 0,
  zone = 0,
  pilot = 0,
  photos = 0,
}: Secrets): Uint8Array {
  const { place: home } = djiSecrets;
  const log = djiRecord(
    8,
    {
      ...djiSecrets,
      place: {
        ...home,
        latitudeDeg: home.latitudeDeg - 1.37 * (place % 40),
        longitudeDeg: home.longitudeDeg + 2.1 * place,
      },
      startUnixUs: djiSecrets.startUnixUs + 86_400e6 * 1.73 * date - (date % 7) * 1000,
      device: `device ${device}`,
      account: `account ${account}`,
      address: { ...djiSecrets.address, street: `Weg ${address}` },
      aircraftName: `Kestrel ${name}`,
      zone: `Zone ${zone}`,
      operator: { northM: -14 + 3 * pilot, eastM: 9 - pilot },
      photos: photos % 3,
    },
    { fromS: 20, toS: 50 },
  );
  // What the app leaves behind the details is no record.
  return log.subarray(0, Number(new DataView(log.buffer).getBigUint64(0, true)) + 400);
}

function secretKinds(): SecretKind[] {
  const hiddenBy = [level('engineering')];
  const full = level('full');
  return [
    ...['place', 'date', 'account', 'address', 'name', 'pilot'].map((name) => ({ name, hiddenBy, shownBy: full })),
    { name: 'device', hiddenBy: [levelWith('engineering', { device: 'none' })], shownBy: level('engineering') },
    { name: 'zone', hiddenBy, shownBy: full },
  ];
}

/** Every kind of part, and junk between them. */
function small(version: number): Uint8Array {
  const writer = new DjiWriter(version);
  if (version >= 12) writer.details(detailsOf(version));
  writer
    .osd(47, 8)
    .custom(START_MS)
    .record(14, bodyOf(20, ['f64', 0, 8.5], ['f64', 8, 47.5]))
    .raw(latin('junk \xff and more'));
  writer
    .osd(47.001, 8.001)
    .custom(START_MS + 100)
    .record(200, bodyOf(7))
    .osd(47.002, 8.002)
    .raw(SEPARATOR, jpeg());
  return (version < 12 ? writer.details(detailsOf(version)) : writer).bytes();
}

/** It broke off before its details: they make for two thirds of a small log, and are in the samples. */
function smallLog(): Uint8Array {
  const writer = new DjiWriter(4).osd(47, 8).custom(START_MS).raw(latin('junk \xff')).osd(47.001, 8.001);
  writer
    .record(14, bodyOf(20, ['f64', 0, 8.5], ['f64', 8, 47.5]))
    .record(200, bodyOf(3))
    .custom(START_MS + 100);
  return writer.bytes(0);
}

function damaged(log: Uint8Array): Uint8Array {
  const result = log.slice();
  for (let at = 120; at < result.length; at += 211) result[at]! ^= 0x55;
  return result;
}

function imageOfRecords(): Uint8Array {
  const records = new DjiWriter(8).osd(1, 2).osd(3, 4).osd(5, 6).osd(7, 8).bytes().subarray(100);
  return Uint8Array.of(0xff, 0xd8, 0xff, 0xfe, 0, records.length + 2, ...records, 0xff, 0xd9);
}

function overlong(): Uint8Array {
  const writer = new DjiWriter(8).osd(1, 2).osd(3, 4).osd(1, 2, { length: 255 });
  for (let index = 0; index < 9; index++) writer.osd(index, 8);
  return writer.details(detailsOf(8)).bytes();
}

/** A log that is nothing but this, again and again, behind a prefix: without one nothing is looked for. */
function behindPrefix(...unit: readonly number[]): Uint8Array {
  const pattern = Uint8Array.from({ length: 2 ** 21 }, (_, at) => unit[at % unit.length]!);
  return new DjiWriter(4).raw(pattern).bytes(0);
}

/** What no field of a record has. */
function plants(): Plant[] {
  const always = [level('engineering'), level('full')];
  const log = (writer: DjiWriter): Uint8Array => writer.osd(1, 2).custom(START_MS).details(detailsOf(4)).bytes();
  const spy = latin('spyglass');
  const plant = (name: string, writer: DjiWriter): Plant => ({
    name,
    log: log(writer),
    pattern: spy,
    hiddenBy: always,
  });
  const behind = log(new DjiWriter(4));
  return [
    plant('a record that nobody knows', new DjiWriter(4).record(213, spy)),
    plant(
      'what a known record has beyond its fields',
      new DjiWriter(4).record(5, Uint8Array.of(...bodyOf(18), ...spy)),
    ),
    plant('bytes between records', new DjiWriter(4).osd(1, 2).raw(spy)),
    plant('an image', new DjiWriter(4).raw(jpeg().subarray(0, 2), [0xff, 0xfe, 0, 10], spy, jpeg().subarray(2))),
    plant('the body of a limit', new DjiWriter(4).record(51, spy)),
    plant('the body of an action', new DjiWriter(4).record(52, spy)),
    plant('another aircraft', new DjiWriter(4).record(26, spy)),
    { name: 'bytes behind the details', log: Uint8Array.of(...behind, ...spy), pattern: spy, hiddenBy: always },
    {
      name: 'the prefix',
      log: new DjiWriter(8)
        .osd(1, 2)
        .details(detailsOf(8))
        .bytes()
        .map((byte, at) => (at >= 40 && at < 48 ? spy[at - 40]! : byte)),
      pattern: spy,
      hiddenBy: always,
    },
  ];
}

function manyRecords(count: number): Uint8Array {
  const writer = new DjiWriter(4);
  for (let index = 0; index < count; index++) writer.record(1 + (index % 63), bodyOf(1 + Math.floor(index / 63)));
  return writer.details(detailsOf(4)).bytes();
}
