import { sha256 } from '@noble/hashes/sha2.js';
import { isAtMost, nothing } from '../model/disclosure.ts';
import { type ErrorCode, FlightveilError } from '../model/errors.ts';
import { type Decision, decide, localPolicy, type Request } from '../policy/decide.ts';
import { isLevel, type Level, levelNames } from '../policy/levels.ts';
import { hidesPilot } from './choose.ts';
import type { LoopFacts } from './create-loop.ts';
import type { Span } from './cuts.ts';
import type { FormatOptions } from './find-format.ts';
import { FlightKeys, KEY_BYTES } from './keys.ts';
import type { LogCuts } from './plan-cuts.ts';
import { joinedSpans, mustBeOfDevices, projectedBy, spansOutside } from './projected.ts';
import type { SurveyedLog } from './survey-source.ts';

/**
 * Where a flight's draws (pseudonyms, turn, offset) come from. The same flight must get the same draws whenever it is released, and no
 * other flight the same.
 */
export type Draws =
  | {
      /** The device's secret: 32 bytes from a secure generator, drawn once and kept where only the app can read them. */
      readonly key: Uint8Array;
      /** A live stream's flight: a name that is given again when it is released again, and to no other flight, as a UUID. */
      readonly flight: string;
      /** As below. */
      readonly facts?: SurveyedLog;
      readonly seed?: never;
    }
  | {
      readonly key: Uint8Array;
      /**
       * What `survey` found out about this very log, for the second pass over a file, whose content then names the flight. Without it the
       * filter takes a live stream: what needs a survey is withheld.
       */
      readonly facts: SurveyedLog;
      readonly flight?: string;
      readonly seed?: never;
    }
  | {
      /** Fixed draws, for tests and reproducible research only: whoever knows the seed can undo them. */
      readonly seed: string;
      /** Which of several inputs it is, from 0 on. */
      readonly ordinal?: number;
      readonly facts?: SurveyedLog;
      readonly key?: never;
      readonly flight?: never;
    };

/** How much may be learnt: by a level, for one's own use, or by what was decided for a purpose and a recipient. */
export type Allowed =
  | {
      /**
       * One of {@link levelNames} but `withhold` and `summary`, which release no frames. `track` is for files: it
       * needs facts and cuts.
       */
      readonly level: Level;
      readonly decision?: never;
    }
  | {
      /** What `decide` found. Ask again before what is released goes anywhere: a withdrawal counts at once. */
      readonly decision: Decision<Request>;
      readonly level?: never;
    };

export type FilterOptions = Draws &
  Allowed &
  FormatOptions & {
    /** What `planCuts` found for this log and level: needed at `track`. */
    readonly cuts?: LogCuts;
  };

/** Whether logs are released at this level, be it with few frames; else nothing is, or totals alone. */
export function hasFrames(level: Level): boolean {
  return level !== 'withhold' && level !== 'summary';
}

/** @throws FlightveilError as `createFilter` */
export function frameLevel(level: Level): Level {
  const advice = `Levels of filters: ${levelNames.filter(hasFrames).join(', ')}.`;
  if (!isLevel(level)) throw misused('unknown-level', 'there is no such level', advice);
  if (level === 'withhold') throw misused('withheld', 'the decision is to release nothing', advice);
  if (!hasFrames(level)) throw misused('level-not-available', 'totals of a flight are no stream of frames', advice);
  return level;
}

/** @throws FlightveilError as `createFilter` */
export function decisionOf({ level, decision }: Allowed): Decision<Request> {
  if (decision === undefined) {
    return decide({ purpose: 'local', recipient: 'self', level: frameLevel(level) }, localPolicy);
  }
  if (level !== undefined) throw wrong('a decision takes the place of a level');
  mustBeOfDevices(decision);
  if (isAtMost(decision.disclosure, nothing)) {
    throw misused('withheld', 'the decision is to release nothing', decision.lost?.join(' '));
  }
  return decision;
}

