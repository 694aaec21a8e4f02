import { stat } from 'node:fs/promises';
import { platform } from 'node:os';
import type { SerialPort } from 'serialport';
import { FlightveilError } from '../../model/errors.ts';
import { BackOff } from './back-off.ts';
import { END_MS, type Link, type LinkEvents, type Peer, type PeerEvents } from './link.ts';
import { linkError } from './link-errors.ts';
import { Pending } from './pending.ts';

const WATCH_MS = 500;

type SerialPortClass = typeof SerialPort;
/** The package is optional: it is loaded at first use. */
type SerialLoader = () => Promise<{ readonly SerialPort: SerialPortClass }>;

/** A serial line. When it is unplugged it is opened again as soon as it is back. */
export class SerialLink implements Link {
  readonly ended: Promise<void>;
  readonly refused = { peers: 0, bytes: 0 };
  readonly #Port: SerialPortClass;
  readonly #path: string;
  readonly #baud: number;
  readonly #events: LinkEvents;
  readonly #backOff = new BackOff();
  readonly #end = new Pending();
  #line: Line | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  private constructor(Port: SerialPortClass, path: string, baud: number, events: LinkEvents) {
    this.#Port = Port;
    this.#path = path;
    this.#baud = baud;
    this.#events = events;
    this.ended = this.#end.wait();
  }

  /** @throws FlightveilError `link-failed` if there is no such port now, it is in use, or serial lines cannot be used here at all */
  static async open(
    path: string,
    baud: number,
    events: LinkEvents,
    load: SerialLoader = () => import('serialport'),
  ): Promise<SerialLink> {
    const link = new SerialLink(await loaded(load), path, baud, events);
    await link.#open();
    return link;
  }

  async close(): Promise<void> {
    this.#stop();
    await this.#line?.end();
    this.#end.resolve();
  }

  drop(): void {
    this.#stop();
    this.#line?.drop();
    this.#end.resolve();
  }

  #stop(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  async #open(): Promise<void> {
    const port = new this.#Port({ path: this.#path, baudRate: this.#baud, autoOpen: false });
    await new Promise<void>((resolve, reject) => {
      port.open((error) => (error === null ? resolve() : reject(cannotOpen(error))));
    });
    const since = performance.now();
    const watch = await watchOf(this.#path, () => this.#line?.drop());
    if (this.#isClosed || !port.isOpen) {
      clearInterval(watch);
      if (port.isOpen) port.close();
      throw gone();
    }
    this.#line = new Line(port, this.#events, () => {
      clearInterval(watch);
      this.#line = undefined;
      if (this.#isClosed) return;
      this.#events.told('is unplugged; it is opened again when it is back');
      this.#retry(performance.now() - since);
    });
  }

  #retry(heldMs: number): void {
    this.#timer = setTimeout(() => {
      this.#open().then(
        () => this.#isClosed || this.#events.told('is back'),
        () => this.#isClosed || this.#retry(0),
      );
    }, this.#backOff.waitMs(heldMs));
  }
}

/**
 * The package takes a line that was hung up for one that is silent, and reads on without end: the device's own file tells. Not on Windows, where it has
 * none.
 */
async function watchOf(path: string, onGone: () => void): Promise<NodeJS.Timeout | undefined> {
  const identity = async (): Promise<string | undefined> => {
    const facts = await stat(path).catch(() => undefined);
    return facts && `${facts.dev} ${facts.ino} ${facts.rdev}`;
  };
  const opened = platform() === 'win32' ? undefined : await identity();
  if (opened === undefined) return undefined;
  const look = async (): Promise<void> => {
    if ((await identity()) !== opened) onGone();
  };
  return setInterval(() => void look(), WATCH_MS).unref();
}

/** The port while it is open. */
class Line implements Peer {
  readonly #port: SerialPort;
  readonly #room = new Pending();
  readonly #closed: Promise<void>;

  constructor(port: SerialPort, events: LinkEvents, onClose: () => void) {
    this.#port = port;
    const peer: PeerEvents = events.joined(this);
    port.on('data', (chunk: Uint8Array) => {
      const wait = peer.bytes(chunk);
      if (wait === undefined) return;
      port.pause();
      const goOn = (): void => void port.resume();
      wait.then(goOn, goOn);
    });
    port.on('drain', () => this.#room.resolve());
    port.on('error', () => undefined);
    this.#closed = new Promise((resolve) => {
      port.once('close', () => {
        this.#room.reject(gone());
        peer.left();
        onClose();
        resolve();
      });
    });
  }

  send(unit: Uint8Array): void | Promise<void> {
    if (!this.#port.isOpen) return Promise.reject(gone());
    if (this.#port.write(unit)) return;
    return this.#room.wait();
  }

  async end(): Promise<void> {
    const tooLong = setTimeout(() => this.drop(), END_MS);
    this.#port.drain(() => this.#port.isOpen && this.#port.close());
    await this.#closed;
    clearTimeout(tooLong);
  }

  drop(): void {
    if (!this.#port.isOpen) return;
    // What the system holds for the line is forgotten too.
    this.#port.flush(() => this.#port.isOpen && this.#port.close());
  }
}

async function loaded(load: SerialLoader): Promise<SerialPortClass> {
  try {
    return (await load()).SerialPort;
  } catch (error) {
    throw new FlightveilError('link-failed', 'serial lines cannot be used here: the package serialport is missing', {
      advice: 'Install it: npm install serialport.',
      cause: error,
    });
  }
}

/** Its errors have no codes, but words. */
function cannotOpen(error: Error): FlightveilError {
  const cases: readonly (readonly [RegExp, string])[] = [
    [/No such file|File not found/i, 'there is no such port'],
    [/Permission denied|Access denied/i, 'no permission to use the port'],
    [/lock|busy/i, 'another program uses the port'],
  ];
  const what = cases.find(([words]) => words.test(error.message))?.[1] ?? 'the port cannot be opened';
  return new FlightveilError('link-failed', what, { cause: error });
}

function gone(): FlightveilError {
  return linkError(Object.assign(new Error(), { code: 'ECONNRESET' }));
}
