import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Survey } from '../../../src/filter/survey.ts';
import { dataflashFormats } from '../../../src/formats/dataflash/index.ts';
import { FenceState, fenceReader } from '../../../src/formats/dataflash/signals.ts';
import type { LoggedSignal } from '../../../src/model/signal.ts';
import { type Container, DataflashWriter, type Values } from './writer.ts';

/** As ArduPilot 4.7 defines them. */
const definitions: Readonly<Record<string, string>> = {
  EV: 'QB TimeUS,Id',
  ERR: 'QBB TimeUS,Subsys,ECode',
  MODE: 'QMBB TimeUS,Mode,ModeNum,Rsn',
  ARM: 'QBIBB TimeUS,ArmState,ArmChecks,Forced,Method',
  AUXF: 'QHBBHB TimeUS,function,pos,source,index,result',
  MAVC: 'QBBBBBHffffiifBB TimeUS,TS,TC,SS,SC,Fr,Cmd,P1,P2,P3,P4,X,Y,Z,Res,WL',
  PARM: 'QNff TimeUS,Name,Value,Default',
  MSG: 'QZ TimeUS,Message',
  CMD: 'QHHHffffLLfB TimeUS,CTot,CNum,CId,Prm1,Prm2,Prm3,Prm4,Lat,Lng,Alt,Frame',
  FNCE: 'QBBBLLBf TimeUS,Tot,Seq,Type,Lat,Lng,Count,Radius',
};

type Sketch = readonly [message: string, values: Values];

/** As `kind/evidence` with what it is about and its value. */
function signalsOf(
  rows: readonly Sketch[],
  container: Container = 'bin',
  own: Readonly<Record<string, string>> = {},
): string[] {
  const writer = new DataflashWriter(container);
  for (const [index, [name, fields]] of Object.entries({ ...definitions, ...own }).entries())
    writer.define(40 + index, name, fields);
  for (const [name, values] of rows) writer.row(name, values);
  return surveyed(writer.bytes(), container).map(shown);
}

function surveyed(bytes: Uint8Array, container: Container): readonly LoggedSignal[] {
  const survey = new Survey(dataflashFormats()[container === 'bin' ? 0 : 1]!);
  survey.push(bytes);
  return survey.finish().signals;
}

function shown({ kind, evidence, about, value }: LoggedSignal): string {
  return `${kind}/${evidence}${about === undefined ? '' : ` ${about}`}${value === undefined ? '' : ` = ${value}`}`;
}

const event = (Id: number): Sketch => ['EV', { Id }];
const error = (ECode: number, Subsys = 9): Sketch => ['ERR', { Subsys, ECode }];
const mode = (Rsn: number): Sketch => ['MODE', { Mode: 6, ModeNum: 6, Rsn }];
const text = (Message: string): Sketch => ['MSG', { Message }];
const command = (Cmd: number, P1: number, P2: number, Res: number): Sketch => ['MAVC', { Cmd, P1, P2, Res }];
const arm = (ArmState: number, Forced: number, Method: number): Sketch => ['ARM', { ArmState, Forced, Method }];
const knob = (whatFor: number, pos: number, result = 1): Sketch => ['AUXF', { function: whatFor, pos, result }];
const parameter = (Name: string, Value: number): Sketch => ['PARM', { Name, Value }];

const cases: Readonly<
  Record<string, readonly [title: string, rows: readonly Sketch[], expected: readonly string[]][]>
