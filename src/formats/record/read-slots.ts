import type { Memory } from '../../bytes/memory.ts';

const INT32_MIN = -0x8000_0000;
/** Made at first use: some engines in which nobody reads records have none. */
let decoder: TextDecoder | undefined;

/** The text in a slot of `most` bytes; undefined: there is none. */
export function readText({ bytes }: Memory, from: number, most: number): string | undefined {
  let length = 0;
  let all = 0;
  while (length < most && bytes[from + length] !== 0) all |= bytes[from + length++]!;
  if (length === 0) return undefined;
  if (all >= 0x80) {
    decoder ??= new TextDecoder('utf-8', { ignoreBOM: true });
    return decoder.decode(bytes.subarray(from, from + length));
  }
  let text = '';
  for (let index = 0; index < length; index++) text += String.fromCharCode(bytes[from + index]!);
  return text;
}

export function readWhole(view: DataView, from: number): number | undefined {
  const value = view.getInt32(from, true);
  return value === INT32_MIN ? undefined : value;
}

/** Elements up to the last of which something is known; those before it keep their places, as `unknown` if need be. */
export function readList<T>(
  from: number,
  maxCount: number,
  stride: number,
  read: (from: number) => T | undefined,
  unknown: T,
): T[] | undefined {
  let list: T[] | undefined;
  let known = 0;
  for (let element = 0; element < maxCount; element++) {
    const value = read(from + element * stride);
    if (value === undefined) continue;
    list ??= [];
    while (known < element) list[known++] = unknown;
    list[known++] = value;
  }
  return list;
}
