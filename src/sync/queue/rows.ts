import type { Remembered } from '../sink.ts';
import type { Item, ItemChange, ItemState, SpooledPart, Waiting, Wish } from './states.ts';

/** A row of table `items` as SQLite gives it. */
export interface ItemRow {
  readonly id: number;
  readonly log: number;
  readonly upload: string;
  readonly state: string;
  readonly waiting: string | null;
  readonly reason: string | null;
  readonly facts: string;
  readonly advice: string;
  readonly attempts: number;
  readonly due_ms: number;
  readonly shipment: string | null;
  readonly format: string | null;
  readonly size_bytes: number;
  readonly parts: string;
  readonly sealed: Uint8Array | null;
  readonly remembered: string | null;
  readonly wish: string | null;
  readonly aircraft: string;
  readonly priority: number;
  readonly created_ms: number;
  readonly updated_ms: number;
}

export function itemOf(row: ItemRow): Item {
  return {
    id: row.id,
    log: row.log,
    upload: row.upload,
    state: row.state as ItemState,
    ...(row.waiting === null ? {} : { waiting: row.waiting as Waiting }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    facts: read(row.facts, isFacts) ?? {},
    advice: read(row.advice, isTexts) ?? [],
    attempts: row.attempts,
    dueMs: row.due_ms,
    ...(row.shipment === null || !SHIPMENT.test(row.shipment) ? {} : { shipment: row.shipment }),
    ...(row.format === null ? {} : { format: row.format }),
    sizeBytes: row.size_bytes,
    parts: read(row.parts, areParts) ?? [],
    ...(row.sealed === null ? {} : { sealed: row.sealed }),
    ...(row.remembered === null ? {} : { remembered: read(row.remembered, isRemembered) ?? {} }),
    ...(row.wish === null ? {} : { wish: row.wish as Wish }),
    aircraft: row.aircraft,
    priority: row.priority,
    createdMs: row.created_ms,
    updatedMs: row.updated_ms,
  };
}

/** What stands in a column, if it is what was written: a damaged row holds nobody else back, and a copy that nothing refers to is made anew. */
function read<T>(text: string, isOfForm: (value: unknown) => value is T): T | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isOfForm(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const SHIPMENT = /^[0-9a-f]{32}$/;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
const isFacts = (value: unknown): value is Item['facts'] => isRecord(value) && Object.values(value).every(isScalar);
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');
const isRemembered = (value: unknown): value is Remembered =>
  isRecord(value) &&
  Object.values(value).every((each) => isScalar(each) || (Array.isArray(each) && each.every(isScalar)));
const areParts = (value: unknown): value is SpooledPart[] => Array.isArray(value) && value.every(isPart);
const isPart = (value: unknown): boolean =>
  isRecord(value) &&
  ['manifest', 'log', 'companion'].includes(value.role as string) &&
  Number.isSafeInteger(value.sizeBytes) &&
  typeof value.mediaType === 'string' &&
  /^[A-Za-z0-9-][A-Za-z0-9.-]*$/.test(String(value.name)) &&
  /^[0-9a-f]{64}$/.test(String(value.sha256)) &&
  /^[0-9a-f]{32}$/.test(String(value.spoolId));

type ColumnValue = string | number | Uint8Array | null;

/** Column of each property that a transition may change, and how it is kept. */
const columns: Readonly<Record<keyof Required<ItemChange>, readonly [string, (value: never) => ColumnValue]>> = {
  waiting: ['waiting', plain],
  reason: ['reason', plain],
  facts: ['facts', JSON.stringify],
  advice: ['advice', JSON.stringify],
  attempts: ['attempts', plain],
  dueMs: ['due_ms', Math.round],
  shipment: ['shipment', plain],
  format: ['format', plain],
  sizeBytes: ['size_bytes', plain],
  parts: ['parts', JSON.stringify],
  sealed: ['sealed', plain],
  remembered: ['remembered', JSON.stringify],
  wish: ['wish', plain],
  aircraft: ['aircraft', plain],
  priority: ['priority', plain],
};

function plain(value: ColumnValue): ColumnValue {
  return value;
}

/** What the columns of a change become; undefined becomes NULL. */
export function columnsOf(change: Changes): {
  readonly names: readonly string[];
  readonly values: readonly ColumnValue[];
} {
  const names: string[] = [];
  const values: ColumnValue[] = [];
  for (const [property, value] of Object.entries(change)) {
    const [name, keep] = columns[property as keyof ItemChange];
    names.push(name);
    values.push(value === undefined ? null : keep(value as never));
  }
  return { names, values };
}

/** As {@link ItemChange}, where undefined takes a value away. */
export type Changes = {
  readonly [P in keyof ItemChange]?: ItemChange[P] | undefined;
};
