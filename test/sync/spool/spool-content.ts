/** No byte of a sealed file may be this. */
export const MARKER = 'plain bytes of a flight';

const lengths = { long: 200_000, short: 100, other: 70_000, huge: 1_500_000 };
export type FileName = keyof typeof lengths;
export const fileNames = Object.keys(lengths) as FileName[];

/** What a file of a name holds: the marker again and again. */
export function contentOf(name: FileName): Buffer {
  return Buffer.alloc(lengths[name], `${MARKER}, ${name}; `);
}
