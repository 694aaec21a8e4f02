import type { FormatSubject, NamedDisclosure, NamedLog, Secrets } from '../suite/subject.ts';
import { level, levelWith } from '../suite/subject.ts';
import { MAX_TAUGHT, toyFormat } from './toy-format.ts';
import { ToyWriter, toyMessages, toyRecord } from './toy-writer.ts';

const engineering = level('engineering');
const full = level('full');
const both: readonly NamedDisclosure[] = [engineering, full];
const START_US = 1_690_000_000_000_000n;

/** The toy format as the suite takes it. */
export const toySubject: FormatSubject = {
  name: 'toy',
  format: toyFormat,
  makeLog: toyLog,
  smallLog: smallLog(),
  samples: [
    { name: 'numbers that are taught again', log: redefinedLog() },
    { name: 'junk and damage', log: damagedLog() },
  ],
  secrets: [
    { name: 'place', hiddenBy: [engineering], shownBy: full },
    { name: 'height', hiddenBy: [engineering], shownBy: full },
    { name: 'home', hiddenBy: [engineering], shownBy: full },
    { name: 'date', hiddenBy: [engineering], shownBy: full },
    { name: 'boot', hiddenBy: [engineering], shownBy: full },
    { name: 'serial', hiddenBy: [levelWith('engineering', { device: 'none' })], shownBy: engineering },
    { name: 'person', hiddenBy: [engineering], shownBy: full },
    { name: 'environment', hiddenBy: [engineering], shownBy: full },
    { name: 'text', hiddenBy: [engineering], shownBy: full },
    { name: 'templated', hiddenBy: [engineering], shownBy: full },
    { name: 'setting', hiddenBy: [engineering], shownBy: full },
    { name: 'zone', hiddenBy: [engineering], shownBy: full },
    { name: 'tunnel', hiddenBy: both },
    { name: 'traffic', hiddenBy: both },
    { name: 'password', hiddenBy: both },
    { name: 'unknown', hiddenBy: both },
    { name: 'remains', hiddenBy: both },
  ],
  filledLog(fill) {
    const writer = new ToyWriter();
    for (const [index, message] of Object.keys(toyMessages).entries()) writer.define(index + 1, message);
    for (let round = 0; round < 4; round++) {
      for (const message of Object.keys(toyMessages))
        writer.body(message, fill(message, writer.fieldsOf(message), round));
    }
    return writer.bytes();
  },
  plants: [
    {
      name: 'the name of a message that is not in the catalog',
      log: new ToyWriter().define(1, 'SPYGLASS', 'time u64, volts f32').record('SPYGLASS', { volts: 1 }).bytes(),
      pattern: Buffer.from('SPYGLASS'),
      hiddenBy: both,
    },
    {
      name: 'the name of a field that is not in the catalog',
      log: new ToyWriter().define(1, 'BATTERY', 'uptime u32, volts f32, pilotnme u8').record('BATTERY', {}).bytes(),
      pattern: Buffer.from('pilotnme'),
      hiddenBy: both,
    },
    {
      name: 'the definition of a message that says nothing any more',
      log: new ToyWriter().define(1, 'HOME').record('HOME', { time: START_US, lat: 47.1, lon: 8.2 }).bytes(),
      pattern: Buffer.from('HOME'),
      hiddenBy: [engineering],
    },
    {
      name: 'what follows a name in a definition',
      log: new ToyWriter().raw(toyRecord(0, unclean())).define(2, 'BATTERY').record('BATTERY', { volts: 1 }).bytes(),
      pattern: Buffer.from('SPY'),
      hiddenBy: both,
    },
  ],
  nested: nestedLogs(),
  overlong: [
    {
      name: 'in the middle',
      log: new ToyWriter()
        .define(1, 'BATTERY')
        .record('BATTERY', { uptime: 5, volts: 11 })
        .raw(Uint8Array.of(0xa7, 1, 0xff))
        .raw(repeat(30, () => new ToyWriter().define(1, 'BATTERY').record('BATTERY', { volts: 12 }).bytes()))
        .bytes(),
      frames: 62,
    },
    {
      name: 'at the end',
      log: new ToyWriter()
        .define(1, 'BATTERY')
        .record('BATTERY', { volts: 12 })
        .raw(Uint8Array.of(0xa7, 1, 9))
        .bytes(),
      frames: 2,
    },
  ],
  hostile: [
    { name: 'start bytes', log: Uint8Array.of(0xa7) },
    { name: 'long claims', log: Uint8Array.of(0xa7, 0, 0xff) },
    { name: 'definitions with wrong sums', log: wrongSum(new ToyWriter().define(1, 'BATTERY').bytes()) },
    { name: 'one definition', log: new ToyWriter().define(1, 'BATTERY').bytes() },
    { name: 'records of a type that nobody taught', log: toyRecord(77, new Uint8Array(3)) },
  ],
  manySchemas: {
    log: (count) =>
      repeat(count, (index) => new ToyWriter().define(1 + (index % 255), nameOf(index), 'time u64').bytes()),
    // Definitions of one field, the only ones here, have one schema between them.
    most: MAX_TAUGHT + 1,
  },
  isClassified: (_, body) =>
    ['ATC_RAT_RLL_P', 'COMPASS_DEC'].includes(Buffer.from(body.subarray(0, 16)).toString().replace(/\0.*/, '')),
};

