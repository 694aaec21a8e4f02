import { afterEach, describe, expect, test } from 'vitest';
import { type FlightSecrets, generateFlight, sampleSecrets } from '../../../samples/flight.ts';
import { onboardLog } from '../../../samples/onboard.ts';
import { writeRecords } from '../../../samples/record/log.ts';
import { recordSecrets } from '../../../samples/record/secrets.ts';
import { RecordingProxy } from '../../sync/servers/record.ts';
import type { BenchHome } from '../engine/bench-home.ts';
import { type Recipient, type WatchedKind, watchedKinds } from './recipients.ts';
import { packetsIn, packetTypes } from './requests.ts';
import { runOnce, twinHomes } from './wire-run.ts';

const { place, person, text } = sampleSecrets;

/** Another place, date, pilot and text, and nobody else in the air. */
const others: Partial<FlightSecrets> = {
  place: { latitudeDeg: place.latitudeDeg + 0.05, longitudeDeg: place.longitudeDeg - 0.07, altitudeAmslM: 1204 },
  startUnixUs: Date.UTC(2022, 8, 3, 16, 5, 59) * 1000,
  operator: { northM: 31.7, eastM: -22.3 },
  person: {
    ...person,
    pilotName: 'A much longer name than before',
    operatorId: 'CHE-other-0815abcd',
    network: 'Elsewhere',
  },
  text: { ...text, typed: ['One short text in place of two'], description: 'Other' },
  thirdParties: [],
};

function logOf({ sample }: WatchedKind, secrets: Partial<FlightSecrets>): Uint8Array {
  switch (sample) {
    case 'copter.tlog':
      return generateFlight({ ...sampleSecrets, ...secrets }, { fromS: 15, toS: 60 });
    case 'copter.ulg':
      return onboardLog('ulg', { ...sampleSecrets, ...secrets }, { fromS: 18, toS: 60 });
    case 'records.ndjson':
      return writeRecords({ encoding: 'json', hertz: 1, fromS: 22, toS: 48 }, { ...recordSecrets, ...secrets });
  }
}

/** What is drawn for each log, shipment and connection, by us or by the server, and the time of a signature: as long as it is, without what it says. */
function plain(recorded: Buffer, shipment: string): string {
  const blank = (found: string): string => '#'.repeat(found.length);
  return recorded
    .toString('latin1')
    .replaceAll(shipment, blank)
    .replace(/(?<=flight-)[0-9a-f]{16}/g, blank)
    .replace(/(?<=upload-metadata: filename |,manifest )[\w+/=]+/g, blank)
    .replace(/form-[0-9a-f]{48}/g, blank)
    .replace(/(?<=\/files\/|uploadId=)[0-9a-f]{32}/g, blank)
    .replace(/(?<=x-amz-date: )\S+|(?<=S3RVER\/)\d{8}|(?<=Signature=)[0-9a-f]{64}/g, blank)
    .replace(/(?<=^[\s\S]{4}MQTT[\s\S]{19})[0-9a-f]{20}/, blank);
}

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

describe('twins', () => {
  test.each(watchedKinds)(
    'that differ in all that is hidden make the same requests, byte for byte: $name',
    async (kind) => {
      const recipient: Recipient = await kind.start();
      ends.push(() => recipient.stop());
      const proxy = await RecordingProxy.start(() => recipient.port);
      ends.push(() => proxy.close());
      const homes = await twinHomes();
      for (const home of homes) ends.push(() => home.remove());
      const logs = [logOf(kind, {}), logOf(kind, others)];
      expect(Buffer.compare(logs[0]!, logs[1]!)).not.toBe(0);
      const sent: string[] = [];
      for (const [index, home] of homes.entries()) sent.push(await sentFor(kind, home, proxy, logs[index]!));
      expect(sent[0]!.length).toBeGreaterThan(10_000);
      expect(sent[0] === sent[1], firstDifference(sent[0]!, sent[1]!)).toBe(true);
    },
  );
});

async function sentFor(kind: WatchedKind, home: BenchHome, proxy: RecordingProxy, log: Uint8Array): Promise<string> {
  const { recorded, shipment } = await runOnce(kind, home, proxy, { log, isTwin: true });
  return plain(kind.requests === undefined ? withoutPacketIds(recorded) : recorded, shipment);
}

/** The library numbers messages from a drawn number on. */
function withoutPacketIds(recorded: Buffer): Buffer {
  for (const { type, body } of packetsIn(recorded)) {
    const topicEnd = 2 + body.readUInt16BE(0);
    if (type === packetTypes.publish) body.fill(0, topicEnd, topicEnd + 2);
  }
  return recorded;
}

function firstDifference(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const shown = (all: string): string => JSON.stringify(all.slice(Math.max(0, at - 60), at + 60));
  return `lengths ${one.length} and ${other.length}, from ${at}: ${shown(one)} and ${shown(other)}`;
}
