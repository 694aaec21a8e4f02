import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeRecords, encodeRecord } from '../../src/formats/record/codec.ts';
import {
  allFormats,
  createFilter,
  type FilterReport,
  findResidue,
  type Level,
  levels,
  survey,
} from '../../src/index.ts';
import type { SessionFormat, SessionInput } from '../../src/session/index.ts';
import { drawsOf } from '../../src/session/session-keys.ts';
import type { Manifest } from '../../src/wire/manifest.ts';
import { concat, copterLog, liveLevels, pushAll } from '../library/logs.ts';
import { Kept, ownSession, rawFrames, root } from './app.ts';

const sample = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../samples/${name}`, import.meta.url)));
const records = [...decodeRecords(sample('records.pb'))];
const frames = rawFrames(copterLog);
const sentences = sample('flight.nmea');

const logs: Readonly<Record<SessionFormat, { readonly bytes: Uint8Array; readonly inputs: readonly SessionInput[] }>> =
  {
    record: { bytes: concat(records.map(encodeRecord)), inputs: records },
    mavlink: { bytes: frames, inputs: [{ mavlink: frames }] },
    nmea: { bytes: sentences, inputs: [{ nmea: sentences }] },
  };
const formats = allFormats({ nmeaOf: 'operator' });

async function asSession(format: SessionFormat, level: Level): Promise<{ manifest: Manifest; output: Uint8Array }> {
  const kept = new Kept();
  const session = await ownSession({ ...kept, consent: { level }, whenFull: 'wait' });
  for (const input of logs[format].inputs) void session.push(input);
  const { manifests } = await session.close();
  return { manifest: manifests[0]!, output: kept.of(format) };
}

async function asFile(format: SessionFormat, level: Level): Promise<FilterReport> {
  const facts = await survey(logs[format].bytes, { format, formats });
  const filter = createFilter({ level, ...drawsOf(root, 'self', 'a'), facts, formats });
  pushAll(filter, logs[format].bytes);
  return filter.report();
}

/** As manifests have it, of what a filter of the live stream counts itself. */
function asCounted(format: SessionFormat, level: Level): Manifest['released'] {
  const filter = createFilter({ level, ...drawsOf(root, 'self', 'a'), format, formats });
  pushAll(filter, logs[format].bytes);
  const { categories, messages } = filter.report();
  return {
    categories: categories
      .filter(({ kept, changed }) => kept + changed > 0)
      .map(({ category, kept, changed }) => ({ category, kept, changed }))
      .sort((a, b) => (a.category < b.category ? -1 : 1)),
    messages: messages
      .filter(({ written }) => written > 0)
      .map(({ message, written }) => ({ message, frames: written })),
  };
}

describe.each(Object.keys(logs) as SessionFormat[])('of the same %s bytes', (format) => {
  it.each(liveLevels)('a session releases no more than the file at %s, and nothing that is hidden', async (level) => {
    const { manifest, output } = await asSession(format, level);
    const file = await asFile(format, level);
    const most = new Map<string, number>();
    for (const { message, written } of file.messages) most.set(message, written);
    for (const { category, kept, changed } of file.categories) most.set(`category ${category}`, kept + changed);
    for (const { category, kept } of file.categories) most.set(`kept ${category}`, kept);
    const { messages, categories } = manifest.released;
    expect(manifest.released).toEqual(asCounted(format, level));
    for (const { message, frames } of messages) expect(frames, message).toBeLessThanOrEqual(most.get(message)!);
    for (const { category, kept, changed } of categories) {
      expect(kept + changed, category).toBeLessThanOrEqual(most.get(`category ${category}`)!);
      expect(kept, category).toBeLessThanOrEqual(most.get(`kept ${category}`)!);
    }
    expect(messages.length).toBeGreaterThan(1);
    const known = formats.find(({ name }) => name === format)!;
    const { bytes: original } = logs[format];
    expect(findResidue({ original, filtered: output, disclosure: levels[level], format: known })).toEqual([]);
  });
});
