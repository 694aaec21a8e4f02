import { type FormatSubject, level, type NamedLog, type Plant } from '../../suite/subject.ts';
import { latin, recordOf, START_US, UlogWriter } from './writer.ts';

export const LOAD = 'cpuload:uint64_t timestamp;float load;float ram_usage;';
const HOME = 'home_position:uint64_t timestamp;double lat;double lon;';
const ATTITUDE = 'vehicle_attitude:uint64_t timestamp;float[4] q;uint8_t quat_reset_counter;uint8_t[7] _padding0;';
const TUNNEL = 'mavlink_tunnel:uint64_t timestamp;uint8_t[128] payload;';

/** Known and unknown formats, junk, wrong lengths, numbers that nothing means, a type that there is not, texts, parameters. */
export function smallLog(): Uint8Array {
  const timestamp = START_US + 40_000n;
  return new UlogWriter()
    .header()
    .format(LOAD)
    .format('gadget:uint64_t timestamp;int32_t dial;')
    .format(HOME)
    .info('char[24] sys_uuid', '000200000000383634305105')
    .raw(latin('junk \x02\0O and more'))
    .parameter('MC_ROLL_P', 6.5)
    .parameter('MY_OWN', 3, 'int32_t')
    .format(ATTITUDE)
    .subscribe('cpuload')
    .subscribe('gadget')
    .data('cpuload', { timestamp, load: 0.5, ram_usage: 0.25 })
    .data('gadget', { timestamp, dial: 77 })
    .subscribe('home_position')
    .subscribe('vehicle_attitude')
    .data('cpuload', { timestamp: timestamp + 20_000n, load: 0.375 })
    .raw(recordOf('D', new Uint8Array(12)))
    .data('home_position', { timestamp, lat: 47.5, lon: 8.5 })
    .data('vehicle_attitude', { timestamp: timestamp + 30_000n, q: [1, 0, 0, 0] })
    .raw(recordOf('X', latin('of a later version')))
    .logged(timestamp + 31_000n, '[commander] Armed by RC')
    .logged(timestamp + 32_000n, 'call me')
    .sync()
    .raw(Uint8Array.of(9, 0, 0x44, 77, 0, 1, 2, 3, 4, 5, 6, 7))
    .dropout(31)
    .raw(Uint8Array.of(0xff, 0x10, 0x44, 0, 0))
    .data('cpuload', { timestamp: timestamp + 60_000n, load: 0.625 })
    .remove('cpuload')
    .body(
      'vehicle_attitude',
      Uint8Array.from({ length: 32 }, (_, index) => (index > 24 ? 0x5a : index)),
    )
    .bytes();
}

/** As the first loggers wrote: version 0, no flags, keys with numbers. */
export function oldLog(): Uint8Array {
  const writer = new UlogWriter()
    .header(START_US, 0)
    .format(LOAD)
    .format(ATTITUDE)
    .format('esc_status:uint64_t timestamp;esc_report[3] esc;')
    .format('esc_report:uint64_t timestamp;int32_t esc_rpm;uint8_t[4] _padding0;')
    .info('char[24] perf_counter_preflight-00', 'navigator: 12 events, 0u')
    .info('char[0] perf_top_preflight-01', '')
    .parameter('MC_ROLL_P', 6.5)
    .subscribe('cpuload')
    .subscribe('esc_status');
  for (let index = 0; index < 40; index++) {
    const timestamp = START_US + BigInt(index) * 50_000n;
    writer.data('cpuload', { timestamp, load: index / 50 });
    if (index % 3 === 0) writer.data('esc_status', { timestamp, 'esc[1].esc_rpm': 4000 + index });
    if (index === 20) writer.subscribe('vehicle_attitude');
    if (index > 20) writer.data('vehicle_attitude', { timestamp, q: [1, 0, 0, index / 100] });
    if (index % 13 === 4) writer.logged(timestamp, 'GROUND START').sync();
  }
  return writer.bytes();
}

/** Behind the definitions, or nothing could be read. */
export function damaged(log: Uint8Array): Uint8Array {
  const result = log.slice();
  for (let at = 600; at < result.length; at += 211) result[at]! ^= 0x55;
  return result;
}

