import { type DocumentType, type MessageType, readDocument, writeJson, writeProtobuf } from './document.ts';
import { expectRecord, expectWhole, ifThere, Misfit } from './expect.ts';
import { flightveil } from './gen/flight-summary.ts';

/** Totals of one flight: all that leaves at level `summary`. What is not known is absent. See proto/flight_summary.proto. */
export interface FlightSummary {
  /** In minutes. */
  readonly durationMin?: number;
  /** Over the ground, in metres, a multiple of {@link DISTANCE_STEP_M}. */
  readonly distanceM?: number;
  /** Greatest one above the start of what is released, in metres, a multiple of {@link HEIGHT_STEP_M}. */
  readonly heightAboveStartM?: number;
  /** In percent of the full charge. */
  readonly batteryUsedPercent?: number;
  /** Of this form. */
  readonly version: typeof SUMMARY_VERSION;
}

export const SUMMARY_VERSION = 1;
/** Longer ones are refused. */
export const MAX_SUMMARY_BYTES = 1024;
export const DISTANCE_STEP_M = 100;
export const HEIGHT_STEP_M = 10;
/** What the fields of the message can hold. */
export const UINT32_MAX = 0xffff_ffff;
export const INT32_MAX = 0x7fff_ffff;

const { FlightSummary: message } = (flightveil as unknown as { v1: { FlightSummary: MessageType } }).v1;

const summaryType: DocumentType<FlightSummary> = {
  title: 'summary of a flight',
  code: 'summary-invalid',
  maxBytes: MAX_SUMMARY_BYTES,
  message,
  check: (value) => {
    const record = expectRecord(value, 'the summary');
    expectWhole(record.version, 'version', SUMMARY_VERSION, SUMMARY_VERSION);
    const durationMin = ifThere(record.durationMin, (part) => expectWhole(part, 'durationMin', 0, UINT32_MAX));
    const distanceM = ifThere(record.distanceM, (part) => expectWhole(part, 'distanceM', 0, UINT32_MAX));
    const heightAboveStartM = ifThere(record.heightAboveStartM, (part) =>
      expectWhole(part, 'heightAboveStartM', -INT32_MAX, INT32_MAX),
    );
    const batteryUsedPercent = ifThere(record.batteryUsedPercent, (part) =>
      expectWhole(part, 'batteryUsedPercent', 0, 100),
    );
    if ((distanceM ?? 0) % DISTANCE_STEP_M !== 0) throw new Misfit('distanceM is not rounded');
    if ((heightAboveStartM ?? 0) % HEIGHT_STEP_M !== 0) throw new Misfit('heightAboveStartM is not rounded');
    return {
      ...(durationMin === undefined ? {} : { durationMin }),
      ...(distanceM === undefined ? {} : { distanceM }),
      ...(heightAboveStartM === undefined ? {} : { heightAboveStartM }),
      ...(batteryUsedPercent === undefined ? {} : { batteryUsedPercent }),
      version: SUMMARY_VERSION,
    };
  },
};

/** The outputs of level `summary`: what a file's name ends in, and its bytes. */
export function summaryFiles(summary: FlightSummary): { readonly ending: string; readonly bytes: Uint8Array }[] {
  return [
    { ending: '.summary.json', bytes: writeJson(summaryType, summary) },
    { ending: '.summary.pb', bytes: writeProtobuf(summaryType, summary) },
  ];
}

/**
 * Reads a summary as JSON or protobuf, in the one form in which it is written.
 * @throws FlightveilError `summary-invalid`
 */
export function readSummary(bytes: Uint8Array): FlightSummary {
  return readDocument(summaryType, bytes);
}
