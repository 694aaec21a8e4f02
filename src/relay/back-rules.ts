import { dimensionOf } from '../model/category.ts';
import type { Disclosure } from '../model/disclosure.ts';
import { FlightveilError } from '../model/errors.ts';
import type { CatalogRow, Format } from '../model/format.ts';
import type { FieldRule, Role } from '../model/schema.ts';
import { type Command, commands } from '../vocabulary/commands.ts';
import { BackFrames } from './back-frames.ts';
import { commandMessages, requestMessages } from './back-messages.ts';

/** What may have been moved, turned or hidden on the way out, so that the far side's is not the aircraft's; terrain comes with its places. */
const movedDimensions: ReadonlySet<string> = new Set(['place', 'shape', 'operator', 'environment', 'others']);
/** What is the same in every frame. */
const sameEverywhere: ReadonlySet<Role | undefined> = new Set<Role | undefined>([
  ...(['groundSpeed', 'airspeed', 'climbRate', 'distance', 'roll', 'pitch', 'yawRate'] as const),
]);

/**
 * What the far side of an output may say to the devices: names of requests, and of commands as `COMMAND_LONG:MAV_CMD_NAME`. Where the output's places
 * are moved or hidden, the far side knows no true place: what holds one would fly the aircraft somewhere else, and is refused here.
 */
export class BackRules {
  readonly #format: Format;
  readonly #messages = new Set<string>();
  /** By message: ids of commands. */
  readonly #commands = new Map<string, Set<number>>();

  /** @throws FlightveilError `usage` for an unknown name, for what asks nothing of a vehicle, and for what may hold a place where places are not exact */
  constructor(names: readonly string[], disclosure: Disclosure, formats: readonly Format[]) {
    const format = formats.find(({ name }) => name === 'mavlink');
    if (format === undefined) throw misused('there is no format for it');
    this.#format = format;
    const rows = rowsByMessage(format);
    const isTrue = disclosure.place === 'exact' && disclosure.shape === 'exact';
    for (const name of names) {
      const [message = '', command, ...more] = name.split(':');
      const fields = rows.get(message);
      if (fields === undefined || more.length > 0) throw misused('it names an unknown message');
      if (commandMessages.has(message)) {
        const found = commandNamed(command);
        if (!isTrue && found.params.some((rule) => rule !== null && mayHoldPlace(rule))) throw placed(name);
        this.#commandsOf(message).add(found.id);
      } else {
        if (command !== undefined) throw misused(`${message} carries no command that could be named`);
        if (!requestMessages.has(message))
          throw misused(`${message} is no request, and only requests and commands go back`);
        if (!isTrue && holdsPlace(fields)) throw placed(name);
        this.#messages.add(message);
      }
    }
  }

  /** Opens the way back for one peer. */
  gate(passOn: (frame: Uint8Array) => void): BackFrames {
    return new BackFrames(this.#format, this.#messages, this.#commands, passOn);
  }

  #commandsOf(message: string): Set<number> {
    let known = this.#commands.get(message);
    if (known === undefined) {
      known = new Set();
      this.#commands.set(message, known);
    }
    return known;
  }
}

function rowsByMessage(format: Format): Map<string, CatalogRow[]> {
  const byMessage = new Map<string, CatalogRow[]>();
  for (const row of format.catalog()) {
    const known = byMessage.get(row.message);
    if (known === undefined) byMessage.set(row.message, [row]);
    else known.push(row);
  }
  return byMessage;
}

/** What nobody has classified may hold anything; so may the parameters of a mission item, whatever their command. */
function holdsPlace(rows: readonly CatalogRow[]): boolean {
  return rows.some(({ rule }) => rule === null || /^param[1-7]$/.test(rule.role ?? '') || mayHoldPlace(rule));
}

/** A place, a height, a course; or a setting or content that may be one. */
function mayHoldPlace({ category, role }: FieldRule): boolean {
  if (category === 'parameter') return role !== 'parameterName';
  if (category === 'opaque') return true;
  return movedDimensions.has(dimensionOf(category)) && !sameEverywhere.has(role);
}

function commandNamed(name: string | undefined): Command {
  if (name === undefined)
    throw misused('a message that carries commands needs the name of one: COMMAND_LONG:MAV_CMD_NAME');
  const bare = name.replace(/^MAV_CMD_/, '');
  for (const command of commands().values()) if (command.name === bare) return command;
  throw misused('it names an unknown command');
}

function misused(what: string): FlightveilError {
  return new FlightveilError('usage', `what a link allows is wrong: ${what}`, {
    advice: 'Names are those of MAVLink: flightveil catalog --format mavlink.',
  });
}

function placed(name: string): FlightveilError {
  return new FlightveilError('usage', `${name} cannot be allowed where true places are not released`, {
    advice:
      'It may hold a place, a height or a course, or a setting that is one. The far side sees another frame: what it sends would fly the aircraft somewhere else.',
  });
}
