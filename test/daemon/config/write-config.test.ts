import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Answers, writeConfig } from '../../../src/daemon/config/write-config.ts';
import { read } from './texts.ts';

const answers: Answers = {
  country: 'NO',
  controller: 'yes',
  zones: ['-33.9,18.4,300', '47.5, 8.25, 300'],
  sources: [{ folder: '~' }, { folder: '/a: b #c', name: 'card', removable: true, endings: ['.bin'] }],
  uploads: [
    {
      ...{ name: 'research', for: 'scientific-research', to: 'researcher', level: 'dynamics' },
      sink: { kind: 'tus', url: 'https://tus.example/', bearer: { keyring: 'tus' } },
      quiet: ['08:00-18:00'],
    },
    { name: 'folder', for: 'scientific-research', to: 'researcher', sink: 'folder:/mnt/x' },
  ],
};

describe('what is written', () => {
  test('loads as the answers that were given', async () => {
    const text = writeConfig(answers);
    expect(parse(text)).toEqual({ version: 1, ...answers });
    expect(await read(text)).toMatchObject({
      zones: answers.zones,
      sources: [{ folder: '/home/ada' }, { name: 'card', folder: '/a: b #c', isRemovable: true, endings: ['.bin'] }],
      uploads: [
        {
          level: 'dynamics',
          sink: { url: 'https://tus.example/', destination: { country: 'NO', controller: 'yes' } },
        },
        { sink: { kind: 'folder', path: '/mnt/x' } },
      ],
    });
  });

  test('says what each key is, once', () => {
    const text = writeConfig(answers);
    expect(text).toMatch(/^# What flightveil sync watches/);
    expect(text).toMatch(
      / {4}# A purpose of the policy, such as scientific-research\.\n {4}for: scientific-research\n/,
    );
    expect(text.match(/# A purpose of the policy/g)).toHaveLength(1);
    expect(text).not.toMatch(/[ \t]\n|\n\n\n/);
  });

  test('reads the same whatever the answers are', () => {
    const words = fc.oneof(
      fc.string({ minLength: 1, maxLength: 200 }),
      fc.constantFrom(
        'no',
        '~',
        'null',
        '1',
        '0x10',
        '- a',
        '{',
        '*a',
        '&a',
        '!a',
        '# a',
        'a: b',
        ' a ',
        "'",
        '"',
        '%',
        '---',
        '2026-01-01',
        '12:30',
        '\u2028',
        'a'.repeat(300),
      ),
    );
    const shared = fc.record({ file: words });
    fc.assert(
      fc.property(words, words, shared, fc.array(words, { maxLength: 3 }), (folder, controller, bearer, endings) => {
        const given: Answers = {
          controller,
          sources: [{ folder, endings }, { folder: controller }],
          uploads: [
            {
              name: folder,
              for: 'a',
              to: 'b',
              sink: { kind: 'http', url: controller, bearer, basic: { user: folder, password: bearer } },
            },
          ],
        };
        expect(parse(writeConfig(given))).toEqual({ version: 1, ...given });
      }),
      { numRuns: 80 },
    );
  });
});