> = {
  EV: [
    ['on and off', [event(41), event(42)], ['fence-on/event', 'fence-off/event']],
    [
      'by parts',
      [76, 77, 78, 79, 80, 81, 82, 83].map(event),
      ['height', 'circle', 'floor', 'polygon'].flatMap((part) => [`fence-on/event ${part}`, `fence-off/event ${part}`]),
    ],
    ['others', [10, 11, 40, 43, 75, 84].map(event), []],
    [
      'before 4.6 the floor has events, other parts have none',
      [text('ArduCopter V4.5.7 (2a3dc4b7)'), event(41), event(80)],
      ['fence-on/event', 'fence-on/event floor'],
    ],
    [
      'from 4.6 on events of parts follow each event of the fence',
      [text('ArduPlane V4.6.2 (1ebd4d99)'), event(41), event(76), event(42), event(81)],
      ['fence-on/event height', 'fence-off/event floor'],
    ],
    [
      'while 4.6 was being made nobody knows',
      [text('ArduCopter V4.6.0-dev (1ebd4d99)'), event(42), event(81)],
      ['fence-off/event', 'fence-off/event floor'],
    ],
    ['5.0', [text('ArduCopter V5.0.0 (1ebd4d99)'), event(42), event(79)], ['fence-off/event circle']],
    ['4.7 being made', [text('ArduRover V4.7.0-dev (1ebd4d99)'), event(42), event(79)], ['fence-off/event circle']],
    ['3.9 is not newer than 4.6', [text('ArduPlane V3.9.1 (1ebd4d99)'), event(42)], ['fence-off/event']],
  ],
  ERR: [
    ['breached and ended', [error(1), error(0)], ['fence-breach/event height', 'fence-kept/event height']],
    [
      'each part, and the end of all',
      [error(2 + 4), error(8), error(0)],
      ['breach', 'kept'].flatMap((kind) => ['circle', 'polygon', 'floor'].map((part) => `fence-${kind}/event ${part}`)),
    ],
    ['the log begins within a breach', [error(0)], ['fence-kept/event']],
    ['codes without a part', [error(16)], ['fence-breach/event']],
    ['other errors', [error(1, 8), error(0, 10), error(5, 22)], []],
    [
      'breached again',
      [error(1), error(0), error(1)],
      ['fence-breach/event height', 'fence-kept/event height', 'fence-breach/event height'],
    ],
  ],
  MODE: [
    ['because of the fence', [mode(1), mode(10), mode(2)], ['fence-breach/event']],
    ['ended by an error that is resolved', [mode(10), error(0)], ['fence-breach/event', 'fence-kept/event']],
    ['back to the mode before, because the fence is off', [mode(43)], ['fence-off/event']],
    ['other reasons', [0, 9, 11, 42, 44, 55].map(mode), []],
    ['ArduPlane before 4.0 had other numbers', [text('ArduPlane V3.8.2 (8178ab40)'), mode(9)], ['fence-breach/event']],
    ['and ten was another reason', [text('ArduPlane V3.8.2 (8178ab40)'), mode(10)], []],
    [
      'ArduPlane since then',
      [text('ArduPlane V4.0.9 (c4f3f0c1)'), mode(9), error(0), mode(10)],
      ['fence-kept/event', 'fence-breach/event'],
    ],
    [
      'ArduCopter before 4.0 had not',
      [text('APM:Copter V3.5.5 (27229c83)'), mode(9), mode(10)],
      ['fence-breach/event'],
    ],
  ],
  ARM: [
    ['by force', [arm(1, 1, 1)], ['fence-overridden/event forced-arming']],
    ['disarmed by the fence', [arm(0, 0, 15)], ['fence-breach/event']],
    ['else', [arm(1, 0, 1), arm(0, 1, 1), arm(0, 0, 13), arm(1, 0, 15)], []],
  ],
  AUXF: [
    ['high is on', [knob(11, 2), knob(11, 1)], ['fence-on/switch', 'fence-off/switch']],
    ['low is off', [knob(11, 0)], ['fence-off/switch']],
    ['without success', [knob(11, 2, 0)], []],
    ['another switch', [knob(10, 2), knob(153, 0)], []],
  ],
  MAVC: [
    [
      'done',
      [command(207, 0, 0, 0), command(207, 1, 4, 0)],
      ['fence-off/acknowledgement', 'fence-on/acknowledgement polygon'],
    ],
    ['refused', [command(207, 1, 0, 4)], ['fence-on/command']],
    ['forced arming', [command(400, 1, 2989, 0)], ['fence-overridden/acknowledgement forced-arming']],
    ['others', [command(400, 1, 0, 0), command(176, 1, 0, 0), command(400, 0, 21196, 0)], []],
  ],
  PARM: [
    ['of the fence', [parameter('FENCE_ACTION', 2)], ['fence-setting/setting FENCE_ACTION = 2']],
    [
      'changed, and told again',
      [parameter('FENCE_ENABLE', 1), parameter('FENCE_ENABLE', 1), parameter('FENCE_ENABLE', 0)],
      ['fence-setting/setting FENCE_ENABLE = 1', 'fence-setting/setting FENCE_ENABLE = 0'],
    ],
    ['a switch', [parameter('RC9_OPTION', 11), parameter('RC8_OPTION', 9)], ['fence-setting/setting RC9_OPTION = 11']],
    ['others', [parameter('WPNAV_SPEED', 500), parameter('FENCE_', 1), parameter('AFS_QNH_PRESSURE', 1013)], []],
  ],
  'what is left out': [
    ['the plan', [['CMD', { CTot: 3, CNum: 1, CId: 207, Prm1: 0 }]], []],
    ['points of the fence', [['FNCE', { Tot: 4, Seq: 0, Type: 93, Lat: 471_234_567, Lng: 81_234_567 }]], []],
  ],
};

