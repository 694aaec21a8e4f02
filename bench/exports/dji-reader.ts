import { DJILog, type KeychainFeaturePoint } from 'dji-log-parser-js';

/** Records as dji-log-parser-js calls them, by type; but texts, of which it leaves out some. */
const namesByType: Readonly<Record<number, string>> = {
  ...{ 1: 'OSD', 2: 'Home', 3: 'Gimbal', 4: 'RC', 5: 'Custom', 6: 'Deform', 7: 'CenterBattery', 8: 'SmartBattery' },
  ...{ 11: 'RCGPS', 13: 'Recover', 14: 'AppGPS', 15: 'Firmware', 19: 'MCParams' },
  ...{ 22: 'SmartBatteryGroup', 25: 'Camera', 33: 'VirtualStick', 40: 'ComponentSerial' },
};
/** Numbers that tell of the aircraft's motion and neither of place nor of direction: at both levels they are kept. */
const keptFields: Readonly<Record<string, readonly string[]>> = {
  OSD: ['pitch', 'roll'],
  RC: ['aileron', 'elevator', 'throttle', 'rudder'],
  Gimbal: ['pitch', 'roll'],
};

interface ReadRecord {
  readonly type: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** The log, opened for {@link readRecords}. */
export function openLog(bytes: Uint8Array): DJILog {
  return new DJILog(bytes);
}

/** All records of a log. @param keychains as the key service answers; undefined: versions before 13 need none */
export function readRecords(log: DJILog, keychains?: string): ReadRecord[] {
  if (keychains === undefined) return log.records() as unknown as ReadRecord[];
  const { data } = JSON.parse(keychains) as { data: KeychainFeaturePoint[][] };
  return log.records(data) as unknown as ReadRecord[];
}

/**
 * Holds that a reader finds as many records of each type in the output as were written, and the motion of the aircraft as it was.
 * @param counted by type of record: how many were written and withheld
 * @param isWhole the reader knows every record of the input; recorded logs have some that it refuses
 * @throws Error that names the first difference
 */
export function compareRecords(
  input: Uint8Array,
  output: Uint8Array,
  counted: ReadonlyMap<number, { readonly written: number; readonly withheld: number }>,
  isWhole: boolean,
  keychains?: string,
): { readonly records: number; readonly values: number } {
  const [before, after] = [byName(input, keychains), byName(output, keychains)];
  let records = 0;
  let values = 0;
  for (const [type, name] of Object.entries(namesByType)) {
    const { written, withheld } = counted.get(Number(type)) ?? { written: 0, withheld: 0 };
    const [all, passed] = [before.get(name) ?? [], after.get(name) ?? []];
    const isExpected = passed.length === written || (!isWhole && withheld === 0 && passed.length === all.length);
    if ((isWhole && all.length !== written + withheld) || !isExpected) {
      const told = `${written} written, ${withheld} withheld`;
      throw new Error(`${name}: ${told}, but ${all.length} in the input and ${passed.length} in the output`);
    }
    records += passed.length;
    if (withheld > 0) continue;
    for (const field of keptFields[name] ?? []) {
      passed.forEach((content, index) => {
        if (!Object.is(content[field], all[index]![field])) throw new Error(`${name} ${index}: ${field} differs`);
        values++;
      });
    }
  }
  if (values === 0) throw new Error('nothing of the motion is in the output');
  return { records, values };
}

function byName(bytes: Uint8Array, keychains?: string): Map<string, ReadRecord['content'][]> {
  const all = new Map<string, ReadRecord['content'][]>();
  const log = openLog(bytes);
  for (const { type, content } of readRecords(log, keychains)) {
    const same = all.get(type);
    if (same === undefined) all.set(type, [content]);
    else same.push(content);
  }
  log.free();
  return all;
}
