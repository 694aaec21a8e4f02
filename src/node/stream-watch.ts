import { randomUUID } from 'node:crypto';
import type { FlightveilError } from '../model/errors.ts';
import type { Format } from '../model/format.ts';
import type { UnlockEvent } from '../model/unlock-event.ts';
import type { DetectOptions } from '../unlock/detect/detect-events.ts';
import { LiveEvents } from '../unlock/detect/live-events.ts';

export interface WatchOptions {
  /** Name of the flight that the stream is. */
  readonly flight: string;
  /** Others who are shown something of zones and fences in it. */
  readonly recipients: readonly string[];
  /** Told once if events can no longer be recorded: the stream should end then. */
  readonly failed: (error: FlightveilError | unknown) => void;
}

/** Follows live streams of one flight and has their events recorded, one after the other. */
export class StreamWatch {
  readonly #options: WatchOptions;
  readonly #detect: DetectOptions;
  readonly #record: (event: UnlockEvent, stream: string) => Promise<void>;
  #recording: Promise<void> = Promise.resolve();
  #hasFailed = false;

  constructor(
    detect: DetectOptions,
    options: WatchOptions,
    record: (event: UnlockEvent, stream: string) => Promise<void>,
  ) {
    this.#detect = detect;
    this.#options = options;
    this.#record = record;
  }

  /** The events of one more stream, from its first byte on. */
  stream(format: Format): LiveEvents {
    const name = randomUUID();
    return new LiveEvents({
      ...this.#detect,
      format,
      nowUs: () => Date.now() * 1000,
      event: (event) => this.#take(event, name),
    });
  }

  /** Settled when all events so far are durable, or could not be. */
  async settled(): Promise<void> {
    await this.#recording;
  }

  #take(event: UnlockEvent, stream: string): void {
    this.#recording = this.#recording.then(async () => {
      if (this.#hasFailed) return;
      try {
        await this.#record(event, stream);
      } catch (error) {
        this.#hasFailed = true;
        this.#options.failed(error);
      }
    });
  }
}
