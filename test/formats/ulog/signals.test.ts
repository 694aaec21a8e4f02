import { describe, expect, test } from 'vitest';
import { Survey } from '../../../src/filter/survey.ts';
import { ulogFormat } from '../../../src/formats/ulog/index.ts';
import { Found } from '../../../src/model/format.ts';
import type { LoggedSignal } from '../../../src/model/signal.ts';
import { smallLog } from './logs.ts';
import { type FieldValues, START_US, UlogWriter } from './writer.ts';

function surveyed(log: Uint8Array): readonly LoggedSignal[] {
  const survey = new Survey(ulogFormat());
  survey.push(log);
  return survey.finish().signals;
}

/** What a log tells, without where it stands. */
function told(writer: UlogWriter): string[] {
  return surveyed(writer.bytes()).map(({ kind, evidence, about = '', value }) =>
    [kind, evidence, about, ...(value === undefined ? [] : [Math.fround(value)])].join(' '),
  );
}

const start = (...topics: readonly string[]): UlogWriter => new UlogWriter().header().define(...topics);

/** A log of one topic, in a layout of its own or the newest, its records a tenth of a second apart. */
function of(topic: string, rows: readonly FieldValues[], format?: string): UlogWriter {
  const writer = format === undefined ? start(topic) : new UlogWriter().header().format(format);
  writer.subscribe(topic);
  for (const [index, row] of rows.entries())
    writer.data(topic, { timestamp: START_US + BigInt(index) * 100_000n, ...row });
  return writer;
}

describe('parameters of the fence', () => {
  test('at the start and when they are changed, each with its name', () => {
    const writer = start()
      .parameter('GF_ACTION', 2, 'int32_t')
      .parameter('GF_MAX_HOR_DIST', 500.5)
      .parameter('GF_ACTION', 1, 'int32_t');
    expect(told(writer)).toEqual([
      'fence-setting setting GF_ACTION 2',
      'fence-setting setting GF_MAX_HOR_DIST 500.5',
      'fence-setting setting GF_ACTION 1',
    ]);
  });

  test.each(['GF_ALTMODE', 'GF_COUNT', 'GF_MAX_VER_DIST', 'GF_MODE', 'GF_ON', 'GF_PREDICT', 'GF_SOURCE'])(
    '%s',
    (name) => {
      expect(told(start().parameter(name, 3, 'int32_t'))).toEqual([`fence-setting setting ${name} 3`]);
    },
  );

  test('no others, of the same length or the same first letters, and no defaults', () => {
    const writer = start()
      .parameterDefault('GF_ACTION', 2, 1, 'int32_t')
      .parameter('MC_ROLL_P', 6.5)
      .parameter('GF_ABCDEF', 6.5)
      .parameter('GF_MAX_HOR_DISTS', 1)
      .parameter('XX_ACTION', 1);
    expect(told(writer)).toEqual([]);
  });
});

describe('what the navigator finds', () => {
  test('since 2023, by part of the fence, each change once', () => {
    const inside = {};
    const far = { geofence_max_dist_triggered: 1 };
    const farAndHigh = { geofence_max_dist_triggered: 1, geofence_max_alt_triggered: 1 };
    const out = { geofence_custom_fence_triggered: 1 };
    expect(told(of('geofence_result', [inside, far, far, farAndHigh, inside, out]))).toEqual([
      'fence-kept status circle',
      'fence-kept status height',
      'fence-kept status polygon',
      'fence-breach status circle',
      'fence-breach status height',
      'fence-kept status circle',
      'fence-kept status height',
      'fence-breach status polygon',
    ]);
  });

  const of2022 =
    'geofence_result:uint64_t timestamp;uint8_t geofence_violation_reason;bool primary_geofence_breached;uint8_t primary_geofence_action;bool home_required;';

  test.each([
    [0, 'circle'],
    [1, 'height'],
    [2, 'polygon'],
    [3, ''],
  ])('in 2022, with reason %i', (reason, about) => {
    const breach = { geofence_violation_reason: reason, primary_geofence_breached: 1 };
    const signals = told(of('geofence_result', [{ geofence_violation_reason: reason }, breach, {}], of2022));
    expect(signals.slice(4)).toEqual([`fence-breach status ${about}`, `fence-kept status ${about}`]);
    expect(signals.slice(0, 4).every((signal) => signal.startsWith('fence-kept'))).toBe(true);
  });

  test.each([
    ['2015', 'geofence_result:uint64_t timestamp;bool geofence_violated;uint8_t geofence_action;'],
    ['2016', 'geofence_result:uint64_t timestamp;bool geofence_violated;uint8_t geofence_action;bool home_required;'],
  ])('since %s, of the whole fence', (_, format) => {
    const rows = [{}, { geofence_violated: 1 }, { geofence_violated: 1 }, { geofence_action: 3 }];
    const signals = told(of('geofence_result', rows, format));
    expect(signals).toEqual(['fence-kept status ', 'fence-breach status ', 'fence-kept status ']);
  });
});

