import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { generate } from '../../../src/formats/srt/gen/generate.ts';

describe('the generated catalog of subtitles', () => {
  test('generating it again changes nothing', () => {
    const files = Object.entries(generate());
    expect(files.map(([name]) => name)).toEqual(['catalog.ts']);
    for (const [name, text] of files) {
      expect(readFileSync(new URL(`../../../src/formats/srt/gen/${name}`, import.meta.url), 'utf8')).toBe(text);
    }
  });
});
