import { canonicalJson } from '../bytes/canonical-json.ts';
import type { UnlockLogKeys } from '../filter/keys.ts';
import type { UnlockEvent } from '../model/unlock-event.ts';
import { type DetectFacts, detectEvents } from '../unlock/detect/detect-events.ts';
import { licenceCheck } from '../unlock/detect/licence-check.ts';
import type { UnlockLicence } from '../unlock/licences/licence.ts';
import { licenceEvents } from '../unlock/licences/licence-events.ts';
import { keepUntilS, retentionOf } from '../unlock/retention.ts';
import { ZoneIndex } from '../zones/zone-index.ts';
import { aircraftNameOf, keepLicences, loadLicences } from './licence-store.ts';
import { rootKey } from './state.ts';
import { StreamWatch, type WatchOptions } from './stream-watch.ts';
import { type OpenUnlockLog, OWN_LOG, openUnlockLog } from './unlock-logs.ts';
import { loadZones } from './zone-store.ts';

/** A log that was surveyed, as its events are recorded. */
export interface LogOfFlight {
  readonly facts: DetectFacts;
  readonly sha256: Uint8Array;
  /** Keyed names, where the device remembers its flights. */
  readonly flight?: string | undefined;
  readonly aircraft?: readonly string[] | undefined;
}

export interface RecorderOptions {
  /** Who flew, as the owner wants it recorded. */
  readonly person?: string | undefined;
  /** Unix seconds. */
  readonly nowS?: () => number;
}

/** An event that is in the owner's log. */
export interface RecordedEvent {
  /** The same for the same event of the same log. */
  readonly id: string;
  readonly event: UnlockEvent;
  /** Until when its values are kept, in Unix seconds, where that is settled: a copy is not kept for longer. */
  readonly keepUntilS?: number | undefined;
}

/** What became of a log's events. */
export interface Recorded {
  readonly events: readonly RecordedEvent[];
  /** How many of them are new: the others were recorded before, and stay as they are. */
  readonly added: number;
}

/**
 * Finds the events of logs that are filtered and appends them to the geofence-unlock log of the state folder: first to the owner's own, whatever is decided
 * about the flight, and before a release to that of its recipient. What was appended once is not appended again.
 */
export class UnlockRecorder {
  readonly #folder: string;
  readonly #person: string | undefined;
  readonly #nowS: () => number;
  readonly #logs = new Map<string, Promise<OpenUnlockLog>>();
  #places: Promise<{ zones: ZoneIndex | undefined; licences: readonly UnlockLicence[] }> | undefined;

  /** @param folder the state folder */
  constructor(folder: string, options: RecorderOptions = {}) {
    this.#folder = folder;
    this.#person = options.person;
    this.#nowS = options.nowS ?? (() => Date.now() / 1000);
  }