for (const [name, rows] of Object.entries(cases)) {
  describe(name, () => {
    test.each(rows)('%s', (_title, sketches, expected) => {
      expect(signalsOf(sketches)).toEqual(expected);
      expect(signalsOf(sketches, 'log')).toEqual(expected);
    });
  });
}

/** Texts that were shown over the years, and what they say; in MAVLink's STATUSTEXT they are read by the same code. */
const texts: readonly (readonly [text: string, expected: readonly string[]])[] = [
  ['Fence Breached', ['fence-breach/message']],
  ['Geofence triggered', ['fence-breach/message']],
  ['geo-fence triggered', ['fence-breach/message']],
  ['Fence TERMINATE', ['fence-breach/message']],
  ['Terminating due to fence breach', ['fence-breach/message']],
  ['PreArm: vehicle outside fence', ['fence-breach/message']],
  ['PreArm: Vehicle breaching Max Alt fence', ['fence-breach/message height']],
  ['Arm: Vehicle breaching Circle and Polygon fences', ['fence-breach/message circle', 'fence-breach/message polygon']],
  ['Polygon fence breached', ['fence-breach/message polygon']],
  [
    'Max Alt, Circle and Min Alt fences breached',
    ['fence-breach/message height', 'fence-breach/message circle', 'fence-breach/message floor'],
  ],
  ['Fence breach cleared', ['fence-kept/message']],
  ['Geofence OK', ['fence-kept/message']],
  ['Fence Enabled', ['fence-on/message']],
  ['Fence enabled (auto enabled)', ['fence-on/message']],
  ['Fence enabled. (autoenabled)', ['fence-on/message']],
  ['Set fence enabled state to 1', ['fence-on/message']],
  ['Circle fence auto-enabled', ['fence-on/message circle']],
  ['Max Alt and Circle fences auto-enabled', ['fence-on/message height,circle']],
  ['Min Alt fence enabled (auto enable)', ['fence-on/message floor']],
  ['Fence disabled', ['fence-off/message']],
  ['Fence disabled (autodisable)', ['fence-off/message']],
  ['Set fence enabled state to 0', ['fence-off/message']],
  ['Fence floor disabled (auto disable)', ['fence-off/message floor']],
  ['Min Alt fence auto-disabled', ['fence-off/message floor']],
  ['Manual recovery started', ['fence-overridden/message manual-recovery']],
  ['RC7: Fence HIGH', ['fence-on/switch']],
  ['RC12: Fence MIDDLE', ['fence-off/switch']],
  ['Geofence: exceeding maximum distance to Home', ['fence-breach/message circle']],
  ['Geofence: exceeding maximum altitude above Home', ['fence-breach/message height']],
  ['Geofence: approaching or outside geofence\t', ['fence-breach/message polygon']],
  ['[navigator] Geofence violation', ['fence-breach/message']],
  ['Geofence violation! Flight terminated', ['fence-breach/message']],
  ['Maximum altitude above home exceeded by 12.5 m', ['fence-breach/message height']],
  ['Maximum distance from home exceeded by 3 m', ['fence-breach/message circle']],
];

const otherTexts = [
  ...['New fence', 'Fence Indexed OK', 'Geofence loaded', 'Fence upload timeout', 'Dijkstra: fence disabled'],
  ...['Fence Breached at home', 'My fence breached', 'Max Alt fence in 5.0m', 'Circle fence cleared margin breach'],
  ...['Geofence violation for waypoint 3', 'Reposition is outside geofence', 'PreArm: Fence requires position'],
  ...['RC7: Fence high up', 'Mode change to AUTO denied, in fence recovery', 'RC7: RTL HIGH', 'Manual recovery'],
  ...[
    'Mission: 4 FenceEnable',
    'Fences enabled, but none selected',
    ', fence breached',
    'Max Alt,Circle fences breached',
  ],
];

