import { FlightveilError } from '../../model/errors.ts';
import {
  type Delivery,
  type Outcome,
  PIECE_BYTES,
  type Remembered,
  type Shipment,
  type ShipmentPart,
  type Sink,
} from '../sink.ts';
import type { MqttSinkConfig } from '../sync-config.ts';
import { outcomeOf, SinkFailure } from './http/failure.ts';
import { type Broker, type BrokerLimits, type Message, openBroker, overheadBytes } from './mqtt-connection.ts';
import { cutRecords, isCut } from './mqtt-records.ts';

const SUMMARY = 'summary';
/** Of a manifest, a summary or what else goes as one message. */
const MOST_MESSAGE_BYTES = 256 * 1024;
/** Messages that wait for their acknowledgements at the same time. */
const MOST_BATCH = 64;

/** What is remembered: how far the log was acknowledged. */
interface State {
  /** Something may have been published: it is out, whatever comes of the rest. */
  isBegun: boolean;
  /** Parts of the shipment that were acknowledged. */
  parts: number;
  /** Records of the part after them, and where in it they end. */
  records: number;
  endByte: number;
}

/**
 * A broker: manifests, records and summaries, a message each, below one topic. Each message carries the shipment's id as a user property, a
 * record also its `index` and the last record the `count`, so that a subscriber knows what it has twice and when it has all. What was published
 * cannot be called back. A broker that says that nobody subscribes threw the message away: it is tried again.
 */
export function mqttSink(name: string, config: MqttSinkConfig, limits?: BrokerLimits): Sink {
  const topic = checkedTopic(config.topic);
  return {
    name,
    kind: 'mqtt',
    destination: config.destination,
    refusal: ({ format, sizeBytes }) => {
      if (!isCut(format) && format !== SUMMARY) return { reason: 'format-not-taken' };
      return format === SUMMARY && sizeBytes > MOST_MESSAGE_BYTES
        ? { reason: 'too-large', facts: { sizeBytes } }
        : undefined;
    },
    send: (shipment, delivery) => send({ config, topic, limits }, shipment, delivery),
    remove: async (_shipment, remembered) => (stateOf(remembered).isBegun ? 'kept' : 'absent'),
    check: async (signal) => {
      try {
        await (await openBroker(config, signal, limits)).close();
        return undefined;
      } catch (error) {
        if (error instanceof SinkFailure) return error.fault;
        throw error;
      }
    },
    close: async () => undefined,
  };
}

/**
 * A topic without wildcards, and none that belongs to the broker (MQTT 5.0, section 4.7).
 * @throws FlightveilError `config-invalid`
 */
export function checkedTopic(topic: string): string {
  const isPlain = topic.length > 0 && topic.length <= 200 && topic.split('/').every((level) => level !== '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for.
  if (isPlain && !topic.startsWith('$') && !/[+#\u0000-\u001f\u007f-\u009f\s]/.test(topic)) return topic;
  throw new FlightveilError('config-invalid', 'the topic is not one to publish to', {
    advice: 'Name levels with / between them, without +, # and blanks, and no $ at the beginning.',
  });
}

interface Place {
  readonly config: MqttSinkConfig;
  readonly topic: string;
  readonly limits: BrokerLimits | undefined;
}

async function send(place: Place, shipment: Shipment, delivery: Delivery): Promise<Outcome> {
  const { format } = shipment;
  if (!isCut(format) && format !== SUMMARY) return { kind: 'rejected', fault: { reason: 'format-not-taken' } };
  const state = stateOf(delivery.remembered);
  delivery.signal.throwIfAborted();
  let broker: Broker | undefined;
  try {
    broker = await openBroker(place.config, delivery.signal, place.limits);
    for (const part of shipment.parts.slice(state.parts)) {
      const sending = { broker, topic: place.topic, shipment, part, delivery, state };
      if (part.role === 'log' && isCut(format)) await sendRecords(sending);
      else await sendWhole(sending);
      Object.assign(state, { parts: state.parts + 1, records: 0, endByte: 0 });
      delivery.remember({ ...state });
    }
  } catch (error) {
    if (error instanceof SinkFailure) return outcomeOf(error);
    throw error;
  } finally {
    await broker?.close();
  }
  return { kind: 'delivered', verified: 'answer', remote: { ...state } };
}

interface Sending {
  readonly broker: Broker;
  readonly topic: string;
  readonly shipment: Shipment;
  readonly part: ShipmentPart;
  readonly delivery: Delivery;
  readonly state: State;
}

async function sendWhole(sending: Sending): Promise<void> {
  const { topic, shipment, part } = sending;
  if (part.sizeBytes > MOST_MESSAGE_BYTES) throw new SinkFailure('too-large', { facts: { sizeBytes: part.sizeBytes } });
  const pieces: Uint8Array[] = [];
  for await (const piece of part.read()) pieces.push(piece);
  const level = part.role === 'log' ? 'summaries' : part.role === 'manifest' ? 'manifests' : 'companions';
  const payload = Buffer.concat(pieces);
  await publish(sending, [{ topic: `${topic}/${level}`, payload, properties: { shipment: shipment.id } }]);
}

async function sendRecords(sending: Sending): Promise<void> {
  const { topic, shipment, part, delivery, state, broker } = sending;
  // One that was filled up to hide its size: its records are packed.
  if (part.mediaType === 'application/gzip') throw new SinkFailure('format-not-taken');
  const most = Math.min(MOST_BATCH, broker.mostUnacknowledged);
  let batch: Message[] = [];
  let bytes = 0;
  let index = state.records;
  let endByte = state.endByte;
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    await publish(sending, batch);
    Object.assign(state, { records: index, endByte });
    delivery.remember({ ...state });
    batch = [];
    bytes = 0;
  };
  for await (const record of cutRecords(shipment.format, part.read(state.endByte), state.endByte)) {
    if (batch.length === most || bytes + record.bytes.length > PIECE_BYTES) await flush();
    const isLast = record.endByte === part.sizeBytes;
    const properties = { shipment: shipment.id, index: String(index), ...(isLast ? { count: String(index + 1) } : {}) };
    batch.push({ topic: `${topic}/records`, payload: record.bytes, properties });
    bytes += record.bytes.length;
    index++;
    endByte = record.endByte;
  }
  await flush();
}

async function publish({ broker, delivery, state }: Sending, messages: readonly Message[]): Promise<void> {
  const sizes = messages.map((message) => message.payload.length + overheadBytes(message));
  if (sizes.some((size) => size > broker.mostPacketBytes)) throw new SinkFailure('too-large');
  await delivery.allow(sizes.reduce((sum, size) => sum + size, 0));
  delivery.signal.throwIfAborted();
  if (!state.isBegun) {
    state.isBegun = true;
    delivery.remember({ ...state });
  }
  await broker.publish(messages);
}

function stateOf(remembered: Remembered | undefined): State {
  const number = (value: unknown): number => (Number.isSafeInteger(value) ? Math.max(0, value as number) : 0);
  return {
    isBegun: remembered?.isBegun === true,
    parts: number(remembered?.parts),
    records: number(remembered?.records),
    endByte: number(remembered?.endByte),
  };
}
