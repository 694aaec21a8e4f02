import { readFileSync } from 'node:fs';
import { fieldsOf, readElement, readFrames } from '../formats/mavlink/tools.ts';
import { pathOf, ROLL_STEP_RAD } from './far-flight.ts';

/** A frame of a .tlog with its numbers by field; arrays are left out. */
export interface Message {
  readonly name: string;
  readonly values: Readonly<Record<string, number>>;
}

/** All frames of a .tlog; it must hold nothing else. */
export function readLog(path: string): Message[] {
  return readFrames(new Uint8Array(readFileSync(path)), 'tlog').map(({ type, version, payload }) => {
    const scalars = fieldsOf(type, version).filter(({ length }) => length <= 1);
    return {
      name: type.layout.name,
      values: Object.fromEntries(
        scalars.map(({ name, offset, type }) => [name, Number(readElement(payload, offset, type))]),
      ),
    };
  });
}

export function messagesOf(path: string, name: string): Message['values'][] {
  return readLog(path).flatMap((message) => (message.name === name ? [message.values] : []));
}

/** Of which fixes of a far flight a log tells the attitude. */
function fixesTold(log: string): number[] {
  return messagesOf(log, 'ATTITUDE').map(({ roll }) => Math.round(roll! / ROLL_STEP_RAD));
}

/** Where a far flight was, in metres east and north of home, whenever a log of it tells an attitude. */
export function placesTold(log: string): (readonly [east: number, north: number])[] {
  const path = pathOf();
  return fixesTold(log).map((fix) => [path[fix]![0], path[fix]![1]]);
}

/** How many stretches of a far flight a log shows. */
export function stretchesTold(log: string): number {
  return fixesTold(log).filter((fix, index, all) => fix !== (all[index - 1] ?? -2) + 1).length;
}