describe('what the commander tells', () => {
  test.each(['geofence_breached', 'primary_geofence_breached'])('failsafe_flags with %s', (name) => {
    const format = `failsafe_flags:uint64_t timestamp;bool battery_unhealthy;bool ${name};`;
    const rows = [{ battery_unhealthy: 1 }, { [name]: 1 }];
    expect(told(of('failsafe_flags', rows, format))).toEqual(['fence-kept status ', 'fence-breach status ']);
  });

  test('vehicle_status of 2021', () => {
    const format = 'vehicle_status:uint64_t timestamp;uint8_t nav_state;bool failsafe;bool geofence_violated;';
    const rows = [{ failsafe: 1, nav_state: 5 }, { geofence_violated: 1 }, {}];
    const signals = told(of('vehicle_status', rows, format));
    expect(signals).toEqual(['fence-kept status ', 'fence-breach status ', 'fence-kept status ']);
  });

  test('is not asked where the navigator itself is in the log: its flags come a moment later', () => {
    const writer = start('geofence_result', 'failsafe_flags').subscribe('geofence_result').subscribe('failsafe_flags');
    writer.data('geofence_result', { timestamp: START_US, geofence_max_alt_triggered: 1 });
    writer.data('failsafe_flags', { timestamp: START_US });
    writer.data('failsafe_flags', { timestamp: START_US, geofence_breached: 1 });
    expect(told(writer).filter((signal) => signal.startsWith('fence-breach'))).toEqual(['fence-breach status height']);
    expect(told(writer).every((signal) => !signal.endsWith(' '))).toBe(true);
  });

  const flown = (...steps: readonly (readonly [topic: string, values: FieldValues])[]): string[] => {
    const writer = start('failsafe_flags', 'vehicle_status').subscribe('failsafe_flags').subscribe('vehicle_status');
    for (const [index, [topic, values]] of steps.entries())
      writer.data(topic, { timestamp: START_US + BigInt(index) * 100_000n, ...values });
    return told(writer).filter((signal) => signal.startsWith('fence-overridden'));
  };
  const breached = ['failsafe_flags', { geofence_breached: 1 }] as const;
  const kept = ['failsafe_flags', {}] as const;
  const taken = ['vehicle_status', { failsafe: 1, failsafe_and_user_took_over: 1 }] as const;
  const waits = ['vehicle_status', { failsafe_defer_state: 2 }] as const;
  const follows = ['vehicle_status', { failsafe: 1, failsafe_defer_state: 1 }] as const;

  test('the pilot takes over while a fence is breached, once for each time', () => {
    expect(flown(breached, follows, taken, taken, follows, taken)).toEqual([
      'fence-overridden status user-took-over',
      'fence-overridden status user-took-over',
    ]);
    expect(flown(taken, kept, follows, taken)).toEqual([]);
    expect(flown(breached, follows, kept, taken)).toEqual([]);
  });

  test('a failsafe that would hold is deferred while a fence is breached', () => {
    expect(flown(breached, waits, waits)).toEqual(['fence-overridden status failsafe-deferred']);
    expect(flown(kept, waits)).toEqual([]);
  });
});

