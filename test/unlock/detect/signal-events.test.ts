import { describe, expect, test } from 'vitest';
import type { LoggedSignal } from '../../../src/model/signal.ts';
import { type Draft, joined } from '../../../src/unlock/detect/draft.ts';
import { SignalEvents } from '../../../src/unlock/detect/signal-events.ts';

type Told = Partial<LoggedSignal> & Pick<LoggedSignal, 'kind'> & { readonly s: number };

/** What a log that tells this is found to hold: `kind evidence [about] @seconds`. */
function events(...told: readonly Told[]): readonly string[] {
  const drafts: Draft[] = [];
  const found = new SignalEvents((draft) => drafts.push(draft));
  for (const { s, ...signal } of told) {
    found.take({ evidence: 'status', sender: 1, vehicle: 1, offset: 0, timeUs: s * 1e6, ...signal });
  }
  found.settle(Number.POSITIVE_INFINITY);
  return joined(drafts).map(({ kind, evidence, about, areaCode, timeUs }) =>
    [kind, evidence.join('+'), about, areaCode, `@${timeUs / 1e6}`].filter((part) => part !== undefined).join(' '),
  );
}

describe('the state of a fence', () => {
  test('a log in which it is off from first to last tells nothing', () => {
    expect(events({ s: 0, kind: 'fence-off' }, { s: 500, kind: 'fence-off' }, { s: 0, kind: 'fence-kept' })).toEqual(
      [],
    );
    expect(events({ s: 1, kind: 'fence-setting', evidence: 'setting', about: 'FENCE_ENABLE', value: 0 })).toEqual([]);
    expect(events({ s: 1, kind: 'fence-setting', evidence: 'setting', about: 'FENCE_RADIUS', value: 300 })).toEqual([]);
  });

  test('one that is on is told once, and its end when it comes', () => {
    expect(events({ s: 5, kind: 'fence-on' }, { s: 500, kind: 'fence-on' }, { s: 900, kind: 'fence-off' })).toEqual([
      'fence-enabled status @5',
      'fence-disabled status @900',
    ]);
  });

  test('that the aircraft has logged its end is news though nothing was known before; that its state is off is none', () => {
    expect(events({ s: 5, kind: 'fence-off', evidence: 'event' })).toEqual(['fence-disabled event @5']);
    expect(events({ s: 5, kind: 'fence-off', evidence: 'setting' })).toEqual([]);
  });

  test('an order, its acknowledgement and the state that follows are one event; an order alone is one too', () => {
    expect(
      events(
        { s: 0, kind: 'fence-on' },
        { s: 60, kind: 'fence-off', evidence: 'command', sender: 255 },
        { s: 60.2, kind: 'fence-off', evidence: 'acknowledgement' },
        { s: 61, kind: 'fence-off' },
        { s: 200, kind: 'fence-on', evidence: 'command', sender: 255 },
      ),
    ).toEqual([
      'fence-enabled status @0',
      'fence-disabled command+acknowledgement+status @60',
      'fence-enabled command @200',
    ]);
  });

  test('off, on and off again by order within seconds are three events; the same order twice is one', () => {
    const order = { evidence: 'command', sender: 255 } as const;
    expect(
      events(
        { s: 0, kind: 'fence-off', ...order },
        { s: 1, kind: 'fence-off', ...order },
        { s: 2, kind: 'fence-on', ...order },
        { s: 4, kind: 'fence-off', ...order },
      ),
    ).toEqual(['fence-disabled command @0', 'fence-enabled command @2', 'fence-disabled command @4']);
  });

  test('its switch among the parameters is a state like others', () => {
    const set = { kind: 'fence-setting', evidence: 'setting', about: 'FENCE_ENABLE' } as const;
    expect(events({ s: 1, ...set, value: 1 }, { s: 50, ...set, value: 0 })).toEqual([
      'fence-enabled setting @1',
      'fence-disabled setting @50',
    ]);
  });

  test('another limit while the log runs is told, without its value', () => {
    const set = { kind: 'fence-setting', evidence: 'setting', about: 'FENCE_ALT_MAX' } as const;
    const told = events({ s: 1, ...set, value: 100 }, { s: 2, ...set, value: 100 }, { s: 50, ...set, value: 5000 });
    expect(told).toEqual(['fence-changed setting FENCE_ALT_MAX @50']);
    expect(events({ s: 9, ...set, evidence: 'command', value: 5000 })).toEqual([
      'fence-changed command FENCE_ALT_MAX @9',
    ]);
  });

  test('parts of a fence are followed apart', () => {
    expect(
      events(
        { s: 0, kind: 'fence-on' },
        { s: 9, kind: 'fence-off', evidence: 'event', about: 'floor' },
        { s: 30, kind: 'fence-off' },
      ),
    ).toEqual(['fence-enabled status @0', 'fence-disabled event floor @9', 'fence-disabled status @30']);
  });
});

