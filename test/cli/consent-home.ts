import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, vi } from 'vitest';
import { flightveil, put, type Said, temporaryFolder } from '../node/harness.ts';
import { canaries, tlogOf } from '../node/tiny-log.ts';

/** The day on which these tests take place, wherever they run. */
export const TODAY = '2026-11-22';

/** Sets the clock for all tests of a file, and nothing else: files and the ledger need their timers. */
export function setClock(): void {
  beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date(`${TODAY}T12:00:00Z`) }));
  afterAll(() => void vi.useRealTimers());
}

/** JSON of any form: the tests say what it has. */
type Document = ReturnType<typeof JSON.parse>;

export interface Home {
  readonly folder: string;
  readonly home: string;
  /** `flightveil consent ...` at this home. */
  say(...args: readonly string[]): Promise<Said>;
  /** The same with `--json`, which has to succeed; what the document says. */
  ask(...args: readonly string[]): Promise<Document>;
  /** How many entries stand in the ledger's file; the database is asked, not the program. */
  entries(): number;
}

/** A new home without a word in it. */
export function emptyHome(folder = temporaryFolder()): Home {
  const home = join(folder, 'home');
  const say = (...args: readonly string[]): Promise<Said> => flightveil(['--home', home, 'consent', ...args]);
  return {
    folder,
    home,
    say,
    async ask(...args) {
      const { code, out, err } = await say(...args, '--json');
      if (code !== 0 || err !== '') throw new Error(`exit ${code}: ${err}`);
      return JSON.parse(out);
    },
    entries: () => entriesAt(home),
  };
}

export function entriesAt(home: string): number {
  const database = new Database(join(home, 'consent.sqlite'), { readonly: true });
  try {
    return (database.prepare('SELECT count(*) AS count FROM entries').get() as { count: number }).count;
  } finally {
    database.close();
  }
}

/** A home of an adult who has read a notice. */
export async function pilotsHome(folder = temporaryFolder()): Promise<Home> {
  const home = emptyHome(folder);
  await home.ask('notice', 'add', put(home.folder, 'notice.md', 'We count your flights.\n'), '--version', '2026-11');
  await home.ask('subject', '--age-band', 'adult');
  return home;
}

/** What every grant here begins with. */
export const sync = ['--for', 'flight-record-sync', '--to', 'manufacturer'] as const;

/** A log that tells which aircraft it is of, at the place of {@link areaAround}. */
export function logOf(serial: number): Uint8Array {
  const place = { lat: canaries.latitudeE7, lon: canaries.longitudeE7, alt: 500_000, relative_alt: 10_000 };
  const uid2 = Array.from({ length: 18 }, (_, index) => (index === 0 ? 1 : serial));
  return tlogOf([
    ['HEARTBEAT', { type: 2, autopilot: 3, base_mode: 81, system_status: 4, mavlink_version: 3 }],
    ['AUTOPILOT_VERSION', { uid2, uid: BigInt(serial) }],
    ...Array.from({ length: 10 }, (_, index) => {
      return ['GLOBAL_POSITION_INT', { time_boot_ms: 5000 + index * 100, ...place }] as const;
    }),
  ]);
}

/** GeoJSON of a square of so many degrees; the place of {@link logOf} lies in `squareAt(98, 12)`. */
export function squareAt(west: number, south: number, side = 1): string {
  const [east, north] = [west + side, south + side];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return JSON.stringify({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } });
}

/** A pilot's home for tests that must leave it as it is, so that one is enough for all of them. */
export function sharedHome(): () => Home {
  let home: Home;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'flightveil-test-'));
    home = await pilotsHome(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return () => home;
}
