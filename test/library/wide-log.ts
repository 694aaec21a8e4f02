import { movedBy } from '../../src/geo/surface.ts';
import { MavlinkWriter } from '../formats/mavlink/writer.ts';

const home = { latitudeDeg: 47.2, longitudeDeg: 8.3 };
const METRES_A_SECOND = 20;
/** Corners east and north of home, in metres. */
const corners = [
  [0, 0],
  [5000, 800],
  [9000, -3000],
  [4000, -7500],
  [-2500, -5200],
  [-6000, 1500],
  [-1200, 4800],
  [0, 0],
] as const;

/** A flight so wide that much of it is left at level `track`, when where it came from is cut. */
export function wideLog(): Uint8Array<ArrayBuffer> {
  const writer = new MavlinkWriter('tlog');
  let time_boot_ms = 10_000;
  const fix = (east: number, north: number): void => {
    writer.timeUs += 1_000_000n;
    time_boot_ms += 1000;
    const { latitudeDeg, longitudeDeg } = movedBy(home, east, north);
    const place = { lat: Math.round(latitudeDeg * 1e7), lon: Math.round(longitudeDeg * 1e7), alt: 500_000 };
    writer
      .frame('HEARTBEAT', { type: 2, autopilot: 3 })
      .frame('ATTITUDE', { time_boot_ms, roll: east / 1e4, pitch: north / 1e5 })
      .frame('GLOBAL_POSITION_INT', { time_boot_ms, ...place });
  };
  for (let second = 0; second < 30; second++) fix(0, 0);
  for (const [index, [toEast, toNorth]] of corners.entries()) {
    const [fromEast, fromNorth] = corners[index - 1] ?? [0, 0];
    const steps = Math.round(Math.hypot(toEast - fromEast, toNorth - fromNorth) / METRES_A_SECOND);
    for (let step = 1; step <= steps; step++) {
      fix(fromEast + ((toEast - fromEast) * step) / steps, fromNorth + ((toNorth - fromNorth) * step) / steps);
    }
  }
  return new Uint8Array(writer.bytes());
}
