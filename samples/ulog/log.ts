import { joined, Rows, type Span } from '../rows.ts';
import { Scene } from '../scene.ts';
import { type FlightSecrets, sampleSecrets } from '../secrets.ts';
import { logEstimator } from './estimator.ts';
import { logMotion } from './motion.ts';
import { informationOf, settingsOf, textsOf } from './opening.ts';
import { logTraffic, unknownTopics } from './others.ts';
import { logPlaces } from './places.ts';
import { data, dropout, fileHeader, flagBits, formatOf, parameter, subscription, sync } from './records.ts';
import { logStatus } from './status.ts';
import { knownTopics, type Topic } from './topic.ts';

/** From a little before arming until after landing. */
const wholeSpan: Span = { fromS: 18, toS: 172 };
/** What the logger lost because its card was slow. */
const DROPOUT = { atS: 43.1, lengthMs: 83 } as const;
const SYNC_S = 10;

interface Written {
  readonly atUs: number;
  readonly record: Uint8Array;
}

/** The flight as PX4 1.16 would have logged it on board. */
export function ulogLog(secrets: FlightSecrets = sampleSecrets, span: Span = wholeSpan): Uint8Array {
  const scene = new Scene(secrets);
  const rows = new Rows(scene, span);
  logMotion(rows);
  logPlaces(rows);
  logEstimator(rows);
  logStatus(rows);
  logTraffic(rows);
  const unknown = unknownTopics(rows);
  const subscriptions = new Subscriptions();
  const written = [
    ...rows.inOrder().map(({ atUs, bootUs, name, instance, values }): Written => {
      const topic = knownTopics().get(name);
      if (topic === undefined) throw new RangeError(`there is no topic ${name}`);
      const stamps = topic.fields.has('timestamp_sample') ? { timestamp_sample: BigInt(bootUs - 2100) } : {};
      const id = subscriptions.idOf(topic, instance);
      return { atUs, record: data(id, topic, { timestamp: BigInt(bootUs), ...stamps, ...values }) };
    }),
    ...unknown.flatMap(({ topic, rows: list }) =>
      list.map(({ seconds, values }): Written => {
        const atUs = Math.round(seconds * 1e6);
        const id = subscriptions.idOf(topic, 0);
        return { atUs, record: data(id, topic, { timestamp: BigInt(scene.bootUs(atUs)), ...values }) };
      }),
    ),
    ...textsOf(scene, span.fromS),
    ...marksOf(rows.span),
  ].filter(({ atUs }) => !isLost(atUs) && atUs < rows.span.toS * 1e6);
  return joined([
    fileHeader(scene.bootUs(Math.round(span.fromS * 1e6))),
    flagBits(),
    ...informationOf(scene),
    ...[...knownTopics().values(), ...unknown.map(({ topic }) => topic)].map(formatOf),
    ...settingsOf(scene),
    ...subscriptions.records(),
    ...written.sort((a, b) => a.atUs - b.atUs).map(({ record }) => record),
  ]);
}

/** Synchronisation marks, the hole, and a parameter that is changed in flight. */
function marksOf({ fromS, toS }: Span): Written[] {
  const marks: Written[] = [];
  for (let seconds = fromS + 1; seconds < toS; seconds += SYNC_S)
    marks.push({ atUs: Math.round(seconds * 1e6), record: sync() });
  marks.push({ atUs: Math.round(DROPOUT.atS * 1e6) + 1000 * DROPOUT.lengthMs, record: dropout(DROPOUT.lengthMs) });
  marks.push({ atUs: 41_200_000, record: parameter('MPC_XY_CRUISE', 'float', 6.5) });
  return marks;
}

function isLost(atUs: number): boolean {
  const sinceMs = (atUs - DROPOUT.atS * 1e6) / 1000;
  return sinceMs >= 0 && sinceMs < DROPOUT.lengthMs;
}

/** Numbers of topics and their instances: those that are known first, whether or not anything of them is logged. */
class Subscriptions {
  readonly #ids = new Map<string, { readonly id: number; readonly topic: Topic; readonly instance: number }>();
  readonly #used = new Set<string>();

  constructor() {
    for (const topic of knownTopics().values()) {
      for (const instance of [0, 1]) this.#add(topic, instance);
    }
  }

  idOf(topic: Topic, instance: number): number {
    const key = keyOf(topic, instance);
    this.#used.add(key);
    return this.#ids.get(key)?.id ?? this.#add(topic, instance);
  }

  records(): Uint8Array[] {
    const used = [...this.#ids].filter(([key]) => this.#used.has(key));
    return used.map(([, { id, instance, topic }]) => subscription(id, instance, topic));
  }

  #add(topic: Topic, instance: number): number {
    const id = this.#ids.size;
    this.#ids.set(keyOf(topic, instance), { id, topic, instance });
    return id;
  }
}

function keyOf({ name }: Topic, instance: number): string {
  return `${name} ${instance}`;
}
