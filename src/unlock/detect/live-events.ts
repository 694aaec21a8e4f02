import { Memory } from '../../bytes/memory.ts';
import { copyExtended } from '../../filter/extend.ts';
import { SignalCollector } from '../../filter/signal-collector.ts';
import { Staging } from '../../filter/staging.ts';
import { type FixReader, fixReaderOf, isFix } from '../../filter/track.ts';
import { SENDERS } from '../../model/flight-state.ts';
import { type Format, Found, type Frame } from '../../model/format.ts';
import type { UnlockEvent } from '../../model/unlock-event.ts';
import { type DetectOptions, dated } from './detect-events.ts';
import { type Draft, eventOf, Joiner } from './draft.ts';
import { PlaceEvents } from './place-events.ts';
import { SignalEvents } from './signal-events.ts';

export interface LiveEventsOptions extends DetectOptions {
  readonly format: Format;
  /** Unix microseconds: what comes is told under the time at which it comes. */
  readonly nowUs: () => number;
  /** Told of each event as soon as it is known, and how by then. */
  readonly event: (event: UnlockEvent) => void;
}

/** Senders and messages whose places are followed apart. */
const MAX_TRACKS = 64;

/**
 * The events of a live stream as they come. The bytes are only read; whatever becomes of them, this finds no fewer events than a file of them would
 * show, but knows less of how they are known: what confirms an event later does not change it.
 */
export class LiveEvents {
  readonly #options: LiveEventsOptions;
  readonly #staging: Staging;
  readonly #decoder;
  readonly #body: Memory;
  readonly #collector: SignalCollector;
  readonly #signals: SignalEvents;
  readonly #joiner = new Joiner();
  readonly #fixes: (FixReader | undefined)[] = [];
  readonly #places = new Map<number, PlaceEvents>();

  constructor(options: LiveEventsOptions) {
    this.#options = options;
    const { format } = options;
    this.#collector = new SignalCollector(format);
    this.#staging = new Staging(format.maxRecordBytes);
    this.#decoder = format.createDecoder();
    this.#body = new Memory(new Uint8Array(format.maxRecordBytes + 3));
    this.#signals = new SignalEvents((draft) => this.#tell(draft));
  }

  /** Takes the next bytes. What is damaged is passed over. */
  push(bytes: Uint8Array): void {
    for (let taken = 0; taken < bytes.length; ) {
      taken += this.#staging.fill(bytes, taken, this.#decoder, false);
      this.#read();
    }
  }

  /** Behind the last byte. */
  finish(): void {
    this.#staging.fill(new Uint8Array(0), 0, this.#decoder, true);
    this.#read();
    this.#signals.settle(Number.POSITIVE_INFINITY);
    for (const places of this.#places.values()) places.finish();
  }

  #read(): void {
    const nowUs = this.#options.nowUs();
    this.#signals.settle(nowUs);
    for (;;) {
      switch (this.#decoder.next()) {
        case Found.more:
          return;
        case Found.schema: {
          const { schema } = this.#decoder;
          this.#fixes[schema.index] = this.#options.zones === undefined ? undefined : fixReaderOf(schema);
          break;
        }
        case Found.frame:
          this.#take(this.#decoder.frame, nowUs);
      }
    }
  }

  #take(frame: Frame, nowUs: number): void {
    const { schema, sender } = frame;
    const fix = this.#fixes[schema.index];
    if (schema.signals !== true && fix === undefined) return;
    if (frame.parsed === null) copyExtended(this.#staging.memory, frame, this.#body);
    const body = frame.parsed ?? this.#body;
    if (schema.signals === true) {
      this.#collector.at(nowUs, this.#staging.offsetOf(frame.start), sender);
      this.#options.format.readSignals?.(body, frame, this.#collector);
      for (const signal of this.#collector.signals.splice(0)) this.#signals.take(signal);
    }
    if (fix !== undefined) this.#takeFix(fix, schema.index * SENDERS + sender, body.view, nowUs);
  }

  #takeFix(reader: FixReader, key: number, view: DataView, nowUs: number): void {
    const { latitude, longitude, altitude, degrees, metres, isOverHome } = reader;
    const latitudeDeg = latitude.read(view, 0) * degrees;
    const longitudeDeg = longitude.read(view, 0) * degrees;
    if (!isFix(latitudeDeg, longitudeDeg)) return;
    const heightM = altitude === undefined ? Number.NaN : altitude.read(view, 0) * metres;
    this.#placesOf(key)?.fix(nowUs, latitudeDeg, longitudeDeg, heightM, isOverHome);
  }

  #placesOf(key: number): PlaceEvents | undefined {
    const known = this.#places.get(key);
    const { zones, licenceOf } = this.#options;
    if (known !== undefined || zones === undefined || this.#places.size >= MAX_TRACKS) return known;
    const places = new PlaceEvents(zones, licenceOf, `track ${key}`, (draft) => this.#tell(draft));
    this.#places.set(key, places);
    return places;
  }

  #tell(draft: Draft): void {
    const joined = this.#joiner.add(draft);
    if (joined === undefined) return;
    const { timeUs, ...event } = eventOf(joined);
    this.#options.event(dated(event, timeUs));
  }
}
