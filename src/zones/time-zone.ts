/** Seconds of a day. */
export const DAY_S = 86_400;
/** Names that were asked for; there are some hundred real ones. */
const MAX_ZONES = 1000;
const fixedOffset = /^(?:UTC|GMT)?([+-])(\d\d):?(\d\d)$/;

const formats = new Map<string, Intl.DateTimeFormat | undefined>();

/** Undefined: there is no such time zone. */
function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  if (formats.has(timeZone)) return formats.get(timeZone);
  if (formats.size >= MAX_ZONES) formats.clear();
  let format: Intl.DateTimeFormat | undefined;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23' },
      ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
  } catch {
    // Not known here.
  }
  formats.set(timeZone, format);
  return format;
}

/**
 * How far the clocks of a time zone are ahead of UTC at an instant, in seconds.
 * @param timeZone an IANA name, `Z`, `UTC` or an offset like +01:00
 * @returns undefined if there is no such time zone, or no such instant
 */
export function offsetS(timeZone: string, unixS: number): number | undefined {
  if (timeZone === 'Z' || timeZone === 'UTC') return 0;
  const [, sign, hours, minutes] = fixedOffset.exec(timeZone) ?? [];
  if (sign !== undefined) return (sign === '-' ? -60 : 60) * (60 * Number(hours) + Number(minutes));
  const format = formatOf(timeZone);
  if (format === undefined || !(Math.abs(unixS) <= 8.64e12)) return undefined;
  const parts = new Map(format.formatToParts(unixS * 1000).map(({ type, value }) => [type, Number(value)]));
  const of = (type: string): number => parts.get(type as Intl.DateTimeFormatPartTypes)!;
  const wallMs = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return wallMs / 1000 - Math.floor(unixS);
}

/**
 * When the clocks of a time zone show so many seconds of a day counted from 1970-01-01. Of an hour that clocks go through twice, the first or the last;
 * of one that they leave out, as if they had been changed already or not yet.
 * @param which `first`: the earlier instant where there are two; `last`: the later one
 * @returns Unix seconds; undefined if there is no such time zone
 */
export function wallClockS(
  timeZone: string,
  day: number,
  seconds: number,
  which: 'first' | 'last',
): number | undefined {
  const wallS = day * DAY_S + seconds;
  const before = offsetS(timeZone, wallS - DAY_S);
  const after = offsetS(timeZone, wallS + DAY_S);
  if (before === undefined || after === undefined) return undefined;
  if (before === after) return wallS - before;
  const instants = [wallS - before, wallS - after];
  const shown = instants.filter((instant) => offsetS(timeZone, instant) === wallS - instant);
  return (which === 'first' ? Math.min : Math.max)(...(shown.length > 0 ? shown : instants));
}
