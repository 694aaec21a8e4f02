import { FORMAT_TYPE, FormatColumn, HEAD_1, HEAD_2, HEADER_BYTES } from './layout.ts';

/** Whether records run on from some place. Numbers, because every candidate gets one. */
export const Chain = { broken: 0, right: 1, unclear: 2 } as const;
export type Chain = (typeof Chain)[keyof typeof Chain];

/** Whether a FMT row stood in the chain that was judged last: then it is not the same chain from its middle. */
export const lastChain = { hasTaught: false };

/** Types that FMT rows of the chain at hand teach, with their lengths: more do not fit into it. */
const taughtTypes = new Uint8Array(64);
const taughtLengths = new Uint8Array(64);

/**
 * Whether a chain of records of known types begins at `start` and runs beyond `least`, or exactly to the end of the input; it has at least
 * one whole record and what follows it.
 * @param lengths of records by type, with their header; 0: unknown
 */
export function chainFrom(
  bytes: Uint8Array,
  start: number,
  end: number,
  final: boolean,
  least: number,
  lengths: Uint8Array,
): Chain {
  let taught = 0;
  lastChain.hasTaught = false;
  for (let at = start; ; ) {
    if (at === end && final) return at > start ? Chain.right : Chain.broken;
    if (at + HEADER_BYTES > end) return final ? Chain.broken : Chain.unclear;
    if (bytes[at] !== HEAD_1 || bytes[at + 1] !== HEAD_2) return Chain.broken;
    const type = bytes[at + 2]!;
    let length = lengths[type]!;
    for (let index = 0; index < taught; index++) if (taughtTypes[index] === type) length = taughtLengths[index]!;
    if (length === 0) return Chain.broken;
    if (at >= least && at > start) return Chain.right;
    if (at + length > end) return final ? Chain.broken : Chain.unclear;
    if (type === FORMAT_TYPE) lastChain.hasTaught = true;
    if (type === FORMAT_TYPE && taught < taughtTypes.length) {
      const body = at + HEADER_BYTES;
      const other = bytes[body + FormatColumn.type]!;
      const itsLength = bytes[body + FormatColumn.length]!;
      if (other !== FORMAT_TYPE) {
        taughtTypes[taught] = other;
        taughtLengths[taught++] = itsLength >= HEADER_BYTES ? itsLength : 0;
      }
    }
    at += length;
  }
}