/** What a projection makes of a log. One record of many is known only when all have come. @throws FlightveilError `withheld` */
export function projectedFacts(
  { projection }: Decision<Request>,
  facts: SurveyedLog | undefined,
  cuts: readonly Span[] = [],
): Pick<LoopFacts, 'cuts' | 'projected'> {
  if (projection === undefined) return { cuts };
  if (facts === undefined && (projection.records === 'last' || projection.records === 'one')) {
    throw misused('withheld', 'one record of a live stream cannot be chosen', 'Survey the log first.');
  }
  return {
    cuts: facts === undefined ? cuts : joinedSpans(cuts, spansOutside(projection, facts)),
    projected: projectedBy(projection),
  };
}

/** A true track needs cuts, in which nothing at all is released: so none of a live stream can be. */
export function mustFit(
  { disclosure }: Decision<Request>,
  facts: SurveyedLog | undefined,
  cuts: LogCuts | undefined,
): void {
  if (cuts === undefined) {
    if (!hidesPilot(disclosure)) return;
    if (facts !== undefined) throw wrong('the level needs to know what is cut', 'Give it what planCuts finds.');
    throw misused(
      'withheld',
      'what is cut of a live stream cannot be known',
      'Choose another level, or survey the log.',
    );
  }
  if (facts === undefined || !isSame(cuts.sha256, facts.sha256)) throw wrong('the cuts are those of another log');
  if (!isAtMost(disclosure, cuts.disclosure) || !isAtMost(cuts.disclosure, disclosure)) {
    throw wrong('the cuts are those of another level or decision');
  }
}

/**
 * @param recipient who shares pseudonyms of devices over an epoch: that of the flight, which for a live stream is now
 * @throws FlightveilError `usage`
 */
export function keysOf(draws: UncheckedDraws, recipient?: string): FlightKeys {
  const keys = flightKeysOf(draws);
  const { key, facts } = draws;
  const unixS = facts === undefined ? Date.now() / 1000 : facts.startUnixS;
  return key === undefined || recipient === undefined || unixS === undefined
    ? keys
    : keys.forRecipient(key, recipient, unixS);
}

function flightKeysOf({ key, flight, facts, seed, ordinal = 0 }: UncheckedDraws): FlightKeys {
  if (seed !== undefined) {
    if (key !== undefined || flight !== undefined) throw wrong('a seed takes the place of key and flight');
    if (typeof seed !== 'string' || seed === '') throw wrong('the seed is no text');
    if (!Number.isSafeInteger(ordinal) || ordinal < 0) throw wrong('the ordinal is no whole number from 0 on');
    return FlightKeys.ofSeed(seed, ordinal);
  }
  mustBeKey(key);
  if (flight !== undefined && (typeof flight !== 'string' || flight === '')) throw wrong('the flight has no name');
  if (flight !== undefined) return FlightKeys.ofLog(key, sha256(new TextEncoder().encode(`flight ${flight}`)));
  if (facts !== undefined) return FlightKeys.ofLog(key, facts.sha256);
  throw wrong('it is not said which flight it is', 'Name the flight, or give the facts of a survey.');
}

/** @throws FlightveilError `usage` for what cannot have been drawn */
export function mustBeKey(key: Uint8Array | undefined): asserts key is Uint8Array {
  if (ArrayBuffer.isView(key) && key.length === KEY_BYTES && key.some((byte) => byte !== key[0])) return;
  throw wrong(`the key is not ${KEY_BYTES} random bytes`, 'Draw it once with crypto.getRandomValues and keep it.');
}

/** As JavaScript may call it. */
interface UncheckedDraws {
  readonly key?: Uint8Array;
  readonly flight?: string;
  readonly facts?: SurveyedLog;
  readonly seed?: string;
  readonly ordinal?: number;
}

export function misused(code: ErrorCode, message: string, advice?: string): FlightveilError {
  return new FlightveilError(code, message, advice === undefined ? {} : { advice });
}

/** Wrong use: a mistake in the calling program. */
export function wrong(message: string, advice?: string): FlightveilError {
  return misused('usage', message, advice);
}

export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
