import { nothing } from '../model/disclosure.ts';
import { FlightState } from '../model/flight-state.ts';
import { type Format, noSchema } from '../model/format.ts';
import type { Field, FieldRule, FieldType, Schema } from '../model/schema.ts';
import { Pseudonyms } from '../treatments/pseudonymise.ts';
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
  const context: CompileContext = {
    disclosure: { ...nothing, device: 'flight', settings: 'safe', text: 'template', dynamics: 'full' },
    state: new FlightState(),
    pseudonyms: new Pseudonyms(new Uint8Array(32)),
  };
  context.state.clocks.shift(0, 0, 0, 0, 0, 1);
  const loop = new FilterLoop(format, context, { keepTime: false });
  kept.set(format.name, [loop, format.createDecoder(), specimens.map((schema) => compile(schema, context))]);
}

function field(name: string, type: FieldType, length: number, ...rules: FieldRule[]): Field {
  return { name, offset: 0, type, length, units: '', rules };
}

function schema(...fields: Field[]): Schema {
  return { ...noSchema, known: true, size: 64, fields };
}

/** Between them these need every treatment. */
const specimens: readonly Schema[] = [
  schema(
    field('kept', 'char', 8, { category: 'mode' }),
    field('time', 'u32', 1, { category: 'absoluteTime', clock: 'boot', timeUnit: 'ms' }),
    field('yaw', 'f32', 1, { category: 'heading' }),
    field('serial', 'u64', 1, { category: 'deviceIdentity' }),
    field('other', 'u8', 20, { category: 'thirdPartyIdentity', role: 'aboutOthers' }),
    field(
      'guarded',
      'u8',
      1,
      { category: 'heading', unknown: 255, when: { field: 'kept', test: 'equals', values: [1] } },
      { category: 'mode' },
    ),
  ),
  schema(field('text', 'char', 50, { category: 'freeText', role: 'text' })),
  schema(field('name', 'char', 16, { category: 'parameter', role: 'parameterName' })),
  schema(field('command', 'u16', 1, { category: 'mode', role: 'command' })),
];
