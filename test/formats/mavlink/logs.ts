import type { Container } from '../../../src/formats/mavlink/decoder.ts';
import type { FormatSubject, NamedLog, Plant } from '../../suite/subject.ts';
import { level } from '../../suite/subject.ts';
import { bodyOf, type FieldValues, layoutOf, MavlinkWriter } from './writer.ts';

const station = { system: 255, component: 190 };

/** Both versions, a signed frame, cut-off zeros, junk, a wrong checksum, an unknown id, lost frames. */
export function mavlinkSmallLog(container: Container): Uint8Array {
  const writer = new MavlinkWriter(container);
  const tick = (): MavlinkWriter => {
    writer.timeUs += 50_000n;
    return writer;
  };
  tick().frame('HEARTBEAT', {
    custom_mode: 3,
    type: 2,
    autopilot: 3,
    base_mode: 81,
    system_status: 4,
    mavlink_version: 3,
  });
  tick().frame('ATTITUDE', { time_boot_ms: 45_000, roll: 0.5, pitch: 0.25, yaw: 3 });
  tick().raw(Buffer.from('junk \xfd\x09 and \xfe more', 'latin1'));
  tick().frame('GLOBAL_POSITION_INT', { time_boot_ms: 45_050, lat: 471_234_567, lon: 81_234_567, hdg: 9000 });
  tick().frame('SYS_STATUS', { voltage_battery: 12_000, current_battery: 900, battery_remaining: 80 }, { version: 1 });
  tick().foreign(Uint8Array.of(5, 6, 7), { id: 7_654_321, crcExtra: 3 });
  tick().frame('GPS_RAW_INT', { time_usec: writer.timeUs, lat: 471_234_567, lon: 81_234_567, eph: 90, fix_type: 3 });
  tick().frame('HEARTBEAT', { type: 6, mavlink_version: 3 }, { ...station, signature: new Uint8Array(13).fill(0x5a) });
  tick().foreign(bodyOf('SYS_STATUS', { load: 400 }), { id: 1, crcExtra: 77 });
  tick().frame('STATUSTEXT', { severity: 6, text: 'GROUND START' }).lose(5);
  tick().frame('STATUSTEXT', { severity: 6, text: 'ArduCopter V4.5.1 (deadbeef)' });
  tick().frame('ATTITUDE', { time_boot_ms: 45_100 });
  tick().frame('COMMAND_LONG', { command: 16, param1: 1, param5: 47.1, param6: 8.2 }, station);
  tick().frame('RAW_IMU', { time_usec: 45_100_000n, xacc: 3, zacc: -1000, xmag: 210 });
  tick().raw(Uint8Array.of(0xfd, 0xff, 0, 0xfd));
  return writer.bytes();
}

/** Texts of every kind: with and without template, with numbers, in chunks, longer than a frame. */
export function mavlinkTexts(container: Container): Uint8Array {
  const writer = new MavlinkWriter(container);
  const say = (text: string, values: FieldValues = {}): void => {
    writer.timeUs += 100_000n;
    writer.frame('STATUSTEXT', { severity: 6, text, ...values });
  };
  for (const text of [
    'GROUND START',
    'ArduCopter V4.5.1 (deadbeef)',
    'ISR flood on pin 12',
    'Param space used: 1201/3840',
  ])
    say(text);
  for (const text of ['CRSFv3: Link rate 150Hz, Telemetry rate 25Hz', 'my own words', '']) say(text);
  sayLong(say, 'PreArm: AHRS: EKF3 Roll/Pitch inconsistent 12 deg. Wait or reboot', 7);
  sayLong(say, 'the pilot lives at the end of the long street behind the old mill', 8);
  say('PreArm: AHRS: EKF3 Yaw inconsistent 12 deg. Wait or', { id: 9, chunk_seq: 1 });
  return writer.bytes();
}

function sayLong(say: (text: string, values: FieldValues) => void, text: string, id: number): void {
  for (let chunk = 0; chunk * 50 < text.length; chunk++)
    say(text.slice(chunk * 50, chunk * 50 + 50), { id, chunk_seq: chunk });
}

