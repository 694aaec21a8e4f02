/**
 * When evidence is more than chance.
 *
 * A needle of b bits stands at one place of random bytes with probability 2^-b. Latitude and longitude of one fix, found within reach of each
 * other, have b = bits(latitude) + bits(longitude); over n places where they could stand, and m ways for them to stand beside each other,
 * a class of fixes has on average n * m * sum(2^-b) hits by accident, and the number of hits is Poisson distributed. The least chance that
 * is believed, 1e-9 a file, is shared evenly among all classes that are looked for (Bonferroni), so that looking for more does not raise false alarms.
 *
 * From {@link CERTAIN_BITS} on one hit is enough: with 1000 fixes, 130 ways and 100 MB of random bytes it happens once in a million files.
 */
export const CERTAIN_BITS = 64;
/** Chance of one false alarm in a file. */
export const LEAST_CHANCE = 1e-9;

/** Probability of at least `hits` where `mean` are expected (upper tail of the Poisson distribution). */
export function chanceOf(hits: number, mean: number): number {
  if (hits <= 0) return 1;
  if (mean <= 0) return 0;
  // The first term of the tail, by its logarithm: e^-mean mean^k / k!; those behind it shrink by mean / k each.
  let logTerm = -mean;
  for (let k = 1; k <= hits; k++) logTerm += Math.log(mean / k);
  if (mean >= hits) return 1;
  return Math.min(1, Math.exp(logTerm) / (1 - mean / (hits + 1)));
}

/** Bits that a whole number tells: its size could have been any, so that small ones tell less than their type holds. */
export function bitsOfInteger(value: number, most: number): number {
  return Math.min(most, Math.log2(Math.max(1, Math.abs(value))) + 6);
}

/**
 * Bits that degrees tell as a float that is right to `tolerance` degrees. Decimal fractions are common among floats: 12.5 tells less than its
 * many binary digits.
 */
export function bitsOfFloat(degrees: number, tolerance: number): number {
  let decimals = Math.round(Math.abs(degrees) * 1e7);
  while (decimals > 0 && decimals % 10 === 0) decimals /= 10;
  // Sign and exponent of floats in one log are much alike: together they count for three bits.
  const binary = Math.log2(Math.max(1, Math.abs(degrees) / tolerance)) + 3;
  return Math.min(binary, Math.log2(Math.max(1, decimals)) + 8);
}