/** What only this format's own knowledge finds. */
export function plants(): Plant[] {
  const engineering = [level('engineering')];
  const always = [level('engineering'), level('full')];
  const start = (): UlogWriter => new UlogWriter().header().format(LOAD).format(HOME).format(ATTITUDE);
  const end = (writer: UlogWriter): Uint8Array =>
    writer.subscribe('cpuload').data('cpuload', { timestamp: START_US, load: 0.5 }).bytes();
  const plant = (name: string, writer: UlogWriter, pattern: Uint8Array | string, hiddenBy = always): Plant => ({
    name,
    log: end(writer),
    pattern: typeof pattern === 'string' ? latin(pattern) : pattern,
    hiddenBy,
  });
  const secret = Uint8Array.of(0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7);
  const padded = Uint8Array.of(...new Uint8Array(25).fill(1), ...secret);
  const attitude = (): UlogWriter => start().subscribe('vehicle_attitude');
  const inner = 'sensor_accel:uint64_t timestamp;uint8_t[7] _padding0;float x;float y;';
  return [
    plant('the name of a topic that is not in the catalog', start().format('spyglass:uint64_t timestamp;'), 'spyglass'),
    plant(
      'the name of a field that is not in the catalog',
      start().format(LOAD.replace('cpuload', 'wind').replace('load', 'spyglass')),
      'spyglass',
    ),
    plant('the name of a type that is not in the catalog', start().format('wind:spyglass timestamp;'), 'spyglass'),
    plant(
      'the subscription to a topic of which nothing is released',
      start().subscribe('home_position'),
      'A\0\0\0home_position',
      engineering,
    ),
    plant('what follows a format', start().format('wind:uint64_t timestamp; spyglass'), 'spyglass'),
    plant('a key that is not in the catalog', start().info('char[8] spyglass', 'anything'), 'spyglass'),
    plant('the value of a key that is not in the catalog', start().info('char[8] my_field', 'spyglass'), 'spyglass'),
    plant('a key with a number where it has none', start().info('char[8] sys_uuid7777', 'anything'), '7777'),
    plant(
      'the mark of a continued value',
      start().multiInfo('char[4] boot_console_output', 'text', 0x5b),
      Uint8Array.of(0x5b, 27),
    ),
    plant('the name of a parameter that nobody knows', start().parameter('SPY_GLASS', 1), 'SPY_GLASS'),
    plant(
      'the value of a parameter that tells the place',
      start().parameter('EKF2_MAG_DECL', 0.123456),
      new Uint8Array(Float32Array.of(0.123456).buffer),
      engineering,
    ),
    plant(
      'a parameter of a type that there is not',
      start().record('P', latin('\x0ddouble SPYGLS'), new Uint8Array(8)),
      'SPYGLS',
    ),
    plant('a text of somebody', start().logged(START_US, 'call 555 0100'), '555 0100', engineering),
    plant(
      'the variable part of a text',
      start().logged(START_US, 'ArduCopter V4.5.1 (deadbeef)'),
      'deadbeef',
      engineering,
    ),
    plant('what follows the end of a text', start().logged(START_US, 'GROUND START\0tail end'), 'tail end'),
    plant(
      'a text longer than texts are',
      start().logged(START_US, `GROUND START${'spyglass'.repeat(200)}`),
      'spyglass',
    ),
    plant('padding at the end of a record', attitude().body('vehicle_attitude', padded), secret),
    plant(
      'padding inside a record',
      start()
        .format(inner)
        .subscribe('sensor_accel')
        .body('sensor_accel', Uint8Array.of(...new Uint8Array(8), ...secret, ...new Uint8Array(8))),
      secret,
    ),
    plant(
      'flags that are not defined',
      new UlogWriter().header().flags({ compat: 0xd7 }).format(LOAD),
      Uint8Array.of(0xd7),
    ),
    plant(
      'offsets of appended data',
      new UlogWriter()
        .header()
        .flags({ incompat: 1, offsets: [0x1d2d3d4d5d] })
        .format(LOAD),
      Uint8Array.of(0x5d, 0x4d, 0x3d, 0x2d),
    ),
    plant(
      'the time at which the log starts',
      new UlogWriter().header(0xd1d2d3d4d5n).format(LOAD),
      Uint8Array.of(0xd5, 0xd4, 0xd3, 0xd2),
      engineering,
    ),
    plant('a record of a later version', start().record('X', latin('spyglass')), 'spyglass'),
  ];
}

