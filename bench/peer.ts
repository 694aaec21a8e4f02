import type { MavLinkData } from 'mavlink-mappings';
import { type MavLinkPacket, MavLinkPacketParser, MavLinkProtocolV2, MavLinkTLogPacketSplitter } from 'node-mavlink';
import type { LoopCounts } from '../src/filter/loop.ts';
import { type MessageClass, mix } from './mix.ts';
import type { Product } from './product.ts';

/** A message as node-mavlink hands it over: its fields by name. */
type Message = MavLinkData & Record<string, unknown>;

/** What is done to a message; false: it is withheld. */
type Change = (message: Message, sender: number, elapsedUs: number) => boolean;

/** Offsets of clocks by name; each a list by sender. */
type Clocks = Map<string, (number | undefined)[]>;

/** A kind of message that passes, and what is done to it. */
interface PeerPlan {
  readonly type: MessageClass;
  readonly changes: readonly Change[];
}

/**
 * The same work with node-mavlink, as somebody who knows both libraries well would write it: parse, decode, set the same fields, encode.
 * What is hidden, shifted and dropped comes from the plans that the filter made, so that both do the same.
 */
export class Peer {
  readonly #plans: (PeerPlan | undefined)[] = [];
  /** One writer for each sender, since they carry its ids; by system * 256 + component. */
  readonly #writers: (MavLinkProtocolV2 | undefined)[] = [];
  readonly #dropped = new Uint8Array(65_536);
  readonly #startUs: number;
  readonly #room: Uint8Array;
  readonly #view: DataView;
  #firstMs = -1;
  #end = 0;
  frames = 0;

  /** @param room for the whole output */
  constructor(product: Product, { plans }: LoopCounts, room: Uint8Array) {
    this.#startUs = product.FLIGHT_START_UNIX_S * 1e6;
    this.#room = room;
    this.#view = new DataView(room.buffer, room.byteOffset);
    const clocks: Clocks = new Map();
    for (const { type } of mix) {
      const plan = plans.find(({ schema }) => schema.message === type.MSG_NAME);
      if (plan === undefined || plan.verdict === 'drop') continue;
      this.#plans[type.MSG_ID] = { type, changes: changesOf(product, type, plan, clocks) };
    }
  }

  /** Filters all chunks; resolves to the output. */
  async run(chunks: Iterable<Uint8Array>): Promise<Uint8Array> {
    // Of the ways that its interface offers, events and pipes are equally fast; iterating costs a promise for each packet.
    const splitter = new MavLinkTLogPacketSplitter();
    const parser = new MavLinkPacketParser();
    splitter.on('data', (packet) => parser.write(packet));
    splitter.on('end', () => parser.end());
    parser.on('data', (packet: MavLinkPacket) => this.#take(packet));
    const ended = new Promise((resolve, reject) => parser.on('end', resolve).on('error', reject));
    for (const chunk of chunks) {
      if (!splitter.write(chunk)) await new Promise((resolve) => splitter.once('drain', resolve));
    }
    splitter.end();
    await ended;
    return this.#room.subarray(0, this.#end);
  }

  #take({ header, payload, protocol }: MavLinkPacket): void {
    const sender = header.sysid * 256 + header.compid;
    const ms = Number(header.timestamp);
    // The released log starts with its first released frame.
    const elapsedUs = this.#firstMs < 0 ? 0 : (ms - this.#firstMs) * 1000;
    const plan = this.#plans[header.msgid];
    if (plan === undefined) {
      this.#dropped[sender]!++;
      return;
    }
    const message = protocol.data(payload, plan.type) as Message;
    for (const change of plan.changes) {
      if (change(message, sender, elapsedUs)) continue;
      this.#dropped[sender]!++;
      return;
    }
    if (this.#firstMs < 0) this.#firstMs = ms;
    const writer = (this.#writers[sender] ??= new MavLinkProtocolV2(header.sysid, header.compid));
    const frame = writer.serialize(message, (header.seq - this.#dropped[sender]!) & 0xff);
    const stamp = this.#startUs + elapsedUs;
    this.#view.setUint32(this.#end, Math.floor(stamp / 2 ** 32));
    this.#view.setUint32(this.#end + 4, stamp % 2 ** 32);
    this.#room.set(frame, this.#end + 8);
    this.#end += 8 + frame.length;
    this.frames++;
  }
}

type Plan = LoopCounts['plans'][number];
type PlanField = Plan['schema']['fields'][number];

function changesOf(product: Product, type: MessageClass, plan: Plan, clocks: Clocks): Change[] {
  const selecting: Change[] = [];
  const changing: Change[] = [];
  for (const [index, field] of plan.schema.fields.entries()) {
    // Fields that the mappings do not have are not in the data either.
    const name = type.FIELDS.find(({ source }) => source === field.name)?.name;
    const rule = field.rules[0];
    if (name === undefined || rule === undefined) continue;
    const { outcome } = plan.outcomes[index]!;
    if (rule.role === 'parameterName') {
      selecting.push((message) => {
        const parameter = product.parameterClass(message[name] as string);
        return parameter !== undefined && product.mayReleaseParameter(parameter, product.levels.engineering);
      });
    } else if (outcome === 'hidden') {
      const unknown = product.unknownOf(field, rule)!;
      changing.push((message) => {
        message[name] = unknown;
        return true;
      });
    } else if (outcome === 'changed' && rule.role === 'text') {
      selecting.push((message) => {
        const text = product.templateText(message[name] as string);
        message[name] = text;
        return text !== undefined;
      });
    } else if (outcome === 'changed') {
      if (field.rules.length > 1 || rule.clock === undefined) throw new Error(`${field.name}: not in this benchmark`);
      changing.push(shiftOf(product, name, `${type.MSG_NAME}.${name}`, field, clocks));
    }
  }
  return [...selecting, ...changing];
}

/** Makes a time relative; clocks of one kind, resolution and size share an offset for each sender. */
function shiftOf(
  { FLIGHT_START_UNIX_S }: Product,
  name: string,
  fullName: string,
  field: PlanField,
  clocks: Clocks,
): Change {
  const { clock, timeUnit } = field.rules[0]!;
  const perSecond = { ns: 1e9, us: 1e6, ms: 1e3, cs: 100, s: 1, min: 1 / 60 }[timeUnit!];
  const isUnix = clock === 'unix';
  const key = clock === 'own' ? `own ${fullName}` : `${isUnix} ${timeUnit} ${field.type}`;
  const known = offsetsOf(clocks, key);
  const start = isUnix ? FLIGHT_START_UNIX_S * perSecond : 0;
  const isBig = field.type === 'u64';
  return (message, sender, elapsedUs) => {
    const value = Number(message[name]);
    if (value === 0) return true;
    const offset = (known[sender] ??= value - (start + Math.floor((elapsedUs * perSecond) / 1e6)));
    message[name] = isBig ? BigInt(value - offset) : value - offset;
    return true;
  };
}

function offsetsOf(clocks: Clocks, key: string): (number | undefined)[] {
  const known = clocks.get(key) ?? [];
  clocks.set(key, known);
  return known;
}
