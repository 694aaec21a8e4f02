import { readDialectXml } from '../../src/formats/mavlink/dialect-xml.ts';
import type { Format, Frame } from '../../src/model/format.ts';
import { MavlinkWriter } from '../formats/mavlink/writer.ts';
import { put } from './harness.ts';

const xml = `<?xml version="1.0"?>
<mavlink><messages><message id="52001" name="RELAY_STATE">
<field type="int32_t" name="north">x</field><field type="int32_t" name="east">x</field>
</message></messages></mavlink>`;

/** Somebody's own dialect whose table calls a latitude and a longitude values of the battery. */
export function plantedDialect(folder: string): string[] {
  const dialect = put(folder, 'own.xml', xml);
  const table = put(folder, 'own.txt', 'RELAY_STATE\n  north  power\n  east  power\n');
  return ['--dialect', dialect, '--classify', table];
}

/** A log in that dialect: a standing aircraft whose place stands in its own message, too, if `planted`. */
export function relayLog(planted: boolean): Uint8Array {
  const writer = new MavlinkWriter('tlog');
  const { id, crcExtra } = readDialectXml(xml)[0]!;
  for (let second = 0; second < 20; second++) {
    writer.timeUs += 1_000_000n;
    const [lat, lon] = [469_231_174 + 1117 * second, 76_143_902 - 2221 * second];
    const body = new Uint8Array(8);
    const view = new DataView(body.buffer);
    view.setInt32(0, planted ? lat : 7 * second + 1, true);
    view.setInt32(4, planted ? lon : 3 * second + 1, true);
    writer
      .frame('HEARTBEAT', { type: 2, autopilot: 3, base_mode: 81, system_status: 4, mavlink_version: 3 })
      .frame('GLOBAL_POSITION_INT', { time_boot_ms: 5000 + 1000 * second, lat, lon, alt: 560_000 })
      .foreign(body, { id, crcExtra });
  }
  return writer.bytes();
}

/** A format whose sealer writes a place, in 1e-7 degrees, over roll and pitch of every attitude. */
export function leakingFormat(format: Format, latitudeE7: number, longitudeE7: number): Format {
  const leak = (bytes: Uint8Array, body: number, { schema }: Frame): void => {
    if (schema.message !== 'ATTITUDE') return;
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    view.setInt32(body + 4, latitudeE7, true);
    view.setInt32(body + 8, longitudeE7, true);
  };
  return {
    ...format,
    createSealer: (state, options) => {
      const sealer = format.createSealer(state, options);
      return {
        observe: (bytes, frame) => sealer.observe(bytes, frame),
        seal: (bytes, frame, edited) => {
          leak(bytes, frame.body, frame);
          return sealer.seal(bytes, frame, edited || frame.schema.message === 'ATTITUDE');
        },
        rebuild: (bytes, frame, body, target) => {
          leak(body, 0, frame);
          return sealer.rebuild(bytes, frame, body, target);
        },
        drop: (sender) => sealer.drop(sender),
      };
    },
  };
}