describe('MSG', () => {
  test.each(texts)('%s', (Message, expected) => {
    expect(signalsOf([text(Message)])).toEqual(expected);
  });

  test.each(otherTexts)('nothing: %s', (Message) => {
    expect(signalsOf([text(Message)])).toEqual([]);
  });

  test('the end of a breach is told of what was breached', () => {
    const rows = ['Max Alt fence breached', 'Circle fence breached', 'Fence breach cleared'].map(text);
    expect(signalsOf(rows).slice(2)).toEqual(['fence-kept/message height', 'fence-kept/message circle']);
  });

  test('of a text in several rows only the first is looked at', () => {
    const own = { MSG: 'QBBZ TimeUS,ID,Seq,Message' };
    const rows: Sketch[] = [1, 0].map((Seq) => ['MSG', { ID: 4, Seq, Message: 'Circle fence breached' }]);
    expect(signalsOf(rows.slice(0, 1), 'bin', own)).toEqual([]);
    expect(signalsOf(rows, 'bin', own)).toEqual(['fence-breach/message circle']);
  });
});

test('logs of 2013 have the same numbers in other columns', () => {
  const own = {
    ...{ EV: 'B Id', ERR: 'BB Subsys,ECode', MODE: 'Mh Mode,ThrCrs', PARM: 'Nf Name,Value', MSG: 'Z Message' },
  };
  const rows: Sketch[] = [
    parameter('FENCE_ENABLE', 1),
    ['MODE', { Mode: 10 }],
    event(41),
    error(1),
    error(0),
    text('Geofence OK'),
  ];
  for (const container of ['bin', 'log'] as const) {
    expect(signalsOf(rows, container, own)).toEqual([
      'fence-setting/setting FENCE_ENABLE = 1',
      'fence-on/event',
      'fence-breach/event height',
      'fence-kept/event height',
      'fence-kept/message',
    ]);
  }
});

test('a message without the columns that matter is not asked', () => {
  const own = { EV: 'QBB TimeUS,Code,Other', ERR: 'QZB TimeUS,Subsys,ECode', AUXF: 'QHB TimeUS,function,pos' };
  const rows: Sketch[] = [
    ['EV', { Code: 41, Other: 42 }],
    ['ERR', { Subsys: '9', ECode: 1 }],
  ];
  expect(signalsOf(rows, 'bin', own)).toEqual([]);
  expect(signalsOf([['AUXF', { function: 11, pos: 2 }]], 'bin', own)).toEqual(['fence-on/switch']);
  for (const name of Object.keys(definitions)) expect(fenceReader(name, [], new FenceState())).toBeNull();
});

test('only messages that can tell something are asked', () => {
  const writer = new DataflashWriter();
  const all = { ...definitions, ATT: 'Qcc TimeUS,Roll,Pitch', GPS: 'QBI TimeUS,Status,GMS' };
  for (const [index, [name, fields]] of Object.entries(all).entries()) writer.define(40 + index, name, fields);
  for (const name of Object.keys(all)) writer.row(name, {});
  const survey = new Survey(dataflashFormats()[0]!);
  survey.push(writer.bytes());
  const asked = survey.finish().messages.filter(({ schema }) => schema.signals === true);
  const expected = ['ARM', 'AUXF', 'ERR', 'EV', 'MAVC', 'MODE', 'MSG', 'PARM'];
  expect(asked.map(({ schema }) => schema.message).sort()).toEqual(expected);
});

test('signals stand at their rows, and a log tells nothing of the one before it', () => {
  const writer = new DataflashWriter().define(40, 'ERR', definitions.ERR!);
  const start = writer.bytes().length;
  writer.row('ERR', { TimeUS: 45_000_000n, Subsys: 9, ECode: 1 });
  expect(surveyed(writer.bytes(), 'bin')).toEqual([
    {
      kind: 'fence-breach',
      evidence: 'event',
      about: 'height',
      timeUs: 45_000_000,
      offset: start,
      sender: 0,
      vehicle: 0,
    },
  ]);
  expect(signalsOf([error(0)])).toEqual(['fence-kept/event']);
});

test('whatever a text says, nothing of it gets into a signal', () => {
  const words = fc.array(
    fc.constantFrom('fence', 'Max Alt', 'Circle', ',', 'and', 'breached', 'RC7:', 'HIGH', '47.1', 'x'),
    {
      maxLength: 8,
    },
  );
  fc.assert(
    fc.property(words, (some) => {
      const Message = some.join(' ').slice(0, 64);
      for (const found of signalsOf([text(Message), ['PARM', { Name: Message.slice(0, 16), Value: 1 }]]))
        expect(found).toMatch(/^fence-(on|off|breach|kept)\/(message|switch)( (height|circle|,)+)?$/);
    }),
  );
});
