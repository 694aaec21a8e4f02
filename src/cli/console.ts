import { Bar, Presets } from 'cli-progress';

/** Where a command writes: results on `out`, words for people on `err`. Tests give their own. */
export interface Console {
  out(text: string): void;
  err(text: string): void;
  /** Whether `err` is a terminal: progress bars are shown there only. */
  readonly isTerminal: boolean;
  readonly columns: number;
}

export const systemConsole: Console = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
  columns: process.stdout.columns ?? 100,
};

/** A file's name for people: control characters could forge lines or colours of a terminal. */
export function plainName(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?');
}

/** One JSON document in plain ASCII: no control or direction character of a log or a file name reaches the terminal. */
export function jsonDocument(value: unknown): string {
  return `${inAscii(JSON.stringify(value, jsonValue, 1))}\n`;
}

/** A JSON value in one line of plain ASCII, without its end. */
export function jsonLine(value: unknown): string {
  return inAscii(JSON.stringify(value));
}

function inAscii(json: string): string {
  return json.replace(/[^\n -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** JSON has no NaN and no 64-bit integers: both are written as text. */
function jsonValue(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  return typeof value === 'number' && Number.isNaN(value) ? 'NaN' : value;
}

/** Work shorter than this is done before a bar could be read. */
const LONG_WORK_BYTES = 16 * 1024 * 1024;

/** Shows how far work has come, if it is long and somebody looks on. */
export class Progress {
  readonly #bar: Bar | undefined;

  constructor(console: Console, totalBytes: number) {
    if (!console.isTerminal || totalBytes < LONG_WORK_BYTES) return;
    this.#bar = new Bar(
      { format: '{bar} {percentage}% of {megabytes} MB, {eta_formatted} left', etaBuffer: 50, hideCursor: true },
      Presets.shades_classic,
    );
    this.#bar.start(totalBytes, 0, { megabytes: Math.round(totalBytes / 1e6) });
  }

  add(bytes: number): void {
    this.#bar?.increment(bytes);
  }

  stop(): void {
    this.#bar?.stop();
  }
}
