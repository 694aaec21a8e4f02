import { FlightveilError } from '../model/errors.ts';
import { isLevel, type Level, levelNames } from '../policy/levels.ts';

/** @throws FlightveilError for a name that is no level, or a level that this version cannot produce */
export function levelOf(name: string): Level {
  if (!isLevel(name)) {
    throw new FlightveilError('unknown-level', 'there is no such level', {
      advice: `Levels: ${levelNames.join(', ')}.`,
    });
  }
  return name;
}