describe('a breach', () => {
  test('its end within seconds of its start counts from when it came, if it lasts', () => {
    expect(
      events({ s: 10, kind: 'fence-breach' }, { s: 11, kind: 'fence-kept' }, { s: 60, kind: 'fence-kept' }),
    ).toEqual(['fence-breached status @10', 'fence-breach-ended status @11']);
    expect(events({ s: 10, kind: 'fence-breach' }, { s: 11, kind: 'fence-kept' })).toHaveLength(2);
  });

  test('fluttering at the edge is one breach with one end', () => {
    const flutter = Array.from(
      { length: 40 },
      (_, at): Told => ({ s: 10 + at, kind: at % 2 === 0 ? 'fence-breach' : 'fence-kept' }),
    );
    const told = events(...flutter, { s: 90, kind: 'fence-kept' });
    expect(told[0]).toBe('fence-breached status @10');
    expect(told.at(-1)).toMatch(/^fence-breach-ended status @49/);
    expect(told).toHaveLength(2);
  });

  test('a text that tells of one has no end: a later one is another breach', () => {
    const shown = { kind: 'fence-breach', evidence: 'message', about: 'circle' } as const;
    expect(events({ s: 10, ...shown }, { s: 300, ...shown })).toEqual([
      ...['fence-breached message circle @10', 'fence-breached message circle @300'],
    ]);
  });

  test('that one way of telling does not say which part of the fence it was makes no second event', () => {
    expect(
      events(
        { s: 10, kind: 'fence-breach', evidence: 'event' },
        { s: 10.1, kind: 'fence-breach', evidence: 'event', about: 'height' },
        { s: 11, kind: 'fence-breach', about: 'circle' },
      ),
    ).toEqual(['fence-breached event height @10', 'fence-breached status circle @11']);
  });

  test('is told however short it was, also at the end of a log', () => {
    expect(events({ s: 0, kind: 'fence-kept' }, { s: 99, kind: 'fence-breach' })).toEqual([
      'fence-breached status @99',
    ]);
  });
});

describe('arming by force', () => {
  test('tells of zones only where there is a fence', () => {
    const force = { s: 20, kind: 'fence-overridden', evidence: 'command', about: 'forced-arming' } as const;
    expect(events(force)).toEqual([]);
    expect(events({ s: 0, kind: 'fence-breach' }, { ...force, evidence: 'status' })).toHaveLength(2);
    expect(events({ s: 0, kind: 'fence-on' }, force)).toContain('fence-overridden command forced-arming @20');
  });
});

describe('several vehicles and clocks', () => {
  test('what two vehicles do within seconds is two events, what one does is one', () => {
    const order = { kind: 'fence-off', evidence: 'command' } as const;
    expect(
      events({ s: 0, ...order, vehicle: 1, sender: 257 }, { s: 4, ...order, vehicle: 2, sender: 513 }),
    ).toHaveLength(2);
    expect(
      events({ s: 0, ...order, vehicle: 1, sender: 257 }, { s: 4, ...order, vehicle: 1, sender: 256 }),
    ).toHaveLength(1);
  });

  test('an order under a clock that was set back, or behind one without a time, is another one', () => {
    const order = { kind: 'fence-off', evidence: 'command' } as const;
    expect(events({ s: 100, ...order }, { s: Number.NaN, kind: 'fence-cleared' }, { s: 20, ...order })).toHaveLength(3);
  });
});

describe('what apps and makers tell', () => {
  test('a warning that is shown each second is one, another area has its own', () => {
    const shown = Array.from({ length: 60 }, (_, s): Told => ({ s, kind: 'zone-warning', evidence: 'message' }));
    expect(events(...shown)).toEqual(['zone-warned message @0']);
  });

  test('from one zone to the next the first is left; who is out leaves once', () => {
    const app = { evidence: 'app' } as const;
    expect(
      events(
        { s: 0, kind: 'zone-out', ...app },
        { s: 20, kind: 'zone-in', ...app, areaCode: 'A' },
        { s: 40, kind: 'zone-in', ...app, areaCode: 'B' },
        { s: 60, kind: 'zone-out', ...app },
        { s: 80, kind: 'zone-out', ...app },
      ),
    ).toEqual(['zone-entered app A @20', 'zone-left app A @40', 'zone-entered app B @40', 'zone-left app B @60']);
  });

  test('which database of zones there is is no event', () => {
    expect(events({ s: 0, kind: 'zone-database', evidence: 'app' })).toEqual([]);
  });
});
