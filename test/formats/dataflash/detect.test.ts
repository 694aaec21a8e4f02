import { describe, expect, test } from 'vitest';
import { detectFormat } from '../../../src/formats/index.ts';
import { DETECT_BYTES } from '../../../src/model/format.ts';
import { mavlinkFlight } from '../mavlink/flight.ts';
import { dataflashFlight } from './flight.ts';
import { DataflashWriter } from './writer.ts';

const binary = dataflashFlight('bin', {});
const text = dataflashFlight('log', {});
const repeat = (line: string): Uint8Array => Buffer.from(line.repeat(200));
const join = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

describe('DataFlash logs are found by their content', () => {
  test.each([
    ['a binary log', binary, 'dataflash'],
    ['its beginning', binary.subarray(0, 300), 'dataflash'],
    ['a log that begins in the middle of a record', binary.subarray(50), 'dataflash'],
    ['a log behind erased flash', join(new Uint8Array(3000).fill(0xff), binary), 'dataflash'],
    ['a log of unknown messages', new DataflashWriter().define(1, 'SPY', 'f A').row('SPY', {}).bytes(), 'dataflash'],
    ['a text log', text, 'dataflash-text'],
    [
      "a text log with a ground station's header",
      join(Buffer.from('37\r\n\r\nArduCopter V3.1.5\r\n'), text),
      'dataflash-text',
    ],
    [
      'a text log without blanks',
      Buffer.from(Buffer.from(text).toString('latin1').replaceAll(', ', ','), 'latin1'),
      'dataflash-text',
    ],
    ['a .tlog', mavlinkFlight('tlog', {}), 'tlog'],
    ['raw MAVLink', mavlinkFlight('raw', {}), 'mavlink'],
    [
      'NMEA sentences',
      Buffer.from('$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n'.repeat(50), 'latin1'),
      'nmea',
    ],
  ])('%s', (_, log, name) => {
    const head = log.subarray(0, DETECT_BYTES);
    expect(detectFormat(head, head.length === log.length).name).toBe(name);
  });

  test.each([
    ['nothing but start bytes', Buffer.from([0xa3, 0x95, 0x80]).toString('latin1').repeat(300)],
    ['comma-separated values', 'time,value,remark\n1,47.1,8.2\n'.repeat(50)],
    ['a text about FMT rows', 'FMT, 128 says how others are read.\n'.repeat(50)],
  ])('not %s', (_, content) => {
    expect(() => detectFormat(Buffer.from(content, 'latin1'), true)).toThrow(
      expect.objectContaining({ code: 'unknown-format' }),
    );
  });

  test('a log in which a log is named stays what it is', () => {
    expect(detectFormat(join(text, repeat('$GPGGA,123519\r\n')), true).name).toBe('dataflash-text');
  });
});
