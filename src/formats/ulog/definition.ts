import { readText } from '../../bytes/text.ts';
import type { CatalogTable } from '../../model/catalog-table.ts';
import { basicTypes, Most } from './records.ts';

/** A member of a format, as the log declares it. */
export interface Member {
  readonly name: string;
  /** A basic type, or the name of another format. */
  readonly type: string;
  /** Number of elements; 0: no array. */
  readonly elements: number;
}

/** A format as a log defines it. */
export interface Definition {
  readonly text: string;
  readonly name: string;
  readonly members: readonly Member[];
  /** The catalog has all its words: nothing else is said by it. */
  known: boolean;
  /** The log has several formats of this name, which differ: what it means is not certain. */
  isAmbiguous: boolean;
}

const PADDING = /^_padding\d{1,2}$/;
const wholeText = /^([\w\-/]+):((?:\w+(?:\[[1-9]\d{0,4}\])? \w+;)+)$/;
const memberText = /(\w+)(?:\[(\d+)\])? (\w+);/g;

/** Room that the compiler leaves between members. */
export function isPadding(name: string): boolean {
  return PADDING.test(name);
}

/**
 * Reads `name:type field;type[n] field;...`. Strict, so that a format that passes holds nothing but names and types; two members of one name
 * or of none make it no format.
 */
export function parseDefinition(bytes: Uint8Array, start: number, end: number): Definition | undefined {
  if (end - start > Most.formatBytes) return undefined;
  const text = readText(bytes, start, end);
  if (text.length !== end - start) return undefined;
  const [, name, list] = wholeText.exec(text) ?? [];
  if (name === undefined || list === undefined) return undefined;
  const members = [...list.matchAll(memberText)].map(
    ([, type, elements, member]): Member => ({ name: member!, type: type!, elements: Number(elements ?? 0) }),
  );
  if (new Set(members.map((member) => member.name)).size !== members.length) return undefined;
  return { text, name, members, known: false, isAmbiguous: false };
}

/** Whether the catalog has the format's name, the names of all its members, and of the formats that they refer to. */
export function isClassified({ name, members }: Definition, catalog: CatalogTable): boolean {
  const rows = catalog.get(name);
  if (rows === undefined) return false;
  const known = new Set([...rows.keys()].map((field) => field.replace(/[.[].*/, '')));
  return members.every(
    ({ name: member, type }) => (known.has(member) || isPadding(member)) && (basicTypes.has(type) || catalog.has(type)),
  );
}
