import { FlightveilError } from '../model/errors.ts';
import { availableLevels, isLevel, type Level, levelMeanings, levelNames } from '../policy/levels.ts';

/** @throws FlightveilError for a name that is no level, or a level that this version cannot produce */
export function levelOf(name: string): Level {
  if (!isLevel(name)) {
    throw new FlightveilError('unknown-level', 'there is no such level', {
      advice: `Levels: ${levelNames.join(', ')}.`,
    });
  }
  if (!availableLevels.includes(name)) {
    throw new FlightveilError('level-not-available', `the level ${name} (${levelMeanings[name]}) is not made yet`, {
      advice: `This version makes: ${availableLevels.join(', ')}.`,
    });
  }
  return name;
}
