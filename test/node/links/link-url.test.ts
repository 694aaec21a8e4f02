import { describe, expect, it } from 'vitest';
import { FlightveilError } from '../../../src/model/errors.ts';
import { isLocal, parseLink, type Side } from '../../../src/node/links/link-url.ts';

const placeOf = (text: string, side: Side = 'to') => parseLink(text, side).place;

describe('a link', () => {
  it.each([
    ['udp://:14550', { kind: 'udp-server', bind: undefined, port: 14550 }],
    ['udp://:14550?bind=::1', { kind: 'udp-server', bind: '::1', port: 14550 }],
    ['udp://relay.example.org:14550', { kind: 'udp-client', host: 'relay.example.org', port: 14550 }],
    ['tcp://:5760/', { kind: 'tcp-server', bind: undefined, port: 5760 }],
    ['tcp://[2001:db8::7]:5760', { kind: 'tcp-client', host: '2001:db8::7', port: 5760 }],
    ['tcp://localhost:5760', { kind: 'tcp-client', host: '127.0.0.1', port: 5760 }],
    ['serial:///dev/ttyACM0', { kind: 'serial', path: '/dev/ttyACM0', baud: 57_600 }],
    ['serial:///dev/ttyUSB0?baud=9600', { kind: 'serial', path: '/dev/ttyUSB0', baud: 9600 }],
    ['serial://COM3', { kind: 'serial', path: 'COM3', baud: 57_600 }],
    ['file:flight 1%.tlog', { kind: 'file', path: 'flight 1%.tlog', rate: 'real' }],
    ['-', { kind: 'stdio' }],
    ['stdio:', { kind: 'stdio' }],
  ])('%s is understood', (text, place) => {
    expect(placeOf(text)).toEqual(place);
  });

  it.each(['tcp://c:1', 'tcp://:1', 'udp://c:1', 'udp://:1'])('%s cannot promise to drop nothing', (link) => {
    expect(() => parseLink(`${link}?drop=never`, 'to')).toThrow('its parameter drop cannot be never');
    expect(parseLink('serial:///dev/x?drop=never', 'to').drop).toBe('never');
    expect(parseLink('file:x?drop=never', 'to').drop).toBe('never');
  });

  it('has parameters of its side', () => {
    expect(parseLink('file:a.tlog?rate=full&format=tlog', 'from')).toMatchObject({
      ...{ name: 'file:a.tlog', format: 'tlog' },
      place: { rate: 'full' },
    });
    expect(parseLink('serial:///dev/x?format=nmea&of=operator&baud=4800', 'from').of).toBe('operator');
    const link = parseLink(
      'tcp://c:1?for=a-b&recipient=c&level=dynamics&queue=7&drop=newest&allow=A,COMMAND_LONG:B',
      'to',
    );
    expect(link).toMatchObject({
      ...{ purpose: 'a-b', recipient: 'c', level: 'dynamics', queue: 7, drop: 'newest' },
      allow: ['A', 'COMMAND_LONG:B'],
    });
  });

  it.each([
    ['', 'of no known kind'],
    ['http://a:1', 'of no known kind'],
    ['udp://', 'no host and port'],
    ['udp://host', 'no host and port'],
    ['udp://host:', 'no host and port'],
    ['udp://:65536', 'its port'],
    ['tcp://host:0', 'its port'],
    ['tcp://host:99999', 'its port'],
    ['tcp://ho st:1', 'its host'],
    ['tcp://-a:1', 'its host'],
    ['tcp://::1:5760', 'no host and port'],
    ['tcp://[1.2.3.4]:1', 'no IPv6 address'],
    ['tcp://host:1/path', 'no host and port'],
    ['tcp://:1?bind=localhost', 'bind is no IP address'],
    ['tcp://host:1?bind=1.2.3.4', 'bind has no meaning'],
    ['serial://ttyUSB0', 'names no port'],
    ['serial:///dev/x?baud=fast', 'baud'],
    ['serial:///dev/x?baud=0', 'baud'],
    ['file:', 'names no file'],
    ['file:a?rate=full', 'rate has no meaning'],
    ['-?baud=9600', 'baud has no meaning'],
    ['udp://:1?speed=3', 'unknown'],
    ['udp://:1?queue=1&queue=2', 'twice'],
    ['udp://:1?queue=0', 'queue'],
    ['udp://:1?queue=1e3', 'queue'],
    ['udp://:1?drop=oldest', 'drop'],
    ['udp://:1?format=ubx', 'format'],
    ['udp://:1?allow=', 'allow is empty'],
    ['udp://:1?allow=A,,B', 'empty name'],
    ['udp://:1?of=operator', 'of has no meaning'],
  ])('%s is refused: %s', (text, words) => {
    expect(() => parseLink(text, 'to')).toThrow(words);
    expect(() => parseLink(text, 'to')).toThrow(FlightveilError);
  });

  it('has no user and no password, and an error does not repeat them', () => {
    for (const link of ['tcp://anna:secret@host:1', 'udp://secret@:1', 'tcp://host:1?password=secret', 'secret://x']) {
      try {
        parseLink(link, 'from');
        expect.unreachable();
      } catch (error) {
        expect((error as FlightveilError).code).toBe('usage');
        expect(`${(error as FlightveilError).message} ${(error as FlightveilError).advice}`).not.toContain('secret');
      }
    }
  });

  it.each([
    ...['-', 'file:x', 'serial:///dev/x', 'tcp://localhost:1', 'tcp://127.0.0.9:1', 'tcp://[::1]:1'],
    ...['tcp://:1?bind=127.0.0.1', 'udp://:1?bind=::1'],
  ])('%s stays on this machine', (text) => {
    expect(isLocal(placeOf(text))).toBe(true);
  });

  it.each([
    ...['tcp://:1', 'udp://:1', 'tcp://:1?bind=0.0.0.0', 'udp://:1?bind=::', 'tcp://192.168.1.1:1', 'tcp://host:1'],
    ...[
      'tcp://127.1:1',
      'tcp://127.0.0.1.example.org:1',
      'tcp://[::ffff:127.0.0.1]:1',
      'tcp://[::]:1',
      'tcp://0.0.0.0:1',
    ],
    ...['tcp://0:1', 'tcp://localhost.example.org:1', 'tcp://2130706433:1'],
  ])('%s may lead to other machines', (text) => {
    expect(isLocal(placeOf(text))).toBe(false);
  });
});
