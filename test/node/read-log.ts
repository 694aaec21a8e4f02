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

/** Where a {@link farFlight} was, in metres east and north of home, whenever a log of it tells an attitude. */
export function placesTold(path: string): (readonly [east: number, north: number])[] {
  const path0 = pathOf();
  return messagesOf(path, 'ATTITUDE').map(({ roll }) => {
    const [east, north] = path0[Math.round(roll! / ROLL_STEP_RAD)]!;
    return [east, north];
  });
}