/** What only the vocabularies of commands, parameters and texts find. */
export function mavlinkPlants(container: Container): Plant[] {
  const secret = 47.123456;
  const pattern = new Uint8Array(Float32Array.of(secret).buffer);
  const integer = new Uint8Array(Int32Array.of(471_234_567).buffer);
  const hiddenBy = [level('engineering')];
  const always = [level('engineering'), level('full')];
  const plant = (name: string, message: string, values: FieldValues, bytes: Uint8Array, by = hiddenBy): Plant => ({
    name,
    log: new MavlinkWriter(container)
      .frame('HEARTBEAT', { type: 2 })
      .frame(message, values)
      .frame('HEARTBEAT', { type: 2 })
      .bytes(),
    pattern: bytes,
    hiddenBy: by,
  });
  const text = (value: string): Uint8Array => new TextEncoder().encode(value);
  const signature = text('sealed by key');
  const signed: Plant = {
    name: 'a signature, which tells the time and tests keys',
    // Its number is 0, so that it needs no new one.
    log: new MavlinkWriter(container).lose(6).frame('HEARTBEAT', { type: 2 }, { signature }).bytes(),
    pattern: signature,
    hiddenBy: always,
  };
  return [
    signed,
    plant('the latitude of a waypoint command', 'COMMAND_LONG', { command: 16, param5: secret }, pattern),
    plant('the latitude of a waypoint', 'MISSION_ITEM_INT', { command: 16, x: 471_234_567, frame: 3 }, integer),
    plant(
      'a parameter of a command that nobody knows',
      'COMMAND_LONG',
      { command: 65_000, param5: secret },
      pattern,
      always,
    ),
    plant(
      'the value of a setting that tells the place',
      'PARAM_VALUE',
      { param_id: 'COMPASS_DEC', param_value: secret },
      pattern,
    ),
    plant(
      'the value of a setting that nobody knows',
      'PARAM_VALUE',
      { param_id: 'MY_OWN', param_value: secret },
      pattern,
      always,
    ),
    plant('the variable part of a text', 'STATUSTEXT', { text: 'ArduCopter V4.5.1 (deadbeef)' }, text('deadbeef')),
    plant('a text of somebody', 'STATUSTEXT', { text: 'call 555 0100' }, text('555 0100')),
    plant('what follows the end of a text', 'STATUSTEXT', { text: 'GROUND START\0tail end' }, text('tail end'), always),
  ];
}

/** Frames in payloads, of which the surrounding frame is right, damaged, unknown, or cut off. */
export function mavlinkNested(container: Container): FormatSubject['nested'] {
  const inner = new MavlinkWriter(container)
    .frame('BATTERY_STATUS', { current_consumed: 500, voltages: [4000, 4000], battery_remaining: 50 })
    .frame('BATTERY_STATUS', { current_consumed: 501, voltages: [4001, 4001], battery_remaining: 49 })
    .bytes();
  const payload = new Uint8Array(251).fill(0x11);
  payload.set(inner, 12);
  const body = bodyOf('FILE_TRANSFER_PROTOCOL', { payload });
  const { id, crcExtra } = layoutOf('FILE_TRANSFER_PROTOCOL');
  const log = (write: (writer: MavlinkWriter) => MavlinkWriter, cut = 0): Uint8Array => {
    const bytes = write(
      new MavlinkWriter(container).frame('HEARTBEAT', { type: 2 }).frame('ATTITUDE', { roll: 1 }),
    ).bytes();
    return bytes.subarray(0, bytes.length - cut);
  };
  const logs: Record<string, Uint8Array> = {
    'a right frame': log((writer) => writer.foreign(body, { id, crcExtra }).frame('HEARTBEAT', { type: 2 })),
    'a signed frame': log((writer) =>
      writer.foreign(body, { id, crcExtra, signature: new Uint8Array(13) }).frame('HEARTBEAT'),
    ),
    'a frame with a wrong checksum': log((writer) =>
      writer.foreign(body, { id, crcExtra: 1 }).frame('HEARTBEAT', { type: 2 }),
    ),
    'a frame with unknown flags': log((writer) =>
      writer.foreign(body, { id, crcExtra, incompat: 4 }).frame('HEARTBEAT'),
    ),
    'a frame of an unknown id': log((writer) =>
      writer.foreign(body, { id: 7_654_321 }).frame('HEARTBEAT', { type: 2 }),
    ),
    'a frame of an unknown id, at the end': log((writer) => writer.foreign(body, { id: 7_654_321 })),
    'a frame that the end cuts off': log((writer) => writer.foreign(body, { id, crcExtra }), 40),
  };
  return Object.entries(logs).map(([name, bytes]) => ({ name, log: bytes, message: 'BATTERY_STATUS' }));
}

export function mavlinkOverlong(container: Container): (NamedLog & { frames: number })[] {
  const beats = (writer: MavlinkWriter, count: number): MavlinkWriter => {
    for (let index = 0; index < count; index++) writer.frame('HEARTBEAT', { type: 2, custom_mode: index + 1 });
    return writer;
  };
  const stamp = container === 'tlog' ? [0, 6, 0, 0, 0, 0, 0, 0] : [];
  const claim = Uint8Array.of(...stamp, 0xfd, 0xff, 0, 0, 0, 1, 1, 30, 0, 0, 5);
  const middle = beats(beats(new MavlinkWriter(container), 5).raw(claim), 30).bytes();
  const end = beats(new MavlinkWriter(container), 5).raw(claim).bytes();
  return [
    { name: 'in the middle', log: middle, frames: 35 },
    { name: 'at the end', log: end, frames: 5 },
  ];
}
