import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { allFormats } from '../../src/formats/index.ts';
import { DurableFile } from '../../src/node/durable-file.ts';
import {
  commitWithManifest,
  compareOutput,
  manifestBeside,
  readManifestFile,
  readSummaryFile,
  versionsOf,
  writeManifest,
} from '../../src/node/manifest-file.ts';
import { localPolicy } from '../../src/policy/decide.ts';
import { summaryFiles } from '../../src/wire/flight-summary.ts';
import { type Manifest, manifestFiles } from '../../src/wire/manifest.ts';
import { fullManifest, fullSummary } from '../wire/samples.ts';
import { namesIn, put, root, temporaryFolder } from './harness.ts';

const content = Buffer.from('what is released');

/** The manifest of an output with this content. */
function manifestOf(bytes: Uint8Array): Manifest {
  return { ...fullManifest, output: { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') } };
}

async function outputOf(path: string, bytes: Uint8Array = content): Promise<DurableFile> {
  const file = await DurableFile.create(path);
  await file.write(bytes);
  return file;
}

async function commit(path: string, replace = false, bytes: Uint8Array = content): Promise<void> {
  const file = await outputOf(path, bytes);
  try {
    await commitWithManifest(file, path, manifestOf(bytes), { replace });
  } finally {
    await file.discard();
  }
}

const three = ['x.tlog', 'x.tlog.manifest.json', 'x.tlog.manifest.pb'];

describe('an output with its manifest', () => {
  test('is three files, of which the manifest was there first', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'x.tlog');
    const file = await outputOf(path);
    const seen: string[][] = [];
    const real = file.commit.bind(file);
    vi.spyOn(file, 'commit').mockImplementation(async (options) => {
      seen.push(namesIn(folder).filter((name) => !name.startsWith('.')));
      await real(options);
    });
    await commitWithManifest(file, path, manifestOf(content), { replace: false });
    expect(seen).toEqual([three.slice(1)]);
    expect(namesIn(folder)).toEqual(three);
    expect(await manifestBeside(path)).toEqual(manifestOf(content));
    expect(await compareOutput(path, manifestOf(content).output)).toEqual({ lengthMatches: true, sha256Matches: true });
  });

  test('does not take the place of one that exists, and leaves its manifest alone', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'x.tlog');
    await commit(path);
    const before = three.map((name) => readFileSync(join(folder, name)));
    await expect(commit(path, false, Buffer.from('other'))).rejects.toMatchObject({ code: 'output-exists' });
    expect(namesIn(folder)).toEqual(three);
    expect(three.map((name) => readFileSync(join(folder, name)))).toEqual(before);
  });

  test('takes its place if it may', async () => {
    const path = join(temporaryFolder(), 'x.tlog');
    await commit(path);
    const other = Buffer.from('something else');
    await commit(path, true, other);
    expect(readFileSync(path)).toEqual(other);
    expect(await manifestBeside(path)).toEqual(manifestOf(other));
  });

  test('replaces a manifest that a killed process left without its output', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'x.tlog');
    await writeManifest(path, manifestOf(Buffer.from('never written')), { replace: false });
    await commit(path);
    expect(namesIn(folder)).toEqual(three);
    expect(await manifestBeside(path)).toEqual(manifestOf(content));
  });

  test('if it cannot appear, takes its manifest along', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'x.tlog');
    const file = await outputOf(path);
    // Another file takes the name between the manifest and the output.
    const real = file.commit.bind(file);
    vi.spyOn(file, 'commit').mockImplementation(async (options) => {
      writeFileSync(path, 'somebody else');
      await real(options);
    });
    const committed = commitWithManifest(file, path, manifestOf(content), { replace: false });
    await expect(committed).rejects.toMatchObject({ code: 'output-exists' });
    expect(namesIn(folder)).toEqual(['x.tlog']);
  });

  test('leaves the manifest if the very output stands there all the same', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'x.tlog');
    const file = await outputOf(path);
    const real = file.commit.bind(file);
    vi.spyOn(file, 'commit').mockImplementation(async (options) => {
      await real(options);
      throw new Error('the folder could not be synced');
    });
    await expect(commitWithManifest(file, path, manifestOf(content), { replace: false })).rejects.toThrow('synced');
    expect(namesIn(folder)).toEqual(three);
  });

  test('puts the old manifest back if the new output cannot take the place of the old one', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'x.tlog');
    await commit(path);
    const before = three.map((name) => readFileSync(join(folder, name)));
    const file = await outputOf(path, Buffer.from('new'));
    vi.spyOn(file, 'commit').mockRejectedValue(new Error('disk full'));
    const committed = commitWithManifest(file, path, manifestOf(Buffer.from('new')), { replace: true });
    await expect(committed).rejects.toThrow('disk full');
    await file.discard();
    expect(namesIn(folder)).toEqual(three);
    expect(three.map((name) => readFileSync(join(folder, name)))).toEqual(before);
  });

  test('does not appear if its manifest cannot', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'x.tlog');
    // The first form can be written, the second cannot.
    mkdirSync(`${path}.manifest.pb`);
    await expect(commit(path)).rejects.toMatchObject({ code: 'output-unwritable' });
    expect(namesIn(folder)).toEqual(['x.tlog.manifest.pb']);
  });
});

