import { open } from 'node:fs/promises';
import { FlightveilError } from '../model/errors.ts';
import { readError } from '../node/errors.ts';
import type { Console } from './console.ts';

/** A terminal to type at, as `process.stdin` is one. */
export interface Keyboard {
  readonly isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
  setEncoding(encoding: 'utf8'): unknown;
  on(event: 'data' | 'end', listener: (text: string) => void): unknown;
  off(event: 'data' | 'end', listener: (text: string) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

const ENTER = /[\r\n]/;
const INTERRUPT = '\u0003';
const END = '\u0004';
const ERASE_LINE = '\u0015';
const ERASE = ['\u007f', '\b'];
const CONTROL = /\p{Cc}/u;

/** Asks for passphrases at a terminal; what is typed is not shown. */
export class PassphrasePrompt {
  readonly #console: Console;
  readonly #keyboard: Keyboard;
  /** Typed ahead. */
  #pending = '';

  constructor(console: Console, keyboard: Keyboard = process.stdin) {
    this.#console = console;
    this.#keyboard = keyboard;
  }

  /** @throws FlightveilError `usage` if there is no terminal, `interrupted` if the user breaks off */
  async ask(question: string): Promise<string> {
    const keyboard = this.#keyboard;
    if (keyboard.isTTY !== true || keyboard.setRawMode === undefined) {
      throw new FlightveilError('usage', 'there is no terminal to ask for the passphrase at', {
        advice: 'Use --passphrase-file.',
      });
    }
    keyboard.setRawMode(true);
    keyboard.setEncoding('utf8');
    this.#console.err(question);
    try {
      return await this.#line();
    } finally {
      keyboard.setRawMode(false);
      keyboard.pause();
      this.#console.err('\n');
    }
  }

  #line(): Promise<string> {
    const keyboard = this.#keyboard;
    return new Promise((resolve, reject) => {
      const line = new Line();
      const end = (): void => {
        keyboard.off('data', take);
        keyboard.off('end', end);
        if (line.state === 'done') resolve(line.text);
        else reject(new FlightveilError('interrupted', 'no passphrase was given'));
      };
      const take = (text: string): void => {
        this.#pending = line.type(this.#pending + text);
        if (line.state !== 'open') end();
      };
      keyboard.on('data', take);
      keyboard.on('end', end);
      keyboard.resume();
      take('');
    });
  }
}

/** A line as it is typed. */
class Line {
  state: 'open' | 'done' | 'broken off' = 'open';
  #chars: string[] = [];

  get text(): string {
    return this.#chars.join('');
  }

  /** Takes characters up to the line's end; returns what is behind it. */
  type(text: string): string {
    const chars = [...text];
    for (const [index, char] of chars.entries()) {
      if (char === INTERRUPT || char === END) this.state = 'broken off';
      else if (ENTER.test(char)) this.state = 'done';
      else if (char === ERASE_LINE) this.#chars = [];
      else if (ERASE.includes(char)) this.#chars.pop();
      else if (!CONTROL.test(char)) this.#chars.push(char);
      if (this.state !== 'open') return chars.slice(index + 1).join('');
    }
    return '';
  }
}

const MAX_FILE_BYTES = 4096;

/** The passphrase in a file of one line. @throws FlightveilError `usage` for any other file, and those of reading files */
export async function passphraseIn(path: string): Promise<string> {
  const text = await readStart(path);
  const line = text?.replace(/\r?\n$/, '');
  if (line === undefined || line === '' || /[\r\n]/.test(line)) {
    throw new FlightveilError('usage', 'the passphrase file is not one line of text', {
      advice: 'Write the passphrase into it and nothing else.',
    });
  }
  return line;
}

/** Undefined if it is too long, or no text. */
async function readStart(path: string): Promise<string | undefined> {
  try {
    const handle = await open(path, 'r');
    try {
      const buffer = Buffer.alloc(MAX_FILE_BYTES + 1);
      let length = 0;
      for (let more = true; more && length < buffer.length; ) {
        const { bytesRead } = await handle.read(buffer, length, buffer.length - length, null);
        length += bytesRead;
        more = bytesRead > 0;
      }
      if (length > MAX_FILE_BYTES) return undefined;
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(buffer.subarray(0, length));
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw readError(error);
  }
}
