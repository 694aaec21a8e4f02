import type { Level } from '../policy/levels.ts';
import type { Destination, SinkKind } from './sink.ts';

/** Something that is told to nobody: only what needs it asks, and nothing prints it. */
export interface Secret {
  /** For people: where it comes from, `file` or `keyring`. */
  readonly from: 'file' | 'keyring';
  /** @throws FlightveilError `config-invalid` if it cannot be read, or others can read its file */
  reveal(): Promise<string>;
}

/** What every sink needs to know. */
interface SinkOf<K extends SinkKind> {
  readonly kind: K;
  readonly destination: Destination;
}

/** A folder, on this machine or mounted. */
export interface FolderSinkConfig extends SinkOf<'folder'> {
  readonly path: string;
}

export interface TusSinkConfig extends SinkOf<'tus'> {
  /** The server's creation address. */
  readonly url: string;
  readonly bearer?: Secret;
  /** Of one PATCH request. */
  readonly chunkBytes: number;
  /** Plain http beyond this machine. */
  readonly allowInsecure: boolean;
}

export interface S3SinkConfig extends SinkOf<'s3'> {
  /** Undefined: Amazon's own, of the region. */
  readonly endpoint?: string;
  readonly region: string;
  readonly bucket: string;
  /** Put before every name. */
  readonly prefix: string;
  readonly accessKeyId: Secret;
  readonly secretAccessKey: Secret;
  readonly pathStyle: boolean;
  /** Of one part of a multipart upload; at least 5 MiB. */
  readonly partBytes: number;
  readonly allowInsecure: boolean;
}

export interface FlightReviewSinkConfig extends SinkOf<'flight-review'> {
  /** The server's address; its upload form is below it. */
  readonly url: string;
  /** `public` lists the log there for everybody; it counts only if what is uploaded may go to recipient `public`. */
  readonly visibility: 'private' | 'public';
  readonly allowInsecure: boolean;
}

export interface HttpSinkConfig extends SinkOf<'http'> {
  /** PUT: below this address, by name. POST: to this address. */
  readonly url: string;
  readonly method: 'PUT' | 'POST';
  readonly bearer?: Secret;
  readonly basic?: { readonly user: string; readonly password: Secret };
  /** Get what was PUT again and compare its hash. */
  readonly readBack: boolean;
  readonly allowInsecure: boolean;
}

export interface MqttSinkConfig extends SinkOf<'mqtt'> {
  /** mqtts:, mqtt:, wss: or ws:. */
  readonly url: string;
  /** Topics are `TOPIC/manifests` and `TOPIC/records`: no names of devices or flights. */
  readonly topic: string;
  readonly username?: string;
  readonly password?: Secret;
  readonly allowInsecure: boolean;
}

export type SinkConfig =
  | FolderSinkConfig
  | TusSinkConfig
  | S3SinkConfig
  | FlightReviewSinkConfig
  | HttpSinkConfig
  | MqttSinkConfig;

/** Where logs are. */
export interface SourceConfig {
  readonly name: string;
  readonly folder: string;
  /** Ends of file names that are looked at, such as `.tlog`; empty: every file. */
  readonly endings: readonly string[];
  /** A file whose size and time have not changed for so long is whole. */
  readonly settleMs: number;
  /** A card or a stick: the folder may be absent. */
  readonly isRemovable: boolean;
  /** Archives (.zip, .gz) are looked into. */
  readonly archives: boolean;
}

/** Local time of day in minutes since midnight; `from` may be later than `until`: over midnight. */
export interface DailyWindow {
  readonly fromMin: number;
  readonly untilMin: number;
}

/** One purpose, one recipient, one place to send to. */
export interface UploadConfig {
  /** Letters, digits and hyphens. */
  readonly name: string;
  /** Names of sources; empty: all. */
  readonly sources: readonly string[];
  readonly purpose: string;
  readonly recipient: string;
  readonly level?: Level;
  readonly sink: SinkConfig;
  /** Higher goes first. */
  readonly priority: number;
  /** Shipments that are sent at the same time. */
  readonly concurrency: number;
  /** Bytes per second over all shipments of this rule; undefined: as fast as it goes. */
  readonly bandwidthBytesPerS?: number;
  /** When nothing is sent. */
  readonly quiet: readonly DailyWindow[];
  /** On a metered network: wait, or send all the same. */
  readonly onMetered: 'wait' | 'send';
  /** Shipments wait until a full hour of so many hours, and leave together in random order: times tell less. Undefined: as soon as they are ready. */
  readonly batchHours?: number;
  /** Sizes of logs are filled up to the next step, with what the format ignores; 0: as they are. */
  readonly padToBytes: number;
}

export interface SpoolConfig {
  /** All shipments that wait, together. */
  readonly maxBytes: number;
  /** Where the key of the spool is: `auto` takes the keyring where there is one. */
  readonly key: 'auto' | 'keyring' | 'file';
}

/** What flightveil.yaml says, checked, with defaults filled in and secrets not yet read. */
export interface SyncConfig {
  readonly version: 1;
  /** Whose data it is, if not the subject that the ledger declares. */
  readonly subject?: string;
  /** A policy file. */
  readonly policy?: string;
  /** Who flew, for the geofence-unlock log. */
  readonly pilot?: string;
  /** Hidden in every upload: absolute paths of GeoJSON files, and places as LATITUDE,LONGITUDE,METRES. */
  readonly zones: readonly string[];
  readonly sources: readonly SourceConfig[];
  readonly uploads: readonly UploadConfig[];
  readonly spool: SpoolConfig;
  /** Full look through all folders. */
  readonly rescanMs: number;
  readonly retry: { readonly firstMs: number; readonly mostMs: number };
  /** Nothing moved for so long although something is due: alarm. */
  readonly alarmAfterMs: number;
  readonly metered: 'auto' | 'yes' | 'no';
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug';
  /** Metrics and health on a socket in the state folder. */
  readonly metrics: boolean;
}
