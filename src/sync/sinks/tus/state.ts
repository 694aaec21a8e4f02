import type { Remembered } from '../../sink.ts';
import { isUploadUrl } from './answers.ts';

/** An upload that a server keeps for us: one part of the shipment. */
export interface OpenUpload {
  readonly url: string;
  /** The server confirmed every byte before this offset. */
  acknowledged: number;
  /** No byte from this offset on was ever sent. */
  sent: number;
  /** Each byte that it confirmed went with a checksum that it says it compared. */
  checked: boolean;
  /** Times that it was begun to be read back. */
  readBacks: number;
  /** By our clock; after it the server may have removed the upload. */
  expiresAtMs?: number;
}

/** What is known of a shipment at a tus server. */
export interface TusState {
  /** Index of the part whose turn it is; those before it are there, whole. */
  part: number;
  /** The upload of that part, if one is open. */
  open: OpenUpload | undefined;
  /** A creation request may be under way. */
  creating: boolean;
  /** Uploads that were created, perhaps, at an address that we never learned or that is beyond the server we use: we cannot remove them. */
  lost: number;
  /** Addresses of the parts that are there. */
  readonly done: string[];
  /** All of these were verified by hash. */
  hashed: boolean;
  /** Addresses of uploads that were given up, and that the server did not remove yet. */
  readonly left: string[];
}

/** So many uploads that were given up may wait for their removal; nothing new is begun beside them. */
export const MAX_LEFT = 16;

export function freshState(): TusState {
  return { part: 0, open: undefined, creating: false, lost: 0, done: [], hashed: true, left: [] };
}

export function toRemembered(state: TusState): Remembered {
  const { open } = state;
  return {
    part: state.part,
    creating: state.creating,
    lost: state.lost,
    done: [...state.done],
    hashed: state.hashed,
    left: [...state.left],
    ...open,
  };
}

/**
 * What was remembered, as far as it makes sense; addresses beyond the server that is configured count as lost, and what cannot be resumed is
 * left for removal.
 * @param endpoint the creation address as it is configured now
 */
export function fromRemembered(remembered: Remembered | undefined, endpoint: string): TusState {
  const state = freshState();
  if (remembered === undefined) return state;
  state.lost = (count(remembered.lost) ?? 0) + (remembered.creating === true ? 1 : 0);
  const urls = (value: unknown): string[] => {
    const list: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
    const usable = list.filter((url) => isUploadUrl(url, endpoint));
    state.lost += list.length - usable.length;
    return usable;
  };
  state.left.push(...urls(remembered.left));
  const done = urls(remembered.done);
  const part = count(remembered.part) ?? 0;
  if (part !== done.length) {
    state.left.push(...done, ...urls(remembered.url));
    return state;
  }
  state.part = part;
  state.done.push(...done);
  state.hashed = remembered.hashed === true;
  const [url] = urls(remembered.url);
  state.open = url === undefined ? undefined : openUpload(remembered, url);
  return state;
}

function openUpload(remembered: Remembered, url: string): OpenUpload {
  const acknowledged = count(remembered.acknowledged) ?? 0;
  const expiresAtMs = count(remembered.expiresAtMs);
  return {
    url,
    acknowledged,
    sent: Math.max(acknowledged, count(remembered.sent) ?? 0),
    checked: remembered.checked === true,
    readBacks: count(remembered.readBacks) ?? 0,
    ...(expiresAtMs !== undefined && { expiresAtMs }),
  };
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
