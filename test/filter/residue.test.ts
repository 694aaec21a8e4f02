import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createLoop, loopFactsOf } from '../../src/filter/create-loop.ts';
import { FlightKeys } from '../../src/filter/keys.ts';
import { type Finding, findResidue, ResidueCheck } from '../../src/filter/residue.ts';
import { Survey } from '../../src/filter/survey.ts';
import { detectFormat } from '../../src/formats/index.ts';
import type { Container } from '../../src/formats/mavlink/decoder.ts';
import { type Dimension, type Disclosure, dimensions } from '../../src/model/disclosure.ts';
import { levels } from '../../src/policy/levels.ts';
import { concat, messageFrame } from '../formats/mavlink/frames.ts';
import { changePlaces, rewritten } from './residue-naive.ts';
import { noise } from './residue-planted.ts';

const sample = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(fileURLToPath(new URL(`../../samples/${name}`, import.meta.url))));
const tlog = sample('copter.tlog');
const raw = sample('short.mavlink');

const factsOf = (log: Uint8Array) => {
  const format = detectFormat(log, true);
  const survey = new Survey(format);
  survey.push(log);
  return { format, facts: survey.finish() };
};
const known = { tlog: factsOf(tlog), raw: factsOf(raw) };

function filtered(container: Container, disclosure: Disclosure, seed = 'residue'): Uint8Array {
  const { format, facts } = known[container];
  const loop = createLoop(format, disclosure, FlightKeys.ofSeed(seed, 0), loopFactsOf(facts));
  const pieces: Uint8Array[] = [];
  for (const piece of loop.push(container === 'tlog' ? tlog : raw)) pieces.push(piece.slice());
  for (const piece of loop.finish()) pieces.push(piece.slice());
  return concat(...pieces);
}

function check(container: Container, output: Uint8Array, disclosure: Disclosure, chunkBytes = 65_536): Finding[] {
  const { format, facts } = known[container];
  const residue = new ResidueCheck(format, facts, disclosure);
  for (let at = 0; at < output.length; at += chunkBytes) residue.push(output.subarray(at, at + chunkBytes));
  return residue.finish();
}

const kinds = (findings: readonly Finding[]): string[] => [...new Set(findings.map(({ what }) => what))].sort();
const { engineering, dynamics, full } = levels;

describe('our own outputs are clean', () => {
  test.each(['tlog', 'raw'] as const)('%s, at every level that keeps frames', (container) => {
    for (const disclosure of [engineering, dynamics, full]) {
      for (const seed of ['a', 'b']) {
        const output = filtered(container, disclosure, seed);
        expect(output.length).toBeGreaterThan(10_000);
        expect(check(container, output, disclosure)).toEqual([]);
      }
    }
  });

  test('a stricter level’s output is clean at a looser one, but not the other way round', () => {
    expect(check('tlog', filtered('tlog', engineering), full)).toEqual([]);
    expect(check('tlog', filtered('tlog', engineering), dynamics)).toEqual([]);
    const loose = check('tlog', filtered('tlog', full), engineering);
    expect(kinds(loose)).toEqual(['difference', 'identity', 'place', 'time', 'withheld']);
  });

  test('the log itself is residue at every level that hides something, third parties at full too', () => {
    expect(kinds(check('tlog', tlog, engineering))).toEqual(['difference', 'identity', 'place', 'time', 'withheld']);
    expect(kinds(check('tlog', tlog, dynamics))).toEqual(['difference', 'identity', 'place', 'time', 'withheld']);
    expect(check('tlog', tlog, full).map(({ anchor }) => anchor)).toContain('ADSB_VEHICLE.lat');
  });
});

