import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Position, TangentPlane } from '../samples/geodesy.ts';
import { farFlight } from './far-flight.ts';
import { flightveil, put, temporaryFolder } from './harness.ts';
import { outputsIn } from './outputs.ts';
import { messagesOf } from './read-log.ts';

const START_UNIX_S = 1_717_236_000;

/** What a release tells of its draws: where its first fix lies, and by how many radians the way is turned. */
interface Draws {
  readonly first: Position;
  readonly turnRad: number;
}

function positionsOf(log: string): Position[] {
  return messagesOf(log, 'GLOBAL_POSITION_INT').map(({ lat, lon }) => ({
    latitudeDeg: lat! / 1e7,
    longitudeDeg: lon! / 1e7,
  }));
}

/** Bearing of the 401st fix from the first. */
function bearingRad(positions: readonly Position[]): number {
  const [east, north] = new TangentPlane(positions[0]!).metres(positions[400]!);
  expect(Math.hypot(east, north)).toBeGreaterThan(300);
  return Math.atan2(east, north);
}

/** Filters a part of a far flight at dynamics, and compares its positions with what was flown. */
async function drawsOf(
  home: string,
  fromS: number,
  options: { serial?: number; startUnixS?: number } = {},
): Promise<Draws> {
  const folder = temporaryFolder();
  const input = put(folder, 'far.tlog', farFlight({ ...options, fromS, toS: fromS + 400 }));
  const out = join(folder, 'out');
  const said = await flightveil(['--home', home, 'filter', input, '-o', out, '--level', 'dynamics']);
  expect(said).toMatchObject({ code: 0, err: '' });
  const released = positionsOf(join(out, outputsIn(out)[0]!));
  expect(released).toHaveLength(801);
  return { first: released[0]!, turnRad: bearingRad(released) - bearingRad(positionsOf(input)) };
}

function difference(one: Draws, other: Draws): { offsetM: number; turnRad: number } {
  const turn = one.turnRad - other.turnRad;
  const turnRad = Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn)));
  return { offsetM: Math.hypot(...new TangentPlane(one.first).metres(other.first)), turnRad };
}

/** Two offsets within a metre happen once in 25 million times, and then the turns differ. */
function expectOtherDraws(one: Draws, other: Draws): void {
  const { offsetM, turnRad } = difference(one, other);
  expect(offsetM > 1 || turnRad > 0.001).toBe(true);
}

test('two logs of one flight that overlap lie at one place, and are turned alike', async () => {
  const home = join(temporaryFolder(), 'home');
  const [one, other] = [await drawsOf(home, 100), await drawsOf(home, 300)];
  const { offsetM, turnRad } = difference(one, other);
  // What is left is quantisation and dither, of some centimetres.
  expect(offsetM).toBeLessThan(0.05);
  expect(turnRad).toBeLessThan(0.0005);
});

test('another device, another aircraft and another flight are laid out otherwise', async () => {
  const home = join(temporaryFolder(), 'home');
  const one = await drawsOf(home, 100);
  expectOtherDraws(one, await drawsOf(join(temporaryFolder(), 'home'), 100));
  expectOtherDraws(one, await drawsOf(home, 100, { serial: 0x33 }));
  expectOtherDraws(one, await drawsOf(home, 100, { startUnixS: START_UNIX_S + 86_400 }));
  expect(difference(one, await drawsOf(home, 100)).offsetM).toBe(0);
});
