import { readFile } from 'node:fs/promises';
import { type Keychains, readKeychains } from '../formats/dji/keychains.ts';
import { allFormats } from '../formats/index.ts';
import { type Dialect, extendedDialect } from '../formats/mavlink/index.ts';
import type { Layout } from '../formats/mavlink/layout.ts';
import { type ReceiverOwner, receiverOwners } from '../formats/nmea/index.ts';
import { type CatalogTable, parseCatalogTable } from '../model/catalog-table.ts';
import { FlightveilError } from '../model/errors.ts';
import type { Format } from '../model/format.ts';
import { readError } from '../node/errors.ts';

/** What a user adds to the formats that come with Flightveil, by paths of files. */
export interface FormatOptions {
  readonly dialect?: readonly string[];
  readonly classify?: readonly string[];
  readonly djiKeychains?: string;
  readonly nmeaOf?: string;
}

export const dialectHelp = 'your own MAVLink dialect, as XML; may be given several times';
export const classifyHelp =
  "what your dialect's fields reveal, in the notation of the built-in catalog; else they are withheld";
export const keychainsHelp =
  "keys of an encrypted DJI flight record (version 13 and later), as JSON from the maker's key service";

export const nmeaOfHelp =
  "whose receiver NMEA logs are of: 'aircraft' (default), or 'operator' for one that the pilot carries";

/** Whether only the formats that come with Flightveil are asked for. */
export function isBuiltIn({ dialect, classify, djiKeychains, nmeaOf }: FormatOptions): boolean {
  return dialect === undefined && classify === undefined && djiKeychains === undefined && nmeaOf === undefined;
}

/** All formats, with what the user adds to them. */
export async function formatsFor(options: FormatOptions): Promise<readonly Format[]> {
  const mavlinkDialect = await dialectOf(options);
  const djiKeychains = await keychainsOf(options);
  const nmeaOf = ownerOf(options);
  return allFormats({
    ...(mavlinkDialect === undefined ? {} : { mavlinkDialect }),
    ...(djiKeychains === undefined ? {} : { djiKeychains }),
    ...(nmeaOf === undefined ? {} : { nmeaOf }),
  });
}

function ownerOf({ nmeaOf }: FormatOptions): ReceiverOwner | undefined {
  if (nmeaOf === undefined) return undefined;
  const owner = receiverOwners.find((known) => known === nmeaOf);
  if (owner === undefined) throw new FlightveilError('usage', `--nmea-of is one of: ${receiverOwners.join(', ')}`);
  return owner;
}

async function keychainsOf({ djiKeychains }: FormatOptions): Promise<Keychains | undefined> {
  return djiKeychains === undefined ? undefined : readKeychains(await readText(djiKeychains));
}

async function dialectOf(options: FormatOptions): Promise<Dialect | undefined> {
  if (options.dialect === undefined) {
    if (options.classify === undefined) return undefined;
    throw new FlightveilError('usage', '--classify goes with --dialect');
  }
  // Its reader of XML is loaded by those who have a file.
  const { readDialectXml } = await import('../formats/mavlink/dialect-xml.ts');
  const layouts: Layout[] = [];
  for (const path of options.dialect) for (const layout of readDialectXml(await readText(path))) layouts.push(layout);
  const table: CatalogTable = new Map();
  for (const path of options.classify ?? []) {
    for (const [message, rows] of parseCatalogTable(await readText(path), 'your table')) table.set(message, rows);
  }
  const names = new Set(layouts.map((layout) => layout.name));
  for (const message of table.keys()) {
    if (names.has(message)) continue;
    throw new FlightveilError(
      'catalog-invalid',
      `your table has rows for ${message}, which your dialect does not define`,
      {
        advice: 'The official messages are classified already.',
      },
    );
  }
  return extendedDialect(layouts, table);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw readError(error);
  }
}