describe('each treatment switched off in turn is found', () => {
  /** The strictest level but for one dimension, which is not hidden at all. */
  const without = (strict: Disclosure, ...open: Dimension[]): Disclosure => ({
    ...strict,
    ...Object.fromEntries(open.map((dimension) => [dimension, dimensions[dimension].at(-1)!])),
  });
  const found = (strict: Disclosure, ...open: Dimension[]): Finding[] =>
    check('tlog', filtered('tlog', without(strict, ...open)), strict);

  test('relocation', () => {
    const findings = found(dynamics, 'place', 'shape', 'operator');
    expect(kinds(findings)).toEqual(['difference', 'place']);
    expect(findings).toContainEqual(
      expect.objectContaining({ what: 'place', where: 'GPS_RAW_INT.lat', count: expect.any(Number) }),
    );
  });

  test('hiding the path', () => {
    expect(kinds(found(engineering, 'place', 'shape', 'operator'))).toEqual(['difference', 'place', 'withheld']);
  });

  test('hiding where the operator was', () => {
    const strict: Disclosure = { ...full, operator: 'none' };
    const homes = check('tlog', filtered('tlog', full), strict).filter(({ what }) => what === 'place');
    expect(homes.map(({ where }) => where)).toContain('HOME_POSITION.latitude');
    expect(homes.map(({ where }) => where)).toContain('OPEN_DRONE_ID_SYSTEM.operator_latitude');
    expect(homes.map(({ where }) => where)).toContain('bytes');
  });

  test('pseudonyms of devices', () => {
    const findings = found(engineering, 'device');
    expect(kinds(findings)).toContain('identity');
    expect(findings).toContainEqual(expect.objectContaining({ what: 'identity', anchor: 'AUTOPILOT_VERSION.uid2' }));
  });

  test('hiding persons', () => {
    const anchors = found(engineering, 'person')
      .filter(({ what }) => what === 'identity')
      .map(({ anchor }) => anchor);
    expect(anchors).toContain('OPEN_DRONE_ID_OPERATOR_ID.operator_id');
  });

  test('text templates', () => {
    const anchors = found(engineering, 'text')
      .filter(({ what }) => what === 'identity')
      .map(({ anchor }) => anchor);
    expect(anchors).toContain('STATUSTEXT.text');
    expect(anchors).toContain('OPEN_DRONE_ID_SELF_ID.description');
  });

  test('shifting time', () => {
    const findings = found(engineering, 'time').filter(({ what }) => what === 'time');
    expect(findings.map(({ where }) => where)).toContain('record.time');
    expect(findings.map(({ where }) => where)).toContain('SYSTEM_TIME.time_unix_usec');
  });

  test('hiding the environment', () => {
    // Where the operator may be known there is nothing to cut.
    const where = found(engineering, 'environment', 'operator').map((finding) => finding.where);
    for (const field of ['SCALED_PRESSURE.press_abs', 'RAW_IMU.xmag']) expect(where).toContain(field);
  });

  test('hiding what engineers need', () => {
    const where = found({ ...engineering, dynamics: 'none' }, 'dynamics').map((finding) => finding.where);
    expect(where).toContain('ATTITUDE.roll');
  });

  test('names of parameters that are not safe', () => {
    const where = found(engineering, 'settings').map((finding) => finding.where);
    expect(where).toContain('PARAM_VALUE.param_id');
  });

  test.each(['geofence', 'media'] as const)('%s: found wherever it makes a difference', (dimension) => {
    const same = Buffer.compare(filtered('tlog', without(engineering, dimension)), filtered('tlog', engineering)) === 0;
    expect(found(engineering, dimension).length > 0).toBe(!same);
  });
});

describe('what people use today does not hide it', () => {
  const naive = (change: Parameters<typeof rewritten>[2]): Uint8Array => rewritten(tlog, 'tlog', change);
  const inFields = (findings: readonly Finding[], what: Finding['what']): string[] =>
    findings.filter((finding) => finding.what === what && finding.where !== 'bytes').map(({ where }) => where);

  test('a shift of all latitudes and longitudes by degrees', () => {
    const output = naive((message) => {
      changePlaces(message, (degrees, isLatitude) => degrees + (isLatitude ? -7.25 : 13.0417));
      return true;
    });
    const differences = inFields(check('tlog', output, dynamics), 'difference');
    expect(differences).toContain('GLOBAL_POSITION_INT.lat');
    expect(differences).toContain('GPS_RAW_INT.lat');
    expect(inFields(check('tlog', output, engineering), 'difference')).toContain('GLOBAL_POSITION_INT.lat');
  });

  test('... also over the antimeridian, and with frames lost', () => {
    let count = 0;
    const output = naive((message) => {
      changePlaces(message, (degrees, isLatitude) => {
        const moved = degrees + (isLatitude ? 1.5 : 169.2975);
        return moved > 180 ? moved - 360 : moved;
      });
      return count++ % 997 !== 0;
    });
    expect(inFields(check('tlog', output, dynamics), 'difference')).toContain('GLOBAL_POSITION_INT.lat');
  });

  test('rounding to three decimals', () => {
    const output = naive((message) => {
      changePlaces(message, (degrees) => Math.round(degrees * 1000) / 1000);
      return true;
    });
    const places = inFields(check('tlog', output, dynamics), 'place');
    for (const field of ['GPS_RAW_INT.lat', 'GLOBAL_POSITION_INT.lat', 'HOME_POSITION.latitude']) {
      expect(places).toContain(field);
    }
  });

  test('only the messages of receivers removed', () => {
    const output = naive(({ schema }) => !/^(GPS|GLOBAL_POSITION)/.test(schema.message));
    const places = inFields(check('tlog', output, dynamics), 'place');
    expect(places).toContain('HOME_POSITION.latitude');
    expect(places).toContain('MISSION_ITEM_INT.x');
    expect(places).toContain('AHRS2.lat');
  });

  test('one field forgotten', () => {
    const ours = filtered('tlog', dynamics);
    const forgotten = rewritten(tlog, 'tlog', ({ schema }) => schema.message === 'AHRS2');
    const where = check('tlog', concat(ours, forgotten), dynamics).map((finding) => finding.where);
    expect(where).toContain('AHRS2.lat');
    expect(where).toContain('bytes');
    expect(where).not.toContain('GPS_RAW_INT.lat');
  });

  test('a command’s place, as float or as whole number', () => {
    for (const wanted of ['COMMAND_LONG', 'COMMAND_INT', 'MISSION_ITEM_INT']) {
      const only = rewritten(tlog, 'tlog', ({ schema }) => schema.message === wanted);
      expect(only.length).toBeGreaterThan(0);
      const where = check('tlog', concat(filtered('tlog', dynamics), only), dynamics);
      expect(where.filter(({ what }) => what === 'place').map((finding) => finding.where.split('.')[0])).toContain(
        wanted,
      );
    }
  });
});