  /**
   * Appends what a log tells of zones to the owner's log; durable when it resolves.
   * @throws FlightveilError `state-unusable`: the log must then not be released
   */
  async record({ facts, sha256, flight, aircraft = [] }: LogOfFlight): Promise<Recorded> {
    this.#places ??= this.#loadPlaces();
    const { zones, licences } = await this.#places;
    const device = aircraft.length === 1 ? aircraft[0] : undefined;
    const found = detectEvents(facts, { zones, licenceOf: licenceCheck(licences, { device, person: this.#person }) });
    if (found.length === 0) return { events: [], added: 0 };
    const own = await this.#open(OWN_LOG);
    const log = Buffer.from(sha256).toString('hex');
    const seen = new Map<string, number>();
    const idOf = (event: UnlockEvent, at: number): string => {
      const identity = identityOf(log, event, at);
      // Two vehicles may do the same at the same instant.
      const times = seen.get(identity) ?? 0;
      seen.set(identity, times + 1);
      return own.keys.entryId(times === 0 ? identity : `${identity} ${times}`);
    };
    const recorded = found.map((event, at): RecordedEvent => {
      const who = {
        ...(flight === undefined ? {} : { flight: own.keys.nameOf('flight', flight) }),
        ...(device === undefined ? {} : { device: own.keys.nameOf('device', device) }),
        ...(this.#person === undefined ? {} : { person: this.#person }),
      };
      return { id: idOf(event, at), event: { ...event, ...who } };
    });
    return { events: recorded, added: await this.#append(own, recorded) };
  }

  /**
   * Keeps licences, and appends what their list tells beyond the lists before.
   * @returns how many were appended
   * @throws FlightveilError `state-unusable`
   */
  async takeLicences(licences: readonly UnlockLicence[]): Promise<number> {
    const known = new Map((await loadLicences(this.#folder)).map((stored) => [stored.licence.id, stored]));
    const importedAtS = Math.floor(this.#nowS());
    const own = await this.#open(OWN_LOG);
    const recorded: RecordedEvent[] = [];
    for (const licence of licences) {
      const before = known.get(licence.id);
      const { deviceSerial, holder } = licence;
      const who = {
        ...(deviceSerial === undefined ? {} : { device: await this.#nameOfDevice(own, deviceSerial) }),
        ...(holder === undefined ? {} : { person: holder }),
      };
      for (const event of licenceEvents(licence, { importedAtS, before })) {
        // Under the list before it: what was appended, and not kept, is not appended again.
        const id = own.keys.entryId(canonicalJson(['licence', licence.id, event.kind, before?.importedAtS ?? 'first']));
        recorded.push({ id, event: { ...event, ...who } });
      }
    }
    const appended = await this.#append(own, recorded);
    await keepLicences(this.#folder, licences, importedAtS);
    this.#places = undefined;
    return appended;
  }

  /**
   * Appends events to the log that a recipient gets to see, under names of its own; durable when it resolves. To be called before the release
   * that they belong to.
   * @throws FlightveilError `state-unusable`
   */
  async recordFor(recipient: string, events: readonly RecordedEvent[]): Promise<void> {
    if (events.length === 0) return;
    const log = await this.#open(recipient);
    await this.#append(
      log,
      events.map((recorded) => namedFor(recorded, log.keys)),
    );
  }

  /**
   * Appends the events of a live stream as they come: to the owner's log, and to those of the recipients who are shown fences and zones of it. The stream is
   * not held up meanwhile.
   * @throws FlightveilError `state-unusable` if zones or licences cannot be read
   */
  async watch(options: WatchOptions): Promise<StreamWatch> {
    this.#places ??= this.#loadPlaces();
    const { zones, licences } = await this.#places;
    return new StreamWatch(
      { zones, licenceOf: licenceCheck(licences, { person: this.#person }) },
      options,
      (event, stream) => this.#recordLive(event, stream, options),
    );
  }

  /** Closes what was opened. */
  async close(): Promise<void> {
    for (const opening of this.#logs.values()) {
      // What could not be opened was reported to whom it was opened for.
      const log = await opening.catch(() => undefined);
      log?.close();
    }
    this.#logs.clear();
  }

  async #recordLive(event: UnlockEvent, stream: string, { flight, recipients }: WatchOptions): Promise<void> {
    const own = await this.#open(OWN_LOG);
    const who = {
      flight: own.keys.nameOf('flight', flight),
      ...(this.#person === undefined ? {} : { person: this.#person }),
    };
    const recorded = { id: own.keys.entryId(identityOf(stream, event, 0)), event: { ...event, ...who } };
    await this.#append(own, [recorded]);
    for (const recipient of recipients) await this.recordFor(recipient, [recorded]);
  }

  async #loadPlaces() {
    const [sets, stored] = await Promise.all([loadZones(this.#folder), loadLicences(this.#folder)]);
    return {
      zones: sets.length === 0 ? undefined : new ZoneIndex(sets),
      licences: stored.map(({ licence }) => licence),
    };
  }

  #open(recipient: string): Promise<OpenUnlockLog> {
    const known = this.#logs.get(recipient) ?? openUnlockLog(this.#folder, recipient);
    this.#logs.set(recipient, known);
    return known;
  }

  async #nameOfDevice({ keys }: OpenUnlockLog, serial: string): Promise<string> {
    return keys.nameOf('device', aircraftNameOf(await rootKey(this.#folder), serial));
  }

  /** @returns how many are new */
  async #append({ log }: OpenUnlockLog, recorded: readonly RecordedEvent[]): Promise<number> {
    const nowS = this.#nowS();
    const { appended } = await log.append(
      recorded.flatMap(({ id, event, keepUntilS: settledS = Number.POSITIVE_INFINITY }) =>
        event.kind === 'values-deleted'
          ? []
          : [
              {
                id,
                event,
                ground: retentionOf[event.kind].ground,
                keepUntilS: Math.min(settledS, keepUntilS(event.kind, nowS)),
              },
            ],
      ),
    );
    return appended;
  }
}

/** As it stands in a recipient's log: under that recipient's names. A person is named as the owner wants it, and shown only where that is allowed. */
export function namedFor({ id, event, keepUntilS }: RecordedEvent, keys: UnlockLogKeys): RecordedEvent {
  const { flight, device, zoneSource, ...rest } = event;
  const within = event.timeUs === undefined ? (flight ?? id) : event.timeUs / 1e6;
  return {
    ...{ id: keys.entryId(id), keepUntilS },
    event: {
      ...rest,
      // A file's name is the owner's own; what it held is told by its hash.
      ...(zoneSource === undefined ? {} : { zoneSource: { ...zoneSource, name: 'zones' } }),
      ...(flight === undefined ? {} : { flight: keys.nameOf('flight', flight) }),
      ...(device === undefined ? {} : { device: keys.epochNameOf(device, within) }),
    },
  };
}

/** What makes an event of a log this one: not how it is known, which later versions may know better. @param at stands for the time where there is none */
function identityOf(
  log: string,
  { kind, timeUs, areaCode, about, licence, zoneSource }: UnlockEvent,
  at: number,
): string {
  const when = timeUs ?? `number ${at}`;
  return canonicalJson([log, kind, when, areaCode ?? '', about ?? '', licence ?? '', zoneSource?.version ?? '']);
}
