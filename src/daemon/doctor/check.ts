import { FlightveilError } from '../../model/errors.ts';

/** What `doctor` found about one thing. Names of sources and uploads may stand in it; no path, and no value out of anybody's file. */
export interface Check {
  /** Stable, for scripts: `state-folder`, `sink`, `bypass-qgroundcontrol`, ... */
  readonly name: string;
  /** The source or upload it is about, by its name in the configuration. */
  readonly of?: string;
  readonly status: 'ok' | 'warning' | 'failed';
  /** A sentence. */
  readonly what: string;
  /** What to do about it, a sentence or two. */
  readonly advice?: string;
}

/** Checks under one name. */
export interface Checks {
  ok(what: string, advice?: string): Check;
  warning(what: string, advice?: string): Check;
  failed(what: string, advice?: string): Check;
  /** What an error says that was made for people; of others only that there was one. */
  error(error: unknown): Check;
}

export function checksNamed(name: string, of?: string): Checks {
  const make =
    (status: Check['status']) =>
    (what: string, advice?: string): Check => ({
      name,
      ...(of === undefined ? {} : { of }),
      status,
      what,
      ...(advice === undefined ? {} : { advice }),
    });
  const failed = make('failed');
  return {
    ok: make('ok'),
    warning: make('warning'),
    failed,
    error: (error) =>
      error instanceof FlightveilError
        ? failed(sentence(error.message), error.advice)
        : failed('This could not be checked.', 'Run it again; if it stays so, report it.'),
  };
}

/** With a capital letter and a full stop. */
export function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}

/** `1 log`, `3 logs`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** In the unit that people read, to two digits or more. */
export function byteText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let value = bytes;
  for (; value >= 1_000 && unit < units.length - 1; unit += 1) value /= 1_000;
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}
