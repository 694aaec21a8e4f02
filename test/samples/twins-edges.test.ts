import { describe, expect, test, vi } from 'vitest';
import { frameOf } from '../../samples/encode.ts';
import { type FlightSecrets, flightFrames, logOf, type Sent, sampleSecrets } from '../../samples/flight.ts';
import { filterLog, firstDifference } from './compare.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Where logs begin, end and break off: what is hidden must not show there either. */

const secrets = sampleSecrets;
const frames = flightFrames(secrets, { toS: 60 });
const isTraffic = ({ message }: Sent): boolean => message === 'ADSB_VEHICLE' || message === 'COLLISION';
const isUnknown = ({ message }: Sent): boolean => message.startsWith('unknown ');

const withoutTraffic: FlightSecrets = { ...secrets, thirdParties: [] };
const withoutUnknown: FlightSecrets = { ...secrets, unknownMessages: null };

describe.each(['tlog', 'raw'] as const)('twins in a %s', (container) => {
  const release = (sent: readonly Sent[]): Uint8Array => filterLog(logOf(sent, secrets, { container }));
  const differenceOf = (one: readonly Sent[], other: readonly Sent[]): string | undefined =>
    firstDifference(release(one), release(other), container);

  test.each([
    ['other aircraft', isTraffic, withoutTraffic],
    ['messages that nobody knows', isUnknown, withoutUnknown],
  ] as const)('a log that begins in flight does not tell how often there were %s before', (_, isHidden, twin) => {
    const cut = { fromS: 31, toS: 60 };
    const before = frames.filter((sent) => isHidden(sent) && sent.atUs < cut.fromS * 1e6);
    expect(before).not.toEqual([]);
    expect(differenceOf(flightFrames(secrets, cut), flightFrames(twin, cut))).toBeUndefined();
  });

  test('a log that begins with another aircraft is the log without it', () => {
    const first = frames.findIndex(isTraffic);
    const opened = frames.slice(first);
    expect(isTraffic(opened[0]!)).toBe(true);
    const firstTimeUs = opened[0]!.atUs;
    const without = flightFrames(withoutTraffic, { toS: 60 }).filter(({ atUs }) => atUs >= firstTimeUs);
    expect(differenceOf(opened, without)).toBeUndefined();
  });

  test('a log that ends with another aircraft is the log without it', () => {
    const end = frames.findLastIndex(isTraffic);
    const kept = frames.slice(0, end + 1);
    const { atUs } = kept.at(-1)!;
    const without = flightFrames(withoutTraffic, { toS: 60 }).filter((sent) => sent.atUs <= atUs);
    expect(differenceOf(kept, without)).toBeUndefined();
  });

  test('a log that breaks off within a frame is the log without that frame', () => {
    const whole = logOf(frames.slice(0, 900), secrets, { container });
    const broken = logOf(frames.slice(0, 901), secrets, { container }).subarray(0, whole.length + 15);
    expect(firstDifference(filterLog(whole), filterLog(broken), container)).toBeUndefined();
  });

  test('a message that nobody knows leaves nothing where junk follows it', () => {
    const { sender, frame, atUs } = frames[700]!;
    const sequence = frame[4]!;
    const hole = { atUs, sender, message: 'unknown', values: {}, junk: Uint8Array.of(1, 2, 3, 4, 5, 6, 7) };
    const strange = (fill: number, length: number): Sent => ({
      ...hole,
      frame: frameOf(54_321, new Uint8Array(length).fill(fill), 77, sender, sequence),
    });
    const around = (sent: Sent): Sent[] => [...frames.slice(0, 700), sent, ...frames.slice(701)];
    expect(differenceOf(around(strange(17, 40)), around(strange(93, 201)))).toBeUndefined();
  });

  test('a message that nobody knows leaves no hole in the sequence where junk follows it', () => {
    const junk = Uint8Array.of(1, 2, 3, 4, 5, 6, 7);
    const at = frames.findLastIndex((sent) => isUnknown(sent) && sent.sender.component === 1);
    const before = frames.findLast((sent, index) => index < at && !isUnknown(sent))!;
    const withJunk = (sent: readonly Sent[], behind: number): Sent[] =>
      sent.map((one, index) => (index === behind ? { ...one, junk } : one));
    const without = flightFrames(withoutUnknown, { toS: 60 });
    const same = without.findIndex(({ atUs, message }) => atUs === before.atUs && message === before.message);
    expect(same).toBeGreaterThan(0);
    expect(differenceOf(withJunk(frames, at), withJunk(without, same))).toBeUndefined();
  });

  test('a message that nobody knows lets nothing out that is packed into it, where junk follows it', () => {
    const { sender, atUs } = frames[700]!;
    const packed = frames.find(({ message }) => message === 'STATUSTEXT')!.frame;
    const around = (payload: Uint8Array): Sent[] => {
      const strange = { atUs, sender, message: 'unknown', values: {}, junk: Uint8Array.of(1, 2, 3, 4, 5, 6, 7) };
      const frame = frameOf(54_321, payload, 77, sender, frames[700]!.frame[4]!);
      return [...frames.slice(0, 700), { ...strange, frame }, ...frames.slice(701)];
    };
    const padded = new Uint8Array(120).fill(5);
    const hiding = padded.slice();
    hiding.set(packed, 30);
    expect(differenceOf(around(padded), around(hiding))).toBeUndefined();
  });
});
