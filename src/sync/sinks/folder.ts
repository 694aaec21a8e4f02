import { type FileHandle, link, open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../../node/errors.ts';
import { syncFolder } from '../../node/sync-folder.ts';
import type { Delivery, Outcome, Remembered, Removal, Shipment, ShipmentPart, Sink } from '../sink.ts';
import type { FolderSinkConfig } from '../sync-config.ts';
import { checkFolder, FolderDoor } from './folder-door.ts';
import { onDisk } from './folder-faults.ts';
import { hashOfFile, openPartial, openPlain, writeRest } from './folder-files.ts';
import { outcomeOf, SinkFailure } from './http/failure.ts';

const NO_HARD_LINKS = ['EPERM', 'EOPNOTSUPP', 'ENOTSUP', 'ENOSYS', 'EMLINK'];
/** Drawn names have no more in them; a dot at the beginning belongs to unfinished files. */
const PLAIN_NAME = /^[A-Za-z0-9][A-Za-z0-9.-]{0,200}$/;

/** What is remembered: how many unfinished files were begun, and which files got their names from us, with their hashes. */
interface State {
  begun: number;
  placed: string[];
  hashes: string[];
}

/**
 * Finished uploads in a folder. A part grows under a temporary name, is synced, read back and hashed, and only then gets its name, which never
 * replaces anything. The folder must be there: one that is away, such as a stick, is tried again (see {@link FolderDoor}).
 */
export function folderSink(name: string, config: FolderSinkConfig): Sink {
  const door = new FolderDoor(config.path);
  return {
    name,
    kind: 'folder',
    destination: config.destination,
    refusal: () => undefined,
    send: (shipment, delivery) => send(door, shipment, delivery),
    remove: (shipment, remembered) => remove(config.path, shipment, remembered),
    check: () => checkFolder(door),
    close: async () => undefined,
  };
}

async function send(door: FolderDoor, shipment: Shipment, delivery: Delivery): Promise<Outcome> {
  const state = stateOf(delivery.remembered);
  delivery.signal.throwIfAborted();
  try {
    await door.enter({ mayMake: delivery.remembered === undefined });
    for (const [index, part] of shipment.parts.entries()) {
      if (!PLAIN_NAME.test(part.name))
        return { kind: 'rejected', fault: { reason: 'refused', facts: { what: 'name' } } };
      const fault = await sendPart(door.path, { shipment, index, part, delivery, state });
      if (fault !== undefined) return fault;
    }
  } catch (error) {
    if (error instanceof SinkFailure) return outcomeOf(error);
    throw error;
  }
  return { kind: 'delivered', verified: 'hash', remote: { ...state } };
}

interface Step {
  readonly shipment: Shipment;
  readonly index: number;
  readonly part: ShipmentPart;
  readonly delivery: Delivery;
  readonly state: State;
}

/** Undefined when the part is there under its name, on the disk. */
async function sendPart(folder: string, step: Step): Promise<Outcome | undefined> {
  const { shipment, index, part, delivery, state } = step;
  const path = join(folder, part.name);
  const partial = join(folder, partialName(shipment.id, index));
  const there = await contentAt(path, part);
  if (there === 'same') {
    if (state.begun > index) await onDisk(() => unlinkIfThere(partial));
    await onDisk(() => syncFolder(folder));
    return undefined;
  }
  const isOurClaim = there === 'empty' && state.placed.includes(part.name);
  if (there !== 'nothing' && !isOurClaim) return { kind: 'rejected', fault: { reason: 'conflict' } };
  if (state.begun <= index) {
    state.begun = index + 1;
    delivery.remember({ ...state });
  }
  const handle = await onDisk(() => openPartial(partial));
  try {
    await writeRest(handle, part, delivery);
    await onDisk(() => handle.sync());
    if ((await onDisk(() => hashOfFile(handle, () => delivery.moved()))) !== part.sha256) {
      await onDisk(() => unlink(partial));
      return { kind: 'retry', fault: { reason: 'hash-differs' } };
    }
  } finally {
    await closeQuietly(handle);
  }
  // From here on others see it.
  await delivery.allow(0);
  delivery.signal.throwIfAborted();
  if (!state.placed.includes(part.name)) {
    state.placed.push(part.name);
    state.hashes.push(part.sha256);
    delivery.remember({ ...state });
  }
  if (!(await onDisk(() => place(partial, path, isOurClaim))))
    return { kind: 'rejected', fault: { reason: 'conflict' } };
  await onDisk(() => unlinkIfThere(partial));
  await onDisk(() => syncFolder(folder));
  return undefined;
}

/** Gives a file its name, unless something else has it. */
async function place(partial: string, path: string, isOurClaim: boolean): Promise<boolean> {
  try {
    if (isOurClaim) await rename(partial, path);
    else await link(partial, path);
    return true;
  } catch (error) {
    if (hasCode(error, ['EEXIST'])) return false;
    if (!hasCode(error, NO_HARD_LINKS)) throw error;
  }
  // FAT and some network folders have no hard links: an empty file takes the name first, and rename replaces just that one.
  try {
    await (await open(path, 'wx', 0o600)).close();
  } catch (error) {
    if (hasCode(error, ['EEXIST'])) return false;
    throw error;
  }
  await rename(partial, path);
  return true;
}

type Found = 'nothing' | 'same' | 'empty' | 'other';

async function contentAt(path: string, part: ShipmentPart): Promise<Found> {
  const handle = await onDisk(() => openPlain(path));
  if (handle === undefined) return 'nothing';
  if (handle === 'other') return 'other';
  try {
    const { size } = await onDisk(() => handle.stat());
    if (size === part.sizeBytes && (await onDisk(() => hashOfFile(handle))) === part.sha256) return 'same';
    return size === 0 ? 'empty' : 'other';
  } finally {
    await closeQuietly(handle);
  }
}

async function remove(
  folder: string,
  shipment: { readonly id: string; readonly parts: readonly unknown[] },
  remembered: Remembered | undefined,
): Promise<Removal> {
  const state = stateOf(remembered);
  let result: Removal = 'absent';
  try {
    for (const index of shipment.parts.keys()) {
      if (await onDisk(() => unlinkIfThere(join(folder, partialName(shipment.id, index))))) result = 'removed';
    }
    let isKept = false;
    for (const [index, name] of state.placed.entries()) {
      const done = await removePlaced(join(folder, name), state.hashes[index]);
      if (done === 'removed') result = 'removed';
      isKept ||= done === 'kept';
    }
    // Without the folder there is nothing to look at: it may come back with what was sent.
    await onDisk(() => syncFolder(folder));
    return isKept ? 'kept' : result;
  } catch (error) {
    if (!(error instanceof SinkFailure)) throw error;
    return remembered === undefined ? 'absent' : 'unknown';
  }
}

/** A file whose content is another by now is not ours to remove. */
async function removePlaced(path: string, sha256: string | undefined): Promise<Removal> {
  const handle = await onDisk(() => openPlain(path));
  if (handle === undefined) return 'absent';
  if (handle === 'other') return 'kept';
  try {
    const { size } = await onDisk(() => handle.stat());
    // An empty file is our claim on the name, where there are no hard links.
    if (size > 0 && (await onDisk(() => hashOfFile(handle))) !== sha256) return 'kept';
  } finally {
    await closeQuietly(handle);
  }
  await onDisk(() => unlink(path));
  return 'removed';
}

async function unlinkIfThere(path: string): Promise<boolean> {
  try {
    await unlink(path);
    return true;
  } catch (error) {
    if (hasCode(error, ['ENOENT'])) return false;
    throw error;
  }
}

async function closeQuietly(handle: FileHandle): Promise<void> {
  await handle.close().catch(() => undefined);
}

const partialName = (id: string, index: number): string => `.flightveil-${id}-${index}.partial`;

function stateOf(remembered: Remembered | undefined): State {
  const texts = (value: unknown): string[] =>
    Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
  const begun = remembered?.begun;
  const placed = texts(remembered?.placed).filter((name) => PLAIN_NAME.test(name));
  return { begun: typeof begun === 'number' ? begun : 0, placed, hashes: texts(remembered?.hashes) };
}
