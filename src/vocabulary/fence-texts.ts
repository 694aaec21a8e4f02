import type { Signal, SignalSink } from '../model/signal.ts';
import { Breaches, byParts, Part } from './fences.ts';

const on = byParts('fence-on', 'message');
const off = byParts('fence-off', 'message');
const overridden: Signal = { kind: 'fence-overridden', evidence: 'message', about: 'manual-recovery' };
const highSwitch: Signal = { kind: 'fence-on', evidence: 'switch' };
const lowSwitch: Signal = { kind: 'fence-off', evidence: 'switch' };

/** What a text says: a signal, or that a breach of these parts begins, or that one ends. */
type Told = Signal | { readonly breach: number } | 'kept';

/**
 * Whole texts in lower case, of ArduPilot from 2.7 to 4.7 (ArduCopter, ArduPlane, Rover, AC_Fence, AP_AdvancedFailsafe) and PX4 from 1.3 to 1.17 (commander,
 * navigator). Those that refuse a mission or a target tell of no breach.
 */
const texts: ReadonlyMap<string, Told> = new Map<string, Told>([
  ...['fence breached', 'geofence triggered', 'geo-fence triggered', 'fence terminate', 'vehicle outside fence']
    .concat(['terminating due to fence breach', 'vehicle breaching'])
    .concat(['geofence violation', 'geofence violation! flight terminated', 'geofence violation: flight termination'])
    .map((text) => [text, { breach: 0 }] as const),
  ...['geofence', 'geofence violation'].flatMap((head) => [
    [`${head}: exceeding maximum distance to home`, { breach: Part.circle }] as const,
    [`${head}: exceeding maximum altitude above home`, { breach: Part.height }] as const,
    [`${head}: approaching or outside geofence`, { breach: Part.polygon }] as const,
  ]),
  ...['fence breach cleared', 'geofence ok', 'geo-fence ok'].map((text) => [text, 'kept'] as const),
  ...['fence enabled', 'fence enabled (auto enabled)', 'fence enabled (autoenabled)', 'fence enabled. (autoenabled)']
    .concat(['set fence enabled state to 1'])
    .map((text) => [text, on[0]!] as const),
  ...[
    'fence disabled',
    'fence disabled (auto disable)',
    'fence disabled (autodisable)',
    'set fence enabled state to 0',
  ].map((text) => [text, off[0]!] as const),
  ['min alt fence enabled (auto enable)', on[Part.floor]!],
  ['fence floor disabled', off[Part.floor]!],
  ['fence floor disabled (auto disable)', off[Part.floor]!],
  ['manual recovery started', overridden],
]);

/** As AC_Fence of ArduPilot 4.6 and later names the parts. */
const partNames: ReadonlyMap<string, number> = new Map([
  ['max alt', Part.height],
  ['circle', Part.circle],
  ['polygon', Part.polygon],
  ['min alt', Part.floor],
]);

/** "Max Alt, Circle and Polygon fences breached"; room for 50 characters may leave a piece of the last word. */
const byNames = /^(?:vehicle breaching ([a-z ,]{1,40}) fences?|([a-z ,]{1,40}) fences? (breach|auto-e|auto-d)[a-z]*)$/;
const switched = /^rc\d{1,2}: fence (low|middle|high)$/;
const exceeded = /^maximum (altitude|distance) (?:above|from) home exceeded by \d{1,9}(?:\.\d{1,9})? m$/;
/** The module that PX4 names first, and ArduPilot's failing checks. */
const heads = /^(?:\[\w{1,30}\]\s+)?(?:(?:prearm|arm|preflight fail): )?/;
/** Longer ones are no message of an autopilot. */
const LONGEST = 100;

/** What an autopilot's texts say of its fence, by templates; state: whether a breach has begun. */
export class FenceTexts {
  readonly #breaches = new Breaches('message');

  /** @param text as it was logged or shown */
  take(text: string, sink: SignalSink): void {
    if (text.length > LONGEST) return;
    const plain = text.trimEnd().toLowerCase().replace(heads, '');
    const told = texts.get(plain) ?? variable(plain);
    if (told === undefined) return;
    if (told === 'kept') this.#breaches.end(sink);
    else if ('breach' in told) this.#breaches.beginEach(told.breach, sink);
    else sink.signal(told);
  }
}

function variable(text: string): Told | undefined {
  const position = switched.exec(text)?.[1];
  if (position !== undefined) return position === 'high' ? highSwitch : lowSwitch;
  const most = exceeded.exec(text)?.[1];
  if (most !== undefined) return { breach: most === 'altitude' ? Part.height : Part.circle };
  const [match, outside, names = outside, verb] = byNames.exec(text) ?? [];
  const parts = match === undefined ? undefined : partsOf(names!);
  if (parts === undefined) return undefined;
  if (verb === 'auto-e') return on[parts];
  return verb === 'auto-d' ? off[parts] : { breach: parts };
}

/** Undefined if one of the names is none. */
function partsOf(names: string): number | undefined {
  let parts = 0;
  for (const name of names.split(/, | and /)) {
    const part = partNames.get(name);
    if (part === undefined) return undefined;
    parts |= part;
  }
  return parts;
}
