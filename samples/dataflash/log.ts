import type { Values } from '../encode.ts';
import { joined, type Row, Rows, type Span } from '../rows.ts';
import { Scene } from '../scene.ts';
import { type FlightSecrets, sampleSecrets } from '../secrets.ts';
import { logMotion } from './motion.ts';
import { declarations, isLate, lateDeclaration, logOnce, openingOf, unitsOf } from './opening.ts';
import { logOthers, type Unknown, unknownMessages } from './others.ts';
import { logPlaces } from './places.ts';
import { logStatus } from './status.ts';
import { formatLine, lineOf } from './text.ts';
import { knownMessages, type Message, recordOf } from './writer.ts';

/** Noise lies behind the attitudes of these ordinals: no secret moves it to another row. */
const JUNK_BEHIND = 310;
const PADDING_BEHIND = 420;

interface Logged {
  readonly atUs: number;
  readonly bootUs: number;
  readonly message: Message;
  readonly values: Values;
}

/**
 * The flight as ArduCopter 4.6 logs it on board.
 * @param hasNoise whether there are junk and padding between some records
 */
export function dataflashLog(
  secrets: FlightSecrets = sampleSecrets,
  span: Span = wholeSpan,
  hasNoise = true,
): Uint8Array {
  const rows = rowsOf(secrets, span);
  const draws = rows.scene.draws;
  const pieces = [declarations(), ...openingOf(rows).map(([name, values]) => recordOf(messageOf(name), values))];
  const declared = new Set<Message>();
  let attitudes = 0;
  for (const { message, values, bootUs } of loggedOf(rows)) {
    if (isNew(message) && !declared.has(message)) {
      declared.add(message);
      pieces.push(lateDeclaration(message, bootUs));
    }
    pieces.push(recordOf(message, values));
    if (message.name !== 'ATT' || !hasNoise) continue;
    attitudes++;
    if (attitudes === JUNK_BEHIND) pieces.push(draws.bytes('junk in the log', 61));
    if (attitudes === PADDING_BEHIND) pieces.push(new Uint8Array(48).fill(0xff));
  }
  return joined(pieces);
}

/** The same as text, as Mission Planner converts it; floats have seven digits there. */
export function dataflashText(secrets: FlightSecrets = sampleSecrets, span: Span = wholeSpan): Uint8Array {
  const rows = rowsOf(secrets, span);
  const lines = [...knownMessages().values()].filter((message) => !isLate(message)).map(formatLine);
  const write = (message: Message, values: Values): number => lines.push(lineOf(message, recordOf(message, values)));
  for (const [name, values] of openingOf(rows)) write(messageOf(name), values);
  const declared = new Set<Message>();
  for (const { message, values, bootUs } of loggedOf(rows)) {
    if (isNew(message) && !declared.has(message)) {
      declared.add(message);
      lines.push(formatLine(message));
      write(messageOf('FMTU'), unitsOf(message, BigInt(bootUs)));
    }
    write(message, values);
  }
  return Buffer.from(lines.join(''), 'latin1');
}

/** From a failed attempt to arm until a little after landing. */
const wholeSpan: Span = { fromS: 14.5, toS: 172 };

function rowsOf(secrets: FlightSecrets, span: Span): Rows {
  const rows = new Rows(new Scene(secrets), span);
  logOnce(rows);
  logMotion(rows);
  logPlaces(rows);
  logStatus(rows);
  logOthers(rows);
  return rows;
}

/** Rows that are known and those that nobody knows, in order. */
function loggedOf(rows: Rows): Logged[] {
  const { scene } = rows;
  const known = rows
    .inOrder()
    .map(({ name, values, atUs, bootUs }: Row) => stamped(atUs, bootUs, messageOf(name), values));
  const unknown = unknownMessages(rows).flatMap(({ message, rows: list }: Unknown) =>
    list.map(({ seconds, values }) => {
      const atUs = Math.round(seconds * 1e6);
      return stamped(atUs, scene.bootUs(atUs), message, values);
    }),
  );
  return [...known, ...unknown].sort((a, b) => a.atUs - b.atUs);
}

function stamped(atUs: number, bootUs: number, message: Message, values: Values): Logged {
  const hasStamp = message.fields.some(({ name }) => name === 'TimeUS');
  return { atUs, bootUs, message, values: hasStamp ? { TimeUS: BigInt(bootUs), ...values } : values };
}

function isNew(message: Message): boolean {
  return isLate(message) || messageOfOrNone(message.name) !== message;
}

function messageOf(name: string): Message {
  const message = messageOfOrNone(name);
  if (message === undefined) throw new RangeError(`there is no message ${name}`);
  return message;
}

function messageOfOrNone(name: string): Message | undefined {
  return knownMessages().get(name);
}
