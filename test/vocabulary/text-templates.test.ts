import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REMOVED, templateText } from '../../src/vocabulary/text-templates.ts';

/** The table as people read it, without the generated module. */
const templates = readFileSync(new URL('../../src/vocabulary/text-templates.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((row) => row !== '' && !row.startsWith('# '));
const variable = templates.filter((row) => /\{n\}|\{\*\}/.test(row));
const fixed = templates.filter((row) => !/\{n\}|\{\*\}/.test(row));
const whole = templates.map((row) => row.replace(/\{n\}|\{\*\}/g, REMOVED));
/** Also as a field of 50 characters cuts them. */
const outputs = new Set([...whole, ...whole.map((output) => output.slice(0, 50).trimEnd())]);

/** Whether an output is that of a template, or of one behind the name of a module. */
function isKnown(output: string): boolean {
  return outputs.has(output) || outputs.has(output.replace(/^\[\w+\] /, ''));
}

/** A template with its variable parts filled in, one after the other. */
function fill(template: string, numbers: readonly string[], texts: readonly string[]): string {
  let number = 0;
  let text = 0;
  return template.replace(/\{n\}|\{\*\}/g, (part) =>
    part === '{n}' ? numbers[number++ % numbers.length]! : texts[text++ % texts.length]!,
  );
}

const numbers = ['0', '7', '-12', '+3.5', '12.', '.5', '1e9', '-2.5E-3', '48208123'];

describe('fixed texts', () => {
  test('pass as they are', () => {
    for (const text of fixed) expect(templateText(text)).toBe(text);
  });

  test('pass with the tab or blanks that PX4 ends its texts with, and without them', () => {
    for (const end of ['\t', ' ', '\n', '\r\n', '\t \t']) expect(templateText(`${fixed[0]}${end}`)).toBe(fixed[0]);
  });

  test('do not pass with anything more, less or else', () => {
    for (const text of fixed.filter((candidate) => candidate.length > 12).slice(0, 200)) {
      for (const other of [`${text} Quuxbury`, `Quuxbury ${text}`, ` ${text}`, `${text}\0x`, text.slice(0, -1)]) {
        expect(templateText(other) ?? '').not.toContain('Quuxbury');
        expect(outputs).toContain(templateText(other) ?? text);
      }
    }
  });
});

describe('variable parts', () => {
  test('every template takes a filling, and answers with some template', () => {
    for (const template of variable) {
      for (let round = 0; round < 3; round++) {
        const text = fill(template, numbers.slice(round), ['Quuxbury', 'a b', 'x']);
        expect(outputs, text).toContain(templateText(text));
      }
    }
  });

  test('{n} takes one number and nothing else', () => {
    expect(variable).toContain('Q_ENABLE {n}');
    for (const number of numbers) expect(templateText(`Q_ENABLE ${number}`), number).toBe('Q_ENABLE *');
    for (const other of ['', 'x', '1x', '1 2', '0x10', '1,5', '1.2.3', '1e', '--1', '.', 'NaN', '١']) {
      expect(templateText(`Q_ENABLE ${other}`), other).toBeUndefined();
    }
  });

  test('{*} takes anything, also nothing', () => {
    expect(variable).toContain('IOMCU: {*}');
    for (const text of ['', 'x', 'a: b', '{*}', '*', 'IOMCU: IOMCU: ', '9'.repeat(400)]) {
      expect(templateText(`IOMCU: ${text}x`)).toBe('IOMCU: *');
    }
  });

  test('what stands between and behind {*} must be there, in its order and at the end', () => {
    expect(variable).toContain('PX4: {*} NuttX: {*}');
    expect(templateText('PX4: a NuttX: b')).toBe('PX4: * NuttX: *');
    for (const other of ['PX4: a', 'PX4: a Nutt: b', 'NuttX: b PX4: a', 'PX4: NuttX:']) {
      expect(templateText(other), other).toBeUndefined();
    }
    expect(variable).toContain('{*} fence breached');
    expect(templateText('Quuxbury fence breached')).toBe('* fence breached');
    expect(templateText('Quuxbury fence breached at home')).toBeUndefined();
  });

  test('a marker in the text is text and no template', () => {
    for (const text of ['Q_ENABLE {n}', 'Q_ENABLE {*}', 'Q_ENABLE **']) expect(templateText(text)).toBeUndefined();
  });

  test('what was released is released again as it is, so that filtering twice changes nothing', () => {
    for (const output of outputs) expect(isKnown(templateText(output) ?? ''), output).toBe(true);
    for (const output of ['Q_ENABLE *', 'IOMCU: *']) expect(templateText(output)).toBe(output);
  });
});

describe('what is released depends on the template only', () => {
  /** Tokens that stand in no template. */
  const token = fc
    .string({ unit: fc.constantFrom(...'QXZJKVqxzjkv'), minLength: 4, maxLength: 10 })
    .filter((text) => !templates.some((template) => template.includes(text)));
  const glue = fc.constantFrom(' ', ', ', ': ', '=', '/', '-', '', '[', '] ', '%', '"', '\t');
  const filling = fc.array(fc.tuple(token, glue), { minLength: 1, maxLength: 3 });

  test('no token of any filling is in the output, which is one of the known outputs', () => {
    fc.assert(
      fc.property(fc.constantFrom(...variable), filling, fc.constantFrom(...numbers), (template, parts, number) => {
        const text = fill(template, [number], [parts.flat().join('')]);
        const output = templateText(text);
        if (output === undefined) return;
        for (const [part] of parts) expect(output).not.toContain(part);
        expect(isKnown(output), output).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('two fillings of one template with tokens alone have one output', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...variable),
        token,
        token,
        fc.tuple(fc.nat(9999), fc.nat(9999)),
        (template, a, b, n) => {
          expect(templateText(fill(template, [`${n[0]}`], [a]))).toBe(templateText(fill(template, [`${n[1]}`], [b])));
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('numbers leave no digit behind: 48208123 is in no output', () => {
    for (const template of variable) {
      expect(templateText(fill(template, ['48208123'], ['48208123'])) ?? '').not.toContain('48208123');
    }
  });

  test('any text at all is either withheld or comes out as a known output', () => {
    const pieces = fc.constantFrom(...templates.flatMap((row) => row.split(/\{n\}|\{\*\}|(?<= )/)), '1', '-2.5', ' ');
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 4 })), { maxLength: 8 }), (parts) => {
        const output = templateText(parts.join(''));
        if (output !== undefined) expect(isKnown(output), output).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('module prefixes of PX4', () => {
  test('the name of a known module passes, and blanks or a tab become one blank', () => {
    for (const gap of [' ', '\t', ' \t  '])
      expect(templateText(`[commander]${gap}${fixed[0]}`)).toBe(`[commander] ${fixed[0]}`);
  });

  test('the text behind it loses its variable parts', () => {
    expect(templateText('[logger] Q_ENABLE 3\t')).toBe('[logger] Q_ENABLE *');
  });

  test('of an unknown text the module alone is left, and of an unknown module nothing', () => {
    expect(templateText('[commander] Quuxbury was here')).toBe('[commander] *');
    expect(templateText('[commander] [logger] Quuxbury')).toBe('[commander] [logger] *');
    for (const module of ['quuxbury', 'Commander', 'commander quuxbury', 'commander_quuxbury', '']) {
      expect(templateText(`[${module}] ${fixed[0]}`), module).toBeUndefined();
    }
    expect(templateText(`[commander]${fixed[0]}`)).toBeUndefined();
    expect(templateText(`x[commander] ${fixed[0]}`)).toBeUndefined();
  });
});

describe('length and cost', () => {
  test('512 characters are looked at, 513 are not', () => {
    const text = 'IOMCU: '.padEnd(512, 'x');
    expect(templateText(text)).toBe('IOMCU: *');
    expect(templateText(`${text}x`)).toBeUndefined();
    expect(templateText(`IOMCU: ${'x'.repeat(100_000)}`)).toBeUndefined();
  });

  /** Texts that nearly fit: each repeats what makes a matcher try again, and ends in what fits nothing. */
  const hostile: Readonly<Record<string, (template: string, size: number) => string>> = {
    digits: (template, size) => template.split(/\{n\}|\{\*\}/)[0]!.padEnd(size, '9'),
    points: (template, size) => template.split(/\{n\}|\{\*\}/)[0]!.padEnd(size, '1.'),
    exponents: (template, size) => template.split(/\{n\}|\{\*\}/)[0]!.padEnd(size, '1e1'),
    itself: (template, size) => fill(template, ['1'], ['']).repeat(size),
    'its end': (template, size) => {
      const [first, ...rest] = template.split(/\{n\}|\{\*\}/);
      return first + `${rest.join('1')}1`.repeat(size);
    },
    blanks: (template, size) => template.split(/\{n\}|\{\*\}/)[0]!.padEnd(size, ' '),
  };

  test.each(Object.keys(hostile))(
    'a hostile text of 512 characters takes linear time for every template: %s',
    (kind) => {
      const costOf = (size: number): number => {
        const texts = variable.map((template) => `${hostile[kind]!(template, size).slice(0, size - 1)}\u0001`);
        let best = Number.POSITIVE_INFINITY;
        for (let run = 0; run < 3; run++) {
          const begin = performance.now();
          for (const text of texts) templateText(text);
          best = Math.min(best, performance.now() - begin);
        }
        return best;
      };
      costOf(128);
      // Four times the text: 4 if linear, 16 if quadratic.
      expect(costOf(512) / costOf(128)).toBeLessThan(8);
    },
  );
});
