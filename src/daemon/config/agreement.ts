import { resolve } from 'node:path';
import type { SourceConfig, UploadConfig } from '../../sync/sync-config.ts';
import { isWithin, realPath } from './paths.ts';
import type { Path, Problems } from './problems.ts';

/** What was read from an entry, and where the entry stands. */
export interface Read<T> {
  readonly at: Path;
  readonly value: T;
}

/** Adds problems for what is right by itself and wrong together. */
export async function checkAgreement(
  sources: readonly Read<SourceConfig>[],
  uploads: readonly Read<UploadConfig>[],
  stateFolder: string,
  problems: Problems,
): Promise<void> {
  checkNames(sources, problems, 'give this source a name of its own');
  checkNames(uploads, problems, 'give this upload a name of its own');
  checkTwins(uploads, problems);
  await checkFolders(sources, uploads, stateFolder, problems);
}

function checkNames(entries: readonly Read<{ readonly name: string }>[], problems: Problems, advice: string): void {
  const taken = new Set<string>();
  for (const { at, value } of entries) {
    // Variables of the environment know no case.
    const name = value.name.toLowerCase();
    if (taken.has(name)) problems.add([...at, 'name'], `is taken: ${advice}`);
    taken.add(name);
  }
}

/** Adds a problem for each name under `from` that no source has. */
export function checkFrom(
  uploads: readonly Read<UploadConfig>[],
  names: ReadonlySet<string>,
  problems: Problems,
): void {
  for (const { at, value } of uploads) {
    value.sources.forEach((name, index) => {
      if (!names.has(name))
        problems.add([...at, 'from', index], `there is no such source; there are: ${[...names].join(', ')}`);
    });
  }
}

function checkTwins(uploads: readonly Read<UploadConfig>[], problems: Problems): void {
  const taken = new Set<string>();
  for (const { at, value } of uploads) {
    const key = JSON.stringify([value.purpose, value.recipient, placeOf(value)]);
    if (taken.has(key)) problems.add(at, 'goes to the same place for the same purpose and recipient as another upload');
    taken.add(key);
  }
}

function placeOf({ sink }: UploadConfig): readonly string[] {
  switch (sink.kind) {
    case 'folder':
      return [sink.kind, sink.path];
    case 's3':
      return [sink.kind, sink.endpoint ?? sink.region, sink.bucket, sink.prefix];
    case 'mqtt':
      return [sink.kind, sink.url, sink.topic];
    default:
      return [sink.kind, sink.url];
  }
}

async function checkFolders(
  sources: readonly Read<SourceConfig>[],
  uploads: readonly Read<UploadConfig>[],
  stateFolder: string,
  problems: Problems,
): Promise<void> {
  const state = await realPath(resolve(stateFolder));
  const watched = await Promise.all(sources.map(async ({ value }) => realPath(value.folder)));
  const taken = new Set<string>();
  for (const [index, { at }] of sources.entries()) {
    const folder = watched[index]!;
    if (taken.has(folder)) problems.add([...at, 'folder'], 'is watched already: name each folder once');
    taken.add(folder);
    if (meet(folder, state))
      problems.add(
        [...at, 'folder'],
        'cannot hold the state folder, or be within it: its own files would be looked at',
      );
  }
  for (const { at, value } of uploads) {
    if (value.sink.kind !== 'folder') continue;
    const target = await realPath(value.sink.path);
    const path = [...at, 'sink', 'path'];
    if (watched.some((folder) => meet(folder, target))) {
      problems.add(path, 'cannot hold a watched folder, or be within one: what was sent would be sent again');
    }
    if (meet(target, state)) problems.add(path, 'cannot hold the state folder, or be within it: keys are there');
  }
}

function meet(a: string, b: string): boolean {
  return isWithin(a, b) || isWithin(b, a);
}
