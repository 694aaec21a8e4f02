import { rounded } from './numbers.ts';
import { type BenchLevel, benchKeys, chunksOf, filterAll, loopAt, type Product, surveyOf, tlogOf } from './product.ts';
import { streamOfFrames } from './stream.ts';

/** One more stage of the loop than the row before. */
export interface StageResult {
  readonly stage: string;
  readonly nanosecondsPerFrame: number;
}

type Decoder = ReturnType<ReturnType<typeof tlogOf>['createDecoder']>;
type Facts = ReturnType<typeof surveyOf>;

/** Where the loop's time goes: best of several runs of ever more of it. */
export function measureStages(
  product: Product,
  level: BenchLevel,
  options: { frames: number; runs: number },
): StageResult[] {
  const { bytes, frames } = streamOfFrames(options.frames);
  const facts = surveyOf(product, bytes);
  const stages: readonly [string, () => void][] = [
    ['copy into the window', () => copyOnly(product, bytes)],
    ['... and find frames, checksums included', () => expectFrames(decodeAll(product, bytes), frames)],
    ['... and apply the plans', () => expectFrames(planAll(product, level, bytes, facts), frames)],
    ['the whole loop: ... and seal, move, count', () => void filterAll(loopAt(product, level, facts), bytes)],
  ];
  const best = stages.map(() => Number.POSITIVE_INFINITY);
  for (let run = 0; run < options.runs; run++) {
    stages.forEach(([, work], index) => {
      const start = performance.now();
      work();
      best[index] = Math.min(best[index]!, performance.now() - start);
    });
  }
  return stages.map(([stage], index) => ({ stage, nanosecondsPerFrame: rounded((best[index]! * 1e6) / frames) }));
}

function expectFrames(found: number, frames: number): void {
  if (found !== frames) throw new Error(`${found} frames found of ${frames}`);
}

/** Takes every window for read. */
class Blind {
  position = 0;
  window(_bytes: Uint8Array, _start: number, end: number): void {
    this.position = end;
  }
}

function copyOnly(product: Product, bytes: Uint8Array): void {
  eachWindow(product, bytes, new Blind() as unknown as Decoder, () => undefined);
}

function decodeAll(product: Product, bytes: Uint8Array): number {
  const decoder = tlogOf(product).createDecoder();
  const { Found } = product;
  let frames = 0;
  eachWindow(product, bytes, decoder, () => {
    for (let found = decoder.next(); found !== Found.more; found = decoder.next()) if (found === Found.frame) frames++;
  });
  return frames;
}

/** Decodes and edits, without sealing. A body that is shorter than its plan's reach is copied. */
function planAll(product: Product, level: BenchLevel, bytes: Uint8Array, facts: Facts): number {
  const { Found } = product;
  const format = tlogOf(product);
  const decoder = format.createDecoder();
  const state = new product.FlightState();
  const pseudonyms = new product.Pseudonyms(new Uint8Array(32));
  const disclosure = product.levels[level];
  const draws = product.drawRelocation(benchKeys(product).relocationKey);
  const relocation =
    disclosure.shape === 'none' ? undefined : new product.Relocation(draws, product.loopFactsOf(facts));
  const context = { disclosure, state, pseudonyms, relocation };
  const sealer = format.createSealer(state, { keepTime: false });
  const plans: ReturnType<Product['compile']>[] = [];
  const applies: ReturnType<Product['compile']>['edits'][number]['apply'][][] = [];
  const extended = new product.Memory(new Uint8Array(format.maxRecordBytes));
  const { frame } = decoder;
  let frames = 0;
  eachWindow(product, bytes, decoder, (memory) => {
    for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
      if (found === Found.schema) {
        const plan = product.compile(decoder.schema, context);
        plans[decoder.schema.index] = plan;
        applies[decoder.schema.index] = plan.edits.map(({ apply }) => apply);
      }
      if (found !== Found.frame) continue;
      frames++;
      const { verdict, edits, reach } = plans[frame.schema.index]!;
      if (verdict === 'drop') continue;
      sealer.observe(memory.bytes, frame);
      let from = memory;
      let { body } = frame;
      if (frame.bodyLength < reach) {
        for (let at = 0; at < frame.bodyLength; at++) extended.bytes[at] = memory.bytes[body + at]!;
        extended.bytes.fill(0, frame.bodyLength, frame.schema.size);
        from = extended;
        body = 0;
      }
      const steps = applies[frame.schema.index]!;
      let passes = true;
      for (let step = 0; passes && step < steps.length; step++) {
        passes = steps[step]!.call(edits[step]!, from, body, frame.sender, state);
      }
      // The sealer's part in keeping time, without which every clock would start anew at every frame.
      if (passes) state.clocks.releaseLog();
    }
  });
  return frames;
}

type Memory = InstanceType<Product['Memory']>;

function eachWindow(product: Product, bytes: Uint8Array, decoder: Decoder, read: (window: Memory) => void): void {
  const staging = new product.Staging(tlogOf(product).maxRecordBytes);
  for (const chunk of chunksOf(bytes)) {
    for (let taken = 0; taken < chunk.length; ) {
      taken += staging.fill(chunk, taken, decoder, false);
      read(staging.memory);
    }
  }
}
