import { describe, expect, test } from 'vitest';
import { type Disclosure, everything, nothing, rank } from '../../src/model/disclosure.ts';
import { builtInPolicy } from '../../src/policy/built-in.ts';
import type { Circumstances, Request } from '../../src/policy/decide.ts';
import { decide } from '../../src/policy/decide.ts';
import { jurisdictionNames } from '../../src/policy/jurisdictions.ts';
import { levelNames, levels } from '../../src/policy/levels.ts';
import { readPolicyFile } from '../../src/policy/policy-file.ts';
import { purposes } from '../../src/policy/purposes.ts';
import { recipients } from '../../src/policy/recipients.ts';
import { at, barred, decided, granted, ledger, NOW_S, zurich } from './cases.ts';

const sync = { purpose: 'flight-record-sync', recipient: 'manufacturer' };
const improve = { purpose: 'product-improvement', recipient: 'manufacturer' };
const nobody = at(ledger([]));

/** Everything is granted for every purpose, to everybody. */
const allGranted: Circumstances = at(
  ledger(
    purposes.flatMap((purpose) =>
      recipients.map((recipient) => granted({ purpose: purpose.name, recipient: recipient.name })),
    ),
  ),
  { flight: zurich, jurisdictions: { place: ['switzerland'], residence: ['switzerland'] } },
);

function released({ purpose, recipient, ...more }: Request, circumstances: Circumstances): Disclosure {
  return decided(purpose, recipient, circumstances, more).disclosure;
}

/** The dimensions of which something is released. */
function parts(disclosure: Disclosure): string[] {
  return Object.entries(disclosure).flatMap(([dimension, step]) => (step === 'none' ? [] : [dimension]));
}