describe('a hidden field must say nothing', () => {
  const withheld = (...frames: readonly Uint8Array[]): string[] =>
    check('raw', concat(...frames), engineering).flatMap(({ what, where }) => (what === 'withheld' ? [where] : []));

  test('"unknown" is nothing; anything else is something, and a message that has no "unknown" should not be there', () => {
    const attitude = (yaw: number) => messageFrame('ATTITUDE', { time_boot_ms: 5, roll: 0.1, yaw });
    expect(withheld(attitude(Number.NaN))).toEqual([]);
    expect(withheld(attitude(1.5))).toEqual(['ATTITUDE.yaw']);
    expect(withheld(attitude(0))).toEqual(['ATTITUDE.yaw']);
    expect(withheld(messageFrame('GLOBAL_POSITION_INT', { lat: 5 }))).toContain('GLOBAL_POSITION_INT.lat');
  });

  test('what is about others is in no output, what is about oneself may be', () => {
    const about = (other: Uint8Array) => messageFrame('OPEN_DRONE_ID_BASIC_ID', { id_type: 1, id_or_mac: other });
    expect(withheld(about(new Uint8Array(20)))).toEqual([]);
    expect(withheld(about(Uint8Array.of(0, 0, 9)))).toEqual(['OPEN_DRONE_ID_BASIC_ID.id_or_mac']);
  });

  test('a parameter with a name that nobody has classified, or that is not safe', () => {
    const named = (name: string) => messageFrame('PARAM_VALUE', { param_id: name, param_value: 1.5 });
    expect(withheld(named('ATC_RAT_RLL_P'))).toEqual([]);
    for (const name of ['XYLOPHONE_9', 'COMPASS_OFS_X', ''])
      expect(withheld(named(name))).toEqual(['PARAM_VALUE.param_id']);
  });

  test('a field under one of its conditions only', () => {
    const tuning = (axis: number) => messageFrame('PID_TUNING', { axis, desired: 0.25, achieved: 0.5 });
    const [ROLL, YAW_ANGLE] = [1, 6];
    expect(withheld(tuning(ROLL))).toEqual([]);
    expect(withheld(tuning(YAW_ANGLE))).toContain('PID_TUNING.desired');
  });
});

describe('the check', () => {
  test('finds the same whatever the chunks', () => {
    const whole = check('raw', raw, engineering, raw.length);
    expect(whole.length).toBeGreaterThan(20);
    for (const chunkBytes of [1, 13, 4096]) expect(check('raw', raw, engineering, chunkBytes)).toEqual(whole);
  });

  test('looks at what is no log, and at damage: noise around, and a log inside a payload', () => {
    const around = concat(noise(5000, 1), raw, noise(5000, 2));
    expect(kinds(check('raw', around, engineering))).toContain('place');
    const shuffled = raw.map((_, index) => raw[raw.length - 1 - index]!);
    expect(kinds(check('raw', shuffled, engineering)).filter((what) => what !== 'identity')).toEqual(['place']);
    expect(check('raw', noise(100_000, 3), engineering)).toEqual([]);
    expect(check('raw', new Uint8Array(0), engineering)).toEqual([]);
  });

  test('of another flight’s output finds nothing of this one', () => {
    const other = concat(...Array.from({ length: 4 }, (_, index) => filtered('tlog', engineering, String(index))));
    const { format, facts } = known.tlog;
    const places = facts.anchors.places.map((place) => ({ ...place, latitude: place.latitude + 31 }));
    const residue = new ResidueCheck(format, { ...facts, anchors: { places, identities: [] } }, engineering);
    residue.push(other);
    expect(residue.finish()).toEqual([]);
  });

  test('findResidue surveys the original itself, and finds its format', () => {
    const disclosure = engineering;
    const clean = findResidue({ original: raw, filtered: filtered('raw', engineering), disclosure });
    expect(clean).toEqual([]);
    expect(findResidue({ original: raw, filtered: raw, disclosure })).toEqual(check('raw', raw, engineering));
    expect(() => findResidue({ original: noise(1000, 1), filtered: raw, disclosure })).toThrow(/no known log format/);
  });

  test('does not keep or change what it is given', () => {
    const bytes = raw.slice();
    const { format, facts } = known.raw;
    const residue = new ResidueCheck(format, facts, engineering);
    for (let at = 0; at < bytes.length; at += 1000) {
      const chunk = bytes.slice(at, at + 1000);
      residue.push(chunk);
      expect(chunk).toEqual(bytes.subarray(at, at + 1000));
      chunk.fill(0);
    }
    expect(residue.finish()).toEqual(check('raw', raw, engineering));
  });
});
