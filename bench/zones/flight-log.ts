import type { GeoZone, Position } from '../../src/zones/zone.ts';
import type { Draw } from '../draw.ts';
import { crcOf } from './crc.ts';
import { region } from './made-zones.ts';

const HZ = 10;
const STEP_M = 1.2;
const M_PER_DEG = 111_320;
const START_MS = Date.UTC(2026, 4, 4, 5);
/** Of MAVLink 2. */
const HEADER_BYTES = 10;
const STAMP_BYTES = 8;
const PAYLOAD_BYTES = 28;
const RECORD_BYTES = STAMP_BYTES + HEADER_BYTES + PAYLOAD_BYTES + 2;
const GLOBAL_POSITION_INT = 33;

/**
 * A .tlog of nothing but GLOBAL_POSITION_INT, ten a second at 12 m/s: by turns straight from zone to zone, around a zone some metres beside its edge, and where there is no
 * zone far and wide.
 */
export function flightLog(draw: Draw, zones: readonly GeoZone[], fixes: number): Uint8Array {
  const bytes = new Uint8Array(fixes * RECORD_BYTES);
  const view = new DataView(bytes.buffer);
  let written = 0;
  const put = (longitude: number, latitude: number): boolean => {
    if (written < fixes) putRecord(view, bytes, written++, longitude, latitude, draw);
    return written < fixes;
  };
  const away: Position = [region.west - 8, region.south + 10];
  for (let part = 0; written < fixes; part++) {
    const near = zonesNear(zones, ringOf(zones[Math.floor(draw.unit() * zones.length)]!)[0]!, 12);
    const rings = near.map(ringOf);
    const way = rings.flatMap((ring, index) => {
      if (part % 3 === 0) return [middleOf(ring)];
      if (part % 3 === 1) return beside(ring, (index % 2 === 0 ? 1 : -1) * (2 + 8 * draw.unit()));
      return [[away[0] + 0.02 * index, away[1] + 0.02 * draw.unit()] as const];
    });
    fly(way, put);
  }
  return bytes;
}

function ringOf({ volumes: [volume] }: GeoZone): readonly Position[] {
  const shape = volume!.shape;
  if (shape.kind === 'circle') throw new Error('a made zone is a polygon');
  return shape.rings[0]!;
}

function zonesNear(zones: readonly GeoZone[], [longitude, latitude]: Position, count: number): GeoZone[] {
  const far = (zone: GeoZone): number => {
    const [x, y] = ringOf(zone)[0]!;
    return Math.hypot(x - longitude, y - latitude);
  };
  const near = zones.filter((zone) => far(zone) < 0.3);
  return near.sort((a, b) => far(a) - far(b)).slice(0, count);
}

function middleOf(ring: readonly Position[]): Position {
  const corners = ring.slice(1);
  const sum = (which: 0 | 1): number => corners.reduce((total, corner) => total + corner[which], 0);
  return [sum(0) / corners.length, sum(1) / corners.length];
}

/** The ring, so many metres further out. */
function beside(ring: readonly Position[], outM: number): Position[] {
  const [x, y] = middleOf(ring);
  const perDegEast = M_PER_DEG * Math.cos((y * Math.PI) / 180);
  return ring.map(([longitude, latitude]): Position => {
    const share = outM / Math.hypot((longitude - x) * perDegEast, (latitude - y) * M_PER_DEG);
    return [longitude + share * (longitude - x), latitude + share * (latitude - y)];
  });
}

function fly(way: readonly Position[], put: (longitude: number, latitude: number) => boolean): void {
  for (let index = 0; index + 1 < way.length; index++) {
    const [[x1, y1], [x2, y2]] = [way[index]!, way[index + 1]!];
    const perDegEast = M_PER_DEG * Math.cos((y1 * Math.PI) / 180);
    const steps = Math.ceil(Math.hypot((x2 - x1) * perDegEast, (y2 - y1) * M_PER_DEG) / STEP_M);
    for (let step = 0; step < steps; step++) {
      const share = step / steps;
      if (!put(x1 + share * (x2 - x1), y1 + share * (y2 - y1))) return;
    }
  }
}

function putRecord(view: DataView, bytes: Uint8Array, number: number, longitude: number, latitude: number, draw: Draw) {
  const at = number * RECORD_BYTES;
  const head = at + STAMP_BYTES;
  const payload = head + HEADER_BYTES;
  const ms = Math.round((number * 1000) / HZ);
  const heightMm = Math.round(1000 * (300 + 200 * Math.sin(number / 3000) + 0.3 * draw.unit()));
  view.setBigUint64(at, BigInt(START_MS + ms) * 1000n);
  bytes.set([0xfd, PAYLOAD_BYTES, 0, 0, number & 0xff, 1, 1, GLOBAL_POSITION_INT, 0, 0], head);
  view.setUint32(payload, 60_000 + ms, true);
  view.setInt32(payload + 4, Math.round(latitude * 1e7), true);
  view.setInt32(payload + 8, Math.round(longitude * 1e7), true);
  view.setInt32(payload + 12, heightMm, true);
  view.setInt32(payload + 16, heightMm - 200_000, true);
  view.setInt16(payload + 20, 1200, true);
  // Not zero: a payload that ends in zeros is cut off.
  view.setUint16(payload + 26, 256 + (number % 35_000), true);
  view.setUint16(payload + PAYLOAD_BYTES, crcOf(bytes, head + 1, payload + PAYLOAD_BYTES), true);
}