describe('which fence is loaded', () => {
  const status = (id: number, ready = 1): FieldValues => ({ geofence_id: id, status: ready });

  test('another one, or none: told by a count, never by its id', () => {
    const rows = [status(0xdeadbeef), status(0xdeadbeef, 0), status(7), status(7), status(0, 0), status(0), status(7)];
    expect(told(of('geofence_status', rows))).toEqual([
      'fence-setting status loaded-fence 0',
      'fence-setting status loaded-fence 1',
      'fence-cleared status ',
      'fence-setting status loaded-fence 2',
    ]);
  });

  test('not while it is still being read', () => {
    const signals = told(of('geofence_status', [status(5), status(6, 0), status(0, 0), status(5)]));
    expect(signals).toEqual(['fence-setting status loaded-fence 0']);
  });

  test('where there never was one, nothing', () => {
    expect(told(of('geofence_status', [status(0), status(0, 0), status(0)]))).toEqual([]);
  });

  test('by one topic only', () => {
    const writer = start('geofence_status', 'mission_result').subscribe('geofence_status').subscribe('mission_result');
    writer.data('geofence_status', status(5)).data('mission_result', { geofence_id: 0 });
    writer.data('geofence_status', status(6)).data('mission_result', { geofence_id: 5 });
    expect(told(writer)).toEqual(['fence-setting status loaded-fence 0', 'fence-setting status loaded-fence 1']);
    expect(told(of('mission_result', [{ geofence_id: 9 }, { geofence_id: 0 }])).at(-1)).toBe('fence-cleared status ');
  });
});

describe('commands', () => {
  const enable = (param1: number, param2 = 0): FieldValues => ({ command: 207, param1, param2 });
  const arm = (param1: number, param2: number): FieldValues => ({ command: 400, param1, param2 });

  test.each([
    [enable(1), 'fence-on command '],
    [enable(0), 'fence-off command '],
    [enable(2), 'fence-off command floor'],
    [enable(1, 5), 'fence-on command height,polygon'],
    [enable(0, 15), 'fence-off command height,circle,polygon,floor'],
    [enable(1, 16), 'fence-on command '],
    [enable(1, 17), 'fence-on command '],
    [arm(1, 21_196), 'fence-overridden command forced-arming'],
  ])('%o', (row, signal) => {
    expect(told(of('vehicle_command', [row]))).toEqual([signal]);
    const old =
      'vehicle_command:uint64_t timestamp;float param1;float param2;float param3;float param4;double param5;double param6;float param7;uint16_t command;';
    expect(told(of('vehicle_command', [row], old))).toEqual([signal]);
  });

  test.each([
    ['of another number', { command: 208, param1: 1 }],
    ['with no value that there is', enable(3)],
    ['with none', enable(Number.NaN)],
    ['to arm, not by force', arm(1, 0)],
    ['to disarm by force', arm(0, 21_196)],
  ])('%s tell nothing', (_, row) => {
    expect(told(of('vehicle_command', [row]))).toEqual([]);
  });

  const answered = (...steps: readonly (FieldValues & { readonly result?: number })[]): string[] => {
    const writer = start('vehicle_command', 'vehicle_command_ack')
      .subscribe('vehicle_command')
      .subscribe('vehicle_command_ack');
    for (const step of steps) writer.data('result' in step ? 'vehicle_command_ack' : 'vehicle_command', step);
    return told(writer).filter((signal) => signal.includes('acknowledgement'));
  };

  test('are obeyed when the answer says so', () => {
    expect(answered(enable(0), { command: 207, result: 0 })).toEqual(['fence-off acknowledgement ']);
    expect(answered(arm(1, 21_196), { command: 400, result: 5 }, { command: 400, result: 0 })).toEqual([
      'fence-overridden acknowledgement forced-arming',
    ]);
  });

  test('are not where it says no, is to another command, is the second to one, or nobody asked', () => {
    expect(answered(enable(0), { command: 207, result: 3 }, { command: 207, result: 0 })).toEqual([]);
    expect(answered(enable(0), { command: 400, result: 0 })).toEqual([]);
    expect(answered(enable(1), ...[0, 0].map((result) => ({ command: 207, result }))).length).toBe(1);
    expect(answered(arm(1, 21_196), arm(1, 0), { command: 400, result: 0 })).toEqual([]);
    expect(answered({ command: 207, result: 0 })).toEqual([]);
  });
});

