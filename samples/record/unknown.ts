import { Draws } from '../draws.ts';
import { degreesAt } from '../tangent.ts';
import type { Contents, ForeignField } from './schema.ts';
import { type RecordSecrets, recordDeviceOf } from './secrets.ts';

/** Messages that have fields nobody else knows, by the names under which they stand in others. */
const holders: Readonly<Record<string, readonly string[]>> = {
  FlightRecord: ['flightRecord'],
  DeviceInfo: ['deviceInfo'],
  OperatorInfo: ['operatorInfo'],
  AircraftPosition: ['position'],
  Attitude: ['attitude'],
  Battery: ['batteries'],
  Gnss: ['gnss'],
  OperatorPosition: ['remoteController', 'phone'],
  HomePosition: ['home'],
  Zone: ['zone'],
  FollowedSubject: ['followed'],
  Warning: ['warning'],
};
const types = ['string', 'bytes', 'double', 'sfixed32', 'uint64'] as const;
const FIRST_NUMBER = 60;
const MOST_NUMBER = 4000;

/** Fields of the writer's own, with drawn names and numbers: one in each message, and a kind of record. */
export function foreignFields({ unknownMessages }: RecordSecrets): ForeignField[] {
  if (unknownMessages === null) return [];
  const draws = new Draws(`record unknown ${unknownMessages}`);
  return ['Record', ...Object.keys(holders)].map((of, index) => ({
    of,
    name: `z${draws.integer('name', index, 10, 9999)}${index}`,
    number: draws.integer('number', index, FIRST_NUMBER, MOST_NUMBER),
    type: of === 'Record' ? 'string' : types[draws.integer('type', index, 0, types.length - 1)]!,
  }));
}

/** The record with these fields, in which secrets stand; before a warning a record that holds nothing else. */
export function withForeign(record: Contents, fields: readonly ForeignField[], secrets: RecordSecrets): Contents[] {
  const valueFor = (field: ForeignField): unknown => foreignValue(field, secrets);
  const whole = extended(record, fields, valueFor);
  const kind = fields.find(({ of }) => of === 'Record');
  if (kind === undefined || !('warning' in record)) return [whole];
  const strange = { [kind.name]: valueFor(kind) };
  return [strange, { ...whole, ...strange }];
}

function extended(
  contents: Contents,
  fields: readonly ForeignField[],
  valueFor: (field: ForeignField) => unknown,
): Contents {
  const extend = (name: string, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((part) => extend(name, part));
    const own = fields.filter(({ of }) => names(of).includes(name)).map((field) => [field.name, valueFor(field)]);
    return { ...extended(value as Contents, fields, valueFor), ...Object.fromEntries(own) };
  };
  return Object.fromEntries(Object.entries(contents).map(([name, value]) => [name, extend(name, value)]));
}

function names(of: string): readonly string[] {
  return holders[of] ?? [];
}

/** A place, a name or a serial number, in every form. */
function foreignValue({ type, number }: ForeignField, secrets: RecordSecrets): unknown {
  const { latitudeDeg, longitudeDeg } = degreesAt(secrets.place, 0, 0);
  const { aircraft } = recordDeviceOf(secrets.device);
  switch (type) {
    case 'string':
      return `${secrets.person.pilotName} ${latitudeDeg.toFixed(7)},${longitudeDeg.toFixed(7)} ${aircraft}`;
    case 'bytes': {
      const bytes = Buffer.alloc(16);
      bytes.writeDoubleLE(latitudeDeg, 0);
      bytes.writeDoubleLE(longitudeDeg, 8);
      return Buffer.concat([bytes, Buffer.from(aircraft)]).toString('base64');
    }
    case 'double':
      return number % 2 === 0 ? latitudeDeg : longitudeDeg;
    case 'sfixed32':
      return Math.round((number % 2 === 0 ? latitudeDeg : longitudeDeg) * 1e7);
    case 'uint64':
      return String(secrets.startUnixUs);
  }
}
