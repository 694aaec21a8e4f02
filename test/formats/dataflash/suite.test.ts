import { MAX_SCHEMAS } from '../../../src/formats/dataflash/definitions.ts';
import { dataflashFormats } from '../../../src/formats/dataflash/index.ts';
import type { Schema } from '../../../src/model/schema.ts';
import { commands } from '../../../src/vocabulary/commands.ts';
import { parameterClass } from '../../../src/vocabulary/parameters.ts';
import { formatSuite } from '../../suite/format-suite.ts';
import { level, levelWith, type SecretKind } from '../../suite/subject.ts';
import { dataflashFlight } from './flight.ts';
import {
  dataflashNested,
  dataflashOverlong,
  dataflashPlants,
  dataflashSmallLog,
  filledLog,
  hostileLogs,
  redefinedLog,
} from './logs.ts';
import { DataflashWriter } from './writer.ts';

formatSuite({
  name: 'DataFlash',
  format: dataflashFormats()[0]!,
  makeLog: (secrets) => dataflashFlight('bin', secrets),
  secrets: secretKinds(),
  smallLog: dataflashSmallLog('bin'),
  samples: [
    { name: 'numbers that are defined again', log: redefinedLog('bin') },
    { name: 'damage', log: damaged(dataflashFlight('bin', {})) },
  ],
  filledLog: (fill) => filledLog('bin', fill),
  plants: dataflashPlants(),
  nested: dataflashNested(),
  overlong: dataflashOverlong(),
  hostile: hostileLogs(),
  manySchemas: { log: manyDefinitions, most: MAX_SCHEMAS },
  isClassified,
});

function secretKinds(): SecretKind[] {
  const engineering = level('engineering');
  const full = level('full');
  const shownAtFull = [
    'place',
    'height',
    'home',
    'date',
    'boot',
    'sky',
    'field',
    'mission',
    'text',
    'templated',
    'setting',
  ];
  return [
    ...shownAtFull.map((name) => ({ name, hiddenBy: [engineering], shownBy: full })),
    { name: 'serial', hiddenBy: [levelWith('engineering', { device: 'none' })], shownBy: full },
    ...['payload', 'traffic', 'password', 'unknown'].map((name) => ({ name, hiddenBy: [engineering, full] })),
  ];
}

function damaged(log: Uint8Array): Uint8Array {
  const result = log.slice();
  for (let at = 4000; at < result.length; at += 2311) result[at]! ^= 0x55;
  return result;
}

/** Each with another name, and a record. */
function manyDefinitions(count: number): Uint8Array {
  const writer = new DataflashWriter();
  for (let index = 0; index < count; index++) {
    const name = String.fromCharCode(...[0, 1, 2].map((digit) => 0x41 + (Math.floor(index / 26 ** digit) % 26)));
    writer.define(index % 128, name, 'Qf TimeUS,Volt').row(name, { Volt: 3 });
  }
  return writer.bytes();
}

/** Whether the vocabularies have the command or the parameter of this record. */
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
