import { FlightveilError } from '../../model/errors.ts';
import { NoteError } from './note.ts';
import { TileMissing } from './tiles.ts';

/** For a log that is not what was put into it. */
export function damaged(what: string, facts: Record<string, number> = {}): FlightveilError {
  return new FlightveilError('state-unusable', `the unlock log is damaged: ${what}`, {
    facts,
    advice: 'Restore the state folder from a copy. Nothing more is signed until then.',
  });
}

/** Runs work on what a store holds; what it lacks becomes damage. */
export function orDamaged<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TileMissing)
      throw damaged('a tile is missing or too short', { level: error.level, tile: error.index });
    if (error instanceof NoteError) throw damaged(`of the last checkpoint, ${error.message}`);
    throw error;
  }
}
