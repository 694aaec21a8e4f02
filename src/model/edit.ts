import type { Memory } from '../bytes/memory.ts';
import type { FlightState } from './flight-state.ts';

/** One step of a plan: changes a frame's body in place. */
export interface Edit {
  /** Past-the-last byte of the body that is read or written. */
  readonly reach: number;
  /**
   * @param memory holds the body
   * @param body index of the body's first byte; `reach` bytes from there are present
   * @param sender slot of the frame's sender
   * @param length bytes of the body that are present, at least `reach` (else all of it); what lies beyond is zero and not written to
   * @returns false when the frame must be withheld after all
   */
  apply(memory: Memory, body: number, sender: number, state: FlightState, length?: number): boolean;
}

/** Edits as a hot path runs them. */
export interface Steps {
  readonly edits: readonly Edit[];
  /** Of the edits, in their order: finding the method of one of many kinds of edit takes longer than calling it. */
  readonly applies: readonly Edit['apply'][];
}

export function stepsOf(edits: readonly Edit[]): Steps {
  return { edits, applies: edits.map(({ apply }) => apply) };
}
