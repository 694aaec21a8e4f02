import { type Container, MAGIC_V2 } from '../../../src/formats/mavlink/decoder.ts';
import { mavlinkFormats, officialDialect } from '../../../src/formats/mavlink/index.ts';
import type { Schema } from '../../../src/model/schema.ts';
import { commands } from '../../../src/vocabulary/commands.ts';
import { parameterClass } from '../../../src/vocabulary/parameters.ts';
import { formatSuite } from '../../suite/format-suite.ts';
import {
  type Fill,
  type FormatSubject,
  level,
  levelWith,
  type NamedLog,
  type SecretKind,
} from '../../suite/subject.ts';
import { mavlinkFlight } from './flight.ts';
import { mavlinkNested, mavlinkOverlong, mavlinkPlants, mavlinkSmallLog, mavlinkTexts } from './logs.ts';
import { MavlinkWriter } from './writer.ts';

formatSuite(mavlinkSubject('tlog'));
formatSuite(mavlinkSubject('raw'));

function mavlinkSubject(container: Container): FormatSubject {
  const [tlog, raw] = mavlinkFormats();
  return {
    name: container === 'tlog' ? '.tlog' : 'raw MAVLink',
    format: container === 'tlog' ? tlog! : raw!,
    makeLog: (secrets) => mavlinkFlight(container, secrets),
    secrets: secretKinds(),
    smallLog: mavlinkSmallLog(container),
    samples: [
      { name: 'texts', log: mavlinkTexts(container) },
      { name: 'damage', log: damaged(mavlinkFlight(container, {}).subarray(0, 12_000)) },
    ],
    filledLog: (fill) => everyMessage(container, fill),
    plants: mavlinkPlants(container),
    nested: mavlinkNested(container),
    overlong: mavlinkOverlong(container),
    hostile: hostileLogs(),
    sequence: {
      modulo: 256,
      read: (bytes, { head }) => (bytes[head] === MAGIC_V2 ? bytes[head + 4]! : bytes[head + 2]!),
    },
    isClassified,
  };
}

function secretKinds(): SecretKind[] {
  const engineering = level('engineering');
  const full = level('full');
  const shownAtFull = ['place', 'height', 'home', 'date', 'boot', 'person', 'sky', 'field', 'mission'];
  const texts = ['text', 'templated', 'setting'];
  return [
    ...[...shownAtFull, ...texts].map((name) => ({ name, hiddenBy: [engineering], shownBy: full })),
    { name: 'serial', hiddenBy: [levelWith('engineering', { device: 'none' })], shownBy: engineering },
    ...['payload', 'traffic', 'password', 'unknown'].map((name) => ({ name, hiddenBy: [engineering, full] })),
  ];
}

/** Every message in MAVLink 2, and in MAVLink 1 where its id fits; from several senders. */
function everyMessage(container: Container, fill: Fill): Uint8Array {
  const writer = new MavlinkWriter(container);
  for (const [index, { layout, fields, baseFields }] of officialDialect().messages.entries()) {
    writer.timeUs += 1000n;
    const sender = { system: 1 + (index % 3), component: 1 };
    writer.body(layout.name, fill(layout.name, fields, 2), sender);
    const body = fill(layout.name, baseFields, 1);
    if (layout.id < 256) writer.body(layout.name, body, { ...sender, version: 1 });
  }
  return writer.bytes();
}

/** Whether the vocabularies have the command or the parameter of this frame. */
function isClassified(schema: Schema, body: Uint8Array): boolean {
  return schema.fields.every((field) => {
    const role = field.rules[0]?.role;
    if (role === 'command') return commands().has(body[field.offset]! | (body[field.offset + 1]! << 8));
    if (role !== 'parameterName') return true;
    const name = Buffer.from(body.subarray(field.offset, field.offset + field.length)).toString('latin1');
    const found = parameterClass(name.replace(/\0.*/s, ''));
    return found === 'safe' || found === 'parameter' || found === 'magnetic';
  });
}

function damaged(log: Uint8Array): Uint8Array {
  const result = log.slice();
  for (let at = 900; at < result.length; at += 613) result[at]! ^= 0x55;
  return result;
}

/** Headers that claim much and hold other headers: every byte is the start of a checksum that must be calculated. */
function hostileLogs(): NamedLog[] {
  return [
    { name: 'MAVLink 2 headers of HEARTBEAT', log: Uint8Array.of(0xfd, 0xff, 0, 0, 0, 1, 1, 0, 0, 0) },
    { name: 'MAVLink 1 headers of HEARTBEAT', log: Uint8Array.of(0xfe, 0xff, 0, 1, 1, 0) },
    { name: 'signed headers without end', log: Uint8Array.of(0xfd, 0xff, 1) },
    { name: 'short empty frames', log: Uint8Array.of(0xfd, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0) },
    { name: 'start bytes of both versions', log: Uint8Array.of(0xfd, 0xfe) },
  ];
}
