import type { Disclosure } from '../../src/model/disclosure.ts';
import type { Format, Frame } from '../../src/model/format.ts';
import type { Field, Schema } from '../../src/model/schema.ts';
import { type Level, levels } from '../../src/policy/levels.ts';

/** Variants of the named secrets of a flight, by name; a secret that is not named has variant 0. */
export type Secrets = Readonly<Record<string, number>>;

/** A disclosure with a name for titles and failures. */
export interface NamedDisclosure {
  readonly name: string;
  readonly disclosure: Disclosure;
}

/** Something about a flight that a level hides. */
export interface SecretKind {
  readonly name: string;
  /** Logs that differ in this secret alone give the same bytes under each of these. */
  readonly hiddenBy: readonly NamedDisclosure[];
  /** Under this one they do not; undefined for what no disclosure releases. */
  readonly shownBy?: NamedDisclosure;
}

/** Bytes planted where only the format's own knowledge finds them (a command's parameter, a text's variable part). */
export interface Plant {
  readonly name: string;
  readonly log: Uint8Array;
  /** Stands in the log. */
  readonly pattern: Uint8Array;
  readonly hiddenBy: readonly NamedDisclosure[];
}

/** Makes the body of one frame. `fields` stand where their offsets say; `round` tells frames of one message apart. */
export type Fill = (message: string, fields: readonly Field[], round: number) => Uint8Array;

export interface NamedLog {
  readonly name: string;
  readonly log: Uint8Array;
}

/** What a format brings along to be held against the suite. */
export interface FormatSubject {
  readonly name: string;
  readonly format: Format;
  /**
   * A whole flight from named secrets: times run, no frame was lost, and nothing is damaged; messages that nobody defined may be
   * among it. The same for the same secrets.
   */
  makeLog(secrets: Secrets): Uint8Array;
  readonly secrets: readonly SecretKind[];
  /** A log of at most 1200 bytes with junk between frames, and with frames that `engineering` keeps, edits and withholds. */
  readonly smallLog: Uint8Array;
  /** More logs that every law is held against: other versions of the format, junk, odd senders. */
  readonly samples: readonly NamedLog[];
  /** A log with frames of every message of the catalog, their bodies made by `fill`; without gaps. */
  filledLog(fill: Fill): Uint8Array;
  readonly plants: readonly Plant[];
  /** Logs in which whole frames of `message` stand inside the opaque payload of another frame, and nowhere else. */
  readonly nested: readonly (NamedLog & { readonly message: string })[];
  /** Logs with a frame that claims more bytes than it has, and how many right frames stand around it at least. */
  readonly overlong: readonly (NamedLog & { readonly frames: number })[];
  /** Patterns that cost the decoder most; repeated up to 2 MB. */
  readonly hostile: readonly NamedLog[];
  /** Self-describing formats: a log that teaches so many different messages, and how many schemas the format admits. */
  readonly manySchemas?: { log(count: number): Uint8Array; readonly most: number };
  /** Formats with sequence numbers. */
  readonly sequence?: { readonly modulo: number; read(bytes: Uint8Array, frame: Frame): number };
  /** Whether the format's own vocabularies know what this body says (a command's number, a parameter's name); else not asked. */
  isClassified?(schema: Schema, body: Uint8Array): boolean;
}

/** A level with its name. */
export function level(name: Level): NamedDisclosure {
  return { name, disclosure: levels[name] };
}

/** A level of which some dimensions are changed. */
export function levelWith(name: Level, changes: Partial<Disclosure>): NamedDisclosure {
  const added = Object.entries(changes).map(([dimension, step]) => `${dimension} ${step}`);
  return { name: `${name} with ${added.join(', ')}`, disclosure: { ...levels[name], ...changes } };
}
