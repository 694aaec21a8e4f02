import {
  createFilter,
  FlightveilError,
  type Level,
  type LogCuts,
  levelNames,
  planCuts,
  type SurveyedLog,
  survey,
  TransientPlaces,
} from '../../src/index.ts';

/** Odd on purpose, and one that is longer than the filter's own window. */
const CHUNK_BYTES = [61, 333, 4099, 300_007] as const;
const seed = 'browser';

/** What filters make of a log at every level, by level and way. It runs in browsers too. */
export async function runs(log: Uint8Array<ArrayBuffer>): Promise<Record<string, Uint8Array>> {
  const outputs: Record<string, Uint8Array> = {};
  const facts = await survey(log);
  for (const level of levelNames) {
    if (level === 'withhold' || level === 'summary') continue;
    if (level !== 'track') await runLive(log, level, outputs);
    const cuts = await cutsOf(facts, level);
    if (cuts === undefined) {
      outputs[`${level} in two passes`] = new TextEncoder().encode('withheld');
      continue;
    }
    const second = new Blob([log]).stream().pipeThrough(createFilter({ level, seed, facts, cuts }).stream());
    outputs[`${level} in two passes`] = new Uint8Array(await new Response(second).arrayBuffer());
  }
  return outputs;
}

async function runLive(log: Uint8Array<ArrayBuffer>, level: Level, outputs: Record<string, Uint8Array>): Promise<void> {
  for (const size of CHUNK_BYTES) {
    const filter = createFilter({ level, seed });
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for (let at = 0; at < log.length; at += size) pieces.push(filter.push(log.subarray(at, at + size)));
    pieces.push(filter.flush());
    outputs[`${level} in chunks of ${size}`] = new Uint8Array(await new Blob(pieces).arrayBuffer());
  }
  const live = new Blob([log]).stream().pipeThrough(createFilter({ level, seed }).stream());
  outputs[`${level} as a stream`] = new Uint8Array(await new Response(live).arrayBuffer());
}

/** Undefined: the flight is too small to be released at this level. */
function cutsOf(facts: SurveyedLog, level: Level): Promise<LogCuts | undefined> {
  return planCuts(facts, { level, draws: { seed }, places: new TransientPlaces() }).catch((error: unknown) => {
    if (error instanceof FlightveilError && error.code === 'withheld') return undefined;
    throw error;
  });
}
