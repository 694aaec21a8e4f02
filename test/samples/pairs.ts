import { levels } from '../../src/index.ts';
import { filterLog, type Part, partsOf } from './compare.ts';

/** A frame and what was written of it. */
export type Pair = readonly [before: Part, after: Part | undefined];

/** Frames with what was written of them, for messages of which none or all were written. */
export function pairsOf(log: Uint8Array): { readonly pairs: readonly Pair[]; readonly share: number } {
  const inputs = partsOf(log, 'onboard');
  const outputs = partsOf(filterLog(log, levels.dynamics), 'onboard');
  const [written, read] = [byMessage(outputs), byMessage(inputs)];
  const seen = new Map<string, number>();
  const pairs = inputs.map((before): Pair => {
    const ordinal = seen.get(before.message) ?? 0;
    seen.set(before.message, ordinal + 1);
    const after = written.get(before.message);
    return [before, after?.length === read.get(before.message)!.length ? after[ordinal] : undefined];
  });
  return { pairs, share: outputs.length / inputs.length };
}

function byMessage(parts: readonly Part[]): ReadonlyMap<string, readonly Part[]> {
  const found = new Map<string, Part[]>();
  for (const part of parts) {
    const others = found.get(part.message);
    if (others === undefined) found.set(part.message, [part]);
    else others.push(part);
  }
  return found;
}
