/** Thrown for a value that does not have the form it must have. The message names the place and never quotes the value. */
export class Misfit extends Error {}

/** A record's values by name. Whatever is not asked for is found out when the record is written again. */
export function expectRecord(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Misfit(`${where} is no record`);
  return value as Readonly<Record<string, unknown>>;
}

export function expectList(value: unknown, where: string, most: number): readonly unknown[] {
  if (!Array.isArray(value)) throw new Misfit(`${where} is no list`);
  if (value.length > most) throw new Misfit(`${where} has more than ${most} entries`);
  return value;
}

export function expectText(value: unknown, where: string, pattern: RegExp): string {
  if (typeof value !== 'string' || !pattern.test(value))
    throw new Misfit(`${where} is missing or not a text of its form`);
  return value;
}

/** A whole number in [least, most]; 64-bit integers of a protobuf reader come as objects that write themselves as text. */
export function expectWhole(value: unknown, where: string, least = 0, most = Number.MAX_SAFE_INTEGER): number {
  const isWide = typeof value === 'object' && value !== null && 'low' in value && 'high' in value;
  const number = isWide ? Number(String(value)) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < least || number > most) {
    throw new Misfit(`${where} is missing or no whole number from ${least} to ${most}`);
  }
  return number + 0;
}

/** Undefined for a value that is not there, which a protobuf reader gives as null. */
export function ifThere<T>(value: unknown, expect: (value: unknown) => T): T | undefined {
  return value === undefined || value === null ? undefined : expect(value);
}

/** Refuses lists whose entries are not sorted by name, or stand twice. */
export function expectSorted(names: readonly string[], where: string): void {
  if (names.some((name, index) => index > 0 && !(names[index - 1]! < name))) throw new Misfit(`${where} is not sorted`);
}
