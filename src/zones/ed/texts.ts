import type { Notes } from '../findings.ts';
import { isObject, isThere, listOf, textOf } from '../json.ts';

/** A text in one language, as ED-318 has it. */
export interface LanguageText {
  readonly text?: string;
  readonly lang: string;
}

/** ISO 639-2 for "not determined". */
export const NO_LANGUAGE = 'und';

/** Texts with their languages; one without is taken as of no language. Undefined if there are none. */
export function readTexts(value: unknown, isPlainUsual: boolean, notes: Notes): readonly LanguageText[] | undefined {
  if (!isThere(value)) return undefined;
  const plain = textOf(value);
  if (plain !== undefined) {
    if (!isPlainUsual) notes.tolerated('text-without-language', 'a text does not say its language');
    return [{ text: plain, lang: NO_LANGUAGE }];
  }
  if (typeof value === 'string') return undefined;
  const texts = listOf(value, 'a text', notes).flatMap((member) => {
    if (typeof member === 'string') return readTexts(member, isPlainUsual, notes) ?? [];
    if (!isObject(member)) return [];
    const text = textOf(member.text);
    return text === undefined ? [] : [{ text, lang: textOf(member.lang) ?? NO_LANGUAGE }];
  });
  return texts.length === 0 ? undefined : texts;
}

/** The text that most will read: in English, else the first. */
export function mainText(texts: readonly LanguageText[]): string | undefined {
  return (texts.find(({ lang }) => /^en\b/i.test(lang)) ?? texts[0])?.text;
}
