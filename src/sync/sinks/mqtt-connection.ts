import { randomBytes } from 'node:crypto';
import type { IPublishPacket, MqttClient, Packet } from 'mqtt';
import type { SinkFault } from '../sink.ts';
import type { MqttSinkConfig } from '../sync-config.ts';
import { isLoopback } from './http/address.ts';
import { failureOfError } from './http/connection-error.ts';
import { SinkFailure } from './http/failure.ts';

/** What a broker may take of our time and memory. */
export interface BrokerLimits {
  /** From the first packet to its answer, with TLS. */
  readonly connectMs: number;
  /** For the acknowledgement of a message. */
  readonly answerMs: number;
  /** From the broker, before a packet is whole. */
  readonly packetBytes: number;
}

export const brokerLimits: BrokerLimits = { connectMs: 15_000, answerMs: 60_000, packetBytes: 16 * 1024 };

export interface Message {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly properties: Readonly<Record<string, string>>;
}

/** A connection to a broker. */
export interface Broker {
  /** So many messages may wait for their acknowledgements. */
  readonly mostUnacknowledged: number;
  /** Of a whole message, as the broker says. */
  readonly mostPacketBytes: number;
  /** Resolves when the broker has acknowledged all of them. @throws SinkFailure, or the reason of the signal */
  publish(messages: readonly Message[]): Promise<void>;
  close(): Promise<void>;
}

const CLOSE_MS = 2_000;
const NO_MATCHING_SUBSCRIBERS = 0x10;
/** What a broker says to somebody who only publishes. */
const expected: ReadonlySet<string> = new Set(['connack', 'puback', 'pingresp', 'disconnect']);

/** Reason codes of MQTT 5.0, section 2.4. */
const reasons: Readonly<Record<number, SinkFault['reason']>> = {
  134: 'not-authorised',
  135: 'not-authorised',
  138: 'not-authorised',
  140: 'not-authorised',
  136: 'server-busy',
  137: 'server-busy',
  139: 'server-busy',
  141: 'timed-out',
  144: 'refused',
  147: 'server-busy',
  149: 'too-large',
  150: 'server-busy',
  151: 'server-busy',
  153: 'refused',
  156: 'redirected',
  157: 'redirected',
  159: 'server-busy',
};

/** An address that may be used: encrypted, or of this machine, and without credentials. @throws SinkFailure `insecure` */
export function checkedBrokerAddress(address: string, allowInsecure: boolean): URL {
  const insecure = (what: string): SinkFailure => new SinkFailure('insecure', { facts: { address: what } });
  if (!URL.canParse(address)) throw insecure('invalid');
  const url = new URL(address);
  if (!['mqtts:', 'wss:', 'mqtt:', 'ws:'].includes(url.protocol)) throw insecure('scheme');
  if (url.username !== '' || url.password !== '') throw insecure('credentials');
  const isPlain = url.protocol === 'mqtt:' || url.protocol === 'ws:';
  if (isPlain && !allowInsecure && !isLoopback(url.hostname)) throw insecure('plain');
  return url;
}

/** @throws SinkFailure, or the reason of the signal */
export async function openBroker(
  config: MqttSinkConfig,
  signal: AbortSignal,
  limits: BrokerLimits = brokerLimits,
): Promise<Broker> {
  const url = checkedBrokerAddress(config.url, config.allowInsecure);
  const password = await config.password?.reveal();
  const { connect } = await import('mqtt');
  signal.throwIfAborted();
  const client = connect(url.href, {
    protocolVersion: 5,
    // Drawn anew each time: no broker can tell by it which connections come from the same machine.
    clientId: randomBytes(10).toString('hex'),
    clean: true,
    reconnectPeriod: 0,
    // Ours comes first, and says why.
    connectTimeout: 2 * limits.connectMs,
    resubscribe: false,
    rejectUnauthorized: true,
    // No words for people: nobody reads them here.
    properties: { sessionExpiryInterval: 0, requestProblemInformation: false, maximumPacketSize: limits.packetBytes },
    ...(config.username === undefined ? {} : { username: config.username }),
    ...(password === undefined ? {} : { password }),
  });
  const line = new Line(client, signal, limits);
  try {
    return await line.open();
  } catch (error) {
    await line.close();
    throw error;
  }
}

class Line implements Broker {
  mostUnacknowledged = 65_535;
  mostPacketBytes = Number.POSITIVE_INFINITY;
  readonly #client: MqttClient;
  readonly #limits: BrokerLimits;
  readonly #signal: AbortSignal;
  /** Rejected when the connection is of no use any more. */
  readonly #broken: Promise<never>;
  #break: (error: unknown) => void = () => undefined;
  #isBroken = false;
  /** In the packet that is coming. */
  #bytes = 0;
  #hasListeners = true;