/** Records in payloads, of which the surrounding record is right, of a number that nothing means, of a later version, or cut off. */
export function nestedLogs(): FormatSubject['nested'] {
  const start = (): UlogWriter =>
    new UlogWriter()
      .header()
      .format(LOAD)
      .format(ATTITUDE)
      .format(TUNNEL)
      .subscribe('cpuload')
      .subscribe('vehicle_attitude')
      .subscribe('mavlink_tunnel')
      .data('vehicle_attitude', { timestamp: START_US });
  const head = start().bytes().length;
  const one = start().data('cpuload', { timestamp: START_US, load: 3 }).bytes().subarray(head);
  const payload = new Uint8Array(128);
  payload.set([...one, ...one, ...one], 20);
  const tunnel = start().data('mavlink_tunnel', { payload }).bytes().subarray(head);
  const attitude = start().data('vehicle_attitude', { timestamp: START_US }).bytes().subarray(head);
  const unnumbered = tunnel.slice();
  unnumbered[3] = 77;
  const longer = recordOf('D', Uint8Array.of(...tunnel.subarray(3), 0));
  const logs: Record<string, readonly Uint8Array[]> = {
    'a right record': [tunnel, attitude],
    'a right record, at the end': [tunnel],
    'a record of a number that nothing means': [unnumbered, attitude],
    'two of them': [unnumbered, unnumbered, attitude],
    'one of them, at the end': [unnumbered],
    'one of them, cut off': [unnumbered.subarray(0, -5)],
    'a record of a later version': [recordOf('X', payload), attitude],
    'two of a later version': [recordOf('X', payload), recordOf('X', payload), attitude],
    'a record of a later version, cut off': [recordOf('X', payload, 200)],
    'a record that is too long for its topic': [longer, attitude],
    'a record that the end cuts off': [tunnel.subarray(0, -5)],
    'a text that is too long': [recordOf('L', Uint8Array.of(...new Uint8Array(1100), ...payload)), attitude],
    'a value that is cut off': [
      recordOf('I', Uint8Array.of(28, ...latin('uint8_t[999] hardfault_plain'), ...payload), 1028),
    ],
  };
  return Object.entries(logs).map(([name, pieces]) => ({
    name,
    log: pieces.reduce((writer, piece) => writer.raw(piece), start()).bytes(),
    message: 'cpuload',
  }));
}

export function overlongLogs(): (NamedLog & { frames: number })[] {
  const loads = (writer: UlogWriter, count: number): UlogWriter => {
    for (let index = 0; index < count; index++)
      writer.data('cpuload', { timestamp: START_US + BigInt(index), load: 1 });
    return writer;
  };
  const start = (): UlogWriter => loads(new UlogWriter().header().format(LOAD).subscribe('cpuload'), 5);
  const claims: Record<string, readonly number[]> = {
    data: [0xff, 0xf0, 0x44, 0, 0],
    'a text': [0xff, 0xf0, 0x4c],
    'a format': [0xff, 0xf0, 0x46, 0x61, 0x3a],
    'no type that there is': [0xff, 0xf0, 0x07],
    information: [0xff, 0xf0, 0x49, 5],
  };
  return Object.entries(claims).flatMap(([name, claim]) => [
    { name: `${name}, in the middle`, log: loads(start().raw(Uint8Array.from(claim)), 30).bytes(), frames: 38 },
    { name: `${name}, at the end`, log: start().raw(Uint8Array.from(claim)).bytes(), frames: 8 },
  ]);
}

/** What costs the decoder most: heads that claim much, keys and formats that nearly are some, a log that begins again and again. */
export function hostileLogs(): NamedLog[] {
  const head = new UlogWriter().header().format(LOAD).subscribe('cpuload');
  const whole = head.bytes();
  const after = (unit: readonly number[] | string): Uint8Array => {
    const bytes = typeof unit === 'string' ? latin(unit) : Uint8Array.from(unit);
    const many = Buffer.alloc(20_000, Buffer.from(bytes));
    return new Uint8Array(Buffer.concat([whole, many]));
  };
  return [
    { name: 'headers', log: new UlogWriter().header().bytes() },
    { name: 'a short log', log: whole },
    { name: 'letters of data records', log: after('D') },
    { name: 'data of a number that nothing means', log: after([4, 0, 0x44, 9, 9, 1, 2]) },
    { name: 'data of no length', log: after([2, 0, 0x44, 0, 0]) },
    { name: 'formats that claim much', log: after('\x00\x1fFa:u b;') },
    { name: 'formats without end', log: after(`\x00\x1fF${'a'.repeat(120)}`) },
    { name: 'keys that nearly are some', log: after('IIuint8_t') },
    { name: 'long keys', log: after(`\xff\x00I\xf0${'c'.repeat(10)} ${'a'.repeat(200)}`) },
    { name: 'subscriptions to nothing', log: after(`\x20\x00A${'a'.repeat(32)}`) },
    { name: 'subscriptions', log: after('\x0a\x00A\0\0\0cpuload') },
    { name: 'texts that claim much', log: after('\x00\x04L6') },
    { name: 'parameters', log: after([11, 0, 0x50, 6, 0x66, 0x6c, 0x6f, 0x61, 0x74, 0x20, 0x41, 0, 0, 0, 0]) },
    { name: 'marks of synchronization without end', log: after([8, 0, 0x53, 0x2f, 0x73, 0x13]) },
  ];
}

/** A log of so many formats and keys. */
export function manyTopics(count: number): Uint8Array {
  const writer = new UlogWriter().header();
  for (let index = 0; index < count; index++) writer.record('F', latin(`topic_${index}:uint64_t timestamp;`));
  for (let index = 0; index < count; index++)
    writer.info(`char[${1 + (index % 9)}] key_${index}`, 'x'.repeat(1 + (index % 9)));
  for (let index = 0; index < count; index++) {
    writer.record('A', Uint8Array.of(0, index & 0xff, index >>> 8), latin(`topic_${index}`));
  }
  return writer.bytes();
}
