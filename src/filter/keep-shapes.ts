import type { DataCategory } from '../model/category.ts';
import { nothing } from '../model/disclosure.ts';
import { FlightState } from '../model/flight-state.ts';
import { type Format, noSchema } from '../model/format.ts';
import type { Field, FieldRule, FieldType, Role, Schema } from '../model/schema.ts';
import { Pseudonyms } from '../treatments/pseudonymise.ts';
import { relocateGroup } from '../treatments/relocate/relocate-group.ts';
import { drawRelocation, Relocation } from '../treatments/relocate/relocation.ts';
import { type CompileContext, compile } from './compile.ts';
import { FilterLoop } from './loop.ts';

/** One unused object of every class of the hot path, by the name of the format. */
const kept = new Map<string, unknown>();

/**
 * Keeps an object of every class of the hot path alive that never sees a log. V8 forgets the shape of a class with its last object and throws
 * away the optimised code that relies on it: without this the next log after a full collection took five times as long until everything
 * was optimised anew.
 */
export function keepShapes(format: Format): void {
  if (kept.has(format.name)) return;
  const context = {
    disclosure: {
      ...nothing,
      shape: 'relative',
      device: 'flight',
      settings: 'safe',
      text: 'template',
      dynamics: 'full',
    },
    state: new FlightState(),
    pseudonyms: new Pseudonyms(new Uint8Array(32)),
    relocation: new Relocation(drawRelocation(new Uint8Array(32))),
  } satisfies CompileContext;
  context.relocation.move(1, 1, true);
  context.state.clocks.shift(context.state.clocks.kind('s', 1), 0, 0, 0);
  const booted = new FlightState();
  booted.clocks.observeBoot(0, 1);
  const loop = new FilterLoop(format, context, { keepTime: false });
  const plans = specimens.map((schema) => compile(schema, context));
  const group = relocateGroup([{ field: field('none', 'u8', 1), rule: { category: 'heading' } }], context.relocation);
  kept.set(format.name, [loop, booted, format.createDecoder(), plans, group]);
}

function field(name: string, type: FieldType, length: number, ...rules: FieldRule[]): Field {
  return { name, offset: 0, type, length, units: '', rules };
}

/** A field of a group that is moved. */
function moved(category: DataCategory, role: Role, type: FieldType, length: number, units: string): Field {
  return { ...field(role, type, length, { category, group: 'moved', role, datum: 'amsl' }), units };
}

function schema(...fields: Field[]): Schema {
  return { ...noSchema, known: true, size: 64, fields };
}

/** Between them these need every treatment. */
const specimens: readonly Schema[] = [
  schema(
    field('kept', 'char', 8, { category: 'mode' }),
    field('choice', 'u8', 1, { category: 'mode' }),
    field('time', 'u32', 1, { category: 'absoluteTime', clock: 'boot', timeUnit: 'ms' }),
    field('hidden', 'f32', 1, { category: 'magnetic' }),
    field('serial', 'u64', 1, { category: 'deviceIdentity' }),
    field('other', 'u8', 20, { category: 'thirdPartyIdentity', role: 'aboutOthers' }),
    field(
      'guarded',
      'u8',
      1,
      { category: 'heading', unknown: 255, when: { field: 'choice', test: 'equals', values: [1] } },
      { category: 'mode' },
    ),
  ),
  schema(
    moved('aircraftPosition', 'latitude', 'i32', 1, 'degE7'),
    moved('aircraftPosition', 'longitude', 'i32', 1, 'degE7'),
    moved('altitude', 'altitude', 'i32', 1, 'mm'),
    moved('motion', 'velocityNorth', 'i16', 1, 'cm/s'),
    moved('motion', 'velocityEast', 'i16', 1, 'cm/s'),
    moved('heading', 'yaw', 'f32', 1, 'rad'),
    moved('heading', 'quaternion', 'f32', 4, ''),
  ),
  schema(moved('missionPosition', 'latitude', 'f32', 1, 'deg'), moved('missionPosition', 'longitude', 'f32', 1, 'deg')),
  schema(
    moved('aircraftPosition', 'latitude', 'f64', 1, 'rad'),
    moved('aircraftPosition', 'longitude', 'f64', 1, 'rad'),
  ),
  schema(field('text', 'char', 50, { category: 'freeText', role: 'text' })),
  schema(field('name', 'char', 16, { category: 'parameter', role: 'parameterName' })),
  schema(field('command', 'u16', 1, { category: 'mode', role: 'command' })),
];
