import { Staging } from '../filter/staging.ts';
import { type Format, Found, type Frame } from '../model/format.ts';

/** First bytes of a frame, of MAVLink 2 and 1. */
const magics: ReadonlySet<number> = new Set([0xfd, 0xfe]);

/** Lets pass what one peer may say: whole frames with a right checksum, unchanged. */
export class BackFrames {
  frames = 0;
  deniedBytes = 0;
  #isOther = false;
  readonly #staging: Staging;
  readonly #decoder;
  readonly #messages: ReadonlySet<string>;
  readonly #commands: ReadonlyMap<string, ReadonlySet<number>>;
  readonly #passOn: (frame: Uint8Array) => void;

  /**
   * @param messages names of messages that pass
   * @param commands of messages that carry a command: ids of those that pass
   */
  constructor(
    format: Format,
    messages: ReadonlySet<string>,
    commands: ReadonlyMap<string, ReadonlySet<number>>,
    passOn: (frame: Uint8Array) => void,
  ) {
    this.#staging = new Staging(format.maxRecordBytes);
    this.#decoder = format.createDecoder();
    this.#messages = messages;
    this.#commands = commands;
    this.#passOn = passOn;
  }

  /**
   * Whether what a peer says may be MAVLink by its very first byte: programs that speak something else, such as a browser that a web page sends here, could
   * put frames behind it.
   */
  mayBegin(chunk: Uint8Array): boolean {
    this.#isOther ||= this.frames + this.deniedBytes === 0 && chunk.length > 0 && !magics.has(chunk[0]!);
    if (this.#isOther) this.deniedBytes += chunk.length;
    return !this.#isOther;
  }

  push(chunk: Uint8Array): void {
    const decoder = this.#decoder;
    this.deniedBytes += chunk.length;
    for (let taken = 0; taken < chunk.length; ) {
      taken += this.#staging.fill(chunk, taken, decoder, false);
      for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
        if (found !== Found.frame || !this.#mayPass(decoder.frame)) continue;
        const { start, end } = decoder.frame;
        this.frames++;
        this.deniedBytes -= end - start;
        this.#passOn(this.#staging.bytes.slice(start, end));
      }
    }
  }

  #mayPass({ schema, body, bodyLength }: Frame): boolean {
    // What is behind the last known field is of nobody's knowing.
    if (bodyLength > schema.size) return false;
    if (this.#messages.has(schema.message)) return true;
    const ids = this.#commands.get(schema.message);
    const field = ids === undefined ? undefined : schema.fields.find(({ name }) => name === 'command');
    if (ids === undefined || field === undefined) return false;
    // Zeros at the end of a payload are cut.
    const at = (index: number): number => (index < bodyLength ? this.#staging.bytes[body + index]! : 0);
    return ids.has(at(field.offset) | (at(field.offset + 1) << 8));
  }
}