  constructor(client: MqttClient, signal: AbortSignal, limits: BrokerLimits) {
    this.#client = client;
    this.#limits = limits;
    this.#signal = signal;
    this.#broken = new Promise((_, reject) => {
      this.#break = (error) => {
        this.#isBroken = true;
        reject(error);
      };
    });
    this.#broken.catch(() => undefined);
    signal.addEventListener('abort', this.#stop, { once: true });
    client.on('error', (error) => this.#break(failureOf(error)));
    client.on('close', () => this.#break(new SinkFailure('connection-lost')));
    client.on('disconnect', ({ reasonCode }) => this.#break(failureOfCode(reasonCode ?? 0x80)));
    client.on('packetreceive', (packet) => this.#look(packet));
    client.stream.on('data', (bytes: Uint8Array) => {
      this.#bytes += bytes.length;
      // Many small packets may come in one piece; a single one that does not end is cut off.
      if (this.#bytes > 4 * this.#limits.packetBytes + 65_536) this.#break(new SinkFailure('answer-invalid'));
    });
  }

  async open(): Promise<Broker> {
    const answered = new Promise<void>((resolve) => {
      this.#client.once('connect', ({ properties }) => {
        this.mostUnacknowledged = properties?.receiveMaximum ?? this.mostUnacknowledged;
        this.mostPacketBytes = properties?.maximumPacketSize ?? this.mostPacketBytes;
        resolve();
      });
    });
    await this.#within(answered, this.#limits.connectMs);
    return this;
  }

  async publish(messages: readonly Message[]): Promise<void> {
    this.#hasListeners = true;
    const answers = messages.map(({ topic, payload, properties }) => {
      const userProperties = { ...properties };
      return this.#client.publishAsync(topic, Buffer.from(payload), {
        qos: 1,
        retain: false,
        properties: { userProperties },
      });
    });
    const all = Promise.all(answers).catch((error: unknown) => {
      throw failureOf(error);
    });
    await this.#within(all, this.#limits.answerMs);
    // The broker took it and threw it away: nobody has it.
    if (!this.#hasListeners) throw new SinkFailure('unreachable', { facts: { subscribers: 0 } });
  }

  async close(): Promise<void> {
    this.#signal.removeEventListener('abort', this.#stop);
    // Without a word where nobody listens.
    const ended = this.#client.endAsync(this.#isBroken || !this.#client.connected).catch(() => undefined);
    this.#break(new SinkFailure('connection-lost'));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSE_MS);
    });
    await Promise.race([ended, late]);
    clearTimeout(timer);
    this.#client.stream.destroy();
  }

  readonly #stop = (): void => {
    this.#break(this.#signal.reason);
    // At once, with what is in its buffers.
    this.#client.stream.destroy();
  };

  #look(packet: Packet): void {
    this.#bytes = 0;
    if (!expected.has(packet.cmd)) {
      this.#break(new SinkFailure('answer-invalid'));
      this.#client.stream.destroy();
    }
    if (packet.cmd === 'puback' && (packet as { reasonCode?: number }).reasonCode === NO_MATCHING_SUBSCRIBERS) {
      this.#hasListeners = false;
    }
  }

  async #within<T>(work: Promise<T>, ms: number): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new SinkFailure('timed-out')), ms);
    });
    work.catch(() => undefined);
    try {
      return await Promise.race([this.#broken, work, late]);
    } catch (error) {
      this.#break(error);
      // Whatever broke because of the signal, the signal is the reason.
      throw this.#signal.aborted ? this.#signal.reason : error;
    } finally {
      clearTimeout(timer);
    }
  }
}

function failureOfCode(code: number): SinkFailure {
  return new SinkFailure(reasons[code] ?? 'server-failed', { facts: { code } });
}

/** Only a code is read: the rest may be the broker's words. */
function failureOf(error: unknown): SinkFailure {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'number')
    return code >= 0x80 ? failureOfCode(code) : new SinkFailure('not-authorised', { facts: { code } });
  if (typeof code === 'string') return failureOfError(error);
  return error instanceof SinkFailure ? error : new SinkFailure('connection-lost');
}

/** Bytes of a message beside its payload, at most: header, topic, properties. */
export function overheadBytes({
  topic,
  properties,
}: Pick<IPublishPacket, 'topic'> & Pick<Message, 'properties'>): number {
  const named = Object.entries(properties).reduce((sum, [name, value]) => sum + name.length + value.length + 5, 0);
  return 16 + topic.length + named;
}
