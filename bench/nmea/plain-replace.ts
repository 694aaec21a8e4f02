import { replaceLines } from '../exports/plain-replace.ts';
import { checksumOf } from './nmea-log.ts';

const PLACE = String.raw`\d+\.?\d*,[NS],\d+\.?\d*,[EW]`;
const NOWHERE = '0000.00000,N,00000.00000,E';
const TIME = String.raw`\d{6}(?:\.\d+)?`;

/** One for each sentence that tells where or when. */
const rules: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`^(\\$..RMC,)${TIME}(,[AV],)${PLACE}(,[^,]*,[^,]*,)\\d{6}`), `$1000000.00$2${NOWHERE}$3010100`],
  [
    new RegExp(`^(\\$..GGA,)${TIME},${PLACE}(,[^,]*,[^,]*,[^,]*,)-?[\\d.]+,M,-?[\\d.]+,M`),
    `$1000000.00,${NOWHERE}$20.00,M,0.0,M`,
  ],
  [new RegExp(`^(\\$..GLL,)${PLACE},${TIME}`), `$1${NOWHERE},000000.00`],
  [new RegExp(`^(\\$..GST,)${TIME}`), '$1000000.00'],
  [new RegExp(`^(\\$..ZDA,)${TIME},\\d\\d,\\d\\d,\\d{4}`), '$1000000.00,01,01,2000'],
  [/^(\$..GSV,\d+,\d+,\d+).*(?=\*)/, '$1'],
];

/**
 * What somebody would write to hide places, heights, dates and satellites with: line by line, by regular expressions, with the checksum made again.
 * It moves nothing, whatever the level.
 */
export function replaceSentences(bytes: Uint8Array): Uint8Array {
  return replaceLines(bytes, (line) => {
    for (const [pattern, by] of rules) {
      if (!pattern.test(line)) continue;
      const replaced = line.replace(pattern, by);
      const star = replaced.lastIndexOf('*');
      return `${replaced.slice(0, star + 1)}${checksumOf(replaced.slice(1, star))}${replaced.slice(star + 3)}`;
    }
    return line;
  });
}
