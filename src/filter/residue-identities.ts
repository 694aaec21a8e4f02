/** A run of bytes to look for, and how it was made from a value. */
export interface ExactForm {
  readonly bytes: Uint8Array;
  readonly encoding: string;
}

/** More of an identity is no better evidence in its longer notations. */
const MOST_NOTED_BYTES = 32;
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const separators: ReadonlyMap<string, string> = new Map([
  ['', ''],
  [' ', ' with blanks'],
  [':', ' with colons'],
  ['-', ' with dashes'],
]);

/**
 * Every notation in which an identity is looked for: as it is and reversed, as hexadecimal digits of either case, with and without
 * separators, in UTF-16, in base 64, in another case if it is text, and as a decimal number if it has eight bytes.
 *
 * @param isText one character a byte
 */
export function formsOf(identity: Uint8Array, isText: boolean): ExactForm[] {
  const forms = isText ? textFormsOf(identity) : [{ bytes: identity, encoding: 'as it is' }];
  const add = (bytes: Uint8Array, encoding: string): void => void forms.push({ bytes, encoding });
  add(identity.slice().reverse(), 'reversed');
  if (isText) {
    const text = String.fromCharCode(...identity);
    if (text.toUpperCase() !== text) add(asciiOf(text.toUpperCase()), 'upper case');
    if (text.toLowerCase() !== text) add(asciiOf(text.toLowerCase()), 'lower case');
  }
  const noted = identity.slice(0, MOST_NOTED_BYTES);
  addDigits(noted, '', add);
  addDigits(noted.slice().reverse(), ', reversed', add);
  addDigits(wordsReversed(noted), ', words reversed', add);
  for (const phase of [0, 1, 2]) {
    const text = base64(noted, phase);
    add(asciiOf(text), 'base 64');
    const other = text.replaceAll('+', '-').replaceAll('/', '_');
    if (other !== text) add(asciiOf(other), 'base 64');
  }
  if (identity.length === 8) {
    const view = new DataView(identity.slice().buffer);
    add(asciiOf(view.getBigUint64(0, true).toString()), 'decimal');
    add(asciiOf(view.getBigUint64(0, false).toString()), 'decimal, reversed');
  }
  return forms;
}

/** A text as it is and in UTF-16. */
export function textFormsOf(text: Uint8Array): ExactForm[] {
  return [
    { bytes: text, encoding: 'as it is' },
    { bytes: wide(text, 0), encoding: 'UTF-16, little-endian' },
    { bytes: wide(text, 1), encoding: 'UTF-16, big-endian' },
  ];
}

function addDigits(bytes: Uint8Array, order: string, add: (bytes: Uint8Array, encoding: string) => void): void {
  const addBoth = (digits: string, encoding: string): void => {
    add(asciiOf(digits), `hexadecimal${encoding}${order}`);
    const upper = digits.toUpperCase();
    if (upper !== digits) add(asciiOf(upper), `hexadecimal, upper case${encoding}${order}`);
  };
  for (const [separator, words] of separators) {
    for (const group of separator === '' ? [bytes.length] : [1, 2, 4]) {
      addBoth(
        hex(bytes, group, separator),
        `${words}${separator === '' || group === 1 ? '' : ` in groups of ${group}`}`,
      );
    }
  }
  const digits = hex(bytes, bytes.length, '');
  for (const text of new Set([digits, digits.toUpperCase()])) {
    add(wide(asciiOf(text), 0), `hexadecimal in UTF-16, little-endian${order}`);
    add(wide(asciiOf(text), 1), `hexadecimal in UTF-16, big-endian${order}`);
  }
}

function asciiOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}

function wide(bytes: Uint8Array, first: 0 | 1): Uint8Array {
  const result = new Uint8Array(2 * bytes.length);
  for (let index = 0; index < bytes.length; index++) result[2 * index + first] = bytes[index]!;
  return result;
}

function wordsReversed(bytes: Uint8Array): Uint8Array {
  const result = bytes.slice();
  for (let at = 0; at + 4 <= result.length; at += 4) result.subarray(at, at + 4).reverse();
  return result;
}

function hex(bytes: Uint8Array, group: number, separator: string): string {
  let text = '';
  bytes.forEach((byte, index) => {
    if (index > 0 && index % group === 0) text += separator;
    text += byte.toString(16).padStart(2, '0');
  });
  return text;
}

/** The characters that depend on these bytes alone, when `phase` bytes stand before them. */
function base64(bytes: Uint8Array, phase: number): string {
  const bitAt = (index: number): number => (bytes[index >>> 3]! >>> (7 - (index & 7))) & 1;
  let text = '';
  for (let at = (6 - ((8 * phase) % 6)) % 6; at + 6 <= 8 * bytes.length; at += 6) {
    let value = 0;
    for (let bit = at; bit < at + 6; bit++) value = 2 * value + bitAt(bit);
    text += BASE64[value]!;
  }
  return text;
}