describe('reading', () => {
  test('finds no manifest where there is none, and the one form where there is one', async () => {
    const path = join(temporaryFolder(), 'x.tlog');
    expect(await manifestBeside(path)).toBeUndefined();
    await commit(path);
    for (const ending of ['.manifest.json', '.manifest.pb']) {
      const bytes = readFileSync(path + ending);
      rmSync(path + ending);
      expect(await manifestBeside(path)).toEqual(manifestOf(content));
      writeFileSync(path + ending, bytes);
    }
  });

  test('refuses two forms that differ', async () => {
    const path = join(temporaryFolder(), 'x.tlog');
    await commit(path);
    writeFileSync(`${path}.manifest.json`, manifestFiles({ ...manifestOf(content), recipient: 'another' })[0]!.bytes);
    await expect(manifestBeside(path)).rejects.toMatchObject({ code: 'manifest-invalid' });
  });

  test.each([
    ['as it was', content, { lengthMatches: true, sha256Matches: true }],
    ['with a byte changed', Buffer.from('What is released'), { lengthMatches: true, sha256Matches: false }],
    ['longer', Buffer.from('what is released!'), { lengthMatches: false, sha256Matches: false }],
    ['empty', Buffer.alloc(0), { lengthMatches: false, sha256Matches: false }],
  ])('compares an output %s', async (_what, bytes, expected) => {
    const path = put(temporaryFolder(), 'x.tlog', bytes);
    expect(await compareOutput(path, manifestOf(content).output)).toEqual(expected);
  });

  test('does not compare what is not there', async () => {
    expect(await compareOutput(join(temporaryFolder(), 'x.tlog'), fullManifest.output)).toBeUndefined();
  });

  test('takes no folder, no endless file and nothing long', async () => {
    const folder = temporaryFolder();
    await expect(readManifestFile(folder)).rejects.toMatchObject({ code: 'input-not-a-file' });
    symlinkSync('/dev/zero', join(folder, 'endless'));
    await expect(readManifestFile(join(folder, 'endless'))).rejects.toMatchObject({ code: 'input-not-a-file' });
    const long = put(folder, 'long', Buffer.alloc(3_000_000, 0x20));
    await expect(readManifestFile(long)).rejects.toMatchObject({ code: 'manifest-invalid' });
    await expect(readSummaryFile(long)).rejects.toMatchObject({ code: 'summary-invalid' });
    await expect(readManifestFile(join(folder, 'nope'))).rejects.toMatchObject({ code: 'input-unreadable' });
  });

  test('reads a summary in both forms', async () => {
    const folder = temporaryFolder();
    for (const { ending, bytes } of summaryFiles(fullSummary)) {
      expect(await readSummaryFile(put(folder, `x${ending}`, bytes))).toEqual(fullSummary);
    }
  });
});

test('manifests are for their owner only, as outputs are', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'x.tlog');
  await commit(path);
  for (const name of three) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
});

test('the version of the package is that of its package.json', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(versionsOf(allFormats()[0]!, localPolicy).flightveil).toBe(version);
});