describe('the duties', () => {
  test('R1: sync uploads nothing about place without a grant that says so, and says why', () => {
    const decision = decided(sync.purpose, sync.recipient, nobody);
    expect(decision.disclosure).toEqual(nothing);
    expect(decision.because.place).toBe('no-grant');
    expect(decision.wouldChange.place).toMatch(/^Grant it/);
    const relative = at(ledger([granted({ ...sync, ceiling: levels.dynamics })]));
    expect(released(sync, relative)).toEqual(levels.dynamics);
    expect(released(sync, at(ledger([granted(sync)]))).place).toBe('exact');
  });

  test('R2: activation and firmware get the device and no flight, after-sales the flights that were named and for a time', () => {
    for (const purpose of ['activation', 'firmware-upgrade']) {
      const decision = decided(purpose, 'manufacturer', nobody);
      expect(decision.disclosure).toEqual({ ...nothing, device: 'exact' });
      expect(decision.projection?.name).toBe('device-only');
    }
    const repair = { purpose: 'after-sales-service', recipient: 'manufacturer' };
    const until = { validUntilS: NOW_S + 1 };
    const flights = { scope: { flights: ['flight-1'] } };
    const under = (grant: object, flight = zurich): Disclosure =>
      released(repair, at(ledger([granted({ ...repair, ...grant })]), { flight }));
    expect(under({ ...until, ...flights })).toMatchObject({ dynamics: 'full', device: 'exact', place: 'none' });
    expect(under({ ...until, ...flights }, { ...zurich, name: 'flight-2' })).toEqual(nothing);
    expect(under(until)).toEqual(nothing);
    expect(under(flights)).toEqual(nothing);
    expect(under({ validUntilS: NOW_S, ...flights })).toEqual(nothing);
  });

  test('R3: an unlock tells code of the area and time; no track, no serial in clear', () => {
    const decision = decided('geofence-unlock', 'manufacturer', nobody);
    expect(decision.disclosure).toEqual({ ...nothing, geofence: 'event', time: 'exact', device: 'recipient' });
    expect(decision.projection?.fields.map(({ name, category }) => `${name}: ${category}`)).toEqual([
      'what-happened: geofence',
      'area-code: geofence',
      'licence: geofence',
      'time: absoluteTime',
      'device-pseudonym: deviceIdentity',
    ]);
    expect(decision.duties).toContainEqual(expect.objectContaining({ name: 'retention' }));
  });

  test('R4: remote identification is the list of the place’s rule, for an authority alone, never by itself', () => {
    const request = { purpose: 'remote-identification', occasion: 'recorded-demand' } as const;
    const here = decide({ ...request, recipient: 'aviation-authority' }, builtInPolicy, allGranted);
    expect(here.projection?.fields.map(({ name }) => name)).toContain('operator-registration-number');
    expect(here.disclosure).toMatchObject({ operator: 'exact', environment: 'none', settings: 'none', text: 'none' });
    for (const { name } of recipients.filter(({ name }) => name !== 'aviation-authority')) {
      expect(released({ ...request, recipient: name }, allGranted)).toEqual(nothing);
    }
    const { occasion: _, ...unasked } = request;
    expect(released({ ...unasked, recipient: 'aviation-authority' }, allGranted)).toEqual(nothing);
    // Where nobody knows the rule there is none.
    const { jurisdictions: __, ...nowhere } = allGranted;
    expect(released({ ...request, recipient: 'aviation-authority' }, nowhere)).toEqual(nothing);
  });

  test('R5: a map provider gets one coarse cell', () => {
    const decision = decided('map-service', 'map-provider', allGranted);
    expect(decision.disclosure).toEqual({ ...nothing, place: 'region' });
    expect(decision.projection).toMatchObject({ name: 'one-cell', records: 'one' });
    for (const { name } of purposes) {
      expect(parts(released({ purpose: name, recipient: 'map-provider' }, allGranted))).toEqual(
        name === 'map-service' ? ['place'] : [],
      );
    }
  });

  test('R6: legitimate interests can be objected to, a legal obligation cannot be refused', () => {
    const totals = { purpose: 'aggregate-reporting', recipient: 'manufacturer' };
    expect(released(totals, nobody)).toEqual(levels.summary);
    expect(released(totals, at(ledger([], { bars: [barred('objection')] })))).toEqual(nothing);
    const bars = (['refusal', 'objection', 'restriction', 'opt-out'] as const).map((kind) => barred(kind));
    const order = { purpose: 'legal-disclosure', recipient: 'law-enforcement', occasion: 'recorded-demand' } as const;
    expect(released(order, at(ledger([], { bars }))).place).toBe('exact');
    // An objection to whatever rests on interests is none to a service that was asked for.
    const activation = { purpose: 'activation', recipient: 'manufacturer' };
    const objected = (purpose?: string): Circumstances =>
      at(ledger([], { bars: [barred('objection', purpose === undefined ? {} : { purpose })] }));
    expect(released(activation, objected()).device).toBe('exact');
    expect(released(activation, objected('activation'))).toEqual(nothing);
  });

  test('R7: a withdrawal takes effect at once, whatever went out before', () => {
    const before = at(ledger([granted(sync)]), { flight: zurich });
    expect(released(sync, before)).not.toEqual(nothing);
    const earlierReleases = [{ flight: zurich.name, recipient: 'manufacturer', disclosure: released(sync, before) }];
    expect(released(sync, { ...before, consent: ledger([]), earlierReleases })).toEqual(nothing);
  });

  test('R8: what is refused or not granted names what stops working', () => {
    expect(decided(sync.purpose, sync.recipient, nobody).lost.join()).toContain('this machine only');
    const refused = at(ledger([], { bars: [barred('refusal', { purpose: 'activation' })] }));
    expect(decided('activation', 'manufacturer', refused).lost).toEqual([
      'A new device stays limited until it is activated.',
    ]);
    expect(decided(sync.purpose, sync.recipient, allGranted).lost).toEqual([]);
    for (const { name, lost } of purposes) if (name !== 'local') expect(lost.length, name).toBeGreaterThan(0);
  });

  test('R9: a restriction blocks all but what the law demands, an objection one purpose, and one’s own log stays', () => {
    const bars = [barred('restriction')];
    const restricted = { ...allGranted, consent: { ...allGranted.consent, bars } };
    for (const { name, ground } of purposes) {
      if (ground === 'own-use' || ground === 'legal-obligation') continue;
      for (const recipient of recipients) {
        expect(released({ purpose: name, recipient: recipient.name }, restricted), name).toEqual(nothing);
      }
    }
    expect(released({ purpose: 'local', recipient: 'self', level: 'full' }, restricted)).toEqual(levels.full);
    const elsewhere = [barred('restriction', { scope: { flights: ['flight-2'] } })];
    const other = { ...allGranted, consent: { ...allGranted.consent, bars: elsewhere } };
    expect(released(sync, other)).toEqual(released(sync, allGranted));
  });

  test('R13: below sixteen, or where no age is known, only what a guardian countersigned counts', () => {
    const under = (ageBand: 'under-13' | '13-15' | '16-17' | undefined, isCountersigned: boolean): string => {
      const subject = { name: 'pilot', ...(ageBand === undefined ? {} : { ageBand }) };
      const grants = [granted(improve, { isCountersigned })];
      return decided(improve.purpose, improve.recipient, at(ledger(grants, { subject }))).because.dynamics;
    };
    expect(under('16-17', false)).toBe('unbound');
    for (const young of ['under-13', '13-15', undefined] as const) {
      expect(under(young, false)).toBe('guardian-missing');
      expect(under(young, true)).toBe('unbound');
    }
    // Everything else is withheld too: contracts and interests wait for the guardian; own use and the law do not.
    const child = at(ledger([], { subject: { name: 'pilot', ageBand: '13-15' } }));
    expect(released({ purpose: 'activation', recipient: 'manufacturer' }, child)).toEqual(nothing);
    expect(released({ purpose: 'aggregate-reporting', recipient: 'manufacturer' }, child)).toEqual(nothing);
    expect(released({ purpose: 'local', recipient: 'self', level: 'track' }, child)).toEqual(levels.track);
    const order = { purpose: 'legal-disclosure', recipient: 'law-enforcement', occasion: 'recorded-demand' } as const;
    expect(released(order, child).place).toBe('exact');
    const signed = [granted({ purpose: 'activation' }, { isCountersigned: true })];
    const helped = at(ledger(signed, { subject: { name: 'pilot', ageBand: '13-15' } }));
    expect(released({ purpose: 'activation', recipient: 'manufacturer' }, helped).device).toBe('exact');
  });

  test('R13: somebody else’s age is not the declared one', () => {
    const grants = [granted({ ...improve, subject: 'guest' })];
    const guest = decided(improve.purpose, improve.recipient, at(ledger(grants)), { subject: 'guest' });
    expect(guest.because.dynamics).toBe('guardian-missing');
  });

  test('R14: a policy can forbid a country or ask for the ground of a transfer; an unknown destination is refused', () => {
    const policy = readPolicyFile('version: 1\ntransfers: {forbidden: [XA], withoutGround: [CH]}', 'policy.yaml');
    const to = (destination?: Request['destination']): string => {
      const more = destination === undefined ? {} : { destination };
      return decided(improve.purpose, improve.recipient, allGranted, more, policy).because.dynamics;
    };
    expect(to({ country: 'CH' })).toBe('unbound');
    expect(to({ country: 'US', transferGround: 'standard clauses' })).toBe('unbound');
    for (const destination of [undefined, { country: 'US' }, { country: 'XA', transferGround: 'adequacy' }]) {
      expect(to(destination)).toBe('transfer');
    }
  });

  test('R15: a new version of the notice suspends what was granted under the old one', () => {
    const decision = decided(sync.purpose, sync.recipient, at(ledger([granted(sync, { isNoticeCurrent: false })])));
    expect(decision.disclosure).toEqual(nothing);
    expect(decision.wouldChange.place).toMatch(/notice/);
  });

  test('R16: media never follow by themselves', () => {
    const share = { purpose: 'content-sharing', recipient: 'public' };
    expect(released(share, allGranted).media).toBe('none');
    expect(released({ ...share, media: 'stripped' }, allGranted).media).toBe('stripped');
    expect(released({ ...share, media: 'exact' }, allGranted).media).toBe('stripped');
    for (const { name } of purposes) {
      for (const recipient of recipients) {
        const request = { purpose: name, recipient: recipient.name, occasion: 'recorded-demand' } as const;
        expect(released(request, allGranted).media).toBe('none');
      }
    }
  });

  test('R17: an opt-out or a signal ends what is sold, shared or personalised, and refusing one purpose lowers no other', () => {
    const statistics = { purpose: 'usage-statistics', recipient: 'analytics-provider' };
    expect(released(statistics, allGranted).dynamics).toBe('summary');
    expect(released({ ...statistics, signals: { globalPrivacyControl: true } }, allGranted)).toEqual(nothing);
    const signalled = { ...sync, signals: { globalPrivacyControl: true } };
    expect(released(signalled, allGranted)).toEqual(released(sync, allGranted));
    const bars = [barred('opt-out')];
    const out = { ...allGranted, consent: { ...allGranted.consent, bars } };
    expect(released(statistics, out)).toEqual(nothing);
    expect(released(sync, out)).toEqual(released(sync, allGranted));
    for (const { name: refused } of purposes) {
      const consent = { ...allGranted.consent, bars: [barred('refusal', { purpose: refused })] };
      for (const { name } of purposes.filter(({ name }) => name !== refused)) {
        const request = { purpose: name, recipient: 'manufacturer' };
        expect(released(request, { ...allGranted, consent })).toEqual(released(request, allGranted));
      }
    }
  });

  test('R18: usage statistics are totals by region and month', () => {
    expect(released({ purpose: 'usage-statistics', recipient: 'analytics-provider' }, allGranted)).toEqual({
      ...nothing,
      ...{ place: 'region', time: 'month', device: 'recipient', geofence: 'kind', dynamics: 'summary' },
    });
  });

  test('R19: research has a grant of its own', () => {
    const research = { purpose: 'scientific-research', recipient: 'manufacturer' };
    const others = purposes.filter(({ name }) => name !== research.purpose);
    const elsewhere = at(ledger(others.map(({ name }) => granted({ purpose: name }))));
    expect(released(research, elsewhere)).toEqual(nothing);
    expect(released(research, allGranted)).toEqual({ ...levels.dynamics, time: 'month' });
  });

  test('R20: communications and notices can never release flight data', () => {
    for (const purpose of ['communications', 'service-notice']) {
      for (const { name } of recipients) {
        const more = { media: 'exact', occasion: 'recorded-demand' } as const;
        expect(released({ purpose, recipient: name, ...more }, allGranted)).toEqual(nothing);
      }
      expect(purposes.find(({ name }) => name === purpose)?.releasesFlights).toBe(false);
    }
    expect(decided('communications', 'manufacturer', nobody).lost).toEqual(['No news and offers are sent.']);
    expect(decided('communications', 'manufacturer', allGranted).lost).toEqual([]);
  });

  test('R21: what was granted for one purpose and recipient serves no other', () => {
    const one = at(ledger([granted(improve)]), { flight: zurich });
    const request = { occasion: 'recorded-demand' } as const;
    for (const purpose of purposes.filter(({ ground }) => ground === 'consent')) {
      for (const { name: recipient } of recipients) {
        const isGranted = purpose.name === improve.purpose && recipient === improve.recipient;
        expect(parts(released({ purpose: purpose.name, recipient, ...request }, one)).length > 0).toBe(isGranted);
      }
    }
    expect(decided(improve.purpose, improve.recipient, one).duties.map(({ name }) => name)).toContain('name-purpose');
  });

  test('R22: the same is released wherever it is, remote identification apart; a jurisdiction only adds duties', () => {
    const young = { name: 'pilot', ageBand: '13-15' as const };
    for (const subject of [allGranted.consent.subject, young]) {
      const consent = { ...allGranted.consent, subject };
      for (const purpose of purposes.filter(({ name }) => name !== 'remote-identification')) {
        for (const { name: recipient } of recipients) {
          const outcomes = jurisdictionNames.map((jurisdiction) => {
            const jurisdictions = { place: [jurisdiction], residence: [jurisdiction] };
            const request = { purpose: purpose.name, recipient, occasion: 'recorded-demand' } as const;
            return JSON.stringify(released(request, { ...allGranted, consent, jurisdictions }));
          });
          expect(new Set(outcomes).size).toBe(1);
        }
      }
    }
    const duties = (place: typeof jurisdictionNames): string[] =>
      decided(sync.purpose, sync.recipient, { ...allGranted, jurisdictions: { place, residence: [] } }).duties.map(
        ({ name }) => name,
      );
    const none = decided(sync.purpose, sync.recipient, at(allGranted.consent)).duties.map(({ name }) => name);
    expect(duties(jurisdictionNames)).toEqual(expect.arrayContaining([...none, 'no-retaliation', 'transfer-ground']));
  });

  test('R23: other people never leave; text is a template for all but the pilot', () => {
    for (const purpose of purposes) {
      for (const { name: recipient, isOutside } of recipients) {
        const request = { purpose: purpose.name, recipient, occasion: 'recorded-demand' } as const;
        const disclosure = released(request, allGranted);
        expect(disclosure).toMatchObject({ others: 'none', opaque: 'none', secrets: 'none' });
        if (isOutside) expect(rank('text', disclosure.text)).toBeLessThan(rank('text', 'exact'));
      }
    }
    for (const { name, isOutside, cap } of recipients)
      if (isOutside) expect(cap.text, name).toMatch(/^(none|template)$/);
    expect(released({ purpose: 'local', recipient: 'self', level: 'full' }, nobody).text).toBe('exact');
  });

  test('R26: a legal disclosure needs a recorded demand, each time, and is recorded', () => {
    const order = { purpose: 'legal-disclosure', recipient: 'law-enforcement' };
    expect(released(order, allGranted)).toEqual(nothing);
    expect(released({ ...order, occasion: 'configured-service' }, allGranted)).toEqual(nothing);
    const decision = decided(order.purpose, order.recipient, nobody, { occasion: 'recorded-demand' });
    expect(decision.disclosure.place).toBe('exact');
    expect(decision.duties.map(({ name }) => name)).toContain('record-occasion');
  });

  test('R27: the public is the strictest: its cap holds whatever is granted, and the pilot sees a preview', () => {
    const decision = decided('content-sharing', 'public', allGranted, { media: 'exact' });
    expect(decision.disclosure).toEqual({
      ...nothing,
      ...{ shape: 'relative', media: 'stripped', dynamics: 'summary' },
    });
    expect(decision.duties.map(({ name }) => name)).toContain('preview');
    const caps = new Map(recipients.map(({ name, cap }) => [name, { ...everything, ...cap }]));
    for (const dimension of ['place', 'operator', 'time', 'device', 'person', 'environment', 'text'] as const) {
      expect(caps.get('public')![dimension]).toBe('none');
    }
  });

  test('R28: a lost aircraft is a last position, for its owner, for a day', () => {
    const decision = decided('find-aircraft', 'self', allGranted);
    expect(decision.disclosure).toEqual({
      ...nothing,
      place: 'exact',
      shape: 'exact',
      operator: 'exact',
      time: 'exact',
    });
    expect(decision.projection).toMatchObject({ name: 'last-position', records: 'last' });
    expect(decision.duties.find(({ name }) => name === 'retention')?.text).toContain('1 day.');
    for (const { name } of recipients.filter(({ name }) => name !== 'self')) {
      expect(released({ purpose: 'find-aircraft', recipient: name }, allGranted)).toEqual(nothing);
    }
  });
});

test.each(levelNames)('%s for one’s own use is the same under the built-in policy', (level) => {
  expect(released({ purpose: 'local', recipient: 'self', level }, nobody)).toEqual(levels[level]);
});

test('what the policy does not know gets nothing, and is told what would change it', () => {
  for (const [purpose, recipient] of [
    ['unheard-of', 'self'],
    ['local', 'unheard-of'],
    ['constructor', '__proto__'],
  ] as const) {
    const decision = decided(purpose, recipient, allGranted);
    expect(decision.disclosure).toEqual(nothing);
    expect(decision.because.dynamics).toBe('known-names');
    expect(decision.wouldChange.dynamics).toMatch(/policy/);
  }
});