/** A flight of a minute. Every secret has a share of its own in the values; `variant` 0 is the plain flight. */
function toyLog(secrets: Secrets): Uint8Array {
  const of = (name: string): number => secrets[name] ?? 0;
  const writer = new ToyWriter();
  const start = START_US + BigInt(of('date')) * 86_399_000_000n;
  let now = start;
  for (const [index, message] of Object.keys(toyMessages).entries()) writer.define(index + 1, message);
  writer.define(40, 'GADGET', 'time u64, secret u32');
  for (let second = 0; second < 60; second++) {
    now += 1_000_003n;
    const lat = 471_234_567 + second * 113 + of('place') * 998_877;
    const lon = 81_234_567 - second * 71 - of('place') * 887_799;
    writer
      .record('FIX', { time: now, lat, lon, quality: 3 })
      .record('TRACK', { time: now, lat, lon, height: 400 + second + 31 * of('height'), seen: 11, load: 500 + second })
      .record('ATTITUDE', { time: now, roll: 0.01 * second, pitch: -0.02, yaw: 1 + of('place') })
      .record('BATTERY', { uptime: 45_000 + second * 1000 + of('boot') * 7_000, volts: 12 - second * 0.01, amps: 90 })
      .record('FIELD', {
        time: now,
        north: 210 + of('environment'),
        air: 950 + of('environment'),
        ground: 380,
        shake: 2,
      })
      .record('STEP', { time: now, kind: second % 5, value: stepValue(second % 5, of) })
      .record('TRAFFIC', { time: now, lat: 1 + of('traffic'), sign: `HB${of('traffic')}` })
      .record('TUNNEL', { time: now, payload: new Uint8Array(64).fill(1 + of('tunnel')), rate: 9 })
      .record('GADGET', { time: now, secret: of('unknown') });
    if (second % 10 !== 0) continue;
    writer
      .record('HOME', { time: now, lat: 47.1 + of('home'), lon: 8.1 + of('home') })
      .record('NOTE', { time: now, text: `Hello from street ${of('text')}` })
      .record('NOTE', { time: now, text: `ArduCopter V4.${of('templated')}` })
      .record('SETTING', { name: 'ATC_RAT_RLL_P', value: 0.135 })
      .record('SETTING', { name: 'COMPASS_DEC', value: 0.1 + of('setting') })
      .record('ZONE', { time: now, event: 2, area: 5 + of('zone') })
      .record('PASS', { key: `secret ${of('password')}` })
      .record('DEVICE', {
        time: now,
        serial: `SN${1000 + of('serial')}\0${of('remains')}`,
        build: 77n + BigInt(of('serial')),
        owner: `Owner ${of('person')}`,
        address: 4 + of('person'),
        sensors: 15,
      });
  }
  return writer.bytes();
}

function stepValue(kind: number, of: (name: string) => number): number {
  if (kind === 3) return 80;
  return kind === 1 || kind === 2 ? 470_000_000 + of('place') : 7 + of('tunnel');
}