describe('texts', () => {
  test.each([
    ['[navigator] Geofence violation', ''],
    ['[commander] Geofence violation! Flight terminated\t', ''],
    ['Geofence violation: flight termination', ''],
    ['Preflight Fail: Geofence violation', ''],
    ['[health_and_arming_checks] Geofence violation: exceeding maximum distance to Home', 'circle'],
    ['Geofence: exceeding maximum altitude above Home', 'height'],
    ['Geofence: approaching or outside geofence', 'polygon'],
    ['[navigator] Maximum altitude above home exceeded by 12.5 m', 'height'],
    ['[navigator] Maximum distance from home exceeded by 3.0 m\t', 'circle'],
    ['Geofence exceeded max vertical distance by 4 m', 'height'],
    ['Arming denied, vehicle outside geofence', ''],
    ['Preflight Fail: Vehicle outside geofence', ''],
  ])('%s', (text, about) => {
    const signal = `fence-breach message ${about}`;
    expect(told(start().logged(START_US, text))).toEqual([signal]);
    expect(told(start().tagged(START_US, text))).toEqual([signal]);
  });

  test('other texts, of fences too, tell of no breach', () => {
    const writer = start();
    const texts = [
      'Geofence imported',
      'Geofence violation for waypoint 3',
      'Reposition is outside geofence',
      "Geofence invalid, doesn't contain Home position",
      'Approaching on Geofence',
      'Arming denied! Geofence RTL requires valid home',
      'Armed by RC',
    ];
    for (const text of texts) writer.logged(START_US, text);
    expect(told(writer)).toEqual([]);
  });
});

test('with the time and the place in the log', () => {
  const writer = of('geofence_result', []);
  const offset = writer.bytes().length;
  writer.data('geofence_result', { timestamp: 123_456_789n, geofence_max_alt_triggered: 1 });
  const signals = surveyed(writer.bytes());
  expect(signals.find(({ kind }) => kind === 'fence-breach')).toEqual({
    ...{ kind: 'fence-breach', evidence: 'status', about: 'height' },
    ...{ timeUs: 123_456_789, offset, sender: 0, vehicle: 0 },
  });
});

test('fields of another type are not read, and topics without what is needed tell nothing', () => {
  const format = (topic: string, fields: string): string => `${topic}:uint64_t timestamp;${fields}`;
  expect(
    told(of('geofence_result', [{ geofence_violated: 1 }], format('geofence_result', 'float geofence_violated;'))),
  ).toEqual([]);
  expect(told(of('failsafe_flags', [{ a: 1 }], format('failsafe_flags', 'bool a;')))).toEqual([]);
  expect(told(of('vehicle_command', [{ command: 207 }], format('vehicle_command', 'uint32_t command;')))).toEqual([]);
  expect(told(of('mission', [{ geofence_id: 7 }], format('mission', 'uint16_t geofence_id;')))).toEqual([]);
});

test('logs without a fence tell nothing, and only schemas that can are asked', () => {
  expect(surveyed(smallLog())).toEqual([]);
  const writer = start('failsafe_flags', 'cpuload', 'vehicle_attitude');
  const log = ['failsafe_flags', 'cpuload', 'vehicle_attitude']
    .reduce((to, topic) => to.subscribe(topic).data(topic, { timestamp: START_US }), writer)
    .parameter('MC_ROLL_P', 1)
    .parameter('MC_ROLLRATE_P', 1)
    .bytes();
  const decoder = ulogFormat().createDecoder();
  decoder.window(log, 0, log.length, true);
  const asked: string[] = [];
  for (let found = decoder.next(); found !== Found.more; found = decoder.next())
    if (found === Found.schema && decoder.schema.signals === true) asked.push(decoder.schema.message);
  // Of parameters those whose name is as long as one of the fence's.
  expect(asked).toEqual(['failsafe_flags', '(parameter)']);
});
