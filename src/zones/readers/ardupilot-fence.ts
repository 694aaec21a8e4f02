import type { Findings, Notes } from '../findings.ts';
import { linesOf } from '../lines.ts';
import { circleOf } from '../shapes/circle.ts';
import { placeIn } from '../shapes/holes.ts';
import { readPolygon } from '../shapes/polygon.ts';
import { readPosition } from '../shapes/ring.ts';
import type { GeoZone, ZoneShape } from '../zone.ts';
import { fenceZone } from './fence-zone.ts';
import type { ReadZones } from './reader.ts';

/** MAV_CMD_NAV_FENCE_* of MAVLink. */
const Fence = {
  returnPoint: 5000,
  polygonInclusion: 5001,
  polygonExclusion: 5002,
  circleInclusion: 5003,
  circleExclusion: 5004,
} as const;

/** MAV_FRAME with latitude and longitude: GLOBAL, its height over home or the ground, and the same as integers. */
const globalFrames: readonly number[] = [0, 3, 5, 6, 10, 11];

const pair = /^\s*[+-]?\d+(?:\.\d+)?[\s,]+[+-]?\d+(?:\.\d+)?\s*$/;
const isWords = (line: string): boolean => line.trim() !== '' && !line.trimStart().startsWith('#');

export function isWaypointFile(text: string): boolean {
  return /^\s*QGC WPL \d+/.test(text);
}

/** Whether a text is pairs of numbers and nothing else: the fences of ArduPilot before 4.0. */
export function isPointList(text: string): boolean {
  let points = 0;
  for (const line of linesOf(text)) {
    if (!isWords(line)) continue;
    if (!pair.test(line)) return false;
    points++;
  }
  return points >= 4;
}

/** Fence items of a file of waypoints (`QGC WPL 110`); items of a mission are left out. Undefined if it has none. */
export function readWaypointFence(text: string, findings: Findings): ReadZones | undefined {
  const zones: GeoZone[] = [];
  let counted = 0;
  let vertices: Item[] = [];
  const begin = (command: number): Notes => findings.of(fenceZone(counted, isInclusion(command), []).identifier);
  const finish = (): void => {
    const [first] = vertices;
    if (first === undefined) return;
    counted++;
    const shape = polygonOf(vertices, begin(first.command));
    if (shape !== undefined) zones.push(fenceZone(counted, isInclusion(first.command), [shape]));
    vertices = [];
  };
  for (const item of itemsIn(text, findings)) {
    const last = vertices.at(-1);
    if (last !== undefined && (last.command !== item.command || vertices.length === last.parameter)) finish();
    if (item.command === Fence.polygonInclusion || item.command === Fence.polygonExclusion) vertices.push(item);
    else if (item.command === Fence.circleInclusion || item.command === Fence.circleExclusion) {
      counted++;
      const notes = begin(item.command);
      const centre = isPlaced([item], notes) && readPosition([item.latitude, item.longitude], 'latitude-first', notes);
      const shape = centre ? circleOf(centre, item.parameter, notes) : undefined;
      if (shape !== undefined) zones.push(fenceZone(counted, isInclusion(item.command), [shape]));
    }
  }
  finish();
  return counted === 0 ? undefined : { zones, counted };
}

/** A list of places: the first is where to return to, the others are the corners of what must not be left. */
export function readPointList(text: string, findings: Findings): ReadZones {
  const points: number[][] = [];
  for (const line of linesOf(text))
    if (isWords(line))
      points.push(
        line
          .trim()
          .split(/[\s,]+/)
          .map(Number),
      );
  const [back, ...corners] = points;
  const notes = findings.of(fenceZone(1, true, []).identifier);
  const shape = readPolygon([corners], { order: 'latitude-first', isClosed: true }, notes);
  const home = readPosition(back, 'latitude-first', notes);
  if (shape === undefined || home === undefined) return { zones: [], counted: 1 };
  if (shape.kind === 'polygon' && placeIn(home, shape.rings[0]!) === 'outside') {
    notes.warned('return-point-outside', 'the point to return to lies outside of the fence');
  }
  return { zones: [fenceZone(1, true, [shape])], counted: 1 };
}

interface Item {
  readonly frame: number;
  readonly command: number;
  readonly parameter: number;
  readonly latitude: number;
  readonly longitude: number;
}

function* itemsIn(text: string, findings: Findings): Generator<Item, void, void> {
  let isFirst = true;
  for (const line of linesOf(text)) {
    if (isFirst || !isWords(line)) {
      if (isWords(line)) isFirst = false;
      continue;
    }
    const numbers = line.trim().split(/\s+/).map(Number);
    if (numbers.length < 10 || !numbers.every(Number.isFinite)) {
      findings.of().refused('line-unreadable', 'a line is no waypoint');
      // What it was cannot be told: it must not join the corners before and behind it.
      yield { frame: -1, command: -1, parameter: 0, latitude: 0, longitude: 0 };
    } else {
      const [, , frame, command, parameter, , , , latitude, longitude] = numbers;
      const placed = { frame: frame!, latitude: latitude!, longitude: longitude! };
      yield { ...placed, command: command!, parameter: parameter! };
    }
  }
}

function isInclusion(command: number): boolean {
  return command === Fence.polygonInclusion || command === Fence.circleInclusion;
}

/** Whether items are latitudes and longitudes, not metres from home. */
function isPlaced(items: readonly Item[], notes: Notes): boolean {
  if (items.every(({ frame }) => globalFrames.includes(frame))) return true;
  notes.refused('frame-not-global', 'a fence is in a frame that has no latitudes and longitudes');
  return false;
}

function polygonOf(vertices: readonly Item[], notes: Notes): ZoneShape | undefined {
  if (vertices.some(({ parameter }) => parameter !== vertices.length)) {
    return notes.refused('fence-incomplete', 'a fence has not as many corners as it says');
  }
  if (!isPlaced(vertices, notes)) return undefined;
  const ring = vertices.map(({ latitude, longitude }) => [latitude, longitude]);
  return readPolygon([ring], { order: 'latitude-first', isClosed: false }, notes);
}
