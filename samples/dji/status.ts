import { product } from './details.ts';
import { percentOf, type Recording } from './motion.ts';
import { accountOf } from './secrets.ts';

const FULL_MAH = 5200;
/** The same in all flights: how old the battery is, is released with its voltage. */
const CYCLES = 33;

/** Batteries, camera, serial numbers, firmware. */
export function recordStatus({ rows, secrets, device, version }: Recording): void {
  const first = rows.span.fromS;
  const components = [
    [1, device.camera],
    [2, device.aircraft],
    [3, device.controller],
    [4, device.battery],
  ] as const;
  for (const [component, serial] of components) {
    const seconds = first + 0.001 * component;
    rows.once(seconds, 'COMPONENT_SERIAL', { component, length: serial.length, serial });
  }
  const room = version < 8 ? 10 : 16;
  const recover = {
    ...{ product: product.type, platform: product.platform, app: product.app, name: secrets.aircraftName },
    ...{ aircraft: device.aircraft.slice(0, room), camera: device.camera.slice(0, room) },
    ...{ controller: device.controller.slice(0, room), battery: device.battery.slice(0, room) },
  };
  rows.every('RECOVER', 0.2, () => ({ ...recover, time: BigInt(device.activatedS) }));
  const senders = [1, 3, 4, 6, 11];
  const entries = senders.flatMap((sender, index) => [sender, index, ...device.firmware]);
  for (const told of senders.keys()) {
    rows.once(first + 0.04 + 0.001 * told, 'FIRMWARE', { entries: entries.slice(0, 6 * (told + 1)) });
  }
  rows.every('MC_PARAMS', 0.5, () => ({ failSafe: 2, avoidance: 7 }));
  rows.every('CAMERA', 1, ({ seconds }) => ({
    ...{ connection: 0x43, card: 0x02, workMode: 1, capacity: 60_906, left: 41_218, photosLeft: 3120 },
    ...{ videoLeft: 3870, recorded: Math.floor(seconds - first), kind: 20 },
  }));
  rows.every('CENTER_BATTERY', 1, ({ state }) => {
    const cell = Math.round((1000 * state.batteryV) / 4);
    return {
      ...{ percent: percentOf(state), voltage: 4 * cell, capacity: FULL_MAH - Math.round(state.consumedMah) },
      ...{ fullCapacity: FULL_MAH, life: 97, discharges: CYCLES, current: -Math.round(1000 * state.currentA) },
      ...{ cells: [cell, cell, cell, cell, 0, 0], serial: device.batteryNumber, date: device.batteryDate },
      ...{ temperature: 3015, connection: 1, learned: 4, lastLearned: 2 },
    };
  });
  rows.every('SMART_BATTERY', 1, ({ state }) => {
    const distanceM = Math.hypot(state.north, state.east);
    return {
      ...{ usefulTime: 1210, goHomeTime: Math.round(distanceM / 8 + 20), landTime: Math.round(state.height / 2) },
      ...{ goHomeBattery: Math.round(distanceM / 40 + 9), landBattery: 8, safeRadius: 3100 - distanceM },
      ...{ consumed: state.consumedMah, status: 0, voltage: Math.round(1000 * state.batteryV) },
      ...{ percent: percentOf(state), lowWarning: 0x80 | 30, seriousWarning: 0x80 | 10 },
    };
  });
  rows.once(first + 0.06, 'BATTERY_STATIC', {
    ...{ kind: 1, index: 1, designed: FULL_MAH, cycles: CYCLES, fullVoltage: 17_600, life: 97, batteryType: 1 },
    ...{
      serial: device.batteryNumber,
      unknown2: device.draws.bytes('battery', 15),
      version: device.draws.bytes('v', 8),
    },
  });
  rows.every('BATTERY_DYNAMIC', 1, ({ state }) => ({
    ...{ kind: 2, index: 1, voltage: Math.round(1000 * state.batteryV), current: -Math.round(1000 * state.currentA) },
    ...{ fullCapacity: FULL_MAH, left: FULL_MAH - Math.round(state.consumedMah), temperature: 301, cellCount: 4 },
    percent: percentOf(state),
  }));
  rows.every('BATTERY_CELLS', 1, ({ state }) => {
    const cell = Math.round((1000 * state.batteryV) / 4);
    return { kind: 3, index: 1, cellCount: 4, cells: [cell, cell, cell, cell] };
  });
  rows.every('OFDM', 1, ({ noise }) => ({
    signal: 0x80 | Math.max(0, Math.min(100, Math.round(92 + 3 * noise('s')))),
  }));
}

/** Bytes that the app leaves behind the details. */
export function leftBehind({ secrets, device }: Recording): Uint8Array {
  const { digest, uuid } = accountOf(secrets);
  return Buffer.concat([Buffer.from(uuid), digest, Buffer.from(device.aircraft), Buffer.alloc(5)]);
}
