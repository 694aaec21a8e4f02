import { type MavLinkPacket, MavLinkPacketParser, MavLinkProtocolV2, MavLinkTLogPacketSplitter } from 'node-mavlink';
import { type MessageClass, mix } from './mix.ts';
import { type Change, changesOf, type Message, type PeerTask } from './peer-changes.ts';

/** A kind of message that passes, and what is done to it. */
interface PeerPlan {
  readonly type: MessageClass;
  readonly changes: readonly Change[];
}

/**
 * The same work with node-mavlink, as somebody who knows both libraries well would write it: parse, decode, set the same fields, encode.
 * What is hidden, shifted, moved and dropped comes from the plans that the filter made, so that both do the same.
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

  /** @param room for the whole output, or for what is written at once if it is flushed */
  constructor(task: PeerTask, room: Uint8Array) {
    this.#startUs = task.product.FLIGHT_START_UNIX_S * 1e6;
    this.#room = room;
    this.#view = new DataView(room.buffer, room.byteOffset);
    const changesFor = changesOf(task);
    for (const { type } of mix) {
      const plan = task.counts.plans.find(({ schema }) => schema.message === type.MSG_NAME);
      if (plan === undefined || plan.verdict === 'drop') continue;
      this.#plans[type.MSG_ID] = { type, changes: changesFor(type, plan) };
    }
  }

  /**
   * Filters all chunks; resolves to the output that was not flushed.
   * @param flush takes the output so far, after each chunk
   */
  async run(
    chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    flush?: (output: Uint8Array) => Promise<void>,
  ): Promise<Uint8Array> {
    // Of the ways that its interface offers, events and pipes are equally fast; iterating costs a promise for each packet.
    const splitter = new MavLinkTLogPacketSplitter();
    const parser = new MavLinkPacketParser();
    splitter.on('data', (packet) => parser.write(packet));
    splitter.on('end', () => parser.end());
    parser.on('data', (packet: MavLinkPacket) => this.#take(packet));
    const ended = new Promise((resolve, reject) => parser.on('end', resolve).on('error', reject));
    for await (const chunk of chunks) {
      if (!splitter.write(chunk)) await new Promise((resolve) => splitter.once('drain', resolve));
      if (flush === undefined) continue;
      await flush(this.#room.subarray(0, this.#end));
      this.#end = 0;
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
