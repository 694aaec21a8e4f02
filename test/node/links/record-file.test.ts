import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LinkEvents } from '../../../src/node/links/link.ts';
import { RecordFile } from '../../../src/node/links/record-file.ts';
import { namesIn, put, temporaryFolder } from '../harness.ts';

const events: LinkEvents = {
  joined: () => ({ bytes: () => undefined, left: () => undefined }),
  told: () => undefined,
};

let folder: string;
const path = (): string => join(folder, 'out');

beforeEach(() => {
  folder = temporaryFolder();
});

/** The one recording beside what else is there. */
function keptBeside(...others: string[]): string {
  const kept = namesIn(folder).filter((name) => !others.includes(name));
  expect(kept).toEqual([expect.stringMatching(/^flightveil-recording-[0-9a-f]{16}$/)]);
  return kept[0]!;
}

describe('a recording', () => {
  it.each([false, true])('stands under its name alone, replacing: %s', async (replace) => {
    if (replace) put(folder, 'out', 'old');
    const file = await RecordFile.open(path(), replace, events);
    void file.send(Buffer.from('flown'));
    await file.close();
    expect(namesIn(folder)).toEqual(['out']);
    expect(readFileSync(path(), 'utf8')).toBe('flown');
  });

  it('whose name came to exist meanwhile is kept under another, and says so', async () => {
    const file = await RecordFile.open(path(), false, events);
    void file.send(Buffer.from('flown'));
    put(folder, 'out', 'mine');
    const error = await file.close().catch((reason: unknown) => reason);
    const kept = keptBeside('out');
    expect(error).toMatchObject({ code: 'output-exists', message: expect.stringContaining(kept) });
    expect(readFileSync(join(folder, kept), 'utf8')).toBe('flown');
    expect(readFileSync(path(), 'utf8')).toBe('mine');
  });

  it('that may replace a file replaces nothing else that came to be there', async () => {
    const file = await RecordFile.open(path(), true, events);
    void file.send(Buffer.from('flown'));
    const target = put(folder, 'target', 'mine');
    symlinkSync(target, path());
    await expect(file.close()).rejects.toMatchObject({ code: 'output-exists' });
    expect(readFileSync(join(folder, keptBeside('out', 'target')), 'utf8')).toBe('flown');
    expect(readFileSync(path(), 'utf8')).toBe('mine');
  });

  it.each([
    ['a link', () => symlinkSync(put(folder, 'target', 'mine'), path())],
    ['a link to nothing', () => symlinkSync(join(folder, 'nothing'), path())],
    ['a folder', () => void mkdirSync(path())],
  ])('does not begin where %s would be replaced', async (_, make) => {
    make();
    const before = namesIn(folder);
    await expect(RecordFile.open(path(), true, events)).rejects.toMatchObject({ code: 'output-exists' });
    expect(namesIn(folder)).toEqual(before);
  });
});