function smallLog(): Uint8Array {
  return new ToyWriter()
    .define(1, 'BATTERY')
    .record('BATTERY', { uptime: 45_000, volts: 12.5, amps: -1 })
    .raw(Buffer.from('junk \xa7\x01\x0a and more', 'latin1'))
    .define(2, 'TRACK')
    .record('TRACK', { time: START_US, lat: 471_234_567, lon: 81_234_567, height: 433.5, seen: 12, load: 310 })
    .raw(wrongSum(toyRecord(1, new Uint8Array(10))))
    .record('BATTERY', { uptime: 46_000, volts: 12.4, amps: 30 })
    .raw(toyRecord(9, new Uint8Array(6)))
    .define(3, 'HOME')
    .record('HOME', { time: START_US, lat: 47.5, lon: 8.5 })
    .define(3, 'ATTITUDE')
    .record('ATTITUDE', { time: START_US + 20_000n, roll: 0.5, pitch: 0.25, yaw: 3 })
    .raw(toyRecord(2, new Uint8Array(4)))
    .record('TRACK', { time: START_US + 50_000n, lat: 471_234_599, lon: 81_234_500, height: 434, seen: 12, load: 320 })
    .define(4, 'SETTING', 'name text16, value f32')
    .record('SETTING', { name: 'ATC_RAT_RLL_P', value: 0.135 })
    .raw(Uint8Array.of(0xa7, 0xa7, 0x01))
    .bytes();
}

function redefinedLog(): Uint8Array {
  const writer = new ToyWriter();
  for (let turn = 0; turn < 6; turn++) {
    const time = START_US + BigInt(turn) * 1_000_000n;
    writer.define(1, 'TRACK').record('TRACK', { time, lat: 47, lon: 8, height: 3, seen: 4, load: 5 });
    writer.define(1, 'HOME').record('HOME', { time, lat: 47.5, lon: 8.5 });
    writer.define(1, 'BATTERY').record('BATTERY', { uptime: 1000 + turn, volts: 11, amps: 3 });
    writer.define(2, 'BATTERY', 'volts f64, uptime u64').record('BATTERY', { uptime: 1000 + turn, volts: 11 });
    writer.define(1, 'GADGET', 'volts f64, uptime u64').record('GADGET', { uptime: 1000 + turn, volts: 11 });
  }
  return writer.bytes();
}

function damagedLog(): Uint8Array {
  const log = toyLog({}).subarray(0, 9000).slice();
  for (let at = 1500; at < log.length; at += 311) log[at]! ^= 0x55;
  return log;
}

function nestedLogs(): (NamedLog & { message: string })[] {
  const inner = new ToyWriter().define(1, 'BATTERY');
  const start = (): ToyWriter => new ToyWriter().define(1, 'BATTERY').define(2, 'TUNNEL').define(3, 'ATTITUDE');
  const record = new ToyWriter().define(1, 'BATTERY').record('BATTERY', { uptime: 9, volts: 12 }).bytes();
  const frame = record.subarray(inner.bytes().length);
  const payload = new Uint8Array(64);
  payload.set(frame, 20);
  payload.set(frame, 20 + frame.length);
  const outer = start().record('TUNNEL', { payload, rate: 4 }).bytes();
  const tunnel = outer.subarray(start().bytes().length);
  const attitude = start().record('ATTITUDE', { roll: 1 }).bytes().subarray(start().bytes().length);
  const around = (...pieces: Uint8Array[]): Uint8Array => {
    const writer = start().raw(attitude);
    for (const piece of pieces) writer.raw(piece);
    return writer.bytes();
  };
  const logs: Record<string, Uint8Array> = {
    'a right frame': around(tunnel, attitude),
    'a frame of an unknown type': around(toyRecord(99, payload), attitude),
    'a frame with a wrong sum': around(wrongSum(tunnel), attitude),
    'a frame with a wrong sum, at the end': around(wrongSum(tunnel)),
    'a frame that the end cuts off': around(tunnel.subarray(0, tunnel.length - 5)),
  };
  return Object.entries(logs).map(([name, log]) => ({ name, log, message: 'BATTERY' }));
}

/** A definition with letters behind the NUL of its name. */
function unclean(): Uint8Array {
  const definition = new ToyWriter().define(1, 'BATTERY').bytes().slice(3, -2);
  definition.set(Buffer.from('SPY'), 10);
  return definition;
}

function wrongSum(record: Uint8Array): Uint8Array {
  const wrong = record.slice();
  wrong[wrong.length - 1]! ^= 0x40;
  return wrong;
}

function repeat(times: number, make: (index: number) => Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.concat(Array.from({ length: times }, (_, index) => make(index))));
}

/** Letters only, another name for every number. */
function nameOf(index: number): string {
  return Array.from(String(index), (digit) => String.fromCharCode(0x41 + Number(digit))).join('');
}
