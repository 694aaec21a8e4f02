import { describe, expect, it } from 'vitest';
import { allFormats } from '../../../src/formats/index.ts';
import { PlayFile } from '../../../src/node/links/play-file.ts';
import { sample, until } from '../../relay/harness.ts';

describe('a log that is played', () => {
  it.each([
    ['at full speed', false],
    ['by its own time', true],
  ])(
    '%s ends when it is told to, also while its receiver lets it wait for ever',
    async (_, isPaced) => {
      let pieces = 0;
      let left = 0;
      const bytes = (): Promise<void> => {
        pieces++;
        return new Promise(() => undefined);
      };
      const pace = isPaced ? allFormats().find(({ name }) => name === 'mavlink') : undefined;
      const file = await PlayFile.open(sample('short.mavlink'), pace, {
        joined: () => ({ bytes, left: () => void left++ }),
        told: () => undefined,
      });
      await until(() => pieces === 1);
      await file.close();
      expect({ pieces, left }).toEqual({ pieces: 1, left: 1 });
    },
    5_000,
  );
});
