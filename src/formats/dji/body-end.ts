import type { DjiSchema } from './records.ts';

/** Numbers for each bit field: mask, shift, and the byte that it is spread to. */
const STEP = 3;

/** What stands in a body behind the content, in a form that is quick to run through: bytes of bit fields, and bytes that are in no record. */
export class BodyEnd {
  /** For each byte with bit fields: where it stands, and how many there are. */
  readonly #bytes: Int32Array;
  readonly #fields: Int32Array;
  readonly #payloadBytes: number;
  /** Bytes behind the content that are no bit field's. */
  readonly #others: Int32Array;

  constructor({ bits, payloadBytes, size }: Pick<DjiSchema, 'bits' | 'payloadBytes' | 'size'>) {
    const places = [...new Set(bits.map(({ at }) => at))];
    const sorted = places.map((place) => bits.filter(({ at }) => at === place));
    this.#bytes = Int32Array.from(places.flatMap((place, index) => [place, sorted[index]!.length]));
    this.#fields = Int32Array.from(sorted.flat().flatMap(({ mask, shift, to }) => [mask, shift, to]));
    this.#payloadBytes = payloadBytes;
    const spread = new Set(bits.map(({ to }) => to));
    const behind = Array.from({ length: size - payloadBytes }, (_, index) => payloadBytes + index);
    this.#others = Int32Array.from(behind.filter((at) => !spread.has(at)));
  }

  /** Completes a body whose first `content` bytes have been read: zeros up to its end, and every bit field in a byte of its own. */
  spread(body: Uint8Array, content: number): void {
    if (content < this.#payloadBytes) body.fill(0, content, this.#payloadBytes);
    const others = this.#others;
    for (let index = 0; index < others.length; index++) body[others[index]!] = 0;
    const bytes = this.#bytes;
    const fields = this.#fields;
    let field = 0;
    for (let index = 0; index < bytes.length; index += 2) {
      const byte = body[bytes[index]!]!;
      const end = field + STEP * bytes[index + 1]!;
      for (; field < end; field += STEP) body[fields[field + 2]!] = (byte & fields[field]!) >> fields[field + 1]!;
    }
  }

  /** Puts every bit field back into its byte. Bits that no field has are zero. */
  pack(body: Uint8Array): void {
    const bytes = this.#bytes;
    const fields = this.#fields;
    let field = 0;
    for (let index = 0; index < bytes.length; index += 2) {
      const end = field + STEP * bytes[index + 1]!;
      let byte = 0;
      for (; field < end; field += STEP) byte |= (body[fields[field + 2]!]! << fields[field + 1]!) & fields[field]!;
      body[bytes[index]!] = byte;
    }
  }
}

/** By a schema's index. */
export class BodyEnds {
  readonly #ends: (BodyEnd | undefined)[] = [];

  of(schema: DjiSchema): BodyEnd {
    return this.#ends[schema.index] ?? this.#add(schema.index, new BodyEnd(schema));
  }

  #add(index: number, end: BodyEnd): BodyEnd {
    while (this.#ends.length < index) this.#ends.push(undefined);
    this.#ends[index] = end;
    return end;
  }
}
